"""Linear relations over the cells of a form: sparse sums, how two of them compare, and the rule that says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from attrs import frozen

from govdisclosure.form.exact import add, minus, multiply
from govdisclosure.spec import Comparison, Node, Number, Rule, Severity, Source, Value


@frozen(eq=False)
class Sum:
    """A sparse linear sum: pairs of a cell's index and its coefficient, and a constant.

    The index of a cell of the previous year is its index in the form plus the number of cells.
    """

    terms: tuple[tuple[int, Number], ...]
    constant: Number = 0

    def given(self, known: Mapping[int, Number]) -> Sum:
        """Return the sum with the numbers of some cells put in.

        >>> Sum(((0, 1), (5, 2)), 3).given({5: 10})
        Sum(terms=((0, 1),), constant=23)
        """
        constant = self.constant
        for index, coefficient in self.terms:
            constant = add(constant, multiply(coefficient, known.get(index, 0)))
        return Sum(tuple(term for term in self.terms if term[0] not in known), constant)


@frozen(eq=False)
class Condition:
    """Two sums and how they compare."""

    left: Sum
    comparison: Comparison
    right: Sum

    def given(self, known: Mapping[int, Number]) -> Condition:
        """Return the comparison with the numbers of some cells put in."""
        return Condition(self.left.given(known), self.comparison, self.right.given(known))

    @cached_property
    def difference(self) -> Sum:
        """Left minus right: each cell once, with what it counts in all, and none that cancels.

        >>> left, right = Sum(((0, 1), (1, 2)), 3), Sum(((1, 2), (2, 1)))
        >>> Condition(left, "==", right).difference
        Sum(terms=((0, 1), (2, -1)), constant=3)
        """
        net: dict[int, Number] = {}
        for index, coefficient in self.left.terms:
            net[index] = add(net.get(index, 0), coefficient)
        for index, coefficient in self.right.terms:
            net[index] = add(net.get(index, 0), minus(coefficient))
        terms = tuple((index, coefficient) for index, coefficient in net.items() if coefficient)
        return Sum(terms, add(self.left.constant, minus(self.right.constant)))


@frozen(eq=False, repr=False)
class Relation:
    """One instance of a rule, ready to be checked."""

    rule: str
    instance: str
    condition: Condition
    severity: Severity
    tolerance: Number
    level: int
    guard: Condition | None
    source: Source
    kind: Literal["sum", "rule", "bound"]
    origin: Rule | Node | Value
    is_rounded: bool = False
    """Whether the tolerance holds what rounding may have taken from the figures."""

    def __repr__(self) -> str:
        return f"<Relation {self.id}: {len(self.cells)} cells, {self.severity}>"

    @property
    def id(self) -> str:
        """The published id of the instance: `RULE[INSTANCE]`."""
        return f"{self.rule}[{self.instance}]" if self.instance else self.rule

    @property
    def is_equality(self) -> bool:
        """Whether it says that two sums are the same within its tolerance, whatever else the report says."""
        return self.condition.comparison == "==" and self.guard is None

    @property
    def is_equation(self) -> bool:
        """Whether it says that two sums are exactly the same, whatever else the report says."""
        return self.is_equality and not self.tolerance

    @cached_property
    def cells(self) -> tuple[int, ...]:
        """The indices of the cells it compares, left before right, each once; those of its guard come last."""
        sums = [self.condition.left, self.condition.right]
        if self.guard:
            sums += [self.guard.left, self.guard.right]
        return tuple(dict.fromkeys(index for side in sums for index, _ in side.terms))
