"""Rows whose label does not say which they are, found by the rows around them: only what can be nothing else.

Between the rows 1. and 4. of a form stand two rows that nobody knows, numbered 2. and 3.: they are the lines between.
And of （六）其他处理 with its three rows, a document may print one row, `其他处理 | 3 | 4`: that is kept as what it is,
a subtotal, and the rows have no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from govdisclosure.form import Header
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow, is_head
from govdisclosure.spec import number_of

Hits = Mapping[int, Hit]
"""The rows of a table that were found, by their numbers."""


def lines_around(number: int, lines: Mapping[int, int], count: int) -> tuple[int, int]:
    """Return the last line of the rows before one, and the first line of those after it, among all that are known.

    `lines` are those of rows by their numbers, `count` how many the table has.

    >>> lines_around(5, {3: 0, 4: 1, 9: 6}, 10), lines_around(5, {}, 10)
    ((1, 6), (-1, 10))
    """
    return (
        max((line for row, line in lines.items() if row < number), default=-1),
        min((line for row, line in lines.items() if row > number), default=count),
    )


def with_rows_between(rows: Sequence[PrintedRow], words: TableWords, hits: Hits) -> Hits:
    """Return the rows that were found with those that can only be lines missing where they stand."""
    for more in (_by_ordinal, _groups):
        if len({hit.line for hit in hits.values()}) < len(words.form.rows.lines):  # else none is missing
            hits = {**hits, **{hit.row.number: hit for hit in more(rows, words, hits)}}
    return hits


# labels that are not known ------------------------------------------------------------------------------------------


def _by_ordinal(rows: Sequence[PrintedRow], words: TableWords, hits: Hits) -> Iterator[Hit]:
    """Yield rows without a known label that bear the ordinals of the lines missing between two others.

    Before the first line of a table its head may stand in place of a line, and after the last the end of the grid.
    """
    found = {hit.line for hit in hits.values()}
    for run in _unknown_runs(rows, words, hits):
        first, after = _line_before(rows, words, hits, run[0].number), _line_after(rows, words, hits, run[-1].number)
        if first is None or after is None or after - first != len(run) or not found.isdisjoint(range(first, after)):
            continue
        if all(_bears_ordinal(row, words, line) for line, row in enumerate(run, first)):
            yield from (Hit(row, line, row.labels[-1][0] + 1, by_order=True) for line, row in enumerate(run, first))


def _unknown_runs(rows: Sequence[PrintedRow], words: TableWords, hits: Hits) -> Iterator[list[PrintedRow]]:
    """Yield the rows, one directly below the other in one grid, that have a label and figures and were not found."""
    unknown = [
        row
        for row in rows
        if row.has_values and row.labels and row.number not in hits and row.names.isdisjoint(words.column_headers)
    ]
    for _, run in groupby(enumerate(unknown), lambda place: (place[1].grid, place[1].number - place[0])):
        yield [row for _, row in run]


def _line_before(rows: Sequence[PrintedRow], words: TableWords, hits: Hits, number: int) -> int | None:
    """Return the first line that a row can be, from what stands directly above it."""
    if number - 1 in hits:
        return hits[number - 1].line + 1
    headed = number > 0 and rows[number - 1].grid == rows[number].grid and is_head(rows[number - 1], words)
    return 0 if headed else None


def _line_after(rows: Sequence[PrintedRow], words: TableWords, hits: Hits, number: int) -> int | None:
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


# groups in one row --------------------------------------------------------------------------------------------------


def _groups(rows: Sequence[PrintedRow], words: TableWords, hits: Hits) -> Iterator[Hit]:
    """Yield the rows with figures whose label is that of a group of which no row was found where it stands."""
    lines = {number: hit.line for number, hit in hits.items()}
    for row in rows:
        position, name = row.labels[-1] if row.labels else (0, "")
        groups = words.row_groups.get(name, ())
        if not groups or name in words.rows or not row.has_digits or row.number in hits:
            continue
        fitting = [group for group in groups if _is_missing(group, row.number, words, lines)]
        if len(fitting) == 1:
            (group,) = fitting
            yield Hit(row, group.first, position + 1, lines=group.last - group.first)


def _is_missing(group: Header, row: int, words: TableWords, lines: Mapping[int, int]) -> bool:
    """Whether no line of a group was found, and the rows before and after one are those around the group."""
    before, after = lines_around(row, lines, len(words.form.rows.lines))
    free = not any(group.first <= line < group.last for line in lines.values())
    return before < group.first and group.last <= after and free and all(map(_is_part, group.children))


def _is_part(row: Header) -> bool:
    """Whether a row is a part of the group above it, and has none below it."""
    node = row.node
    return not row.children and row.kind == "node" and node.in_total is not False and not node.minus
