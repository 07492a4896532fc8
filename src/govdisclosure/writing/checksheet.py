"""The sheet of checks of a collection form: every relation with its live verdict and, where it fails, why in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from govdisclosure.documents import CALCULATION, Highlight, Look, Sheet, SheetCell, address, quoted_sheet, sheet_names
from govdisclosure.form import Form, Relation
from govdisclosure.language import Words, say
from govdisclosure.phrasing import BROKEN, SEVERITY, SIGN, STATUS, place, sentence, usual_advice
from govdisclosure.writing.live import CODES, FAIL, NOT_APPLICABLE, OPEN, PASS, Check, text_literal

_FIRST = 3
"""The row of the first check."""
_URGENCY = {FAIL: 0, OPEN: 1, PASS: 2, NOT_APPLICABLE: 3}
"""The order of the verdicts on the sheet: what has to be mended stands first."""
_URGENT, _RANK, _TURN, _SAID = 25, 26, 27, 28
"""Columns of the hidden sheet: how urgent a check is, its rank by that, which check is the first, the second ..., and
from the last on what is said of it, which the sheet of checks shows in the order of the ranks."""
_COLOURS: tuple[tuple[int, Literal["red", "yellow", "green"]], ...] = ((FAIL, "red"), (OPEN, "yellow"), (PASS, "green"))
_COLUMNS = (
    (Words("结果", "Result"), 10.0),
    (Words("说明", "Explanation"), 46.0),
    (Words("位置", "Place"), 36.0),
    (Words("含义", "Meaning"), 50.0),
    (Words("左边", "Left"), 10.0),
    (Words("右边", "Right"), 10.0),
    (Words("性质", "Severity"), 9.0),
    (Words("规则编号", "Rule"), 36.0),
)
"""The head of each column, and its width."""
_LOOKS: tuple[Look, ...] = ("value", "stub", "stub", "stub", "value", "value", "value", "stub")
_HEIGHT = 64.0
_RESULT = {code: STATUS[status] for status, code in CODES.items()}
_WAITING = Words("有单元格还没有数，填齐后自动核对。", "Some cells hold no number yet; fill them in.")


def check_sheet(
    form: Form, checks: Sequence[Check], now: Sequence[int], taken: Sequence[str]
) -> tuple[Sheet, tuple[SheetCell, ...]]:
    """Return the sheet of the checks, the failed ones first, and what it needs on the hidden sheet of calculations.

    `now` are the verdicts on the form as it is written; `taken` are the names of the other sheets.
    """
    last = _FIRST + len(checks) - 1
    *_, name = sheet_names([*taken, say(zh="校验", en="Checks")])
    tally = "".join(f"{word} {list(now).count(code)}  " for code, word in _RESULT.items())
    cells = [
        SheetCell(0, 0, say(zh="校验结果", en="Results of the checks"), "label"),
        SheetCell(1, 0, tally, "label", _live_tally(last) if checks else ""),
        *(SheetCell(2, column, str(title), "head") for column, (title, _) in enumerate(_COLUMNS)),
    ]
    said = [tuple(_said(form, check, code)) for check, code in zip(checks, now, strict=True)]
    turns = sorted(range(len(checks)), key=lambda number: _URGENCY[now[number]])
    cells += (cell for turn, number in enumerate(turns) for cell in _row(turn, said[number], len(checks)))
    behind = [
        SheetCell(row, _SAID + column, value, formula=formula)
        for row, own in enumerate(said)
        for column, (value, formula) in enumerate(own)
    ]
    sheet = Sheet(
        name,
        tuple(cells),
        {column: width for column, (_, width) in enumerate(_COLUMNS)},
        {_FIRST + number: _HEIGHT for number in range(len(checks))},
        highlights=tuple(_highlight(code, colour, last) for code, colour in _COLOURS if checks),
        protected=True,
        frozen_rows=_FIRST,
        wide=True,
        repeated_rows=(0, _FIRST - 1),
    )
    return sheet, (*behind, *_order(checks, now, turns))


def _row(turn: int, said: Sequence[tuple[str, str]], count: int) -> Iterator[SheetCell]:
    """Yield the cells in which the check stands whose turn it is, one of so many."""
    for column, ((value, _), look) in enumerate(zip(said, _LOOKS, strict=True)):
        shown = f"INDEX({_hidden(0, count, _SAID + column)},{_hidden(turn, 1, _TURN)})"
        yield SheetCell(_FIRST + turn, column, value, look, shown)


def _live_tally(last: int) -> str:
    """Return the formula that counts the results."""
    results = f"$A${_FIRST + 1}:$A${last + 1}"
    return "&".join(f"{_text(f'{word} ')}&COUNTIF({results},{_text(word)})&{_text('  ')}" for word in _RESULT.values())


def _highlight(code: int, colour: Literal["red", "yellow", "green"], last: int) -> Highlight:
    return Highlight((_FIRST, 0), (last, 1), f"$A{_FIRST + 1}={_text(_RESULT[code])}", colour)


def _order(checks: Sequence[Check], now: Sequence[int], turns: Sequence[int]) -> Iterator[SheetCell]:
    """Yield the hidden cells that rank the checks by their verdicts of the moment; equal ones keep their order."""
    count = len(checks)
    urgencies = address(0, _URGENT)
    for row, (check, code) in enumerate(zip(checks, now, strict=True)):
        urgency = str(_URGENCY[NOT_APPLICABLE])
        for known in (PASS, OPEN, FAIL):
            urgency = f"IF({check.verdict}={known},{_URGENCY[known]},{urgency})"
        own = address(row, _URGENT)
        before = f'COUNTIF({urgencies}:{address(count - 1, _URGENT)},"<"&{own})'
        yield SheetCell(row, _URGENT, _URGENCY[code], formula=urgency)
        yield SheetCell(row, _RANK, turns.index(row) + 1, formula=f"{before}+COUNTIF({urgencies}:{own},{own})")
        ranks = f"{address(0, _RANK)}:{address(count - 1, _RANK)}"
        yield SheetCell(row, _TURN, turns[row] + 1, formula=f"MATCH({row + 1},{ranks},0)")


def _said(form: Form, check: Check, code: int) -> Iterator[tuple[str, str]]:
    """Yield what each column of the sheet says of a check now, and the formula that says it later, if any."""
    relation = check.relation
    result = _text(_RESULT[OPEN])
    for known in (NOT_APPLICABLE, FAIL, PASS):
        result = f"IF({check.verdict}={known},{_text(_RESULT[known])},{result})"
    yield str(_RESULT[code]), result
    yield str(_WAITING) if code == OPEN else "", _explanation(check)
    yield place(form, relation), ""
    yield sentence(form, relation), ""
    yield "", check.left
    yield "", check.right
    yield str(SEVERITY[relation.severity]), ""
    yield relation.id, ""


def _hidden(row: int, count: int, column: int) -> str:
    """Return the reference to cells of the hidden sheet that stand below each other."""
    first, last = address(row, column), address(row + count - 1, column)
    return f"{quoted_sheet(CALCULATION)}!{first}" + ("" if count == 1 else f":{last}")


def _explanation(check: Check) -> str:
    """Return the formula of the sentence that a failed check is explained with."""
    left, right, comparison = check.left, check.right, check.relation.condition.comparison
    told, other = _text(say(zh="左边 ", en="The left side is ")), say(zh="右边 ", en="the right, ")
    sides = f"{told}&{left}&{_text(f' {BROKEN[comparison]} {other}')}&{right}"
    size = f"ABS(ROUND({left}-{right},9))"
    more, less = _text(say(zh="多 ", en=" more")), _text(say(zh="少 ", en=" less"))
    which = f"IF({left}>{right},{more},{less})"
    gap = say(zh=f"{_text('，左边比右边')}&{which}&{size}", en=f"{_text('; it is ')}&{size}&{which}")
    known = f'IF(OR({left}="",{right}=""),{_text(_never(check.relation))},{sides}&{gap})'
    advice = say(zh="。", en=". ") + usual_advice(check.relation).rstrip("。.") + say(zh="。", en=".")
    failed = f"{known}&{_text(advice)}"
    return f'IF({check.verdict}={FAIL},{failed},IF({check.verdict}={OPEN},{_text(_WAITING)},""))'


def _never(relation: Relation) -> str:
    comparison = SIGN[relation.condition.comparison]
    return say(
        zh=f"空缺的单元格填什么数，“左边 {comparison} 右边”都不能成立",
        en=f"No number in the empty cells could make 'left {comparison} right' hold",
    )


def _text(text: str | Words) -> str:
    """Return a text as a formula writes it."""
    return text_literal(str(text))
