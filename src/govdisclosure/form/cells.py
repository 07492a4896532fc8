"""The cells of a form: their names, the tables that they stand in, and what a written rule asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from attrs import field, frozen

from govdisclosure.form.axes import ExpandedAxis
from govdisclosure.spec import Rule, Spec, Table, Value, formula

RowsOrColumns = Literal["rows", "columns"]


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


class Cells(Protocol):
    """The cells of a form, as far as written rules look at them."""

    @property
    def spec(self) -> Spec:
        """The format."""

    @property
    def tables(self) -> Mapping[str, TableForm]:
        """Its tables by their keys."""

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """Every cell in order."""

    @property
    def values(self) -> tuple[Value, ...]:
        """What each of them holds."""

    @property
    def index(self) -> Mapping[tuple[str, str, str], int]:
        """The index of a cell by table, row and column."""

    def index_of(self, reference: formula.Reference, rule: Rule, line: str | None) -> int:
        """Return the index of the cell that a formula names, for one line of its rule."""
