"""The columns that a report names itself: in the head of a table with an open node, every strange label is a key.

Of a table of pupils by school the form knows the rows and the column 合计; the document prints 第一小学 beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.recognition.matching.blocks import blocks
from govdisclosure.recognition.matching.columns import strange_heads
from govdisclosure.recognition.matching.geometry import label_end
from govdisclosure.recognition.matching.hits import labelled_hits
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.numbers import is_value
from govdisclosure.recognition.matching.rows import PrintedRow
from govdisclosure.spec import normal


def column_labels(
    rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]
) -> Iterator[tuple[str, str | None]]:
    """Yield each label in the heads of a table that is none of the form, and the open node that it belongs to.

    What stands over the labels of the rows, or beyond the total of the node, heads no column of it.
    """
    axis = words.form.columns
    path = axis.open_nodes[0] if len(axis.open_nodes) == 1 else None
    at_end = path is not None and axis.groups[path].node.total_at != "start"
    for block in blocks(rows, words, labelled_hits(rows, words, [one for one in tables if one is not words])):
        left = max(label_end(hit, rows[hit.row]) for hit in block.hits)
        heads = {
            cell.column: (cell, strange) for cell, strange in strange_heads(block.head, words) if cell.column >= left
        }
        for hit in block.hits:  # figures under an empty head
            heads = {
                cell.column: (cell, True) for cell in rows[hit.row].cells[hit.start :] if is_value(cell.text)
            } | heads
        totals = [
            column
            for column, (cell, _) in heads.items()
            if any(axis.lines[line].path == path for line in words.columns.get(normal(cell.text), ()))
        ]
        for column, (cell, strange) in sorted(heads.items()):
            beyond = any(column > total if at_end else column < total for total in totals)
            if strange and not beyond:
                yield "" if is_value(cell.text) else " ".join(cell.text.split()), path
