"""Whether cells can hold numbers that satisfy all rows, exactly; and if not, which cells stand in the way.

The simplex method as Dutertre and de Moura gave it to theorem provers (2006): every variable and every sum of a row
has a range, and where no numbers fit, the ranges that exclude each other are named. Whole numbers are found by cutting
the range of a variable in two. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from govdisclosure.localisation.rows import Exact, Problem, Range, Row, exact

MAX_CUTS = 40
"""Cuts of ranges in search of whole numbers, before a problem is given up."""


class GivenUpError(Exception):
    """The problem is too large to be finished here."""


class Tableau:
    """Variables with ranges, and sums of them with ranges."""

    def __init__(self, ranges: Sequence[Range], rows: Sequence[tuple[Mapping[int, Exact], Range]]) -> None:
        count = len(ranges)
        self.low: list[Exact | None] = [low for low, _ in ranges] + [low for _, (low, _) in rows]
        self.high: list[Exact | None] = [high for _, high in ranges] + [high for _, (_, high) in rows]
        self.value: list[Exact] = [_nearest_zero(low, high) for low, high in ranges]
        self.rows: dict[int, dict[int, Exact]] = {}
        for number, (terms, _) in enumerate(rows):
            self.rows[count + number] = dict(terms)
            self.value.append(exact(sum(factor * self.value[index] for index, factor in terms.items())))

    def conflict(self) -> dict[int, Exact] | None:
        """Return None if there are numbers that fit, which `value` then has; else the variables that exclude it.

        Every variable in the conflict, of a range or of a row, comes with its factor in the sum that cannot be.
        """
        while True:
            basic = min((index for index in self.rows if self._off(index)), default=None)
            if basic is None:
                return None
            row = self.rows[basic]
            low, high = self.low[basic], self.high[basic]
            up = low is not None and self.value[basic] < low
            goal = low if up else high
            assert goal is not None
            entering = min(
                (index for index, factor in row.items() if self._can(index, (factor > 0) == up)), default=None
            )
            if entering is None:
                return {basic: -1, **row}
            self._move(basic, entering, goal)

    def extreme(self, variable: int, *, up: bool) -> Exact | None:
        """Return the least or the greatest that a variable can be where numbers fit; None is without limit."""
        if variable not in self.rows:
            entering, direction = variable, up
            if not self._can(entering, up):
                return self.value[variable]
            if not self._push(entering, up=direction):
                return None
        while variable in self.rows:
            row = self.rows[variable]
            entering = min((index for index, factor in row.items() if self._can(index, (factor > 0) == up)), default=-1)
            if entering < 0:
                return self.value[variable]
            if not self._push(entering, up=(row[entering] > 0) == up):
                return None
        return self.value[variable] if not self._can(variable, up) else self.extreme(variable, up=up)

    def _off(self, index: int) -> bool:
        low, high, value = self.low[index], self.high[index], self.value[index]
        return (low is not None and value < low) or (high is not None and value > high)

    def _can(self, index: int, up: bool) -> bool:  # noqa: FBT001 - called in the innermost loop
        """Whether a variable can be moved up, or down, within its range."""
        bound = self.high[index] if up else self.low[index]
        return bound is None or (self.value[index] < bound if up else self.value[index] > bound)

    def _push(self, entering: int, *, up: bool) -> bool:
        """Move a variable until something stops it; False if nothing ever does."""
        sign = 1 if up else -1
        own = self.high[entering] if up else self.low[entering]
        best: Exact | None = None if own is None else _size(own - self.value[entering])
        stop = -1
        for basic in sorted(self.rows):
            factor = self.rows[basic].get(entering, 0) * sign
            bound = self.high[basic] if factor > 0 else self.low[basic] if factor < 0 else None
            if bound is None:
                continue
            reach = _size(exact(Fraction(bound - self.value[basic]) / factor))
            if best is None or reach < best:
                best, stop = reach, basic
        if best is None:
            return False
        if stop < 0:
            self._shift(entering, sign * best)
        else:
            bound = self.high[stop] if self.rows[stop][entering] * sign > 0 else self.low[stop]
            assert bound is not None
            self._move(stop, entering, bound)
        return True

    def _shift(self, variable: int, amount: Exact) -> None:
        self.value[variable] += amount
        for basic, row in self.rows.items():
            if variable in row:
                self.value[basic] = exact(self.value[basic] + row[variable] * amount)

    def _move(self, basic: int, entering: int, goal: Exact) -> None:
        """Bring a basic variable to a bound by moving another, and let the two change places."""
        row = self.rows.pop(basic)
        factor = row.pop(entering)
        amount = exact(Fraction(goal - self.value[basic]) / factor)
        self.value[basic] = goal
        self.value[entering] = exact(self.value[entering] + amount)
        for other, terms in self.rows.items():
            if entering in terms:
                self.value[other] = exact(self.value[other] + terms[entering] * amount)
        solved = {index: exact(Fraction(-a) / factor) for index, a in row.items()}
        solved[basic] = exact(Fraction(1) / factor)
        for terms in self.rows.values():
            times = terms.pop(entering, 0)
            if times:
                for index, a in solved.items():
                    total = exact(terms.get(index, 0) + times * a)
                    if total:
                        terms[index] = total
                    else:
                        terms.pop(index, None)
        self.rows[entering] = solved


def _size(number: Exact) -> Exact:
    return -number if number < 0 else number


def _nearest_zero(low: Exact | None, high: Exact | None) -> Exact:
    if low is not None and low > 0:
        return low
    return high if high is not None and high < 0 else 0


class Room:
    """A problem in which some cells may leave what they hold: whether numbers fit, and how far each cell can go."""

    def __init__(self, problem: Problem, freed: Sequence[int]) -> None:
        self.problem = problem
        self.ranges = dict(problem.home) | {index: problem.wide[index] for index in freed}
        self.variables = sorted(index for index, (low, high) in self.ranges.items() if low is None or low != high)
        self._position = {index: number for number, index in enumerate(self.variables)}
        self._rows: list[tuple[dict[int, Exact], Range]] = []
        for row in problem.rows:
            terms: dict[int, Exact] = {}
            fixed: Exact = 0
            for index, factor in row.terms.items():
                if index in self._position:
                    terms[self._position[index]] = factor
                else:
                    fixed += factor * (self.ranges[index][0] or 0)
            low = None if row.low is None else row.low - fixed
            self._rows.append((terms, (low, None if row.high is None else row.high - fixed)))
        self._cuts = 0

    def blame(self, limits: Mapping[int, Range] | None = None) -> frozenset[int] | None:
        """Return None if numbers fit, else cells one of which would have to leave what it holds.

        With `limits`, the cells in them must also lie there.
        """
        if (impossible := self._impossible()) is not None:
            return frozenset({impossible})
        ranges = self._limited(limits or {})
        out = {index for index in self.variables if _empty(ranges[self._position[index]])}
        if out:
            return frozenset(index for index in out if self.problem.home[index] != self.problem.wide[index])
        return self._blame(ranges)

    def _impossible(self) -> int | None:
        """Return the first cell that holds what it cannot hold, and has not been freed."""
        for index, own in self.ranges.items():
            if _empty(_both(own, self.problem.wide[index])):
                return index
        return None

    def numbers(self, limits: Mapping[int, Range]) -> dict[int, Exact] | None:
        """Return numbers that fit, for every cell that may change, or None."""
        ranges = self._limited(limits)
        return None if any(map(_empty, ranges)) or self._blame(ranges) is not None else dict(self._found)

    def extremes(self, index: int, limits: Mapping[int, Range]) -> Range:
        """Return the least and the greatest that a cell can be where numbers fit."""
        tableau = Tableau(self._limited(limits), self._rows)
        if tableau.conflict() is not None:
            return 1, 0
        place = self._position[index]
        low = tableau.extreme(place, up=False)
        high = tableau.extreme(place, up=True)
        if self.problem.values[index].kind == "integer":
            return None if low is None else ceil(low), None if high is None else floor(high)
        return low, high

    def rows_against(self, limits: Mapping[int, Range]) -> tuple[Row, ...]:
        """Return the rows that together keep cells out of limits in which no numbers fit."""
        conflict = Tableau(self._limited(limits), self._rows).conflict() or {}
        count = len(self.variables)
        return tuple(self.problem.rows[place - count] for place in sorted(conflict) if place >= count)

    def _limited(self, limits: Mapping[int, Range]) -> list[Range]:
        return [_both(self.ranges[index], limits.get(index, (None, None))) for index in self.variables]

    def _blame(self, ranges: list[Range]) -> frozenset[int] | None:
        tableau = Tableau(ranges, self._rows)
        conflict = tableau.conflict()
        if conflict is not None:
            return self._cells_of(conflict)
        for number, index in enumerate(self.variables):
            value = tableau.value[number]
            if isinstance(value, int) or self.problem.values[index].kind != "integer":
                continue
            self._cuts += 1
            if self._cuts > MAX_CUTS:
                raise GivenUpError
            blamed: frozenset[int] = frozenset()
            for cut in ((None, floor(value)), (ceil(value), None)):
                inner = [*ranges]
                inner[number] = _both(ranges[number], cut)
                found = frozenset() if _empty(inner[number]) else self._blame(inner)
                if found is None:
                    return None
                blamed |= found
            return blamed | self._cells_of({number: 1})
        self._found = {index: tableau.value[number] for number, index in enumerate(self.variables)}
        return None

    def _cells_of(self, conflict: Mapping[int, Exact]) -> frozenset[int]:
        """Return the cells whose present numbers take part in a conflict, and which could hold others."""
        problem, count = self.problem, len(self.variables)
        weight: dict[int, Exact] = {}
        for place, factor in conflict.items():
            if place < count:
                weight[self.variables[place]] = 1
                continue
            for index, a in problem.rows[place - count].terms.items():
                if index not in self._position:
                    weight[index] = weight.get(index, 0) + factor * a
        return frozenset(
            index
            for index, factor in weight.items()
            if factor and self.ranges[index] == problem.home[index] != problem.wide[index]
        )


def _both(first: Range, second: Range) -> Range:
    lows = [low for low, _ in (first, second) if low is not None]
    highs = [high for _, high in (first, second) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _empty(pair: Range) -> bool:
    low, high = pair
    return low is not None and high is not None and low > high
