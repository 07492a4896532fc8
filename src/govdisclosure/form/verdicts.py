"""Whether a relation holds: for all values that its cells may stand for, for none of them, or for some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from govdisclosure.form.exact import minus
from govdisclosure.form.intervals import Interval, total
from govdisclosure.form.relations import Condition, Relation
from govdisclosure.spec import Comparison, Number

Status = Literal["pass", "fail", "undecided", "not_applicable", "explained", "known"]
"""The verdict on a relation. A check never says `explained`, a failure which people have answered for, nor `known`, one
that a baseline has."""


def holds(comparison: Comparison, gap: Interval, tolerance: Number) -> bool | None:
    """Return whether `left - right` in `gap` satisfies the comparison: always, never, or None for sometimes.

    >>> holds("==", (0, 0), 0), holds("==", (1, None), 0), holds("==", (0, None), 0)
    (True, False, None)
    """
    low, high = gap
    at_most = _ordered(low, high, tolerance)
    if comparison == "<=":
        return at_most
    at_least = _ordered(_minus(high), _minus(low), tolerance)
    if comparison == ">=":
        return at_least
    if comparison == ">":
        return None if at_most is None else not at_most
    if comparison == "<":
        return None if at_least is None else not at_least
    equal = True if at_most and at_least else False if at_most is False or at_least is False else None
    if comparison == "==":
        return equal
    return None if equal is None else not equal


def _ordered(low: Number | None, high: Number | None, tolerance: Number) -> bool | None:
    """Whether every number, no number or some number from low to high is at most the tolerance."""
    if high is not None and high <= tolerance:
        return True
    return False if low is not None and low > tolerance else None


def _minus(number: Number | None) -> Number | None:
    return None if number is None else minus(number)


def verdict(relation: Relation, interval: Callable[[int], Interval]) -> Status:
    """Return the verdict on a relation, given the interval of each of its cells.

    Where it is undecided whether the guard is true, the relation can still pass, but it cannot fail.
    """
    guard = True if relation.guard is None else _truth(relation.guard, 0, interval)
    if guard is False:
        return "not_applicable"
    truth = _truth(relation.condition, relation.tolerance, interval)
    if truth:
        return "pass"
    return "fail" if truth is False and guard else "undecided"


def _truth(condition: Condition, tolerance: Number, interval: Callable[[int], Interval]) -> bool | None:
    return holds(condition.comparison, total(condition.difference, interval), tolerance)
