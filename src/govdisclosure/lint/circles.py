"""Sums that go round in circles: a cell that is, over other sums, a part of itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from govdisclosure.form import Form, Relation, Sum
from govdisclosure.spec import Rule

Parts = dict[int, dict[int, None]]
"""The cells that each cell is a sum of, in order."""


@frozen(eq=False)
class Cycle:
    """Cells each of which is a part of the one before, the first again at the end, and the rule that closes it."""

    rule: Rule
    cells: tuple[int, ...]


def cycles(form: Form) -> Iterator[Cycle]:
    """Yield a cycle for every written rule that closes one over the sums of the axes and the rules before it.

    A written rule counts as a sum when one of its sides is a single cell and the other several; rules with a guard and
    rules between years do not count.
    """
    sums = [(relation, *found) for relation in form.relations if (found := _as_sum(relation))]
    every: Parts = {}
    for _, total, addends in sums:
        every.setdefault(total, {}).update(dict.fromkeys(addends))
    knots = _knots(every)
    parts: Parts = {}
    closed: set[str] = set()
    for relation, total, addends in sums:
        tied = [cell for cell in addends if total in knots and knots[total] == knots.get(cell)]
        if isinstance(relation.origin, Rule) and relation.origin.key not in closed:
            way = _way(parts, tied, total)
            if way:
                closed.add(relation.origin.key)
                yield Cycle(relation.origin, (total, *way))
        parts.setdefault(total, {}).update(dict.fromkeys(tied))


def _as_sum(relation: Relation) -> tuple[int, list[int]] | None:
    """Return a total and its addends, if that is what an equality says."""
    condition = relation.condition
    if condition.comparison != "==" or relation.level != 1 or relation.guard:
        return None
    for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
        if len(one.terms) == 1 and one.terms[0][1] == 1 and not one.constant and _is_sum(other, relation):
            return one.terms[0][0], [index for index, _ in other.terms]
    return None


def _is_sum(side: Sum, relation: Relation) -> bool:
    several = len(side.terms) > 1 or relation.kind == "sum"
    return several and not side.constant and all(coefficient > 0 for _, coefficient in side.terms)


def _way(parts: Mapping[int, Iterable[int]], start: list[int], end: int) -> list[int] | None:
    """Return the shortest way from one of some cells down to another, both included."""
    before: dict[int, int | None] = dict.fromkeys(start)
    queue = deque(before)
    while queue:
        cell = queue.popleft()
        if cell == end:
            way: list[int] = []
            step: int | None = cell
            while step is not None:
                way.append(step)
                step = before[step]
            return way[::-1]
        for part in parts.get(cell, ()):
            if part not in before:
                before[part] = cell
                queue.append(part)
    return None


def _knots(parts: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """Return for each cell one number for all cells that it is both above and below (Tarjan 1972)."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    knots: dict[int, int] = {}
    path: list[int] = []
    for root in parts:
        if root in order:
            continue
        work = [(root, iter(parts[root]))]
        order[root] = lowest[root] = len(order)
        path.append(root)
        while work:
            cell, below = work[-1]
            part = next(below, None)
            if part is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[cell])
                if lowest[cell] == order[cell]:
                    while cell not in knots:
                        knots[path.pop()] = order[cell]
            elif part not in order:
                order[part] = lowest[part] = len(order)
                path.append(part)
                work.append((part, iter(parts.get(part, ()))))
            elif part not in knots:
                lowest[cell] = min(lowest[cell], order[part])
    return knots
