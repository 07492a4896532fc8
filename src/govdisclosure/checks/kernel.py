"""The quick way for the common case: relations that hold exactly, over cells that hold plain numbers.

The relations of a form are compiled once to picks from the tuple of values, slices wherever the cells lie evenly, so
that a clean report costs a few microseconds. What does not pass here is judged in `judging`, with the same verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from attrs import frozen

from govdisclosure.form import Form, Relation, Status, Sum
from govdisclosure.report import Report
from govdisclosure.spec import Number, Value

Sides = tuple[slice, slice, Number]
"""The cells of both sides of an equality, and its tolerance."""


@frozen(eq=False)
class Kernel:
    """The compiled relations of a form; `complete` is false where some rule cannot be checked this way."""

    sides: tuple[Sides | None, ...]
    """How to pick the two sides of each relation; None where it cannot be checked this way."""
    totals: tuple[tuple[int, slice], ...]
    sums: tuple[tuple[slice, slice], ...]
    minima: tuple[tuple[Callable[[tuple[Any, ...]], tuple[Any, ...]] | None, Any], ...]
    all_bounded: bool
    complete: bool
    counts: Mapping[Status, int]
    """The counts of a report in which all these relations hold."""
    lowest: tuple[Number, ...]
    """The least that each cell may hold, 0 where there is none."""
    careful: tuple[int, ...]
    """The cells that may be less than any whole number, or are zero, where they hold no number."""


def is_clean(report: Report, kernel: Kernel) -> bool:
    """Whether every cell is a plain number, every relation holds exactly and no number is below its minimum."""
    values: Any = report.values
    if report.contents or not kernel.complete:
        return False
    try:
        if not is_bounded(values, kernel):
            return False
        for index, addends in kernel.totals:
            if values[index] != sum(values[addends]):
                return False
        for left, right in kernel.sums:
            if sum(values[left]) != sum(values[right]):
                return False
    except TypeError:  # an absent cell has no value to compare or to add
        return False
    return kernel.all_bounded or None not in values


def is_bounded(values: Any, kernel: Kernel) -> bool:
    """Whether no number is below the minimum of its cell."""
    for pick, low in kernel.minima:  # noqa: SIM110 - a generator would cost as much again
        if min(pick(values) if pick else values) < low:
            return False
    return True


@lru_cache(maxsize=64)
def compiled(form: Form) -> Kernel:
    """Compile the relations of a form."""
    values = form.values
    sides = tuple(_sides(form, relation) for relation in form.relations)
    checked = [relation.level for relation in form.relations].count(1)
    counts: dict[Status, int] = {"pass": checked, "fail": 0, "undecided": 0, "not_applicable": len(sides) - checked}
    return Kernel(
        sides,
        *_totals_and_sums(filter(None, sides)),
        _minima(form),
        all_bounded=None not in [value.min for value in values],
        complete=sides.count(None) == counts["not_applicable"] and all(value.numeric for value in values),
        counts=MappingProxyType(counts),
        lowest=tuple(value.min or 0 for value in values),
        careful=tuple(index for index, value in enumerate(values) if _is_careful(value)),
    )


def _is_careful(value: Value) -> bool:
    """Whether a cell without a number is anything but its minimum, a whole number, or more."""
    return type(value.min) is not int or value.blank == "zero"


def _sides(form: Form, relation: Relation) -> Sides | None:
    """Return the two sides of an exact equality of whole numbers of one year; None where it is anything else."""
    condition = relation.condition
    if relation.level > 1 or not relation.is_equality:
        return None
    if any(form.values[index].kind != "integer" for index in relation.cells):
        return None
    if len(relation.cells) < len(condition.left.terms) + len(condition.right.terms):
        return None  # a cell on both sides counts only for what is left of it
    left, right = _evenly(condition.left), _evenly(condition.right)
    return None if left is None or right is None else (left, right, relation.tolerance)


def _evenly(side: Sum) -> slice | None:
    """Return the cells of a side that only adds up cells, each once, that lie evenly; None for any other."""
    indices = [index for index, _ in side.terms]
    if side.constant or not indices or any(coefficient != 1 for _, coefficient in side.terms):
        return None
    step = indices[1] - indices[0] if len(indices) > 1 else 1
    if step <= 0 or any(b - a != step for a, b in pairwise(indices)):
        return None
    return slice(indices[0], indices[-1] + 1, step)


def _totals_and_sums(
    sides: Iterable[Sides],
) -> tuple[tuple[tuple[int, slice], ...], tuple[tuple[slice, slice], ...]]:
    """Return the sides of which the left is one cell, and the others."""
    totals, sums = [], []
    for left, right, _ in sides:
        if left.stop - left.start == 1:
            totals.append((left.start, right))
        else:
            sums.append((left, right))
    return tuple(totals), tuple(sums)


def _minima(form: Form) -> tuple[tuple[Callable[[tuple[Any, ...]], tuple[Any, ...]] | None, Any], ...]:
    groups: dict[Any, list[int]] = {}
    for index, value in enumerate(form.values):
        if value.min is not None:
            groups.setdefault(value.min, []).append(index)
    if len(groups) == 1 and len(next(iter(groups.values()))) == len(form.values):
        return ((None, next(iter(groups))),)
    # One index more than needed keeps itemgetter returning a tuple.
    return tuple((itemgetter(*indices, indices[0]), low) for low, indices in groups.items())
