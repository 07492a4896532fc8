"""Grids to the cells of a form: rows and columns are found by their text, and nothing is guessed.

A cell whose row or column is not certain is left out or unreadable, and a problem says where and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from govdisclosure.grid.candidates import Ambiguous
from govdisclosure.grid.columns import Slot, locate_columns
from govdisclosure.grid.lexicon import TableWords, words_of
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.numbers import MAX_TEXT, Printed, head_and_unit, read_cell, squeezed_unit
from govdisclosure.grid.remarks import Remarks
from govdisclosure.grid.rows import (
    Hit,
    PrintedRow,
    is_foreign_head,
    is_head,
    labelled_hits,
    printed_rows,
)
from govdisclosure.report.model import Content, Problem
from govdisclosure.spec.expand import Form
from govdisclosure.spec.labels import normal

MAX_HEAD = 12
"""Rows above the first one recognised among which the head of a table is looked for."""


@define
class Matched:
    """What was found of a form: what each cell says, where it stands, and the problems met."""

    cells: dict[int, Printed] = field(factory=dict)
    printed: dict[int, GridCell] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    used: set[int] = field(factory=set)
    """The numbers of the printed rows that were recognised."""
    read_by_table: dict[str, set[int]] = field(factory=dict)
    """The numbers of the printed rows of which cells were read, by table."""

    ambiguous: list[Ambiguous] = field(factory=list)
    """Rows whose figures could not be told apart by column."""

    @property
    def read(self) -> set[int]:
        """The numbers of all printed rows of which cells were read."""
        return set().union(*self.read_by_table.values())

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
            # A table that goes on in the next grid need not repeat its head; other names head another table.
            slots = locate_columns(block.head, words) if block.head else slots
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
    marks = {normal(mark) for mark in words.marks}
    hits: list[Hit] = []
    seen: set[str] = set()
    blank: Hit | None = None
    for number, row in enumerate(rows):
        labels = [name for _, name in row.labels if name not in marks]
        own = [name for name in labels if name in words.column_headers]
        if labels:
            seen = seen | set(own) if own and len(own) * 2 >= len(labels) else set()
        elif len({line for name in seen for line in words.columns.get(name, ())}) == every:
            if row.text:
                hits.append(Hit(number, 0, 0))
                seen = set()
            else:
                blank = blank or Hit(number, 0, 0)
        else:
            seen = set()
    return hits or ([blank] if blank else [])


def _blocks(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[_Block]:
    """Group the hits by grid and head: a head is the rows without values above the first hit of a group."""
    group: list[Hit] = []
    head: list[PrintedRow] = []
    for before, hit in zip((None, *hits), hits, strict=False):
        above = _head_above(rows, words, hit, before.row if before else -1)
        if group and (above or rows[group[-1].row].grid != rows[hit.row].grid):
            yield _Block(tuple(group), tuple(head))
            group = []
        if not group:
            head = above
        group.append(hit)
    if group:
        yield _Block(tuple(group), tuple(head))


def _head_above(rows: Sequence[PrintedRow], words: TableWords, hit: Hit, before: int) -> list[PrintedRow]:
    """Return the rows of the nearest head between two hits, those with names that the form does not know included.

    Rows of the same grid that were not recognised may stand between a head and the first row that was.
    """
    found: list[PrintedRow] = []
    for row in reversed(rows[max(before + 1, hit.row - MAX_HEAD) : hit.row]):
        if is_head(row, words) or is_foreign_head(row, words, hit.start):
            found.insert(0, row)
        elif found or row.grid != rows[hit.row].grid:
            break
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
        flattened = any(self.rows[hit.row].flattened for hit in block.hits)
        shifts = self._shifts(block.hits) if flattened else {}
        for hit in block.hits:
            row = self.rows[hit.row]
            self.out.read_by_table.setdefault(self.words.form.key, set()).add(hit.row)
            if hit.by_order:
                self.remarks.found_by_order(self.words.form, hit.line, row)
            placed = self._place(hit, row, shifts.get(self._kind(hit)) if row.flattened else None)
            if placed is None:
                self._unreadable(hit, row, row.cells[hit.start :])
                continue
            units = [cell.text for slot, cell in zip(self.slots, placed, strict=True) if cell and self._is_unit(slot)]
            beside = (*units, head_and_unit(row.cells[hit.start - 1].text)[1] if hit.start else "")
            for slot, cell in zip(self.slots, placed, strict=True):
                # Two units for one figure are none.
                named = {squeezed_unit(unit) for unit in (*beside, slot.unit)} - {""}
                self._put(hit, slot, cell, named.pop() if len(named) == 1 else "/".join(sorted(named)))

    def _kind(self, hit: Hit) -> tuple[int, int]:
        """What rows have in common whose values stand at the same places: that of the label, and its level."""
        return hit.start, len(self.words.form.rows.lines[hit.line].chain)

    def _shifts(self, hits: Sequence[Hit]) -> dict[tuple[int, int], tuple[int, ...]]:
        """Where the values stand in flattened rows of a kind: learnt from rows that leave no doubt."""
        heads = tuple(slot.head.column for slot in self.slots)
        found: dict[tuple[int, int], set[tuple[int, ...]]] = {}
        kinds: dict[tuple[int, int], list[PrintedRow]] = {}
        for hit in hits:
            row = self.rows[hit.row]
            kinds.setdefault(self._kind(hit), []).append(row)
            filled = _filled(row.cells[hit.start :])
            if self._in_order(hit, filled):
                found.setdefault(self._kind(hit), set()).add(tuple(cell.column for cell in filled))
        for kind, rows in kinds.items():
            if kind not in found and self._complete and _under_heads(rows, kind[0], heads):
                found[kind] = {heads}
        return {kind: places.pop() for kind, places in found.items() if len(places) == 1}

    def _place(self, hit: Hit, row: PrintedRow, shift: tuple[int, ...] | None) -> list[GridCell | None] | None:
        """Return the cell of every slot, None where the row has none; None altogether if that cannot be told."""
        values = row.cells[hit.start :]
        if not row.flattened and len(values) == len(self.slots):
            return [*values]
        filled = _filled(values)
        if self._in_order(hit, filled):
            return [*filled]
        columns = tuple(cell.column for cell in values)
        heads = tuple(slot.head.column for slot in self.slots)
        if not row.flattened:
            places = heads
        elif shift is not None:
            if _swallowed(values, shift):
                return None
            places = shift
        elif not filled:
            places = heads
        elif not self._complete:
            return None
        elif len(values) == len(heads) and (values[0].text.strip() or row.square or columns == heads):
            # Whoever trims the empty fields at the end of a row can make a shifted row look like a whole one.
            places = columns
        else:
            return None
        if not {cell.column for cell in filled} <= set(places):
            return None
        found = {cell.column: cell for cell in values}
        if row.flattened:
            # A field that is missing at the end of a line is an empty one.
            return [found.get(place) or GridCell(0, place, place=row.place) for place in places]
        return [found.get(place) for place in places]

    def _in_order(self, hit: Hit, filled: Sequence[GridCell]) -> bool:
        """Whether a row has a readable value for every column of the form, so that their order says which is which."""
        table = self.words.form
        if len(filled) != len(self.slots) or not self._complete:
            return False
        indices = (table.cells.get((hit.line, slot.line)) if slot.line is not None else None for slot in self.slots)
        return all(
            index is None or read_cell(cell.text, self.form.values[index]).content.state != "unreadable"
            for index, cell in zip(indices, filled, strict=True)
        )

    @property
    def _complete(self) -> bool:
        """Whether the head has a name, known or not, for every column of the form."""
        return len(self.slots) >= len(self.words.form.columns.lines)

    def _is_unit(self, slot: Slot) -> bool:
        return normal(slot.head.text) in self.words.units

    def _put(self, hit: Hit, slot: Slot, cell: GridCell | None, unit: str) -> None:
        table = self.words.form
        index = table.cells.get((hit.line, slot.line)) if slot.line is not None else None
        if cell is None:
            return
        if index is None:
            if slot.line is None and cell.text.strip() and not self._is_unit(slot):
                self.remarks.unknown_column(table, hit.line, cell, slot.head.text)
            return
        printed = read_cell(cell.text, self.form.values[index], unit)
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
        indices = [
            index
            for slot in self.slots
            if slot.line is not None and (index := table.cells.get((hit.line, slot.line))) is not None
        ]
        if len(indices) == len(self.slots) and not any(index in self.out.cells for index in indices):
            figures = tuple(figure for cell in values for figure in cell.text.split())
            self.out.ambiguous.append(Ambiguous(tuple(indices), figures))
        for index in indices:
            if index not in self.out.cells:
                self.out.cells[index] = Printed(None, Content("unreadable", text))
                self.out.printed[index] = row.cells[0]


def _swallowed(values: Sequence[GridCell], places: Sequence[int]) -> bool:
    """Whether a row has too few fields and none of them empty, so that any of its figures may have been a later one."""
    inside = [cell for cell in values if cell.column in places]
    return len(inside) < len(places) and bool(_filled(inside)) and len(_filled(inside)) == len(inside)


def _under_heads(rows: Sequence[PrintedRow], start: int, heads: tuple[int, ...]) -> bool:
    """Whether the values of rows can only stand under their heads, although blanks are among them.

    The rows have all their fields, and values under the first head and the last: were they shifted against the head,
    one of them would stand beside it.
    """
    columns = {cell.column for row in rows for cell in _filled(row.cells[start:])}
    same = len({(len(row.cells), row.flattened) for row in rows}) == 1
    return same and list(heads) == list(range(heads[0], heads[-1] + 1)) and {heads[0], heads[-1]} <= columns <= {*heads}


def _filled(cells: Sequence[GridCell]) -> list[GridCell]:
    return [cell for cell in cells if cell.text.strip()]
