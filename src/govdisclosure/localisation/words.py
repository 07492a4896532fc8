"""Suspects in words that a clerk can act on: the cell, what it should be, and the sum that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from govdisclosure.checks import shown_on
from govdisclosure.form import Relation, cell_name, table_name, verdict
from govdisclosure.language import current, say
from govdisclosure.localisation.sets import Outcome
from govdisclosure.localisation.slips import MISTYPED, slip_words
from govdisclosure.localisation.suspected import SuspectCell
from govdisclosure.phrasing import equation
from govdisclosure.report import Report, interval_at
from govdisclosure.spec import number_text


def cell_lines(cells: Sequence[SuspectCell], report: Report, corrected: Report) -> list[str]:
    """Return each cell of a set in words: what it holds, what it should be, how that may have come, and why."""
    chosen = {cell.index for cell in cells}
    return [_line(cell, report, corrected, chosen) for cell in cells]


def _line(cell: SuspectCell, report: Report, corrected: Report, chosen: set[int]) -> str:
    text = say(zh=f"{named(report, cell)}{change(report, cell)}", en=f"{named(report, cell)} {change(report, cell)}")
    if slip := slip_words(cell.slip):
        text += say(zh=f"（{slip}）", en=f" ({slip})")
    relation = _shows(report, cell.index, chosen)
    return text if relation is None else text + say(zh="：", en=": ") + equation(shown_on(relation, corrected))


def named(report: Report, cell: SuspectCell) -> str:
    """Return the name of a cell with that of its table, in the current language."""
    name, table = cell_name(report.form, cell.index, current()), table_name(report.spec, cell.table, current())
    place = report.place(cell.index)
    where = say(zh=f"（{place}）", en=f" ({place})") if place else ""
    return say(zh=f"{table}，“{name}”", en=f"{table}, '{name}'") + where


def change(report: Report, cell: SuspectCell) -> str:
    """Return what a cell holds and what it would have to be, in the current language."""
    held = number_text(cell.value) if cell.value is not None else report.content(cell.index).text
    return say(zh=f" {held} {suggestion(cell)}", en=f"{held} {suggestion(cell)}")


def suggestion(cell: SuspectCell) -> str:
    """Return what a cell would have to be, in the current language."""
    if cell.is_certain:
        return say(zh=f"应为 {number_text(cell.suggested)}", en=f"should be {number_text(cell.suggested)}")
    text = _range(cell)
    if cell.slip not in MISTYPED:
        return text
    return text + say(zh=f"，最可能是 {number_text(cell.suggested)}", en=f", likeliest {number_text(cell.suggested)}")


def _range(cell: SuspectCell) -> str:
    """Return in what range a number would do."""
    low, high = cell.low, cell.high
    if low is not None and high is not None:
        return say(
            zh=f"应在 {number_text(low)} 与 {number_text(high)} 之间",
            en=f"should be from {number_text(low)} to {number_text(high)}",
        )
    if low is not None:
        return say(zh=f"应不小于 {number_text(low)}", en=f"should be at least {number_text(low)}")
    if high is not None:
        return say(zh=f"应不大于 {number_text(high)}", en=f"should be at most {number_text(high)}")
    return say(zh="有误", en="is wrong")


def _shows(report: Report, index: int, chosen: set[int]) -> Relation | None:
    """Return the relation that shows best what a cell should be: one that fails, with no other suspect, and short."""

    def order(relation: Relation) -> tuple[int, int, int, int]:
        others = sum(other in chosen for other in relation.cells) - 1
        fails = verdict(relation, lambda cell: interval_at(report, cell)) == "fail"
        alone = any(
            [i for i, _ in side.terms] == [index] for side in (relation.condition.left, relation.condition.right)
        )
        return others, 0 if fails else 1, 0 if alone else 1, len(relation.cells)

    form = report.form
    relations = [
        relation
        for relation in form.relations
        if relation.level == 1
        and relation.severity == "error"
        and index in relation.cells
        and all(report.values[other] is not None for other in relation.cells)
    ]
    return min(relations, key=order, default=None)


def location_text(outcomes: AbstractSet[Outcome], least: int, ways: int, listed: int) -> str:
    """Return what a search found in a sentence: how it ended by component, cells wrong at least, sets, sets listed."""
    if not outcomes:
        return say(zh="没有需要定位的错误。", en="There is no error to locate.")
    if "unfinished" in outcomes:
        return say(
            zh="空白和规则太多，搜索没有完成：有误，但不能指出是哪几格。",
            en="Too many blanks and rules for the search to finish: something is wrong, but not known where.",
        )
    if "too_many" in outcomes:
        return say(
            zh=f"至少有 {least} 格有误；可能的解释太多，不一一列出。",
            en=f"At least {least} cells are wrong; too many explanations to list.",
        )
    cells = say(zh=f"{least} 格", en=f"{least} cell" if least == 1 else f"{least} cells")
    if "some" in outcomes:
        return say(
            zh=f"改 {cells}可使全部强制性规则成立；可能还有别的改法。",
            en=f"Changing {cells} would satisfy every rule; there may be other ways.",
        )
    if ways == 1:
        return say(
            zh=f"只改 {cells}就能使全部强制性规则成立，而且只有这一种改法。",
            en=f"Changing {cells} satisfies every rule, and there is one way only to do it.",
        )
    text = say(
        zh=f"最少要改 {cells}，有 {ways} 种改法；只凭这份报告不能确定是哪一种，请与底账核对。",
        en=f"At least {cells} must change, in one of {ways} ways; "
        "this report alone cannot tell which: see the records.",
    )
    if listed < ways:
        text += say(zh=f"下面列出 {listed} 种。", en=f" {listed} of them are listed.")
    return text
