"""The report on a page: its text with the sentences that were understood, and its tables with what is said of cells."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from govdisclosure.checks import Judgement
from govdisclosure.documents import html_marked
from govdisclosure.export.page.marks import marks_of
from govdisclosure.export.page.markup import Markup, element, items, link
from govdisclosure.export.page.sheet import Sheet
from govdisclosure.form import section_title
from govdisclosure.language import Words, current, say
from govdisclosure.layout import filled_page
from govdisclosure.phrasing import STATUS
from govdisclosure.spec import LEAD, Section

_LOOKS = {
    "suspect": Words("可能有误，应为下面的数", "likely wrong, with what it should be"),
    "error": Words("在不成立的强制性规则中", "in a rule of severity error that failed"),
    "warning": Words("在不成立的核实性规则中", "in a warning"),
    "info": Words("在不成立的提示性规则中", "in a rule for information that failed"),
    "open": Words("没有数，有规则因此无法判定", "no figure: rules wait for it"),
    "absent": Words("文中没有", "not in the document"),
}
"""What the looks of cells mean, that which counts first."""


def drawn(sheet: Sheet, level: str) -> Iterator[Markup]:
    """Yield the report section by section, as its form draws it."""
    report, marks = sheet.result.report, marks_of(sheet)
    yield _legend({mark.kind for mark in marks.values()})
    yield from _text(sheet, LEAD)
    for section, page in zip(report.spec.sections, filled_page(report, current()).sections, strict=True):
        yield element(level, page.title)
        yield from _text(sheet, section.key)
        for grid in page.grids:
            yield element("div", Markup(html_marked(grid, page.title, marks)), class_="table", tabindex="0")
        yield from _said(sheet, section)


def _legend(kinds: AbstractSet[str]) -> Markup:
    """Return what the looks of the cells mean that there are."""
    shown = (element("span", element("i"), str(words), class_=kind) for kind, words in _LOOKS.items() if kind in kinds)
    return element("p", *shown, class_="legend")


def _text(sheet: Sheet, key: str) -> Iterator[Markup]:
    """Yield the paragraphs of a section; what was held against the tables is marked, and leads there."""
    text = sheet.result.report.sections.get(key, "")
    marks = (
        sorted(
            (*one.statement.printed_at, number, one)
            for number, one in enumerate(sheet.statements, 1)
            if one.statement and one.statement.section == key
        )
        if text
        else []
    )
    parts: list[str] = []
    at = 0
    for first, last, number, one in marks:
        parts += [text[at:first], _wording(sheet, number, one, text[first:last])]
        at = last
    parts.append(text[at:])
    return _paragraphs(parts)


def _paragraphs(parts: list[str]) -> Iterator[Markup]:
    """Yield paragraphs of texts and elements; every line of a text is one."""
    line: list[str] = []
    for part in parts:
        if isinstance(part, Markup):
            line.append(part)
            continue
        head, *tail = part.split("\n")
        line.append(head)
        for text in tail:
            if any(piece.strip() for piece in line):
                yield element("p", *line)
            line = [text]
    if any(piece.strip() for piece in line):
        yield element("p", *line)


def _wording(sheet: Sheet, number: int, judgement: Judgement, text: str) -> Markup:
    failed = sheet.number_of(judgement)
    target = sheet.at("f", failed) if failed else sheet.at("t", number)
    return element("mark", link(target, text), id=sheet.at("s", number), class_=judgement.status)


def _said(sheet: Sheet, section: Section) -> Iterator[Markup]:
    """Yield under the tables of a section what the text says of them."""
    tables = {table for stack in section.draw for table in stack}
    found = [
        (number, one)
        for number, one in enumerate(sheet.statements, 1)
        if tables & {sheet.result.report.form.cell(index).table for index in one.relation.cells[:1]}
    ]
    if found:
        title = element("p", say(zh="文字中与上表有关的话", en="What the text says of this table"), class_="about")
        yield element("div", title, items(_sentence(sheet, *one) for one in found), class_="said")


def _sentence(sheet: Sheet, number: int, judgement: Judgement) -> Markup:
    statement, report = judgement.statement, sheet.result.report
    assert statement is not None
    (section,) = (one for one in report.spec.sections if one.key == statement.section)
    where = section_title(report.spec, section, current())
    status = element("b", str(STATUS[judgement.status]), class_=judgement.status)
    quoted = link(sheet.at("s", number), statement.clause)
    return element("span", status, " ", quoted, say(zh=f"（{where}）", en=f" ({where})"), id=sheet.at("t", number))
