"""Tables that stand more than once in a text, and rows lost from one: what only one place says is not certain.

Of a table of this year and one of the last, the figures of one must not stand for those lost from the other: where
`规章 3 5 74` stands in both they are read, and `规章` with its figures in only one of the two is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from govdisclosure.recognition.plaintext.disambiguation import Assignment, unsure
from govdisclosure.recognition.plaintext.textlines import Token
from govdisclosure.recognition.plaintext.texttables import TextRow, TextTable
from govdisclosure.spec import normal

_FEW = 4
"""Rows of a table that has no need of a second page."""

Assigned = Sequence[Assignment]
"""What each row of a table holds."""


def agreeing(tables: Sequence[TextTable], assigned: Sequence[Assigned]) -> list[Assigned]:
    """Return what rows hold, with nothing certain where a table stands twice and only one of the two says it."""
    both = list(zip(tables, assigned, strict=True))
    said: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for table, found in both:
        for row, holds in zip(table.rows, found, strict=True):
            said[table.key, row.name].append(holds)
    twice = {one.key for one, other in pairwise(tables) if _is_copy(one, other)}
    sure = {
        (table, name): all(holds.columns for holds in every) if len(every) > 1 else table not in twice
        for (table, name), every in said.items()
    }
    return [
        [holds if sure[table.key, row.name] else unsure(row) for row, holds in zip(table.rows, found, strict=True)]
        for table, found in both
    ]


def _is_copy(one: TextTable, other: TextTable) -> bool:
    """Whether a table is the one before it once more, and does not go on with it."""
    if one.words is not other.words:
        return False
    before, after = ([table.line_of(row) for row in table.rows if row.known] for table in (one, other))
    few = len(one.words.form.rows.lines) <= _FEW
    return (few and not other.continues) or not before or not after or min(after) <= max(before)


def with_lost_rows(tables: Sequence[TextTable]) -> list[TextTable]:
    """Return tables with a row that cannot be read for each that an unknown line with figures may hold.

    A table that stands twice under its head is left as it is.
    """
    times = Counter(table.key for table in tables if table.headed)
    return [_with_lost_rows(table) if times[table.key] == 1 else table for table in tables]


def _with_lost_rows(table: TextTable) -> TextTable:
    strange = [row for row in table.rows if not row.known and not table.is_whole(row) and _may_be_a_row(row)]
    if not table.words.labelled_rows or (table.rows and not strange and table.order is not None):
        return table
    place = strange[0].labels[-1].place if strange else table.place
    rows = list(table.rows)
    for lost in _lost(table, place):
        rows.insert(_place_of(table, lost, rows), lost)
    return evolve(table, rows=tuple(rows))


def _place_of(table: TextTable, lost: TextRow, rows: Sequence[TextRow]) -> int:
    """Return where a row stands among others by the order of the form."""
    later = (at for at, row in enumerate(rows) if row.known and table.line_of(row) > table.line_of(lost))
    return next(later, len(rows))


def _may_be_a_row(row: TextRow) -> bool:
    """Whether an unknown line may be a row: a digit stands on it, and it is no sentence that goes on behind it."""
    return any(c.isdecimal() for text in row.texts for c in text) and not row.doubtful


def _lost(table: TextTable, place: str) -> Iterator[TextRow]:
    """Yield a row that cannot be read for each row of the form that was not found."""
    words = table.words
    found = {line for row in table.rows if row.known for line in words.rows.get(row.name, ())}
    for line in words.form.rows.lines:
        if line.index not in found:
            labels = tuple(Token("name", text, normal(text), place) for text in line.texts("zh")[-2:])
            yield TextRow(labels, doubtful=True)


def is_table(table: TextTable) -> bool:
    """Whether some rows have figures for all of several columns: no prose has them."""
    return any(row.known and len(row.figures) >= table.width > 1 for row in table.rows)
