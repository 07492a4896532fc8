"""A county's workbook as units fill it in: figures and texts on their sheets, the year on the first one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from govdisclosure.documents import Position, Sheet, SheetCell, Workbook, write_xlsx
from govdisclosure.form.expansion import Form
from govdisclosure.layout.filled import blank_page
from govdisclosure.recognition.annex import annex_of
from govdisclosure.report.contents import BLANK
from govdisclosure.report.model import Report
from govdisclosure.rosters import Unit
from govdisclosure.writing.carried import NOTHING, Carried
from govdisclosure.writing.county import county_form
from govdisclosure.writing.county_checks import Filed

FIRST = 3
"""Sheets before those of the units: sums, checks and details."""


def empty(form: Form) -> Report:
    """Return the report of a form that nobody has filled in."""
    return Report(form, (None,) * len(form.cells), contents=dict.fromkeys(range(len(form.cells)), BLANK))


def county(form: Form, names: Sequence[str], taken: Mapping[int, Carried] | None = None) -> Workbook:
    """Return the workbook of units with these names, whose codes are U0, U1 ..."""
    units = [
        Filed(
            Unit(f"U{n}", name, None),
            annex_of(evolve(empty(form), organisation=name), "zh"),
            (taken or {}).get(n, NOTHING),
        )
        for n, name in enumerate(names)
    ]
    return county_form(form, blank_page(form, "zh"), units, "某县")


def places(form: Form, sheet: Sheet) -> Mapping[int, Position]:
    """Return where the cells of the form stand on the sheet of a unit, by the order of those that are drawn."""
    drawn = [
        cell for cell in sheet.cells if cell.look in ("input", "total", "proposal", "entry") and cell.row > _texts(form)
    ]
    indices = [cell.index for grid in blank_page(form, "zh").grids for cell in grid.cells if cell.index is not None]
    return {index: Position(sheet.name, cell.row, cell.column) for index, cell in zip(indices, drawn, strict=True)}


def _texts(form: Form) -> int:
    """Return the last row of the texts of a unit: after five, those of the sections that ask for text."""
    return 4 + sum(bool(section.prompt) or not section.grids for section in blank_page(form, "zh").sections)


def filled(form: Form, book: Workbook, reports: Sequence[Report], year: int | None) -> bytes:
    """Return the workbook with what the reports hold typed into its sheets, over formulas too, and saved."""
    sheets = list(book.sheets)
    for number, report in enumerate(reports, FIRST):
        at = {(place.row, place.column): index for index, place in places(form, sheets[number]).items()}
        keys = [section.key for section in form.spec.sections if section.text or not section.draw]
        texts = {5 + row: report.sections.get(key) for row, key in enumerate(keys)}
        cells = []
        for cell in sheets[number].cells:
            index = at.get((cell.row, cell.column))
            if index is not None:
                content, value = report.content(index), report.values[index]
                cells.append(evolve(cell, value=content.text or None if value is None else value, formula=""))
            elif cell.look == "entry":
                cells.append(evolve(cell, value=texts[cell.row]))
            else:
                cells.append(_dated(cell, report, year))
        sheets[number] = evolve(sheets[number], cells=tuple(cells))
    first = tuple(evolve(cell, value=year) if cell.look == "input" else cell for cell in sheets[0].cells)
    return write_xlsx(evolve(book, sheets=(evolve(sheets[0], cells=first), *sheets[1:])))


def _dated(cell: SheetCell, report: Report, year: int | None) -> SheetCell:
    """Return a cell above the texts as it is calculated for a year."""
    if cell.row > 4 or not cell.formula:
        return cell
    from govdisclosure.layout.filled import GAP, headline
    from govdisclosure.spec import as_period

    title = headline(report.spec, "zh", report.organisation, as_period(year) or GAP)
    return evolve(cell, value=title if cell.look == "title" else year)
