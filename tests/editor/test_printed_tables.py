"""Printed tables from which a format is drafted: what is none of them, and figures in which no sums are looked for."""

from __future__ import annotations

import pytest

from govdisclosure.editor import suggestions
from govdisclosure.editor.printed_tables import printed_tables
from govdisclosure.grid import Document, Grid, GridCell

HEAD = (GridCell(0, 0, "项目"), GridCell(0, 1, "数量"))


@pytest.mark.parametrize(
    "grid",
    [
        Grid(2, 2, (*HEAD, GridCell(0, 1, "又"), GridCell(1, 0, "甲"), GridCell(1, 1, "5"))),
        Grid(2, 2, (*HEAD, GridCell(1, 0, "甲"), GridCell(1, 1, "乙"))),
        Grid(2, 2, (GridCell(1, 0, "合计", colspan=2),)),
    ],
    ids=["cells over each other", "words alone", "a line alone"],
)
def test_what_has_no_rows_of_figures_is_no_table(grid: Grid) -> None:
    """Nor is what nobody could say where it stands."""
    assert list(printed_tables(Document((grid,)))) == []


def test_of_very_many_lines_no_sums_are_suggested() -> None:
    """Each would be tried with all others."""
    lines = [[n, n] for n in (1, 2, 3)]
    assert [total for total, _ in suggestions._sums(lines)] == [2]
    assert list(suggestions._sums(lines * suggestions.MOST_LINES)) == []
