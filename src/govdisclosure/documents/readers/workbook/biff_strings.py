"""The texts of an .xls workbook in which a part is struck out or raised; calamine gives them without their fonts.

Source: Microsoft, [MS-XLS] 2.4.265 (SST) and 2.5.293 (XLUnicodeRichExtendedString).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from govdisclosure.documents.shown import Appearance, shown

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


def rich_strings(records: Sequence[bytes], fonts: Mapping[int, Appearance]) -> dict[int, str]:
    """Return by their numbers the shared texts that have a part in one of the fonts that tell.

    `records` are the table of texts and those that continue it.
    """
    reader = _Reader(records)
    found = {}
    _, count = struct.unpack("<II", reader.take(8))
    for number in range(count):
        text, runs = reader.string()
        if any(font in fonts for _, font in runs):
            found[number] = _told(text, runs, fonts)
    return found


def _told(text: str, runs: Sequence[tuple[int, int]], fonts: Mapping[int, Appearance]) -> str:
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
