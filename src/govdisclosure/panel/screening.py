"""The quick look at many reports at once: which of those that hold a plain number everywhere break which rule.

A few machine instructions per figure: over windows of rows, each column is added to every sum that it is part of while
it is in the cache. Whatever is out of the ordinary is only named here, and judged with care elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from attrs import frozen

from govdisclosure.panel.whole import WholeForm, WholeTest
from govdisclosure.spec import Comparison

Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

WINDOW = 65_536
"""Rows at a time: a column of them, 512 KB, stays in the cache for all its additions."""

_NOUGHTS = -1
"""The place of the noughts behind all cells and sums."""

_LOWEST = -(2**63)

UNSURE = -1
"""Stands for the place of a relation where a guard, or the rule behind one, does not hold."""


class Completed(NamedTuple):
    """A test of which all cells are added up, and the place of its relation among those of the form."""

    test: WholeTest
    order: int

    def failed(self, total: Ints) -> Bools:
        """Return where the test does not hold; `total` is the difference of its sides, without their constants."""
        test = self.test
        if test.comparison == "==" and not test.tolerance and not test.gap.constant:
            found: Bools = total != 0
            return found
        # A sum has the sign of its first cell.
        gap = total if min(test.gap.terms)[1] > 0 else -total
        return ~holds(test.comparison, gap + test.gap.constant, test.tolerance)


@frozen(eq=False)
class Addition:
    """One cell added to what there is of the difference of the two sides of a test, or taken away from it."""

    so_far: int
    """The array that the cell is added to: another cell, or a sum or noughts, which are counted from the end."""
    call: np.ufunc
    factor: int
    into: int
    """The sum that it makes; one is used again once the test before is complete."""
    completed: Completed | None
    """The test, if this was its last cell."""


class Step(NamedTuple):
    """One cell that is looked at."""

    cell: int
    least: int
    """The lowest number that it may hold."""
    bound: int
    """The place of that bound, behind the relations of the form."""
    additions: tuple[Addition, ...]


@frozen(eq=False)
class Screen:
    """What is looked at in every report: cell by cell, its sign and size, and the sums that it belongs to."""

    steps: tuple[Step, ...]
    sums: int
    """How many sums are under way at a time, at most; their arrays are behind those of all cells, then noughts."""
    limit: int

    @property
    def cells(self) -> tuple[int, ...]:
        """The cells that are looked at."""
        return tuple(step.cell for step in self.steps)

    def failed(self, columns: Sequence[Ints | None], rows: int) -> tuple[dict[int, Ints], Bools]:
        """Return the rows in which each relation or bound fails, and for each row whether a number is too large.

        `columns` has the whole numbers of every cell that is looked at; rows with anything but plain numbers, or one
        that is too large, give any result. Relations are told by their place, and `UNSURE` is one too.
        """
        found: dict[int, list[Ints]] = {}
        large = np.zeros(rows, dtype=np.bool_)
        scratch = np.zeros((self.sums + 1, min(rows, WINDOW)), dtype=np.int64)
        for start in range(0, rows, WINDOW):
            window = slice(start, min(start + WINDOW, rows))
            *sums, noughts = scratch[:, : window.stop - start]
            cells = [noughts if column is None else _wide(column[window]) for column in columns]
            failed, suspicious = self._look([*cells, *sums, noughts])
            large[window] = self.large(cells, len(noughts), suspicious)
            for order, where in failed:
                found.setdefault(order, []).append(where + start)
        return {order: np.concatenate(parts) for order, parts in found.items()}, large

    def _look(self, arrays: Sequence[Ints]) -> tuple[list[tuple[int, Ints]], list[int]]:
        """Return the rows of a window in which something fails, and the cells with a number that may be too large.

        `arrays` has the numbers of all cells, and room for the sums.
        """
        failed: list[tuple[int, Bools]] = []
        suspicious = []
        for cell, least, bound, additions in self.steps:
            column = arrays[cell]
            # The bits of all numbers together are as large as the largest, and negative where one is. To read a column
            # for them takes less time than it saves: after that it is in the cache.
            bits = int(np.bitwise_or.reduce(column))
            if not 0 <= bits <= self.limit:
                suspicious.append(cell)
            if least > 0 or bits < 0:
                failed.append((bound, column < least))
            for one in additions:
                total = one.call(
                    arrays[one.so_far], column if one.factor == 1 else column * one.factor, arrays[one.into]
                )
                if one.completed:
                    failed.append((one.completed.order, one.completed.failed(total)))
        return [(order, where.nonzero()[0]) for order, where in failed], suspicious

    def large(self, columns: Sequence[Ints | None], rows: int, cells: Iterable[int]) -> Bools:
        """Return for each row whether one of some cells that are there holds a number too large for exact sums."""
        bits = np.zeros(rows, dtype=np.int64)
        for index in cells:
            column = columns[index]
            if column is not None:
                bits |= _magnitude(column)
        return bits > self.limit


def _wide(numbers: Ints) -> Ints:
    """Return numbers of any width with 64 bits."""
    return numbers if numbers.dtype == np.int64 else numbers.astype(np.int64)


@lru_cache(maxsize=64)
def screen_of(whole: WholeForm, *, with_prior: bool) -> Screen:
    """Return the screen of a form; without the year before, its rules between years are left out."""
    tests = [*_tests(whole, with_prior=with_prior)]
    places, sums = _places([completed.test for completed in tests])
    parts: dict[int, list[Addition]] = defaultdict(list)
    for completed, place in zip(tests, places, strict=True):
        for index, one in _additions(completed, place - sums - 1):
            parts[index].append(one)
    bounds = {index: order for order, index in enumerate(whole.bounds, len(whole.relations))}
    steps = tuple(
        Step(index, whole.least.get(index, _LOWEST), bounds.get(index, UNSURE), tuple(parts.get(index, ())))
        for index in sorted({*parts, *bounds})
    )
    # The highest number of so many bits: then the bits of all cells together tell whether any is larger.
    return Screen(steps, sums, 2 ** (whole.limit.bit_length() - 1) - 1 if whole.limit else 0)


def _tests(whole: WholeForm, *, with_prior: bool) -> Iterator[Completed]:
    for order, relation in enumerate(whole.relations):
        if relation.before and not with_prior:
            continue
        yield Completed(relation.test, UNSURE if relation.guard else order)
        if relation.guard:
            # A guard must hold too, or its rule is judged with care.
            yield Completed(relation.guard, UNSURE)


def _additions(completed: Completed, into: int) -> Iterator[tuple[int, Addition]]:
    """Yield what the cells of a test are added to, in their order; the first has the sign of the sum."""
    (first, number), *others = terms = sorted(completed.test.gap.terms)
    sign = 1 if number > 0 else -1
    so_far = _NOUGHTS
    if abs(number) == 1 and others:
        # Nothing needs to be added to nothing.
        so_far, terms = first, others
    for index, coefficient in terms:
        call = np.add if coefficient * sign > 0 else np.subtract
        yield index, Addition(so_far, call, abs(coefficient), into, completed if index == terms[-1][0] else None)
        so_far = into


def _places(tests: Sequence[WholeTest]) -> tuple[list[int], int]:
    """Return where each test keeps its sum, and how many places there are: as few as are in use at the same time."""
    free: list[int] = []
    until: list[int] = []
    places = [0] * len(tests)
    for number in sorted(range(len(tests)), key=lambda number: min(tests[number].gap.terms)):
        first, last = min(tests[number].gap.terms)[0], max(tests[number].gap.terms)[0]
        free = [place for place, end in enumerate(until) if end < first]
        if not free:
            free = [len(until)]
            until.append(last)
        places[number] = free[0]
        until[free[0]] = last
    return places, len(until)


def _magnitude(numbers: Ints) -> Ints:
    """Return as many bits as numbers need; a negative number counts as its complement."""
    return numbers ^ (numbers >> 63)


def holds(comparison: Comparison, gap: Ints, tolerance: int) -> Bools:
    """Return where the difference of two sides satisfies a comparison."""
    found: Bools
    match comparison:
        case "==":
            found = np.abs(gap) <= tolerance
        case "!=":
            found = np.abs(gap) > tolerance
        case "<=":
            found = gap <= tolerance
        case ">=":
            found = gap >= -tolerance
        case "<":
            found = gap < -tolerance
        case _:
            found = gap > tolerance
    return found
