"""Which cells the ruling lines of a page enclose, however their pieces are drawn."""

from __future__ import annotations

from itertools import accumulate, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.documents.readers.pdf.lattice import Box, Ruling, lattices

WIDTHS = st.lists(st.integers(7, 40), min_size=1, max_size=5)
CORNER = st.integers(-300, 300)


def merged(height: int, width: int, spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return cells, each with its row, column, rows and columns: those asked for, and single ones beside them."""
    taken: set[tuple[int, int]] = set()
    cells = []
    singles = [(row, column, 1, 1) for row, column in product(range(height), range(width))]
    for row, column, rows, columns in (*spans, *singles):
        places = set(product(range(row, row + rows), range(column, column + columns)))
        if row + rows <= height and column + columns <= width and not places & taken:
            taken |= places
            cells.append((row, column, rows, columns))
    return cells


def edges(cells: list[tuple[int, int, int, int]], xs: list[int], ys: list[int]) -> tuple[list[Ruling], list[Ruling]]:
    """Return the lines around cells, those across and those down, each end a little off; y grows upwards."""
    across, down = [], []
    for number, (row, column, rows, columns) in enumerate(cells):
        x0, x1, y0, y1 = xs[column], xs[column + columns], -ys[row + rows], -ys[row]
        off = number % 3 * 0.4
        across += [Ruling(y0 + off, x0 + off, x1 - off), Ruling(y1 + off, x0 - off, x1 + off)]
        down += [Ruling(x0 + off, y0 + off, y1 - off), Ruling(x1 + off, y0 - off, y1 + off)]
    return across, down


def rough(boxes: tuple[Box, ...]) -> set[tuple[int, int, int, int]]:
    """Return the rectangles of cells in points."""
    return {(round(box.x0), round(box.y0), round(box.x1), round(box.y1)) for box in boxes}


SPANS = st.lists(st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(1, 3)] * 2), max_size=4)


@given(WIDTHS, WIDTHS, CORNER, CORNER, SPANS, st.integers(1, 2))
def test_every_cell_that_lines_enclose_is_one(
    widths: list[int], heights: list[int], x: int, y: int, spans: list[tuple[int, int, int, int]], count: int
) -> None:
    """Merged cells too; a second table below is another one, and each cell is under its own middle."""
    xs, ys = list(accumulate(widths, initial=x)), list(accumulate(heights, initial=y))
    cells = merged(len(heights), len(widths), spans)
    across, down = edges(cells, xs, ys)
    if count == 2:
        more = edges(cells, xs, [each + sum(heights) + 20 for each in ys])
        across, down = [*more[0], *across], [*more[1], *down]
    found = list(lattices(across, down))
    assert len(found) == (count if len(cells) > 1 else 0)
    for table in found:
        low = -20 - sum(heights) if len(found) == 2 and table.top < -ys[0] - 5 else 0
        expected = {(xs[c], low - ys[r + h], xs[c + w], low - ys[r]) for r, c, h, w in cells}
        got = rough(table.boxes)
        assert len(got) == len(expected)
        assert all(any(max(map(abs, map(int.__sub__, one, two))) <= 1 for two in expected) for one in got)
        assert abs(table.top - (low - ys[0])) <= 1
        assert abs(table.bottom - (low - ys[-1])) <= 1
        for number, box in enumerate(table.boxes):
            assert table.box_at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == number


POSTS = [Ruling(x, 0, 20) for x in (50, 100)]


@pytest.mark.parametrize(
    ("ends", "columns"),
    [
        ([(50, 100), (50, 100)], [50, 100]),
        ([(43, 100), (43, 100)], [43, 50, 100]),
        ([(45, 100), (45, 100)], [50, 100]),
        ([(50, 107), (50, 107)], [50, 100, 107]),
        ([(50, 105), (50, 105)], [50, 100]),
        ([(20, 130), (22, 128)], [20, 50, 100, 130]),
        ([(20, 130), (23, 127)], [50, 100]),
        ([(20, 100), (50, 130)], [50, 100]),
    ],
)
def test_a_table_is_open_at_a_side_beyond_which_two_lines_go(ends: list[tuple[int, int]], columns: list[int]) -> None:
    """By more than six points, and both as far: one that goes on alone is drawn under something else."""
    across = [Ruling(10, 50, 100), *[Ruling(y, *end) for y, end in zip((0, 20), ends, strict=True)]]
    (table,) = lattices(across, POSTS)
    assert list(table.xs) == columns


def test_a_stroke_that_meets_nothing_or_is_no_longer_than_it_is_thick_parts_nothing() -> None:
    """The line under a title, and a dot on the border of a table."""
    frame = [Ruling(y, 50, 100) for y in (0, 10, 20)]
    (table,) = lattices([*frame, Ruling(60, 50, 100)], [*POSTS, Ruling(75, 9, 11)])
    assert (list(table.xs), list(table.ys)) == ([50, 100], [20, 10, 0])
    assert not list(lattices([Ruling(0, 0, 100)], []))
    assert not list(lattices([], POSTS))
