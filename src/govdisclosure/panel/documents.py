"""The rows that a panel holds of documents."""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import Any

import pyarrow as pa

from govdisclosure.form import Form, expand
from govdisclosure.panel.outcomes import UNREADABLE, outcome, report_of
from govdisclosure.panel.tables import CELLS, FILES, SECTIONS, table_from
from govdisclosure.report import SECTION, Report
from govdisclosure.spec import Period, Spec
from govdisclosure.specfile import find_spec

WHOSE = ("organisation", "year", "period")
"""What the table of files says of a report."""
DOCUMENTS = pa.schema([*CELLS, *(FILES.field(name) for name in WHOSE)])
"""The columns of `cells_of`: all that a tidy frame of many reports says."""


def cells_table(file: str, report: Report) -> pa.Table:
    """Return the rows of the table of cells; what most reports have in common is made once for each form."""
    form, count = report.form, len(report.values)
    contents = _plain_contents(report.values.count(None), count)
    if report.contents or contents is None:
        kinds = [report.content(index) for index in range(count)]
        fields = ([getattr(kind, name) for kind in kinds] for name in ("state", "text", "note", "origin"))
        contents = tuple(pa.array(field, pa.string()) for field in fields)
    values = pa.array(report.values, CELLS.field("value").type)
    places = pa.array(map(report.sources.get, range(count), repeat("")), pa.string(), size=count)
    return pa.table([pa.repeat(file, count), *_names(form), values, *contents, places], schema=CELLS)


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


def whose_of(organisation: str | None, period: Period | None) -> tuple[str | None, int | None, str | None]:
    """Return what `WHOSE` names."""
    return (organisation, None, None) if period is None else (organisation, period.year, str(period))


def cells_of(file: str, data: bytes, spec: str | Spec | None = None) -> pa.Table:
    """Return the rows of a document with the columns of the tables `cells` and, of `files`, `WHOSE`.

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
        for name, thing in zip(WHOSE, whose_of(found.organisation, found.period), strict=True)
    )
    return pa.table([*rows.columns, *whose], schema=DOCUMENTS)
