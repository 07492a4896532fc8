"""Old workbooks of Excel and its likes (.xls): values as they are stored.

Macros and formulas are never run: what a formula gave when the file was saved is what is read. Hidden sheets, rows,
columns and cells are left out, and said.
"""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.documents.ole import Compound
from govdisclosure.documents.readers.workbook.biff import Book, Sheet, read_book
from govdisclosure.documents.readers.workbook.cell_text import PLAIN, cell_text
from govdisclosure.documents.readers.workbook.own_sheets import read_own_sheets
from govdisclosure.documents.readers.workbook.worksheet import Worksheet, document_of, hidden_sheet, worksheet
from govdisclosure.grid import Document, Note


def read_xls(compound: Compound) -> Document:
    """Return the paragraphs and tables of an .xls workbook."""
    book = read_book(compound.stream("Workbook" if "Workbook" in compound.streams else "Book"))
    named = {sheet.name: sheet for sheet in book.sheets}
    own = read_own_sheets(named, lambda name: _shown(named[name], book).texts)
    return own or document_of(_sheets(book))


def _sheets(book: Book) -> Iterator[Worksheet | Note]:
    for sheet in book.sheets:
        if sheet.is_hidden:
            yield hidden_sheet(sheet.name)
        elif sheet.is_worksheet:
            yield _shown(sheet, book)


def _shown(sheet: Sheet, book: Book) -> Worksheet:
    """Return a sheet with what is shown in its cells."""
    shown = {
        place: cell_text(value, sheet.styles.get(place, PLAIN), since_1904=book.since_1904)
        for place, value in sheet.stored.items()
    }
    texts = {place: text for place, text in shown.items() if text}
    unseen = [place for place in shown if place not in texts]
    return worksheet(sheet.name, texts, sheet.merged, sheet.hidden_rows, sheet.hidden_columns, unseen)
