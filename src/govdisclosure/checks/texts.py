"""What the text is like, beside its statements: whether it says something, is of this year, and is not last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from govdisclosure import codes
from govdisclosure.form import section_title
from govdisclosure.language import current, say
from govdisclosure.report import Problem, Report
from govdisclosure.spec import Section
from govdisclosure.statements import MAX_TEXT, plain, usual_signs

_SENTENCE_END = re.compile(r"[。；;！!？?\n]")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_SHORT = 10
"""Signs of a sentence that two years may well have in common."""
_FEW = 3
"""Sentences of a text that is too short to be called a repetition."""
_MOST_REPEATED = 80
"""Per cent of sentences that may stand in last year's text too."""


def text_problems(report: Report, prior: Report | None = None) -> Iterator[Problem]:
    """Yield what a reader should know about the text of a report, and how much of it is last year's."""
    nothing = _usual(report.spec.narrative.nothing) if report.spec.narrative else frozenset[str]()
    for section in report.spec.sections:
        text = report.sections.get(section.key)
        if not text:
            continue
        if section.text and not section.optional and usual_signs(text).strip("。.") in nothing:
            name = _name(report, section)
            message = say(zh=f"“{name}”只写了“{text.strip()}”。", en=f"'{name}' only says '{text.strip()}'")
            yield Problem.of(codes.SECTION_SAYS_NOTHING, message)
        yield from _year(report, section, text)
        if len(text) > MAX_TEXT:
            name = _name(report, section)
            message = say(
                zh=f"“{name}”超过 {MAX_TEXT} 个字，后面的没有与表格核对。",
                en=f"'{name}' has more than {MAX_TEXT} characters; the rest was not held against the tables",
            )
            yield Problem.of(codes.TEXT_NOT_SEARCHED, message)
        if prior is not None:
            yield from _repeated(report, section, text, prior.sections.get(section.key, ""))


@lru_cache(maxsize=32)
def _usual(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(usual_signs, words))


def _name(report: Report, section: Section) -> str:
    return section_title(report.spec, section, current())


def _year(report: Report, section: Section, text: str) -> Iterator[Problem]:
    years = {int(year) for year in _YEAR.findall(plain(text[:MAX_TEXT]).text)}
    if report.year and years and max(years) < report.year:
        name, listed = _name(report, section), say(zh="、", en=", ").join(str(year) for year in sorted(years))
        message = say(
            zh=f"“{name}”只提到 {listed} 年，报告是 {report.year} 年的。",
            en=f"'{name}' names {listed} only, in a report for {report.year}",
        )
        yield Problem.of(codes.TEXT_OF_ANOTHER_YEAR, message)


def _repeated(report: Report, section: Section, text: str, before: str) -> Iterator[Problem]:
    """Yield a problem where most sentences of a text stand in last year's too."""
    old, new = set(_sentences(before)), list(_sentences(text))
    if not section.text or len(new) < _FEW:
        return
    share = 100 * sum(sentence in old for sentence in new) // len(new)
    if share > _MOST_REPEATED:
        name = _name(report, section)
        message = say(
            zh=f"“{name}”有 {share}% 的句子与上年报告相同。",
            en=f"{share} % of the sentences of '{name}' are last year's",
        )
        yield Problem.of(codes.TEXT_AS_LAST_YEAR, message)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that say something, with years taken out: a repetition has the new one put in."""
    for sentence in _SENTENCE_END.split(text[:MAX_TEXT]):
        usual = _YEAR.sub("", usual_signs(sentence))
        if len(usual) >= _SHORT:
            yield usual
