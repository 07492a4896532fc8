"""The texts of an .xls workbook, of which parts may be struck out or raised.

Source: Microsoft, [MS-XLS] 2.4.265 (SST) and 2.5.293 (XLUnicodeRichExtendedString).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from govdisclosure.documents.shown import Appearance, shown
from govdisclosure.files import check_limit

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


def shared_texts(records: Sequence[bytes], fonts: Mapping[int, Appearance]) -> list[str]:
    """Return what is shown of the shared texts of a workbook, parts in the fonts that tell apart.

    `records` are the table of texts and those that continue it. Raises `struct.error` if it ends too early.
    """
    if not records:
        return []
    reader = _Reader(records)
    _, count = struct.unpack("<II", reader.take(8))
    check_limit("cells", count, "工作簿的文字数", "texts of the workbook")
    return [_told(*reader.string(), fonts) for _ in range(count)]


def text_of(records: Sequence[bytes], encoding: str | None) -> str:
    r"""Return the text of a cell from a record and those that continue it; before 1997 it has an encoding.

    >>> text_of([b"\2\0\1\x01N\x02N"], None), text_of([b"\2\0ab"], "cp1252")
    ('\u4e01\u4e02', 'ab')
    """
    if encoding is None:
        return _Reader(records).string()[0]
    (content, *_) = records
    return content[2 : 2 + struct.unpack_from("<H", content)[0]].decode(encoding, "replace")


def _told(text: str, runs: Sequence[tuple[int, int]], fonts: Mapping[int, Appearance]) -> str:
    if not any(font in fonts for _, font in runs):
        return text
    parts = [text[: runs[0][0]]]
    for (start, font), (end, _) in zip(runs, [*runs[1:], (len(text), 0)], strict=True):
        parts.append(shown(text[start:end], fonts.get(font, "")))
    return "".join(parts)


class _Reader:
    """Reads through records that continue each other; raises `struct.error` where they end too early."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = iter(records)
        self._record = b""
        self._at = 0

    def _next(self) -> None:
        record = next(self._records, None)
        if record is None:
            message = "the table of texts ends too early"
            raise struct.error(message)
        self._record, self._at = record, 0

    def take(self, count: int) -> bytes:
        """Return the next bytes, whatever records they are in."""
        parts = []
        while count:
            if self._at >= len(self._record):
                self._next()
            part = self._record[self._at : self._at + count]
            parts.append(part)
            self._at += len(part)
            count -= len(part)
        return b"".join(parts)

    def string(self) -> tuple[str, list[tuple[int, int]]]:
        """Return the next text, and where in it which font begins."""
        count, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & _EXTENDED else 0
        text = self._characters(count, wide=bool(flags & _WIDE))
        found = [struct.unpack("<HH", self.take(4)) for _ in range(runs)]
        self.take(extra)
        return text, [(start, font) for start, font in found]

    def _characters(self, count: int, *, wide: bool) -> str:
        parts = []
        while count:
            if self._at >= len(self._record):
                # A text that goes on in the next record says anew whether its characters are wide.
                self._next()
                wide = bool(self.take(1)[0] & _WIDE)
            here = min(count, (len(self._record) - self._at) // (1 + wide) or 1)
            parts.append(self.take(here * (1 + wide)).decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= here
        return "".join(parts)
