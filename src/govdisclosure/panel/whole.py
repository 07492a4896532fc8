"""Relations in whole numbers: every cell is counted in units of its last place, so that machine integers are exact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property, lru_cache

from attrs import define, frozen

from govdisclosure.form import Condition, Form, Relation, Sum, multiply
from govdisclosure.spec import Comparison, Number, Value, decimal_places

MOST_PLACES = 18
"""Decimal places of the numbers that findings give; a rule that needs more is left to the check of single reports."""

USUAL_PLACES = 6
"""Decimal places of amounts where the format does not say how many; more are exact too, but slow."""

_ROOM = 2**62


@frozen(eq=False)
class Side:
    """A sum over cells in units of the relation's last place."""

    terms: tuple[tuple[int, int], ...]
    constant: int

    @property
    def weight(self) -> int:
        """How many times larger than the largest cell the sum can be."""
        return sum(abs(coefficient) for _, coefficient in self.terms)


@frozen(eq=False)
class WholeTest:
    """A condition over whole numbers; `gap` is left minus right, with every cell once."""

    left: Side
    right: Side
    gap: Side
    comparison: Comparison
    tolerance: int
    places: int
    """Decimal places of the unit in which the sides are counted."""

    @property
    def limit(self) -> int:
        """The largest number that a cell may hold for all sums to stay far within 64 bits."""
        sides = (self.left, self.right, self.gap)
        constant = max(abs(side.constant) for side in sides) + abs(self.tolerance)
        return (_ROOM - constant) // max(1, *(side.weight for side in sides))


@frozen(eq=False)
class WholeRelation:
    """A relation of a form in whole numbers, and the cells of both years that it speaks of."""

    relation: Relation
    test: WholeTest
    guard: WholeTest | None
    this: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def limit(self) -> int:
        """The largest number that a cell may hold for all sums to stay far within 64 bits."""
        return min(self.test.limit, self.guard.limit if self.guard else _ROOM)

    @property
    def is_constant(self) -> bool:
        """Whether its sides, or those of its guard, have the same difference whatever the cells hold."""
        return not self.test.gap.terms or (self.guard is not None and not self.guard.gap.terms)

    @property
    def places(self) -> int:
        """Decimal places of the finest unit."""
        return max(self.test.places, self.guard.places if self.guard else 0)


@define(eq=False, slots=False)
class WholeForm:
    """All relations and bounds of a form in whole numbers."""

    form: Form
    places: tuple[int, ...]
    """Decimal places in which each cell is counted, this year's and then the year before's."""
    relations: tuple[WholeRelation, ...]
    bounds: dict[int, WholeRelation]
    """The lower bound of each cell that has one, by the cell's index."""

    @cached_property
    def limit(self) -> int:
        """The largest magnitude of a cell's whole number with which all sums are exact; 0 if none is."""
        every = (*self.relations, *self.bounds.values())
        # A rule whose cells cancel out is as rare as one with too many places, and is left to the single check too.
        if any(relation.places > MOST_PLACES or relation.is_constant for relation in every):
            return 0
        return max(0, min((relation.limit for relation in every), default=_ROOM))

    @cached_property
    def used(self) -> tuple[int, ...]:
        """The cells of this year and the year before that some relation or bound speaks of."""
        cells = {index for relation in self.relations for index in (*relation.this, *relation.before)}
        return tuple(sorted(cells | self.bounds.keys()))

    def amount(self, number: Number, index: int) -> int:
        """Return a number that the spec gives for a cell in units of the cell's last place."""
        return _scaled(number, self.places[index])

    def number(self, units: int, index: int) -> Number:
        """Return the number of so many units of a cell's last place, with no more digits than it needs."""
        value, places = self.form.values[index], self.places[index]
        if value.kind == "integer":
            return units // int(10**places)
        number = Decimal(units).scaleb(-places).normalize()
        return number.quantize(Decimal(1)) if units and number == number.to_integral_value() else number

    @cached_property
    def least(self) -> dict[int, int]:
        """The lowest number that the bound of a cell allows, by the cell, in units of the cell's last place."""
        gaps = {index: bound.test.gap for index, bound in self.bounds.items()}
        return {index: -(gap.constant // gap.terms[0][1]) for index, gap in gaps.items()}


@lru_cache(maxsize=64)
def whole_form(form: Form) -> WholeForm:
    """Return the relations of a form in units of the last place of each cell."""
    places = tuple(_places_of(value) for value in form.values) * 2
    bounds = {relation.cells[0]: _whole(relation, form, places) for relation in form.bounds}
    return WholeForm(form, places, tuple(_whole(relation, form, places) for relation in form.relations), bounds)


def _places_of(value: Value) -> int:
    """Return the decimal places in which the cells of a value are counted; figures with more are a rare case."""
    ends = [end for mark in value.marks for end in (mark.low, mark.high)]
    least = max(map(_places, [*ends, 0 if value.min is None else value.min]))
    usual = 0 if value.kind != "decimal" else USUAL_PLACES if value.places is None else value.places
    return max(least, usual)


def _whole(relation: Relation, form: Form, places: tuple[int, ...]) -> WholeRelation:
    count = len(form.cells)
    return WholeRelation(
        relation,
        _test(relation.condition, relation.tolerance, places),
        _test(relation.guard, 0, places) if relation.guard else None,
        tuple(index for index in relation.cells if index < count),
        tuple(index for index in relation.cells if index >= count),
    )


def _test(condition: Condition, tolerance: Number, places: tuple[int, ...]) -> WholeTest:
    sides = (condition.left, condition.right)
    needed = [_places(tolerance), *(_places(side.constant) for side in sides)]
    needed += [places[index] + _places(number) for side in sides for index, number in side.terms]
    unit = max(needed)
    left, right = (_side(side, places, unit) for side in sides)
    net: dict[int, int] = {}
    for index, coefficient in (*left.terms, *((index, -number) for index, number in right.terms)):
        net[index] = net.get(index, 0) + coefficient
    gap = Side(tuple(_ordered(net.items())), left.constant - right.constant)
    return WholeTest(left, right, gap, condition.comparison, _scaled(tolerance, unit), unit)


def _side(side: Sum, places: tuple[int, ...], unit: int) -> Side:
    terms = ((index, _scaled(coefficient, unit - places[index])) for index, coefficient in side.terms)
    return Side(tuple(_ordered(terms)), _scaled(side.constant, unit))


def _ordered(terms: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put what is added before what is taken away; what counts zero times is left out."""
    return sorted((term for term in terms if term[1]), key=lambda term: (term[1] < 0, term[0]))


def _places(number: Number) -> int:
    return max(0, decimal_places(number))


def _scaled(number: Number, places: int) -> int:
    """Return a number in units of 10 to the power of minus `places`; it is known to be whole there."""
    return int(multiply(number, 10**places))
