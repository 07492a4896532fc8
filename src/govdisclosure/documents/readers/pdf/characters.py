"""The characters of a PDF page as somebody who looks at the page sees them, taken from PDFium.

Not seen, and therefore not read: invisible and white text, watermarks, and what lies outside the page. What is seen
without being known, because its font does not say which characters its glyphs are, is U+FFFD: no cell reads it.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import define, field

from govdisclosure.documents.readers.pdf.glyphs import UNKNOWN, Glyph
from govdisclosure.documents.readers.pdf.pdfium import Buffer, Calls

_RADICALS = range(0x2E80, 0x2FE0)
_HYPHENS, _HYPHEN = (0xAD, 0xFFFE), 0x02
"""A soft hyphen is printed like any other; PDFium has codes of its own for one that ends a line, of which the last may
be that of another character."""
_QUARTER = math.pi / 2
_TILT = 0.1
"""Radians beyond which a character belongs to a watermark."""
_INVISIBLE = (3, 7)
_OUTLINED = 1
_MIDDLE = 0.35
"""How far above its base line the middle of a digit is, in sizes of the font."""
_FAR = 1e6
"""Points beyond which nothing is on a page."""
_ASTRAY = 1.0
"""Points by which PDFium may misplace a character."""
_PALE, _FAINT = 0xF0, 0x96
"""The least of the three colours from which on text is as good as white, or may be that of a watermark."""

Point = tuple[float, float]
Turn = Callable[[Point], Point]


class Run(NamedTuple):
    """What the characters of one text object have in common."""

    number: int
    quarter: int
    """By how many quarters its lines are turned to the left; -1: they stand askew."""
    size: float
    start: Point
    """Where its base line begins."""
    invisible: bool
    pale: bool
    faint: bool
    astray: bool
    """Whether PDFium puts it somewhere else than where it is printed."""


Character = tuple[str, Run, list[float], list[float]]
"""A character in the coordinates of the file: the box of what is printed of it (left, right, bottom, top), and that of
the room it has (left, top, right, bottom)."""


@lru_cache(maxsize=8192)
def readable(code: int) -> str:
    """Return a character as people type it; nothing for white space, U+FFFD for what is no character.

    PDF files hold radicals in place of the characters that look the same.

    >>> readable(0x2F00), readable(0x20), readable(0xAD)
    ('一', '', '-')
    """
    if code in _HYPHENS:
        return "-"
    if _is_nothing(code):
        return UNKNOWN
    text = chr(code)
    if text.isspace() or code in (0x200B, 0xFEFF):
        return ""
    return unicodedata.normalize("NFKC", text) if code in _RADICALS else text


def _is_nothing(code: int) -> bool:
    """Whether a code is that of no character: of a control, of half of one, or of none at all."""
    return code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in (0xFFFD, 0xFFFF)  # noqa: PLR2004 - codes


@define
class Reader:
    """Reads the characters of one page after the other."""

    calls: Calls
    _ink: Buffer = field(factory=lambda: Buffer.of(ctypes.c_double, 4))
    _space: Buffer = field(factory=lambda: Buffer.of(ctypes.c_float, 4))
    _matrix: Buffer = field(factory=lambda: Buffer.of(ctypes.c_float, 6))
    _origin: Buffer = field(factory=lambda: Buffer.of(ctypes.c_double, 2))
    _colour: Buffer = field(factory=lambda: Buffer.of(ctypes.c_uint, 4))

    def characters(self, page: int, count: int) -> list[Character]:
        """Return the characters of a page of text, white space left out."""
        owner, unicode, unmapped = self.calls.owner, self.calls.unicode, self.calls.unmapped
        ink, (left, right, bottom, top), box = self.calls.ink, self._ink.places, self._ink.values
        space, (room, *_), loose = self.calls.space, self._space.places, self._space.values
        found: list[Character] = []
        runs: dict[int, Run] = {}
        last: int | None = None
        run: Run | None = None
        for index in range(count):
            handle = owner(page, index)
            if handle is None:
                continue
            if handle != last:
                last, run = handle, runs.get(handle) or self._run(page, index, handle, len(runs))
                runs[handle] = run
            code = unicode(page, index)
            text = "-" if code == _HYPHEN and self.calls.hyphen(page, index) else readable(code)
            if not text or run is None or not ink(page, index, left, right, bottom, top):
                continue
            if not text.isalpha() and unmapped(page, index):
                text = UNKNOWN
            printed = box[:]
            if text is UNKNOWN and printed[0] == printed[1]:
                continue  # a space that the font has under another code
            space(page, index, room)
            found.append((text, run, printed, loose[:]))
        return found

    def _run(self, page: int, index: int, handle: int, number: int) -> Run:
        calls = self.calls
        calls.matrix(page, index, self._matrix.places[0])
        a, b, c, d, x, y = self._matrix.values
        size = calls.font_size(page, index) * (abs(d) if c == 0 else math.hypot(c, d))
        quarter = 0
        if b or a <= 0:
            quarters = math.atan2(b, a) / _QUARTER
            quarter = round(quarters) % 4 if abs(quarters - round(quarters)) * _QUARTER <= _TILT else -1
        mode = calls.mode(handle)
        lightest = 0
        if mode != _OUTLINED and calls.fill_colour(handle, *self._colour.places):
            red, green, blue, alpha = self._colour.values
            lightest = 255 - (255 - min(red, green, blue)) * alpha // 255
        calls.origin(page, index, *self._origin.places)
        start_x, start_y = self._origin.values
        astray = not (abs(start_x - x) <= _ASTRAY and abs(start_y - y) <= _ASTRAY)
        return Run(number, quarter, size, (x, y), mode in _INVISIBLE, lightest >= _PALE, lightest >= _FAINT, astray)


def direction(characters: Sequence[Character]) -> int:
    """Return by how many quarters most of the text is turned to the left."""
    counts = [0, 0, 0, 0]
    for _, run, _, _ in characters:
        if run.quarter >= 0:
            counts[run.quarter] += 1
    return max(range(4), key=lambda quarter: (counts[quarter], -quarter))


def glyphs(characters: Sequence[Character], quarter: int, turn: Turn) -> Iterator[tuple[Glyph, Run]]:
    """Yield the characters that stand upright once the page is turned by as many quarters."""
    alone = Counter(run.number for _, run, _, _ in characters if run.astray)
    last, number, size, x, middle = None, 0, 0.0, 0.0, 0.0
    for text, run, ink, space in characters:
        if run.quarter != quarter:
            continue
        if run is not last:
            last, number, size = run, run.number, run.size
            x, y = turn(run.start)
            middle = y + _MIDDLE * size
        if run.astray:
            # Where the base line begins is right all the same.
            sure = text if alone[number] == 1 else UNKNOWN
            yield Glyph(sure, x + size / 2, middle, x, x + size, size, 0, number), run
            continue
        if quarter:
            x0, x1, y0, y1 = _turned(ink, turn)
            left, right, _, _ = _turned((space[0], space[2], space[3], space[1]), turn)
        else:
            x0, x1, y0, y1 = ink
            left, _, right, _ = space
        if not (-_FAR < x0 <= x1 < _FAR and -_FAR < y0 < _FAR and -_FAR < y1 < _FAR and 0 < size < _FAR):
            continue
        own = (y0 + y1) / 2
        # The middle of what is printed is its own only in a line that runs downwards.
        y = middle if -size < own - middle < size else own
        yield Glyph(text, (x0 + x1) / 2, y, left, right, size, (x1 - x0) / 2, number), run


def _turned(box: Sequence[float], turn: Turn) -> tuple[float, float, float, float]:
    """Return a box of left, right, bottom and top on the page once it is turned."""
    (x0, y0), (x1, y1) = turn((box[0], box[2])), turn((box[1], box[3]))
    return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
