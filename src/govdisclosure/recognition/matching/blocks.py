"""The rows of a table under one head, and what is known of them before they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from attrs import Factory, evolve, field, frozen

from govdisclosure.form import Form
from govdisclosure.recognition.matching.columns import Slot, is_unit_head, locate_columns
from govdisclosure.recognition.matching.geometry import with_text
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.printed_units import PrintedUnits, printed_units
from govdisclosure.recognition.matching.rows import Hit, PrintedRow, is_foreign_head, is_head
from govdisclosure.recognition.matching.units import UnitNote

MAX_HEAD = 12
"""Rows above the first one recognised among which the head of a table is looked for."""


@frozen(eq=False, repr=False)
class Block:
    """Rows of one table in one grid that share a head."""

    hits: tuple[Hit, ...]
    head: tuple[PrintedRow, ...]


@frozen(eq=False, repr=False)
class Layout:
    """A block with its columns, and where the figures of its rows stand against the heads."""

    form: Form
    words: TableWords
    rows: Sequence[PrintedRow]
    """Every row of the document."""
    block: Block
    slots: tuple[Slot, ...]
    heads: tuple[int, ...]
    """The columns of the grid in which the heads begin."""
    end: int
    """The column at which most of the rows end."""
    by_order: bool
    """Whether the figures do not stand under their heads, and only their order says which is which."""
    overfull: bool
    """Whether most rows have more figures than the head has names, so that their order says nothing."""
    complete: bool
    """Whether the head has a name, known or not, for every column of the form."""
    levels: frozenset[tuple[int, int]]
    """The grid and the row in it of every row of the block."""
    units: PrintedUnits
    unit_columns: tuple[int, ...]
    """Which of the columns hold the units of the figures beside them."""
    says_units: bool = field(
        init=False,
        default=Factory(lambda one: bool(one.units) or any(slot.aside for slot in one.slots), takes_self=True),
    )
    """Whether a unit is printed over a column, or for all of them."""

    def indices(self, hit: Hit) -> list[int | None]:
        """Return the cell of the form in which a row crosses each column, None where there is none."""
        cells = self.words.form.cells
        return [None if slot.line is None else cells.get((hit.line, slot.line)) for slot in self.slots]

    def with_notes(self, notes: tuple[UnitNote, ...]) -> Layout:
        """Return the same with units printed elsewhere for all of its figures, unless it prints some itself."""
        return self if self.units.notes else evolve(self, units=evolve(self.units, notes=notes))


def blocks(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[Block]:
    """Group the hits by grid and head: a head is the rows without values above the first hit of a group."""
    before = [-1, *(hit.row.number for hit in hits)]
    heads = [_head_above(rows, words, hit, above) for hit, above in zip(hits, before, strict=False)]
    firsts = [n for n, hit in enumerate(hits) if not n or heads[n] or hits[n - 1].row.grid != hit.row.grid]
    for first, end in pairwise([*firsts, len(hits)]):
        yield Block(tuple(hits[first:end]), heads[first])


def _head_above(rows: Sequence[PrintedRow], words: TableWords, hit: Hit, before: int) -> tuple[PrintedRow, ...]:
    """Return the rows of the nearest head between two hits, those with names that the form does not know included.

    Rows of the same grid that were not recognised may stand between a head and the first row that was. The head may
    stand in the grid above, and in one of the two alone.
    """
    found: list[PrintedRow] = []
    number = hit.row.number
    for row in reversed(rows[max(before + 1, number - MAX_HEAD) : number]):
        if found and row.grid != found[0].grid:
            break
        if is_head(row, words) or is_foreign_head(row, words, hit.start):
            found.insert(0, row)
        elif found or row.grid != hit.row.grid:
            break
    return tuple(found)


class Layouts(NamedTuple):
    """The blocks of a table: those with their columns, and those whose columns nobody knows."""

    known: list[Layout]
    strange: list[Block]


def layouts(
    form: Form, words: TableWords, rows: Sequence[PrintedRow], hits: Sequence[Hit], taken: Collection[int]
) -> Layouts:
    """Return the blocks of a table with their columns.

    A table that goes on in the next grid need not repeat its head; other names head another table. `taken` are the
    numbers of the rows that were recognised, of whatever table.
    """
    found = Layouts([], [])
    slots: tuple[Slot, ...] = ()
    before = PrintedUnits()
    for block in blocks(rows, words, hits):
        slots = locate_columns(block.head, words) if block.head else slots
        if not slots:
            found.strange.append(block)
            continue
        units = printed_units(rows, taken, block.hits, slots, (words, *words_of(form)))
        if not block.head:
            units = PrintedUnits(units.columns or before.columns, units.notes or before.notes)
        before = units
        found.known.append(_layout(form, words, rows, block, slots, units))
    return found


def _layout(
    form: Form,
    words: TableWords,
    rows: Sequence[PrintedRow],
    block: Block,
    slots: tuple[Slot, ...],
    units: PrintedUnits,
) -> Layout:
    hits = block.hits
    ends = Counter([row.end for row in (*block.head, *[hit.row for hit in hits])])
    long = [values for hit in hits if len(values := hit.values) > len(slots)]
    overfull = 2 * sum(len(with_text(values)) > len(slots) for values in long) > len(hits)
    return Layout(
        form,
        words,
        rows,
        block,
        slots,
        tuple(slot.head.column for slot in slots),
        max(ends, key=lambda end: (ends[end], end)),
        # A table that goes on in another grid need not have the columns of the first there.
        not block.head or _beside_heads(slots, hits),
        overfull,
        _complete(slots, words),
        frozenset(hit.row.level for hit in hits),
        units,
        tuple(number for number, slot in enumerate(slots) if is_unit_head(slot, words)),
    )


def _beside_heads(slots: Sequence[Slot], hits: Sequence[Hit]) -> bool:
    """Whether heads stand over each other or over the labels, so that they cannot be over their figures."""
    columns = [slot.head.column for slot in slots if slot.line is not None]
    return len(set(columns)) < len(columns) or min(columns) < max(hit.label_end for hit in hits)


def _complete(slots: Sequence[Slot], words: TableWords) -> bool:
    """Whether the head has a name for every column of the form.

    A table whose one row has no label may be drawn in parts, each with all the columns below one header.
    """
    one_each = len(slots) >= len(words.form.columns.lines)
    if one_each or words.labelled_rows:
        return one_each
    lines = {slot.line for slot in slots if slot.line is not None}
    groups = {header for headers in words.column_groups.values() for header in headers}
    return any(lines == set(range(header.first, header.last)) for header in groups)
