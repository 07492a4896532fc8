"""One sheet of a workbook to paragraphs and tables: there is nothing between them but where cells stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from govdisclosure import codes
from govdisclosure.documents.columns import column_name
from govdisclosure.documents.own import SHEETS
from govdisclosure.documents.readers.lines import text_blocks
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, Grid, GridCell, Note, TextBlock
from govdisclosure.language import Words, say

Place = tuple[int, int]
"""A row and a column, from 0."""
Range = tuple[Place, Place]
"""The first and the last place of a merged cell."""

_LISTED = 20
"""Hidden rows, columns or cells that a note names at most."""
_ROWS, _COLUMNS = Words("有隐藏的行", "hidden rows"), Words("有隐藏的列", "hidden columns")
_UNSEEN = Words("有内容不显示或被划去的单元格", "cells whose content is not shown or struck out")
_COVERED = Words("有被图形或图片遮住的单元格", "cells under a drawing")
_ONE = (1, 1)
_NOTHING: Mapping[int, Container[int]] = {}
_NO_SPANS: dict[int, Place | None] = {}


@define
class Worksheet:
    """A sheet: its texts from the top left cell on, what is merged, and what is hidden."""

    name: str
    texts: Sequence[Sequence[str]]
    merged: Sequence[Range] = ()
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    unseen: Sequence[Place] = ()
    """Cells in which something is stored of which nothing is shown."""
    covered: Sequence[Place] = ()
    """Cells of which nobody can tell what they show, because a drawing lies over them."""
    framed: Mapping[int, Container[int]] = field(factory=dict)
    """The columns of cells with nothing but borders around them, by row."""


def sheet_place(name: str) -> str:
    """Return the words before the letters and number of a cell."""
    return say(zh=f"工作表“{name}”", en=f"sheet '{name}', ")


def worksheet(
    name: str,
    texts: Mapping[Place, str],
    merged: Sequence[Range],
    hidden_rows: set[int],
    hidden_columns: set[int],
    unseen: Sequence[Place],
    framed: Mapping[int, Container[int]] = _NOTHING,
) -> Worksheet:
    """Return a sheet by the texts of its cells; refuse one whose empty space alone would fill the memory."""
    height = max((row + 1 for row, _ in texts), default=0)
    height += height in framed
    width = max((column + 1 for _, column in texts), default=0)
    check_limit("positions", width * height, "工作表范围", "positions in the area of a sheet")
    rows = [[""] * width for _ in range(height)]
    for (row, column), text in texts.items():
        rows[row][column] = text
    return Worksheet(name, rows, merged, hidden_rows, hidden_columns, unseen, framed=framed)


def document_of(sheets: Iterable[Worksheet | Note]) -> Document:
    """Return the paragraphs and tables of the sheets of a workbook; a note stands for a sheet that is not read."""
    blocks: list[TextBlock | Grid] = []
    notes: list[Note] = []
    cells = 0
    for sheet in sheets:
        if isinstance(sheet, Note):
            notes += [sheet] if sheet.place not in SHEETS else []
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


def hidden_parts(sheet: Worksheet) -> Iterator[Note]:
    """Yield notes on the hidden rows, columns and cells in which something stands."""
    rows = _filled(sheet.texts, sheet.hidden_rows)
    columns = _filled(zip(*sheet.texts, strict=True), sheet.hidden_columns)
    parts = (
        (codes.HIDDEN_ROWS, _ROWS, [str(row + 1) for row in rows]),
        (codes.HIDDEN_COLUMNS, _COLUMNS, list(map(column_name, columns))),
        (codes.HIDDEN_CELLS, _UNSEEN, _cell_names(sheet, sheet.unseen)),
        (codes.HIDDEN_CELLS, _COVERED, _cell_names(sheet, sheet.covered)),
    )
    yield from (_note(code, sheet, what, names) for code, what, names in parts if names)


def _filled(lines: Iterable[Sequence[str]], hidden: set[int]) -> list[int]:
    """Return the hidden ones of some rows or columns in which something stands."""
    return [number for number, texts in enumerate(lines) if number in hidden and any(texts)] if hidden else []


def _cell_names(sheet: Worksheet, places: Sequence[Place]) -> list[str]:
    """Return the names of cells, without those in hidden rows and columns."""
    return [
        f"{column_name(column)}{row + 1}"
        for row, column in sorted(places)
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns
    ]


def _note(code: codes.Code, sheet: Worksheet, what: Words, names: Sequence[str]) -> Note:
    listed = ", ".join(names[:_LISTED])
    message = say(
        zh=f"工作表“{sheet.name}”{what.zh}，没有读：{listed}", en=f"{what.en} of '{sheet.name}' not read: {listed}"
    )
    return Note(code.id, message, sheet.name)


def blocks_of_sheet(sheet: Worksheet) -> Iterator[TextBlock | Grid]:
    """Yield paragraphs and tables in order; an empty row ends a table, unless a merged cell reaches below it.

    If it has borders around all cells, it is the last row of the table.
    Rows with one text above a table, and such rows by themselves, are paragraphs; inside a table, and right of a blank
    cell with borders, they belong to it.

    >>> sheet = Worksheet("S", [["Title", ""], ["", ""], ["a", "b"], ["1", "2"]])
    >>> [type(block).__name__ for block in blocks_of_sheet(sheet)]
    ['TextBlock', 'Grid']
    """
    seen = _Seen(sheet)
    table: _Area | None = None
    for row, texts in enumerate(seen.texts):
        filled = [column for column, text in enumerate(texts) if text]
        if filled:
            area = seen.area(row, filled)
            alone = len(filled) == 1 and area.reach == row + 1 and not seen.is_right_of_blank(row, filled[0])
            if table is None and alone:
                yield from seen.paragraphs(row, filled[0])
            else:
                table = area if table is None else table.with_row(area)
        elif table is not None and row >= table.reach:
            yield seen.grid(table, row + seen.is_framed(row, table))
            table = None
    if table is not None:
        yield seen.grid(table, len(seen.texts))


@frozen
class _Area:
    """Where a table begins, between which columns it has texts, and how far down its merged cells reach."""

    top: int
    left: int
    right: int
    reach: int

    def with_row(self, row: _Area) -> _Area:
        """Return the area with one of another row."""
        return _Area(self.top, min(self.left, row.left), max(self.right, row.right), max(self.reach, row.reach))


def _without(hidden: Container[int], count: int) -> list[int]:
    return [place for place in range(count) if place not in hidden]


class _Seen:
    """What is seen of a sheet: without its hidden rows and columns, and a merged cell's text in its first place."""

    def __init__(self, sheet: Worksheet) -> None:
        self.texts = [[text.strip() for text in row] for row in sheet.texts]
        height, width = len(self.texts), max(map(len, self.texts), default=0)
        self._rows = _without(sheet.hidden_rows, height)
        self._columns = _without(sheet.hidden_columns, width)
        if len(self._rows) < height or len(self._columns) < width:
            self.texts = [[self.texts[row][column] for column in self._columns] for row in self._rows]
        where = sheet_place(sheet.name)
        self._letters = [where + column_name(column) for column in self._columns]
        self._framed = sheet.framed
        self._spans: dict[int, dict[int, Place | None]] = {}
        """How many rows and columns the cell at a row and a column spans; None if another one covers it."""
        self._lay(sheet.merged, sheet.texts)

    def _lay(self, merged: Sequence[Range], texts: Sequence[Sequence[str]]) -> None:
        area = 0
        for (first_row, first_column), (last_row, last_column) in merged:
            # Whole columns may be merged: only what has cells matters.
            rows = _between(self._rows, first_row, last_row)
            columns = _between(self._columns, first_column, last_column)
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

    def area(self, row: int, filled: Sequence[int]) -> _Area:
        """Return the area of one row, of whose columns some have texts."""
        if row not in self._spans:
            return _Area(row, filled[0], filled[-1] + 1, row + 1)
        spans = [(column, span) for column, span in self._spans[row].items() if span]
        below = max((row + span[0] for column, span in spans if self.texts[row][column]), default=row + 1)
        right = max((column + span[1] for column, span in spans), default=0)
        return _Area(row, filled[0], max(filled[-1] + 1, right), below)

    def is_framed(self, row: int, table: _Area) -> bool:
        """Whether all cells of a row, below a table and as wide, have borders around them."""
        framed = self._framed.get(self._rows[row], ())
        return all(self._columns[column] in framed for column in range(table.left, table.right))

    def is_right_of_blank(self, row: int, column: int) -> bool:
        """Whether a blank cell with borders around it stands left of another, as the corner of a table does."""
        return column > 0 and self._columns[column - 1] in self._framed.get(self._rows[row], ())

    def paragraphs(self, row: int, column: int) -> Iterator[TextBlock]:
        """Yield the lines of a text."""
        return text_blocks(self.texts[row][column], f"{self._letters[column]}{self._rows[row] + 1}")

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
