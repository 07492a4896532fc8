"""Printed tables with their parts told apart: what stands over them, their head, their labels, their figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from govdisclosure.grid import Document, Grid, GridCell, one_line
from govdisclosure.spec import Number

_FIGURE = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,9})?|-?[0-9]{1,18}(?:\.[0-9]{1,9})?")
LONGEST = 60
"""Characters beyond which a line above a table is no title."""
_MOST_LABELS = 3
"""Columns of labels at most, behind which a row of a blank form is empty."""

Owners = list[list[GridCell | None]]


@frozen(eq=False)
class PrintedTable:
    """A printed table, the cell at each of its places, and where its head and its labels end."""

    owners: Owners
    heading: str
    top: int
    head: int
    """The first row of figures."""
    stub: int
    """The columns of labels."""
    title: str = ""
    """The line above it; empty for a table that goes with the one before."""
    below: bool = False
    """Whether it is drawn below the one before, in one printed table."""

    @property
    def rows(self) -> range:
        """The rows of figures."""
        return range(self.head, len(self.owners))

    @property
    def columns(self) -> list[int]:
        """The columns of figures; one that is stretched over several counts once."""
        return [
            column
            for column in range(self.stub, len(self.owners[0]))
            if column == self.stub or any(row[column] is not row[column - 1] for row in self.owners[self.top :])
        ]

    def figures(self) -> list[list[Number | None]]:
        """Return the numbers of all rows."""
        return [[figure(text_of(self.owners[row][column])) for column in self.columns] for row in self.rows]


def figure(text: str) -> Number | None:
    """Return the number that a text is, if it is nothing else.

    >>> figure("1,204"), figure("3.50"), figure("第1项")
    (1204, Decimal('3.50'), None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _FIGURE.fullmatch(plain):
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


def printed_tables(document: Document) -> Iterator[PrintedTable]:
    """Yield every table with the nearest short line above it; of tables without a line between, the first has it."""
    title = ""
    for block in document.blocks:
        if isinstance(block, Grid):
            found = [drawn for part in _stacked(block) if (drawn := _drawn(part)) is not None]
            for number, drawn in enumerate(found):
                yield evolve(drawn, title="" if number else title, below=number > 0)
                title = ""
        elif 0 < len(line := one_line(block.text)) <= LONGEST and not line.startswith(("单位", "(", "（")):
            title = line


def _stacked(grid: Grid) -> Iterator[Grid]:
    """Yield the tables that stand below each other in a printed one, each under a line across the whole of it."""
    across = {cell.row for cell in grid.cells if cell.colspan == grid.width > 1 and cell.text.strip()}
    starts = sorted({0, *(row for row in across if row - 1 not in across)})
    for first, end in zip(starts, [*starts[1:], grid.height], strict=True):
        cells = [evolve(cell, row=cell.row - first) for cell in grid.cells if first <= cell.row < end]
        if cells:
            yield evolve(grid, height=end - first, cells=tuple(cells))


def _drawn(grid: Grid) -> PrintedTable | None:
    """Return a printed table with its parts told apart; None if it has no head, or no rows under one."""
    try:
        owners = grid.owners()
    except ValueError:
        return None
    whole = next((row for row, cells in enumerate(owners) if len(set(map(id, cells))) > 1), 0)
    head = next((row for row in range(whole + 1, len(owners)) if _holds_figures(owners[row])), len(owners))
    stub = next((column for column in range(grid.width) if not _has_words(owners[head:], column)), None)
    if head == len(owners) or stub is None:
        return None
    # Without labels a second line over the whole table is the header of its columns.
    top = whole if stub else min(whole, 1)
    return PrintedTable(owners, text_of(owners[top - 1][0]) if top else "", top, head, stub)


def _holds_figures(row: Sequence[GridCell | None]) -> bool:
    """Whether a row is one of figures, or of a blank form: nothing stands behind its labels."""
    behind = row[min(_MOST_LABELS, len(row) - 1) :]
    return any(figure(text_of(cell)) is not None for cell in row) or not any(map(text_of, behind))


def _has_words(rows: Sequence[Sequence[GridCell | None]], column: int) -> bool:
    """Whether a column has texts that are no figures."""
    texts = (text_of(row[column]) for row in rows)
    return any(text and figure(text) is None for text in texts)


def text_of(cell: GridCell | None) -> str:
    """Return the text of a cell on one line."""
    return one_line(cell.text) if cell else ""
