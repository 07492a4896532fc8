"""Many machines: the same functions as on one, mapped by Spark over the partitions of a frame.

A frame of documents (`file`, `content`) becomes one of cells, a frame of cells one of findings. Workers run the Python
that `PYSPARK_PYTHON` names, which must have this library.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pyarrow as pa

from govdisclosure.panel import DOCUMENTS, cells_of, check_frame
from govdisclosure.report import frame_library
from govdisclosure.spec import Spec
from govdisclosure.specfile import find_spec

FINDINGS = (
    "report string, rule string, instance string, status string, severity string, "
    "left decimal(38,18), right decimal(38,18), difference decimal(38,18)"
)
"""The columns of findings, as Spark writes a schema; `report` is the file."""


def collect(documents: Any, spec: str | Spec | None = None) -> Any:
    """Return the cells of a Spark frame of documents with the columns `file` and `content` (binary).

    The columns are those of the table `cells` of a panel, and `organisation` and `year`; a section of text is a row
    with the state `section`. A document that cannot be read has one row with the state
    `unreadable`, no cell, and the reason as its text, so that nothing is dropped silently.
    """
    frame_library("pyspark", "spark")
    return documents.select("file", "content").mapInArrow(partial(_collect, spec=spec), _columns(DOCUMENTS))


def check(cells: Any, spec: str | Spec) -> Any:
    """Return the findings of a Spark frame of cells in one format, as `check_frame` does.

    All rows of a file are brought together first.
    """
    name = find_spec(spec).id
    whole = cells.where(cells["spec"] == name).repartition("file")
    return whole.mapInArrow(partial(_check, spec=spec), FINDINGS)


def rollup(cells: Any) -> Any:
    """Return the sum of every cell over all reports, and how many reports are summed and know it."""
    functions = frame_library("pyspark.sql.functions", "spark")
    there = cells.where(cells["table"].isNotNull())
    return there.groupBy("spec", "table", "row", "column").agg(
        functions.sum("value").alias("sum"),
        functions.count("value").alias("known"),
        functions.countDistinct("file").alias("of"),
    )


def _collect(batches: Iterator[pa.RecordBatch], spec: str | Spec | None) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for file, content in zip(batch["file"].to_pylist(), batch["content"].to_pylist(), strict=True):
            yield from cells_of(file, content, spec).to_batches()


def _check(batches: Iterator[pa.RecordBatch], spec: str | Spec) -> Iterator[pa.RecordBatch]:
    # A report's rows may come in several batches, so a partition is checked as a whole.
    tables = list(batches)
    if tables:
        yield from check_frame(pa.Table.from_batches(tables), spec).tables[1].to_batches()


def _columns(schema: pa.Schema) -> str:
    """Return an Arrow schema as Spark writes one."""
    kinds = {pa.string(): "string", pa.int16(): "smallint"}
    return ", ".join(f"`{field.name}` {kinds.get(field.type, 'decimal(38,18)')}" for field in schema)
