"""A group whose rows are printed as one: its figure is a sum, kept where it is certain which group it is."""

import pytest

import govdisclosure as gd
from govdisclosure.reading import Reading, read_bytes
from tests.support.minimal import minimal

PARTS = "nodes: {x: {label: {zh: 子}}, y: {label: {zh: 丑}}}"
GROUPED = (
    "{total: exact, total_label: {zh: 总计}, nodes: {a: {label: {zh: 甲}}, "
    f"b: {{label: {{zh: 乙}}, {PARTS}}}, c: {{label: {{zh: 丙}}}}}}}}"
)
WHOLE = {"甲": "2", "乙": "3", "丙": "4", "总计": "9"}


def read(*rows: tuple[str, ...], form: str = GROUPED) -> Reading[gd.Report]:
    """Read a printed table of some rows."""
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (("项目", "数量"), *rows))
    return read_bytes(f"<h1>某局2024年度报告</h1><table>{lines}</table>".encode(), spec=minimal(rows=form))


def sums(reading: Reading[gd.Report]) -> dict[str, object]:
    """Return the sums of groups by the paths of their rows."""
    cells = reading.report.form.cells
    return {" ".join(cells[index].row for index in group): one for group, one in reading.report.subtotals.items()}


def figures(reading: Reading[gd.Report]) -> dict[str, object]:
    """Return the cells that were read, by their rows."""
    return {cell.ref.row: cell.value for cell in reading.report.cells() if cell.state != "absent"}


def test_the_sum_of_a_group_is_kept_and_none_of_its_rows_has_a_figure() -> None:
    """2 and a group of 3 and 4 are 9; what the rows of the group are nobody knows, and that is said."""
    reading = read(*WHOLE.items())
    assert sums(reading) == {"b.x b.y": 3}
    assert figures(reading) == {"a": 2, "c": 4, "total": 9}
    assert "group_in_one_row" in {problem.code for problem in reading.problems}
    assert gd.check(reading.report).ok


@pytest.mark.parametrize(
    "rows",
    [
        [("甲", "2"), ("乙", ""), ("丙", "4"), ("总计", "9")],
        [("甲", "2"), ("乙", ""), ("子", "1"), ("丑", "2"), ("丙", "4"), ("总计", "9")],
        [("甲", "2"), ("乙", "3"), ("子", "1"), ("丑", "2"), ("丙", "4"), ("总计", "9")],
        [("甲", "2"), ("乙", "3"), ("丑", "2"), ("丙", "4"), ("总计", "9")],
        [("乙", "3"), ("甲", "2"), ("丙", "4"), ("总计", "9")],
        [("甲", "2"), ("丙", "4"), ("乙", "3"), ("总计", "9")],
        [("甲", "2"), ("乙", "3"), ("丙", "4"), ("总计", "9"), ("丑", "2")],
        [("甲", "2"), ("戊", "3"), ("丙", "4"), ("总计", "9")],
    ],
    ids=["blank", "a heading", "beside its rows", "beside one", "too early", "too late", "torn", "another name"],
)
def test_what_is_no_sum_of_a_group_is_kept_as_none(rows: list[tuple[str, ...]]) -> None:
    """A heading, a row with the rows of its group beside it, and one that stands where the group does not."""
    reading = read(*rows)
    assert sums(reading) == {}
    assert "group_in_one_row" not in {problem.code for problem in reading.problems}


def test_a_group_may_be_the_first_or_the_last_row_of_a_table() -> None:
    """Then the ends of the table are its neighbours."""
    group, other = f"b: {{label: {{zh: 乙}}, {PARTS}}}", "c: {label: {zh: 丙}}"
    begins, ends = f"{{nodes: {{{group}, {other}}}}}", f"{{nodes: {{{other}, {group}}}}}"
    assert sums(read(("乙", "3"), ("丙", "4"), form=begins)) == {"b.x b.y": 3}
    assert sums(read(("丙", "4"), ("乙", "3"), form=ends)) == {"b.x b.y": 3}
    assert sums(read(("丙", "4"), ("乙", "3"), form=begins)) == {}


def test_of_two_groups_of_one_name_the_place_says_which_is_meant() -> None:
    """Between 甲 and 丙 only the first can stand; where both could, neither is taken."""
    twice = GROUPED.replace("c: {label: {zh: 丙}}", f"c: {{label: {{zh: 丙}}}}, d: {{label: {{zh: 乙}}, {PARTS}}}")
    assert sums(read(("甲", "2"), ("乙", "3"), ("丙", "4"), ("总计", "9"), form=twice)) == {"b.x b.y": 3}
    assert sums(read(("甲", "2"), ("丙", "4"), ("乙", "3"), ("总计", "9"), form=twice)) == {"d.x d.y": 3}
    assert sums(read(("甲", "2"), ("乙", "3"), ("总计", "9"), form=twice)) == {}


@pytest.mark.parametrize(
    "parts",
    [
        "nodes: {x: {label: {zh: 子}, nodes: {z: {label: {zh: 寅}}, w: {label: {zh: 卯}}}}, y: {label: {zh: 丑}}}",
        "nodes: {x: {label: {zh: 子}}, y: {label: {zh: 丑}, minus: true}}",
        "nodes: {x: {label: {zh: 子}}, y: {label: {zh: 丑}, in_total: false}}",
    ],
    ids=["groups in it", "what is taken away", "what does not count"],
)
def test_a_group_of_more_than_parts_is_no_one_row(parts: str) -> None:
    """Its figure need not be the sum of its rows."""
    assert sums(read(*WHOLE.items(), form=GROUPED.replace(PARTS, parts))) == {}
