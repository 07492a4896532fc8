"""A report against the relations of its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType

from govdisclosure.checks import kernel
from govdisclosure.checks.completeness import completeness, expectations
from govdisclosure.checks.findings import STATUSES, CheckResult, Finding, Shared
from govdisclosure.checks.priors import prepared
from govdisclosure.checks.verdicts import Status, verdict
from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.report.intervals import Interval, difference, interval_at, total
from govdisclosure.report.model import Problem, Report
from govdisclosure.spec.expand import Form, Relation
from govdisclosure.spec.model import Number
from govdisclosure.spec.syntax import nearest


def check(
    report: Report, prior: Report | None = None, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> CheckResult:
    """Check a report against the rules of its format; the report is never changed.

    `prior` is the report of the same organisation for the year before; without it, rules between years are not
    applicable. If it is in another version of the format, it is converted first, which a problem of the result says.
    `select` and `ignore` name rules, or instances of rules, to keep or to leave out; `*` matches anything. Raises
    `UsageError` if the prior report is of an unrelated format, another organisation or another year, or if a name
    matches no rule.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('''{"spec": "cn/2021", "tables": {"applications": {
    ...     "new": {"natural_person": 3}, "carried_in": {"natural_person": 1},
    ...     "outcome": {"natural_person": 2}, "carried_out": {"natural_person": 1}}}}''')
    >>> [(finding.id, finding.difference) for finding in gd.check(report) if finding.status == "fail"]
    [('applications/balance[natural_person]', 1)]
    """
    form = report.form
    notes: tuple[Problem, ...] = ()
    if prior is not None:
        prior, notes = prepared(prior, report)
    if select or ignore:
        return _check_carefully(report, prior, _chosen(form, select, ignore), notes)
    quick = kernel.compiled(form)
    if prior is None and kernel.is_clean(report, quick):
        return CheckResult(report, (), quick.counts, (*report.problems, *expectations(report)))
    return _check_carefully(report, prior, notes=notes)


def _notes(report: Report) -> tuple[Problem, ...]:
    return (*report.problems, *completeness(report))


def _chosen(form: Form, select: Sequence[str], ignore: Sequence[str]) -> Callable[[Relation], bool]:
    """Return whether a relation is to be checked; a name that matches no rule is an error and never a silence."""
    every = (*form.relations, *form.bounds)
    names = {name for relation in every for name in (relation.rule, relation.id)}
    for pattern in (*select, *ignore):
        if not any(_matches(pattern, name) for name in names):
            message = say(
                zh=f"格式 {form.spec.id} 没有规则 {pattern}", en=f"the format {form.spec.id} has no rule {pattern}"
            )
            raise UsageError(message + nearest(pattern, names))

    def chosen(relation: Relation) -> bool:
        def named(patterns: Sequence[str]) -> bool:
            return any(_matches(pattern, name) for pattern in patterns for name in (relation.rule, relation.id))

        return (not select or named(select)) and not named(ignore)

    return chosen


def _matches(pattern: str, name: str) -> bool:
    # Only `*` is special: the brackets of an instance are not a set of characters.
    return fnmatchcase(name, pattern.replace("[", "[[]"))


def _check_carefully(
    report: Report,
    prior: Report | None,
    chosen: Callable[[Relation], bool] = lambda _: True,
    notes: tuple[Problem, ...] = (),
) -> CheckResult:
    form = report.form
    intervals, drawn = _stand(report, prior)
    tally: dict[Status, int] = dict.fromkeys(STATUSES, 0)
    found: list[Finding] = []
    for relation in filter(chosen, form.relations):
        applies = _is_drawn(relation, drawn)
        status: Status = verdict(relation, intervals.__getitem__) if applies else "not_applicable"
        tally[status] += 1
        if status in ("fail", "undecided"):
            found.append(judged(relation, status, intervals, report, prior))
    for relation in filter(chosen, form.bounds):
        if verdict(relation, intervals.__getitem__) == "fail":
            tally["fail"] += 1
            found.append(judged(relation, "fail", intervals, report, prior))
    return CheckResult(
        report, tuple(_with_shared(found)), MappingProxyType(tally), (*_notes(report), *notes), prior is not None
    )


def _stand(report: Report, prior: Report | None) -> tuple[list[Interval], list[bool]]:
    """Return every cell's interval, the prior year's after this year's, and whether the cell is in its document."""
    form = report.form
    intervals = [interval_at(report, index) for index in range(len(form.cells))]
    drawn = [report.content(index).state != "absent" for index in range(len(form.cells))]
    for cell, value in zip(form.cells, form.values, strict=True):
        # The prior report may name other keys for open rows, so its cells are found by their paths.
        index = prior.form.index.get((cell.table, cell.row, cell.column)) if prior else None
        if prior is None or index is None:
            intervals.append((value.min, None))
            drawn.append(False)
        else:
            intervals.append(interval_at(prior, index))
            drawn.append(prior.content(index).state != "absent")
    return intervals, drawn


def _is_drawn(relation: Relation, drawn: list[bool]) -> bool:
    """Whether some cell of this year, and some of the prior year if the rule looks back, is in the documents."""
    count = len(drawn) // 2
    this = [drawn[index] for index in relation.cells if index < count]
    before = [drawn[index] for index in relation.cells if index >= count]
    return all(any(cells) for cells in (this, before) if cells)


def judged(
    relation: Relation, status: Status, intervals: Sequence[Interval], report: Report, prior: Report | None = None
) -> Finding:
    """Return what there is to say about a relation: its two sides on the numbers of the report, and its status."""
    condition = relation.condition
    left = _number(total(condition.left, intervals.__getitem__))
    right = _number(total(condition.right, intervals.__getitem__))
    gap = None
    if left is not None and right is not None:
        gap = _number(difference(condition.left, condition.right, intervals.__getitem__))
    return Finding(relation, status, left, right, gap, report, prior)


def _number(interval: Interval) -> Number | None:
    low, high = interval
    return low if low is not None and low == high else None


def _with_shared(findings: list[Finding]) -> Iterator[Finding]:
    """Tell every failed rule which of its cells other failed rules contain too."""
    containing: dict[int, list[str]] = {}
    for finding in findings:
        if finding.status == "fail":
            for index in finding.relation.cells:
                containing.setdefault(index, []).append(finding.id)
    for finding in findings:
        if finding.status == "fail":
            finding.shared = tuple(
                Shared(index, others)
                for index in finding.relation.cells
                if (others := tuple(name for name in containing[index] if name != finding.id))
            )
        yield finding
