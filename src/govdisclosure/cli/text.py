"""A result of checking as text for a terminal: grouped, numbered, in the form's own words."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govdisclosure.checks.explain import SEVERITY, STATUS, explanation
from govdisclosure.checks.findings import STATUSES, CheckResult, Finding
from govdisclosure.language import current, say
from govdisclosure.report.model import Problem

_COLOURS = {"fail": "red", "undecided": "yellow"}


def result_text(name: str, result: CheckResult) -> str:
    """Return what was found in one file."""
    return "\n".join(_lines(name, result)) + "\n"


def _lines(name: str, result: CheckResult) -> Iterator[str]:
    report = result.report
    failed = bool(result.counts["fail"])
    sign = click.style("×", fg="red", bold=True) if failed else click.style("√", fg="green", bold=True)
    facts = [report.organisation, str(report.year) if report.year else None, report.spec.id]
    yield f"{sign} {click.style(name, bold=True)}  {'  '.join(fact for fact in facts if fact)}"
    zh = current() == "zh"
    counts = (f"{STATUS[status][0 if zh else 1]} {result.counts[status]}" for status in STATUSES)
    yield "  " + ("，" if zh else ", ").join(counts)
    for status in ("fail", "undecided"):
        found = [finding for finding in result.findings if finding.status == status]
        if found:
            yield ""
            yield "  " + click.style(STATUS[status][0 if zh else 1], fg=_COLOURS[status], bold=True)
        for number, finding in enumerate(found, 1):
            yield from _finding(number, finding)
    if result.problems:
        yield ""
        yield "  " + click.style(say(zh="说明", en="remarks"), bold=True)
        yield from (_problem(problem, zh=zh) for problem in result.problems)


def _finding(number: int, finding: Finding) -> Iterator[str]:
    parts = explanation(finding, current())
    yield f"  {number}. [{parts.kind}] {finding.id}"
    for text in (parts.place, parts.arithmetic, *parts.shared, parts.advice, parts.source):
        if text:
            yield f"     {text}"


def _problem(problem: Problem, *, zh: bool) -> str:
    return f"  - [{SEVERITY[problem.severity][0 if zh else 1]}] {problem.message}"
