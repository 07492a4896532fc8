"""The text of a document around its tables: headline, organisation, year, and the narrative under each heading."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attrs import define, field

from govdisclosure.spec.labels import normal, number_of
from govdisclosure.grid.model import Document, Grid
from govdisclosure.language import say
from govdisclosure.report.model import Problem
from govdisclosure.spec.model import Spec
from govdisclosure.spec.names import LEAD

MAX_HEADLINE = 120
"""Characters beyond which a line is no headline."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@define
class Narrative:
    """The text of a report: who, which year, and the paragraphs under each section's key."""

    organisation: str | None = None
    year: int | None = None
    sections: dict[str, str] = field(factory=dict)
    problems: list[Problem] = field(factory=list)


def read_narrative(spec: Spec, document: Document) -> Narrative:
    """Take the text of a document apart by the headline and section titles of a spec."""
    out = Narrative()
    titles = {
        normal(text): number
        for number, section in enumerate(spec.sections)
        for text in (*section.title, *section.aliases)
    }
    paragraphs: dict[str, list[str]] = {}
    current: str | None = None
    seen: list[int] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            continue
        text = _CONTROL.sub("", block.text).strip()
        if not text:
            continue
        if current is None and (found := _headline(spec, text)):
            out.organisation, out.year = found
            current = LEAD
            continue
        number = titles.get(normal(text)) if len(text) <= MAX_HEADLINE else None
        if number is not None:
            _remark(spec, number, seen, text, block.place, out)
            seen.append(number)
            current = spec.sections[number].key
        elif current is not None:
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


def _remark(spec: Spec, number: int, seen: list[int], text: str, place: str, out: Narrative) -> None:
    """Say what is unusual about a heading: its number, its place in the order, or that it comes twice."""
    remarks = []
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
