"""How wide the columns of a drawn table are, in relation to each other: by what stands in them."""

from __future__ import annotations

from govdisclosure.grid import Grid, width_of

_LEAST = 4
_MOST = {"stub": 20, "unit": 8, "value": 14}
"""Beyond this width (in columns of a terminal) a text is wrapped; for all others the last number."""
_MOST_ELSEWHERE = 8
_ROOM = 7
"""The least width of a column of figures: five digits with some air."""


def column_widths(grid: Grid) -> list[int]:
    """Return the width of every column, in columns of a terminal.

    A label is given room to be read, and a heading room for two or three lines; what spans several columns widens them
    together. Columns of figures are alike.
    """
    figures = {cell.column for cell in grid.cells if cell.kind == "value" and cell.colspan == 1}
    widths = [_ROOM if column in figures else _LEAST for column in range(grid.width)]
    for cell in sorted(grid.cells, key=lambda cell: cell.colspan):
        most = _MOST.get(cell.kind, _MOST_ELSEWHERE)
        wanted = min(max(map(width_of, cell.text.split("\n")), default=0), most * cell.colspan)
        if cell.kind in ("heading", "corner"):
            wanted = min(wanted, 2 * _MOST_ELSEWHERE)
        span = range(cell.column, cell.column + cell.colspan)
        for step in range(max(0, wanted - sum(widths[column] for column in span))):
            widths[span[step % len(span)]] += 1
    widest = max((widths[column] for column in figures), default=0)
    return [widest if column in figures else width for column, width in enumerate(widths)]


def shares(grid: Grid, total: int) -> list[int]:
    """Divide a total width among the columns of a grid; what is left over goes to the first column of labels.

    Columns that are alike stay alike, so without labels a little may be left.
    """
    widths = column_widths(grid)
    found = [max(1, total * width // sum(widths)) for width in widths]
    labels = [cell.column for cell in grid.cells if cell.kind == "stub"]
    if labels:
        found[min(labels)] += max(0, total - sum(found))
    return found
