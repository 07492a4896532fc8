"""The quick search, for cells that all hold numbers and constraints that are all equalities.

A constraint is *violated* if its cells do not sum to what they should. In a smallest set every violated constraint has
a cell of the set, no other constraint has exactly one (its change would break it), and the changes that the constraints
ask for agree. So the next cell of a set is always sought in one constraint; of all that need one, the shortest. Sets of
constraints and of cells are bits of an integer. If `total == a + b` alone is violated by 1, the smallest sets are
{total: -1}, {a: 1} and {b: 1}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from govdisclosure.form import ONE, Effort, Equalities, Exact, variables
from govdisclosure.localisation.simplex import MAX_STEPS
from govdisclosure.localisation.systems import Component, Constraint, Range, lies_in

Changes = dict[int, Exact]
"""By how much each cell of a set has to change."""


class Layout:
    """The constraints of a component as bits: which of them a cell is in, and which cells each has."""

    def __init__(self, component: Component) -> None:
        # The shortest has the lowest bit, so that the lowest bit that is set is the constraint to look into.
        constraints = sorted(component.constraints, key=lambda one: len(one.terms))
        self.lows: list[tuple[int, int, Exact]] = [
            (number, index, low)
            for number, index in enumerate(component.cells)
            if (low := component.wide[index][0]) is not None
        ]
        """The cells with a least number, each with that number; none has a greatest."""
        position = {index: number for number, index in enumerate(component.cells)}
        self.cells: tuple[int, ...] = component.cells
        self.whole: list[bool] = [component.values[index].kind == "integer" for index in self.cells]
        self.wide: list[Range] = [component.wide[index] for index in self.cells]
        self.members: list[list[int]] = [[position[index] for index in one.terms] for one in constraints]
        self.member_bits: list[int] = [sum(1 << number for number in numbers) for numbers in self.members]
        self.factors: list[dict[int, Exact]] = [_factors(constraints, index) for index in self.cells]
        self.masks: list[int] = [sum(1 << bit for bit in factors) for factors in self.factors]
        self.most: int = max(map(int.bit_count, self.masks), default=0)
        self._sums = [_Residual(one) for one in constraints]

    def residuals(self, numbers: Sequence[Exact]) -> list[Exact]:
        """Return by how much each constraint is off; `numbers` are by the index of the cell in the form."""
        return [one.of(numbers) for one in self._sums]


def _factors(constraints: Sequence[Constraint], index: int) -> dict[int, Exact]:
    """Return with which factor a cell stands in each of the constraints that it is in."""
    return {bit: one.terms[index] for bit, one in enumerate(constraints) if index in one.terms}


class _Residual:
    """A sum made ready for many reports: cells that count once are only picked."""

    def __init__(self, constraint: Constraint) -> None:
        terms = constraint.terms.items()
        self.plus = [index for index, factor in terms if factor == 1]
        self.minus = [index for index, factor in terms if factor == -1]
        self.others = [(index, factor) for index, factor in terms if factor not in (1, -1)]
        self.edge = constraint.low or 0

    def of(self, numbers: Sequence[Exact]) -> Exact:
        pick = numbers.__getitem__
        plain = sum(map(pick, self.plus)) - sum(map(pick, self.minus)) - self.edge
        return plain + sum(factor * numbers[index] for index, factor in self.others) if self.others else plain


@lru_cache(maxsize=256)
def layout_of(component: Component) -> Layout:
    """Return the constraints of a component as bits, made once."""
    return Layout(component)


class Search:
    """All smallest sets of cells of a plain component; `loose` are sets whose changes the constraints leave open."""

    def __init__(self, layout: Layout, numbers: Sequence[Exact]) -> None:
        self.layout = layout
        self.numbers = numbers
        self.found: list[Changes] = []
        self.loose: list[tuple[int, ...]] = []
        self._masks = layout.masks
        self._residuals = layout.residuals(numbers)
        self._violated = sum(1 << bit for bit, gap in enumerate(self._residuals) if gap)
        self._forced = [number for number, index, least in layout.lows if numbers[index] < least]
        """The cells whose number is one that they cannot hold, and which are therefore in every set."""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to explain."""
        return not self._violated and not self._forced

    @property
    def least(self) -> int:
        """How many cells a set has at least."""
        return max(len(self._forced), -(-self._violated.bit_count() // max(self.layout.most, 1)), 1)

    def sets_of(self, size: int) -> tuple[list[Changes], list[tuple[int, ...]]]:
        """Return all sets of this many cells, `least` or more: with their changes or, second, without."""
        self.found, self.loose = [], []
        union = once = 0
        for number in self._forced:
            union, once = self._with(number, union, once)
        self._extend([*self._forced], union, once, size - len(self._forced), 0)
        return self.found, self.loose

    def _with(self, number: int, union: int, once: int) -> tuple[int, int]:
        """Return the constraints that have a cell of a set, and those that have exactly one, when a cell is added."""
        mask = self._masks[number]
        return union | mask, (once & ~mask) | (mask & ~union)

    def _extend(self, chosen: list[int], union: int, once: int, left: int, excluded: int) -> None:
        """Add cells to a set; excluded are those whose sets have been looked at already."""
        need = (self._violated & ~union) | (once & ~self._violated)
        if not left:
            if not need:
                self._record(chosen)
            return
        if need.bit_count() > left * self.layout.most:
            return
        if left == 1 and need:
            self._last(chosen, union, need, excluded)
            return
        # If nothing is needed, the changes do not agree, or one is not possible: another cell must take part.
        for number in self._first_of(need) if need else self._in_constraints(union):
            if not excluded >> number & 1 and number not in chosen:
                self._extend([*chosen, number], *self._with(number, union, once), left - 1, excluded)
                excluded |= 1 << number

    def _first_of(self, need: int) -> list[int]:
        return self.layout.members[(need & -need).bit_length() - 1]

    def _in_constraints(self, union: int) -> Iterator[int]:
        members = 0
        for bit in bits(union):
            members |= self.layout.member_bits[bit]
        return bits(members)

    def _last(self, chosen: list[int], union: int, need: int, excluded: int) -> None:
        """Add the last cell: it is in all constraints that need one, and in none that is neither touched nor wrong."""
        members = ~excluded
        for bit in bits(need):
            members &= self.layout.member_bits[bit]
        barred = ~(union | self._violated)
        for number in bits(members):
            if not self._masks[number] & barred and number not in chosen:
                self._record([*chosen, number])

    def _record(self, chosen: list[int]) -> None:
        """Solve for the changes of a set, and keep it if they are possible."""
        changes = self._solve(chosen)
        if changes is None:
            return
        if len(changes) < len(chosen):
            self.loose.append(tuple(self.layout.cells[number] for number in sorted(chosen)))
        elif all(self._possible(number, change) for number, change in changes.items()):
            self.found.append({self.layout.cells[number]: changes[number] for number in sorted(chosen)})

    def _possible(self, number: int, change: Exact) -> bool:
        """Whether a change is one, and leads to a number that the cell can hold."""
        value = self.numbers[self.layout.cells[number]] + change
        fits = isinstance(value, int) or not self.layout.whole[number]
        return change != 0 and fits and lies_in(value, self.layout.wide[number])

    def _solve(self, chosen: list[int]) -> Changes | None:
        """Return the changes that the constraints determine; None if they contradict each other."""
        union = 0
        for number in chosen:
            union |= self._masks[number]
        equalities = Equalities(Effort(MAX_STEPS))
        for bit in bits(union):
            factors = {number: self.layout.factors[number].get(bit, 0) for number in chosen}
            terms = {number: factor for number, factor in factors.items() if factor}
            rest = equalities.add(terms | {ONE: self._residuals[bit]})
            if not variables(rest) and rest.get(ONE, 0):
                return None
        known = {number: equalities.value(number) for number in chosen}
        return {number: change for number, change in known.items() if change is not None}


def bits(number: int) -> Iterator[int]:
    """Yield the places of the bits of a number that are set."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
