"""A collection form filled in and calculated by an engine that is not the library's: formualizer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import formualizer
from attrs import evolve, frozen

from govdisclosure.documents import CALCULATION, write_xlsx
from govdisclosure.documents.writers.workbook import Position, Sheet, SheetCell
from govdisclosure.form.expansion import Form, expand
from govdisclosure.form.relations import Relation
from govdisclosure.grid.model import GridCell
from govdisclosure.layout import blank_page, spare_page
from govdisclosure.recognition import annex_of
from govdisclosure.report import Report
from govdisclosure.spec import Spec
from govdisclosure.writing import blank_bytes
from govdisclosure.writing.collection import collection_form
from govdisclosure.writing.live import CODES, VERDICT
from govdisclosure.writing.sheets import lay_out

_STATUS = {code: status for status, code in CODES.items()}


@frozen
class FilledForm:
    """A collection form opened in the engine."""

    form: Form
    book: Any
    places: Mapping[int, Position]
    between: tuple[Relation, ...] = ()
    """The relations to the year before."""

    @property
    def relations(self) -> list[Relation]:
        """The relations that the form checks, in their order."""
        return [relation for relation in self.form.relations if relation.level == 1] + list(self.between)

    def put(self, index: int, value: int | Decimal | str | None) -> None:
        """Type something into a cell, over a formula if one stands there."""
        place = self.places[index]
        typed = float(value) if isinstance(value, Decimal) else value
        self.book.set_value(place.sheet, place.row + 1, place.column + 1, typed)

    def shown(self, index: int) -> Any:
        """Return what a cell shows since all was last calculated."""
        place = self.places[index]
        return self.book.get_value(place.sheet, place.row + 1, place.column + 1)

    def verdicts(self) -> dict[str, str]:
        """Return the verdict that the form itself gives on every relation."""
        self.book.evaluate_all()
        return {
            relation.id: _STATUS[int(self.book.get_value(CALCULATION, row + 1, VERDICT + 1))]
            for row, relation in enumerate(self.relations)
        }


def open_form(
    spec: Spec,
    folder: Path,
    keys: Mapping[str, tuple[str, ...]] | None = None,
    prior: Report | None = None,
    between: tuple[Relation, ...] = (),
) -> FilledForm:
    """Write the collection form of a format and open it in the engine."""
    form = expand(spec, keys or ())
    path = folder / "form.xlsx"
    path.write_bytes(blank_bytes(spec, "xlsx", keys=keys, spare=0, prior=prior))
    return FilledForm(form, formualizer.Workbook.load_path(str(path)), places_of(form), between)


def saved(form: FilledForm, empty: Report, spare: Mapping[str, int] | None = None) -> bytes:
    """Return the workbook as a spreadsheet program saves it: what was typed, and what every formula says now.

    `empty` is the blank report of the form without its spare lines.
    """
    form.book.evaluate_all()
    page = evolve(spare_page(form.form, empty.form, "zh"), annex=annex_of(empty, "zh", spare or {}))
    book = collection_form(form.form, page, empty.form)
    sheets = [sheet if sheet.hidden else evolve(sheet, cells=tuple(_now(form, sheet))) for sheet in book.sheets]
    return write_xlsx(evolve(book, sheets=tuple(sheets)))


def _now(form: FilledForm, sheet: Sheet) -> Iterator[SheetCell]:
    for cell in sheet.cells:
        yield evolve(cell, value=form.book.get_value(sheet.name, cell.row + 1, cell.column + 1))


def places_of(form: Form) -> Mapping[int, Position]:
    """Return where the cells of a form stand in its workbook."""

    def nothing(cell: GridCell) -> SheetCell:
        return SheetCell(cell.row, cell.column, None, "plain", "", cell.rowspan, cell.colspan)

    return lay_out(blank_page(form), nothing, with_entries=True).places
