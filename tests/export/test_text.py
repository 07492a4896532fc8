"""What a terminal shows: where things stand, and many alike as one with a count."""

from __future__ import annotations

from random import Random

from attrs import evolve

import govdisclosure as gd
from govdisclosure.export import Unread
from govdisclosure.export.findings_list import entries_of
from govdisclosure.export.suspects import MAX_SETS, suspects_text
from govdisclosure.export.text import result_text
from govdisclosure.language import using
from govdisclosure.localisation import Located, Location
from tests.support.filled import FORM, filled
from tests.support.results import broken


def placed(report: gd.Report) -> gd.Report:
    """Return a report as one that was read from a web page, a cell on each line of it."""
    return evolve(report, sources={i: f"table 1, row {i} /html/body/p[{i}]" for i in range(len(report.values))})


def test_findings_and_suspects_say_where_their_cells_stand() -> None:
    """In words, in text, JSON and the list; the path on a web page is for programs and stays out."""
    result = gd.check(placed(broken()))
    total = FORM.index["disputes", "count", "review"]
    with using("en"):
        text = result_text("a.html", result)
        (entry, *_) = entries_of([("a.html", result)])
    assert f"In the document: table 1, row {total}; " in text
    assert "/html" not in text
    assert entry["where"].startswith(f"table 1, row {total}; ")
    data = result.to_data()
    places = {cell["place"] for cell in data["findings"][0]["cells"]}
    assert f"table 1, row {total}" in places
    assert all(cell["place"].startswith("table 1, row ") for one in data["suspects"] for cell in one["cells"])


def test_of_many_ways_to_correct_a_report_the_first_are_told() -> None:
    """With how many more there are; where too many cells are wrong, that is said of the place."""
    found = gd.locate(broken())
    (component,) = found.components
    several = evolve(component, suspects=component.suspects[:1] * (MAX_SETS + 2))
    lost = Located(4, "too_many", ())
    location = Location(found.report, (several, lost), ())
    with using("en"):
        text = suspects_text(location)
    assert f"  {2} more; --format json lists all" in text
    assert "Place 2: at least 4 cells, not listed" in text


def test_a_file_that_was_not_read_is_in_the_list() -> None:
    """With the reason in place of findings."""
    with using("en"):
        assert entries_of([], unread=[Unread("a.pdf", "no_report", "a scan")]) == [
            {"file": "a.pdf", "status": "not read", "message": "a scan"}
        ]


def test_a_report_from_nowhere_has_no_places() -> None:
    """Figures that were typed in stand in no document."""
    result = gd.check(broken())
    with using("en"):
        assert "In the document" not in result_text("a.json", result)
    assert "place" not in result.to_data()["findings"][0]["cells"][0]


def test_on_a_half_filled_form_what_is_alike_is_counted() -> None:
    """Twenty rows without a figure are not twenty sentences, and rules that wait for them are a number."""
    blank = {
        (cell.table, cell.row, cell.column): None
        for cell in FORM.cells
        if cell.table == "applications" and cell.row.startswith("outcome")
    }
    result = gd.check(filled(Random(1)).replacing(blank))
    with using("en"):
        lines = result_text("a.json", result).splitlines()
    assert sum("the whole row is blank" in line for line in lines) == 3
    assert any(line.startswith("    ... and 19 more remarks of this kind (incomplete_row)") for line in lines)
    assert any(line.endswith(f": {result.counts['undecided']}") for line in lines)
    assert len(lines) < 20
