"""Our own answers to the tasks of a conformance suite, in its words: no message, no place, nothing of ours alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from govdisclosure.findings import check
from govdisclosure.localisation import locate
from govdisclosure.reading import read
from govdisclosure.report import Report, to_data

_READ = ("spec", "organisation", "year", "tables", "sections")
_FOUND = ("rule", "instance", "status", "severity", "left", "right", "difference")
_PLACE = ("table", "row", "column")


def _read(path: Path, _prior: Path | None, _companions: Sequence[Path]) -> dict[str, Any]:
    return _only(_READ, to_data(read(path).report))


def _check(path: Path, prior: Path | None, companions: Sequence[Path]) -> dict[str, Any]:
    others = [read(other) for other in companions] or None
    result = check(read(path).report, prior=prior, companions=others).to_data()
    findings = [
        _only(_FOUND, finding) | {"cells": [_only(_PLACE, cell) for cell in finding["cells"]]}
        for finding in result["findings"]
    ]
    return {**_only(("spec", "counts"), result), "findings": findings}


def _locate(path: Path, _prior: Path | None, _companions: Sequence[Path]) -> dict[str, Any]:
    return least_sets(read(path).report)


def least_sets(report: Report) -> dict[str, Any]:
    """Return how many cells of a report must change at least, and all sets of so many."""
    location = locate(report)
    sets = [[_only((*_PLACE, "suggested"), cell.to_data()) for cell in suspect.cells] for suspect in location]
    return {"spec": location.report.spec.id, "least": location.least, "sets": sets}


def _only(keys: tuple[str, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in keys if key in data}


_Task = Callable[[Path, Path | None, Sequence[Path]], dict[str, Any]]
TASKS: Mapping[str, _Task] = {
    "read": _read,
    "check": _check,
    "locate": _locate,
}
"""What can be asked about a document: its figures, the rules it breaks, the least sets of wrong cells."""


def answer(task: str, document: Path, *, prior: Path | None = None, companions: Sequence[Path] = ()) -> dict[str, Any]:
    """Return the answer to one of the `TASKS`; raise `ReadError` if the document cannot be read.

    A check may be given the report of the year before, and other documents of the same body.
    """
    return TASKS[task](document, prior, companions)
