"""Relations as live formulas: the interval of every cell, both sides, and the verdict that the checker would give.

The verdicts stand on a hidden sheet. A cell that holds no number may still be any number above its minimum, so a check
with blank cells is open and not failed, exactly as in `checks.verdicts`. Only what Excel 2010 and WPS know is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import Factory, frozen

from govdisclosure.documents import CALCULATION, Position, SheetCell, address, quoted_sheet, reference
from govdisclosure.form import Condition, Form, Relation, Status, Sum, add
from govdisclosure.phrasing import EXCEL
from govdisclosure.spec import Comparison, Number, Value, number_text
from govdisclosure.writing.spare import Unnamed

PASS, FAIL, OPEN, NOT_APPLICABLE = 1, 0, 2, 3
"""How the hidden sheet writes a verdict."""
CODES: dict[Status, int] = {"pass": PASS, "fail": FAIL, "undecided": OPEN, "not_applicable": NOT_APPLICABLE}

Place = tuple[int, int]
"""A row and a column, from 0."""

# What is worked out of a cell, and of a relation. On the hidden sheet of a form these are its columns: on the left a
# row for every cell, on the right a row for every relation.
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


@frozen
class Desk:
    """Where things are worked out on the hidden sheet: the place of each thing known of a cell, and of a relation."""

    cell: Callable[[int, int], Place]
    relation: Callable[[int, int], Place]


ROWS = Desk(lambda index, what: (index, what), lambda number, what: (number, what))
"""A row for every cell of the form, and beside them a row for every relation."""


@frozen
class Works:
    """What is worked out live: relations over cells that stand somewhere, with numbers that are known beforehand."""

    form: Form
    relations: tuple[Relation, ...]
    places: Mapping[int, Position]
    unnamed: Unnamed
    known: Mapping[int, Number] = Factory(dict)
    desk: Desk = ROWS

    def cell(self, index: int, what: int) -> Place:
        """Return where something about a cell is worked out; what is the same for most of them stands there once."""
        value = self.form.values[index % len(self.form.values)]
        return self.desk.cell(index, _LOW if what == _HIGH and _is_plain(value) else what)

    def checks(self) -> tuple[Check, ...]:
        """Return the relations with their references to the hidden sheet."""

        def at(number: int, what: int) -> str:
            return f"{quoted_sheet(CALCULATION)}!{address(*self.desk.relation(number, what))}"

        return tuple(
            Check(relation, at(number, VERDICT), at(number, LEFT), at(number, RIGHT))
            for number, relation in enumerate(self.relations)
        )

    def cells(self) -> Iterator[SheetCell]:
        """Yield what is worked out of every cell."""
        for index, value in enumerate(self.form.values):
            if value.numeric and index in self.places:
                for what, formula in _interval(self, index, reference(self.places[index]), value).items():
                    yield SheetCell(*self.cell(index, what), 0, formula=formula)

    def verdicts(self, cached: Sequence[int]) -> Iterator[SheetCell]:
        """Yield what is worked out of every relation; `cached` are the verdicts now."""
        for number, (relation, verdict) in enumerate(zip(self.relations, cached, strict=True)):
            for what, formula in _relation(self, relation, number).items():
                yield SheetCell(*self.desk.relation(number, what), verdict if what == VERDICT else 0, formula=formula)

    def sides(self) -> Iterator[SheetCell]:
        """Yield the values of both sides of every relation."""
        for number, relation in enumerate(self.relations):
            for what, side in ((LEFT, relation.condition.left), (RIGHT, relation.condition.right)):
                yield SheetCell(*self.desk.relation(number, what), "", formula=_side(self, side.given(self.known)))


def total_formula(refs: Mapping[Place, Number], spare: Sequence[int] = (), *, blanks_count: bool) -> str:
    """Return the sum of cells of the same sheet, each with its sign, as a formula; empty until there is what to add up.

    A cell without a number leaves the total empty, unless its spec says that a blank means zero. `spare` are those of
    the cells, by index in the form, that count only if their line has a label, and are not waited for if it has none.
    """
    areas, added, taken = (_areas([ref for ref in refs if refs[ref] in signs]) for signs in ((1, -1), (1,), (-1,)))
    count, blanks = _over("COUNT", areas), "+".join(f"COUNTBLANK({area})" for area in areas)
    total = _over("SUM", added) + (f"-({_over('SUM', taken)})" if taken else "")
    if spare:
        waited = f"{count}+{blanks if blanks_count else _kinds(spare, _UNUSED)}={len(refs)}"
        return f'IF({count}=0,"",IF(AND({_kinds(spare, _UNREADABLE)}=0,{waited}),{total},""))'
    if blanks_count:
        return f'IF({count}=0,"",IF({count}+{blanks}={len(refs)},{total},""))'
    return f'IF({count}={len(refs)},{total},"")'


def _kinds(cells: Sequence[int], kind: int) -> str:
    """Return the formula that counts which of some cells of the form are of a kind."""
    return "+".join(f"({quoted_sheet(CALCULATION)}!{address(index, _KIND)}={kind})" for index in cells)


def text_literal(text: str) -> str:
    """Return a text as a formula writes it, in pieces: Excel takes at most 255 characters between quotation marks.

    >>> text_literal('a "b" c')
    '"a ""b"" c"'
    """
    pieces = [text[start : start + 200] for start in range(0, len(text), 200)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


# cells --------------------------------------------------------------------------------------------------------------


def _is_plain(value: Value) -> bool:
    """Whether what is no number stands for nothing else than 0 or any number above 0: the bounds are then the same."""
    return not any(mark.low or mark.high for mark in value.marks) and not value.min


def _interval(works: Works, index: int, cell: str, value: Value) -> dict[int, str]:
    """Return what kind of thing a cell holds, and the interval of numbers that this stands for."""
    groups: dict[tuple[Number, Number], list[str]] = {}
    for mark in value.marks:
        groups.setdefault((mark.low, mark.high), []).append(mark.text)
    at, unnamed = address(*works.cell(index, _KIND)), works.unnamed.cell(index)
    zeros = [f"{at}={code}" for code, is_zero in ((_BLANK, value.blank == "zero"), (_UNUSED, unnamed)) if is_zero]
    known = f"OR({','.join([f'{at}={_NUMBER}', f'{at}>{_BLANK}', *zeros])})"

    def bound(usual: str, which: int) -> str:
        text = f"IF(OR({','.join(zeros)}),0,{usual})" if zeros else usual
        for number, interval in reversed(list(enumerate(groups, _BLANK + 1))):
            text = f"IF({at}={number},{number_text(interval[which])},{text})"
        return f"IF({at}={_NUMBER},{cell},{text})"

    formulas = {_KIND: _kind(cell, value, groups.values(), unnamed)}
    if _is_plain(value):
        formulas[_LOW] = f"IF({at}={_NUMBER},{cell},0)"
    else:
        formulas |= {_LOW: bound("0" if value.min is None else number_text(value.min), 0), _HIGH: bound("0", 1)}
    if value.min is None:
        formulas[_NO_LOW] = f"IF({known},0,1)"  # nothing stands for 0
    return {**formulas, _NO_HIGH: f"IF({known},0,1)"}


def _kind(cell: str, value: Value, groups: Iterable[Sequence[str]], unnamed: str) -> str:
    """Return the formula of what kind of thing a cell holds; `groups` are the marks, by what they stand for.

    `unnamed` is the formula that says whether its line has no label, if that is typed too.
    """
    kind = str(_UNREADABLE)
    for number, texts in reversed(list(enumerate(groups, _BLANK + 1))):
        same = ",".join(f"EXACT(TRIM({cell}),{text_literal(text)})" for text in texts)
        kind = f"IF(OR({same}),{number},{kind})"
    whole = f"IF({cell}=INT({cell}),1,0)" if value.kind == "integer" else "1"
    kind = f'IFERROR(IF(ISNUMBER({cell}),{whole},IF({cell}="",{_BLANK},{kind})),{_UNREADABLE})'
    return f'IF({unnamed},IF({cell}="",{_UNUSED},{_UNREADABLE}),{kind})' if unnamed else kind


# relations ----------------------------------------------------------------------------------------------------------


def _relation(works: Works, relation: Relation, number: int) -> dict[int, str]:
    formulas = _condition(works, relation.condition, relation.tolerance, number, 0)
    if relation.guard is None:
        decided = formulas.pop(_TRUTH)
    else:
        formulas |= _condition(works, relation.guard, 0, number, _GUARD_SHIFT)
        truth, guard = (address(*works.desk.relation(number, _TRUTH + shift)) for shift in (0, _GUARD_SHIFT))
        decided = f"IF({guard}=0,{NOT_APPLICABLE},IF({truth}=1,{PASS},IF({truth}+{guard}=1,{FAIL},{OPEN})))"
    unnamed = works.unnamed.relation(relation)
    return {**formulas, VERDICT: f"IF({unnamed},{NOT_APPLICABLE},{decided})" if unnamed else decided}


def _condition(works: Works, condition: Condition, tolerance: Number, number: int, shift: int) -> dict[int, str]:
    """Return the cells that decide one comparison: the interval of left minus right, and what follows from it."""
    difference = condition.given(works.known).difference
    net, constant = dict(difference.terms), difference.constant
    up = {index: coefficient for index, coefficient in net.items() if coefficient > 0}
    down = {index: coefficient for index, coefficient in net.items() if coefficient < 0}
    low = _rounded(works, net, constant, _linear(works, [(up, _LOW), (down, _HIGH)], constant))
    high = _rounded(works, net, constant, _linear(works, [(up, _HIGH), (down, _LOW)], constant))
    ones = [dict.fromkeys(terms, 1) for terms in (up, down)]
    margin = number_text(tolerance)
    at = {
        name: address(*works.desk.relation(number, name + shift))
        for name in (_GAP_LOW, _GAP_HIGH, _GAP_NO_LOW, _GAP_NO_HIGH, _AT_MOST, _AT_LEAST)
    }
    formulas = {_GAP_LOW: low}
    if high == low:
        at[_GAP_HIGH] = at[_GAP_LOW]
    else:
        formulas[_GAP_HIGH] = high
    least, most = at[_GAP_LOW], at[_GAP_HIGH]
    open_low, open_high = at[_GAP_NO_LOW], at[_GAP_NO_HIGH]
    formulas |= {
        _GAP_NO_LOW: _linear(works, [(ones[0], _NO_LOW), (ones[1], _NO_HIGH)], 0),
        _GAP_NO_HIGH: _linear(works, [(ones[0], _NO_HIGH), (ones[1], _NO_LOW)], 0),
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


def _side(works: Works, side: Sum) -> str:
    """Return the value of a side, or nothing where it is not one number."""
    terms: dict[int, Number] = {}
    for index, coefficient in side.terms:
        terms[index] = add(terms.get(index, 0), coefficient)
    low, high = (
        _rounded(works, terms, side.constant, _linear(works, [(terms, what)], side.constant)) for what in (_LOW, _HIGH)
    )
    if not terms:
        return low
    opened = _linear(works, [(dict.fromkeys(terms, 1), _NO_HIGH)], 0)
    same = low if low == high else f'IF({low}={high},{low},"")'
    return f'IF({opened}>0,"",{same})'


def _rounded(works: Works, terms: Mapping[int, Number], constant: Number, expression: str) -> str:
    values = works.form.values
    kinds = [values[index % len(values)] for index in terms]
    if all(value.kind == "integer" for value in kinds) and all(
        isinstance(number, int) for number in (*terms.values(), constant)
    ):
        return expression
    places = max([_PLACES, *(value.places or 0 for value in kinds)])
    return f"ROUND({expression},{min(places, _MOST_PLACES)})"


def _linear(works: Works, parts: Iterable[tuple[Mapping[int, Number], int]], constant: Number) -> str:
    """Return a linear sum over places of the hidden sheet; terms with the same coefficient are summed together."""
    written = []
    for terms, what in parts:
        alike: dict[Number, list[Place]] = {}
        for index, coefficient in terms.items():
            if what != _NO_LOW or works.form.values[index % len(works.form.values)].min is None:
                alike.setdefault(coefficient, []).append(works.cell(index, what))
        written += [(f"({_over('SUM', _areas(places))})", coefficient) for coefficient, places in alike.items()]
    return EXCEL.side(written, constant)


def _over(function: str, areas: Sequence[str]) -> str:
    """Apply a function that adds up over areas, in groups of as many as Excel takes."""
    groups = (areas[start : start + _MOST_AREAS] for start in range(0, len(areas), _MOST_AREAS))
    return "+".join(f"{function}({','.join(group)})" for group in groups)


def _areas(refs: Sequence[Place]) -> list[str]:
    """Return cells as addresses, runs of neighbours in a row or a column as ranges."""
    areas: list[str] = []
    run: list[Place] = []

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
