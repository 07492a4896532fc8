"""A grid drawn with box characters, for a terminal; Chinese characters take two columns."""

from __future__ import annotations

from itertools import accumulate

from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.widths import column_widths, inner_width, row_heights
from govdisclosure.wrapping import width_of, wrap

# Which of the four arms (up, right, down, left) a corner has. All of these exist in GBK.
_CORNERS = {
    (0, 0, 0, 0): " ",
    (0, 1, 0, 1): "─",
    (1, 0, 1, 0): "│",
    (0, 1, 1, 0): "┌",
    (0, 0, 1, 1): "┐",
    (1, 1, 0, 0): "└",
    (1, 0, 0, 1): "┘",
    (1, 1, 1, 0): "├",
    (1, 0, 1, 1): "┤",
    (0, 1, 1, 1): "┬",
    (1, 1, 0, 1): "┴",
    (1, 1, 1, 1): "┼",
}


def draw(grid: Grid, width: int | None = None) -> str:
    """Return a grid as lines of text with its borders, in `width` columns of a terminal where that can be done."""
    drawing = _Drawing(grid, column_widths(grid, width))
    lines = [drawing.border(0)]
    for row, height in enumerate(drawing.heights):
        lines += [drawing.line(row, number) for number in range(height)]
        lines.append(drawing.border(row + 1))
    return "\n".join(lines) + "\n"


class _Drawing:
    """A grid with the place of everything on the screen; `tops` has the first line of each row, counted from 0."""

    def __init__(self, grid: Grid, columns: list[int]) -> None:
        self.grid = grid
        self.columns = columns
        self.heights = row_heights(grid, columns)
        self.tops = [0, *accumulate(height + 1 for height in self.heights)]
        self.owners = grid.owners()
        self.texts = {id(cell): wrap(cell.text, inner_width(cell, columns)) for cell in grid.cells if cell.text}

    def line(self, row: int, number: int) -> str:
        """Return a line of a row."""
        text = "│"
        column = 0
        while column < self.grid.width:
            cell = self.owners[row][column]
            span = cell.colspan if cell else 1
            text += self._shown(cell, column, span, self.tops[row] + number) + "│"
            column += span
        return text

    def border(self, row: int) -> str:
        """Return the border above a row; the text of a cell that spans it goes on there."""
        text = ""
        column = 0
        while True:
            above, here = self._at(row - 1, column), self._at(row, column)
            text += self._corner(row, column)
            span = 1
            if column == self.grid.width:
                break
            if here is not None and here is above:
                span = here.end - column
                text += self._shown(here, column, span, self.tops[row] - 1)
            else:
                text += ("─" if above is not here else " ") * self.columns[column]
            column += span
        return text

    def _shown(self, cell: GridCell | None, column: int, span: int, line: int) -> str:
        """Return what a cell shows on a line of the screen, as wide as it is."""
        width = sum(self.columns[column : column + span]) + span - 1
        number = line - self.tops[cell.row] if cell else 0
        lines = self.texts.get(id(cell), ())
        shown = lines[number] if number < len(lines) else ""
        return shown + " " * (width - width_of(shown))

    def _corner(self, row: int, column: int) -> str:
        above_left, above = self._at(row - 1, column - 1), self._at(row - 1, column)
        left, here = self._at(row, column - 1), self._at(row, column)
        arms = (above_left is not above, above is not here, left is not here, above_left is not left)
        return _CORNERS.get(tuple(int(arm) for arm in arms), "┼")  # type: ignore[arg-type]  # four arms

    def _at(self, row: int, column: int) -> GridCell | None:
        inside = 0 <= row < self.grid.height and 0 <= column < self.grid.width
        return self.owners[row][column] if inside else None
