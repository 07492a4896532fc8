"""A result of checking as text for a terminal: grouped, numbered, in the form's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from govdisclosure.export.standing import SETTLED, SIGNS, counts_in_words, not_judged, standing, table_of
from govdisclosure.findings import CheckResult
from govdisclosure.language import say
from govdisclosure.phrasing import SEVERITY, STATUS
from govdisclosure.report import Problem

MAX_EXPLAINED = 3
"""Undecided rules beyond which they are only counted, table by table: a form with blanks has dozens of them."""
MAX_ALIKE = 3
"""Remarks of one kind that are shown; more are counted."""


def result_text(name: str, result: CheckResult, *, full: bool = False, width: int | None = None) -> str:
    """Return what was found in one file; `full`: all undecided rules and remarks; `width`: that of the terminal."""
    blocks = (
        _heading(name, result),
        _failures(result),
        _suspects(result, width),
        _answered(result),
        _undecided(result, len(result.findings) if full else MAX_EXPLAINED),
        _remarks(result, len(result.problems) if full else MAX_ALIKE),
    )
    return "\n".join(line for block in blocks for line in block) + "\n"


def _heading(name: str, result: CheckResult) -> Iterator[str]:
    stands = standing(result)
    colour = {"failed": "red", "open": "yellow", "clean": "green"}[stands]
    report = result.report
    facts = [report.organisation, str(report.period) if report.period else None, report.spec.id]
    title = f"{click.style(SIGNS[stands], fg=colour, bold=True)} {click.style(name, bold=True)}"
    yield f"{title}  {'  '.join(fact for fact in facts if fact)}"
    yield "  " + counts_in_words(result)
    yield from (f"  {sentence}" for sentence in not_judged(result))


def _failures(result: CheckResult) -> Iterator[str]:
    failures = [finding for finding in result.findings if finding.status == "fail"]
    if failures:
        yield from _title(str(STATUS["fail"]), "red")
    for number, finding in enumerate(failures, 1):
        words = finding.worded()
        yield f"  {number}. [{words.kind}] {finding.id}"
        where = say(zh=f"文中位置：{words.where}", en=f"In the document: {words.where}") if words.where else ""
        for text in (words.place, words.arithmetic, where, *words.shared, words.advice, words.source):
            if text:
                yield f"     {text}"


def _suspects(result: CheckResult, width: int | None) -> Iterator[str]:
    if result.findings and not result.location.is_clean:
        from govdisclosure.export.suspects import drawn, suspect_lines

        yield from _title(say(zh="错在哪里", en="where the errors are"), None)
        yield from suspect_lines(result.location, "  ")
        yield from drawn(result.location, width)


def _answered(result: CheckResult) -> Iterator[str]:
    for status in SETTLED:
        settled = [finding for finding in result.findings if finding.status == status]
        if settled:
            yield from _title(str(STATUS[status]), "green")
        for finding in settled:
            yield f"  - {finding.id}{say(zh='：', en=': ')}{finding.justification or finding.worded().place}"


def _undecided(result: CheckResult, most: int) -> Iterator[str]:
    """A rule that waits for a figure needs a line, and many such rules a line for each table."""
    findings = [finding for finding in result.findings if finding.status == "undecided"]
    if not findings:
        return
    count = len(findings)
    yield from _title(
        say(
            zh=f"无法判定（{count} 条，有单元格没有数）", en=f"undecided ({count}; some of their cells hold no number)"
        ),
        "yellow",
    )
    if count <= most:
        for finding in findings:
            words = finding.worded()
            yield f"  - {finding.id}{say(zh='：', en=': ')}{words.place}"
            yield f"    {words.arithmetic}"
        return
    for place, number in Counter(map(table_of, findings)).items():
        yield "  - " + say(zh=f"{place}：{number} 条", en=f"{place}: {number}")
    yield "  " + say(
        zh="补齐“说明”中的单元格后才能判定；-v 列出全部规则",
        en="they wait for the cells under 'remarks'; -v lists all rules",
    )


def _remarks(result: CheckResult, most: int) -> Iterator[str]:
    """Yield the remarks, those of one kind together, and of many alike only the first `most`."""
    alike: dict[str, list[Problem]] = {}
    for problem in result.problems:
        alike.setdefault(problem.code, []).append(problem)
    if alike:
        yield from _title(say(zh="说明", en="remarks"), None)
    for code, problems in alike.items():
        yield from map(_problem, problems[:most])
        if (more := len(problems) - most) > 0:
            yield "    " + say(
                zh=f"……同类说明（{code}）另有 {more} 条，-v 列出全部",
                en=f"... and {more} more remarks of this kind ({code}); -v lists them all",
            )


def _problem(problem: Problem) -> str:
    place = problem.place or ""
    where = say(zh=f"（{place}）", en=f" ({place})") if place and place not in problem.message else ""
    return f"  - [{SEVERITY[problem.severity]}] {problem.message}{where}"


def _title(text: str, colour: str | None) -> Iterator[str]:
    yield ""
    yield "  " + click.style(text, fg=colour, bold=True)
