"""The headings of sections, and the table of contents that names them before they come.

`一、总体情况……1` directly before `二、主动公开……3` is a table of contents; each title comes again, as a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.recognition.narrative.headlines import MAX_HEADLINE
from govdisclosure.recognition.wordings import Wordings
from govdisclosure.spec import Spec, normal, number_of

_LEADERS = re.compile(r"(?:…|[.·‥・．_-]{3,}|[.·‥・．_-](?:\s[.·‥・．_-]){2,})[\s.…·‥・．_-]*[0-9０-９]{0,3}$")
_CONTENTS = 3
"""How many titles directly one after the other are a table of contents, if they have no page numbers."""
_PAGE_NUMBER = re.compile(r"\s*[0-9０-９]{1,3}$")

NumberedBlock = tuple[int, TextBlock]
"""A paragraph, or a heading that stands in a row of a table, with the number of its block in the document."""


@lru_cache(maxsize=32)
def section_titles(spec: Spec) -> Mapping[str, int]:
    """Return the number of the section that each wording of a section's title means."""
    found = Wordings.of(
        (text, number) for number, section in enumerate(spec.sections) for text in (*section.title, *section.aliases)
    )
    return found if found.patterns else found.plain  # every line is looked up


def text_lines(document: Document, titles: Mapping[str, int]) -> Iterator[NumberedBlock]:
    """Yield the paragraphs, and the headings that stand in a row of a table, as sheets have them."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            yield from ((index, heading) for heading in _headings_in(block, titles))
        elif block.text and not block.text.isspace():
            yield index, block


def _headings_in(grid: Grid, titles: Mapping[str, int]) -> Iterator[TextBlock]:
    """Yield the numbered titles of sections that stand alone in a row."""
    for cell in grid.cells:
        if number_of(cell.text) and normal(cell.text) in titles:
            row = [other for other in grid.cells if other.row == cell.row and other.text.strip()]
            if len(row) == 1:
                yield TextBlock(cell.text, cell.place)


@frozen
class Headings:
    """The blocks that are lines of a table of contents, and the section of every block that is or holds a heading."""

    contents: frozenset[int]
    sections: Mapping[int, int]


@frozen
class _Title:
    """A line that is the title of a section: its position among the lines, its block, its section.

    `paged` says that a page number follows, `leaders` that dots or a stroke lead to it.
    """

    position: int
    index: int
    section: int
    paged: bool = False
    leaders: bool = False


def find_headings(lines: Sequence[NumberedBlock], titles: Mapping[str, int]) -> Headings:
    """Tell the headings of a document from its table of contents.

    In a table of contents the titles stand directly one after the other; all of them come again, or have pages.
    """
    found = list(_titles(lines, titles))
    led = {title.index for title in found if title.leaders}
    others = [title for title in found if not title.leaders]
    run = _first_run(others)
    contents = led | ({title.index for title in run} if _lists_contents(run, others[len(run) :]) else set())
    sections = {title.index: title.section for title in others if title.index not in contents and not title.paged}
    return Headings(frozenset(contents), sections)


def _lists_contents(run: Sequence[_Title], rest: Sequence[_Title]) -> bool:
    """Whether titles are those of a table of contents, after the titles that come later."""
    later = {title.section for title in rest if not title.paged}
    enough = len(run) >= _CONTENTS or (len(run) > 1 and any(title.paged for title in run))
    return enough and all(title.paged or title.section in later for title in run)


def _titles(lines: Sequence[NumberedBlock], titles: Mapping[str, int]) -> Iterator[_Title]:
    for position, (index, block) in enumerate(lines):
        text = block.text.strip()
        if len(text) > MAX_HEADLINE:
            continue
        cut = text[-1].isdecimal() or text[-1] in ".…·‥・．_-"
        leaders = _LEADERS.search(text) if cut else None
        bare = text[: leaders.start()] if leaders else text
        section, paged = titles.get(normal(bare)), False
        if section is None and cut and not leaders:
            section, paged = titles.get(normal(_PAGE_NUMBER.sub("", text))), True
        if section is not None:
            yield _Title(position, index, section, paged, leaders is not None)


def _first_run(titles: Sequence[_Title]) -> Sequence[_Title]:
    """Return the first titles as far as they stand on lines directly one after the other, in the order of sections."""
    for number, (before, after) in enumerate(pairwise(titles), 1):
        if after.position != before.position + 1 or after.section <= before.section:
            return titles[:number]
    return titles
