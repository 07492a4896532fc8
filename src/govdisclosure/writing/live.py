"""Relations as live formulas: the interval of every cell, both sides, and the verdict that the checker would give.

The verdicts stand on a hidden sheet. A cell that holds no number may still be any number above its minimum, so a check
with blank cells is open and not failed, exactly as in `checks.verdicts`. Only what Excel 2010 and WPS know is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from govdisclosure.documents import CALCULATION, Held, Position, Sheet, SheetCell, address, quoted_sheet, reference
from govdisclosure.form import Condition, Form, Relation, Status, Sum, add
from govdisclosure.phrasing import EXCEL, shown
from govdisclosure.spec import Comparison, Number, Value
from govdisclosure.writing.spare import Unnamed

PASS, FAIL, OPEN, NOT_APPLICABLE = 1, 0, 2, 3
"""How the hidden sheet writes a verdict."""
CODES: dict[Status, int] = {"pass": PASS, "fail": FAIL, "undecided": OPEN, "not_applicable": NOT_APPLICABLE}

# Columns of the hidden sheet: on the left a row for every cell of the form, on the right a row for every relation.
_KIND, _LOW, _HIGH, _NO_LOW, _NO_HIGH = range(5)
_UNREADABLE, _NUMBER, _BLANK, _UNUSED = 0, 1, 2, -1
"""Kinds of what a cell holds; above them are groups of marks. An unused cell is empty, and its line has no label."""
_GUARD_SHIFT = 8
_GAP_LOW, _GAP_HIGH, _GAP_NO_LOW, _GAP_NO_HIGH, _AT_MOST, _AT_LEAST, _TRUTH = range(6, 13)
VERDICT = 21
LEFT, RIGHT = 22, 23
_PLACES = 6
"""Decimal places to which a difference of amounts is rounded, where the spec does not ask for more: a spreadsheet
counts in binary, and 0.1 + 0.2 is not 0.3 there."""
_MOST_PLACES = 9
_MOST_AREAS = 250

MOST_CELLS = 500
"""Cells of a relation that is checked live: the formula of one with more would be longer than Excel takes."""


@frozen
class Check:
    """A relation on the form, and where the hidden sheet gives its verdict and the values of its sides."""

    relation: Relation
    verdict: str
    left: str
    right: str


def calculation(
    form: Form, relations: Sequence[Relation], places: Mapping[int, Position], cached: Sequence[int], spare: Unnamed
) -> tuple[Sheet, tuple[Check, ...]]:
    """Return the hidden sheet, and the relations with their references to it; `cached` are their verdicts now."""
    cells: list[SheetCell] = []
    for index, value in enumerate(form.values):
        if value.numeric and index in places:
            cells += _interval(index, reference(places[index]), value, spare.cell(index))
    checks = []
    for row, (relation, verdict) in enumerate(zip(relations, cached, strict=True)):
        cells += _relation(form, relation, row, verdict, spare.relation(relation))
        at = {column: f"{quoted_sheet(CALCULATION)}!{address(row, column)}" for column in (VERDICT, LEFT, RIGHT)}
        checks.append(Check(relation, at[VERDICT], at[LEFT], at[RIGHT]))
    return Sheet(CALCULATION, tuple(cells), hidden=True, protected=True), tuple(checks)


def total_formula(refs: Mapping[tuple[int, int], Number], spare: Sequence[int] = (), *, blanks_count: bool) -> str:
    """Return the sum of cells of the same sheet, each with its sign, as a formula; empty until there is what to add up.

    A cell without a number leaves the total empty, unless its spec says that a blank means zero. `spare` are those of
    the cells, by index in the form, that count only if their line has a label, and are not waited for if it has none.
    """
    areas, added, taken = (_areas([ref for ref in refs if refs[ref] in signs]) for signs in ((1, -1), (1,), (-1,)))
    count = _over("COUNT", areas)
    total = _over("SUM", added) + (f"-({_over('SUM', taken)})" if taken else "")
    if spare:
        kinds = [f"{quoted_sheet(CALCULATION)}!{address(index, _KIND)}" for index in spare]
        lost = "+".join(f"({kind}={_UNREADABLE})" for kind in kinds)
        unused = "+".join(f"({kind}={_UNUSED})" for kind in kinds)
        blanks = "+".join(f"COUNTBLANK({area})" for area in areas) if blanks_count else unused
        return f'IF({count}=0,"",IF(AND({lost}=0,{count}+{blanks}={len(refs)}),{total},""))'
    if not blanks_count:
        return f'IF({count}={len(refs)},{total},"")'
    blanks = "+".join(f"COUNTBLANK({area})" for area in areas)
    return f'IF({count}=0,"",IF({count}+{blanks}={len(refs)},{total},""))'


def text_literal(text: str) -> str:
    """Return a text as a formula writes it, in pieces: Excel takes at most 255 characters between quotation marks.

    >>> text_literal('a "b" c')
    '"a ""b"" c"'
    """
    pieces = [text[start : start + 200] for start in range(0, len(text), 200)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


# cells --------------------------------------------------------------------------------------------------------------


def _interval(index: int, cell: str, value: Value, unnamed: str) -> list[SheetCell]:
    """Return the row of a cell: what kind of thing it holds, and the interval of numbers that this stands for.

    `unnamed` is the formula that says whether its line has no label, if that is typed too.
    """
    groups: dict[tuple[Number, Number], list[str]] = {}
    for mark in value.marks:
        groups.setdefault((mark.low, mark.high), []).append(mark.text)
    kind = str(_UNREADABLE)
    for number, texts in reversed(list(enumerate(groups.values(), _BLANK + 1))):
        same = ",".join(f"EXACT(TRIM({cell}),{text_literal(text)})" for text in texts)
        kind = f"IF(OR({same}),{number},{kind})"
    whole = f"IF({cell}=INT({cell}),1,0)" if value.kind == "integer" else "1"
    kind = f'IFERROR(IF(ISNUMBER({cell}),{whole},IF({cell}="",{_BLANK},{kind})),{_UNREADABLE})'
    if unnamed:
        kind = f'IF({unnamed},IF({cell}="",{_UNUSED},{_UNREADABLE}),{kind})'
    at = address(index, _KIND)
    zeros = [f"{at}={code}" for code, is_zero in ((_BLANK, value.blank == "zero"), (_UNUSED, unnamed)) if is_zero]
    known = f"OR({','.join([f'{at}={_NUMBER}', f'{at}>{_BLANK}', *zeros])})"

    def bound(usual: str, which: int) -> str:
        text = f"IF(OR({','.join(zeros)}),0,{usual})" if zeros else usual
        for number, interval in reversed(list(enumerate(groups, _BLANK + 1))):
            text = f"IF({at}={number},{shown(interval[which])},{text})"
        return f"IF({at}={_NUMBER},{cell},{text})"

    low = bound("0" if value.min is None else shown(value.min), 0)
    no_low = f"IF({known},0,1)" if value.min is None else "0"
    formulas = {_KIND: kind, _LOW: low, _HIGH: bound("0", 1), _NO_LOW: no_low, _NO_HIGH: f"IF({known},0,1)"}
    return [SheetCell(index, column, 0, formula=formula) for column, formula in formulas.items()]


# relations ----------------------------------------------------------------------------------------------------------


def _relation(form: Form, relation: Relation, row: int, verdict: int, unnamed: str) -> list[SheetCell]:
    formulas = _condition(form, relation.condition, relation.tolerance, row, 0)
    truth = address(row, _TRUTH)
    if relation.guard is None:
        formulas[VERDICT] = truth
    else:
        formulas |= _condition(form, relation.guard, 0, row, _GUARD_SHIFT)
        guard = address(row, _TRUTH + _GUARD_SHIFT)
        formulas[VERDICT] = f"IF({guard}=0,{NOT_APPLICABLE},IF({truth}=1,{PASS},IF({truth}+{guard}=1,{FAIL},{OPEN})))"
    if unnamed:
        formulas[VERDICT] = f"IF({unnamed},{NOT_APPLICABLE},{formulas[VERDICT]})"
    for column, side in ((LEFT, relation.condition.left), (RIGHT, relation.condition.right)):
        formulas[column] = _side(form, side)
    cached: dict[int, Held] = {VERDICT: verdict, LEFT: "", RIGHT: ""}
    return [SheetCell(row, column, cached.get(column, 0), formula=formula) for column, formula in formulas.items()]


def _condition(form: Form, condition: Condition, tolerance: Number, row: int, shift: int) -> dict[int, str]:
    """Return the cells that decide one comparison: the interval of left minus right, and what follows from it."""
    net, constant = dict(condition.difference.terms), condition.difference.constant
    up = {index: coefficient for index, coefficient in net.items() if coefficient > 0}
    down = {index: coefficient for index, coefficient in net.items() if coefficient < 0}
    low = _rounded(form, net, constant, _linear([(up, _LOW), (down, _HIGH)], constant))
    high = _rounded(form, net, constant, _linear([(up, _HIGH), (down, _LOW)], constant))
    ones = [dict.fromkeys(terms, 1) for terms in (up, down)]
    margin = shown(tolerance)
    at = {
        name: address(row, name + shift)
        for name in (_GAP_LOW, _GAP_HIGH, _GAP_NO_LOW, _GAP_NO_HIGH, _AT_MOST, _AT_LEAST)
    }
    least, most = at[_GAP_LOW], at[_GAP_HIGH]
    open_low, open_high = at[_GAP_NO_LOW], at[_GAP_NO_HIGH]
    formulas = {
        _GAP_LOW: low,
        _GAP_HIGH: high,
        _GAP_NO_LOW: _linear([(ones[0], _NO_LOW), (ones[1], _NO_HIGH)], 0),
        _GAP_NO_HIGH: _linear([(ones[0], _NO_HIGH), (ones[1], _NO_LOW)], 0),
        _AT_MOST: f"IF(AND({open_high}=0,{most}<={margin}),1,IF(AND({open_low}=0,{least}>{margin}),0,2))",
        _AT_LEAST: f"IF(AND({open_low}=0,-({least})<={margin}),1,IF(AND({open_high}=0,-({most})>{margin}),0,2))",
        _TRUTH: _truth(condition.comparison, at[_AT_MOST], at[_AT_LEAST]),
    }
    return {column + shift: formula for column, formula in formulas.items()}


def _truth(comparison: Comparison, at_most: str, at_least: str) -> str:
    """Return 1 where the comparison holds for all numbers, 0 where it holds for none, 2 where it may."""
    equal = f"IF(AND({at_most}=1,{at_least}=1),1,IF(OR({at_most}=0,{at_least}=0),0,2))"
    unequal = f"IF(AND({at_most}=1,{at_least}=1),0,IF(OR({at_most}=0,{at_least}=0),1,2))"
    return {
        "==": equal,
        "!=": unequal,
        "<=": at_most,
        ">=": at_least,
        ">": f"IF({at_most}=2,2,1-{at_most})",
        "<": f"IF({at_least}=2,2,1-{at_least})",
    }[comparison]


def _side(form: Form, side: Sum) -> str:
    """Return the value of a side, or nothing where it is not one number."""
    terms: dict[int, Number] = {}
    for index, coefficient in side.terms:
        terms[index] = add(terms.get(index, 0), coefficient)
    low, high = (
        _rounded(form, terms, side.constant, _linear([(terms, column)], side.constant)) for column in (_LOW, _HIGH)
    )
    if not terms:
        return low
    opened = _linear([(dict.fromkeys(terms, 1), _NO_HIGH)], 0)
    return f'IF({opened}>0,"",IF({low}={high},{low},""))'


def _rounded(form: Form, terms: Mapping[int, Number], constant: Number, expression: str) -> str:
    count = len(form.values)
    kinds = [form.values[index % count] for index in terms]
    if all(value.kind == "integer" for value in kinds) and all(
        isinstance(number, int) for number in (*terms.values(), constant)
    ):
        return expression
    places = max([_PLACES, *(value.places or 0 for value in kinds)])
    return f"ROUND({expression},{min(places, _MOST_PLACES)})"


def _linear(parts: Iterable[tuple[Mapping[int, Number], int]], constant: Number) -> str:
    """Return a linear sum over columns of the hidden sheet; terms with the same coefficient are summed together."""
    written = []
    for terms, column in parts:
        alike: dict[Number, list[tuple[int, int]]] = {}
        for index, coefficient in terms.items():
            alike.setdefault(coefficient, []).append((index, column))
        written += [(f"({_over('SUM', _areas(cells))})", coefficient) for coefficient, cells in alike.items()]
    return EXCEL.side(written, constant)


def _over(function: str, areas: Sequence[str]) -> str:
    """Apply a function that adds up over areas, in groups of as many as Excel takes."""
    groups = (areas[start : start + _MOST_AREAS] for start in range(0, len(areas), _MOST_AREAS))
    return "+".join(f"{function}({','.join(group)})" for group in groups)


def _areas(refs: Sequence[tuple[int, int]]) -> list[str]:
    """Return cells as addresses, runs of neighbours in a row or a column as ranges."""
    areas: list[str] = []
    run: list[tuple[int, int]] = []

    def close() -> None:
        if run:
            first, last = address(*run[0]), address(*run[-1])
            areas.append(first if first == last else f"{first}:{last}")

    for ref in refs:
        if run:
            step = (ref[0] - run[-1][0], ref[1] - run[-1][1])
            before = (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1]) if len(run) > 1 else step
            if step not in ((0, 1), (1, 0)) or step != before:
                close()
                run = []
        run.append(ref)
    close()
    return areas
