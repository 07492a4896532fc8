"""Printed shares and ratios held against their parts: each agrees with the quotient within its rounding, or is told.

A quotient is not linear, so no other cell follows from one, and none is suspected because of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from govdisclosure import codes
from govdisclosure.form import Form, cell_name
from govdisclosure.language import current, say
from govdisclosure.report import Problem, Report
from govdisclosure.spec import Number, decimal_places, number_text

_Place = tuple[str, str, str]


class _Quotient(NamedTuple):
    """The cells of a printed ratio, of what is divided and by what, and what the quotient is multiplied by."""

    ratio: int
    part: int
    whole: int
    times: Number


def ratio_problems(report: Report) -> Iterator[Problem]:
    """Yield a problem for every printed ratio that rounding does not explain."""
    for one in _quotients(report.form):
        printed, part, whole = (report.values[index] for index in (one.ratio, one.part, one.whole))
        if printed is None or part is None or not whole:
            continue
        low, high = _possible(report.form, one, part, whole)
        half = Fraction(1, 2) / Fraction(10) ** decimal_places(printed)  # of a unit of its last place
        if not low - half <= Fraction(printed) <= high + half:
            yield _problem(report, one, printed, part, whole)


@lru_cache(maxsize=64)
def _quotients(form: Form) -> tuple[_Quotient, ...]:
    """Return the ratios of a form whose three cells are there."""
    return tuple(
        _Quotient(index, form.index[part], form.index[whole], times)
        for index in range(len(form.cells))
        for part, whole, times in _ratios_at(form, index)
        if part in form.index and whole in form.index
    )


def _ratios_at(form: Form, index: int) -> Iterator[tuple[_Place, _Place, Number]]:
    """Yield the places of what a cell is the ratio of, by its row and by its column, and what it is multiplied by."""
    ref, (row, column) = form.cells[index], form.lines[index]
    if ratio := row.header.own.ratio:
        yield (ref.table, ratio.of, ref.column), (ref.table, ratio.to, ref.column), ratio.times
    if ratio := column.header.own.ratio:
        yield (ref.table, ref.row, ratio.of), (ref.table, ref.row, ratio.to), ratio.times


def _possible(form: Form, one: _Quotient, part: Number, whole: Number) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest that the true quotient may be: its parts may be rounded themselves."""
    around = [
        (Fraction(number) - lost, Fraction(number) + lost)
        for number, index in ((part, one.part), (whole, one.whole))
        for lost in (Fraction(form.values[index].half_unit or 0),)
    ]
    quotients = [Fraction(one.times) * above / below for above in around[0] for below in around[1] if below]
    return min(quotients), max(quotients)


def _problem(report: Report, one: _Quotient, printed: Number, above: Number, below: Number) -> Problem:
    ref = report.form.cells[one.ratio]
    name, part, whole = (cell_name(report.form, index, current()) for index in (one.ratio, one.part, one.whole))
    times = "" if one.times == 1 else f"{one.times} × "
    exact = Fraction(one.times) * Fraction(above) / Fraction(below)
    places = max(0, decimal_places(printed))
    quotient = Decimal(round(exact * 10**places)).scaleb(-places)
    told, over, under = number_text(printed), number_text(above), number_text(below)
    message = say(
        zh=f"“{name}”{told} 与 {times}“{part}”{over} ÷ “{whole}”{under} = {quotient:f} 不符。",
        en=f"'{name}' {told} is not {times}'{part}' {over} ÷ '{whole}' {under} = {quotient:f}",
    )
    return Problem.of(codes.RATIO_DIFFERS, message, ref.table, ref.row, ref.column, place=report.place(one.ratio))
