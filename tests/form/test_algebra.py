"""Exact linear expressions: their sums, their elimination, and the parts they fall into."""

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
    LimitReachedError,
    Linear,
    combined,
    components,
    linear,
    tags,
    variables,
    whole,
    whole_solutions,
)
from govdisclosure.form.exact import Exact, exact
from tests.support.minimal import minimal

PLENTY = 10**9
COEFFICIENTS: st.SearchStrategy[Exact] = st.sampled_from([-3, -2, -1, 1, 2, 3, Fraction(1, 2)])


def made(coefficients: dict[int, Exact], constant: int) -> Linear:
    """A row without zeros."""
    return coefficients | ({ONE: constant} if constant else {})


ROWS = st.builds(made, st.dictionaries(st.integers(0, 4), COEFFICIENTS, max_size=4), st.integers(-4, 4))
SYSTEMS = st.lists(ROWS, max_size=6)


def value(row: Linear, numbers: tuple[Exact, ...]) -> Exact:
    """What a row is worth for numbers in place of its variables."""
    return row.get(ONE, 0) + sum(row[key] * numbers[key] for key in variables(row))


def basis_of(rows: list[Linear]) -> Equalities:
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
    assert linear(relation.condition.difference) == {1: 1, 2: 1, ONE: 1}


@given(ROWS, ROWS, COEFFICIENTS)
def test_sums_of_expressions(one: Linear, other: Linear, factor: Exact) -> None:
    """A sum is worth the sum of what its parts are worth, and holds no zeros."""
    total = combined([(1, one), (factor, other)], 3)
    numbers = (7, -2, 11, 5, 3)
    assert value(one, numbers) + factor * value(other, numbers) + 3 == value(total, numbers)
    assert 0 not in total.values()


@given(ROWS)
def test_whole_coefficients(row: Linear) -> None:
    """Made whole, an expression is the same but for a factor."""
    numbers = (7, -2, 11, 5, 3)
    scaled = whole(row)
    assert all(isinstance(factor, int) for factor in scaled.values())
    factors = {Fraction(scaled[key]) / Fraction(row[key]) for key in row}
    assert len(factors) <= 1
    assert value(scaled, numbers) == value(row, numbers) * next(iter(factors), 1)


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=8))
def test_components_are_what_shared_members_connect(groups: list[list[int]]) -> None:
    """Two groups are in one component if and only if a chain of shared members leads from one to the other."""
    reach = [{place} for place in range(len(groups))]
    for _ in groups:
        reach = [
            {other for other in range(len(groups)) if any(set(groups[other]) & set(groups[n]) for n in own)} | own
            for own in reach
        ]
    expected = {tuple(sorted(own)) for own, group in zip(reach, groups, strict=True) if group}
    assert expected == {tuple(found) for found in components(groups)}


@given(SYSTEMS, ROWS)
def test_what_is_reduced_holds_no_pivot_and_differs_by_equalities(rows: list[Linear], row: Linear) -> None:
    """Reducing subtracts multiples of the equalities, which the tags of the rows show, and nothing else."""
    basis = Equalities(Effort(PLENTY))
    tagged = [row | {ONE - 1 - number: 1} for number, row in enumerate(rows)]
    for one in tagged:
        basis.add(one)
    rest = basis.reduce(row)
    assert not set(variables(rest)) & set(basis.numbers)
    total = dict(row)
    for number, one in enumerate(tagged):
        total = combined([(1, total), (rest.get(ONE - 1 - number, 0), one)])
    assert total == rest


@given(SYSTEMS)
def test_the_rank_is_that_of_dense_elimination(rows: list[Linear]) -> None:
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
    assert rank == len(basis_of(rows).solved)


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
    assert len(basis.solved) == 1


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
    row: Linear = {key: Fraction(factor, scale) for key, factor in enumerate(factors) if factor}
    row |= {ONE: Fraction(constant, scale)} if constant else {}
    found = any(value(row, numbers) == 0 for numbers in product(range(-12, 13), repeat=len(factors)))
    assert found == whole_solutions(row)


def test_tags_are_no_constant() -> None:
    """What an expression was combined from is told apart from its constant and its variables."""
    assert tags({0: 1, ONE: 5, ONE - 1: 1, ONE - 2: -3}) == [ONE - 1, ONE - 2]


def test_a_constant_is_made_whole_too() -> None:
    """An expression is whole when its constant is."""
    assert whole({0: 1, ONE: Fraction(1, 2)}) == {0: 2, ONE: 1}
