"""What the rows under one head say, and what is left of it where a document prints a table more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory, evolve, frozen

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching import remarks
from govdisclosure.recognition.matching.blocks import Layout
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.geometry import shared_cells
from govdisclosure.recognition.matching.numbers import MAX_TEXT, Printed, read_cell, unread
from govdisclosure.recognition.matching.placing import Placed, place, shifts_of
from govdisclosure.recognition.matching.rows import Hit, PrintedRow
from govdisclosure.recognition.matching.units import conversion, is_unit, one_unit
from govdisclosure.report import Content, Problem


@frozen(eq=False, repr=False)
class Found:
    """What was found for a cell of the form: what it says, and the cell of the document that says it."""

    printed: Printed
    cell: GridCell


_CellRead = tuple[int | None, Found, Problem | None]
"""The cell of the form, if it is one, what was found there, and a remark on it."""


@frozen(eq=False, repr=False)
class Copy:
    """What was read of the rows under one head."""

    place: str
    cells: Mapping[int, Found]
    subtotals: Mapping[tuple[int, ...], Found]
    rows: frozenset[int]
    ambiguous: tuple[Ambiguous, ...]
    problems: tuple[Problem, ...]


@frozen(eq=False, repr=False)
class _RowRead:
    """What one row says: for each of its columns the cell of the form, what was found there, and a remark on it."""

    cells: tuple[_CellRead, ...]
    problems: tuple[Problem, ...] = ()
    ambiguous: Ambiguous | None = None
    """The figures, where it cannot be told which column each of them stands in."""
    placed: bool = True
    subtotals: Mapping[tuple[int, ...], Found] = Factory(dict)
    """What is printed for cells together, where the row is the sum of several."""


def same(one: Printed, other: Printed) -> bool:
    """Whether two printed cells say the same."""
    return (one.number, one.content) == (other.number, other.content)


def read_block(layout: Layout) -> Copy:
    """Return what the rows under a head say; what one row says in two ways is not believed."""
    hits = [hit for hit in layout.block.hits if not hit.worded or _is_worded_value(layout, hit)]
    flattened = any(layout.rows[hit.row].flattened for hit in layout.block.hits)
    shifts = shifts_of(layout) if flattened else {}
    cells: dict[int, Found] = {}
    subtotals: dict[tuple[int, ...], Found] = {}
    problems = list(_on_heads(layout))
    ambiguous: list[Ambiguous] = []
    for hit in hits:
        read = _read_row(layout, hit, place(layout, hit, shifts))
        if read.ambiguous and cells.keys().isdisjoint(read.ambiguous.cells):
            ambiguous.append(read.ambiguous)
        again = read.placed and not cells.keys().isdisjoint([index for index, _, _ in read.cells])
        agreeing = [_beside_earlier(layout, cell, cells) for cell in read.cells] if again else read.cells
        problems += (*read.problems, *[remark for _, _, remark in agreeing if remark])
        cells |= {index: found for index, found, _ in agreeing if index is not None}
        subtotals |= read.subtotals
    first = layout.rows[layout.block.hits[0].row]
    return Copy(first.place, cells, subtotals, frozenset(hit.row for hit in hits), tuple(ambiguous), tuple(problems))


def _beside_earlier(layout: Layout, read: _CellRead, cells: Mapping[int, Found]) -> _CellRead:
    """Return what was read of a cell; unread if an earlier row says something else of it."""
    index, found, _ = read
    before = cells.get(index) if index is not None else None
    if index is None or before is None or same(before.printed, found.printed):
        return read
    remark = remarks.cell_printed_twice(layout.form, index, found.cell, before.cell)
    return index, Found(unread(found.cell), found.cell), remark


def _on_heads(layout: Layout) -> Iterator[Problem]:
    """Say which heads of columns have notes that are no units."""
    for slot in layout.slots:
        if slot.cut and slot.line is not None:
            yield remarks.head_cut(layout.words.form, slot.line, slot.head)
        if slot.aside and slot.line is not None and not is_unit(slot.aside):
            cells = layout.words.form.cells.items()
            values = (layout.form.values[index] for (_, column), index in cells if column == slot.line)
            if all(conversion(slot.aside, value) is None for value in values):
                yield remarks.head_with_note(layout.words.form, slot.head)


def _read_row(layout: Layout, hit: Hit, placed: Placed | None) -> _RowRead:
    row, table = layout.rows[hit.row], layout.words.form
    said = (remarks.found_by_order(layout.form, table, hit.line, row),) if hit.by_order else ()
    if placed is None or (hit.worded and row.flattened) or _goes_on_below(layout, hit, row):
        return _not_placed(layout, hit, row, said)
    shared = shared_cells(placed, row, layout.levels)
    said = (*said, *_on_row(layout, hit, row, shared))
    beside = _unit_beside(layout, hit, row, placed)
    cells = tuple(
        _read_cell(layout, hit, column, cell, beside, shared=cell in shared)
        for column, cell in enumerate(placed)
        if cell is not None
    )
    if hit.lines == 1:
        return _RowRead(cells, said)
    together = {_parts(layout, hit, index): found for index, found, _ in cells if index is not None}
    unread = tuple(remark for _, _, remark in cells if remark)
    return _RowRead((), (*said, remarks.group_in_one_row(table, hit.line, row), *unread), subtotals=together)


def _on_row(layout: Layout, hit: Hit, row: PrintedRow, shared: Sequence[GridCell]) -> Iterator[Problem]:
    """Say that the label of a row has a note that is no unit, and that cells of it are merged over several."""
    note = _aside(hit, row)
    if note and not is_unit(note):
        yield remarks.label_with_note(layout.form, layout.words.form, hit.line, row.cells[hit.start - 1])
    if shared:
        yield remarks.merged_cells(layout.form, layout.words.form, hit.line, shared[0])


def _aside(hit: Hit, row: PrintedRow) -> str:
    """Return what stands in brackets behind the label of a row."""
    return row.asides.get(hit.start - 1, "") if hit.start else ""


def _parts(layout: Layout, hit: Hit, index: int) -> tuple[int, ...]:
    """Return the cells of a group that stand in the column of its first one."""
    cells, column = layout.words.form.cells, layout.form.lines[index][1].index
    lines = range(hit.line, hit.line + hit.lines)
    return tuple(cells[line, column] for line in lines if (line, column) in cells)


def _read_cell(layout: Layout, hit: Hit, column: int, cell: GridCell, beside: str, *, shared: bool) -> _CellRead:
    slot = layout.slots[column]
    index = layout.index(hit, slot)
    if index is None:
        unknown = slot.line is None and cell.text.strip() and column not in layout.unit_columns
        head = slot.head.text
        remark = remarks.unknown_column(layout.form, layout.words.form, hit.line, cell, head) if unknown else None
        return None, Found(unread(cell), cell), remark
    if shared:
        return index, Found(unread(cell), cell), None
    value = layout.form.values[index]
    over = (
        layout.units.unit_for(column, slot, value) if layout.units.columns or layout.units.notes or slot.aside else ""
    )
    unit = one_unit(beside, over) if beside and slot.aside else beside or over
    printed = read_cell(cell.text, value, unit)
    remark = remarks.on_cell(layout.form, index, cell, printed, unit)
    if slot.cut and printed.number is not None:
        printed = evolve(printed, content=evolve(printed.content, origin="inferred"))
    return index, Found(printed, cell), remark


def _not_placed(layout: Layout, hit: Hit, row: PrintedRow, said: tuple[Problem, ...]) -> _RowRead:
    """Return a row whose figures cannot be told apart by column: every cell unreadable, and the figures kept."""
    texts = [cell.text.strip() for cell in row.cells[hit.start :] if cell.text.strip()]
    text = " ".join(texts)[:MAX_TEXT]
    indices = [index for slot in layout.slots if (index := layout.index(hit, slot)) is not None]
    figures = tuple(figure for text in texts for figure in text.split())
    whole = layout.complete and len(indices) == len(layout.slots)
    unreadable = Found(Printed(None, Content("unreadable", text)), row.cells[0])
    return _RowRead(
        tuple((index, unreadable, None) for index in indices),
        (*said, remarks.ambiguous_row(layout.form, layout.words.form, hit.line, row, text)),
        Ambiguous(tuple(indices), figures) if whole else None,
        placed=False,
    )


def _is_worded_value(layout: Layout, hit: Hit) -> bool:
    """Whether the words after a label stand where its values would, and are no label of a row below it."""
    row = layout.rows[hit.row]
    if row.flattened:
        return len(row.cells) - hit.start == len(layout.slots)
    first = next(cell for cell in row.cells[hit.start :] if cell.text.strip())
    return first.column >= min(layout.heads)


def _goes_on_below(layout: Layout, hit: Hit, row: PrintedRow) -> bool:
    """Whether a label reaches down over another row of figures, which has no label of its own."""
    label = row.cells[hit.start - 1] if hit.start else None
    if label is None or label.rowspan == 1:
        return False
    return any(
        below.grid == row.grid
        and below.cells[0].row < label.row + label.rowspan
        and (below.grid, below.cells[0].row) not in layout.levels
        and not below.labels
        and below.has_digits
        for below in layout.rows[hit.row + 1 : hit.row + label.rowspan]
    )


def _unit_beside(layout: Layout, hit: Hit, row: PrintedRow, placed: Placed) -> str:
    """Return the unit that is printed in a row beside its figures: in the column of units, or with the label."""
    in_column = next((cell.text for column in layout.unit_columns if (cell := placed[column])), "")
    aside = _aside(hit, row)
    if not in_column and not aside:
        return ""
    return one_unit(in_column, aside if is_unit(aside) else "")


# copies of a table --------------------------------------------------------------------------------------------------


def agreed(copies: Sequence[Copy]) -> tuple[dict[int, Found], list[Copy]]:
    """Return what the copies of a table agree on, and the copies that differ.

    Where they differ, what only one of them says is not believed either, and what one could not read is not made good
    from the other.
    """
    if len(copies) == 1:
        return dict(copies[0].cells), []
    contested = _contested(copies)
    differing = [copy for copy in copies if not contested.isdisjoint(copy.cells)]
    times = Counter(index for copy in differing for index in copy.cells)
    cells: dict[int, Found] = {}
    for copy in copies:
        doubted = copy in differing
        for index, found in copy.cells.items():
            sure = not doubted or (index not in contested and times[index] == len(differing))
            one = found if sure else Found(unread(found.cell), found.cell)
            if index not in cells or one.printed.content.state == "unreadable":
                cells[index] = one
    return cells, differing


def _contested(copies: Sequence[Copy]) -> set[int]:
    """Return the cells of which the copies of a table say different things."""
    said: dict[int, Printed] = {}
    return {
        index
        for copy in copies
        for index, found in copy.cells.items()
        if not same(said.setdefault(index, found.printed), found.printed)
    }


def agreed_subtotals(copies: Sequence[Copy]) -> dict[tuple[int, ...], Found]:
    """Return the sums of groups that no copy of a table contradicts."""
    said = [pair for copy in copies for pair in copy.subtotals.items()]
    return {cells: found for cells, found in said if all(same(found.printed, o.printed) for c, o in said if c == cells)}
