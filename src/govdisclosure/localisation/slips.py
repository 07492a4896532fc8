"""The error mechanism: how a person comes to write a wrong figure, and how likely that is.

A *slip* is one of the ways in which a right figure becomes the printed one: 12 is written 21 (digits swapped), 120 is
written 12 (a digit missing), -5 is written 5 (the sign).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product
from types import MappingProxyType
from typing import Literal

from govdisclosure.form import Form, Line, exact
from govdisclosure.language import say
from govdisclosure.localisation.systems import Range, lies_in
from govdisclosure.report import Report
from govdisclosure.spec import Number, number_text

Slip = Literal["sign", "digit", "swapped_digits", "missing_digit", "neighbours", "total", "omitted", "other"]

COST: Mapping[Slip, int] = {
    "sign": 1,
    "neighbours": 1,
    "swapped_digits": 2,
    "digit": 2,
    "missing_digit": 2,
    "total": 2,
    "omitted": 4,
    "other": 6,
}
"""The less, the likelier. Only the order matters: sets of the same size are compared by the sums."""


MISTYPED: tuple[Slip, ...] = ("sign", "swapped_digits", "digit", "missing_digit")
"""The slips that the figure itself shows."""
_DIGITS = "0123456789"


def slips_from(printed: Number) -> Mapping[Number, Slip]:
    """Return every number that a slip could have turned into a printed one, with the likeliest such slip.

    >>> numbers = slips_from(21)
    >>> numbers[12], numbers[211], numbers[-21], numbers[71]
    ('swapped_digits', 'missing_digit', 'sign', 'digit')
    """
    return _slips_from(number_text(printed), whole=isinstance(printed, int))


@lru_cache(maxsize=1024)
def _slips_from(text: str, *, whole: bool) -> Mapping[Number, Slip]:
    """Do so by the text of a number: 5, 5.0 and 5.00 are the same number, and have other digits to mistype."""
    kind = int if whole else Decimal
    printed = kind(text)
    found: dict[Number, Slip] = {-printed: "sign"} if printed else {}
    for slip, other in _mistyped(text):
        if not _begins_with_nought(other):
            found.setdefault(kind(other), slip)
    found.pop(printed, None)
    return MappingProxyType(found)


def _mistyped(text: str) -> Iterator[tuple[Slip, str]]:
    places = [place for place, sign in enumerate(text) if sign.isdecimal()]
    for place in places[:-1]:
        if text[place + 1].isdecimal():
            yield "swapped_digits", text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if len(places) > 1:  # one digit of one tells nothing
        for place, digit in product(places, _DIGITS):
            yield "digit", text[:place] + digit + text[place + 1 :]
        for place in places:
            yield "missing_digit", text[:place] + text[place + 1 :]
    for gap, digit in product(sorted({*places, *(place + 1 for place in places)}), _DIGITS):
        yield "missing_digit", text[:gap] + digit + text[gap:]


def _begins_with_nought(text: str) -> bool:
    whole = text.lstrip("-").partition(".")[0]
    return whole != "0" and whole[:1] in ("", "0")


def proposed(printed: Number, pair: Range) -> Number | None:
    """Return the number of a range that a slip leads to; None if there is none, or if the likeliest could be several.

    >>> proposed(-5, (0, None)), proposed(250, (148, 152)), proposed(318, (0, 100))
    (5, 150, None)
    """
    inside = [(COST[slip], number) for number, slip in slips_from(printed).items() if lies_in(exact(number), pair)]
    least = min((cost for cost, _ in inside), default=0)
    likeliest = [number for cost, number in inside if cost == least]
    return likeliest[0] if len(likeliest) == 1 else None


def slips_of(report: Report, suggested: Mapping[int, Number]) -> dict[int, Slip]:
    """Return, for each cell of a set, the slip that would have made the printed figure out of the suggested one.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 21}}}}')
    >>> place = report.form.index["fees", "fee", "amount"]
    >>> slips_of(report, {place: 12})[place], slips_of(report, {place: 211})[place]
    ('swapped_digits', 'missing_digit')
    """
    found: dict[int, Slip] = {index: _slip(report, index, number) for index, number in suggested.items()}
    for one, other in combinations(suggested, 2):
        swapped = report.values[one] == suggested[other] and report.values[other] == suggested[one]
        if swapped and _neighbours(report.form, one, other):
            found[one] = found[other] = "neighbours"
    return found


def _slip(report: Report, index: int, right: Number) -> Slip:
    printed = report.values[index]
    if printed is None:
        return "other"
    slip = slips_from(printed).get(right, "other" if printed else "omitted")
    return "total" if COST[slip] > COST["total"] and is_total(report.form, index) else slip


def is_total(form: Form, index: int) -> bool:
    """Whether a cell is the total of others."""

    def sums(line: Line) -> bool:
        return line.header.kind == "total" or line.header.node.total is not None

    return any(map(sums, form.lines[index]))


def _neighbours(form: Form, first: int, second: int) -> bool:
    """Whether two cells of a table touch."""
    one, two = form.cells[first], form.cells[second]
    rows = abs(form.lines[first][0].index - form.lines[second][0].index)
    columns = abs(form.lines[first][1].index - form.lines[second][1].index)
    return one.table == two.table and rows + columns == 1


def slip_words(slip: Slip) -> str:
    """Return a slip in words, nothing where none is known."""
    match slip:
        case "sign":
            return say(zh="正负号", en="the sign")
        case "digit":
            return say(zh="一位数字不同", en="one digit")
        case "swapped_digits":
            return say(zh="相邻两位数字颠倒", en="two digits swapped")
        case "missing_digit":
            return say(zh="多写或漏写一位数字", en="a digit too many or too few")
        case "neighbours":
            return say(zh="与相邻单元格互换", en="swapped with its neighbour")
        case "total":
            return say(zh="合计未随分项更新", en="a total that was not updated")
        case "omitted":
            return say(zh="应填未填", en="left at 0")
        case _:
            return ""
