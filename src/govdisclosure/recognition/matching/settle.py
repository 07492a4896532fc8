"""Ambiguous rows settled by the form's own sums: taken only where exactly one interpretation satisfies all of them.

The figures `7 3` of a row with three columns may be 7, 3, blank or 7, blank, 3 or blank, 7, 3; if the third column is
the sum of the others, none fits but the one that the rows above and below allow too.

A blank is no nought: like all that says no number, it may stand for any that its cell could hold. The solver is exact:
it goes through every combination of interpretations that the sums leave open, or gives up and settles nothing. Cells
settled in this way say so (`origin: inferred`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.form import (
    ONE,
    Condition,
    Effort,
    Form,
    Interval,
    LimitReachedError,
    Linear,
    Relation,
    add,
    cell_name,
    components,
    linear,
    minus,
    weighted,
)
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.candidates import Ambiguous, readings
from govdisclosure.recognition.matching.cuts import RowSum
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.recognition.matching.row_reading import Found
from govdisclosure.report import ABSENT, Problem, interval_of
from govdisclosure.spec import Number

MOST_WORK = 200_000
"""Ways that are looked at before nothing is settled: half a second; what was settled took a quarter of it at most."""

MOST_CUTS = 400_000
"""Numbers that are tried in rows run together before no more of them are cut: a second or two."""

_NOT_FOUND = Printed(None, ABSENT)
_REPLACED = (codes.AMBIGUOUS_ROW.id, codes.UNREADABLE_CELL.id)

_Interpretation = tuple[Printed, ...]
"""What stands in each of the cells of a group."""
_Open = Mapping[int, tuple[int, ...]]
"""The numbers of the interpretations of each group that are still possible."""


@frozen(eq=False, repr=False)
class _Group:
    """Cells that are read together, and the ways to read them."""

    found: Ambiguous
    ways: tuple[_Interpretation, ...]
    intervals: tuple[tuple[Interval, ...], ...]
    """What the cells may stand for in each of the ways."""
    checked: bool
    """Whether each of the cells is one of a sum of the row."""


@frozen(eq=False, repr=False)
class _Equation:
    """What each way to read a group adds to a sum, by group; with what all other cells add it must be able to be 0."""

    added: Mapping[int, tuple[Interval, ...]]
    others: Interval


def settled(form: Form, matched: Matched) -> Matched:
    """Return a match with the only possible interpretation in the cells of every group that has one."""
    rows = _whole(_ambiguous(form, matched))
    if not rows:
        return matched
    equations = [one.condition for one in form.relations if _is_equation(one)]
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
        for number, way in _only_ways([equations[place] for place in places], groups).items()
    }


# what is open -------------------------------------------------------------------------------------------------------


def _ambiguous(form: Form, matched: Matched) -> list[Ambiguous]:
    """Return what can be read in several ways: whole rows, and single cells with several numbers in them."""
    taken = {index for row in matched.ambiguous for index in row.cells}
    single = [
        Ambiguous((index,), tuple(printed.content.text.split()))
        for index, printed in matched.cells.items()
        if printed.content.state == "unreadable" and index not in taken and form.values[index].numeric
    ]
    numbers = [one for one in single if len(one.figures) > 1 and all(map(str.isdecimal, one.figures))]
    rows = [*matched.ambiguous, *numbers]
    times = Counter(index for row in rows for index in row.cells)
    # What the document prints twice with different content is no question of columns.
    return [row for row in rows if all(times[index] == 1 for index in row.cells)]


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


def _is_equation(relation: Relation) -> bool:
    """Whether a relation says that two sums are the same, whatever else the report says."""
    return relation.condition.comparison == "==" and not relation.guard and not relation.tolerance


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
) -> _Equation | None:
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
    return _Equation(added, weighted(others, condition.difference.constant)) if added else None


def _interval(form: Form, matched: Matched, index: int) -> Interval:
    found = matched.found.get(index)
    printed = found.printed if found else _NOT_FOUND
    return interval_of(printed.content, printed.number, form.values[index])


# the search ---------------------------------------------------------------------------------------------------------


def _only_ways(equations: Sequence[_Equation], groups: Sequence[_Group]) -> dict[int, int]:
    """Return the way to read each group on which all solutions agree; nothing if there are none, or too many steps."""
    everything = {number: tuple(range(len(groups[number].ways))) for e in equations for number in e.added}
    seen: dict[int, set[int]] = {number: set() for number in everything}
    try:
        for solution in _solutions(equations, everything, Effort(MOST_WORK)):
            for number, way in solution.items():
                seen[number].add(way)
            if all(len(ways) > 1 for ways in seen.values()):
                break
    except LimitReachedError:
        return {}
    return {number: min(ways) for number, ways in seen.items() if len(ways) == 1}


def _solutions(equations: Sequence[_Equation], possible: _Open, effort: Effort) -> Iterator[Mapping[int, int]]:
    """Yield every choice of one way for each group with which all equations can hold."""
    of_group: dict[int, list[int]] = {number: [] for number in possible}
    for place, equation in enumerate(equations):
        for number in equation.added:
            of_group[number].append(place)
    stack: list[tuple[_Open, Iterable[int]]] = [(possible, range(len(equations)))]
    while stack:
        narrowed = _narrowed(equations, of_group, *stack.pop(), effort)
        if narrowed is None:
            continue
        several = [number for number, ways in narrowed.items() if len(ways) > 1]
        if several:
            _, number = min((len(narrowed[number]), number) for number in several)
            stack += [({**narrowed, number: (way,)}, of_group[number]) for way in narrowed[number]]
        else:
            yield {number: way for number, (way,) in narrowed.items()}


def _narrowed(
    equations: Sequence[_Equation],
    of_group: Mapping[int, Sequence[int]],
    possible: _Open,
    first: Iterable[int],
    effort: Effort,
) -> _Open | None:
    """Leave out ways with which an equation cannot hold, whatever the others are; None if a group has none left.

    `first` are the equations to look at; the others follow as soon as one of their groups has lost a way.
    """
    waiting = dict.fromkeys(first)
    while waiting:
        place = next(iter(waiting))
        del waiting[place]
        kept = _allowed(equations[place], possible, effort)
        if kept is None:
            return None
        lost = [number for number, ways in kept.items() if len(ways) < len(possible[number])]
        waiting |= dict.fromkeys(place for number in lost for place in of_group[number])
        possible = {**possible, **kept} if lost else possible
    return possible


def _allowed(equation: _Equation, possible: _Open, effort: Effort) -> _Open | None:
    """Return of each group in an equation the ways that the other groups allow; None if one has none left."""
    spans = {number: _span([added[way] for way in possible[number]]) for number, added in equation.added.items()}
    effort.spend(sum(len(possible[number]) for number in spans))
    low = _Ends([equation.others[0], *(span[0] for span in spans.values())])
    high = _Ends([equation.others[1], *(span[1] for span in spans.values())])
    kept = {}
    for number, added in equation.added.items():
        least, most = spans[number]
        others = low.without(least), high.without(most)
        kept[number] = tuple(way for way in possible[number] if _cancel(added[way], others))
        if not kept[number]:
            return None
    return kept


class _Ends:
    """The lower, or the upper, ends of intervals that are added up; None is without limit."""

    def __init__(self, ends: Sequence[Number | None]) -> None:
        known = [end for end in ends if end is not None]
        self.unlimited = len(ends) - len(known)
        nothing: Number = 0
        self.total = reduce(add, known, nothing)

    def without(self, end: Number | None) -> Number | None:
        """Return the end of the sum of all others."""
        if self.unlimited > (end is None):
            return None
        return self.total if end is None else add(self.total, minus(end))


def _cancel(one: Interval, other: Interval) -> bool:
    """Whether a number of one interval and one of the other may come to 0 together."""
    (low, high), (least, most) = one, other
    not_above = low is None or least is None or add(low, least) <= 0
    return not_above and (high is None or most is None or add(high, most) >= 0)


def _span(intervals: Sequence[Interval]) -> Interval:
    """Return the smallest interval around some others."""
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return (
        min(lows) if len(lows) == len(intervals) else None,
        max(highs) if len(highs) == len(intervals) else None,
    )


# what follows -------------------------------------------------------------------------------------------------------


def _with(form: Form, matched: Matched, found: Ambiguous, way: _Interpretation) -> Matched:
    """Return a match with one interpretation taken, and with what was said of the cells before taken back."""
    refs = [form.cells[index] for index in found.cells]
    rows, columns = {(ref.table, ref.row) for ref in refs}, {ref.column for ref in refs}
    kept = (
        problem
        for problem in matched.problems
        if problem.code not in _REPLACED
        or (problem.table, problem.row) not in rows
        or (problem.column is not None and problem.column not in columns)
    )
    read = dict(zip(found.cells, way, strict=True))
    inferred = {index: printed.inferred() for index, printed in read.items() if printed.number is not None}
    cells = {index: Found(printed, matched.found[index].cell) for index, printed in (read | inferred).items()}
    said = [_remark(form, index, one, " ".join(found.figures)) for index, one in cells.items() if index in inferred]
    return evolve(matched, found={**matched.found, **cells}, problems=(*kept, *said))


def _remark(form: Form, index: int, found: Found, text: str) -> Problem:
    ref, place, number = form.cells[index], found.cell.place, found.printed.number
    name = cell_name(form, index, current())
    message = say(
        zh=f"{place}，“{name}”：“{text[:80]}”中的 {number} 是唯一符合表内勾稽关系的读法。",
        en=f"{place}, '{name}': {number} of '{text[:80]}' is the only reading that satisfies the sums of the form",
    )
    return Problem.of(codes.INFERRED, message, ref.table, ref.row, ref.column, place=place)
