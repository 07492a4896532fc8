"""Ruling lines to tables: which rectangles the lines of a page enclose, and which of them are one merged cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from attrs import Factory, field, frozen

from govdisclosure.files import check_limit

NEAR = 2.5
"""Points by which two lines may differ and still be one; a line may end this much before the one that it meets."""
_OPEN = 6.0
"""Points by which lines stick out of a table that is open at that side."""
_DOTS, _SPACED, _SAME = 5, 4.0, 0.3
"""How many dots are a line, how many points lie between two of them at most, and by how many they may be out of it."""


class Ruling(NamedTuple):
    """A straight line along one axis: where it lies across, and from where to where it goes."""

    at: float
    low: float
    high: float


class Box(NamedTuple):
    """A cell: rows and columns from `top` and `left` on, and its rectangle with y growing upwards."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    y0: float
    x1: float
    y1: float

    def places(self) -> Iterator[tuple[int, int]]:
        """Return the rows and columns that it covers."""
        return product(range(self.row, self.row + self.rowspan), range(self.column, self.column + self.colspan))


@frozen(eq=False)
class Lattice:
    """A ruled table: its boxes, the y of its rows from the top down, and the x of its columns."""

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: dict[tuple[int, int], int]
    """Which of the boxes covers each row and column."""
    _depths: list[float] = field(init=False, default=Factory(lambda self: [-y for y in self.ys], takes_self=True))

    @property
    def top(self) -> float:
        """The y of the upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.ys[-1]

    def box_at(self, x: float, y: float) -> int | None:
        """Return the number of the box under a point; None outside the table."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[-1] <= y <= ys[0]):
            return None
        column = min(bisect_right(xs, x), len(xs) - 1) - 1
        row = min(bisect_right(self._depths, -y), len(ys) - 1) - 1
        return self.owners[row, column]


def lattices(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> Iterator[Lattice]:
    """Yield the tables that lines form."""
    across, down = _joined(horizontal), _joined(vertical)
    check_limit("positions", len(across) * len(down), "一页中线条的交叉", "crossings of lines on a page")
    for touching_across, touching_down in _groups(across, down):
        xs = _levels(_places(touching_down, touching_across))
        ys = _levels(_places(touching_across, touching_down))
        if len(xs) >= 2 and len(ys) >= 2 and len(xs) * len(ys) > 4:  # noqa: PLR2004 - a frame is no table
            check_limit("width", len(xs) - 1, "表格列数", "columns of a table")
            check_limit("cells", (len(xs) - 1) * (len(ys) - 1), "单元格数", "cells")
            yield _lattice(xs, ys[::-1], touching_across, touching_down)


def dotted(dots: Sequence[tuple[float, float]]) -> list[Ruling]:
    """Return the lines along which dots stand, each given by its place along the line and its place across.

    >>> dotted([(0, 5), (2, 5), (4, 5), (6, 5), (8, 5), (30, 5)])
    [Ruling(at=5, low=0, high=8)]
    """
    found = []
    row: list[tuple[float, float]] = []
    for dot in [*sorted(dots, key=lambda dot: (round(dot[1], 1), dot[0])), None]:
        if row and (dot is None or abs(dot[1] - row[-1][1]) > _SAME or dot[0] - row[-1][0] > _SPACED):
            if len(row) >= _DOTS:
                found.append(Ruling(row[0][1], row[0][0], row[-1][0]))
            row = []
        if dot is not None:
            row.append(dot)
    return found


def _places(lines: Sequence[Ruling], others: Sequence[Ruling]) -> Iterator[float]:
    """Yield where lines lie, and where several lines across end beyond the outermost: tables may be open at a side."""
    yield from (line.at for line in lines)
    for sign, ends in ((-1, [-other.low for other in others]), (1, [other.high for other in others])):
        edge = max(ends)
        is_beyond = edge - max(sign * line.at for line in lines) > _OPEN
        if is_beyond and sum(edge - end <= NEAR for end in ends) > 1:
            yield sign * edge


def _joined(lines: Sequence[Ruling]) -> list[Ruling]:
    """Join pieces of the same line, as borders are often drawn cell by cell."""
    found: list[Ruling] = []
    rows: list[list[Ruling]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if rows and line.at - rows[-1][0].at <= NEAR / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        at = sum(line.at for line in row) / len(row)
        pieces = sorted(row, key=lambda line: line.low)
        low, high = pieces[0].low, pieces[0].high
        for piece in pieces[1:]:
            if piece.low <= high + NEAR:
                high = max(high, piece.high)
            else:
                found.append(Ruling(at, low, high))
                low, high = piece.low, piece.high
        found.append(Ruling(at, low, high))
    return [line for line in found if line.high - line.low > NEAR]


def _groups(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Yield the sets of lines that touch each other."""
    down = sorted(down, key=lambda post: post.at)
    count = len(across)
    for group in connected(count + len(down), _touching(across, down)):
        rows, columns = (
            [across[each] for each in group if each < count],
            [down[each - count] for each in group if each >= count],
        )
        if rows and columns:
            yield rows, columns


def _touching(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
    """Yield the lines that touch, by their numbers, those downwards after all others."""
    places = [post.at for post in down]
    for number, line in enumerate(across):
        for other in range(bisect_left(places, line.low - NEAR), bisect_right(places, line.high + NEAR)):
            if down[other].low - NEAR <= line.at <= down[other].high + NEAR:
                yield number, len(across) + other


def connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return numbers up to a count in groups, each of those that pairs connect, directly or through others.

    >>> connected(5, [(0, 2), (4, 2)])
    [[0, 2, 4], [1], [3]]
    """
    above = list(range(count))

    def first(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for one, two in pairs:
        above[first(two)] = first(one)
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(first(number), []).append(number)
    return list(groups.values())


def _levels(values: Iterable[float]) -> list[float]:
    """Return the distinct places of lines, those nearly the same as one."""
    levels: list[list[float]] = []
    for value in sorted(values):
        if levels and value - levels[-1][-1] <= NEAR:
            levels[-1].append(value)
        else:
            levels.append([value])
    return [sum(level) / len(level) for level in levels]


def _lattice(xs: list[float], ys: list[float], across: Sequence[Ruling], down: Sequence[Ruling]) -> Lattice:
    """Merge the positions between which there is no line; what comes out as no rectangle stays apart."""
    height, width = len(ys) - 1, len(xs) - 1
    boxes: list[Box] = []
    for group in connected(height * width, _open(xs, ys, across, down)):
        rows, columns = [place // width for place in group], [place % width for place in group]
        top, left = min(rows), min(columns)
        high, wide = max(rows) - top + 1, max(columns) - left + 1
        if high * wide == len(group):
            boxes.append(_box(xs, ys, top, left, high, wide))
        else:
            boxes += [_box(xs, ys, *divmod(place, width), 1, 1) for place in group]
    boxes.sort(key=lambda box: (box.row, box.column))
    owners = {place: number for number, box in enumerate(boxes) for place in box.places()}
    return Lattice(tuple(boxes), tuple(xs), tuple(ys), owners)


def _open(
    xs: list[float], ys: list[float], across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterator[tuple[int, int]]:
    """Yield the positions beside each other between which there is no line, counted row by row."""
    height, width = len(ys) - 1, len(xs) - 1
    walls, floors = _by_level(down, xs), _by_level(across, ys)
    for place, (row, column) in enumerate(product(range(height), range(width))):
        if column + 1 < width and not _covers(walls[column + 1], (ys[row] + ys[row + 1]) / 2):
            yield place, place + 1
        if row + 1 < height and not _covers(floors[row + 1], (xs[column] + xs[column + 1]) / 2):
            yield place, place + width


def _box(xs: list[float], ys: list[float], row: int, column: int, rows: int, columns: int) -> Box:
    return Box(row, column, rows, columns, xs[column], ys[row + rows], xs[column + columns], ys[row])


def _by_level(lines: Sequence[Ruling], levels: Sequence[float]) -> list[list[Ruling]]:
    falling = levels[0] > levels[-1]
    rising = levels[::-1] if falling else levels
    found: list[list[Ruling]] = [[] for _ in levels]
    for line in lines:
        found[nearest(rising, line.at)].append(line)
    return found[::-1] if falling else found


def nearest(levels: Sequence[float], at: float) -> int:
    """Return which of some places, from the lowest up, is the nearest; in the middle between two the lower.

    >>> [nearest([0, 10, 20], at) for at in (-3, 12, 15, 16, 40)]
    [0, 1, 1, 2, 2]
    """
    after = min(max(bisect_left(levels, at), 1), len(levels) - 1)
    return after - 1 if at - levels[after - 1] <= levels[after] - at else after


def _covers(lines: Sequence[Ruling], at: float) -> bool:
    return any(line.low <= at <= line.high for line in lines)
