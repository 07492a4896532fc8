"""One sheet of a workbook to paragraphs and tables: there is nothing between them but where cells stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import define, field

from govdisclosure import codes
from govdisclosure.documents.limiting import check_limit
from govdisclosure.grid import Document, Grid, GridCell, Note, TextBlock
from govdisclosure.language import say

Place = tuple[int, int]
"""A row and a column, from 0."""
Range = tuple[Place, Place]
"""The first and the last place of a merged cell."""

ERROR = "#"
"""What is read where a formula failed or was never calculated: no number, and not nothing either."""

_ONE = (1, 1)
_NO_SPANS: dict[int, Place | None] = {}
_DIGITS = 15
"""Digits of a number that a workbook shows at most; what binary fractions add after them is not meant."""


@define
class Sheet:
    """A sheet: its texts from the top left cell on, what is merged, and what is hidden."""

    name: str
    texts: Sequence[Sequence[str]]
    merged: Sequence[Range] = ()
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)


@define
class SheetFacts:
    """What is to be known of a sheet beside its values."""

    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    texts: dict[Place, str] = field(factory=dict)
    """What stands in the cells whose stored value does not say it."""
    looks: dict[Place, str] = field(factory=dict)
    """The formats of cells that show another number than the one stored."""
    uncalculated: set[Place] = field(factory=set)
    """Cells whose formula has no value as yet."""


def column_name(column: int) -> str:
    """Return the letters of a column (from 0).

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def column_number(letters: str) -> int:
    """Return the number of a column (from 1).

    >>> column_number("A"), column_number("ab")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def number_text(value: float) -> str:
    """Return a stored number as digits, without an exponent.

    >>> number_text(12.0), number_text(0.1 + 0.2), number_text(0.00003), number_text(1e17)
    ('12', '0.3', '0.00003', '100000000000000000')
    """
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    return format(Decimal(f"{value:.{_DIGITS}g}"), "f")


def sheet_place(name: str) -> str:
    """Return the words before the letters and number of a cell."""
    return say(zh=f"工作表“{name}”", en=f"sheet '{name}', ")


def check_extent(columns: int, rows: int) -> None:
    """Refuse a sheet so large that its empty space alone would fill the memory."""
    check_limit("positions", columns * rows, "工作表范围", "positions in the area of a sheet")


def document_of(sheets: Iterable[Sheet | Note]) -> Document:
    """Return the paragraphs and tables of the sheets of a workbook; a note stands for a sheet that is not read."""
    blocks: list[TextBlock | Grid] = []
    notes: list[Note] = []
    cells = 0
    for sheet in sheets:
        if isinstance(sheet, Note):
            notes.append(sheet)
            continue
        notes += hidden_parts(sheet)
        for block in blocks_of_sheet(sheet):
            blocks.append(block)
            cells += len(block.cells) if isinstance(block, Grid) else 1
            check_limit("cells", cells, "单元格数", "cells")
    return Document(tuple(blocks), notes=tuple(notes))


def hidden_sheet(name: str) -> Note:
    """Return the note on a sheet that is not read."""
    message = say(zh=f"工作表“{name}”是隐藏的，没有读。", en=f"the sheet '{name}' is hidden and was not read")
    return Note(codes.HIDDEN_SHEET.id, message, name)


def hidden_parts(sheet: Sheet) -> Iterator[Note]:
    """Yield notes on the hidden rows and columns in which something stands."""
    rows = [row for row in sorted(sheet.hidden_rows) if row < len(sheet.texts) and any(sheet.texts[row])]
    if rows:
        listed = ", ".join(str(row + 1) for row in rows[:20])
        message = say(
            zh=f"工作表“{sheet.name}”有隐藏的行，没有读：{listed}",
            en=f"hidden rows of '{sheet.name}' not read: {listed}",
        )
        yield Note(codes.HIDDEN_ROWS.id, message, sheet.name)
    width = max(map(len, sheet.texts), default=0)
    columns = [
        column
        for column in sorted(sheet.hidden_columns)
        if column < width and any(column < len(texts) and texts[column] for texts in sheet.texts)
    ]
    if columns:
        listed = ", ".join(map(column_name, columns[:20]))
        message = say(
            zh=f"工作表“{sheet.name}”有隐藏的列，没有读：{listed}",
            en=f"hidden columns of '{sheet.name}' not read: {listed}",
        )
        yield Note(codes.HIDDEN_COLUMNS.id, message, sheet.name)


def blocks_of_sheet(sheet: Sheet) -> Iterator[TextBlock | Grid]:
    """Yield paragraphs and tables in order; an empty row ends a table, unless a merged cell reaches below it.

    Rows with one text above a table, and such rows by themselves, are paragraphs; inside a table they belong to it.

    >>> sheet = Sheet("S", [["Title", ""], ["", ""], ["a", "b"], ["1", "2"]])
    >>> [type(block).__name__ for block in blocks_of_sheet(sheet)]
    ['TextBlock', 'Grid']
    """
    shown = _Shown(sheet)
    table: _Area | None = None
    for row, texts in enumerate(shown.texts):
        filled = [column for column, text in enumerate(texts) if text]
        if not filled:
            if table is not None and row >= table.reach:
                yield shown.grid(table, row)
                table = None
            continue
        spans = shown.spans_in(row)
        below = max((row + span[0] for column, span in spans if texts[column]), default=row + 1)
        if table is None:
            if len(filled) == 1 and below == row + 1:
                place = shown.place(row, filled[0])
                yield from (TextBlock(line.strip(), place) for line in texts[filled[0]].split("\n") if line.strip())
                continue
            table = _Area(row, filled[0])
        right = max((column + span[1] for column, span in spans), default=0)
        table.left, table.right = min(table.left, filled[0]), max(table.right, filled[-1] + 1, right)
        table.reach = max(table.reach, below)
    if table is not None:
        yield shown.grid(table, len(shown.texts))


@define
class _Area:
    """Where a table begins, between which columns it has texts, and how far down its merged cells reach."""

    top: int
    left: int
    right: int = 0
    reach: int = 0


class _Shown:
    """What is seen of a sheet: without its hidden rows and columns, and a merged cell's text in its first place."""

    def __init__(self, sheet: Sheet) -> None:
        texts, height, width = sheet.texts, len(sheet.texts), max(map(len, sheet.texts), default=0)
        self._rows: Sequence[int] = range(height)
        self._columns: Sequence[int] = range(width)
        self.texts = [[text.strip() for text in row] for row in texts]
        if sheet.hidden_rows or sheet.hidden_columns:
            self._rows = [row for row in self._rows if row not in sheet.hidden_rows]
            self._columns = [column for column in self._columns if column not in sheet.hidden_columns]
            self.texts = [[self.texts[row][column] for column in self._columns] for row in self._rows]
        where = sheet_place(sheet.name)
        self._letters = [where + column_name(column) for column in self._columns]
        self._spans: dict[int, dict[int, Place | None]] = {}
        """How many rows and columns the cell at a row and a column spans; None if another one covers it."""
        self._lay(sheet.merged, texts, height, width)

    def _lay(self, merged: Sequence[Range], texts: Sequence[Sequence[str]], height: int, width: int) -> None:
        area = 0
        for (first_row, first_column), (last_row, last_column) in merged:
            # Whole columns may be merged: only what has cells matters.
            rows = _between(self._rows, first_row, min(last_row, height - 1))
            columns = _between(self._columns, first_column, min(last_column, width - 1))
            area += len(rows) * len(columns)
            check_limit("positions", area, "合并单元格跨度", "positions spanned by merged cells")
            taken = (column in self._spans.get(row, ()) for row in rows for column in columns)
            if not rows or not columns or any(taken):
                continue
            for row in rows:
                self._spans.setdefault(row, {}).update(dict.fromkeys(columns))
                for column in columns:
                    self.texts[row][column] = ""
            # Where its first row is hidden, a merged cell is shown in the others.
            self.texts[rows.start][columns.start] = texts[first_row][first_column].strip()
            self._spans[rows.start][columns.start] = (len(rows), len(columns))

    def spans_in(self, row: int) -> list[tuple[int, Place]]:
        """Return the columns of the merged cells that begin in a row, and how many rows and columns they span."""
        return [(column, span) for column, span in self._spans.get(row, _NO_SPANS).items() if span]

    def place(self, row: int, column: int) -> str:
        """Return the words for a place."""
        return f"{self._letters[column]}{self._rows[row] + 1}"

    def grid(self, table: _Area, end: int) -> Grid:
        """Return a table that ends before a row."""
        top, left, right, letters = table.top, table.left, table.right, self._letters
        cells: list[GridCell] = []
        for row in range(top, end):
            spans, texts, number = self._spans.get(row, _NO_SPANS), self.texts[row], self._rows[row] + 1
            for column in range(left, right):
                span = spans.get(column, _ONE)
                if span is None:
                    continue
                rows, columns = span
                if span is not _ONE:
                    rows, columns = min(rows, end - row), min(columns, right - column)
                place = f"{letters[column]}{number}"
                cells.append(GridCell(row - top, column - left, texts[column], rows, columns, place=place))
            check_limit("cells", len(cells), "单元格数", "cells")
        return Grid(end - top, right - left, tuple(cells))


def _between(shown: Sequence[int], first: int, last: int) -> range:
    """Return where the rows or columns from a first to a last one stand among those that are shown."""
    return range(bisect_left(shown, first), bisect_right(shown, last))
