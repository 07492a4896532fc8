"""By how much sums of rounded figures may be out, and what follows from it for every check."""

from decimal import Decimal

import pytest

import govdisclosure as gd
from govdisclosure.form import stated
from govdisclosure.language import using
from tests.support.minimal import minimal, numbers, rule

ROWS = "{total: exact, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, minus: true}}}"
ROUNDED = "values: {money: {kind: decimal, places: 2, tolerance: rounding}}"
SPEC = minimal(value="money", rows=ROWS, values=ROUNDED)


def accounts(first: str, second: str, total: str | None, spec: gd.Spec = SPEC) -> gd.Report:
    """Return a report of two amounts and what is left of the first."""
    return numbers(spec, Decimal(first), Decimal(second), None if total is None else Decimal(total))


def test_each_figure_may_have_lost_half_a_unit() -> None:
    """A total of two amounts to 0.01 may be out by three halves of it."""
    (relation, *_) = gd.expand(SPEC).relations
    assert relation.is_rounded
    assert relation.tolerance == Decimal("0.015")


def test_a_coefficient_multiplies_what_a_figure_has_lost() -> None:
    """Twice a rounded figure may be out by a whole unit; a figure on both sides counts once."""
    values = "values: {money: {kind: integer, tolerance: rounding}}"
    spec = minimal(value="money", rows=ROWS, values=values, rules=rule("2 * a + b == b"))
    assert {one.rule: one.tolerance for one in gd.expand(spec).relations}["stock/law"] == 1


@pytest.mark.parametrize(
    ("total", "ok"), [("2.00", True), ("2.01", True), ("1.99", True), ("2.02", False), ("4", False)]
)
def test_rounding_explains_so_much_and_no_more(total: str, ok: bool) -> None:  # noqa: FBT001 - the expected verdict
    """A sum that is out by a hundredth is an honest one, by two it is not."""
    assert gd.check(accounts("3.00", "1.00", total)).ok is ok


def test_a_finding_says_what_rounding_explains() -> None:
    """A finding says the difference, and the most of it that rounding can be the reason of."""
    (finding,) = gd.check(accounts("3.00", "1.00", "2.05")).findings
    with using("en"):
        assert "the left side is 0.05 more, and rounding explains 0.015 at most" in finding.message
    with using("zh"):
        assert "左边比右边多 0.05，四舍五入最多只差 0.015" in finding.message


def test_nothing_follows_from_rounded_figures() -> None:
    """A blank beside rounded figures may be one of several numbers, so that none is filled in."""
    assert not list(gd.fill(accounts("3.00", "1.00", None)))
    plain = minimal(value="amount", rows=ROWS, values="values: {amount: {kind: decimal, places: 2}}")
    assert [cell.value for cell in gd.fill(accounts("3.00", "1.00", None, plain))] == [2]


def test_an_error_is_located_beyond_what_rounding_explains() -> None:
    """A sum that rounding explains has no suspects; a wrong figure is one."""
    assert not list(gd.locate(accounts("3.00", "1.00", "2.01")))
    suspects = gd.locate(accounts("3.00", "1.00", "5.00"))
    assert {cell.ref.row: cell.suggested for suspect in suspects for cell in suspect.cells}["total"] == 2


def test_rounding_needs_its_places() -> None:
    """Who says that amounts are rounded says to how many places."""
    with pytest.raises(gd.SpecError, match="tolerance: rounding needs places"):
        minimal(value="money", values=ROUNDED.replace("places: 2, ", ""))
    with pytest.raises(gd.SpecError, match="expected a number or rounding, found the text 'rounded'"):
        minimal(value="money", values=ROUNDED.replace("rounding", "rounded"))


@pytest.mark.parametrize(("number", "tolerance"), [("9.52", "0.01"), ("9.5", "0.055"), ("10", "0.505")])
def test_a_number_of_the_text_is_rounded_too(number: str, tolerance: str) -> None:
    """What the text says stands for half a unit of the last place that it writes, beside a rounded figure."""
    says = "{sections: [words], wordings: ['共{n}万元'], found: [共 2 万元]}"
    spec = minimal(
        value="money",
        rows=ROWS,
        values=ROUNDED,
        sections="sections:\n  - {key: words, title: {zh: 文字}, text: true}\n"
        "  - {key: figures, title: {zh: 数据}, draw: [[stock]]}",
        rules=f"narrative: {{units: [万元]}}\nrules:\n  said: {{table: stock, label: {{zh: 文字}}, says: {says}, "
        "check: 'n == [total, n]', severity: warning}",
    )
    (relation,) = stated(gd.expand(spec), spec.rule("said"), Decimal(number), "words")
    assert relation.tolerance == Decimal(tolerance)
