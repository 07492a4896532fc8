"""What the rows under one head say, and what is left of it where a document prints a table more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from govdisclosure.recognition.matching import remarks
from govdisclosure.recognition.matching.blocks import Layout
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.recognition.matching.placing import place, shifts_of
from govdisclosure.recognition.matching.row_reading import CellRead, Found, RowRead, read_row
from govdisclosure.recognition.matching.rows import Hit
from govdisclosure.recognition.matching.units import conversion, is_unit
from govdisclosure.report import Problem


@frozen(eq=False, repr=False)
class Copy:
    """What was read of the rows under one head."""

    place: str
    cells: Mapping[int, Found]
    subtotals: Mapping[tuple[int, ...], Found]
    rows: frozenset[int]
    ambiguous: tuple[Ambiguous, ...]
    problems: tuple[Problem, ...]


def same(one: Printed, other: Printed) -> bool:
    """Whether two printed cells say the same."""
    return (one.number, one.content) == (other.number, other.content)


def read_block(layout: Layout) -> Copy:
    """Return what the rows under a head say; what one row says in two ways is not believed."""
    hits = [hit for hit in layout.block.hits if not hit.worded or _is_worded_value(layout, hit)]
    shifts = shifts_of(layout) if any(hit.row.flattened for hit in layout.block.hits) else {}
    cells: dict[int, Found] = {}
    ambiguous: list[Ambiguous] = []
    read: list[RowRead] = []
    for hit in hits:
        row = read_row(layout, hit, place(layout, hit, shifts))
        if row.ambiguous and cells.keys().isdisjoint(row.ambiguous.cells):
            ambiguous.append(row.ambiguous)
        if row.placed and cells and not cells.keys().isdisjoint([index for index, _, _ in row.cells]):
            row = evolve(row, cells=tuple(_beside_earlier(layout, cell, cells) for cell in row.cells))
        cells |= {index: found for index, found, _ in row.cells if index is not None}
        read.append(row)
    return Copy(
        layout.block.hits[0].row.place,
        cells,
        {parts: found for row in read for parts, found in row.subtotals.items()},
        frozenset(hit.row.number for hit in hits),
        tuple(ambiguous),
        (*_on_heads(layout), *(problem for row in read for problem in row.said())),
    )


def _beside_earlier(layout: Layout, read: CellRead, cells: Mapping[int, Found]) -> CellRead:
    """Return what was read of a cell; unread if an earlier row says something else of it."""
    before = cells.get(read.of) if read.of is not None else None
    if read.of is None or before is None or same(before.printed, read.found.printed):
        return read
    cell = read.found.cell
    remark = remarks.cell_printed_twice(layout.form, read.of, cell, before.cell)
    return CellRead(read.of, Found.unread(cell), remark)


def _on_heads(layout: Layout) -> Iterator[Problem]:
    """Say which heads of columns are cut, and which have notes that are no units."""
    for slot in layout.slots:
        if slot.cut and slot.line is not None:
            yield remarks.head_cut(layout.words.form, slot.line, slot.head)
        if slot.aside and slot.line is not None and not _is_unit_of(layout, slot.aside, slot.line):
            yield remarks.head_with_note(layout.words.form, slot.head)


def _is_unit_of(layout: Layout, aside: str, line: int) -> bool:
    """Whether what stands in brackets behind the head of a column is a unit, of whatever or of one of its cells."""
    cells = layout.words.form.cells.items()
    values = (layout.form.values[index] for (_, column), index in cells if column == line)
    return is_unit(aside) or any(conversion(aside, value) is not None for value in values)


def _is_worded_value(layout: Layout, hit: Hit) -> bool:
    """Whether the words after a label stand where its values would, and are no label of a row below it."""
    if hit.row.flattened:
        return len(hit.values) == len(layout.slots)
    first = next(cell for cell in hit.values if cell.text.strip())
    return first.column >= min(layout.heads)


# copies of a table --------------------------------------------------------------------------------------------------


def agreed(copies: Sequence[Copy]) -> tuple[Mapping[int, Found], list[Copy]]:
    """Return what the copies of a table agree on, and the copies that differ.

    Where they differ, what only one of them says is not believed either, and what one could not read is not made good
    from the other.
    """
    if len(copies) == 1:
        return copies[0].cells, []
    contested = _contested(copies)
    differing = [copy for copy in copies if not contested.isdisjoint(copy.cells)]
    times = Counter(index for copy in differing for index in copy.cells)
    cells: dict[int, Found] = {}
    for copy in copies:
        doubted = copy in differing
        for index, found in copy.cells.items():
            sure = not doubted or (index not in contested and times[index] == len(differing))
            one = found if sure else Found.unread(found.cell)
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
