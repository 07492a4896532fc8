"""What stands in a printed cell: a number, a mark of the spec, nothing, or something that is none of these."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from attrs import frozen

from govdisclosure.report.model import BLANK, NUMBER, Content, is_date, number_fault
from govdisclosure.spec.model import Number, Value

MAX_TEXT = 200
"""Characters of a cell's text that are kept with it."""

# Amounts of money are printed in several units; what each is worth, in yuan.
_SCALES = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}

_NUMBER = re.compile(
    r"(?P<sign>[-+]|增加?|减少?)?\s*"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<decimals>\.[0-9]+)?\s*"
    r"(?P<unit>[^\W\d_]{0,4})\s*"
    r"(?:\((?P<note>[^()]*)\))?"
)
_MINUS = str.maketrans("−﹣－", "---")


@frozen
class Printed:
    """What a cell says: its number if it has one, its content, and the unit that was printed with the number."""

    number: Number | None
    content: Content
    unit: str = ""
    converted: bool = False
    """Whether the number was printed in another unit than the spec's, and converted exactly."""


def is_value(text: str) -> bool:
    """Whether a text could stand in a cell of numbers: empty, a number, or a sign without letters.

    >>> is_value("3,018"), is_value("—"), is_value("规章")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip()
    return not any(c.isalpha() for c in plain) or _NUMBER.fullmatch(plain.translate(_MINUS)) is not None


def read_cell(text: str, value: Value) -> Printed:
    """Read the text of a cell of a kind of value; what cannot be read as exactly one thing is unreadable."""
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip()
    if not plain:
        return Printed(None, BLANK)
    if not value.numeric:
        fits = len(text) <= MAX_TEXT and (value.kind == "text" or is_date(plain))
        return Printed(None, Content("text" if fits else "unreadable", text[:MAX_TEXT].strip()))
    for mark in value.marks:
        if plain == unicodedata.normalize("NFKC", mark.text):
            return Printed(None, Content("mark", mark.text))
    printed = _number(plain.translate(_MINUS), value) if len(text) <= MAX_TEXT else None
    return printed or Printed(None, Content("unreadable", text[:MAX_TEXT].strip()))


def _number(text: str, value: Value) -> Printed | None:
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    number: Number = int(match["digits"].replace(",", "")[:40])
    if match["decimals"]:
        number = Decimal(match["digits"].replace(",", "")[:40] + match["decimals"][:40])
    elif value.kind == "decimal":
        number = Decimal(number)
    if match["sign"] and match["sign"][0] in "-减":
        number = -number
    unit, converted = match["unit"], False
    if unit:
        own = value.unit.texts[0][1] if value.unit else ""
        if unit in _SCALES and own in _SCALES and _SCALES[unit] != _SCALES[own]:
            number, converted = _scaled(number, unit, own), True
        elif unit != own and not (unit in _SCALES and own in _SCALES):
            return None
    if number_fault(number, value):
        return None
    note = (match["note"] or "").strip()
    return Printed(number, Content("number", "", note) if note else NUMBER, unit, converted)


def _scaled(number: Number, unit: str, own: str) -> Decimal:
    """Convert exactly: all units are powers of ten of each other."""
    shift = len(str(_SCALES[unit])) - len(str(_SCALES[own]))
    return Decimal(number).scaleb(shift)


def has_scales(value: Value) -> bool:
    """Whether a value is printed in one of several units, so that a bare number says less than it should."""
    return value.unit is not None and value.unit.texts[0][1] in _SCALES


def names_unit(text: str) -> bool:
    """Whether a printed header names a unit of money."""
    return any(unit in text for unit in _SCALES)
