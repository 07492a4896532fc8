"""Reports of one organisation in years that follow each other: where the chain of figures breaks."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa
from attrs import frozen

from govdisclosure.errors import UsageError
from govdisclosure.findings import Finding, check
from govdisclosure.form import expand
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.frames import check_frame
from govdisclosure.panel.panels import known_specs, must_be_panel
from govdisclosure.panel.reports import Chosen, Filed, Whose, filed_in, panel_parts, proposed
from govdisclosure.panel.spilling import heaped, heaps_of
from govdisclosure.report import CELL_COLUMNS, SECTION
from govdisclosure.spec import Spec


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
    """Compare every report of a panel with that of the year or period before, across versions of the format too.

    Of several reports for one year the one that is proposed counts. The reports of the years are joined in columns, and
    those in which a chain does not hold are compared by themselves, so that no more than some of a panel is in memory.
    Raises `UsageError` for what is no panel.
    """
    folder = must_be_panel(panel)
    specs = known_specs(folder)
    pairs = dict(_pairs(proposed(folder), specs))
    chains = _chains(pairs)
    breaks: list[Break] = []
    unfit: list[tuple[str, str, str]] = []
    frames = (frame for part in panel_parts(folder) for frame in part.frames.values())
    for heap in heaped(frames, heaps_of(chains)):
        there = set(heap["file"].unique().to_pylist())
        mine = {newer: older for newer, older in pairs.items() if newer in there}
        settled = _settled(heap, mine, specs)
        doubtful = {newer: older for newer, older in mine.items() if newer not in settled}
        filed = _filed(heap, {*doubtful, *doubtful.values()}, specs)
        for newer, older in doubtful.items():
            try:
                breaks += compare(filed[older], filed[newer])
            except UsageError as error:
                unfit.append((older, newer, str(error)))
    return Comparison(len(pairs), tuple(breaks), tuple(unfit))


def _pairs(chosen: Mapping[Whose, Chosen], specs: Mapping[str, Spec]) -> Iterator[tuple[str, str]]:
    """Yield the file of each report of which there is what its format calls the one before, and the file of that."""
    for whose, newer in chosen.items():
        if whose.period is not None:
            before = whose._replace(period=specs[newer.spec].before(whose.period))
            if (older := chosen.get(before)) is not None:
                yield newer.file, older.file


def _chains(pairs: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the files of reports that follow each other."""
    next_of = {older: newer for newer, older in pairs.items()}
    for first in pairs.values():
        if first not in pairs:
            chain = [first]
            while chain[-1] in next_of:
                chain.append(next_of[chain[-1]])
            yield chain


def _settled(heap: pa.Table, pairs: Mapping[str, str], specs: Mapping[str, Spec]) -> set[str]:
    """Return the newer files of pairs in the same format in which nothing between the years is worth saying."""
    settled: set[str] = set()
    for name, spec in specs.items():
        # What texts say is not about the year before.
        there = heap.filter(pc.and_(pc.equal(heap["spec"], name), pc.not_equal(heap["state"], SECTION)))
        whose = dict(zip(there["file"].to_pylist(), there["organisation"].to_pylist(), strict=True))
        same = {new: old for new, old in pairs.items() if new in whose and old in whose and whose[new] == whose[old]}
        if same:
            between = [r.rule for r in expand(spec).relations if r.level > 1]
            found = check_frame(_joined(there, same), spec).tables[1]
            settled |= {*same} - {*found.filter(pc.is_in(found["rule"], pa.array(between)))["report"].to_pylist()}
    return settled


def _joined(frame: pa.Table, pairs: Mapping[str, str]) -> pa.Table:
    """Return the cells of newer reports, and those of the year before under the file of the newer one."""
    newer, older = (pa.array(list(files), pa.string()) for files in (pairs.keys(), pairs.values()))
    frame = frame.select(["file", *CELL_COLUMNS])
    this = frame.filter(pc.is_in(frame["file"], newer))
    before = frame.filter(pc.is_in(frame["file"], older))
    before = before.set_column(0, "file", newer.take(pc.index_in(before["file"], older)))
    return pa.concat_tables(
        some.append_column("of", pa.repeat(of, some.num_rows)) for some, of in ((this, "this"), (before, "prior"))
    )


def _filed(heap: pa.Table, files: Collection[str], specs: Mapping[str, Spec]) -> dict[str, Filed]:
    some = heap.filter(pc.is_in(heap["file"], pa.array(list(files), pa.string())))
    frames = ((some.filter(pc.equal(some["spec"], name)), spec) for name, spec in specs.items())
    return {filed.file: filed for frame, spec in frames if frame.num_rows for filed in filed_in(frame, spec)}
