"""Which printed row is which row of a form: by its label, and by order where a label could be several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import Factory, field, frozen

from govdisclosure.grid import Grid, GridCell
from govdisclosure.recognition.matching.lexicon import TableWords, under
from govdisclosure.recognition.matching.numbers import head_and_unit, is_value
from govdisclosure.spec import normal, number_of


def _labels(cells: Sequence[GridCell]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (position, name)
        for position, cell in enumerate(cells)
        if not is_value(cell.text) and (name := normal(head_and_unit(cell.text)[0]))
    )


def _any_value(cells: Sequence[GridCell]) -> bool:
    return any(cell.text.strip() and is_value(cell.text) for cell in cells)


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


def printed_rows(grids: Sequence[Grid]) -> list[PrintedRow]:
    """Return the rows of all grids in document order, so that a table cut into several grids is one sequence."""
    found = []
    for number, grid in enumerate(grids):
        rows = [cells for cells in grid.rows() if cells]
        trimmed = all(cells[-1].text.strip() for cells in rows)
        square = len({len(cells) for cells in rows}) == 1 and not trimmed
        reaching: list[GridCell] = []
        for cells in rows:
            reaching = [cell for cell in reaching if cell.row + cell.rowspan > cells[0].row]
            found.append(PrintedRow(number, cells, grid.flattened, square, trimmed, tuple(reaching)))
            reaching += [cell for cell in cells if cell.rowspan > 1]
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


def labelled_hits(rows: Sequence[PrintedRow], words: TableWords, others: Sequence[TableWords]) -> list[Hit]:
    """Find the rows of a table by their labels, in document order; `others` are the names of the other tables."""
    possible = {
        number: found
        for number, row in enumerate(rows)
        if not row.names.isdisjoint(words.rows)
        and not is_head(row, words)
        and not _heads_another(row, words, others)
        and (found := _candidate(row, words, others))
    }
    sure = {number: found.lines[0] for number, found in possible.items() if found.safe}
    hits = {
        number: Hit(number, line, possible[number].position + 1, worded=possible[number].worded)
        for number, line in sure.items()
    }
    for number, found in possible.items():
        if not found.safe:
            fitting = _in_order(found.lines, number, sure)
            if len(fitting) == 1:
                hits[number] = Hit(number, fitting[0], found.position + 1, worded=found.worded)
    for hit in _by_ordinal(rows, words, hits):
        hits[hit.row] = hit
    return [hits[number] for number in sorted(hits)]


def _heads_another(row: PrintedRow, words: TableWords, others: Sequence[TableWords]) -> bool:
    """Whether a row has names of its own that only the head of another table explains."""
    if row.names <= words.rows.keys() | words.row_groups.keys():
        return False
    return not row.has_digits and any(len(row.names & other.column_headers) > 1 for other in others)


@frozen(eq=False, repr=False)
class _Candidate:
    """A label's position, the lines it may mean, whether that is beyond doubt, and whether words come after it."""

    position: int
    lines: tuple[int, ...]
    safe: bool
    worded: bool


def _candidate(row: PrintedRow, words: TableWords, others: Sequence[TableWords]) -> _Candidate | None:
    for position, name in reversed(row.labels):
        lines = words.rows.get(name)
        if lines is None:
            continue
        if any(other != name and other in words.rows and other not in words.row_groups for other in row.names):
            return None  # rows of the form head columns here
        after = _label_after(row, position, words)
        if any(
            after in names
            for table in (words, *others)
            for names in (table.rows, table.row_groups, table.column_headers)
        ):
            return None
        if len(lines) > 1:
            lines = _under_parents(row, position, lines, words)
        safe = len(lines) == 1 and name not in words.column_headers
        return _Candidate(position, lines, safe, bool(after))
    return None


def _label_after(row: PrintedRow, position: int, words: TableWords) -> str:
    """Return the label that follows before any figure: the row is one below what the name means, or has no figure."""
    for later, name in row.labels:
        if later > position and name not in words.beside:
            between = row.cells[position + 1 : later]
            return "" if any(cell.text.strip() and is_value(cell.text) for cell in between) else name
    return ""


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
    """Find rows whose labels are not recognised, but whose ordinals are those of the lines missing between two others.

    Before the first line of the table, its head may stand in place of a line, and after the last the end of the grid.
    """
    lines = words.form.rows.lines
    found = {hit.line for hit in hits.values()}
    run: list[int] = []
    for number, row in enumerate(rows):
        if run and rows[run[-1]].grid != row.grid:
            run = []
        unknown = number not in hits and bool(row.labels) and row.has_values
        unknown = unknown and row.names.isdisjoint(words.column_headers)
        if unknown:
            run.append(number)
            last = number + 1 == len(rows) or rows[number + 1].grid != row.grid
            after = len(lines) if last else None
        else:
            after = hits[number].line if number in hits else None
        if run and after is not None:
            before = hits.get(run[0] - 1)
            under_head = run[0] > 0 and rows[run[0] - 1].grid == row.grid and is_head(rows[run[0] - 1], words)
            first = before.line + 1 if before else 0 if under_head else None
            if first is not None and after - first == len(run) and found.isdisjoint(range(first, after)):
                yield from _numbered(rows, words, run, first)
        if not unknown:
            run = []


def _numbered(rows: Sequence[PrintedRow], words: TableWords, run: Sequence[int], first: int) -> Iterator[Hit]:
    """Yield rows as consecutive lines if every one of them bears the ordinal of its line."""
    hits = []
    for line, number in enumerate(run, first):
        row = rows[number]
        position, name = row.labels[-1]
        ordinal = number_of(row.cells[position].text)
        expected = number_of(words.form.rows.lines[line].header.ordinal + "x")
        if ordinal is None or ordinal != expected or name in words.row_groups:
            return  # a name of the form, only not of a row, is none
        hits.append(Hit(number, line, position + 1, by_order=True))
    yield from hits
