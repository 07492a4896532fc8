"""Exact linear algebra over the cells of a form: sparse rows of whole numbers and fractions, never floats.

A row stands for the linear expression that its coefficients say. Its keys from 0 on are variables: the cells of a form,
and what is made up beside them. Under `ONE` stands the constant. Keys below `ONE` are tags: they take part in every
sum and are never eliminated, so whatever is combined from rows tells by its tags which rows it was combined from.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm

from attrs import define, field

from govdisclosure.form.expansion import Condition
from govdisclosure.spec import Number

Exact = int | Fraction
Row = dict[int, Exact]

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


def exact(number: Number | Fraction) -> Exact:
    """Return a number as it is, whole if it is whole.

    >>> from decimal import Decimal
    >>> exact(Decimal("2.50")), exact(Decimal("3.0"))
    (Fraction(5, 2), 3)
    """
    if isinstance(number, int):
        return number
    fraction = Fraction(number)
    return fraction.numerator if fraction.denominator == 1 else fraction


def size(number: Exact) -> Exact:
    """Return a number without its sign."""
    return number if number >= 0 else -number


def row_of(condition: Condition) -> Row:
    """Return the left side minus the right side."""
    row: Row = {}
    for side, sign in ((condition.left, 1), (condition.right, -1)):
        for index, coefficient in side.terms:
            row[index] = row.get(index, 0) + sign * exact(coefficient)
        row[ONE] = row.get(ONE, 0) + sign * exact(side.constant)
    return {key: factor for key, factor in row.items() if factor}


def add_to(row: Row, times: Exact, other: Row) -> None:
    """Add a multiple of one row to another, in place."""
    for key, factor in other.items():
        total = row.get(key, 0) + times * factor
        if total:
            row[key] = total
        else:
            row.pop(key, None)


def times(factor: Exact, row: Row) -> Row:
    """Return a multiple of a row."""
    return {key: exact(factor * value) for key, value in row.items()} if factor else {}


def variables(row: Row) -> Iterator[int]:
    """Yield the variables of a row, without its constant and its tags."""
    return (key for key in row if key >= 0)


def tags(row: Row) -> Iterator[int]:
    """Yield the tags of a row."""
    return (key for key in row if key < ONE)


def whole_solutions(row: Row) -> bool:
    """Whether whole numbers can make a row zero, as far as its coefficients' common factor decides.

    >>> whole_solutions({0: 2, 1: -4, ONE: 6}), whole_solutions({0: 2, 1: -4, ONE: 5})
    (True, False)
    """
    constant = row.get(ONE, 0)
    scale = lcm(*(Fraction(factor).denominator for key, factor in row.items() if key >= ONE))
    common = gcd(*(int(row[key] * scale) for key in variables(row)))
    return not constant if common == 0 else constant * scale % common == 0


@define(eq=False)
class Equalities:
    """Rows that are zero, each solved for one variable, the pivot, which no later row holds."""

    effort: Effort
    rows: list[Row] = field(factory=list)
    numbers: dict[int, int] = field(factory=dict)
    """The number of the row that is solved for a variable."""
    pivots: list[int] = field(factory=list)
    """The variable that each row is solved for."""

    def reduce(self, row: Row) -> Row:
        """Return what is left of a row when every pivot is replaced by what it equals."""
        out = dict(row)
        waiting = [self.numbers[key] for key in variables(row) if key in self.numbers]
        heapify(waiting)
        done = -1
        while waiting:
            number = heappop(waiting)
            if number == done:
                continue
            done = number
            solved = self.rows[number]
            factor = out.get(self.pivots[number], 0)
            if not factor:
                continue
            self.effort.spend(len(solved) * (1 if isinstance(factor, int) else _FRACTIONS_COST))
            # A row holds no pivot of an earlier one, so what comes in is still ahead in the queue.
            for key in variables(solved):
                later = self.numbers.get(key, -1)
                if later > number and key not in out:
                    heappush(waiting, later)
            add_to(out, -factor, solved)
        return out

    def add(self, row: Row, *favourites: int) -> Row:
        """Add a row that is zero, solved for the first of `favourites` that is still in it; return what was left of it.

        What is left without a variable adds nothing: it was implied if it is zero, and contradicts if it is a constant.
        """
        rest = self.reduce(row)
        keys = list(variables(rest))
        if not keys:
            return rest
        plainest = min(keys, key=lambda key: (size(rest[key]) != 1, key))
        pivot = next((key for key in favourites if key in rest), plainest)
        self.numbers[pivot] = len(self.rows)
        self.rows.append(times(Fraction(1) / rest[pivot], rest))
        self.pivots.append(pivot)
        return rest
