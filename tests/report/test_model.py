"""A filled-in form: cells made on access, five states kept apart, and never changed."""

from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.report import ABSENT, BLANK, NUMBER, Content, number_fault
from govdisclosure.spec import Value, is_date
from govdisclosure.testing import reports
from tests.support.made_up import made_up
from tests.support.minimal import minimal, numbers

PLACES = [("stock", row, "n") for row in "abcd"]


def test_cells_are_looked_up_by_table_row_and_column() -> None:
    """A table is a view with rows, columns and cells; what it does not have is a KeyError."""
    report = numbers(minimal(), 1, None, {"mark": "/"}, {"unreadable": "1 2"})
    table = report["stock"]
    assert (table.key, table.rows, table.columns) == ("stock", ("a", "b", "c", "d"), ("n",))
    assert [cell.state for cell in table] == ["number", "blank", "mark", "unreadable"]
    assert [(cell.value, cell.text) for cell in table] == [(1, ""), (None, ""), (None, "/"), (None, "1 2")]
    assert [table.key for table in report] == ["stock"]
    assert str(table["a", "n"].ref) == "stock[a, n]"
    for key in (("e", "n"), ("a", "m")):
        with pytest.raises(KeyError):
            table[key]
    with pytest.raises(KeyError):
        report["stok"]


def test_nothing_blank_or_absent_is_zero() -> None:
    """0, a blank, a stroke, something unreadable and nothing at all are five different things."""
    report = numbers(minimal(), 0, None, {"mark": "/"}, {"unreadable": "0"})
    different = {cell.state: cell.value for cell in report.cells()}
    assert different == {"number": 0, "blank": None, "mark": None, "unreadable": None}
    absent = gd.from_data({}, spec=minimal())
    assert {cell.state for cell in absent.cells()} == {"absent"}
    assert len({str(gd.to_data(report.replacing({PLACES[0]: change}))) for change in (0, None, ABSENT)}) == 3


@given(made_up().flatmap(lambda spec: reports(spec, complete=False)), st.data())
def test_replacing_changes_what_it_is_told_and_nothing_else(report: gd.Report, data: st.DataObject) -> None:
    """A copy has other things in the cells named, and the report itself is as it was."""
    before = gd.to_json(report)
    index = data.draw(st.integers(0, len(report.values) - 1))
    cell = report.form.cells[index]
    change = data.draw(st.sampled_from((5, None, ABSENT, BLANK, NUMBER, Content("unreadable", "?"))))
    after = report.replacing({(cell.table, cell.row, cell.column): change})
    assert gd.to_json(report) == before
    for other in range(len(report.values)):
        if other != index:
            assert after.cell(other) == report.cell(other)
    if change == 5:
        assert (after.values[index], after.content(index)) == (5, NUMBER)
    elif change is None:
        assert after.content(index) == BLANK
    else:
        assert after.values[index] is None


@pytest.mark.parametrize(
    ("change", "state"), [(5, "number"), (None, "blank"), (ABSENT, "absent"), (Content("mark", "/"), "mark")]
)
def test_replacing_leaves_nothing_of_what_was_there(change: int | Content | None, state: str) -> None:
    """Whatever stood in a cell, the new content takes its place whole."""
    report = numbers(minimal(), 1, None, {"mark": "/"}, {"value": 3, "note": "x"})
    after = report.replacing(dict.fromkeys(PLACES, change))
    assert {(cell.state, cell.value, cell.note) for cell in after.cells()} == {(state, 5 if change == 5 else None, "")}


def test_replacing_nothing() -> None:
    """A copy without changes is equal."""
    report = numbers(minimal(), 1, 2, 3, None)
    assert report.replacing({}) == report


def test_a_report_cannot_be_changed() -> None:
    """A report is what was published; there is no way to change it in place."""
    report = numbers(minimal(), 1, 2, 3, 4)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.year = 2024  # type: ignore[misc]
    with pytest.raises(TypeError):
        hash(report)


def test_where_a_cell_was_read_takes_no_part_in_equality() -> None:
    """Two reports that say the same are equal, wherever they were read."""
    report = numbers(minimal(), 1, 2, 3, 4)
    other = attrs.evolve(report, raw={0: "１"}, sources={0: "第3行"}, problems=(gd.Problem("c", "info", "m"),))
    assert report == other
    assert report["stock"]["a", "n"] == other["stock"]["a", "n"]
    assert (other["stock"]["a", "n"].raw, other["stock"]["a", "n"].source) == ("１", "第3行")
    assert report != numbers(minimal(), 1, 2, 3, 5)


INTEGER, DECIMAL = Value("i", "integer"), Value("d", "decimal")


@pytest.mark.parametrize(
    ("number", "value", "fault"),
    [
        (10**18 - 1, INTEGER, None),
        (1 - 10**18, INTEGER, None),
        (10**18, INTEGER, "long"),
        (-(10**18), DECIMAL, "long"),
        (Decimal("1.0"), INTEGER, "fraction"),
        (Decimal("1.0"), DECIMAL, None),
        (Decimal("1E+17"), DECIMAL, None),
        (Decimal("1E+18"), DECIMAL, "long"),
        (Decimal("1E-18"), DECIMAL, None),
        (Decimal("1E-19"), DECIMAL, "long"),
        (Decimal("NaN"), DECIMAL, "long"),
        (Decimal("Infinity"), DECIMAL, "long"),
    ],
)
def test_numbers_that_a_cell_can_hold(number: int | Decimal, value: Value, fault: str | None) -> None:
    """Eighteen digits before the point, eighteen behind it, and none behind it for a count."""
    assert number_fault(number, value) == fault


@given(st.dates())
def test_dates(date: object) -> None:
    """Every date in ISO form is a date."""
    assert is_date(str(date))


@pytest.mark.parametrize("text", ["", "2024", "20240131", "2024-1-31", "2024-13-01", "2024-W05-3", "2024-01-31T00:00"])
def test_what_is_no_date(text: str) -> None:
    """No other way of writing a date is one, and neither is a day that does not exist."""
    assert not is_date(text)


def test_a_report_shows_itself_in_a_line() -> None:
    """Printed, a report names its format and holds its values, and is not the whole form."""
    shown = repr(numbers(minimal(), 1, 2, 3, 4))
    assert "test/2024" in shown
    assert "4 cells" in shown
    assert "(1, 2, 3, 4)" in shown
    assert len(shown) < 1_000
