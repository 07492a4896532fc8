"""What the rows under one head say, and what is left of it where a document prints a table more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from govdisclosure.recognition.matching import remarks
from govdisclosure.recognition.matching.blocks import Layout
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.placing import place, shifts_of
from govdisclosure.recognition.matching.row_reading import Found, read_row
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


def read_block(layout: Layout) -> Copy:
    """Return what the rows under a head say; what one row says in two ways is not believed."""
    hits = [hit for hit in layout.block.hits if not hit.worded or _is_worded_value(layout, hit)]
    shifts = shifts_of(layout)
    cells: dict[int, Found] = {}
    subtotals: dict[tuple[int, ...], Found] = {}
    ambiguous: list[Ambiguous] = []
    problems = list(_on_heads(layout))
    for hit in hits:
        row = read_row(layout, hit, place(layout, hit, shifts), cells)
        if row.ambiguous and cells.keys().isdisjoint(row.ambiguous.cells):
            ambiguous.append(row.ambiguous)
        cells |= row.cells
        subtotals |= row.subtotals
        problems += row.problems
    numbers = frozenset([hit.row.number for hit in hits])
    return Copy(layout.block.hits[0].row.place, cells, subtotals, numbers, tuple(ambiguous), tuple(problems))


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
    sure = {index for index, count in times.items() if count == len(differing)} - contested
    cells: dict[int, Found] = {}
    for copy in copies:
        doubted = copy.cells.keys() - sure if copy in differing else ()
        for index, found in copy.cells.items():
            one = Found.unread(found.cell) if index in doubted else found
            if index not in cells or one.printed.content.state == "unreadable":
                cells[index] = one
    return cells, differing


def _contested(copies: Sequence[Copy]) -> set[int]:
    """Return the cells of which the copies of a table say different things."""
    said: dict[int, Found] = {}
    return {
        index
        for copy in copies
        for index, found in copy.cells.items()
        if not found.agrees(said.setdefault(index, found))
    }


def agreed_subtotals(copies: Sequence[Copy]) -> dict[tuple[int, ...], Found]:
    """Return the sums of groups that no copy of a table contradicts."""
    said = [pair for copy in copies for pair in copy.subtotals.items()]
    return {cells: found for cells, found in said if all(found.agrees(other) for own, other in said if own == cells)}
