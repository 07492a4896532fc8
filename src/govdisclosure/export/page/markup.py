"""HTML made of elements: what is no markup is text, and is escaped wherever it is put in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from govdisclosure.grid import harmless


class Markup(str):
    """HTML that was made here; any other string is text."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str) -> Markup:
    """Return an element; the name of an attribute may end in `_`, and one without a value is left out.

    >>> element("p", "1 < 2", element("b", "!"), class_="sum", id="")
    '<p class="sum">1 &lt; 2<b>!</b></p>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(harmless(value))}"'
        for key, value in attributes.items()
        if value
    )
    return Markup(f"<{name}{given}>{joined(inside)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Return parts one behind the other, texts escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(harmless(part), quote=False) for part in parts))


def link(target: str, *inside: str, **attributes: str) -> Markup:
    """Return a link to an anchor of the page."""
    return element("a", *inside, href=f"#{target}", **attributes)


def items(entries: Iterable[str], **attributes: str) -> Markup:
    """Return a list without numbers; nothing if it would be empty."""
    made = [element("li", entry) for entry in entries]
    return element("ul", *made, **attributes) if made else Markup()
