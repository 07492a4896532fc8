"""The units that figures are printed in: of a column's head, of a cell, and what they are worth in the spec's unit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from govdisclosure.spec import Value

MAX_HEAD = 200
"""Characters beyond which a text names no unit."""

# Amounts of money are printed in several units; what each is worth, in yuan.
SCALES = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}

MONEY = frozenset(SCALES)
"""The units of money."""

_COUNTERS = frozenset("件个项宗笔份条起例")
"""Words with which single things are counted; each of them means one."""

_HEAD_UNIT = re.compile(
    r"(.+?)\s*[(\[【](?:单位\s*:?\s*)?([^\W\d_]{1,4})[)\]】]\s*|(.+?)\s*单位\s*:\s*([^\W\d_]{1,4})\s*"
)


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


def may_be_unit(text: str, value: Value) -> bool:
    """Whether a word can be a unit: of money, of things that are counted, or that of the spec."""
    return text in SCALES or text in _COUNTERS or text in units_of(value)


@lru_cache(maxsize=2048)
def head_and_unit(text: str) -> tuple[str, str]:
    """Return the label of a printed head without the unit in brackets after it, and that unit.

    >>> head_and_unit("采购总金额（元）"), head_and_unit("总计")
    (('采购总金额', '元'), ('总计', ''))
    """
    match = _HEAD_UNIT.fullmatch(unicodedata.normalize("NFKC", text[:MAX_HEAD]).strip())
    if not match:
        return text, ""
    label, unit = match[1] or match[3], match[2] or match[4]
    return (label, unit) if unit in MONEY or unit in _COUNTERS else (text, "")


def conversion(unit: str, value: Value) -> int | None:
    """Return by which power of ten a number in a unit becomes one in the spec's; None if it cannot be converted."""
    if not unit:
        return 0
    if unit not in units_of(value):
        return None
    own = own_unit(value)
    return len(str(SCALES[unit])) - len(str(SCALES[own])) if unit in SCALES and own in SCALES else 0


def has_scales(value: Value) -> bool:
    """Whether a value is printed in one of several units, so that a bare number says less than it should."""
    return own_unit(value) in SCALES


def names_unit(text: str) -> bool:
    """Whether a printed header names a unit of money."""
    return any(unit in text for unit in SCALES)


def one_unit(first: str, second: str) -> str:
    """Return the unit that is printed in one of two places, or both; two units are none that anybody knows.

    >>> one_unit("元", ""), one_unit("元", "元"), one_unit("元", "万元")
    ('元', '元', '万元/元')
    """
    return "/".join(sorted({squeezed_unit(unit) for unit in (first, second) if unit}))
