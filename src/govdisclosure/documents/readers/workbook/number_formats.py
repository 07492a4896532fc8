"""Number formats of workbooks that show another number than the one stored.

What stands on the sheet is then not what a program reads, and neither can be taken for the figure.
"""

from __future__ import annotations

import re

PERCENT = {9: "0%", 10: "0.00%"}
"""The formats of percentages that every workbook has; the other ones that it has change no number."""

_LITERAL = re.compile(r'"([^"]*)"?|[\\!](.)|\[[^\]]*\]|[_*].')
_DIGIT, _POINT = "\1", "\2"
_RESCALING = re.compile("%|[0#?],+(?![0#?,])|[0#?],*\2,*[0#?]|[0#?]\1|\1[0#?]")
"""A percent sign, commas that divide by a thousand, and a point or a digit that is only put in."""


_PLAIN = frozenset(" 件条份个项宗笔例起次")
"""What a format may print beside a number without changing what it says."""
_CODES = re.compile(r"\[[^\]]*\]|[_*].")
_OTHER_KINDS = re.compile(r"[ymdhsYMDHSeE@]|General")


def rescales(code: str) -> bool:
    r"""Whether a number format shows another number than the stored one, or words that may change what it says.

    >>> [rescales(code) for code in ("0.0%", "0.0,", "0!.0000", '0"00"', "0\\.0,", '0"万元"', '"无"', ";;;")]
    [True, True, True, True, True, True, True, True]
    >>> [rescales(code) for code in ("General", "#,##0.00", '0"件"', '_ * #,##0_ ;_ * "-"_ ;_ @_ ', "0_);\\(0\\)")]
    [False, False, False, False, False]
    """
    return _RESCALING.search(_LITERAL.sub(_marked, code)) is not None or _says_more(code)


def _says_more(code: str) -> bool:
    """Whether a format prints words with a positive number, or nothing of it."""
    bare = _CODES.sub("", code)
    placeholders = _LITERAL.sub(" ", bare).split(";")[0]
    if not code or _OTHER_KINDS.search(_LITERAL.sub(" ", bare)):
        return False
    if not any(sign in placeholders for sign in "0#?"):
        return True
    first = bare.split(";")[0]
    words = "".join((match[1] or match[2] or "") for match in _LITERAL.finditer(first))
    loose = _LITERAL.sub("", first).strip("0#?.,+-/ ()")
    return not set(words + loose) <= _PLAIN


def _marked(match: re.Match[str]) -> str:
    """Return what a format prints as it is, its digits and points as signs of their own."""
    text = match[1] or match[2] or " "
    return "".join(_DIGIT if sign.isdigit() else _POINT if sign == "." else " " for sign in text)
