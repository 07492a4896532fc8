"""Justifications of findings (审核说明): a warning that people have answered for is explained, not gone.

A justification is tied to the figures it was written for by the fingerprint of its finding. What cannot be applied with
certainty is said, and never applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

from attrs import evolve

from govdisclosure import codes
from govdisclosure.errors import UsageError
from govdisclosure.export.findings_list import Entry
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.form import Status
from govdisclosure.language import say
from govdisclosure.report import Problem


def justified(result: CheckResult, entries: Sequence[Entry], *, several: bool = False) -> CheckResult:
    """Return a result in which the failures that a list of findings justifies have the status `explained`.

    A failure of severity warning or info needs a justification; one of severity error also needs the signature of the
    supervising body. A justification of figures that have changed since, or of a finding that is gone, is a problem of
    the result. With `several` the list may be of other reports, which are checked beside this one.

    Raises `UsageError` if two rows about the same finding contradict each other, if the list is of other
    organisations or years only, or if it names a rule that the format does not have.
    """
    own = _own(result, [entry for entry in entries if _says_something(entry)], several=several)
    by_print = _by_fingerprint(own)
    _must_know(result, own)
    answered = _answered(result, by_print)
    accepted = {finding: entry for finding, entry in answered.items() if _suffices(finding, entry)}
    unsigned = [finding for finding in answered if finding not in accepted]
    present = {finding.fingerprint for finding in result.findings}
    unused = [entry for fingerprint, entry in by_print.items() if fingerprint not in present]
    counts: dict[Status, int] = {**result.counts, "explained": len(accepted)}
    counts["fail"] -= len(accepted)
    return evolve(
        result.with_problems(*map(_needs_signature, unsigned), *_left_over(result, unused)),
        findings=tuple(_with(finding, accepted.get(finding)) for finding in result.findings),
        counts=MappingProxyType(counts),
    )


def _answered(result: CheckResult, by_print: Mapping[str, Entry]) -> dict[Finding, Entry]:
    """Return the failures that rows of the list are about, by fingerprint."""
    failed = (finding for finding in result.findings if finding.status == "fail")
    return {finding: by_print[finding.fingerprint] for finding in failed if finding.fingerprint in by_print}


def _suffices(finding: Finding, entry: Entry) -> bool:
    """Whether an answer is enough: a failure of severity error needs a signature too."""
    return finding.severity != "error" or bool(entry.get("accepted"))


def _with(finding: Finding, entry: Entry | None) -> Finding:
    """Return a finding with what was answered to it."""
    if entry is None:
        return finding
    words = "；".join(str(entry[key]) for key in ("explanation", "accepted") if entry.get(key))
    return evolve(finding, status="explained", justification=words)


def _says_something(entry: Entry) -> bool:
    """Whether people answered in a row of the list, and to a finding."""
    return bool(entry.get("rule") and (entry.get("explanation") or entry.get("accepted")))


def _own(result: CheckResult, entries: Sequence[Entry], *, several: bool) -> list[Entry]:
    """Return the rows about this report; a row that names no organisation or year could be about any."""
    report = result.report

    def fits(entry: Entry) -> bool:
        organisation, year = entry.get("organisation"), entry.get("year")
        same = not organisation or not report.organisation or organisation == report.organisation
        return same and (not year or not report.period or str(year) == str(report.period))

    own = [entry for entry in entries if fits(entry)]
    if entries and not own and not several:
        _refuse_others(result, entries)
    return own


def _refuse_others(result: CheckResult, entries: Sequence[Entry]) -> NoReturn:
    report = result.report
    whose = sorted({f"{entry.get('organisation', '')} {entry.get('year', '')}".strip() for entry in entries})
    names = say(zh="、", en=", ").join(whose[:3]) + (" …" if len(whose) > 3 else "")  # noqa: PLR2004 - a few
    own = f"{report.organisation or ''} {report.period or ''}".strip()
    message = say(
        zh=f"说明文件不能用：它属于 {names}，报告属于 {own}。",
        en=f"the explanations cannot be used: they are of {names}, the report is of {own}",
    )
    raise UsageError(message)


def _by_fingerprint(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        key = str(entry.get("fingerprint", ""))
        other = found.setdefault(key, entry)
        for column in ("rule", "instance", "explanation", "accepted"):
            if str(other.get(column, "")) != str(entry.get(column, "")):
                rule = _name(entry)
                message = say(
                    zh=f"说明文件自相矛盾：{rule}（指纹 {key}）有两条不同的说明，都没有采用。",
                    en=f"the explanations contradict each other: {rule} (fingerprint {key}) has two that differ",
                )
                raise UsageError(message)
    return found


def _must_know(result: CheckResult, entries: Iterable[Entry]) -> None:
    form = result.report.form
    known = {(relation.rule, relation.instance) for relation in (*form.relations, *form.across, *form.bounds)}
    about_text = {rule.id for rule in form.spec.rules if rule.says}
    for entry in entries:
        rule = str(entry.get("rule", ""))
        if rule not in about_text and (rule, str(entry.get("instance", ""))) not in known:
            name = _name(entry)
            message = say(
                zh=f"说明文件中的 {name} 不是格式 {form.spec.id} 的规则，说明没有采用。",
                en=f"the explanations name {name}, which is no rule of the format {form.spec.id}",
            )
            raise UsageError(message)


def _name(entry: Entry) -> str:
    instance = entry.get("instance")
    return f"{entry.get('rule', '')}[{instance}]" if instance else str(entry.get("rule", ""))


def _needs_signature(finding: Finding) -> Problem:
    return Problem.of(
        codes.EXPLANATION_UNSIGNED,
        say(
            zh=f"{finding.id} 是强制性规则，说明须经上级单位签认才能采用。",
            en=f"{finding.id} is of severity error: its explanation needs the signature of the supervising body",
        ),
    )


def _left_over(result: CheckResult, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Say of every explanation that was not applied why not."""
    present = {(finding.rule, finding.instance): finding for finding in result.findings}
    for entry in entries:
        name = _name(entry)
        finding = present.get((str(entry.get("rule", "")), str(entry.get("instance", ""))))
        if finding is not None and finding.status == "fail":
            yield Problem.of(
                codes.EXPLANATION_STALE,
                say(
                    zh=f"{name} 的说明是针对原来的数据写的，数据已变，说明没有采用，请重新说明。",
                    en=f"the explanation of {name} was written for other figures; it was not applied: explain it anew",
                ),
            )
        else:
            yield Problem.of(
                codes.EXPLANATION_UNUSED,
                say(
                    zh=f"{name} 的说明没有用到：没有指纹为 {entry.get('fingerprint', '')} 的问题。",
                    en=f"the explanation of {name} was not used: there is no failure with the fingerprint "
                    f"{entry.get('fingerprint', '')}",
                ),
            )
