"""Tables of plain text that have one cell on each line, each closed by a stroke, and more strokes for what it spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from govdisclosure.grid import Grid, GridCell
from govdisclosure.language import say

_CELL = re.compile(r"\s*([^|│┃]*?)\s*(?<!\\)[|│┃]\s*")
_PADS = re.compile(r"\s*[|│┃](?:\s*[|│┃])*\s*")
_FEWEST = 4
"""Lines of cells that make a table."""


@frozen
class _Field:
    """What one line adds to a row: a cell, or fields without text."""

    line: int
    text: str
    count: int


def cells_below(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, tuple[int, Grid]]]:
    """Yield the tables among numbered lines that have a cell on each line: the first line, the one after, and the grid.

    A row ends where its cells, and the strokes for what they span, are as many as in the first row: that one ends with
    strokes alone. No strokes may reach from one row into the next. The last row may lack those behind its cells; one
    that lacks cells is no row.

    >>> text = ["Counts |", "||", "rules |", "3 |", "|", "acts |", "|", "5 |"]
    >>> ((first, (after, grid)),) = cells_below([*enumerate(text, 1)])
    >>> first, after, [[cell.text for cell in row] for row in grid.rows()]
    (1, 9, [['Counts', '', ''], ['rules', '3', ''], ['acts', '', '5']])
    """
    block: list[_Field] = []
    for number, line in (*lines, (0, "")):
        field = _field(number, line)
        if field is None and block and not line.strip() and number:
            continue
        if field is not None:
            block.append(field)
            continue
        if block and (rows := _rows(block)):
            yield block[0].line, (rows[-1][-1].line + 1, _grid(rows))
        block = []


def place_of(line: int, column: int | None = None) -> str:
    """Return the place of a line, or of a field of it, for a reader of the report."""
    if column is None:
        return say(zh=f"第 {line} 行", en=f"line {line}")
    return say(zh=f"第 {line} 行第 {column} 格", en=f"line {line}, field {column}")


def _field(number: int, line: str) -> _Field | None:
    if _PADS.fullmatch(line):
        return _Field(number, "", len(re.findall(r"[|│┃]", line)))
    match = _CELL.fullmatch(line)
    return _Field(number, match[1], 1) if match else None


def _rows(block: Sequence[_Field]) -> list[list[_Field]]:
    """Divide the lines of a table into its rows; nothing if that cannot be done in one way."""
    first = next((number for number, field in enumerate(block) if not field.text and field.count > 1), None)
    if first is None or len(block) < _FEWEST:
        return []
    width = sum(field.count for field in block[: first + 1])
    rows: list[list[_Field]] = [[]]
    for field in block:
        if sum(one.count for one in rows[-1]) == width:
            rows.append([])
        rows[-1].append(field)
        if sum(one.count for one in rows[-1]) > width:
            return []
    if sum(one.count for one in rows[-1]) < width:
        ends = {len(row) - 1 for row in rows[:-1] if not row[-1].text and row[-1].count > 1}
        rows = rows if len(rows[-1]) in ends else rows[:-1]
    return rows


def _grid(rows: Sequence[Sequence[_Field]]) -> Grid:
    cells: list[GridCell] = []
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for field in row:
            for _ in range(field.count):
                cells.append(GridCell(number, column, field.text, place=place_of(field.line)))
                column += 1
        width = max(width, column)
    return Grid(len(rows), width, tuple(cells), flattened=True)
