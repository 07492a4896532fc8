"""The rows of a table whose rows bear no labels: those of values after a head of the table."""

from __future__ import annotations

from collections.abc import Sequence

from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow
from govdisclosure.spec import normal


def bare_hits(rows: Sequence[PrintedRow], words: TableWords) -> list[Hit]:
    """Find the rows of a table without labels.

    Numbers of columns and captions between head and values are passed over. More than one row after a head is found
    only where it cannot be told which of them is meant. The head of a part of the table names the header above it.
    """
    valued = [Hit(number, 0, 0) for number in _rows_after_head(rows, words)]
    printed = [hit for hit in valued if rows[hit.row].text]
    blank = [hit for hit in valued if not rows[hit.row].text]
    return [hit for hit in printed if not _counts_columns(rows[hit.row])] or blank[:1]


def _rows_after_head(rows: Sequence[PrintedRow], words: TableWords) -> list[int]:
    """Return the numbers of the rows without labels below a whole head."""
    marks = {normal(mark) for mark in words.marks}
    found: list[int] = []
    head: set[str] = set()
    """The names of the head so far."""
    ended = False
    """Whether values have come after it, so that other names begin another."""
    for number, row in enumerate(rows):
        if words.form.key in row.barred:
            head = set()
            continue
        labels = [name for _, name in row.labels if name not in marks]
        own = {name for name in labels if name in words.column_headers}
        whole = _is_whole(head, words)
        if whole and len(words.form.columns.lines) > 1 and not own and _is_caption(row):
            continue
        if labels:
            of_head = own and 2 * sum(name in own for name in labels) >= len(labels)
            head = (set() if ended else head) | own if of_head else set()
            ended = False
        elif whole:
            found.append(number)
            ended = True
        else:
            head = set()
    return found


def _is_whole(head: set[str], words: TableWords) -> bool:
    """Whether names are those of all columns of a table, or of several together with a header above them."""
    lines = {line for name in head for line in words.columns.get(name, ())}
    every = len(words.form.columns.lines)
    return len(lines) == every or (len(lines) > 1 and not head.isdisjoint(words.column_groups))


def _is_caption(row: PrintedRow) -> bool:
    """Whether a row is one merged cell: it says something of the rows below it."""
    return len(row.cells) == 1 and row.cells[0].colspan > 1


def _counts_columns(row: PrintedRow) -> bool:
    """Whether a row does nothing but number the columns, from 1 on."""
    texts = [cell.text.strip() for cell in row.cells]
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > 2 and texts == numbers  # noqa: PLR2004 - two may as well be figures
