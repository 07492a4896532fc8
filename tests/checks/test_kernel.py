"""The quick way through a clean report: what it can check by itself, and what it leaves to the careful way."""

from itertools import product

import pytest

import govdisclosure as gd
from govdisclosure.checks import kernel
from govdisclosure.checks.judging import Standing
from govdisclosure.findings import checking
from tests.support.minimal import COLUMNS, TOTAL_OF_THREE, minimal, numbers, rule

FREE = "values:\n  count: {kind: integer}\n  amount: {kind: decimal}"


def clean(spec: gd.Spec, *cells: object) -> bool:
    """Return whether the quick way finds a report clean."""
    report = numbers(spec, *cells)
    return kernel.is_clean(report, kernel.compiled(report.form))


def test_a_report_of_numbers() -> None:
    """A total and a minimum are seen to hold, or not."""
    spec = minimal(rows=TOTAL_OF_THREE)
    assert clean(spec, 1, 2, 3, 6)
    assert not clean(spec, 1, 2, 3, 7)
    assert not clean(spec, 1, 2, -3, 0)


@pytest.mark.parametrize("cell", [None, {"mark": "/"}, {"unreadable": "0"}, {"value": 0, "note": "无"}])
def test_anything_but_a_plain_number_is_left_to_the_careful_way(cell: object) -> None:
    """A cell with more to it than a number takes the careful way."""
    assert not clean(minimal(rows=TOTAL_OF_THREE), 1, 2, cell, 3)


def test_an_absent_cell_is_left_to_the_careful_way() -> None:
    """A missing cell is never added, whether or not cells have a minimum and are in a rule."""
    for spec in (minimal(rows=TOTAL_OF_THREE), minimal(rows=TOTAL_OF_THREE, values=FREE), minimal(values=FREE)):
        for rows in ({}, {"a": {"n": 1}}, {"a": {"n": 1}, "b": {"n": 2}, "c": {"n": 3}}):
            report = gd.from_data({"tables": {"stock": rows}}, spec=spec)
            assert not kernel.is_clean(report, kernel.compiled(report.form))
            assert gd.check(report).counts == checking._check_carefully(report, None).counts


@pytest.mark.parametrize(
    ("check", "complete"),
    [
        ("a == b", True),
        ("a + b == c + d", True),
        ("a + c == b", True),
        ("a + b + d == c", False),  # not evenly spaced
        ("b + a == c", False),  # not in the order of the form
        ("a <= b", False),
        ("2 * a == b", False),
        ("a - b == c", False),
        ("a == b + 1", False),
        ("a == 5", False),
        ("a == b + b", False),
        ("a + b == b + c", False),  # a cell on both sides
    ],
)
def test_rules_that_the_quick_way_can_check(check: str, complete: bool) -> None:  # noqa: FBT001 - what is expected
    """Plain equalities over evenly spaced cells are compiled, all others take the careful way; both agree."""
    spec = minimal(rules=rule(check))
    assert kernel.compiled(gd.expand(spec)).complete is complete
    for cells in ((1, 1, 2, 0), (2, 4, 2, 4), (5, 5, 5, 5), (6, 5, 11, 0), (3, 3, 3, 3)):
        report = numbers(spec, *cells)
        assert gd.check(report).counts == checking._check_carefully(report, None).counts


def test_a_blank_without_a_least_number_may_be_below_zero() -> None:
    """Then a sum that is too great already may still hold; where nothing is below zero it cannot."""
    for values, status in ((FREE, "undecided"), (FREE.replace("integer", "integer, min: 0"), "fail")):
        report = numbers(minimal(values=values, rules=rule("a == b + c")), 1, 3, None, 0)
        assert (status, 1) in gd.check(report).counts.items()


def test_counts_and_amounts_together_take_the_careful_way() -> None:
    """An amount may have been rounded, whatever it is compared with."""
    rows = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: amount}}}"
    assert not kernel.compiled(gd.expand(minimal(rows=rows, rules=rule("a == b")))).complete


def test_amounts_and_guards_take_the_careful_way() -> None:
    """Tolerance and guards are beyond the quick way."""
    assert not kernel.compiled(gd.expand(minimal(value="amount", rules=rule("a == b")))).complete
    assert not kernel.compiled(gd.expand(minimal(rules=rule("a == b", ", when: c > 0")))).complete


def test_texts_take_the_careful_way() -> None:
    """A form with cells of text is never checked the quick way."""
    columns = COLUMNS.replace("n:", "w: {label: {zh: 名}, value: word}, n:")
    assert not kernel.compiled(gd.expand(minimal(columns=columns))).complete


def test_rules_between_years_do_not_apply_without_the_year_before() -> None:
    """A clean report counts them as not applicable."""
    spec = minimal(
        rules=rule("a == b") + "\n  years: {table: stock, each: columns, label: {zh: 年}, check: a == prior.b}"
    )
    assert clean(spec, 1, 1, 0, 0)
    assert dict(gd.check(numbers(spec, 1, 1, 0, 0)).counts) == {
        "pass": 1,
        "fail": 0,
        "undecided": 0,
        "not_applicable": 1,
    }


def test_minima_that_differ() -> None:
    """Cells may have different minima, or none."""
    values = "values:\n  count: {kind: integer, min: 1}\n  amount: {kind: integer, min: -5}\n  any: {kind: integer}"
    rows = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: amount}, c: {label: {zh: 丙}, value: any}}}"
    spec = minimal(rows=rows, values=values)
    assert clean(spec, 1, -5, -100)
    assert not clean(spec, 0, -5, -100)
    assert not clean(spec, 1, -6, -100)
    assert not clean(spec, 1, None, -100)


ABSENT = object()
STATES: tuple[object, ...] = (0, 3, None, {"unreadable": "?"}, {"mark": "/"}, ABSENT)


@pytest.mark.parametrize("check", ["a + b == c", "c == a + b", "a == c"])
def test_sums_with_unknown_cells_come_to_what_the_careful_way_says(check: str) -> None:
    """Whatever three cells hold, and wherever they stand: verdict, sides and difference are the same, or left alone."""
    spec = minimal(rules=rule(check))
    for cells in product(STATES, repeat=3):
        rows = {row: {"n": cell} for row, cell in zip("abc", cells, strict=True) if cell is not ABSENT}
        standing = Standing(gd.from_data({"spec": spec.id, "tables": {"stock": rows}}, spec=spec), None)
        careful = [standing.outcome(relation) for relation in standing.report.form.relations]
        assert list(standing.outcomes()) == careful, cells


def test_a_clean_report_has_no_finding_of_any_kind() -> None:
    """The counts of the quick way are those of all relations: none fails and none is undecided."""
    result = gd.check(numbers(minimal(rows=TOTAL_OF_THREE), 1, 2, 3, 6))
    assert (result.counts["fail"], result.counts["undecided"]) == (0, 0)
    assert sum(result.counts.values()) == len(gd.expand(minimal(rows=TOTAL_OF_THREE)).relations)
