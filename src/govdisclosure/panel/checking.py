"""A whole panel checked: its reports in columns, and those with findings once more by themselves, for the words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from govdisclosure.findings import STATUSES, CheckResult, check
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.companions import checked_across, documents_in
from govdisclosure.panel.frames import check_frame
from govdisclosure.panel.panels import known_specs, locked, must_be_panel
from govdisclosure.panel.reports import Filed, filed_in, panel_parts
from govdisclosure.panel.tables import FINDINGS, parts, stamp_of, table_from, write_part


@frozen
class PanelResult:
    """What checking a panel came to; the findings themselves are in its table `findings`."""

    panel: Path
    reports: int
    counts: dict[str, int]
    """The number of verdicts by status, over all reports."""
    failed: dict[tuple[str, str], int]
    """How many reports break a rule, by severity and rule."""

    @property
    def ok(self) -> bool:
        """Whether no rule of severity `error` failed in any report."""
        return not any(severity == "error" for severity, _ in self.failed)


def check_panel(panel: str | os.PathLike[str], *, companions: Iterable[str | os.PathLike[str]] = ()) -> PanelResult:
    """Check every report of a panel by itself, and write what is found into its table `findings`.

    `companions` are panels with other documents of the same bodies and years: then rules between documents are
    judged too, and a report without such a document leaves them undecided. Raises `UsageError` for what is no
    panel, `ReadError` where one of its tables is damaged.
    """
    others = tuple(companions)
    known = documents_in(others)
    with locked(must_be_panel(panel)) as folder:
        specs = known_specs(folder)
        stamp = stamp_of(parts(folder / "files")[0])
        counts: dict[str, int] = dict.fromkeys(STATUSES, 0)
        failed: dict[tuple[str, str], set[str]] = {}
        reports = 0
        written = set()
        for part in panel_parts(folder):
            rows: list[tuple[Any, ...]] = []
            for name, frame in part.frames.items():
                found = check_frame(frame, specs[name])
                reports += found.tables[0].num_rows
                for status in STATUSES:
                    counts[status] += pc.sum(found.tables[0][status]).as_py() or 0
                some = frame.filter(pc.is_in(frame["file"], found.tables[1]["report"]))
                rows += [row for filed in filed_in(some, specs[name]) for row in _rows(filed, check(filed.report))]
                for filed, result in checked_across(filed_in(frame, specs[name]) if others else (), specs[name], known):
                    rows += _rows(filed, result)
                    for status in STATUSES:
                        counts[status] += sum(one.status == status for one in result.across)
            for row in rows:
                if row[3] == "fail":
                    failed.setdefault((row[4], row[1]), set()).add(row[0])
            write_part(folder / "findings", part.name, table_from(rows, FINDINGS), stamp)
            written.add(part.name)
        for path in parts(folder / "findings"):
            if path.stem not in written:
                path.unlink()
        return PanelResult(folder, reports, {**counts}, {rule: len(files) for rule, files in failed.items()})


def _rows(filed: Filed, result: CheckResult) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the findings on a report."""
    for found in result:
        sides = (None if number is None else Decimal(number) for number in (found.left, found.right, found.difference))
        yield (
            filed.file, found.rule, found.instance, found.status, found.severity, *sides, found.message,
            found.fingerprint,
        )  # fmt: skip
