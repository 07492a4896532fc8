"""What a system implies by itself: what cannot hold together, and what is left no choice."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form import ONE, Effort, Exact, linear, variables
from govdisclosure.localisation import Deduction, blank_systems, consistency, forced, narrowed
from tests.support.ruled import form_of


def conflicts(form: gd.Form) -> list[tuple[gd.Relation, ...]]:
    """All conflicts of a blank form."""
    return [found for system in blank_systems(form) for found in consistency(system).conflicts]


def settled(form: gd.Form) -> dict[str, Exact]:
    """The number of every row of a blank form that can be one only."""
    every: Iterable[Deduction] = (one for system in blank_systems(form) for one in forced(consistency(system).rest))
    return {form.cells[one.index].row: one.number for one in every}


@pytest.mark.parametrize(
    ("checks", "rules"),
    [
        (["a == b", "b == c", "a == c + 1"], {"r0", "r1", "r2"}),
        (["a == b", "b == c", "d == b", "a + c == 2 * b + 1"], {"r0", "r1", "r3"}),
        (["a >= b + 1", "c >= a", "b >= c"], {"r0", "r1", "r2"}),
        (["2 * a == 4 * b + 1"], {"r0"}),
        (["a + b <= -1"], {"r0"}),
        (["a + b == c", "c <= a - 1"], {"r0", "r1"}),
        (["3 * a + 3 * b >= 4", "3 * a + 3 * b <= 5"], {"r0", "r1"}),
    ],
)
def test_conflicts_name_the_rules_that_make_them(checks: list[str], rules: set[str]) -> None:
    """No rule that the others do without is among them."""
    (conflict,) = conflicts(form_of(*checks))
    assert rules == {relation.rule.removeprefix("stock/") for relation in conflict}


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        (["a + b == 0"], {"a": 0, "b": 0}),
        (["a == 7", "b == 2 * a"], {"a": 7, "b": 14}),
        (["a + b == c", "c + d == a"], {"b": 0, "d": 0}),
        (["a <= 3", "a >= 3"], {"a": 3}),
        (["a >= b + c", "b >= a + d"], {"c": 0, "d": 0}),
        (["a + 2 * b <= 0", "c <= b"], {"a": 0, "b": 0, "c": 0}),
        (["a == b", "c <= d"], {}),
        (["a + b + c <= 1"], {}),
    ],
)
def test_forced_cells(checks: list[str], expected: dict[str, int]) -> None:
    """Equalities, signs and inequalities together leave these numbers, and leave all others free."""
    assert expected == settled(form_of(*checks))


CHECKS = ["a == b + c", "b <= a", "c == d", "a + d <= 3", "b >= 2", "2 * b <= 5", "d >= a", "a == 1 + c"]


@given(st.lists(st.sampled_from(CHECKS), max_size=4))
def test_judgements_agree_with_trying_all_small_numbers(checks: list[str]) -> None:
    """No numbers satisfy a conflict, and a cell is forced where all that satisfy the rules agree on it."""
    form = form_of(*dict.fromkeys(checks))
    rows = [(linear(relation.condition.difference), relation.condition.comparison) for relation in form.relations]
    good = [
        numbers
        for numbers in product(range(9), repeat=4)
        if all(
            {"==": gap == 0, "<=": gap <= 0}.get(sign, gap >= 0) for row, sign in rows for gap in [value(row, numbers)]
        )
    ]
    found = settled(form)
    assert bool(good) != bool(conflicts(form))
    for place, row in enumerate("abcd") if good else ():
        seen = {numbers[place] for numbers in good}
        assert found.get(row) == (min(seen) if len(seen) == 1 else None)


def value(row: dict[int, Exact], numbers: tuple[int, ...]) -> Exact:
    """What an expression is worth for numbers in place of its variables."""
    return row.get(ONE, 0) + sum(row[key] * numbers[key] for key in variables(row))


LINES = st.tuples(
    st.dictionaries(st.integers(0, 2), st.sampled_from([-3, -2, -1, 1, 2, 3]), min_size=1, max_size=3),
    st.integers(-4, 4),
    st.sampled_from(["<=", ">=", "=="]),
)
NAMES = "abc"


@given(st.lists(LINES, max_size=5))
def test_what_is_told_is_true_of_any_rules(lines: list[tuple[dict[int, int], int, str]]) -> None:
    """Where rules are said to conflict no small numbers satisfy them, and forced cells have their number in all."""
    checks = [
        f"{' + '.join(f'{factor} * {NAMES[key]}' for key, factor in terms.items())} {sign} {constant}".replace(
            "+ -", "- "
        )
        for terms, constant, sign in lines
    ]
    form = form_of(*dict.fromkeys(checks))
    good = [
        numbers
        for numbers in product(range(8), repeat=3)
        if all(
            {"<=": total <= constant, ">=": total >= constant, "==": total == constant}[sign]
            for terms, constant, sign in lines
            for total in [sum(factor * numbers[key] for key, factor in terms.items())]
        )
    ]
    if conflicts(form):
        assert not good
        return
    for row, number in settled(form).items():
        assert {number} >= {numbers[NAMES.index(row)] for numbers in good}


def test_cells_are_narrowed_until_nothing_changes() -> None:
    """In whatever order the rules stand that pass a bound on."""
    form = form_of("a <= b", "b <= c", "c <= 5")
    found = [item for system in blank_systems(form) for item in narrowed(system).items()]
    assert {form.cells[index].row: own for index, own in found} == {**dict.fromkeys("abc", (0, 5)), "d": (0, None)}


def test_a_conflict_does_not_hide_what_else_can_be_told() -> None:
    """Its rules are left aside, and the rest is judged."""
    form = form_of("a + b <= -1", "a + b <= -2", "c + d == 0", "a <= c")
    assert len(conflicts(form)) == 2
    assert settled(form) == {"a": 0, "c": 0, "d": 0}


def test_a_limit_is_said() -> None:
    """What was found before the limit is told, and that there may be more."""
    (system,) = blank_systems(form_of("a <= -1", "a == b", "a == c", "a == d"))
    judged = consistency(system, Effort(3))
    assert len(judged.conflicts) == 1
    assert not judged.is_finished
