"""A unit printed once is that of the figures below it: they are converted exactly, or unread with the unit named."""

from decimal import Decimal

import pytest

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from govdisclosure.spec.model import Spec
from tests.support.fonts import kinds
from tests.support.minimal import minimal
from tests.support.printing import without_annex

VALUES = """values:
  ore: {kind: decimal, unit: {zh: 万吨, en: 10 kt}, places: 6}
  money: {kind: decimal, unit: {zh: 元, en: CNY}, places: 6}
  pieces: {kind: integer, unit: {zh: 件}, min: 0}"""
COLUMNS = """{nodes: {
  ore: {label: {zh: 矿石}},
  money: {label: {zh: 产值}, value: money},
  pieces: {label: {zh: 批次}, value: pieces}}}"""
FACTORIES = "{nodes: {east: {label: {zh: 东厂}}, west: {label: {zh: 西厂}}}}"
SPEC: Spec = minimal(value="ore", values=VALUES, columns=COLUMNS, rows=FACTORIES)

HEAD = ["厂名", "矿石", "产值", "批次"]
FIGURES = [["东厂", "30", "5", "2"], ["西厂", "40", "6", "3"]]


def page(*rows: list[str], above: str = "") -> bytes:
    """Return a page with one table, the cells of a row as long as the head if it has only one."""
    cells = (
        "".join(f"<td colspan={len(HEAD)}>{text}</td>" if len(row) == 1 else f"<td>{text}</td>" for text in row)
        for row in rows
    )
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<meta charset=utf-8>{f'<p>{above}</p>' if above else ''}<table>{table}</table>".encode()


def read(data: bytes) -> tuple[list[Decimal | int | None], set[str]]:
    """Return the figures of a page, row by row, and the codes of what is said about them."""
    report = read_bytes(data, spec=SPEC).report
    shown = {"converted_unit", "foreign_unit", "unit_not_printed", "unmatched_row", "label_with_note", "unknown_column"}
    return [cell.value for cell in report["stock"]], {p.code for p in report.problems} & shown


TONNES = [Decimal("0.0030"), 5, 2, Decimal("0.0040"), 6, 3]
PLACES = {
    "a line above the table": page(HEAD, *FIGURES, above="单位：吨、元、件"),
    "a row above the head": page(["表一（单位：吨、元、件）"], HEAD, *FIGURES),
    "the corner": page(["厂名（计量单位：吨、元、件）", *HEAD[1:]], *FIGURES),
    "a row of units": page(HEAD, ["计量单位", "吨", "元", "件"], *FIGURES),
    "a second row of the head": page(HEAD, ["", "（吨）", "（元）", "（件）"], *FIGURES),
    "the heads": page(["厂名", "矿石（吨）", "产值（单位：元）", "批次（件）"], *FIGURES),
    "a row below": page(HEAD, *FIGURES, ["注：单位：吨、元、件"]),
}


@pytest.mark.parametrize("kind", kinds(["md", "html", "docx", "xlsx", "pdf"]))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_one_unit_of_a_table_is_printed_over_it_and_is_no_text(kind: str, language: str) -> None:
    """Where no header says it; the line is read with the table, and is none of its section."""
    sections = "sections:\n  - {key: figures, title: {zh: 数据, en: Data}, draw: [[stock]], text: true}"
    values = "values:\n  money: {kind: decimal, unit: {zh: 万元, en: 10 000 yuan}, places: 2}"
    tables = "tables:\n  stock: {value: money, corner: {zh: 厂名}, rows: ROWS, columns: COLUMNS}"
    spec = minimal(values=values, rows=FACTORIES, sections=sections, tables=tables)
    data = {"spec": spec.id, "tables": {"stock": {"east": {"n": Decimal("1.5")}}}, "sections": {"figures": "正文。"}}
    report = gd.from_data(data, spec=spec)
    read = read_bytes(without_annex(report, kind, language), spec=spec).report
    assert (read["stock"]["east", "n"].value, read.sections) == (Decimal("1.5"), report.sections)
    assert "unit_not_printed" not in {problem.code for problem in read.problems}


@pytest.mark.parametrize("place", PLACES)
def test_figures_are_converted_by_the_unit_printed_once(place: str) -> None:
    """Wherever a table says once that its ore is in tonnes, 30 is 0.003 of ten thousand tonnes."""
    assert read(PLACES[place]) == (TONNES, {"converted_unit"})


@pytest.mark.parametrize(("language", "words"), [("zh", "换算为 0.0030 万吨"), ("en", "converted to 0.0030 10 kt")])
def test_what_was_converted_is_said_with_the_unit_that_it_is_in_now(language: str, words: str) -> None:
    """Once for each figure, in the language of the reader."""
    with using(language):
        problems = read_bytes(PLACES["a line above the table"], spec=SPEC).report.problems
    assert [words in problem.message for problem in problems if problem.code == "converted_unit"] == [True, False]


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        ("十吨", "0.03"),
        ("百吨", "0.3"),
        ("千吨", "3"),
        ("万吨", "30"),
        ("十万吨", "300"),
        ("百万吨", "3000"),
        ("亿吨", "300000"),
    ],
)
def test_a_scale_is_the_number_that_it_says(unit: str, number: str) -> None:
    """30 in tens, hundreds, thousands and so on of tonnes, in a table without money; what is converted is said."""
    spec = minimal(value="ore", values=VALUES, rows=FACTORIES)
    data = page(["厂名", "数量"], ["东厂", "30"], ["西厂", "30"], above=f"单位：{unit}")
    report = read_bytes(data, spec=spec).report
    assert [cell.value for cell in report["stock"]] == [Decimal(number)] * 2
    assert ("converted_unit" in {problem.code for problem in report.problems}) == (unit != "万吨")


def test_a_unit_over_another_table_of_the_grid_is_not_that_of_the_first() -> None:
    """Of two tables one below the other in one grid, the second names its unit above its head."""
    table = "  {}: {{value: ore, corner: {{zh: 矿}}, columns: COLUMNS, rows: {{nodes: {{x: {{label: {{zh: {}}}}}}}}}}}"
    tables = "\n".join(["tables:", table.format("mined", "采矿"), table.format("sorted", "选矿")])
    sections = "sections:\n  - {key: figures, title: {zh: 数据}, draw: [[mined, sorted]]}"
    spec = minimal(values=VALUES, tables=tables, sections=sections)
    data = page(["矿", "数量"], ["采矿", "30"], ["单位：吨"], ["矿", "数量"], ["选矿", "30"])
    report = read_bytes(data, spec=spec).report
    assert [cell.value for cell in report.cells()] == [30, Decimal("0.003")]


@pytest.mark.parametrize("unit", ["公斤", "吨标准煤", "立方米", "元/吨"])
def test_figures_in_a_unit_that_is_no_multiple_are_unread(unit: str) -> None:
    """Nothing says how many tonnes a cubic metre is; the unit that was found is named."""
    for data in (
        page(HEAD, *FIGURES, above=f"单位：{unit}"),
        page(HEAD, ["计量单位", unit, "元", "件"], *FIGURES),
    ):
        report = read_bytes(data, spec=SPEC).report
        assert [report["stock"][row, "ore"].state for row in ("east", "west")] == ["unreadable"] * 2
        assert any(problem.code == "foreign_unit" and unit in problem.message for problem in report.problems)


def test_the_units_own_name_in_a_head_is_no_remark() -> None:
    """A head with the unit of the format is the column as it is."""
    data = page(["厂名", "矿石（万吨）", "产值（元）", "批次（件）"], *FIGURES)
    assert read(data) == ([30, 5, 2, 40, 6, 3], set())


def test_the_nearest_unit_counts() -> None:
    """A head in its own unit is not in the one over the table, nor is a cell that prints one."""
    data = page(
        ["厂名", "矿石（万吨）", "产值", "批次"], ["东厂", "30", "5万元", "2"], FIGURES[1], above="单位：吨、千元"
    )
    assert read(data) == ([30, 50_000, 2, 40, 6_000, 3], {"converted_unit"})


def test_a_unit_behind_the_label_of_a_row_is_not_that_of_the_others() -> None:
    """Only what stands above, among or below the rows of figures is said of all of them."""
    rows = [["东厂（吨）", *FIGURES[0][1:]], FIGURES[1]]
    assert read(page(HEAD, *rows))[0][3:] == [40, 6, 3]
    assert read(page(HEAD, *rows[::-1]))[0][3:] == [40, 6, 3]


def test_a_unit_of_money_says_nothing_of_numbers_of_things() -> None:
    """Over a table of money the pieces are still pieces; what is neither is unread."""
    values, said = read(page(HEAD, *FIGURES, above="（金额单位：万元）"))
    assert (values, said) == ([None, 50_000, 2, None, 60_000, 3], {"converted_unit", "foreign_unit"})


def test_two_units_that_both_fit_leave_a_figure_unread() -> None:
    """Nobody can say which of the two it is in."""
    values, said = read(page(HEAD, *FIGURES, above="单位：元、万元、万吨"))
    assert (values, said) == ([30, None, 2, 40, None, 3], {"foreign_unit"})


@pytest.mark.parametrize("line", ["填报单位：某矿业公司", "单位：某县统计局", "编制单位：东厂"])
def test_who_reports_is_no_unit(line: str) -> None:
    """The word for unit is that for an organisation too."""
    assert read(page(HEAD, *FIGURES, above=line))[0] == [30, 5, 2, 40, 6, 3]


def test_a_column_of_units_is_that_of_its_row() -> None:
    """Each row may print its own unit beside its figures."""
    rows = [["厂名", "计量单位", "矿石"], ["东厂", "吨", "30"], ["西厂", "万吨", "40"]]
    report = read_bytes(page(*rows), spec=SPEC).report
    assert [report["stock"][row, "ore"].value for row in ("east", "west")] == [Decimal("0.0030"), 40]


def test_a_line_of_text_names_the_unit_of_a_table_without_fields() -> None:
    """What is laid out again from lines of text is in the unit that the text names."""
    text = "\n".join(["数据", "单位：吨、元、件", " ".join(HEAD[1:]), *map(" ".join, FIGURES)])
    report = read_bytes(text.encode(), spec=SPEC).report
    assert [cell.value for cell in report["stock"]] == TONNES


def test_whole_numbers_in_ten_thousands_are_unread() -> None:
    """3 in ten thousand pieces may be rounded, and is no count."""
    report = read_bytes(page(HEAD, *FIGURES, above="单位：万件"), spec=SPEC).report
    assert report["stock"]["east", "pieces"].state == "unreadable"


@pytest.mark.parametrize(("text", "number"), [("(30)", -30), ("（1,000.5）", Decimal("-1000.5"))])
def test_a_number_in_brackets_is_negative_where_a_format_allows_it(text: str, number: Decimal | int) -> None:
    """Accounts print what is below zero in brackets; no count is below zero."""
    report = read_bytes(page(HEAD, ["东厂", "1", text, "2"], ["西厂", "1", "1", text]), spec=SPEC).report
    assert report["stock"]["east", "money"].value == number
    assert report["stock"]["west", "pieces"].state == "unreadable"


def test_a_share_is_read_with_its_sign() -> None:
    """Figures in per cent may print the sign that their format has."""
    spec = minimal(value="share", values="values:\n  share: {kind: decimal, unit: {zh: '%'}, places: 1}")
    data = "<meta charset=utf-8><table><tr><td>项目<td>数量<tr><td>甲<td>46.7%<tr><td>乙<td>3</table>".encode()
    report = read_bytes(data, spec=spec).report
    assert [report["stock"][row, "n"].value for row in "ab"] == [Decimal("46.7"), 3]
