"""What a report must satisfy, as systems of linear constraints: the common ground of error localisation and deduction.

Every cell of numbers has a `home`, the numbers that it may stand for as it is (a printed number: itself; a blank: any),
and a `wide`, the numbers that it could hold at all. A set of cells explains the findings if letting these cells leave
their homes makes all constraints hold at once. Of `total == a + b` with 5, 2 and a blank, for instance, the constraint
is 0 <= total - a - b <= 0, the homes are [5, 5], [2, 2] and [0, None], and nothing has to leave its home.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain, product
from math import prod

from attrs import define, evolve, field, frozen

from govdisclosure.form import ONE, Condition, Exact, Form, Interval, Relation, components, exact, linear
from govdisclosure.report import Report, interval_at
from govdisclosure.spec import Number, Value

Range = tuple[Exact | None, Exact | None]
"""Lowest and highest number, both included; None is without limit."""

MAX_CASES = 128
"""Combinations of guards, each true or false, that are looked at; beyond, guards are taken as the report has them."""
_FRACTION_PLACES = 6
"""Decimal places in which different sums of amounts are taken to differ, where the spec does not say."""


@frozen(eq=False)
class Constraint:
    """A sum of cells, each with its coefficient, that must lie in a range."""

    relation: Relation
    terms: Mapping[int, Exact]
    low: Exact | None
    high: Exact | None
    tolerance: Exact = 0
    """By how much the range is wider than what the relation says."""

    def exactly(self) -> Constraint:
        """Return the constraint without its tolerance."""
        low = None if self.low is None else self.low + self.tolerance
        return evolve(self, low=low, high=None if self.high is None else self.high - self.tolerance, tolerance=0)

    def spread(self, ranges: Mapping[int, Range]) -> Range:
        """Return the least and the greatest that the sum can be."""
        low: Exact | None = 0
        high: Exact | None = 0
        for index, factor in self.terms.items():
            least, most = ranges[index] if factor > 0 else ranges[index][::-1]
            low = None if low is None or least is None else low + factor * least
            high = None if high is None or most is None else high + factor * most
        return low, high

    def can_hold(self, ranges: Mapping[int, Range]) -> bool:
        """Whether the sum can lie in its range."""
        return not is_empty(both(self.spread(ranges), (self.low, self.high)))


@frozen(eq=False)
class System:
    """The constraints of one connected part of a form, and the cells in them."""

    constraints: tuple[Constraint, ...]
    home: Mapping[int, Range]
    wide: Mapping[int, Range]
    values: Mapping[int, Value] = field(repr=False)

    def without(self, constraints: Iterable[Constraint]) -> System:
        """Return the system without some of its constraints."""
        left_out = {id(one) for one in constraints}
        return evolve(self, constraints=tuple(one for one in self.constraints if id(one) not in left_out))

    def exactly(self, cells: Container[int]) -> System:
        """Return the system without tolerance where some cells take part."""
        touched = (any(index in cells for index in one.terms) for one in self.constraints)
        constraints = (one.exactly() if near else one for one, near in zip(self.constraints, touched, strict=True))
        return evolve(self, constraints=tuple(constraints))

    def can_hold(self, index: int, number: Number) -> bool:
        """Whether a cell can hold a number, by its decimal places."""
        places = self.values[index].places
        return places is None or isinstance(number, int) or (exact(number) * 10**places).denominator == 1

    def is_whole(self, index: int) -> bool:
        """Whether a cell holds whole numbers only."""
        return self.values[index].kind == "integer"


@define(eq=False, slots=False)
class Component:
    """A connected part of a form: its cells, what they may hold, and the ways to satisfy each of its relations."""

    cells: tuple[int, ...]
    wide: Mapping[int, Range]
    values: Mapping[int, Value]
    ways: tuple[tuple[Constraint, ...], ...]
    """For each relation its constraint, then one for every way in which its guard can be false."""

    @cached_property
    def count(self) -> int:
        """In how many ways the guards of the component can be true or false."""
        return prod(map(len, self.ways))

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """The constraints of all relations, every guard taken as true."""
        return tuple(ways[0] for ways in self.ways)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every constraint is an equality without a guard."""
        return self.count == 1 and all(one.low == one.high for one in self.constraints)

    def systems(self, report: Report) -> Iterator[System]:
        """Yield what a report must satisfy, once for each way in which the guards can be true or false."""
        if self.count > MAX_CASES:
            yield self.standing(report)
            return
        home = self._homes(report)
        for chosen in product(*self.ways):
            yield System(chosen, home, self.wide, self.values)

    def standing(self, report: Report) -> System:
        """Return what a report must satisfy as it stands: rules whose guard is not surely true say nothing."""
        home = self._homes(report)
        taken = (held for held, *denied in self.ways if not any(one.can_hold(home) for one in denied))
        return System(tuple(taken), home, self.wide, self.values)

    def _homes(self, report: Report) -> dict[int, Range]:
        return {index: _range(interval_at(report, index)) for index in self.cells}


def both(first: Range, second: Range) -> Range:
    """Return the numbers that are in two ranges."""
    lows = [low for low, _ in (first, second) if low is not None]
    highs = [high for _, high in (first, second) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def lies_in(number: Exact, pair: Range) -> bool:
    """Whether a number is in a range."""
    low, high = pair
    return (low is None or number >= low) and (high is None or number <= high)


def is_empty(pair: Range) -> bool:
    """Whether a range has no number."""
    low, high = pair
    return low is not None and high is not None and low > high


def is_single(pair: Range) -> bool:
    """Whether a range has one number only."""
    return pair[0] is not None and pair[0] == pair[1]


def as_number(found: Exact, value: Value) -> Number | None:
    """Return a number as a cell of this kind would hold it; None if no such cell can."""
    if isinstance(found, int) or found.denominator == 1:
        return int(found)
    if value.kind == "integer":
        return None
    digits = Decimal(found.numerator) / Decimal(found.denominator)
    return digits if Fraction(digits) == found else None


def components_of(report: Report) -> tuple[Component, ...]:
    """Return the components of a report, which have no cell in common, so that each can be solved by itself.

    Rules that are not errors, that look at other years, or none of whose cells is in the document, say nothing here.
    """
    absent: frozenset[str] = frozenset()
    if None in report.values:
        absent = frozenset(
            relation.id for relation in report.form.relations if relation.level == 1 and report.lacks(relation.cells)
        )
    return _components_of(report.form, absent)


@lru_cache(maxsize=64)
def _components_of(form: Form, absent: frozenset[str]) -> tuple[Component, ...]:
    return tuple(
        _components(form, [one for one in _of_one_year(form) if one.severity == "error" and one.id not in absent])
    )


def blank_systems(form: Form) -> list[System]:
    """Return what every report of a form must satisfy, part by part, by its rules of any severity without a guard."""
    parts = _components(form, [relation for relation in _of_one_year(form) if relation.guard is None])
    return [System(part.constraints, part.wide, part.wide, part.values) for part in parts]


def _of_one_year(form: Form) -> Iterator[Relation]:
    return (relation for relation in form.relations if relation.level == 1)


def _components(form: Form, relations: Sequence[Relation]) -> Iterator[Component]:
    """Split relations where no cell connects them; a bounded cell in no relation is a component of its own."""
    values, count = form.values, len(relations)
    tied = set(chain.from_iterable(relation.cells for relation in relations))
    cells = [i for i, value in enumerate(values) if value.numeric and (i in tied or value.min is not None)]
    for places in components([*(relation.cells for relation in relations), *zip(cells)]):
        own = tuple(cells[place - count] for place in places if place >= count)
        yield _component(own, [relations[place] for place in places if place < count], values)


def _component(cells: tuple[int, ...], relations: Sequence[Relation], values: tuple[Value, ...]) -> Component:
    return Component(
        cells,
        {index: _range((values[index].min, None)) for index in cells},
        {index: values[index] for index in cells},
        tuple(tuple(_ways(relation, values)) for relation in relations),
    )


def _range(interval: Interval) -> Range:
    low, high = interval
    return (None if low is None else exact(low), None if high is None else exact(high))


def _ways(relation: Relation, values: tuple[Value, ...]) -> Iterator[Constraint]:
    """Yield the ways in which a relation can be satisfied: it holds, or its guard is false."""
    yield _constraint(relation, relation.condition, exact(relation.tolerance))
    if relation.guard is not None:
        yield from _denied(relation, relation.guard, values)


def _constraint(relation: Relation, condition: Condition, tolerance: Exact) -> Constraint:
    terms = linear(condition.difference)
    edge = -terms.pop(ONE, 0)
    low = None if condition.comparison == "<=" else edge - tolerance
    high = None if condition.comparison == ">=" else edge + tolerance
    return Constraint(relation, terms, low, high, tolerance)


def _denied(relation: Relation, guard: Condition, values: tuple[Value, ...]) -> Iterator[Constraint]:
    """Yield the ways in which a guard can be false."""
    edge = -exact(guard.difference.constant)
    constraint = _constraint(relation, guard, 0)
    step = _step(constraint.terms, values)
    below, above = (None, edge - step), (edge + step, None)
    ways: dict[str, list[Range]] = {
        "==": [below, above],
        "!=": [(edge, edge)],
        "<=": [above],
        ">=": [below],
        "<": [(edge, None)],
        ">": [(None, edge)],
    }
    return (evolve(constraint, low=low, high=high) for low, high in ways[guard.comparison])


def _step(terms: Mapping[int, Exact], values: tuple[Value, ...]) -> Exact:
    """Return the least by which two different sums of these cells can differ, near enough."""

    def places(value: Value, factor: Exact) -> int:
        given = _FRACTION_PLACES if value.places is None else value.places
        own = 0 if value.kind == "integer" else given
        return own if isinstance(factor, int) else max(own, _FRACTION_PLACES)

    most = max((places(values[index], factor) for index, factor in terms.items()), default=0)
    return exact(Fraction(1, 10**most))
