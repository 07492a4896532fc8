"""A group that is printed as one row: where a total over it fails, it is said that no cell can be named."""

from collections.abc import Callable
from typing import Any

import pytest

import govdisclosure as gd
from govdisclosure.export import suspects_text
from tests.support.minimal import minimal

GROUPED = (
    "{total: exact, total_label: {zh: 总计}, nodes: {a: {label: {zh: 甲}}, "
    "b: {label: {zh: 乙}, nodes: {x: {label: {zh: 子}}, y: {label: {zh: 丑}}}}}}"
)


def printed(together: int, total: int, **rows: int) -> gd.Report:
    """Return a report of 甲 and a group of two rows of which only the sum is known."""
    spec = minimal(rows=GROUPED)
    cells = {"a": {"n": 2}, "total": {"n": total}} | {f"b.{key}": {"n": value} for key, value in rows.items()}
    data: dict[str, Any] = {"spec": spec.id, "tables": {"stock": cells}}
    return gd.from_data(data | {"subtotals": {"stock": {"b": {"n": together}}}}, spec=spec)


def test_a_total_that_fails_over_a_subtotal_is_said_and_no_cell_is_named() -> None:
    """2 and a group of 3 are not 9; which of the two rows is wrong, or whether one is, stands nowhere."""
    report = printed(3, 9)
    assert [finding.status for finding in gd.check(report)] == ["fail"]
    location = gd.locate(report)
    assert [*location] == []
    assert [one.relation.id for one in location.over_subtotals] == ["stock/rows:total[n]"]
    assert not location.is_clean
    assert not location.is_complete
    assert location.explain("zh") == (
        "“乙”只印了一行合计，各行没有印出：含有它的 1 条核对不成立，但不能指出是哪一格，请核对这一行和总数。"
    )
    assert location.explain("en").startswith("Of '乙' only a subtotal is printed, not its parts: a rule over it fails,")
    assert gd.check(report).to_data()["suspects_note"] == location.message
    assert location.message in suspects_text(location)


@pytest.mark.parametrize(
    "report",
    [lambda: printed(3, 5), lambda: printed(3, 9, x=3, y=4)],
    ids=["the total holds", "the rows are known"],
)
def test_nothing_is_said_where_a_subtotal_explains_nothing(report: Callable[[], gd.Report]) -> None:
    """The sum is right, or the rows themselves are printed and it is they that count."""
    location = gd.locate(report())
    assert location.is_clean
    assert location.explain("en") == "There is no error to locate."


def test_what_fails_without_the_subtotal_is_located_as_ever() -> None:
    """甲 alone is more than the total: that needs no subtotal to be seen."""
    location = gd.locate(printed(3, 1))
    assert [[cell.row for cell in suspect.cells] for suspect in location] == [["total"], ["a"]]
    assert location.over_subtotals == ()
    assert location.is_complete
