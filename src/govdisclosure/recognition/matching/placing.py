"""Which printed cell of a row stands in which column.

A row is placed by its spans, by the order of its fields if there is one for each column, or by what full rows of its
kind show; where none of these leaves only one way, it cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.blocks import Layout
from govdisclosure.recognition.matching.geometry import all_under_heads, overlap, swallowed, with_text
from govdisclosure.recognition.matching.numbers import read_cell
from govdisclosure.recognition.matching.rows import Hit

Placed = tuple[GridCell | None, ...]
"""The cell of every column, None where the row has none."""
Kind = tuple[int, int]
"""What rows have in common whose values stand at the same places: where the label ends, and its level."""
Shifts = Mapping[Kind, frozenset[tuple[int, ...]]]
"""Where the values stand in the rows of each kind, if spans were lost; several places contradict each other."""


def place(layout: Layout, hit: Hit, shifts: Shifts) -> Placed | None:
    """Return the cell of every column in a row; None if that cannot be told."""
    if not hit.row.flattened:
        return _by_spans(layout, hit)
    filled = with_text(hit.values)
    known = shifts.get(_kind(layout, hit), frozenset())
    if filled and len(known) > 1:
        return None
    if _one_each(layout, hit, filled):
        return tuple(filled)
    places = _places(layout, hit, filled, known)
    return _at(places, hit, filled) if places else None


def _at(places: Sequence[int], hit: Hit, filled: Sequence[GridCell]) -> Placed | None:
    """Return the fields of a row at some columns; None if a figure stands elsewhere, or the end of the row is lost."""
    found = {cell.column: cell for cell in hit.values}
    ended = hit.row.trimmed or not filled or places[-1] in found
    if not ended or not {cell.column for cell in filled} <= set(places):
        return None
    # A field that is missing at the end of a line is an empty one.
    return tuple(found.get(place) or GridCell(0, place, place=hit.row.place) for place in places)


def shifts_of(layout: Layout) -> Shifts:
    """Return where the values stand in the flattened rows of each kind: learnt from rows that leave no doubt."""
    kinds: dict[Kind, list[Hit]] = {}
    for hit in layout.block.hits:
        if hit.row.flattened:
            kinds.setdefault(_kind(layout, hit), []).append(hit)
    return {kind: _shifts(layout, hits) for kind, hits in kinds.items()}


def _shifts(layout: Layout, hits: Sequence[Hit]) -> frozenset[tuple[int, ...]]:
    full = [cells for hit in hits if _one_each(layout, hit, cells := with_text(hit.values))]
    if not full and layout.complete and all_under_heads(hits, layout.heads):
        return frozenset({layout.heads})
    return frozenset(tuple(cell.column for cell in cells) for cells in full)


def _kind(layout: Layout, hit: Hit) -> Kind:
    return hit.start, len(layout.words.form.rows.lines[hit.line].chain)


def _places(
    layout: Layout, hit: Hit, filled: Sequence[GridCell], known: frozenset[tuple[int, ...]]
) -> tuple[int, ...] | None:
    """Return where the fields of a row stand that has no value for some of its columns."""
    values = hit.values
    if known:
        places = next(iter(known)) if len(known) == 1 else layout.heads
        return None if swallowed(values, places) else places
    if not filled:
        return layout.heads
    columns = tuple(cell.column for cell in values)
    # Whoever trims the empty fields at the end of a row can make a shifted row look like a whole one.
    whole = filled[0] is values[0] or hit.row.square or columns == layout.heads
    return columns if layout.complete and whole and len(values) == len(layout.heads) else None


def _one_each(layout: Layout, hit: Hit, filled: Sequence[GridCell]) -> bool:
    """Whether a row has a readable value for every column of the form, so that their order says which is which."""
    if len(filled) != len(layout.slots) or not layout.complete or layout.overfull:
        return False
    if len(filled) == 1 and filled[0].column > max(layout.heads[0], hit.start):
        return False  # it stands beyond the column
    return _side_by_side(layout.heads, filled) and all(
        index is None or read_cell(cell.text, layout.form.values[index]).content.state != "unreadable"
        for index, cell in zip(layout.indices(hit), filled, strict=True)
    )


def _side_by_side(heads: Sequence[int], filled: Sequence[GridCell]) -> bool:
    """Whether figures stand beside each other, within their heads or as these do.

    An empty field among the figures is otherwise a column of its own.
    """
    steps = [later.column - cell.column for cell, later in pairwise(filled)]
    inside = heads[0] <= filled[0].column and filled[-1].column <= heads[-1]
    return not set(steps) - {1} or inside or steps == [later - head for head, later in pairwise(heads)]


# rows with their spans ----------------------------------------------------------------------------------------------


def _by_spans(layout: Layout, hit: Hit) -> Placed | None:
    """Return the cell of every column in a row with its spans: the one below its head, or the one in its order.

    A row that lost a cell shows the figures after it under wrong heads.
    """
    values = hit.values
    if hit.row.end < layout.end and with_text(values):
        return None
    if tuple([cell.column for cell in values]) == layout.heads:
        return values  # most rows by far
    # None of the labels has figures, nor a column that is void where the label reaches.
    heads = [
        slot.head
        for slot, index in zip(layout.slots, layout.indices(hit), strict=True)
        if slot.head.column >= hit.label_end or index is not None
    ]
    one_each = len(values) == len(heads) and (layout.by_order or all(map(overlap, values, heads)))
    found = values if one_each else None if layout.by_order else _under_heads(layout, hit, heads)
    return None if found is None else (None,) * (len(layout.slots) - len(heads)) + found


def _under_heads(layout: Layout, hit: Hit, heads: Sequence[GridCell]) -> Placed | None:
    """Return the one cell below each head; None if some figure stands below none, or two below one."""
    left = hit.label_end
    cells = [*(cell for cell in hit.row.above if cell.column >= left), *hit.values]
    below = [[cell for cell in cells if overlap(cell, head)] for head in heads]
    columns = [head.column for head in heads]
    two = max(map(len, map(with_text, below))) > 1
    if two or min(columns) < left or not _all_placed(layout, hit, max(columns), below):
        return None
    return tuple(next(iter(with_text(found) or found), None) for found in below)


def _all_placed(layout: Layout, hit: Hit, last: int, below: Sequence[Sequence[GridCell]]) -> bool:
    """Whether every cell of a row that could be a figure stands below a head, and the row reaches the last head."""
    filled = with_text(hit.values)
    placed = {cell.column for found in below for cell in found}
    meant = {cell.column for cell in (filled if layout.complete else hit.values)}
    return not filled or (hit.row.end > last and meant <= placed)
