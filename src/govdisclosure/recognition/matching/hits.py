"""Which printed row is which row of a form: by its label, and by order where a label could be several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from govdisclosure.recognition.matching.between import lines_around, with_rows_between
from govdisclosure.recognition.matching.lexicon import TableWords, under_any
from govdisclosure.recognition.matching.numbers import is_value
from govdisclosure.recognition.matching.rows import Hit, PrintedRow, is_head
from govdisclosure.recognition.matching.units import is_unit


def labelled_hits(rows: Sequence[PrintedRow], words: TableWords, tables: Sequence[TableWords]) -> list[Hit]:
    """Find the rows of a table by their labels, in document order; `tables` are all of the form.

    Of two rows of one name, as 其他 is under every heading, each is the one that lies between its neighbours.
    """
    others = [table for table in tables if table is not words]
    codes = frozenset[str]().union(*(table.codes for table in others))
    known = [row for row in rows if not row.names.isdisjoint(words.rows)]
    labels = {row.number: label for row in known if (label := _label(row, words, others, codes))}
    sure = {number: label.lines[0] for number, label in labels.items() if label.sure}
    hits = {}
    for number, label in labels.items():
        line = _between(label, number, sure, words)
        if line is not None:
            hits[number] = Hit(rows[number], line, label.position + 1, worded=label.worded)
    found = with_rows_between(rows, words, hits)
    return [found[number] for number in sorted(found) if words.form.key not in rows[number].barred]


@frozen(eq=False, repr=False)
class _Label:
    """The label of a printed row: its position, the lines it may mean, and whether words come after it."""

    position: int
    lines: tuple[int, ...]
    sure: bool
    """Whether it means one line, and nothing in the head of the table."""
    worded: bool


def _label(row: PrintedRow, words: TableWords, others: Sequence[TableWords], codes: frozenset[str]) -> _Label | None:
    """Return the label of a row: the last of its names that is a row of the table; None if it heads rows or columns.

    A label beside one of the `codes` of other tables is what the code stands for.
    """
    if words.form.key in row.barred or is_head(row, words) or _heads_another(row, words, others):
        return None
    position, name = next((position, name) for position, name in reversed(row.labels) if name in words.rows)
    if _heads_columns(row, name, words) or (name not in words.codes and not row.names.isdisjoint(codes)):
        return None
    after = _label_after(row, position, words)
    if after and name not in words.codes and any(after in table.every_name for table in (words, *others)):
        return None
    lines = _under_parents(row, position, words.rows[name], words)
    return _Label(position, lines, len(lines) == 1 and name not in words.column_headers, bool(after))


def _heads_columns(row: PrintedRow, name: str, words: TableWords) -> bool:
    """Whether several rows of the form are named in one printed row: there they head columns."""
    return len(row.names) > 1 and any(
        other != name and other in words.rows and other not in words.row_groups for other in row.names
    )


def _heads_another(row: PrintedRow, words: TableWords, others: Sequence[TableWords]) -> bool:
    """Whether a row has names of its own that only the head of another table explains."""
    if row.has_digits or row.names <= words.stub:
        return False
    return any(len(row.names & other.column_headers) > 1 for other in others)


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
    for before, name in row.labels:
        if before < position and name in words.row_groups:
            lines = under_any(lines, words.row_groups[name])
    return lines


def _between(label: _Label, number: int, sure: Mapping[int, int], words: TableWords) -> int | None:
    """Return the line of a sure row, else the one that lies between those of the sure rows before and after it.

    其他 is a row under every heading; between the sure rows 3 and 7 it is the one of its lines that is 4, 5 or 6.
    """
    if label.sure:
        return label.lines[0]
    before, after = lines_around(number, sure, len(words.form.rows.lines))
    fitting = [line for line in label.lines if before < line < after and line not in sure.values()]
    return fitting[0] if len(fitting) == 1 else None
