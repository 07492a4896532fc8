"""How a linear side is written: one walk over its terms, and dialects that say what each part of it looks like.

A side is terms with their coefficients, and a constant: 2 a + b - 3. A term comes here as text already: a key path, a
printed label, a number, the address of a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from govdisclosure.form import Condition, minus
from govdisclosure.language import current
from govdisclosure.spec import Comparison, Number, number_text

SIGN: dict[Comparison, str] = {"==": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">", "!=": "≠"}
BROKEN: dict[Comparison, str] = {"==": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤", "!=": "="}
"""The sign that is true where a comparison fails."""


@frozen
class Dialect:
    """What the parts of a side look like; as it stands, signs between labels or numbers.

    >>> Dialect().side([("a", 2), ("b", -1)], -3)
    '2×a - b - 3'
    """

    plus: str = " + "
    minus: str = " - "
    negative: str = "-"
    """What stands before a first term that is taken away."""
    times: str = "{factor}×{term}"
    number: str = "{}"
    comparison: Mapping[Comparison, str] = {comparison: f" {sign} " for comparison, sign in SIGN.items()}
    taken_away_last: bool = False
    """Whether what is added comes first, in whatever order the terms are."""

    def side(self, terms: Iterable[tuple[str, Number]], constant: Number = 0) -> str:
        """Write terms with their coefficients, and a constant unless it is 0 beside them."""
        parts = [(factor < 0, self._term(text, magnitude(factor))) for text, factor in terms]
        if self.taken_away_last:
            parts.sort(key=lambda part: part[0])
        if constant or not parts:
            parts.append((constant < 0, self.number.format(number_text(magnitude(constant)))))
        (first_negative, first), *others = parts
        start = self.negative + first if first_negative else first
        return start + "".join((self.minus if negative else self.plus) + text for negative, text in others)

    def _term(self, text: str, factor: Number) -> str:
        return text if factor == 1 else self.times.format(factor=number_text(factor), term=text)

    def condition(self, condition: Condition, names: Mapping[int, str]) -> str:
        """Write a comparison of two sides over named cells."""
        left, right = (
            self.side([(names[index], factor) for index, factor in side.terms], side.constant)
            for side in (condition.left, condition.right)
        )
        return left + self.comparison[condition.comparison] + right


SIGNS = Dialect()
"""Labels, or numbers, with the signs that people write."""
KEYS = evolve(SIGNS, times="{factor} * {term}", comparison={comparison: f" {comparison} " for comparison in SIGN})
"""Key paths as the rules of a spec are written."""
EXCEL = Dialect(plus="+", minus="-", times="{factor}*{term}")
"""Addresses and numbers as a spreadsheet takes them."""
_CHINESE = Dialect(
    plus="加",
    minus="减",
    negative=" 0 减",
    times="{term}的 {factor} 倍",
    number=" {} ",
    comparison={"==": "等于", "<=": "不大于", ">=": "不小于", "<": "小于", ">": "大于", "!=": "不等于"},
    taken_away_last=True,
)
_ENGLISH = Dialect(
    plus=" plus ",
    minus=" minus ",
    negative="0 minus ",
    times="{factor} times {term}",
    comparison={
        "==": " equals ",
        "<=": " is at most ",
        ">=": " is at least ",
        "<": " is less than ",
        ">": " is greater than ",
        "!=": " is not ",
    },
    taken_away_last=True,
)
_SPOKEN = {"zh": _CHINESE, "en": _ENGLISH}


def spoken() -> Dialect:
    """Return the dialect of sentences in the current language."""
    return _SPOKEN[current()]


def magnitude(number: Number) -> Number:
    """Return a number without its sign."""
    return minus(number) if number < 0 else number
