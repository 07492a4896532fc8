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

    number: int
    """Its place among the rows of all grids."""
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

    @property
    def level(self) -> tuple[int, int]:
        """Its grid, and which row of that it is."""
        return self.grid, self.cells[0].row

    @property
    def end(self) -> int:
        """The column at which it ends."""
        return max([cell.end for cell in (self.cells[-1], *self.above)])


@frozen(eq=False, repr=False)
class Hit:
    """A printed row found to be a line of a table; its values begin at `start` among its cells."""

    row: PrintedRow
    line: int
    start: int
    by_order: bool = False
    """Whether the label was not recognised, and the row was found by its ordinal and its neighbours."""
    worded: bool = False
    """Whether words that the form does not know follow the label: a value that is no number, or a label below it."""
    lines: int = 1
    """Of how many lines, from `line` on, the row prints the sum."""

    @property
    def label(self) -> GridCell | None:
        """The cell of its label, if it has one."""
        return self.row.cells[self.start - 1] if self.start else None

    @property
    def label_end(self) -> int:
        """The column at which its label ends."""
        return self.row.cells[self.start - 1].end if self.start else 0

    @property
    def note(self) -> str:
        """What stands in brackets behind its label: a unit or a note."""
        return self.row.asides.get(self.start - 1, "")

    @property
    def values(self) -> tuple[GridCell, ...]:
        """The cells behind its label."""
        return self.row.cells[self.start :]


def printed_rows(grids: Sequence[Grid], form: Form) -> list[PrintedRow]:
    """Return the rows of all grids in document order, so that a table cut into several grids is one sequence."""
    names = vocabulary(form)
    # Where the report names rows itself, a label may be a number anywhere beside the columns.
    is_open = any(words.form.rows.open_nodes for words in words_of(form))
    heads = frozenset(name for words in words_of(form) for name in (*words.columns, *words.column_groups))
    found: list[PrintedRow] = []
    for number, grid in enumerate(grids):
        found += _rows_of(number, grid, names, heads if is_open else frozenset(), len(found))
    return found


def _rows_of(
    number: int, grid: Grid, names: frozenset[str], heads: frozenset[str], before: int
) -> Iterator[PrintedRow]:
    """Yield the rows of a grid; `before` are those of all grids before it."""
    rows = [cells for cells in grid.rows() if cells]
    stubs = _stubs(rows, heads) if heads else [1] * len(rows)
    trimmed = all(cells[-1].text.strip() for cells in rows)
    square = len(set(map(len, rows))) == 1 and not trimmed
    for place, (cells, above, stub) in enumerate(zip(rows, _above(rows), stubs, strict=True), before):
        kinds: list[_Kind] = [_kind(cell.text) for cell in cells]
        labels, asides = _labels(cells, kinds, names, stub)
        yield PrintedRow(
            place,
            number,
            cells,
            grid.flattened,
            square,
            trimmed,
            above,
            labels,
            asides,
            frozenset([name for _, name in labels]),
            "digits" in kinds or "sign" in kinds,
            "digits" in kinds,
            grid.note,
        )


def _above(rows: Sequence[Sequence[GridCell]]) -> Iterator[tuple[GridCell, ...]]:
    """Yield for each row the cells that begin above it and reach down into it."""
    above: tuple[GridCell, ...] = ()
    for cells in rows:
        above = tuple([cell for cell in above if cell.bottom > cells[0].row])
        yield above
        above += tuple(cells)


def _stubs(rows: Sequence[Sequence[GridCell]], heads: frozenset[str]) -> Iterator[int]:
    """Yield for each row the first column that a name of columns heads in the head above; one where it is the first.

    Tables in one grid may have labels of different widths.
    """
    stub, in_head = 1, False
    for cells in rows:
        headed = [cell.column for cell in cells if cell.column and normal(cell.text) in heads]
        if headed and not any(_kind(cell.text) == "digits" for cell in cells):
            stub, in_head = min(headed) if not in_head else min(stub, *headed), True
        else:
            in_head = False
        yield stub


def _labels(
    cells: Sequence[GridCell], kinds: Sequence[_Kind], names: frozenset[str], stub: int
) -> tuple[tuple[tuple[int, str], ...], dict[int, str]]:
    """Return the names of labels and what stands in brackets behind them; left of the columns a number may be one."""
    found = [
        (position, *_name_and_aside(cell.text, names))
        for position, (cell, kind) in enumerate(zip(cells, kinds, strict=True))
        if kind == "label" or ((not position or cell.column < stub) and normal(cell.text) in names)
    ]
    return (
        tuple([(position, name) for position, name, _ in found if name]),
        {position: aside for position, _, aside in found if aside},
    )


def is_head(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row belongs to the head of a table: it has names of columns, and neither numbers nor only row names."""
    if row.has_digits:
        return False
    heads = row.names & words.column_headers
    # Where rows and columns bear the same names, several of them in one row are those of columns.
    return len(heads) > 1 or not heads <= words.rows.keys()


def is_foreign_head(row: PrintedRow, words: TableWords, start: int) -> bool:
    """Whether a row heads columns, from `start` on, with names that the form does not know.

    One word in every column, as in `规章 | 无 | 无 | 无`, heads none.
    """
    heads = [name for position, name in row.labels if position >= max(1, start)]
    return (
        not row.has_values
        and row.names.isdisjoint(words.stub)
        and bool(heads)
        and (len(heads) == 1 or len({*heads}) > 1)
    )


def is_group(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row is a heading of rows below it, and has no figures."""
    return (
        bool(row.labels)
        and row.labels[-1][1] in words.row_groups
        and not any(_DIGIT.search(cell.text) for cell in row.cells[row.labels[-1][0] + 1 :])
    )
