"""A report laid out for print: its title, and under every heading paragraphs and drawn tables.

Writers turn a page into bytes. Nothing here knows of specs: a page is grids and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from govdisclosure.grid.model import Grid

_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_NEW_LINE = re.compile(r"\r\n?")
_SPACE = re.compile(r"\s+")


@frozen
class PageSection:
    """A heading with what stands under it: paragraphs, then drawn tables. `prompt` is what a blank form asks for.

    `landscape` says that it is printed on paper that lies on its long side.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    prompt: str = ""
    landscape: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """What stands between heading and tables: the paragraphs, or in a blank form the prompt."""
        return self.paragraphs or ((self.prompt,) if self.prompt else ())


@frozen
class Page:
    """A report or a blank form, in document order. `annex` is report JSON that goes with it unseen, for programs."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[PageSection, ...]
    language: str
    annex: str = ""

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The drawn tables, in document order."""
        return tuple(grid for section in self.sections for grid in section.grids)

    def texts(self) -> Iterator[str]:
        """Yield everything that stands outside the tables, in document order."""
        yield self.title
        yield from self.lead
        for section in self.sections:
            yield section.title
            yield from section.paragraphs


def harmless(text: str) -> str:
    r"""Return a text with one kind of line end, and a question mark in a box for what XML cannot hold.

    >>> harmless("A\x00B") == "A\ufffdB"
    True
    """
    return _NO_XML.sub("\ufffd", _NEW_LINE.sub("\n", text))


def squeezed(text: str) -> str:
    """Return a text as it is compared with its print: without white space, and with the characters of XML only."""
    return _SPACE.sub("", harmless(text))


def one_line(text: str) -> str:
    """Return a text with every run of white space made one space."""
    return _SPACE.sub(" ", text).strip()
