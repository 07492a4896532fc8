"""Workbooks of Excel and its likes: .xlsx and .xls through calamine, .ods as XML; numbers as they are stored.

Macros and formulas are never run: what a formula gave when the file was saved is what is read. Hidden sheets and hidden
rows are left out, and said.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from govdisclosure.documents.archive import Archive, protected
from govdisclosure.documents.limits import check_limit
from govdisclosure.documents.needs import needed
from govdisclosure.documents.ole import Compound
from govdisclosure.documents.readers.lines import blocks_of_rows
from govdisclosure.documents.readers.own_sheets import IDENTITY, read_own_sheets
from govdisclosure.errors import ReadError
from govdisclosure.grid.model import Document, Grid, GridCell, Note, TextBlock
from govdisclosure.language import say

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last row and column (from 0) of a merged cell."""

_SHEET = re.compile(r"(?:xl/)?worksheets/[^/]+\.xml")
_PLACES = re.compile(rb"""\sr=["']([A-Za-z]{1,4})([0-9]{1,8})["']""")
_ROWS = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["']([0-9]{1,8})["'][^>]*>""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")
_ERRORS = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["']e["'][^>]*>""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL_RECORDS = frozenset((0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x0027E, 0x00BD, 0x00BE, 0x00D6, 0x00FD))
_FILEPASS = 0x002F
_ERROR = "#"
"""What is read where a formula failed: no number, and not nothing either."""


def column_name(column: int) -> str:
    """Return the letters of a column (from 0).

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def read_xlsx(data: bytes) -> Document:
    """Return the paragraphs and tables of an .xlsx workbook."""
    archive = Archive(data)
    archive.verify()
    hidden, errors = {}, {}
    for name, part in _sheet_parts(archive):
        xml = archive.read(part)
        _check_extent((_column_number(letters), int(row)) for letters, row in _PLACES.findall(xml))
        _check_extent((1, int(row)) for row in _ROWS.findall(xml))
        hidden[name] = {int(match[1]) - 1 for match in _ROWS.finditer(xml) if _HIDDEN.search(match[0])}
        errors[name] = {
            (int(place[2]) - 1, _column_number(place[1]) - 1)
            for match in _ERRORS.finditer(xml)
            if (place := _PLACES.search(match[0]))
        }
    return _with_calamine(data, hidden, errors)


def read_xls(data: bytes, compound: Compound) -> Document:
    """Return the paragraphs and tables of an .xls workbook."""
    name = "Workbook" if "Workbook" in compound.streams else "Book"
    stream = compound.stream(name)
    position = 0
    rows = columns = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == _FILEPASS:
            raise ReadError(
                say(zh="文件有密码保护，请先去掉密码。", en="the file is protected by a password; remove it")
            )
        if kind in _CELL_RECORDS and length >= 4 and position + 8 <= len(stream):  # noqa: PLR2004 - row and column
            row, column = struct.unpack_from("<HH", stream, position + 4)
            rows, columns = max(rows, row), max(columns, column)
        position += 4 + length
    _check_extent([(columns + 1, rows + 1)])
    return _with_calamine(data, {}, {})


def _sheet_parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield name and part of every sheet, those that the workbook does not name under their part's own name."""
    named: dict[str, str] = {}
    if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= archive.names:
        targets = {
            relation.get("Id"): relation.get("Target") or "" for relation in archive.xml("xl/_rels/workbook.xml.rels")
        }
        for sheet in archive.xml("xl/workbook.xml").iter("{*}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            named[part] = sheet.get("name") or part
    for part in sorted(archive.names):
        if _SHEET.fullmatch(part) or part in named:
            yield named.get(part, part), part


def _check_extent(places: Iterable[tuple[int, int]]) -> None:
    """Refuse a sheet so large that its empty space alone would fill the memory."""
    columns = rows = 0
    for column, row in places:
        columns, rows = max(columns, column), max(rows, row)
    check_limit("positions", columns * rows, "工作表范围", "positions in the area of a sheet")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _with_calamine(data: bytes, hidden: dict[str, set[int]], errors: dict[str, set[tuple[int, int]]]) -> Document:
    calamine = needed("python_calamine", "documents")
    blocks: list[TextBlock | Grid] = []
    notes: list[Note] = []
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        if IDENTITY in book.sheet_names and (
            own := read_own_sheets({name: _rows(book, name) for name in book.sheet_names})
        ):
            return own
        for sheet in book.sheets_metadata:
            if sheet.visible != calamine.SheetVisibleEnum.Visible:
                notes.append(_hidden_sheet(sheet.name))
                continue
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            texts = _rows(book, sheet.name)
            for row, column in errors.get(sheet.name, ()):
                if row < len(texts) and column < len(texts[row]):
                    texts[row][column] = _ERROR
            merged = list(book.get_sheet_by_name(sheet.name).merged_cell_ranges or ())
            without = hidden.get(sheet.name, set())
            notes += _hidden_rows(sheet.name, without, texts)
            blocks += blocks_of_rows(_cells(sheet.name, texts, merged, without), flattened=False)
    except ReadError:
        raise
    except BaseException as error:
        # Calamine is written in Rust, whose panics come as an exception of their own outside `Exception`.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if "assword" in type(error).__name__ or "assword" in str(error):
            raise protected() from None
        raise ReadError(say(zh="工作簿已损坏，不能读。", en="the workbook is damaged and cannot be read")) from None
    return Document(tuple(blocks), notes=tuple(notes))


def _rows(book: Any, name: str) -> list[list[str]]:
    """Return the texts of a sheet from its top left cell on."""
    found = book.get_sheet_by_name(name)
    values = found.to_python(skip_empty_area=False) if found.start is not None else []
    return [[_text(value) for value in row] for row in values]


def _hidden_sheet(name: str) -> Note:
    return Note(
        "hidden_sheet",
        say(zh=f"工作表“{name}”是隐藏的，没有读。", en=f"the sheet '{name}' is hidden and was not read"),
        name,
    )


def _hidden_rows(name: str, rows: set[int], texts: Sequence[Sequence[str]]) -> list[Note]:
    filled = sorted(row + 1 for row in rows if row < len(texts) and any(texts[row]))
    if not filled:
        return []
    listed = ", ".join(map(str, filled[:20]))
    return [
        Note(
            "hidden_rows",
            say(zh=f"工作表“{name}”有隐藏的行，没有读：{listed}", en=f"hidden rows of '{name}' not read: {listed}"),
            name,
        )
    ]


def _text(value: Any) -> str:
    """Return what a cell says; a number as Excel shows it at most, with 15 digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # repr and not a format with `e` in it: no figure of a report is that large or small.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"  # noqa: PLR2004
    return "" if value is None else str(value)


def _cells(
    name: str, texts: Sequence[Sequence[str]], merged: Sequence[Range], hidden: set[int]
) -> list[list[GridCell]]:
    """Return the cells of a sheet row by row, without the rows that are hidden; empty ones are cells as well."""
    shown = [row for row in range(len(texts)) if row not in hidden]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    height, width = len(texts), max(map(len, texts), default=0)
    for (top, left), (last_row, last_column) in merged:
        # Whole columns may be merged: only what has cells matters.
        bottom, right = min(last_row, height - 1), min(last_column, width - 1)
        places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if not places or covered.intersection(places):
            continue
        covered.update(places)
        spans[top, left] = (sum(top <= row <= bottom for row in shown) or 1, right - left + 1)
    place = say(zh="工作表“{}”{}{}", en="sheet '{}', {}{}").format
    rows = []
    for row in shown:
        cells = []
        for column, text in enumerate(texts[row]):
            if (row, column) in covered and (row, column) not in spans:
                continue
            rowspan, colspan = spans.get((row, column), (1, 1))
            where = place(name, column_name(column), row + 1)
            cells.append(GridCell(row, column, text.strip(), rowspan, colspan, place=where))
        rows.append(cells)
    check_limit("cells", sum(map(len, rows)), "单元格数", "cells")
    return rows


# .ods ---------------------------------------------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def read_ods(data: bytes) -> Document:
    """Return the paragraphs and tables of an .ods workbook."""
    archive = Archive(data)
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.names else b""
    if b"encryption-data" in manifest:
        raise protected()
    root = archive.xml("content.xml")
    hidden_styles = {
        style.get(_STYLE + "name")
        for style in root.iter(_STYLE + "style")
        for properties in style.iter(_STYLE + "table-properties")
        if properties.get(_TABLE + "display") == "false"
    }
    blocks: list[TextBlock | Grid] = []
    notes: list[Note] = []
    for table in root.iter(_TABLE + "table"):
        name = table.get(_TABLE + "name") or ""
        if table.get(_TABLE + "style-name") in hidden_styles:
            notes.append(_hidden_sheet(name))
            continue
        texts, merged, hidden = _ods_table(table)
        notes += _hidden_rows(name, hidden, texts)
        blocks += blocks_of_rows(_cells(name, texts, merged, hidden), flattened=False)
    return Document(tuple(blocks), notes=tuple(notes))


def _ods_table(table: Any) -> tuple[list[list[str]], list[Range], set[int]]:
    texts: list[list[str]] = []
    merged: list[Range] = []
    hidden: set[int] = set()
    positions = 0
    empty = 0
    for element in table.iter(_TABLE + "table-row"):
        row: list[str] = []
        spaces = 0
        # Rows and columns that are only repeated emptiness up to the edge of the sheet are not laid out.
        for cell in element.iter(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            text = _ods_text(cell)
            repeated = _repeated(cell, "number-columns-repeated")
            if not text and cell.get(_TABLE + "number-columns-spanned") is None:
                spaces += repeated
                continue
            check_limit("width", len(row) + spaces + repeated, "表格列数", "columns of a table")
            row += [""] * spaces
            spaces = 0
            rows, columns = _repeated(cell, "number-rows-spanned"), _repeated(cell, "number-columns-spanned")
            if rows * columns > 1:
                check_limit("positions", rows * columns, "合并单元格跨度", "positions spanned by merged cells")
                here = len(texts) + empty
                merged.append(((here, len(row)), (here + rows - 1, len(row) + columns - 1)))
            row += [text] * repeated
        repeated = _repeated(element, "number-rows-repeated")
        if not row:
            empty += repeated
            continue
        positions += (empty + repeated) * max(1, len(row))
        check_limit("positions", positions, "工作表范围", "positions in the area of a sheet")
        texts += [[] for _ in range(empty)]
        empty = 0
        if element.get(_TABLE + "visibility") in ("collapse", "filter"):
            hidden.update(range(len(texts), len(texts) + repeated))
        texts += [list(row) for _ in range(repeated)]
    width = max(map(len, texts), default=0)
    check_limit("positions", width * len(texts), "工作表范围", "positions in the area of a sheet")
    return [row + [""] * (width - len(row)) for row in texts], merged, hidden


def _repeated(element: Any, attribute: str) -> int:
    text = element.get(_TABLE + attribute, "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1  # noqa: PLR2004


def _ods_text(cell: Any) -> str:
    """Return the exact number of a cell of numbers, else its text."""
    kind = cell.get(_OFFICE + "value-type")
    value = cell.get(_OFFICE + "value")
    if kind == "float" and value is not None:
        try:
            return _text(float(value))
        except ValueError:
            return _ERROR
    lines = ["".join(paragraph.itertext()) for paragraph in cell.iterchildren(_TEXT + "p")]
    return "\n".join(lines).strip()
