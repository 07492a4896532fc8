"""A group of the form that a document prints as one row: its figures are the sums of rows that are not there.

Of （六）其他处理 with its three rows, a document may print one row, `其他处理 | 0 | 0`. What is never negative and 0 in
sum is 0 in every part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.form import Header
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.rows import Hit, PrintedRow


def group_hits(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the rows with figures whose label is that of a group of which no row was found where it stands."""
    found = {hit.line for hit in hits}
    by_row = {hit.row: hit for hit in hits}
    for number, row in enumerate(rows):
        position, name = row.labels[-1] if row.labels else (0, "")
        if number in by_row or name not in words.row_groups or name in words.rows or not row.has_digits:
            continue
        before = max((hit.line for hit in hits if hit.row < number), default=-1)
        after = min((hit.line for hit in hits if hit.row > number), default=len(words.form.rows.lines))
        fitting = [
            header
            for header in words.row_groups[name]
            if before < header.first and header.last <= after and found.isdisjoint(range(header.first, header.last))
        ]
        if len(fitting) == 1 and _is_one_level(fitting[0]):
            yield Hit(number, fitting[0].first, position + 1, lines=fitting[0].last - fitting[0].first)


def _is_one_level(header: Header) -> bool:
    """Whether a group has rows that are all parts of it, and no row of its own."""
    return all(
        not child.children and child.kind == "node" and child.node.in_total is not False for child in header.children
    )
