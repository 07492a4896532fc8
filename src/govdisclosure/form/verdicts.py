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


_OPPOSITES: dict[Comparison, Comparison] = {">": "<=", "<": ">=", "!=": "=="}


def holds(comparison: Comparison, gap: Interval, tolerance: Number) -> bool | None:
    """Return whether `left - right` in `gap` satisfies the comparison: always, never, or None for sometimes.

    >>> holds("==", (0, 0), 0), holds("==", (1, None), 0), holds("==", (0, None), 0)
    (True, False, None)
    """
    if comparison in _OPPOSITES:
        opposite = holds(_OPPOSITES[comparison], gap, tolerance)
        return None if opposite is None else not opposite
    low, high = gap
    at_most = comparison == ">=" or _ordered(low, high, tolerance)
    at_least = comparison == "<=" or _ordered(_minus(high), _minus(low), tolerance)
    return False if False in (at_most, at_least) else at_most and at_least


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
