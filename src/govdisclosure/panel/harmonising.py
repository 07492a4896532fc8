"""The reports of a panel as one series in one version of the format, as far as the versions are comparable."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyarrow as pa

from govdisclosure.errors import UsageError
from govdisclosure.form import Form, RowsOrColumns, expand
from govdisclosure.language import current
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.documents import whose_of
from govdisclosure.panel.panels import known_specs, locked, must_be_panel, stamp
from govdisclosure.panel.reports import Filed, Part, filed_in, panel_parts
from govdisclosure.panel.tables import parts, table_from, write_part
from govdisclosure.panel.tidy import has_open_lines
from govdisclosure.report import SECTION, amount_type, as_native
from govdisclosure.spec import Spec
from govdisclosure.specfile import address, find_spec
from govdisclosure.versions import Difference, convert, diff

SERIES = pa.schema(
    [
        ("file", pa.string()), ("organisation", pa.string()), ("year", pa.int16()), ("period", pa.string()),
        ("unit", pa.string()), ("spec", pa.string()), ("table", pa.string()), ("row", pa.string()),
        ("column", pa.string()), ("value", amount_type()), ("state", pa.string()), ("origin", pa.string()),
        ("edit", pa.string()), ("why", pa.string()),
    ]
)  # fmt: skip
"""One row for every cell of the target format and every report; `spec` is the format that it was reported in."""


def harmonise(panel: str | os.PathLike[str], to: str | Spec, *, into: str | os.PathLike[str] | None = None) -> Any:
    """Return the cells of every report of a panel of one family in one version of its format, as a data frame.

    The rows are as in the table `cells`, with `organisation`, `year`, `period` and `unit`. A cell that the version of a
    report does not have in a comparable way is `absent`, and `edit` and `why` say which change of the format is the
    reason; nothing is ever filled in. With `into`, the rows go into Parquet files in that folder, one for each of the
    panel's, and the folder is returned: memory is that of one of them, however large the panel is. Raises `UsageError`
    for what is no panel, where a format has no change that leads to `to`, or where nothing can be written.
    """
    target = find_spec(to)
    folder = must_be_panel(panel)
    specs = known_specs(folder)
    series = ((part.name, _series(part, specs, target)) for part in panel_parts(folder))
    if into is None:
        return as_native(pa.concat_tables([SERIES.empty_table(), *(table for _, table in series)]))
    with locked(into, create=True) as place:
        for name, table in series:
            write_part(place, name, table, stamp({target.id: target}))
        for old in parts(place):
            if not (folder / "files" / old.name).exists():
                old.unlink()
    return place


def _series(part: Part, specs: Mapping[str, Spec], target: Spec) -> pa.Table:
    """Return the reports of some files in the target format."""
    is_fixed = not has_open_lines(expand(target))
    tables = (
        _as_it_is(frame) if name == target.id and is_fixed else _converted(frame, specs[name], target)
        for name, frame in part.frames.items()
        if specs[name].family == target.family
    )
    return pa.concat_tables([SERIES.empty_table(), *tables])


def _as_it_is(frame: pa.Table) -> pa.Table:
    """Return the cells of reports that are in the target format already."""
    cells = frame.filter(pc.not_equal(frame["state"], SECTION))
    columns = (cells[f.name] if f.name in cells.column_names else pa.nulls(cells.num_rows, f.type) for f in SERIES)
    return pa.table(list(columns), schema=SERIES)


def _converted(frame: pa.Table, spec: Spec, target: Spec) -> pa.Table:
    return table_from([row for filed in filed_in(frame, spec) for row in _rows(filed, target)], SERIES)


def _rows(filed: Filed, target: Spec) -> Iterator[tuple[Any, ...]]:
    report = filed.report
    try:
        converted = convert(report, target)
    except UsageError as error:
        message = f"{filed.file}: {error}"
        raise UsageError(message) from None
    general = (filed.file, *whose_of(report.organisation, report.period), filed.unit, report.spec.id)
    for index, cell in enumerate(converted.form.cells):
        content = converted.content(index)
        edit, why = None, None
        if content.state == "absent" and report.spec.id != target.id:
            edit, why = reason(report.spec, converted.form, index, current())
        yield (
            *general,
            cell.table,
            cell.row,
            cell.column,
            converted.values[index],
            content.state,
            content.origin,
            edit,
            why,
        )


@lru_cache(maxsize=4096)
def reason(source: Spec, form: Form, index: int, language: str) -> tuple[str | None, str | None]:
    """Return the edit because of which a cell cannot be compared, and why it was made; None where the versions can."""
    ref = form.cells[index]
    for difference in _edits(source, form.spec, language):
        for text in (*difference.edit.at, *difference.edit.made):
            table, axis, path = address(text)
            if table == ref.table and (axis is None or _is_within(path, axis, ref.row, ref.column)):
                return f"{difference.edit.verb} {difference.edit.at[0]}", difference.edit.why[language]
    return None, None


@lru_cache(maxsize=64)
def _edits(source: Spec, target: Spec, language: str) -> tuple[Difference, ...]:
    """Return the changes between two versions that figures cannot cross: all but those that only move or rename."""
    found = diff(source, target, language).differences
    return tuple(d for d in found if not d.comparable or d.edit.verb in ("split", "merge"))


def _is_within(path: str | None, axis: RowsOrColumns, row: str, column: str) -> bool:
    line = row if axis == "rows" else column
    return path is None or line == path or line.startswith(f"{path}.")
