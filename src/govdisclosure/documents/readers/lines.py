"""Lines of a text with their numbers, and rows of cells to paragraphs and tables: only where cells stand parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from govdisclosure.files import check_limit
from govdisclosure.grid import Grid, GridCell, TextBlock
from govdisclosure.language import say

_PIECE = re.compile(r"[^\r\n]+|[\r\n](?:[^\S\f\t]*[\r\n])?")
"""What stands on a line, or line ends with nothing between them but blanks; not what ends a page or parts cells."""


def numbered_lines(text: str) -> list[tuple[int, str]]:
    r"""Return the lines of a text with their numbers (from 1), a run of blank ones as one.

    Lines are those that an editor counts, which are fewer than `splitlines` finds.

    >>> numbered_lines("a\n\n \n\nb\r\nc")
    [(1, 'a'), (2, ''), (5, 'b'), (6, 'c')]
    """
    found: list[tuple[int, str]] = []
    number = 1
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece[0] not in "\r\n":
            found.append((number, piece))
            check_limit("lines", len(found), "文本行数", "lines of text")
            continue
        ends = 1 if len(piece) == 1 else piece.count("\n") + piece.count("\r") - piece.count("\r\n")
        if ends > 1:
            found.append((number + 1, ""))
        number += ends
    return found


def place_of(line: int, column: int | None = None) -> str:
    """Return the place of a line, or of a field of it, for a reader of the report."""
    if column is None:
        return say(zh=f"第 {line} 行", en=f"line {line}")
    return say(zh=f"第 {line} 行第 {column} 格", en=f"line {line}, field {column}")


def blocks_of_rows(rows: Sequence[Sequence[GridCell]]) -> Iterator[TextBlock | Grid]:
    """Yield paragraphs and tables in order from rows whose merged cells were flattened; an empty row ends a table.

    Rows with one text above a table, and such rows by themselves, are paragraphs; inside a table they belong to it.
    """
    table: list[Sequence[GridCell]] = []
    for row in rows:
        filled = [cell for cell in row if cell.text.strip()]
        if not filled:
            yield from _table(table)
            table = []
        elif len(filled) == 1 and not table:
            yield from text_blocks(filled[0].text, filled[0].place)
        else:
            table.append(row)
    yield from _table(table)


def text_blocks(text: str, place: str) -> Iterator[TextBlock]:
    """Yield the lines of a text in which something stands."""
    return (TextBlock(line.strip(), place) for line in text.split("\n") if line.strip())


def _table(rows: list[Sequence[GridCell]]) -> Iterator[Grid]:
    if not rows:
        return
    left = min(cell.column for row in rows for cell in row if cell.text.strip())
    cells = tuple(
        evolve(cell, row=number, column=cell.column - left)
        for number, row in enumerate(rows)
        for cell in row
        if cell.column >= left
    )
    yield Grid(len(rows), max(cell.columns.stop for cell in cells), cells, flattened=True)


def grid_of_fields(rows: Sequence[tuple[int, Sequence[str]]]) -> Grid:
    """Return a table of numbered lines that have fields, of which some belong to merged cells."""
    cells = tuple(
        GridCell(row, column, text, place=place_of(number, column + 1))
        for row, (number, fields) in enumerate(rows)
        for column, text in enumerate(fields)
    )
    return Grid(len(rows), max(len(fields) for _, fields in rows), cells, flattened=True)
