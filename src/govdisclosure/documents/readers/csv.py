"""CSV: rows of cells whose merged cells were flattened, told by lines that have equally many fields."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from govdisclosure.documents.readers.lines import blocks_of_rows
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, GridCell
from govdisclosure.language import say

_FEWEST_FIELDS = 3
_FEWEST_ROWS = 3
_MOSTLY = 0.6
"""Which part of the rows has the same number of fields in a CSV file."""


def read_csv(text: str) -> Document | None:
    r"""Return the paragraphs and tables of a CSV file; None if the text is none.

    >>> read_csv("a,b,c\n1,2,3\n4,5,6\n").grids[0].height, read_csv("Text, and more.\n")
    (3, None)
    """
    if "\t" in text or text.count(",") + text.count(";") < _FEWEST_ROWS * (_FEWEST_FIELDS - 1):
        return None
    rows = next((rows for rows in (_rows(text, delimiter) for delimiter in ",;") if rows and _is_table(rows)), None)
    if rows is None:
        return None
    check_limit("width", max(len(fields) for _, fields in rows), "表格列数", "columns of a table")
    place = say(zh="第 {} 行第 {} 格", en="line {}, field {}").format
    cells = [
        [GridCell(0, column, text.strip(), place=place(line, column + 1)) for column, text in enumerate(fields)]
        for line, fields in rows
    ]
    return Document(tuple(blocks_of_rows(cells)))


def _is_table(rows: Sequence[tuple[int, Sequence[str]]]) -> bool:
    """Whether most lines have the same number of fields."""
    counts = Counter(len(fields) for _, fields in rows if fields)
    ((fields, count),) = counts.most_common(1)
    return fields >= _FEWEST_FIELDS and count >= max(_FEWEST_ROWS, _MOSTLY * sum(counts.values()))


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]] | None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    line, cells = 1, 0
    try:
        for fields in reader:
            cells += len(fields)
            check_limit("cells", cells, "单元格数", "cells")
            rows.append((line, fields))
            line = reader.line_num + 1
    except csv.Error:
        return None
    return rows
