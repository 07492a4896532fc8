"""The reports of a panel, put together again from its tables, and the chain of years that they make."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from attrs import frozen

from govdisclosure.errors import Fault, ReadError, UsageError
from govdisclosure.files import check_limit
from govdisclosure.form import expand
from govdisclosure.language import say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.documents import WHOSE, text_rows
from govdisclosure.panel.outcomes import PARTIAL, READ
from govdisclosure.panel.panels import known_specs, must_be_panel
from govdisclosure.panel.tables import (
    CELLS,
    FILES,
    REPORTING,
    SECTIONS,
    family_of,
    parts,
    read_part,
    read_table,
)
from govdisclosure.panel.tidy import tidy_reports
from govdisclosure.report import Report
from govdisclosure.spec import Period, Spec, normal, period_of


class Whose(NamedTuple):
    """Which report it is: the family of its format, whose it is, and its period."""

    family: str
    key: str
    period: Period | None


class Chosen(NamedTuple):
    """The file that counts for a report, and its format."""

    file: str
    spec: str


@frozen(eq=False)
class Filed:
    """A report of a panel: its file, the unit of the roster it is of, and what it says."""

    file: str
    unit: str | None
    report: Report


@frozen(eq=False)
class Part:
    """Some files of a panel: for each format a tidy frame of their reports, with texts, organisation, year and unit."""

    name: str
    frames: Mapping[str, pa.Table]

    @contextmanager
    def says_where(self) -> Generator[None]:
        """Say of a frame that fits no format in which file of the tables it stands: raise `ReadError`."""
        try:
            yield
        except UsageError as error:
            raise ReadError(Fault(str(error), file=f"{self.name}.parquet")) from None


def panel_parts(panel: Path) -> Iterator[Part]:
    """Yield a panel some files at a time; raise `ReadError` where a table is damaged."""
    specs = known_specs(panel)
    for path in parts(panel / "files"):
        files = read_part(path, FILES)
        cells = beside(panel / "cells" / path.name, CELLS)
        texts = beside(panel / "sections" / path.name, SECTIONS)
        frames = {}
        for name in specs:
            whose = files.filter(pc.equal(files["spec"], name)).select(["file", *WHOSE, "unit"])
            some = texts.filter(pc.is_in(texts["file"], whose["file"]))
            rows = pa.concat_tables([cells.filter(pc.equal(cells["spec"], name)), text_rows(name, some)])
            if rows.num_rows:
                frames[name] = with_columns(rows, whose)
        found = sum(len(frame["file"].unique()) for frame in frames.values())
        check_limit("panel_reports", found, f"{path} 中的报告数", f"reports in {path}")
        yield Part(path.stem, frames)


def with_columns(rows: pa.Table, whose: pa.Table) -> pa.Table:
    """Return the rows of some files with what another table says of each file."""
    place = pc.index_in(rows["file"], whose["file"])
    for name in whose.column_names[1:]:
        rows = rows.append_column(name, whose[name].take(place))
    return rows


def beside(path: Path, schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a file of a table that belongs to one of another; raise `ReadError` where it is missing."""
    if not path.exists():
        raise ReadError(say(zh=f"缺少 {path}，请重新运行 collect。", en=f"{path} is missing; run collect again"))
    return read_part(path, schema, columns)


def filed_in(frame: pa.Table, spec: Spec) -> Iterator[Filed]:
    """Yield the reports in the frame of a format."""
    for rows, report in tidy_reports(expand(spec), frame):
        yield Filed(rows["file"][0].as_py(), rows["unit"][0].as_py(), report)


def panel_reports(panel: Path, files: Collection[str] | None = None) -> Iterator[Filed]:
    """Yield every report of a panel, or those of some files."""
    specs = known_specs(panel)
    for part in panel_parts(panel):
        for name, frame in part.frames.items():
            wanted = frame if files is None else frame.filter(pc.is_in(frame["file"], pa.array(files, pa.string())))
            with part.says_where():
                filed = [*filed_in(wanted, specs[name])]
            yield from filed


def proposed(panel: Path) -> dict[Whose, Chosen]:
    """Return the file that counts for each unit or organisation, family and period: the one proposed, else the last."""
    must_be_panel(panel)
    names = ["file", "status", "spec", "organisation", "period", "unit"]
    formats: dict[str, str] = {}
    chosen: dict[Whose, Chosen] = {}
    for file, status, spec, organisation, period, unit in _rows(read_table(panel / "files", FILES, names)):
        formats[file] = spec
        if status in (READ, PARTIAL) and (key := key_of(unit, organisation)):
            chosen[Whose(family_of(spec) or "", key, period_of(period or ""))] = Chosen(file, spec)
    named = read_table(panel / "reporting", REPORTING, ["family", "unit", "period", "file"])
    for family, unit, period, file in _rows(named):
        whose = Whose(family or "", f"unit:{unit}", period_of(period or ""))
        if whose in chosen:
            if file not in formats:
                raise ReadError(
                    say(
                        zh=f"{panel / 'reporting'} 中的 {file} 不在 files 表里，请重新运行 collect。",
                        en=f"{panel / 'reporting'} names {file}, which is not in the table files; run collect again",
                    )
                )
            chosen[whose] = Chosen(file, formats[file])
    return chosen


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def key_of(unit: str | None, organisation: str | None) -> str | None:
    """Return what tells whose report it is: the unit of the roster, or the organisation's name."""
    if unit is not None:
        return f"unit:{unit}"
    return f"name:{normal(organisation)}" if organisation else None
