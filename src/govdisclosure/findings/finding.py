"""One thing that a check found: a rule that failed on a report, or could not be decided."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import define

from govdisclosure.checks import Judgement
from govdisclosure.findings.shared import NONE_FAILED, Failed, Shared
from govdisclosure.language import current, using
from govdisclosure.report import Cell
from govdisclosure.spec import Number, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.findings.wording import Wording


_GRAVE: tuple[Severity, ...] = ("info", "warning", "error")


@define(eq=False, slots=False, repr=False)
class Finding(Judgement):
    """A rule instance that failed or could not be decided on one report.

    `left`, `right` and `difference` (left minus right) are None where a side is not a number.
    """

    beside: Failed = NONE_FAILED
    """All that failed on the report; nothing for a finding that did not fail itself."""
    justification: str = ""
    """What people answered to it, where the status is `explained`."""

    def __repr__(self) -> str:
        return f"<Finding {self.id}: {self.status}, {self.severity}>"

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The cells that other failed rules contain too."""
        return self.beside.shared(self.relation) if self.beside.relations else ()

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

    def fails_at(self, severity: Severity) -> bool:
        """Whether it is a failure of at least this severity."""
        return self.status == "fail" and _GRAVE.index(self.severity) >= _GRAVE.index(severity)

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
        parts = [report.spec.id, report.organisation or "", str(report.period or ""), self.rule, self.instance]
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
        with using(language):
            return self.worded().line(self.id)

    def worded(self) -> Wording:
        """Return the parts of the finding in words, in the current language."""
        from govdisclosure.findings.wording import worded

        return worded(self, self.shared, self.justification)

    def to_data(self) -> dict[str, Any]:
        """Return the finding as the data of `check --format json`."""
        data: dict[str, Any] = {
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
        if self.statement:
            data["statement"] = {"section": self.statement.section, "clause": self.statement.clause}
            if self.clause_place:
                data["statement"]["place"] = self.clause_place
        if self.justification:
            data["explanation"] = self.justification
        return data


def _cell_data(cell: Cell[Number]) -> dict[str, Any]:
    data: dict[str, Any] = {"table": cell.ref.table, "row": cell.ref.row, "column": cell.ref.column}
    if cell.ref.of != "this":
        data["of"] = cell.ref.of
    data["value"] = cell.value
    if cell.state != "number":
        data["state"] = cell.state
    if cell.place:
        data["place"] = cell.place
    return data
