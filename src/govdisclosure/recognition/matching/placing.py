"""The rows under one head to the cells of a form: which printed cell stands in which column, and what it says.

A row is placed by its spans, by the order of its fields if there is one for each column, or by what full rows of its
kind show; where none of these leaves only one way, it is unreadable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field, frozen

from govdisclosure.form import Form
from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.columns import Slot
from govdisclosure.recognition.matching.geometry import (
    all_under_heads,
    label_end,
    overlap,
    row_end,
    shared_cells,
    swallowed,
    with_text,
)
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.numbers import MAX_TEXT, Printed, head_and_unit, read_cell, squeezed_unit
from govdisclosure.recognition.matching.remarks import Remarks
from govdisclosure.recognition.matching.rows import Hit, PrintedRow
from govdisclosure.report import Content
from govdisclosure.spec import normal


@frozen(eq=False, repr=False)
class Block:
    """Rows of one table in one grid that share a head."""

    hits: tuple[Hit, ...]
    head: tuple[PrintedRow, ...]


@define(eq=False, repr=False)
class Copy:
    """What was read of the rows under one head."""

    place: str
    end: int = 0
    """The column at which most of the rows end."""
    in_order: bool = False
    """Whether the figures do not stand under their heads, and only their order says which is which."""
    overfull: bool = False
    """Whether most rows have more figures than the head has names, so that their order says nothing."""
    cells: dict[int, tuple[Printed, GridCell]] = field(factory=dict)
    used: set[int] = field(factory=set)
    ambiguous: list[Ambiguous] = field(factory=list)


def same(one: Printed, other: Printed) -> bool:
    """Whether two printed cells say the same."""
    return (one.number, one.content) == (other.number, other.content)


def unread(cell: GridCell) -> Printed:
    """Return a printed cell as one that cannot be read."""
    return Printed(None, Content("unreadable", cell.text.strip()[:MAX_TEXT]))


@frozen(eq=False, repr=False)
class BlockReader:
    """Reads the rows of a block into the cells of the form."""

    form: Form
    words: TableWords
    rows: Sequence[PrintedRow]
    slots: tuple[Slot, ...]
    remarks: Remarks
    out: Copy = field(init=False, factory=lambda: Copy(""))

    def read(self, block: Block) -> Copy:
        """Return what the rows of a block say."""
        self.out.place = self.rows[block.hits[0].row].place
        ends = Counter(row_end(row) for row in (*block.head, *(self.rows[hit.row] for hit in block.hits)))
        self.out.end = max(ends, key=lambda end: (ends[end], end))
        # A table that goes on in another grid need not have the columns of the first there.
        self.out.in_order = not block.head or self._beside_heads(block.hits)
        full = [len(with_text(self.rows[hit.row].cells[hit.start :])) for hit in block.hits]
        self.out.overfull = sum(count > len(self.slots) for count in full) * 2 > len(full)
        flattened = any(self.rows[hit.row].flattened for hit in block.hits)
        shifts = self._shifts(block.hits) if flattened else {}
        levels = {(self.rows[hit.row].grid, self.rows[hit.row].cells[0].row) for hit in block.hits}
        for hit in block.hits:
            row = self.rows[hit.row]
            if hit.worded and not self._is_worded_value(hit, row):
                continue
            self.out.used.add(hit.row)
            if hit.by_order:
                self.remarks.found_by_order(self.words.form, hit.line, row)
            placed = self._place(hit, row, shifts.get(self._kind(hit), set()))
            if placed is None or (hit.worded and row.flattened) or self._goes_on_below(hit, row, levels):
                self._unreadable(hit, row, row.cells[hit.start :])
                continue
            shared = shared_cells(placed, row, levels)
            if shared:
                self.remarks.merged_cells(self.words.form, hit.line, shared[0])
            beside = self._units_beside(hit, row, placed)
            for slot, cell in zip(self.slots, placed, strict=True):
                unit = _one_unit(beside, slot.unit) if beside else slot.unit
                self._put(hit, slot, cell, unit, shared=cell in shared)
        return self.out

    def _goes_on_below(self, hit: Hit, row: PrintedRow, levels: set[tuple[int, int]]) -> bool:
        """Whether a label reaches down over another row of figures, which has no label of its own."""
        label = row.cells[hit.start - 1] if hit.start else None
        if label is None or label.rowspan == 1:
            return False
        return any(
            below.grid == row.grid
            and below.cells[0].row < label.row + label.rowspan
            and (below.grid, below.cells[0].row) not in levels
            and not below.labels
            and below.has_digits
            for below in self.rows[hit.row + 1 : hit.row + label.rowspan]
        )

    def _units_beside(self, hit: Hit, row: PrintedRow, placed: Sequence[GridCell | None]) -> str:
        """Return the unit that is printed in a row beside its figures: in the column of units, or with the label."""
        columns = [cell.text for slot, cell in zip(self.slots, placed, strict=True) if cell and self._is_unit(slot)]
        label = head_and_unit(row.cells[hit.start - 1].text)[1] if hit.start else ""
        return _one_unit(columns[0] if columns else "", label)

    def _is_worded_value(self, hit: Hit, row: PrintedRow) -> bool:
        """Whether the words after a label stand where its values would, and are no label of a row below it."""
        if row.flattened:
            return len(row.cells) - hit.start == len(self.slots)
        first = next(cell for cell in row.cells[hit.start :] if cell.text.strip())
        return first.column >= min(slot.head.column for slot in self.slots)

    def _kind(self, hit: Hit) -> tuple[int, int]:
        """What rows have in common whose values stand at the same places: that of the label, and its level."""
        return hit.start, len(self.words.form.rows.lines[hit.line].chain)

    def _shifts(self, hits: Sequence[Hit]) -> dict[tuple[int, int], set[tuple[int, ...]]]:
        """Return where the values stand in the flattened rows of each kind: learnt from rows that leave no doubt."""
        heads = tuple(slot.head.column for slot in self.slots)
        found: dict[tuple[int, int], set[tuple[int, ...]]] = {}
        kinds: dict[tuple[int, int], list[PrintedRow]] = {}
        for hit in hits:
            row = self.rows[hit.row]
            kinds.setdefault(self._kind(hit), []).append(row)
            filled = with_text(row.cells[hit.start :])
            if self._in_order(hit, filled):
                found.setdefault(self._kind(hit), set()).add(tuple(cell.column for cell in filled))
        for kind, rows in kinds.items():
            if kind not in found and self._complete and all_under_heads(rows, kind[0], heads):
                found[kind] = {heads}
        return found

    def _place(self, hit: Hit, row: PrintedRow, shifts: set[tuple[int, ...]]) -> list[GridCell | None] | None:
        """Return the cell of every slot, None where the row has none; None altogether if that cannot be told."""
        values = row.cells[hit.start :]
        if not row.flattened:
            return self._under_heads(hit, row, values)
        filled = with_text(values)
        if filled and len(shifts) > 1:
            return None  # rows of this kind contradict each other
        if self._in_order(hit, filled):
            return [*filled]
        columns = tuple(cell.column for cell in values)
        heads = tuple(slot.head.column for slot in self.slots)
        if shifts:
            (places,) = shifts if len(shifts) == 1 else (heads,)
            if swallowed(values, places):
                return None
        elif not filled:
            places = heads
        elif not self._complete:
            return None
        elif len(values) == len(heads) and (values[0].text.strip() or row.square or columns == heads):
            # Whoever trims the empty fields at the end of a row can make a shifted row look like a whole one.
            places = columns
        else:
            return None
        found = {cell.column: cell for cell in values}
        if not {cell.column for cell in filled} <= set(places) or (
            filled and not row.trimmed and places[-1] not in found
        ):
            return None
        # A field that is missing at the end of a line is an empty one.
        return [found.get(place) or GridCell(0, place, place=row.place) for place in places]

    def _under_heads(self, hit: Hit, row: PrintedRow, values: Sequence[GridCell]) -> list[GridCell | None] | None:
        """Return the cell of every slot in a row with its spans: the one below its head, or the one in its order.

        A row that lost a cell shows the figures after it under wrong heads.
        """
        filled = with_text(values)
        if filled and row_end(row) < self.out.end:
            return None
        left = label_end(hit, row)
        slots = [slot for slot in self.slots if slot.line is not None or slot.head.column >= left]
        equal = len(values) == len(slots)
        if equal and (self.out.in_order or all(map(overlap, values, (slot.head for slot in slots)))):
            found: list[GridCell | None] = [*values]
        elif self.out.in_order:
            return None
        else:
            found = []
            cells = [*(cell for cell in row.above if cell.column >= left), *values]
            placed: set[int] = set()
            for slot in slots:
                over = [cell for cell in cells if overlap(cell, slot.head)]
                texts = with_text(over)
                if slot.head.column < left or len(texts) > 1:
                    return None
                found.append(next(iter(texts or over), None))
                placed |= {cell.column for cell in over}
            reached = row_end(row) > max(slot.head.column for slot in slots)
            meant = filled if self._complete else values
            if filled and not (reached and {cell.column for cell in meant} <= placed):
                return None
        # A column of the labels has no figures.
        return [None] * (len(self.slots) - len(slots)) + found

    def _beside_heads(self, hits: Sequence[Hit]) -> bool:
        """Whether heads stand over each other or over the labels, so that they cannot be over their figures."""
        columns = [slot.head.column for slot in self.slots if slot.line is not None]
        labels = max((label_end(hit, self.rows[hit.row]) for hit in hits), default=0)
        return len(set(columns)) < len(columns) or min(columns, default=0) < labels

    def _in_order(self, hit: Hit, filled: Sequence[GridCell]) -> bool:
        """Whether a row has a readable value for every column of the form, so that their order says which is which."""
        table = self.words.form
        if len(filled) != len(self.slots) or not self._complete or self.out.overfull:
            return False
        if len(filled) == 1 and filled[0].column > max(self.slots[0].head.column, hit.start):
            return False  # it stands beyond the column
        heads = [slot.head.column for slot in self.slots]
        steps = [later.column - cell.column for cell, later in pairwise(filled)]
        inside = heads[0] <= filled[0].column and filled[-1].column <= heads[-1]
        if set(steps) - {1} and not inside and steps != [later - head for head, later in pairwise(heads)]:
            return False  # an empty field among the figures is a column of its own
        indices = (table.cells.get((hit.line, slot.line)) if slot.line is not None else None for slot in self.slots)
        return all(
            index is None or read_cell(cell.text, self.form.values[index]).content.state != "unreadable"
            for index, cell in zip(indices, filled, strict=True)
        )

    @property
    def _complete(self) -> bool:
        """Whether the head has a name, known or not, for every column of the form.

        A table whose one row has no label may be drawn in parts, each with all the columns below one header.
        """
        if len(self.slots) >= len(self.words.form.columns.lines) or self.words.labelled_rows:
            return len(self.slots) >= len(self.words.form.columns.lines)
        lines = {slot.line for slot in self.slots if slot.line is not None}
        groups = {header for headers in self.words.column_groups.values() for header in headers}
        return any(lines == set(range(header.first, header.last)) for header in groups)

    def _is_unit(self, slot: Slot) -> bool:
        return slot.line is None and normal(slot.head.text) in self.words.units

    def _put(self, hit: Hit, slot: Slot, cell: GridCell | None, unit: str, *, shared: bool) -> None:
        table = self.words.form
        index = table.cells.get((hit.line, slot.line)) if slot.line is not None else None
        if cell is None:
            return
        if index is None:
            if slot.line is None and cell.text.strip() and not self._is_unit(slot):
                self.remarks.unknown_column(table, hit.line, cell, slot.head.text)
            return
        printed = unread(cell) if shared else read_cell(cell.text, self.form.values[index], unit)
        before = self.out.cells.get(index)
        if before is not None and not same(before[0], printed):
            self.remarks.cell_printed_twice(index, cell, before[1])
            printed = unread(cell)
        elif not shared:
            self.remarks.on_cell(index, cell, printed, slot.head.text)
        self.out.cells[index] = printed, cell

    def _unreadable(self, hit: Hit, row: PrintedRow, values: tuple[GridCell, ...]) -> None:
        table = self.words.form
        text = " ".join(cell.text.strip() for cell in values if cell.text.strip())[:MAX_TEXT]
        self.remarks.ambiguous_row(table, hit.line, row, text)
        indices = [
            index
            for slot in self.slots
            if slot.line is not None and (index := table.cells.get((hit.line, slot.line))) is not None
        ]
        if self._complete and len(indices) == len(self.slots) and not any(index in self.out.cells for index in indices):
            figures = tuple(figure for cell in values for figure in cell.text.split())
            self.out.ambiguous.append(Ambiguous(tuple(indices), figures))
        for index in indices:
            self.out.cells[index] = Printed(None, Content("unreadable", text)), row.cells[0]


def _one_unit(first: str, second: str) -> str:
    """Return the unit that is printed in one of two places, or both; two units are none that anybody knows."""
    units = {squeezed_unit(unit) for unit in (first, second) if unit}
    return "/".join(sorted(units)) if units else ""
