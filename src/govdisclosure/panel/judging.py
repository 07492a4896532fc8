"""The careful look at a few hundred reports at once: three-valued verdicts on whatever their cells may stand for.

The same verdicts as for single reports (see the rooms of checks and forms), with a whole number or an interval of them
for each cell of each report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from attrs import define, frozen

from govdisclosure.findings import STATUSES
from govdisclosure.panel.screening import Bools, Ints, holds
from govdisclosure.panel.whole import Side, WholeForm, WholeRelation, WholeTest

Codes = np.ndarray[Any, np.dtype[np.int8]]
PASS, FAIL, UNDECIDED, NOT_APPLICABLE = range(len(STATUSES))
"""A status is its place in `STATUSES`."""

_NO, _MAYBE, _YES = 0, 1, 2
_STATUS_OF = np.array([FAIL, UNDECIDED, PASS], dtype=np.int8)


@define(eq=False, slots=False)
class Figures:
    """What the cells of some reports may stand for: arrays of cells by reports.

    A cell is between `low` and `high`, without limit where `low_open` or `high_open` says so.
    """

    low: Ints
    high: Ints
    low_open: Bools
    high_open: Bools
    absent: Bools

    @cached_property
    def known(self) -> bool:
        """Whether every cell is one number."""
        return self.high is self.low

    @cached_property
    def any_absent(self) -> bool:
        """Whether any cell of any report is not in its document."""
        return bool(self.absent.any())

    @property
    def rows(self) -> int:
        """How many reports there are."""
        return int(self.low.shape[1])


class Span(NamedTuple):
    """The interval of a sum in each report."""

    low: Ints
    low_open: Bools
    high: Ints
    high_open: Bools

    @property
    def known(self) -> Bools:
        """Where the sum is one number."""
        known: Bools = ~self.low_open & ~self.high_open & (self.low == self.high)
        return known


@frozen(eq=False)
class Found:
    """The reports in which one relation failed or could not be decided, with its two sides there."""

    order: int
    """The place of the relation among those of the form, bounds last."""
    rows: Ints
    status: Codes
    numbers: tuple[Ints, Ints, Ints]
    """Left side, right side and difference, in units of the last of the relation's decimal places."""
    known: tuple[Bools, Bools, Bools]
    """Where they are one number."""
    places: int


def failure(whole: WholeForm, order: int, columns: Sequence[Ints | None], rows: Ints) -> Found:
    """Return what is found where a relation fails whose cells hold plain numbers in these rows."""
    relation = (*whole.relations, *whole.bounds.values())[order]
    left, right = (_total(side, columns, rows) for side in (relation.test.left, relation.test.right))
    known = np.ones(len(rows), dtype=np.bool_)
    status = np.full(len(rows), FAIL, dtype=np.int8)
    return Found(order, rows, status, (left, right, left - right), (known, known, known), relation.test.places)


def _total(side: Side, columns: Sequence[Ints | None], rows: Ints) -> Ints:
    total = np.full(len(rows), side.constant, dtype=np.int64)
    for index, coefficient in side.terms:
        column = columns[index]
        assert column is not None
        total += np.multiply(column.take(rows), coefficient, dtype=np.int64)
    return total


def judge(whole: WholeForm, figures: Figures, *, with_prior: bool) -> tuple[np.ndarray[Any, Any], list[Found]]:
    """Return the number of verdicts of each status by report, and what was found."""
    counts = np.zeros((len(STATUSES), figures.rows), dtype=np.int32)
    found: list[Found] = []
    for order, relation in enumerate(whole.relations):
        if relation.before and not with_prior:
            counts[NOT_APPLICABLE] += 1
            continue
        counts[PASS] += 1
        status = _status(relation, figures)
        others = np.flatnonzero(status != PASS)
        counts[PASS, others] -= 1
        counts[status[others], others] += 1
        found += _finding(relation, order, status, figures)
    for order, relation in _violated(whole, figures):
        status = _status(relation, figures)
        status[status != FAIL] = PASS  # a bound that is kept, or may be, is not worth saying
        counts[FAIL] += status == FAIL
        found += _finding(relation, order, status, figures)
    return counts, found


def _violated(whole: WholeForm, figures: Figures) -> Iterator[tuple[int, WholeRelation]]:
    """Yield the bounds that some report violates, with their places behind the relations."""
    for order, (cell, bound) in enumerate(whole.bounds.items(), len(whole.relations)):
        below = figures.high[cell] < whole.least[cell]
        if below.any() and (below & ~figures.high_open[cell]).any():
            yield order, bound


def _finding(relation: WholeRelation, order: int, status: Codes, figures: Figures) -> Iterator[Found]:
    rows = np.flatnonzero((status == FAIL) | (status == UNDECIDED))
    if rows.size:
        test = relation.test
        left, right = (_span(side, figures, rows) for side in (test.left, test.right))
        # Without both sides there is no difference to speak of, even where it is known.
        known = (left.known, right.known, left.known & right.known)
        yield Found(order, rows, status[rows], (left.low, right.low, left.low - right.low), known, test.places)


def _status(relation: WholeRelation, figures: Figures) -> Codes:
    status = _STATUS_OF[_truth(relation.test, figures)]
    if relation.guard:
        guard = _truth(relation.guard, figures)
        status[(status == FAIL) & (guard != _YES)] = UNDECIDED
        status[guard == _NO] = NOT_APPLICABLE
    for cells in (relation.this, relation.before) if figures.any_absent else ():
        if cells:
            status[figures.absent[list(cells)].all(axis=0)] = NOT_APPLICABLE
    return status


def _truth(test: WholeTest, figures: Figures) -> Codes:
    """Whether a condition holds for all, for some or for none of the numbers, in each report."""
    if figures.known:
        gap = _span(test.gap, figures).low
        return holds(test.comparison, gap, test.tolerance) * np.int8(_YES)
    span, most = _span(test.gap, figures), test.tolerance
    below = _ordered(span.low, span.low_open, span.high, span.high_open, most)
    above = _ordered(-span.high, span.high_open, -span.low, span.low_open, most)
    match test.comparison:
        case "<=":
            return below
        case ">=":
            return above
        case ">":
            return _YES - below
        case "<":
            return _YES - above
        case "==":
            return np.minimum(below, above)
        case _:
            return _YES - np.minimum(below, above)


def _ordered(low: Ints, low_open: Bools, high: Ints, high_open: Bools, most: int) -> Codes:
    """Whether every number, no number or some number from low to high is at most `most`."""
    return np.select([~high_open & (high <= most), ~low_open & (low > most)], [_YES, _NO], _MAYBE).astype(np.int8)


def _span(side: Side, figures: Figures, rows: Ints | None = None) -> Span:
    """Return the interval of a sum, in some of the reports or in all."""
    low = _end(side, figures, rows, upper=False)
    return Span(*low, *(low if figures.known else _end(side, figures, rows, upper=True)))


def _end(side: Side, figures: Figures, rows: Ints | None, *, upper: bool) -> tuple[Ints, Bools]:
    """Return the lower or the upper end of a sum, and where it has none."""
    count = figures.rows if rows is None else len(rows)
    total = np.full(count, side.constant, dtype=np.int64)
    is_open = np.zeros(count, dtype=np.bool_)
    for index, coefficient in side.terms:
        # What is taken away counts most at the lower end.
        high = upper == (coefficient > 0)
        numbers = (figures.high if high else figures.low)[index]
        numbers = numbers if rows is None else numbers[rows]
        total += numbers if coefficient == 1 else coefficient * numbers
        if not figures.known:
            opened = (figures.high_open if high else figures.low_open)[index]
            is_open |= opened if rows is None else opened[rows]
    return total, is_open
