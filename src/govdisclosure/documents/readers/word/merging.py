"""Tables in which a merged cell is cut into parts that say which they continue, as Word stores them."""

from __future__ import annotations

from typing import Literal

from attrs import define

from govdisclosure.files import check_limit, limits
from govdisclosure.grid import Grid, GridCell

Down = Literal["", "restart", "continue"]
"""Whether a part begins or continues a cell that spans rows, in Word's own words."""


@define
class _Cell:
    row: int
    column: int
    text: str
    width: int
    place: str
    open: bool
    """Whether the parts below may continue it."""
    height: int = 1


class MergedTable:
    """Takes the parts row by row and joins them to cells."""

    def __init__(self) -> None:
        self._parts: list[_Cell] = []
        self._above: dict[int, _Cell] = {}
        """The cell that each column had in the row before."""
        self._here: dict[int, _Cell] = {}
        self._row = -1
        self._column = 0
        self._width = 0
        self._widest = limits().width

    def next_row(self, before: int = 0) -> None:
        """Begin a row, some columns from the left."""
        self._row += 1
        self._column = before
        self._above, self._here = self._here, {}

    def add(self, text: str, width: int, down: Down, place: str, *, continues_left: bool) -> None:
        """Take the next part of the row: its text, the columns it spans, and what it continues."""
        column = self._column
        after = self._column = column + width
        if after > self._width:
            self._width = after
            if after > self._widest:
                check_limit("width", after, "表格列数", "columns of a table")
        cell = self._left_of(column, width) if continues_left else None
        if cell is None and down == "continue":
            cell = self._above_of(column, width)
        if cell is None:
            # What continues nothing begins something, as in Word.
            cell = _Cell(self._row, column, text, width, place, down != "")
            self._parts.append(cell)
        for covered in range(column, after):
            self._here[covered] = cell

    def _left_of(self, column: int, width: int) -> _Cell | None:
        """Return the cell on the left, wider by some columns, if it begins in this row."""
        left = self._here.get(column - 1)
        if left is None or left.row != self._row:
            return None
        left.width += width
        return left

    def _above_of(self, column: int, width: int) -> _Cell | None:
        """Return the cell above of just these columns, reaching down to this row, if it may be continued."""
        above = self._above.get(column)
        if above is None or not above.open or (above.column, above.width) != (column, width):
            return None
        above.height = self._row - above.row + 1
        return above

    def grid(self) -> Grid | None:
        """Return the grid; None if it has no cell."""
        if not self._parts:
            return None
        cells = tuple(
            GridCell(part.row, part.column, part.text, part.height, part.width, place=part.place)
            for part in self._parts
        )
        return Grid(self._row + 1, self._width, cells)
