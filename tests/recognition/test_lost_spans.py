"""Tables that lost the spans of their cells: what stands under what is known from names and from whole rows alone."""

import pytest

from govdisclosure.form.expansion import expand
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.recognition.matching.match_grids import match
from tests.support.minimal import minimal

COLUMNS = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}, c: {label: {zh: 丙}}}}"
FORM = expand(minimal(rows="{nodes: {x: {label: {zh: 东厂}}, y: {label: {zh: 西厂}}}}", columns=COLUMNS))
HEAD = ("", "甲", "乙", "丙")
EAST, WEST = ("东厂", "1", "2", "3"), ("西厂", "4", "5", "6")
NONE = [None, None, None]
ALL = [1, 2, 3, 4, 5, 6]


def read(*rows: tuple[str, ...]) -> list[object]:
    """Return the numbers of the two rows as they are read of a table of fields."""
    cells = tuple(GridCell(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row))
    found = match(FORM, [Grid(len(rows), max(map(len, rows)), cells, flattened=True)]).cells
    return [found[index].number if index in found else None for index in range(6)]


@pytest.mark.parametrize(
    ("upper", "lower", "numbers"),
    [
        (("", "甲", "", "丙"), ("", "", "乙"), ALL),
        (("", "丙", "", "甲"), ("", "", "乙"), [*NONE, *NONE]),
        (("", "甲", "丙"), ("", "乙"), [*NONE, *NONE]),
        (("", "", "", "丙"), ("甲", "", "乙"), [*NONE, *NONE]),
    ],
)
def test_heads_of_two_rows_are_told_by_their_order_alone(
    upper: tuple[str, ...], lower: tuple[str, ...], numbers: list[object]
) -> None:
    """They stand in the order of the form, none below another, and none over the labels of the rows."""
    assert read(upper, lower, EAST, WEST) == numbers


@pytest.mark.parametrize("text", ["2.5", "无此项", "2 3"])
def test_a_row_with_a_figure_that_is_none_says_nothing_of_where_the_others_stand(text: str) -> None:
    """Moved by a field, it is unread, and the row below it is read where its own figures stand."""
    assert read(HEAD, ("东厂", "", "1", text, "3"), WEST) == [*NONE, 4, 5, 6]
    assert read(HEAD, ("东厂", "", "1", "2", "3"), WEST) == [*NONE, *NONE]
    assert read(HEAD, ("东厂", "1", text, "3"), WEST) == [1, None, 3, 4, 5, 6]
