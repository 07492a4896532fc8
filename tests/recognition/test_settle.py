"""Rows settled by the form's sums: a printed number settles one cell, and none where it may be that of several."""

from govdisclosure.form.expansion import expand
from govdisclosure.grid.model import GridCell
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.matching.candidates import Ambiguous
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.row_reading import Found
from govdisclosure.recognition.matching.settle import _whole, settled
from tests.support.minimal import minimal

FORM = expand(
    minimal(
        tables="""tables:
  stock:
    value: count
    rows: {nodes: {held: {label: {zh: 存量}}}}
    columns:
      nodes:
        all: {total: exact, total_label: {zh: 合计}, nodes: {north: {label: {zh: 北}}, south: {label: {zh: 南}}}}""",
    )
)


def unreadable(*cells: GridCell) -> Matched:
    """Return a match of the form in which its three cells were found in these and cannot be read."""
    return Matched({index: Found.unread(cell) for index, cell in enumerate(cells)})


def test_a_cell_with_several_numbers_is_the_one_that_adds_up() -> None:
    """Three cells in each of which 3 and 6 are printed: 3, 3 and 6 add up, and nothing else does."""
    found = settled(FORM, unreadable(*(GridCell(0, column, "3 6") for column in range(3))))
    assert sorted(str(printed.number) for printed in found.cells.values()) == ["3", "3", "6"]


def test_a_report_without_a_readable_cell_is_settled_as_well() -> None:
    """As it is read of a document."""
    rows = (["", "北", "南", "合计"], ["存量", *["3 6"] * 3])
    table = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    report = read_bytes(f"<meta charset=utf-8><table>{table}</table>".encode(), spec=FORM.spec).report
    assert report.values == (3, 3, 6)


def test_of_a_row_with_one_figure_nothing_is_known_where_others_are_run_together() -> None:
    """There may be blanks among its cells; a single digit, and two figures, stand for themselves."""
    together, long, short, two = (
        Ambiguous(cells, figures)
        for cells, figures in (((0, 1), ("12",)), ((2, 3, 4), ("12",)), ((5, 6), ("1",)), ((7, 8, 9), ("12", "3")))
    )
    assert _whole([together, long, short, two]) == [together, short, two]
    assert _whole([long, short, two]) == [long, short, two]


def test_what_is_printed_for_several_cells_settles_none() -> None:
    """The same numbers printed once, for all three cells together: no number is taken for two of them."""
    together = GridCell(0, 0, "3 6", colspan=3)
    found = settled(FORM, unreadable(together, together, together))
    assert [printed.number for printed in found.cells.values()] == [None, None, None]
