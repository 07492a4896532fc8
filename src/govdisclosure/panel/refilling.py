"""Reports put together again from the columns of a frame, as it was written from reports, without much ado."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from govdisclosure.panel.documents import WHOSE
from govdisclosure.panel.whole import WholeForm
from govdisclosure.report import CELL_COLUMNS, SECTION, Content, Report
from govdisclosure.spec import Period, as_period, period_of

_WORDS = ("row", "state", "place", "text", "note", "origin")
_PLAIN = ("number", "", "", "printed")
"""State, text, note and origin of a plain number."""


def can_be_refilled(rows: pa.Table) -> bool:
    """Whether rows say all that a report does; others are left to `from_frame`."""
    return {*CELL_COLUMNS} <= {*rows.column_names}


def refilled(whole: WholeForm, rows: pa.Table, cells: Sequence[int], numbers: Sequence[int]) -> Report:
    """Return the report of some rows; `cells` and `numbers` say of each its cell, -1 for a text, and its number.

    Cells and states are those of the form, and numbers have room in 64 bits: whoever made columns of them knows that.
    """
    values = list[Any]([None]) * len(whole.form.cells)
    contents: dict[int, Content] = {}
    sources: dict[int, str] = {}
    sections: dict[str, str] = {}
    columns = [[word or "" for word in rows[name].to_pylist()] for name in _WORDS]
    for index, number, row, state, place, *words in zip(cells, numbers, *columns, strict=True):
        if state == SECTION:
            sections[row] = words[0]
        elif state != "absent":
            if state == "number":
                values[index] = whole.number(number, index)
            if (state, *words) != _PLAIN:
                text, note, origin = words
                contents[index] = Content(state, text, note, origin or "printed")
            if place:
                sources[index] = place
    return Report(whole.form, tuple(values), *_whose(rows), contents, sections, sources=sources)


def _whose(rows: pa.Table) -> tuple[str | None, Period | None]:
    organisation, year, period = (rows[name][0].as_py() if name in rows.column_names else None for name in WHOSE)
    return organisation, period_of(period or "") or as_period(year)
