"""Tables of a PDF as parts of pages, and the parts of a table that was cut between pages made one again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from govdisclosure.documents.readers.pdf.lattice import NEAR, nearest
from govdisclosure.grid import Grid, GridCell

BEGINS = re.compile(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]")
"""An ordinal: what begins with one does not go on from the page before."""
_ROOM = 2.0
"""Characters for which there is less room behind a text that was broken for want of it."""

Strips = tuple[tuple[float, float], ...]


@define
class Part:
    """A table, or as much of it as stands on one page: its rows, and the x between which its columns lie (if ruled)."""

    page: int
    xs: tuple[float, ...]
    rows: list[list[GridCell]]
    flattened: bool = False
    strips: Strips = ()
    """Between which x the figures of each column stand, in a table without ruling lines."""
    full: set[GridCell] = field(factory=set)
    """Cells whose text fills its last line, so that it may go on."""

    def grid(self) -> Grid:
        """Return the table."""
        cells = tuple(cell for row in self.rows for cell in row)
        return Grid(
            len(self.rows), max((cell.column + cell.colspan for cell in cells), default=1), cells, self.flattened
        )

    def goes_on_in(self, other: Part) -> bool:
        """Whether a table of the next page lies between the same margins."""
        return (
            other.page == self.page + 1
            and bool(self.xs and other.xs)
            and abs(self.xs[0] - other.xs[0]) <= 2 * NEAR
            and abs(self.xs[-1] - other.xs[-1]) <= 2 * NEAR
        )

    def append(self, other: Part) -> None:
        """Take over the rows of the next page, without a head that it repeats."""
        xs = _merged(self.xs, other.xs)
        self._stretch(xs)
        other._stretch(xs)
        self.page = other.page
        repeated = _repeated(self.rows, other.rows)
        shift = len(self.rows) - repeated
        rows = [[evolve(cell, row=cell.row + shift) for cell in row] for row in other.rows[repeated:]]
        self.full = self.full | {evolve(cell, row=cell.row + shift) for cell in other.full}
        if rows and not repeated:
            rows = self._continued(rows)
        self.rows += rows

    def _stretch(self, xs: tuple[float, ...]) -> None:
        """Lay the cells over more columns."""
        if len(xs) == len(self.xs):
            self.xs = xs
            return
        places = [nearest(xs, x) for x in self.xs]

        def laid(cell: GridCell) -> GridCell:
            first = places[cell.column]
            return evolve(cell, column=first, colspan=places[cell.column + cell.colspan] - first)

        self.full = {laid(cell) for cell in self.full}
        self.rows = [[laid(cell) for cell in row] for row in self.rows]
        self.xs = xs

    def _continued(self, rows: list[list[GridCell]]) -> list[list[GridCell]]:
        """Give what a page break cut off back to the cells above it, and return the rows that are left.

        A row was cut if its label was broken for want of room and all its figures stand on one of the pages; a cell
        over several rows goes on if it says nothing more, or in a text that was broken.
        """
        bottom = len(self.rows) - 1
        above = {
            (cell.column, cell.colspan): cell for row in self.rows for cell in row if cell.row + cell.rowspan > bottom
        }
        pairs = [(above[place], cell) for cell in rows[0] if (place := (cell.column, cell.colspan)) in above]
        low = [(one, two) for one, two in pairs if one.rowspan == two.rowspan == 1]
        halves = [(one, two) for one, two in low if one.text and two.text]
        rest = [(one, two) for one, two in low if not (one.text and two.text)]
        cut = (
            len(halves) == 1
            and halves[0][0] in self.full
            and not BEGINS.match(halves[0][1].text)
            and len(rest) > 0
            and (not any(one.text for one, _ in rest) or not any(two.text for _, two in rest))
        )
        changed: dict[GridCell, GridCell] = {}
        gone: set[GridCell] = set()
        for one, two in pairs:
            if cut and one.rowspan == two.rowspan == 1:
                changed[one] = evolve(one, text="\n".join(text for text in (one.text, two.text) if text))
                gone.add(two)
            elif two.rowspan > 1 and (not two.text or (one in self.full and not BEGINS.match(two.text))):
                text = "\n".join(text for text in (one.text, two.text) if text)
                changed[one] = evolve(one, text=text, rowspan=one.rowspan + two.rowspan - cut)
                gone.add(two)
        if cut and len(gone) < len(rows[0]):
            return rows  # something begins in the lower half: it is a row of its own
        if changed:
            self.rows = [[changed.get(cell, cell) for cell in row] for row in self.rows]
        rows[0] = [cell for cell in rows[0] if cell not in gone]
        if cut:
            self.full = {evolve(cell, row=cell.row - 1) if cell.row > bottom else cell for cell in self.full}
            return [[evolve(cell, row=cell.row - 1) for cell in row] for row in rows[1:]]
        return rows


def is_full(width: float, text_width: float, size: float) -> bool:
    """Whether a text may have been broken where it ends, in a cell of a width."""
    return width - text_width < _ROOM * size


def _merged(one: Sequence[float], two: Sequence[float]) -> tuple[float, ...]:
    """Return the x of both, those nearly the same once.

    >>> _merged((0, 10, 50), (0.5, 30, 50))
    (0, 10, 30, 50)
    """
    found = list(one)
    found += [x for x in two if all(abs(x - other) > 2 * NEAR for other in one)]
    return tuple(sorted(found))


def _repeated(rows: Sequence[Sequence[GridCell]], others: Sequence[Sequence[GridCell]]) -> int:
    """Return how many rows of a head the next page repeats."""
    repeated = 0
    for one, two in zip(rows, others, strict=False):
        figures = any(c.isdigit() for cell in two[1:] for c in cell.text)
        # A row of figures may by chance equal one above; only the first rows, of words, are a head.
        if not one or figures or [cell.text for cell in one] != [cell.text for cell in two]:
            break
        repeated += 1
    return repeated
