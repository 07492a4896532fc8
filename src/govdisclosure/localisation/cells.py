"""What localisation and deduction say of a cell: which one it is."""

from __future__ import annotations

from attrs import frozen

from govdisclosure.form import CellRef


@frozen(eq=False)
class OfCell:
    """Something about one cell of a form: the cell's index there, and its name."""

    index: int
    ref: CellRef

    @property
    def table(self) -> str:
        """The key of its table."""
        return self.ref.table

    @property
    def row(self) -> str:
        """The path of its row."""
        return self.ref.row

    @property
    def column(self) -> str:
        """The path of its column."""
        return self.ref.column
