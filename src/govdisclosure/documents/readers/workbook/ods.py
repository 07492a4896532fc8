"""OpenDocument workbooks (.ods): numbers as they are stored, merged cells, hidden sheets, rows and columns left out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import define, field

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.columns import column_number
from govdisclosure.documents.readers.opendocument import OBJECTS, OFFICE, TABLE, TEXT, Content, repeated
from govdisclosure.documents.readers.workbook.cell_text import ERROR, number_text
from govdisclosure.documents.readers.workbook.covered import EDGE, Area, without_covered
from govdisclosure.documents.readers.workbook.own_sheets import read_own_sheets
from govdisclosure.documents.readers.workbook.worksheet import (
    Place,
    Range,
    Worksheet,
    document_of,
    hidden_sheet,
    worksheet,
)
from govdisclosure.documents.shown import beside_object, points, shown
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, Note

_CELL, _COVERED, _PARAGRAPH = TABLE + "table-cell", TABLE + "covered-table-cell", TEXT + "p"
_REPEATED, _STYLED, _ENDS = (TABLE + name for name in ("number-columns-repeated", "style-name", "end-cell-address"))
_ROWS, _COLUMNS = TABLE + "number-rows-spanned", TABLE + "number-columns-spanned"
_VALUE, _TYPE = OFFICE + "value", OFFICE + "value-type"
_NUMBERS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})$")
_LAST_COLUMN = 16_384


def read_ods(archive: Archive) -> Document:
    """Return the paragraphs and tables of an .ods workbook."""
    content = Content(archive)
    tables = [(table.get(TABLE + "name") or "", table) for table in content.root.iter(TABLE + "table")]
    named = dict(tables)
    own = read_own_sheets(named, lambda name: _sheet(content, name, named[name]).texts)
    return own or document_of(_sheets(content, tables))


def _sheets(content: Content, tables: list[tuple[str, Any]]) -> Iterator[Worksheet | Note]:
    for name, table in tables:
        yield hidden_sheet(name) if content.is_hidden(table) else _sheet(content, name, table)


def _sheet(content: Content, name: str, table: Any) -> Worksheet:
    return _Reading(content).sheet(name, table)


@define
class _Reading:
    """Goes through the rows of a sheet; those that are only repeated emptiness are counted, and nothing else."""

    content: Content
    texts: dict[Place, str] = field(factory=dict)
    unseen: list[Place] = field(factory=list)
    merged: list[Range] = field(factory=list)
    drawn: list[Area] = field(factory=list)
    """Where drawings lie over cells."""
    hidden_rows: set[int] = field(factory=set)
    row: int = 0
    positions: int = 0

    def sheet(self, name: str, table: Any) -> Worksheet:
        """Return the sheet."""
        for element in table.iter(TABLE + "table-row"):
            count = repeated(element, TABLE + "number-rows-repeated")
            cells = list(self._cells(element))
            if cells:
                self._count(count * max(column + times for column, times, *_ in cells))
                if self.content.is_flat("table-row", element):
                    self.hidden_rows.update(range(self.row, self.row + count))
                for row in range(self.row, self.row + count):
                    self._put(row, cells)
            self.row += count
        hidden = self._hidden_columns(table)
        sheet = worksheet(name, self.texts, self.merged, self.hidden_rows, hidden, self.unseen)
        return without_covered(sheet, self.drawn)

    def _cells(self, row: Any) -> Iterator[tuple[int, int, str | None, Any]]:
        """Yield the cells of a row in which something stands or that span others: column, how often, text, element."""
        column = 0
        for cell in row.iterchildren(_CELL, _COVERED):
            count = repeated(cell, _REPEATED)
            text = self._text(cell)
            if self.content.has_objects:
                self.drawn += (area for each in cell.iterchildren(*OBJECTS) if (area := _area(each, self.row, column)))
            if text != "" or cell.get(_COLUMNS) is not None:
                check_limit("width", column + count, "表格列数", "columns of a table")
                yield column, count, text, cell
            column += count

    def _put(self, row: int, cells: list[tuple[int, int, str | None, Any]]) -> None:
        for column, count, text, cell in cells:
            places = [(row, column + at) for at in range(count)]
            if text is None:
                self.unseen += places
            elif text:
                self.texts |= dict.fromkeys(places, text)
            rows, columns = repeated(cell, _ROWS), repeated(cell, _COLUMNS)
            if rows * columns > 1:
                self.merged.append(((row, column), (row + rows - 1, column + columns - 1)))

    def _count(self, positions: int) -> None:
        self.positions += positions
        check_limit("positions", self.positions, "工作表范围", "positions in the area of a sheet")

    def _hidden_columns(self, table: Any) -> set[int]:
        hidden: set[int] = set()
        column = 0
        for element in table.iter(TABLE + "table-column"):
            count = repeated(element, _REPEATED)
            if self.content.is_flat("table-column", element):
                hidden.update(range(column, min(column + count, _LAST_COLUMN)))
            column += count
        return hidden

    def _text(self, cell: Any) -> str | None:
        """Return the exact number of a cell of numbers, else its text; None if there is one that is not shown."""
        value = cell.get(_VALUE)
        if not len(cell):
            return "" if value is None and not cell.text else None
        paragraphs = "\n".join(map(self.content.text_of, cell.iterchildren(_PARAGRAPH))).strip()
        appearance = self.content.appearance("table-cell", cell.get(_STYLED))
        is_number = bool(paragraphs) and cell.get(_TYPE) in ("float", "currency")
        text = shown(_number(value, paragraphs) if is_number and value is not None else paragraphs, appearance)
        if self.content.holds_object(each for each in cell if _end(each) is None):
            return beside_object(text)
        return text if text or not _says_more(cell) else None


def _says_more(cell: Any) -> bool:
    """Whether a cell of which no text is shown holds a value or a text, and no drawing over others."""
    says = cell.get(_VALUE) is not None or next(cell.itertext(), "") != ""
    return says and all(_end(each) is None for each in cell)


def _end(element: Any) -> Place | None:
    """Return the cell over which a drawing ends; None for what lies over no other cell than its own."""
    match = _ADDRESS.search(element.get(_ENDS, ""))
    return (int(match[2]) - 1, column_number(match[1]) - 1) if match else None


def _area(drawing: Any, row: int, column: int) -> Area | None:
    """Return the rows and columns over which a drawing lies that is held by a cell."""
    end = _end(drawing)
    if end is None:
        return None
    down, across = ((points(drawing.get(TABLE + f"end-{axis}") or "") or 0.0) > EDGE for axis in "yx")
    return range(row, end[0] + down), range(column, end[1] + across)


def _number(value: str, paragraphs: str) -> str:
    """Return a stored number; where it is shown in thousands or the like, neither can be taken for the figure."""
    try:
        stored = float(value)
    except ValueError:
        return ERROR
    if not math.isfinite(stored):
        return ERROR
    number = number_text(stored)
    seen = [Decimal(each.replace(",", "")) for each in _NUMBERS.findall(paragraphs)]
    if seen and all(abs(each - abs(Decimal(number))) >= 1 for each in seen):
        return f"{number} [{paragraphs}]"
    return number
