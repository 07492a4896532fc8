"""Fonts that a PDF names without embedding them: read the same whatever fonts a machine has.

PDFium would take a font of the machine for them; where it has none, it leaves out texts that it cannot draw. While a
document is read, it gets a font in which every character is a box instead: where text stands is all that is asked.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

_BOXES = ((50, 0, 200, 100), (50, 0, 450, 700), (50, -50, 950, 800))
"""The box of a sign, of a digit and of a Chinese character: left, bottom, right and top, in thousandths of the size."""
_CODES = ((0x21, 0x2F, 1), (0x30, 0x39, 2), (0x3A, 0x2DFF, 1), (0x2E00, 0x10FFFF, 3))
"""The first and the last character that each box is for, and the box, counted from 1."""
_WESTERN = (0, 2)
"""The numbers of the character sets for which PDFium brings fonts of its own."""
_OURS = 1
"""The handle by which PDFium asks for our font."""


@contextmanager
def same_everywhere(raw: Any) -> Iterator[None]:
    """Have PDFium take our font for those that are not embedded; whoever reads holds the lock."""
    fonts = _fonts(raw)
    fonts.reading = True
    try:
        yield
    finally:
        fonts.reading = False


class _Fonts:
    """Answers when PDFium asks for fonts: with ours while a document is read, otherwise with those of the machine."""

    def __init__(self, raw: Any) -> None:
        self.reading = False
        self._font = box_font()
        self._machine = raw.FPDF_GetDefaultSystemFontInfo()
        kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
        answers: dict[str, Callable[..., Any]] = {
            "EnumFonts": lambda _, mapper: self._others("EnumFonts", mapper),
            "MapFont": lambda _, weight, italic, charset, *rest: (
                (None if charset in _WESTERN else _OURS)
                if self.reading
                else self._others("MapFont", weight, italic, charset, *rest)
            ),
            "GetFont": lambda _, face: None if self.reading else self._others("GetFont", face),
            "GetFontData": self._of_font("GetFontData", self._data),
            **{name: self._of_font(name, lambda *_: 0) for name in ("GetFaceName", "GetFontCharset", "DeleteFont")},
        }
        version = self._machine.contents.version if self._machine else 1
        bound = {name: kinds[name](answer) for name, answer in answers.items()}
        self._info = raw.FPDF_SYSFONTINFO(version=version, **bound)
        raw.FPDF_SetSystemFontInfo(ctypes.byref(self._info))

    def _of_font(self, name: str, own: Callable[..., int]) -> Callable[..., int]:
        """Return what answers about a font: ours by itself, the machine about the others."""
        return lambda _, font, *rest: own(*rest) if font == _OURS else self._others(name, font, *rest) or 0

    def _others(self, name: str, *arguments: Any) -> Any:
        """Return what the machine answers; some have no fonts at all."""
        answer = getattr(self._machine.contents, name) if self._machine else None
        return answer(self._machine, *arguments) if answer else None

    def _data(self, table: int, room: Any, size: int) -> int:
        """Put our font into a room that is large enough, and return its size; single tables are not given."""
        if table:
            return 0
        if size >= len(self._font):
            ctypes.memmove(room, self._font, len(self._font))
        return len(self._font)


@lru_cache(maxsize=1)
def _fonts(raw: Any) -> _Fonts:
    return _Fonts(raw)


def box_font() -> bytes:
    """Return a TrueType font in which every character is one of three boxes.

    >>> box_font()[:4].hex(), len(box_font())
    ('00010000', 468)
    """
    outlines = [b"", *(_padded(_outline(*box)) for box in _BOXES)]
    count = len(outlines)
    left, bottom, right, top = _BOXES[-1]
    codes = b"".join(struct.pack(">3I", *code) for code in _CODES)
    tables = {
        # One table for Unicode, in the format that gives many characters one glyph.
        b"cmap": struct.pack(">4HI2H3I", 0, 1, 3, 10, 12, 13, 0, 16 + len(codes), 0, len(_CODES)) + codes,
        b"glyf": b"".join(outlines),
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 0, 1000, 0, 0, left, bottom, right, top, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", 1 << 16, 850, -150, 0, 1000, 0, 0, right, 1, *[0] * 7, count),
        b"hmtx": b"".join(struct.pack(">Hh", 1000, 0) for _ in outlines),
        b"loca": struct.pack(f">{count + 1}I", *(sum(map(len, outlines[:n])) for n in range(count + 1))),
        b"maxp": struct.pack(">I14H", 1 << 16, count, 4, 1, 0, 0, 2, *[0] * 8),
    }
    entries, body = b"", b""
    for tag, table in tables.items():
        entries += tag + struct.pack(">3I", 0, 12 + 16 * len(tables) + len(body), len(table))
        body += _padded(table)
    return struct.pack(">I4H", 1 << 16, len(tables), 64, 2, 48) + entries + body


def _outline(left: int, bottom: int, right: int, top: int) -> bytes:
    """Return a glyph of one contour: its bounds, its last point, no instructions, and four points by their steps."""
    steps = (left, 0, right - left, 0, bottom, top - bottom, 0, bottom - top)
    return struct.pack(">5h2H4B8h", 1, left, bottom, right, top, 3, 0, *[1] * 4, *steps)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
