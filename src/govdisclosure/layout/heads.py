"""The heads of a drawn table: made higher, and put under a spanner over the whole table or over its labels."""

from __future__ import annotations

from attrs import evolve

from govdisclosure.grid import Grid, GridCell


def head_rows(grid: Grid) -> int:
    """Return how many rows stand above the labels and figures of a table."""
    return min(cell.row for cell in grid.cells if cell.kind in ("stub", "value", "words", "empty"))


def with_head(grid: Grid, rows: int) -> Grid:
    """Return a table with a head of so many rows: what ends with the head reaches further down."""
    head = head_rows(grid)
    more = rows - head
    if not more:
        return grid
    cells = (
        evolve(cell, row=cell.row + more)
        if cell.row >= head
        else evolve(cell, rowspan=cell.rowspan + more)
        if cell.bottom == head
        else cell
        for cell in grid.cells
    )
    return Grid(grid.height + more, grid.width, tuple(cells))


def under_spanner(grid: Grid, text: str) -> Grid:
    """Return a table with one more head over all of its columns, below its heading.

    >>> grid = Grid(2, 1, (GridCell(0, 0, "决算数", kind="header"), GridCell(1, 0, "5", kind="value")))
    >>> [(cell.row, cell.text) for cell in under_spanner(grid, "收入").cells]
    [(0, '收入'), (1, '决算数'), (2, '5')]
    """
    top = _top(grid)
    above = [cell for cell in grid.cells if cell.row < top]
    below = [evolve(cell, row=cell.row + 1) for cell in grid.cells if cell.row >= top]
    return Grid(grid.height + 1, grid.width, (*above, GridCell(top, 0, text, 1, grid.width, "header"), *below))


def under_label_spanner(grid: Grid, text: str, reach: int) -> Grid:
    """Return a table with one more head over its first columns, those of labels and of words beside them.

    The heads below it lose a row; where they have but one, all heads get one more. It ends before the first of these
    columns whose head has others below it.

    >>> cells = (GridCell(0, 0, "编码", kind="corner"), GridCell(0, 1, "名称", kind="header"))
    >>> grid = Grid(2, 2, (*cells, GridCell(1, 0, "201", kind="stub"), GridCell(1, 1, "支出", kind="words")))
    >>> [(cell.row, cell.text) for cell in under_label_spanner(grid, "项目", 2).cells]
    [(0, '项目'), (1, '编码'), (1, '名称'), (2, '201'), (2, '支出')]
    """
    top = _top(grid)
    grid = with_head(grid, max(head_rows(grid), top + 2))
    end = head_rows(grid)
    heads = {cell.column: cell for cell in grid.cells if cell.row == top and cell.bottom == end and cell.end <= reach}
    over: list[GridCell] = []
    while (column := over[-1].end if over else 0) in heads:
        over.append(heads[column])
    if not over:
        return grid
    lowered = [evolve(cell, row=top + 1, rowspan=cell.rowspan - 1) if cell in over else cell for cell in grid.cells]
    return Grid(grid.height, grid.width, (GridCell(top, 0, text, 1, over[-1].end, "header"), *lowered))


def _top(grid: Grid) -> int:
    """Return the first row below the heading."""
    return max((cell.bottom for cell in grid.cells if cell.kind == "heading"), default=0)
