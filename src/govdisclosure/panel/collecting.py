"""`collect`: documents to a panel, by several processes, and from where it stopped if it was interrupted.

The rows of some documents at a time are written as one file of each table, that of `files` last: a part without it does
not exist. What is kept from an earlier run is what a new run would write again, byte for byte of its rows.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import Factory, define, field, frozen

from govdisclosure.errors import ReadError
from govdisclosure.form import expand
from govdisclosure.language import say
from govdisclosure.panel import documents
from govdisclosure.panel.documents import DUPLICATE, UNREADABLE, Outcome
from govdisclosure.panel.panels import locked, stamp
from govdisclosure.panel.reporting import reporting
from govdisclosure.panel.rosters import Entry, Roster, read_manifest, read_roster
from govdisclosure.panel.tables import (
    CELLS,
    FILES,
    REPORTING,
    SECTIONS,
    parts,
    read_part,
    stamp_of,
    table_from,
    wide_folder,
    wide_schema,
    write_part,
)
from govdisclosure.panel.walking import Source, sources, stable_name
from govdisclosure.panel.workers import Bounds, Pool, Setting
from govdisclosure.spec import Spec
from govdisclosure.specfile import all_specs, find_spec, spec_folders

PART = 256
"""Documents whose rows are written together."""

Progress = Callable[[int, str], None]


@frozen
class Collected:
    """What a collection came to: the number of inputs by status, and of units of the roster by status."""

    panel: Path
    files: Mapping[str, int]
    reporting: Mapping[str, int]

    @property
    def complete(self) -> bool:
        """Whether every input was read."""
        return not self.files.get(documents.UNREADABLE) and not self.files.get(documents.NO_REPORT)


@frozen(eq=False)
class _Known:
    """An input of which the outcome is known without reading it: the first of its content, and what is kept of it."""

    sha256: str | None
    size: int
    first: str | None
    """The input with the same content that came before it."""


@define(eq=False)
class _Part:
    """The documents whose rows are written together: what came of each, by its number."""

    name: str
    expected: int | None = None
    found: dict[int, tuple[Source, _Known, Outcome]] = field(factory=dict)


def _silent(done: int, status: str) -> None:
    """Say nothing."""


def collect(
    paths: Iterable[str | os.PathLike[str]],
    panel: str | os.PathLike[str],
    *,
    manifest: str | os.PathLike[str] | None = None,
    roster: str | os.PathLike[str] | None = None,
    spec: str | Spec | None = None,
    jobs: int | None = None,
    seconds: int = 60,
    memory: int = 4_000_000_000,
    progress: Progress = _silent,
) -> Collected:
    """Read documents into a panel, a folder of Parquet tables; every input gets one row of `files`.

    `paths` are files, folders, patterns, zip archives and web archives (WARC). A panel that is there is brought up to
    date: what it has of the same inputs is kept, so that an interrupted run goes on. `manifest` says of which
    organisation and year files are, `roster` which units must report. Documents are read by `jobs` processes (as many
    as there are processors), each for at most `seconds` and with at most `memory` bytes. `progress` is called with the
    number of inputs done and the status of the last one. Raises `UsageError` where nothing can be written, `ReadError`
    for a faulty roster or manifest. A script that calls this needs the usual `if __name__ == "__main__":`.
    """
    entries = _by_file(read_manifest(manifest), Path(manifest).parent) if manifest is not None else {}
    units = read_roster(roster) if roster is not None else None
    chosen = find_spec(spec) if spec is not None else None
    with locked(panel, create=True) as folder:
        run = _Run(
            folder,
            tuple(os.fspath(path) for path in paths),
            entries,
            stamp(spec=chosen.id if chosen else "", manifest=_digest(repr(sorted(entries.items())).encode())),
            Setting(spec, spec_folders(), Bounds(seconds, memory)),
            jobs or os.cpu_count() or 1,
            progress,
        )
        run.collect()
        return _summary(folder, units, run)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _by_file(entries: Mapping[str, Entry], folder: Path) -> dict[str, Entry]:
    """Return a manifest by the names that files have in a panel; its paths are relative to its own folder."""
    found = {}
    for path, entry in entries.items():
        file, bang, member = path.partition("!")
        there = folder / file
        found[stable_name(str(there if there.exists() else Path(file))) + bang + member] = entry
    return found


@define(eq=False)
class _Run:
    """One run of a collection."""

    panel: Path
    paths: tuple[str, ...]
    entries: Mapping[str, Entry]
    stamp: Mapping[str, str]
    setting: Setting
    jobs: int
    progress: Progress
    modified: dict[str, str] = Factory(dict)
    """When each input was changed last."""

    def collect(self) -> None:
        """Read what is not in the panel yet."""
        kept = self._kept()
        names = _new_names(self.panel)
        done = 0
        open_parts: list[_Part] = []
        places: dict[int, tuple[_Part, Source, _Known]] = {}

        def unread() -> Iterator[tuple[int, bytes]]:
            nonlocal done
            number = 0
            for source, known, data in self._inputs():
                if kept.get(source.file) is not None:
                    done += 1
                    self.progress(done, "")
                    continue
                if not open_parts or number % PART == 0:
                    open_parts.append(_Part(next(names), PART))
                part = open_parts[-1]
                if isinstance(data, Outcome):
                    part.found[number] = (source, known, data)
                    done += 1
                    self.progress(done, data.status)
                else:
                    places[number] = (part, source, known)
                    yield number, data
                number += 1

        with Pool(self.setting, self.jobs) as pool:
            for number, outcome in pool.read(unread()):
                part, source, known = places.pop(number)
                part.found[number] = (source, known, outcome)
                done += 1
                self.progress(done, outcome.status)
                for full in [one for one in open_parts if len(one.found) == PART]:
                    self._write(full)
                    open_parts.remove(full)
        for part in open_parts:
            if part.found:
                self._write(part)

    def _inputs(self) -> Iterator[tuple[Source, _Known, bytes | Outcome]]:
        """Yield every input with its bytes, or with its outcome where that is known without reading it."""
        first: dict[str, str] = {}
        for source in sources(self.paths):
            self.modified[source.file] = source.modified
            try:
                data = source.read()
            except ReadError as error:
                yield source, _Known(None, 0, None), Outcome(UNREADABLE, str(error))
                continue
            sha256 = _digest(data)
            original = first.setdefault(sha256, source.file)
            if original == source.file:
                yield source, _Known(sha256, len(data), None), data
            else:
                yield source, _Known(sha256, len(data), original), Outcome(DUPLICATE, original)
        for file in sorted(self.entries.keys() - self.modified.keys()):
            message = say(zh="清单中有，但没有找到这个文件。", en="it is in the manifest, but no such file was found")
            self.modified[file] = ""
            yield Source(file, "", bytes), _Known(None, 0, None), Outcome(UNREADABLE, message)

    def _kept(self) -> dict[str, str]:
        """Remove what an earlier run left that is not as this one would write it; return the part of what is kept."""
        there = _without_damaged(self.panel, self.stamp)
        if not there:
            return {}
        now = {source.file: (known.sha256, known.first) for source, known, _ in self._inputs()}
        kept: dict[str, str] = {}
        for path, table in there.items():
            columns = (table[name].to_pylist() for name in ("file", "sha256", "status", "reason"))
            rows = list(zip(*columns, strict=True))
            # What could not be opened may be there now, so it is tried again.
            same = all(
                sha256 is not None and now.get(file) == (sha256, reason if status == DUPLICATE else None)
                for file, sha256, status, reason in rows
            )
            if same:
                kept |= dict.fromkeys((row[0] for row in rows), path.stem)
            else:
                path.unlink()
        return kept

    def _write(self, part: _Part) -> None:
        """Write the rows of a part, those of its files last."""
        rows: dict[str, list[tuple[Any, ...]]] = {"sections": [], "files": []}
        cells = [CELLS.empty_table()]
        wide: dict[str, list[tuple[Any, ...]]] = {}
        for number in sorted(part.found):
            source, known, outcome = part.found[number]
            rows["files"].append(self._file_row(source, known, outcome))
            if outcome.is_report:
                report = documents.report_of(outcome)
                cells.append(documents.cells_table(source.file, report))
                rows["sections"] += ((source.file, key, text) for key, text in report.sections.items())
                wide.setdefault(report.spec.id, []).append(documents.wide_row(source.file, report))
        for name, some in wide.items():
            schema = wide_schema(expand(find_spec(name)))
            write_part(self.panel / wide_folder(name), part.name, table_from(some, schema), self.stamp)
        write_part(self.panel / "cells", part.name, pa.concat_tables(cells).combine_chunks(), self.stamp)
        for table, schema in (("sections", SECTIONS), ("files", FILES)):
            write_part(self.panel / table, part.name, table_from(rows[table], schema), self.stamp)
        part.found = {}

    def _file_row(self, source: Source, known: _Known, outcome: Outcome) -> tuple[Any, ...]:
        entry = self.entries.get(source.file, Entry())
        read, unread = documents.counts_of(documents.report_of(outcome)) if outcome.is_report else (0, 0)
        return (
            source.file, known.sha256, known.size, outcome.status, outcome.reason, outcome.spec,
            outcome.organisation or entry.organisation, outcome.year or entry.year, None, read, unread,
            outcome.problems,
        )  # fmt: skip


def _without_damaged(panel: Path, stamp: Mapping[str, str]) -> dict[Path, pa.Table]:
    """Return the parts of a panel that are whole and of these versions; others are removed with all their rows."""
    found = {}
    for path in parts(panel / "files"):
        try:
            others = [path, *(panel / name / path.name for name in ("cells", "sections"))]
            if all(stamp_of(one) == dict(stamp) for one in others):
                found[path] = read_part(path, FILES)
                continue
        except ReadError:
            pass
        path.unlink()
    names = {path.stem for path in found}
    for folder in (panel / "cells", panel / "sections", *(panel / "wide").glob("*")):
        for path in parts(folder):
            if path.stem not in names:
                path.unlink()
    return found


def _new_names(panel: Path) -> Iterator[str]:
    """Yield names for new parts, behind those that are there."""
    last = max((int(path.stem.rpartition("-")[2]) for path in parts(panel / "files")), default=-1)
    number = last
    while True:
        number += 1
        yield f"part-{number:06d}"


def _summary(panel: Path, units: Roster | None, run: _Run) -> Collected:
    """Say in the tables which unit each file is of, and which units have reported."""
    specs = all_specs()
    statuses: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for path in parts(panel / "files"):
        table = read_part(path, FILES)
        entries = table.select(["file", "status", "organisation", "year"]).to_pylist()
        for row in entries:
            statuses[row["status"]] = statuses.get(row["status"], 0) + 1
            entry = run.entries.get(row["file"], Entry())
            unit = units.unit_of(row["file"], entry.organisation or row["organisation"], specs) if units else None
            row["unit"] = unit.code if unit else None
            row["modified"] = run.modified.get(row["file"], "")
        column = pa.array([row["unit"] for row in entries], pa.string())
        if table["unit"].to_pylist() != column.to_pylist():
            place = table.schema.get_field_index("unit")
            write_part(panel / "files", path.stem, table.set_column(place, "unit", column).cast(FILES), run.stamp)
        rows += entries if units else []
    reported: dict[str, int] = {}
    if units is not None:
        table = table_from(reporting(units, rows), REPORTING)
        write_part(panel / "reporting", "roster", table, run.stamp)
        for status in table["status"].to_pylist():
            reported[status] = reported.get(status, 0) + 1
    return Collected(panel, statuses, reported)
