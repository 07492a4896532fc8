"""Grids to the cells of a form: rows and columns are found by their text, and nothing is guessed.

A cell whose row or column is not certain is left out or unreadable, and a problem says where and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, field

from govdisclosure.form import Form
from govdisclosure.grid import Grid, GridCell
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.columns import Slot, locate_columns
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.recognition.matching.placing import Block, BlockReader, Copy, same, unread
from govdisclosure.recognition.matching.remarks import Remarks
from govdisclosure.recognition.matching.rows import (
    Hit,
    PrintedRow,
    is_foreign_head,
    is_head,
    labelled_hits,
    printed_rows,
)
from govdisclosure.report import Problem
from govdisclosure.spec import normal

MAX_HEAD = 12
"""Rows above the first one recognised among which the head of a table is looked for."""


@define(eq=False, repr=False)
class Matched:
    """What was found of a form: what each cell says, where it stands, and the problems met."""

    cells: dict[int, Printed] = field(factory=dict)
    printed: dict[int, GridCell] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    used: set[int] = field(factory=set)
    """The numbers of the printed rows that were recognised."""
    read_by_table: dict[str, set[int]] = field(factory=dict)
    """The numbers of the printed rows of which cells were read, by table."""

    ambiguous: list[Ambiguous] = field(factory=list)
    """Rows whose figures could not be told apart by column."""

    @property
    def read(self) -> set[int]:
        """The numbers of all printed rows of which cells were read."""
        return set().union(*self.read_by_table.values())

    @property
    def score(self) -> int:
        """How many cells of the form were found: the measure by which a document's form is told."""
        return len(self.cells)


def match(form: Form, grids: Sequence[Grid]) -> Matched:
    """Find the cells of a form in the grids of a document."""
    rows = printed_rows(grids)
    out = Matched()
    remarks = Remarks(form, out.problems)
    tables = words_of(form)
    for words in tables:
        hits = (
            labelled_hits(rows, words, [table for table in tables if table is not words])
            if words.labelled_rows
            else _bare_hits(rows, words)
        )
        slots: tuple[Slot, ...] = ()
        headless: list[Hit] = []
        copies: list[Copy] = []
        for block in _blocks(rows, words, hits):
            # A table that goes on in the next grid need not repeat its head; other names head another table.
            slots = locate_columns(block.head, words) if block.head else slots
            if slots:
                copies.append(BlockReader(form, words, rows, slots, remarks).read(block))
            else:
                headless += [hit for hit in block.hits if not hit.worded]
        _take(words, copies, out, remarks)
        out.used.update(hit.row for hit in headless)
        if headless:
            remarks.unknown_columns(words.form, rows[headless[0].row], len(headless))
    remarks.unmatched_rows(rows, out.used)
    return out


def _take(words: TableWords, copies: Sequence[Copy], out: Matched, remarks: Remarks) -> None:
    """Take what the copies of a table agree on; if they differ, what only one of them says is not believed either."""
    table = words.form
    contested = _contested(copies)
    differing = [copy for copy in copies if not contested.isdisjoint(copy.cells)]
    if differing:
        remarks.table_printed_twice(table, [copy.place for copy in differing])
    times = Counter(index for copy in differing for index in copy.cells)
    for copy in copies:
        if copy.used:
            out.used |= copy.used
            out.read_by_table.setdefault(table.key, set()).update(copy.used)
        doubted = not contested.isdisjoint(copy.cells)
        if not doubted:
            out.ambiguous += copy.ambiguous
        for index, (said, cell) in copy.cells.items():
            sure = not doubted or (index not in contested and times[index] == len(differing))
            printed = said if sure else unread(cell)
            # What one copy could not read is not made good from the other.
            if index not in out.cells or printed.content.state == "unreadable":
                out.cells[index], out.printed[index] = printed, cell


def _contested(copies: Sequence[Copy]) -> set[int]:
    """Return the cells of which the copies of a table say different things."""
    said: dict[int, Printed] = {}
    return {
        index
        for copy in copies
        for index, (printed, _) in copy.cells.items()
        if not same(said.setdefault(index, printed), printed)
    }


def _bare_hits(rows: Sequence[PrintedRow], words: TableWords) -> list[Hit]:
    """Find the rows of a table whose rows bear no labels: those of values after a head of the table.

    Numbers of columns and captions between head and values are passed over. More than one row after a head is found
    only where it cannot be told which of them is meant. The head of a part of the table names the header above it.
    """
    every = len(words.form.columns.lines)
    marks = {normal(mark) for mark in words.marks}
    hits: list[Hit] = []
    seen: set[str] = set()
    valued = False
    blank: Hit | None = None
    for number, row in enumerate(rows):
        labels = [name for _, name in row.labels if name not in marks]
        own = [name for name in labels if name in words.column_headers]
        lines = {line for name in seen for line in words.columns.get(name, ())}
        headed = len(lines) == every or (len(lines) > 1 and not seen.isdisjoint(words.column_groups))
        if headed and every > 1 and not own and _is_caption(row):
            continue
        if labels:
            seen = (set() if valued else seen) | set(own) if own and len(own) * 2 >= len(labels) else set()
            valued = False
        elif headed:
            valued = True
            if not row.text:
                blank = blank or Hit(number, 0, 0)
            elif not _counts_columns(row):
                hits.append(Hit(number, 0, 0))
        else:
            seen = set()
    return hits or ([blank] if blank else [])


def _is_caption(row: PrintedRow) -> bool:
    """Whether a row is one merged cell: it says something of the rows below it."""
    return len(row.cells) == 1 and row.cells[0].colspan > 1


def _counts_columns(row: PrintedRow) -> bool:
    """Whether a row does nothing but number the columns, from 1 on."""
    texts = [cell.text.strip() for cell in row.cells]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]  # noqa: PLR2004


def _blocks(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[Block]:
    """Group the hits by grid and head: a head is the rows without values above the first hit of a group."""
    group: list[Hit] = []
    head: list[PrintedRow] = []
    for before, hit in zip((None, *hits), hits, strict=False):
        above = _head_above(rows, words, hit, before.row if before else -1)
        if group and (above or rows[group[-1].row].grid != rows[hit.row].grid):
            yield Block(tuple(group), tuple(head))
            group = []
        if not group:
            head = above
        group.append(hit)
    if group:
        yield Block(tuple(group), tuple(head))


def _head_above(rows: Sequence[PrintedRow], words: TableWords, hit: Hit, before: int) -> list[PrintedRow]:
    """Return the rows of the nearest head between two hits, those with names that the form does not know included.

    Rows of the same grid that were not recognised may stand between a head and the first row that was.
    """
    found: list[PrintedRow] = []
    for row in reversed(rows[max(before + 1, hit.row - MAX_HEAD) : hit.row]):
        if is_head(row, words) or is_foreign_head(row, words, hit.start):
            found.insert(0, row)
        elif found or row.grid != rows[hit.row].grid:
            break
    return found
