"""What a report must satisfy, as rows over its cells: the common ground of error localisation and of filling.

Every cell of numbers has a `home`, the numbers that it may stand for as it is (a printed number: itself; a blank: any),
and a `wide`, the numbers that it could hold at all. A set of cells explains the findings if letting these cells leave
their homes makes all rows hold at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import product
from math import prod

from attrs import define, evolve, field, frozen

from govdisclosure.form import Condition, Form, Interval, Relation
from govdisclosure.report import Report, interval_at
from govdisclosure.spec import Number, Value

Exact = int | Fraction
Range = tuple[Exact | None, Exact | None]
"""Lowest and highest number, both included; None is without limit."""

MAX_CASES = 128
"""Combinations of guards, each true or false, that are looked at; beyond, guards are taken as the report has them."""


@frozen(eq=False)
class Row:
    """A sum of cells, each with its coefficient, that must lie in a range."""

    relation: Relation
    terms: Mapping[int, Exact]
    low: Exact | None
    high: Exact | None


@frozen(eq=False)
class Problem:
    """The rows of one connected part of a form, and the cells in them."""

    rows: tuple[Row, ...]
    home: Mapping[int, Range]
    wide: Mapping[int, Range]
    values: Mapping[int, Value] = field(repr=False)

    @property
    def silent(self) -> tuple[int, ...]:
        """The cells that may stand for more than one number as they are."""
        return tuple(index for index, (low, high) in self.home.items() if low is None or low != high)


def exact(number: Number | Fraction) -> Exact:
    """Return a number as an `int` where it is whole, else as a fraction."""
    if isinstance(number, int):
        return number
    found = Fraction(number)
    return found.numerator if found.denominator == 1 else found


def as_number(found: Exact, value: Value) -> Number | None:
    """Return a number as a cell of this kind would hold it; None if no such cell can."""
    if isinstance(found, int) or found.denominator == 1:
        return int(found)
    if value.kind == "integer":
        return None
    digits = Decimal(found.numerator) / Decimal(found.denominator)
    return digits if Fraction(digits) == found else None


@define(eq=False, slots=False)
class Part:
    """A connected part of a form: its cells, what they may hold, and the ways to satisfy each of its relations."""

    cells: tuple[int, ...]
    wide: Mapping[int, Range]
    values: Mapping[int, Value]
    choices: tuple[tuple[tuple[Row, ...], ...], ...]
    layout: object = None
    """What a search has made of the rows, kept for the next report of the same form."""

    @cached_property
    def count(self) -> int:
        """In how many ways the guards of the part can be true or false."""
        return prod(map(len, self.choices))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All relations as rows, every guard taken as true."""
        return tuple(row for ways in self.choices for row in ways[0])

    @cached_property
    def is_plain(self) -> bool:
        """Whether every row is an equality without a guard."""
        return self.count == 1 and all(row.low == row.high for row in self.rows)

    def problems(self, report: Report) -> Iterator[Problem]:
        """Yield what a report must satisfy, once for each way in which the guards can be true or false."""
        if self.count > MAX_CASES:
            yield self.standing(report)
            return
        home = {index: _range(interval_at(report, index)) for index in self.cells}
        for chosen in product(*self.choices):
            yield Problem(tuple(row for rows in chosen for row in rows), home, self.wide, self.values)

    def standing(self, report: Report) -> Problem:
        """Return what a report must satisfy as it stands: rules whose guard is not surely true say nothing."""
        home = {index: _range(interval_at(report, index)) for index in self.cells}
        taken = [_as_it_stands(ways, home) for ways in self.choices]
        return Problem(tuple(row for rows in taken for row in rows), home, self.wide, self.values)


def parts_of(report: Report) -> tuple[Part, ...]:
    """Return the parts of a report, which have no cell in common, so that each can be solved by itself.

    Rules that are not errors, that look at other years, or none of whose cells is in the document, say nothing here.
    """
    absent: frozenset[str] = frozenset()
    if None in report.values:
        absent = frozenset(
            relation.id
            for relation in report.form.relations
            if relation.level == 1 and all(report.content(index).state == "absent" for index in relation.cells)
        )
    return _parts_of(report.form, absent)


@lru_cache(maxsize=64)
def _parts_of(form: Form, absent: frozenset[str]) -> tuple[Part, ...]:
    relations = [
        relation
        for relation in form.relations
        if relation.level == 1 and relation.severity == "error" and relation.id not in absent
    ]
    values = form.values
    return tuple(
        Part(
            tuple(cells),
            {index: (None if (least := values[index].min) is None else exact(least), None) for index in cells},
            {index: values[index] for index in cells},
            tuple(tuple(_choices(relation, values)) for relation in part),
        )
        for part, cells in _parts(form, relations)
    )


def _parts(form: Form, relations: list[Relation]) -> Iterator[tuple[list[Relation], list[int]]]:
    """Split the relations where no cell connects them; a bounded cell in no relation is a part of its own."""
    leader: dict[int, int] = {}

    def find(index: int) -> int:
        while leader.setdefault(index, index) != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for relation in relations:
        first, *others = relation.cells or (-1,)
        for other in others:
            leader[find(other)] = find(first)
    parts: dict[int, tuple[list[Relation], list[int]]] = {}
    for relation in relations:
        if relation.cells:
            parts.setdefault(find(relation.cells[0]), ([], []))[0].append(relation)
    for index, value in enumerate(form.values):
        if value.numeric and (index in leader or value.min is not None):
            parts.setdefault(find(index), ([], []))[1].append(index)
    yield from parts.values()


def _range(interval: Interval) -> Range:
    low, high = interval
    return (None if low is None else exact(low), None if high is None else exact(high))


def _choices(relation: Relation, values: tuple[Value, ...]) -> list[tuple[Row, ...]]:
    """Return the ways in which a relation can be satisfied: it holds, or its guard is false."""
    ways: list[tuple[Row, ...]] = [(_row(relation, relation.condition, exact(relation.tolerance)),)]
    if relation.guard is not None:
        ways += [(row,) for row in _denied(relation, relation.guard, values)]
    return ways


def _as_it_stands(ways: tuple[tuple[Row, ...], ...], home: Mapping[int, Range]) -> tuple[Row, ...]:
    """Return the rows of a relation if its guard is surely true as the report is, else none."""
    held, *denied = ways
    return () if any(_may_hold(row, home) for (row,) in denied) else held


def _may_hold(row: Row, home: Mapping[int, Range]) -> bool:
    low, high = spread(row, home)
    too_high = low is not None and row.high is not None and low > row.high
    too_low = high is not None and row.low is not None and high < row.low
    return not too_high and not too_low


def spread(row: Row, ranges: Mapping[int, Range]) -> Range:
    """Return the least and the greatest that the sum of a row can be."""
    low: Exact | None = 0
    high: Exact | None = 0
    for index, factor in row.terms.items():
        least, most = ranges[index]
        if factor < 0:
            least, most = most, least
        low = None if low is None or least is None else low + factor * least
        high = None if high is None or most is None else high + factor * most
    return low, high


def _row(relation: Relation, condition: Condition, tolerance: Exact) -> Row:
    terms: dict[int, Exact] = {}
    for side, sign in ((condition.left, 1), (condition.right, -1)):
        for index, coefficient in side.terms:
            terms[index] = terms.get(index, 0) + sign * exact(coefficient)
    constant = exact(condition.right.constant) - exact(condition.left.constant)
    low = None if condition.comparison == "<=" else constant - tolerance
    high = None if condition.comparison == ">=" else constant + tolerance
    return Row(relation, {index: factor for index, factor in terms.items() if factor}, low, high)


def _denied(relation: Relation, guard: Condition, values: tuple[Value, ...]) -> Iterator[Row]:
    """Yield the ways in which a guard can be false, each as a row."""
    row = _row(relation, guard, 0)
    edge = exact(guard.right.constant) - exact(guard.left.constant)
    step = _step(row, values)
    below, above = (None, edge - step), (edge + step, None)
    ways: dict[str, list[Range]] = {
        "==": [below, above],
        "!=": [(edge, edge)],
        "<=": [above],
        ">=": [below],
        "<": [(edge, None)],
        ">": [(None, edge)],
    }
    for low, high in ways[guard.comparison]:
        yield evolve(row, low=low, high=high)


def _step(row: Row, values: tuple[Value, ...]) -> Exact:
    """Return the least by which two different sums of these cells can differ, near enough."""
    places = 0
    for index, factor in row.terms.items():
        value = values[index]
        if value.kind != "integer":
            places = max(places, 6 if value.places is None else value.places)
        if not isinstance(factor, int):
            places = max(places, 6)
    return exact(Fraction(1, 10**places))
