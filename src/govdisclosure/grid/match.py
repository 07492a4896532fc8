"""Grids to the cells of a form: rows and columns are found by their text, and nothing is guessed.

A cell whose row or column is not certain is left out or unreadable, and a problem says where and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from govdisclosure.grid.columns import Slot, locate_columns
from govdisclosure.grid.lexicon import TableWords, words_of
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.numbers import MAX_TEXT, Printed, read_cell
from govdisclosure.grid.remarks import Remarks
from govdisclosure.grid.rows import Hit, PrintedRow, is_head, labelled_hits, printed_rows
from govdisclosure.report.model import Content, Problem
from govdisclosure.spec.expand import Form

MAX_HEAD = 12
"""Rows that the head of a table may have."""


@define
class Matched:
    """What was found of a form: what each cell says, where it stands, and the problems met."""

    cells: dict[int, Printed] = field(factory=dict)
    printed: dict[int, GridCell] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    used: set[int] = field(factory=set)
    """The numbers of the printed rows that were recognised."""

    @property
    def score(self) -> int:
        """How many cells of the form were found: the measure by which a document's form is told."""
        return len(self.cells)


@frozen(eq=False)
class _Block:
    """Rows of one table in one grid that share a head."""

    hits: tuple[Hit, ...]
    head: tuple[PrintedRow, ...]


def match(form: Form, grids: Sequence[Grid]) -> Matched:
    """Find the cells of a form in the grids of a document."""
    rows = printed_rows(grids)
    out = Matched()
    remarks = Remarks(form, out.problems)
    for words in words_of(form):
        hits = labelled_hits(rows, words) if words.labelled_rows else _bare_hits(rows, words)
        out.used.update(hit.row for hit in hits)
        slots: tuple[Slot, ...] = ()
        unread: list[Hit] = []
        for block in _blocks(rows, words, hits):
            # A table that goes on in the next grid need not repeat its head.
            slots = locate_columns(block.head, words) or slots
            if slots:
                _Reader(form, words, rows, slots, out, remarks).read(block)
            else:
                unread += block.hits
        if unread:
            remarks.unknown_columns(words.form, rows[unread[0].row], len(unread))
    remarks.unmatched_rows(rows, out.used)
    return out


def _bare_hits(rows: Sequence[PrintedRow], words: TableWords) -> list[Hit]:
    """Find the one row of a table whose rows bear no labels: the first row of values after the table's own head."""
    every = len(words.form.columns.lines)
    hits: list[Hit] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        own = [name for _, name in row.labels if name in words.column_headers]
        if row.labels:
            seen = seen | set(own) if own and len(own) * 2 >= len(row.labels) else set()
        else:
            if len({line for name in seen for line in words.columns.get(name, ())}) == every:
                hits.append(Hit(number, 0, 0))
            seen = set()
    return hits


def _blocks(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[_Block]:
    """Group the hits by grid and head: a head is the rows without values above the first hit of a group."""
    group: list[Hit] = []
    head: list[PrintedRow] = []
    for hit in hits:
        above = _head_above(rows, words, hit.row)
        if group and (above or rows[group[-1].row].grid != rows[hit.row].grid):
            yield _Block(tuple(group), tuple(head))
            group = []
        if not group:
            head = above
        group.append(hit)
    if group:
        yield _Block(tuple(group), tuple(head))


def _head_above(rows: Sequence[PrintedRow], words: TableWords, number: int) -> list[PrintedRow]:
    found: list[PrintedRow] = []
    for row in reversed(rows[max(0, number - MAX_HEAD) : number]):
        if not is_head(row, words):
            break
        found.insert(0, row)
    return found


@frozen(eq=False)
class _Reader:
    """Reads the rows of a block into the cells of the form."""

    form: Form
    words: TableWords
    rows: Sequence[PrintedRow]
    slots: tuple[Slot, ...]
    out: Matched
    remarks: Remarks

    def read(self, block: _Block) -> None:
        shifts = self._shifts(block.hits)
        for hit in block.hits:
            row = self.rows[hit.row]
            if hit.by_order:
                self.remarks.found_by_order(self.words.form, hit.line, row)
            values = row.cells[hit.start :]
            placed = self._place(values, shifts.get(hit.start) if row.flattened else None, flattened=row.flattened)
            if placed is None:
                self._unreadable(hit, row, values)
                continue
            for slot, cell in zip(self.slots, placed, strict=True):
                self._put(hit, slot, cell)

    def _shifts(self, hits: Sequence[Hit]) -> dict[int, tuple[int, ...]]:
        """Where the values stand in flattened rows whose label stands at the same place: learnt from the full rows."""
        found: dict[int, set[tuple[int, ...]]] = {}
        for hit in hits:
            filled = tuple(cell.column for cell in self.rows[hit.row].cells[hit.start :] if cell.text.strip())
            if len(filled) == len(self.slots):
                found.setdefault(hit.start, set()).add(filled)
        return {start: places.pop() for start, places in found.items() if len(places) == 1}

    def _place(
        self, values: tuple[GridCell, ...], shift: tuple[int, ...] | None, *, flattened: bool
    ) -> list[GridCell | None] | None:
        """Return the cell of every slot, None where the row has none; None altogether if that cannot be told."""
        filled = [cell for cell in values if cell.text.strip()]
        count = len(self.slots)
        if len(filled) == count:
            return [*filled]
        if len(values) == count:
            return [*values]
        if not filled:
            return [values[0]] * count if values else [None] * count
        by_column = {cell.column: cell for cell in values}
        places = shift
        if places is None and not flattened:
            places = tuple(slot.head.column for slot in self.slots)
        if places is None or not {cell.column for cell in filled} <= set(places):
            return None
        return [by_column.get(place) for place in places]

    def _put(self, hit: Hit, slot: Slot, cell: GridCell | None) -> None:
        table = self.words.form
        index = table.cells.get((hit.line, slot.line)) if slot.line is not None else None
        if cell is None:
            return
        if index is None:
            if slot.line is None and cell.text.strip():
                self.remarks.unknown_column(table, hit.line, cell, slot.head.text)
            return
        printed = read_cell(cell.text, self.form.values[index])
        before = self.out.cells.get(index)
        if before is not None and (before.number, before.content) != (printed.number, printed.content):
            self.remarks.printed_twice(index, cell, self.out.printed[index])
            printed = Printed(None, Content("unreadable", cell.text.strip()[:MAX_TEXT]))
        else:
            self.remarks.on_cell(index, cell, printed, slot.head.text)
        self.out.cells[index] = printed
        self.out.printed[index] = cell

    def _unreadable(self, hit: Hit, row: PrintedRow, values: tuple[GridCell, ...]) -> None:
        table = self.words.form
        text = " ".join(cell.text.strip() for cell in values if cell.text.strip())[:MAX_TEXT]
        self.remarks.ambiguous_row(table, hit.line, row, text)
        for slot in self.slots:
            index = table.cells.get((hit.line, slot.line)) if slot.line is not None else None
            if index is not None and index not in self.out.cells:
                self.out.cells[index] = Printed(None, Content("unreadable", text))
                self.out.printed[index] = row.cells[0]
