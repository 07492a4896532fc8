"""A group of the form that a document prints as one row: its figures are the sums of rows that are not there.

Of （六）其他处理 with its three rows, a document may print one row, `其他处理 | 3 | 4`: that is kept as what it is, a
subtotal, and the rows have no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.form import Header
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow


def group_hits(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the rows with figures whose label is that of a group of which no row was found where it stands."""
    taken = {hit.row for hit in hits}
    for number, row in enumerate(rows):
        if not row.has_digits or not row.labels or number in taken:
            continue
        position, name = row.labels[-1]
        if name in words.rows or name not in words.row_groups:
            continue
        fitting = [group for group in words.row_groups[name] if _is_missing(group, number, words, hits)]
        if len(fitting) == 1:
            (group,) = fitting
            yield Hit(number, group.first, position + 1, lines=group.last - group.first)


def _is_missing(group: Header, row: int, words: TableWords, hits: Sequence[Hit]) -> bool:
    """Whether no line of a group was found, and the rows before and after one are those around the group."""
    before = max((hit.line for hit in hits if hit.row < row), default=-1)
    after = min((hit.line for hit in hits if hit.row > row), default=len(words.form.rows.lines))
    free = all(not group.first <= hit.line < group.last for hit in hits)
    return before < group.first and group.last <= after and free and all(map(_is_part, group.children))


def _is_part(row: Header) -> bool:
    """Whether a row is a part of the group above it, and has none below it."""
    node = row.node
    return not row.children and row.kind == "node" and node.in_total is not False and not node.minus
