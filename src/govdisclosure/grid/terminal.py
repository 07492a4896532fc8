"""A grid drawn with box characters, for a terminal; Chinese characters take two columns."""

from __future__ import annotations

import unicodedata

from govdisclosure.grid.model import Grid, GridCell

MAX_COLUMN = 26
"""The width beyond which the text of a cell is wrapped."""

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


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> width_of("规章 1")
    6
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns, between words where there are any."""
    lines, line = [], ""
    for word in (piece for whole in _words(text) for piece in _pieces(whole, width)):
        if line and width_of(line) + width_of(word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()]


def _words(text: str) -> list[str]:
    """Split a text where a line may break: after spaces, and around every wide character."""
    words: list[str] = []
    for c in text:
        glue = words and not words[-1].endswith(" ") and width_of(c) == 1 and width_of(words[-1][-1]) == 1
        if glue:
            words[-1] += c
        else:
            words.append(c)
    return words


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces = [""]
    for c in word:
        if pieces[-1] and c != " " and width_of(pieces[-1] + c) > width:
            pieces.append("")
        pieces[-1] += c
    return pieces


def draw(grid: Grid) -> str:
    """Return a grid as lines of text with its borders."""
    columns = _column_widths(grid)
    rows = _row_heights(grid, columns)
    owners = grid.owners()
    lines = []
    for row in range(grid.height + 1):
        lines.append(_border(grid, owners, row, columns))
        if row < grid.height:
            lines += [_line(grid, owners, row, line, columns, rows) for line in range(rows[row])]
    return "\n".join(lines) + "\n"


def _column_widths(grid: Grid) -> list[int]:
    widths = [2] * grid.width
    for cell in sorted(grid.cells, key=lambda cell: cell.colspan):
        # A long text is wrapped to a width that keeps it readable, not to one character a line.
        wanted = min(width_of(cell.text), MAX_COLUMN if cell.colspan == 1 else MAX_COLUMN * 2)
        if cell.kind == "header" and cell.colspan == 1:
            wanted = min(wanted, 10)
        span = range(cell.column, cell.column + cell.colspan)
        missing = wanted - sum(widths[c] for c in span) - (cell.colspan - 1)
        for step in range(max(0, missing)):
            widths[span[step % cell.colspan]] += 1
    return widths


def _inner_width(cell: GridCell, columns: list[int]) -> int:
    return sum(columns[cell.column : cell.column + cell.colspan]) + cell.colspan - 1


def _row_heights(grid: Grid, columns: list[int]) -> list[int]:
    heights = [1] * grid.height
    for cell in sorted(grid.cells, key=lambda cell: cell.rowspan):
        needed = len(wrap(cell.text, _inner_width(cell, columns)))
        missing = needed - sum(heights[cell.row : cell.row + cell.rowspan]) - (cell.rowspan - 1)
        for step in range(max(0, missing)):
            heights[cell.row + step % cell.rowspan] += 1
    return heights


def _border(grid: Grid, owners: list[list[GridCell | None]], row: int, columns: list[int]) -> str:
    """Draw the border above a row; a cell that spans it shows its text there."""

    def at(r: int, c: int) -> GridCell | None:
        return owners[r][c] if 0 <= r < grid.height and 0 <= c < grid.width else None

    text = ""
    for column in range(grid.width + 1):
        above_left, above, left, here = (
            at(row - 1, column - 1),
            at(row - 1, column),
            at(row, column - 1),
            at(row, column),
        )
        arms = (above_left is not above, above is not here, left is not here, above_left is not left)
        text += _CORNERS.get(tuple(int(arm) for arm in arms), "┼")  # type: ignore[arg-type]  # four arms
        if column < grid.width:
            text += ("─" if above is not here else " ") * columns[column]
    return text


def _line(
    grid: Grid, owners: list[list[GridCell | None]], row: int, line: int, columns: list[int], rows: list[int]
) -> str:
    text = "│"
    column = 0
    while column < grid.width:
        cell = owners[row][column]
        span = cell.colspan if cell else 1
        width = sum(columns[column : column + span]) + span - 1
        shown = ""
        if cell:
            number = line + sum(rows[cell.row : row])
            lines = wrap(cell.text, width)
            shown = lines[number] if number < len(lines) else ""
        text += shown + " " * (width - width_of(shown)) + "│"
        column += span
    return text
