"""Sums by the hierarchy of a roster, exact, and honest about what is not known; and compared with a parent's report."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import define, evolve, frozen

from govdisclosure.errors import UsageError, unexpected
from govdisclosure.form import Form, Interval, Status, add, expand, weighted
from govdisclosure.language import say
from govdisclosure.panel.panels import known_specs, must_be_panel
from govdisclosure.panel.reports import Filed, panel_reports, proposed
from govdisclosure.panel.tables import FILES, read_table
from govdisclosure.reading import read
from govdisclosure.report import Report, interval_at
from govdisclosure.rosters import Roster, Unit, read_roster
from govdisclosure.spec import Number, OfPeriod, Period, as_period, period_of
from govdisclosure.versions import convert


@frozen(eq=False)
class CellSum:
    """The sum of one cell over the members of a unit, and the parent's own figure."""

    index: int
    low: Number | None
    high: Number | None
    """The sum is between these; both are it, where every member gives a number."""
    known: int
    """How many members give a number, or a mark that stands for one."""
    printed: Number
    """The sum of the numbers that members give."""
    numbers: int
    """How many give one."""
    own: Interval | None
    """The parent's own figure, or what it may be; None where there is no report to compare with."""

    @property
    def value(self) -> Number | None:
        """The sum, where it is known."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def status(self) -> Status:
        """Whether the parent's own figure is the sum: `pass`, `fail`, `undecided`, or `not_applicable` without one."""
        if self.own is None:
            return "not_applicable"
        low, high = self.own
        if (self.high is not None and low is not None and self.high < low) or (
            high is not None and self.low is not None and high < self.low
        ):
            return "fail"
        return "pass" if low is not None and low == high == self.value else "undecided"


@frozen(eq=False)
class Rollup(OfPeriod):
    """The sum of the reports of the units below one, and what it rests on."""

    unit: Unit
    form: Form
    period: Period | None
    members: tuple[Unit, ...]
    """The units below it that have none below themselves."""
    files: Mapping[str, str]
    """The files of the reports that are summed, by the code of the member."""
    panel: Path
    """Where they are read again when more than their sums is asked for."""
    against: str | None
    """What the sums are compared with: the document, or the file of the parent's own report."""
    sums: tuple[CellSum, ...]
    below: tuple[Rollup, ...] = ()
    """The same of every unit below it that has units below itself."""

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The members without a report."""
        return tuple(unit for unit in self.members if unit.code not in self.files)

    @property
    def ok(self) -> bool:
        """Whether no figure of the parent's, or of another unit with units below it, differs from the sum."""
        return all(cell.status != "fail" for one in (self, *self.below) for cell in one.sums)

    def reports(self) -> Iterator[Filed]:
        """Yield the reports that are summed, in the form of the sums, as the panel has them."""
        return (_converted(one, self.form) for one in panel_reports(self.panel, set(self.files.values())))

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON data; every sum says how many of the members it knows."""
        cells = [
            {
                "table": ref.table, "row": ref.row, "column": ref.column,
                "sum": cell.value, "low": cell.low, "high": cell.high, "known": cell.known,
                "of": len(self.members), "status": cell.status,
                **({} if cell.own is None else {"own_low": cell.own[0], "own_high": cell.own[1]}),
            }
            for cell in self.sums
            for ref in (self.form.cells[cell.index],)
        ]  # fmt: skip
        return {
            "unit": self.unit.code,
            "name": self.unit.name,
            "spec": self.form.spec.id,
            "year": self.year,
            **({"period": self.period.code} if self.period is not None and self.period.code else {}),
            "members": len(self.members),
            "reported": len(self.files),
            "missing": [{"unit": unit.code, "name": unit.name} for unit in self.missing],
            "against": self.against,
            "cells": cells,
            **({"below": [one.to_data() for one in self.below]} if self.below else {}),
        }


def rollup(
    panel: str | os.PathLike[str],
    roster: str | os.PathLike[str],
    *,
    unit: str | None = None,
    against: str | os.PathLike[str] | None = None,
    year: int | str | None = None,
    family: str | None = None,
) -> Rollup:
    """Sum the reports of the units below one, cell by cell, and compare with the unit's own report.

    Members are the units below it that have none below themselves. The own report of a unit with units below it is what
    it publishes for all of them together: it is compared with their sum, at every level of the roster, and never added.
    Blanks, marks, what could not be read and members without a report make a sum an interval. `unit` is the code of the
    unit, by default the only one without a parent; `against` a document with its own report, by default what the panel
    has of it; `year` (or a period: `"2024Q1"`) is by default the last one; `family` is that of
    the formats of the reports, where a panel has several. Reports in other versions are converted as far as they are
    comparable. Raises `UsageError` for an unknown unit, one without members, a panel that was collected without a
    roster, or one of several families where none is named.
    """
    folder = must_be_panel(panel)
    units = read_roster(roster)
    top = _top(units, unit)
    if not units.members(top.code):
        raise UsageError(say(zh=f"{top.name} 没有下级单位。", en=f"{top.name} has no units below it"))
    own = None if against is None else Filed(os.fspath(against), top.code, read(against).report)
    when, files = _files(folder, _period(year), family or (own.report.spec.family if own else None))
    form = _form(folder, own, files, units, top)
    tree = _Tree(units, form, when, folder, files)
    inner = [one for one in units.below(top.code) if one.code in units.children]
    parts = tree.sums((top, *inner), own)
    found = [tree.rollup(unit, parts[unit.code]) for unit in (top, *inner)]
    return evolve(found[0], below=tuple(found[1:]))


@define(eq=False)
class _Sums:
    """The sums below a unit while they are made, cell by cell, and what the unit itself says."""

    form: Form
    intervals: list[Interval]
    known: list[int]
    printed: list[Number]
    numbers: list[int]
    own: Filed | None = None

    @classmethod
    def none_yet(cls, form: Form) -> _Sums:
        """Return the sums of nothing."""
        count = len(form.cells)
        return cls(form, [(0, 0)] * count, [0] * count, [0] * count, [0] * count)

    def add(self, report: Report) -> None:
        """Add what the cells of a member may be."""
        for index, number in enumerate(report.values):
            low, high = interval_at(report, index)
            self.intervals[index] = weighted([(self.intervals[index], 1), ((low, high), 1)])
            self.known[index] += low is not None and low == high
            if number is not None:
                self.printed[index] = add(self.printed[index], number)
                self.numbers[index] += 1

    def cells(self, missing: int) -> Iterator[CellSum]:
        """Yield the sum of every cell of numbers; the cells of members without a report may be anything."""
        for index, value in enumerate(self.form.values):
            if value.numeric:
                nothing: list[tuple[Interval, Number]] = [((value.min, None), missing)] if missing else []
                low, high = weighted([(self.intervals[index], 1), *nothing])
                own = None if self.own is None else interval_at(self.own.report, index)
                yield CellSum(index, low, high, self.known[index], self.printed[index], self.numbers[index], own)


@frozen(eq=False)
class _Tree:
    """The units of a roster, and the files of their reports, which are summed in one form."""

    roster: Roster
    form: Form
    period: Period | None
    panel: Path
    files: Mapping[str, str]

    def sums(self, units: Sequence[Unit], own: Filed | None) -> dict[str, _Sums]:
        """Return the sums below units; the reports pass one after the other, and only sums are kept."""
        found = {unit.code: _Sums.none_yet(self.form) for unit in units}
        above = self._above(found)
        wanted = {self.files[code] for code in (*found, *above) if code in self.files}
        for filed in panel_reports(self.panel, wanted):
            here = _converted(filed, self.form)
            if filed.unit in found:
                found[filed.unit].own = here
            for one in above.get(filed.unit or "", ()):
                one.add(here.report)
        if own is not None:
            found[units[0].code].own = _converted(own, self.form)
        return found

    def _above(self, sums: Mapping[str, _Sums]) -> dict[str, list[_Sums]]:
        """Return, by the code of each member, the sums that its report is part of."""
        above: dict[str, list[_Sums]] = {}
        for code, one in sums.items():
            for member in self.roster.members(code):
                above.setdefault(member.code, []).append(one)
        return above

    def rollup(self, unit: Unit, sums: _Sums) -> Rollup:
        """Return the sums below a unit, with what they rest on."""
        members = self.roster.members(unit.code)
        files = {one.code: self.files[one.code] for one in members if one.code in self.files}
        cells = tuple(sums.cells(len(members) - len(files)))
        file = sums.own.file if sums.own else None
        return Rollup(unit, self.form, self.period, members, files, self.panel, file, cells)


def _period(year: int | str | None) -> Period | None:
    period = period_of(year) if isinstance(year, str) else as_period(year)
    if year is not None and period is None:
        raise unexpected(year, zh="年份或报告期，如 2024、2024Q1", en="a year or a period, such as 2024 or 2024Q1")
    return period


def _latest(periods: Iterable[Period | None]) -> Period | None:
    return max(filter(None, periods), key=lambda one: (one.last, one.first), default=None)


def _files(panel: Path, period: Period | None, family: str | None) -> tuple[Period | None, dict[str, str]]:
    """Return the period, the last one where none is asked for, and the files of its units that count."""
    chosen = {whose: one.file for whose, one in proposed(panel).items() if whose.key.startswith("unit:")}
    if family is None:
        _must_be_one({whose.family for whose in chosen})
    own = {whose: file for whose, file in chosen.items() if family in (None, whose.family)}
    when = period or _latest(whose.period for whose in own)
    files = {whose.key.removeprefix("unit:"): file for whose, file in own.items() if whose.period == when}
    if not files:
        raise UsageError(
            say(
                zh="收集时没有用名册；请用 --roster 再运行一次 collect。",
                en="run collect again with --roster: no file is matched with a unit",
            )
        )
    return when, files


def _must_be_one(families: Collection[str]) -> None:
    if len(families) > 1:
        names = say(zh="、", en=", ").join(sorted(families))
        raise UsageError(
            say(
                zh=f"面板里有几类报告，请用 --family 指定：{names}。",
                en=f"the panel has reports of several families; choose one with --family: {names}",
            )
        )


def _top(roster: Roster, code: str | None) -> Unit:
    if code is not None:
        if code not in roster.by_code:
            raise UsageError(say(zh=f"名册中没有代码 {code}。", en=f"the roster has no unit with the code {code}"))
        return roster.by_code[code]
    tops = [unit for unit in roster.units if unit.parent is None]
    if len(tops) > 1:
        names = say(zh="、", en=", ").join(unit.code for unit in tops[:5])
        raise UsageError(
            say(
                zh=f"名册有 {len(tops)} 个最上级单位，请用 --unit 指定：{names}。",
                en=f"several units have no parent; choose one with --unit: {names}",
            )
        )
    return tops[0]


def _form(panel: Path, own: Filed | None, files: Mapping[str, str], units: Roster, top: Unit) -> Form:
    """Return the form of the sums: that of the parent's report, else the newest among the members'."""
    if own is not None:
        return expand(own.report.spec)
    specs = known_specs(panel)
    said = read_table(panel / "files", FILES, ["file", "spec"]).to_pylist()
    of_file = {row["file"]: row["spec"] for row in said}
    if top.code in files:
        return expand(specs[of_file[files[top.code]]])
    members = {of_file[files[one.code]] for one in units.members(top.code) if one.code in files}
    return expand(specs[max(members or specs)])


def _converted(filed: Filed, form: Form) -> Filed:
    """Return a report in a form; where no change leads to it, one of which nothing is known."""
    report = filed.report
    if report.form is form:
        return filed
    try:
        report = convert(report, form.spec)
    except UsageError:
        report = Report(form, (None,) * len(form.cells), report.organisation, report.period)
    if report.form != form:
        # Rows and columns that reports name themselves are theirs alone: only what the form has is summed.
        places = [report.form.index[cell.table, cell.row, cell.column] for cell in form.cells]
        contents = {i: report.contents[place] for i, place in enumerate(places) if place in report.contents}
        values = tuple(report.values[place] for place in places)
        report = Report(form, values, report.organisation, report.period, contents)
    return Filed(filed.file, filed.unit, report)
