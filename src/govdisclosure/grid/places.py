"""Where something stands in a document, taken apart again: readers say it in words that people can follow."""

from __future__ import annotations

import re

_PATH = " /html/"
"""What begins the path, for programs, behind the words for a place on a web page."""
_LINE = re.compile(r"(?:line (\d+)|第 (\d+) 行)")
_PAGE = re.compile(r"(?:page (\d+)|第 (\d+) 页)")
_BOX = re.compile(r"\((-?\d+), (-?\d+), (-?\d+), (-?\d+)\)$")


def place_in_words(source: str) -> str:
    """Return what people need of where a cell stands.

    >>> place_in_words("table 1, row 2, column 2 /html/body/table/tr[2]/td[2]")
    'table 1, row 2, column 2'
    """
    return source.partition(_PATH)[0]


def line_of(place: str) -> int | None:
    """Return the line of a text that a place is on, None where it is a place of another kind.

    >>> line_of("line 31, field 4"), line_of("table 1, row 2, column 2"), line_of("第 31 行第 4 格")
    (31, None, 31)
    """
    return _number(_LINE, place)


def page_of(place: str) -> int | None:
    """Return the page that a place is on, None where it is a place of another kind.

    >>> page_of("page 3 (416, 232, 519, 268)"), page_of("line 31, field 4")
    (3, None)
    """
    return _number(_PAGE, place)


def box_of(place: str) -> tuple[int, int, int, int] | None:
    """Return the corners of a place on a page (left, bottom, right, top, in points), None where it does not say them.

    >>> box_of("page 3 (416, 232, 519, 268)"), box_of("page 3")
    ((416, 232, 519, 268), None)
    """
    found = _BOX.search(place)
    return (int(found[1]), int(found[2]), int(found[3]), int(found[4])) if found else None


def _number(pattern: re.Pattern[str], place: str) -> int | None:
    found = pattern.match(place)
    return int(found[1] or found[2]) if found else None
