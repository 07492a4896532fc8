"""`collect`: documents to a panel, by several processes, and from where it stopped if it was interrupted.

What is kept from an earlier run is what a new run would write again, byte for byte of its rows.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import Factory, define, frozen

from govdisclosure.errors import ReadError
from govdisclosure.language import say
from govdisclosure.panel.filing import PART, Cabinet, Known, Part, Result
from govdisclosure.panel.outcomes import DUPLICATE, NO_REPORT, UNREADABLE, Outcome, Reader
from govdisclosure.panel.panels import locked, stamp
from govdisclosure.panel.reporting import reporting
from govdisclosure.panel.tables import FILES, REPORTING, parts, read_part, stamp_of, table_from, write_part
from govdisclosure.panel.walking import Source, sources, stable_name
from govdisclosure.rosters import Entry, Roster, read_manifest, read_roster, units_of
from govdisclosure.sandbox import Bounds, Ended, Pool, Setting
from govdisclosure.spec import Spec
from govdisclosure.specfile import all_specs, find_spec, spec_folders

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
        return not self.files.get(UNREADABLE) and not self.files.get(NO_REPORT)

    def unread(self) -> Iterator[tuple[str, str]]:
        """Yield the inputs that were not read, each with the reason."""
        for part in parts(self.panel / "files"):
            columns = read_part(part, FILES, ("file", "status", "reason")).to_pydict()
            for file, status, reason in zip(columns["file"], columns["status"], columns["reason"], strict=True):
                if status in (UNREADABLE, NO_REPORT):
                    yield file, reason


@frozen(eq=False)
class _Task:
    """An input to read, and where its rows will stand."""

    part: Part
    number: int
    source: Source
    known: Known


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
    organisation and year files are, `roster` which units must report; without one, a manifest that names parents of
    organisations is the roster. Documents are read by `jobs` processes (as many
    as there are processors), each for at most `seconds` and with at most `memory` bytes. `progress` is called with the
    number of inputs done and the status of the last one. Raises `UsageError` where nothing can be written, `ReadError`
    for a faulty roster or manifest.
    """
    listed = read_manifest(manifest) if manifest is not None else {}
    entries = _by_file(listed, Path(manifest).parent) if manifest is not None else {}
    units = read_roster(roster) if roster is not None else units_of(listed, manifest or "")
    chosen = (find_spec(spec),) if spec is not None else ()
    formats = {one.id: one for one in (*all_specs(), *chosen)}
    said = {"spec": "".join(one.id for one in chosen), "manifest": _digest(repr(sorted(entries.items())).encode())}
    with locked(panel, create=True) as folder:
        run = _Run(
            tuple(os.fspath(path) for path in paths),
            Cabinet(folder, stamp(formats, **said), entries, formats),
            Setting(Reader(spec, spec_folders()), Bounds(seconds, memory)),
            jobs or os.cpu_count() or 1,
            progress,
        )
        run.collect()
        return _summary(run.cabinet, units, run.modified)


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

    paths: tuple[str, ...]
    cabinet: Cabinet
    setting: Setting[Outcome]
    jobs: int
    progress: Progress
    modified: dict[str, str] = Factory(dict)
    """When each input was changed last."""
    done: int = 0

    def collect(self) -> None:
        """Read what is not in the panel yet."""
        unfinished: dict[str, Part] = {}
        with Pool(self.setting, self.jobs) as pool:
            for task, found in pool.each(self._unread()):
                outcome = Outcome(UNREADABLE, found.reason) if isinstance(found, Ended) else found
                part = unfinished.setdefault(task.part.name, task.part)
                part.results[task.number] = Result(task.source, task.known, outcome)
                self._advance(outcome.status)
                if len(part.results) == PART:
                    self.cabinet.file(unfinished.pop(part.name))
        for part in unfinished.values():
            self.cabinet.file(part)
        for part in self._missing():
            self.cabinet.file(part)

    def _missing(self) -> Iterator[Part]:
        """Yield what the manifest names and was not found, as one part."""
        message = say(zh="清单中有，但没有找到这个文件。", en="it is in the manifest, but no such file was found")
        outcome = Outcome(UNREADABLE, message)
        if files := sorted(self.cabinet.entries.keys() - self.modified.keys()):
            results = {n: Result(Source(file, "", bytes), Known(), outcome) for n, file in enumerate(files)}
            for _ in files:
                self._advance(UNREADABLE)
            yield Part(next(_new_names(self.cabinet.panel)), results)

    def _advance(self, status: str) -> None:
        self.done += 1
        self.progress(self.done, status)

    def _unread(self) -> Iterator[tuple[_Task, bytes | Outcome]]:
        """Yield what the panel does not have yet."""
        kept = self._kept()
        names = _new_names(self.cabinet.panel)
        tasks = ((source, known, data) for source, known, data in self._inputs() if not self._is_kept(source, kept))
        part = Part("")
        for number, (source, known, data) in enumerate(tasks):
            if number % PART == 0:
                part = Part(next(names))
            yield _Task(part, number, source, known), data

    def _is_kept(self, source: Source, kept: frozenset[str]) -> bool:
        if source.file in kept:
            self._advance("")
        return source.file in kept

    def _inputs(self) -> Iterator[tuple[Source, Known, bytes | Outcome]]:
        """Yield every input with its bytes, or with its outcome where that is known without reading it."""
        first: dict[str, str] = {}
        for source in sources(self.paths):
            self.modified[source.file] = source.modified
            try:
                data = source.read()
            except ReadError as error:
                # The file is said beside it.
                yield source, Known(), Outcome(UNREADABLE, "; ".join(fault.message for fault in error.faults))
                continue
            sha256 = _digest(data)
            original = first.setdefault(sha256, source.file)
            if original == source.file:
                yield source, Known(sha256, len(data)), data
            else:
                yield source, Known(sha256, len(data), original), Outcome(DUPLICATE, original)

    def _kept(self) -> frozenset[str]:
        """Remove what an earlier run left that is not as this one would write it; return the files that are kept."""
        there = _without_damaged(self.cabinet.panel, self.cabinet.stamp)
        if not there:
            return frozenset()
        now = {source.file: (known.sha256, known.first) for source, known, _ in self._inputs()}
        kept: set[str] = set()
        for path, table in there.items():
            columns = (table[name].to_pylist() for name in ("file", "sha256", "status", "reason"))
            rows = list(zip(*columns, strict=True))
            # What could not be opened may be there now, so it is tried again.
            same = all(
                sha256 is not None and now.get(file) == (sha256, reason if status == DUPLICATE else None)
                for file, sha256, status, reason in rows
            )
            if same:
                kept.update(row[0] for row in rows)
            else:
                path.unlink()
        return frozenset(kept)


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


def _summary(cabinet: Cabinet, units: Roster | None, modified: Mapping[str, str]) -> Collected:
    """Say in the tables which unit each file is of, and which units have reported."""
    panel = cabinet.panel
    statuses: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    for path in parts(panel / "files"):
        table = read_part(path, FILES)
        some = table.select(["file", "status", "reason", "spec", "organisation", "period"]).to_pylist()
        statuses.update(row["status"] for row in some)
        codes = [_unit(row, cabinet, units) for row in some]
        if table["unit"].to_pylist() != codes:
            place = table.schema.get_field_index("unit")
            filled = table.set_column(place, "unit", pa.array(codes, pa.string()))
            write_part(panel / "files", path.stem, filled.cast(FILES), cabinet.stamp)
        if units is not None:
            rows += (
                {**row, "unit": code, "modified": modified.get(row["file"], "")}
                for row, code in zip(some, codes, strict=True)
            )
    if units is None:
        return Collected(panel, dict(statuses), {})
    table = table_from(reporting(units, rows), REPORTING)
    write_part(panel / "reporting", "roster", table, cabinet.stamp)
    return Collected(panel, dict(statuses), dict(Counter(table["status"].to_pylist())))


def _unit(row: Mapping[str, Any], cabinet: Cabinet, units: Roster | None) -> str | None:
    """Return the code of the unit that a file belongs to; what the manifest says goes before what the file says."""
    if units is None:
        return None
    organisation = cabinet.entries.get(row["file"], Entry()).organisation or row["organisation"]
    unit = units.unit_of(row["file"], organisation, cabinet.formats.values())
    return unit.code if unit else None
