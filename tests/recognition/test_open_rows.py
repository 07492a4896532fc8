"""Rows that a report names itself are read by their labels; where some are lost, nothing is said of their total."""

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.minimal import minimal
from tests.support.printing import without_annex

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


@pytest.mark.parametrize(("printed", "values"), [(["0", ""], [0, None]), (["7", "3"], [None, None])])
def test_a_total_over_no_rows_is_a_total_of_nothing(printed: list[str], values: list[int | None]) -> None:
    """A table of which nothing happened has only its total; a total of something says that rows are missing."""
    report = read_bytes(grid("page", [["合计", *printed]]), spec=SPEC).report
    assert [cell.value for cell in report["stock"]] == values
    assert {cell.state for cell in report["stock"]} == ({"number", "blank"} if values[0] == 0 else {"unreadable"})


@pytest.mark.parametrize("kind", ["html", "md"])
def test_a_column_of_units_names_no_row(kind: str) -> None:
    """Between the names of the rows and their figures the unit is printed, the same for all."""
    tables = "tables:\n  stock: {value: count, unit_column: {label: {zh: 单位}}, rows: ROWS, columns: COLUMNS}"
    spec = minimal(rows=OPEN, values="values:\n  count: {kind: integer, unit: {zh: 件}}", tables=tables)
    data = {"spec": spec.id, "tables": {"stock": {"shop.东街店": {"n": 3}, "shop": {"n": 3}}}}
    report = gd.from_data(data, spec=spec)
    read = read_bytes(without_annex(report, kind), spec=spec).report
    assert (read["stock"].rows, read.values) == (("shop.东街店", "shop"), (3, 3))


def test_a_column_of_words_is_read_in_print_without_spans() -> None:
    """What stands behind the name of a row is no other label where the format has words there."""
    columns = "{nodes: {who: {label: {zh: 店长}, value: word}, n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}"
    lines = ["| 门店 | 店长 | 数量 | 人数 |", "|-|-|-|-|", "| 东街店 | 甲某 | 3 | |", "| 西街店 | 乙某 | | 1 |"]
    report = read_bytes("\n".join(lines).encode(), spec=minimal(rows=OPEN, columns=columns)).report
    assert [cell.value for cell in report["stock"]][:6] == [None, 3, None, None, None, 1]
    assert [report["stock"][f"shop.{shop}", "who"].text for shop in ("东街店", "西街店")] == ["甲某", "乙某"]


@pytest.mark.parametrize(("kind", "keys"), [("integer", ("101", "205")), ("date", ("2024-01-31", "2024-02-29"))])
def test_keys_that_look_like_figures_are_labels(kind: str, keys: tuple[str, str]) -> None:
    """Rows named by numbers or days are read, and come back from report JSON and from a frame."""
    spec = minimal(rows=OPEN.replace("open: text", f"open: {kind}"), columns="{nodes: {n: {label: {zh: 数量}}}}")
    rows = [[keys[0], "3"], [keys[1], "4"], ["合计", "7"]]
    table = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in [["门店", "数量"], *rows])
    report = read_bytes(f"<meta charset=utf-8><table>{table}</table>".encode(), spec=spec).report
    assert report["stock"].rows == (f"shop.{keys[0]}", f"shop.{keys[1]}", "shop")
    assert [cell.value for cell in report["stock"]] == [3, 4, 7]
    assert gd.from_json(gd.to_json(report), spec=spec) == report
    assert gd.from_frame(report.to_frame("pyarrow"), spec=spec) == report


SEVERAL = (
    "{nodes: {shop: {label: {zh: 门店}, open: text, total_label: {zh: 门店合计}}, "
    "store: {label: {zh: 仓库}, open: text, total_label: {zh: 仓库合计}}}}"
)


def test_rows_of_several_open_nodes_belong_to_the_total_below_them() -> None:
    """Of two lists in one table each row is one of the list whose total stands next."""
    spec = minimal(rows=SEVERAL, columns="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}")
    rows = [
        ["东街店", "3", "2"],
        ["门店合计", "3", "2"],
        ["一号库", "4", "1"],
        ["二号库", "5", "1"],
        ["仓库合计", "9", "2"],
    ]
    report = read_bytes(grid("page", rows), spec=spec).report
    assert report["stock"].rows == ("shop.东街店", "shop", "store.一号库", "store.二号库", "store")
    assert [cell.value for cell in report["stock"]] == [3, 2, 3, 2, 4, 1, 5, 1, 9, 2]


def test_a_row_that_says_nothing_keeps_its_key_in_a_frame() -> None:
    """A key whose cells are not in the document is a row of the report all the same."""
    text = '{"spec": "x/2024", "tables": {"stock": {"shop.东街店": {}, "shop.西街店": {"n": 4, "m": 1}}}}'
    report = gd.from_json(text.replace("x/2024", SPEC.id), spec=SPEC)
    assert gd.from_frame(report.to_frame("pyarrow"), spec=SPEC)["stock"].rows == report["stock"].rows


COLUMNS = "{nodes: {shop: {label: {zh: 门店}, open: text, total_label: {zh: 合计}}}}"
WIDE = minimal(rows="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}", columns=COLUMNS)


def wide(kind: str, rows: list[list[str]]) -> gd.Report:
    """Return what is read of a table whose columns the document names."""
    mark = {"page": "", "csv": ",", "tabs": "\t", "strokes": " | "}[kind]
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    data = f"<meta charset=utf-8><table>{cells}</table>" if kind == "page" else "\n".join(map(mark.join, rows))
    return read_bytes(data.encode(), spec=WIDE).report


@pytest.mark.parametrize("kind", ["page", "csv", "tabs", "strokes"])
@pytest.mark.parametrize("beyond", [("", ""), ("备注", "好")])
def test_the_head_of_an_open_column_is_its_key(kind: str, beyond: tuple[str, str]) -> None:
    """Every column before the total is there under its own name; what stands beyond the total is none of them."""
    head, note = ([text] if text else [] for text in beyond)
    rows = [["指标", "东街店", "西街店", "合计", *head], ["数量", "3", "4", "7", *note], ["人数", "2", "1", "3", *note]]
    report = wide(kind, rows)
    assert report["stock"].columns == ("shop.东街店", "shop.西街店", "shop")
    assert [cell.value for cell in report["stock"]] == [3, 4, 7, 2, 1, 3]
    assert gd.check(report).counts["pass"] == 2


def test_a_total_over_columns_without_a_head_is_undecided() -> None:
    """A column of figures under an empty head has no key, so that the sum of the others is not the total."""
    report = wide("page", [["指标", "东街店", "", "合计"], ["数量", "3", "4", "7"], ["人数", "2", "1", "3"]])
    assert report.problems
    assert gd.check(report).counts["fail"] == 0
    assert gd.check(report).counts["pass"] == 0


LINES = ["门店 数量 人数", "东街店 3 2", "- 4 -", "第 2 门市 4 1", "合计 7 3", "以上为全部门店。"]


@pytest.mark.parametrize("gap", [" ", "    ", "\u3000"])
def test_a_line_of_text_with_a_figure_for_every_column_is_a_row(gap: str) -> None:
    """What stands before the figures is its label; the number of a page is none, and the text goes on below."""
    report = read_bytes("\n".join(LINES).replace(" ", gap).encode(), spec=SPEC).report
    assert report["stock"].rows == ("shop.东街店", "shop.第 2 门市", "shop")
    assert [cell.value for cell in report["stock"]] == [3, 2, 4, 1, 7, 3]
    assert gd.check(report).counts["pass"] == 2
    assert "东街店" not in "".join(report.sections.values())


def test_a_line_with_too_many_figures_is_unread_and_leaves_its_total_open() -> None:
    """Three figures for two columns could be any two of them."""
    report = read_bytes("\n".join(LINES).replace("东街店 3", "东街店 3 3").encode(), spec=SPEC).report
    assert report["stock"]["shop.东街店", "n"].value is None
    assert report["stock"]["shop.第 2 门市", "n"].value == 4
    assert gd.check(report).counts["fail"] == 0
    assert gd.check(report).counts["pass"] == 0


@pytest.mark.parametrize("wide", [False, True])
def test_a_number_is_a_label_only_left_of_the_columns_that_the_head_above_names(wide: bool) -> None:  # noqa: FBT001
    """Rows are called 2023 and 2024, and so many are counted; the tables of a grid have labels of their own widths."""
    years = "{nodes: {old: {label: {zh: '2023'}}, new: {label: {zh: '2024'}}}}"
    parts = "nodes: {b: {label: {zh: 乙}}, c: {label: {zh: 丙}}}"
    columns = f"{{nodes: {{a: {{label: {{zh: 甲}}}}, g: {{label: {{zh: 组}}, {parts}}}}}}}"
    tables = f"""tables:
  shops: {{value: count, rows: {OPEN}, columns: {{nodes: {{z: {{label: {{zh: 丁}}}}}}}}}}
  stock: {{value: count, rows: {years}, columns: {columns}}}"""
    sections = "sections:\n  - {key: figures, title: {zh: 数据}, draw: [[shops, stock]]}"
    stub = ["<td rowspan=2>序<td rowspan=2>年份" if wide else "<td rowspan=2>年份", "<td>一" * wide]
    rows = [
        "<td>门店<td>丁",
        "<td>东街店<td>2024",
        f"{stub[0]}<td rowspan=2>甲<td colspan=2>组",
        "<td>乙<td>丙",
        f"{stub[1]}<td>2023<td>2024<td>1<td>2",
        f"{stub[1]}<td>2024<td>2023<td>3<td>4",
    ]
    data = f"<meta charset=utf-8><table>{''.join(f'<tr>{row}' for row in rows)}</table>".encode()
    report = read_bytes(data, spec=minimal(tables=tables, sections=sections)).report
    assert [cell.value for cell in report["stock"]] == [2024, 1, 2, 2023, 3, 4]
    assert report["shops"]["shop.东街店", "z"].value == 2024
