"""The units that a table prints once: for a column in its head or below it, or for all figures over or under the table.

What is printed nearest to a figure counts: in its cell, beside it in its row, in the head of its column, in a row of
units (`计量单位 | 吨 | 元`), in the heading, the corner or a line above (`单位：万元`), under the table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from attrs import frozen

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.columns import Slot
from govdisclosure.recognition.matching.geometry import overlap
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow
from govdisclosure.recognition.matching.units import (
    UNIT_COLUMN,
    UnitNote,
    bare_unit,
    conversion,
    is_unit,
    joined,
    one_unit,
    squeezed_unit,
    unit_note,
)
from govdisclosure.spec import Value, normal

_UNIT_COLUMN = frozenset(map(normal, UNIT_COLUMN))
_GRID = attrgetter("grid")


@frozen(eq=False, repr=False)
class PrintedUnits:
    """The units of a table: of each of its columns, and of all of it, nearest first."""

    columns: tuple[str, ...] = ()
    notes: tuple[UnitNote, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.columns or self.notes)

    def unit_for(self, column: int, slot: Slot, value: Value) -> str:
        """Return the unit of figures in a column whose cells say none; nothing if none is printed."""
        aside = slot.aside if is_unit(slot.aside) or conversion(slot.aside, value) is not None else ""
        near = one_unit(aside, self.columns[column] if self.columns else "")
        return near or next((unit for note in self.notes if (unit := note.unit_for(value))), "")


def printed_units(
    rows: Sequence[PrintedRow],
    taken: Collection[int],
    hits: Sequence[Hit],
    slots: Sequence[Slot],
    tables: Sequence[TableWords],
) -> PrintedUnits:
    """Return the units printed for a block of `hits` of the first of some tables, those of the form.

    `taken` are the numbers of the rows that were recognised.
    """
    own, heading, foot = _around(rows, taken, hits)
    columns = next((units for row in own if (units := _row_of_units(row, slots, tables))), ())
    heads = [slot.head for slot in slots]
    notes = (
        joined(_notes(own, heads)),
        joined(_notes(heading, heads)),
        unit_note(hits[0].row.over),
        joined(_notes(foot, heads)),
    )
    return PrintedUnits(columns, tuple(note for note in notes if note))


def _around(
    rows: Sequence[PrintedRow], taken: Collection[int], hits: Sequence[Hit]
) -> tuple[list[PrintedRow], list[PrintedRow], list[PrintedRow]]:
    """Return the rows that say no figures: right above a block and within it, at the top of its grid, at the end."""
    own = _of_grid(rows, hits[0].row)
    free = [row for row in own if row.number not in taken]
    within = [row.number for row in own if row.number in taken]
    first = within.index(hits[0].row.number)
    before = within[first - 1] if first else -1
    return (
        [row for row in free if before < row.number < hits[-1].row.number],
        [row for row in free if row.number < within[0]],
        [row for row in free if row.number > within[-1]],
    )


def _of_grid(rows: Sequence[PrintedRow], one: PrintedRow) -> Sequence[PrintedRow]:
    """Return all rows of the grid that a row is in; they stand together."""
    return rows[bisect_left(rows, one.grid, key=_GRID) : bisect_right(rows, one.grid, key=_GRID)]


def _notes(rows: Sequence[PrintedRow], heads: Sequence[GridCell]) -> Iterator[UnitNote]:
    """Yield the units that rows above or below the figures name for all of them: in a line, or behind a label."""
    for row in rows:
        for position, cell in enumerate(row.cells):
            aside = row.asides.get(position, "")
            note = unit_note(cell.text) or (UnitNote((squeezed_unit(aside),)) if aside and is_unit(aside) else None)
            if note and cell not in heads:
                yield note


def _row_of_units(row: PrintedRow, slots: Sequence[Slot], tables: Sequence[TableWords]) -> tuple[str, ...]:
    """Return the unit of each column, if a row has nothing but units below heads."""
    cells = _unit_cells(row, tables)
    units = [bare_unit(cell.text) for cell in cells]
    if not cells or (row.flattened and len(units) == len(slots)):
        return tuple(units)
    if row.flattened:
        return ("/".join(sorted(set(units))),) * len(slots)
    return tuple(
        next((unit for cell, unit in zip(cells, units, strict=True) if overlap(cell, slot.head)), "") for slot in slots
    )


def _unit_cells(row: PrintedRow, tables: Sequence[TableWords]) -> list[GridCell]:
    """Return the cells of a row of units: beside known labels nothing but units, whatever they are after 计量单位.

    In the head of a table, 单位 stands over the column of units.
    """
    if row.has_digits:
        return []
    names = [normal(cell.text) for cell in row.cells]
    units = [
        cell
        for cell, name in zip(row.cells, names, strict=True)
        if name and name not in _UNIT_COLUMN and name not in tables[0].every_name
    ]
    is_head = any(name in table.column_headers - table.units for name in names for table in tables)
    declared = not is_head and not _UNIT_COLUMN.isdisjoint(names)
    return units if declared or all(is_unit(cell.text) for cell in units) else []
