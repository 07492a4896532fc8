"""Numbers for the rules of a form: found where there are any, refused in one sentence where there are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.testing import reports, solving
from tests.support.minimal import TOTAL_OF_THREE, minimal, rule
from tests.support.searching import some

SATISFIABLE = [
    "2 * a == 3 * b",
    "6 * a + 10 * b == 15 * c + 1",
    "a + b <= 7",
    "a + 5 <= b",
    "2 * a >= 3 * b - 1",
    "0.5 * a == b",
    "a - b == c - d",
    "-a <= -b",
    "3 * a - 2 * b == 1",
    "a <= 0",
    "a == 5",
    "b - 2 * a >= 0.25",
]


@pytest.mark.parametrize("check", SATISFIABLE)
@given(data=st.data())
def test_a_rule_with_solutions(check: str, data: st.DataObject) -> None:
    """Every linear rule that whole numbers can satisfy is satisfied by every report drawn."""
    report = data.draw(reports(minimal(rules=rule(check))))
    assert list(gd.check(report)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2 * b >= a + 1", "3 * b <= a + 4"),
        ("2 * a >= b", "2 * a <= b"),
        ("2 * b >= 3 * a + 1", "3 * b <= 5 * a + 1"),
        ("a == 2 * b + 2 * c", "a <= 7"),
        ("a == b + c", "c == d + b"),
    ],
)
@given(data=st.data())
def test_two_rules_with_solutions(first: str, second: str, data: st.DataObject) -> None:
    """Between the bounds of two rules there is a whole number wherever a report was begun."""
    rules = rule(first) + f"\n  other: {{table: stock, each: columns, label: {{zh: 又}}, check: '{second}'}}"
    report = data.draw(reports(minimal(rules=rules)))
    assert list(gd.check(report)) == []


def test_no_solution_is_given_away_where_there_is_a_choice() -> None:
    """What can be eliminated without loss is eliminated first, so the farthest solution is drawn too."""
    rules = (
        rule("2 * b >= a + 1") + "\n  other: {table: stock, each: columns, label: {zh: 又}, check: '3 * b <= a + 4'}"
    )
    report = some(reports(minimal(rules=rules)), lambda report: (report.values[0] or 0) > 4)
    assert report.values[:2] == (5, 3)


def test_totals_are_computed_from_their_parts() -> None:
    """What is drawn are the parts: no total is drawn, with its parts squeezed in below it."""
    form = gd.expand(gd.load_spec("cn/2021"))
    totals = {relation.condition.left.terms[0][0] for relation in form.relations if relation.kind == "sum"}
    assert totals.isdisjoint(step.variable for step in solving.plan(form).steps)


@pytest.mark.parametrize("check", ["a + b == -1", "2 * a == 2 * b + 1", "a + 1 <= a", "a == a + 1", "a + b <= -0.5"])
def test_a_rule_without_solutions(check: str) -> None:
    """Where no numbers satisfy a rule, drawing a report says which rule it is."""
    with pytest.raises(gd.UsageError, match=r"no report can be constructed for test/2024: .*stock/law\[n\]"):
        some(reports(minimal(rules=rule(check))))


def test_rules_that_exclude_each_other() -> None:
    """Where rules can hold one by one but not together, the sentence names them all."""
    rules = rule("a >= b + 1") + "\n  other: {table: stock, each: columns, label: {zh: 反}, check: b >= a}"
    with pytest.raises(gd.UsageError, match=r"satisfy stock/law\[n\], stock/other\[n\] together"):
        some(reports(minimal(rules=rules)))


def test_rules_too_entangled(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a limit to the inequalities that are combined, and a sentence for a format beyond it."""
    monkeypatch.setattr(solving, "MAX_INEQUALITIES", 1)
    rules = (
        rule("a + b + 3 <= c + d") + "\n  more: {table: stock, each: columns, label: {zh: 又}, check: c <= a + b + 9}"
    )
    with pytest.raises(gd.UsageError, match="too entangled"):
        some(reports(minimal(rules=rules)))


@given(st.data())
def test_kinds_may_be_mixed(data: st.DataObject) -> None:
    """A total of whole numbers over amounts, and rules across both, are satisfied in the units of each cell."""
    rows = """{total: exact, total_label: {zh: 合计}, nodes: {a: {label: {zh: 甲}, value: amount},
        b: {label: {zh: 乙}, value: amount}, c: {label: {zh: 丙}}}}"""
    report = data.draw(reports(minimal(rows=rows, rules=rule("0.5 * c <= total + 0.25"))))
    assert list(gd.check(report)) == []
    a, b, c, total = report.values
    assert a is not None
    assert b is not None
    assert a + b + (c or 0) == total


@pytest.mark.parametrize(("check", "rows"), [("a == b + c", {1}), ("a >= b", {0}), ("c <= a + b", {2, 3})])
def test_free_cells_reach_far(check: str, rows: set[int]) -> None:
    """Small and large numbers both occur: what is drawn is not only the least solution."""
    spec = minimal(rules=rule(check))
    some(reports(spec), lambda report: all((report.values[row] or 0) > 50_000 for row in rows))
    some(reports(spec), lambda report: not any(report.values))


def test_numbers_without_a_minimum_may_be_negative() -> None:
    """A cell without a minimum is drawn on both sides of zero."""
    spec = minimal(value="amount")
    below = some(reports(spec), lambda report: (report.values[0] or 0) < 0)
    above = some(reports(spec), lambda report: (report.values[0] or 0) > 0)
    assert below != above


def test_a_rule_between_years_is_left_aside() -> None:
    """A rule that looks at the previous year puts no bound on a report by itself."""
    spec = minimal(rules=rule("a == prior.b"))
    report = some(reports(spec), lambda report: report.values[0] == 17)
    assert report.values[0] == 17


def test_a_guarded_rule_holds_whether_or_not_it_applies() -> None:
    """A guard is not relied on: the rule behind it holds in every report drawn."""
    off = some(reports(minimal(rules=rule("a >= b + 1", ", when: c > 0"))), lambda report: report.values[2] == 0)
    on = some(reports(minimal(rules=rule("a >= b + 1", ", when: c > 0"))), lambda report: report.values[2] != 0)
    for a, b, *_ in (off.values, on.values):
        assert a is not None
        assert b is not None
        assert a > b


@pytest.mark.parametrize("sign", ["==", "!=", "<", "<=", ">", ">="])
def test_a_guard_is_made_false_where_the_rule_behind_it_cannot_hold(sign: str) -> None:
    """An open node may be given no key: then its total is 0, and a rule that wants more of it must not apply."""
    when = {"==": "b == 0", "!=": "b != 9", "<": "b < 9", "<=": "b <= 9", ">": "b > 0", ">=": "b >= 1"}[sign]
    rows = "{nodes: {a: {label: {zh: 店}, open: text, total_label: {zh: 合计}}, b: {label: {zh: 乙}}}}"
    spec = minimal(rows=rows, rules=rule("a >= 1", f", when: {when}"))
    report = some(reports(spec), lambda one: len(one.values) == 2)
    assert report.values[0] == 0
    assert gd.check(report).ok


def test_a_guard_that_is_always_true_leaves_no_report() -> None:
    """Where neither the rule can hold nor its guard be false, the rules are named."""
    spec = minimal(rows=TOTAL_OF_THREE, rules=rule("a >= a + 1", ", when: b >= 0"))
    with pytest.raises(gd.UsageError, match=r"no numbers were found that satisfy"):
        some(reports(spec))
