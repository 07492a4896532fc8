"""What the rules of a format say of a form that nobody has filled in: what cannot hold, and what leaves no choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from govdisclosure.form import Effort, Form, LimitReachedError
from govdisclosure.localisation import Deduction, Relations, System, blank_systems, consistency, forced


@frozen(eq=False)
class BlankForm:
    """Relations that no numbers satisfy together, cells left one number only, and the parts not fully looked at."""

    conflicts: tuple[Relations, ...]
    settled: tuple[Deduction, ...]
    untested: tuple[System, ...]


def blank_form(form: Form, effort: Effort) -> BlankForm:
    """Return what deduction says of a blank form, part by part until the steps are used up."""
    conflicts: list[Relations] = []
    settled: list[Deduction] = []
    gaps = _with_gaps(form)
    systems = [system for system in blank_systems(form) if _is_doubtful(form, system, gaps)]
    for number, system in enumerate(systems):
        judged = consistency(system, effort)
        conflicts += judged.conflicts
        try:
            settled += forced(judged.rest, effort)
        except LimitReachedError:
            return BlankForm(tuple(conflicts), tuple(settled), tuple(systems[number:]))
    return BlankForm(tuple(conflicts), tuple(settled), ())


def _with_gaps(form: Form) -> frozenset[str]:
    """Return the tables that have no number in some of their cells."""
    numbers = Counter(cell.table for cell, value in zip(form.cells, form.values, strict=True) if value.numeric)
    tables = form.tables.values()
    return frozenset(one.key for one in tables if numbers[one.key] < len(one.rows.lines) * len(one.columns.lines))


def _is_doubtful(form: Form, system: System, gaps: frozenset[str]) -> bool:
    """Whether a system is more than the sums of whole tables, which always can hold and leave every cell free."""
    if any(constraint.relation.kind == "rule" for constraint in system.constraints):
        return True
    return any(form.cells[index].table in gaps for index in system.home)


def untested_rules(systems: Sequence[System]) -> set[str]:
    """Return the written rules in some systems."""
    relations = (constraint.relation for system in systems for constraint in system.constraints)
    return {relation.rule for relation in relations if relation.kind == "rule"}
