"""Other documents given with many reports: those of the year before, and companions; found by the organisations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import define, evolve, field

from govdisclosure import codes
from govdisclosure.checks import prepared
from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.report import Problem, Report
from govdisclosure.spec import Period


@define
class OtherReports:
    """Reports by organisation; what fits nothing, or does not fit alone, is said with the reason."""

    by_organisation: dict[str, list[tuple[str, Report]]] = field(factory=dict)
    unused: dict[str, str] = field(factory=dict)
    """The names of the reports that no report was compared with yet, and of what organisation and year they are."""

    def add(self, name: str, report: Report) -> None:
        """Take in a report."""
        self.by_organisation.setdefault(_key(report.organisation), []).append((name, report))
        self.unused[name] = f"{report.organisation or '?'} {report.period or '?'}"

    def prior_of(self, report: Report) -> tuple[Report | None, Problem | None]:
        """Return the report of the year before, or None and why there is none."""
        prior, reason = self._only(report, report.spec.family, report.period and report.spec.before(report.period))
        if prior is None:
            return None, _no_prior(reason)
        try:
            prepared(prior, report)
        except UsageError as error:
            return None, Problem.of(codes.PRIOR_UNMATCHED, str(error))
        return prior, None

    def companions_of(self, report: Report) -> tuple[list[Report], list[Problem]]:
        """Return the documents of the organisation and year that the report's format names, and what is missing."""
        found: list[Report] = []
        missing: list[Problem] = []
        for companion in report.spec.companions:
            other, reason = self._only(report, companion.family, report.period)
            if other is None:
                missing.append(_no_companion(companion.family, reason))
            else:
                found.append(other)
        return found, missing

    def _only(self, report: Report, family: str, period: Period | None) -> tuple[Report | None, str]:
        """Return the one report of the same organisation for a year, in a family of formats; else None and why."""
        if not report.organisation:
            return None, say(zh="报告没有写明单位", en="the report names no organisation")
        named = self.by_organisation.get(_key(report.organisation), ())
        same = [one for one in named if one[1].spec.family == family]
        if not same:
            return None, say(zh=f"没有“{report.organisation}”的", en=f"none is of '{report.organisation}'")
        fitting = [(name, one) for name, one in same if period is None or one.period in (None, period)]
        if not fitting:
            years = say(zh="、", en=", ").join(one.period.named if one.period else "?" for _, one in same)
            return None, say(zh=f"该单位的只有 {years}的", en=f"those of the organisation are for {years}")
        if len(fitting) > 1:
            names = say(zh="、", en=", ").join(name for name, _ in fitting)
            return None, say(zh=f"有 {len(fitting)} 份都对得上：{names}", en=f"several fit: {names}")
        ((name, other),) = fitting
        self.unused.pop(name, None)
        return evolve(other, organisation=report.organisation), ""  # the same, spelt alike

    def prior_left_over(self) -> Iterator[str]:
        """Yield a line for each prior report that no report was compared with."""
        for name, whose in self.unused.items():
            yield say(
                zh=f"{name}：上年报告（{whose}）没有对应的本年报告，没有用到。",
                en=f"{name}: this prior report ({whose}) belongs to none of the reports and was not used",
            )

    def left_over(self) -> Iterator[str]:
        """Yield a line for each other document that no report was compared with."""
        for name, whose in self.unused.items():
            yield say(
                zh=f"{name}：这份文件（{whose}）没有对应的报告，没有用到。",
                en=f"{name}: this document ({whose}) belongs to none of the reports and was not used",
            )


def _key(organisation: str | None) -> str:
    """Return the name of an organisation without what writers and fonts do to it."""
    return "".join(unicodedata.normalize("NFKC", organisation or "").split())


def _no_prior(reason: str) -> Problem:
    message = say(
        zh=f"所给的上年报告中没有找到对应的一份：{reason}。",
        en=f"no prior report was found among those given: {reason}",
    )
    return Problem.of(codes.PRIOR_UNMATCHED, message)


def _no_companion(family: str, reason: str) -> Problem:
    message = say(
        zh=f"所给的文件（--with）中没有找到对应的 {family} 文件：{reason}。",
        en=f"no document of {family} was found among those given (--with): {reason}",
    )
    return Problem.of(codes.COMPANION_UNMATCHED, message)
