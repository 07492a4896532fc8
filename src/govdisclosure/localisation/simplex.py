"""Whether cells can hold numbers that satisfy a system, exactly; and if not, which cells stand in the way.

The simplex method as Dutertre and de Moura gave it to theorem provers (2006): every variable and every sum has a range,
and where no numbers fit, the ranges that exclude each other are named. Whole numbers are found by cutting the range of
a variable in two. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil, floor

from govdisclosure.form import Effort, Exact, LimitReachedError, combined, divided, exact, size
from govdisclosure.localisation.systems import Constraint, Range, System, both, is_empty, is_single

MAX_CUTS = 40
"""Cuts of ranges in search of whole numbers, before a system is given up."""
MAX_STEPS = 50_000_000
"""Steps of arithmetic on one system where nobody sets another limit: far beyond what any form has needed."""


Bounded = tuple[Mapping[int, Exact], Range]
"""A sum, as variables with their coefficients, and its range."""


class Tableau:
    """Variables with ranges, and sums of them with ranges; a sum is a variable too, numbered after the others.

    The *basic* variables are those that are written as a sum of the others (`sums`); at first they are the sums. A
    variable that is not basic always lies in its range.
    """

    def __init__(self, ranges: Sequence[Range], sums: Sequence[Bounded], effort: Effort) -> None:
        count = len(ranges)
        every = [*ranges, *(own for _, own in sums)]
        self.low: list[Exact | None] = [low for low, _ in every]
        self.high: list[Exact | None] = [high for _, high in every]
        self.value: list[Exact] = [_nearest_zero(low, high) for low, high in ranges]
        self.sums: dict[int, dict[int, Exact]] = {}
        for number, (terms, _) in enumerate(sums, count):
            self.sums[number] = dict(terms)
            self.value.append(exact(sum(factor * self.value[index] for index, factor in terms.items())))
        self._effort = effort
        effort.spend(len(self.value))

    def conflict(self) -> dict[int, Exact] | None:
        """Return None if there are numbers that fit, which `value` then has; else the variables that exclude it.

        Every variable in the conflict comes with its factor in the sum that cannot be.
        """
        while (basic := min(filter(self._off, self.sums), default=None)) is not None:
            low = self.low[basic]
            up = low is not None and self.value[basic] < low
            goal = self._bound(basic, not up)
            entering = self._mover(basic, up)
            if entering is None or goal is None:
                return {basic: -1, **self.sums[basic]}
            self._exchange(basic, entering[0], goal)
        return None

    def extreme(self, variable: int, *, up: bool) -> Exact | None:
        """Return the least or the greatest that a variable can be where numbers fit; None is without limit."""
        while (entering := self._mover(variable, up)) is not None:
            if not self._push(*entering):
                return None
        return self.value[variable]

    def _off(self, index: int) -> bool:
        low, high, value = self.low[index], self.high[index], self.value[index]
        return (low is not None and value < low) or (high is not None and value > high)

    def _bound(self, index: int, up: bool) -> Exact | None:  # noqa: FBT001 - called in the innermost loop
        return self.high[index] if up else self.low[index]

    def _can(self, index: int, up: bool) -> bool:  # noqa: FBT001 - the same
        """Whether a variable can be moved up, or down, within its range."""
        bound = self.high[index] if up else self.low[index]
        return bound is None or (self.value[index] < bound if up else self.value[index] > bound)

    def _mover(self, variable: int, up: bool) -> tuple[int, bool] | None:  # noqa: FBT001 - the same
        """Return the first variable that is not basic and moves another up or down, and which way it has to go."""
        if variable not in self.sums:
            return (variable, up) if self._can(variable, up) else None
        self._effort.spend(len(self.sums[variable]))
        moves = ((index, (factor > 0) == up) for index, factor in self.sums[variable].items())
        return min((move for move in moves if self._can(*move)), default=None)

    def _push(self, entering: int, up: bool) -> bool:  # noqa: FBT001 - the same
        """Move a variable until something stops it; where nothing ever does, move it by one and return False."""
        self._effort.spend(len(self.sums))
        way, stop, bound = min(self._stops(entering, up), default=(None, -1, 0))
        if way is not None and stop >= 0:
            self._exchange(stop, entering, bound)
        else:
            self._shift(entering, (1 if way is None else way) * (1 if up else -1))
        return way is not None

    def _stops(self, entering: int, up: bool) -> Iterator[tuple[Exact, int, Exact]]:  # noqa: FBT001 - the same
        """Yield how far a variable can be moved until another is at a bound: the way, which one (-1: itself), where."""
        own = self._bound(entering, up)
        if own is not None:
            yield size(own - self.value[entering]), -1, own
        for basic, terms in self.sums.items():
            factor = terms.get(entering, 0)
            bound = self._bound(basic, (factor > 0) == up) if factor else None
            if bound is not None:
                yield size(divided(bound - self.value[basic], factor)), basic, bound

    def _shift(self, variable: int, amount: Exact) -> None:
        self.value[variable] = exact(self.value[variable] + amount)
        for basic, terms in self.sums.items():
            if variable in terms:
                self.value[basic] = exact(self.value[basic] + terms[variable] * amount)

    def _exchange(self, basic: int, entering: int, goal: Exact) -> None:
        """Bring a basic variable to a bound by moving another, and let the two change places."""
        terms = self.sums[basic]
        self._shift(entering, divided(goal - self.value[basic], terms[entering]))
        del self.sums[basic]
        factor = terms.pop(entering)
        solved: dict[int, Exact] = {index: divided(-a, factor) for index, a in terms.items()}
        solved[basic] = divided(1, factor)
        for other, its in self.sums.items():
            if times := its.pop(entering, 0):
                self._effort.spend(len(solved))
                self.sums[other] = combined([(1, its), (times, solved)])
        self.sums[entering] = solved
        self._effort.spend(len(self.sums))


def _nearest_zero(low: Exact | None, high: Exact | None) -> Exact:
    if low is not None and low > 0:
        return low
    return high if high is not None and high < 0 else 0


class Relaxation:
    """A system in which some cells are freed from what they hold: whether numbers fit, and how far each cell can go."""

    def __init__(self, system: System, freed: Sequence[int] = (), effort: Effort | None = None) -> None:
        self.system = system
        self.ranges: dict[int, Range] = dict(system.home) | {index: system.wide[index] for index in freed}
        self.open: list[int] = sorted(index for index, own in self.ranges.items() if not is_single(own))
        self._effort = effort or Effort(MAX_STEPS)
        self._place = {index: number for number, index in enumerate(self.open)}
        self._sums = [self._sum(constraint) for constraint in system.constraints]
        self._cuts = 0
        self._numbers: dict[int, Exact] = {}

    def _sum(self, constraint: Constraint) -> Bounded:
        """Return a constraint over the open cells alone: what the others hold is taken from its range."""
        terms: dict[int, Exact] = {}
        fixed: Exact = 0
        for index, factor in constraint.terms.items():
            if index in self._place:
                terms[self._place[index]] = factor
            else:
                fixed += factor * (self.ranges[index][0] or 0)
        low = None if constraint.low is None else constraint.low - fixed
        return terms, (low, None if constraint.high is None else constraint.high - fixed)

    def blocking(self) -> frozenset[int] | None:
        """Return None if numbers fit, else cells one of which would have to leave what it holds."""
        for index, own in self.ranges.items():
            if is_empty(both(own, self.system.wide[index])):
                return frozenset({index})
        return self._blocking(self._limited({}))

    def numbers(self, limits: Mapping[int, Range]) -> dict[int, Exact] | None:
        """Return numbers that fit and lie in `limits`, for every open cell, or None."""
        ranges = self._limited(limits)
        return None if any(map(is_empty, ranges)) or self._blocking(ranges) is not None else dict(self._numbers)

    def extremes(self, index: int, limits: Mapping[int, Range]) -> Range:
        """Return the least and the greatest that an open cell can be where numbers fit."""
        tableau = self._tableau(self._limited(limits))
        if tableau.conflict() is not None:
            return 1, 0
        low, high = (tableau.extreme(self._place[index], up=up) for up in (False, True))
        return self._rounded(index, low, high)

    def settled(self) -> Iterator[tuple[int, Exact]]:
        """Yield every open cell of a constraint that can be one number only where numbers fit, and that number."""
        tableau = self._tableau(self._limited({}))
        if tableau.conflict() is not None:
            return
        begin = [*tableau.value]
        for place in sorted({place for terms, _ in self._sums for place in terms}):
            index = self.open[place]
            moved = size(tableau.value[place] - begin[place])
            if moved and (moved >= 1 or not self.system.is_whole(index)):
                continue  # two numbers have been seen in it already
            high = tableau.extreme(place, up=True)
            own = self._rounded(index, None if high is None else tableau.extreme(place, up=False), high)
            if own[0] is not None and is_single(own):
                yield index, own[0]

    def against(self, limits: Mapping[int, Range]) -> tuple[Constraint, ...]:
        """Return the constraints that together keep cells out of limits in which no numbers fit; none if some do."""
        ranges = self._limited(limits)
        conflict = {} if any(map(is_empty, ranges)) else self._tableau(ranges).conflict() or {}
        count = len(self.open)
        return tuple(self.system.constraints[place - count] for place in sorted(conflict) if place >= count)

    def _tableau(self, ranges: Sequence[Range]) -> Tableau:
        return Tableau(ranges, self._sums, self._effort)

    def _limited(self, limits: Mapping[int, Range]) -> list[Range]:
        return [both(self.ranges[index], limits.get(index, (None, None))) for index in self.open]

    def _rounded(self, index: int, low: Exact | None, high: Exact | None) -> Range:
        """Return a range as a cell can use it: from a whole number to a whole number, where it holds no others."""
        if not self.system.is_whole(index):
            return low, high
        return _or_none(ceil, low), _or_none(floor, high)

    def _blocking(self, ranges: list[Range]) -> frozenset[int] | None:
        tableau = self._tableau(ranges)
        conflict = tableau.conflict()
        if conflict is not None:
            return self._cells_of(conflict)
        for number, index in enumerate(self.open):
            value = tableau.value[number]
            if not isinstance(value, int) and self.system.is_whole(index):
                return self._cut(ranges, number, value)
        self._numbers = {index: tableau.value[number] for number, index in enumerate(self.open)}
        return None

    def _cut(self, ranges: list[Range], number: int, value: Exact) -> frozenset[int] | None:
        """Look below and above a fraction where a whole number must be."""
        self._cuts += 1
        if self._cuts > MAX_CUTS:
            raise LimitReachedError
        blocking = self._cells_of({number: 1})
        for cut in ((None, floor(value)), (ceil(value), None)):
            inner = [*ranges]
            inner[number] = both(ranges[number], cut)
            found = frozenset[int]() if is_empty(inner[number]) else self._blocking(inner)
            if found is None:
                return None
            blocking |= found
        return blocking

    def _cells_of(self, conflict: Mapping[int, Exact]) -> frozenset[int]:
        """Return the cells whose present numbers take part in a conflict, and which could hold others."""
        system, count = self.system, len(self.open)
        taken = {self.open[place] for place in conflict if place < count}
        held = combined(
            [(factor, system.constraints[place - count].terms) for place, factor in conflict.items() if place >= count]
        )
        taken |= {index for index in held if index not in self._place}
        return frozenset(index for index in taken if self.ranges[index] == system.home[index] != system.wide[index])


def _or_none(rounded: Callable[[Exact], int], number: Exact | None) -> int | None:
    return None if number is None else rounded(number)
