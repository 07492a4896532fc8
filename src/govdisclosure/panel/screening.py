"""The quick look at many reports at once: which of them hold a plain number everywhere and break no rule.

A few machine instructions per figure: over windows of rows, each column is added to every sum that it is part of while
it is in the cache. Whatever is out of the ordinary is only marked here, and judged with care elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import frozen

from govdisclosure.panel.whole import WholeForm, WholeTest
from govdisclosure.spec import Comparison

Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

WINDOW = 32_768
"""Rows at a time: a column of them, 256 KB, stays in the cache for all its additions."""


@frozen(eq=False)
class Addition:
    """One cell's part in the difference of the two sides of a test."""

    sum: int
    """Where the sum is kept; a place is used again once the sum before is complete."""
    coefficient: int
    begins: bool
    """Whether this is the first cell of the sum."""
    completed: WholeTest | None
    """The test, if this was its last cell."""

    def to(self, total: Ints, so_far: Ints, column: Ints) -> Ints:
        """Return a sum with the cell's numbers added, made in `total` unless the column is the sum itself."""
        if self.begins and self.coefficient == 1 and not self.completed:
            return column
        if self.begins:
            return np.multiply(column, self.coefficient, total, dtype=np.int64)
        if self.coefficient == 1:
            return np.add(so_far, column, total, dtype=np.int64)
        if self.coefficient == -1:
            return np.subtract(so_far, column, total, dtype=np.int64)
        return np.add(so_far, np.multiply(column, self.coefficient, dtype=np.int64), total)


@frozen(eq=False)
class Screen:
    """What is looked at in every report: cell by cell, its sign and size, and the sums that it belongs to."""

    steps: tuple[tuple[int, int | None, tuple[Addition, ...]], ...]
    """Each cell that is looked at, the lowest number it may hold, and what it is added to."""
    sums: int
    """How many sums are under way at a time, at most."""
    limit: int

    @property
    def cells(self) -> tuple[int, ...]:
        """The cells that are looked at."""
        return tuple(index for index, *_ in self.steps)

    def odd(self, columns: Sequence[Ints | None], rows: int) -> tuple[Bools, Bools]:
        """Return for each row whether it is not a report in which everything holds, and whether a number is too large.

        `columns` has the whole numbers of every cell that is looked at; rows with anything but plain numbers give any
        result.
        """
        odd, large = np.zeros(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_)
        scratch = np.empty((self.sums + 2, WINDOW), dtype=np.int64)
        for start in range(0, rows, WINDOW):
            stop = min(start + WINDOW, rows)
            broken, bits, *totals = scratch[:, : stop - start]
            broken.fill(0)
            bits.fill(0)
            self._look(columns, start, stop, broken, bits, totals)
            # A negative number is a very large one without its sign.
            suspicious = bits.view(np.uint64) > self.limit
            odd[start:stop] = (broken != 0) | suspicious
            if suspicious.any():
                window = [None if column is None else column[start:stop] for column in columns]
                large[start:stop] = self.large(window, stop - start)
        return odd, large

    def _look(
        self, columns: Sequence[Ints | None], start: int, stop: int, broken: Ints, bits: Ints, totals: Sequence[Ints]
    ) -> None:
        """Mark the broken rows of a window, and put together the bits of all numbers."""
        sums = [*totals]
        for index, least, additions in self.steps:
            whole = columns[index]
            assert whole is not None
            column = whole[start:stop]
            # Where nothing may be negative, a sign is suspicious enough.
            np.bitwise_or(bits, column if least == 0 else _magnitude(column), bits)
            if least:
                broken |= column < least
            for addition in additions:
                place = addition.sum
                sums[place] = addition.to(totals[place], sums[place], column)
                if addition.completed:
                    _mark(addition.completed, sums[place], broken)

    def large(self, columns: Sequence[Ints | None], rows: int) -> Bools:
        """Return for each row whether a number of those that are there is too large for sums to be exact."""
        bits = np.zeros(rows, dtype=np.int64)
        for index in self.cells:
            column = columns[index]
            if column is not None:
                bits |= _magnitude(column)
        return bits > self.limit


def _mark(test: WholeTest, gap: Ints, broken: Ints) -> None:
    """Mark where a test does not hold; `gap` is the difference of its sides, without their constants."""
    if test.comparison == "==" and not test.tolerance and not test.gap.constant:
        np.bitwise_or(broken, gap, broken)
    else:
        broken |= ~holds(test.comparison, gap + test.gap.constant, test.tolerance)


@lru_cache(maxsize=64)
def screen_of(whole: WholeForm, *, with_prior: bool) -> Screen:
    """Return the screen of a form; without the year before, its rules between years are left out."""
    relations = [relation for relation in whole.relations if with_prior or not relation.before]
    # A guard must hold too, or its rule is judged with care.
    tests = [test for relation in relations for test in (relation.test, relation.guard) if test]
    places, sums = _places(tests)
    parts: dict[int, list[Addition]] = {index: [] for test in tests for index, _ in test.gap.terms}
    for test, place in zip(tests, places, strict=True):
        first, last = min(test.gap.terms)[0], max(test.gap.terms)[0]
        for index, coefficient in test.gap.terms:
            parts[index].append(Addition(place, coefficient, index == first, test if index == last else None))
    steps = tuple(
        (index, whole.least.get(index), tuple(parts.get(index, ()))) for index in sorted({*parts, *whole.bounds})
    )
    # The highest number of so many bits: then the bits of all cells together tell whether any is larger.
    return Screen(steps, sums, 2 ** (whole.limit.bit_length() - 1) - 1 if whole.limit else 0)


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
