"""Single values of a spec file, strictly: a text, a number, a date, the years, texts by language; no coercion."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Literal, get_args

from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import (
    CODE_PATTERN,
    CONTROLS,
    Date,
    Example,
    Localised,
    Mark,
    Number,
    YearRange,
    is_date,
    period_of,
)
from govdisclosure.specfile.syntax import Path

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_YEARS = re.compile(rf"({CODE_PATTERN})(?:(\.\.)({CODE_PATTERN})?)?")
_UNFIT = re.compile(rf"[{CONTROLS}\ud800-\udfff]")
RESERVED = ("total", "prior")
MAX_SHOWN = 40
"""Characters of a wrong value that a message repeats."""


At = Literal["value", "key", "missing"]
"""What is wrong: a value, a key that should not be there, or that a key is not there."""


class WrongShapeError(ValueError):
    """A value is not of the shape that the spec language asks for; `meant` is the key that is missing, or misspelt."""

    def __init__(self, message: str, path: Path = (), *, at: At = "value", meant: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.at: At = at
        self.meant = meant


def describe(data: Any) -> str:
    """Name what a value is, for a message that says what was found."""
    if data is None:
        return say(zh="空值", en="nothing")
    if isinstance(data, bool):
        return say(zh=f"真假值 {str(data).lower()}", en=f"the truth value {str(data).lower()}")
    if isinstance(data, (int, Decimal)):
        return say(zh=f"数 {data}", en=f"the number {data}")
    if isinstance(data, str):
        shown = data if len(data) <= MAX_SHOWN else data[:MAX_SHOWN] + "…"
        return say(zh=f"文字“{shown}”", en=f"the text '{shown}'")
    return say(zh="映射", en="a mapping") if isinstance(data, dict) else say(zh="列表", en="a list")


def expect(data: Any, kind: type | tuple[type, ...], *, zh: str, en: str) -> None:
    """Refuse data that is not of a kind; the words say what it should be."""
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        found = describe(data)
        raise WrongShapeError(say(zh=f"应为{zh}，实为{found}", en=f"expected {en}, found {found}"))


def as_text(data: Any, _: Any) -> str:
    """Return data as a text without control characters."""
    if isinstance(data, (int, Decimal)) and not isinstance(data, bool):
        found = describe(data)
        raise WrongShapeError(
            say(zh=f"应为文字，实为{found}；请加引号", en=f"expected text, found {found}; put it in quotes")
        )
    expect(data, str, zh="文字", en="text")
    if unfit := _UNFIT.search(str(data)):
        sign = f"U+{ord(unfit[0]):04X}"
        raise WrongShapeError(
            say(
                zh=f"文字里有看不见的控制字符 {sign}，请删去",
                en=f"holds the control character {sign}, which nobody sees; delete it",
            )
        )
    return str(data)


def as_date(data: Any, _: Any) -> Date:
    """Return data as a day."""
    text = as_text(data, str)
    if not is_date(text):
        found = describe(data)
        raise WrongShapeError(
            say(zh=f'应为日期，如 "2021-09-26"，实为{found}', en=f'expected a date, as in "2021-09-26"; found {found}')
        )
    return Date(text)


def as_boolean(data: Any, _: Any) -> bool:
    """Return data as true or false."""
    expect(data, bool, zh=" true 或 false", en="true or false")
    return bool(data)


def as_integer(data: Any, _: Any) -> int:
    """Return data as a whole number."""
    expect(data, int, zh="整数", en="a whole number")
    return int(data)


def as_number(data: Any, _: Any) -> Number:
    """Return data as an exact number."""
    expect(data, (int, Decimal), zh="数", en="a number")
    number: Number = data
    return number


def as_number_or(words: Any, data: Any, _: Any) -> Any:
    """A number, or one of some words."""
    known = [str(word) for word in get_args(words)]
    choice = ", ".join(known)
    if data not in known:
        expect(data, (int, Decimal), zh=f"数或 {choice} ", en=f"a number or {choice}")
    return data


def as_localised(data: Any, _: Any) -> Localised:
    """Return data as a text in each of some languages."""
    expect(data, dict, zh="各语言的文字，如 {zh: …, en: …}", en="a text per language, as in {zh: …, en: …}")
    if not data:
        raise WrongShapeError(say(zh="没有任何语言的文字", en="no text in any language"))
    for language, text in data.items():
        if not _LANGUAGE.fullmatch(language):
            message = say(zh=f"{language} 不是语言代码", en=f"{language} is not a language code")
            raise WrongShapeError(message, (language,), at="key")
        try:
            as_text(text, str)
        except WrongShapeError as error:
            raise WrongShapeError(error.message, (language,)) from None
    return Localised(tuple(data.items()))


def as_years(data: Any, _: Any) -> YearRange:
    """Return data as the years, or other periods, of a range."""
    match = _YEARS.fullmatch(str(data)) if isinstance(data, (str, int)) else None
    if not match:
        found = describe(data)
        raise WrongShapeError(
            say(
                zh=f"应为报告年度，如 2021..、2019..2020 或 2019，实为{found}",
                en=f"expected report years, as in 2021.., 2019..2020 or 2019; found {found}",
            )
        )
    first, last = period_of(match[1]), period_of(match[3] or "") if match[2] else period_of(match[1])
    assert first is not None
    if last is not None and last.last < first.first:
        raise WrongShapeError(say(zh=f"年度 {first}..{last} 先后颠倒", en=f"the years {first}..{last} run backwards"))
    return YearRange(first, last)


def as_marks(data: Any, _: Any) -> tuple[Mark, ...]:
    """Return data as the marks of a value, each with the numbers that it may stand for."""
    example = '{"/": [0, 0]}'
    expect(data, dict, zh=f"记号到区间的映射，如 {example}", en=f"a mapping from marks to intervals, as in {example}")
    marks = []
    for text, interval in data.items():
        as_text(text, str)
        numbers = isinstance(interval, list) and [
            n for n in interval if isinstance(n, (int, Decimal)) and not isinstance(n, bool)
        ]
        if not numbers or len(numbers) != 2 or len(interval) != 2 or numbers[0] > numbers[1]:  # noqa: PLR2004 - a pair
            raise WrongShapeError(say(zh="应为区间，如 [0, 1]", en="expected an interval, as in [0, 1]"), (text,))
        marks.append(Mark(text, numbers[0], numbers[1]))
    return tuple(marks)


def as_example(data: Any, _: Any) -> Example:
    """Return data as an example: a number for each name."""
    expect(data, dict, zh="名称到数的映射", en="a mapping from names to numbers")
    for name, number in data.items():
        try:
            as_number(number, None)
        except WrongShapeError as error:
            raise WrongShapeError(error.message, (name,)) from None
    return Example(tuple(data.items()))


def as_literal(data: Any, cls: Any) -> Any:
    """Return data as one of the words of a type."""
    known = [str(value) for value in get_args(cls)]
    if not isinstance(data, str) or data not in known:
        choice = "、".join(known)
        found = describe(data)
        raise WrongShapeError(
            say(zh=f"应为 {choice} 之一，实为{found}", en=f"expected one of {', '.join(known)}; found {found}")
            + (nearest(data, known) if isinstance(data, str) else "")
        )
    return data


def check_key(key: str) -> str | None:
    """Return what is wrong with a key of a node, table, value or rule, or None."""
    if key in RESERVED:
        return say(zh=f"{key} 是保留字，不能作键", en=f"{key} is reserved and cannot be a key")
    if not _KEY.fullmatch(key):
        return say(
            zh=f"键“{key}”应由小写字母、数字和下划线组成，以字母开头",
            en=f"the key '{key}' must be lower-case letters, digits and underscores, beginning with a letter",
        )
    return None
