"""What stands in a printed cell: a number, a mark of the spec, nothing, or something that is none of these."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from govdisclosure.report.model import BLANK, MAX_DIGITS, NUMBER, Content, is_date, number_fault
from govdisclosure.spec.model import Number, Value

MAX_TEXT = 200
"""Characters of a cell's text that are kept with it."""

# Amounts of money are printed in several units; what each is worth, in yuan.
_SCALES = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}

MONEY = frozenset(_SCALES)
"""The units of money."""

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


_NOTHING = Printed(None, BLANK)


@lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """Whether a text could stand in a cell of numbers: empty, a number, or a sign without letters.

    >>> is_value("3,018"), is_value("—"), is_value("规章")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip()
    return not any(c.isalpha() for c in plain) or _NUMBER.fullmatch(plain.translate(_MINUS)) is not None


def read_cell(text: str, value: Value, unit: str = "") -> Printed:
    """Read the text of a cell of a kind of value; what cannot be read as exactly one thing is unreadable.

    `unit` is the unit printed beside the cell; of several units of money it says which one a bare number is in.
    """
    if value.kind == "integer" and not unit and text.isdecimal() and text.isascii() and len(text) <= MAX_DIGITS:
        # Most cells by far; a sign of the spec is made of no digits alone.
        return _small(text)
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip()
    if not plain:
        return _NOTHING
    if not value.numeric:
        fits = len(text) <= MAX_TEXT and (value.kind == "text" or is_date(plain))
        return Printed(None, Content("text" if fits else "unreadable", text[:MAX_TEXT].strip()))
    marks = {unicodedata.normalize("NFKC", mark.text): mark.text for mark in reversed(value.marks)}
    marks |= {mark.text: mark.text for mark in value.marks}
    for sign in (text.strip(), plain):
        if sign in marks:
            return Printed(None, Content("mark", marks[sign]))
    readable = len(text) <= MAX_TEXT and not any(map(_hides_digit, text))
    printed = _number(plain.translate(_MINUS), value, unit.strip()) if readable else None
    return printed or Printed(None, Content("unreadable", text[:MAX_TEXT].strip()))


@lru_cache(maxsize=2048)
def _small(text: str) -> Printed:
    return Printed(int(text), NUMBER)


def _hides_digit(character: str) -> bool:
    """Whether NFKC would make a digit of a footnote sign: `5²` is not 52, and `12①` not 121."""
    return not character.isdecimal() and any(c.isdecimal() for c in unicodedata.normalize("NFKC", character))


def _number(text: str, value: Value, beside: str) -> Printed | None:
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
    unit, converted = match["unit"] or (beside if has_scales(value) and beside in _SCALES else ""), False
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
    sign, digits, exponent = Decimal(number).as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + shift))


def has_scales(value: Value) -> bool:
    """Whether a value is printed in one of several units, so that a bare number says less than it should."""
    return value.unit is not None and value.unit.texts[0][1] in _SCALES


def names_unit(text: str) -> bool:
    """Whether a printed header names a unit of money."""
    return any(unit in text for unit in _SCALES)
