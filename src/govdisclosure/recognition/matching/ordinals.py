"""Rows whose labels are not known, found by their ordinals: those of the lines that are missing between two others.

Between the rows 1. and 4. of a form stand two rows that nobody knows, numbered 2. and 3.: they are the lines between.
Before the first line of a table its head may stand in place of a line, and after the last the end of the grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow, is_head
from govdisclosure.spec import number_of


def hits_by_ordinal(rows: Sequence[PrintedRow], words: TableWords, hits: Mapping[int, Hit]) -> Iterator[Hit]:
    """Yield the rows without a known label that can only be the lines missing where they stand."""
    found = {hit.line for hit in hits.values()}
    for run in _unknown_runs(rows, words, hits):
        first, after = _line_before(rows, words, hits, run[0]), _line_after(rows, words, hits, run[-1])
        if first is None or after is None or after - first != len(run) or not found.isdisjoint(range(first, after)):
            continue
        if all(_bears_ordinal(rows[number], words, line) for line, number in enumerate(run, first)):
            for line, number in enumerate(run, first):
                yield Hit(number, line, rows[number].labels[-1][0] + 1, by_order=True)


def _unknown_runs(rows: Sequence[PrintedRow], words: TableWords, hits: Mapping[int, Hit]) -> Iterator[list[int]]:
    """Yield the rows, one directly below the other in one grid, that have a label and figures and were not found."""
    unknown = [
        number
        for number, row in enumerate(rows)
        if row.has_values and row.labels and number not in hits and row.names.isdisjoint(words.column_headers)
    ]
    for _, run in groupby(enumerate(unknown), lambda place: (rows[place[1]].grid, place[1] - place[0])):
        yield [number for _, number in run]


def _line_before(rows: Sequence[PrintedRow], words: TableWords, hits: Mapping[int, Hit], number: int) -> int | None:
    """Return the first line that a row can be, from what stands directly above it."""
    if number - 1 in hits:
        return hits[number - 1].line + 1
    headed = number > 0 and rows[number - 1].grid == rows[number].grid and is_head(rows[number - 1], words)
    return 0 if headed else None


def _line_after(rows: Sequence[PrintedRow], words: TableWords, hits: Mapping[int, Hit], number: int) -> int | None:
    """Return the line of what stands directly below a row; at the end of a grid the table ends."""
    if number + 1 == len(rows) or rows[number + 1].grid != rows[number].grid:
        return len(words.form.rows.lines)
    return hits[number + 1].line if number + 1 in hits else None


def _bears_ordinal(row: PrintedRow, words: TableWords, line: int) -> bool:
    """Whether a row bears the ordinal of a line, and no name of the form: that would only not be one of a row."""
    position, name = row.labels[-1]
    printed = number_of(row.cells[position].text)
    expected = number_of(words.form.rows.lines[line].header.ordinal + "x")
    return printed is not None and printed == expected and name not in words.row_groups
