"""Tables of a PDF as parts of pages, and the parts of a table that was cut between pages made one again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from govdisclosure.documents.readers.pdf.lattice import NEAR, nearest
from govdisclosure.grid import Grid, GridCell

BEGINS = re.compile(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]")
"""An ordinal: what begins with one does not go on from the page before."""
_ROOM = 2.0
"""Characters for which there is less room behind a text that was broken for want of it."""

Strips = tuple[tuple[float, float], ...]


Row = tuple[GridCell, ...]


@frozen(eq=False)
class Part:
    """A table, or as much of it as stands on one page: its rows, and the x between which its columns lie (if ruled)."""

    page: int
    xs: tuple[float, ...]
    rows: tuple[Row, ...]
    flattened: bool = False
    strips: Strips = ()
    """Between which x the figures of each column stand, in a table without ruling lines."""
    full: frozenset[GridCell] = frozenset()
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

    def followed_by(self, other: Part) -> Part:
        """Return the table with the rows of the next page, without a head that this repeats."""
        xs = _merged(self.xs, other.xs)
        upper, lower = self.stretched(xs), other.stretched(xs)
        repeated = _repeated(upper.rows, lower.rows)
        lower = lower.changed(lambda cell: evolve(cell, row=cell.row + len(upper.rows) - repeated))
        lower = evolve(lower, rows=lower.rows[repeated:])
        if not repeated:
            upper, lower = _mended(upper, lower)
        return evolve(upper, page=other.page, rows=upper.rows + lower.rows, full=upper.full | lower.full)

    def stretched(self, xs: tuple[float, ...]) -> Part:
        """Return the table with its cells over more columns."""
        if len(xs) == len(self.xs):
            return evolve(self, xs=xs)
        places = [nearest(xs, x) for x in self.xs]

        def laid(cell: GridCell) -> GridCell:
            first = places[cell.column]
            return evolve(cell, column=first, colspan=places[cell.column + cell.colspan] - first)

        return evolve(self.changed(laid), xs=xs)

    def changed(self, change: Callable[[GridCell], GridCell]) -> Part:
        """Return the table with all cells changed."""
        rows = tuple(tuple(change(cell) for cell in row) for row in self.rows)
        return evolve(self, rows=rows, full=frozenset(map(change, self.full)))


def _mended(upper: Part, lower: Part) -> tuple[Part, Part]:
    """Give what a page break cut off back to the cells above it, and return both parts.

    A row was cut if its label was broken for want of room and all its figures stand on one of the pages: of
    `本年新收申请 |` and `数量 | 12` one row is left. A cell over several rows goes on if it says nothing more, or in a
    text that was broken.
    """
    first, *rest = lower.rows
    pairs = _across(upper, first)
    halves = [(one, two) for one, two in pairs if one.rowspan == two.rowspan == 1]
    cut = _is_cut(halves, upper.full)
    whole = {one: two for one, two in pairs if _is_tall_rest(one, two, upper)} | dict(halves if cut else ())
    if cut and len(whole) < len(first):
        return upper, lower  # something begins in the lower half: it is a row of its own
    mended = evolve(upper, rows=tuple(tuple(_rejoined(cell, whole, cut) for cell in row) for row in upper.rows))
    if cut:
        return mended, evolve(lower, rows=tuple(rest)).changed(lambda cell: evolve(cell, row=cell.row - 1))
    gone = set(whole.values())
    return mended, evolve(lower, rows=(tuple(cell for cell in first if cell not in gone), *rest))


def _is_tall_rest(one: GridCell, two: GridCell, upper: Part) -> bool:
    """Whether a cell over several rows is the rest of one above the page break."""
    goes_on = one in upper.full and not BEGINS.match(two.text)
    return two.rowspan > 1 and (not two.text or goes_on)


def _rejoined(one: GridCell, whole: Mapping[GridCell, GridCell], cut: bool) -> GridCell:  # noqa: FBT001 - counts as one row
    """Return a cell with its rest, if it has one; rows that were cut are counted once."""
    if one not in whole:
        return one
    two = whole[one]
    text = "\n".join(filter(None, (one.text, two.text)))
    return evolve(one, text=text, rowspan=one.rowspan + two.rowspan - cut)


def _across(upper: Part, first: Sequence[GridCell]) -> list[tuple[GridCell, GridCell]]:
    """Return the cells that end above a page break with those that stand below them in the first row of the next."""
    bottom = len(upper.rows) - 1
    ending = (cell for row in upper.rows for cell in row if cell.row + cell.rowspan > bottom)
    above = {(cell.column, cell.colspan): cell for cell in ending}
    return [(above[place], cell) for cell in first if (place := (cell.column, cell.colspan)) in above]


def _is_cut(pairs: Sequence[tuple[GridCell, GridCell]], full: frozenset[GridCell]) -> bool:
    """Whether cells above and below a page break are halves of one row."""
    halves = [(one, two) for one, two in pairs if one.text and two.text]
    rest = [(one.text, two.text) for one, two in pairs if not (one.text and two.text)]
    if len(halves) != 1 or not rest:
        return False
    (one, two), (above, below) = halves[0], zip(*rest, strict=True)
    return one in full and not BEGINS.match(two.text) and not (any(above) and any(below))


def is_full(width: float, text_width: float, size: float) -> bool:
    """Whether a text may have been broken where it ends, in a cell of a width."""
    return width - text_width < _ROOM * size


def _merged(one: Sequence[float], two: Sequence[float]) -> tuple[float, ...]:
    """Return the x of both, those nearly the same once.

    >>> _merged((0, 10, 50), (0.5, 30, 50))
    (0, 10, 30, 50)
    >>> _merged((0, 10, 50), (5, 15.5, 50))
    (0, 10, 15.5, 50)
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
