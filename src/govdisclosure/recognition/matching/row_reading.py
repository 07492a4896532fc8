"""What one printed row says of the cells of a form, or why it cannot be told which of its figures stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import Factory, frozen

from govdisclosure.grid import GridCell
from govdisclosure.layout import row_unit
from govdisclosure.recognition.matching import remarks
from govdisclosure.recognition.matching.blocks import Layout
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.geometry import shared_cells
from govdisclosure.recognition.matching.numbers import MAX_TEXT, Printed, is_value, read_cell, unread
from govdisclosure.recognition.matching.placing import Placed
from govdisclosure.recognition.matching.rows import Hit
from govdisclosure.recognition.matching.units import is_unit, one_unit, own_unit, squeezed_unit
from govdisclosure.report import NUMBER, Content, Problem
from govdisclosure.spec import Value


class Found(NamedTuple):
    """What was found for a cell of the form: what it says, and the cell of the document that says it."""

    printed: Printed
    cell: GridCell

    @classmethod
    def unread(cls, cell: GridCell) -> Found:
        """Return a cell of the document as one that cannot be read."""
        return cls(unread(cell), cell)

    def agrees(self, other: Found) -> bool:
        """Whether both say the same."""
        one, two = self.printed, other.printed
        return (one.number, one.content) == (two.number, two.content)


_CellRead = tuple[int | None, Found, Problem | None]
"""The cell of the form in which a printed one stands, if it is one, what that says, and a remark on it."""


@frozen(eq=False, repr=False)
class RowRead:
    """What a row says of the cells of the form, and what is to be said of it."""

    cells: Mapping[int, Found]
    problems: tuple[Problem, ...] = ()
    ambiguous: Ambiguous | None = None
    """The figures, where it cannot be told which column each of them stands in."""
    subtotals: Mapping[tuple[int, ...], Found] = Factory(dict)
    """What is printed for cells together, where the row is the sum of several."""


def read_row(layout: Layout, hit: Hit, placed: Placed | None, earlier: Mapping[int, Found]) -> RowRead:
    """Return what a row says whose cells were `placed` under the columns; None if it cannot be told where they are.

    A cell of which an `earlier` row says something else is not believed.
    """
    said = [remarks.found_by_order(layout.form, layout.words.form, hit.line, hit.row)] if hit.by_order else []
    strange = hit.worded and hit.row.flattened and not (placed and _words_in_place(layout, hit, placed))
    if placed is None or strange or _goes_on_below(layout, hit):
        return _not_placed(layout, hit, said)
    shared = shared_cells(placed, hit.row, layout.levels)
    said += _on_row(layout, hit, shared)
    read = list(_cells(layout, hit, placed, shared, earlier if hit.lines == 1 else {}))
    said += [remark for _, _, remark in read if remark]
    cells = {index: found for index, found, _ in read if index is not None}
    if hit.lines > 1:
        return RowRead({}, tuple(said), subtotals={_parts(layout, hit, index): found for index, found in cells.items()})
    return RowRead(cells, tuple(said))


def _cells(
    layout: Layout, hit: Hit, placed: Placed, shared: Sequence[GridCell], earlier: Mapping[int, Found]
) -> Iterator[_CellRead]:
    """Yield what each cell of a row says."""
    beside = _unit_beside(layout, hit, placed)
    for column, (index, cell) in enumerate(zip(layout.indices(hit), placed, strict=True)):
        if cell is None:
            continue
        if index is None:
            yield None, Found.unread(cell), _under_unknown_head(layout, hit, column, cell)
            continue
        found, remark = (
            (Found.unread(cell), None) if cell in shared else _read_cell(layout, index, column, cell, beside)
        )
        if index in earlier and not found.agrees(earlier[index]):
            remark = remarks.cell_printed_twice(layout.form, index, cell, earlier[index].cell)
            found = Found.unread(cell)
        yield index, found, remark


def _under_unknown_head(layout: Layout, hit: Hit, column: int, cell: GridCell) -> Problem | None:
    """Say that a figure stands under a head that nobody knows; nothing of a cell that the form leaves out."""
    slot = layout.slots[column]
    if slot.line is not None or not cell.text.strip() or column in layout.unit_columns:
        return None
    return remarks.unknown_column(layout.form, layout.words.form, hit.line, cell, slot.head.text)


def _on_row(layout: Layout, hit: Hit, shared: Sequence[GridCell]) -> Iterator[Problem]:
    """Say what is unusual about a row: a note behind its label, cells merged over several, a group in one row."""
    if hit.label and hit.note and not is_unit(hit.note):
        yield remarks.label_with_note(layout.form, layout.words.form, hit.line, hit.label)
    if shared:
        yield remarks.merged_cells(layout.form, layout.words.form, hit.line, shared[0])
    if hit.lines > 1:
        yield remarks.group_in_one_row(layout.words.form, hit.line, hit.row)


def _parts(layout: Layout, hit: Hit, index: int) -> tuple[int, ...]:
    """Return the cells of a group that stand in the column of its first one."""
    cells, column = layout.words.form.cells, layout.form.lines[index][1].index
    lines = range(hit.line, hit.line + hit.lines)
    return tuple(cells[line, column] for line in lines if (line, column) in cells)


def _read_cell(
    layout: Layout, index: int, column: int, cell: GridCell, beside: str | None
) -> tuple[Found, Problem | None]:
    """Return what a cell of the form says, and a remark on it."""
    value = layout.form.values[index]
    unit = _unit(layout, column, value, beside) if layout.says_units or beside is None else beside
    printed = read_cell(cell.text, value, unit)
    plain = printed.content is NUMBER and not layout.words.scaled and not printed.converted
    remark = None if plain else remarks.on_cell(layout.form, index, cell, printed, unit)
    if layout.slots[column].cut and printed.number is not None:
        printed = printed.inferred()
    return Found(printed, cell), remark


def _unit(layout: Layout, column: int, value: Value, beside: str | None) -> str:
    """Return the unit of a figure that says none itself: that `beside` it in its row, else that of its column."""
    slot = layout.slots[column]
    beside = squeezed_unit(own_unit(value)) if beside is None else beside
    if beside and not slot.aside:
        return beside
    over = layout.units.unit_for(column, slot, value)
    return one_unit(beside, over) if beside else over


def _not_placed(layout: Layout, hit: Hit, said: Sequence[Problem]) -> RowRead:
    """Return a row whose figures cannot be told apart by column: every cell unreadable, and the figures kept."""
    texts = [text for cell in hit.values if (text := cell.text.strip())]
    text = " ".join(texts)[:MAX_TEXT]
    indices = [index for index in layout.indices(hit) if index is not None]
    figures = tuple(figure for text in texts for figure in text.split())
    found = Ambiguous(tuple(indices), figures)
    # With blank fields beside it, a row of digits is one figure, and none of several that were run together.
    one = found.run_together and len(hit.values) > 1
    whole = layout.complete and len(indices) == len(layout.slots) and not one
    unreadable = Found(Printed(None, Content("unreadable", text)), hit.row.cells[0])
    return RowRead(
        dict.fromkeys(indices, unreadable),
        (*said, remarks.ambiguous_row(layout.form, layout.words.form, hit.line, hit.row, text)),
        found if whole else None,
    )


def _words_in_place(layout: Layout, hit: Hit, placed: Placed) -> bool:
    """Whether a row has a cell for every column, and words only in those of words."""
    return all(
        cell is not None and (is_value(cell.text) or (index is not None and not layout.form.values[index].numeric))
        for index, cell in zip(layout.indices(hit), placed, strict=True)
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


def _unit_beside(layout: Layout, hit: Hit, placed: Placed) -> str | None:
    """Return the unit that is printed in a row beside its figures: in the column of units, or with the label.

    None where it is what the format has there, be it for several kinds of figures: each is in its own unit.
    """
    in_column = next((cell.text for column in layout.unit_columns if (cell := placed[column])), "")
    if not in_column and not hit.note:
        return ""
    beside = one_unit(in_column, hit.note if is_unit(hit.note) else "")
    drawn = (row_unit(layout.form, layout.words.form, hit.line, name) for name in layout.form.spec.languages)
    return None if beside in map(squeezed_unit, drawn) else beside
