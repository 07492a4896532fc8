"""A report put into the drawn form: what each cell prints, and the text around the tables."""

from __future__ import annotations

from attrs import evolve

from govdisclosure.form import Form, Whose, section_title
from govdisclosure.grid import Grid, Page, PageSection, one_line
from govdisclosure.layout.drawing import draw_stack
from govdisclosure.report import Content, Report
from govdisclosure.spec import LEAD, Number, Period, Section, Spec, filled, number_text

GAP = "＿＿＿＿"
"""What a blank form prints where a name or a year is to be filled in."""
_GAPS = Whose(GAP, GAP)


def filled_page(report: Report, language: str = "zh") -> Page:
    """Return a report laid out: every drawn table of its form with its cells filled in, and its narrative.

    >>> from govdisclosure import from_json
    >>> page = filled_page(from_json('{"spec": "cn/2021", "organisation": "某县", "year": 2024}'))
    >>> page.title, len(page.grids)
    ('某县2024年政府信息公开工作年度报告', 3)
    """
    texts = {index: cell_text(report, index, language) for index in range(len(report.values))}
    spec, whose = report.spec, _whose(report, language)
    return Page(
        headline(spec, language, report.organisation, report.period),
        _paragraphs(report, LEAD),
        tuple(
            PageSection(
                section_title(spec, section, language, whose),
                _paragraphs(report, section.key),
                _grids(report.form, section, texts, language, whose),
                landscape=section.landscape,
            )
            for section in spec.sections
        ),
        language,
    )


def blank_page(form: Form, language: str = "zh", whose: Whose = _GAPS) -> Page:
    """Return a form laid out with nothing in it: its cells are empty, and its texts say what is asked for.

    `whose` is what stands where a name or a year is to be filled in.
    """
    spec = form.spec
    return Page(
        headline(spec, language, GAP, GAP),
        (),
        tuple(
            PageSection(
                section_title(spec, section, language, whose),
                grids=_grids(form, section, {}, language, whose),
                prompt=section_prompt(section, language),
                landscape=section.landscape,
            )
            for section in spec.sections
        ),
        language,
    )


def headline(spec: Spec, language: str, organisation: str | None, period: Period | str | None) -> str:
    """Return the title line of a report; without organisation or period, what of it is known."""
    title = spec.title[language]
    name = one_line(organisation) if organisation else ""
    year, words = (period.year, period.words(language)) if isinstance(period, Period) else (period, period)
    if name and period is not None:
        texts = {"title": title, "organisation": name, "year": str(year), "period": str(words)}
        return filled(spec.title_line.label[language], **texts)
    if language == "zh":
        return f"{name}{words or ''}{'年' if period and period == words and spec.period == 'year' else ''}{title}"
    return ", ".join(filter(None, [title, name, words or ""]))


def cell_text(report: Report, index: int, language: str = "zh") -> str:
    """Return what a cell prints: its number written out, its mark or its text, and a note in brackets.

    >>> from govdisclosure import from_json
    >>> cells = '{"fees": {"fee": {"amount": {"value": 5.20, "note": "含减免"}}}}'
    >>> report = from_json('{"spec": "cn/2021", "tables": ' + cells + "}")
    >>> cell_text(report, report.form.index["fees", "fee", "amount"])
    '5.20（含减免）'
    """
    return printed(report.content(index), report.values[index], language)


def printed(content: Content, number: Number | None, language: str = "zh") -> str:
    """Return what a cell with this content prints."""
    text = content.text if number is None else number_text(number)
    if not content.note:
        return text
    return f"{text}（{content.note}）" if language == "zh" else f"{text} ({content.note})".lstrip()


def _paragraphs(report: Report, key: str) -> tuple[str, ...]:
    return tuple(line for line in report.sections.get(key, "").split("\n") if line.strip())


def _whose(report: Report, language: str) -> Whose:
    """Return whose report it is, in the words that its headings print."""
    name = one_line(report.organisation) if report.organisation else None
    period = report.period
    return Whose(name) if period is None else Whose(name, str(period.year), period.words(language))


def _grids(form: Form, section: Section, texts: dict[int, str], language: str, whose: Whose) -> tuple[Grid, ...]:
    return tuple(_with(texts, draw_stack(form, stack, language, whose)) for stack in section.draw)


def filled_table(report: Report, table: str, language: str = "zh") -> Grid:
    """Return one table of a report as the form draws it."""
    texts = {index: cell_text(report, index, language) for index in report.form.tables[table].cells.values()}
    return _with(texts, draw_stack(report.form, (table,), language, _whose(report, language)))


def _with(texts: dict[int, str], grid: Grid) -> Grid:
    cells = (cell if cell.index is None else cell.saying(texts.get(cell.index, "")) for cell in grid.cells)
    return evolve(grid, cells=tuple(cells))


def section_prompt(section: Section, language: str) -> str:
    """Return what a blank form prints where the text of a section is to stand; nothing where none is."""
    if not section.text:
        return ""
    note = section.note[language] if section.note else ""
    if language == "zh":
        return f"（文字描述：{note}）" if note else "（文字描述）"
    return f"(text: {note})" if note else "(text)"
