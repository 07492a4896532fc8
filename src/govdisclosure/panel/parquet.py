"""Parquet files, read within limits: a few kilobytes of one may say, and hold, more than fits into any memory."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit
from govdisclosure.language import say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.pages import damaged, pages_of

_LENGTH, _MAGIC = 8, b"PAR1"
"""Bytes at the end that say how long the footer is, and that it is one."""


def footer(path: Path) -> pq.FileMetaData:
    """Return what a Parquet file says of itself; raise `ReadError` if that is longer than a limit, or it is no file.

    What Arrow raises of a damaged file is passed on.
    """
    if not path.is_file():
        raise ReadError(say(zh="不能打开：不是文件。", en="cannot be opened: it is no file"))
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LENGTH))
        length, ending = int.from_bytes(file.read(4), "little"), file.read()
    check_limit("bytes", size, "文件的字节数", "bytes of a file of a panel")
    if ending == _MAGIC and length <= size:  # else it is damaged, as Arrow says
        check_limit("head_bytes", length, "Parquet 文件说明部分的字节数", "bytes of the footer of a Parquet file")
    return pq.read_metadata(path)


def contents(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a Parquet file, or some of its columns; raise `ReadError` if it holds more than a limit.

    Texts come as numbers of a dictionary first: one that stands a million times is counted before it is made.
    """
    said = footer(path)
    _check_claims(path, said)
    leaves = [said.schema.column(place) for place in range(said.num_columns)]
    texts = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
    plain = said.schema.to_arrow_schema()
    wanted = pa.schema([plain.field(name) for name in columns or plain.names if name in plain.names])
    weight = rows = 0
    tables = [wanted.empty_table()]
    with pq.ParquetFile(path, metadata=said, read_dictionary=texts) as file:
        for batch in file.iter_batches(columns=wanted.names):
            rows += batch.num_rows
            weight += sum(map(_letters, batch.columns))
            _check_rows(rows)
            check_limit("text_bytes", weight, "表中文字的字节数", "bytes of texts in a file of a panel")
            tables.append(pa.Table.from_batches([batch]).select(wanted.names).cast(wanted))
    return pa.concat_tables(tables)


def _check_claims(path: Path, said: pq.FileMetaData) -> None:
    """Raise `ReadError` if the pages of a file say that they hold more than a limit, or other rows than it says."""
    rows: Counter[tuple[int, bool]] = Counter()
    unpacked = 0
    for number, page in enumerate(pages_of(path), 1):
        check_limit("parts", number, "一个文件的数据页数", "pages of a file of a panel")
        rows[page.column, page.is_dictionary] += page.values
        unpacked += page.unpacked
        _check_rows(rows[page.column, page.is_dictionary])
        check_limit("text_bytes", unpacked, "表展开后的字节数", "bytes unpacked from a file of a panel")
    if any(
        rows[place, False] != said.num_rows
        for place in range(said.num_columns)
        if not said.schema.column(place).max_repetition_level
    ):
        raise damaged()


def _check_rows(found: int) -> None:
    check_limit("panel_rows", found, "一个文件的行数", "rows in a file of a panel")


def _letters(column: pa.Array) -> int:
    """Return how many bytes the texts of a column take when they are written out."""
    if pa.types.is_dictionary(column.type):
        return pc.sum(pc.take(pc.binary_length(column.dictionary), column.indices)).as_py() or 0
    if pa.types.is_list(column.type):
        return _letters(column.flatten())
    return sum(map(_letters, column.flatten())) if pa.types.is_struct(column.type) else 0
