"""The reports of a panel, put together again from its tables, and the chain of years that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import evolve, frozen

from govdisclosure.errors import ReadError
from govdisclosure.language import say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.documents import PARTIAL, READ
from govdisclosure.panel.panels import known_specs, must_be_panel
from govdisclosure.panel.tables import CELLS, FILES, REPORTING, parts, read_part, read_table
from govdisclosure.report import Report, from_frame
from govdisclosure.spec import Spec, normal


@frozen(eq=False)
class Filed:
    """A report of a panel: its file, the unit of the roster it is of, and what it says."""

    file: str
    unit: str | None
    report: Report


@frozen(eq=False)
class Part:
    """Some files of a panel: their rows of `files` by name, and the rows of their cells by format."""

    name: str
    files: Mapping[str, Mapping[str, Any]]
    cells: Mapping[str, pa.Table]


def panel_parts(panel: Path) -> Iterator[Part]:
    """Yield a panel some files at a time; raise `ReadError` where a table is damaged."""
    specs = known_specs(panel)
    for path in parts(panel / "files"):
        files = {row["file"]: row for row in read_part(path, FILES).to_pylist()}
        there = panel / "cells" / path.name
        if not there.exists():
            raise ReadError(say(zh=f"缺少 {there}，请重新运行 collect。", en=f"{there} is missing; run collect again"))
        cells = read_part(there, CELLS)
        by_spec = {name: cells.filter(pc.equal(cells["spec"], name)) for name in specs}
        yield Part(path.stem, files, {name: table for name, table in by_spec.items() if table.num_rows})


def report_in(part: Part, spec: Spec, file: str) -> Filed:
    """Return one report of a part."""
    cells = part.cells[spec.id]
    row = part.files[file]
    report = from_frame(cells.filter(pc.equal(cells["file"], file)), spec=spec)
    return Filed(file, row["unit"], evolve(report, organisation=row["organisation"], year=row["year"]))


def panel_reports(panel: Path) -> Iterator[Filed]:
    """Yield every report of a panel."""
    specs = known_specs(panel)
    for part in panel_parts(panel):
        for name, cells in part.cells.items():
            rows = part.files
            # The rows of a file stand together.
            runs = pc.run_end_encode(cells["file"].combine_chunks())
            start = 0
            for file, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                report = from_frame(cells.slice(start, end - start), spec=specs[name])
                row = rows[file]
                yield Filed(file, row["unit"], evolve(report, organisation=row["organisation"], year=row["year"]))
                start = end


def proposed(panel: Path) -> dict[tuple[str, int | None], str]:
    """Return the file that counts for each unit or organisation and year: the one proposed, else the last one."""
    must_be_panel(panel)
    files = read_table(panel / "files", FILES, ["file", "status", "organisation", "year", "unit"]).to_pylist()
    chosen: dict[tuple[str, int | None], str] = {}
    for row in files:
        if row["status"] in (READ, PARTIAL) and (key := key_of(row["unit"], row["organisation"])):
            chosen[key, row["year"]] = row["file"]
    for row in read_table(panel / "reporting", REPORTING).to_pylist():
        if (f"unit:{row['unit']}", row["year"]) in chosen:
            chosen[f"unit:{row['unit']}", row["year"]] = row["file"]
    return chosen


def key_of(unit: str | None, organisation: str | None) -> str | None:
    """Return what tells whose report it is: the unit of the roster, or the organisation's name."""
    if unit is not None:
        return f"unit:{unit}"
    return f"name:{normal(organisation)}" if organisation else None
