"""Rows of cells that span others, laid on a grid as browsers lay them, however large or contradictory the spans."""

from __future__ import annotations

from attrs import evolve

from govdisclosure.files import check_limit, limits
from govdisclosure.grid import Grid, GridCell


class TableBuilder:
    """Takes cells row by row and finds where each stands; no two cells of its grid overlap.

    `words` stand before the row, before the column and after it (both from 1) where the place of a cell is said.
    """

    def __init__(self, words: tuple[str, str, str]) -> None:
        self._before, self._between, self._after = words
        self._place = ""
        self._cells: list[GridCell] = []
        self._row = -1
        self._busy: dict[int, int] = {}
        """The row at which a column is free again, for columns that a cell above reaches down in."""
        self._column = 0
        self._width = 0
        self._bottom = 0
        self._positions = 0
        self._most = limits().positions

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._place = f"{self._before}{self._row + 1}{self._between}"
        self._column = 0
        if self._busy:
            self._busy = {column: free for column, free in self._busy.items() if free > self._row}
            self._positions += len(self._busy)
            if self._positions > self._most:
                check_limit("positions", self._positions, "合并单元格跨度", "positions spanned by merged cells")

    def add(self, text: str, rowspan: int, colspan: int, path: str = "", *, column: int | None = None) -> None:
        """Put a cell at a column of the row, or at the next free one; what is covered from above takes no cell."""
        busy = self._busy
        if column is None:
            column = self._column
            while column in busy:
                column += 1
        elif column in busy or column < self._column:
            return
        if busy:
            # A cell that would lie over one from above ends before it.
            colspan = next((width for width in range(1, colspan) if column + width in busy), colspan)
        self._column = column + colspan
        if self._column > self._width:
            self._width = self._column
            check_limit("width", self._width, "表格列数", "columns of a table")
        self._positions += colspan
        if rowspan > 1:
            free = self._row + rowspan
            self._bottom = max(self._bottom, free)
            for covered in range(column, column + colspan):
                busy[covered] = free
        place = f"{self._place}{column + 1}{self._after}"
        self._cells.append(GridCell(self._row, column, text, rowspan, colspan, place=place, path=path))

    def grid(self) -> Grid | None:
        """Return the grid; None if it has no cell."""
        if not self._width:
            return None
        height, cells = self._row + 1, self._cells
        if self._bottom > height:
            cells = [cell if cell.bottom <= height else evolve(cell, rowspan=height - cell.row) for cell in cells]
        return Grid(height, self._width, tuple(cells))
