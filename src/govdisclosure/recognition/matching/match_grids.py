"""Grids to the cells of a form: rows and columns are found by their text, and nothing is guessed.

A cell whose row or column is not certain is left out or unreadable, and a problem says where and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import Factory, evolve, frozen

from govdisclosure.form import Form
from govdisclosure.grid import Grid
from govdisclosure.recognition.matching import remarks
from govdisclosure.recognition.matching.bare_rows import bare_hits
from govdisclosure.recognition.matching.blocks import Block, Layouts, layouts
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.copies import Copy, agreed, agreed_subtotals, read_block
from govdisclosure.recognition.matching.headings import rows_under_headings
from govdisclosure.recognition.matching.hits import labelled_hits
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.recognition.matching.row_reading import Found
from govdisclosure.recognition.matching.rows import PrintedRow
from govdisclosure.report import Problem

K = TypeVar("K")
V = TypeVar("V")


@frozen(eq=False, repr=False)
class Matched:
    """What was found of a form: what each cell says, where it stands, and the problems met."""

    found: Mapping[int, Found] = Factory(dict)
    problems: tuple[Problem, ...] = ()
    read_by_table: Mapping[str, frozenset[int]] = Factory(dict)
    """The numbers of the printed rows of which cells were read, by table."""
    subtotals: Mapping[tuple[int, ...], Found] = Factory(dict)
    """What is printed as the sum of cells none of which is printed."""
    ambiguous: tuple[Ambiguous, ...] = ()
    """Rows whose figures could not be told apart by column."""

    @property
    def cells(self) -> dict[int, Printed]:
        """What each cell says."""
        return {index: found.printed for index, found in self.found.items()}

    @property
    def read(self) -> frozenset[int]:
        """The numbers of all printed rows of which cells were read."""
        return frozenset().union(*self.read_by_table.values())

    @property
    def score(self) -> int:
        """How many printed cells are the form's: the measure by which a document's form is told."""
        return len(self.found) + len(self.subtotals)


def match(form: Form, grids: Sequence[Grid]) -> Matched:
    """Find the cells of a form in the grids of a document."""
    rows = rows_under_headings(form, grids)
    parts = _told_apart(_tables_read(form, rows))
    used = frozenset[int]().union(*(part.used for part in parts))
    heads = {row for part in parts for block in part.strange for row in block.head}
    problems = [problem for part in parts for problem in part.problems]
    return Matched(
        _merged(part.cells for part in parts),
        (*problems, *remarks.unmatched_rows(form, rows, used, heads)),
        {part.words.form.key: part.read for part in parts if part.read},
        _merged(agreed_subtotals(part.copies) for part in parts),
        tuple([row for part in parts for row in part.ambiguous]),
    )


def _tables_read(form: Form, rows: Sequence[PrintedRow]) -> list[_TableRead]:
    """Return what was found of each table of a form."""
    tables = words_of(form)
    hits = {
        words.form.key: labelled_hits(rows, words, tables) if words.labelled_rows else bare_hits(rows, words, tables)
        for words in tables
    }
    taken = frozenset([hit.row.number for found in hits.values() for hit in found])
    laid = {words.form.key: layouts(form, words, rows, hits[words.form.key], taken) for words in tables}
    return [_read_table(form, words, _with_units_of_stack(form, words, laid)) for words in tables]


def _told_apart(parts: Sequence[_TableRead]) -> list[_TableRead]:
    """Return what was found of each table, without the figures that may as well be those of another."""
    tables = Counter([cell for part in parts for cell in {id(found.cell) for found in part.cells.values()}])
    several = {cell for cell, count in tables.items() if count > 1}
    return [part.without(several) if several else part for part in parts]


def _merged(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    return {key: one for part in parts for key, one in part.items()}


@frozen(eq=False, repr=False)
class _TableRead:
    """What was found of one table: what its copies agree on, and its blocks under heads that nobody knows."""

    form: Form
    words: TableWords
    copies: Sequence[Copy]
    cells: Mapping[int, Found]
    differing: Sequence[Copy]
    strange: Sequence[Block]
    doubts: tuple[Problem, ...] = ()

    @property
    def read(self) -> frozenset[int]:
        """The numbers of the printed rows that were read."""
        return frozenset[int]().union(*(copy.rows for copy in self.copies))

    @property
    def headless(self) -> list[PrintedRow]:
        """The rows under heads that nobody knows."""
        return [hit.row for block in self.strange for hit in block.hits if not hit.worded]

    @property
    def used(self) -> frozenset[int]:
        """The numbers of the printed rows that were recognised, read or not."""
        return self.read.union(row.number for row in self.headless)

    @property
    def ambiguous(self) -> list[Ambiguous]:
        """The rows whose figures could not be told apart by column."""
        return [row for copy in self.copies if copy not in self.differing for row in copy.ambiguous]

    @property
    def problems(self) -> Iterator[Problem]:
        """What is to be said of the copies, and of the rows under heads that nobody knows."""
        yield from (problem for copy in self.copies for problem in copy.problems)
        if self.differing:
            yield remarks.table_printed_twice(self.form, self.words.form, [copy.place for copy in self.differing])
        if self.strange:
            head = " | ".join(row.text for row in self.strange[0].head)
            rows = self.headless
            yield remarks.unknown_columns(self.form, self.words.form, rows[0], len(rows), head)
        yield from self.doubts

    def without(self, cells: Collection[int]) -> _TableRead:
        """Return the same without the figures that stand in some printed cells, given by identity."""
        doubted = {
            index: Found.unread(found.cell)
            for index, found in self.cells.items()
            if id(found.cell) in cells and found.cell.text.strip()
        }
        if not doubted:
            return self
        place = next(iter(doubted.values())).cell.place
        problem = remarks.one_of_several_tables(self.form, self.words.form.key, place)
        return evolve(self, cells={**self.cells, **doubted}, doubts=(problem,))


def _with_units_of_stack(form: Form, words: TableWords, laid: Mapping[str, Layouts]) -> Layouts:
    """Return the blocks of a table; where they print no unit, with that over the first table drawn in one with it."""
    key = words.form.key
    first = next(stack[0] for section in form.spec.sections for stack in section.draw if key in stack)
    over = laid[first].known[0].units.notes if laid[first].known else ()
    return laid[key]._replace(known=[layout.with_notes(over) for layout in laid[key].known]) if over else laid[key]


def _read_table(form: Form, words: TableWords, blocks: Layouts) -> _TableRead:
    copies = [read_block(layout) for layout in blocks.known]
    # Words behind a label may be the value of a text column, or a label below it: then nothing was lost.
    strange = [one for one in blocks.strange if not all(hit.worded for hit in one.hits)]
    return _TableRead(form, words, copies, *agreed(copies), strange)
