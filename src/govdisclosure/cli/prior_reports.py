"""Reports of the year before, found for many reports by the names of their organisations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import define, evolve, field

from govdisclosure import codes
from govdisclosure.checks import prepared
from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.report import Problem, Report


@define
class PriorReports:
    """Reports by organisation; what fits nothing, or does not fit alone, is said with the reason."""

    by_organisation: dict[str, list[tuple[str, Report]]] = field(factory=dict)
    unused: dict[str, str] = field(factory=dict)
    """The names of the reports that no report was compared with yet, and of what organisation and year they are."""

    def add(self, name: str, report: Report) -> None:
        """Take in a report."""
        self.by_organisation.setdefault(_key(report.organisation), []).append((name, report))
        self.unused[name] = f"{report.organisation or '?'} {report.year or '?'}"

    def of(self, report: Report) -> tuple[Report | None, Problem | None]:
        """Return the report of the year before, or None and why there is none."""
        if not report.organisation:
            return None, _unmatched(say(zh="报告没有写明单位", en="the report names no organisation"))
        same = [one for one in self.by_organisation.get(_key(report.organisation), ()) if _comparable(one[1], report)]
        if not same:
            return None, _unmatched(say(zh=f"没有“{report.organisation}”的", en=f"none is of '{report.organisation}'"))
        fitting = [(name, one) for name, one in same if not report.year or one.year in (None, report.year - 1)]
        if not fitting:
            years = say(zh="、", en=", ").join(str(one.year) for _, one in same)
            return None, _unmatched(
                say(zh=f"该单位的只有 {years} 年的", en=f"those of the organisation are for {years}")
            )
        if len(fitting) > 1:
            names = say(zh="、", en=", ").join(name for name, _ in fitting)
            return None, _unmatched(say(zh=f"有 {len(fitting)} 份都对得上：{names}", en=f"several fit: {names}"))
        ((name, prior),) = fitting
        self.unused.pop(name, None)
        prior = evolve(prior, organisation=report.organisation)  # the same, spelt alike
        try:
            prepared(prior, report)
        except UsageError as error:
            return None, Problem.of(codes.PRIOR_UNMATCHED, str(error))
        return prior, None

    def left_over(self) -> Iterator[str]:
        """Yield a line for each report that no report was compared with."""
        for name, whose in self.unused.items():
            yield say(
                zh=f"{name}：上年报告（{whose}）没有对应的本年报告，没有用到。",
                en=f"{name}: this prior report ({whose}) belongs to none of the reports and was not used",
            )


def _key(organisation: str | None) -> str:
    """Return the name of an organisation without what writers and fonts do to it."""
    return "".join(unicodedata.normalize("NFKC", organisation or "").split())


def _comparable(prior: Report, report: Report) -> bool:
    return prior.spec.family == report.spec.family


def _unmatched(reason: str) -> Problem:
    message = say(
        zh=f"所给的上年报告中没有找到对应的一份：{reason}。",
        en=f"no prior report was found among those given: {reason}",
    )
    return Problem.of(codes.PRIOR_UNMATCHED, message)
