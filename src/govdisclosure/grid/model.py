"""The drawn table that both directions share: a grid of spanned cells, and a document of grids and text.

Nothing here knows of specs: a writer draws a form into grids, a reader of documents finds grids in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from attrs import define, frozen

if TYPE_CHECKING:
    from attrs import frozen as made_often
else:
    # Frozen for type checkers; to hold to that at run time, attrs takes four times as long to make a cell.
    made_often = define(unsafe_hash=True)

_COLUMN = attrgetter("column")

CellKind = Literal["", "heading", "corner", "header", "stub", "unit", "value", "words", "empty"]
"""What a drawn cell is for (`value` for a figure, `words` for a text); cells found in documents have the kind `""`."""


@made_often
class GridCell:
    """A cell of a grid: where it begins (from 0), how far it spans, its text, and where it stands in its document.

    `place` says it in words; `path` is the way to it for programs, where a document has one. `index` is the index in
    the form of the cell whose value is written here.
    """

    row: int
    column: int
    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    kind: CellKind = ""
    index: int | None = None
    place: str = ""
    path: str = ""

    def saying(self, text: str) -> GridCell:
        """Return the same cell with another text; made by hand, since every cell of a report passes here."""
        return GridCell(
            self.row, self.column, text, self.rowspan, self.colspan, self.kind, self.index, self.place, self.path
        )

    @property
    def end(self) -> int:
        """The column at which it ends: the first one to its right."""
        return self.column + self.colspan

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.row + self.rowspan

    @property
    def rows(self) -> range:
        """The rows over which it reaches."""
        return range(self.row, self.row + self.rowspan)

    @property
    def columns(self) -> range:
        """The columns over which it reaches."""
        return range(self.column, self.column + self.colspan)

    @property
    def source(self) -> str:
        """Where the cell stands, in words and by its path."""
        return f"{self.place} {self.path}" if self.path else self.place


@frozen
class Grid:
    """A table as drawn. `flattened` says that spans were lost: a merged cell appears as one cell and empty ones.

    `note` is what stands over the table and is about all of its figures, as their unit; `heading` the line over it that
    says which table it is; `feet` are the lines printed under it.
    """

    height: int
    width: int
    cells: tuple[GridCell, ...]
    flattened: bool = False
    note: str = ""
    heading: str = ""
    feet: tuple[str, ...] = ()

    @property
    def head(self) -> int:
        """How many rows at the top label the columns, and are repeated on every page; none in a stack of tables."""
        if len({cell.row for cell in self.cells if cell.kind == "heading"}) > 1:
            return 0
        return max(self.rows_of("header", "corner"), default=-1) + 1

    def rows_of(self, *kinds: str) -> set[int]:
        """Return the rows over which cells of some kinds reach."""
        return {row for cell in self.cells if cell.kind in kinds for row in cell.rows}

    def rows(self) -> Iterator[tuple[GridCell, ...]]:
        """Yield for every row the cells that begin in it, from left to right."""
        rows: list[list[GridCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            row.sort(key=_COLUMN)
            yield tuple(row)

    def owners(self) -> list[list[GridCell | None]]:
        """Return for every position the cell that covers it; raise ValueError where two cells overlap."""
        owners: list[list[GridCell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in cell.rows:
                for column in cell.columns:
                    if owners[row][column] is not None:
                        message = f"two cells cover row {row}, column {column}"
                        raise ValueError(message)
                    owners[row][column] = cell
        return owners


@frozen
class TextBlock:
    """A paragraph of a document, and where it stands."""

    text: str
    place: str = ""


@frozen
class Note:
    """What a reader of a document left out or made of it: a code for programs, a sentence, and the place."""

    code: str
    message: str
    place: str = ""


@frozen
class Document:
    """What a document holds, in its order: paragraphs and tables. `annex` is what its writer put in for programs.

    `title` is what the document is called by those who keep it, and does not stand in it: the title of a web page.
    `kind` is the type of the document, as the usual suffix names it; empty where a reader of another package read it.
    """

    blocks: tuple[TextBlock | Grid, ...]
    annex: str = ""
    notes: tuple[Note, ...] = ()
    title: str = ""
    kind: str = ""

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables, in document order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    def places(self) -> Iterator[str]:
        """Yield where each paragraph and each cell stands, in document order."""
        for block in self.blocks:
            yield from (block.place,) if isinstance(block, TextBlock) else (cell.place for cell in block.cells)
