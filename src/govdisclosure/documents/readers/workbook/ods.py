"""OpenDocument workbooks (.ods): numbers as they are stored, merged cells, hidden sheets, rows and columns left out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.limiting import check_limit
from govdisclosure.documents.readers.opendocument import OFFICE, TABLE, TEXT, Content, repeated
from govdisclosure.documents.readers.workbook.own_sheets import IDENTITY, read_own_sheets
from govdisclosure.documents.readers.workbook.worksheet import (
    ERROR,
    Range,
    Sheet,
    document_of,
    hidden_sheet,
    number_text,
)
from govdisclosure.grid import Document, Note

_CELL, _COVERED = TABLE + "table-cell", TABLE + "covered-table-cell"
_UNSEEN = ("collapse", "filter")
_NUMBERS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_LAST_COLUMN = 16_384


def read_ods(archive: Archive) -> Document:
    """Return the paragraphs and tables of an .ods workbook."""
    content = Content(archive)
    tables = [(table.get(TABLE + "name") or "", table) for table in content.root.iter(TABLE + "table")]
    if any(name == IDENTITY for name, _ in tables):
        own = read_own_sheets({name: _sheet(content, name, table).texts for name, table in tables})
        if own:
            return own
    return document_of(_sheets(content, tables))


def _sheets(content: Content, tables: list[tuple[str, Any]]) -> Iterator[Sheet | Note]:
    for name, table in tables:
        yield hidden_sheet(name) if content.is_hidden(table) else _sheet(content, name, table)


def _sheet(content: Content, name: str, table: Any) -> Sheet:
    texts: list[list[str]] = []
    merged: list[Range] = []
    hidden: set[int] = set()
    positions = 0
    empty = 0
    for element in table.iter(TABLE + "table-row"):
        row: list[str] = []
        spaces = 0
        # Rows and columns that are only repeated emptiness up to the edge of the sheet are not laid out.
        for cell in element.iterchildren(_CELL, _COVERED):
            text = _text(content, cell)
            count = repeated(cell, TABLE + "number-columns-repeated")
            if not text and cell.get(TABLE + "number-columns-spanned") is None:
                spaces += count
                continue
            check_limit("width", len(row) + spaces + count, "表格列数", "columns of a table")
            row += [""] * spaces
            spaces = 0
            rows, columns = (
                repeated(cell, TABLE + "number-rows-spanned"),
                repeated(cell, TABLE + "number-columns-spanned"),
            )
            if rows * columns > 1:
                here = len(texts) + empty
                merged.append(((here, len(row)), (here + rows - 1, len(row) + columns - 1)))
            row += [text] * count
        count = repeated(element, TABLE + "number-rows-repeated")
        if not row:
            empty += count
            continue
        positions += (empty + count) * max(1, len(row))
        check_limit("positions", positions, "工作表范围", "positions in the area of a sheet")
        texts += [[] for _ in range(empty)]
        empty = 0
        if element.get(TABLE + "visibility") in _UNSEEN:
            hidden.update(range(len(texts), len(texts) + count))
        texts += [list(row) for _ in range(count)]
    width = max(map(len, texts), default=0)
    check_limit("positions", width * len(texts), "工作表范围", "positions in the area of a sheet")
    return Sheet(name, [row + [""] * (width - len(row)) for row in texts], merged, hidden, _hidden_columns(table))


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in table.iter(TABLE + "table-column"):
        count = repeated(element, TABLE + "number-columns-repeated")
        if element.get(TABLE + "visibility") in _UNSEEN:
            hidden.update(range(column, min(column + count, _LAST_COLUMN)))
        column += count
    return hidden


def _text(content: Content, cell: Any) -> str:
    """Return the exact number of a cell of numbers, else its text."""
    if content.look("table-cell", cell.get(TABLE + "style-name")) == "hidden":
        return ""
    shown = "\n".join(map(content.text_of, cell.iterchildren(TEXT + "p"))).strip()
    value = cell.get(OFFICE + "value")
    if value is None or cell.get(OFFICE + "value-type") not in ("float", "currency"):
        return shown
    try:
        stored = float(value)
    except ValueError:
        return ERROR
    if not math.isfinite(stored):
        return ERROR
    number = number_text(stored)
    seen = [Decimal(each.replace(",", "")) for each in _NUMBERS.findall(shown)]
    if seen and all(abs(each - abs(Decimal(number))) >= 1 for each in seen):
        # It is shown in thousands or the like: neither can be taken for the figure.
        return f"{number} [{shown}]"
    return number
