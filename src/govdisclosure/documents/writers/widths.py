"""How wide the columns of a drawn table are, in relation to each other: by what stands in them."""

from __future__ import annotations

from govdisclosure.grid import CellKind, Grid, GridCell
from govdisclosure.wrapping import width_of

_LEAST = 4
_MOST = {"stub": 32, "unit": 8, "value": 14}
"""Beyond this width (in columns of a terminal) a text is wrapped; for all others the last number."""
_MOST_OF_A_GROUP = 8
"""The same for a label beside several rows, which stands upright as in official forms."""
_MOST_ELSEWHERE = 8
_ROOM = 7
"""The least width of a column of figures: five digits with some air."""


def column_widths(grid: Grid) -> list[int]:
    """Return the width of every column, in columns of a terminal.

    A label is given room to be read, and a heading room for two or three lines; what spans several columns widens the
    last of several columns of labels, and others together. Columns of figures are alike; one of words is like labels.
    """
    figures = _columns_of(grid, "value") - _columns_of(grid, "words")
    widths = [_ROOM if column in figures else _LEAST for column in range(grid.width)]
    for cell in sorted(grid.cells, key=lambda cell: cell.colspan):
        missing = max(0, _wanted(cell) - sum(widths[column] for column in cell.columns))
        widened = cell.columns[-1:] if cell.kind == "stub" else cell.columns
        for step in range(missing):
            widths[widened[step % len(widened)]] += 1
    widest = max((widths[column] for column in figures), default=0)
    return [widest if column in figures else width for column, width in enumerate(widths)]


def _columns_of(grid: Grid, kind: CellKind) -> set[int]:
    return {cell.column for cell in grid.cells if cell.kind == kind and cell.colspan == 1}


def _wanted(cell: GridCell) -> int:
    """Return how wide a cell would be."""
    width = max(map(width_of, cell.text.split("\n")), default=0)
    if cell.kind in ("heading", "corner"):
        return min(width, 2 * _MOST_ELSEWHERE)
    if cell.kind in ("stub", "words"):
        return min(width, _MOST["stub"] if cell.rowspan == 1 else _MOST_OF_A_GROUP * cell.colspan)
    return min(width, _MOST.get(cell.kind, _MOST_ELSEWHERE) * cell.colspan)


def shares(grid: Grid, total: int) -> list[int]:
    """Divide a total width among the columns of a grid; what is left over goes to the last column of labels.

    Columns that are alike stay alike, so without labels a little may be left.
    """
    widths = column_widths(grid)
    found = [max(1, total * width // sum(widths)) for width in widths]
    labels = [cell.columns[-1] for cell in grid.cells if cell.kind == "stub"]
    if labels:
        found[max(labels)] += max(0, total - sum(found))
    return found
