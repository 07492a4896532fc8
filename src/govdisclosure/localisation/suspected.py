"""One cell that may be wrong: what it holds, and what it would have to be."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from govdisclosure.localisation.cells import OfCell
from govdisclosure.localisation.slips import Slip
from govdisclosure.spec import Number


@frozen(eq=False)
class SuspectCell(OfCell):
    """A cell that may be wrong: what it holds and what it would have to be.

    `low` and `high` bound the numbers that would do, None where there is no limit; where only one does, both are that
    number, else `suggested` is the nearest. `value` is None where the cell holds a mark.
    """

    value: Number | None
    suggested: Number
    low: Number | None
    high: Number | None
    slip: Slip

    @property
    def is_certain(self) -> bool:
        """Whether one number only would do."""
        return self.low is not None and self.low == self.high

    def to_data(self) -> dict[str, Any]:
        """Return the cell as the data of `suspects` in `check --format json`."""
        data: dict[str, Any] = {"table": self.table, "row": self.row, "column": self.column}
        data |= {"value": self.value, "suggested": self.suggested}
        if not self.is_certain:
            data |= {"at_least": self.low, "at_most": self.high}
        return data
