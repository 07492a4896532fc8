"""How wide the columns of a drawn table are: as their texts like it, or as a terminal allows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.wrapping import width_of, words, wrap

MAX_COLUMN = 26
"""The width beyond which the text of a cell is wrapped."""
_READABLE = 4
"""A column narrower than two Chinese characters cannot be read."""


def column_widths(grid: Grid, most: int | None = None) -> list[int]:
    """Return the widths of the columns, which with the borders take `most` columns of a terminal, or as few as can be.

    Where they like more, the column is narrowed whose texts get the least higher by it. Words are broken only where
    nothing else helps, and numbers never.
    """
    whole = _narrowest(grid, whole_words=True)
    widths = [max(pair) for pair in zip(_liked(grid), whole, strict=True)]
    if most is None:
        return widths
    for least in (whole, _narrowest(grid, whole_words=False)):
        widths = _narrowed(grid, widths, least, most)
    return widths


def readable_width(grid: Grid) -> int:
    """Return how many columns a terminal must have for a grid of which no word is broken."""
    return total_width(_narrowest(grid, whole_words=True))


def total_width(widths: Sequence[int]) -> int:
    """Return how wide columns of these widths are together, with their borders."""
    return sum(widths) + len(widths) + 1


def _narrowed(grid: Grid, widths: list[int], least: Sequence[int], most: int) -> list[int]:
    while total_width(widths) > most:
        narrower = [_with(widths, column, -1) for column in range(grid.width) if widths[column] > least[column]]
        if not narrower:
            break
        widths = min(narrower, key=lambda widths: (sum(row_heights(grid, widths)), max(widths)))
    return widths


def row_heights(grid: Grid, widths: Sequence[int]) -> list[int]:
    """Return how many lines each row takes in columns of these widths."""
    heights = [1] * grid.height
    for cell in sorted(grid.cells, key=lambda cell: cell.rowspan):
        if cell.text:
            rows = cell.rows
            missing = _lines(cell.text, inner_width(cell, widths)) - sum(heights[row] for row in rows) - len(rows) + 1
            for row, more in zip(rows, _dealt(missing, len(rows)), strict=True):
                heights[row] += more
    return heights


def inner_width(cell: GridCell, widths: Sequence[int]) -> int:
    """Return how wide a cell is between its borders."""
    return sum(widths[cell.column : cell.end]) + cell.colspan - 1


def _liked(grid: Grid) -> list[int]:
    """A long text is wrapped to a width that keeps it readable, not to one character a line."""
    widths = [2] * grid.width
    for cell in sorted(grid.cells, key=lambda cell: cell.colspan):
        wanted = min(width_of(cell.text), MAX_COLUMN if cell.colspan == 1 else MAX_COLUMN * 2)
        if cell.kind == "header" and cell.colspan == 1:
            wanted = min(wanted, 10)
        columns = cell.columns
        for column, more in zip(columns, _dealt(wanted - inner_width(cell, widths), len(columns)), strict=True):
            widths[column] += more
    return widths


def _narrowest(grid: Grid, *, whole_words: bool) -> list[int]:
    """Return how narrow each column may become."""
    least = [2] * grid.width
    for cell in grid.cells:
        if cell.colspan == 1 and cell.text:
            whole = whole_words or cell.kind in ("value", "words", "")
            longest = max(width_of(word.strip()) for word in words(cell.text)) if whole else 0
            wanted = max(min(_READABLE, width_of(cell.text)), min(longest, MAX_COLUMN))
            least[cell.column] = max(least[cell.column], wanted)
    return least


def _dealt(number: int, parts: int) -> list[int]:
    """Deal a number out in equal parts, the first of which get what is left over."""
    ends = [-(-max(number, 0) * part // parts) for part in range(parts + 1)]
    return [later - earlier for earlier, later in pairwise(ends)]


def _with(widths: Sequence[int], column: int, more: int) -> list[int]:
    return [width + more if number == column else width for number, width in enumerate(widths)]


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    return len(wrap(text, width))
