"""Some reports of one form in columns, whatever frame they come from, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import evolve, frozen

from govdisclosure.checks import Judgement, Outcome, judge_report, stated_judgements
from govdisclosure.findings import STATUSES
from govdisclosure.form import Relation
from govdisclosure.panel.judging import FAIL, PASS, Codes, Figures, Found, failure, judge
from govdisclosure.panel.screening import UNSURE, Bools, Ints, screen_of
from govdisclosure.panel.whole import WholeForm
from govdisclosure.report import Report
from govdisclosure.spec import Number

STATES = ("number", "blank", "mark", "unreadable", "absent", "text")
"""A state of a cell is its place here."""

AT_ONCE = 4096
"""Reports that are judged with care at a time, so that memory stays small."""


class Block(Protocol):
    """Some reports of one form, in columns."""

    @property
    def whole(self) -> WholeForm:
        """The relations that are judged."""
        ...

    @property
    def with_prior(self) -> bool:
        """Whether there are any cells of the year before."""
        ...

    @property
    def columns(self) -> Sequence[Ints | None]:
        """The whole numbers of each cell, the year before's behind; None where the frame has no such cell."""
        ...

    @property
    def odd(self) -> Bools:
        """The reports in which some cell is not a plain number."""
        ...

    @property
    def beyond(self) -> Bools:
        """The reports with a number that has no room in whole numbers of 64 bits."""
        ...

    def figures(self, rows: Ints) -> Figures:
        """Return what the cells of some reports may stand for."""
        ...

    def reports(self, row: int) -> tuple[Report, Report | None]:
        """Return one report, and the one of the year before if there is one."""
        ...


@frozen(eq=False)
class Exact:
    """A finding on one report that was judged by itself, with numbers of any length."""

    row: int
    order: int
    """The place of the relation among those of the form; bounds come behind them, and then statements of the text."""
    relation: Relation
    status: int
    numbers: tuple[Number | None, Number | None, Number | None]
    """Left, right and difference."""

    @classmethod
    def of(cls, row: int, order: int, judgement: Judgement | Outcome) -> Exact:
        """Return the finding that a judgement is."""
        numbers = (judgement.left, judgement.right, judgement.difference)
        return cls(row, order, judgement.relation, STATUSES.index(judgement.status), numbers)


@frozen(eq=False)
class Verdicts:
    """What came of a block: the number of verdicts by status and report, and what was found."""

    counts: np.ndarray[Any, np.dtype[np.int32]]
    found: tuple[Found, ...]
    exact: tuple[Exact, ...]


def verdicts(block: Block) -> Verdicts:
    """Judge every report of a block."""
    failed, careful, beyond = _sorted_out(block)
    counts = np.zeros((len(STATUSES), len(careful)), dtype=np.int32)
    usual = sum(not relation.before or block.with_prior for relation in block.whole.relations)
    counts[PASS] = usual
    counts[-1] = len(block.whole.relations) - usual
    found: list[Found] = []
    for order, where in failed.items():
        rows = where[~careful[where]]
        counts[FAIL, rows] += 1
        counts[PASS, rows] -= order < len(block.whole.relations)
        found.append(failure(block.whole, order, block.columns, rows))
    cautious = np.flatnonzero(careful & ~beyond)
    for start in range(0, len(cautious), AT_ONCE):
        rows = cautious[start : start + AT_ONCE]
        counts[:, rows], some = judge(block.whole, block.figures(rows), with_prior=block.with_prior)
        found += (evolve(one, rows=rows[one.rows]) for one in some)
    exact: list[Exact] = []
    for row in np.flatnonzero(beyond).tolist():
        single = alone(*block.reports(row), row)
        counts[:, row] = single.counts[:, 0]
        exact += single.exact
    return Verdicts(counts, tuple(found), tuple(exact))


def _sorted_out(block: Block) -> tuple[dict[int, Ints], Bools, Bools]:
    """Return where relations fail, the reports that need more care, and those with no room in machine integers."""
    whole = block.whole
    every = np.ones(len(block.odd), dtype=np.bool_)
    if not whole.limit:
        return {}, every, every
    screen = screen_of(whole, with_prior=block.with_prior)
    if any(block.columns[index] is None for index in screen.cells):
        return {}, every, block.beyond | screen.large(block.columns, len(every), screen.cells)
    failed, large = screen.failed(block.columns, len(every))
    beyond = block.beyond | large
    careful = block.odd | beyond
    careful[failed.pop(UNSURE, [])] = True
    return failed, careful, beyond


def alone(report: Report, prior: Report | None, row: int = 0) -> Verdicts:
    """Judge one report by itself, as any single report is judged; `row` is the number it has among others."""
    every = (*report.form.relations, *report.form.bounds)
    order = {id(relation): number for number, relation in enumerate(every)}
    judged = judge_report(report, prior)
    found = (Exact.of(row, order[id(one.relation)], one) for one in judged.worth_saying)
    return Verdicts(np.array(list(judged.counts.values()), dtype=np.int32)[:, None], (), tuple(found))


def with_statements(judged: Verdicts, reports: Iterable[tuple[int, Report]]) -> Verdicts:
    """Return verdicts with those on what the texts of some reports say; only what does not hold is counted and said."""
    counts, exact = judged.counts.copy(), list(judged.exact)
    for row, report in reports:
        behind = len(report.form.relations) + len(report.form.bounds)
        failed = [one for one in stated_judgements(report) if one.status == "fail"]
        counts[FAIL, row] += len(failed)
        exact += (Exact.of(row, order, one) for order, one in enumerate(failed, behind))
    return Verdicts(counts, judged.found, tuple(exact))


def figures_of(whole: WholeForm, low: Ints, states: Codes, high: Ints | None = None) -> Figures:
    """Return what cells may stand for, from their numbers and their states.

    `low` holds the number of a cell that is one, and the ends of a mark; it may be changed.
    """
    number, blank, mark, *_, absent, _ = range(len(STATES))
    none = np.zeros(low.shape, dtype=np.bool_)
    if not states.any():
        return Figures(low, low, none, none, none)
    values = whole.form.values * (len(low) // len(whole.form.values))
    unknown = (states != number) & (states != mark)
    zero = np.array([value.blank == "zero" for value in values])
    minimum = np.array([0 if value.min is None else whole.amount(value.min, i) for i, value in enumerate(values)])
    as_zero = (states == blank) & zero[:, None]
    low = np.where(unknown, minimum[:, None], low)
    low[as_zero] = 0
    unknown &= ~as_zero
    unlimited = np.array([value.min is None for value in values])
    upper = low if high is None else np.where(states == mark, high, low)
    return Figures(low, upper.copy(), unknown & unlimited[:, None], unknown, states == absent)
