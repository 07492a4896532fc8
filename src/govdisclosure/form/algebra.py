"""Exact linear algebra over the cells of a form, sparse, in whole numbers and fractions.

A *linear expression* (`Linear`) is a map of keys to coefficients. Keys from 0 on are variables: the cells of a form,
and what is made up beside them. Under `ONE` stands the constant. Keys below `ONE` are *tags*: they are summed like the
others and never eliminated, so an expression that was combined from others tells by its tags which ones. For example,
`{0: 1, 1: -2, ONE: 5}` is x0 - 2 x1 + 5, and `{0: 1, ONE - 1: 1}` is x0 with the first tag.

*Equalities* (`Equalities`) are expressions that are zero. Each is solved for one of its variables, the *pivot*; putting
in what the pivots equal *reduces* any other expression to one without pivots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import gcd, lcm

from attrs import define, field

from govdisclosure.form.exact import Exact, divided, exact, size
from govdisclosure.form.relations import Sum

Linear = dict[int, Exact]

ONE = -1
"""The key of the constant."""

_FRACTIONS_COST = 5
"""How many steps on whole numbers one step on fractions is worth."""


class LimitReachedError(Exception):
    """A computation has taken all the steps that it was allowed."""


@define
class Effort:
    """The steps that a computation may take: a limit that does not depend on the machine."""

    limit: int
    spent: int = 0

    def spend(self, steps: int) -> None:
        """Count steps; raise `LimitReachedError` if there are none left."""
        self.spent += steps
        if self.spent > self.limit:
            raise LimitReachedError


def linear(side: Sum) -> Linear:
    """Return a sum over cells as an expression to solve with."""
    return combined([(exact(coefficient), {index: 1}) for index, coefficient in side.terms], exact(side.constant))


def combined(parts: Iterable[tuple[Exact, Mapping[int, Exact]]], constant: Exact = 0) -> Linear:
    """Return the sum of expressions, each times a number, and of a constant.

    >>> combined([(2, {0: 1, ONE: 3}), (-1, {0: 2, 1: 1})])
    {-1: 6, 1: -1}
    """
    found: Linear = {ONE: constant}
    for times, expression in parts:
        for key, factor in expression.items():
            found[key] = found.get(key, 0) + times * factor
    return {key: exact(factor) for key, factor in found.items() if factor}


def variables(expression: Mapping[int, Exact]) -> list[int]:
    """Return the variables of an expression, without its constant and its tags."""
    return [key for key in expression if key >= 0]


def tags(expression: Mapping[int, Exact]) -> list[int]:
    """Return the tags of an expression."""
    return [key for key in expression if key < ONE]


def whole(expression: Linear) -> Linear:
    """Return an expression times the least number that makes its coefficients and its constant whole."""
    scale = lcm(*(factor.denominator for key, factor in expression.items() if key >= ONE))
    return combined([(scale, expression)])


def common_factor(expression: Mapping[int, Exact]) -> int:
    """Return the greatest number that divides the coefficients of all variables, which must be whole; 0 if none."""
    return gcd(*(int(expression[key]) for key in variables(expression)))


def whole_solutions(expression: Linear) -> bool:
    """Whether whole numbers can make an expression zero, as far as its coefficients' common factor decides.

    >>> whole_solutions({0: 2, 1: -4, ONE: 6}), whole_solutions({0: 2, 1: -4, ONE: 5})
    (True, False)
    """
    scaled = whole(expression)
    common, constant = common_factor(scaled), scaled.get(ONE, 0)
    return not constant if common == 0 else constant % common == 0


def components(groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the places of groups that have members in common, directly or through others; empty ones are left out.

    >>> components([(1, 2), (3,), (2, 4), (5, 3)])
    [[0, 2], [1, 3]]
    """
    leaders: dict[int, int] = {}

    def leader(member: int) -> int:
        while (above := leaders.setdefault(member, member)) != member:
            leaders[member] = member = leaders[above]
        return member

    for group in groups:
        for member in group[1:]:
            leaders[leader(member)] = leader(group[0])
    found: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        if group:
            found.setdefault(leader(group[0]), []).append(place)
    return list(found.values())


@define(eq=False)
class Equalities:
    """Expressions that are zero, each solved for one variable, the pivot, which no later one holds."""

    effort: Effort
    solved: list[Linear] = field(factory=list)
    numbers: dict[int, int] = field(factory=dict)
    """The number of the expression that is solved for a variable."""
    pivots: list[int] = field(factory=list)
    """The variable that each expression is solved for."""

    def reduce(self, expression: Linear) -> Linear:
        """Return what is left of an expression when every pivot is replaced by what it equals."""
        out = dict(expression)
        waiting = [self.numbers[key] for key in expression if key in self.numbers]
        heapify(waiting)
        done: int | None = None
        while waiting:
            number = heappop(waiting)
            factor = out.get(self.pivots[number], 0)
            if number == done or not factor:
                continue
            done = number
            solved = self.solved[number]
            self.effort.spend(len(solved) * (1 if isinstance(factor, int) else _FRACTIONS_COST))
            for key, times in solved.items():
                # An expression holds no pivot of an earlier one, so what comes in is still ahead in the queue.
                later = self.numbers.get(key, -1)
                if later > number and key not in out:
                    heappush(waiting, later)
                if total := out.get(key, 0) - factor * times:
                    out[key] = total
                else:
                    del out[key]
        return out

    def add(self, expression: Linear, *favourites: int) -> Linear:
        """Add an expression that is zero, solved for the first of `favourites` still in it; return what was left of it.

        What is left without a variable adds nothing: it was implied if it is zero, and contradicts if it is a constant.
        """
        rest = self.reduce(expression)
        keys = variables(rest)
        if not keys:
            return rest
        plainest = min(keys, key=lambda key: (size(rest[key]) != 1, key))
        pivot = next((key for key in favourites if key in rest), plainest)
        self.numbers[pivot] = len(self.solved)
        self.solved.append(combined([(divided(1, rest[pivot]), rest)]))
        self.pivots.append(pivot)
        return rest

    def value(self, variable: int) -> Exact | None:
        """Return the only number that a variable can be, None if there are several."""
        rest = self.reduce({variable: 1})
        return None if variables(rest) else rest.get(ONE, 0)
