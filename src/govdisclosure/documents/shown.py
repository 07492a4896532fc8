"""What is shown of a text: one notion for the readers of every kind of document.

How a piece of text appears, each reader finds out in its own way: from styles, formats, elements. What follows is said
here: what cannot be seen or is struck out is not read, what stands raised is a note and no digit of the figure before
it, and where something else stands than text, or nobody can tell, no figure can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Appearance = Literal["", "hidden", "raised", "unsure"]
"""How a piece of text appears: as it stands, not at all (or struck out), off its line, or so that nobody can tell."""

Colour = tuple[int, int, int]

UNREADABLE = "\ufffd"
"""A sign that no label and no number contains."""

WHITE: Colour = (255, 255, 255)
_ALIKE = 12
"""Steps (of 255) of a colour that nobody sees."""
_SMALLEST = 1.5
"""Points below which letters are not seen."""
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "ex": 6.0, "%": 0.12, "cm": 28.35, "mm": 2.835, "in": 72.0}
_LENGTH = re.compile(r"\s*([-+]?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9}))\s*([a-z%]{0,3})\s*", re.IGNORECASE)
_HEX = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})", re.IGNORECASE)


def says_any(patterns: Iterable[bytes], data: bytes) -> bool:
    r"""Whether a file of styles says any of some patterns; each begins with letters, by which it is found quickly.

    >>> says_any((rb"opacity\s*:", rb"zoom\s*:"), b"p { zoom : 0 }")
    True
    """
    return any(re.search(pattern, data) for pattern in patterns)


def shown(text: str, appearance: Appearance) -> str:
    """Return what is read of a piece of text.

    >>> shown("12", ""), shown("1", "raised"), shown("9", "hidden"), shown("12", "unsure") == UNREADABLE + "12"
    ('12', '（1）', '', True)
    """
    match appearance:
        case "hidden":
            return ""
        case "raised":
            return f"（{note}）" if (note := text.strip()) else ""
        case "unsure":
            return UNREADABLE + text if any(map(str.isdecimal, text)) else text
        case _:
            return text


def beside_object(text: str) -> str:
    """Return the text of a cell in which something stands that is no text: a picture, a drawing, a field.

    It may say anything, so that no figure beside it can be read; a label can.

    >>> beside_object("") == UNREADABLE, beside_object("规章")
    (True, '规章')
    """
    return text if any(map(str.isalpha, text)) else text + UNREADABLE


def points(length: str) -> float | None:
    """Return a length in points, as a style gives it; None if it is none.

    >>> points("0.4em"), points("-2px"), points("auto")
    (4.800000000000001, -1.5, None)
    """
    match = _LENGTH.fullmatch(length)
    if match is None:
        return None
    size = float(match[1])
    return size * _POINTS.get(match[2].lower(), 1.0)


def is_too_small(size: float | None) -> bool:
    """Whether letters of a size in points are not seen."""
    return size is not None and size < _SMALLEST


def colour(code: str) -> Colour | None:
    """Return a colour of six hexadecimal digits, or of eight with what shines through first; None for any other.

    >>> colour("#FFFFFF"), colour("FF0000FF"), colour("auto")
    ((255, 255, 255), (0, 0, 255), None)
    """
    match = _HEX.fullmatch(code.strip())
    return (int(match[1][:2], 16), int(match[1][2:4], 16), int(match[1][4:], 16)) if match else None


def is_alike(first: Colour | None, second: Colour | None) -> bool:
    """Whether nobody sees one colour on the other."""
    return (
        first is not None
        and second is not None
        and all(abs(one - other) <= _ALIKE for one, other in zip(first, second, strict=True))
    )
