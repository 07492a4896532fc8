"""The result of checking one report, which holds the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from html import escape
from typing import Any

from attrs import define, evolve, field

from govdisclosure.checks import Judgement, every_judgement
from govdisclosure.findings.finding import Finding
from govdisclosure.form import Relation, Status
from govdisclosure.report import Problem, Report, problem_data
from govdisclosure.spec import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.localisation import Location


@define(eq=False, slots=False, repr=False)
class CheckResult:
    """The result of checking one report: it iterates over its findings.

    `counts` has the number of rule instances by verdict; a lower bound counts only when it is violated. `ok` is true
    when no rule of severity `error` failed. With justifications `counts` has `explained` too, with
    a baseline `known`.
    """

    report: Report
    findings: tuple[Finding, ...]
    counts: Mapping[Status, int]
    notes: Callable[[], tuple[Problem, ...]] = field(default=tuple, repr=False)
    """Puts into words what a reader should know of the report."""
    prior: Report | None = field(default=None, repr=False)
    """The report of the year before, in the same format; None where none was given."""
    statements: tuple[Judgement, ...] = ()
    """What the text says about the tables; those that failed are among the findings too, and among the counts."""
    chosen: Callable[[Relation], bool] | None = field(default=None, repr=False)
    """Which relations were to be checked; None where all were."""
    across: tuple[Judgement, ...] = ()
    """What the rules between documents came to, where others were given."""
    added: tuple[Problem, ...] = ()
    """What else was noted of the result."""

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in self.counts.items())
        return f"<CheckResult of {self.report.spec.id}: {counts}>"

    def _repr_html_(self) -> str:
        items = "".join(f"<li><b>{escape(finding.id)}</b> {escape(finding.message)}</li>" for finding in self.findings)
        items += "".join(
            f"<li><i>{escape(problem.code)}</i> {escape(problem.message)}</li>" for problem in self.problems
        )
        return f"<p>{escape(repr(self)[1:-1])}</p><ul>{items}</ul>"

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What a reader should know of the report beside the findings, in the language in which it was checked."""
        return (*self.notes(), *self.added)

    def with_problems(self, *problems: Problem) -> CheckResult:
        """Return a result that has some more problems."""
        return evolve(self, added=(*self.added, *problems))

    def judgements(self) -> Iterator[Judgement]:
        """Yield what every rule instance came to, those that hold included; where there is a finding, that.

        They come in the order of the form, then violated bounds, rules between documents, statements of the text.
        """
        found = {finding.id: finding for finding in self.findings}
        for judgement in every_judgement(self.report, self.prior, self.chosen):
            yield found.pop(judgement.relation.id, judgement)
        held = (one for one in (*self.across, *self.statements) if one.relation.id not in found)
        yield from (*found.values(), *held)

    @cached_property
    def location(self) -> Location:
        """The smallest sets of cells that explain the failures of severity error, looked for when first asked."""
        from govdisclosure.localisation import Location, locate

        grave = any(
            f.severity == "error" and f.level == 1 and f.status not in ("explained", "known") for f in self.findings
        )
        return locate(self.report) if grave else Location(self.report, (), ())

    @property
    def ok(self) -> bool:
        """Whether no rule of severity `error` failed."""
        return not self.fails_at("error")

    def fails_at(self, severity: Severity) -> bool:
        """Whether any rule of at least this severity failed."""
        return any(finding.fails_at(severity) for finding in self.findings)

    @property
    def has_unreadable(self) -> bool:
        """Whether something is printed in some cell that could not be read, so that not everything was checked."""
        return any(content.state == "unreadable" for content in self.report.contents.values())

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def to_data(self) -> dict[str, Any]:
        """Return the result as one entry of `reports` in `check --format json`, without its file."""
        data: dict[str, Any] = {"spec": self.report.spec.id}
        data |= {"organisation": self.report.organisation, "year": self.report.year}
        if self.report.period is not None and self.report.period.code:
            data["period"] = self.report.period.code
        data["counts"] = dict(self.counts)
        data["problems"] = [problem_data(problem) for problem in self.problems]
        data["findings"] = [finding.to_data() for finding in self.findings]
        location = self.location if self.findings else ()
        data["suspects"] = [suspect.to_data() for suspect in location]
        if location != () and not self.location.is_complete:
            data["suspects_note"] = self.location.message
        return data
