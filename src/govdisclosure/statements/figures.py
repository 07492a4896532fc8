"""Numbers in running text: in digits, with separators, in 万, and in Chinese numerals; exact, or no number at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from govdisclosure.spec import Number

_DIGITS = {sign: value for value, signs in enumerate(("零〇", "一", "二两", "三", *"四五六七八九")) for sign in signs}
_TENS = {"十": 10, "百": 100, "千": 1000}
_FIGURE = re.compile(
    r"(?<![0-9.])(?<![0-9],)(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<decimals>\.[0-9]{1,8})?(?![0-9.,]?[0-9])"
    r"(?P<scale>[万亿]?)|(?P<numeral>[零〇一二两三四五六七八九十百千]{1,9})"
)
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


class Figure(NamedTuple):
    """A number of the text, and where it begins and ends."""

    number: Number
    start: int
    end: int


def figures(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text that was made plain; one with a scale twice, as 1.5万元 is 15000 元 and 1.5 万元.

    >>> [str(figure.number) for figure in figures("收到1,204件,一十二件,1.5万元,二〇二四年")]
    ['1204', '12', '15000', '1.5']
    """
    for match in _FIGURE.finditer(text):
        if match["numeral"]:
            number = spelled(match["numeral"])
            yield from () if number is None else (Figure(number, match.start(), match.end()),)
            continue
        for scale in dict.fromkeys((match["scale"], "")):
            yield Figure(_counted(match, _SCALES[scale]), match.start(), match.start("scale") + len(scale))


def _counted(match: re.Match[str], scale: int) -> Number:
    exact = Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * scale
    return int(exact) if exact == exact.to_integral_value() and (scale > 1 or not match["decimals"]) else exact


def spelled(numeral: str) -> int | None:
    """Return the number that a Chinese numeral spells, or None; digits in a row, as years are written, spell none.

    >>> spelled("一百零二"), spelled("十"), spelled("二〇二四")
    (102, 10, None)
    """
    total, waiting, least = 0, None, 10_000
    for sign in numeral:
        if sign in _TENS:
            unit = _TENS[sign]
            if unit >= least or (waiting is None and total):
                return None
            total, waiting, least = total + (1 if waiting is None else waiting) * unit, None, unit
        elif sign in "零〇":
            if waiting is not None or not total:
                return 0 if numeral == sign else None
        elif waiting is not None:
            return None
        else:
            waiting = _DIGITS[sign]
    return total + (waiting or 0)
