"""A result of checking as text for a terminal: grouped, numbered, in the form's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from govdisclosure.export.unread import Unread
from govdisclosure.findings import STATUSES, CheckResult, Finding
from govdisclosure.form import table_name
from govdisclosure.language import Words, current, say
from govdisclosure.phrasing import SEVERITY, STATUS
from govdisclosure.report import Problem

MAX_EXPLAINED = 3
"""Undecided rules beyond which they are only counted, table by table: a form with blanks has dozens of them."""
MAX_ALIKE = 3
"""Remarks of one kind that are shown; more are counted."""

_STANDING = {
    "clean": Words("无误", "clean"),
    "failed": Words("不通过", "failed"),
    "open": Words("无法判定", "undecided"),
    "unread": Words("未能读取", "not read"),
}


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


def summary(results: Sequence[CheckResult], unread: Sequence[Unread]) -> str:
    """Return how many files are clean, wrong, not to be judged and not to be read, in one line."""
    counts = Counter(map(_standing, results))
    counts["unread"] = len(unread)
    total = len(results) + len(unread)
    said = say(zh="，", en=", ").join(f"{words} {counts[key]}" for key, words in _STANDING.items() if counts[key])
    return say(zh=f"共 {total} 份：{said}", en=f"{total} {'file' if total == 1 else 'files'}: {said}")


def _standing(result: CheckResult) -> str:
    """Say how a report stands: wrong, right, or not to be known as long as cells are missing."""
    if result.counts["fail"]:
        return "failed"
    report = result.report
    unknown = (report.content(index).state in ("absent", "unreadable") for index in range(len(report.values)))
    return "open" if result.counts["undecided"] or any(unknown) else "clean"


def _heading(name: str, result: CheckResult) -> Iterator[str]:
    sign = {"failed": ("×", "red"), "open": ("?", "yellow"), "clean": ("√", "green")}[_standing(result)]
    report = result.report
    facts = [report.organisation, str(report.year) if report.year else None, report.spec.id]
    title = f"{click.style(sign[0], fg=sign[1], bold=True)} {click.style(name, bold=True)}"
    yield f"{title}  {'  '.join(fact for fact in facts if fact)}"
    shown = (*STATUSES, "explained") if result.counts.get("explained") else STATUSES
    yield "  " + say(zh="，", en=", ").join(f"{STATUS[status]} {result.counts[status]}" for status in shown)
    yield from _not_judged(result)


def _not_judged(result: CheckResult) -> Iterator[str]:
    """Say which rules could not be judged and why: structure comes first, then the report, then the years."""
    between = [relation for relation in result.report.form.relations if relation.level > 1]
    inside = result.counts["not_applicable"]
    if between and result.prior is None:
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
    if result.findings and result.location.components:
        from govdisclosure.export.suspects import drawn, suspect_lines

        yield from _title(say(zh="错在哪里", en="where the errors are"), None)
        yield from suspect_lines(result.location, "  ")
        yield from drawn(result.location, width)


def _answered(result: CheckResult) -> Iterator[str]:
    answered = [finding for finding in result.findings if finding.status == "explained"]
    if answered:
        yield from _title(say(zh="已说明", en="explained"), "green")
    for finding in answered:
        yield f"  - {finding.id}{say(zh='：', en=': ')}{finding.justification}"


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
    for place, number in Counter(map(_table_of, findings)).items():
        yield "  - " + say(zh=f"{place}：{number} 条", en=f"{place}: {number}")
    yield "  " + say(
        zh="补齐“说明”中的单元格后才能判定；-v 列出全部规则",
        en="they wait for the cells under 'remarks'; -v lists all rules",
    )


def _table_of(finding: Finding) -> str:
    """Return the name of the table that a rule is about; of one about several tables, its own."""
    form, home = finding.report.form, finding.rule.partition("/")[0]
    return table_name(form.spec, home, current()) if home in form.tables else finding.worded().place


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
