"""What declarations of styles do to the text of an element of a web page: hide it, raise it, turn it, colour it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from govdisclosure.documents.shown import Colour, is_too_small, points
from govdisclosure.documents.shown import colour as hexadecimal

Declarations = Mapping[str, str]
Effect = Literal["", "absent", "unseen", "letters", "turned", "raised", "block"]
"""What declarations do: take an element out, or hide what is in it, or its letters alone, turn, raise or part them."""

_NOUGHT = re.compile(r"[-+]?0*\.?0+\s*(?:[a-z]{0,4}|%)", re.IGNORECASE)
_FAR = -350.0
"""Points to the left or above at which a text is no more on the page."""
_FAR_MARGIN = -675.0
"""The same of a margin, with which pages are also centred."""
_CLIPPED = re.compile(
    r"rect\s*\(\s*([\d.]+)\w*[\s,]+\1\w*[\s,]+\1\w*[\s,]+\1\w*\s*\)|inset\s*\(\s*(?:[5-9]\d|100)%|circle\s*\(\s*0"
)
_SCALED_AWAY = re.compile(r"scale[xy]?\s*\(\s*0(?!\.\d*[1-9])")
_FLIPPED = re.compile(r"(?:scale[xy]?|matrix)\s*\(\s*[-0](?![.\d]*[1-9])|scale[xy]?\s*\(\s*-|rotate", re.IGNORECASE)
_INLINE_BLOCKS = ("block", "flex", "grid", "table", "list-item", "table-row", "table-cell", "flow-root")
_NAMED = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
}
_RGB = re.compile(r"rgba?\s*\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declarations:
    """Return what a style declares, in small letters; what is important wins.

    >>> declarations("Color: RED; display:none !important; display:block")
    {'color': 'red', 'display': 'none'}
    """
    usual: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in style[:10_000].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            value, mark, _ = value.partition("!important")
            (important if mark else usual)[name.strip()] = value.strip()
    return {**usual, **important}


def effect_of(found: Declarations) -> Effect:
    """Return what declarations do to an element, the strongest first."""
    ways: tuple[tuple[Effect, Callable[[Declarations], bool | None]], ...] = (
        ("absent", lambda said: said.get("display") == "none"),
        ("unseen", hides_all),
        ("letters", hides_letters),
        ("turned", is_turned),
        ("raised", is_raised),
        ("block", is_block),
    )
    for effect, holds in ways:
        if holds(found):
            return effect
    return ""


def hides_all(found: Declarations) -> bool:
    """Whether declarations hide an element with all that is in it, or strike it out."""
    said = found.get
    struck = said("text-decoration", "") + said("text-decoration-line", "")
    return (
        said("content-visibility") == "hidden"
        or said("mso-hide") == "all"
        or "line-through" in struck
        or any(_is_nought(said(name)) for name in ("opacity", "zoom"))
        or _is_clipped(found)
        or _is_off_page(found)
        or _has_no_room(found)
    )


def _is_clipped(found: Declarations) -> bool:
    """Whether an element is cut out, scaled or filtered to nothing."""
    said = found.get
    filtered = said("filter", "").partition("opacity(")[2][:10]
    return (
        _NOUGHT.search(filtered) is not None
        or _CLIPPED.search(said("clip", "") + said("clip-path", "")) is not None
        or _SCALED_AWAY.match(said("transform", "")) is not None
    )


def _is_nought(text: str | None) -> bool:
    return text is not None and _NOUGHT.fullmatch(text) is not None


def _is_off_page(found: Declarations) -> bool:
    """Whether an element is put beside the page."""
    sides = ("left", "top") if found.get("position") in ("absolute", "fixed", "relative") else ()
    return any(_is_beyond(found.get(side), _FAR) for side in (*sides, "text-indent")) or any(
        _is_beyond(found.get(side), _FAR_MARGIN) for side in ("margin-left", "margin-top")
    )


def _is_beyond(length: str | None, far: float) -> bool:
    return length is not None and (points(length) or 0) <= far


def _has_no_room(found: Declarations) -> bool:
    """Whether an element is cut to nothing; a height in percent is a habit of old pages, and cuts nothing."""
    cut = any(
        found.get(name) in ("hidden", "clip", "scroll", "auto") for name in ("overflow", "overflow-x", "overflow-y")
    )
    sizes = [found.get(name, "") for name in ("height", "max-height", "width", "max-width")] if cut else []
    return any((length := points(size)) is not None and length <= (0 if size.endswith("%") else 1) for size in sizes)


def hides_letters(found: Declarations) -> bool | None:
    """Return whether declarations make the letters of an element unseen; None if they say nothing of it.

    Unlike what hides an element, this holds only as far as the elements in it say nothing else.
    """
    if "visibility" in found:
        return found["visibility"] in ("hidden", "collapse")
    size = found.get("font-size") or next(
        (part for part in found.get("font", "").replace("/", " ").split() if part[:1] in "0123456789."), None
    )
    return None if size is None else is_too_small(points(size))


def is_raised(found: Declarations) -> bool:
    """Whether declarations put letters above or below their line."""
    align = found.get("vertical-align", "")
    if align in ("super", "sub", "text-top", "text-bottom"):
        return True
    lengths = [align, found.get("mso-text-raise", "")]
    if found.get("position") == "relative":
        lengths += [found.get("top", ""), found.get("bottom", "")]
    return any(points(length) for length in lengths)


def is_turned(found: Declarations) -> bool:
    """Whether declarations show letters in another order than they are written in, or put others among them."""
    override = "override" in found.get("unicode-bidi", "") and found.get("direction") == "rtl"
    return override or _FLIPPED.match(found.get("transform", "")) is not None


def is_block(found: Declarations) -> bool:
    """Whether declarations give an element lines of its own."""
    return found.get("display") in _INLINE_BLOCKS


def ground(found: Declarations) -> str:
    """Return the colour behind an element, as it is declared."""
    return found.get("background-color") or found.get("background") or ""


@lru_cache(maxsize=4096)
def is_see_through(text: str) -> bool:
    """Whether a colour is none."""
    match = _RGB.fullmatch(text)
    return text == "transparent" or (match is not None and match[4] is not None and _is_nought(match[4]))


@lru_cache(maxsize=4096)
def colour_of(text: str) -> Colour | None:
    """Return a declared colour; None if it is not known here.

    >>> colour_of("#fff"), colour_of("rgb(1, 2, 3)"), colour_of("inherit")
    ((255, 255, 255), (1, 2, 3), None)
    """
    if text in _NAMED:
        return _NAMED[text]
    if match := _RGB.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    return hexadecimal(text) if text.startswith("#") else None


def may_change(found: Declarations) -> bool:
    """Whether declarations would change what is read, if they hold."""
    return effect_of(found) not in ("", "block") or found.get("content", "none") not in ("none", "''", '""', "normal")
