"""What several cells come to together, where a document prints the sum of a group in place of its rows.

Of （六）其他处理 with its three rows a document may print one row: then nobody knows the rows, and totals over them can
be judged all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from govdisclosure.form import Form, Interval, Relation, TableForm
from govdisclosure.report.model import Report
from govdisclosure.spec import Number


def cells_of_group(table: TableForm, group: str, column: str) -> tuple[int, ...]:
    """Return the cells of a column in the rows of a group; nothing if the table has no such group or column.

    >>> from govdisclosure import expand, load_spec
    >>> table = expand(load_spec("cn/2021")).tables["applications"]
    >>> len(cells_of_group(table, "outcome.other", "total")), cells_of_group(table, "new", "total")
    (3, ())
    """
    header = next((one for one in table.rows.root.walk() if one.path == group and one.children), None)
    line = table.columns.by_path.get(column)
    if header is None or line is None:
        return ()
    rows = range(header.first, header.last)
    found = tuple(table.cells[row, line] for row in rows if (row, line) in table.cells)
    return found if len(found) > 1 else ()


def group_of(form: Form, cells: tuple[int, ...]) -> tuple[str, str, str]:
    """Return the table, the group and the column of the cells of a subtotal."""
    (row, column), last = form.lines[cells[0]], form.lines[cells[-1]][0]
    table = form.cells[cells[0]].table
    group = next(one for one in row.chain if one.first == row.index and one.last == last.index + 1)
    return table, group.path, column.path


@frozen(eq=False)
class KnownTogether:
    """The subtotals of a report whose cells are all unknown by themselves."""

    report: Report

    @cached_property
    def _sums(self) -> list[tuple[frozenset[int], int, Number]]:
        values = self.report.values
        return [
            (frozenset(cells), cells[0], number)
            for cells, number in self.report.subtotals.items()
            if all(values[index] is None for index in cells)
        ]

    def intervals(self, relation: Relation) -> Mapping[int, Interval]:
        """Return what may be put for cells that a relation counts alike: their sum for the first, 0 for the others."""
        return dict(self._put(dict(relation.condition.difference.terms))) if self.report.subtotals else {}

    def _put(self, terms: Mapping[int, Number]) -> Iterator[tuple[int, Interval]]:
        for cells, first, number in self._sums:
            if cells <= terms.keys() and len({terms[index] for index in cells}) == 1:
                yield from ((index, (0, 0)) for index in cells)
                yield first, (number, number)
