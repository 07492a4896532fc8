"""Where a table longer than a page is parted, and the parts: each with the head, and the labels of groups it cuts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from attrs import evolve

from govdisclosure.documents.writers.theme import Length
from govdisclosure.grid import Grid


def page_starts(grid: Grid, heights: Sequence[Length], first: Length, room: Length) -> tuple[int, ...]:
    """Return the rows that a page begins with, where pages have `room` and the one it begins on has `first`.

    Where a table goes on, its head is printed again. Of the rows in the last third of a page, the one begins the next
    that cuts the fewest groups.

    >>> page_starts(Grid(5, 1, ()), [1, 1, 1, 1, 1], 2, 3)
    (0, 2)
    """
    ends: list[Length] = [0, *accumulate(heights)]
    starts, free = [0], first
    if ends[-1] <= room:
        return (0,)
    cuts, head = _cuts(grid), grid.head
    while ends[-1] - ends[starts[-1]] > free:
        begun = ends[starts[-1]]
        least = max(starts[-1], head) + 1
        most = max(least, bisect_right(ends, begun + free) - 1)
        if most >= grid.height:
            break
        late = range(max(least, bisect_right(ends, begun + free - free // 3 - 1)), most + 1)
        starts.append(min(late or (most,), key=lambda row: (cuts[row], -row)))
        free = max(room - ends[head], room // 6)
    return tuple(starts)


def _cuts(grid: Grid) -> list[int]:
    """Return for every row how many cells a page cuts that begins with it."""
    steps = [0] * (grid.height + 1)
    for cell in grid.cells:
        if cell.rowspan > 1:
            steps[cell.row + 1] += 1
            steps[cell.bottom] -= 1
    return list(accumulate(steps))


def parted(grid: Grid, starts: Sequence[int]) -> Iterator[Grid]:
    """Yield the parts of a table that begin with these rows, as tables of their own.

    >>> from govdisclosure.grid import GridCell
    >>> label = GridCell(1, 0, "结果", 3, kind="stub")
    >>> for part in parted(Grid(4, 1, (GridCell(0, 0, "栏目", kind="header"), label)), (0, 3)):
    ...     print([(cell.row, cell.rowspan, cell.text) for cell in part.cells])
    [(0, 1, '栏目'), (1, 2, '结果')]
    [(0, 1, '栏目'), (1, 1, '结果')]
    """
    high = grid.head
    head = [cell for cell in grid.cells if cell.row < high]
    for start, end in pairwise((*starts, grid.height)):
        above = high if start else 0
        cells = [
            evolve(cell, row=top - start + above, rowspan=below - top)
            for cell in grid.cells
            for top, below in ((max(cell.row, start), min(cell.bottom, end)),)
            if top < below
        ]
        yield evolve(grid, height=end - start + above, cells=(*(head if start else ()), *cells))
