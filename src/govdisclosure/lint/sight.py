"""Which single wrong numbers the rules of a format find, and of which they tell the cell.

A number that is out by e leaves each equality that its cell is in out by e times the coefficient: that pattern is all
that can be seen. Every error is found in a cell that is in an equality. Its cell is told where no other cell leaves the
same pattern up to a factor; where n cells do, the error could equally be in each. Inequalities and rules with a
condition see some errors and not others; a quotient is held against what it is of, where both are numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import frozen

from govdisclosure.form import Exact, Form, Relation, divided, exact, size, stated
from govdisclosure.spec import Severity

Sight = Literal["located", "found", "sometimes", "never"]
Column = tuple[tuple[int, Exact], ...]
"""The equalities that a cell is in, by their places, with its coefficient in each."""


@frozen(eq=False)
class Watched:
    """A cell of numbers, and what the rules see of a wrong number in it.

    `rules` are the relations inside one report that it is in, `between` those with last year's report, `texts` the
    rules about the text. A number that is out by `beyond` or less may pass as rounded. `group` are the cells in which
    the error could equally be, this one among them; empty where no equality has it.
    `is_quotient` says that it is a share or a ratio.
    """

    index: int
    sight: Sight
    rules: tuple[Relation, ...]
    between: tuple[Relation, ...]
    texts: tuple[str, ...]
    beyond: Exact = 0
    group: tuple[int, ...] = ()
    is_quotient: bool = False


def watched(form: Form) -> tuple[Watched, ...]:
    """Return what the rules see of each cell of numbers, in the order of the form.

    >>> import govdisclosure as gd
    >>> cells = watched(gd.expand(gd.load_spec("cn/2021")))
    >>> [sum(cell.sight == sight for cell in cells) for sight in ("located", "found", "sometimes", "never")]
    [175, 15, 0, 10]
    """
    within, between = (_by_cell(form, level) for level in (1, 2))
    texts = _texts(form)
    # An equality inside one report, without a condition, never lets a large enough error pass.
    equalities = [one for one in form.relations if one.level == 1 and one.is_equality]
    # Only what must hold tells where an error is; what may be explained just says that there is one.
    may = _columns(equalities)
    must = _columns(equalities, only="error")
    groups = _groups(must) | _groups({index: column for index, column in may.items() if index not in must})
    found = []
    for index in (index for index, value in enumerate(form.values) if value.numeric):
        group, rules = groups.get(index, ()), within[index]
        is_quotient = any(line.header.own.ratio for line in form.lines[index])
        beyond = _beyond(equalities, may.get(index, ()))
        sight = _sight(group, any_rule=bool(rules) or is_quotient, must=index in must)
        found.append(Watched(index, sight, rules, between[index], texts.get(index, ()), beyond, group, is_quotient))
    return tuple(found)


def _sight(group: tuple[int, ...], *, any_rule: bool, must: bool) -> Sight:
    """Return what is seen of an error in a cell, by those that it could equally be in, and whether any rule has it."""
    if group:
        return "located" if must and len(group) == 1 else "found"
    return "sometimes" if any_rule else "never"


def _columns(equalities: list[Relation], only: Severity | None = None) -> dict[int, Column]:
    found: defaultdict[int, list[tuple[int, Exact]]] = defaultdict(list)
    for place, relation in enumerate(equalities):
        if only in (None, relation.severity):
            for index, coefficient in relation.condition.difference.terms:
                found[index].append((place, exact(coefficient)))
    return {index: tuple(column) for index, column in found.items()}


def _groups(columns: Mapping[int, Column]) -> dict[int, tuple[int, ...]]:
    """Return for each cell those whose columns are multiples of its own, itself among them."""
    found: defaultdict[Column, list[int]] = defaultdict(list)
    for index, column in columns.items():
        first = column[0][1]
        found[tuple((place, divided(factor, first)) for place, factor in column)].append(index)
    return {index: group for group in map(tuple, found.values()) for index in group}


def _beyond(equalities: Sequence[Relation], column: Column) -> Exact:
    """Return the largest error in a cell that all its equalities let pass."""
    hidden = (divided(exact(equalities[place].tolerance), size(factor)) for place, factor in column)
    return min(hidden, default=0)


def _by_cell(form: Form, level: int) -> dict[int, tuple[Relation, ...]]:
    """Return the relations of a level by their cells; of those with last year's report, the cells of this year."""
    found: dict[int, list[Relation]] = {index: [] for index in range(len(form.cells))}
    for relation in form.relations:
        if relation.level == level:
            for index in relation.cells:
                if index in found:
                    found[index].append(relation)
    return {index: tuple(relations) for index, relations in found.items()}


def _texts(form: Form) -> dict[int, tuple[str, ...]]:
    """Return the rules about the text by the cells that their numbers are held against."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for rule in form.spec.rules:
        relations = stated(form, rule, 0, "") if rule.says else ()
        for index, name in {index: relation.rule for relation in relations for index in relation.cells}.items():
            found[index].append(name)
    return {index: tuple(rules) for index, rules in found.items()}
