"""Where the cells of a row stand: under which head, over how many columns and rows, and what was lost of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.rows import Hit, PrintedRow


def with_text(cells: Sequence[GridCell]) -> list[GridCell]:
    """Return the cells that are not blank."""
    return [cell for cell in cells if cell.text.strip()]


def overlap(one: GridCell, other: GridCell) -> bool:
    """Whether two cells share a column."""
    return one.column < other.end and other.column < one.end


def shared_cells(
    placed: Sequence[GridCell | None], row: PrintedRow, levels: Collection[tuple[int, int]]
) -> list[GridCell]:
    """Return the cells with text that stand for several cells of the form, over several of its columns or rows."""
    cells = [cell for cell in placed if cell]
    tall = [cell for cell in cells if cell.rowspan > 1 and _reaches_another(cell, row, levels)]
    if not tall and len({*map(id, cells)}) == len(cells):
        return []  # most rows by far
    return with_text([cell for cell in cells if cell in tall or cells.count(cell) > 1])


def _reaches_another(cell: GridCell, row: PrintedRow, levels: Collection[tuple[int, int]]) -> bool:
    """Whether a cell of a row reaches over another one of some levels."""
    return any((row.grid, level) in levels for level in cell.rows if level != row.cells[0].row)


def swallowed(values: Sequence[GridCell], places: Sequence[int]) -> bool:
    """Whether a row has too few fields and none of them empty, so that any of its figures may have been a later one."""
    inside = [cell for cell in values if cell.column in places]
    return len(inside) < len(places) and bool(with_text(inside)) and len(with_text(inside)) == len(inside)


def all_under_heads(hits: Sequence[Hit], heads: tuple[int, ...]) -> bool:
    """Whether the values of rows can only stand under their heads, although blanks are among them.

    The rows have all their fields, and values under the first head and the last: were they shifted against the head,
    one of them would stand beside it.
    """
    columns = {cell.column for hit in hits for cell in with_text(hit.values)}
    same = len({(len(hit.row.cells), hit.row.flattened) for hit in hits}) == 1
    return same and list(heads) == list(range(heads[0], heads[-1] + 1)) and {heads[0], heads[-1]} <= columns <= {*heads}
