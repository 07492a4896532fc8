"""What a system implies by itself: constraints that exclude each other, and cells that are left one number only.

Everything here is exact, and told with the relations that it follows from. `a <= 3` and `a >= 4` exclude each other;
`a + b == 0` over numbers not below zero leaves both of them 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil, floor

from attrs import evolve, frozen

from govdisclosure.form import (
    ONE,
    Effort,
    Equalities,
    Exact,
    LimitReachedError,
    Linear,
    Relation,
    divided,
    tags,
    variables,
    whole_solutions,
)
from govdisclosure.localisation.simplex import MAX_STEPS, Relaxation
from govdisclosure.localisation.systems import Constraint, Range, System, both, is_single

MAX_ROUNDS = 200
"""Rounds of narrowing, before what is left is looked at as a whole."""

Relations = tuple[Relation, ...]
Constraints = tuple[Constraint, ...]


@frozen(eq=False)
class Deduction:
    """A cell that a system leaves one number only, and the relations that do so together."""

    index: int
    number: Exact
    relations: Relations


@frozen(eq=False)
class Consistency:
    """Whether a system can hold: relations that no numbers satisfy together, none without need; and what can hold."""

    conflicts: tuple[Relations, ...]
    rest: System
    """The system without what the conflicts are blamed on."""
    is_finished: bool
    """Whether no limit was reached before all conflicts were found."""


def consistency(system: System, effort: Effort | None = None) -> Consistency:
    """Return the conflicts of a system: where one is found, its rules are left aside to look for more."""
    found: list[Relations] = []
    rest = system
    try:
        for relations, blamed in _conflicts(system, effort or Effort(MAX_STEPS)):
            found.append(relations)
            rest = rest.without(blamed)
    except LimitReachedError:
        return Consistency(tuple(found), rest, is_finished=False)
    return Consistency(tuple(found), rest, is_finished=True)


def _conflicts(system: System, effort: Effort) -> Iterator[tuple[Relations, Constraints]]:
    """Yield relations that exclude each other, and the constraints to leave aside for it."""
    alone = tuple(one for one in system.constraints if not one.can_hold(system.home))
    yield from (((one.relation,), (one,)) for one in alone)
    system = system.without(alone)
    unequal = list(_unequal(system, effort))
    yield from ((relations, (one,)) for relations, one in unequal)
    system = system.without([one for _, one in unequal])
    while against := Relaxation(system, (), effort).against({}):
        blamed = tuple(one for one in against if one.relation.kind == "rule") or against
        yield _relations(against), blamed
        system = system.without(blamed)
    if Relaxation(system, (), effort).blocking() is not None:
        # Fractions would do, whole numbers do not; which of the constraints are to blame cannot be told.
        yield _relations(system.constraints), system.constraints


def _unequal(system: System, effort: Effort) -> Iterator[tuple[Relations, Constraint]]:
    """Yield every equality that contradicts those before it, or that no whole numbers satisfy, with those it takes."""
    equalities = Equalities(effort)
    exacts = [one for one in system.constraints if one.low is not None and one.low == one.high]
    for number, constraint in enumerate(exacts):
        rest = equalities.reduce(_over_open(system, constraint) | {ONE - 1 - number: 1})
        keys = variables(rest)
        possible = whole_solutions(rest) if all(map(system.is_whole, keys)) else bool(keys)
        if possible:
            equalities.add(rest, *_total(constraint))
        else:
            yield _relations(exacts[place] for place in sorted(ONE - 1 - tag for tag in tags(rest))), constraint


def _over_open(system: System, constraint: Constraint) -> Linear:
    """Return an equality as an expression that is zero, over the cells that are not settled."""
    found: Linear = {}
    edge = -(constraint.low or 0)
    for index, factor in constraint.terms.items():
        if is_single(system.home[index]):
            edge += factor * (system.home[index][0] or 0)
        else:
            found[index] = factor
    return found | ({ONE: edge} if edge else {})


def _total(constraint: Constraint) -> tuple[int, ...]:
    """Return the total of a sum of the axes, so that it is replaced by its parts before a rule is looked at."""
    return constraint.relation.cells[:1] if constraint.relation.kind == "sum" else ()


def forced(system: System, effort: Effort | None = None) -> Iterator[Deduction]:
    """Yield the open cells that a system without contradictions leaves one number only, with all relations it takes."""
    relaxation = Relaxation(system, (), effort)
    for index, number in relaxation.settled():
        above = relaxation.against({index: (number + 1, None)})
        below = relaxation.against({index: (None, number - 1)})
        taken = {id(one) for one in (*above, *below)}
        yield Deduction(index, number, _relations(one for one in system.constraints if id(one) in taken))


def step_by_step(system: System) -> Iterator[Deduction]:
    """Yield the open cells that follow from one relation each, given those that followed before; then all others."""
    ranges = dict(system.home)
    settled: set[int] = set()
    for _ in range(MAX_ROUNDS):
        before = dict(ranges)
        for constraint in system.constraints:
            for index in constraint.terms:
                if index in settled or is_single(ranges[index]):
                    continue
                ranges[index] = _narrowed(constraint, index, ranges, whole=system.is_whole(index))
                low = ranges[index][0]
                if low is not None and is_single(ranges[index]):
                    settled.add(index)
                    yield Deduction(index, low, (constraint.relation,))
        if ranges == before:
            break
    yield from (found for found in forced(system) if found.index not in settled)


def narrowed(system: System) -> Mapping[int, Range]:
    """Return what each cell of a system can still be, as far as one relation after the other narrows it."""
    ranges = dict(system.home)
    for _ in range(MAX_ROUNDS):
        before = dict(ranges)
        for constraint in system.constraints:
            for index in constraint.terms:
                ranges[index] = _narrowed(constraint, index, ranges, whole=system.is_whole(index))
        if ranges == before:
            break
    return ranges


def _narrowed(constraint: Constraint, index: int, ranges: Mapping[int, Range], *, whole: bool) -> Range:
    """Return what a cell can still be, by one constraint and what the other cells can be."""
    others = {other: factor for other, factor in constraint.terms.items() if other != index}
    low, high = evolve(constraint, terms=others).spread(ranges)
    factor = constraint.terms[index]
    least = None if constraint.low is None or high is None else divided(constraint.low - high, factor)
    most = None if constraint.high is None or low is None else divided(constraint.high - low, factor)
    if factor < 0:
        least, most = most, least
    if whole:
        least, most = None if least is None else ceil(least), None if most is None else floor(most)
    return both((least, most), ranges[index])


def _relations(constraints: Iterable[Constraint]) -> Relations:
    return tuple(dict.fromkeys(constraint.relation for constraint in constraints))
