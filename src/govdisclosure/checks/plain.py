"""Equalities of whole numbers judged with plain sums, also where some cells hold no number.

A cell without a number is at least its minimum and has no highest number, so a side with such cells comes to the sum of
the others and of those minima, or more. What needs more thought (marks, amounts, guards, subtotals, the year before)
is left to `judging`, with the same verdicts.
"""

from __future__ import annotations

from itertools import chain
from typing import Any, NamedTuple

from attrs import frozen

from govdisclosure.checks.kernel import Kernel, Sides
from govdisclosure.form import Relation, Status
from govdisclosure.report import Report
from govdisclosure.spec import Number

_KNOWN, _DRAWN, _ABSENT, _CAREFUL = range(4)
_STATES = {
    "blank": _DRAWN,
    "unreadable": _DRAWN,
    "text": _DRAWN,
    "mark": _CAREFUL,
    "absent": _ABSENT,
}
"""What the state of a cell without a number means for sums."""


class Outcome(NamedTuple):
    """The verdict on a relation with its two sides and their difference, None where it is not a number."""

    relation: Relation
    status: Status
    left: Number | None = None
    right: Number | None = None
    difference: Number | None = None


@frozen(eq=False)
class PlainFigures:
    """The least that every cell of a report may be, and the kind of each: a number, unknown, absent, or for others."""

    least: Any
    kinds: bytes
    """Empty where every cell holds a number."""

    @classmethod
    def of(cls, report: Report, kernel: Kernel) -> PlainFigures:
        """Return what the cells of a report may be."""
        values = report.values
        if None not in values and not report.subtotals:
            return cls(values, b"")
        kinds = bytearray([_ABSENT if value is None else _KNOWN for value in values])
        for index, content in report.contents.items():
            if kinds[index]:
                kinds[index] = _STATES[content.state]
        for index in kernel.careful:
            kinds[index] = kinds[index] and _CAREFUL
        for index in chain(*report.subtotals):
            kinds[index] = _CAREFUL
        least = tuple([low if value is None else value for value, low in zip(values, kernel.lowest, strict=True)])
        return cls(least, bytes(kinds))

    @property
    def is_enough(self) -> bool:
        """Whether no cell stands for anything that is not known here."""
        return _CAREFUL not in self.kinds

    def outcome(self, relation: Relation, sides: Sides) -> Outcome | None:
        """Return what an equality comes to; None where that cannot be said from plain figures."""
        at_left, at_right, tolerance = sides
        left, right = sum(self.least[at_left]), sum(self.least[at_right])
        gap = left - right
        here, there = self.kinds[at_left], self.kinds[at_right]
        if not any(here) and not any(there):  # nearly always, and quicker to see than which kinds there are
            return Outcome(relation, "pass" if abs(gap) <= tolerance else "fail", left, right, gap)
        kind, other = max(here), max(there)
        if _CAREFUL in (kind, other):
            return None
        if min(here) == _ABSENT == min(there):
            return Outcome(relation, "not_applicable")
        # A side with unknown cells may be any larger number.
        fails = (other == _KNOWN and gap > tolerance) or (kind == _KNOWN and -gap > tolerance)
        known = (left if kind == _KNOWN else None, right if other == _KNOWN else None)
        return Outcome(relation, "fail" if fails else "undecided", *known)
