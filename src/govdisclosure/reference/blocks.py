"""What a page of the reference is made of, before it is HTML or Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from govdisclosure.grid import Grid


@frozen
class Code:
    """A key, an id or a formula, as it is written in files."""

    text: str


@frozen
class Strong:
    """A word that must not be missed."""

    text: str


@frozen
class Link:
    """A link to another page of the same language, by its name without suffix, or to a place on this page."""

    text: str
    page: str = ""
    anchor: str = ""


Text = tuple[str | Code | Strong | Link, ...]
"""A run of words."""


@frozen
class Heading:
    """A heading of level 2, 3 or 4; level 1 is the title of the page."""

    level: int
    text: Text
    anchor: str = ""


@frozen
class Paragraph:
    """A paragraph; a `notice` stands in a box, a `formula` is set off."""

    text: Text
    kind: Literal["", "notice", "formula"] = ""


@frozen
class Bullets:
    """A list without numbers."""

    items: tuple[Text, ...]


@frozen
class Facts:
    """Names and what is said of each, as a table without head."""

    pairs: tuple[tuple[str, Text], ...]


@frozen
class Record:
    """A row of a table of records: its cells, how deep its first one is indented, and whether it is a mere heading."""

    cells: tuple[Text, ...]
    depth: int = 0
    heading: bool = False
    anchor: str = ""


@frozen
class Records:
    """A table of records; `widths` are parts of the whole width in hundredths."""

    head: tuple[str, ...]
    rows: tuple[Record, ...]
    widths: tuple[int, ...] = ()


@frozen
class Drawn:
    """A table drawn as the form prints it; `shades` are kinds of cells by their index in the form."""

    grid: Grid
    caption: str
    shades: Mapping[int, str] = {}


@frozen
class Card:
    """What belongs together and is better not torn apart by the end of a sheet."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Bullets | Facts | Records | Drawn | Card


@frozen
class Page:
    """A page of one language; its place is `folder/name` without suffix, as in `zh/cn/2021`."""

    folder: str
    name: str
    language: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]

    @property
    def place(self) -> str:
        """The place of the page among all pages, without suffix."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    def headings(self) -> tuple[Heading, ...]:
        """The headings that a table of contents lists: those of levels 2 and 3 that can be linked to."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.anchor and b.level <= LISTED_LEVEL)


LISTED_LEVEL = 3


def anchor_of(*parts: str) -> str:
    """Return a name for a place on a page, of characters that stand in a link as they are.

    >>> anchor_of("rule", "applications/rows:outcome")
    'rule-applications-rows-outcome'
    """
    return "-".join("".join(c if c.isascii() and (c.isalnum() or c in "._") else "-" for c in part) for part in parts)
