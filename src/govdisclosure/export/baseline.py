"""A baseline: failures that are known already, so that only new ones count; a result that `check` wrote as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.errors import Fault, ReadError
from govdisclosure.files import read_file
from govdisclosure.findings import CheckResult
from govdisclosure.form import Status
from govdisclosure.language import say
from govdisclosure.report import Problem, parse_json

MAX_BYTES = 200_000_000
_KNOWN = ("fail", "known")
"""The statuses of the findings that a baseline knows: a baseline may itself have been made with one."""


@frozen
class KnownFinding:
    """A failure that a baseline has: whose report it is about, which rule instance, and on which figures."""

    spec: str
    organisation: str | None
    year: int | str | None
    id: str
    fingerprint: str


def read_baseline(path: str) -> tuple[KnownFinding, ...]:
    """Return the failures of a result that `check --format json` wrote; `ReadError` if the file is none."""
    data = read_file(path, MAX_BYTES)
    try:
        return tuple(_known(parse_json(data)))
    except ReadError as error:
        raise ReadError(fault.of_file(path) for fault in error.faults) from None
    except (KeyError, TypeError, AttributeError):
        message = say(zh="不是 check --format json 写出的结果。", en="this is no result that check --format json wrote")
        raise ReadError(Fault(message, file=path)) from None


def _known(data: Any) -> Iterator[KnownFinding]:
    for report in data["reports"]:
        whose = (report["spec"], report["organisation"], report.get("period") or report["year"])
        for finding in report["findings"]:
            if finding["status"] in _KNOWN:
                instance = f"[{finding['instance']}]" if finding["instance"] else ""
                yield KnownFinding(*whose, f"{finding['rule']}{instance}", finding["fingerprint"])


def with_baseline(result: CheckResult, known: Sequence[KnownFinding]) -> CheckResult:
    """Return a result in which the failures that a baseline has are `known`, and are no failures any more.

    A failure is known by its fingerprint, so on other figures it is new. A known one of this report that is found no
    longer is a problem of the result, for information.
    """
    own = {one.fingerprint: one for one in known if (one.spec, one.organisation, one.year) == _whose(result)}
    findings = tuple(
        evolve(finding, status="known") if finding.status == "fail" and finding.fingerprint in own else finding
        for finding in result.findings
    )
    count = sum(finding.status == "known" for finding in findings)
    counts: dict[Status, int] = {**result.counts, "known": count}
    counts["fail"] -= count
    present = {finding.fingerprint for finding in result.findings}
    gone = [one for fingerprint, one in own.items() if fingerprint not in present]
    noted = result.with_problems(*_gone(result, gone))
    return evolve(noted, findings=findings, counts=MappingProxyType(counts))


def _whose(result: CheckResult) -> tuple[str, str | None, int | str | None]:
    report = result.report
    return report.spec.id, report.organisation, report.period and report.period.entry


def _gone(result: CheckResult, known: Sequence[KnownFinding]) -> Iterator[Problem]:
    """Say which known failures are found no longer; of rules that were not judged this time nothing can be said."""
    if not known or result.chosen is not None:
        return
    unjudged = {one.relation.id for one in result.judgements() if one.status == "not_applicable"}
    for one in known:
        if one.id not in unjudged:
            message = say(
                zh=f"基线中的 {one.id}（指纹 {one.fingerprint}）已不再出现，请重新生成基线。",
                en=f"{one.id} (fingerprint {one.fingerprint}) of the baseline is found no longer: write it anew",
            )
            yield Problem.of(codes.BASELINE_STALE, message)
