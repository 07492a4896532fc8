"""A form drawn from its header trees alone is the paper form, span for span."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.layout.drawing import drawn_tables
from govdisclosure.specfile.store import all_specs, find_spec
from govdisclosure.testing import reports
from tests.support.made_up import made_up

BLANK_FORM = Path(__file__).parents[3] / "shared" / "corpus" / "blank-form-2021.docx"

Drawn = tuple[str, int, int]
"""The text of a cell, over how many columns, and over how many rows."""


def one(*texts: str) -> list[Drawn]:
    """Return cells of one position each."""
    return [(text, 1, 1) for text in texts]


def label(text: str, columns: int = 1, rows: int = 1) -> list[Drawn]:
    """Return a cell that spans columns and rows."""
    return [(text, columns, rows)]


SEVEN = one(*[""] * 7)
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
PROACTIVE = [
    label("第二十条第（一）项", 4),
    one("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    one("规章", "", "", ""),
    one("行政规范性文件", "", "", ""),
    label("第二十条第（五）项", 4),
    one("信息内容") + label("本年处理决定数量", 3),
    one("行政许可") + label("", 3),
    label("第二十条第（六）项", 4),
    one("信息内容") + label("本年处理决定数量", 3),
    one("行政处罚") + label("", 3),
    one("行政强制") + label("", 3),
    label("第二十条第（八）项", 4),
    one("信息内容") + label("本年收费金额（单位：万元）", 3),
    one("行政事业性收费") + label("", 3),
]
APPLICATIONS = [
    label(CORNER, 3, 3) + label("申请人情况", 7),
    label("自然人", 1, 2) + label("法人或其他组织", 5) + label("总计", 1, 2),
    one("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
    label("一、本年新收政府信息公开申请数量", 3) + SEVEN,
    label("二、上年结转政府信息公开申请数量", 3) + SEVEN,
    label("三、本年度办理结果", 1, 22) + label("（一）予以公开", 2) + SEVEN,
    label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2) + SEVEN,
    label("（三）不予公开", 1, 8) + one("1.属于国家秘密") + SEVEN,
    one("2.其他法律行政法规禁止公开") + SEVEN,
    one("3.危及“三安全一稳定”") + SEVEN,
    one("4.保护第三方合法权益") + SEVEN,
    one("5.属于三类内部事务信息") + SEVEN,
    one("6.属于四类过程性信息") + SEVEN,
    one("7.属于行政执法案卷") + SEVEN,
    one("8.属于行政查询事项") + SEVEN,
    label("（四）无法提供", 1, 3) + one("1.本机关不掌握相关政府信息") + SEVEN,
    one("2.没有现成信息需要另行制作") + SEVEN,
    one("3.补正后申请内容仍不明确") + SEVEN,
    label("（五）不予处理", 1, 5) + one("1.信访举报投诉类申请") + SEVEN,
    one("2.重复申请") + SEVEN,
    one("3.要求提供公开出版物") + SEVEN,
    one("4.无正当理由大量反复申请") + SEVEN,
    one("5.要求行政机关确认或重新出具已获取信息") + SEVEN,
    label("（六）其他处理", 1, 3) + one("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请") + SEVEN,
    one("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请") + SEVEN,
    one("3.其他") + SEVEN,
    label("（七）总计", 2) + SEVEN,
    label("四、结转下年度继续办理", 3) + SEVEN,
]
DISPUTES = [
    label("行政复议", 5) + label("行政诉讼", 10),
    [cell for text in RESULTS for cell in label(text, 1, 2)] + label("未经复议直接起诉", 5) + label("复议后起诉", 5),
    one(*RESULTS, *RESULTS),
    one(*[""] * 15),
]
PAPER_FORM = [PROACTIVE, APPLICATIONS, DISPUTES]


def as_drawn(grid: Grid) -> list[list[Drawn]]:
    """Return the cells that begin in each row of a grid."""
    return [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in grid.rows()]


def grids_of(spec: gd.Spec, language: str = "zh") -> list[Grid]:
    """Return the drawn tables of a format, in document order."""
    return [grid for _, grid in drawn_tables(gd.expand(spec), language)]


def assert_tiled(grid: Grid) -> None:
    """Fail unless every position of a grid is covered by exactly one cell; `owners` refuses two."""
    assert all(cell is not None for row in grid.owners() for cell in row)
    assert sum(cell.rowspan * cell.colspan for cell in grid.cells) == grid.height * grid.width


def test_the_2021_form_is_drawn_as_on_paper() -> None:
    """The 14, 28 and 4 rows of the three printed tables have the texts and the spans of the paper form."""
    assert [as_drawn(grid) for grid in grids_of(find_spec("cn/2021"))] == PAPER_FORM


def test_the_paper_form_here_is_the_one_in_circulation() -> None:
    """The rows written down in this file are those of the blank form in Word."""
    if not BLANK_FORM.is_file():
        pytest.skip("the blank form is not beside this checkout")
    assert _word_tables(BLANK_FORM) == PAPER_FORM


def _word_tables(path: Path) -> list[list[list[Drawn]]]:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - the project's own file
    tables = []
    for table in root.iter(f"{w}tbl"):
        cells: list[GridCell] = []
        open_below: dict[int, int] = {}  # by column: the number of the cell that still may grow downwards
        rows = table.findall(f"{w}tr")
        for number, row in enumerate(rows):
            column = 0
            for cell in row.findall(f"{w}tc"):
                span, merge = cell.find(f"{w}tcPr/{w}gridSpan"), cell.find(f"{w}tcPr/{w}vMerge")
                width = int(span.attrib[f"{w}val"]) if span is not None else 1
                if merge is not None and merge.get(f"{w}val") != "restart":
                    above = cells[open_below[column]]
                    cells[open_below[column]] = GridCell(
                        above.row, above.column, above.text, above.rowspan + 1, above.colspan
                    )
                else:
                    text = "".join(part.text or "" for part in cell.iter(f"{w}t")).strip()
                    open_below[column] = len(cells)
                    cells.append(GridCell(number, column, text, 1, width))
                column += width
        tables.append(as_drawn(Grid(len(rows), max(cell.column + cell.colspan for cell in cells), tuple(cells))))
    return tables


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("spec", all_specs(), ids=lambda spec: spec.id)
def test_the_drawn_tables_of_a_bundled_format_have_no_gap(spec: gd.Spec, language: str) -> None:
    """Every position of every table is covered by exactly one cell, and every cell of the form is drawn once."""
    grids = grids_of(spec, language)
    for grid in grids:
        assert_tiled(grid)
    drawn = [cell.index for grid in grids for cell in grid.cells if cell.index is not None]
    assert sorted(drawn) == list(range(len(gd.expand(spec).cells)))


@given(st.data())
def test_any_format_is_drawn_without_gap_or_overlap(data: st.DataObject) -> None:
    """Whatever header trees, stacks, void cells and open rows a format has, its tables are tiled and complete."""
    form = data.draw(reports(data.draw(made_up()))).form
    grids = [grid for _, grid in drawn_tables(form)]
    for grid in grids:
        assert_tiled(grid)
    assert sorted(cell.index for grid in grids for cell in grid.cells if cell.index is not None) == list(
        range(len(form.cells))
    )


def test_an_outline_gives_each_group_a_row_of_its_own() -> None:
    """The 2014 form has one label column; a group without figures shows the sign for "no unit" and an empty cell."""
    (grid,) = grids_of(find_spec("cn/2014"))
    rows = list(grid.rows())
    assert [cell.text for cell in rows[0]] == ["统计指标", "单位", "统计数"]
    assert [(cell.text, cell.kind) for cell in rows[1]] == [
        ("一、主动公开情况", "stub"),
        ("——", "unit"),
        ("", "empty"),
    ]
    assert rows[2][1].text == "条"


def test_two_cells_over_one_position_are_an_error() -> None:
    """A grid that overlaps itself is refused, with the place."""
    with pytest.raises(ValueError, match="row 0, column 1"):
        Grid(1, 2, (GridCell(0, 0, colspan=2), GridCell(0, 1))).owners()
