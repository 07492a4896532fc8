"""What the rules of a format say of a form that nobody has filled in: what cannot hold, and what leaves no choice."""

from __future__ import annotations

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
    systems = [system for system in blank_systems(form) if _is_doubtful(form, system)]
    for number, system in enumerate(systems):
        judged = consistency(system, effort)
        conflicts += judged.conflicts
        try:
            settled += forced(judged.rest, effort)
        except LimitReachedError:
            return BlankForm(tuple(conflicts), tuple(settled), tuple(systems[number:]))
    return BlankForm(tuple(conflicts), tuple(settled), ())


def _is_doubtful(form: Form, system: System) -> bool:
    """Whether a system is more than the sums of whole tables, which always can hold and leave every cell free."""
    relations = [constraint.relation for constraint in system.constraints]
    tables = [form.tables[key] for key in {form.cells[index].table for index in system.home}]
    return any(relation.kind == "rule" for relation in relations) or any(
        sum(form.values[cell].numeric for cell in table.cells.values())
        < len(table.rows.lines) * len(table.columns.lines)
        for table in tables
    )


def untested_rules(systems: Sequence[System]) -> set[str]:
    """Return the written rules in some systems."""
    relations = (constraint.relation for system in systems for constraint in system.constraints)
    return {relation.rule for relation in relations if relation.kind == "rule"}
