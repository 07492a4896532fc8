"""How likely a change of figures is: how a person mistypes, swaps or forgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from govdisclosure.form import Form, Line
from govdisclosure.language import say
from govdisclosure.phrasing import shown
from govdisclosure.report import Report
from govdisclosure.spec import Number

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


def slips_of(report: Report, suggested: Mapping[int, Number]) -> dict[int, Slip]:
    """Return, for each cell of a set, the slip that would have made the printed figure out of the suggested one.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 21}}}}')
    >>> place = report.form.index["fees", "fee", "amount"]
    >>> slips_of(report, {place: 12})[place], slips_of(report, {place: 211})[place]
    ('swapped_digits', 'missing_digit')
    """
    form = report.form
    found: dict[int, Slip] = {}
    for index, number in suggested.items():
        printed = report.values[index]
        if printed is None:
            found[index] = "other"
            continue
        slip = _slip(printed, number)
        if COST[slip] > COST["total"] and is_total(form, index):
            slip = "total"
        found[index] = slip
    for index, number in suggested.items():
        for other, its in suggested.items():
            swapped = index < other and report.values[index] == its and report.values[other] == number
            if swapped and _neighbours(form, index, other):
                found[index] = found[other] = "neighbours"
    return found


def _slip(printed: Number, right: Number) -> Slip:
    if printed == -right:
        return "sign"
    before, after = shown(printed), shown(right)
    if len(before) == len(after):
        different = [place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
        if printed == 0:
            return "omitted"
        if len(before) == 1:
            return "other"  # one digit of one tells nothing
        if len(different) == 1:
            return "digit"
        if len(different) == 2:  # noqa: PLR2004 - two digits that changed places
            first, second = different
            if second == first + 1 and before[first] == after[second] and before[second] == after[first]:
                return "swapped_digits"
    longer, shorter = (before, after) if len(before) > len(after) else (after, before)
    if len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    ):
        return "missing_digit"
    return "omitted" if printed == 0 else "other"


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
        case "other":
            return ""
