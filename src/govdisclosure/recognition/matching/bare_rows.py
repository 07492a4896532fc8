"""The rows of a table whose rows bear no labels: those of values after a head of the table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from govdisclosure.recognition.matching.columns import Slot, is_unit_head, locate_columns
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow
from govdisclosure.spec import normal


def bare_hits(rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]) -> list[Hit]:
    """Find the rows of a table without labels.

    Numbers of columns and captions between head and values are passed over. More than one row after a head is found
    only where it cannot be told which of them is meant. The head of a part of the table names the header above it.
    `tables` are all of the form.
    """
    valued = [Hit(row, 0, 0) for row in _rows_after_head(rows, words, tables)]
    printed = [hit for hit in valued if hit.row.text]
    blank = [hit for hit in valued if not hit.row.text and not _is_over_figures(hit.row, rows)]
    return [hit for hit in printed if not _counts_columns(hit.row)] or blank[:1]


def _is_over_figures(row: PrintedRow, rows: Sequence[PrintedRow]) -> bool:
    """Whether figures stand directly below a row: where spans were lost, it may be a part of the head."""
    below = rows[row.number + 1 : row.number + 2]
    return any(other.grid == row.grid and other.has_digits for other in below)


def _rows_after_head(
    rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]
) -> Iterator[PrintedRow]:
    """Yield the rows without labels below a whole head."""
    marks = {normal(mark) for mark in words.marks}
    head: list[PrintedRow] = []
    """The rows of the head so far."""
    ended = False
    """Whether values have come after it, so that other names begin another."""
    for row in rows:
        barred = words.form.key in row.barred
        labels = {} if barred else {position: name for position, name in row.labels if name not in marks}
        whole = bool(head) and not barred and _is_whole(head, words)
        if whole and _is_caption(row, words):
            continue
        if whole and words_in_columns(row, labels, locate_columns(head, words) if labels else (), (words, *tables)):
            ended = True
            yield row
        else:
            head, ended = _head_with(row, labels.values(), [] if ended else head, words), False


def words_in_columns(
    row: PrintedRow, positions: Iterable[int], slots: Sequence[Slot], tables: Sequence[TableWords]
) -> bool:
    """Whether the words at some positions of a row stand in columns of words or of units, and are no names of a form.

    The columns are those of the first of some tables, those of the form.
    """
    words, labels = tables[0], dict(row.labels)
    worded = {slot.head.column for slot in slots if slot.line in words.worded or is_unit_head(slot, words)}
    return all(
        row.cells[position].column in worded and not any(labels[position] in table.every_name for table in tables)
        for position in positions
    )


def _head_with(row: PrintedRow, labels: Collection[str], head: list[PrintedRow], words: TableWords) -> list[PrintedRow]:
    """Return a head with one more row; nothing if most of the labels in this are none of a head."""
    own = [name for name in labels if name in words.column_headers]
    return [*head, row] if own and 2 * len(own) >= len(labels) else []


def _is_whole(head: Sequence[PrintedRow], words: TableWords) -> bool:
    """Whether rows name all columns of a table, or several together with a header above them."""
    names = frozenset[str]().union(*(row.names for row in head))
    lines = {line for name in names for line in words.columns.get(name, ())}
    every = len(words.form.columns.lines)
    return len(lines) == every or (len(lines) > 1 and not names.isdisjoint(words.column_groups))


def _is_caption(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row is one merged cell over several columns, and no part of the head: it says something of the rows."""
    merged = len(row.cells) == 1 and row.cells[0].colspan > 1
    return merged and len(words.form.columns.lines) > 1 and row.names.isdisjoint(words.column_headers)


def _counts_columns(row: PrintedRow) -> bool:
    """Whether a row does nothing but number the columns, from 1 on."""
    texts = [cell.text.strip() for cell in row.cells]
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > 2 and texts == numbers  # noqa: PLR2004 - two may as well be figures
