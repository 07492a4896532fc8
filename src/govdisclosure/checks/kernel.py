"""The quick way for the common case: relations that hold exactly, over cells that hold plain numbers.

The relations of a form are compiled once to picks from the tuple of values, slices wherever the cells lie evenly, so
that a clean report costs a few microseconds. What does not pass here is judged in `judging`, with the same verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from attrs import frozen

from govdisclosure.form import Form, Relation, Status, Sum
from govdisclosure.report import Report

_Pick = int | slice


@frozen(eq=False)
class Kernel:
    """The compiled relations of a form; `complete` is false where some rule cannot be checked this way."""

    picks: tuple[tuple[_Pick | None, slice], ...]
    """How to pick the two sides of each relation; None where it cannot be checked this way."""
    totals: tuple[tuple[int, slice], ...]
    sums: tuple[tuple[slice, slice], ...]
    minima: tuple[tuple[Callable[[tuple[Any, ...]], tuple[Any, ...]] | None, Any], ...]
    all_bounded: bool
    complete: bool
    counts: Mapping[Status, int]
    """The counts of a report in which all these relations hold."""


def is_clean(report: Report, kernel: Kernel) -> bool:
    """Whether every cell is a plain number, every relation holds exactly and no number is below its minimum."""
    values: Any = report.values
    if report.contents or not kernel.complete:
        return False
    try:
        for pick, low in kernel.minima:
            if min(pick(values) if pick else values) < low:
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


def doubtful(report: Report, kernel: Kernel) -> list[Relation]:
    """Return the relations that do not surely pass, which are all but those that hold exactly over plain numbers."""
    values: Any = report.values
    found = []
    # An equal form may have been compiled, whose relations are others: so only their order is taken from the kernel.
    for relation, (left, right) in zip(report.form.relations, kernel.picks, strict=True):
        try:
            if left is not None and (values[left] if type(left) is int else sum(values[left])) == sum(values[right]):
                continue
        except TypeError:  # a cell without a number
            pass
        found.append(relation)
    return found


@lru_cache(maxsize=64)
def compiled(form: Form) -> Kernel:
    """Compile the relations of a form."""
    picks: list[tuple[_Pick | None, slice]] = []
    totals: list[tuple[int, slice]] = []
    sums: list[tuple[slice, slice]] = []
    complete = all(value.numeric for value in form.values)
    checked = 0
    for relation in form.relations:
        left, right = _picks(form, relation) if relation.level == 1 else (None, None)
        picks.append((left, _as_slice(right)))
        if relation.level > 1:
            continue  # between years: judged apart, where a prior report is given
        checked += 1
        if left is None or right is None:
            complete = False
        elif isinstance(left, int) and not isinstance(right, int):
            totals.append((left, right))
        else:
            sums.append((_as_slice(left), _as_slice(right)))
    counts: MappingProxyType[Status, int] = MappingProxyType(
        {"pass": checked, "fail": 0, "undecided": 0, "not_applicable": len(form.relations) - checked}
    )
    bounded = all(value.min is not None for value in form.values)
    return Kernel(tuple(picks), tuple(totals), tuple(sums), _minima(form), bounded, complete, counts)


def _picks(form: Form, relation: Relation) -> tuple[_Pick | None, _Pick | None]:
    """Return how to pick the two sides of an exact equality of whole numbers; None where it is anything else."""
    condition = relation.condition
    if relation.guard or condition.comparison != "==":
        return None, None
    if any(form.values[index].kind != "integer" for index in relation.cells):
        return None, None
    left, right = _pick(condition.left), _pick(condition.right)
    return (None, None) if left is None or right is None else (left, right)


def _pick(side: Sum) -> _Pick | None:
    indices = [index for index, _ in side.terms]
    if side.constant or not indices or any(coefficient != 1 for _, coefficient in side.terms):
        return None
    if len(indices) == 1:
        return indices[0]
    step = indices[1] - indices[0]
    if step <= 0 or any(b - a != step for a, b in pairwise(indices)):
        return None
    return slice(indices[0], indices[-1] + 1, step)


def _as_slice(pick: _Pick | None) -> slice:
    if pick is None:
        return slice(0, 0)
    return slice(pick, pick + 1) if isinstance(pick, int) else pick


def _minima(form: Form) -> tuple[tuple[Callable[[tuple[Any, ...]], tuple[Any, ...]] | None, Any], ...]:
    groups: dict[Any, list[int]] = {}
    for index, value in enumerate(form.values):
        if value.min is not None:
            groups.setdefault(value.min, []).append(index)
    if len(groups) == 1 and len(next(iter(groups.values()))) == len(form.values):
        return ((None, next(iter(groups))),)
    # One index more than needed keeps itemgetter returning a tuple.
    return tuple((itemgetter(*indices, indices[0]), low) for low, indices in groups.items())
