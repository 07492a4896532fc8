"""The rows of a table whose rows bear no labels: those of values after a head of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow
from govdisclosure.spec import normal


def bare_hits(rows: Sequence[PrintedRow], words: TableWords) -> list[Hit]:
    """Find the rows of a table without labels.

    Numbers of columns and captions between head and values are passed over. More than one row after a head is found
    only where it cannot be told which of them is meant. The head of a part of the table names the header above it.
    """
    valued = [Hit(row, 0, 0) for row in _rows_after_head(rows, words)]
    printed = [hit for hit in valued if hit.row.text]
    blank = [hit for hit in valued if not hit.row.text]
    return [hit for hit in printed if not _counts_columns(hit.row)] or blank[:1]


def _rows_after_head(rows: Sequence[PrintedRow], words: TableWords) -> Iterator[PrintedRow]:
    """Yield the rows without labels below a whole head."""
    marks = {normal(mark) for mark in words.marks}
    head: frozenset[str] = frozenset()
    """The names of the head so far."""
    ended = False
    """Whether values have come after it, so that other names begin another."""
    for row in rows:
        barred = words.form.key in row.barred
        labels = [] if barred else [name for _, name in row.labels if name not in marks]
        whole = bool(head) and not barred and _is_whole(head, words)
        if whole and _is_caption(row, words):
            continue
        if whole and not labels:
            ended = True
            yield row
        else:
            head, ended = _head_with(labels, frozenset() if ended else head, words), False


def _head_with(labels: Sequence[str], head: frozenset[str], words: TableWords) -> frozenset[str]:
    """Return the names of a head with those of one more row; nothing if most of its labels are none of a head."""
    own = words.column_headers.intersection(labels)
    return head | own if own and 2 * sum(name in own for name in labels) >= len(labels) else frozenset()


def _is_whole(head: frozenset[str], words: TableWords) -> bool:
    """Whether names are those of all columns of a table, or of several together with a header above them."""
    lines = {line for name in head for line in words.columns.get(name, ())}
    every = len(words.form.columns.lines)
    return len(lines) == every or (len(lines) > 1 and not head.isdisjoint(words.column_groups))


def _is_caption(row: PrintedRow, words: TableWords) -> bool:
    """Whether a row is one merged cell over several columns, and no part of the head: it says something of the rows."""
    merged = len(row.cells) == 1 and row.cells[0].colspan > 1
    return merged and len(words.form.columns.lines) > 1 and row.names.isdisjoint(words.column_headers)


def _counts_columns(row: PrintedRow) -> bool:
    """Whether a row does nothing but number the columns, from 1 on."""
    texts = [cell.text.strip() for cell in row.cells]
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > 2 and texts == numbers  # noqa: PLR2004 - two may as well be figures
