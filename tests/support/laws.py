"""Write reports drawn at random and read them again: what is read is what was written.

`python -m tests.support.laws all 500` does it for every format, and for as many made up, in every kind of document.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports, specs
from govdisclosure.writing import FORMATS, format_of, write_bytes
from tests.support.comparing import as_printed
from tests.support.printable import labelled_apart, printed_reports
from tests.support.printing import without_annex

MADE_UP = "made-up"
PRINTED = ("pdf", "html", "docx", "md", "xlsx")
"""Kinds of documents of which only what is printed is read; PDF says no more."""
KINDS = (*(kind for kind in FORMATS if kind != "pdf"), *(f"printed {kind}" for kind in PRINTED))
OUTCOMES = ("whole", "otherwise", "partly", "refused", "unwritten", "misread")
"""Equal; equal but for texts, blanks in names, organisation or period; some cells unread; not read; not written; a cell
is another."""


Pair = tuple[gd.Report, gd.Report]


@frozen
class Trip:
    """A report that was written, and what became of it."""

    report: gd.Report
    kind: str
    outcome: str
    document: bytes = b""


def trips(name: str, number: int, kinds: Iterable[str], seed: int) -> list[Trip]:
    """Draw so many reports of a format twice, any that may be held and such as print can say, and try them."""
    unseen, printed = ([kind for kind in kinds if kind.startswith("printed") == is_printed] for is_printed in (0, 1))
    drawn = islice(pairs(name, seed), number)
    return [
        tried(report, kind)
        for anything, on_paper in drawn
        for report, some in ((anything, unseen), (on_paper, printed))
        for kind in some
    ]


def pairs(name: str, seed: int) -> Iterator[Pair]:
    """Yield reports of a format: one of anything that may be held, and one of what print can say."""
    for start in count(1_000_000 * seed):
        yield from _few(name, start)


def _few(name: str, start: int) -> list[Pair]:
    """Return eight pairs: Hypothesis begins with the least of all, and after ten rather changes what it has drawn."""
    formats = specs() if name == MADE_UP else st.just(find_spec(name))
    drawn: list[Pair] = []

    @seeded(start)
    @settings(
        max_examples=9,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(data=st.data())
    def draw(data: st.DataObject) -> None:
        spec = data.draw(formats)
        apart = labelled_apart(spec) if name == MADE_UP else spec
        drawn.append((data.draw(reports(spec, complete=False)), data.draw(printed_reports(apart, holes=True))))

    draw()
    return drawn[1:]


def tried(report: gd.Report, kind: str) -> Trip:
    """Write a report as a kind of document, and read it; the format is told only where it is made up or a draft."""
    suffix = format_of("", kind.removeprefix("printed "), FORMATS)
    try:
        written = write_bytes(report, suffix) if suffix == kind else without_annex(report, suffix)
    except gd.GovDisclosureError:
        return Trip(report, kind, "unwritten")
    told = report.spec.status == "draft" or report.spec.id not in gd.spec_ids()
    try:
        read = read_bytes(written, spec=report.spec if told else None).report
    except gd.GovDisclosureError:
        return Trip(report, kind, "refused", written)
    return Trip(report, kind, outcome(as_printed(report, kind), read), written)


def outcome(report: gd.Report, read: gd.Report) -> str:
    """Say in one word how far a report is the one that was written."""
    if report == read:
        return "whole"
    if _names(report) != _names(read):
        return "partly" if {*_names(read)} < {*_names(report)} else "misread"
    differing = [two for one, two in zip(report.cells(), read.cells(), strict=True) if _said(one) != _said(two)]
    if any(cell.state not in ("unreadable", "absent") for cell in differing):
        return "misread"
    return "partly" if differing else "otherwise"


def _names(report: gd.Report) -> list[str]:
    """Return the names of all cells, without blanks."""
    return ["".join(f"{ref.table}/{ref.row}/{ref.column}".split()) for ref in report.form.cells]


def _said(cell: gd.Cell[int | Decimal]) -> tuple[object, ...]:
    return cell.value, cell.state, "".join(cell.text.split()), cell.note


def lines(name: str, made: Iterable[Trip]) -> Iterator[str]:
    """Yield a line for each kind of document: how many reports had which outcome."""
    found = Counter((trip.kind, trip.outcome) for trip in made)
    for kind in dict.fromkeys(kind for kind, _ in found):
        yield f"{name:22} {kind:14} " + ", ".join(f"{found[kind, one]} {one}" for one in OUTCOMES if found[kind, one])


def keep(folder: Path, name: str, made: Iterable[Trip]) -> None:
    """Put what was not whole into a folder: the document, and the report beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, trip in enumerate(made):
        if trip.outcome == "whole":
            continue
        path = folder / f"{trip.outcome}-{name.replace('/', '-')}-{number}.{trip.kind.split()[-1]}"
        path.write_bytes(trip.document)
        path.with_suffix(".report.json").write_text(gd.to_json(trip.report), encoding="utf-8")
        path.with_suffix(".format.yaml").write_text(gd.dump_spec(trip.report.spec), encoding="utf-8")


def main() -> None:
    """Print the table; of what was not whole, keep the documents if a folder is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.laws", description=__doc__)
    parser.add_argument("format", choices=(*gd.spec_ids(), MADE_UP, "all"))
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default=",".join(KINDS), help="a comma between; printed: without the annex")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where documents go that were not read whole")
    asked = parser.parse_args()
    for name in (*gd.spec_ids(), MADE_UP) if asked.format == "all" else (asked.format,):
        made = trips(name, asked.count, asked.kinds.split(","), asked.seed)
        sys.stdout.writelines(f"{line}\n" for line in lines(name, made))
        sys.stdout.flush()
        if asked.keep:
            keep(asked.keep, name, made)


if __name__ == "__main__":
    main()
