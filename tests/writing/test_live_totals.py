"""What a form adds up by itself is no suspect: the error is in what was typed, and the totals follow it."""

import random

from attrs import evolve

import govdisclosure as gd
from govdisclosure.documents import write_xlsx
from govdisclosure.form import exact_totals
from govdisclosure.layout import blank_page
from govdisclosure.reading import read_bytes
from govdisclosure.recognition import annex_of
from govdisclosure.report import recalculated
from govdisclosure.writing import blank_bytes
from govdisclosure.writing.collection import collection_form
from tests.support.filled import FORM, SPEC, TABLE, filled, with_numbers
from tests.support.recalculating import places_of

EMPTY = gd.from_json(blank_bytes(SPEC, "json"), spec=SPEC)
RIGHT = filled(random.Random(7))
INDEX = FORM.index[TABLE, "carried_in", "natural_person"]


def read(report: gd.Report) -> gd.Report:
    """Return what is read of the collection form with the figures of a report in it."""
    indices = {place: index for index, place in places_of(FORM).items()}
    book = collection_form(FORM, evolve(blank_page(FORM), annex=annex_of(EMPTY, "zh", {})), FORM)
    sheets = []
    for sheet in book.sheets:
        at = {(place.row, place.column): index for place, index in indices.items() if place.sheet == sheet.name}
        cells = (
            evolve(cell, value=report.values[at[cell.row, cell.column]]) if (cell.row, cell.column) in at else cell
            for cell in sheet.cells
        )
        sheets.append(evolve(sheet, cells=tuple(cells)))
    return read_bytes(write_xlsx(evolve(book, sheets=tuple(sheets)))).report


def test_totals_of_a_form_are_derived() -> None:
    """They are read as what they are, and the report is the one that was typed."""
    report = read(RIGHT)
    assert report.values == RIGHT.values
    assert report[TABLE]["new", "total"].origin == "derived"
    assert report[TABLE]["new", "natural_person"].origin == "printed"


def test_only_cells_that_can_be_typed_are_suspects() -> None:
    """One wrong figure fails the balance of its column and that of the totals, and is one of the single suspects."""
    wrong = with_numbers(RIGHT, {INDEX: int(RIGHT.values[INDEX] or 0) + 10})
    report = read(recalculated(wrong, exact_totals(FORM)))
    location = gd.locate(report)
    assert location.least == 1
    assert all(report.content(cell.index).origin == "printed" for suspect in location for cell in suspect.cells)
    (found,) = [suspect for suspect in location if suspect.cells[0].index == INDEX]
    assert found.cells[0].suggested == RIGHT.values[INDEX]
    assert gd.check(found.corrected()).counts["fail"] == 0


def test_a_total_that_was_typed_over_is_a_suspect() -> None:
    """Who writes another number over a formula has made the error there."""
    index = FORM.index[TABLE, "new", "total"]
    report = read(with_numbers(RIGHT, {index: int(RIGHT.values[index] or 0) + 1}))
    assert report.content(index).origin == "printed"
    assert [[cell.index for cell in suspect.cells] for suspect in gd.locate(report)] == [[index]]
