"""What a cell may stand for, and sums of it: exact, however long the numbers are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govdisclosure.form.exact import add, multiply
from govdisclosure.form.intervals import Interval, negative, positive, total
from govdisclosure.form.relations import Condition, Sum
from govdisclosure.report.contents import ABSENT, BLANK, Content
from govdisclosure.report.standing import interval_at, interval_of
from govdisclosure.spec import Number, Value
from tests.support.minimal import minimal, numbers

LONG = st.integers(-(10**36), 10**36).map(lambda units: Decimal(f"{units}e-18"))
FULL = Decimal("123456789012345678.123456789012345678")
NUMBERS = LONG | st.integers(-(10**18), 10**18)


@given(NUMBERS, NUMBERS)
def test_sums_and_products_are_exact(first: Number, second: Number) -> None:
    """Numbers of eighteen digits before and after the point are added and multiplied without rounding."""
    assert Fraction(add(first, second)) == Fraction(first) + Fraction(second)
    assert Fraction(multiply(first, second)) == Fraction(first) * Fraction(second)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
@example(1, 1, FULL, FULL)
def test_differences_are_exact(first: Number, second: Number, coefficient: Number, constant: Number) -> None:
    """Left minus right is exact, with long coefficients and constants on either side."""
    held: dict[int, Interval] = {0: (first, first), 1: (second, second)}
    left, right = Sum(((0, 1),), constant), Sum(((1, coefficient), (0, 1)), second)
    low, high = total(Condition(left, "==", right).difference, held.__getitem__)
    assert low is not None
    assert low == high
    assert Fraction(low) == Fraction(constant) - Fraction(coefficient) * Fraction(second) - Fraction(second)


VALUE = minimal().value("count")


@pytest.mark.parametrize(
    ("content", "number", "value", "interval"),
    [
        (Content("number"), 5, VALUE, (5, 5)),
        (Content("number", note="其中修订2件"), -5, VALUE, (-5, -5)),
        (BLANK, None, VALUE, (0, None)),
        (ABSENT, None, VALUE, (0, None)),
        (Content("unreadable", "1 2"), None, VALUE, (0, None)),
        (Content("mark", "/"), None, VALUE, (0, 0)),
        (Content("mark", "<9"), None, VALUE, (1, 8)),
        (Content("mark", "unheard of"), None, VALUE, (0, None)),
        (BLANK, None, Value("v", "integer"), (None, None)),
        (BLANK, None, Value("v", "integer", min=3), (3, None)),
        (BLANK, None, Value("v", "integer", min=3, blank="zero"), (0, 0)),
        (ABSENT, None, Value("v", "integer", blank="zero"), (None, None)),
    ],
)
def test_what_a_cell_may_stand_for(content: Content, number: Number | None, value: Value, interval: Interval) -> None:
    """A number stands for itself, a mark for its interval, and whatever is not there for anything it could be."""
    assert interval_of(content, number, value) == interval


def test_the_interval_of_a_cell_of_a_report() -> None:
    """A cell is looked up by its place in the form, with what its format says about it."""
    report = numbers(minimal(), 3, None, {"mark": "<9"}, {"unreadable": "?"})
    assert [interval_at(report, index) for index in range(4)] == [(3, 3), (0, None), (1, 8), (0, None)]


HELD: dict[int, Interval] = {0: (1, 2), 1: (0, None), 2: (None, 5), 3: (Decimal("0.5"), Decimal("0.5"))}


@pytest.mark.parametrize(
    ("terms", "constant", "interval"),
    [
        (((0, 1),), 10, (11, 12)),
        (((0, -1),), 0, (-2, -1)),
        (((0, 2), (3, 4)), 0, (4, 6)),
        (((0, 1), (1, 1)), 0, (1, None)),
        (((0, 1), (1, -1)), 0, (None, 2)),
        (((2, 3),), 0, (None, 15)),
        (((2, -3),), 0, (-15, None)),
        (((1, 1), (2, 1)), 0, (None, None)),
        ((), 7, (7, 7)),
    ],
)
def test_sums_of_intervals(terms: tuple[tuple[int, Number], ...], constant: Number, interval: Interval) -> None:
    """A sum reaches from the sum of the lowest to the sum of the highest; a minus turns an interval round."""
    assert total(Sum(terms, constant), HELD.__getitem__) == interval


def test_a_cell_on_both_sides_counts_once() -> None:
    """A cell that stands on both sides is the same number there: it cancels, whatever it may stand for."""
    both = Sum(((1, 1), (0, 1)))
    assert total(Condition(both, "==", Sum(((1, 1),))).difference, HELD.__getitem__) == (1, 2)
    assert total(Condition(both, "==", both).difference, HELD.__getitem__) == (0, 0)


@pytest.mark.parametrize(
    ("interval", "below", "above"),
    [
        ((1, None), False, True),
        ((0, None), False, False),
        ((None, -1), True, False),
        ((None, 0), False, False),
        ((None, None), False, False),
        ((-1, 1), False, False),
    ],
)
def test_signs(interval: Interval, below: bool, above: bool) -> None:  # noqa: FBT001 - what is expected
    """An interval has a sign when all its numbers have it."""
    assert (negative(interval), positive(interval)) == (below, above)
