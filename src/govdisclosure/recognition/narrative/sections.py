"""The text of a document around its tables: headline, organisation, year, and the narrative under each heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from attrs import Factory, frozen

from govdisclosure import codes
from govdisclosure.grid import Document, TextBlock, squeezed
from govdisclosure.language import say
from govdisclosure.layout import section_prompt
from govdisclosure.recognition.matching.units import is_unit_line
from govdisclosure.recognition.narrative.closing import closing_lines, foot_lines, source_lines
from govdisclosure.recognition.narrative.contents import section_titles
from govdisclosure.recognition.narrative.headlines import MAX_HEADLINE, titles_within
from govdisclosure.recognition.narrative.outlines import Outline, outline
from govdisclosure.recognition.narrative.years import periods
from govdisclosure.report import Problem
from govdisclosure.spec import LEAD, OfPeriod, Period, Spec, bare, normal, number_of

MAX_HEADING = 40
"""Characters beyond which a line with a number is a paragraph, and no renamed heading."""
MAX_SENTENCES = 2000
"""Characters beyond which a paragraph is a whole page run together, whose titles may be those of other pages."""
_ALIKE = 0.6
"""How alike a renamed heading is to the right one at least; its number must be right as well."""

_SHOWN = 30
"""Characters of a line that was left out which are repeated."""
_MOST = 8
"""Lines that were left out which are repeated."""
_JOINED = 4
"""Lines over which a label of a table is cut at most."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

IsFurniture = Callable[[TextBlock], bool]
Paragraph = tuple[str, str]
"""The text of a paragraph, and where it stands."""


@frozen(eq=False, repr=False)
class Narrative(OfPeriod):
    """The text of a report: who, which period, and the paragraphs under each section's key with their places."""

    organisation: str | None = None
    period: Period | None = None
    sections: Mapping[str, str] = Factory(dict)
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, tuple[str, ...]] = Factory(dict)


@frozen(eq=False, repr=False)
class _Line:
    """A line of text without control characters, with the number of its block; `listed` in a table of contents."""

    index: int
    text: str
    place: str
    listed: bool


@frozen(eq=False, repr=False)
class _Heading:
    """A heading: its position among the lines, its section, its words, and the text that it runs into."""

    position: int
    section: int
    text: str
    rest: str
    place: str


def read_narrative(
    spec: Spec,
    document: Document,
    is_furniture: IsFurniture = lambda _: False,
    found: Outline | None = None,
) -> Narrative:
    """Take the text of a document apart by the headline and section titles of a spec.

    `is_furniture` says which paragraphs are only labels and figures of a table that lost its fields: they are no text
    of the section that draws the table. `found` is the outline of the document, if it is known already.
    """
    found = found or outline(spec, document)
    blocks = [block for index, block in found.lines if index < found.end]
    lines, left_out = _without_furniture(found, list(_lines(found)), section_titles(spec))
    headings = list(_headings(spec, lines))
    headline = found.headline
    period, on_period = (
        (headline.period, _other_period(blocks, headline.period)) if headline else _period_in_text(spec, blocks)
    )
    sections = _sections(spec, found, lines, headings, is_furniture)
    return Narrative(
        headline.organisation if headline else None,
        period,
        {key: "\n".join(text for text, _ in paragraphs) for key, paragraphs in sections.items()},
        (*found.problems, *left_out, *_on_headings(spec, headings), *on_period, *_missing(spec, headings)),
        {key: tuple(_places(paragraphs)) for key, paragraphs in sections.items()},
    )


def _lines(found: Outline) -> Iterator[_Line]:
    """Yield the lines of the report that say something: no title lines, nothing after its end."""
    lines = [(index, block) for index, block in found.lines if index < found.end]
    for index, block in lines[: len(lines) - closing_lines([block for _, block in lines])]:
        text = (block.text if block.text.isprintable() else _CONTROL.sub("", block.text)).strip()
        if text and index not in found.titles:
            yield _Line(index, text, block.place, index in found.contents)


def _without_furniture(
    found: Outline, lines: Sequence[_Line], titles: Mapping[str, int]
) -> tuple[list[_Line], list[Problem]]:
    """Leave out the lines of a page below its title and at its foot, and say which."""
    below = [line for line in lines if line.index > found.start]
    head = below[: source_lines([line.text for line in below])]
    foot = lines[len(lines) - foot_lines([line.text for line in lines]) :]
    out = [*head, *([] if any(normal(line.text) in titles for line in foot) else foot)]
    if not out:
        return list(lines), []
    shown = say(zh="；", en="; ").join(line.text[:_SHOWN] for line in out[:_MOST])
    shown += say(zh="……", en="...") if len(out) > _MOST else ""
    message = say(
        zh=f"{out[0].place}：网页上不属于正文的文字，未读入：{shown}。",
        en=f"{out[0].place}: left out, as it belongs to the page and not to the text: {shown}",
    )
    return [line for line in lines if line not in out], [Problem.of(codes.PAGE_FURNITURE, message, place=out[0].place)]


# sections -----------------------------------------------------------------------------------------------------------


def _sections(
    spec: Spec, found: Outline, lines: Sequence[_Line], headings: Sequence[_Heading], is_furniture: IsFurniture
) -> dict[str, list[Paragraph]]:
    """Return the paragraphs under each heading, and those between the headline and the first one."""
    starts = [*(heading.position for heading in headings), len(lines)]
    lead = [line for line in lines[: starts[0]] if line.index > found.start]
    paragraphs: dict[str, list[Paragraph]] = {LEAD: _paragraphs(lead)} if lead else {}
    for heading, end in zip(headings, starts[1:], strict=True):
        section = spec.sections[heading.section]
        under = [line for line in lines[heading.position + 1 : end] if squeezed(line.text) not in _printed(spec)]
        rest = [(heading.rest, heading.place)] if heading.rest else []
        if section.draw:
            under = [line for line in _without_labels(spec, under, is_furniture) if not is_unit_line(line.text)]
        said = rest + _paragraphs(under)
        if said:
            paragraphs.setdefault(section.key, []).extend(said)
    return paragraphs


@lru_cache(maxsize=32)
def _printed(spec: Spec) -> frozenset[str]:
    """Return what a form itself prints around its tables, which is no text of a report: prompts and footnotes."""
    prompts = (section_prompt(part, language) for part in spec.sections for language in spec.languages)
    feet = (text for table in spec.tables if table.footnote for _, text in table.footnote.texts)
    return frozenset(map(squeezed, (*prompts, *feet)))


def _paragraphs(lines: Sequence[_Line]) -> list[Paragraph]:
    return [(line.text, line.place) for line in lines]


def _places(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the place of every line of a section, for a paragraph may have several."""
    for text, place in paragraphs:
        yield from [place] * (text.count("\n") + 1)


def _without_labels(spec: Spec, lines: Sequence[_Line], is_furniture: IsFurniture) -> list[_Line]:
    """Return the lines that are no labels, figures and footnotes of a table, nor such cut over several lines."""
    kept: list[_Line] = []
    here = 0
    while here < len(lines):
        pieces = [(count, "".join(line.text for line in lines[here : here + count])) for count in range(1, _JOINED + 1)]
        cut = next((n for n, text in pieces if squeezed(text) in _printed(spec) or is_furniture(TextBlock(text))), 0)
        kept += [] if cut else [lines[here]]
        here += cut or 1
    return kept


def _headings(spec: Spec, lines: Sequence[_Line]) -> Iterator[_Heading]:
    """Yield the headings: by their words alone, or with the number that comes next and words that are alike."""
    titles = section_titles(spec)
    numbered = _numbered_sections(spec, lines, titles)
    last = -1
    for position, line in enumerate(lines):
        if line.listed:
            continue
        section = titles.get(normal(line.text)) if len(line.text) <= MAX_HEADLINE else None
        rest: str | None = "" if section is not None else _glued(spec, line.text, titles, last + 1)
        if rest is not None:
            section = last + 1 if section is None else section
            if section in numbered and not _is_numbered(spec, line.text, section):
                continue  # a heading below that of a section
            yield _Heading(position, section, line.text[: len(line.text) - len(rest)], rest, line.place)
            last = max(last, section)


def _numbered_sections(spec: Spec, lines: Sequence[_Line], titles: Mapping[str, int]) -> set[int]:
    """Return the sections whose heading stands somewhere with the number and in the kind of numerals of the format.

    Where 二、主动公开 comes, an earlier （一）主动公开 is a heading within a section.
    """
    return {
        section
        for line in lines
        if (number := number_of(line.text)) and not line.listed
        for section in (number - 1,)
        if _is_numbered(spec, line.text, section)
        and (
            titles.get(normal(line.text[:MAX_HEADLINE])) == section
            or _glued(spec, line.text, titles, section) is not None
        )
    }


def _is_numbered(spec: Spec, text: str, section: int) -> bool:
    """Whether a heading bears the number of a section, written as the format writes it: 一、 is not （一） or 1."""
    return number_of(text) == section + 1 and bool(spec.numbering) and _kind(text) == _kind(spec.numbering or "")


def _kind(text: str) -> tuple[bool, bool]:
    """Return whether an ordinal stands in brackets, and whether it is in Arabic numerals."""
    plain = unicodedata.normalize("NFKC", text[:MAX_HEADING]).lstrip()
    bare = plain.lstrip("([{【〔 第")
    return bare != plain.lstrip("第 "), bare[:1].isdigit()


def _glued(spec: Spec, text: str, titles: Mapping[str, int], expected: int) -> str | None:
    """Return the text into which the next heading runs, empty if it is only renamed; None if a line is not it.

    Only the number that comes next is believed: texts hold lists of their own, numbered in the same way.
    """
    if not spec.numbering or number_of(text) != expected + 1 or expected >= len(spec.sections):
        return None

    def is_own(end: int) -> bool:
        return titles.get(normal(text[:end])) == expected

    for end in range(3, min(len(text), MAX_HEADLINE)):
        if is_own(end) and not (text[end].isalnum() and is_own(end + 1)):
            return text[end:].lstrip("：:。 \u3000")
    own = [title for title, number in titles.items() if number == expected]
    name = normal(text)
    alike = len(text) <= MAX_HEADING and any(SequenceMatcher(None, name, title).ratio() >= _ALIKE for title in own)
    return "" if alike else None


# what is said -------------------------------------------------------------------------------------------------------


def _on_headings(spec: Spec, headings: Sequence[_Heading]) -> Iterator[Problem]:
    """Say what is unusual about headings: their words, their numbers, their order, and what they run into."""
    titles = section_titles(spec)
    for count, heading in enumerate(headings):
        before = [earlier.section for earlier in headings[:count]]
        renamed = titles.get(normal(heading.text)) != heading.section
        for remark in _remarks(spec, heading, before, renamed=renamed):
            message = say(
                zh=f"{heading.place}：标题“{heading.text}”{remark}。",
                en=f"{heading.place}: the heading '{heading.text}' {remark}",
            )
            yield Problem.of(codes.SECTION_HEADING, message, place=heading.place)
        if heading.rest:
            message = say(
                zh=f"{heading.place}：标题“{heading.text}”与正文连在一起。",
                en=f"{heading.place}: the heading '{heading.text}' runs into the text after it",
            )
            yield Problem.of(codes.SECTION_HEADING, message, place=heading.place)


def _remarks(spec: Spec, heading: _Heading, before: Sequence[int], *, renamed: bool) -> Iterator[str]:
    section = heading.section
    if renamed:
        title = bare(spec.sections[section].title["zh"])
        yield say(zh=f"应为“{title}”", en=f"should read '{title}'")
    if section in before:
        yield say(zh="重复出现", en="stands twice")
    elif before and section < before[-1]:
        yield say(zh="次序不对", en="is out of order")
    printed = number_of(heading.text)
    if spec.numbering and printed is None:
        yield say(zh="没有编号", en="has no number")
    elif spec.numbering and printed != section + 1:
        yield say(zh=f"应为第 {section + 1} 部分", en=f"should be number {section + 1}")


def _missing(spec: Spec, headings: Sequence[_Heading]) -> Iterator[Problem]:
    found = {heading.section for heading in headings}
    for number, section in enumerate(spec.sections):
        if number not in found:
            title = bare(section.title["zh"])
            message = say(zh=f"没有找到章节“{title}”。", en=f"the section '{title}' was not found")
            yield Problem.of(codes.MISSING_SECTION, message)


# the period ---------------------------------------------------------------------------------------------------------


def _other_period(blocks: Sequence[TextBlock], period: Period) -> Iterator[Problem]:
    """Say that the text covers another period than that of the headline."""
    named = list(periods(blocks, period.of))
    if named and all(found.period != period for found in named):
        place, text = named[0].place, named[0].text
        message = say(
            zh=f"{place}：正文的统计期限是“{text}”，标题是 {period.named}。",
            en=f"{place}: the text covers '{text}', the headline says {period}",
        )
        yield Problem.of(codes.YEAR_IN_TEXT, message, place=place)


def _period_in_text(spec: Spec, blocks: Sequence[TextBlock]) -> tuple[Period | None, tuple[Problem, ...]]:
    """Return the one period that the text names, by its days or in a title, where there is no headline."""
    message = say(zh="没有找到写明单位和年份的标题。", en="no headline with organisation and year was found")
    missing = Problem.of(codes.NO_HEADLINE, message)
    said = [(found.period, found.text, found.place) for found in periods(blocks, spec.period)]
    said += [
        (period, text, block.place)
        for block in blocks
        if len(block.text) <= MAX_SENTENCES
        for period, text in titles_within(spec, block.text)
    ]
    if len({period for period, _, _ in said}) != 1:
        return None, (missing,)
    period, text, place = said[0]
    message = say(
        zh=f"{place}：年份 {period} 取自正文“{text}”。",
        en=f"{place}: the year {period} is taken from the text ('{text}')",
    )
    return period, (missing, Problem.of(codes.YEAR_FROM_TEXT, message, place=place))
