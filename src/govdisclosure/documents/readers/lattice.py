"""Ruling lines to tables: which rectangles the lines of a page enclose, and which of them are one merged cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import frozen

NEAR = 2.5
"""Points by which two lines may differ and still be one; a line may end this much before the one that it meets."""


@frozen
class Ruling:
    """A straight line along one axis: where it lies across, and from where to where it goes."""

    at: float
    low: float
    high: float


@frozen
class Box:
    """A cell: rows and columns from `top` and `left` on, and its rectangle with y growing upwards."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    y0: float
    x1: float
    y1: float


@frozen
class Lattice:
    """A ruled table: its boxes, the y of its rows from the top down, and the x of its columns."""

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def top(self) -> float:
        """The y of the upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.ys[-1]

    def box_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of the position under a point; None outside the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = next(
            number for number in range(len(self.ys) - 1) if y >= self.ys[number + 1] or number == len(self.ys) - 2
        )
        return row, column


def lattices(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> Iterator[Lattice]:
    """Yield the tables that lines form, from the top of the page down."""
    across, down = _joined(horizontal), _joined(vertical)
    found = []
    for group_across, group_down in _groups(across, down):
        xs = _levels([line.at for line in group_down])
        ys = _levels([line.at for line in group_across])
        if len(xs) >= 2 and len(ys) >= 2 and len(xs) * len(ys) > 4:  # noqa: PLR2004 - a frame is no table
            found.append(_lattice(xs, ys[::-1], group_across, group_down))
    yield from sorted(found, key=lambda lattice: -lattice.top)


def _joined(lines: Sequence[Ruling]) -> list[Ruling]:
    """Join pieces of the same line, as borders are often drawn cell by cell."""
    found: list[Ruling] = []
    rows: list[list[Ruling]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if rows and line.at - rows[-1][-1].at <= NEAR / 2:
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
    touching: list[list[int]] = [[] for _ in across]
    for number, line in enumerate(across):
        for other, post in enumerate(down):
            if line.low - NEAR <= post.at <= line.high + NEAR and post.low - NEAR <= line.at <= post.high + NEAR:
                touching[number].append(other)
    posts_of: dict[int, list[int]] = {}
    for number, posts in enumerate(touching):
        for other in posts:
            posts_of.setdefault(other, []).append(number)
    left = {number for number, posts in enumerate(touching) if posts}
    while left:
        todo = [left.pop()]
        rows, columns = set(todo), set()
        while todo:
            for other in touching[todo.pop()]:
                if other not in columns:
                    columns.add(other)
                    new = [number for number in posts_of[other] if number not in rows]
                    rows.update(new)
                    todo += new
        left -= rows
        yield [across[number] for number in sorted(rows)], [down[number] for number in sorted(columns)]


def _levels(values: Sequence[float]) -> list[float]:
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
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def find(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    walls = _by_level(down, xs)
    floors = _by_level(across, ys)
    for row in range(height):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(width):
            if column + 1 < width and not _covers(walls[column + 1], middle):
                owner[find((row, column + 1))] = find((row, column))
            centre = (xs[column] + xs[column + 1]) / 2
            if row + 1 < height and not _covers(floors[row + 1], centre):
                owner[find((row + 1, column))] = find((row, column))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        groups.setdefault(find(place), []).append(place)
    boxes = []
    for places in groups.values():
        rows, columns = [row for row, _ in places], [column for _, column in places]
        top, bottom, left, right = min(rows), max(rows), min(columns), max(columns)
        if (bottom - top + 1) * (right - left + 1) == len(places):
            boxes.append(_box(xs, ys, top, left, bottom - top + 1, right - left + 1))
        else:
            boxes += [_box(xs, ys, row, column, 1, 1) for row, column in places]
    boxes.sort(key=lambda box: (box.row, box.column))
    return Lattice(tuple(boxes), tuple(xs), tuple(ys))


def _box(xs: list[float], ys: list[float], row: int, column: int, rows: int, columns: int) -> Box:
    return Box(row, column, rows, columns, xs[column], ys[row + rows], xs[column + columns], ys[row])


def _by_level(lines: Sequence[Ruling], levels: Sequence[float]) -> list[list[Ruling]]:
    found: list[list[Ruling]] = [[] for _ in levels]
    for line in lines:
        nearest = min(range(len(levels)), key=lambda number: abs(levels[number] - line.at))
        found[nearest].append(line)
    return found


def _covers(lines: Sequence[Ruling], at: float) -> bool:
    return any(line.low <= at <= line.high for line in lines)
