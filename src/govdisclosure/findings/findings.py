"""What a check found: findings, and the result that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import define, frozen

from govdisclosure.checks import Judgement
from govdisclosure.form import Status
from govdisclosure.language import current
from govdisclosure.report import Cell, Problem, Report, problem_data
from govdisclosure.spec import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.localisation import Location

STATUSES: tuple[Status, ...] = ("pass", "fail", "undecided", "not_applicable")


@frozen(eq=False)
class Shared:
    """A cell that a failed rule has in common with others that failed."""

    index: int
    others: tuple[str, ...]
    """The ids of the other rule instances."""


@define(eq=False, slots=False)
class Finding(Judgement):
    """A rule instance that failed or could not be decided on one report.

    `left`, `right` and `difference` (left minus right) are None where a side is not a number.
    """

    shared: tuple[Shared, ...] = ()
    explanation: str = ""
    """What people said to it, where the status is `explained`."""

    @classmethod
    def of(cls, judgement: Judgement, shared: tuple[Shared, ...] = ()) -> Finding:
        """Return the finding that a judgement is."""
        return cls(
            judgement.relation,
            judgement.status,
            judgement.left,
            judgement.right,
            judgement.difference,
            judgement.report,
            judgement.prior,
            shared,
        )

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.relation.rule

    @property
    def instance(self) -> str:
        """The row, column or cell that the rule was applied to; empty for a rule with one instance."""
        return self.relation.instance

    @property
    def id(self) -> str:
        """Rule and instance: `RULE[INSTANCE]`."""
        return self.relation.id

    @property
    def severity(self) -> Severity:
        """How grave a failure of the rule is."""
        return self.relation.severity

    @property
    def level(self) -> int:
        """The validation level of the rule: 1 inside the report, 2 between years."""
        return self.relation.level

    @property
    def source(self) -> str:
        """The document that the rule comes from."""
        return str(self.relation.source)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what was judged: spec, organisation, year, rule, instance and values."""
        import hashlib

        report = self.report
        parts = [report.spec.id, report.organisation or "", str(report.year or ""), self.rule, self.instance]
        parts += [
            f"{cell.ref}={cell.state}:{cell.value if cell.value is not None else cell.text}" for cell in self.cells
        ]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def message(self) -> str:
        """The finding in words, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return the finding in words, in `"zh"` or `"en"`."""
        from govdisclosure.findings.explain import message

        return message(self, language)

    def to_data(self) -> dict[str, Any]:
        """Return the finding as the data of `check --format json`."""
        data = {
            "rule": self.rule,
            "instance": self.instance,
            "status": self.status,
            "severity": self.severity,
            "left": self.left,
            "right": self.right,
            "difference": self.difference,
            "message": self.message,
            "source": self.source,
            "fingerprint": self.fingerprint,
            "cells": [_cell_data(cell) for cell in self.cells],
        }
        if self.explanation:
            data["explanation"] = self.explanation
        return data


def _cell_data(cell: Cell) -> dict[str, Any]:
    data: dict[str, Any] = {"table": cell.ref.table, "row": cell.ref.row, "column": cell.ref.column}
    if cell.ref.of == "prior":
        data["of"] = "prior"
    data["value"] = cell.value
    if cell.state != "number":
        data["state"] = cell.state
    return data


@define(eq=False, slots=False)
class CheckResult:
    """The result of checking one report: it iterates over its findings.

    `counts` has the number of rule instances by verdict; a lower bound counts only when it is violated. `ok` is true
    when no rule of severity `error` failed. With explanations, `counts` has `explained` too.
    """

    report: Report
    findings: tuple[Finding, ...]
    counts: Mapping[Status, int]
    problems: tuple[Problem, ...] = ()
    has_prior: bool = False
    """Whether a report of the year before was given."""

    @cached_property
    def location(self) -> Location:
        """The smallest sets of cells that explain the failures of severity error, looked for when first asked."""
        from govdisclosure.localisation import Location, locate

        grave = any(f.severity == "error" and f.level == 1 and f.status != "explained" for f in self.findings)
        return locate(self.report) if grave else Location(self.report, (), ())

    @property
    def ok(self) -> bool:
        """Whether no rule of severity `error` failed."""
        return not self.fails_at("error")

    def fails_at(self, severity: Severity) -> bool:
        """Whether any rule of at least this severity failed."""
        grave = ("info", "warning", "error")
        least = grave.index(severity)
        return any(f.status == "fail" and grave.index(f.severity) >= least for f in self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def to_data(self) -> dict[str, Any]:
        """Return the result as one entry of `reports` in `check --format json`, without its file."""
        data: dict[str, Any] = {"spec": self.report.spec.id}
        data |= {"organisation": self.report.organisation, "year": self.report.year}
        data["counts"] = dict(self.counts)
        data["problems"] = [problem_data(problem) for problem in self.problems]
        data["findings"] = [finding.to_data() for finding in self.findings]
        location = self.location if self.findings else ()
        data["suspects"] = [suspect.to_data() for suspect in location]
        if location != () and not self.location.is_complete:
            data["suspects_note"] = self.location.message
        return data
