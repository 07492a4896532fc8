"""Number formats of workbooks: which show another number than the one stored, and which show nothing of it.

What stands on the sheet is then not what a program reads, and neither can be taken for the figure.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

PERCENT = {9: "0%", 10: "0.00%"}
"""The formats of percentages that every workbook has; the other ones that it has change no number."""
DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""The numbers of the formats of dates and times that every workbook has."""
LONGEST = 255
"""Characters of a format; no program writes a longer one."""

_LITERAL = re.compile(r'"([^"]*)"?|[\\!](.)|\[[^\]]*\]|[_*].')
_DIGIT, _POINT = "\1", "\2"
_RESCALING = re.compile("%|[0#?],+(?![0#?,])|[0#?],*\2,*[0#?]|[0#?]\1|\1[0#?]")
"""A percent sign, commas that divide by a thousand, and a point or a digit that is only put in."""
_PLAIN = frozenset(" 件条份个项宗笔例起次")
"""What a format may print beside a number without changing what it says."""
_CODES = re.compile(r"\[[^\]]*\]|[_*].")
_CONDITION = re.compile(r"\[[<>=]")
_OTHER_KINDS = re.compile(r"[ymdhsYMDHSeE@]|General")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_TEXT = 3
"""The place of the part of a format that is for texts, after those for numbers above, below and of nought."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zones
_SHIFT_OF_1904 = 1462
_MOST_DAYS = 2_958_465


@lru_cache(maxsize=1024)
def rescales(code: str) -> bool:
    r"""Whether a number format shows another number than the stored one, or words that may change what it says.

    >>> [rescales(code) for code in ("0.0%", "0.0,", "0!.0000", '0"00"', "0\\.0,", '0"万元"', '"无"', ";;;")]
    [True, True, True, True, True, True, True, True]
    >>> [rescales(code) for code in ("General", "#,##0.00", '0"件"', '_ * #,##0_ ;_ * "-"_ ;_ @_ ', "0_);\\(0\\)")]
    [False, False, False, False, False]
    """
    return len(code) > LONGEST or _RESCALING.search(_LITERAL.sub(_marked, code)) is not None or _says_more(code)


@lru_cache(maxsize=1024)
def shows_nothing(code: str, value: float | str) -> bool:
    """Whether a number format shows nothing of a value.

    >>> shows_nothing(";;;", 5), shows_nothing('""', 5), shows_nothing("0;-0;;@", 0), shows_nothing("0;-0;;@", 5)
    (True, True, True, False)
    """
    if not code or len(code) > LONGEST or _CONDITION.search(code):
        return False
    parts = _LITERAL.sub(lambda match: (match[1] or match[2] or "").replace(";", "x"), code).split(";")
    if isinstance(value, str):
        return len(parts) > _TEXT and not parts[_TEXT].strip()
    place = 0 if value > 0 else 1 if value < 0 else 2
    return not parts[place if place < len(parts) else 0].strip()


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a number format shows a date or a time.

    >>> is_date("yyyy-mm-dd"), is_date('[Red]0"days"'), is_date("General")
    (True, False, False)
    """
    return len(code) <= LONGEST and "General" not in code and _DATE.search(_LITERAL.sub(" ", code)) is not None


def date_text(days: float, *, since_1904: bool) -> str | None:
    """Return the date that a number of days stands for; None if there is none.

    >>> date_text(45322.5, since_1904=False)
    '2024-01-31 12:00:00'
    """
    days += _SHIFT_OF_1904 if since_1904 else 0
    if not 0 <= days <= _MOST_DAYS:
        return None
    text = (_EPOCH + timedelta(days=days)).isoformat(" ", "seconds")
    return text.removesuffix(" 00:00:00")


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
