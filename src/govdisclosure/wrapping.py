"""Text on a terminal: how many columns it takes, and where its lines may break."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

EDGES = ("│", "┌", "├", "└")
"""What the lines of a drawn table begin with."""
_CLOSING = frozenset("，。、；：？！）》」』】〕”’％")
_OPENING = frozenset("（《「『【〔“‘")
_LEAST = 16
"""Columns that are worth breaking a line for."""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_SIGNS = re.compile(rf"{_STYLE.pattern}|.", re.DOTALL)
_HEAD = re.compile(rf"(?: |{_STYLE.pattern})*(?:- |[0-9]+[.)] )?(?:{_STYLE.pattern})*")
"""What a line begins with that those below it do not repeat: blanks, and the sign of an item."""


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> width_of("规章 1")
    6
    """
    return sum(map(_columns, _STYLE.sub("", text) if "\x1b" in text else text))


@lru_cache(maxsize=8192)
def _columns(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns, between words where there are any."""
    lines, line = [], ""
    for word in (piece for whole in words(text) for piece in _pieces(whole, width)):
        if line and width_of(line) + width_of(word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()]


def fitted(text: str, width: int) -> str:
    r"""Break the lines of a text that are wider than a terminal; what goes on below stands under what went before.

    The lines of a drawn table stay as they are.

    >>> print(fitted("- the first line of several words\nshort", 24))
    - the first line of
      several words
    short
    """
    return "\n".join(part for line in text.split("\n") for part in _fitted(line, width))


def _fitted(line: str, width: int) -> list[str]:
    head = _HEAD.match(line)[0]  # type: ignore[index]  # it matches nothing, too
    indent = width_of(head)
    if line[len(head) :].startswith(EDGES) or width - indent < _LEAST or width_of(line) <= width:
        return [line]
    first, *others = wrap(line[len(head) :], width - indent)
    return [head + first, *(" " * indent + part for part in others)]


def words(text: str) -> list[str]:
    """Split a text where a line may break: after spaces, and around every wide character.

    None breaks before what closes or behind what opens: `（一）` and `数，` stay together.
    """
    found: list[str] = []
    for c in _SIGNS.findall(text):
        last = found[-1][-1] if found else ""
        narrow = last not in ("", " ") and width_of(c) == 1 and width_of(last) == 1
        if last and (narrow or (c in _CLOSING and last != " ") or last in _OPENING):
            found[-1] += c
        else:
            found.append(c)
    return found


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces = [""]
    for c in _SIGNS.findall(word):
        if pieces[-1] and c != " " and width_of(pieces[-1] + c) > width:
            pieces.append("")
        pieces[-1] += c
    return pieces
