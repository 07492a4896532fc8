"""What is drawn on a PDF page besides text: straight lines, filled rectangles and pictures, taken from PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise

from attrs import define, field

from govdisclosure.documents.readers.pdf.characters import Point, Turn
from govdisclosure.documents.readers.pdf.lattice import Ruling, dotted
from govdisclosure.documents.readers.pdf.pdfium import Buffer, Calls
from govdisclosure.files import check_limit

_THIN = 3.0
"""Points up to which a filled rectangle is a line."""
_LONG = 1.5
"""How much longer than thick a line is at least; what is not may be a dot of a dotted line."""
_STRAIGHT = 1.0
"""Points by which the ends of a line may differ across."""
_FAR = 1e6
"""Points beyond which nothing is on a page."""
_MOST_SEGMENTS = 10_000
"""Pieces beyond which a path is a drawing, and no table."""
_DEEPEST = 6
"""Levels to which forms are followed: a form may contain itself."""
_DARK, _SOLID = 0xD0, 0x40
"""The least of the three colours below which white text can be read on it, and the opacity from which it covers."""

_PATH, _IMAGE, _FORM = 2, 3, 5
_CURVE, _MOVE = 1, 2

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]


@define
class Drawing:
    """The lines of a page, with y growing upwards, and what white text could be read on: left, bottom, right, top."""

    horizontal: list[Ruling] = field(factory=list)
    vertical: list[Ruling] = field(factory=list)
    dots: list[Point] = field(factory=list)
    dark: list[Rectangle] = field(factory=list)
    pictures: int = 0
    objects: int = 0

    def covers(self, x: float, y: float) -> bool:
        """Whether something dark lies under a point."""
        return any(left <= x <= right and low <= y <= high for left, low, right, high in self.dark)

    def add_thin(self, left: float, low: float, right: float, high: float) -> None:
        """Take a thin rectangle as a line, or as a dot of one."""
        wide, tall = right - left, high - low
        if wide > _LONG * tall:
            self.horizontal.append(Ruling((low + high) / 2, left, right))
        elif tall > _LONG * wide:
            self.vertical.append(Ruling((left + right) / 2, low, high))
        else:
            self.dots.append(((left + right) / 2, (low + high) / 2))

    def add_edges(self, points: list[Point]) -> None:
        """Take the lines between points that are level or upright."""
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                self.horizontal.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                self.vertical.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


@define
class Pencil:
    """Reads the drawing of one page after the other."""

    calls: Calls
    _matrix: Buffer = field(factory=lambda: Buffer.of(ctypes.c_float, 6))
    _point: Buffer = field(factory=lambda: Buffer.of(ctypes.c_float, 2))
    _mode: Buffer = field(factory=lambda: Buffer.of(ctypes.c_int, 2))
    _colour: Buffer = field(factory=lambda: Buffer.of(ctypes.c_uint, 4))

    def drawing(self, page: int, turn: Turn) -> Drawing:
        """Return what is drawn on a page, turned."""
        found = Drawing()
        for number, (item, kind, matrix) in enumerate(self._objects(page, None), 1):
            found.objects = number
            if number & 1023 == 0:
                check_limit("page_objects", number, "一页中的对象数", "objects on a page")
            if kind == _IMAGE:
                found.pictures += 1
                found.dark.append(_bounds([turn(_moved(matrix, x, y)) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]))
                continue
            self.calls.draw_mode(item, *self._mode.places)
            stroked = self._mode.values[1] != 0
            for points in self._outlines(item, matrix, turn, stroked=stroked):
                self._take(points, found, item, stroked=stroked)
        found.horizontal += dotted(found.dots)
        found.vertical += dotted([(y, x) for x, y in found.dots])
        return found

    def _objects(self, holder: int, outer: Matrix | None, level: int = 0) -> Iterator[tuple[int, int, Matrix]]:
        """Yield the paths and pictures of a page or a form, each with the matrix that brings it to the page."""
        calls, place, values = self.calls, self._matrix.places[0], self._matrix.values
        count, get = (calls.inner_count, calls.inner_item) if level else (calls.count, calls.item)
        for number in range(count(holder)):
            item = get(holder, number)
            kind = calls.type(item)
            if kind in (_PATH, _IMAGE, _FORM) and calls.object_matrix(item, place):
                a, b, c, d, e, f = values[:]
                matrix = (a, b, c, d, e, f) if outer is None else _joined((a, b, c, d, e, f), outer)
                if kind != _FORM:
                    yield item, kind, matrix
                elif level < _DEEPEST:
                    yield from self._objects(item, matrix, level + 1)

    def _outlines(self, item: int, matrix: Matrix, turn: Turn, *, stroked: bool) -> Iterator[list[Point]]:
        """Yield the points of the parts of a path that are of straight lines; no points of any other."""
        count = self.calls.segments(item)
        segment, kind, point, closed = self.calls.segment, self.calls.kind, self.calls.point, self.calls.closed
        (at_x, at_y), values = self._point.places, self._point.values
        a, b, c, d, e, f = matrix
        outline: list[Point] = []
        curved = False
        for number in range(count if count <= _MOST_SEGMENTS else 0):
            piece = segment(item, number)
            sort = kind(piece)
            if sort == _MOVE:
                yield [] if curved else outline
                outline, curved = [], False
            curved = curved or sort == _CURVE
            point(piece, at_x, at_y)
            x, y = values[:]
            outline.append(turn((a * x + c * y + e, b * x + d * y + f)))
            if stroked and sort != _MOVE and closed(piece):
                outline.append(outline[0])
        yield [] if curved else outline

    def _take(self, points: list[Point], found: Drawing, item: int, *, stroked: bool) -> None:
        """Take a part of a path: its strokes, or a filled rectangle, which is a line if it is thin."""
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return
        left, low, right, high = bounds = _bounds(points)
        if not (-_FAR < left <= right < _FAR and -_FAR < low <= high < _FAR):
            return
        if min(high - low, right - left) <= _THIN:
            found.add_thin(*bounds)
        elif stroked:
            found.add_edges(points)
        elif self._is_dark(item):
            found.dark.append(bounds)

    def _is_dark(self, item: int) -> bool:
        """Whether white text could be read on something filled."""
        is_known = self.calls.fill_colour(item, *self._colour.places)
        *colours, alpha = self._colour.values[:]
        return bool(is_known and min(colours) < _DARK and alpha >= _SOLID)


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies one matrix after another."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(points: list[Point]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
