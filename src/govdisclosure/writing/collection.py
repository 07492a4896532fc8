"""The collection form: a workbook to be filled in, whose totals add themselves up and whose checks run as one types.

Cells to fill in are unlocked, totals are formulas, and every relation of the form is a live check that turns its cells
red and says in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from attrs import evolve

from govdisclosure.documents import CALCULATION, Position, Sheet, SheetCell, Validation, Workbook, address, reference
from govdisclosure.form import Form
from govdisclosure.grid import Page
from govdisclosure.language import Words, say, using
from govdisclosure.layout import GAP, headline, spare_lines
from govdisclosure.spec import Frequency, Period, Section, Spec
from govdisclosure.writing.carried import NOTHING, Carried, told
from govdisclosure.writing.checksheet import check_sheet
from govdisclosure.writing.fields import Fields
from govdisclosure.writing.live import CODES, Works, text_literal
from govdisclosure.writing.sheets import Laid, identity, lay_out
from govdisclosure.writing.spare import unnamed

_ORGANISATION, _PERIOD = "\x00", "\x01"
"""What stands for either in a headline that is taken apart."""


class PeriodEntry(NamedTuple):
    """What is asked for where the period of a report is written: its label, what one is told, and a refusal."""

    label: Words
    prompt: Words
    refusal: Words


PERIOD_ENTRIES: Mapping[Frequency, PeriodEntry] = {
    "year": PeriodEntry(
        Words("报告年度", "Year of the report"),
        Words("四位年份，如 2024。", "A year of four digits, such as 2024."),
        Words("请填四位年份。", "Write a year of four digits."),
    ),
    "quarter": PeriodEntry(
        Words("报告季度", "Quarter of the report"),
        Words("年份和季度，如 2024Q1。", "The year and the quarter, such as 2024Q1."),
        Words("请填年份和季度。", "Write the year and the quarter."),
    ),
    "month": PeriodEntry(
        Words("报告月份", "Month of the report"),
        Words("年份和月份，如 2024-03。", "The year and the month, such as 2024-03."),
        Words("请填年份和月份。", "Write the year and the month."),
    ),
}
_LABEL_WIDTH = 24.0
"""Width of a column in which labels are typed."""


def collection_form(form: Form, page: Page, named: Form, carried: Carried = NOTHING) -> Workbook:
    """Return the collection form of a blank page, with what it takes over from the year before.

    Lines that `named` does not have are spare.
    """
    with using(page.language):  # the form's, which need not be that of messages
        spare = spare_lines(form, named)
        fields = Fields(form, page.language, unnamed(form, (), {}), carried)
        laid = lay_out(page, fields.held, with_entries=True)
        fields = evolve(fields, unnamed=unnamed(form, spare, laid.places))
        return _workbook(fields, page, laid, [laid.places[one.label] for one in spare])


def _workbook(fields: Fields, page: Page, laid: Laid, labels: Sequence[Position]) -> Workbook:
    form, carried = fields.form, fields.carried
    places = {index: place for index, place in laid.places.items() if index < len(form.cells)}
    now = [CODES[fields.verdict(relation)] for relation in fields.relations]
    works = Works(form, fields.relations, places, fields.unnamed, carried.known)
    checks = works.checks()
    cover, *others = laid.sheets
    names = [sheet.name for sheet in laid.sheets]
    checking, behind = check_sheet(form, checks, now, names)
    worked = (*works.cells(), *works.verdicts(now), *works.sides(), *behind)
    sections = []
    for sheet, section in zip(others, form.spec.sections, strict=True):
        here = {index: place for index, place in places.items() if place.sheet == sheet.name}
        asked = _asked(sheet, section, page.language, [(at.row, at.column) for at in labels if at.sheet == sheet.name])
        sections.append(fields.filled_in(asked, here, checks) if here else asked)
    cover, live = _cover(cover, fields, page.title, with_labels=bool(labels))
    whose = identity(form.spec, page, names, carried.organisation, carried.period and carried.period.entry, live)
    hidden = Sheet(CALCULATION, worked, hidden=True, protected=True)
    return Workbook((cover, *sections, checking, hidden, whose), page.title)


def _cover(sheet: Sheet, fields: Fields, title: str, *, with_labels: bool) -> tuple[Sheet, dict[str, str]]:
    """Return the first sheet with its entries, the headline made live; and what the hidden sheet repeats of it."""
    spec, carried = fields.form.spec, fields.carried
    notes = [
        *instructions(fields.form, carried, with_labels=with_labels),
        *([spec.note[fields.language]] if spec.note else []),
    ]
    cells = [SheetCell(row, 0, text, "note", "", 1, 2) for row, text in enumerate(notes)]
    row = len(notes) + 1
    asked = ("organisation", "year" if spec.period == "year" else "period")
    entries = [address(row, 1), address(row + 1, 1)]
    cells += [
        SheetCell(row, 0, say(zh="报告单位", en="Organisation"), "label"),
        SheetCell(row, 1, carried.organisation, "entry"),
        SheetCell(row + 1, 0, str(PERIOD_ENTRIES[spec.period].label), "label"),
        period_cell(spec, row + 1, 1, carried.period),
    ]
    # Whoever reads the form takes what stands above the headline for no part of the report.
    live = live_headline(spec, fields.language, *entries)
    cells.append(SheetCell(row + 3, 0, title, "title", live, 1, 2))
    cells.append(SheetCell(row + 4, 0, None, "entry", "", 1, 2))
    heights = {number: 18.0 * (1 + len(text) // 45) for number, text in enumerate(notes)}
    heights |= {row: 22.0, row + 1: 22.0, row + 3: 36.0, row + 4: 160.0}
    identities = {}
    for key, at in zip(asked, (row, row + 1), strict=True):
        entry = reference(Position(sheet.name, at, 1))
        identities[key] = f'IF({entry}="","",{entry})'
    made = evolve(
        sheet,
        cells=tuple(cells),
        widths={0: 22, 1: 70},
        heights=heights,
        validations=(period_entry(spec, row + 1, 1),),
        protected=True,
    )
    return made, identities


def live_headline(spec: Spec, language: str, organisation: str, period: str) -> str:
    """Return the formula of the headline, by the addresses of what is put into it."""
    at = {_ORGANISATION: organisation, _PERIOD: period}
    return "&".join(
        f'IF({at[part]}="",{text_literal(GAP)},{at[part]})' if part in at else text_literal(part)
        for part in _split(headline(spec, language, _ORGANISATION, _PERIOD))
    )


def period_cell(spec: Spec, row: int, column: int, period: Period | None) -> SheetCell:
    """Return the cell in which the period of the report is written: a year is a number, a quarter or month is text."""
    return SheetCell(row, column, period and period.entry, "input" if spec.period == "year" else "entry")


def period_entry(spec: Spec, row: int, column: int) -> Validation:
    """Return what may be typed where the period of the report is asked for."""
    words = PERIOD_ENTRIES[spec.period]
    kind: Literal["integer", "any"] = "integer" if spec.period == "year" else "any"
    least = 1900 if spec.period == "year" else None
    return Validation(((row, column),), kind, least, str(words.label), str(words.prompt), str(words.refusal))


def on_blanks(form: Form) -> str:
    """Return what is to be written where there is nothing to report: in some formats a blank says so."""
    if all(value.blank == "zero" for value in form.values):
        return say(zh="没有发生的可以留空。", en="Where there is nothing to report, a cell may stay empty.")
    return say(zh="没有发生的填 0，不留空白。", en="Where there is nothing to report, write 0.")


def instructions(form: Form, carried: Carried, *, with_labels: bool = False) -> Iterator[str]:
    """Yield what is said to whoever fills in a form."""
    yield say(
        zh="填表说明：浅黄色单元格由填报单位填写，灰色合计自动计算；",
        en="Fill in the pale yellow cells; grey totals add themselves up. ",
    ) + on_blanks(form)
    yield say(
        zh="填错的地方变红，原因见“校验”表；全部通过后再报送。工作表受保护但没有密码。",
        en="What is wrong turns red, and the sheet Checks says why. The sheets are protected, without a password.",
    )
    if with_labels:
        yield say(
            zh="表中有空白的名称格：每行先填名称，再填数；用不着的整行留空。",
            en="Where a label is empty, type it and then the figures; leave rows that are not needed empty.",
        )
    yield from told(carried)


def _asked(sheet: Sheet, section: Section, language: str, labels: Sequence[tuple[int, int]]) -> Sheet:
    """Return the sheet of a section with what is asked for in it; `labels` is where those of spare lines are typed."""
    widths = {**sheet.widths, **{column: max(_LABEL_WIDTH, sheet.widths[column]) for _, column in labels}}
    validations = list(_prompts(sheet, section, language))
    if labels:
        text = say(zh="请填名称；不用的留空。", en="The label; leave it empty if the line is not needed.")
        validations.append(Validation(tuple(labels), "any", None, say(zh="名称", en="Label"), text, text))
    return evolve(sheet, widths=widths, validations=tuple(validations), protected=True)


def _prompts(sheet: Sheet, section: Section, language: str) -> Iterator[Validation]:
    """Say what a section of text is about where it is written, and never in the cell, which is the report's."""
    note = section.note[language] if section.note else ""
    entries = tuple(
        (cell.row, cell.column) for cell in sheet.cells if cell.look == "entry" and cell.colspan == len(sheet.widths)
    )
    if section.text and entries:
        text = note or say(zh="请在此填写文字。", en="Write the text here.")
        yield Validation(entries[:1], "any", None, section.title[language], text, text)


def _split(text: str) -> list[str]:
    """Split a headline at the places of organisation and period."""
    parts = [""]
    for character in text:
        if character in (_ORGANISATION, _PERIOD):
            parts += [character, ""]
        else:
            parts[-1] += character
    return [part for part in parts if part]
