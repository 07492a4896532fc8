"""The text of a document around its tables: headline, organisation, year, and the narrative under each heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from attrs import define, field

from govdisclosure.grid.model import Document, TextBlock
from govdisclosure.language import say
from govdisclosure.report.model import Problem
from govdisclosure.spec.labels import normal, number_of
from govdisclosure.spec.model import Spec
from govdisclosure.spec.names import LEAD

MAX_HEADLINE = 120
"""Characters beyond which a line is no headline."""

MAX_HEADING = 40
"""Characters beyond which a line with a number is a paragraph, and no renamed heading."""
_ALIKE = 0.6
"""How alike a renamed heading is to the right one at least; its number must be right as well."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@define
class Narrative:
    """The text of a report: who, which year, and the paragraphs under each section's key."""

    organisation: str | None = None
    year: int | None = None
    sections: dict[str, str] = field(factory=dict)
    problems: list[Problem] = field(factory=list)


def read_narrative(
    spec: Spec, document: Document, is_furniture: Callable[[TextBlock], bool] = lambda _: False
) -> Narrative:
    """Take the text of a document apart by the headline and section titles of a spec.

    `is_furniture` says which paragraphs are only labels and figures of a table that lost its fields: they are no text
    of the section that draws the table.
    """
    out = Narrative()
    titles = _titles(spec)
    paragraphs: dict[str, list[str]] = {}
    current: str | None = None
    seen: list[int] = []
    before = ""
    drawing = False
    for block in _texts(document, titles):
        text = _CONTROL.sub("", block.text).strip()
        if not text:
            continue
        if current is None:
            # A long headline takes two lines.
            found = _headline(spec, text) or (_headline(spec, before + text) if before else None)
            before = text if len(text) <= MAX_HEADLINE else ""
            if found:
                out.organisation, out.year = found
                current = LEAD
                continue
        number = titles.get(normal(text)) if len(text) <= MAX_HEADLINE else None
        rest = ""
        if number is None and (glued := _glued(spec, text, titles, seen)):
            number, rest = glued
        if number is not None:
            heading = text[: len(text) - len(rest)] if rest else text
            _remark(spec, number, seen, heading, block.place, out, renamed=titles.get(normal(heading)) != number)
            if rest:
                message = say(
                    zh=f"{block.place}：标题“{heading}”与正文连在一起。",
                    en=f"{block.place}: the heading '{heading}' runs into the text after it",
                )
                out.problems.append(Problem("section_heading", "warning", message, place=block.place or None))
            seen.append(number)
            current = spec.sections[number].key
            drawing = bool(spec.sections[number].draw)
            if rest:
                paragraphs.setdefault(current, []).append(rest)
        elif current is not None and not (drawing and is_furniture(block)):
            paragraphs.setdefault(current, []).append(text)
    out.sections = {key: "\n".join(lines) for key, lines in paragraphs.items()}
    if out.year is None:
        message = say(zh="没有找到写明单位和年份的标题。", en="no headline with organisation and year was found")
        out.problems.append(Problem("no_headline", "warning", message))
    for number, section in enumerate(spec.sections):
        if number not in seen:
            title = section.title["zh"]
            message = say(zh=f"没有找到章节“{title}”。", en=f"the section '{title}' was not found")
            out.problems.append(Problem("missing_section", "warning", message))
    return out


def _titles(spec: Spec) -> dict[str, int]:
    return {
        normal(text): number
        for number, section in enumerate(spec.sections)
        for text in (*section.title, *section.aliases)
    }


def _texts(document: Document, titles: dict[str, int]) -> Iterator[TextBlock]:
    """Yield the paragraphs, and the headings that stand in a row of a table, as sheets have them."""
    for block in document.blocks:
        if isinstance(block, TextBlock):
            yield block
            continue
        for row in block.rows():
            filled = [cell for cell in row if cell.text.strip()]
            if len(filled) == 1 and number_of(filled[0].text) and normal(filled[0].text) in titles:
                yield TextBlock(filled[0].text, filled[0].place)


def _glued(spec: Spec, text: str, titles: dict[str, int], seen: list[int]) -> tuple[int, str] | None:
    """Return the section of a heading that runs into its text, or that is renamed but bears the next number.

    Only the number that comes next is believed: texts hold lists of their own, numbered in the same way.
    """
    expected = max(seen, default=-1) + 1
    if not spec.numbering or number_of(text) != expected + 1 or expected >= len(spec.sections):
        return None
    own = [title for title, number in titles.items() if number == expected]
    for end in range(3, min(len(text), MAX_HEADLINE)):
        if normal(text[:end]) in own and not (text[end].isalnum() and normal(text[: end + 1]) in own):
            return expected, text[end:].lstrip("：:。 \u3000")
    name = normal(text)
    if len(text) <= MAX_HEADING and any(SequenceMatcher(None, name, title).ratio() >= _ALIKE for title in own):
        return expected, ""
    return None


def _remark(spec: Spec, number: int, seen: list[int], text: str, place: str, out: Narrative, *, renamed: bool) -> None:
    """Say what is unusual about a heading: its number, its place in the order, or that it comes twice."""
    remarks = []
    if renamed:
        title = spec.sections[number].title["zh"]
        remarks.append(say(zh=f"应为“{title}”", en=f"should read '{title}'"))
    if number in seen:
        remarks.append(say(zh="重复出现", en="stands twice"))
    elif seen and number < seen[-1]:
        remarks.append(say(zh="次序不对", en="is out of order"))
    printed = number_of(text)
    if spec.numbering and printed != number + 1:
        remarks.append(
            say(zh=f"应为第 {number + 1} 部分", en=f"should be number {number + 1}")
            if printed
            else say(zh="没有编号", en="has no number")
        )
    for remark in remarks:
        message = say(zh=f"{place}：标题“{text}”{remark}。", en=f"{place}: the heading '{text}' {remark}")
        out.problems.append(Problem("section_heading", "warning", message, place=place or None))


def _headline(spec: Spec, text: str) -> tuple[str, int] | None:
    """Return the organisation and the year that a headline names."""
    if len(text) > MAX_HEADLINE:
        return None
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    for pattern in _patterns(spec):
        if match := pattern.fullmatch(plain):
            return match["organisation"], int(match["year"])
    return None


@lru_cache(maxsize=32)
def _patterns(spec: Spec) -> tuple[re.Pattern[str], ...]:
    """Return the headline's patterns, the one with the most words of its own first."""
    templates = [*spec.headline.label, *spec.headline.aliases] if spec.headline else []
    patterns: dict[str, int] = {}
    for template in templates:
        for title in spec.title:
            plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", template.replace("{title}", title)))
            literal = re.sub(r"\{\w+\}", "", plain)
            regex = re.escape(plain)
            for name, part in (
                ("organisation", r"(?P<organisation>.{1,60}?)"),
                ("year", r"(?P<year>(?:19|20)[0-9]{2})"),
            ):
                regex = regex.replace(re.escape("{" + name + "}"), part, 1)
            if "(?P<organisation>" in regex and "(?P<year>" in regex:
                patterns[regex] = len(literal)
    ordered = sorted(patterns, key=lambda regex: -patterns[regex])
    return tuple(re.compile(regex, re.IGNORECASE) for regex in ordered)
