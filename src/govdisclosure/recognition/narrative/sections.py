"""The text of a document around its tables: headline, organisation, year, and the narrative under each heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from attrs import define, field

from govdisclosure import codes
from govdisclosure.grid import Document, TextBlock
from govdisclosure.language import say
from govdisclosure.recognition.narrative.closing import closing_lines
from govdisclosure.recognition.narrative.headlines import MAX_HEADLINE, titles_within
from govdisclosure.recognition.narrative.outlines import Outline, outline, section_titles
from govdisclosure.recognition.narrative.years import periods
from govdisclosure.report import Problem
from govdisclosure.spec import LEAD, Spec, normal, number_of

MAX_HEADING = 40
"""Characters beyond which a line with a number is a paragraph, and no renamed heading."""
MAX_SENTENCES = 2000
"""Characters beyond which a paragraph is a whole page run together, whose titles may be those of other pages."""
_ALIKE = 0.6
"""How alike a renamed heading is to the right one at least; its number must be right as well."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@define(eq=False, repr=False)
class Narrative:
    """The text of a report: who, which year, and the paragraphs under each section's key."""

    organisation: str | None = None
    year: int | None = None
    sections: dict[str, str] = field(factory=dict)
    problems: list[Problem] = field(factory=list)


def read_narrative(
    spec: Spec,
    document: Document,
    is_furniture: Callable[[TextBlock], bool] = lambda _: False,
    found: Outline | None = None,
) -> Narrative:
    """Take the text of a document apart by the headline and section titles of a spec.

    `is_furniture` says which paragraphs are only labels and figures of a table that lost its fields: they are no text
    of the section that draws the table. `found` is the outline of the document, if it is known already.
    """
    found = found or outline(spec, document)
    out = Narrative(problems=[*found.problems])
    if found.headline is not None:
        out.organisation, out.year = found.headline.organisation, found.headline.year
    titles = section_titles(spec)
    lines = [(index, block) for index, block in found.lines if index < found.end]
    paragraphs: dict[str, list[str]] = {}
    current: str | None = None
    seen: list[int] = []
    drawing = False
    for index, block in lines[: len(lines) - closing_lines([block for _, block in lines])]:
        if current is None and index == found.start:
            current = LEAD
        text = (block.text if block.text.isprintable() else _CONTROL.sub("", block.text)).strip()
        if not text or index in found.titles:
            continue
        listed = index in found.contents
        number = titles.get(normal(text)) if len(text) <= MAX_HEADLINE and not listed else None
        rest = ""
        if number is None and not listed and (glued := _glued(spec, text, titles, seen)):
            number, rest = glued
        if number is not None:
            heading = text[: len(text) - len(rest)] if rest else text
            _remark(spec, number, seen, heading, block.place, out, renamed=titles.get(normal(heading)) != number)
            if rest:
                message = say(
                    zh=f"{block.place}：标题“{heading}”与正文连在一起。",
                    en=f"{block.place}: the heading '{heading}' runs into the text after it",
                )
                out.problems.append(Problem.of(codes.SECTION_HEADING, message, place=block.place))
            seen.append(number)
            current = spec.sections[number].key
            drawing = bool(spec.sections[number].draw)
            if rest:
                paragraphs.setdefault(current, []).append(rest)
        elif current is not None and not (drawing and is_furniture(block)):
            paragraphs.setdefault(current, []).append(text)
    out.sections = {key: "\n".join(texts) for key, texts in paragraphs.items()}
    _look_for_year(spec, [block for _, block in lines], out)
    for number, section in enumerate(spec.sections):
        if number not in seen:
            title = section.title["zh"]
            message = say(zh=f"没有找到章节“{title}”。", en=f"the section '{title}' was not found")
            out.problems.append(Problem.of(codes.MISSING_SECTION, message))
    return out


def _look_for_year(spec: Spec, blocks: Sequence[TextBlock], out: Narrative) -> None:
    """Compare the year of the headline with the period in the text; without a headline, the text says the year."""
    named = list(periods(blocks))
    if out.year is not None:
        if named and all(period.year != out.year for period in named):
            place, text = named[0].place, named[0].text
            message = say(
                zh=f"{place}：正文的统计期限是“{text}”，标题是 {out.year} 年。",
                en=f"{place}: the text covers '{text}', the headline says {out.year}",
            )
            out.problems.append(Problem.of(codes.YEAR_IN_TEXT, message, place=place))
        return
    message = say(zh="没有找到写明单位和年份的标题。", en="no headline with organisation and year was found")
    out.problems.append(Problem.of(codes.NO_HEADLINE, message))
    said = [(period.year, period.text, period.place) for period in named]
    said += [
        (year, text, block.place)
        for block in blocks
        if len(block.text) <= MAX_SENTENCES
        for year, text in titles_within(spec, block.text)
    ]
    if len({year for year, _, _ in said}) == 1:
        out.year, text, place = said[0]
        message = say(
            zh=f"{place}：年份 {out.year} 取自正文“{text}”。",
            en=f"{place}: the year {out.year} is taken from the text ('{text}')",
        )
        out.problems.append(Problem.of(codes.YEAR_FROM_TEXT, message, place=place))


def _glued(spec: Spec, text: str, titles: Mapping[str, int], seen: list[int]) -> tuple[int, str] | None:
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
        out.problems.append(Problem.of(codes.SECTION_HEADING, message, place=place))
