"""A result of checking as text for a terminal: grouped, numbered, in the form's own words."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govdisclosure.findings import STATUSES, CheckResult, Finding
from govdisclosure.language import say
from govdisclosure.phrasing import SEVERITY, STATUS
from govdisclosure.report import Problem

MAX_EXPLAINED = 3
"""Undecided rules beyond which each gets one line only."""
MAX_LISTED = 10
"""Undecided rules that are listed."""


def result_text(name: str, result: CheckResult) -> str:
    """Return what was found in one file."""
    return "\n".join(_lines(name, result)) + "\n"


def _lines(name: str, result: CheckResult) -> Iterator[str]:
    report = result.report
    facts = [report.organisation, str(report.year) if report.year else None, report.spec.id]
    yield f"{_sign(result)} {click.style(name, bold=True)}  {'  '.join(fact for fact in facts if fact)}"
    shown = (*STATUSES, "explained") if result.counts.get("explained") else STATUSES
    counts = (f"{STATUS[status]} {result.counts[status]}" for status in shown)
    yield "  " + say(zh="，", en=", ").join(counts)
    yield from _not_judged(result)
    failures = [finding for finding in result.findings if finding.status == "fail"]
    if failures:
        yield from _title(str(STATUS["fail"]), "red")
    for number, finding in enumerate(failures, 1):
        yield from _finding(number, finding)
    if result.findings and result.location.components:
        from govdisclosure.export.suspects import drawn, suspect_lines

        yield from _title(say(zh="错在哪里", en="where the errors are"), None)
        yield from suspect_lines(result.location, "  ")
        yield from drawn(result.location)
    answered = [finding for finding in result.findings if finding.status == "explained"]
    if answered:
        yield from _title(say(zh="已说明", en="explained"), "green")
    for finding in answered:
        yield f"  - {finding.id}{say(zh='：', en=': ')}{finding.justification}"
    yield from _undecided([finding for finding in result.findings if finding.status == "undecided"])
    if result.problems:
        yield from _title(say(zh="说明", en="remarks"), None)
        yield from (_problem(problem) for problem in result.problems)


def _sign(result: CheckResult) -> str:
    """Return the sign of a result: wrong, right, or not to be known as long as cells are missing."""
    if result.counts["fail"]:
        return click.style("×", fg="red", bold=True)
    report = result.report
    unknown = (report.content(index).state in ("absent", "unreadable") for index in range(len(report.values)))
    if result.counts["undecided"] or any(unknown):
        return click.style("?", fg="yellow", bold=True)
    return click.style("√", fg="green", bold=True)


def _not_judged(result: CheckResult) -> Iterator[str]:
    """Say which rules could not be judged and why: structure comes first, then the report, then the years."""
    between = [relation for relation in result.report.form.relations if relation.level > 1]
    inside = result.counts["not_applicable"]
    if between and not result.has_prior:
        count = min(len(between), inside)
        inside -= count
        if count:
            yield "  " + say(
                zh=f"与上年比较的 {count} 条规则没有判断：没有给出上年报告（--prior）。",
                en=f"{count} rules between years were not judged: no prior report was given (--prior).",
            )
    if inside:
        yield "  " + say(
            zh=f"另有 {inside} 条规则没有判断：文中没有它们的单元格，或者不满足其条件。",
            en=f"{inside} rules were not judged: their cells are not in the documents, or their condition is not met.",
        )


def _finding(number: int, finding: Finding) -> Iterator[str]:
    parts = finding.worded()
    yield f"  {number}. [{parts.kind}] {finding.id}"
    for text in (parts.place, parts.arithmetic, *parts.shared, parts.advice, parts.source):
        if text:
            yield f"     {text}"


def _undecided(findings: list[Finding]) -> Iterator[str]:
    """A rule that waits for a figure needs a line, not a paragraph: a form with blanks has dozens of them."""
    if not findings:
        return
    count = len(findings)
    yield from _title(
        say(
            zh=f"无法判定（{count} 条，有单元格没有数）", en=f"undecided ({count}; some of their cells hold no number)"
        ),
        "yellow",
    )
    few = len(findings) <= MAX_EXPLAINED
    for finding in findings[:MAX_LISTED]:
        parts = finding.worded()
        yield f"  - {finding.id}{say(zh='：', en=': ')}{parts.place}"
        if few:
            yield f"    {parts.arithmetic}"
    if count > MAX_LISTED:
        more = count - MAX_LISTED
        yield "  " + say(
            zh=f"  另有 {more} 条，--format json 列出全部", en=f"  and {more} more; --format json lists them all"
        )


def _title(text: str, colour: str | None) -> Iterator[str]:
    yield ""
    yield "  " + click.style(text, fg=colour, bold=True)


def _problem(problem: Problem) -> str:
    return f"  - [{SEVERITY[problem.severity]}] {problem.message}"
