"""Which printed column is which column of a form: by the text of the head, never by its place alone.

The head `总计 | 自然人 | 法人` is read by its names, in whatever order the form has them. Where a name is that of
several columns, the headers above it and the order of the others must leave one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice

from attrs import evolve, frozen

from govdisclosure.form import Header
from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.lexicon import TableWords, under, under_any
from govdisclosure.recognition.matching.rows import PrintedRow
from govdisclosure.spec import normal

_LEAST = 2
"""Characters that a cut head has at least."""


@frozen(eq=False, repr=False)
class Slot:
    """A printed column: its head cell, and the line it was found to be; None where the head says something else."""

    line: int | None
    head: GridCell
    aside: str = ""
    """The unit or note that the head has in brackets after its label."""
    cut: bool = False
    """Whether the head is only the beginning of the name of its column, which its place among the others tells."""


@frozen(eq=False, repr=False)
class _HeadHit:
    """A cell of the head that stands over one column, and the lines of the form that its text may mean."""

    cell: GridCell
    lines: tuple[int, ...]
    aside: str


@frozen(eq=False, repr=False)
class _Header:
    """A cell of the head that is a header over columns: its name, and the headers of the form that this may mean."""

    cell: GridCell
    name: str
    groups: tuple[Header, ...]
    reach_lost: bool

    def reaches(self, cell: GridCell) -> bool:
        """Whether it stands over a column."""
        return self.cell.column <= cell.column < self.cell.end


def locate_columns(rows: Sequence[PrintedRow], words: TableWords) -> tuple[Slot, ...]:
    """Return the printed columns of a table from left to right, from the rows of its head.

    Empty if no column was recognised, or if it cannot be told which of several columns a head means.
    """
    own = {*words.columns, *(words.units if words.form.table.unit_column else ())}
    last = max((number for number, row in enumerate(rows, 1) if not row.names.isdisjoint(own)), default=0)
    hits = sorted(_hits(rows[:last], words), key=_column)
    headers = list(_headers(rows, words))
    distinct = len({hit.cell.column for hit in hits}) == len(hits)
    any_order = _any_order(rows, hits, headers, words)
    mixed = not any_order and _out_of_order(headers, words) and _embed(hits, words, any_order=False)
    if any_order is None or mixed:
        return ()
    return _slots(hits, _narrowed(hits, headers) if distinct else None, words, any_order=any_order)


def _any_order(
    rows: Sequence[PrintedRow], hits: Sequence[_HeadHit], headers: Sequence[_Header], words: TableWords
) -> bool | None:
    """Whether heads say by their names which column is which, in whatever order.

    None where nothing says which head of one row stands beside which of another: spans left no empty fields.
    """
    if len({hit.cell.row for hit in hits if hit.lines}) == 1:
        return True
    if not any(row.flattened for row in rows):
        return not _is_beside(headers, hits, words)
    columns = {hit.cell.column for hit in hits}
    return None if len(columns) < len(hits) or (words.labelled_rows and 0 in columns) else False


def _column(hit: _HeadHit) -> int:
    return hit.cell.column


def _slots(
    hits: Sequence[_HeadHit], narrowed: Sequence[_HeadHit] | None, words: TableWords, *, any_order: bool
) -> tuple[Slot, ...]:
    """Return a slot for every hit: by the names alone, unless the headers above say which of the same names is meant.

    `narrowed` are the hits with the lines that their headers allow; None where places do not say what is above what.
    """
    chosen = _embed(hits, words, any_order=any_order)
    if narrowed is not None and (chosen is None or _contradicted(chosen, narrowed)):
        hits, chosen = narrowed, _embed(narrowed, words, any_order=any_order)
    if chosen is None:
        return ()
    lines = iter(chosen)
    return _with_cut_heads([Slot(next(lines) if hit.lines else None, hit.cell, hit.aside) for hit in hits], words)


def _with_cut_heads(slots: Sequence[Slot], words: TableWords) -> tuple[Slot, ...]:
    """Return the columns, those with a cut head too, if there are as many as in the form and in its order.

    Of `本年新 | 本年新 | 对外公开总数量` the last is known, and the others begin as the first two columns do.
    """
    lines = words.form.columns.lines
    known = all(slot.line is not None for slot in slots)
    if known or len(slots) != len(lines) or not all(_may_be(slot, line, words) for line, slot in enumerate(slots)):
        return tuple(slots)
    return tuple(evolve(slot, line=line, cut=slot.line is None) for line, slot in enumerate(slots))


def _may_be(slot: Slot, line: int, words: TableWords) -> bool:
    """Whether a column is a line, or nobody knows it and its head begins like a name of the line."""
    if slot.line is not None:
        return slot.line == line
    head = normal(slot.head.text)
    return len(head) >= _LEAST and any(name.startswith(head) for name, found in words.columns.items() if line in found)


def is_unit_head(slot: Slot, words: TableWords) -> bool:
    """Whether a column holds the units of the figures beside it."""
    return slot.line is None and normal(slot.head.text) in words.units


def _contradicted(chosen: Sequence[int], narrowed: Sequence[_HeadHit]) -> bool:
    """Whether a line was chosen that the headers above its column do not allow."""
    allowed = [hit.lines for hit in narrowed if hit.lines]
    return any(line not in lines for line, lines in zip(chosen, allowed, strict=True))


# the cells of a head ------------------------------------------------------------------------------------------------


def _hits(rows: Sequence[PrintedRow], words: TableWords) -> Iterator[_HeadHit]:
    """Yield the cells of the head that stand over one column, each with the lines that its text may mean.

    A cell that names no column of the form heads one all the same if no other label of the head stands below it.
    """
    for number, row in enumerate(rows):
        for position, name in row.labels:
            cell, aside = row.cells[position], row.asides.get(position, "")
            if name in words.columns:
                yield _HeadHit(cell, words.columns[name], aside)
            elif name in words.units or (
                (position or not words.labelled_rows)
                and name not in words.column_headers
                and not _stands_above(cell, rows[number + 1 :])
            ):
                yield _HeadHit(cell, (), aside)


def strange_heads(rows: Sequence[PrintedRow], words: TableWords) -> list[tuple[GridCell, bool]]:
    """Return the cells of a head that stand over one column, in order, and whether each is none of the form."""
    hits = sorted(_hits(rows, words), key=_column)
    return [(hit.cell, not hit.lines and normal(hit.cell.text) not in words.units) for hit in hits]


def _stands_above(cell: GridCell, below: Sequence[PrintedRow]) -> bool:
    """Whether other labels of the head stand below a cell; where spans were lost, any that come later may."""
    end = cell.end
    return any(
        row.flattened or cell.column <= row.cells[position].column < end for row in below for position, _ in row.labels
    )


def _headers(rows: Sequence[PrintedRow], words: TableWords) -> Iterator[_Header]:
    """Yield the headers over columns; how far one reaches is lost where the spans are."""
    for row in rows:
        for position, name in row.labels:
            if name in words.column_groups:
                cell = row.cells[position]
                yield _Header(cell, name, words.column_groups[name], row.flattened and cell.colspan == 1)


def _narrowed(hits: Sequence[_HeadHit], headers: Sequence[_Header]) -> list[_HeadHit]:
    """Keep of each hit the lines that stand in the form under every header that is printed over it."""
    reaching = [header for header in headers if not header.reach_lost]
    return [_under_headers(hit, reaching) if len(hit.lines) > 1 else hit for hit in hits]


def _under_headers(hit: _HeadHit, headers: Sequence[_Header]) -> _HeadHit:
    lines = hit.lines
    for header in headers:
        if header.reaches(hit.cell):
            lines = under_any(lines, header.groups)
    return hit if lines == hit.lines else evolve(hit, lines=lines)


def _is_beside(headers: Sequence[_Header], hits: Sequence[_HeadHit], words: TableWords) -> bool:
    """Whether a header does not reach over a column that is below it: then places say nothing of the order."""
    return any(
        header.cell.row < hit.cell.row
        and not header.reaches(hit.cell)
        and all(under(hit.lines[0], group) for group in header.groups)
        for header in headers
        if header.name not in words.columns
        for hit in hits
        if len(hit.lines) == 1
    )


def _out_of_order(headers: Sequence[_Header], words: TableWords) -> bool:
    """Whether the headers of one row stand in another order than in the form."""
    own = [header for header in headers if header.name not in words.columns]
    rows = (list(row) for _, row in groupby(own, key=lambda header: header.cell.row))
    firsts = ([min(group.first for group in header.groups) for header in row] for row in rows)
    return any(found != sorted(found) for found in firsts)


# heads to lines -----------------------------------------------------------------------------------------------------


def _embed(hits: Sequence[_HeadHit], words: TableWords, *, any_order: bool) -> list[int] | None:
    """Choose a line for every head: in the form's order if there is exactly one way, else where each name is unique."""
    named = tuple(hit.lines for hit in hits if hit.lines)
    if not named:
        return None
    in_order = _only_way(named, words.form.columns.lines[-1].index)
    if in_order is not None:
        return list(in_order)
    singles = [lines[0] for lines in named if len(lines) == 1]
    return singles if any_order and len(singles) == len(named) == len(set(singles)) else None


@lru_cache(maxsize=256)
def _only_way(named: tuple[tuple[int, ...], ...], last: int) -> tuple[int, ...] | None:
    """Return the increasing lines of some heads if there is one way to choose them; most documents have the same."""
    ways = list(islice(_ways(named, last), 2))
    return tuple(ways[0]) if len(ways) == 1 else None


def _ways(named: Sequence[tuple[int, ...]], last: int, floor: int = -1) -> Iterator[list[int]]:
    """Yield the ways to choose increasing lines, one for each head."""
    if not named:
        yield []
        return
    # Every head still to come needs a later line.
    for line in named[0]:
        if floor < line <= last - len(named) + 1:
            yield from ([line, *rest] for rest in _ways(named[1:], last, line))
