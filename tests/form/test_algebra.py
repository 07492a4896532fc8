"""Rows of exact numbers, their elimination, and proofs about inequalities."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form.algebra import (
    ONE,
    Effort,
    Equalities,
    Exact,
    LimitReachedError,
    Row,
    add_to,
    exact,
    row_of,
    times,
    variables,
    whole_solutions,
)
from govdisclosure.lint import certificates
from govdisclosure.lint.certificates import always_zero, impossible
from govdisclosure.lint.circles import cycles
from govdisclosure.lint.consistency import Conflict, Forced, judge
from tests.support.minimal import minimal

PLENTY = 10**9
COEFFICIENTS: st.SearchStrategy[Exact] = st.sampled_from([-3, -2, -1, 1, 2, 3, Fraction(1, 2)])


def made(coefficients: dict[int, Exact], constant: int) -> Row:
    """A row without zeros."""
    return coefficients | ({ONE: constant} if constant else {})


ROWS = st.builds(made, st.dictionaries(st.integers(0, 4), COEFFICIENTS, max_size=4), st.integers(-4, 4))
SYSTEMS = st.lists(ROWS, max_size=6)


def value(row: Row, numbers: tuple[Exact, ...]) -> Exact:
    """What a row is worth for numbers in place of its variables."""
    return row.get(ONE, 0) + sum(row[key] * numbers[key] for key in variables(row))


def basis_of(rows: list[Row]) -> Equalities:
    """The equalities that say that rows are zero, those that contradict left out."""
    basis = Equalities(Effort(PLENTY))
    for row in rows:
        basis.add(row)
    return basis


def test_numbers_are_kept_exactly() -> None:
    """A decimal of any length is a fraction, and whole where it is whole."""
    assert Fraction(1234567890123456789012345678901, 10**30) == exact(Decimal("1.234567890123456789012345678901"))
    assert [2, int] == [exact(Decimal("2.0")), type(exact(Decimal("2.0")))]


def test_a_difference_nets_both_sides() -> None:
    """A cell on both sides counts once, and not at all where it cancels."""
    spec = minimal(
        rules="rules:\n  r: {table: stock, each: columns, label: {zh: x}, check: a + 2 * b + 1 == b + a - c}"
    )
    (relation,) = gd.expand(spec).relations
    assert row_of(relation.condition) == {1: 1, 2: 1, ONE: 1}


@given(ROWS, ROWS, COEFFICIENTS)
def test_sums_of_rows(one: Row, other: Row, factor: Exact) -> None:
    """A sum is worth the sum of what its rows are worth, and holds no zeros."""
    total = dict(one)
    add_to(total, factor, other)
    numbers = (7, -2, 11, 5, 3)
    assert value(one, numbers) + factor * value(other, numbers) == value(total, numbers)
    assert 0 not in total.values()
    assert value(times(factor, other), numbers) == factor * value(other, numbers)


@given(SYSTEMS, ROWS)
def test_what_is_reduced_holds_no_pivot_and_differs_by_equalities(rows: list[Row], row: Row) -> None:
    """Reducing subtracts multiples of the equalities, which the tags of the rows show, and nothing else."""
    basis = Equalities(Effort(PLENTY))
    tagged = [row | {ONE - 1 - number: 1} for number, row in enumerate(rows)]
    for one in tagged:
        basis.add(one)
    rest = basis.reduce(row)
    assert not set(variables(rest)) & set(basis.numbers)
    total = dict(row)
    for number, one in enumerate(tagged):
        add_to(total, rest.get(ONE - 1 - number, 0), one)
    assert total == rest


@given(SYSTEMS)
def test_the_rank_is_that_of_dense_elimination(rows: list[Row]) -> None:
    """As many rows are kept as are independent."""
    matrix = [[Fraction(row.get(key, 0)) for key in range(5)] for row in rows]
    rank = 0
    for column in range(5):
        pivot = next((r for r in range(rank, len(matrix)) if matrix[r][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        for r in range(rank + 1, len(matrix)):
            factor = matrix[r][column] / matrix[rank][column]
            matrix[r] = [a - factor * b for a, b in zip(matrix[r], matrix[rank], strict=True)]
        rank += 1
    assert rank == len(basis_of(rows).rows)


def test_an_equality_is_solved_for_the_variable_asked_for() -> None:
    """So totals are replaced by their parts and not the other way round; where it is gone, another is taken."""
    basis = Equalities(Effort(PLENTY))
    basis.add({0: 1, 1: -1, 2: -1}, 0)
    basis.add({0: 1, 1: -1, 3: -1}, 0, 3)
    assert basis.pivots == [0, 3]
    assert basis.reduce({3: 1}) == {2: 1}


def test_what_is_implied_leaves_nothing_and_what_contradicts_a_constant() -> None:
    """A row without a variable is not added."""
    basis = basis_of([{0: 2, 1: 2, ONE: -4}])
    assert basis.add({0: 1, 1: 1, ONE: -2}) == {}
    assert basis.add({0: 1, 1: 1, ONE: -3}) == {ONE: -1}
    assert len(basis.rows) == 1


def test_effort_is_limited() -> None:
    """The limit counts steps, so it is reached on every machine or on none."""
    basis = Equalities(Effort(3))
    basis.add({0: 1, 1: 1})
    assert basis.reduce({0: 1}) == {1: -1}
    with pytest.raises(LimitReachedError):
        basis.reduce({0: 1})


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=2), st.integers(-6, 6), st.integers(1, 3))
def test_whole_solutions(factors: list[int], constant: int, scale: int) -> None:
    """Whole numbers make a row zero if and only if the common factor of its coefficients divides its constant."""
    row: Row = {key: Fraction(factor, scale) for key, factor in enumerate(factors) if factor}
    row |= {ONE: Fraction(constant, scale)} if constant else {}
    found = any(value(row, numbers) == 0 for numbers in product(range(-12, 13), repeat=len(factors)))
    assert found == whole_solutions(row)


# proofs -------------------------------------------------------------------------------------------------------------


def points(count: int) -> list[tuple[Exact, ...]]:
    """Points of a small grid, fractions among them."""
    return list(product([-3, -1, 0, Fraction(1, 2), 1, 2, 4], repeat=count))


@given(st.lists(ROWS.map(lambda row: {key: row[key] for key in row if key < 3}), max_size=6))
def test_what_is_proved_is_true(rows: list[Row]) -> None:
    """Where rows are proved impossible no point satisfies them; what is proved zero is zero wherever all hold."""
    proof = impossible(rows)
    good = [point for point in points(3) if all(value(row, point) >= 0 for row in rows)]
    if proof:
        assert not good
        assert all(factor > 0 for _, factor in proof.parts)
        return
    for zero in always_zero(rows):
        assert all(value(rows[number], point) == 0 for number, _ in zero.parts for point in good)


def test_a_circle_of_inequalities_is_impossible() -> None:
    """The proof takes those that are needed, and no others."""
    rows: list[Row] = [{0: 1, 1: -1, ONE: -1}, {3: 1}, {1: 1, 2: -1, ONE: -1}, {2: 1, 0: -1, ONE: 1}]
    proof = impossible(rows)
    assert proof is not None
    assert sorted(number for number, _ in proof.parts) == [0, 2, 3]
    assert impossible(rows[:3]) is None
    assert impossible([]) is None


def test_inequalities_that_hold_each_other_at_zero() -> None:
    """Every such row is proved, whatever its scale, and free rows are not."""
    rows: list[Row] = [{0: 1, 1: -1}, {1: 1000, 2: -1000}, {2: Fraction(1, 7), 0: Fraction(-1, 7)}, {0: 1, ONE: 5}]
    proved = {number for proof in always_zero(rows) for number, _ in proof.parts}
    assert {0, 1, 2} == proved
    assert list(always_zero([{0: 1}, {0: -1, ONE: 1}])) == []
    assert list(always_zero([])) == []


def test_what_cannot_be_proved_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong proposal of the linear program is thrown away."""
    rows: list[Row] = [{0: 1}, {0: -1, ONE: -1}]
    assert impossible(rows) is not None
    monkeypatch.setattr(certificates._System, "maximise", lambda *_, **__: [1.0, 0.0])
    assert impossible(rows) is None
    assert list(always_zero([{0: 1}, {0: -1}])) == []


# whole forms --------------------------------------------------------------------------------------------------------


def form_of(*checks: str) -> gd.Form:
    """The form of four whole numbers from 0 on, a to d, with rules."""
    rules = "".join(
        f"  r{n}: {{table: stock, each: columns, label: {{zh: x}}, check: '{check}'}}\n"
        for n, check in enumerate(checks)
    )
    return gd.expand(minimal(rules=f"rules:\n{rules}" if rules else ""))


@pytest.mark.parametrize(
    ("checks", "rules"),
    [
        (["a == b", "b == c", "a == c + 1"], {"r0", "r1", "r2"}),
        (["a == b", "b == c", "d == b", "a + c == 2 * b + 1"], {"r0", "r1", "r3"}),
        (["a >= b + 1", "c >= a", "b >= c"], {"r0", "r1", "r2"}),
        (["2 * a == 4 * b + 1"], {"r0"}),
        (["a + b <= -1"], {"r0"}),
        (["a + b == c", "c <= a - 1"], {"r0", "r1"}),
    ],
)
def test_conflicts_name_the_rules_that_make_them(checks: list[str], rules: set[str]) -> None:
    """No rule that the others do without is among them."""
    (conflict,) = judge(form_of(*checks))
    assert isinstance(conflict, Conflict)
    assert rules == {relation.rule.removeprefix("stock/") for relation in conflict.relations}


@pytest.mark.parametrize(
    ("checks", "forced"),
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
def test_forced_cells(checks: list[str], forced: dict[str, int]) -> None:
    """Equalities, signs and inequalities together leave these numbers, and leave all others free."""
    form = form_of(*checks)
    found = [one for one in judge(form) if isinstance(one, Forced)]
    assert forced == {form.cells[one.cell].row: one.number for one in found}


HALVES = tuple(exact(Fraction(number, 2)) for number in range(9))


@given(
    st.lists(
        st.sampled_from(["a == b + c", "b <= a", "c == d", "a + d <= 3", "b >= 2", "d >= a", "a == 1 + c"]), max_size=4
    )
)
def test_judgements_agree_with_trying_all_small_halves(checks: list[str]) -> None:
    """No numbers satisfy a conflict, and a cell is forced where all that satisfy the rules agree on it."""
    form = form_of(*dict.fromkeys(checks))
    rows = [(row_of(relation.condition), relation.condition.comparison) for relation in form.relations]
    good = [
        numbers
        for numbers in product(HALVES, repeat=4)
        if all(
            {"==": gap == 0, "<=": gap <= 0}.get(sign, gap >= 0) for row, sign in rows for gap in [value(row, numbers)]
        )
    ]
    judged = list(judge(form))
    forced = {one.cell: one.number for one in judged if isinstance(one, Forced)}
    assert bool(good) != any(isinstance(one, Conflict) for one in judged)
    for cell in range(4) if good else ():
        seen = {numbers[cell] for numbers in good}
        assert forced.get(cell) == (min(seen) if len(seen) == 1 else None)


def test_cycles_of_sums() -> None:
    """A rule that closes a cycle is named with the shortest way round, and a chain of sums is none."""
    form = form_of("a == b + c", "b == c + d", "d + b == c", "a + c == d + b")
    (cycle,) = cycles(form)
    assert cycle.rule.key == "r2"
    assert [form.cells[cell].row for cell in cycle.cells] == ["c", "b", "c"]
    assert list(cycles(form_of("a == b + c", "b == c + d", "c == d", "d == c", "a == a + 1"))) == []


def test_a_part_of_itself() -> None:
    """A sum that names itself is the shortest cycle."""
    form = form_of("a == a + b")
    (cycle,) = cycles(form)
    assert cycle.cells == (0, 0)
