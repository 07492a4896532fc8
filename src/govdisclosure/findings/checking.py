"""A report against the relations of its form."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from functools import partial
from types import MappingProxyType

from attrs import astuple

from govdisclosure.checks import (
    Judgement,
    accompanying,
    completeness,
    judge_across,
    judge_report,
    kernel,
    prepared,
    stated_judgements,
    text_problems,
)
from govdisclosure.errors import UsageError, unexpected
from govdisclosure.findings.finding import Finding
from govdisclosure.findings.result import CheckResult
from govdisclosure.findings.shared import NONE_FAILED, Failed
from govdisclosure.form import Form, Relation, Status
from govdisclosure.language import current, say, using
from govdisclosure.likeness import nearest
from govdisclosure.report import Problem, Report, Reported, report_of


def check(
    report: Reported | str | os.PathLike[str],
    prior: Reported | str | os.PathLike[str] | None = None,
    *,
    companions: Iterable[Reported] | None = None,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
) -> CheckResult:
    """Check a report against the rules of its format; the report is never changed. A path is read first.

    `prior` is the report of the same organisation for the year before; without it, rules between years are not
    applicable. If it is in another version of the format, it is converted first, which a problem of the result says.
    `companions` are other documents of the same organisation and year, in formats that the rules refer to; without any
    given (None), rules between documents are not judged, and they are undecided as far as one of them is missing.
    `select` and `ignore` name rules, or instances of rules, to keep or to leave out; `*` matches anything. Raises
    `UsageError` if the prior report or a companion is of an unrelated format, another organisation or another year, or
    if a name matches no rule, and `ReadError` if a document cannot be read.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('''{"spec": "cn/2021", "tables": {"applications": {
    ...     "new": {"natural_person": 3}, "carried_in": {"natural_person": 1},
    ...     "outcome": {"natural_person": 2}, "carried_out": {"natural_person": 1}}}}''')
    >>> [(finding.id, finding.difference) for finding in gd.check(report) if finding.status == "fail"]
    [('applications/balance[natural_person]', 1)]
    """
    report = _at_hand(report)
    form = report.form
    notes: tuple[Problem, ...] = ()
    if prior is not None:
        prior, notes = prepared(_at_hand(prior), report)
    chosen = _chosen(form, _names(select), _names(ignore)) if select or ignore else _every
    statements: tuple[Judgement, ...] = ()
    if report.sections:
        statements = tuple(stated_judgements(report, chosen))
        notes = (*notes, *text_problems(report, prior))
    across = () if companions is None else _across(report, companions, prior, chosen)
    quick = kernel.compiled(form)
    alone = companions is None and prior is None and chosen is _every
    if alone and kernel.is_clean(report, quick) and not _failed(statements):
        problems = partial(_problems, report, notes, current())
        return CheckResult(report, (), quick.counts, problems, statements=statements)
    return _check_carefully(report, prior, chosen, notes, statements, across)


def _every(_: Relation) -> bool:
    """Choose every relation."""
    return True


def _at_hand(given: Reported | str | os.PathLike[str]) -> Report:
    """Return the report that is meant; of a path, the one that is read there."""
    if not isinstance(given, str | os.PathLike):
        return report_of(given)
    from govdisclosure.reading import read

    return read(given).report


def _across(
    report: Report, companions: Iterable[Reported], prior: Report | None, chosen: Callable[[Relation], bool]
) -> tuple[Judgement, ...]:
    """Return what the rules between a report and its companions come to."""
    others = accompanying(map(report_of, companions), report)
    return judge_across(report, others, prior, None if chosen is _every else chosen)


def _failed(judgements: Sequence[Judgement]) -> list[Judgement]:
    return [judgement for judgement in judgements if judgement.status == "fail"]


def _problems(report: Report, notes: tuple[Problem, ...], language: str) -> tuple[Problem, ...]:
    """Return what a reader should know of a report; put into words only when somebody asks."""
    with using(language):
        return (*report.problems, *completeness(report), *notes)


def _names(given: str | Sequence[str]) -> tuple[str, ...]:
    """Return the names that are given, of which one may stand alone."""
    names = (given,) if isinstance(given, str) else tuple(given)
    for name in names:
        if not isinstance(name, str):
            raise unexpected(name, zh="规则的名称", en="the name of a rule")
    return names


def _chosen(form: Form, select: Sequence[str], ignore: Sequence[str]) -> Callable[[Relation], bool]:
    """Return whether a relation is to be checked; a name that matches no rule is an error and never a silence."""
    every = (*form.relations, *form.across, *form.bounds)
    names = {name for relation in every for name in (relation.rule, relation.id)}
    names |= {rule.id for rule in form.spec.rules if rule.says}
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
    chosen: Callable[[Relation], bool] = _every,
    notes: tuple[Problem, ...] = (),
    statements: tuple[Judgement, ...] = (),
    across: tuple[Judgement, ...] = (),
) -> CheckResult:
    some = None if chosen is _every else chosen
    judged = judge_report(report, prior, some)
    failed = _failed(statements)
    doubtful = [judgement for judgement in across if judgement.status in ("fail", "undecided")]
    more = Counter(judgement.status for judgement in (*across, *failed))
    counts: dict[Status, int] = {status: count + more[status] for status, count in judged.counts.items()}
    beside = Failed(tuple(one.relation for one in judged.worth_saying if one.status == "fail"))
    own = (
        Finding(*outcome, report, prior, beside=beside if outcome.status == "fail" else NONE_FAILED)
        for outcome in judged.worth_saying
    )
    said = (Finding(*astuple(one, recurse=False)) for one in (*doubtful, *failed))
    problems = partial(_problems, report, notes, current())
    return CheckResult(
        report, (*own, *said), MappingProxyType(counts), problems, prior, statements, some, across=across
    )
