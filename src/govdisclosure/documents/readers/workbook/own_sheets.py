"""Workbooks that this library wrote: a hidden sheet names the report's, and a blank row parts text from tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govdisclosure.documents.columns import column_name
from govdisclosure.documents.own import IDENTITY
from govdisclosure.documents.readers.workbook.worksheet import sheet_place
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, Grid, GridCell, TextBlock

Rows = Sequence[Sequence[str]]


def read_own_sheets(sheets: Mapping[str, Rows]) -> Document | None:
    """Return the paragraphs, tables and annex of a workbook by its sheets, the hidden ones too, in their order.

    Rows begin at the top left cell of a sheet, empty cells and rows included. None if the workbook is another's.
    """
    said = [(row[0], row[1]) for row in sheets.get(IDENTITY, ()) if len(row) > 1]
    names = [value for key, value in said if key == "sheet" and value in sheets]
    annex = "".join(value for key, value in said if key == "annex")
    if not names or not annex:
        return None
    if len(names) == 1:
        return Document(tuple(_whole(names[0], sheets[names[0]])), annex)
    cover, *others = names
    check_limit("cells", sum(len(row) for name in others for row in sheets[name]), "单元格数", "cells")
    sections = (_section(name, sheets[name]) for name in others)
    return Document((*_texts(cover, sheets[cover]), *(block for blocks in sections for block in blocks)), annex)


def _section(name: str, rows: Rows) -> Iterator[TextBlock | Grid]:
    """Yield the texts of a sheet, and below its first blank row the table."""
    count = _texts_of(rows)
    yield from _texts(name, rows[:count])
    yield from _table(name, rows, count)


def _whole(name: str, rows: Rows) -> Iterator[TextBlock | Grid]:
    """Yield the texts of a sheet that holds a whole report, each cell by itself, and below a blank row its tables."""
    count = _texts_of(rows)
    for number, row in enumerate(rows[:count], 1):
        for column, text in enumerate(row):
            if text.strip():
                yield TextBlock(text.strip(), f"{sheet_place(name)}{column_name(column)}{number}")
    yield from _table(name, rows, count)


def _texts_of(rows: Rows) -> int:
    """Return how many rows hold texts."""
    return next((number for number, row in enumerate(rows) if not any(map(str.strip, row))), len(rows))


def _table(name: str, rows: Rows, count: int) -> Iterator[Grid]:
    letters = [sheet_place(name) + column_name(column) for column in range(max(map(len, rows), default=0))]
    cells = tuple(
        GridCell(row, column, text, place=f"{letters[column]}{count + row + 1}")
        for row, texts in enumerate(rows[count:])
        for column, text in enumerate(texts)
    )
    if cells:
        yield Grid(len(rows) - count, len(letters), cells, flattened=True)


def _texts(name: str, rows: Rows) -> Iterator[TextBlock]:
    place = sheet_place(name) + column_name(0)
    for number, row in enumerate(rows, 1):
        text = " ".join(filter(None, map(str.strip, row)))
        if text:
            yield TextBlock(text, f"{place}{number}")
