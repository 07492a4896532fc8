"""Every relation of a form judged on one report: the careful way, which knows blanks, marks and the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType

from attrs import define, evolve, field, frozen

from govdisclosure.checks.kernel import Kernel, compiled, is_bounded
from govdisclosure.checks.plain import Outcome, PlainFigures
from govdisclosure.form import Form, Interval, Relation, Status, total, verdict
from govdisclosure.report import Cell, KnownTogether, Report, interval_at
from govdisclosure.spec import Number
from govdisclosure.statements import Statement

STATUSES: tuple[Status, ...] = ("pass", "fail", "undecided", "not_applicable")


@define(eq=False, slots=False)
class Judgement:
    """What a relation comes to on the figures of a report.

    `left`, `right` and `difference` (left minus right) are None where a side is not a number.
    """

    relation: Relation
    status: Status
    left: Number | None
    right: Number | None
    difference: Number | None
    report: Report = field(repr=False)
    prior: Report | None = field(repr=False)
    statement: Statement | None = None
    """What the text says, where that is what was judged."""
    others: Mapping[str, Report] = field(factory=dict, repr=False)
    """The other documents of the same body and year, by the keys under which rules name them."""

    @cached_property
    def cells(self) -> tuple[Cell[Number], ...]:
        """The cells that the rule compares, left side first; cells of the previous year say so in `ref.of`."""
        return tuple(self._cell(index) for index in self.relation.cells)

    @property
    def clause_place(self) -> str:
        """Where the clause that was judged stands in its document, in words; empty if nowhere, or no clause was."""
        if self.statement is None:
            return ""
        section = self.statement.section
        line = self.report.sections[section].count("\n", 0, self.statement.printed_at[0])
        places = self.report.text_places.get(section, ())
        return places[line] if line < len(places) else ""

    def _cell(self, index: int) -> Cell[Number]:
        count = len(self.report.values)
        if index < count:
            return self.report.cell(index)
        ref = self.report.form.cell(index)
        other = self.prior if ref.of == "prior" else self.others.get(ref.of)
        # The other report may name other keys for open rows, so its cells are found by their paths.
        place = other.form.index.get((ref.table, ref.row, ref.column)) if other else None
        return Cell(ref, None, "absent") if other is None or place is None else evolve(other.cell(place), ref=ref)


@frozen(eq=False)
class Judged:
    """How many relations of a form came to what, and the outcomes of those that failed or could not be decided.

    They come in the order of the form, then those of violated bounds, which count only if they are violated.
    """

    counts: Mapping[Status, int]
    worth_saying: tuple[Outcome, ...]


def judge_report(
    report: Report, prior: Report | None = None, chosen: Callable[[Relation], bool] | None = None
) -> Judged:
    """Judge every chosen relation of a form on a report, with all that its cells may be."""
    standing = Standing(report, prior)
    violated = (one for one in standing.violated() if chosen is None or chosen(one.relation))
    outcomes = [*standing.outcomes(chosen), *violated]
    counts: dict[Status, int] = dict.fromkeys(STATUSES, 0)
    for outcome in outcomes:
        counts[outcome.status] += 1
    worth_saying = tuple(one for one in outcomes if one.status in ("fail", "undecided"))
    return Judged(MappingProxyType(counts), worth_saying)


def every_judgement(
    report: Report, prior: Report | None = None, chosen: Callable[[Relation], bool] | None = None
) -> Iterator[Judgement]:
    """Yield what every chosen relation of a form comes to, in the order of the form, those that hold included."""
    for outcome in Standing(report, prior).outcomes(chosen):
        yield Judgement(*outcome, report, prior)


def shown_on(relation: Relation, report: Report) -> Judgement:
    """Return a relation with the figures of a report in which it holds."""
    standing = Standing(report, None)
    return Judgement(*standing.with_sides(relation, "pass"), report, None)


@frozen(eq=False)
class Standing:
    """What the cells of a report, and of the report of the year before, stand for."""

    report: Report
    prior: Report | None

    @cached_property
    def kernel(self) -> Kernel:
        """The compiled relations of the form."""
        return compiled(self.report.form)

    @cached_property
    def plain(self) -> PlainFigures:
        """What the cells of this year are, as far as plain sums go."""
        return PlainFigures.of(self.report, self.kernel)

    def interval(self, index: int) -> Interval:
        """Return the interval of a cell; those of the year before come after this year's."""
        report, place = self.report, index
        if index >= len(report.values):
            before = self._before(index)
            if before is None or self.prior is None:
                return report.form.values[index - len(report.values)].min, None
            report, place = self.prior, before
        number = report.values[place]
        return (number, number) if number is not None else interval_at(report, place)

    @cached_property
    def _together(self) -> KnownTogether:
        return KnownTogether(self.report)

    def interval_for(self, relation: Relation) -> Callable[[int], Interval]:
        """Return the interval of a cell as a relation counts it: cells of which only the sum is known stand for it."""
        known = self._together.intervals(relation)
        return self.interval if not known else lambda index: known[index] if index in known else self.interval(index)

    def outcomes(self, chosen: Callable[[Relation], bool] | None = None) -> Iterator[Outcome]:
        """Yield what every chosen relation of the form comes to, in its order."""
        # An equal form may have been compiled, whose relations are others: only their order is taken from the kernel.
        for relation, sides in zip(self.report.form.relations, self.kernel.sides, strict=True):
            if chosen is None or chosen(relation):
                plain = None if sides is None else self.plain.outcome(relation, sides)
                yield self.outcome(relation) if plain is None else plain

    def outcome(self, relation: Relation) -> Outcome:
        """Return what a relation comes to, by the intervals of its cells."""
        status = self.status(relation)
        return Outcome(relation, status) if status == "not_applicable" else self.with_sides(relation, status)

    def status(self, relation: Relation) -> Status:
        """Return the verdict on a relation; it does not apply where all its cells of a year are not in the document."""
        return verdict(relation, self.interval_for(relation)) if self._applies(relation) else "not_applicable"

    def _applies(self, relation: Relation) -> bool:
        """Whether some cell of each year that a relation is about is in its document."""
        if relation.level == 1:
            return any(map(self._is_drawn, relation.cells))
        if self.prior is None:
            return False
        count = len(self.report.values)
        this = [index for index in relation.cells if index < count]
        before = [index for index in relation.cells if index >= count]
        return all(any(map(self._is_drawn, cells)) for cells in (this, before) if cells)

    def with_sides(self, relation: Relation, status: Status) -> Outcome:
        """Return an outcome with the two sides of a relation on the numbers of the report."""
        condition, interval = relation.condition, self.interval_for(relation)
        left, right = (_number(total(side, interval)) for side in (condition.left, condition.right))
        known = left is not None and right is not None
        gap = _number(total(condition.difference, interval)) if known else None
        return Outcome(relation, status, left, right, gap)

    def violated(self) -> Iterator[Outcome]:
        """Yield the outcomes of the bounds that the report violates."""
        report = self.report
        if self.plain.is_enough and is_bounded(self.plain.least, self.kernel):
            return
        for bound, (index, least) in zip(report.form.bounds, _bounds(report.form), strict=True):
            high = self.interval(index)[1]
            if high is not None and high < least:
                yield self.with_sides(bound, "fail")

    def _before(self, index: int) -> int | None:
        """Return the place of a cell in the prior report, which may name other keys for open rows."""
        ref = self.report.form.cells[index - len(self.report.values)]
        return self.prior.form.index.get((ref.table, ref.row, ref.column)) if self.prior else None

    def _is_drawn(self, index: int) -> bool:
        """Whether a cell is in its document."""
        if index < len(self.report.values):
            return self.report.content(index).state != "absent"
        place = self._before(index)
        return self.prior is not None and place is not None and self.prior.content(place).state != "absent"


@lru_cache(maxsize=64)
def _bounds(form: Form) -> tuple[tuple[int, Number], ...]:
    """Return the cell and the least number of each lower bound of a form."""
    return tuple((bound.cells[0], bound.condition.right.constant) for bound in form.bounds)


def _number(interval: Interval) -> Number | None:
    low, high = interval
    return low if low is not None and low == high else None
