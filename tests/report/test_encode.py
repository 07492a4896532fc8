"""A report as report JSON: every state of a cell is kept, and comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.report.encode import problem_data
from govdisclosure.report.model import Report
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from tests.support.made_up import made_up
from tests.support.minimal import minimal

SPECS = st.one_of(made_up(), st.sampled_from(gd.spec_ids()).map(find_spec))


@given(SPECS.flatmap(lambda spec: st.one_of(reports(spec), reports(spec, complete=False))))
def test_a_report_survives_its_json(report: Report) -> None:
    """Whatever a report holds, its JSON says it, and reads back as an equal report."""
    for indent in (None, 1):
        again = gd.from_json(gd.to_json(report, indent=indent), spec=report.spec)
        assert again == report
        assert again.problems == report.problems


@given(SPECS.flatmap(lambda spec: reports(spec, complete=False)))
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    """JSON written from what was read is the same to the byte."""
    text = gd.to_json(report)
    assert gd.to_json(gd.from_json(text, spec=report.spec)) == text


@given(SPECS.flatmap(lambda spec: reports(spec, complete=False)))
def test_plain_data(report: Report) -> None:
    """The data of a report is what its JSON parses to."""
    assert gd.from_data(gd.to_data(report), spec=report.spec) == report


def test_how_each_state_is_written() -> None:
    """A number, a blank, a mark, something unreadable and nothing at all are written differently."""
    data = {"a": {"n": 3}, "b": {"n": None}, "c": {"n": {"mark": "<9"}}}
    report = gd.from_data({"tables": {"stock": data}}, spec=minimal())
    assert [cell.state for cell in report.cells()] == ["number", "blank", "mark", "absent"]
    assert gd.to_json(report, indent=None) == (
        '{"spec": "test/2024", "tables": {"stock": {"a": {"n": 3}, "b": {"n": null}, "c": {"n": {"mark": "<9"}}}}}'
    )


def test_notes_and_origins() -> None:
    """A cell with a note or an origin is an object, and one without either is as short as can be."""
    data = {
        "a": {"n": {"value": 22, "note": "其中修订16件"}},
        "b": {"n": {"value": None, "note": "未填"}},
        "c": {"n": {"unreadable": "1 2", "origin": "inferred"}},
        "d": {"n": {"value": 0, "note": "x", "origin": "derived"}},
    }
    report = gd.from_data({"spec": "test/2024", "tables": {"stock": data}}, spec=minimal())
    assert gd.to_data(report) == {"spec": "test/2024", "tables": {"stock": data}}
    bare = gd.from_data({"tables": {"stock": {"a": {"n": {"value": 5}}}}}, spec=minimal())
    assert gd.to_data(bare)["tables"] == {"stock": {"a": {"n": 5}}}


def test_texts() -> None:
    """A text is a JSON text, with a note an object like a number."""
    data = {"a": {"n": "甲"}, "b": {"n": {"value": "乙", "note": "x"}}, "c": {"n": None}}
    report = gd.from_data({"tables": {"stock": data}}, spec=minimal(value="word"))
    assert gd.to_data(report)["tables"] == {"stock": data}


def test_sources_are_written_on_request() -> None:
    """Where each cell was read is left out unless asked for."""
    data = {
        "spec": "test/2024",
        "tables": {"stock": {"a": {"n": 1}, "b": {"n": 2}}},
        "sources": {"stock": {"a": {"n": "第3行"}}},
    }
    report = gd.from_data(data, spec=minimal())
    assert "sources" not in gd.to_data(report)
    assert gd.to_data(report, sources=True) == data


def test_a_report_of_nothing() -> None:
    """A report without any cell has no tables, and is one all the same."""
    report = gd.from_data({}, spec=minimal())
    assert gd.to_json(report, indent=None) == '{"spec": "test/2024", "tables": {}}'
    assert gd.from_json(gd.to_json(report), spec=minimal()) == report


def test_a_row_that_the_report_names_stays() -> None:
    """A shop without a figure is still a shop."""
    rows = "{nodes: {shop: {label: {zh: 店}, open: text, total_label: {zh: 计}}}}"
    report = gd.from_data({"tables": {"stock": {"shop.甲": {}}}}, spec=minimal(rows=rows))
    assert gd.to_data(report)["tables"] == {"stock": {"shop.甲": {}}}
    assert gd.from_data(gd.to_data(report), spec=minimal(rows=rows)) == report


def test_problems_leave_out_what_is_not_known() -> None:
    """A problem is written with the parts that it has."""
    assert problem_data(gd.Problem("c", "info", "m", row="r")) == {
        "code": "c",
        "severity": "info",
        "message": "m",
        "row": "r",
    }
