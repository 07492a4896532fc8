"""Spare lines in a live form: what has no label counts for nothing in a total, and no rule holds it to anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from govdisclosure.documents import Position, reference
from govdisclosure.form import Form, Relation
from govdisclosure.layout import SpareLine

SPARE = 10
"""Spare lines in each place where reports name rows themselves, unless a caller says how many."""


def spare_counts(form: Form, most: int) -> dict[str, int]:
    """Return how many spare lines there are at each open node: as many as asked for where none is named.

    Rows by code have none: which codes are parts of which is not known before they are typed.
    """
    named = dict(form.keys)
    places = form.open_nodes.items() if most else ()
    return {address: most for address, node in places if node.open != "code" and address not in named}


@frozen(eq=False)
class Unnamed:
    """Which formulas say that a spare line has no label."""

    form: Form
    labels: Mapping[tuple[str, str], str]
    """The places of the labels, by table and by path of the row or column."""

    def cell(self, index: int) -> str:
        """Return the formula that says whether a line of a cell has no label; empty for cells that all reports have."""
        ref = self.form.cells[index]
        empty = [f'{at}=""' for path in (ref.row, ref.column) if (at := self.labels.get((ref.table, path)))]
        return f"OR({','.join(empty)})" if empty else ""

    def relation(self, relation: Relation) -> str:
        """Return the formula that says whether the line that a relation is about has no label; mostly empty."""
        tables = sorted({self.form.cell(index).table for index in relation.cells})
        return next((f'{at}=""' for table in tables if (at := self.labels.get((table, relation.instance)))), "")


def unnamed(form: Form, lines: Sequence[SpareLine], places: Mapping[int, Position]) -> Unnamed:
    """Return the formulas for spare lines whose labels stand at places of a workbook."""
    return Unnamed(form, {(one.table, one.line.path): reference(places[one.label]) for one in lines})
