"""What texts and workbooks of OpenDocument share: their names, their styles, and the text of a paragraph.

Tracked deletions stand apart from the text (ODF 1.2, part 1, 5.5) and are not read; insertions are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define

from govdisclosure.documents.archive import Archive, protected
from govdisclosure.documents.shown import (
    WHITE,
    Appearance,
    Colour,
    colour,
    is_alike,
    is_too_small,
    points,
    says_any,
    shown,
)

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

P, H = TEXT + "p", TEXT + "h"

_STYLED, _STYLED_TABLE = TEXT + "style-name", TABLE + "style-name"
_DISPLAY, _VISIBILITY = TEXT + "display", TABLE + "visibility"
_RUN_OF_SPACES = re.compile(r"[ \t\r\n]+")
_MAX_SPACES = 100
_SIGNS = {TEXT + "tab": " ", TEXT + "line-break": "\n"}
_DROPPED = frozenset(
    {TEXT + name for name in ("note", "ruby-text", "tracked-changes", "bibliography-mark", "hidden-text")}
    | {OFFICE + name for name in ("annotation", "annotation-end", "forms", "event-listeners")}
    | {DRAW + name for name in ("frame", "text-box", "custom-shape", "rect", "g", "line", "control", "object")}
)
OBJECTS = tuple(DRAW + name for name in ("frame", "custom-shape", "rect", "g", "line", "control", "object", "ellipse"))
"""What stands in a text or a cell and is no text itself."""
_TELLING = (
    rb"""display\s*=\s*["'](?:none|false)""",
    rb"""text-(?:line-through-|position\s*=)""",
    rb"""color\s*=\s*["']#[fF]""",
    *(what + rb"""\s*=\s*["'][01]?\.?[0-9]*[a-z]""" for what in (b"font-size", b"row-height", b"column-width")),
)
"""What styles say if they hide or raise anything."""
_LOW = 1.0
"""Points below which a row or a column has no room for anything."""
_STRUCK = tuple(STYLE + f"text-line-through-{what}" for what in ("style", "type"))
_UNRAISED = re.compile(r"\s*0%?(?:\s|$)")


@define
class _Style:
    """What a style says of text, and of the ground that it stands on; None where it says nothing."""

    appearance: Appearance | None = None
    ink: Colour | None = None
    ground: Colour | None = None
    is_flat: bool = False
    """Whether it is of a row or a column without room, or of a table that is not shown."""


class Content:
    """The content of an OpenDocument file, and what its styles do to text."""

    def __init__(self, archive: Archive) -> None:
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.names else b""
        if b"encryption-data" in manifest:
            raise protected()
        self.root: Any = archive.xml("content.xml")
        said: dict[str, _Style] = {}
        parents: dict[str, str] = {}
        for style in self._told(archive):
            family = style.get(STYLE + "family")
            key = f"{family}/{style.get(STYLE + 'name')}"
            parents[key] = f"{family}/{style.get(STYLE + 'parent-style-name')}"
            said[key] = _style(style)
        self._styles = {key: _inherited(key, said, parents) for key in said}
        self.has_objects: bool = next(self.root.iter(*OBJECTS), None) is not None

    def _told(self, archive: Archive) -> Iterator[Any]:
        """Yield the styles of the parts that say anything which matters here."""
        for name in ("styles.xml", "content.xml"):
            if name in archive.names and says_any(_TELLING, archive.read(name)):
                yield from archive.xml(name).iter(STYLE + "style")

    def holds_object(self, elements: Iterable[Any]) -> bool:
        """Whether something stands in elements that is no text."""
        return self.has_objects and any(next(each.iter(*OBJECTS), None) is not None for each in elements)

    def appearance(self, family: str, style: str | None) -> Appearance:
        """Return how a style of a family shows text."""
        found = self._styles.get(f"{family}/{style}") if self._styles else None
        if found is None:
            return ""
        return found.appearance or _by_colour(found.ink, found.ground, in_cell=family == "table-cell")

    def is_flat(self, family: str, element: Any) -> bool:
        """Whether a row or a column has no room for anything, or is collapsed, or a table is not shown."""
        found = self._styles.get(f"{family}/{element.get(_STYLED_TABLE)}") if self._styles else None
        return element.get(_VISIBILITY) in ("collapse", "filter") or (found is not None and found.is_flat)

    def is_hidden(self, element: Any) -> bool:
        """Whether a paragraph, a section or a table is not shown."""
        return (
            self.appearance("paragraph", element.get(_STYLED)) == "hidden"
            or element.get(_DISPLAY) == "none"
            or (element.get(_STYLED_TABLE) is not None and self.is_flat("table", element))
        )

    def text_of(self, paragraph: Any) -> str:
        """Return the text of a paragraph as it is shown; what is anchored in it is left aside."""
        if self.is_hidden(paragraph):
            return ""
        text = "".join(self._pieces(paragraph)) if len(paragraph) else _flowing(paragraph.text or "")
        return shown(text, self.appearance("paragraph", paragraph.get(_STYLED)))

    def _pieces(self, element: Any) -> Iterator[str]:
        if element.text:
            yield _flowing(element.text)
        for child in element:
            yield from self._piece(child)
            if child.tail:
                yield _flowing(child.tail)

    def _piece(self, element: Any) -> Iterator[str]:
        tag = element.tag
        if tag == TEXT + "span":
            appearance = self.appearance("text", element.get(_STYLED))
            yield from [shown("".join(self._pieces(element)), appearance)] if appearance else self._pieces(element)
        elif tag == TEXT + "s":
            yield " " * min(repeated(element, TEXT + "c"), _MAX_SPACES)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag not in _DROPPED:
            yield from self._pieces(element)


def _by_colour(ink: Colour | None, ground: Colour | None, *, in_cell: bool) -> Appearance:
    """Return how letters of a colour appear on a ground, which is white in a cell of which nothing is said."""
    if is_alike(ink, ground or (WHITE if in_cell else None)):
        return "hidden"
    return "unsure" if ground is None and is_alike(ink, WHITE) else ""


def _inherited(key: str, said: Mapping[str, _Style], parents: Mapping[str, str]) -> _Style:
    """Return a style with what the styles say that it is based on."""
    found = _Style()
    for _ in range(20):  # a style that is its own ancestor ends here
        style = said.get(key)
        if style is None:
            break
        found = _Style(
            style.appearance if found.appearance is None else found.appearance,
            found.ink or style.ink,
            found.ground or style.ground,
            found.is_flat or style.is_flat,
        )
        key = parents.get(key, "")
    return found


def _style(style: Any) -> _Style:
    """Return what a style says; of its properties on letters, paragraphs and cells, the last that give a colour."""
    parts = list(style)
    inks, grounds = (
        [found for part in parts if (found := colour(part.get(FORMAT + name, "")))]
        for name in ("color", "background-color")
    )
    looks: list[Appearance] = [look for look in map(_appearance, parts) if look is not None]
    return _Style(
        looks[0] if looks else None,
        inks[-1] if inks else None,
        grounds[-1] if grounds else None,
        any(map(_is_flat, parts)),
    )


def _is_flat(properties: Any) -> bool:
    """Whether properties leave a row or a column no room, or do not show a table."""
    size = properties.get(STYLE + "row-height") or properties.get(STYLE + "column-width")
    is_low = size is not None and (points(size) or 0) < _LOW
    return is_low or properties.get(TABLE + "display") == "false"


def _flowing(text: str) -> str:
    """Return a text of the file as it flows: line ends and runs of spaces are one space (ODF 1.2, part 1, 6.1.2).

    >>> _flowing("a  b")
    'a b'
    """
    return _RUN_OF_SPACES.sub(" ", text)


def _appearance(properties: Any) -> Appearance | None:
    """Return how properties show text; None if they do not say."""
    struck = [each for each in map(properties.get, _STRUCK) if each]
    size, position = properties.get(FORMAT + "font-size", "%"), properties.get(STYLE + "text-position")
    is_small = not size.endswith("%") and is_too_small(points(size))
    if properties.get(TEXT + "display") == "none" or is_small or (struck and "none" not in struck):
        return "hidden"
    if position is None:
        return "" if struck else None
    return "" if _UNRAISED.match(position) else "raised"


def repeated(element: Any, attribute: str) -> int:
    """Return how often something stands, once unless it says more."""
    text = element.get(attribute)
    if text is None or not text.isascii() or not text.isdecimal() or len(text) >= 10:  # noqa: PLR2004 - digits
        return 1
    return max(1, int(text))
