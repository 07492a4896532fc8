"""Workbooks that this library wrote: a hidden sheet names the report's, and a blank row parts text from tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govdisclosure.documents.limiting import check_limit
from govdisclosure.documents.readers.workbook.worksheet import column_name, sheet_place
from govdisclosure.grid import Document, Grid, GridCell, TextBlock

IDENTITY = "_govdisclosure"
"""The name of the hidden sheet: keys in its first column, values in the second."""

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
    cover, *others = names
    blocks: list[TextBlock | Grid] = [*_texts(cover, sheets[cover])]
    found = 0
    for name in others:
        rows = sheets[name]
        count = next((number for number, row in enumerate(rows) if not any(map(str.strip, row))), len(rows))
        blocks += _texts(name, rows[:count])
        found += sum(map(len, rows[count:]))
        check_limit("cells", found, "单元格数", "cells")
        letters = [sheet_place(name) + column_name(column) for column in range(max(map(len, rows), default=0))]
        cells = tuple(
            GridCell(row, column, text, place=f"{letters[column]}{count + row + 1}")
            for row, texts in enumerate(rows[count:])
            for column, text in enumerate(texts)
        )
        if cells:
            blocks.append(Grid(len(rows) - count, len(letters), cells, flattened=True))
    return Document(tuple(blocks), annex)


def _texts(name: str, rows: Rows) -> Iterator[TextBlock]:
    place = sheet_place(name) + column_name(0)
    for number, row in enumerate(rows, 1):
        text = " ".join(filter(None, map(str.strip, row)))
        if text:
            yield TextBlock(text, f"{place}{number}")
