"""Totals that fail over a group that is printed as one row: its parts are blank, so that no set of cells names them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from attrs import evolve

from govdisclosure.checks import Judgement, every_judgement
from govdisclosure.form import Relation, path_name
from govdisclosure.language import current, say
from govdisclosure.report import Report, group_of


def failing_over_subtotals(report: Report) -> tuple[Judgement, ...]:
    """Return the rules of severity error that fail by what some cells come to together, and would hold without it."""
    together = frozenset(chain.from_iterable(report.subtotals))
    if not together:
        return ()

    def concerns(relation: Relation) -> bool:
        return relation.level == 1 and relation.severity == "error" and not together.isdisjoint(relation.cells)

    parts_only = evolve(report, subtotals={})
    apart = {one.relation.id for one in every_judgement(parts_only, chosen=concerns) if one.status == "fail"}
    judged = every_judgement(report, chosen=concerns)
    return tuple(one for one in judged if one.status == "fail" and one.relation.id not in apart)


def subtotals_text(report: Report, failing: Sequence[Judgement]) -> str:
    """Return in a sentence why no cell is named for rules that fail over subtotals, in the current language."""
    concerned = {index for one in failing for index in one.relation.cells}
    groups = [group_of(report.form, cells)[:2] for cells in report.subtotals if not concerned.isdisjoint(cells)]
    found = dict.fromkeys(path_name(report.form.tables[table].rows, group, current()) for table, group in groups)
    names = say(zh="、", en=" and ").join(say(zh=f"“{name}”", en=f"'{name}'") for name in found)
    count = len(failing)
    rules = f"{count} rules over it fail" if count > 1 else "a rule over it fails"
    return say(
        zh=f"{names}只印了一行合计，各行没有印出：含有它的 {count} 条核对不成立，"
        "但不能指出是哪一格，请核对这一行和总数。",
        en=f"Of {names} only a subtotal is printed, not its parts: {rules}, and no cell can be named; "
        "see that row and the totals.",
    )
