"""Several ways to read several rows: what is left over holds in all sums together."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.form import Interval
from govdisclosure.recognition.matching import search
from govdisclosure.recognition.matching.search import Equation, only_ways


def values(*numbers: int) -> tuple[tuple[int, int], ...]:
    """Return what a row adds to a sum, by the way it is read."""
    return tuple((number, number) for number in numbers)


def test_a_way_that_is_lost_is_looked_at_in_every_sum() -> None:
    """Two sums leave one way of each row; that these do not fit together is seen in the sum that both rows are in."""
    together = Equation({2: values(0, 5), 5: values(-5, 0)}, (0, 0))
    first = Equation({0: values(1), 1: values(1, 2), 2: values(-1, -2)}, (0, 0))
    second = Equation({3: values(-1), 4: values(-1, -2), 5: values(1, 2)}, (0, 0))
    assert only_ways([first, second]) == {0: 0, 1: 0, 2: 1, 3: 0, 4: 0, 5: 1}
    assert only_ways([together, first, second]) == {}


def interval(one: int | None, other: int | None) -> Interval:
    """Return the numbers between two, in either order; None is without limit, below if it comes first."""
    return (one, other) if one is None or other is None else (min(one, other), max(one, other))


ENDS = st.one_of(st.none(), st.integers(-4, 4))
INTERVALS = st.one_of(st.integers(-4, 4).map(lambda number: (number, number)), st.builds(interval, ENDS, ENDS))


@st.composite
def equations(draw: st.DrawFn) -> list[Equation]:
    """Draw sums over some of four groups, each of which can be read in up to three ways."""
    ways = draw(st.lists(st.integers(1, 3), min_size=4, max_size=4))
    return [
        Equation(
            {
                number: tuple(draw(INTERVALS) for _ in range(ways[number]))
                for number in sorted(draw(st.sets(st.integers(0, 3), min_size=1)))
            },
            draw(INTERVALS),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]


def holds(equation: Equation, chosen: dict[int, int]) -> bool:
    """Whether numbers of these intervals can come to 0 together."""
    intervals = [equation.others, *(added[chosen[number]] for number, added in equation.added.items())]
    lows, highs = [low for low, _ in intervals if low is not None], [high for _, high in intervals if high is not None]
    return (len(lows) < len(intervals) or sum(lows) <= 0) and (len(highs) < len(intervals) or sum(highs) >= 0)


@given(equations())
def test_what_is_settled_is_what_all_combinations_that_hold_have_in_common(sums: list[Equation]) -> None:
    """As trying every combination finds it, with ends that are open or not; where none holds, nothing is settled."""
    ways = {number: len(added) for one in sums for number, added in one.added.items()}
    tried = (dict(zip(ways, ways_of, strict=True)) for ways_of in product(*map(range, ways.values())))
    solutions = [chosen for chosen in tried if all(holds(one, chosen) for one in sums)]
    agreed = {number: {solution[number] for solution in solutions} for number in ways}
    assert only_ways(sums) == {number: min(found) for number, found in agreed.items() if len(found) == 1}


def test_a_way_that_fits_into_no_combination_is_left_out() -> None:
    """0, 3 and -3 come to 0 and so do noughts; 1 lies between what the others may be, and fits none of them."""
    assert only_ways([Equation({0: values(0, 1), 1: values(0, 3), 2: values(0, -3)}, (0, 0))]) == {0: 0}


def test_what_takes_too_long_is_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a search proves nothing: also where one group has one way only, none is told."""
    sums = [Equation({number: values(*range(-9, 10)) for number in range(4)}, (0, 0)), Equation({9: values(0)}, (0, 0))]
    assert only_ways(sums) == {9: 0}
    monkeypatch.setattr(search, "MOST_WORK", 50)
    assert only_ways(sums) == {}
