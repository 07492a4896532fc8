"""Tables in which a merged cell is cut into parts that say which they continue, as Word stores them."""

from __future__ import annotations

from typing import Literal

from attrs import define

from govdisclosure.documents.limiting import check_limit, limits
from govdisclosure.grid import Grid, GridCell

Down = Literal["", "restart", "continue"]
"""Whether a part begins or continues a cell that spans rows, in Word's own words."""


@define
class _Part:
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
        self._parts: list[_Part] = []
        self._above: dict[int, _Part] = {}
        """The cell that each column had in the row before."""
        self._here: dict[int, _Part] = {}
        self._row = -1
        self._column = 0
        self._width = 0
        self._widest = limits().width

    def next_row(self, before: int = 0) -> None:
        """Begin a row, some columns from the left."""
        self._row += 1
        self._column = before
        self._above, self._here = self._here, {}

    def add(self, text: str, width: int, down: Down, continues_left: bool, place: str) -> None:  # noqa: FBT001 - two facts about a part
        """Take the next part of the row."""
        column = self._column
        after = self._column = column + width
        if after > self._width:
            self._width = after
            if after > self._widest:
                check_limit("width", after, "表格列数", "columns of a table")
        here = self._here
        part = None
        if continues_left and (left := here.get(column - 1)) is not None and left.row == self._row:
            left.width += width
            part = left
        elif down == "continue":
            above = self._above.get(column)
            if above is not None and above.open and above.column == column and above.width == width:
                above.height = self._row - above.row + 1
                part = above
        if part is None:
            # What continues nothing begins something, as in Word.
            part = _Part(self._row, column, text, width, place, down != "")
            self._parts.append(part)
        for covered in range(column, after):
            here[covered] = part

    def grid(self) -> Grid | None:
        """Return the grid; None if it has no cell."""
        if not self._parts:
            return None
        cells = tuple(
            GridCell(part.row, part.column, part.text, part.height, part.width, place=part.place)
            for part in self._parts
        )
        return Grid(self._row + 1, self._width, cells)
