"""The interpretations of several rows with which sums over all of them can hold, found by narrowing and trying.

The solver is exact: it goes through every combination that the sums leave open, or gives up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from attrs import frozen

from govdisclosure.form import Effort, Interval, LimitReachedError, add, minus
from govdisclosure.spec import Number

MOST_WORK = 200_000
"""Ways that are looked at before nothing is settled: half a second; what was settled took a quarter of it at most."""

_Open = Mapping[int, tuple[int, ...]]
"""The numbers of the interpretations of each group that are still possible."""


@frozen(eq=False, repr=False)
class Equation:
    """What each way to read a group adds to a sum, by group; with what all other cells add it must be able to be 0."""

    added: Mapping[int, tuple[Interval, ...]]
    others: Interval


def only_ways(equations: Sequence[Equation]) -> dict[int, int]:
    """Return the way to read each group on which all solutions agree; nothing if there are none, or too many steps."""
    everything = {number: tuple(range(len(added))) for one in equations for number, added in one.added.items()}
    seen: dict[int, set[int]] = {number: set() for number in everything}
    try:
        for solution in _solutions(equations, everything, Effort(MOST_WORK)):
            for number, way in solution.items():
                seen[number].add(way)
            if all(len(ways) > 1 for ways in seen.values()):
                break
    except LimitReachedError:
        return {}
    return {number: min(ways) for number, ways in seen.items() if len(ways) == 1}


def _solutions(equations: Sequence[Equation], possible: _Open, effort: Effort) -> Iterator[Mapping[int, int]]:
    """Yield every choice of one way for each group with which all equations can hold."""
    of_group: dict[int, list[int]] = {number: [] for number in possible}
    for place, equation in enumerate(equations):
        for number in equation.added:
            of_group[number].append(place)
    stack: list[tuple[_Open, Iterable[int]]] = [(possible, range(len(equations)))]
    while stack:
        narrowed = _narrowed(equations, of_group, *stack.pop(), effort)
        if narrowed is None:
            continue
        several = [number for number, ways in narrowed.items() if len(ways) > 1]
        if several:
            _, number = min((len(narrowed[number]), number) for number in several)
            stack += [({**narrowed, number: (way,)}, of_group[number]) for way in narrowed[number]]
        else:
            yield {number: way for number, (way,) in narrowed.items()}


def _narrowed(
    equations: Sequence[Equation],
    of_group: Mapping[int, Sequence[int]],
    possible: _Open,
    first: Iterable[int],
    effort: Effort,
) -> _Open | None:
    """Leave out ways with which an equation cannot hold, whatever the others are; None if a group has none left.

    `first` are the equations to look at; the others follow as soon as one of their groups has lost a way.
    """
    waiting = dict.fromkeys(first)
    while waiting:
        place = next(iter(waiting))
        del waiting[place]
        kept = _allowed(equations[place], possible, effort)
        if kept is None:
            return None
        lost = [number for number, ways in kept.items() if len(ways) < len(possible[number])]
        waiting |= dict.fromkeys(place for number in lost for place in of_group[number])
        possible = {**possible, **kept} if lost else possible
    return possible


def _allowed(equation: Equation, possible: _Open, effort: Effort) -> _Open | None:
    """Return of each group in an equation the ways that the other groups allow; None if one has none left."""
    spans = {number: _span([added[way] for way in possible[number]]) for number, added in equation.added.items()}
    effort.spend(sum(len(possible[number]) for number in spans))
    low = _Ends([equation.others[0], *(span[0] for span in spans.values())])
    high = _Ends([equation.others[1], *(span[1] for span in spans.values())])
    kept = {}
    for number, added in equation.added.items():
        least, most = spans[number]
        # With the others it comes to 0, so it lies between their ends with the signs turned round.
        bottom, top = high.without_turned(most), low.without_turned(least)
        kept[number] = tuple(way for way in possible[number] if _meets(added[way], bottom, top))
        if not kept[number]:
            return None
    return kept


class _Ends:
    """The lower, or the upper, ends of intervals that are added up; None is without limit."""

    def __init__(self, ends: Sequence[Number | None]) -> None:
        known = [end for end in ends if end is not None]
        self.unlimited = len(ends) - len(known)
        nothing: Number = 0
        self.total = reduce(add, known, nothing)

    def without_turned(self, end: Number | None) -> Number | None:
        """Return the sum of all ends but one with its sign turned round: of 2, 3 and 4 without the 4, -5."""
        if self.unlimited > (end is None):
            return None
        return minus(self.total) if end is None else add(end, minus(self.total))


def _meets(one: Interval, bottom: Number | None, top: Number | None) -> bool:
    """Whether a number of an interval lies between two others; None is without limit."""
    low, high = one
    return (low is None or top is None or low <= top) and (high is None or bottom is None or high >= bottom)


def _span(intervals: Sequence[Interval]) -> Interval:
    """Return the smallest interval around some others."""
    if len(intervals) == 1:
        return intervals[0]
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return (
        min(lows) if len(lows) == len(intervals) else None,
        max(highs) if len(highs) == len(intervals) else None,
    )
