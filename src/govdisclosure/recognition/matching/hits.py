"""Which printed row is which row of a form: by its label, and by order where a label could be several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from govdisclosure.recognition.matching.groups import group_hits
from govdisclosure.recognition.matching.lexicon import TableWords, under
from govdisclosure.recognition.matching.numbers import is_value
from govdisclosure.recognition.matching.ordinals import hits_by_ordinal
from govdisclosure.recognition.matching.rows import Hit, PrintedRow, is_head
from govdisclosure.recognition.matching.units import is_unit


def labelled_hits(rows: Sequence[PrintedRow], words: TableWords, others: Sequence[TableWords]) -> list[Hit]:
    """Find the rows of a table by their labels, in document order; `others` are the names of the other tables.

    Of two rows of one name, as 其他 is under every heading, each is the one that lies between its neighbours.
    """
    labels = {
        number: label
        for number, row in enumerate(rows)
        if not row.names.isdisjoint(words.rows) and (label := _label(row, words, others))
    }
    sure = {number: label.lines[0] for number, label in labels.items() if label.sure}
    found = {
        number: label.lines[0] if label.sure else _between(label.lines, number, sure)
        for number, label in labels.items()
    }
    hits = {
        number: Hit(number, line, labels[number].position + 1, worded=labels[number].worded)
        for number, line in found.items()
        if line is not None
    }
    hits |= {hit.row: hit for hit in hits_by_ordinal(rows, words, hits)}
    hits |= {hit.row: hit for hit in group_hits(rows, words, [*hits.values()])}
    return [hits[number] for number in sorted(hits) if words.form.key not in rows[number].barred]


@frozen(eq=False, repr=False)
class _Label:
    """The label of a printed row: its position, the lines it may mean, and whether words come after it."""

    position: int
    lines: tuple[int, ...]
    sure: bool
    """Whether it means one line, and nothing in the head of the table."""
    worded: bool


def _label(row: PrintedRow, words: TableWords, others: Sequence[TableWords]) -> _Label | None:
    """Return the label of a row: the last of its names that is a row of the table; None if it heads rows or columns."""
    if words.form.key in row.barred or is_head(row, words) or _heads_another(row, words, others):
        return None
    position, name = next((position, name) for position, name in reversed(row.labels) if name in words.rows)
    if not _is_code(words, name) and any(
        one in other.rows and _is_code(other, one) for other in others for one in row.names
    ):
        return None  # what a code of another table stands for
    if len(row.names) > 1 and any(
        other != name and other in words.rows and other not in words.row_groups for other in row.names
    ):
        return None  # rows of the form head columns here
    after = _label_after(row, position, words)
    if after and not _is_code(words, name) and any(after in table.every_name for table in (words, *others)):
        return None
    lines = _under_parents(row, position, words.rows[name], words)
    return _Label(position, lines, len(lines) == 1 and name not in words.column_headers, bool(after))


def _is_code(words: TableWords, name: str) -> bool:
    """Whether a name is a code of the report's own: what follows it says what it stands for."""
    headers = (words.form.rows.lines[line].header for line in words.rows[name])
    return all(header.kind == "key" and header.node.open == "code" for header in headers)


def _heads_another(row: PrintedRow, words: TableWords, others: Sequence[TableWords]) -> bool:
    """Whether a row has names of its own that only the head of another table explains."""
    if row.names <= words.rows.keys() | words.row_groups.keys():
        return False
    return not row.has_digits and any(len(row.names & other.column_headers) > 1 for other in others)


def _label_after(row: PrintedRow, position: int, words: TableWords) -> str:
    """Return the label that follows before any figure: the row is one below what the name means, or has no figure."""
    for later, name in row.labels:
        if later > position and name not in words.beside and not is_unit(row.cells[later].text):
            between = row.cells[position + 1 : later]
            return "" if any(cell.text.strip() and is_value(cell.text) for cell in between) else name
    return ""


def _under_parents(row: PrintedRow, position: int, lines: tuple[int, ...], words: TableWords) -> tuple[int, ...]:
    """Keep the lines that stand under a header printed further left in the same row; ancestors only break ties."""
    if len(lines) == 1:
        return lines
    axis = words.form.rows
    for before, name in row.labels:
        groups = words.row_groups.get(name, ()) if before < position else ()
        lines = tuple(line for line in lines if any(under(axis.lines[line], group) for group in groups)) or lines
    return lines


def _between(lines: tuple[int, ...], number: int, sure: Mapping[int, int]) -> int | None:
    """Return the one line that lies between those of the sure rows before and after, and is none of them."""
    before = max((line for other, line in sure.items() if other < number), default=-1)
    after = min((line for other, line in sure.items() if other > number), default=1 << 30)
    fitting = [line for line in lines if before < line < after and line not in sure.values()]
    return fitting[0] if len(fitting) == 1 else None
