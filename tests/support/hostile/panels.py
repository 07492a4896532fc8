"""Panels made to harm: a few kilobytes of Parquet that hold rows by the million, unpack to gigabytes, or lie."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import govdisclosure as gd
from govdisclosure.panel.panels import stamp
from govdisclosure.panel.tables import CELLS, FILES, FINDINGS, REPORTING, SECTIONS
from tests.support.hostile.beside import COLLECT, report_json
from tests.support.hostile.gathered import HEAD
from tests.support.hostile.kinds import Content, Trap
from tests.support.hostile.lying import (
    PAGE_DATA,
    PAGE_DICTIONARY,
    PAGE_PACKED,
    PAGE_UNPACKED,
    Fields,
    page_saying,
    with_pages,
    with_rows,
    with_values,
)

TABLES = {"files": FILES, "cells": CELLS, "sections": SECTIONS, "findings": FINDINGS, "reporting": REPORTING}
MOST = 2**31 - 1
_ONE = {
    "file": "a.json", "spec": "cn/2021", "status": "read", "organisation": "甲", "period": "2024", "year": 2024,
    "unit": "1", "table": "applications", "row": "new", "column": "total", "state": "number", "section": "overview",
    "family": "cn", "rule": "a",
}  # fmt: skip
_STATUS = {"reporting": "reported", "findings": "fail"}


def rows(table: str, count: int, **others: Any) -> pa.Table:
    """Return rows of a table that are the same but for the columns that are given, each a value or a list of them."""
    schema, given = TABLES[table], {**_ONE, "status": _STATUS.get(table, "read"), **others}
    columns = [
        given[field.name]
        if isinstance(given.get(field.name), pa.Array)
        else pa.repeat(pa.scalar(given.get(field.name), field.type), count)
        for field in schema
    ]
    return pa.table(columns, schema=schema.with_metadata(stamp({"cn/2021": gd.load_spec("cn/2021")})))


def written(table: pa.Table, times: int = 1, **how: Any) -> bytes:
    """Return a Parquet file of a table, or of it so many times."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, table.schema, **{"compression": "zstd", **how}) as writer:
        for _ in range(times):
            writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def panel(**parts: bytes | Sequence[bytes]) -> dict[str, Content]:
    """Return a panel whose tables have a row each, but for some; a table may have several files."""
    data = (
        {name: written(rows(name, 1)) for name in TABLES} | parts | {"wide/cn-2021": written(pa.table({"file": ["a"]}))}
    )
    listed = {name: [files] if isinstance(files, bytes) else files for name, files in data.items()}
    return {f"panel/{name}/part-{n:06}.parquet": file for name, files in listed.items() for n, file in enumerate(files)}


def _equal(table: str, count: int, times: int = 50, **others: Any) -> dict[str, Content]:
    return panel(**{table: written(rows(table, -(-count // times), **others), times)})


def _texts(count: int) -> pa.Array:
    """Return texts that differ, the first of which is the file that has been reported."""
    return pa.array(["a.json", *map(str, range(1, count))], pa.string())


def _different(count: int, *tables: str, column: str = "file") -> dict[str, Content]:
    """Return tables in each row of which a column says something else."""
    return panel(**{table: written(rows(table, count, **{column: _texts(count)})) for table in tables})


def _reports(count: int) -> dict[str, Content]:
    """Return as many reports of one cell, in one file."""
    return panel(
        files=written(rows("files", count, file=_texts(count))),
        cells=written(rows("cells", count, file=_texts(count), value=1)),
    )


def _several(count: int) -> dict[str, Content]:
    """Return files of one report each."""
    tables = {
        table: [written(rows(table, 1, file=f"{number}.json")) for number in range(count)]
        for table in ("files", "cells", "sections", "findings")
    }
    return panel(**tables)


def _piled(count: int) -> dict[str, Content]:
    """Return tables of so many files of equal rows."""
    return panel(**{table: [written(rows(table, 90_000))] * count for table in ("files", "findings", "reporting")})


def _deep(count: int) -> dict[str, Content]:
    kind: pa.DataType = pa.string()
    for _ in range(count):
        kind = pa.list_(kind)
    return panel(files=written(pa.table({"file": pa.nulls(1, kind)})))


def _wide(count: int) -> dict[str, Content]:
    return panel(files=written(pa.table({f"c{number}": pa.array([1]) for number in range(count)})))


def _noted(count: int) -> dict[str, Content]:
    table = rows("files", 1)
    return panel(files=written(table.replace_schema_metadata({**(table.schema.metadata or {}), b"x": b"y" * count})))


def _problems(count: int) -> bytes:
    """Return a file with one row, that has so many problems."""
    kind = FILES.field("problems").type
    return written(rows("files", 1, problems=pa.array([[None] * count], kind)))


def _ending(length: int, size: int = 0) -> dict[str, Content]:
    """Return a file of zeros with a footer of a length."""
    return panel(files=b"PAR1" + bytes(size) + struct.pack("<I", length) + b"PAR1")


def _unpacking(codec: str, size: int) -> dict[str, Content]:
    """Return a file with a page of one text of a size, of which the footer says nothing."""
    packing = pa.Codec(codec)

    def change(head: Fields, page: bytes) -> tuple[Fields, bytes]:
        plain = packing.decompress(page, head[PAGE_UNPACKED][1]).to_pybytes()
        levels = 4 + struct.unpack("<I", plain[:4])[0]
        text = plain[:levels] + struct.pack("<I", size) + bytes(size)
        packed = packing.compress(text).to_pybytes()
        kind = head[PAGE_PACKED][0]
        return {**head, PAGE_UNPACKED: (kind, len(text)), PAGE_PACKED: (kind, len(packed))}, packed

    return panel(files=with_pages(written(rows("files", 1), compression=codec, use_dictionary=False), change))


def _page(kind: int, **numbers: int) -> Callable[[int], dict[str, Content]]:
    return lambda _: panel(files=with_pages(written(rows("files", 3)), page_saying(kind, **numbers)))


Makes = Mapping[str, tuple[int, Callable[[int], dict[str, Content]]]]
_HELD: Makes = {
    "files of equal rows": (2_000_000, partial(_equal, "files")),
    "cells of equal rows": (10_000_000, partial(_equal, "cells")),
    "sections of equal rows": (10_000_000, partial(_equal, "sections")),
    "findings of equal rows": (5_000_000, partial(_equal, "findings")),
    "reporting of equal rows": (5_000_000, partial(_equal, "reporting")),
    "as many files as may be": (99_000, lambda n: _different(n, "files")),
    "as many cells as may be": (99_000, lambda n: _equal("cells", n, 1, value=1)),
    "as many sections as may be": (99_000, lambda n: _equal("sections", n, 1)),
    "as many units as may be": (99_000, lambda n: _different(n, "reporting", column="unit")),
    "cells of files that are not there": (99_000, lambda n: _different(n, "cells")),
    "as many reports as may be": (999, _reports),
    "too many reports": (99_000, _reports),
    "findings of rules": (90, lambda n: _different(n, "findings", column="rule")),
    "too many rules": (99_000, lambda n: _different(n, "findings", column="rule")),
    "as many periods as may be": (149, lambda n: _different(n, "reporting", column="period")),
    "too many periods": (99_000, lambda n: _different(n, "reporting", column="period")),
    "sections of one long text": (2_000, lambda n: _equal("sections", n, 1, text="a" * 1_000_000)),
    "cells of one long text": (2_000, lambda n: _equal("cells", n, 1, text="a" * 1_000_000)),
    "sections as long as may be": (30, lambda n: _equal("sections", n, 1, text="a" * 1_000_000)),
    "files of a great dictionary": (1_000_000, lambda n: _different(n, "files", column="organisation")),
    "files of many problems": (3_000_000, lambda n: panel(files=_problems(n))),
    "files of nested types": (400, _deep),
    "files of columns": (50_000, _wide),
    "files of a great note": (50_000_000, _noted),
    "files of row groups": (5_000, lambda n: panel(files=written(rows("files", 1), n))),
    "many parts": (60, _several),
    "too many parts": (1_100, _several),
    "many parts of equal rows": (60, _piled),
}
_LIES: Makes = {
    "footer of another length": (1, lambda _: _ending(MOST)),
    "footer longer than the file": (1, lambda _: _ending(2**32 - 1)),
    "files of zeros": (50_000_000, lambda n: _ending(n, n)),
    "files of nothing": (1, lambda _: panel(files=b"")),
    "footer that says fewer values": (1, lambda _: panel(files=with_values(written(rows("files", 3)), 1))),
    "footer that says more values": (1, lambda _: panel(files=with_values(written(rows("files", 3)), MOST))),
    "footer that says fewer rows": (1, lambda _: panel(files=with_rows(written(rows("files", 3)), 1))),
    "footer that says more rows": (1, lambda _: panel(files=with_rows(written(rows("files", 3)), 2**40))),
    "page that says fewer values": (1, _page(PAGE_DATA, values=1)),
    "page that says more values": (1, _page(PAGE_DATA, values=MOST)),
    "dictionary that says more values": (1, _page(PAGE_DICTIONARY, values=MOST)),
    "page that says it unpacks to 2 GB": (1, _page(PAGE_DATA, unpacked=MOST)),
    "page that says it is packed to 2 GB": (1, _page(PAGE_DATA, packed=MOST)),
    "page that unpacks, of snappy": (900_000_000, partial(_unpacking, "snappy")),
    "page that unpacks, of gzip": (900_000_000, partial(_unpacking, "gzip")),
    "page that unpacks, of zstd": (900_000_000, partial(_unpacking, "zstd")),
    "row of many problems": (20_000_000, lambda n: panel(files=with_values(_problems(n), 1))),
}
_COMMANDS = {
    "check": ("check", "panel"),
    "collect": COLLECT,
    "compare": ("compare", "panel"),
    "rollup": ("rollup", "panel", "--roster", "r.csv", "-o", "out.xlsx"),
    "plot": ("plot", "panel", "-o", "pictures"),
}
_BESIDE = {"r.csv": HEAD + "1,甲,2\n2,乙,\n", "in/a.json": report_json()}


def _trap(size: int, make: Callable[[int], dict[str, Content]], arguments: tuple[str, ...]) -> Trap:
    return Trap(size, lambda count: {**make(count), **_BESIDE}, arguments)


PANELS: Mapping[str, Trap] = {
    f"{command} of a panel, {what}": _trap(size, make, arguments)
    for (what, (size, make)), (command, arguments) in product({**_HELD, **_LIES}.items(), _COMMANDS.items())
}
