"""Page numbers among the lines of a text: they neither end a table nor count as figures.

A number between strokes or beside 页 is one beyond doubt. A bare number is one only as part of a rising sequence at the
distance of pages; what it may be else is left to those who read the lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from govdisclosure.recognition.plaintext.cutting import plain
from govdisclosure.recognition.plaintext.tokens import Line, Token

_DRAWN = re.compile(
    r"(?P<left>[-_~·•—–―]+\s*)[0-9]{1,4}\s*[-_~·•—–―]+"
    r"|(?:共\s*[0-9]{1,4}\s*页[\s,/|]*)?第\s*[0-9]{1,4}\s*页(?:[\s,/|]*共\s*[0-9]{1,4}\s*页)?"
    r"|page\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?",
    re.IGNORECASE,
)
_OF = re.compile(r"([0-9]{1,3})\s*/\s*([0-9]{1,3})")
_FEWEST = 3
"""Rising numbers by themselves that are those of pages."""
_APART = 5
"""Lines that a page has at least."""
_MOST = 999
FORM_FEED = "\f"

SURE = "sure"
"""The name of a mark that can be nothing else; others may have been figures."""


def mark_pages(lines: Sequence[Line]) -> None:
    """Turn the page numbers among the lines of a text into marks."""
    for line in lines:
        if line.fielded or not line.words:
            continue
        text = plain(" ".join(line.words)).strip()
        if _DRAWN.fullmatch(text):
            line.tokens = [Token("mark", text, SURE, line.place)]
        elif (found := _OF.fullmatch(text)) and 0 < int(found[1]) <= int(found[2]) > 1:
            line.tokens = [Token("mark", text, "", line.place)]
    for name, numbers in ((SURE, _before_breaks(lines)), ("", _rising(lines))):
        for line in numbers:
            line.tokens = [Token("mark", " ".join(line.words), name, line.place)]


def lone_number(line: Line) -> int | None:
    """Return the number of a line that is nothing else, and could be that of a page.

    >>> from govdisclosure.recognition.plaintext.tokens import Token
    >>> [lone_number(Line((text,), [Token("figure", text)])) for text in ("12", "0", "1,200")]
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


def _before_breaks(lines: Sequence[Line]) -> list[Line]:
    """Return the numbers that stand at the breaks between pages, if each is one more than the one before."""
    found = [(number, line) for line in lines if line.at_break and (number := lone_number(line)) is not None]
    rising = all(after == before + 1 for (before, _), (after, _) in pairwise(found))
    return [line for _, line in found] if rising and len(found) > 1 else []


def _rising(lines: Sequence[Line]) -> list[Line]:
    """Return the longest sequence of numbers by themselves that rise by one from page to page."""
    shown = [line for line in lines if line.tokens and line.tokens[0].kind != "mark"]
    single = [
        (place, number)
        for place, line in enumerate(shown)
        if (number := lone_number(line)) is not None
        and not any(near.figures_only for near in (*shown[max(0, place - 1) : place], *shown[place + 1 : place + 2]))
    ]
    best: dict[int, tuple[int, ...]] = {}
    for place, number in single:
        before = best.get(number - 1, ())
        way = (*before, place) if before and place - before[-1] >= _APART else (place,)
        if len(way) >= len(best.get(number, ())):
            best[number] = way
    longest = max(best.values(), key=len, default=())
    return [shown[place] for place in longest] if len(longest) >= _FEWEST else []
