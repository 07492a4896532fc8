"""What follows from the figures that are there: cells that can hold one number only, each with its derivation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from attrs import define, evolve, field, frozen

from govdisclosure.checks import shown_on
from govdisclosure.form import CellRef, Relation, cell_name, table_name
from govdisclosure.language import current, say, using
from govdisclosure.localisation.rows import Exact, Part, Problem, Range, Row, as_number, exact, parts_of, spread
from govdisclosure.localisation.simplex import GivenUpError, Room
from govdisclosure.phrasing import equation, place, shown
from govdisclosure.report import Content, Report
from govdisclosure.spec import Number

MAX_ROUNDS = 200
"""Rounds of narrowing, before what is left is looked at as a whole."""


@frozen(eq=False)
class Derived:
    """A cell that follows from others: its place, its number, and the relations that it follows from."""

    index: int
    ref: CellRef
    value: Number
    relations: tuple[Relation, ...]
    filled: Report = field(repr=False)
    """The report with all cells that follow filled in."""

    @property
    def table(self) -> str:
        """The key of its table."""
        return self.ref.table

    @property
    def row(self) -> str:
        """The path of its row."""
        return self.ref.row

    @property
    def column(self) -> str:
        """The path of its column."""
        return self.ref.column

    @property
    def message(self) -> str:
        """The cell and its derivation in words, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return the cell and its derivation in words, in `"zh"` or `"en"`."""
        form = self.filled.form
        name, table = cell_name(form, self.index, language), table_name(form.spec, self.table, language)
        with using(language):
            text = say(
                zh=f"{table}，“{name}”只能是 {shown(self.value)}：",
                en=f"{table}, '{name}' can only be {shown(self.value)}: ",
            )
            return text + say(zh="；", en="; ").join(self._steps()) + say(zh="。", en=".")

    def _steps(self) -> Iterator[str]:
        for relation in self.relations:
            if all(self.filled.values[index] is not None for index in relation.cells):
                yield equation(shown_on(relation, self.filled))
            else:
                yield relation.id


@frozen(eq=False)
class Contradiction:
    """Relations that no numbers in the blank cells could satisfy together."""

    relations: tuple[Relation, ...]
    report: Report = field(repr=False)

    @property
    def message(self) -> str:
        """What contradicts what, in words, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return what contradicts what, in `"zh"` or `"en"`."""
        form = self.report.form
        with using(language):
            names = say(zh="；", en="; ").join(
                f"{relation.id}{say(zh='（', en=' (')}{place(form, relation)}{say(zh='）', en=')')}"
                for relation in self.relations
            )
            if len(self.relations) == 1:
                return say(
                    zh=f"{names}不成立，这一部分没有填写。", en=f"{names} does not hold; nothing was filled there."
                )
            return say(
                zh=f"这些规则互相矛盾，填什么数都不能同时成立：{names}。这一部分没有填写。",
                en=f"No numbers could satisfy these rules together: {names}; nothing was filled there.",
            )


@define(eq=False)
class Filling:
    """What follows from a report, and the parts of it that contradict themselves; it iterates over the cells.

    `report` is a copy with the cells filled in, whose origin is `derived`; what was given never changes.
    """

    report: Report
    cells: tuple[Derived, ...]
    contradictions: tuple[Contradiction, ...]

    def __iter__(self) -> Iterator[Derived]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def fill(report: Report) -> Filling:
    """Return the cells without a number that can only hold one, by the rules of severity error alone.

    A cell that could be two things is left as it is, and so is every cell of a part of the form whose figures
    contradict a rule. The report is never changed.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('''{"spec": "cn/2021", "tables": {"disputes": {"count": {
    ...     "review.upheld": 3, "review.corrected": 0, "review.other": 1, "review.pending": 0, "review": null}}}}''')
    >>> [(str(cell.ref), cell.value) for cell in gd.fill(report)]
    [('disputes[count, review]', 4)]
    """
    found: dict[int, tuple[Exact, tuple[Relation, ...]]] = {}
    contradictions: list[Contradiction] = []
    for part in parts_of(report):
        problem = part.standing(report)
        if not part.choices:
            continue
        try:
            conflicts = _contradictions(report, problem)
            contradictions += (Contradiction(relations, report) for relations in conflicts)
            if not conflicts:
                found.update(_deduced(part, problem))
        except GivenUpError:
            continue
    return _filling(report, found, contradictions)


def _filling(
    report: Report, found: dict[int, tuple[Exact, tuple[Relation, ...]]], contradictions: list[Contradiction]
) -> Filling:
    form = report.form
    values, contents = list(report.values), dict(report.contents)
    numbers: dict[int, Number] = {}
    for index in sorted(found):
        number = as_number(found[index][0], form.values[index])
        if number is not None:
            numbers[index] = values[index] = number
            contents[index] = Content("number", note=report.content(index).note, origin="derived")
    filled = evolve(report, values=tuple(values), contents=contents)
    cells = tuple(
        Derived(index, form.cells[index], number, found[index][1], filled) for index, number in numbers.items()
    )
    return Filling(filled, cells, tuple(contradictions))


def _fails(problem: Problem) -> tuple[Relation, ...]:
    """Return the relations that fail by themselves, whatever the blanks are."""
    return tuple(
        dict.fromkeys(
            row.relation for row in problem.rows if not _meets(spread(row, problem.home), (row.low, row.high))
        )
    )


def _meets(first: Range, second: Range) -> bool:
    (low, high), (least, most) = first, second
    return not (low is not None and most is not None and low > most) and not (
        high is not None and least is not None and high < least
    )


def _contradictions(report: Report, problem: Problem) -> list[tuple[Relation, ...]]:
    """Return the relations that fail, each by itself, or else those that exclude each other; none if all can hold."""
    failing: list[tuple[Relation, ...]] = [(relation,) for relation in _fails(problem)]
    failing += [
        (bound,)
        for bound in report.form.bounds
        if bound.cells[0] in problem.home and not _meets(problem.home[bound.cells[0]], problem.wide[bound.cells[0]])
    ]
    if failing:
        return failing
    room = Room(problem, ())
    if room.blame() is None:
        return []
    rows = room.rows_against({}) or problem.rows
    return [tuple(dict.fromkeys(row.relation for row in rows))]


def _deduced(part: Part, problem: Problem) -> Iterator[tuple[int, tuple[Exact, tuple[Relation, ...]]]]:
    """Yield the cells that follow: those that one relation settles, step by step, then those that take several."""
    ranges = dict(problem.home)
    settled: set[int] = set()
    for _ in range(MAX_ROUNDS):
        before = dict(ranges)
        for row in problem.rows:
            for index in row.terms:
                if index in settled or not _is_open(ranges[index]):
                    continue
                ranges[index] = _narrowed(row, index, ranges, whole=part.values[index].kind == "integer")
                low = ranges[index][0]
                if low is not None and not _is_open(ranges[index]):
                    settled.add(index)
                    yield index, (low, (row.relation,))
        if ranges == before:
            break
    room = Room(problem, ())
    for index in problem.silent:
        if index in settled or not any(index in row.terms for row in problem.rows):
            continue
        low, high = room.extremes(index, {})
        if low is not None and low == high:
            yield index, (low, _reasons(room, index, low))


def _is_open(pair: Range) -> bool:
    return pair[0] is None or pair[0] != pair[1]


def _narrowed(row: Row, index: int, ranges: dict[int, Range], *, whole: bool) -> Range:
    """Return what a cell can still be, by one row and what the other cells can be."""
    others = evolve(row, terms={other: factor for other, factor in row.terms.items() if other != index})
    low, high = spread(others, ranges)
    factor = row.terms[index]
    least = None if row.low is None or high is None else exact(Fraction(row.low - high) / factor)
    most = None if row.high is None or low is None else exact(Fraction(row.high - low) / factor)
    if factor < 0:
        least, most = most, least
    if whole:
        least, most = None if least is None else ceil(least), None if most is None else floor(most)
    lows = [end for end in (least, ranges[index][0]) if end is not None]
    highs = [end for end in (most, ranges[index][1]) if end is not None]
    return max(lows, default=None), min(highs, default=None)


def _reasons(room: Room, index: int, value: Exact) -> tuple[Relation, ...]:
    """Return the relations that keep a cell from being anything else."""
    rows = (*room.rows_against({index: (value + 1, None)}), *room.rows_against({index: (None, value - 1)}))
    order = {id(row): number for number, row in enumerate(room.problem.rows)}
    return tuple(dict.fromkeys(row.relation for row in sorted(rows, key=lambda row: order[id(row)])))
