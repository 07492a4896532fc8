"""Workbooks of Excel and its likes (.xlsx): values as they are stored, within the limits.

Macros and formulas are never run: what a formula gave when the file was saved is what is read. Hidden sheets, rows,
columns and cells are left out, and said. Source: ECMA-376, part 1, 18.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from govdisclosure.documents.archive import Archive, damaged
from govdisclosure.documents.own import FINDINGS, UNITS
from govdisclosure.documents.readers.workbook.conditions import hiding_looks
from govdisclosure.documents.readers.workbook.own_sheets import read_own_sheets
from govdisclosure.documents.readers.workbook.worksheet import Worksheet, document_of, hidden_sheet
from govdisclosure.documents.readers.workbook.xlsx_cells import Book, read_sheet
from govdisclosure.documents.readers.workbook.xlsx_styles import rich_text, styles_of
from govdisclosure.documents.relations import relations, target
from govdisclosure.errors import ReadError
from govdisclosure.grid import Document, Note
from govdisclosure.language import say

WORKBOOK, _STRINGS = "xl/workbook.xml", "xl/sharedstrings.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = ("", "0", "false")


@frozen
class Listed:
    """A sheet as the workbook lists it: its name, its part, and whether it is shown."""

    name: str
    part: str
    shown: bool


def read_xlsx(archive: Archive) -> Document:
    """Return the paragraphs and tables of an .xlsx workbook."""
    listed = list(listed_sheets(archive))
    if any(sheet.name == UNITS for sheet in listed):
        raise ReadError(
            say(
                zh="工作簿里是多个单位的报告，一表一份；请用 check 或 collect 读，它们逐份读取。",
                en="a workbook of many units, one report to a sheet; `check` and `collect` read them one by one",
            )
        )
    book = book_of(archive)
    # In a form of this library, what is not calculated as yet is blank; elsewhere nobody knows what stands there.
    blank, parts = evolve(book, uncalculated=""), {sheet.name: sheet.part for sheet in listed}
    own = read_own_sheets(parts, lambda name: read_sheet(archive, parts[name], name, blank).texts)
    return own or document_of(_sheets(archive, listed, book))


def rows_of_first_sheet(data: bytes) -> list[list[str]]:
    """Return the rows of the first sheet of an .xlsx workbook as texts; raise `ReadError` if it has none."""
    archive = Archive(data)
    first = next(listed_sheets(archive), None)
    if first is None:
        raise damaged()
    return [list(row) for row in read_sheet(archive, first.part, first.name, book_of(archive)).texts]


def _sheets(archive: Archive, listed: list[Listed], book: Book) -> Iterator[Worksheet | Note]:
    for sheet in listed:
        if not sheet.shown:
            yield hidden_sheet(sheet.name)
            continue
        read = read_sheet(archive, sheet.part, sheet.name, book)
        if not _holds_comments(read):
            yield read


def _holds_comments(sheet: Worksheet) -> bool:
    return bool(sheet.texts and sheet.texts[0] and sheet.texts[0][0].startswith(FINDINGS))


def listed_sheets(archive: Archive) -> Iterator[Listed]:
    """Yield the sheets of cells in their order."""
    parts = {name.lower(): name for name in archive.names}
    related = {each.get("Id"): each for each in relations(archive, WORKBOOK)}
    for sheet in archive.xml(WORKBOOK).iter("{*}sheet"):
        relation = related.get(sheet.get(_RELATION))
        if relation is None or not (relation.get("Type") or "").endswith("/worksheet"):
            continue
        part = parts.get(target(WORKBOOK, relation).lower())
        if part is None:
            raise damaged()
        yield Listed(sheet.get("name") or part, part, sheet.get("state", "visible") == "visible")


def book_of(archive: Archive) -> Book:
    """Return what the sheets of a workbook share."""
    properties = next(archive.xml(WORKBOOK).iter("{*}workbookPr"), None)
    old = properties is not None and properties.get("date1904", "") not in _OFF
    return Book(tuple(_strings(archive)), styles_of(archive), old, hiding_looks(archive))


def _strings(archive: Archive) -> Iterator[str]:
    """Yield the texts that the cells of all sheets share."""
    part = next((name for name in archive.names if name.lower() == _STRINGS), None)
    if part is None:
        return
    yield from map(rich_text, archive.xml(part).iterchildren("{*}si"))
