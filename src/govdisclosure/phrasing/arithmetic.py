"""A relation with the numbers of a report put in: each side as a sum, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from govdisclosure.checks import SILENT, Judgement
from govdisclosure.form import Sum
from govdisclosure.language import say
from govdisclosure.phrasing.dialects import SIGN, SIGNS
from govdisclosure.phrasing.naming import term_names
from govdisclosure.report import Cell
from govdisclosure.spec import Number, number_text

LONG_SUM = 6
"""A sum of more terms than this leaves out those that say nothing, and says how many."""


def equation(judgement: Judgement) -> str:
    """Return the relation with its numbers put in, as it should be: with the sign of the rule between its sides."""
    return sides(judgement, SIGN[judgement.relation.condition.comparison])


def sides(judgement: Judgement, sign: str) -> str:
    """Return the relation with its numbers put in, and a sign of ours between its sides."""
    relation = judgement.relation
    cells = dict(zip(relation.cells, judgement.cells, strict=True))
    names = term_names(judgement.report.form, relation)
    left, right = (
        summed(side, lambda index: f"{names[index]} {_held(cells[index])}", lambda index: _said(cells[index]), worth)
        for side, worth in ((relation.condition.left, judgement.left), (relation.condition.right, judgement.right))
    )
    return f"{left} {sign} {right}"


def is_single(side: Sum) -> bool:
    """Whether a side is one number as it stands, with nothing to be added up."""
    return len(side.terms) + bool(side.constant) <= 1 and all(factor == 1 for _, factor in side.terms)


def summed(side: Sum, term: Callable[[int], str], said: Callable[[int], str], worth: Number | None) -> str:
    """Write one side with its numbers put in, and its value `worth` where it is more than one number.

    `term` gives the text of a cell. `said` gives a word for one that says nothing, such as a zero, else an empty text:
    in a long sum such cells are only counted.
    """
    silent = {index: text for index, _ in side.terms if (text := said(index))} if len(side.terms) > LONG_SUM else {}
    kept = [(term(index), factor) for index, factor in side.terms if index not in silent]
    text = SIGNS.side(kept, side.constant) if kept or side.constant or not silent else ""
    text += _left_out(Counter(silent.values()), others=bool(text))
    return text if worth is None or is_single(side) else f"{text} = {number_text(worth)}"


def _left_out(counts: Counter[str], *, others: bool) -> str:
    """Say how many terms were left out and what they hold."""
    if not counts:
        return ""
    said = say(zh="，", en=", ").join(
        say(zh=f"{count} 项{text}", en=f"{count} {'is' if count == 1 else 'are'} {text}")
        for text, count in counts.items()
    )
    return (
        say(zh=f"（其余 {said}）", en=f" (of the others {said})") if others else say(zh=f"（{said}）", en=f"({said})")
    )


def zero(number: Number | None) -> str:
    """Say of a number that it is 0; nothing of any other."""
    return say(zh="为 0", en="0") if number == 0 else ""


def _said(cell: Cell[Number]) -> str:
    """Say of a cell that it is 0 or empty; nothing of any other."""
    return str(SILENT[cell.state]) if cell.state in ("blank", "absent") else zero(cell.value)


def _held(cell: Cell[Number]) -> str:
    """Write what a cell holds."""
    if cell.value is not None:
        return number_text(cell.value)
    if cell.state in ("blank", "absent"):
        return say(zh=f"（{SILENT[cell.state].zh}）", en=f"({SILENT[cell.state].en})")
    if cell.state == "unreadable":
        return say(zh=f"（无法辨认“{cell.text}”）", en=f"(unreadable '{cell.text}')")
    return say(zh=f"“{cell.text}”", en=f"'{cell.text}'")
