"""Plain text: tab-separated rows are tables whose merged cells were flattened, other lines are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.language import say


def read_text(text: str) -> Document:
    r"""Return the paragraphs and tables of a text.

    >>> [type(block).__name__ for block in read_text("Report\n\nkind\tcount\nrules\t3\n").blocks]
    ['TextBlock', 'Grid']
    """
    return Document(tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[TextBlock | Grid]:
    rows: list[tuple[int, list[str]]] = []
    # Not `splitlines`, which breaks at more signs than an editor that counts lines does.
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if _is_row(line, after_row=bool(rows)):
            rows.append((number, line.split("\t")))
            continue
        if rows:
            yield _grid(rows)
            rows = []
        if line.strip():
            yield TextBlock(line.strip(), _place(number))
    if rows:
        yield _grid(rows)


def _is_row(line: str, *, after_row: bool) -> bool:
    """Whether a line is a row of a table: it has a tab that is no indent, or nothing but tabs inside a table."""
    inner = line.lstrip("\t \u3000")
    return "\t" in inner if inner else after_row and "\t" in line


def _grid(rows: list[tuple[int, list[str]]]) -> Grid:
    cells = tuple(
        GridCell(row, column, text.strip(), place=_place(number, column + 1))
        for row, (number, fields) in enumerate(rows)
        for column, text in enumerate(fields)
    )
    return Grid(len(rows), max(len(fields) for _, fields in rows), cells, flattened=True)


def _place(line: int, column: int | None = None) -> str:
    if column is None:
        return say(zh=f"第 {line} 行", en=f"line {line}")
    return say(zh=f"第 {line} 行第 {column} 格", en=f"line {line}, field {column}")
