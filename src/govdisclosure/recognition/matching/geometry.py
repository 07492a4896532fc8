"""Where the cells of a row stand: under which head, over how many columns and rows, and what was lost of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.rows import Hit, PrintedRow


def with_text(cells: Sequence[GridCell]) -> list[GridCell]:
    """Return the cells that are not blank."""
    return [cell for cell in cells if cell.text.strip()]


def label_end(hit: Hit, row: PrintedRow) -> int:
    """Return the column at which the label of a row ends."""
    label = row.cells[hit.start - 1] if hit.start else None
    return label.column + label.colspan if label else 0


def row_end(row: PrintedRow) -> int:
    """Return the column at which a row ends."""
    last = row.cells[-1]
    return max([last.column + last.colspan, *[cell.column + cell.colspan for cell in row.above]])


def overlap(one: GridCell, other: GridCell) -> bool:
    """Whether two cells share a column."""
    return one.column < other.column + other.colspan and other.column < one.column + one.colspan


def shared_cells(
    placed: Sequence[GridCell | None], row: PrintedRow, levels: Collection[tuple[int, int]]
) -> list[GridCell]:
    """Return the cells with text that stand for several cells of the form, over several of its columns or rows."""
    tall = [cell for cell in placed if cell is not None and cell.rowspan > 1]
    if not tall and len(set(map(id, placed))) == len(placed):
        return []
    return [
        cell
        for number, cell in enumerate(placed)
        if cell is not None
        and cell.text.strip()
        and (
            any(cell is other for other in (*placed[:number], *placed[number + 1 :]))
            or any(
                level != row.cells[0].row and (row.grid, level) in levels
                for level in range(cell.row, cell.row + cell.rowspan)
            )
        )
    ]


def swallowed(values: Sequence[GridCell], places: Sequence[int]) -> bool:
    """Whether a row has too few fields and none of them empty, so that any of its figures may have been a later one."""
    inside = [cell for cell in values if cell.column in places]
    return len(inside) < len(places) and bool(with_text(inside)) and len(with_text(inside)) == len(inside)


def all_under_heads(rows: Sequence[PrintedRow], start: int, heads: tuple[int, ...]) -> bool:
    """Whether the values of rows can only stand under their heads, although blanks are among them.

    The rows have all their fields, and values under the first head and the last: were they shifted against the head,
    one of them would stand beside it.
    """
    columns = {cell.column for row in rows for cell in with_text(row.cells[start:])}
    same = len({(len(row.cells), row.flattened) for row in rows}) == 1
    return same and list(heads) == list(range(heads[0], heads[-1] + 1)) and {heads[0], heads[-1]} <= columns <= {*heads}
