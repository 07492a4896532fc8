"""What is read of a cell of a workbook: what it shows, and what is stored in it where the two agree."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from govdisclosure.documents.readers.workbook.number_formats import date_text, rescales, shows_nothing
from govdisclosure.documents.shown import Appearance, shown

ERROR = "#"
"""What is read where a formula failed or was never calculated: no number, and not nothing either."""
_DIGITS = 15
"""Digits of a number that a workbook shows at most; what binary fractions add after them is not meant."""


@frozen
class CellStyle:
    """How a cell appears, and its number format where that may show something else than what is stored."""

    appearance: Appearance = ""
    code: str = ""
    is_date: bool = False
    is_framed: bool = False
    """Whether it has borders on all sides, so that it is a cell of a table even where nothing stands in it."""


PLAIN = CellStyle()


def cell_text(stored: str | float, style: CellStyle, *, since_1904: bool = False) -> str:
    """Return what is read of a cell; what Excel shows as a date is none of the figures of a report, and stays a date.

    A number that is shown as another one has its format beside it, so that neither is taken for the figure.

    >>> cell_text(12.0, PLAIN), cell_text(0.5, CellStyle(code="0%")), cell_text(7, CellStyle("hidden"))
    ('12', '0.5 [0%]', '')
    """
    if stored == ERROR:
        return ERROR
    if not style.appearance and not style.code and not style.is_date:
        return stored if isinstance(stored, str) else number_text(stored)
    if shows_nothing(style.code, stored):
        return ""
    if isinstance(stored, str):
        return shown(stored, style.appearance)
    date = date_text(stored, since_1904=since_1904) if style.is_date and math.isfinite(stored) else None
    text = date or number_text(stored)
    if not date and rescales(style.code):
        text += f" [{style.code}]"
    return shown(text, style.appearance)


@lru_cache(maxsize=8192)
def number_text(value: float) -> str:
    """Return a stored number as digits, without an exponent.

    >>> number_text(12.0), number_text(0.1 + 0.2), number_text(0.00003), number_text(1e17)
    ('12', '0.3', '0.00003', '100000000000000000')
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**_DIGITS):
        return str(int(value))
    return format(Decimal(f"{value:.{_DIGITS}g}"), "f")
