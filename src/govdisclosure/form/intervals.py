"""What a cell may stand for: an interval of numbers, and exact sums of such intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal

from govdisclosure.form.expansion import Sum
from govdisclosure.spec import Number

Interval = tuple[Number | None, Number | None]
"""Lowest and highest number, both included; None is without limit."""

_EXACT = Context(prec=200)
"""Wide enough for every sum of numbers that a cell may hold, so that nothing is ever rounded."""


def add(first: Number, second: Number) -> Number:
    """Return the exact sum."""
    if isinstance(first, int) and isinstance(second, int):
        return first + second
    return _EXACT.add(Decimal(first), Decimal(second))


def multiply(first: Number, second: Number) -> Number:
    """Return the exact product."""
    if isinstance(first, int) and isinstance(second, int):
        return first * second
    return _EXACT.multiply(Decimal(first), Decimal(second))


def minus(number: Number) -> Number:
    """Return the exact opposite; `-number` would round a Decimal to 28 digits."""
    return -number if isinstance(number, int) else number.copy_negate()


def weighted(terms: Sequence[tuple[Interval, Number]], constant: Number = 0) -> Interval:
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
    return _combine(side.terms, side.constant, interval)


def difference(left: Sum, right: Sum, interval: Callable[[int], Interval]) -> Interval:
    """Return the interval of left minus right; a cell on both sides counts with its net coefficient."""
    net: dict[int, Number] = {}
    for index, coefficient in left.terms:
        net[index] = add(net.get(index, 0), coefficient)
    for index, coefficient in right.terms:
        net[index] = add(net.get(index, 0), minus(coefficient))
    terms = tuple((index, coefficient) for index, coefficient in net.items() if coefficient)
    return _combine(terms, add(left.constant, minus(right.constant)), interval)


def _combine(terms: Sequence[tuple[int, Number]], constant: Number, interval: Callable[[int], Interval]) -> Interval:
    return weighted([(interval(index), coefficient) for index, coefficient in terms], constant)


def negative(interval: Interval) -> bool:
    """Whether every number of the interval is below zero."""
    return interval[1] is not None and interval[1] < 0


def positive(interval: Interval) -> bool:
    """Whether every number of the interval is above zero."""
    return interval[0] is not None and interval[0] > 0
