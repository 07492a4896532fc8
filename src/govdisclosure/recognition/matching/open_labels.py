"""The labels that a document prints in a table with open rows or columns, and that are none of the form: its keys.

Of a table of schools the form knows the head and the row 合计, and the document prints 第一小学, 第二小学 above it; of
a table of pupils by school it knows the rows and the column 合计, and the document prints 第一小学 beside that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from govdisclosure.form import RowsOrColumns
from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.bare_rows import words_in_columns
from govdisclosure.recognition.matching.between import lines_around
from govdisclosure.recognition.matching.blocks import Block, blocks
from govdisclosure.recognition.matching.columns import Slot, is_unit_head, locate_columns, strange_heads
from govdisclosure.recognition.matching.hits import labelled_hits
from govdisclosure.recognition.matching.lexicon import TableWords, names_of
from govdisclosure.recognition.matching.numbers import is_value
from govdisclosure.recognition.matching.rows import PrintedRow, is_head
from govdisclosure.recognition.matching.units import is_unit
from govdisclosure.report import fits_key
from govdisclosure.spec import normal

Label = tuple[str, str | None]
"""A label, and the open node that it belongs to; None where that may be several."""
_Find = Callable[[Sequence[PrintedRow], TableWords, Sequence[TableWords]], Iterator[Label]]


def _row_labels(rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]) -> Iterator[Label]:
    """Yield the label of every row with figures below a head of a table that is no row of any table."""
    hits = {table.form.key: labelled_hits(rows, table, tables) for table in tables}
    known = {hit.row.number for found in hits.values() for hit in found}
    lines = {hit.row.number: hit.line for hit in hits[words.form.key]}
    headers = {name for table in tables for name in _headers(table)}
    for row, first in _below_heads(rows, words, tables):
        label = _label(row, first, headers)
        if not label and not row.has_digits:
            continue
        # What a code stands for may be the name of a row of another table.
        if row.number not in known or _is_code(label, words):
            yield label, _node_at(row.number, lines, words)


def _below_heads(
    rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]
) -> Iterator[tuple[PrintedRow, int]]:
    """Yield the rows with values below a head of a table, each with the column of the grid where its columns begin."""
    head: list[PrintedRow] = []
    slots: tuple[Slot, ...] = ()
    for row in rows:
        if words.form.key in row.barred:
            head, slots = [], ()
        elif is_head(row, words):
            head = [*head, row] if head and head[-1].number == row.number - 1 else [row]
            slots = locate_columns(head, words)
        elif _heads_another(row, words, tables):
            slots = ()
        else:
            first = min((slot.head.column for slot in slots if _is_column(slot, words)), default=None)
            if first is not None and _has_values(row, first, slots, (words, *tables)):
                yield row, first


def _has_values(row: PrintedRow, first: int, slots: Sequence[Slot], tables: Sequence[TableWords]) -> bool:
    """Whether a row has figures or signs from a column on, or nothing but words, in their columns or behind a number.

    Nothing but blanks are values, if there is one below each head, behind a label.
    """
    after = [cell for cell in row.cells if cell.column >= first and cell.text.strip()]
    if any(is_value(cell.text) or is_unit(cell.text) or normal(cell.text) in tables[0].beside for cell in after):
        return True
    if after:
        words = [position for position, _ in row.labels if row.cells[position].column >= first]
        return row.has_digits or words_in_columns(row, words, slots, tables)
    return {slot.head.column for slot in slots if slot.line is not None} <= {cell.column for cell in row.cells}


def _is_column(slot: Slot, words: TableWords) -> bool:
    """Whether a head is that of a column of the form, be it that of its units."""
    return slot.line is not None or (words.form.table.unit_column is not None and is_unit_head(slot, words))


def _heads_another(row: PrintedRow, words: TableWords, tables: Sequence[TableWords]) -> bool:
    """Whether a row belongs to the head of another table: with several names of that, or with none of any other."""
    return any(
        len(row.names & table.column_headers) > 1
        or (row.names <= table.column_headers and row.names.isdisjoint(words.every_name))
        for table in tables
        if table is not words and is_head(row, table)
    )


def _headers(words: TableWords) -> Iterator[str]:
    """Yield the names of the headers over rows of a table, those over the report's own included."""
    axis = words.form.rows
    yield from words.row_groups
    yield from (name for path in axis.open_nodes for name in names_of(axis.groups[path]))


def _label(row: PrintedRow, first: int, headers: Collection[str]) -> str:
    """Return the last text before the columns that is no header over rows; nothing if there is none."""
    texts = [" ".join(cell.text.split()) for cell in row.cells if cell.column < first]
    return next((text for text in reversed(texts) if text and normal(text) not in headers), "")


def _is_code(label: str, words: TableWords) -> bool:
    """Whether a label is one of the codes by which the report names its rows."""
    axis = words.form.rows
    nodes = [axis.groups[path].node for path in axis.open_nodes]
    return any(node.open == "code" and fits_key(label, node) for node in nodes)


def _node_at(number: int, lines: Mapping[int, int], words: TableWords) -> str | None:
    """Return the open node that a row between two known ones belongs to; None where that may be several.

    The rows of a node stand next to its total, which is printed below them or above.
    """
    axis = words.form.rows
    if len(axis.open_nodes) == 1:
        return axis.open_nodes[0]
    before, after = lines_around(number, lines, len(axis.lines))
    sums = [one for one in axis.sums if one.path in axis.open_nodes]
    next_to = [one.path for one in sums if one.total == (before if one.node.total_at == "start" else after)]
    between = [one.path for one in sums if before < one.total < after]
    fitting = next_to or between
    return fitting[0] if len(fitting) == 1 else None


# columns ------------------------------------------------------------------------------------------------------------


def _column_labels(rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]) -> Iterator[Label]:
    """Yield each label in the heads of a table that is none of the form, and not beyond the total of the node."""
    axis = words.form.columns
    path = axis.open_nodes[0] if len(axis.open_nodes) == 1 else None
    at_end = path is not None and axis.groups[path].node.total_at != "start"
    for block in blocks(rows, words, labelled_hits(rows, words, tables)):
        heads = _heads(block, words)
        totals = [column for column, (cell, _) in heads.items() if _is_line(cell, path, words)]
        for column, (cell, strange) in sorted(heads.items()):
            beyond = any(column > total if at_end else column < total for total in totals)
            if strange and not beyond:
                yield "" if is_value(cell.text) else " ".join(cell.text.split()), path


def _heads(block: Block, words: TableWords) -> dict[int, tuple[GridCell, bool]]:
    """Return the heads of the columns right of the labels, each with whether it is none of the form.

    Figures under an empty head stand for it.
    """
    left = max(hit.label_end for hit in block.hits)
    unheaded = (cell for hit in reversed(block.hits) for cell in hit.values if is_value(cell.text))
    heads = {cell.column: (cell, strange) for cell, strange in strange_heads(block.head, words) if cell.column >= left}
    return {cell.column: (cell, True) for cell in unheaded} | heads


def _is_line(cell: GridCell, path: str | None, words: TableWords) -> bool:
    """Whether a head is that of the line of a node: of its total."""
    return any(words.form.columns.lines[line].path == path for line in words.columns.get(normal(cell.text), ()))


LABELS: Mapping[RowsOrColumns, _Find] = {"rows": _row_labels, "columns": _column_labels}
"""How the labels of the rows, and of the columns, of a table are found."""
