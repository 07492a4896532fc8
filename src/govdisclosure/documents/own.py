"""What this library puts into documents, and looks for when it reads: the annex, sheets of its own, and comments."""

from __future__ import annotations

import re

ATTRIBUTE = "data-govdisclosure"
"""The attribute of the element around a report that holds the annex of a web page."""
NAMESPACE = "urn:govdisclosure:annex"
"""The namespace of the custom part of a Word document whose root element holds the annex as text."""
KEYWORD = "govdisclosure"
"""The keyword of a PDF that this library wrote: it has no annex, since it is read by what is printed."""
COMMENT = "govdisclosure:"
"""What a comment that holds the annex of a Markdown text begins with."""
IDENTITY = "_govdisclosure"
"""The sheet of a workbook that says what it holds: keys in its first column, values in the second."""
CALCULATION = "_calculation"
"""The sheet of a form on which its checks are worked out."""
UNITS = "_govdisclosure_units"
"""The sheet of a workbook that holds the reports of many units: a row for each, with its code, sheet and annex."""
SHEETS = frozenset({IDENTITY, CALCULATION, UNITS})
"""The sheets that are hidden because nobody is meant to read them."""
FINDINGS = "[govdisclosure]"
"""What the lines and the sheet begin with that hold comments on a document: they are no part of it."""
NUMBERED = "<== [govdisclosure {}]"
"""What stands behind a line of text on which there are comments, with their numbers."""

_NUMBERS = re.compile(r"(?:,|;|  )<== \[govdisclosure [0-9 ]{1,9000}\](?=\r?$)", re.MULTILINE)
_COMMENTS = re.compile(r"^\"?(?:- )?\[govdisclosure\].*$", re.MULTILINE)


def is_own_pdf(data: bytes) -> bool:
    """Whether a document is a PDF that this library wrote."""
    return data.startswith(b"%PDF-") and f">{KEYWORD}<".encode() in data


def without_comments(text: str) -> str:
    r"""Return a text without the comments on it that this library wrote, its lines where they were.

    >>> without_comments("a,12,13,<== [govdisclosure 1]\nb\n[govdisclosure] 1 a: 12\n")
    'a,12,13\nb\n\n'
    """
    return _COMMENTS.sub("", _NUMBERS.sub("", text)) if FINDINGS[:-1] in text else text
