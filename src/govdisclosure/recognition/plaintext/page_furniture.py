"""Page furniture among the lines of a text: it neither ends a table nor counts as figures.

A number between strokes or beside 页 is that of a page beyond doubt. A bare number is one only as part of a rising
sequence at the distance of pages; what it may be else is left to those who read the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from govdisclosure.recognition.plaintext.segmentation import plain
from govdisclosure.recognition.plaintext.textlines import Kind, TextLine, Token

_DRAWN = re.compile(
    r"(?P<left>[-_~·•—–―]+\s*)[0-9]{1,4}\s*[-_~·•—–―]+"
    r"|(?:共\s*[0-9]{1,4}\s*页[\s,/|]*)?第\s*[0-9]{1,4}\s*页(?:[\s,/|]*共\s*[0-9]{1,4}\s*页)?"
    r"|page\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?",
    re.IGNORECASE,
)
_OF = re.compile(r"([0-9]{1,3})\s*/\s*([0-9]{1,3})")
_LONGEST = 60
"""Characters of a page number with all that may stand around it."""
_FEWEST = 3
"""Rising numbers by themselves that are those of pages."""
_APART = 5
"""Lines that a page has at least."""
_REPEATED = 8
"""Lines between two headers of pages at least."""
_MOST = 999


def with_pages_marked(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines of a text with a mark in place of each page number.

    >>> from govdisclosure.grid import TextBlock
    >>> lines = [TextLine((text,), (Token("unknown", text),)) for text in ("规章", "- 4 -", "第4页")]
    >>> [line.tokens[0].kind for line in with_pages_marked(lines)]
    ['unknown', 'page', 'page']
    """
    found = [_marked(line, kind) if (kind := _drawn(line)) else line for line in lines]
    numbers: dict[int, Kind] = dict.fromkeys(_before_breaks(found), "page")
    numbers |= dict.fromkeys(_rising(found), "perhaps a page")
    return [_marked(line, numbers[place]) if place in numbers else line for place, line in enumerate(found)]


def _marked(line: TextLine, kind: Kind) -> TextLine:
    return evolve(line, tokens=(Token(kind, " ".join(line.words), place=line.place),))


def _drawn(line: TextLine) -> Kind | None:
    """Return what kind of page number a line is by what stands around it."""
    if line.fielded or not 0 < sum(map(len, line.words)) < _LONGEST:
        return None
    text = plain(" ".join(line.words)).strip()
    if _DRAWN.fullmatch(text):
        return "page"
    found = _OF.fullmatch(text)
    return "perhaps a page" if found and 0 < int(found[1]) <= int(found[2]) > 1 else None


def lone_number(line: TextLine) -> int | None:
    """Return the number of a line that is nothing else, and could be that of a page.

    >>> [lone_number(TextLine((text,), (Token("figure", text),))) for text in ("12", "0", "1,200")]
    [12, None, None]
    """
    if line.fielded or len(line.tokens) != 1 or line.tokens[0].kind != "figure":
        return None
    return page_number(line.tokens[0].text)


def page_number(text: str) -> int | None:
    """Return the number that a page could bear, if a text is nothing else."""
    text = plain(text).strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004 - as _MOST
    return number if 0 < number <= _MOST and str(number) == text else None


def _before_breaks(lines: Sequence[TextLine]) -> list[int]:
    """Return where numbers stand at the breaks between pages, if each is one more than the one before."""
    found = [
        (number, place)
        for place, line in enumerate(lines)
        if line.at_break and (number := lone_number(line)) is not None
    ]
    rising = all(after == before + 1 for (before, _), (after, _) in pairwise(found))
    return [place for _, place in found] if rising and len(found) > 1 else []


def _rising(lines: Sequence[TextLine]) -> tuple[int, ...]:
    """Return where the longest sequence of numbers by themselves stands that rise by one from page to page."""
    shown = [place for place, line in enumerate(lines) if line.tokens and not line.is_furniture]
    best: dict[int, tuple[int, ...]] = {}
    for at, number in _standing_alone([lines[place] for place in shown]):
        before = best.get(number - 1, ())
        way = (*before, at) if before and at - before[-1] >= _APART else (at,)
        if len(way) >= len(best.get(number, ())):
            best[number] = way
    longest = max(best.values(), key=len, default=())
    return tuple(shown[at] for at in longest) if len(longest) >= _FEWEST else ()


def _standing_alone(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand by themselves between lines that are not all figures, and the numbers."""
    figures = [False, *(line.kinds == {"figure"} for line in lines), False]
    for at, line in enumerate(lines):
        number = None if figures[at] or figures[at + 2] else lone_number(line)
        if number is not None:
            yield at, number


def without_headers(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Return lines without the headers of pages: what stands there again and again, and is nothing known."""
    seen: dict[tuple[str, ...], int] = {}
    unknown = [line.kinds == {"unknown"} for line in lines]
    repeated = {
        line.words
        for number, line in enumerate(lines)
        if unknown[number] and not line.fielded and number - seen.setdefault(line.words, number) >= _REPEATED
    }
    if not repeated:
        return lines
    return [
        evolve(line, tokens=()) if unknown[number] and line.words in repeated else line
        for number, line in enumerate(lines)
    ]
