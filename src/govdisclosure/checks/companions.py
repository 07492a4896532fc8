"""Other documents of the same body and year, made ready to be compared with its report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from govdisclosure.checks.judging import Judgement, Standing
from govdisclosure.errors import UsageError
from govdisclosure.form import Interval, Relation
from govdisclosure.language import say
from govdisclosure.report import Report, interval_at


def accompanying(others: Iterable[Report], report: Report) -> dict[str, Report]:
    """Return the other documents by the keys under which the rules of the report's format name them.

    Raises `UsageError` for a document in a format that no rule names, of another body or year, or the second of its
    kind; one that does not say whose it is, is taken at the caller's word.
    """
    found: dict[str, Report] = {}
    for other in others:
        key = next((one.key for one in report.spec.companions if one.family == other.spec.family), None)
        if key is None:
            wrong = say(
                zh=f"{report.spec.id} 没有与 {other.spec.family} 文件相比的规则",
                en=f"{report.spec.id} has no rules about documents of {other.spec.family}",
            )
        elif key in found:
            wrong = say(zh=f"{other.spec.family} 文件给了两份", en=f"two documents of {other.spec.family} were given")
        else:
            wrong = _of_another(other, report)
        if wrong or key is None:
            raise UsageError(say(zh=f"另一份文件不能用：{wrong}。", en=f"the other document cannot be used: {wrong}"))
        found[key] = other
    return found


def _of_another(other: Report, report: Report) -> str:
    """Say of what other body or year a document is; nothing where it may be the same."""
    if other.organisation and report.organisation and other.organisation != report.organisation:
        one, two = other.organisation, report.organisation
        return say(zh=f"它属于 {one}，报告属于 {two}", en=f"it is of {one}, the report of {two}")
    if other.period and report.period and other.period != report.period:
        return say(
            zh=f"它是 {other.period.named}的，报告是 {report.period.named}的",
            en=f"it is for {other.period}, not {report.period}",
        )
    return ""


def judge_across(
    report: Report,
    others: Mapping[str, Report],
    prior: Report | None = None,
    chosen: Callable[[Relation], bool] | None = None,
) -> tuple[Judgement, ...]:
    """Judge every chosen rule between a report and other documents of the same body and year.

    What is missing of another document, or the whole of it, may be anything: then nothing can be decided.
    """
    standing = _Accompanied(report, prior, others)
    return tuple(
        Judgement(*standing.outcome(relation), report, prior, others=others)
        for relation in filter(chosen, report.form.across)
    )


@frozen(eq=False)
class _Accompanied(Standing):
    """What the cells of a report and of the documents beside it stand for."""

    others: Mapping[str, Report]

    def interval(self, index: int) -> Interval:
        """Return the interval of a cell; those of other documents come after those of the year before."""
        if index < 2 * len(self.report.values):
            return super().interval(index)
        ref = self.report.form.cell(index)
        other = self.others.get(ref.of)
        place = other.form.index.get((ref.table, ref.row, ref.column)) if other else None
        return (None, None) if other is None or place is None else interval_at(other, place)

    def _applies(self, relation: Relation) -> bool:
        """Whether some cell of the report itself is in it."""
        return any(self._is_drawn(index) for index in relation.cells if index < len(self.report.values))
