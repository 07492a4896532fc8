"""The cells of a form: their names, the tables that they stand in, and what a written rule asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from attrs import define, field, frozen

from govdisclosure.form.axes import ExpandedAxis, Line
from govdisclosure.spec import Rule, Spec, Table, Value, formula

RowsOrColumns = Literal["rows", "columns"]
Keys = tuple[tuple[str, tuple[str, ...]], ...]
"""The keys that a report gives to open nodes: pairs of an address such as `TABLE/rows:PATH`, and keys."""


@frozen
class CellRef:
    """A cell of a form: its table, the paths of its row and column, and the document it stands in."""

    table: str
    row: str
    column: str
    of: str = "this"
    """The document that it stands in: `this`, `prior`, or a companion of the spec."""

    def __str__(self) -> str:
        return f"{'' if self.of == 'this' else f'{self.of}.'}{self.table}[{self.row}, {self.column}]"


@frozen(eq=False)
class TableForm:
    """A table expanded: its axes, and the place of its cells in the order of the form."""

    table: Table
    rows: ExpandedAxis = field(repr=False)
    columns: ExpandedAxis = field(repr=False)
    cells: dict[tuple[int, int], int] = field(repr=False)
    """The index in the form of the cell where a row line and a column line cross; void cells are left out."""

    @property
    def key(self) -> str:
        """The key of the table."""
        return self.table.key

    def axis(self, name: RowsOrColumns) -> ExpandedAxis:
        """Return the rows or the columns."""
        return self.rows if name == "rows" else self.columns


@define(eq=False, slots=False, repr=False)
class Cells:
    """Every cell of a form in order: what written rules are put on."""

    spec: Spec
    keys: Keys
    tables: Mapping[str, TableForm]
    cells: tuple[CellRef, ...]
    values: tuple[Value, ...]
    """What each cell holds, in the order of `cells`."""
    lines: tuple[tuple[Line, Line], ...]
    """The row and the column of each cell."""

    @cached_property
    def index(self) -> dict[tuple[str, str, str], int]:
        """The index of a cell by table, row and column."""
        return {(cell.table, cell.row, cell.column): index for index, cell in enumerate(self.cells)}

    @cached_property
    def others(self) -> tuple[CellRef, ...]:
        """The cells of companions that the rules name, each once; their indices follow those of the previous year."""
        return tuple(
            dict.fromkeys(
                CellRef(*place_of(reference, rule, None), reference.companion)
                for rule in self.spec.rules
                for reference in references_of(rule)
                if reference.companion
            )
        )

    def cell(self, index: int) -> CellRef:
        """Return the cell of an index, which may be one of the previous year, or of a companion."""
        count = len(self.cells)
        if index < count:
            return self.cells[index]
        if index >= 2 * count:
            return self.others[index - 2 * count]
        cell = self.cells[index - count]
        return CellRef(cell.table, cell.row, cell.column, "prior")

    def index_of(self, reference: formula.Reference, rule: Rule, line: str | None) -> int:
        """Return the index of the cell that a formula names, for one line of its rule."""
        place, count = place_of(reference, rule, line), len(self.cells)
        if reference.companion:
            return 2 * count + self.others.index(CellRef(*place, reference.companion))
        return self.index[place] + (count if reference.prior else 0)

    def value(self, index: int) -> Value | None:
        """Return what the cell of an index holds; None for one of a companion, whose format says it."""
        count = len(self.cells)
        return self.values[index % count] if index < 2 * count else None


def references_of(rule: Rule) -> tuple[formula.Reference, ...]:
    """Return every cell that the formulas of a rule between cells name."""
    if rule.says is not None:
        return ()
    guard = formula.parse(rule.when, formula.GUARDS).references if rule.when else ()
    return (*formula.parse(rule.check).references, *guard)


def place_of(reference: formula.Reference, rule: Rule, line: str | None) -> tuple[str, str, str]:
    """Return table, row and column that a reference means in a rule, for one line of its `each`."""
    table = reference.table or rule.table or ""
    if reference.path is None:
        return table, reference.row or "", reference.column or ""
    return (table, reference.path, line or "") if rule.each == "columns" else (table, line or "", reference.path)
