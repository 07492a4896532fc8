"""Rows that a report names itself are read by their labels; where some are lost, nothing is said of their total."""

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.minimal import minimal

OPEN = "{nodes: {shop: {label: {zh: 门店}, open: text, total_label: {zh: 合计}}}}"
SPEC = minimal(rows=OPEN, columns="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}")
ROWS = [["东街店", "3", "2"], ["西街店", "4", "1"], ["合计", "7", "3"]]


def grid(kind: str, rows: list[list[str]]) -> bytes:
    """Return a table with the head of the format as a document of a kind."""
    every = [["门店", "数量", "人数"], *rows]
    if kind == "page":
        cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in every)
        return f"<meta charset=utf-8><table>{cells}</table>".encode()
    mark = {"csv": ",", "tabs": "\t", "strokes": " | "}[kind]
    return "\n".join(mark.join(row) for row in every).encode()


@pytest.mark.parametrize("kind", ["page", "csv", "tabs", "strokes"])
def test_the_label_of_an_open_row_is_its_key(kind: str) -> None:
    """Every row above the total is there under its own name, and the total is their sum."""
    report = read_bytes(grid(kind, ROWS), spec=SPEC).report
    assert report["stock"].rows == ("shop.东街店", "shop.西街店", "shop")
    assert [cell.value for cell in report["stock"]] == [3, 2, 4, 1, 7, 3]
    assert gd.check(report).counts["fail"] == 0
    assert gd.check(report).counts["pass"] == 2


def test_without_a_total_the_rows_are_read_all_the_same() -> None:
    """No row of the format is printed, and its table is there."""
    report = read_bytes(grid("page", ROWS[:-1]), spec=SPEC).report
    assert [report["stock"][f"shop.{name}", "n"].value for name in ("东街店", "西街店")] == [3, 4]


def test_a_total_over_rows_that_were_lost_is_undecided() -> None:
    """A row without a label has no key, so that the sum of the others is not the total."""
    report = read_bytes(grid("page", [ROWS[0], ["", "4", "1"], ROWS[2]]), spec=SPEC).report
    assert "open_rows_left_out" in {problem.code for problem in report.problems}
    assert gd.check(report).counts["fail"] == 0
    assert report["stock"]["shop.东街店", "n"].value == 3
