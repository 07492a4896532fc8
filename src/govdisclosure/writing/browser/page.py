"""The page itself: the official table as inputs, its checks beside it, and everything it needs within it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from attrs import evolve

from govdisclosure.documents import content_policy, html_body, html_styles, write_html
from govdisclosure.form import Form
from govdisclosure.grid import Grid, Page, PageSection
from govdisclosure.language import Words, say, using
from govdisclosure.layout import blank_page
from govdisclosure.recognition import annex_of
from govdisclosure.report import Report, to_json
from govdisclosure.spec import LEAD, Frequency
from govdisclosure.writing.browser.model import full_name, model_of, token
from govdisclosure.writing.browser.texts import texts
from govdisclosure.writing.carried import NOTHING, Carried, proposed, told

_SCRIPTS = ("numbers.js", "cells.js", "form.js")
_PERIODS: Mapping[Frequency, Words] = {
    "year": Words("报告年度", "Year"),
    "quarter": Words("报告季度（如 2024Q1）", "Quarter (as 2024Q1)"),
    "month": Words("报告月份（如 2024-03）", "Month (as 2024-03)"),
}
_ENTRIES: Mapping[Frequency, str] = {
    "year": 'inputmode="numeric" maxlength="4"',
    "quarter": 'maxlength="6"',
    "month": 'maxlength="7"',
}
_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_PARAGRAPH = re.compile("<p>\ue000s([^\ue001]*)\ue001</p>")


def browser_form(form: Form, empty: Report, language: str = "zh", carried: Carried = NOTHING) -> str:
    """Return the form of a format as a page that is filled in with a browser, offline and without any other file.

    It adds up totals and checks every relation within the year as one types, with what is carried over from the year
    before those between the years too; keeps drafts in the browser, opens and saves
    report JSON, gives the fragment for a content management system, and prints.
    """
    with using(language):  # the form's, which need not be that of messages
        page = _with_tokens(form, blank_page(form, language))
        annexed = evolve(page, annex=token("annex"), title=token("title"))
        start = empty.replacing({_place(form, index): number for index, number in carried.proposals.items()})
        model = model_of(form, write_html(annexed, fragment=True), to_json(start, indent=None), carried)
        body = html_body(evolve(page, annex=annex_of(empty, language)))
        body = _PARAGRAPH.sub(lambda found: _area(form, found[1], page), body)
        body = body.replace(f"<h1>{escape(page.title)}</h1>", '<h1 id="headline"></h1>')
        inputs = dict(_inputs(form, page, carried))
        body = _TOKEN.sub(lambda found: inputs[int(found[1])], body)
        data = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
        return _document(page, body, " ".join(told(carried)), data, form.spec.period)


def _with_tokens(form: Form, page: Page) -> Page:
    """Return the page with a token in every cell and under every heading, for what will stand there."""

    def grid(one: Grid) -> Grid:
        cells = (cell if cell.index is None else cell.saying(token(cell.index)) for cell in one.cells)
        return evolve(one, cells=tuple(cells))

    def section(one: PageSection, key: str) -> PageSection:
        return evolve(one, paragraphs=(token(f"s{key}"),), grids=tuple(map(grid, one.grids)))

    keys = [one.key for one in form.spec.sections]
    return evolve(page, lead=(token(f"s{LEAD}"),), sections=tuple(map(section, page.sections, keys)))


def _place(form: Form, index: int) -> tuple[str, str, str]:
    cell = form.cells[index]
    return cell.table, cell.row, cell.column


def _inputs(form: Form, page: Page, carried: Carried) -> Iterator[tuple[int, str]]:
    for number, grid in enumerate(page.grids):
        for cell in grid.cells:
            if cell.index is not None:
                value = form.values[cell.index]
                mode = {"integer": "numeric", "decimal": "decimal"}.get(value.kind, "text")
                place = f'data-grid="{number}" data-row="{cell.row}" data-column="{cell.column}"'
                name = escape(full_name(form, cell.index))
                what = f'type="text" inputmode="{mode}" autocomplete="off" spellcheck="false"'
                carry = carried.proposals.get(cell.index)
                mark = "" if carry is None else f' data-proposed title="{escape(proposed(carry, carried))}"'
                yield cell.index, f'<input {what} data-cell="{cell.index}" {place} aria-label="{name}"{mark}>'


def _area(form: Form, key: str, page: Page) -> str:
    """Return the field for the text of a section; where the form does not ask for text, it can be opened."""
    number = next((at for at, one in enumerate(form.spec.sections) if one.key == key), None)
    asked = number is not None and form.spec.sections[number].text
    title = page.sections[number].title if number is not None else ""
    prompt = page.sections[number].prompt if number is not None else ""
    name = "beside" if title else "above"
    label = escape(title if asked else f"{title} {texts()[name]}".strip())
    area = f'<textarea data-section="{escape(key)}" rows="{6 if asked else 2}" aria-label="{label}"'
    area += f' placeholder="{escape(prompt)}"></textarea>'
    return area if asked else f'<details><summary data-say="{name}"></summary>{area}</details>'


def _document(page: Page, body: str, told: str, model: str, frequency: Frequency) -> str:
    script = "".join(f"{_asset(name)}\n" for name in _SCRIPTS)
    script = f'"use strict";\n{{\n{script}}}\n'
    style = html_styles() + _asset("form.css")
    policy = content_policy(style, script)
    language = {"zh": "zh-CN"}.get(page.language, page.language)
    data = model.replace("<", "\\u003c")  # no label can end the element that holds the data
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_controls(told, frequency)}<main>\n{body}</main>\n{_findings()}"
        f'<script type="application/json" id="model">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _asset(name: str) -> str:
    return files("govdisclosure.writing.browser").joinpath(name).read_text("utf-8")


def _controls(told: str, frequency: Frequency) -> str:
    """Return what stands above the form: whose report it is, the buttons, and what the page has to say."""
    carried = f'<p class="proposed">{escape(told)}</p>\n' if told else ""
    buttons = {
        "save": say(zh="保存（JSON）", en="Save (JSON)"),
        "html": say(zh="存为网页片段", en="Save as HTML fragment"),
        "print": say(zh="打印", en="Print"),
        "sums": say(zh="重新合计", en="Work out all totals"),
        "clear": say(zh="清空", en="Empty the form"),
        "erase": say(zh="清除草稿", en="Erase the draft"),
    }
    row = "".join(f'<button type="button" id="{key}">{text}</button>\n' for key, text in buttons.items())
    return (
        f'<header>\n<p class="identity"><label>{say(zh="报告单位", en="Organisation")} '
        '<input id="organisation" type="text" autocomplete="off"></label>\n'
        f"<label>{_PERIODS[frequency]} "
        f'<input id="year" type="text" {_ENTRIES[frequency]} autocomplete="off"></label></p>\n'
        f'<p class="buttons"><label class="file">{say(zh="打开（JSON）", en="Open (JSON)")}'
        f'<input id="open" type="file" accept=".json,application/json"></label>\n{row}</p>\n'
        f"{carried}"
        f'<p id="found" hidden>{say(zh="本浏览器中有未完成的草稿。", en="This browser keeps a draft of this form.")} '
        f'<button type="button" id="restore">{say(zh="恢复草稿", en="Restore it")}</button></p>\n'
        '<p id="verdict" role="status"></p>\n<p class="said"><span id="message" role="status"></span> '
        '<span id="draft"></span></p>\n</header>\n'
    )


def _findings() -> str:
    """Return what stands beside the form; its words are put in by the script, for they are no part of the report."""
    return (
        f'<aside aria-label="{say(zh="校验结果", en="Checks")}">\n<h2 data-say="checks"></h2>\n'
        '<p id="none" data-say="nothing"></p>\n<ol id="faults"></ol>\n'
        '<p class="help" data-say="advice"></p>\n</aside>\n'
    )
