"""The rows of a document's tables as they are printed, and what a row can be: of figures, of a head, of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from attrs import Factory, frozen

from govdisclosure.form import Form
from govdisclosure.grid import Grid, GridCell
from govdisclosure.recognition.matching.lexicon import TableWords, vocabulary, words_of
from govdisclosure.recognition.matching.numbers import is_value
from govdisclosure.recognition.matching.units import is_unit, label_and_aside
from govdisclosure.spec import normal

_ANOTHER = re.compile("上年|去年|上一年|累计|历年|截至|其中|同比|增|减|占|合计|小计|[0-9]{4}年")
"""Notes that say that a label is that of another row or column, or of a part of it."""

_DIGIT = re.compile(r"\d")


_Kind = Literal["label", "blank", "sign", "digits"]
"""What a text can be: of those that can stand in a cell of numbers, nothing, a sign, or something with a digit."""


@lru_cache(maxsize=8192)
def _kind(text: str) -> _Kind:
    if not is_value(text):
        return "label"
    return "digits" if _DIGIT.search(text) else "sign" if text.strip() else "blank"


@lru_cache(maxsize=8192)
def _name_and_aside(text: str, names: frozenset[str]) -> tuple[str, str]:
    """Return the name of a label and what stands in brackets after it: a unit, or a note if it is known without."""
    label, aside = label_and_aside(text)
    if aside and is_unit(aside):
        return normal(label), aside
    whole, name = normal(text), normal(label)
    if aside and name in names and whole not in names and not _ANOTHER.search(aside):
        return name, aside
    return whole, ""


@frozen(eq=False, repr=False)
class PrintedRow:
    """A row of a grid as it stands in the document: the cells that begin in it, and which of them are labels."""

    grid: int
    cells: tuple[GridCell, ...]
    flattened: bool
    square: bool
    """Whether every row of its grid has as many cells, and empty ones at the end of a row were not left out."""
    trimmed: bool
    """Whether no row of its grid ends in an empty cell, so that those at the end of a row may have been left out."""
    above: tuple[GridCell, ...] = ()
    """Cells that begin in a row above it and reach down into it."""
    labels: tuple[tuple[int, str], ...] = ()
    """Position among the cells and name, without a unit or note, of every cell that is not empty and no number.

    A number beside the columns is a label where the report has a row of that key.
    """
    asides: Mapping[int, str] = Factory(dict)
    """The units and notes that stand in brackets after labels, by position."""
    names: frozenset[str] = frozenset()
    """The texts of the labels."""
    has_values: bool = False
    """Whether a cell holds a digit or a sign that could be a value."""
    has_digits: bool = False
    """Whether a cell is a value with a digit; a corner may hold a stroke."""
    over: str = ""
    """What stands over its grid and is about all of its figures."""
    barred: frozenset[str] = frozenset()
    """The tables of which it is no row, as the heading above it is that of another one."""

    @property
    def place(self) -> str:
        """Where the row stands in its document."""
        return self.cells[0].place if self.cells else ""

    @property
    def text(self) -> str:
        """What the row says, for a message."""
        return " | ".join(text for cell in self.cells if (text := cell.text.strip()))[:120]


@frozen(eq=False, repr=False)
class Hit:
    """A printed row found to be a line of a table; its values begin at `start` among its cells."""

    row: int
    line: int
    start: int
    by_order: bool = False
    """Whether the label was not recognised, and the row was found by its ordinal and its neighbours."""
    worded: bool = False
    """Whether words that the form does not know follow the label: a value that is no number, or a label below it."""
    lines: int = 1
    """Of how many lines, from `line` on, the row prints the sum."""


def printed_rows(grids: Sequence[Grid], form: Form) -> list[PrintedRow]:
    """Return the rows of all grids in document order, so that a table cut into several grids is one sequence."""
    names = vocabulary(form)
    # Where the report names rows itself, a label may be a number anywhere beside the columns.
    is_open = any(words.form.rows.open_nodes for words in words_of(form))
    columns = frozenset(name for words in words_of(form) for name in words.columns) if is_open else frozenset()
    return [row for number, grid in enumerate(grids) for row in _rows_of(number, grid, names, columns)]


def _rows_of(number: int, grid: Grid, names: frozenset[str], columns: frozenset[str]) -> Iterator[PrintedRow]:
    rows = [cells for cells in grid.rows() if cells]
    stub = _stub(rows, columns) if columns else 1
    trimmed = all(cells[-1].text.strip() for cells in rows)
    square = len(set(map(len, rows))) == 1 and not trimmed
    above: list[GridCell] = []
    for cells in rows:
        above = [cell for cell in above if cell.row + cell.rowspan > cells[0].row]
        labels = _labels(cells, names, stub)
        kinds = [_kind(cell.text) for cell in cells]
        yield PrintedRow(
            number,
            cells,
            grid.flattened,
            square,
            trimmed,
            tuple(above),
            tuple([(position, name) for position, name, _ in labels if name]),
            {position: aside for position, _, aside in labels if aside},
            frozenset([name for _, name, _ in labels if name]),
            "digits" in kinds or "sign" in kinds,
            "digits" in kinds,
            grid.note,
        )
        above += [cell for cell in cells if cell.rowspan > 1]


def _stub(rows: Sequence[Sequence[GridCell]], columns: frozenset[str]) -> int:
    """Return the first column that a name of a column heads; one, where the first of all is headed, or none."""
    heads = (cell.column for cells in rows for cell in cells if normal(cell.text) in columns)
    return min((column for column in heads if column), default=1)


def _labels(cells: Sequence[GridCell], names: frozenset[str], stub: int) -> list[tuple[int, str, str]]:
    """Return the position of each label, its name and what stands in brackets; left of the columns a number may be."""
    return [
        (position, *_name_and_aside(cell.text, names))
        for position, cell in enumerate(cells)
        if not is_value(cell.text) or ((not position or cell.column < stub) and normal(cell.text) in names)
    ]


def is_head(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row belongs to the head of a table: it has names of columns, and neither numbers nor only row names."""
    heads = row.names & words.column_headers
    # Where rows and columns bear the same names, several of them in one row are those of columns.
    return (len(heads) > 1 or not heads <= words.rows.keys()) and not row.has_digits


def is_foreign_head(row: PrintedRow, words: TableWords, start: int) -> bool:
    """Whether a row heads columns, from `start` on, with names that the form does not know.

    One word in every column, as in `规章 | 无 | 无 | 无`, heads none.
    """
    heads = [name for position, name in row.labels if position >= max(1, start)]
    known = not row.names.isdisjoint(words.rows) or not row.names.isdisjoint(words.row_groups)
    return not row.has_values and not known and bool(heads) and (len(heads) == 1 or len({*heads}) > 1)


def is_group(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row is a heading of rows below it, and has no figures."""
    return (
        bool(row.labels)
        and row.labels[-1][1] in words.row_groups
        and not any(_DIGIT.search(cell.text) for cell in row.cells[row.labels[-1][0] + 1 :])
    )
