"""Every relation of a form judged on one report: the careful way, which knows blanks, marks and the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from attrs import define, evolve, field

from govdisclosure.form import Interval, Relation, Status, total, verdict
from govdisclosure.report import Cell, Report, interval_at
from govdisclosure.spec import Number
from govdisclosure.statements import Statement


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

    @cached_property
    def cells(self) -> tuple[Cell[Number], ...]:
        """The cells that the rule compares, left side first; cells of the previous year say so in `ref.of`."""
        return tuple(self._cell(index) for index in self.relation.cells)

    def _cell(self, index: int) -> Cell[Number]:
        count = len(self.report.values)
        if index < count:
            return self.report.cell(index)
        assert self.prior is not None
        ref = self.report.form.cell(index)
        # The prior report may name other keys for open rows, so its cells are found by their paths.
        place = self.prior.form.index.get((ref.table, ref.row, ref.column))
        return Cell(ref, None, "absent") if place is None else evolve(self.prior.cell(place), ref=ref)


def judgements(
    report: Report, prior: Report | None = None, chosen: Callable[[Relation], bool] = lambda _: True
) -> Iterator[Judgement]:
    """Yield the judgement of every chosen relation in the order of the form, then of every bound that is violated."""
    form = report.form
    intervals, drawn = _stand(report, prior)
    for relation in filter(chosen, form.relations):
        applies = _is_drawn(relation, drawn)
        status: Status = verdict(relation, intervals.__getitem__) if applies else "not_applicable"
        yield judged(relation, status, intervals, report, prior)
    for relation in filter(chosen, form.bounds):
        if verdict(relation, intervals.__getitem__) == "fail":
            yield judged(relation, "fail", intervals, report, prior)


def shown_on(relation: Relation, report: Report) -> Judgement:
    """Return a relation with the figures of a report in which it holds."""
    return judged(relation, "pass", standing(report), report)


def standing(report: Report) -> list[Interval]:
    """Return the interval of every cell of a report."""
    return [interval_at(report, index) for index in range(len(report.values))]


def judged(
    relation: Relation, status: Status, intervals: Sequence[Interval], report: Report, prior: Report | None = None
) -> Judgement:
    """Return what there is to say about a relation: its two sides on the numbers of the report, and its status."""
    condition = relation.condition
    left = _number(total(condition.left, intervals.__getitem__))
    right = _number(total(condition.right, intervals.__getitem__))
    gap = None
    if left is not None and right is not None:
        gap = _number(total(condition.difference, intervals.__getitem__))
    return Judgement(relation, status, left, right, gap, report, prior)


def _stand(report: Report, prior: Report | None) -> tuple[list[Interval], list[bool]]:
    """Return every cell's interval, the prior year's after this year's, and whether the cell is in its document."""
    form = report.form
    intervals = standing(report)
    drawn = [report.content(index).state != "absent" for index in range(len(form.cells))]
    for cell, value in zip(form.cells, form.values, strict=True):
        # The prior report may name other keys for open rows, so its cells are found by their paths.
        index = prior.form.index.get((cell.table, cell.row, cell.column)) if prior else None
        if prior is None or index is None:
            intervals.append((value.min, None))
            drawn.append(False)
        else:
            intervals.append(interval_at(prior, index))
            drawn.append(prior.content(index).state != "absent")
    return intervals, drawn


def _is_drawn(relation: Relation, drawn: list[bool]) -> bool:
    """Whether some cell of this year, and some of the prior year if the rule looks back, is in the documents."""
    count = len(drawn) // 2
    this = [drawn[index] for index in relation.cells if index < count]
    before = [drawn[index] for index in relation.cells if index >= count]
    return all(any(cells) for cells in (this, before) if cells)


def _number(interval: Interval) -> Number | None:
    low, high = interval
    return low if low is not None and low == high else None
