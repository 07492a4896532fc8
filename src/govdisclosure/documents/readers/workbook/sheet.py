"""Workbooks of Excel and its likes, .xlsx and .xls: values through calamine, as they are stored.

Macros and formulas are never run: what a formula gave when the file was saved is what is read. Hidden sheets, rows and
columns are left out, and said.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govdisclosure.documents.archive import Archive, protected
from govdisclosure.documents.needs import needed
from govdisclosure.documents.ole import Compound
from govdisclosure.documents.readers.workbook.own_sheets import IDENTITY, read_own_sheets
from govdisclosure.documents.readers.workbook.worksheet import (
    ERROR,
    Sheet,
    SheetFacts,
    document_of,
    hidden_sheet,
    number_text,
)
from govdisclosure.errors import ReadError
from govdisclosure.grid import Document, Note
from govdisclosure.language import say

_NOTHING = SheetFacts()


def read_xlsx(archive: Archive) -> Document:
    """Return the paragraphs and tables of an .xlsx workbook."""
    from govdisclosure.documents.readers.workbook.xlsx_parts import facts_of

    archive.verify()
    return _with_calamine(archive.data, facts_of(archive))


def read_xls(data: bytes, compound: Compound) -> Document:
    """Return the paragraphs and tables of an .xls workbook."""
    from govdisclosure.documents.readers.workbook.biff import facts_of

    return _with_calamine(data, facts_of(compound.stream("Workbook" if "Workbook" in compound.streams else "Book")))


def _with_calamine(data: bytes, known: Mapping[str, SheetFacts] | Sequence[SheetFacts]) -> Document:
    """Read a workbook of whose sheets something is known by their names, or in their order."""
    calamine = needed("python_calamine", "documents")
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        names = book.sheet_names
        facts = known if isinstance(known, Mapping) else dict(zip(names, known, strict=False))
        if IDENTITY in names:
            own = read_own_sheets(
                {name: _sheet(book, name, facts.get(name, _NOTHING), form=True).texts for name in names}
            )
            if own:
                return own
        return document_of(_sheets(book, calamine, facts))
    except ReadError:
        raise
    except BaseException as error:
        # Calamine is written in Rust, whose panics come as an exception of their own outside `Exception`.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if "assword" in type(error).__name__ or "assword" in str(error):
            raise protected() from None
        raise ReadError(say(zh="工作簿已损坏，不能读。", en="the workbook is damaged and cannot be read")) from None


def _sheets(book: Any, calamine: Any, facts: Mapping[str, SheetFacts]) -> Iterator[Sheet | Note]:
    for sheet in book.sheets_metadata:
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            yield hidden_sheet(sheet.name)
        elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
            yield _sheet(book, sheet.name, facts.get(sheet.name, _NOTHING))


def _sheet(book: Any, name: str, facts: SheetFacts, *, form: bool = False) -> Sheet:
    """Return a sheet with its texts from the top left cell on.

    In a form of this library, what is not calculated as yet is blank; elsewhere nobody knows what stands there.
    """
    found = book.get_sheet_by_name(name)
    values = found.to_python(skip_empty_area=False) if found.start is not None else []
    texts = [[value if type(value) is str else _text(value) for value in row] for row in values]
    for (row, column), look in facts.looks.items():
        if row < len(values) and column < len(values[row]) and isinstance(values[row][column], int | float):
            texts[row][column] += f" [{look}]"
    said = facts.texts if form else {**facts.texts, **dict.fromkeys(facts.uncalculated, ERROR)}
    if said:
        # Calamine takes what has no value for empty, and empty edges for no part of the sheet.
        width = max([*map(len, texts), *(column + 1 for (_, column), text in said.items() if text)], default=0)
        texts += [[] for _ in range(len(texts), max((row + 1 for (row, _), text in said.items() if text), default=0))]
        texts = [row + [""] * (width - len(row)) for row in texts]
        for (row, column), text in said.items():
            if row < len(texts) and column < width:
                texts[row][column] = text
    return Sheet(name, texts, found.merged_cell_ranges or (), facts.hidden_rows, facts.hidden_columns)


def _text(value: Any) -> str:
    """Return what a cell says; what Excel shows as a date is none of the figures of a report, and stays a date."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return number_text(value) if isinstance(value, float) else str(value)
