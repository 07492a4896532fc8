"""Which printed row is which row of a form: by its label, and by order where a label could be several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import Factory, field, frozen

from govdisclosure.grid.lexicon import TableWords, under
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.numbers import head_and_unit, is_value
from govdisclosure.spec.labels import normal, number_of


def _labels(cells: Sequence[GridCell]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (position, name)
        for position, cell in enumerate(cells)
        if not is_value(cell.text) and (name := normal(head_and_unit(cell.text)[0]))
    )


def _any_value(cells: Sequence[GridCell]) -> bool:
    return any(cell.text.strip() and is_value(cell.text) for cell in cells)


@frozen(eq=False)
class PrintedRow:
    """A row of a grid as it stands in the document: the cells that begin in it, and which of them are labels."""

    grid: int
    cells: tuple[GridCell, ...]
    flattened: bool
    square: bool
    """Whether every row of its grid has as many cells, and empty ones at the end of a row were not left out."""
    labels: tuple[tuple[int, str], ...] = field(
        init=False, default=Factory(lambda row: _labels(row.cells), takes_self=True)
    )
    """Position among the cells and normalised text without a unit, of every cell that is no number and not empty."""
    names: frozenset[str] = field(
        init=False, default=Factory(lambda row: frozenset(name for _, name in row.labels), takes_self=True)
    )
    """The texts of the labels."""
    has_values: bool = field(init=False, default=Factory(lambda row: _any_value(row.cells), takes_self=True))
    """Whether a cell holds a digit or a sign that could be a value."""

    @property
    def has_digits(self) -> bool:
        """Whether a cell is a value with a digit; a corner may hold a stroke."""
        return any(is_value(cell.text) and any(c.isdecimal() for c in cell.text) for cell in self.cells)

    @property
    def place(self) -> str:
        """Where the row stands in its document."""
        return self.cells[0].place if self.cells else ""

    @property
    def text(self) -> str:
        """What the row says, for a message."""
        return " | ".join(text for cell in self.cells if (text := cell.text.strip()))[:120]


@frozen
class Hit:
    """A printed row found to be a line of a table; its values begin at `start` among its cells."""

    row: int
    line: int
    start: int
    by_order: bool = False
    """Whether the label was not recognised, and the row was found by its ordinal and its neighbours."""


def printed_rows(grids: Sequence[Grid]) -> list[PrintedRow]:
    """Return the rows of all grids in document order, so that a table cut into several grids is one sequence."""
    found = []
    for number, grid in enumerate(grids):
        rows = [cells for cells in grid.rows() if cells]
        square = len({len(cells) for cells in rows}) == 1 and not all(cells[-1].text.strip() for cells in rows)
        found += [PrintedRow(number, cells, grid.flattened, square) for cells in rows]
    return found


def is_head(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row belongs to the head of a table: it has names of columns, and neither numbers nor only row names."""
    heads = row.names & words.column_headers
    # Where rows and columns bear the same names, several of them in one row are those of columns.
    return (len(heads) > 1 or not heads <= words.rows.keys()) and not row.has_digits


def is_foreign_head(row: PrintedRow, words: TableWords, start: int) -> bool:
    """Whether a row heads columns, from `start` on, with names that the form does not know."""
    known = not row.names.isdisjoint(words.rows) or not row.names.isdisjoint(words.row_groups)
    return not row.has_values and not known and any(position >= max(1, start) for position, _ in row.labels)


def is_group(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row is a heading of rows below it, and has no figures."""
    return (
        bool(row.labels)
        and row.labels[-1][1] in words.row_groups
        and not any(c.isdecimal() for cell in row.cells[row.labels[-1][0] + 1 :] for c in cell.text)
    )


def labelled_hits(rows: Sequence[PrintedRow], words: TableWords) -> list[Hit]:
    """Find the rows of a table by their labels, in document order."""
    possible = {
        number: found
        for number, row in enumerate(rows)
        if not row.names.isdisjoint(words.rows) and not is_head(row, words) and (found := _candidates(row, words))
    }
    sure = {number: lines[0] for number, (_, lines, safe) in possible.items() if safe}
    hits = {number: Hit(number, line, possible[number][0] + 1) for number, line in sure.items()}
    for number, (position, lines, safe) in possible.items():
        if not safe:
            fitting = _in_order(lines, number, sure)
            if len(fitting) == 1:
                hits[number] = Hit(number, fitting[0], position + 1)
    for hit in _by_ordinal(rows, words, hits):
        hits[hit.row] = hit
    return [hits[number] for number in sorted(hits)]


def _candidates(row: PrintedRow, words: TableWords) -> tuple[int, tuple[int, ...], bool] | None:
    """Return the label's position, the lines it may mean, and whether that is beyond doubt."""
    for position, name in reversed(row.labels):
        lines = words.rows.get(name)
        if lines is None:
            continue
        if _goes_on(row, position, words):
            return None
        if len(lines) > 1:
            lines = _under_parents(row, position, lines, words)
        return position, lines, len(lines) == 1 and name not in words.column_headers
    return None


def _goes_on(row: PrintedRow, position: int, words: TableWords) -> bool:
    """Whether another label follows before any figure, so that the row is one below what the name means."""
    for later, name in row.labels:
        if later > position and name not in words.beside:
            between = row.cells[position + 1 : later]
            return not any(cell.text.strip() and is_value(cell.text) for cell in between)
    return False


def _under_parents(row: PrintedRow, position: int, lines: tuple[int, ...], words: TableWords) -> tuple[int, ...]:
    """Keep the lines that stand under a header printed further left in the same row; ancestors only break ties."""
    axis = words.form.rows
    for before, name in row.labels:
        groups = words.row_groups.get(name, ()) if before < position else ()
        kept = tuple(line for line in lines if any(under(axis.lines[line], group) for group in groups))
        if kept:
            lines = kept
    return lines


def _in_order(lines: tuple[int, ...], number: int, sure: dict[int, int]) -> tuple[int, ...]:
    """Keep the lines that lie between those of the sure rows before and after."""
    before = max((line for other, line in sure.items() if other < number), default=-1)
    after = min((line for other, line in sure.items() if other > number), default=1 << 30)
    taken = set(sure.values())
    return tuple(line for line in lines if before < line < after and line not in taken)


def _by_ordinal(rows: Sequence[PrintedRow], words: TableWords, hits: dict[int, Hit]) -> Iterator[Hit]:
    """Find rows whose label is not recognised, but whose ordinal and both neighbours are those of one line."""
    lines = words.form.rows.lines
    found = {hit.line for hit in hits.values()}
    for number, row in enumerate(rows):
        if number in hits or not row.labels or not row.has_values:
            continue
        position, name = row.labels[-1]
        ordinal = number_of(row.cells[position].text)
        before, after = hits.get(number - 1), hits.get(number + 1)
        if ordinal is None or before is None or after is None:
            continue
        if name in words.column_headers or name in words.row_groups:
            continue  # a name of the form, only not of a row
        line = before.line + 1
        if after.line != line + 1 or line in found:
            continue
        if number_of(lines[line].header.ordinal + "x") == ordinal:
            yield Hit(number, line, position + 1, by_order=True)
