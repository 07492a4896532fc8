"""Workbooks that this library wrote: a hidden sheet names the report's, and a blank row parts text from tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, starmap

from govdisclosure.documents.columns import column_name
from govdisclosure.documents.own import IDENTITY
from govdisclosure.documents.readers.workbook.worksheet import sheet_place
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, Grid, GridCell, TextBlock

Rows = Sequence[Sequence[str]]


def read_own_sheets(names: Collection[str], rows_of: Callable[[str], Rows]) -> Document | None:
    """Return the paragraphs, tables and annex of a workbook that has some sheets; None if it is another's.

    `rows_of` gives the rows of a sheet, hidden ones too; they begin at its top left cell, empty ones included.
    """
    if IDENTITY not in names:
        return None
    said: dict[str, list[str]] = {"sheet": [], "annex": []}
    for key, value, *_ in filter(_is_pair, rows_of(IDENTITY)):
        said.setdefault(key, []).append(value)
    printed = [name for name in said["sheet"] if name in names]
    annex = "".join(said["annex"])
    if not printed or not annex:
        return None
    (cover, its_rows), *others = [(name, rows_of(name)) for name in printed]
    if not others:
        return Document(tuple(_whole(cover, its_rows)), annex)
    check_limit("cells", sum(map(_count, others)), "单元格数", "cells")
    return Document((*_texts(cover, its_rows), *chain.from_iterable(starmap(_section, others))), annex)


def _is_pair(row: Sequence[str]) -> bool:
    return len(row) > 1


def _count(sheet: tuple[str, Rows]) -> int:
    return sum(map(len, sheet[1]))


def _section(name: str, rows: Rows) -> Iterator[TextBlock | Grid]:
    """Yield the texts of a sheet, and below its first blank row the table."""
    count = _texts_of(rows)
    yield from _texts(name, rows[:count])
    yield from _table(name, rows, count)


def _whole(name: str, rows: Rows) -> Iterator[TextBlock | Grid]:
    """Yield the texts of a sheet that holds a whole report, each cell by itself, and below a blank row its tables."""
    count = _texts_of(rows)
    for number, row in enumerate(rows[:count], 1):
        for column, text in enumerate(row):
            if text.strip():
                yield TextBlock(text.strip(), f"{sheet_place(name)}{column_name(column)}{number}")
    yield from _table(name, rows, count)


def _texts_of(rows: Rows) -> int:
    """Return how many rows hold texts."""
    return next((number for number, row in enumerate(rows) if not any(map(str.strip, row))), len(rows))


def _table(name: str, rows: Rows, count: int) -> Iterator[Grid]:
    place = sheet_place(name)
    letters = [place + column_name(column) for column in range(max(map(len, rows), default=0))]
    cells = tuple(
        GridCell(row, column, text, place=f"{letters[column]}{count + row + 1}")
        for row, texts in enumerate(rows[count:])
        for column, text in enumerate(texts)
    )
    if cells:
        yield Grid(len(rows) - count, len(letters), cells, flattened=True)


def _texts(name: str, rows: Rows) -> Iterator[TextBlock]:
    place = sheet_place(name) + column_name(0)
    for number, row in enumerate(rows, 1):
        text = " ".join(filter(None, map(str.strip, row)))
        if text:
            yield TextBlock(text, f"{place}{number}")
