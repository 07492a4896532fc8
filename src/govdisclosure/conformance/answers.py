"""Our own answers to the tasks of a conformance suite, in its words: no message, no place, nothing of ours alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from govdisclosure import codes
from govdisclosure.findings import check
from govdisclosure.localisation import locate
from govdisclosure.reading import Reading, read
from govdisclosure.report import Report, problem_data, to_data
from govdisclosure.specfile import load_spec

_READ = ("spec", "organisation", "year", "period", "tables", "subtotals", "sections")
_FOUND = ("rule", "instance", "status", "severity", "left", "right", "difference")
_PLACE = ("table", "row", "column")


@frozen
class _Asked:
    """A document that was read, and what was given beside it."""

    report: Report
    prior: Report | None
    companions: Sequence[Reading[Report]] | None


def _read(asked: _Asked) -> dict[str, Any]:
    return _only(_READ, to_data(asked.report))


def _check(asked: _Asked) -> dict[str, Any]:
    result = check(asked.report, prior=asked.prior, companions=asked.companions)
    findings = [
        _only(_FOUND, finding) | {"cells": [_only(_PLACE, cell) for cell in finding["cells"]]}
        for finding in (one.to_data() for one in result)
    ]
    ratios = [_only(_PLACE, problem_data(one)) for one in result.problems if one.code == codes.RATIO_DIFFERS.id]
    return {"spec": result.report.spec.id, "counts": dict(result.counts), "findings": findings, "ratios": ratios}


def _locate(asked: _Asked) -> dict[str, Any]:
    return least_sets(asked.report)


def least_sets(report: Report) -> dict[str, Any]:
    """Return how many cells of a report must change at least, and all sets of so many."""
    location = locate(report)
    sets = [[_only((*_PLACE, "suggested"), cell.to_data()) for cell in suspect.cells] for suspect in location]
    return {"spec": location.report.spec.id, "least": location.least, "sets": sets}


def _only(keys: tuple[str, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in keys if key in data}


TASKS: Mapping[str, Callable[[_Asked], dict[str, Any]]] = {
    "read": _read,
    "check": _check,
    "locate": _locate,
}
"""What can be asked about a document: its figures, the rules it breaks, the least sets of wrong cells."""


def answer(
    task: str,
    document: Path,
    *,
    spec: Path | None = None,
    prior: Path | None = None,
    companions: Sequence[Path] = (),
) -> dict[str, Any]:
    """Return the answer to one of the `TASKS`; raise `ReadError` if the document cannot be read.

    `spec` is the file of its format, if that comes with the case. A check may be given the report of the year before,
    and other documents of the same body.
    """
    form = load_spec(spec) if spec else None
    report = read(document, spec=form).report
    before = read(prior, spec=form).report if prior else None
    return TASKS[task](_Asked(report, before, [read(other) for other in companions] or None))
