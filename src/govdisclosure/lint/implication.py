"""What follows from equalities: whether a relation holds wherever others do, and by which of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from govdisclosure.form import (
    ONE,
    Effort,
    Equalities,
    Exact,
    Form,
    Relation,
    combined,
    exact,
    linear,
    size,
    tags,
    variables,
)


@frozen(eq=False)
class Premises:
    """Relations that are taken to hold, as equalities, and the least number that each of their variables may be."""

    relations: tuple[Relation, ...]
    equalities: Equalities
    lows: Mapping[int, Exact]
    entangled: frozenset[Relation]
    """Those of the relations of which each follows from some of the others."""

    @classmethod
    def of(cls, form: Form, relations: Iterable[Relation], effort: Effort) -> Premises:
        """Take the sums of the axes and the exact equalities among some relations.

        A total that is at least the sum of its parts equals their sum and a rest, a variable of its own.
        """
        taken = tuple(sorted(filter(is_premise, relations), key=_order))
        lows = {index: exact(value.min) for index, value in enumerate(form.values) if value.min is not None}
        equalities = Equalities(effort)
        entangled: set[Relation] = set()
        for number, relation in enumerate(taken):
            expression, rest = linear(relation.condition.difference), len(form.cells) + number
            if relation.condition.comparison == ">=":
                expression[rest], lows[rest] = -1, 0
            total = relation.condition.left.terms[:1] if relation.kind == "sum" else ()
            left = equalities.add(expression | {ONE - 1 - number: 1}, *(index for index, _ in total), rest)
            if not variables(left):
                entangled.update(taken[ONE - 1 - tag] for tag in tags(left))
        return cls(taken, equalities, lows, frozenset(entangled))

    @property
    def independent(self) -> int:
        """How many equalities do not follow from the others."""
        return len(self.equalities.solved) - sum(one.condition.comparison == ">=" for one in self.relations)

    def because(self, relation: Relation) -> tuple[Relation, ...] | None:
        """Return the premises by which a relation always holds; None if it does not follow from them."""
        if relation.level != 1:
            return None
        rest = self.equalities.reduce(linear(relation.condition.difference))
        if not self._holds(rest, relation):
            return None
        return tuple(self.relations[ONE - 1 - tag] for tag in sorted(tags(rest), reverse=True))

    def _holds(self, rest: Mapping[int, Exact], relation: Relation) -> bool:
        tolerance = exact(relation.tolerance)
        match relation.condition.comparison:
            case "==":
                return not variables(rest) and size(rest.get(ONE, 0)) <= tolerance
            case ">=":
                return self._at_least(rest, -tolerance)
            case _:
                return self._at_least(combined([(-1, rest)]), -tolerance)

    def _at_least(self, expression: Mapping[int, Exact], least: Exact) -> bool:
        """Whether an expression is never below a number, since none of its variables is below its own least one."""
        keys = variables(expression)
        if not all(expression[key] > 0 and key in self.lows for key in keys):
            return False
        return expression.get(ONE, 0) + sum(expression[key] * self.lows[key] for key in keys) >= least


def is_premise(relation: Relation) -> bool:
    """Whether a relation always says exactly what its terms are together: a sum of an axis, or a plain equality."""
    if relation.level != 1 or relation.guard is not None:
        return False
    return relation.kind == "sum" or (relation.condition.comparison == "==" and not relation.tolerance)


def _order(relation: Relation) -> tuple[bool, bool]:
    """Put sums before rules, and the exact ones first: where others then depend on each other, a rest is left."""
    return relation.kind != "sum", relation.condition.comparison != "=="
