"""What texts and workbooks of OpenDocument share: their names, their styles, and the text of a paragraph.

Tracked deletions stand apart from the text (ODF 1.2, part 1, 5.5) and are not read; insertions are in it.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from govdisclosure.documents.archive import Archive, protected

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"

P, H = TEXT + "p", TEXT + "h"

Look = Literal["hidden", "raised", ""]
"""How a style shows text: not at all, or also struck out, as a footnote's number is, or as it stands."""

_STYLED = TEXT + "style-name"
_MAX_SPACES = 100
_SIGNS = {TEXT + "tab": " ", TEXT + "line-break": "\n"}
_DROPPED = frozenset(
    {TEXT + name for name in ("note", "ruby-text", "tracked-changes", "bibliography-mark", "hidden-text")}
    | {OFFICE + name for name in ("annotation", "annotation-end", "forms", "event-listeners")}
    | {DRAW + name for name in ("frame", "text-box", "custom-shape", "rect", "g", "line", "control", "object")}
)
_TELLING = re.compile(rb"""display\s*=\s*["']none|text-line-through-|text-position\s*=|display\s*=\s*["']false""")
_UNRAISED = re.compile(r"\s*0%?(?:\s|$)")


class Content:
    """The content of an OpenDocument file, and what its styles do to text."""

    def __init__(self, archive: Archive) -> None:
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.names else b""
        if b"encryption-data" in manifest:
            raise protected()
        self.root = archive.xml("content.xml")
        self.hidden_tables: set[str] = set()
        self._looks: dict[str, Look] = {}
        for name in ("styles.xml", "content.xml"):
            if name in archive.names and _TELLING.search(archive.read(name)):
                self._learn(self.root if name == "content.xml" else archive.xml(name))

    def _learn(self, root: Any) -> None:
        parents: dict[str, str] = {}
        for style in root.iter(STYLE + "style"):
            name = f"{style.get(STYLE + 'family')}/{style.get(STYLE + 'name')}"
            parents[name] = f"{style.get(STYLE + 'family')}/{style.get(STYLE + 'parent-style-name')}"
            for properties in style.iterchildren(STYLE + "text-properties"):
                if (look := _look(properties)) is not None:
                    self._looks[name] = look
            if any(each.get(TABLE + "display") == "false" for each in style.iterchildren(STYLE + "table-properties")):
                self.hidden_tables.add(style.get(STYLE + "name"))
        for name in parents:
            ancestor = name
            for _ in range(20):  # a style that is its own ancestor ends here
                if ancestor in self._looks:
                    self._looks[name] = self._looks[ancestor]
                    break
                ancestor = parents.get(ancestor, "")

    def look(self, family: str, style: str | None) -> Look:
        """Return how a style of a family shows text."""
        return self._looks.get(f"{family}/{style}", "") if self._looks else ""

    def is_hidden(self, element: Any) -> bool:
        """Whether a paragraph, a section or a table is not shown."""
        return (
            self.look("paragraph", element.get(_STYLED)) == "hidden"
            or element.get(TEXT + "display") == "none"
            or element.get(TABLE + "style-name") in self.hidden_tables
        )

    def text_of(self, paragraph: Any) -> str:
        """Return the text of a paragraph as it is shown; what is anchored in it is left aside."""
        if self.is_hidden(paragraph):
            return ""
        parts: list[str] = []
        self._collect(paragraph, parts)
        return "".join(parts)

    def _collect(self, element: Any, parts: list[str]) -> None:
        if element.text:
            parts.append(_flowing(element.text))
        for child in element:
            tag = child.tag
            if tag == TEXT + "span" and (look := self.look("text", child.get(_STYLED))):
                if look == "raised":
                    inner: list[str] = []
                    self._collect(child, inner)
                    # A footnote's number is no digit of the figure before it.
                    parts += [f"（{text}）"] if (text := "".join(inner).strip()) else []
            elif tag == TEXT + "s":
                parts.append(" " * min(repeated(child, TEXT + "c"), _MAX_SPACES))
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            elif tag not in _DROPPED:
                self._collect(child, parts)
            if child.tail:
                parts.append(_flowing(child.tail))


def _flowing(text: str) -> str:
    """Return a text of the file as it flows: line ends and runs of spaces are one space (ODF 1.2, part 1, 6.1.2).

    >>> _flowing("a  b")
    'a b'
    """
    return re.sub(r"[ \t\r\n]+", " ", text)


def _look(properties: Any) -> Look | None:
    """Return how text properties show text; None if they do not say."""
    struck = [properties.get(STYLE + f"text-line-through-{what}") for what in ("style", "type")]
    if properties.get(TEXT + "display") == "none" or ("none" not in struck and any(struck)):
        return "hidden"
    position = properties.get(STYLE + "text-position")
    if position is not None and not _UNRAISED.match(position):
        return "raised"
    return "" if position is not None or any(struck) else None


def repeated(element: Any, attribute: str) -> int:
    """Return how often something stands, once unless it says more."""
    text = element.get(attribute, "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1  # noqa: PLR2004 - digits
