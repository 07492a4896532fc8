"""The parts of a page about one report, in the order of reading; the sentences are those of the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from govdisclosure.export.page.markup import Markup, element, items, joined, link
from govdisclosure.export.page.sheet import Sheet
from govdisclosure.export.standing import SETTLED, SIGNS, STANDING, counts_in_words, not_judged, table_of
from govdisclosure.export.suspects import suspect_lines
from govdisclosure.findings import Finding
from govdisclosure.form import cell_name
from govdisclosure.language import current, say
from govdisclosure.layout import headline
from govdisclosure.phrasing import SEVERITY, STATUS
from govdisclosure.report import Problem

MAX_LINKS = 6
"""Cells of a finding that are linked to; the total is the first."""


def verdict(sheet: Sheet) -> Iterator[Markup]:
    """Yield how the report stands, in one line, whose it is, and which rules were not judged."""
    report, stands = sheet.result.report, sheet.standing
    counts = counts_in_words(sheet.result)
    yield element("p", element("b", f"{SIGNS[stands]} {STANDING[stands]}"), f" {counts}", class_=f"verdict {stands}")
    about = [sheet.name, f"{report.spec.title[current()]} {report.spec.id}"]
    yield element("p", "  ".join(about), class_="about")
    yield items(not_judged(sheet.result), class_="about")


def title_of(sheet: Sheet) -> str:
    """Return the headline of the report; without organisation, the name of its file goes along."""
    report = sheet.result.report
    title = headline(report.spec, current(), report.organisation, report.period)
    return title if report.organisation else f"{title} {sheet.name}"


def failures(sheet: Sheet, level: str) -> Iterator[Markup]:
    """Yield what failed, each with its sentences, its source and the cells to look at."""
    if sheet.failures:
        yield element(level, _counted(str(STATUS["fail"]).capitalize(), len(sheet.failures)))
        numbered = enumerate(sheet.failures, 1)
        yield element("ol", *(_finding(sheet, number, finding) for number, finding in numbered), class_="findings")


def _finding(sheet: Sheet, number: int, finding: Finding) -> Markup:
    words = finding.worded()
    where = say(zh=f"文中位置：{words.where}", en=f"In the document: {words.where}") if words.where else ""
    lines = {"sum": words.arithmetic, "where": where, "advice": words.advice, "source": words.source}
    body = [element("p", text, class_=kind) for kind, text in lines.items() if text]
    body[-1:-1] = [element("p", text, class_="advice") for text in words.shared]
    rule = element("p", element("code", finding.id), " ", *_links(sheet, finding), class_="cells")
    place = (element("span", words.kind, class_="kind"), " ", words.place)
    return element(
        "li", element("p", *place, class_="place"), *body, rule, id=sheet.at("f", number), class_=finding.severity
    )


def _links(sheet: Sheet, finding: Finding) -> Iterator[str]:
    """Yield links to the cells of a finding, and to the sentence that it quotes."""
    if not sheet.is_drawn:
        return
    form = sheet.result.report.form
    for index in sheet.cells_of(finding)[:MAX_LINKS]:
        yield link(sheet.at("c", index), cell_name(form, index, current()) or form.cells[index].table)
        yield " "
    for number, statement in enumerate(sheet.statements, 1):
        if statement.relation.id == finding.relation.id:
            yield link(sheet.at("s", number), say(zh="原文", en="the sentence"))


def suspects(sheet: Sheet, level: str) -> Iterator[Markup]:
    """Yield where the errors are, in the words of `locate`."""
    if sheet.ways or (sheet.failures and not sheet.result.location.is_clean):
        yield element(level, say(zh="错在哪里", en="Where the errors are"))
        yield element("div", *_paragraphs(suspect_lines(sheet.result.location, "")), class_="suspects")


def _paragraphs(lines: Iterator[str]) -> Iterator[Markup]:
    import click

    for line in lines:
        depth = "deep" if line.startswith(" ") else ""
        yield element("p", click.unstyle(line).strip(), class_=depth)


def answered(sheet: Sheet, level: str) -> Iterator[Markup]:
    """Yield the failures that people have answered for, with their answers, and those that were known before."""
    for status in SETTLED:
        if settled := sheet.having(status):
            yield element(level, _counted(str(STATUS[status]).capitalize(), len(settled)))
            yield items(finding.message for finding in settled)


def undecided(sheet: Sheet, level: str) -> Iterator[Markup]:
    """Yield the rules that could not be judged, table by table."""
    waiting = sheet.having("undecided")
    if not waiting:
        return
    yield element(
        level,
        say(
            zh=f"无法判定（{len(waiting)} 条，有单元格没有数）",
            en=f"Undecided ({len(waiting)}; some of their cells hold no number)",
        ),
    )
    for table, findings in groupby(sorted(waiting, key=table_of), key=table_of):
        yield folded(table, [finding.message for finding in findings])


def remarks(sheet: Sheet, level: str) -> Iterator[Markup]:
    """Yield the remarks about the document and the report, those of one kind together."""
    kinds: dict[str, list[Problem]] = {}
    for problem in sheet.result.problems:
        kinds.setdefault(problem.code, []).append(problem)
    if kinds:
        yield element(level, say(zh="说明", en="Remarks"))
    for code, problems in kinds.items():
        yield folded(f"[{SEVERITY[problems[0].severity]}] {code}", [_remark(problem) for problem in problems])


def _remark(problem: Problem) -> str:
    where = problem.place if problem.place and problem.place not in problem.message else ""
    return problem.message + (say(zh=f"（{where}）", en=f" ({where})") if where else "")


def folded(summary: str, entries: Sequence[str]) -> Markup:
    """Return a list under its name, folded away where it is long."""
    attributes = {} if len(entries) > MAX_LINKS else {"open": "open"}
    name = element("summary", _counted(summary, len(entries)))
    return element("details", name, items(entries), **attributes)


def _counted(name: str, count: int) -> str:
    return say(zh=f"{name}（{count}）", en=f"{name} ({count})")


def everything(sheet: Sheet, level: str) -> Markup:
    """Return all that is said of a report in words, under headings of a level."""
    return joined(part for parts in (failures, suspects, answered, undecided, remarks) for part in parts(sheet, level))
