"""Ambiguous readings settled by the form's own sums: taken only where exactly one reading satisfies all of them.

A blank is no nought: like all that says no number, it may stand for any that its cell could hold. The solver is exact:
it goes through every combination of readings that the sums leave open, or gives up and settles nothing. Cells settled
in this way say so (`origin: inferred`).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import Factory, define, evolve, field, frozen

from govdisclosure import codes
from govdisclosure.form import Form, Interval, Relation, cell_name, negative, positive, weighted
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.candidates import Ambiguous, readings
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.report import ABSENT, Problem, interval_of
from govdisclosure.spec import Number

MOST_WORK = 1_000_000
"""Sums that are looked at before nothing is settled: some seconds at most."""

_NOT_FOUND = Printed(None, ABSENT)
_REPLACED = (codes.AMBIGUOUS_ROW.id, codes.UNREADABLE_CELL.id)


@frozen(eq=False, repr=False)
class _Equation:
    """Coefficients by group and place in it; with what the other cells come to, their sum must be able to be 0."""

    parts: tuple[tuple[int, tuple[tuple[int, Number], ...]], ...]
    others: Interval


@define(eq=False, repr=False)
class _Group:
    """Cells that are read together, and the readings still possible."""

    found: Ambiguous
    ways: list[tuple[Printed, ...]]
    numbers: list[tuple[Interval, ...]]
    equations: list[int] = field(factory=list)


def settle(form: Form, matched: Matched) -> None:
    """Put the only possible reading into the cells of a match, group by group."""
    groups = [group for found in _ambiguous(form, matched) if (group := _group(form, found))]
    if not groups:
        return
    equations = _equations(form, matched, groups)
    for component in _components(groups, equations):
        for number, way in _solve(groups, equations, component).items():
            _take(form, matched, groups[number].found, way)


def _ambiguous(form: Form, matched: Matched) -> list[Ambiguous]:
    rows = list(matched.ambiguous)
    taken = {index for row in rows for index in row.cells}
    for index, printed in matched.cells.items():
        if printed.content.state == "unreadable" and index not in taken and form.values[index].numeric:
            figures = tuple(printed.content.text.split())
            if len(figures) > 1 and all(figure.isdecimal() for figure in figures):
                rows.append(Ambiguous((index,), figures))
    cells = [index for row in rows for index in row.cells]
    # What the document prints twice with different content is no question of columns.
    return [row for row in rows if all(cells.count(index) == 1 for index in row.cells)]


def _group(form: Form, found: Ambiguous) -> _Group | None:
    ways = readings(found, form.values)
    if not ways:
        return None
    kinds = [form.values[index] for index in found.cells]
    numbers = [
        tuple(interval_of(printed.content, printed.number, kind) for printed, kind in zip(way, kinds, strict=True))
        for way in ways
    ]
    return _Group(found, ways, numbers)


def _equations(form: Form, matched: Matched, groups: Sequence[_Group]) -> list[_Equation]:
    where = {index: (number, place) for number, g in enumerate(groups) for place, index in enumerate(g.found.cells)}
    found: list[_Equation] = []
    for relation in form.relations:
        equation = _equation(form, matched, relation, where)
        if equation is not None:
            for number, _ in equation.parts:
                groups[number].equations.append(len(found))
            found.append(equation)
    return found


def _equation(form: Form, matched: Matched, relation: Relation, where: dict[int, tuple[int, int]]) -> _Equation | None:
    """Return a relation as an equation over the groups; None if it is none, or has no cell of theirs."""
    condition = relation.condition
    if condition.comparison != "==" or relation.guard or relation.tolerance:
        return None
    parts: dict[int, list[tuple[int, Number]]] = {}
    others: list[tuple[Interval, Number]] = []
    for side, sign in ((condition.left, 1), (condition.right, -1)):
        for index, coefficient in side.terms:
            if index >= len(form.cells):
                return None
            if index in where:
                number, place = where[index]
                parts.setdefault(number, []).append((place, sign * coefficient))
            else:
                printed = matched.cells.get(index, _NOT_FOUND)
                interval = interval_of(printed.content, printed.number, form.values[index])
                others.append((interval, sign * coefficient))
    if not parts:
        return None
    constant = condition.left.constant - condition.right.constant
    return _Equation(tuple((number, tuple(terms)) for number, terms in parts.items()), weighted(others, constant))


def _components(groups: Sequence[_Group], equations: Sequence[_Equation]) -> list[list[int]]:
    """Return the groups that share equations, directly or through others; those without any cannot be settled."""
    left = {number for number, group in enumerate(groups) if group.equations}
    found = []
    while left:
        todo = [left.pop()]
        component = []
        while todo:
            number = todo.pop()
            component.append(number)
            linked = {other for equation in groups[number].equations for other, _ in equations[equation].parts} & left
            left -= linked
            todo += linked
        found.append(component)
    return found


def _solve(
    groups: Sequence[_Group], equations: Sequence[_Equation], component: list[int]
) -> dict[int, tuple[Printed, ...]]:
    """Return the reading of every group on which all solutions agree; nothing if there are none, or too many steps."""
    search = _Search(groups, [equations[e] for e in {e for number in component for e in groups[number].equations}])
    domains = search.narrowed({number: list(range(len(groups[number].ways))) for number in component})
    if domains is not None:
        search.run(domains)
    if search.work > MOST_WORK:
        return {}
    return {
        number: groups[number].ways[chosen.copy().pop()] for number, chosen in search.found.items() if len(chosen) == 1
    }


@define(eq=False, repr=False)
class _Search:
    groups: Sequence[_Group]
    equations: list[_Equation]
    found: dict[int, set[int]] = field(factory=dict)
    """The readings of each group that some solution has."""
    work: int = 0
    sums: list[dict[int, list[Interval]]] = field(
        init=False, default=Factory(lambda search: search.find_sums(), takes_self=True)
    )
    """For each equation and group, what each reading adds to it."""

    def find_sums(self) -> list[dict[int, list[Interval]]]:
        """Return what each reading adds, for each equation and group."""
        return [
            {
                number: [
                    weighted([(numbers[place], coefficient) for place, coefficient in terms])
                    for numbers in self.groups[number].numbers
                ]
                for number, terms in equation.parts
            }
            for equation in self.equations
        ]

    def narrowed(self, domains: dict[int, list[int]]) -> dict[int, list[int]] | None:
        """Leave out readings with which an equation cannot hold, whatever the others are; None if nothing is left."""
        domains = dict(domains)
        changed = True
        while changed and self.work <= MOST_WORK:
            changed = False
            for equation, sums in zip(self.equations, self.sums, strict=True):
                spans = {}
                for number, added in sums.items():
                    self.work += len(domains[number])
                    spans[number] = _span([added[way] for way in domains[number]])
                for number, added in sums.items():
                    rest = [(span, 1) for other, span in spans.items() if other != number]
                    others = weighted([(equation.others, 1), *rest])
                    kept = [way for way in domains[number] if _cancel(added[way], others)]
                    if not kept:
                        return None
                    if len(kept) < len(domains[number]):
                        domains[number] = kept
                        changed = True
                        # What the sums can come to has changed with it.
                        break
        return domains

    def run(self, domains: dict[int, list[int]]) -> None:
        """Go through every solution that is left, or until no group is left with one reading."""
        stack = [domains]
        while stack and self.work <= MOST_WORK:
            domains = stack.pop()
            open_ones = [number for number, ways in domains.items() if len(ways) > 1]
            if not open_ones:
                for number, ways in domains.items():
                    self.found.setdefault(number, set()).add(ways[0])
                if all(len(chosen) > 1 for chosen in self.found.values()):
                    return
                continue
            number = min(open_ones, key=lambda number: len(domains[number]))
            for way in domains[number]:
                narrowed = self.narrowed({**domains, number: [way]})
                if narrowed is not None:
                    stack.append(narrowed)


def _cancel(one: Interval, other: Interval) -> bool:
    """Whether a number of one interval and one of the other may come to 0 together."""
    both = weighted([(one, 1), (other, 1)])
    return not positive(both) and not negative(both)


def _span(intervals: Sequence[Interval]) -> Interval:
    """Return the smallest interval around some others."""
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return (
        min(lows) if len(lows) == len(intervals) else None,
        max(highs) if len(highs) == len(intervals) else None,
    )


def _take(form: Form, matched: Matched, found: Ambiguous, way: tuple[Printed, ...]) -> None:
    rows = {(form.cells[index].table, form.cells[index].row) for index in found.cells}
    columns = {form.cells[index].column for index in found.cells}
    matched.problems[:] = [
        problem
        for problem in matched.problems
        if problem.code not in _REPLACED
        or (problem.table, problem.row) not in rows
        or (problem.column is not None and problem.column not in columns)
    ]
    for index, printed in zip(found.cells, way, strict=True):
        content = printed.content
        if printed.number is not None:
            content = evolve(content, origin="inferred")
        matched.cells[index] = Printed(printed.number, content, printed.unit, printed.converted)
        if printed.number is not None:
            _remark(form, matched, index, " ".join(found.figures), printed.number)


def _remark(form: Form, matched: Matched, index: int, text: str, number: Number) -> None:
    ref, cell = form.cells[index], matched.printed.get(index)
    place = cell.place if cell else ""
    name = cell_name(form, index, current())
    message = say(
        zh=f"{place}，“{name}”：“{text[:80]}”中的 {number} 是唯一符合表内勾稽关系的读法。",
        en=f"{place}, '{name}': {number} of '{text[:80]}' is the only reading that satisfies the sums of the form",
    )
    matched.problems.append(Problem.of(codes.INFERRED, message, ref.table, ref.row, ref.column, place=place))
