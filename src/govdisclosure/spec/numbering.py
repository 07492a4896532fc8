"""Ordinals: written from a specimen such as `（一）`, and read off labels in the many ways that people type them."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

_DIGITS = "一二三四五六七八九"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x"}
_ROMAN |= {9: "ix", 5: "v", 4: "iv", 1: "i"}
MAX_ORDINAL = 99


def _chinese(number: int) -> str:
    if number > MAX_ORDINAL:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return head + (_DIGITS[ones - 1] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letter(number: int) -> str:
    higher, last = divmod(number - 1, 26)
    return (_letter(higher) if higher else "") + chr(ord("a") + last)


_NUMERALS: dict[str, Callable[[int], str]] = {
    "一": _chinese,
    "1": str,
    "①": lambda number: chr(ord("①") + number - 1) if number <= 20 else str(number),  # noqa: PLR2004 - Unicode has 20
    "a": _letter,
    "A": lambda number: _letter(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}

_NUMERAL = re.compile(r"[一①]|(?<![A-Za-z0-9])[1aAiI](?![A-Za-z0-9])")


def is_specimen(specimen: str) -> bool:
    """Whether a text shows the numeral of the first item exactly once.

    >>> is_specimen("（一）"), is_specimen("Item")
    (True, False)
    """
    return len(_NUMERAL.findall(specimen)) == 1


def ordinal(specimen: str, number: int) -> str:
    """Return the ordinal of the item `number` (from 1), written like the specimen of the first.

    >>> ordinal("（一）", 7), ordinal("1.", 12), ordinal("一、", 21)
    ('（七）', '12.', '二十一、')
    """
    return _NUMERAL.sub(lambda match: _NUMERALS[match[0]](number), specimen, count=1)


def western(written: str) -> str:
    """Return an ordinal as it stands before a label that is not Chinese.

    >>> western("（七）"), western("二十一、"), western("第二部分"), western("a)")
    ('(7) ', '21. ', '2. ', 'a) ')
    """
    text = unicodedata.normalize("NFKC", written).strip()
    number = split(f"{text}x").number
    if text.isascii() or number is None:
        return f"{text} " if text else ""
    return f"({number}) " if text.startswith("(") else f"{number}. "


class Numbered(NamedTuple):
    """A label split into its ordinal (None if it has none) and the rest."""

    number: int | None
    rest: str


_CHINESE_VALUES = {_chinese(number): number for number in range(1, MAX_ORDINAL + 1)}
_ORDINAL = re.compile(
    r"(?:第?[(\[{【〔]\s*([一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*[)\]}】〕]\s*[、.,:]?"
    r"|第([一二三四五六七八九十]{1,3}|[0-9]{1,2})部分\s*[、:]?"
    r"|([一二三四五六七八九十]{1,3})\s*[、.,:]"
    r"|([0-9]{1,2})\s*(?:[、,:)]|\.(?![0-9])|\.(?=(?:19|20)[0-9]{2}[年-])))\s*"
)


@lru_cache(maxsize=4096)
def split(label: str) -> Numbered:
    """Split an ordinal off a label, whatever its brackets, width or full stop.

    >>> split("（三）不予公开"), split("㈢ 不予公开"), split("2、其他")
    (Numbered(number=3, rest='不予公开'), Numbered(number=3, rest='不予公开'), Numbered(number=2, rest='其他'))
    >>> split("1.2024年收入"), split("1.2024")
    (Numbered(number=1, rest='2024年收入'), Numbered(number=None, rest='1.2024'))
    """
    text = unicodedata.normalize("NFKC", label).strip()
    match = _ORDINAL.match(text)
    if not match:
        return Numbered(None, text)
    numeral = next(filter(None, match.groups()))
    number = int(numeral) if numeral.isdigit() else _CHINESE_VALUES.get(numeral)
    return Numbered(number, text[match.end() :]) if number and match.end() < len(text) else Numbered(None, text)
