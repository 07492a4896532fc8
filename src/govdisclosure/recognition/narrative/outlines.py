"""Where things stand in a document: its headline, its lines of text, and where another report begins.

A page holds more than its report: a list of other years' reports beside it, links to the pages before and after it,
now and then a second report. The headline is the last title line before the first heading of a section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.language import say
from govdisclosure.recognition.narrative.contents import NumberedBlock, find_headings, section_titles, text_lines
from govdisclosure.recognition.narrative.headlines import MAX_HEADLINE
from govdisclosure.recognition.narrative.titlelines import TitleLine, title_lines
from govdisclosure.recognition.narrative.years import periods
from govdisclosure.report import Problem
from govdisclosure.spec import Period, Spec


@frozen(eq=False, repr=False)
class Outline:
    """What of a document belongs to one report: its headline, its lines of text, and where it ends."""

    lines: tuple[NumberedBlock, ...]
    """The paragraphs with the numbers of their blocks, and the headings that stand in rows of tables."""
    end: int
    """The number of the block with which another report begins, or of all blocks."""
    headline: TitleLine | None
    start: int
    """The number of the block after which the text of the report begins; of all blocks where no headline says it."""
    contents: frozenset[int]
    """The blocks that are lines of a table of contents: text, but no headings."""
    titles: frozenset[int]
    """The blocks that are title lines of this or another report: no text."""
    problems: tuple[Problem, ...]

    def kept(self, document: Document) -> Document:
        """Return the document without the report that stands after this one."""
        return document if self.end >= len(document.blocks) else evolve(document, blocks=document.blocks[: self.end])


def outline(spec: Spec, document: Document) -> Outline:
    """Find the headline of a document, and what belongs to it, by the wordings and section titles of a spec.

    >>> from govdisclosure import load_spec
    >>> lines = "某县2023年政府信息公开工作年度报告 某县2024年政府信息公开工作年度报告 一、总体情况".split()
    >>> found = outline(load_spec("cn/2021"), Document(tuple(map(TextBlock, lines))))
    >>> found.headline.period.year, [problem.code for problem in found.problems]
    (2024, ['other_headline'])
    """
    titles = section_titles(spec)
    lines = tuple(text_lines(document, titles))
    headings = find_headings(lines, titles)
    found = tuple(title_lines(spec, document, titles))
    choice = _choose(found, min(headings.sections, default=_first_of_report(document)), lines)
    printed = choice.line if choice else None
    other = _next_report(found, headings.sections, printed) if printed else None
    named = _from_title(spec, document, printed, lines)
    headline = named or printed
    end = other.first if other else len(document.blocks)
    said = [
        _on_choice(choice, named) if choice else (),
        [_other_report(other)] if other else (),
        [_page_title(named, document.title[:MAX_HEADLINE])] if named else (),
        _on_others([line for line in found if line.first < end], headline),
    ]
    start, titled = (choice.start, choice.titles) if choice else (len(document.blocks), frozenset[int]())
    return Outline(lines, end, headline, start, headings.contents, titled, tuple(chain.from_iterable(said)))


def _first_of_report(document: Document) -> int:
    """Return the first block that must be of the report itself, where it has no heading: a table, or a paragraph."""
    return next(
        (
            index
            for index, block in enumerate(document.blocks)
            if isinstance(block, Grid) or len(block.text) > MAX_HEADLINE
        ),
        len(document.blocks),
    )


# the headline -------------------------------------------------------------------------------------------------------


class _Choice(NamedTuple):
    """The title line that is the headline, the block at which it is first printed, and all title lines."""

    line: TitleLine
    start: int
    titles: frozenset[int]
    late: bool
    """Whether it stands after the first heading of a section."""


def _choose(found: Sequence[TitleLine], first_heading: int, lines: Sequence[NumberedBlock]) -> _Choice | None:
    """Choose the headline: the last title line before the first heading, else the only one, if of the text's year."""
    own = [line for line in found if not line.named.linked]
    early = [line for line in own if line.last < first_heading]
    chosen = early[-1] if early else _only_title(own, lines)
    if chosen is None:
        return None
    chosen = _with_organisation(chosen, early)
    first = _first_printed(chosen, early)
    named = [chosen, first, *(line for line in found if line.named.bare or not line.agrees(chosen))]
    return _Choice(chosen, first.last, frozenset(chain.from_iterable(line.blocks for line in named)), not early)


def _only_title(own: Sequence[TitleLine], lines: Sequence[NumberedBlock]) -> TitleLine | None:
    """Return the first title line if all agree with it, and the text does not speak of another year."""
    sure = own and all(line.agrees(own[0]) for line in own) and _is_of(own[0].period, lines)
    return own[0] if sure else None


def _with_organisation(chosen: TitleLine, early: Sequence[TitleLine]) -> TitleLine:
    """Return a title line with the one organisation that other title lines of its year name, if it names none."""
    names = {line.organisation: line for line in early if line.organisation and line.period == chosen.period}
    if chosen.organisation is not None or len(names) != 1:
        return chosen
    ((name, line),) = names.items()
    return evolve(chosen, named=evolve(chosen.named, organisation=name), borrowed=line.place or chosen.place)


def _first_printed(chosen: TitleLine, early: Sequence[TitleLine]) -> TitleLine:
    """Return where the title is printed first: it may stand there more than once before the text begins."""
    first = chosen
    for line in reversed(early):
        if not line.agrees(chosen):
            break
        first = line
    return first


def _from_title(
    spec: Spec, document: Document, headline: TitleLine | None, lines: Sequence[NumberedBlock]
) -> TitleLine | None:
    """Return the headline by the document's own title, if its text does not name all: whoever keeps it says whose."""
    if not document.title or (headline is not None and headline.organisation is not None):
        return None
    titled = next(iter(title_lines(spec, Document((TextBlock(document.title),)), {})), None)
    if titled is None or titled.named.linked or not _is_of(titled.period, lines):
        return None
    if headline is None:
        return evolve(titled, first=-1, last=-1)
    fits = headline.period == titled.period and titled.organisation is not None
    return evolve(headline, named=titled.named) if fits else None


def _is_of(period: Period, lines: Sequence[NumberedBlock]) -> bool:
    """Whether no period in the text speaks against one."""
    named = {found.period for found in periods((block for _, block in lines), period.of)}
    return not named or period in named


def _next_report(found: Sequence[TitleLine], headings: Mapping[int, int], chosen: TitleLine) -> TitleLine | None:
    """Return the title of another report after this one: a section follows it that was there already."""
    titles = {line.last: line for line in found if line.last > chosen.last and not line.named.linked}
    other: TitleLine | None = None
    seen: set[int] = set()
    for index in sorted({*titles, *headings}):
        if (line := titles.get(index)) is not None:
            other = None if line.agrees(chosen) else line
        if (section := headings.get(index)) is not None:
            if other is not None and section in seen:
                return other
            other = None if section > max(seen, default=-1) else other
            seen.add(section)
    return None


# what is said -------------------------------------------------------------------------------------------------------


def _on_choice(choice: _Choice, named: TitleLine | None) -> Iterator[Problem]:
    """Say where the organisation is from, unless the document's title names it, and that the headline comes late."""
    line, place = choice.line, choice.line.place
    if line.organisation is None and named is None:
        message = say(
            zh=f"{place}：标题“{line.text}”没有写明单位。",
            en=f"{place}: the headline '{line.text}' names no organisation",
        )
        yield Problem.of(codes.NO_ORGANISATION, message, place=place)
    elif line.borrowed:
        message = say(
            zh=f"{place}：标题没有写明单位，单位“{line.organisation}”取自 {line.borrowed}。",
            en=f"{place}: the headline names no organisation; '{line.organisation}' is taken from {line.borrowed}",
        )
        yield Problem.of(codes.ORGANISATION_LINE, message, place=line.borrowed)
    if choice.late:
        message = say(
            zh=f"{place}：标题“{line.text}”在第一个章节之后。",
            en=f"{place}: the headline '{line.text}' stands after the first section heading",
        )
        yield Problem.of(codes.LATE_HEADLINE, message, place=place)


def _page_title(named: TitleLine, text: str) -> Problem:
    if named.organisation is None:
        message = say(
            zh=f"年份取自网页标题“{text}”，其中没有写明单位。",
            en=f"the year is taken from the title of the page, '{text}', which names no organisation",
        )
        return Problem.of(codes.NO_ORGANISATION, message)
    message = say(
        zh=f"单位和年份取自网页标题“{text}”。",
        en=f"organisation and year are taken from the title of the page, '{text}'",
    )
    return Problem.of(codes.PAGE_TITLE, message)


def _on_others(found: Sequence[TitleLine], headline: TitleLine | None) -> Iterator[Problem]:
    """Say which other titles of reports there are, but for links to them."""
    own = [line for line in found if not line.named.linked]
    if others := [line for line in own if headline is None or not line.agrees(headline)]:
        yield _other_headlines(others)


def _other_headlines(others: Sequence[TitleLine]) -> Problem:
    listed = say(zh="；", en="; ").join(f"{line.place} {line.organisation or ''} {line.period}" for line in others)
    message = say(zh=f"文中还有其他报告的标题：{listed}。", en=f"titles of other reports: {listed}")
    return Problem.of(codes.OTHER_HEADLINE, message, place=others[0].place)


def _other_report(other: TitleLine) -> Problem:
    name = other.organisation or ""
    message = say(
        zh=f"{other.place}：此处起是另一份报告（{name} {other.period.named}），未读入。",
        en=f"{other.place}: another report begins here ({name} {other.period}); it was left out",
    )
    return Problem.of(codes.OTHER_REPORT, message, place=other.place)
