"""Rows of a sheet or a CSV file to paragraphs and tables: there is nothing between them but where cells stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from govdisclosure.grid import Grid, GridCell, TextBlock


def blocks_of_rows(rows: Sequence[Sequence[GridCell]], *, flattened: bool) -> Iterator[TextBlock | Grid]:
    """Yield paragraphs and tables in order; the cells of a row begin in it, and an empty row ends a table.

    Rows with one text above a table, and such rows by themselves, are paragraphs; inside a table they belong to it.
    """
    table: list[Sequence[GridCell]] = []
    reach = 0
    for number, row in enumerate(rows):
        filled = [cell for cell in row if cell.text.strip()]
        if not filled and number >= reach:
            yield from _table(table, flattened)
            table = []
        elif len(filled) == 1 and not table and filled[0].rowspan == 1:
            for line in filled[0].text.split("\n"):
                if text := line.strip():
                    yield TextBlock(text, filled[0].place)
        elif filled or table:
            table.append(row)
            reach = max([reach, *(number + cell.rowspan for cell in filled)])
    yield from _table(table, flattened)


def _table(rows: list[Sequence[GridCell]], flattened: bool) -> Iterator[Grid]:  # noqa: FBT001 - passed on
    if not rows:
        return
    left = min(cell.column for row in rows for cell in row if cell.text.strip())
    cells = tuple(
        evolve(cell, row=number, column=cell.column - left, rowspan=min(cell.rowspan, len(rows) - number))
        for number, row in enumerate(rows)
        for cell in row
        if cell.column >= left
    )
    yield Grid(len(rows), max(cell.column + cell.colspan for cell in cells), cells, flattened)
