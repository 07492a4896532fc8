"""Where things stand in a document: the headline, the headings, a table of contents, and where another report begins.

A page holds more than its report: a list of other years' reports beside it, links to the pages before and after it,
now and then a second report. The headline is the last title line before the first heading of a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import define, evolve, field

from govdisclosure import codes
from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.language import say
from govdisclosure.recognition.narrative.headlines import MAX_HEADLINE
from govdisclosure.recognition.narrative.titlelines import TitleLine, title_lines
from govdisclosure.recognition.narrative.years import periods
from govdisclosure.report import Problem
from govdisclosure.spec import Spec, normal, number_of

_LEADERS = re.compile(r"(?:…|[.·‥・．_-]{3,}|[.·‥・．_-](?:\s[.·‥・．_-]){2,})[\s.…·‥・．_-]*[0-9０-９]{0,3}$")
_CONTENTS = 3
"""How many titles directly one after the other are a table of contents, if they have no page numbers."""
_PAGE_NUMBER = re.compile(r"\s*[0-9０-９]{1,3}$")


@define(eq=False, repr=False)
class Outline:
    """What of a document belongs to one report: its headline, its lines of text, and where it ends."""

    lines: tuple[tuple[int, TextBlock], ...]
    """The paragraphs with the numbers of their blocks, and the headings that stand in rows of tables."""
    end: int
    """The number of the block with which another report begins, or of all blocks."""
    headline: TitleLine | None = None
    start: int | None = None
    """The number of the block after which the text of the report begins."""
    contents: frozenset[int] = frozenset()
    """The blocks that are lines of a table of contents: text, but no headings."""
    titles: frozenset[int] = frozenset()
    """The blocks that are title lines of this or another report: no text."""
    problems: list[Problem] = field(factory=list)

    def kept(self, document: Document) -> Document:
        """Return the document without the report that stands after this one."""
        return document if self.end >= len(document.blocks) else evolve(document, blocks=document.blocks[: self.end])


def outline(spec: Spec, document: Document) -> Outline:
    """Find the headline of a document, and what belongs to it, by the wordings and section titles of a spec.

    >>> from govdisclosure import load_spec
    >>> lines = "某县2023年政府信息公开工作年度报告 某县2024年政府信息公开工作年度报告 一、总体情况".split()
    >>> found = outline(load_spec("cn/2021"), Document(tuple(map(TextBlock, lines))))
    >>> found.headline.year, [problem.code for problem in found.problems]
    (2024, ['other_headline'])
    """
    titles = section_titles(spec)
    lines = tuple(_lines(document, titles))
    contents, headings = _headings(lines, titles)
    found = tuple(title_lines(spec, document, titles))
    out = Outline(lines, len(document.blocks), contents=contents)
    _choose(out, found, min(headings, default=_first_of_report(document)))
    _end(out, found, headings)
    _from_title(out, spec, document)
    before = [line for line in found if line.first < out.end and not line.named.linked]
    _say_others(out, [line for line in before if out.headline is None or not line.agrees(out.headline)])
    return out


@lru_cache(maxsize=32)
def section_titles(spec: Spec) -> Mapping[str, int]:
    """Return the number of the section that each wording of a section's title means."""
    return {
        normal(text): number
        for number, section in enumerate(spec.sections)
        for text in (*section.title, *section.aliases)
    }


# headings -----------------------------------------------------------------------------------------------------------


def _lines(document: Document, titles: Mapping[str, int]) -> Iterator[tuple[int, TextBlock]]:
    """Yield the paragraphs, and the headings that stand in a row of a table, as sheets have them."""
    shortest = min(map(len, titles), default=0)
    for index, block in enumerate(document.blocks):
        if isinstance(block, TextBlock):
            if block.text and not block.text.isspace():
                yield index, block
            continue
        for cell in block.cells:
            if len(cell.text) > shortest and normal(cell.text) in titles and number_of(cell.text):
                row = [other for other in block.cells if other.row == cell.row and other.text.strip()]
                if len(row) == 1:
                    yield index, TextBlock(cell.text, cell.place)


def _headings(
    lines: Sequence[tuple[int, TextBlock]], titles: Mapping[str, int]
) -> tuple[frozenset[int], dict[int, int]]:
    """Return the lines of a table of contents, and the section of every block that is or holds a heading of its own.

    In a table of contents the titles stand directly one after the other; all of them come again, or have pages.
    """
    found: list[tuple[int, int, int, bool]] = []
    contents: set[int] = set()
    for position, (index, block) in enumerate(lines):
        text = block.text.strip()
        if len(text) > MAX_HEADLINE:
            continue
        number = titles.get(normal(text))
        cut = text[-1].isdecimal() or text[-1] in ".…·‥・．_-"
        if cut and (leaders := _LEADERS.search(text)):
            if titles.get(normal(text[: leaders.start()])) is not None:
                contents.add(index)
        elif number is not None:
            found.append((position, index, number, False))
        elif cut and (number := titles.get(normal(_PAGE_NUMBER.sub("", text)))) is not None:
            found.append((position, index, number, True))
    run = 0
    while run < len(found) and (
        run == 0 or (found[run][0] == found[run - 1][0] + 1 and found[run][2] > found[run - 1][2])
    ):
        run += 1
    later = {number for _, _, number, paged in found[run:] if not paged}
    titles_only = found[:run]
    enough = run >= _CONTENTS or (run > 1 and any(paged for *_, paged in titles_only))
    if enough and all(paged or number in later for _, _, number, paged in titles_only):
        contents.update(index for _, index, _, _ in titles_only)
    return frozenset(contents), {
        index: number for _, index, number, paged in found if index not in contents and not paged
    }


# the headline -------------------------------------------------------------------------------------------------------


def _choose(out: Outline, found: Sequence[TitleLine], first_heading: int) -> None:
    """Choose the headline: the last title line before the first heading, else the only one, if of the text's year."""
    own = [line for line in found if not line.named.linked]
    early = [line for line in own if line.last < first_heading]
    if early:
        chosen = early[-1]
    elif own and all(line.agrees(own[0]) for line in own) and _is_of(own[0].year, out.lines):
        chosen = own[0]
    else:
        return
    group = [line for line in early if line.year == chosen.year]
    names = {line.organisation: line for line in group if line.organisation}
    if chosen.organisation is None and len(names) == 1:
        ((name, line),) = names.items()
        chosen = evolve(chosen, named=evolve(chosen.named, organisation=name), borrowed=line.place or chosen.place)
    out.headline = chosen
    first = chosen
    for line in reversed(early):
        # The title may be printed more than once; the text begins after the first time.
        if not line.agrees(chosen):
            break
        first = line
    out.start = first.last
    out.titles = frozenset(
        index
        for line in (chosen, first, *(line for line in found if line.named.bare or not line.agrees(chosen)))
        for index in range(line.first, line.last + 1)
    )
    _say_chosen(out, chosen, late=not early)


def _from_title(out: Outline, spec: Spec, document: Document) -> None:
    """Take from the document's own title what its text does not name: whoever keeps it says whose report it is."""
    if not document.title or (out.headline is not None and out.headline.organisation is not None):
        return
    named = next(iter(title_lines(spec, Document((TextBlock(document.title),)), {})), None)
    if named is None or named.named.linked or not _is_of(named.year, out.lines):
        return
    if out.headline is None:
        out.headline = evolve(named, first=-1, last=-1)
    elif out.headline.year == named.year and named.organisation is not None:
        out.problems = [problem for problem in out.problems if problem.code != codes.NO_ORGANISATION.id]
        out.headline = evolve(out.headline, named=named.named)
    else:
        return
    text = document.title[:MAX_HEADLINE]
    if out.headline.organisation is None:
        message = say(
            zh=f"年份取自网页标题“{text}”，其中没有写明单位。",
            en=f"the year is taken from the title of the page, '{text}', which names no organisation",
        )
        out.problems.append(Problem.of(codes.NO_ORGANISATION, message))
        return
    message = say(
        zh=f"单位和年份取自网页标题“{text}”。",
        en=f"organisation and year are taken from the title of the page, '{text}'",
    )
    out.problems.append(Problem.of(codes.PAGE_TITLE, message))


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


def _is_of(year: int, lines: Sequence[tuple[int, TextBlock]]) -> bool:
    """Whether no period in the text speaks against a year."""
    years = {period.year for period in periods(block for _, block in lines)}
    return not years or year in years


def _end(out: Outline, found: Sequence[TitleLine], headings: Mapping[int, int]) -> None:
    """Find where another report begins: at another title after which a section comes that was there already."""
    chosen = out.headline
    if chosen is None:
        return
    events = {line.last: line for line in found if line.last > chosen.last and not line.named.linked}
    other: TitleLine | None = None
    seen: set[int] = set()
    for index in sorted({*events, *headings}):
        if (line := events.get(index)) is not None:
            other = None if line.agrees(chosen) else line
        if (number := headings.get(index)) is None:
            continue
        if other is not None and number in seen:
            out.end = other.first
            out.problems.append(_other_report(other))
            return
        if number > max(seen, default=-1):
            other = None
        seen.add(number)


# what is said -------------------------------------------------------------------------------------------------------


def _say_chosen(out: Outline, chosen: TitleLine, *, late: bool) -> None:
    place = chosen.place
    if chosen.organisation is None:
        message = say(
            zh=f"{place}：标题“{chosen.text}”没有写明单位。",
            en=f"{place}: the headline '{chosen.text}' names no organisation",
        )
        out.problems.append(Problem.of(codes.NO_ORGANISATION, message, place=place))
    elif chosen.borrowed:
        message = say(
            zh=f"{place}：标题没有写明单位，单位“{chosen.organisation}”取自 {chosen.borrowed}。",
            en=f"{place}: the headline names no organisation; '{chosen.organisation}' is taken from {chosen.borrowed}",
        )
        out.problems.append(Problem.of(codes.ORGANISATION_LINE, message, place=chosen.borrowed))
    if late:
        message = say(
            zh=f"{place}：标题“{chosen.text}”在第一个章节之后。",
            en=f"{place}: the headline '{chosen.text}' stands after the first section heading",
        )
        out.problems.append(Problem.of(codes.LATE_HEADLINE, message, place=place))


def _say_others(out: Outline, others: Sequence[TitleLine]) -> None:
    if not others:
        return
    listed = say(zh="；", en="; ").join(f"{line.place} {line.organisation or ''} {line.year}" for line in others)
    message = say(zh=f"文中还有其他报告的标题：{listed}。", en=f"titles of other reports: {listed}")
    out.problems.append(Problem.of(codes.OTHER_HEADLINE, message, place=others[0].place))


def _other_report(other: TitleLine) -> Problem:
    name = other.organisation or ""
    message = say(
        zh=f"{other.place}：此处起是另一份报告（{name} {other.year} 年），未读入。",
        en=f"{other.place}: another report begins here ({name} {other.year}); it was left out",
    )
    return Problem.of(codes.OTHER_REPORT, message, place=other.place)
