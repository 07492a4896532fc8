"""Tables that stand more than once in a text, and rows lost from one: what only one place says is not certain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from govdisclosure.recognition.plaintext.certainty import Placed, unsure
from govdisclosure.recognition.plaintext.lined import LinedRow, LinedTable
from govdisclosure.recognition.plaintext.tokens import Token
from govdisclosure.spec import normal

_FEW = 4
"""Rows of a table that has no need of a second page."""


def agreeing(tables: Sequence[LinedTable], placed: Sequence[tuple[Placed, ...]]) -> list[tuple[Placed, ...]]:
    """Return what rows hold, with nothing certain where a table stands twice and only one of the two says it.

    Of a table of this year and one of the last, the figures of one must not stand for those lost from the other.
    """
    rows: dict[tuple[str, str], list[Placed]] = {}
    for table, found in zip(tables, placed, strict=True):
        for row, holds in zip(table.rows, found, strict=True):
            rows.setdefault((table.words.form.key, row.name), []).append(holds)
    twice = {one.words.form.key for one, other in pairwise(tables) if _is_copy(one, other)}
    agreed = []
    for table, found in zip(tables, placed, strict=True):
        key = table.words.form.key
        kept = []
        for row, holds in zip(table.rows, found, strict=True):
            every = rows[key, row.name]
            sure = all(one.columns for one in every) if len(every) > 1 else key not in twice
            kept.append(holds if sure else unsure(row))
        agreed.append(tuple(kept))
    return agreed


def _is_copy(one: LinedTable, other: LinedTable) -> bool:
    """Whether a table is the one before it once more, and does not go on with it."""
    if one.words is not other.words:
        return False
    before = [one.line_of(row) for row in one.rows if row.known]
    after = [one.line_of(row) for row in other.rows if row.known]
    few = len(one.words.form.rows.lines) <= _FEW
    return (few and not other.continues) or not before or not after or min(after) <= max(before)


def with_lost_rows(table: LinedTable) -> LinedTable:
    """Return a table with a row that cannot be read for each that may be the one that an unknown line holds.

    These are the rows of the form that are not found, where figures stand behind something unknown.
    """
    strange = [row for row in table.rows if not row.known and not table.is_whole(row)]
    if table.rows and not strange and table.order is not None:
        return table
    words = table.words
    found = {line for row in table.rows if row.known for line in words.rows.get(row.name, ())}
    rows = list(table.rows)
    for line in words.form.rows.lines if words.labelled_rows else ():
        if line.index not in found:
            later = (at for at, row in enumerate(rows) if row.known and table.line_of(row) > line.index)
            place = strange[0].labels[-1].place if strange else table.place
            labels = [Token("name", text, normal(text), place) for text in line.texts("zh")[-2:]]
            rows.insert(next(later, len(rows)), LinedRow(labels, doubtful=True))
    return evolve(table, rows=tuple(rows))


def is_table(table: LinedTable) -> bool:
    """Whether some rows have figures for all of several columns: no prose has them."""
    return any(row.known and len(row.figures) >= table.width > 1 for row in table.rows)
