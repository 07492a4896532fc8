"""Tables in which a merged cell is cut into parts that say which they continue, as Word stores them."""

from __future__ import annotations

from attrs import define

from govdisclosure.documents.limits import check_limit
from govdisclosure.grid.model import Grid, GridCell


@define
class _Part:
    row: int
    column: int
    text: str
    width: int
    place: str
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

    def next_row(self, before: int = 0) -> None:
        """Begin a row, some columns from the left."""
        self._row += 1
        self._column = before
        self._above, self._here = self._here, {}

    def add(self, text: str, width: int, continues_above: bool, continues_left: bool, place: str) -> None:  # noqa: FBT001 - two facts about a part
        """Take the next part of the row."""
        column = self._column
        self._column += width
        self._width = max(self._width, self._column)
        check_limit("width", self._width, "表格列数", "columns of a table")
        if continues_left and (left := self._here.get(column - 1)) is not None and left.row == self._row:
            left.width += width
            part = left
        elif continues_above and (above := self._above.get(column)) is not None and self._fits(above, column, width):
            above.height = self._row - above.row + 1
            part = above
        else:
            part = _Part(self._row, column, text, width, place)
            self._parts.append(part)
        for covered in range(column, self._column):
            self._here[covered] = part

    @staticmethod
    def _fits(above: _Part, column: int, width: int) -> bool:
        return above.column == column and above.width == width

    def grid(self) -> Grid | None:
        """Return the grid; None if it has no cell."""
        if not self._parts:
            return None
        cells = tuple(
            GridCell(part.row, part.column, part.text, part.height, part.width, place=part.place)
            for part in self._parts
        )
        return Grid(self._row + 1, self._width, cells)
