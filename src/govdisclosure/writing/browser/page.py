"""The page itself: the official table as inputs, its checks beside it, and everything it needs within it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from attrs import evolve

from govdisclosure.documents import content_policy, html_body, html_styles, write_html
from govdisclosure.form import NOBODY, Form, section_title
from govdisclosure.grid import Grid, GridCell, Page, PageSection
from govdisclosure.language import Words, say, using
from govdisclosure.layout import blank_page
from govdisclosure.recognition import annex_of
from govdisclosure.report import Report, to_json
from govdisclosure.spec import LEAD, Frequency
from govdisclosure.writing.browser.model import full_name, model_of
from govdisclosure.writing.browser.patterns import OWNER, Patterns, Place, patterns_of, token
from govdisclosure.writing.browser.texts import texts
from govdisclosure.writing.carried import NOTHING, Carried, carried, proposed, told

_SCRIPTS = (
    "model.js",
    "numbers.js",
    "cells.js",
    "rows.js",
    "form.js",
    "shown.js",
    "typing.js",
    "drawn.js",
    "files.js",
    "start.js",
)
"""The script of the page, in the order in which its parts need each other."""
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
_TOKEN = re.compile("\ue000k?[0-9]+\ue001")
_HEADING = re.compile("\ue000h([0-9]+)\ue001")
_PARAGRAPH = re.compile("<p>\ue000s([^\ue001]*)\ue001</p>")


def browser_form(form: Form, empty: Report, language: str = "zh", prior: Report | None = None) -> str:
    """Return the form of a format as a page that is filled in with a browser, offline and without any other file.

    It adds up totals and checks every relation within the year as one types, with a prior report those between the
    years too; rows that reports name themselves are added and removed in it. It keeps drafts in the browser, opens and
    saves report JSON, gives the fragment for a content management system, and prints.
    """
    patterns = patterns_of(form, prior)
    taken = NOTHING if prior is None else _carried(patterns, form, prior)
    with using(language):  # the form's, which need not be that of messages
        start = evolve(empty, organisation=taken.organisation, year=taken.period)
        start = start.replacing({_place(patterns.form, index): number for index, number in taken.proposals.items()})
        owned = blank_page(patterns.drawn, language, OWNER)
        headings = _headings(owned, blank_page(patterns.drawn, language, NOBODY))
        page = _with_tokens(patterns, owned, {text: token(f"h{at}") for at, text in enumerate(headings)})
        annexed = evolve(page, annex=token("annex"), title=token("title"))
        texts_of = {"fragment": write_html(annexed, fragment=True), "headings": list(headings.items())}
        model = {**model_of(patterns, taken), **texts_of, "empty": to_json(start, indent=None)}
        body = html_body(evolve(page, annex=annex_of(empty, language)))
        body = _PARAGRAPH.sub(lambda found: _area(form, found[1], page), body)
        body = body.replace(f"<h1>{escape(page.title)}</h1>", '<h1 id="headline"></h1>')
        inputs = {token(index): text for index, text in _inputs(patterns, page, taken)}
        inputs |= {place.row: _key_input(place) for place in patterns.places}
        body = _TOKEN.sub(lambda found: inputs[found[0]], body)
        body = _HEADING.sub(r'<span data-heading="\1"></span>', body)
        data = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
        return _document(page, body, " ".join(told(taken)), data, form.spec.period)


def _carried(patterns: Patterns, form: Form, prior: Report) -> Carried:
    """Return what the page takes over; it proposes nothing in rows that are still to be added."""
    found = carried(patterns.form, Report(patterns.form, (None,) * len(patterns.form.cells)), prior)
    shown = {i: number for i, number in found.proposals.items() if _place(patterns.form, i) in form.index}
    return evolve(found, proposals=shown)


def _headings(owned: Page, bare: Page) -> dict[str, str]:
    """Return the headings that say whose report it is, with tokens for that, and what they say without it."""
    titles = ((one.title, other.title) for one, other in zip(owned.sections, bare.sections, strict=True))
    grids = zip(owned.grids, bare.grids, strict=True)
    cells = ((c.text, d.text) for one, other in grids for c, d in zip(one.cells, other.cells, strict=True))
    return {text: plain for text, plain in (*titles, *cells) if text != plain}


def _with_tokens(patterns: Patterns, page: Page, headings: Mapping[str, str]) -> Page:
    """Return the page with a token in every cell, under every heading, and for those that say whose report it is."""
    places = [patterns.form.index[_place(patterns.drawn, index)] for index in range(len(patterns.drawn.cells))]

    def cell(one: GridCell) -> GridCell:
        if one.index is None:
            return one.saying(headings.get(one.text, one.text))
        return evolve(one, index=places[one.index], text=token(places[one.index]))

    def grid(one: Grid) -> Grid:
        return evolve(one, cells=tuple(map(cell, one.cells)))

    def section(one: PageSection, key: str) -> PageSection:
        title = headings.get(one.title, one.title)
        return evolve(one, title=title, paragraphs=(token(f"s{key}"),), grids=tuple(map(grid, one.grids)))

    keys = [one.key for one in patterns.form.spec.sections]
    return evolve(page, lead=(token(f"s{LEAD}"),), sections=tuple(map(section, page.sections, keys)))


def _place(form: Form, index: int) -> tuple[str, str, str]:
    cell = form.cells[index]
    return cell.table, cell.row, cell.column


def _inputs(patterns: Patterns, page: Page, carried: Carried) -> Iterator[tuple[int, str]]:
    form = patterns.form
    for index, column in ((cell.index, cell.column) for grid in page.grids for cell in grid.cells):
        if index is not None:
            mode = {"integer": "numeric", "decimal": "decimal"}.get(form.values[index].kind, "text")
            name = full_name(form, index)
            for each in patterns.places:
                name = name.replace(each.row, texts()["newRow"])
            what = f'type="text" inputmode="{mode}" autocomplete="off" spellcheck="false"'
            carry = carried.proposals.get(index)
            mark = "" if carry is None else f' data-proposed title="{escape(proposed(carry, carried))}"'
            yield index, f'<input {what} data-cell="{index}" data-column="{column}" aria-label="{escape(name)}"{mark}>'


def _key_input(place: Place) -> str:
    """Return the field for the key of a row that is added; the page writes what it is called."""
    mode = "text" if place.node.open in ("text", "date") else "numeric"
    name = escape(texts()["rowName"])
    return (
        f'<input type="text" inputmode="{mode}" autocomplete="off" spellcheck="false" data-place="{place.number}" '
        f'data-column="-1" aria-label="{name}">'
    )


def _area(form: Form, key: str, page: Page) -> str:
    """Return the field for the text of a section; where the form does not ask for text, it can be opened."""
    number = next((at for at, one in enumerate(form.spec.sections) if one.key == key), None)
    asked = number is not None and form.spec.sections[number].text
    title = section_title(form.spec, form.spec.sections[number], page.language) if number is not None else ""
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
