"""Totals that are what their parts add up to, and follow when a part changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from govdisclosure.form import add, exact_totals, multiply
from govdisclosure.report.contents import Content
from govdisclosure.report.model import Report
from govdisclosure.spec import Number


def with_calculated(report: Report) -> Report:
    """Return a report whose totals were worked out where it was filled in: those that fit their parts are derived."""
    derived = {
        index: Content("number", origin="derived")
        for index, parts in exact_totals(report.form).items()
        if index not in report.contents and report.values[index] is not None and _fits(report.values, index, parts)
    }
    return evolve(report, contents={**report.contents, **derived}) if derived else report


def calculated(report: Report) -> frozenset[int]:
    """Return the totals that were derived from their parts and still fit them: an error is in a part, never in them."""
    derived = {index for index, content in report.contents.items() if content.origin == "derived"}
    totals = exact_totals(report.form) if derived else {}
    return frozenset(index for index in derived & totals.keys() if _fits(report.values, index, totals[index]))


def recalculated(report: Report, totals: Iterable[int]) -> Report:
    """Return a report in which some totals are what their parts add up to."""
    left, values = set(totals), list(report.values)
    every = exact_totals(report.form)
    while ready := {index for index in left if left.isdisjoint(every[index])}:  # a part may be a total itself
        for index in ready:
            values[index] = _sum(values, every[index])
        left -= ready
    return evolve(report, values=tuple(values))


def _fits(values: Sequence[Number | None], index: int, parts: Mapping[int, Number]) -> bool:
    return values[index] is not None and values[index] == _sum(values, parts)


def _sum(values: Sequence[Number | None], parts: Mapping[int, Number]) -> Number | None:
    """Return what cells add up to, each with its sign; None where one holds no number."""
    found: Number = 0
    for index, sign in parts.items():
        number = values[index]
        if number is None:
            return None
        found = add(found, multiply(sign, number))
    return found
