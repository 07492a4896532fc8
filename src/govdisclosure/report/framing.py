"""Data frames of any library: Arrow tables inside, so that any library takes and gives them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from govdisclosure.errors import UsageError, not_installed
from govdisclosure.language import say
from govdisclosure.spec import Period

CELL_COLUMNS = ("table", "row", "column", "value", "state", "text", "note", "origin", "place")
"""What a frame says of a cell."""

WHOSE = ("spec", "organisation", "year", "period")
"""What a frame says of a report; the period where the form is for quarters or months."""

SECTION = "section"
"""The state of a row that holds a section of text; its `row` is the section's key."""

_DIGITS, _PLACES = 38, 18
_BACKENDS = ("polars", "pandas", "pyarrow")


def frame_library(name: str, extra: str = "panel") -> Any:
    """Import a library of an extra; raise `UsageError` with the command that installs it if it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(not_installed(error.name, extra)) from None


def amount_type() -> Any:
    """Return the Arrow type of numbers: 20 digits before the point and 18 after it, exact."""
    return frame_library("pyarrow").decimal128(_DIGITS, _PLACES)


def cells_frame(
    rows: Iterable[tuple[Any, ...]], spec: str, organisation: str | None, period: Period | None, backend: str | None
) -> Any:
    """Return a frame of cells, each with what `CELL_COLUMNS` names; by default of the first library there is."""
    arrow = frame_library("pyarrow")
    columns: dict[str, list[Any]] = {name: [] for name in CELL_COLUMNS}
    for row in rows:
        for name, thing in zip(CELL_COLUMNS, row, strict=True):
            columns[name].append(thing)
    count = len(columns["table"])
    general = {
        "spec": arrow.array([spec] * count, arrow.string()),
        "organisation": arrow.array([organisation] * count, arrow.string()),
        "year": arrow.array([period and period.year] * count, arrow.int64()),
    }
    if period is not None and period.code:
        general["period"] = arrow.array([period.code] * count, arrow.string())
    kinds = {"value": amount_type()}
    cells = {name: arrow.array(things, kinds.get(name, arrow.string())) for name, things in columns.items()}
    return as_native(arrow.table(general | cells), backend)


def as_native(table: Any, backend: str | None = None) -> Any:
    """Return an Arrow table as a frame of another library; by default of the first one that is installed."""
    backend = backend or next(filter(find_spec, _BACKENDS), "pyarrow")
    if backend == "pyarrow":
        return table
    if backend not in _BACKENDS:
        known = ", ".join(_BACKENDS)
        raise UsageError(say(zh=f"backend 应为 {known} 之一。", en=f"backend should be one of {known}"))
    frame_library(backend)
    return frame_library("narwhals").from_arrow(table, backend=backend).to_native()


def as_arrow(frame: Any) -> Any:
    """Return a frame of any library as an Arrow table; raise `UsageError` for what is not a frame."""
    arrow = frame_library("pyarrow")
    if isinstance(frame, arrow.Table):
        return frame
    narwhals = frame_library("narwhals")
    try:
        known = narwhals.from_native(frame)
    except TypeError:
        if not hasattr(frame, "__arrow_c_stream__"):
            kind = type(frame).__name__
            raise UsageError(say(zh=f"{kind} 不是数据框。", en=f"{kind} is no data frame")) from None
        return arrow.table(frame)
    lazy = isinstance(known, narwhals.LazyFrame)
    return known.collect(backend="pyarrow").to_native() if lazy else known.to_arrow()
