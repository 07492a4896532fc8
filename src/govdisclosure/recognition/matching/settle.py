"""Ambiguous rows settled by the form's own sums: taken only where exactly one interpretation satisfies all of them.

The figures `7 3` of a row with three columns may be 7, 3, blank or 7, blank, 3 or blank, 7, 3; if the third column is
the sum of the others, none fits but the one that the rows above and below allow too.

A blank is no nought: like all that says no number, it may stand for any that its cell could hold. The solver is exact:
it goes through every combination of interpretations that the sums leave open, or gives up and settles nothing. Cells
settled in this way say so (`origin: inferred`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.form import (
    ONE,
    Condition,
    Effort,
    Form,
    Interval,
    Linear,
    cell_name,
    components,
    linear,
    weighted,
)
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.candidates import Ambiguous, readings
from govdisclosure.recognition.matching.cuts import RowSum
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.recognition.matching.row_reading import Found
from govdisclosure.recognition.matching.search import Equation, only_ways
from govdisclosure.report import ABSENT, Problem, interval_of
from govdisclosure.spec import Number

MOST_CUTS = 400_000
"""Numbers that are tried in rows run together before no more of them are cut: a second or two."""

_NOT_FOUND = Printed(None, ABSENT)
_REPLACED = (codes.AMBIGUOUS_ROW.id, codes.UNREADABLE_CELL.id)

_Interpretation = tuple[Printed, ...]
"""What stands in each of the cells of a group."""


@frozen(eq=False, repr=False)
class _Group:
    """Cells that are read together, and the ways to read them."""

    found: Ambiguous
    ways: tuple[_Interpretation, ...]
    intervals: tuple[tuple[Interval, ...], ...]
    """What the cells may stand for in each of the ways."""
    checked: bool
    """Whether each of the cells is one of a sum of the row."""


def settled(form: Form, matched: Matched) -> Matched:
    """Return a match with the only possible interpretation in the cells of every group that has one."""
    rows = _whole(_ambiguous(form, matched))
    if not rows:
        return matched
    equations = [one.condition for one in form.relations if one.is_equation]
    groups = _groups(form, matched, rows, equations)
    alone = [group for group in groups if len(group.ways) == 1 and group.checked]
    for group in alone:
        matched = _with(form, matched, group.found, group.ways[0])
    together = [group for group in groups if group not in alone]
    for number, way in sorted(_chosen(form, matched, together, equations).items()):
        matched = _with(form, matched, together[number].found, together[number].ways[way])
    return matched


def _groups(form: Form, matched: Matched, rows: Sequence[Ambiguous], equations: Sequence[Condition]) -> list[_Group]:
    """Return rows with the ways to read them; without those run together where blanks may have been among the cells."""
    sums = [linear(one.difference) for one in equations]
    effort = Effort(MOST_CUTS)
    groups = [group for row in rows if (group := _group(form, row, _within(row, sums), effort))]
    noughts = _with_noughts(form, matched, groups)
    return [group for group in groups if not group.found.run_together or _table(form, group) in noughts]


def _chosen(form: Form, matched: Matched, groups: Sequence[_Group], conditions: Sequence[Condition]) -> dict[int, int]:
    """Return the way to read each group that has but one with which all sums over the groups can hold."""
    where = {index: (number, place) for number, g in enumerate(groups) for place, index in enumerate(g.found.cells)}
    equations = [found for one in conditions if (found := _equation(form, matched, one, groups, where))]
    return {
        number: way
        for places in components([tuple(one.added) for one in equations])
        for number, way in only_ways([equations[place] for place in places]).items()
    }


# what is open -------------------------------------------------------------------------------------------------------


def _ambiguous(form: Form, matched: Matched) -> list[Ambiguous]:
    """Return what can be read in several ways: whole rows, and single cells with several numbers in them."""
    taken = {index for row in matched.ambiguous for index in row.cells}
    numbers = [Ambiguous((index,), figures) for index, figures in _several_numbers(matched) if index not in taken]
    rows = [*matched.ambiguous, *(one for one in numbers if form.values[one.cells[0]].numeric)]
    times = Counter(index for row in rows for index in row.cells)
    # What the document prints twice with different content is no question of columns.
    return [row for row in rows if all(times[index] == 1 for index in row.cells)]


def _several_numbers(matched: Matched) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the cells that could not be read as they hold several numbers, and these.

    What is printed for several cells together is none of these: each number would be taken for more than one of them.
    """
    printed_for = Counter(id(found.cell) for found in matched.found.values())
    for index, found in matched.found.items():
        content = found.printed.content
        figures = (
            tuple(content.text.split()) if content.state == "unreadable" and printed_for[id(found.cell)] == 1 else ()
        )
        if len(figures) > 1 and all(map(str.isdecimal, figures)):
            yield index, figures


def _whole(rows: Sequence[Ambiguous]) -> list[Ambiguous]:
    """Return rows without those that may have been run together with blanks among them: nothing is known of these."""
    if not any(row.run_together for row in rows):
        return list(rows)
    return [
        row for row in rows if row.run_together or len(row.figures) > 1 or all(len(one) == 1 for one in row.figures)
    ]


def _group(form: Form, found: Ambiguous, sums: Sequence[RowSum], effort: Effort) -> _Group | None:
    ways = tuple(readings(found, form.values, sums, effort))
    kinds = [form.values[index] for index in found.cells]
    intervals = tuple(
        tuple(interval_of(printed.content, printed.number, kind) for printed, kind in zip(way, kinds, strict=True))
        for way in ways
    )
    checked = found.run_together and all(any(terms[place] for terms in sums) for place in range(len(found.cells)))
    return _Group(found, ways, intervals, checked) if ways else None


def _within(found: Ambiguous, sums: Sequence[Linear]) -> list[RowSum]:
    """Return the sums that hold among the cells of a row alone."""
    own = {*found.cells, ONE}
    return [
        tuple(terms.get(index, 0) for index in found.cells)
        for terms in sums
        if not terms.get(ONE) and terms.keys() <= own
    ]


def _table(form: Form, group: _Group) -> str:
    return form.cells[group.found.cells[0]].table


def _with_noughts(form: Form, matched: Matched, groups: Sequence[_Group]) -> set[str]:
    """Return the tables in which a nought is printed: there no row was left without figures in some columns.

    Where blanks are possible, `18231823` may be 1823 in two columns as well as seven numbers that add up.
    """
    read = {form.cells[index].table for index, found in matched.found.items() if found.printed.number == 0}
    return read | {
        _table(form, group)
        for group in groups
        if group.found.run_together and all(any(one.number == 0 for one in way) for way in group.ways)
    }


def _equation(
    form: Form,
    matched: Matched,
    condition: Condition,
    groups: Sequence[_Group],
    where: Mapping[int, tuple[int, int]],
) -> Equation | None:
    """Return a condition as an equation over the groups; None if it has no cell of theirs, or is of another year."""
    terms = condition.difference.terms
    if any(index >= len(form.cells) for index, _ in terms):
        return None
    parts: dict[int, list[tuple[int, Number]]] = {}
    for index, factor in terms:
        if index in where:
            number, place = where[index]
            parts.setdefault(number, []).append((place, factor))
    others = [(_interval(form, matched, index), factor) for index, factor in terms if index not in where]
    added = {
        number: tuple(
            weighted([(intervals[place], factor) for place, factor in part]) for intervals in groups[number].intervals
        )
        for number, part in parts.items()
    }
    return Equation(added, weighted(others, condition.difference.constant)) if added else None


def _interval(form: Form, matched: Matched, index: int) -> Interval:
    found = matched.found.get(index)
    printed = found.printed if found else _NOT_FOUND
    return interval_of(printed.content, printed.number, form.values[index])


# what follows -------------------------------------------------------------------------------------------------------


def _with(form: Form, matched: Matched, found: Ambiguous, way: _Interpretation) -> Matched:
    """Return a match with one interpretation taken, and with what was said of the cells before taken back."""
    refs = [form.cells[index] for index in found.cells]
    about = {(ref.table, ref.row, column) for ref in refs for column in (ref.column, None)}
    kept = (
        problem
        for problem in matched.problems
        if problem.code not in _REPLACED or (problem.table, problem.row, problem.column) not in about
    )
    cells = {
        index: Found(printed if printed.number is None else printed.inferred(), matched.found[index].cell)
        for index, printed in zip(found.cells, way, strict=True)
    }
    text = " ".join(found.figures)
    said = [_remark(form, index, one, text) for index, one in cells.items() if one.printed.number is not None]
    return evolve(matched, found={**matched.found, **cells}, problems=(*kept, *said))


def _remark(form: Form, index: int, found: Found, text: str) -> Problem:
    ref, place, number = form.cells[index], found.cell.place, found.printed.number
    name = cell_name(form, index, current())
    message = say(
        zh=f"{place}，“{name}”：“{text[:80]}”中的 {number} 是唯一符合表内勾稽关系的读法。",
        en=f"{place}, '{name}': {number} of '{text[:80]}' is the only reading that satisfies the sums of the form",
    )
    return Problem.of(codes.INFERRED, message, ref.table, ref.row, ref.column, place=place)
