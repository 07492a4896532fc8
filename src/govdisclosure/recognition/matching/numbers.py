"""What stands in a printed cell: a number, a mark of the spec, nothing, or something that is none of these."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from govdisclosure.report import BLANK, MAX_DIGITS, NUMBER, Content, is_date, number_fault
from govdisclosure.spec import Number, Value

MAX_TEXT = 200
"""Characters of a cell's text that are kept with it."""

# Amounts of money are printed in several units; what each is worth, in yuan.
_SCALES = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}

MONEY = frozenset(_SCALES)
"""The units of money."""

_COUNTERS = frozenset("件个项宗笔份条起例")
"""Words with which single things are counted; each of them means one."""

_UNIT = re.compile(r"(?:单位\s*:?\s*)?([^\W\d_]{1,4})")
_HEAD_UNIT = re.compile(
    r"(.+?)\s*[(\[【](?:单位\s*:?\s*)?([^\W\d_]{1,4})[)\]】]\s*|(.+?)\s*单位\s*:\s*([^\W\d_]{1,4})\s*"
)
_DIRECTION = re.compile(r"[-+增减升降↑↓]|上升|下降")
_SCALE_WORD = re.compile(r"[十百千万亿]")
_DOUBT = re.compile(
    r"更正|应为|实为|改为|累计|历年|作废|删除|错|约|预计|暂|待|以上|余|合计|截至|负|单位|[%‰×*]"
    r"|(?:上年|去年|[0-9]{4}年度?|[0-9.,\s]{3,})$"
)
"""Notes that say the figure before them is another, is not this year's, or is not certain."""

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
    printed = _number(plain.translate(_MINUS), value, squeezed_unit(unit)) if readable else None
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
    never_negative = value.min is not None and value.min >= 0
    if match["sign"] and match["sign"] != "-" and never_negative:
        return None  # a change, where the form asks for an amount
    number: Number = int(match["digits"].replace(",", "")[:40])
    if match["decimals"]:
        number = Decimal(match["digits"].replace(",", "")[:40] + match["decimals"][:40])
    elif value.kind == "decimal":
        number = Decimal(number)
    if match["sign"] and match["sign"][0] in "-减":
        number = -number
    note, unit, own = (match["note"] or "").strip(), match["unit"], own_unit(value)
    if note and (in_note := _UNIT.fullmatch(note)) and _may_be_unit(in_note[1], value):
        if unit and unit != in_note[1]:
            return None
        note, unit = "", in_note[1]
    elif _SCALE_WORD.match(note) or _DOUBT.match(note):
        return None  # it may say of the figure that it is another
    elif _DIRECTION.match(note) and not (never_negative and any(map(str.isdecimal, note))):
        return None
    unit, converted = unit or beside, False
    if unit and unit not in units_of(value):
        return None
    if unit in _SCALES and own in _SCALES and _SCALES[unit] != _SCALES[own]:
        number, converted = _scaled(number, unit, own), True
    if number_fault(number, value):
        return None
    return Printed(number, Content("number", "", note) if note else NUMBER, unit if unit in _SCALES else "", converted)


def own_unit(value: Value) -> str:
    """Return the unit that the numbers of a spec are in, or nothing."""
    return value.unit.texts[0][1] if value.unit else ""


@lru_cache(maxsize=64)
def units_of(value: Value) -> frozenset[str]:
    """Return every unit that the numbers of a value may be printed in."""
    own = own_unit(value)
    kindred = MONEY if own in MONEY else _COUNTERS if own in _COUNTERS else frozenset()
    return kindred | {squeezed_unit(name) for _, name in value.unit.texts} if value.unit else frozenset()


def squeezed_unit(text: str) -> str:
    """Return a unit as it is compared: in NFKC, and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _may_be_unit(text: str, value: Value) -> bool:
    return text in _SCALES or text in _COUNTERS or text in units_of(value)


@lru_cache(maxsize=2048)
def head_and_unit(text: str) -> tuple[str, str]:
    """Return the label of a printed head without the unit in brackets after it, and that unit.

    >>> head_and_unit("采购总金额（元）"), head_and_unit("总计")
    (('采购总金额', '元'), ('总计', ''))
    """
    match = _HEAD_UNIT.fullmatch(unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip())
    if not match:
        return text, ""
    label, unit = match[1] or match[3], match[2] or match[4]
    return (label, unit) if unit in MONEY or unit in _COUNTERS else (text, "")


def _scaled(number: Number, unit: str, own: str) -> Decimal:
    """Convert exactly: all units are powers of ten of each other."""
    shift = len(str(_SCALES[unit])) - len(str(_SCALES[own]))
    sign, digits, exponent = Decimal(number).as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + shift))


def has_scales(value: Value) -> bool:
    """Whether a value is printed in one of several units, so that a bare number says less than it should."""
    return own_unit(value) in _SCALES


def names_unit(text: str) -> bool:
    """Whether a printed header names a unit of money."""
    return any(unit in text for unit in _SCALES)
