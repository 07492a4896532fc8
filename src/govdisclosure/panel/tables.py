"""The tables of a panel: their columns, and files of them that are written whole or not at all.

A panel is a folder with a folder for each table; a table is any number of Parquet files, which any engine reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, write_atomically
from govdisclosure.form import Form
from govdisclosure.language import say
from govdisclosure.panel.parquet import contents, footer
from govdisclosure.report import PROBLEM_KEYS, amount_type

_TEXT = pa.string()
_PROBLEM = pa.struct([(name, _TEXT) for name in PROBLEM_KEYS])

FILES = pa.schema(
    [
        ("file", _TEXT), ("sha256", _TEXT), ("bytes", pa.int64()), ("status", _TEXT), ("reason", _TEXT),
        ("spec", _TEXT), ("organisation", _TEXT), ("year", pa.int16()), ("period", _TEXT), ("unit", _TEXT),
        ("cells_read", pa.int32()), ("cells_unread", pa.int32()), ("problems", pa.list_(_PROBLEM)),
    ]
)  # fmt: skip
"""One row for every input: what became of it; `period` is the year, or the quarter or month of it."""

CELLS = pa.schema(
    [
        ("file", _TEXT), ("spec", _TEXT), ("table", _TEXT), ("row", _TEXT), ("column", _TEXT), ("value", amount_type()),
        ("state", _TEXT), ("text", _TEXT), ("note", _TEXT), ("origin", _TEXT), ("place", _TEXT),
    ]
)  # fmt: skip
"""One row for every cell of every report that was read."""

SECTIONS = pa.schema([("file", _TEXT), ("section", _TEXT), ("text", _TEXT)])
"""One row for every section of text."""

FINDINGS = pa.schema(
    [
        ("file", _TEXT), ("rule", _TEXT), ("instance", _TEXT), ("status", _TEXT), ("severity", _TEXT),
        ("left", amount_type()), ("right", amount_type()), ("difference", amount_type()), ("message", _TEXT),
        ("fingerprint", _TEXT),
    ]
)  # fmt: skip
"""One row for every rule that failed or could not be decided in a report."""

REPORTING = pa.schema(
    [
        ("family", _TEXT), ("year", pa.int16()), ("period", _TEXT), ("unit", _TEXT), ("name", _TEXT),
        ("parent", _TEXT), ("status", _TEXT), ("file", _TEXT), ("others", pa.list_(_TEXT)), ("like", pa.list_(_TEXT)),
    ]
)  # fmt: skip
"""One row for every family of formats, period and unit of the roster: whether it has reported, with which file."""


def wide_schema(form: Form) -> pa.Schema:
    """Return the columns of the wide table of a form: the file, and a column for each cell of numbers."""
    kinds = {"integer": pa.int64(), "decimal": amount_type()}
    numbers = [
        (str(cell), kinds[value.kind])
        for cell, value in zip(form.cells, form.values, strict=True)
        if value.kind in kinds
    ]
    return pa.schema([("file", _TEXT), *numbers])


def wide_folder(spec: str) -> str:
    """Return the folder of the wide table of a format: `wide/<family>-<year>`."""
    return f"wide/{spec.replace('/', '-')}"


def family_of(spec: str | None) -> str | None:
    """Return the family of a format by its id."""
    return spec and spec.partition("/")[0]


def table_from(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Return a table of rows, each in the order of the columns."""
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table([pa.array(list(c), f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def write_part(folder: Path, name: str, table: pa.Table, stamp: Mapping[str, str]) -> None:
    """Write one Parquet file of a table, whole or not at all; `stamp` goes into its metadata."""
    folder.mkdir(parents=True, exist_ok=True)
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(dict(stamp)), sink, compression="zstd")
    write_atomically(folder / f"{name}.parquet", sink.getvalue())


def parts(folder: Path) -> list[Path]:
    """Return the files of a table in the order of their names; those that are being written are hidden.

    Raises `ReadError` if they are more than a limit.
    """
    found = sorted(path for path in folder.glob("*.parquet") if not path.name.startswith("."))
    check_limit("panel_files", len(found), f"{folder} 的文件数", f"files in {folder}")
    return found


def read_part(path: Path, schema: pa.Schema | None = None, columns: Sequence[str] | None = None) -> pa.Table:
    """Return one file of a table; raise `ReadError` if it is damaged, too large, or has other columns than `schema`."""
    try:
        table = contents(path, columns)
    except ReadError as error:
        raise ReadError(fault.of_file(str(path)) for fault in error.faults) from None
    except (OSError, pa.ArrowException, ValueError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise ReadError(say(zh=f"{path} 已损坏：{reason}", en=f"{path} is damaged: {reason}")) from None
    wanted = schema if columns is None or schema is None else pa.schema([schema.field(name) for name in columns])
    if wanted is not None and table.schema.remove_metadata() != wanted:
        raise ReadError(say(zh=f"{path} 的列不是本库所写的。", en=f"{path} does not have the columns of a panel"))
    return table


def read_table(folder: Path, schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
    """Return all files of a table together; raise `ReadError` if they are too many."""
    wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns])
    together = wanted.empty_table()
    for path in parts(folder):
        together = pa.concat_tables([together, read_part(path, schema, columns)])
        check_limit("panel_rows", together.num_rows, f"{folder} 的行数", f"rows in {folder}")
        check_limit("text_bytes", together.nbytes, f"{folder} 的字节数", f"bytes in {folder}")
    return together


def stamp_of(path: Path) -> dict[str, str]:
    """Return what a Parquet file says of the versions it was written with; nothing where it is damaged."""
    try:
        metadata = footer(path).metadata or {}
        return {key.decode(): value.decode() for key, value in metadata.items() if key != b"ARROW:schema"}
    except (OSError, pa.ArrowException, UnicodeDecodeError, ReadError):
        return {}


def digests_in(path: Path) -> dict[str, str]:
    """Return the digests of the formats that a Parquet file was made with; raise `ReadError` if it says none."""
    try:
        found = json.loads(stamp_of(path)["specs"])
    except (KeyError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise unsaid(path)
    return found


def unsaid(path: Path) -> ReadError:
    """Return the error of a file that does not say, or not of all, with which formats it was made."""
    return ReadError(
        say(
            zh=f"{path} 没有写明建立时所用的格式，请重新运行 collect。",
            en=f"{path} does not say with which formats it was made; run collect again",
        )
    )
