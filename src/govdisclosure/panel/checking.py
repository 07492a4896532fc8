"""A whole panel checked: its reports in columns, and those with findings once more by themselves, for the words."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import frozen

from govdisclosure.findings import STATUSES, CheckResult, check
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.companions import Known, checked_across, documents_in
from govdisclosure.panel.frames import check_frame
from govdisclosure.panel.panels import known_specs, locked, must_be_panel
from govdisclosure.panel.reports import Filed, filed_in, panel_parts
from govdisclosure.panel.tables import FINDINGS, parts, stamp_of, table_from, write_part
from govdisclosure.spec import Spec


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
    known = documents_in(others) if others else None
    counts, failed, reports = Counter[str](dict.fromkeys(STATUSES, 0)), Counter[tuple[str, str]](), 0
    with locked(must_be_panel(panel)) as folder:
        specs = known_specs(folder)
        stamp = stamp_of(parts(folder / "files")[0])
        written = set()
        for part in panel_parts(folder):
            with part.says_where():
                checked = [_checked(frame, specs[name], known) for name, frame in part.frames.items()]
            rows = [row for one in checked for row in one.rows]
            write_part(folder / "findings", part.name, table_from(rows, FINDINGS), stamp)
            written.add(part.name)
            for one in checked:
                reports += one.reports
                counts.update(one.counts)
                failed.update(one.failed)
        for path in parts(folder / "findings"):
            if path.stem not in written:
                path.unlink()
    return PanelResult(folder, reports, dict(counts), dict(failed))


@frozen
class _Checked:
    """What came of the reports of one format in some files."""

    reports: int
    counts: Counter[str]
    rows: tuple[tuple[Any, ...], ...]
    """As in the table `findings`."""

    @property
    def failed(self) -> Counter[tuple[str, str]]:
        """How many reports break a rule, by severity and rule."""
        broken = dict.fromkeys((row[4], row[1], row[0]) for row in self.rows if row[3] == "fail")
        return Counter((severity, rule) for severity, rule, _ in broken)


def _checked(frame: pa.Table, spec: Spec, known: Known | None) -> _Checked:
    """Return what comes of reports by themselves and, where there are other documents, of them together."""
    judged, found = check_frame(frame, spec).tables
    counts = Counter[str]({status: pc.sum(judged[status]).as_py() or 0 for status in STATUSES})
    some = frame.filter(pc.is_in(frame["file"], found["report"]))
    alone = (row for filed in filed_in(some, spec) for row in _rows(filed, check(filed.report)))
    across = [] if known is None else list(checked_across(filed_in(frame, spec), spec, known))
    counts.update(one.status for _, result in across for one in result.across)
    return _Checked(
        judged.num_rows, counts, (*alone, *(row for filed, result in across for row in _rows(filed, result)))
    )


def _rows(filed: Filed, result: CheckResult) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the findings on a report."""
    for found in result:
        sides = (None if number is None else Decimal(number) for number in (found.left, found.right, found.difference))
        yield (
            filed.file, found.rule, found.instance, found.status, found.severity, *sides, found.message,
            found.fingerprint,
        )  # fmt: skip
