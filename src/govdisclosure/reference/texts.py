"""Texts of a spec made fit for a page: whatever a stranger's spec says is shown, and never taken for markup."""

from __future__ import annotations

import html
import re

# What XML, and so every reader of a page, refuses; a quoted text in a spec can hold it.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\x7f")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
_ENTITY = re.compile(r"&(?=[#\w])")


def printable(text: str) -> str:
    r"""Return a text with a sign in place of what no page can hold.

    >>> printable("规章\x1f") == "规章\N{REPLACEMENT CHARACTER}"
    True
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def html_text(text: str, *, quote: bool = True) -> str:
    """Return a text for HTML; `quote` makes it fit for an attribute too.

    >>> html_text('<b> & "乙"')
    '&lt;b&gt; &amp; &quot;乙&quot;'
    """
    return html.escape(printable(text), quote)


def markdown_text(text: str) -> str:
    r"""Return a text for a line of Markdown.

    >>> print(markdown_text("a|b *c* <d>"))
    a\|b \*c\* \<d\>
    """
    return _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", " ".join(printable(text).split())))
