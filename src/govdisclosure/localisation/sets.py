"""The smallest sets of cells that explain what is wrong in one component of a report."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from math import floor
from typing import Literal

from attrs import frozen

from govdisclosure.form import Exact, LimitReachedError, divided, exact
from govdisclosure.localisation.search import Search, bits, layout_of
from govdisclosure.localisation.simplex import Relaxation
from govdisclosure.localisation.slips import proposed
from govdisclosure.localisation.systems import Component, Range, System, as_number, is_empty, is_single, lies_in
from govdisclosure.report import Report, interval_at

MAX_CELLS = 3
"""The largest sets that are listed: beyond, there are too many to choose from."""
MAX_TRIALS = 3_000
"""Sets that are tried one by one where the quick search cannot be used."""

Outcome = Literal["listed", "some", "too_many", "unfinished"]
"""All smallest sets were found; or some, or none, before the search was given up; or they have too many cells."""


@frozen(eq=False)
class Fit:
    """What one cell of a set would have to be: one number, or the one proposed of a range."""

    value: Exact
    low: Exact | None
    high: Exact | None


def _only(value: Exact) -> Fit:
    return Fit(value, value, value)


Fits = Mapping[int, Fit]
"""A set of cells, by index in the form, with what each would have to be."""


@frozen(eq=False)
class Sets:
    """All smallest sets of one component; `least` is their size, or what it is at least where they are not listed."""

    least: int
    outcome: Outcome
    sets: tuple[Fits, ...] = ()


def smallest_sets(component: Component, report: Report, numbers: Sequence[Exact | None]) -> Sets | None:
    """Return the smallest sets of cells of a component, or None if nothing is wrong in it.

    `numbers` are what the cells of the form hold, None where that is not one number.
    """
    if component.is_plain and None not in [numbers[index] for index in component.cells]:
        return _quick(component, report, numbers)  # type: ignore[arg-type]  # no None among the cells of the component
    return _careful([*component.systems(report)])


def numbers_of(report: Report) -> Sequence[Exact | None]:
    """Return the number that each cell stands for, None where that is not one number."""
    return [number if type(number) is int else _number_at(report, index) for index, number in enumerate(report.values)]


def _number_at(report: Report, index: int) -> Exact | None:
    low, high = interval_at(report, index)
    return exact(low) if low is not None and low == high else None


def _quick(component: Component, report: Report, numbers: Sequence[Exact]) -> Sets | None:
    search = Search(layout_of(component), numbers)
    if search.is_clean:
        return None
    for size in range(min(search.least, MAX_CELLS + 1), MAX_CELLS + 1):
        found, loose = search.sets_of(size)
        fits: list[Fits] = [
            {index: _only(numbers[index] + change) for index, change in changes.items()} for changes in found
        ]
        try:
            fits += (fit for chosen in loose if (fit := _fitted(component.standing(report), chosen)) is not None)
        except LimitReachedError:
            return Sets(size, "some" if fits else "unfinished", tuple(fits))
        if fits:
            return Sets(size, "listed", tuple(fits))
    return Sets(max(search.least, MAX_CELLS + 1), "too_many")


def _careful(systems: list[System]) -> Sets | None:
    """Search where cells are blank, or rules are no equalities: from every conflict, one cell has to be in the set."""
    size = 1
    found: dict[tuple[int, ...], Fits] = {}
    try:
        searches = [_HittingSets(system) for system in systems]
        if any(search.is_clean for search in searches):
            return None
        for size in range(1, MAX_CELLS + 1):
            for search in searches:
                found.update(search.fits_of(size, besides=found))
            if found:
                return Sets(size, "listed", tuple(found.values()))
    except LimitReachedError:
        return Sets(size, "some" if found else "unfinished", tuple(found.values()))
    return Sets(max(MAX_CELLS + 1, min(search.least for search in searches)), "too_many")


class _HittingSets:
    """Sets that hit every conflict: of each, whatever else changes, one cell must be in the set.

    Conflicts are kept, as bits of an integer: what one set runs into rules out many others unseen.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.is_clean = False
        self._conflicts: list[int] = []
        self._trials = 0
        self.is_clean = self._blocking(0) is None

    @property
    def least(self) -> int:
        """How many cells a set has at least, as far as the conflicts met so far tell."""
        return _disjoint(sorted(self._conflicts, key=int.bit_count))

    def fits_of(self, size: int, besides: Container[tuple[int, ...]]) -> Iterator[tuple[tuple[int, ...], Fits]]:
        """Yield the sets of exactly this many cells, each in the order of the form, with what its cells would be."""
        for found in self._extend(0, size, 0):
            chosen = tuple(bits(found))
            if chosen not in besides and (fitted := _fitted(self.system, chosen)) is not None:
                yield chosen, fitted

    def _blocking(self, chosen: int) -> int | None:
        """Return None if freeing these cells is enough, else cells one of which must be freed too."""
        self._trials += 1
        if self._trials > MAX_TRIALS:
            raise LimitReachedError
        blocking = Relaxation(self.system, tuple(bits(chosen))).blocking()
        if blocking is None:
            return None
        conflict = sum(1 << index for index in blocking)
        self._conflicts.append(conflict)
        return conflict

    def _extend(self, chosen: int, left: int, excluded: int) -> Iterator[int]:
        unhit = [conflict for conflict in self._conflicts if not conflict & chosen]
        if not unhit:
            blocking = self._blocking(chosen)
            if blocking is None:
                yield chosen
                return
            unhit = [blocking]
        unhit.sort(key=int.bit_count)
        if _disjoint(unhit) > left:
            return
        candidates = unhit[0]
        if left == 1:
            for conflict in unhit:
                candidates &= conflict
        for index in bits(candidates & ~excluded):
            yield from self._extend(chosen | 1 << index, left - 1, excluded)
            excluded |= 1 << index


def _disjoint(conflicts: list[int]) -> int:
    """Return how many conflicts have no cell in common, counted greedily: so many cells are needed at least."""
    seen = count = 0
    for conflict in conflicts:
        if not conflict & seen:
            seen |= conflict
            count += 1
    return count


def _fitted(system: System, chosen: Sequence[int]) -> Fits | None:
    """Return what each cell of a set would have to be: by a slip, or as near as possible; None if nothing fits."""
    relaxation = Relaxation(system, chosen)
    if relaxation.blocking() is not None:
        return None
    whole = {index: relaxation.extremes(index, {}) for index in chosen}
    exactly = Relaxation(system.exactly(chosen), chosen)
    limits: dict[int, Range] = {}
    for index in sorted(chosen, key=lambda index: _by_slip(system, index, whole[index]) is None):
        own = relaxation.extremes(index, limits)
        value = _by_slip(system, index, own)
        if value is None:
            inner = exactly.extremes(index, limits)
            value = _middle(own) if is_empty(inner) else _nearest(_held(system, index), inner)
            value = _as_held(system, index, value, own)
        limits[index] = (value, value)
    if relaxation.numbers(limits) is None:
        numbers = relaxation.numbers({}) or {}
        limits = {index: (numbers[index], numbers[index]) for index in chosen}
    return {index: Fit(limits[index][0] or 0, *whole[index]) for index in chosen}


def _held(system: System, index: int) -> Exact:
    return system.home[index][0] or 0


def _by_slip(system: System, index: int, own: Range) -> Exact | None:
    """Return the number of a range that a slip leads to from what a cell holds."""
    printed = None if is_single(own) else as_number(_held(system, index), system.values[index])
    number = None if printed is None else proposed(printed, own)
    return None if number is None or not system.can_hold(index, number) else exact(number)


def _middle(own: Range) -> Exact:
    """Return the middle of a range: the likeliest number where only rounding lets several rules hold together."""
    ends = [end for end in own if end is not None]
    return divided(sum(ends), max(len(ends), 1))


def _as_held(system: System, index: int, number: Exact, own: Range) -> Exact:
    """Return the number of a range that is nearest to another and has no more decimal places than the cell takes."""
    places = 0 if system.is_whole(index) else system.values[index].places
    if places is None:
        return number
    scale = 10**places
    below = floor(number * scale)
    fitting = [one for one in (divided(below, scale), divided(below + 1, scale)) if lies_in(one, own)]
    return min(fitting, key=lambda one: max(one - number, number - one), default=number)


def _nearest(held: Exact, own: Range) -> Exact:
    """Return the number of a range that is nearest to another."""
    low, high = own
    if low is not None and held < low:
        return low
    return high if high is not None and held > high else held
