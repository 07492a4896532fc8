"""The page as a whole: one report with all of it, or an overview of many with what was found in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files

from govdisclosure.documents import content_policy
from govdisclosure.export.page.drawn import drawn
from govdisclosure.export.page.markup import Markup, element, joined, link
from govdisclosure.export.page.overview import overview, row_styles
from govdisclosure.export.page.parts import everything, title_of, verdict
from govdisclosure.export.page.sheet import Sheet
from govdisclosure.export.standing import summary
from govdisclosure.export.unread import Unread
from govdisclosure.findings import CheckResult
from govdisclosure.language import say

MAX_DRAWN = 20
"""Reports whose tables are drawn on one page; of more, only what was found is said."""


def html_page(
    results: Iterable[tuple[str, CheckResult]], unread: Sequence[Unread], version: str, time: datetime
) -> bytes:
    """Return checked files as one HTML page in UTF-8, which needs no other file and no script.

    One file is shown with its verdict, its findings, and its form with the faulty cells marked; of several there is an
    overview first. `version` is that of the library, `time` when the check was made.
    """
    checked = list(results)
    several = len(checked) + len(unread) != 1
    is_drawn = len(checked) <= MAX_DRAWN
    sheets = [
        Sheet(name, result, f"r{number}-" if several else "", is_drawn)
        for number, (name, result) in enumerate(checked, 1)
    ]
    day = f"{time:%Y-%m-%d}"
    made = say(zh=f"{day} 由 govdisclosure {version} 核对", en=f"Checked on {day} by govdisclosure {version}")
    foot = element("footer", made)
    if not several and sheets:
        return _document(title_of(sheets[0]), joined((_one(sheets[0], "1"), foot)), "")
    title = say(zh="核对结果", en="Results of checking")
    counts = element("p", summary([sheet.result for sheet in sheets], unread), class_="verdict")
    details = [_one(sheet, "2") for sheet in sheets]
    body = joined((element("h1", title), counts, overview(sheets, unread), *details, foot))
    return _document(title, body, row_styles(sheets, unread))


def _one(sheet: Sheet, level: str) -> Markup:
    """Return all there is to say about one report, under a heading of a level."""
    inner = f"h{int(level) + 1}"
    parts = [element(f"h{level}", title_of(sheet)), *verdict(sheet), everything(sheet, inner)]
    if sheet.is_drawn:
        parts.append(element(inner, say(zh="报告", en="The report")))
        parts += drawn(sheet, f"h{int(level) + 2}")
    back = link("top", say(zh="回到总表", en="Back to the overview"), class_="back") if sheet.prefix else ""
    return element("article", *parts, back, id=sheet.at("report", 0) if sheet.prefix else "")


def _document(title: str, body: Markup, rows: str) -> bytes:
    style = files("govdisclosure.export.page").joinpath("page.css").read_text("utf-8") + rows
    language = say(zh="zh-CN", en="en")
    head = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{element('title', title)}\n<style>{style}</style>\n</head>\n"
    )
    return f'{head}<body id="top">\n{element("main", body)}\n</body>\n</html>\n'.encode()
