"""What came of documents, filed as rows of the tables: those of some documents at a time, as one file of each table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import define, field, frozen

from govdisclosure.form import expand
from govdisclosure.panel import documents
from govdisclosure.panel.outcomes import Outcome, report_of
from govdisclosure.panel.tables import CELLS, FILES, SECTIONS, table_from, wide_folder, wide_schema, write_part
from govdisclosure.panel.walking import Source
from govdisclosure.report import Report
from govdisclosure.rosters import Entry
from govdisclosure.spec import Spec

PART = 256
"""Documents whose rows are written together."""


@frozen(eq=False)
class Known:
    """What is known of an input without reading it: the digest and size of its content, and what has the same."""

    sha256: str | None = None
    size: int = 0
    first: str | None = None
    """The input with the same content that came before it."""


@frozen(eq=False)
class Result:
    """An input, and what came of it."""

    source: Source
    known: Known
    outcome: Outcome


@define(eq=False)
class Part:
    """The documents whose rows are written together: what came of each, by its number."""

    name: str
    results: dict[int, Result] = field(factory=dict)


@frozen(eq=False)
class Cabinet:
    """Where rows are filed, and what they say beside what the documents say themselves."""

    panel: Path
    stamp: Mapping[str, str]
    entries: Mapping[str, Entry]
    """What the manifest says of the inputs."""
    formats: Mapping[str, Spec]

    def file(self, part: Part) -> None:
        """Write the rows of a part, those of `files` last: a part without them does not exist."""
        results = [part.results[number] for number in sorted(part.results)]
        reports = [
            (result.source.file, report_of(result.outcome, self.formats[result.outcome.spec]))
            for result in results
            if result.outcome.spec is not None
        ]
        for folder, table in wide_tables(reports).items():
            self._write(folder, part, table)
        cells = [CELLS.empty_table(), *(documents.cells_table(file, report) for file, report in reports)]
        self._write("cells", part, pa.concat_tables(cells).combine_chunks())
        texts = [(file, key, text) for file, report in reports for key, text in report.sections.items()]
        self._write("sections", part, table_from(texts, SECTIONS))
        self._write("files", part, table_from([self._file_row(result) for result in results], FILES))

    def _write(self, folder: str, part: Part, table: pa.Table) -> None:
        write_part(self.panel / folder, part.name, table, self.stamp)

    def _file_row(self, result: Result) -> tuple[Any, ...]:
        known, outcome = result.known, result.outcome
        entry = self.entries.get(result.source.file, Entry())
        return (
            result.source.file, known.sha256, known.size, outcome.status, outcome.reason, outcome.spec,
            *documents.whose_of(outcome.organisation or entry.organisation, outcome.period or entry.period), None,
            len(outcome.values) - outcome.unread, outcome.unread, outcome.problems,
        )  # fmt: skip


def wide_tables(reports: list[tuple[str, Report]]) -> dict[str, pa.Table]:
    """Return the wide tables of some reports, by their folders."""
    rows: dict[Spec, list[tuple[Any, ...]]] = {}
    for file, report in reports:
        rows.setdefault(report.spec, []).append(documents.wide_row(file, report))
    return {wide_folder(spec.id): table_from(some, wide_schema(expand(spec))) for spec, some in rows.items()}
