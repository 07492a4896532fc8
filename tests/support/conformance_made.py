"""What a case of conformance/ is made of: a document, its right answer, and the reports that are drawn for them."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

import govdisclosure as gd
from govdisclosure.specfile import dump_spec
from tests.support import printing as p


@frozen
class Made:
    """A case with the content of its two files."""

    id: str
    task: str
    format: str
    suffix: str
    document: bytes
    answer: dict[str, Any] | None
    about: str
    unread: bool = False
    prior: bytes | None = None
    """The report of the year before."""
    companions: tuple[bytes, ...] = ()
    spec: gd.Spec | None = None
    """Its format, if that is no bundled one."""

    @property
    def beside(self) -> dict[str, bytes]:
        """What is given beside the document, by the names of the files."""
        priors = {} if self.prior is None else {f"documents/{self.id}.prior.json": self.prior}
        return (
            self._format()
            | priors
            | {f"documents/{self.id}.with{n}.json": one for n, one in enumerate(self.companions, 1)}
        )

    def _format(self) -> dict[str, bytes]:
        """Return the file of its format; those made for one case are all of one family."""
        if self.spec is None:
            return {}
        name = self.id if self.spec.family == "test" else f"own/{self.spec.family}"
        return {f"formats/{name}.yaml": dump_spec(self.spec).encode()}


@frozen
class Kind:
    """How a report is printed so that a reader may go wrong; what is lost may be left unread, or must be refused."""

    suffix: str
    printed: Callable[[gd.Report], bytes | str]
    about: str
    unread: bool = False
    refused: bool = False
    left_out: Callable[[gd.Report], frozenset[int]] = lambda _: frozenset()
    """The cells that are not printed."""
    unknown: Callable[[gd.Report], frozenset[int]] = lambda _: frozenset()
    """The cells of which nobody can say the figure: none may be given."""
    more: Callable[[gd.Report], dict[str, Any]] = lambda _: {}
    """What the right answer says besides the figures."""
    spec: str = "cn/2021"
    given: Callable[[gd.Report], gd.Report] = lambda report: report
    """What is changed of the report before it is printed."""


def as_json(data: Any) -> bytes:
    """Return data as the text of a file."""
    return (json.dumps(data, ensure_ascii=False, indent=1, default=float) + "\n").encode()


def slug(name: str) -> str:
    """Return a name as a part of an id."""
    return "-".join(word.strip(",") for word in name.lower().split())


def right_answer(report: gd.Report, *, sections: bool) -> dict[str, Any]:
    """Return the right answer for a document with everything that a report says."""
    keys = ("spec", "organisation", "year", "tables", *(("sections",) if sections else ()))
    data = gd.to_data(report)
    return {key: data[key] for key in keys}


def empty_report(spec: gd.Spec) -> gd.Report:
    """Return a report without figures; where it names rows itself it has two, a code and one below that."""
    tables: dict[str, dict[str, Any]] = {}
    for address in gd.expand(spec).open_nodes:
        table, path = address.split("/rows:")
        named = any(column.path == "name" for column in gd.expand(spec).tables[table].columns.lines)
        rows = {f"{path}.{code}": {"name": f"第{code}类"} if named else {} for code in ("201", "20101")}
        tables.setdefault(table, {}).update(rows)
    return gd.from_data(
        {"spec": spec.id, "organisation": "示例县示例局", "year": spec.for_years.first.year, "tables": tables}
    )


def all_noughts(spec: gd.Spec) -> gd.Report:
    """Return a report with a nought in every cell that takes a number."""
    empty = empty_report(spec)
    return empty.replacing(dict.fromkeys(numbers_of(empty), 0))


def with_figures(report: gd.Report, dice: random.Random) -> gd.Report:
    """Return a report with a figure or a blank in every cell."""
    choices = (0, 0, 1, 12, 305, None)
    return report.replacing({place: dice.choice(choices) for place in numbers_of(report)})


def numbers_of(report: gd.Report) -> list[tuple[str, str, str]]:
    """Return the cells of a report that take numbers."""
    form = report.form
    pairs = zip(form.cells, form.values, strict=True)
    return [(ref.table, ref.row, ref.column) for ref, value in pairs if value.numeric]


def bytes_of(report: gd.Report, suffix: str) -> bytes:
    """Return a report as it is written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report.{suffix}")
        gd.write(report, path)
        return path.read_bytes()


def report_file(report: gd.Report) -> bytes:
    """Return a report as a file of report JSON."""
    return as_json(gd.to_data(report))


def printed(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Kind, gd.Report, bytes]]:
    """Yield every kind with its name, the report that was drawn for it, and the document."""
    for name, kind in kinds.items():
        report = p.balanced(kind.spec, random.Random(name))
        last = gd.load_spec(kind.spec).for_years.last
        report = kind.given(evolve(report, year=last.year if last else report.year))
        document = kind.printed(report)
        yield name, kind, report, document.encode() if isinstance(document, str) else document


def printed_answer(kind: Kind, report: gd.Report) -> dict[str, Any]:
    """Return the right answer for a document in which some cells are not printed, or cannot be known."""
    left_out, unknown = kind.left_out(report), kind.unknown(report)
    right = right_answer(report, sections=not left_out) | kind.more(report)
    if left_out or unknown:
        tables: dict[str, dict[str, dict[str, Any]]] = {}
        for index, ref in enumerate(report.form.cells):
            if index not in left_out:
                figure = False if index in unknown else report.values[index]
                tables.setdefault(ref.table, {}).setdefault(ref.row, {})[ref.column] = figure
        right["tables"] = tables
    return right
