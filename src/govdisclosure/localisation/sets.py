"""The smallest sets of cells that explain what is wrong in one part of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from govdisclosure.localisation.rows import Exact, Part, Problem, Range, exact
from govdisclosure.localisation.search import Layout, Search
from govdisclosure.localisation.simplex import GivenUpError, Room
from govdisclosure.report import Report, interval_at

MAX_CELLS = 3
"""The largest sets that are listed: beyond, there are too many to choose from."""
MAX_ROOMS = 3_000
"""Sets that are tried one by one where the quick search cannot be used."""

Outcome = Literal["listed", "one", "too_many", "no_solver"]
"""All smallest sets were found; or some, by a solver; or they have too many cells to list; or there is no solver."""


@frozen(eq=False)
class Fit:
    """What one cell of a set would have to be: one number, or the one proposed of a range."""

    value: Exact
    low: Exact | None
    high: Exact | None


Fits = Mapping[int, Fit]
"""A set of cells, by index in the form, with what each would have to be."""


@frozen(eq=False)
class Sets:
    """All smallest sets of one part; `least` is their size, or what it is at least where they are not listed."""

    least: int
    outcome: Outcome
    sets: tuple[Fits, ...] = ()


def smallest_sets(part: Part, report: Report, numbers: Sequence[Exact | None]) -> Sets | None:
    """Return the smallest sets of cells of a part, or None if nothing is wrong in it.

    `numbers` are what the cells of the form hold, None where that is not one number.
    """
    if part.is_plain:
        held = [numbers[index] for index in part.cells]
        if None not in held:
            return _quick(part, report, numbers)  # type: ignore[arg-type]  # no None among the cells of the part
    return _careful([*part.problems(report)])


def numbers_of(report: Report) -> Sequence[Exact | None]:
    """Return the number that each cell stands for, None where that is not one number."""
    if not report.contents and all(type(number) is int for number in report.values):
        return report.values  # type: ignore[return-value]  # all of them int
    found: list[Exact | None] = []
    for index in range(len(report.values)):
        low, high = interval_at(report, index)
        found.append(exact(low) if low is not None and low == high else None)
    return found


def layout_of(part: Part) -> Layout:
    """Return the rows of a part as bits, made once."""
    found = part.layout
    if not isinstance(found, Layout):
        found = part.layout = Layout(part)
    return found


def _quick(part: Part, report: Report, numbers: Sequence[Exact]) -> Sets | None:
    search = Search(layout_of(part), numbers)
    if search.is_clean:
        return None
    for size in range(min(search.least, MAX_CELLS + 1), MAX_CELLS + 1):
        found, loose = search.sets_of(size)
        fits: list[Fits] = [
            {
                index: Fit(value, value, value)
                for index, change in changes.items()
                for value in (numbers[index] + change,)
            }
            for changes in found
        ]
        for chosen in loose:
            (problem,) = part.problems(report)
            if (fitted := _fitted(problem, chosen)) is not None:
                fits.append(fitted)
        if fits:
            return Sets(size, "listed", tuple(fits))
    return Sets(max(search.least, MAX_CELLS + 1), "too_many")


def _careful(problems: list[Problem]) -> Sets | None:
    """Search where cells are blank, or rules are no equalities: from every conflict, one cell has to be in the set."""
    least = 1
    try:
        searches = [_Careful(problem) for problem in problems]
        if any(search.is_clean for search in searches):
            return None
        for size in range(1, MAX_CELLS + 1):
            least = size
            found: dict[tuple[int, ...], Fits] = {}
            for search in searches:
                for chosen in search.sets_of(size):
                    fitted = _fitted(search.problem, chosen)
                    if fitted is not None:
                        found.setdefault(chosen, fitted)
            if found:
                return Sets(size, "listed", tuple(found.values()))
    except GivenUpError:
        return _by_solver(problems, least)
    return Sets(max(MAX_CELLS + 1, min(search.least for search in searches)), "too_many")


def _by_solver(problems: list[Problem], least: int) -> Sets:
    """Ask a solver for one smallest set where the search was not finished; what it says is verified exactly."""
    from govdisclosure.localisation.milp import smallest_set

    found: dict[tuple[int, ...], Fits] = {}
    for problem in problems:
        try:
            chosen = smallest_set(problem)
        except ModuleNotFoundError:
            return Sets(least, "no_solver")
        try:
            if chosen and len(chosen) <= MAX_CELLS and (fitted := _fitted(problem, chosen)) is not None:
                found[chosen] = fitted
        except GivenUpError:
            continue
    size = min(map(len, found), default=least)
    return Sets(size, "one", tuple(fits for chosen, fits in found.items() if len(chosen) == size))


class _Careful:
    """Sets that hit every conflict: of each, whatever else changes, one cell must be in the set.

    Conflicts are kept, as bits of an integer: what one set runs into rules out many others unseen.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.is_clean = False
        self._conflicts: list[int] = []
        self._rooms = 0
        self.is_clean = self._blame(0) is None

    @property
    def least(self) -> int:
        """How many cells a set has at least, as far as the conflicts met so far tell."""
        return _disjoint(sorted(self._conflicts, key=int.bit_count))

    def sets_of(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield the sets of exactly this many cells, each in the order of the form."""
        for found in self._extend(0, size, 0):
            yield tuple(_bits(found))

    def _blame(self, chosen: int) -> int | None:
        """Return None if freeing these cells is enough, else cells one of which must be freed too."""
        self._rooms += 1
        if self._rooms > MAX_ROOMS:
            raise GivenUpError
        blamed = Room(self.problem, tuple(_bits(chosen))).blame()
        if blamed is None:
            return None
        conflict = sum(1 << index for index in blamed)
        self._conflicts.append(conflict)
        return conflict

    def _extend(self, chosen: int, left: int, excluded: int) -> Iterator[int]:
        unhit = [conflict for conflict in self._conflicts if not conflict & chosen]
        if not unhit:
            blamed = self._blame(chosen)
            if blamed is None:
                if not left:
                    yield chosen
                return
            unhit = [blamed]
        unhit.sort(key=int.bit_count)
        if _disjoint(unhit) > left:
            return
        candidates = unhit[0]
        if left == 1:
            for conflict in unhit:
                candidates &= conflict
        for index in _bits(candidates & ~excluded):
            yield from self._extend(chosen | 1 << index, left - 1, excluded)
            excluded |= 1 << index


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _disjoint(conflicts: list[int]) -> int:
    """Return how many conflicts have no cell in common, counted greedily: so many cells are needed at least."""
    seen = count = 0
    for conflict in conflicts:
        if not conflict & seen:
            seen |= conflict
            count += 1
    return count


def _fitted(problem: Problem, chosen: Sequence[int]) -> Fits | None:
    """Return what each cell of a set would have to be, as near as possible to what it is; None if nothing fits."""
    room = Room(problem, chosen)
    if room.blame() is not None:
        return None
    whole: dict[int, Range] = {index: room.extremes(index, {}) for index in chosen}
    limits: dict[int, Range] = {}
    for index in chosen:
        low, high = room.extremes(index, limits)
        value = _nearest(problem.home[index], low, high)
        limits[index] = (value, value)
    if room.numbers(limits) is None:
        numbers = room.numbers({}) or {}
        limits = {index: (numbers[index], numbers[index]) for index in chosen}
    return {index: Fit(limits[index][0] or 0, *whole[index]) for index in chosen}


def _nearest(home: Range, low: Exact | None, high: Exact | None) -> Exact:
    """Return the number of a range that is nearest to what a cell holds; a sign too many is taken away first."""
    held = home[0] if home[0] is not None else 0
    if held < 0 and (low is None or low <= -held) and (high is None or -held <= high):
        return -held
    if low is not None and held < low:
        return low
    return high if high is not None and held > high else held
