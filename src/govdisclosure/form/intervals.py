"""What a cell may stand for: an interval of numbers, and exact sums of such intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govdisclosure.form.exact import add, multiply
from govdisclosure.form.relations import Sum
from govdisclosure.spec import Number

Interval = tuple[Number | None, Number | None]
"""Lowest and highest number, both included; None is without limit."""


def weighted(terms: Iterable[tuple[Interval, Number]], constant: Number = 0) -> Interval:
    """Return the interval of a sum of intervals, each with its coefficient.

    >>> weighted([((1, 2), 1), ((0, None), -1)])
    (None, 2)
    """
    low: Number | None = constant
    high: Number | None = constant
    for interval, coefficient in terms:
        least, most = interval if coefficient >= 0 else interval[::-1]
        low = None if low is None or least is None else add(low, multiply(coefficient, least))
        high = None if high is None or most is None else add(high, multiply(coefficient, most))
    return low, high


def total(side: Sum, interval: Callable[[int], Interval]) -> Interval:
    """Return the interval of a sum over cells."""
    whole = 0
    others: list[tuple[Interval, Number]] = []
    for index, coefficient in side.terms:
        pair = interval(index)
        low, high = pair
        if type(low) is int and low == high and type(coefficient) is int:
            whole += coefficient * low  # by far the most common, and therefore not by way of `add`
        else:
            others.append((pair, coefficient))
    return weighted(others, add(side.constant, whole))


def negative(interval: Interval) -> bool:
    """Whether every number of the interval is below zero."""
    return interval[1] is not None and interval[1] < 0


def positive(interval: Interval) -> bool:
    """Whether every number of the interval is above zero."""
    return interval[0] is not None and interval[0] > 0
