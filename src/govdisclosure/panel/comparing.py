"""Reports of one organisation in years that follow each other: where the chain of figures breaks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from govdisclosure.errors import UsageError
from govdisclosure.findings import Finding, check
from govdisclosure.panel.panels import must_be_panel
from govdisclosure.panel.reports import Filed, key_of, panel_reports, proposed


@frozen(eq=False)
class Break:
    """A rule between years that fails or cannot be decided, with the files of both years."""

    file: str
    prior: str
    finding: Finding

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON data: the finding, and the files it is about."""
        return {"file": self.file, "prior": self.prior, **self.finding.to_data()}


@frozen(eq=False)
class Comparison:
    """What comparing years came to: how many pairs of reports there are, and where they do not agree."""

    pairs: int
    breaks: tuple[Break, ...]
    unfit: tuple[tuple[str, str, str], ...] = ()
    """Pairs of files that cannot be compared, and why."""

    @property
    def ok(self) -> bool:
        """Whether no rule between years failed."""
        return all(found.finding.status != "fail" for found in self.breaks)


def compare(older: Filed, newer: Filed) -> tuple[Break, ...]:
    """Return the rules between years that do not hold from one report to the next.

    Raises `UsageError` if they are not of the same organisation in years that follow each other.
    """
    result = check(newer.report, older.report)
    return tuple(Break(newer.file, older.file, finding) for finding in result if finding.level > 1)


def compare_panel(panel: str | os.PathLike[str]) -> Comparison:
    """Compare every report of a panel with that of the year before, across versions of the format too.

    Of several reports for one year the one that is proposed counts. Raises `UsageError` for what is no panel.
    """
    folder = must_be_panel(panel)
    breaks: list[Break] = []
    unfit: list[tuple[str, str, str]] = []
    pairs = 0
    for older, newer in _pairs(folder, proposed(folder)):
        pairs += 1
        try:
            breaks += compare(older, newer)
        except UsageError as error:
            unfit.append((older.file, newer.file, str(error)))
    return Comparison(pairs, tuple(breaks), tuple(unfit))


def _pairs(panel: Path, chosen: Mapping[tuple[str, int | None], str]) -> Iterator[tuple[Filed, Filed]]:
    """Yield the reports of years that follow each other."""
    met: dict[tuple[str, int], Filed] = {}
    for filed in panel_reports(panel):
        key, year = key_of(filed.unit, filed.report.organisation), filed.report.year
        if key is None or year is None or chosen.get((key, year)) != filed.file:
            continue
        met[key, year] = filed
        if (older := met.get((key, year - 1))) is not None:
            yield older, filed
        if (newer := met.get((key, year + 1))) is not None:
            yield filed, newer
