"""Written rules put on the cells of a form: one relation for each line on which a rule holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from govdisclosure.form.axes import Line, lines_of
from govdisclosure.form.cells import Cells, place_of
from govdisclosure.form.exact import add, multiply
from govdisclosure.form.leeway import Leeway, leeway
from govdisclosure.form.relations import Condition, Relation, Sum
from govdisclosure.spec import Number, Rule, Source, Spec, formula


def source_of(spec: Spec, *sources: Source | None) -> Source:
    """Return the innermost of the sources (outermost first), each filled up from the one around it."""
    found = spec.source
    for source in sources:
        found = (source or Source()).within(found)
    return found


def instances(form: Cells, rule: Rule) -> Iterator[Relation]:
    """Yield a written rule between cells, once for each line on which it holds."""
    check = formula.parse(rule.check)
    guard = formula.parse(rule.when, formula.GUARDS) if rule.when else None
    lines: list[Line | None] = [None]
    if rule.table and rule.each:
        lines = [*form.tables[rule.table].axis(rule.each).lines]
    for line in lines:
        relation = _relation(form, rule, check, guard, line)
        if relation is not None:
            yield relation


def stated(form: Cells, rule: Rule, number: Number | None, instance: str) -> tuple[Relation, ...]:
    """Return what a statement of the text means: one relation for each formula of its rule, with the number put in.

    >>> from govdisclosure import expand, load_spec
    >>> form = expand(load_spec("cn/2021"))
    >>> rule = form.spec.rule("stated_received")
    >>> [relation.condition.left.constant for relation in stated(form, rule, 12, "overview")]
    [12, 12]
    """
    formulas = [formula.parse(text) for text in (rule.check, *rule.alternatives)]
    found = (_relation(form, rule, check, None, None, number) for check in formulas)
    return tuple(evolve(relation, instance=instance) for relation in found if relation is not None)


def _relation(
    form: Cells,
    rule: Rule,
    check: formula.Formula,
    guard: formula.Formula | None,
    line: Line | None,
    number: Number | None = None,
) -> Relation | None:
    """Return a written rule on one line, or with a number of the text; None where the form has not all its cells."""
    condition = _condition(form, rule, check, line, number)
    when = _condition(form, rule, guard, line, number) if guard else None
    if condition is None or (guard and when is None):
        return None
    given = rule.tolerance
    usual = leeway(condition, form.values, number) if given is None else Leeway(given, is_rounded=False)
    references = (*check.references, *(guard.references if guard else ()))
    return Relation(
        rule=rule.id,
        instance=line.path if line else "",
        condition=condition,
        severity=rule.severity,
        tolerance=usual.tolerance,
        is_rounded=usual.is_rounded,
        level=_level(references),
        guard=when,
        source=source_of(
            form.spec, form.spec.narrative.source if rule.says and form.spec.narrative else None, rule.source
        ),
        kind="rule",
        origin=rule,
    )


def _level(references: Sequence[formula.Reference]) -> int:
    """Return the ESS validation level of a rule: inside the report, between years, between documents of one body."""
    if any(reference.companion for reference in references):
        return 4
    return 2 if any(reference.prior for reference in references) else 1


def _condition(
    form: Cells, rule: Rule, parsed: formula.Formula, line: Line | None, number: Number | None
) -> Condition | None:
    """Put the cells of one line, and a number of the text, into a formula; None where the form has no such cells."""
    left, right = (_side(form, rule, side, line, number) for side in (parsed.left, parsed.right))
    return None if left is None or right is None else Condition(left, parsed.comparison, right)


def _side(form: Cells, rule: Rule, side: formula.Side, line: Line | None, number: Number | None) -> Sum | None:
    terms: list[tuple[int, Number]] = []
    constant = side.constant
    for term in side.terms:
        if number is not None and rule.says and term.reference.is_stated:
            constant = add(constant, multiply(term.coefficient, number))
            continue
        cells = _named(form, rule, term.reference, line)
        if not cells:
            return None
        terms += ((index, multiply(term.coefficient, sign)) for index, sign in cells)
    return Sum(tuple(terms), constant)


def _named(form: Cells, rule: Rule, reference: formula.Reference, line: Line | None) -> list[tuple[int, int]]:
    """Return the cells that a name stands for, each with its sign; none where one of them holds no numbers."""
    if reference.companion:
        return [(form.index_of(reference, rule, None), 1)]
    cells = _cells_of(form, rule, place_of(reference, rule, line.path if line else None))
    before = len(form.cells) if reference.prior else 0
    is_numeric = all(form.values[index].numeric for index, _ in cells)
    return [(index + before, sign) for index, sign in cells] if is_numeric else []


def _cells_of(form: Cells, rule: Rule, place: tuple[str, str, str]) -> list[tuple[int, int]]:
    """Return the cell of a place; in a rule about the text, of a header without cells those that it is the head of.

    Each comes with its sign in a sum.
    """
    if rule.says is None or place in form.index or place[0] not in form.tables:
        return [(form.index[place], 1)] if place in form.index else []
    table = form.tables[place[0]]
    rows, columns = lines_of(table.rows, place[1]), lines_of(table.columns, place[2])
    return [
        (table.cells[row, column], sign * other)
        for row, sign in rows
        for column, other in columns
        if (row, column) in table.cells
    ]
