"""Which printed column is which column of a form: by the text of the head, never by its place alone."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import Factory, field, frozen

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.lexicon import TableWords, under
from govdisclosure.recognition.matching.numbers import head_and_unit
from govdisclosure.recognition.matching.rows import PrintedRow


@frozen(eq=False, repr=False)
class Slot:
    """A printed column: its head cell, and the line it was found to be; None where the head says something else."""

    line: int | None
    head: GridCell
    unit: str = field(init=False, default=Factory(lambda slot: head_and_unit(slot.head.text)[1], takes_self=True))
    """The unit that the head names after its label, or nothing."""


def locate_columns(rows: Sequence[PrintedRow], words: TableWords) -> tuple[Slot, ...]:
    """Return the printed columns of a table from left to right, from the rows of its head.

    Empty if no column was recognised, or if it cannot be told which of several columns a head means.
    """
    slots = sorted(_slots(rows, words), key=lambda slot: slot[0].column)
    expected = [line.index for line in words.form.columns.lines]
    flattened = any(row.flattened for row in rows)
    one_row = len({cell.row for cell, lines in slots if lines}) == 1
    columns = [cell.column for cell, _ in slots]
    distinct = len(set(columns)) == len(columns)
    if flattened and not one_row and (not distinct or (words.labelled_rows and 0 in columns)):
        return ()  # spans left no empty fields: nothing says which head of one row stands beside which of another
    any_order = one_row or not (flattened or _spans_lost(rows, slots, words))
    chosen = _embed([lines for _, lines in slots if lines], expected, any_order=any_order)
    if chosen is not None and not any_order and _headers_out_of_order(rows, words):
        return ()
    narrowed = [(cell, _under_headers(cell, lines, rows, words)) for cell, lines in slots] if distinct else slots
    allowed = [lines for _, lines in narrowed if lines]
    contradicted = chosen is not None and any(line not in lines for line, lines in zip(chosen, allowed, strict=True))
    if distinct and (chosen is None or (any_order and contradicted)):
        # The headers above say which columns of the same names are meant, in whatever order they stand.
        slots = narrowed
        chosen = _embed(allowed, expected, any_order=any_order)
    if chosen is None:
        return ()
    lines = iter(chosen)
    return tuple(Slot(next(lines) if names else None, cell) for cell, names in slots)


def _spans_lost(
    rows: Sequence[PrintedRow], slots: Sequence[tuple[GridCell, tuple[int, ...]]], words: TableWords
) -> bool:
    """Whether a header does not reach over a column that is below it: then places say nothing of the order."""
    axis = words.form.columns
    return any(
        over.row < cell.row
        and not over.column <= cell.column < over.column + over.colspan
        and len(lines) == 1
        and all(under(axis.lines[lines[0]], header) for header in words.column_groups[name])
        for row in rows
        for position, name in row.labels
        if name in words.column_groups and name not in words.columns
        for over in (row.cells[position],)
        for cell, lines in slots
    )


def _headers_out_of_order(rows: Sequence[PrintedRow], words: TableWords) -> bool:
    """Whether the headers of one row stand in another order than in the form."""
    for row in rows:
        headers = [
            words.column_groups[name]
            for _, name in row.labels
            if name in words.column_groups.keys() - words.columns.keys()
        ]
        firsts = [min(header.first for header in found) for found in headers]
        if firsts != sorted(firsts):
            return True
    return False


def _under_headers(
    cell: GridCell, lines: tuple[int, ...], rows: Sequence[PrintedRow], words: TableWords
) -> tuple[int, ...]:
    """Keep the lines that stand in the form under every header that is printed over a cell of the head."""
    axis = words.form.columns
    for row in rows:
        for position, name in row.labels:
            over = row.cells[position]
            if row.flattened and over.colspan == 1:
                continue  # how far it reaches was lost
            if over.row < cell.row and over.column <= cell.column < over.column + over.colspan:
                headers = words.column_groups.get(name, ())
                kept = tuple(line for line in lines if any(under(axis.lines[line], header) for header in headers))
                lines = kept or lines
    return lines


def _slots(rows: Sequence[PrintedRow], words: TableWords) -> list[tuple[GridCell, tuple[int, ...]]]:
    """Return the cells of the head that stand over one column, each with the lines that its text may mean.

    A cell that names no column of the form heads one all the same if no other label of the head stands below it.
    """
    last = max((number for number, row in enumerate(rows) if not row.names.isdisjoint(words.columns)), default=-1)
    found = []
    for number, row in enumerate(rows[: last + 1]):
        for position, name in row.labels:
            cell = row.cells[position]
            if name in words.columns:
                found.append((cell, words.columns[name]))
                continue
            foreign = (position or not words.labelled_rows) and name not in words.column_headers
            if name in words.units or (foreign and not _stands_above(cell, rows[number + 1 : last + 1])):
                found.append((cell, ()))
    return found


def _stands_above(cell: GridCell, below: Sequence[PrintedRow]) -> bool:
    """Whether other labels of the head stand below a cell; where spans were lost, any that come later may."""
    end = cell.column + cell.colspan
    return any(
        row.flattened or cell.column <= row.cells[position].column < end for row in below for position, _ in row.labels
    )


def _embed(named: list[tuple[int, ...]], expected: list[int], *, any_order: bool) -> list[int] | None:
    """Choose a line for every head: in the form's order if there is exactly one way, else where each name is unique."""
    if not named:
        return None
    ways = _ways(named, expected)
    if len(ways) == 1:
        return ways[0]
    if not any_order:
        return None
    singles = [lines[0] for lines in named if len(lines) == 1]
    return singles if len(singles) == len(named) == len(set(singles)) else None


def _ways(named: list[tuple[int, ...]], expected: list[int]) -> list[list[int]]:
    """Return up to two ways to choose increasing lines, one for each head."""
    found: list[list[int]] = []

    def extend(chosen: list[int]) -> None:
        if len(found) > 1:
            return
        if len(chosen) == len(named):
            found.append(chosen)
            return
        floor = chosen[-1] if chosen else -1
        for line in named[len(chosen)]:
            # Every head still to come needs a later line.
            if line > floor and line + len(named) - len(chosen) - 1 <= expected[-1]:
                extend([*chosen, line])

    extend([])
    return found
