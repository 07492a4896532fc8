"""What one printed row says of the cells of a form, or why it cannot be told which of its figures stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import Factory, frozen

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching import remarks
from govdisclosure.recognition.matching.blocks import Layout
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.columns import Slot
from govdisclosure.recognition.matching.geometry import shared_cells
from govdisclosure.recognition.matching.numbers import MAX_TEXT, Printed, is_value, read_cell, unread
from govdisclosure.recognition.matching.placing import Placed
from govdisclosure.recognition.matching.rows import Hit
from govdisclosure.recognition.matching.units import is_unit, one_unit
from govdisclosure.report import Content, Problem
from govdisclosure.spec import Value


class Found(NamedTuple):
    """What was found for a cell of the form: what it says, and the cell of the document that says it."""

    printed: Printed
    cell: GridCell

    @classmethod
    def unread(cls, cell: GridCell) -> Found:
        """Return a cell of the document as one that cannot be read."""
        return cls(unread(cell), cell)


class CellRead(NamedTuple):
    """What a printed cell says: `of` which cell of the form, if of any, and a remark on it."""

    of: int | None
    found: Found
    remark: Problem | None = None


@frozen(eq=False, repr=False)
class RowRead:
    """What a row says of each of its cells."""

    cells: tuple[CellRead, ...]
    problems: tuple[Problem, ...] = ()
    ambiguous: Ambiguous | None = None
    """The figures, where it cannot be told which column each of them stands in."""
    placed: bool = True
    subtotals: Mapping[tuple[int, ...], Found] = Factory(dict)
    """What is printed for cells together, where the row is the sum of several."""

    def said(self) -> Iterator[Problem]:
        """Yield what is to be said of the row, then of its cells."""
        yield from self.problems
        yield from (remark for _, _, remark in self.cells if remark)


def read_row(layout: Layout, hit: Hit, placed: Placed | None) -> RowRead:
    """Return what a row says whose cells were `placed` under the columns; None if it cannot be told where they are."""
    said = (remarks.found_by_order(layout.form, layout.words.form, hit.line, hit.row),) if hit.by_order else ()
    strange = hit.worded and hit.row.flattened and not (placed and _words_in_place(layout, hit, placed))
    if placed is None or strange or _goes_on_below(layout, hit):
        return _not_placed(layout, hit, said)
    shared = shared_cells(placed, hit.row, layout.levels)
    said = (*said, *_on_row(layout, hit, shared))
    beside = _unit_beside(layout, hit, placed)
    cells = tuple(
        [
            _read_cell(layout, hit, column, cell, beside, shared=bool(shared) and cell in shared)
            for column, cell in enumerate(placed)
            if cell is not None
        ]
    )
    return RowRead(cells, said) if hit.lines == 1 else _group_read(layout, hit, cells, said)


def _on_row(layout: Layout, hit: Hit, shared: Sequence[GridCell]) -> Iterator[Problem]:
    """Say that the label of a row has a note that is no unit, and that cells of it are merged over several."""
    if hit.label and hit.note and not is_unit(hit.note):
        yield remarks.label_with_note(layout.form, layout.words.form, hit.line, hit.label)
    if shared:
        yield remarks.merged_cells(layout.form, layout.words.form, hit.line, shared[0])


def _group_read(layout: Layout, hit: Hit, cells: Sequence[CellRead], said: tuple[Problem, ...]) -> RowRead:
    """Return a row that prints a group as a whole: what it says of the cells of the group together."""
    together = {_parts(layout, hit, index): found for index, found, _ in cells if index is not None}
    unread = tuple(remark for _, _, remark in cells if remark)
    remark = remarks.group_in_one_row(layout.words.form, hit.line, hit.row)
    return RowRead((), (*said, remark, *unread), subtotals=together)


def _parts(layout: Layout, hit: Hit, index: int) -> tuple[int, ...]:
    """Return the cells of a group that stand in the column of its first one."""
    cells, column = layout.words.form.cells, layout.form.lines[index][1].index
    lines = range(hit.line, hit.line + hit.lines)
    return tuple(cells[line, column] for line in lines if (line, column) in cells)


def _read_cell(layout: Layout, hit: Hit, column: int, cell: GridCell, beside: str, *, shared: bool) -> CellRead:
    slot = layout.slots[column]
    index = layout.index(hit, slot)
    if index is None:
        unknown = slot.line is None and cell.text.strip() and column not in layout.unit_columns
        head = slot.head.text
        remark = remarks.unknown_column(layout.form, layout.words.form, hit.line, cell, head) if unknown else None
        return CellRead(None, Found.unread(cell), remark)
    if shared:
        return CellRead(index, Found.unread(cell))
    unit = _unit(layout, column, slot, layout.form.values[index], beside)
    printed = read_cell(cell.text, layout.form.values[index], unit)
    remark = remarks.on_cell(layout.form, index, cell, printed, unit)
    if slot.cut and printed.number is not None:
        printed = printed.inferred()
    return CellRead(index, Found(printed, cell), remark)


def _unit(layout: Layout, column: int, slot: Slot, value: Value, beside: str) -> str:
    """Return the unit of a figure that says none itself: that `beside` it in its row, else that of its column."""
    if beside and not slot.aside:
        return beside
    if not layout.units and not slot.aside:
        return ""
    over = layout.units.unit_for(column, slot, value)
    return one_unit(beside, over) if beside else over


def _not_placed(layout: Layout, hit: Hit, said: tuple[Problem, ...]) -> RowRead:
    """Return a row whose figures cannot be told apart by column: every cell unreadable, and the figures kept."""
    texts = [text for cell in hit.values if (text := cell.text.strip())]
    text = " ".join(texts)[:MAX_TEXT]
    indices = [index for slot in layout.slots if (index := layout.index(hit, slot)) is not None]
    figures = tuple(figure for text in texts for figure in text.split())
    whole = layout.complete and len(indices) == len(layout.slots)
    unreadable = Found(Printed(None, Content("unreadable", text)), hit.row.cells[0])
    return RowRead(
        tuple(CellRead(index, unreadable) for index in indices),
        (*said, remarks.ambiguous_row(layout.form, layout.words.form, hit.line, hit.row, text)),
        Ambiguous(tuple(indices), figures) if whole else None,
        placed=False,
    )


def _words_in_place(layout: Layout, hit: Hit, placed: Placed) -> bool:
    """Whether a row has a cell for every column, and words only in those of words."""
    indices = (layout.index(hit, slot) for slot in layout.slots)
    return all(
        cell is not None and (is_value(cell.text) or (index is not None and not layout.form.values[index].numeric))
        for index, cell in zip(indices, placed, strict=True)
    )


def _goes_on_below(layout: Layout, hit: Hit) -> bool:
    """Whether a label reaches down over another row of figures, which has no label of its own."""
    row, label = hit.row, hit.label
    if label is None or label.rowspan == 1:
        return False
    return any(
        below.grid == row.grid
        and below.cells[0].row < label.bottom
        and below.level not in layout.levels
        and not below.labels
        and below.has_digits
        for below in layout.rows[row.number + 1 : row.number + label.rowspan]
    )


def _unit_beside(layout: Layout, hit: Hit, placed: Placed) -> str:
    """Return the unit that is printed in a row beside its figures: in the column of units, or with the label."""
    in_column = next((cell.text for column in layout.unit_columns if (cell := placed[column])), "")
    if not in_column and not hit.note:
        return ""
    return one_unit(in_column, hit.note if is_unit(hit.note) else "")
