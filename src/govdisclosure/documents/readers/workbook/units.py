"""A workbook with the reports of many units, one to a sheet: each is handed out as a workbook of its own.

Which sheet is whose, and the annex of each report, a hidden sheet of the writer says.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from govdisclosure.documents.archive import Archive, damaged
from govdisclosure.documents.needs import needed
from govdisclosure.documents.own import IDENTITY, SHEETS, UNITS
from govdisclosure.documents.readers.workbook.xlsx import WORKBOOK, book_of, listed_sheets
from govdisclosure.documents.readers.workbook.xlsx_cells import read_sheet
from govdisclosure.documents.writers.workbook import MAX_TEXT, Sheet, SheetCell, Workbook, sheet_names
from govdisclosure.files import check_limit, limits

_MOST_LISTED = 5_000_000
"""Bytes of the part that lists the sheets, in which the sheet of the units is looked for."""


def holds_units(path: Path) -> bool:
    """Whether a file is a workbook with the reports of many units; what is wrong with it, reading will say."""
    try:
        if path.stat().st_size > limits().bytes:
            return False
        with zipfile.ZipFile(path) as packed, packed.open(WORKBOOK) as part:
            return UNITS.encode() in part.read(_MOST_LISTED)
    except Exception:  # noqa: BLE001 - whatever zipfile says of a damaged file
        return False


@frozen
class _Unit:
    code: str
    sheet: str
    annex: str


class UnitSheets:
    """The reports of a workbook of many units, by names that begin with the codes of the units."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        # In a form of this library, what is not calculated as yet is blank.
        self._book = evolve(book_of(archive), uncalculated="")
        self._parts = {sheet.name: sheet.part for sheet in listed_sheets(archive)}
        units = [unit for unit in self._units() if unit.sheet in self._parts and unit.sheet not in SHEETS]
        self._by_name = {f"{unit.code} {unit.sheet}.xlsx": unit for unit in units}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the reports, in the order of the workbook."""
        return tuple(self._by_name)

    def read(self, name: str) -> bytes:
        """Return one report as a workbook: its sheet, with every cell where it was, and what says whose it is."""
        needed("xlsxwriter", "documents")
        from govdisclosure.documents.writers.xlsx import write_xlsx

        unit = self._by_name[name]
        texts = self._texts(unit.sheet)
        check_limit("cells", sum(map(len, texts)), "单元格数", "cells")
        pieces = [unit.annex[start : start + MAX_TEXT] for start in range(0, len(unit.annex), MAX_TEXT)]
        (name,) = sheet_names([unit.sheet])
        rows = [("sheet", name), *(("annex", piece) for piece in pieces)]
        sheets = (Sheet(name, tuple(_cells(texts))), Sheet(IDENTITY, tuple(_cells(rows)), hidden=True))
        return write_xlsx(Workbook(sheets, name))

    def _units(self) -> Iterator[_Unit]:
        for row in self._texts(UNITS):
            if len(row) > 2:  # noqa: PLR2004 - code, sheet and annex
                code, sheet, *annex = row
                yield _Unit(code, sheet, "".join(annex))

    def _texts(self, sheet: str) -> Sequence[Sequence[str]]:
        if sheet not in self._parts:
            raise damaged()
        return read_sheet(self._archive, self._parts[sheet], sheet, self._book).texts


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[SheetCell]:
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text:
                yield SheetCell(row, column, text)
