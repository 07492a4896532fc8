"""Every relation of a form judged: what holds too, and what does not apply."""

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure import codes
from govdisclosure.checks import every_judgement
from govdisclosure.report import Problem
from tests.support.minimal import COLUMNS, TOTAL_OF_THREE, minimal, numbers, rule

OPEN = "{nodes: {s: {label: {zh: 店}, open: text, total_label: {zh: 合计}}}}"
FLAT = "rules:\n  flat: {table: stock, each: rows, label: {zh: 不变}, check: n == prior.n}"


def of_shops(**shops: int) -> gd.Report:
    """Return a report with these rows of its own and their total."""
    rows = {f"s.{name}": {"n": number} for name, number in shops.items()} | {"s": {"n": sum(shops.values())}}
    spec = minimal(rows=OPEN, rules=FLAT)
    return gd.from_data({"spec": spec.id, "tables": {"stock": rows}}, spec=spec)


def test_what_holds_has_both_sides_and_what_does_not_apply_has_none() -> None:
    """A rule between years has no sides without the year before."""
    found = {one.relation.id: one for one in every_judgement(of_shops(north=2, south=3))}
    total, flat = found["stock/rows:s[n]"], found["stock/flat[s.north]"]
    assert (total.status, total.left, total.right, total.difference) == ("pass", 5, 5, 0)
    assert (flat.status, flat.left, flat.right, flat.difference) == ("not_applicable", None, None, None)


def test_a_row_that_the_year_before_did_not_name() -> None:
    """It is absent there, so nothing is said about it; a row that both name is compared."""
    found = {
        one.relation.instance: one
        for one in every_judgement(of_shops(north=2, south=3), of_shops(north=2, west=3))
        if one.relation.rule == "stock/flat"
    }
    assert {instance: one.status for instance, one in found.items()} == {
        "s.north": "pass",
        "s.south": "not_applicable",
        "s": "pass",
    }
    assert [(cell.ref.of, cell.state) for cell in found["s.south"].cells] == [("this", "number"), ("prior", "absent")]
    assert [(cell.ref.of, cell.value) for cell in found["s.north"].cells] == [("this", 2), ("prior", 2)]


@pytest.mark.parametrize(("b", "status"), [(1, "pass"), (2, "fail")])
def test_a_rule_may_be_about_the_year_before_alone(b: int, status: str) -> None:
    """It is judged though no cell of the report itself is in it."""
    spec = minimal(rules=rule("prior.a == prior.b"))
    found = every_judgement(numbers(spec, 7, 8, 0, 0), numbers(spec, 1, b, 0, 0))
    assert [one.status for one in found if one.relation.rule == "stock/law"] == [status]


@pytest.mark.parametrize("cell", [None, {"mark": "少"}])
def test_what_stands_for_less_than_the_least_breaks_a_bound(cell: object) -> None:
    """A blank that means zero, or a mark that means few, where at least five are asked for."""
    values = "values:\n  count: {kind: integer, min: 5, blank: zero, marks: {少: [1, 4], 多: [4, 9]}}"
    found = gd.check(numbers(minimal(values=values), cell, {"mark": "多"}, 5, 6)).findings
    assert [(one.status, one.cells[0].ref.row) for one in found] == [("fail", "a")]


def test_chosen_relations_alone_are_counted() -> None:
    """What is not asked for is neither judged nor counted, a bound below zero included."""
    report = numbers(minimal(rows=TOTAL_OF_THREE), 1, 2, -3, 5)
    assert gd.check(report).counts == {"pass": 0, "fail": 2, "undecided": 0, "not_applicable": 0}
    assert gd.check(report, select=["stock/cells:min"]).counts["fail"] == 1
    assert gd.check(report, ignore=["stock/cells:min"]).counts == {
        "pass": 0,
        "fail": 1,
        "undecided": 0,
        "not_applicable": 0,
    }


@pytest.mark.parametrize("said", [True, False])
def test_a_missing_table_is_told_once(said: bool) -> None:  # noqa: FBT001 - one of two reports
    """By the report, if it was read from a document and says so, else by the check."""
    spec = minimal(columns=COLUMNS)
    empty = gd.from_data({}, spec=spec)
    own = (Problem.of(codes.MISSING_TABLE, "没有找到", "stock"),) if said else ()
    told = [one for one in gd.check(evolve(empty, problems=own)).problems if one.code == codes.MISSING_TABLE.id]
    assert len(told) == 1
    assert (told[0].message == "没有找到") is said


def test_a_row_that_a_report_has_a_problem_with_is_not_told_again() -> None:
    """A cell that could not be read is told by whoever read it; another unreadable cell of the row is told here."""
    columns = "{nodes: {x: {label: {zh: 一}}, y: {label: {zh: 二}}}}"
    spec = minimal(rows="{nodes: {a: {label: {zh: 甲}}}}", columns=columns)
    data = {"tables": {"stock": {"a": {"x": {"unreadable": "?"}, "y": {"unreadable": "!"}}}}}
    report = gd.from_data(data, spec=spec)
    noted = evolve(report, problems=(Problem.of(codes.UNREADABLE_CELL, "看不清", "stock", "a", "x"),))
    told = [one.message for one in gd.check(noted).problems if one.code == codes.INCOMPLETE_ROW.id]
    assert told == ["'甲': 1 unreadable (二); see what is printed there"]


@pytest.mark.parametrize(
    ("prior", "unknown"),
    [
        ({"organisation": "某局", "year": 2023}, None),
        ({"year": 2023}, "organisation"),
        ({"organisation": "某局"}, "year"),
        ({}, "organisation and year"),
    ],
)
def test_what_a_prior_report_does_not_say_of_itself(prior: dict[str, object], unknown: str | None) -> None:
    """Whether it belongs to the report is then not known, and what is missing is named."""
    spec = minimal(rules=FLAT)
    this, before = (
        gd.from_data({"spec": spec.id, "tables": {"stock": {"a": {"n": 1}}}} | whose, spec=spec)
        for whose in ({"organisation": "某局", "year": 2024}, prior)
    )
    told = [one.message for one in gd.check(this, before).problems if one.code == codes.PRIOR_UNVERIFIED.id]
    assert len(told) == (unknown is not None)
    assert all(f"does not say its {unknown}:" in message for message in told)


def test_a_code_that_the_year_before_did_not_name_may_have_been_anything() -> None:
    """Where a rule is also about codes that it did."""
    spec = minimal(
        rows="{nodes: {item: {label: {zh: 科目}, open: code, digits: [3], total_label: {zh: 合计}}}}",
        rules=rule("item.301 == prior.item.301 + prior.item.302"),
    )

    def of_codes(**codes: int) -> gd.Report:
        rows = {f"item.{code[1:]}": {"n": number} for code, number in codes.items()}
        return gd.from_data({"spec": spec.id, "tables": {"stock": rows}}, spec=spec)

    now = of_codes(_301=5, _302=1)
    found = [
        {one.relation.id: one.status for one in every_judgement(now, before)}["stock/law[n]"]
        for before in (of_codes(_301=3), of_codes(_301=9), of_codes(_301=3, _302=2))
    ]
    assert found == ["undecided", "fail", "pass"]


def test_a_note_beside_a_number_changes_no_verdict() -> None:
    """Also where another cell is blank: 7 and what may be anything are more than 2 and 3."""
    spec = minimal(rules=rule("a + d == b + c"))
    for cell in (7, {"value": 7, "note": "含转来"}):
        report = numbers(spec, cell, 2, 3, None)
        assert [(one.relation.rule, one.status) for one in every_judgement(report)] == [("stock/law", "fail")]
