"""The row of a table whose rows bear no labels: the first of values below its head."""

import pytest

from govdisclosure.reading import read_bytes
from tests.support.minimal import minimal

NAMES = {"n": "数量", "m": "人数", "k": "次数"}


def read(names: list[str], *rows: str) -> list[object]:
    """Return what is read of a page with a table of one row under columns of these names."""
    nodes = ", ".join(f"{key}: {{label: {{zh: {name}}}}}" for key, name in NAMES.items() if name in names)
    spec = minimal(rows="{nodes: {only: }}", columns=f"{{nodes: {{{nodes}}}}}")
    head = "".join(f"<td colspan={2 if len(names) == 1 else 1}>{name}</td>" for name in names)
    page = f"<meta charset=utf-8><table>{''.join(f'<tr>{row}</tr>' for row in (head, *rows))}</table>"
    return [cell.value for cell in read_bytes(page.encode(), spec=spec).report["stock"]]


@pytest.mark.parametrize(
    "between",
    [
        "<td>1</td><td>2</td><td>3</td>",  # the columns are counted
        "<td colspan=3>全年</td>",  # a caption
    ],
)
def test_what_stands_between_head_and_figures_is_passed_over(between: str) -> None:
    """Neither the numbers of the columns nor words over all of them are the figures."""
    assert read([*NAMES.values()], between, "<td>4</td><td>5</td><td>9</td>") == [4, 5, 9]


def test_a_figure_as_wide_as_its_column_is_no_caption() -> None:
    """In a table of one column a merged cell is a figure like any other."""
    assert read(["数量"], "<td colspan=2>5</td>") == [5]


def test_two_columns_are_not_counted_but_may_hold_one_and_two() -> None:
    """Two figures say too little to be the numbers of columns."""
    assert read(["数量", "人数"], "<td>1</td><td>2</td>") == [1, 2]
