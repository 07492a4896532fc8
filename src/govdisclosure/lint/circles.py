"""Circles of sums: a cell that is, by way of other sums, a part of itself.

A *sum* is a total and its parts: what an axis implies, or a written equality with one cell on one side and several on
the other, without a guard and within one year. With `a == b + c` and `b == c + a`, a is a part of b and b a part of a:
c can only be 0.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from attrs import frozen

from govdisclosure.form import Form, Relation, Sum
from govdisclosure.spec import Rule

Parts = Mapping[int, Iterable[int]]
"""The cells that each cell is a sum of."""


@frozen(eq=False)
class Cycle:
    """Cells each of which is a part of the one before, the first again at the end, and the rule that closes it."""

    rule: Rule
    cells: tuple[int, ...]


def cycles(form: Form) -> Iterator[Cycle]:
    """Yield the shortest cycle for every written rule that closes one over the sums of the axes and earlier rules."""
    sums = [(relation.origin, *found) for relation in form.relations if (found := _as_sum(relation))]
    tangled = _tangled(sums)
    parts: dict[int, list[int]] = {}
    closed: set[str] = set()
    for origin, total, addends in sums:
        if total not in tangled:
            continue
        tied = [cell for cell in addends if cell in tangled]
        if isinstance(origin, Rule) and origin.key not in closed and (way := _way(parts, tied, total)):
            closed.add(origin.key)
            yield Cycle(origin, (total, *way))
        parts.setdefault(total, []).extend(tied)


def _as_sum(relation: Relation) -> tuple[int, list[int]] | None:
    """Return a total and its addends, if that is what an equality says."""
    condition = relation.condition
    if relation.level != 1 or not relation.is_equality:
        return None
    for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
        if len(one.terms) == 1 and one.terms[0][1] == 1 and not one.constant and _is_sum(other, relation):
            return one.terms[0][0], [index for index, _ in other.terms]
    return None


def _is_sum(side: Sum, relation: Relation) -> bool:
    if relation.kind == "sum":
        return True
    return len(side.terms) > 1 and not side.constant and all(coefficient > 0 for _, coefficient in side.terms)


def _tangled(sums: Iterable[tuple[object, int, list[int]]]) -> set[int]:
    """Return the cells that have a part on a cycle: those that cannot be added up one after the other."""
    parts: dict[int, list[int]] = {}
    for _, total, addends in sums:
        parts.setdefault(total, []).extend(addends)
    sorter = TopologicalSorter(parts)
    with suppress(CycleError):
        sorter.prepare()
    left = {*parts}
    while ready := sorter.get_ready():
        left.difference_update(ready)
        sorter.done(*ready)
    return left


def _way(parts: Parts, start: Iterable[int], end: int) -> list[int] | None:
    """Return the shortest way from one of some cells down to another, both included."""
    ways = deque([cell] for cell in start)
    seen = {way[0] for way in ways}
    while ways:
        way = ways.popleft()
        if way[-1] == end:
            return way
        below = [cell for cell in parts.get(way[-1], ()) if cell not in seen]
        seen.update(below)
        ways.extend([*way, cell] for cell in dict.fromkeys(below))
    return None
