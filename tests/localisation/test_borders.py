"""What is said at the borders of a search: fractions that no cell holds, ends of patience, rules that cancel out."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govdisclosure as gd
from govdisclosure.form.algebra import LimitReachedError
from govdisclosure.localisation import blank_systems, deduction, forced, locating, sets, systems
from tests.support.minimal import minimal, numbers, rule
from tests.support.ruled import form_of


def located(report: gd.Report) -> set[tuple[tuple[str, object], ...]]:
    """Return the sets of cells that are suspects, with what they should be."""
    return {tuple((cell.row, cell.suggested) for cell in suspect.cells) for suspect in gd.locate(report)}


def report_of(checks: list[str], *values: int | None) -> gd.Report:
    """Return a report on whole numbers that some rules relate."""
    return numbers(form_of(*checks).spec, *values)


def test_a_fraction_that_no_cell_holds_is_neither_filled_nor_suggested() -> None:
    """A third of an amount has no last place."""
    values = "values:\n  money: {kind: decimal, min: 0, places: 2}"
    spec = minimal(value="money", values=values, rules=rule("3 * a == b"))
    assert len(gd.fill(numbers(spec, None, 1, 2, 3))) == 0
    assert located(numbers(spec, 5, 1, 2, 3)) == {(("b", 15),)}


def test_a_number_without_a_last_place_is_suggested_as_it_is() -> None:
    """Where a cell takes as many places as there are."""
    values = "values:\n  free: {kind: decimal, min: 0}"
    spec = minimal(value="free", values=values, rules=rule("a <= b"))
    found = located(numbers(spec, Decimal("9.375"), Decimal("1.5"), 2, 3))
    assert (("a", Decimal("1.5")),) in found
    assert (("b", Decimal("9.375")),) in found


def test_what_follows_from_several_rules_is_told_though_others_stay_open() -> None:
    """A rule with cells that stay blank is named by its id: there are no sums to show."""
    (cell,) = gd.fill(report_of(["a + b <= d", "a + d <= b"], None, None, 5, None))
    assert (cell.ref.row, cell.value) == ("a", 0)
    assert "stock/r0" in cell.explain("en")


def test_rules_that_exclude_each_other_are_told_together() -> None:
    """No number in the blank cells could satisfy both."""
    filling = gd.fill(report_of(["a == b", "a == b + 1"], None, None, 3, 4))
    (conflict,) = filling.contradictions
    assert conflict.explain("en").startswith("No numbers could satisfy these rules together: ")
    (system,) = (one for one in blank_systems(form_of("a == b", "a == b + 1")) if len(one.constraints) > 1)
    assert list(forced(system)) == []


@pytest.mark.parametrize("rounds", [1, 100])
def test_the_same_cells_follow_however_few_rounds_go_step_by_step(rounds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not found so is found by all rules together."""
    monkeypatch.setattr(deduction, "MAX_ROUNDS", rounds)
    report = report_of(["c == d", "b == c", "a == b"], None, None, None, 7)
    assert {cell.ref.row: cell.value for cell in gd.fill(report)} == {"a": 7, "b": 7, "c": 7}
    (system,) = blank_systems(form_of("c == d", "b == c", "a == b", "d >= 3"))
    assert all(low is None or low <= 3 for low, _ in deduction.narrowed(system).values())


def test_of_very_many_ways_only_some_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the sentence says how many."""
    monkeypatch.setattr(locating, "MAX_LISTED", 3)
    location = gd.locate(report_of(["a == b", "c == d"], 1, 2, 3, 4))
    assert len(location) == 3
    assert location.explain("en").endswith(" 3 of them are listed.")
    assert not location.is_complete


def test_with_too_many_guards_a_rule_that_may_not_apply_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what would satisfy it by its condition is tried too."""
    spec = minimal(rules=rule("a <= 5", ", when: 'b >= 1'"))
    every = located(numbers(spec, 9, 1, 0, 0))
    monkeypatch.setattr(systems, "MAX_CASES", 1)
    some = located(numbers(spec, 9, 1, 0, 0))
    assert some < every
    assert (("a", 5),) in some


def test_a_cell_that_explains_a_failure_in_two_ways_is_listed_once() -> None:
    """It could make the condition false, or the rule true."""
    spec = minimal(rules=rule("a <= 5", ", when: 'a >= b'"))
    rows = [cell.row for suspect in gd.locate(numbers(spec, 9, 7, 0, 0)) for cell in suspect.cells]
    assert sorted(rows) == ["a", "b"]


UNDETERMINED = ["a + b == c", "a + b == d"]


def test_cells_that_are_only_known_together_are_suspects_where_something_fits() -> None:
    """Two in all the same rules leave each other open: both are nothing here, or could not be enough."""
    assert located(report_of(UNDETERMINED, 1, 1, 0, 0)) == {(("a", 0), ("b", 0)), (("c", 2), ("d", 2))}
    assert located(report_of(["a + b + 5 == c", "a + b + 5 == d"], 1, 1, 3, 3)) == {(("c", 7), ("d", 7))}


def test_what_was_found_before_the_cells_known_together_took_too_long_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That there may be others is said."""

    def fail(*_: object) -> None:
        raise LimitReachedError

    monkeypatch.setattr(sets, "_fitted", fail)
    report = report_of(UNDETERMINED, 1, 1, 0, 0)
    assert located(report) == {(("c", 2), ("d", 2))}
    assert "there may be other ways" in gd.locate(report).explain("en")
