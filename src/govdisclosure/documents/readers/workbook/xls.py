"""Old workbooks of Excel and its likes (.xls): values through calamine, as they are stored.

Macros and formulas are never run: what a formula gave when the file was saved is what is read. Hidden sheets, rows,
columns and cells are left out, and said.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govdisclosure.documents.archive import damaged
from govdisclosure.documents.needs import needed, unheard
from govdisclosure.documents.ole import Compound
from govdisclosure.documents.readers.workbook.biff import SheetFacts, facts_of
from govdisclosure.documents.readers.workbook.cell_text import PLAIN, cell_text
from govdisclosure.documents.readers.workbook.own_sheets import read_own_sheets
from govdisclosure.documents.readers.workbook.worksheet import Place, Worksheet, document_of, hidden_sheet, worksheet
from govdisclosure.errors import ReadError
from govdisclosure.grid import Document, Note

_NOTHING = SheetFacts()


def read_xls(data: bytes, compound: Compound) -> Document:
    """Return the paragraphs and tables of an .xls workbook."""
    known = facts_of(compound.stream("Workbook" if "Workbook" in compound.streams else "Book"))
    calamine = needed("python_calamine", "documents")
    try:
        with unheard():
            book = calamine.load_workbook(io.BytesIO(data))
            facts = dict(zip(book.sheet_names, known, strict=False))
            own = read_own_sheets(facts, lambda name: _sheet(book, name, facts[name]).texts)
            return own or document_of(_sheets(book, calamine, facts))
    except ReadError:
        raise
    except BaseException as error:
        # Calamine is written in Rust, whose panics come as an exception of their own outside `Exception`.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise damaged() from None


def _sheets(book: Any, calamine: Any, facts: Mapping[str, SheetFacts]) -> Iterator[Worksheet | Note]:
    for sheet in book.sheets_metadata:
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            yield hidden_sheet(sheet.name)
        elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
            yield _sheet(book, sheet.name, facts.get(sheet.name, _NOTHING))


def _sheet(book: Any, name: str, facts: SheetFacts) -> Worksheet:
    """Return a sheet with what is shown in its cells."""
    found = book.get_sheet_by_name(name)
    rows = found.to_python(skip_empty_area=False) if found.start is not None else []
    stored = _values(rows) | facts.texts  # calamine takes a failed formula for an empty cell
    shown = {place: cell_text(value, facts.styles.get(place, PLAIN)) for place, value in stored.items() if value != ""}
    texts = {place: text for place, text in shown.items() if text}
    unseen = [place for place in shown if place not in texts]
    merged = found.merged_cell_ranges or ()
    return worksheet(name, texts, merged, facts.hidden_rows, facts.hidden_columns, unseen)


def _values(rows: Sequence[Sequence[Any]]) -> dict[Place, str | float]:
    """Return what is stored in the cells that are not empty; dates are texts."""
    return {
        (row, column): value if isinstance(value, int | float) else str(value)
        for row, values in enumerate(rows)
        for column, value in enumerate(_named(values))
        if value != ""
    }


def _named(values: Sequence[Any]) -> list[Any]:
    """Return values with the words for those that are true or false."""
    return [str(value).upper() if isinstance(value, bool) else value for value in values]
