"""The sheet on which the checks of many units stand together: what passed, what failed, what is blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from govdisclosure.documents import Highlight, Look, Sheet, SheetCell, address, quoted_sheet
from govdisclosure.language import Words, say
from govdisclosure.writing.live import text_literal

_FIRST = 3
"""The row of the first unit."""
_HEIGHT = 46.0
_RESULT, _COUNTS = 2, 3
"""The columns of the result and of the first count."""
_COLUMNS: tuple[tuple[Words, float, Look], ...] = (
    (Words("单位代码", "Code"), 16.0, "stub"),
    (Words("单位", "Unit"), 34.0, "stub"),
    (Words("结论", "Result"), 10.0, "value"),
    (Words("通过", "Passed"), 8.0, "value"),
    (Words("强制性不通过", "Errors"), 9.0, "value"),
    (Words("核实性不通过", "Warnings"), 9.0, "value"),
    (Words("无法判定", "Undecided"), 9.0, "value"),
    (Words("未填", "Blank"), 8.0, "value"),
    (Words("先看", "First to look at"), 80.0, "stub"),
)
"""The head of each column, its width and its look."""
_WRONG, _DOUBTFUL, _UNFINISHED, _RIGHT = (
    Words("不通过", "failed"),
    Words("待核实", "to verify"),
    Words("未填完", "unfinished"),
    Words("通过", "passed"),
)
_COLOURS: tuple[tuple[Words, Literal["red", "yellow", "green"]], ...] = (
    (_WRONG, "red"),
    (_DOUBTFUL, "yellow"),
    (_RIGHT, "green"),
)


@frozen
class Count:
    """A number that is counted live, and what it is as the workbook is written."""

    formula: str
    now: int


@frozen
class Tally:
    """What is counted of a unit: checks passed, failed (as errors, as warnings), undecided, and blank cells."""

    code: str
    name: str
    sheet: str
    counts: tuple[Count, Count, Count, Count, Count]
    first: str
    """The formula of the name of the first check that fails."""


def overview_sheet(name: str, tallies: Sequence[Tally]) -> Sheet:
    """Return the sheet with a row for every unit."""
    last = _FIRST + len(tallies) - 1
    results = f"{address(_FIRST, _RESULT)}:{address(last, _RESULT)}"
    told = [_result(tally) for tally in tallies]
    words = (_RIGHT, _WRONG, _DOUBTFUL, _UNFINISHED)
    parts = "&".join(
        f"{text_literal(f'{word} ')}&COUNTIF({results},{text_literal(str(word))})&{text_literal('  ')}"
        for word in words
    )
    cells = [
        SheetCell(0, 0, say(zh="各单位校验情况", en="The checks of the units"), "label"),
        SheetCell(1, 0, "".join(f"{word} {told.count(word)}  " for word in words), "label", parts),
        *(SheetCell(2, column, str(title), "head") for column, (title, _, _) in enumerate(_COLUMNS)),
    ]
    for row, (tally, result) in enumerate(zip(tallies, told, strict=True), _FIRST):
        for column, (value, formula) in enumerate(_row(tally, str(result), row)):
            cells.append(SheetCell(row, column, value, _COLUMNS[column][2], formula))
    return Sheet(
        name,
        tuple(cells),
        {column: width for column, (_, width, _) in enumerate(_COLUMNS)},
        dict.fromkeys(range(2, last + 1), _HEIGHT),
        highlights=tuple(
            Highlight(
                (_FIRST, _RESULT),
                (last, _RESULT),
                f"{address(_FIRST, _RESULT, absolute=False)}={text_literal(str(word))}",
                colour,
            )
            for word, colour in _COLOURS
        ),
        protected=True,
        frozen_rows=_FIRST,
        wide=True,
        repeated_rows=(0, _FIRST - 1),
    )


def _result(tally: Tally) -> Words:
    _, errors, warnings, undecided, blank = (count.now for count in tally.counts)
    return _WRONG if errors else _DOUBTFUL if warnings else _UNFINISHED if undecided + blank else _RIGHT


def _row(tally: Tally, result: str, row: int) -> Iterator[tuple[str | int, str]]:
    """Yield what stands in each column now, and the formula that says it later, if any."""
    errors, warnings, undecided, blank = (address(row, _COUNTS + number) for number in range(1, 5))
    link = f"#{quoted_sheet(tally.sheet)}!A1"
    yield tally.code, ""
    yield tally.name, f"HYPERLINK({text_literal(link)},{text_literal(tally.name)})"
    word = {key: text_literal(str(key)) for key in (_WRONG, _DOUBTFUL, _UNFINISHED, _RIGHT)}
    unfinished = f"IF({undecided}+{blank}>0,{word[_UNFINISHED]},{word[_RIGHT]})"
    yield result, f"IF({errors}>0,{word[_WRONG]},IF({warnings}>0,{word[_DOUBTFUL]},{unfinished}))"
    for count in tally.counts:
        yield count.now, count.formula
    yield "", tally.first
