"""The lines that a report names itself: below the head of a table with open rows, every label is a key.

Of a table of schools the form knows the head and the row 合计; the document prints 第一小学, 第二小学 above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.form import ExpandedAxis, Form, RowsOrColumns, expand, table_name
from govdisclosure.grid import Grid
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.columns import locate_columns
from govdisclosure.recognition.matching.headings import rows_under_headings
from govdisclosure.recognition.matching.hits import labelled_hits
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.numbers import unread
from govdisclosure.recognition.matching.open_columns import column_labels
from govdisclosure.recognition.matching.rows import PrintedRow, is_head
from govdisclosure.report import Problem, fits_key
from govdisclosure.spec import normal


@frozen(eq=False, repr=False)
class Opened:
    """A form with the keys that a document gives to its open nodes, and the tables of which rows have no key."""

    form: Form
    keyless: frozenset[str] = frozenset()


def opened(form: Form, grids: Sequence[Grid]) -> Opened:
    """Return a form with the rows that the tables of a document name."""
    axes: list[tuple[TableWords, RowsOrColumns]] = [
        (words, name) for words in words_of(form) for name in _READERS if words.form.axis(name).open_nodes
    ]
    if not axes:
        return Opened(form)
    rows = rows_under_headings(form, grids)
    labels = {(words, name): list(_READERS[name](rows, words, words_of(form))) for words, name in axes}
    given = {(words, name): _keys(words.form.axis(name), labels[words, name]) for words, name in axes}
    keys = {
        f"{words.form.key}/{name}:{path}": keys
        for words, name in axes
        for path, keys in given[words, name].items()
        if keys
    }
    keyless = {
        words.form.key
        for words, name in axes
        if not {normal(label) for label, _ in labels[words, name]}
        <= {normal(key) for keys in given[words, name].values() for key in keys}
    }
    return Opened(expand(form.spec, keys) if keys else form, frozenset(keyless))


def _keys(axis: ExpandedAxis, labels: Sequence[tuple[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """Return the keys that labels give to each open node; one that cannot be a key of its kind is left out."""
    return {
        path: tuple(
            {
                normal(label): label
                for label, of in labels
                if of == path and label and fits_key(label, axis.groups[path].node)
            }.values()
        )
        for path in axis.open_nodes
    }


def _labels(
    rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]
) -> Iterator[tuple[str, str | None]]:
    """Yield the label of every row with figures below a head of a table that is no row of any table, and its node."""
    known = _known(rows, tables)
    lines = {hit.row: hit.line for hit in labelled_hits(rows, words, [one for one in tables if one is not words])}
    head: list[PrintedRow] = []
    first = None
    for number, row in enumerate(rows):
        if words.form.key in row.barred:
            head, first = [], None
        elif is_head(row, words) and not row.names.isdisjoint(words.column_headers):
            head = [*head, row] if number and rows[number - 1] in head else [row]
            slots = locate_columns(head, words)
            first = min((slot.head.column for slot in slots if slot.line is not None), default=None)
        elif _heads_another(row, words, tables):
            first = None
        elif first is not None and row.has_digits and (number not in known or _is_coded(row, first, words)):
            yield _key(row, first, words), _node_at(number, lines, words)


def _is_coded(row: PrintedRow, first: int, words: TableWords) -> bool:
    """Whether a row begins with a code: what the code stands for may be the name of a row of another table."""
    axis, key = words.form.rows, _key(row, first, words)
    return any(
        axis.groups[path].node.open == "code" and fits_key(key, axis.groups[path].node) for path in axis.open_nodes
    )


def _node_at(number: int, lines: Mapping[int, int], words: TableWords) -> str | None:
    """Return the open node that a row between two known ones belongs to; None where that may be several.

    The rows of a node stand next to its total, which is printed below them or above.
    """
    axis = words.form.rows
    if len(axis.open_nodes) == 1:
        return axis.open_nodes[0]
    before = max((line for row, line in lines.items() if row < number), default=-1)
    after = min((line for row, line in lines.items() if row > number), default=len(axis.lines))
    sums = [one for one in axis.sums if one.path in axis.open_nodes]
    next_to = [one.path for one in sums if one.total == (before if one.node.total_at == "start" else after)]
    between = [one.path for one in sums if before < one.total < after]
    fitting = next_to or between
    return fitting[0] if len(fitting) == 1 else None


def _known(rows: Sequence[PrintedRow], tables: Sequence[TableWords]) -> set[int]:
    """Return the numbers of the rows that are one of some table."""
    return {
        hit.row
        for table in tables
        for hit in labelled_hits(rows, table, [other for other in tables if other is not table])
    }


def _heads_another(row: PrintedRow, words: TableWords, tables: Sequence[TableWords]) -> bool:
    return any(
        table is not words and is_head(row, table) and len(row.names & table.column_headers) > 1 for table in tables
    )


def _key(row: PrintedRow, first: int, words: TableWords) -> str:
    """Return the last text before the columns that is no header of the form's own; nothing if there is none."""
    texts = [" ".join(cell.text.split()) for cell in row.cells if cell.column < first]
    return next((text for text in reversed(texts) if text and normal(text) not in words.row_groups), "")


_READERS: Mapping[
    RowsOrColumns, Callable[[Sequence[PrintedRow], TableWords, Sequence[TableWords]], Iterator[tuple[str, str | None]]]
] = {"rows": _labels, "columns": column_labels}
"""How the labels of the rows, and of the columns, of a table that are none of the form are found."""


def rows_left_out(form: Form, table: str) -> Problem:
    """Return the problem of a table of which not all rows that the report names were read."""
    name = table_name(form.spec, table, current())
    message = say(
        zh=f"“{name}”有些行或列没有读入，其合计不能核对，未采用。",
        en=f"rows or columns of '{name}' were not read; their total cannot be judged and was not taken",
    )
    return Problem.of(codes.OPEN_ROWS_LEFT_OUT, message, table)


def with_sums_open(found: Opened, matched: Matched) -> Matched:
    """Return a match in which totals over rows that were not all read are unreadable: nothing can be said of them."""
    problems: dict[str, Problem] = {}
    cells = dict(matched.found)
    keyed = dict(found.form.keys)
    for table in found.form.tables.values():
        for name in _READERS:
            axis = table.axis(name)
            totals = {
                one.total
                for one in axis.sums
                if one.path in axis.open_nodes
                and (table.key in found.keyless or f"{table.key}/{name}:{one.path}" not in keyed)
            }
            lost = [
                index
                for (row, column), index in table.cells.items()
                if (row if name == "rows" else column) in totals and index in cells
            ]
            if lost:
                problems[table.key] = rows_left_out(found.form, table.key)
                cells |= {index: evolve(cells[index], printed=unread(cells[index].cell)) for index in lost}
    return evolve(matched, found=cells, problems=(*matched.problems, *problems.values()))
