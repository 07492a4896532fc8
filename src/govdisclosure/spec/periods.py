"""Periods that reports are for: years, and the quarters and months of years."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import index
from typing import Literal, SupportsIndex, final

from attrs import field, frozen

from govdisclosure.keys import means
from govdisclosure.language import Words, say

Frequency = Literal["year", "quarter", "month"]
"""How often a form is filled in."""
Prior = Literal["period", "year"]
"""What a rule calls `prior`: the period before, or the same period of the year before."""

_MONTHS: Mapping[Frequency, int] = {"year": 12, "quarter": 3, "month": 1}
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_OF_A_YEAR = "(?:19|2[0-9])[0-9]{2}"

PERIOD_PATTERNS: Mapping[Frequency, str] = {
    "year": _OF_A_YEAR,
    "quarter": f"(?:{_OF_A_YEAR}年?(?:第?[一二三四1-4]季度?|[-/]?[Qq][1-4])|[Qq][1-4][,/-]?{_OF_A_YEAR})",
    "month": f"{_OF_A_YEAR}(?:年(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    "|[-/.](?:1[0-2]|0?[1-9])(?![0-9]))",
}
"""How periods are printed, in texts without blanks and with digits in years."""


@final
@frozen(order=False)
class Period:
    """A year, or a quarter or month of one; `number` says which.

    >>> str(Period(2024)), str(Period(2024, "quarter", 1)), str(Period(2024, "month", 3))
    ('2024', '2024Q1', '2024-03')
    """

    year: int
    of: Frequency = "year"
    number: int = 1

    @property
    def first(self) -> int:
        """Its first month, counted from the year 0."""
        return 12 * self.year + _MONTHS[self.of] * (self.number - 1)

    @property
    def last(self) -> int:
        """Its last month, counted in the same way."""
        return self.first + _MONTHS[self.of] - 1

    @property
    def code(self) -> str | None:
        """What data say beside the year; None of a whole year, which says itself."""
        return None if self.of == "year" else str(self)

    def moved(self, by: int) -> Period:
        """Return the period that comes so many later, or earlier.

        >>> str(Period(2024, "quarter", 1).moved(-1)), str(Period(2024).moved(1))
        ('2023Q4', '2025')
        """
        year, month = divmod(self.first + by * _MONTHS[self.of], 12)
        return Period(year, self.of, month // _MONTHS[self.of] + 1)

    def before(self, prior: Prior = "period", steps: int = 1) -> Period:
        """Return what a form calls `prior` of this period; with `steps` below zero, that of which this is the prior.

        >>> str(Period(2024, "month", 3).before()), str(Period(2024, "month", 3).before("year"))
        ('2024-02', '2023-03')
        """
        return Period(self.year - steps, self.of, self.number) if prior == "year" else self.moved(-steps)

    @property
    def entry(self) -> int | str:
        """The period as an entry of a list: a year as a number."""
        return self.code or self.year

    @property
    def named(self) -> str:
        """The period in the words of a message."""
        return say(zh=f"{self.year} 年" if self.of == "year" else self.words("zh"), en=str(self))

    def words(self, language: str) -> str:
        """Return the period as titles say it.

        >>> Period(2024, "quarter", 1).words("zh"), Period(2024, "month", 3).words("zh"), Period(2024).words("en")
        ('2024年第一季度', '2024年3月', '2024')
        """
        if language != "zh":
            return str(self)
        part = {"year": "", "quarter": f"第{_NUMERALS[self.number - 1]}季度", "month": f"{self.number}月"}
        return f"{self.year}年{part[self.of]}"

    def __str__(self) -> str:
        part = {"year": "", "quarter": f"Q{self.number}", "month": f"-{self.number:02}"}
        return f"{self.year:04}{part[self.of]}"


class OfPeriod:
    """What is of a period, and so of a year."""

    __slots__ = ()
    period: Period | None

    @property
    def year(self) -> int | None:
        """The year that it is of, be it of a quarter or a month of it."""
        return None if self.period is None else self.period.year


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], Period]], ...] = (
    (re.compile("[0-9]{4}"), lambda text: Period(int(text))),
    (re.compile("[0-9]{4}Q[1-4]"), lambda text: Period(int(text[:4]), "quarter", int(text[5]))),
    (re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])"), lambda text: Period(int(text[:4]), "month", int(text[5:]))),
)
CODE_PATTERN = "[0-9]{4}(?:Q[1-4]|-(?:0[1-9]|1[0-2]))?"
"""How data and specs write a period."""


def period_of(text: str) -> Period | None:
    """Return the period that data write so; None where it is none.

    >>> period_of("2024Q1"), period_of("2024Q5")
    (Period(year=2024, of='quarter', number=1), None)
    """
    return next((made(text) for pattern, made in _FORMS if pattern.fullmatch(text)), None)


def printed_period(text: str, frequency: Frequency) -> Period:
    """Return the period that a text says which one of `PERIOD_PATTERNS` fits.

    >>> [str(printed_period(text, "quarter")) for text in ("2024年一季度", "2024年第2季度", "2024Q3", "Q42024")]
    ['2024Q1', '2024Q2', '2024Q3', '2024Q4']
    >>> str(printed_period("2024年十一月", "month"))
    '2024-11'
    """
    found = re.search(_OF_A_YEAR, text if frequency != "quarter" else re.sub("^[Qq][1-4]", "", text))
    assert found is not None
    year, rest = int(found[0]), text.replace(found[0], "", 1)
    if frequency == "year":
        return Period(year)
    number = re.search("[0-9]{1,2}|[一二三四五六七八九十]{1,2}", rest)
    assert number is not None
    return Period(year, frequency, int(number[0]) if number[0].isdecimal() else _NUMERALS.index(number[0]) + 1)


def earlier(frequency: Frequency) -> Words:
    """Return what messages call the report that rules call `prior`.

    >>> earlier("year").zh, earlier("month").en
    ('上年报告', 'prior report')
    """
    return Words("上年报告" if frequency == "year" else "往期报告", "prior report")


def as_period(period: Period | SupportsIndex | None) -> Period | None:
    """Return a period, which may be given as a year."""
    return period if isinstance(period, Period | None) else Period(index(period))


def _as_known(period: Period | int) -> Period:
    return period if isinstance(period, Period) else Period(period)


@means("报告期：2021..（起）、2019..2020（含首尾）或 2019；季报、月报可写 2024Q2..、2024-03..。")
@frozen
class YearRange:
    """Report years, both ends included: `2021..` (and on), `2019..2020` or `2019`; or periods: `2024Q2..`, `2024-03..`.

    >>> Period(2024) in YearRange(2021, None), Period(2024, "quarter", 1) in YearRange(Period(2024, "quarter", 2), None)
    (True, False)
    """

    first: Period = field(converter=_as_known)
    last: Period | None = field(converter=as_period)

    def __contains__(self, period: Period | int) -> bool:
        one = _as_known(period)
        return self.first.first <= one.last and (self.last is None or one.first <= self.last.last)

    def distance(self, period: Period | int) -> int:
        """Return how many months lie between a period and the nearest of these; 0 if it is one of them."""
        one = _as_known(period)
        if one.last < self.first.first:
            return self.first.first - one.last
        return 0 if self.last is None else max(0, one.first - self.last.last)

    def __str__(self) -> str:
        return f"{self.first}" if self.last == self.first else f"{self.first}..{self.last or ''}"
