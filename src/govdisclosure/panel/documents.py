"""What becomes of one document: the rows that a panel holds of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import field, frozen

from govdisclosure import codes
from govdisclosure.errors import GovDisclosureError, ReadError
from govdisclosure.form import Form, expand
from govdisclosure.language import Words
from govdisclosure.panel.tables import CELLS, FILES, SECTIONS, table_from
from govdisclosure.reading import read_bytes
from govdisclosure.report import SECTION, Content, Report, amount_type, problem_data
from govdisclosure.spec import Number, Spec
from govdisclosure.specfile import find_spec, using_folders

READ, PARTIAL, UNREADABLE, DUPLICATE, NO_REPORT = "read", "partial", "unreadable", "duplicate", "no_report"

FILE_STATUS_WORDS = {
    READ: Words("读入", "read"),
    PARTIAL: Words("部分读入", "read in part"),
    DUPLICATE: Words("内容重复", "copies"),
    NO_REPORT: Words("没有报告", "without a report"),
    UNREADABLE: Words("读不了", "unreadable"),
}


DOCUMENTS = pa.schema([*CELLS, *(FILES.field(name) for name in ("organisation", "year"))])
"""The columns of `cells_of`: all that a tidy frame of many reports says."""


@frozen
class Outcome:
    """What came of reading one document, small enough to be sent between processes."""

    status: str
    reason: str = ""
    spec: str | None = None
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    organisation: str | None = None
    year: int | None = None
    values: tuple[Number | None, ...] = ()
    unread: int = 0
    """How many cells were not found, or hold what is no number."""
    contents: dict[int, tuple[str, str, str, str]] = field(factory=dict)
    """State, text, note and origin of the cells that are not plain numbers."""
    sections: dict[str, str] = field(factory=dict)
    sources: dict[int, str] = field(factory=dict)
    problems: tuple[dict[str, str], ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether there is a report."""
        return self.status in (READ, PARTIAL)


@frozen
class Reader:
    """Reads documents with the formats of some folders, in whatever process."""

    spec: str | Spec | None
    folders: tuple[Path, ...]

    def __call__(self, data: bytes) -> Outcome:
        """Return the outcome of one."""
        with using_folders(self.folders):
            return outcome(data, self.spec)


def outcome(data: bytes, spec: str | Spec | None = None) -> Outcome:
    """Read the bytes of a document; whatever goes wrong is the outcome, never an exception."""
    try:
        report = read_bytes(data, spec=spec).report
    except ReadError as error:
        none = any(fault.code == codes.NO_REPORT.id for fault in error.faults)
        return Outcome(NO_REPORT if none else UNREADABLE, str(error))
    except GovDisclosureError as error:
        return Outcome(UNREADABLE, str(error))
    except MemoryError:
        return Outcome(UNREADABLE, "MemoryError")
    except Exception as error:  # noqa: BLE001 - a fault of a reader loses one document, never the others
        return Outcome(UNREADABLE, f"{type(error).__name__}: {str(error)[:200]}")
    return of_report(report)


def of_report(report: Report) -> Outcome:
    """Return the outcome of a document that holds a report."""
    gaps = [index for index, value in enumerate(report.values) if value is None]
    unread = sum(report.content(index).state in ("absent", "unreadable") for index in gaps)
    return Outcome(
        PARTIAL if unread else READ,
        "",
        report.spec.id,
        report.form.keys,
        report.organisation,
        report.year,
        report.values,
        unread,
        {i: (c.state, c.text, c.note, c.origin) for i, c in report.contents.items()},
        dict(report.sections),
        dict(report.sources),
        tuple(problem_data(problem) for problem in report.problems),
    )


def report_of(found: Outcome, spec: Spec) -> Report:
    """Return the report of an outcome, which is in that format."""
    contents = {index: Content(*content) for index, content in found.contents.items()}  # type: ignore[arg-type]  # the words were those of a content before they were sent
    return Report(
        expand(spec, found.keys), found.values, found.organisation, found.year, contents, found.sections,
        sources=found.sources,
    )  # fmt: skip


def cells_table(file: str, report: Report) -> pa.Table:
    """Return the rows of the table of cells; what most reports have in common is made once for each form."""
    form, count = report.form, len(report.values)
    cells = range(count)
    contents = _plain_contents(report.values.count(None), count)
    if report.contents or contents is None:
        kinds = [report.content(index) for index in cells]
        fields = ([getattr(kind, name) for kind in kinds] for name in ("state", "text", "note", "origin"))
        contents = tuple(pa.array(field, pa.string()) for field in fields)
    places = pa.array([report.sources.get(index, "") for index in cells], pa.string())
    return pa.table(
        [pa.repeat(file, count), *_names(form), pa.array(report.values, amount_type()), *contents, places], schema=CELLS
    )


@lru_cache(maxsize=64)
def _names(form: Form) -> tuple[pa.Array, ...]:
    """Return format, table, row and column of every cell."""
    fields = ([getattr(cell, name) for cell in form.cells] for name in ("table", "row", "column"))
    return pa.repeat(form.spec.id, len(form.cells)), *(pa.array(field, pa.string()) for field in fields)


@lru_cache(maxsize=64)
def _plain_contents(gaps: int, count: int) -> tuple[pa.Array, ...] | None:
    """Return state, text, note and origin of cells that are all plain numbers; None where some are not."""
    return None if gaps else tuple(pa.repeat(pa.scalar(word), count) for word in ("number", "", "", "printed"))


def wide_row(file: str, report: Report) -> tuple[Any, ...]:
    """Return the row of the wide table; rows and columns that the report itself names are in the cells only."""
    return (file, *map(report.values.__getitem__, _wide_places(report.form)))


@lru_cache(maxsize=64)
def _wide_places(form: Form) -> tuple[int, ...]:
    """Return the places of the cells that every report of the format has, and that hold numbers."""
    usual = expand(form.spec)
    places = (form.index[cell.table, cell.row, cell.column] for cell in usual.cells)
    return tuple(place for place, value in zip(places, usual.values, strict=True) if value.numeric)


def text_rows(spec: str, sections: pa.Table) -> pa.Table:
    """Return rows of the table of sections as rows of cells: a text has the state `section`, and its key as `row`."""
    count = sections.num_rows
    fields = {
        "file": sections["file"], "spec": pa.repeat(spec, count), "row": sections["section"],
        "state": pa.repeat(SECTION, count), "text": sections["text"],
        **dict.fromkeys(("note", "place"), pa.repeat("", count)), "origin": pa.repeat("printed", count),
    }  # fmt: skip
    return pa.table([fields.get(f.name, pa.nulls(count, f.type)) for f in CELLS], schema=CELLS)


def cells_of(file: str, data: bytes, spec: str | Spec | None = None) -> pa.Table:
    """Return the rows of a document with the columns of the tables `cells` and, of `files`, `organisation` and `year`.

    A section of text is a row with the state `section`. What is no report has one row that says why.
    """
    found = outcome(data, spec)
    if found.spec is None:
        rows = table_from([(file, None, None, None, None, None, UNREADABLE, found.reason, "", "", "")], CELLS)
    else:
        report = report_of(found, find_spec(spec or found.spec))
        texts = table_from([(file, key, text) for key, text in report.sections.items()], SECTIONS)
        rows = pa.concat_tables([cells_table(file, report), text_rows(found.spec, texts)])
    whose = (
        pa.array([thing] * rows.num_rows, DOCUMENTS.field(name).type)
        for name, thing in (("organisation", found.organisation), ("year", found.year))
    )
    return pa.table([*rows.columns, *whose], schema=DOCUMENTS)
