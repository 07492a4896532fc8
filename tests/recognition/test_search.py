"""Several ways to read several rows: what is left over holds in all sums together."""

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
