"""The lines that a report names itself: the form with those that a document gives, and what its totals then say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.form import Form, RowsOrColumns, TableForm, expand, table_name
from govdisclosure.grid import Grid
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.headings import rows_under_headings
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.open_labels import LABELS, Label
from govdisclosure.recognition.matching.row_reading import Found
from govdisclosure.report import Problem, fits_key
from govdisclosure.spec import normal


@frozen(eq=False, repr=False)
class Opened:
    """A form with the keys that a document gives to its open nodes, and the tables of which rows have no key."""

    form: Form
    keyless: frozenset[str] = frozenset()


def opened(form: Form, grids: Sequence[Grid]) -> Opened:
    """Return a form with the rows and columns that the tables of a document name."""
    if not form.open_nodes:
        return Opened(form)
    rows, tables = rows_under_headings(form, grids), words_of(form)
    axes: list[tuple[TableWords, RowsOrColumns]] = [
        (words, name) for words in tables for name in LABELS if words.form.axis(name).open_nodes
    ]
    named = [_Axis(words, name, tuple(LABELS[name](rows, words, tables))) for words, name in axes]
    keys = dict(pair for axis in named for pair in axis.given())
    keyless = frozenset(axis.words.form.key for axis in named if axis.is_keyless())
    return Opened(expand(form.spec, keys) if keys else form, keyless)


@frozen(eq=False, repr=False)
class _Axis:
    """The rows or the columns of a table, and the labels among them that are none of the form."""

    words: TableWords
    name: RowsOrColumns
    labels: Sequence[Label]

    def given(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the address of each open node with the keys given to it; a label that is no key of its kind is none."""
        axis = self.words.form.axis(self.name)
        for path in axis.open_nodes:
            node = axis.groups[path].node
            own = [label for label, of in self.labels if of == path and label and fits_key(label, node)]
            if own:
                yield (
                    f"{self.words.form.key}/{self.name}:{path}",
                    tuple({normal(label): label for label in own}.values()),
                )

    def is_keyless(self) -> bool:
        """Whether some label became no key."""
        given = {normal(key) for _, keys in self.given() for key in keys}
        return not given.issuperset(normal(label) for label, _ in self.labels)


def rows_left_out(form: Form, table: str) -> Problem:
    """Return the problem of a table of which not all rows that the report names were read."""
    name = table_name(form.spec, table, current())
    message = say(
        zh=f"“{name}”有些行或列没有读入，其合计不能核对，未采用。",
        en=f"rows or columns of '{name}' were not read; their total cannot be judged and was not taken",
    )
    return Problem.of(codes.OPEN_ROWS_LEFT_OUT, message, table)


def with_sums_open(opened: Opened, matched: Matched) -> Matched:
    """Return a match in which totals over rows that were not all read are unreadable: nothing can be said of them.

    Where no rows are printed either, a total of nothing stands as it is.
    """
    form, found = opened.form, matched.found
    if not form.open_nodes:
        return matched
    judged = {index for one in form.relations for index, _ in one.condition.difference.terms}
    numbers = {index: one for index, one in found.items() if index in judged and form.values[index].numeric}
    lost = {table.key: _over_lost_rows(opened, table, numbers) for table in form.tables.values()}
    unread = {index: Found.unread(found[index].cell) for cells in lost.values() for index in cells}
    said = [rows_left_out(form, table) for table, cells in lost.items() if cells]
    return evolve(matched, found={**found, **unread}, problems=(*matched.problems, *said))


def _over_lost_rows(opened: Opened, table: TableForm, found: Mapping[int, Found]) -> set[int]:
    """Return the cells found of a table that are totals over rows or columns that may not all have been read."""
    keyed = dict(opened.form.keys)
    rows, columns = (
        {
            one.total
            for one in table.axis(name).sums
            if (address := f"{table.key}/{name}:{one.path}") in opened.form.open_nodes
            and (table.key in opened.keyless or (one.kind == "exact" and address not in keyed))
        }
        for name in LABELS
    )
    totals = {index for (row, column), index in table.cells.items() if row in rows or column in columns}
    keyless = table.key in opened.keyless
    return {index for index in found.keys() & totals if keyless or not found[index].printed.says_nothing}
