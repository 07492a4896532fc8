"""Tables that lost their fields are laid out again where that is certain, and nowhere else."""

import random
from collections import Counter

import pytest

import govdisclosure as gd
from govdisclosure.errors import ReadError
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.recognition.plaintext.regrouping import is_furniture, regrouped
from govdisclosure.recognition.plaintext.scanning import text_tables
from govdisclosure.recognition.plaintext.segmentation import vocabulary_of
from govdisclosure.recognition.plaintext.textlines import grid_lines, text_line
from tests.support.as_read import assert_as_agreed
from tests.support.counting import steps
from tests.support.lining import Page, Shape, any_shape, print_page
from tests.support.minimal import minimal
from tests.support.printing import balanced

FORM = gd.expand(gd.load_spec("cn/2021"))
LEAVES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
DRAWN = ["申请人情况", "自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他"]
NEW, BEFORE, AFTER = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"
FIGURES = (31, 2, 0, 4, 0, 6, 43)
NONE = (None,) * 7
ROW = f"{NEW} {' '.join(map(str, FIGURES))}"
NEXT = f"{BEFORE} 1 0 0 0 0 0 1"
ACTS = ["第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数"]
LICENCES = ["第二十条第（五）项", "信息内容 本年处理决定数量"]
PENALTIES = ["第二十条第（六）项", "信息内容", "本年处理决定数量"]


def read(*lines: str) -> gd.Report:
    """Read a page of some lines."""
    text = "\n".join(["示例市示例局2024年政府信息公开工作年度报告", *lines, "五、存在的主要问题及改进情况", "无。", ""])
    return read_bytes(text.encode(), spec="cn/2021").report


def row(report: gd.Report, table: str, path: str) -> tuple[object, ...]:
    """Return the values of a row in the form's order."""
    return tuple(cell.value for cell in report[table] if cell.ref.row == path)


def states(report: gd.Report, table: str, path: str) -> set[str]:
    """Return the states of the cells of a row."""
    return {cell.state for cell in report[table] if cell.ref.row == path}


def outcome(page: Page, shape: Shape, report: gd.Report) -> Counter[str]:
    """Count what became of the cells: `printed`, `unread` (and somebody is told), `silent`, `wrong`, or `refused`."""
    try:
        reading = read_bytes(page.text.encode(), spec=report.spec)
    except ReadError:
        return Counter({"refused": len(report.form.cells)})
    said = {(problem.table, problem.row) for problem in reading.problems}
    loose = {problem.code for problem in reading.problems} & {"unmatched_row"}
    found: Counter[str] = Counter()
    for index, cell in enumerate(reading.report.cells()):
        text = page.figures.get(index)
        told = {(cell.ref.table, cell.ref.row), (cell.ref.table, None)} & said or loose
        if cell.state == "number":
            found["printed" if text is not None and str(cell.value) == text else "wrong"] += 1
        elif cell.state == "blank":
            found["printed" if text == "" else "wrong"] += 1
        else:
            cut_off = shape.kept != (0.0, 1.0) and cell.state == "absent"
            found["unread" if told or cut_off else "silent"] += 1
    return found


def one(seed: int) -> tuple[Page, Shape, Counter[str]]:
    """Print and read one page."""
    dice = random.Random(seed)
    spec = dice.choice(("cn/2021", "cn/2021", "cn/2019"))
    report = balanced(spec, dice)
    shape = any_shape(dice)
    page = print_page(report, balanced(spec, dice), shape, dice)
    return page, shape, outcome(page, shape, report)


@pytest.mark.parametrize("seed", range(150))
def test_no_figure_is_made_up(seed: int) -> None:
    """Whatever a page lost or has between its rows, a cell is right, or unread with a problem; most are right."""
    _, shape, found = one(seed)
    assert set(found) <= {"printed", "unread", "refused"}, shape
    assert_as_agreed(f"page {seed}", found)


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        *((rows, "drawn") for rows in ("line", "cell", "joined", "strokes", "padded", "stacked")),
        *((rows, "leaves") for rows in ("line", "cell", "joined")),
    ],
)
def test_what_leaves_no_doubt_is_read(rows: str, order: str) -> None:
    """A page without blanks is read as a whole, in whatever shape it prints its rows and columns."""
    for seed in range(3):
        report = balanced("cn/2021", random.Random(seed))
        shape = Shape(rows, order)
        page = print_page(report, report, shape, random.Random(seed))
        assert set(outcome(page, shape, report)) == {"printed"}


@pytest.mark.parametrize("rows", ["padded", "stacked", "strokes"])
def test_fields_keep_their_blanks(rows: str) -> None:
    """Where every field is printed, a blank is a blank, even if spans left no trace."""
    report = balanced("cn/2021", random.Random(1))
    shape = Shape(rows, blanks=1.0)
    page = print_page(report, report, shape, random.Random(1))
    assert set(outcome(page, shape, report)) == {"printed"}


def test_an_empty_line_of_fields_between_rows_is_nothing() -> None:
    """It is no blank row, and ends no table."""
    (words,) = words_of(form := gd.expand(minimal()))
    rows = [("", "数量"), ("甲", "1"), ("", ""), ("乙", "2")]
    cells = tuple(GridCell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    lines = grid_lines(0, Grid(len(rows), 2, cells, flattened=True), vocabulary_of(form))
    (table,) = text_tables(list(lines), words)
    assert [[[figure.text for figure in line] for line in row.lines] for row in table.rows] == [[["1"]], [["2"]]]


def test_columns_are_read_in_their_printed_order() -> None:
    """A head of column names alone says which column is which, whatever order the form has."""
    order = [6, 0, 2, 1, 3, 4, 5]
    line = f"{NEW} {' '.join(str(FIGURES[column]) for column in order)}"
    assert row(read(*(LEAVES[column] for column in order), line, NEXT), "applications", "new") == FIGURES


@pytest.mark.parametrize(
    "head",
    [
        ["申请人情况", "法人或其他组织 自然人 总计", *DRAWN[2:]],
        [DRAWN[0], DRAWN[1], "科研机构 商业企业 社会公益组织 法律服务机构 其他"],
        ["自然人 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他"],
        [" ".join([*LEAVES, "上年总计"])],
        [*LEAVES, "小计"],
    ],
)
def test_a_head_in_another_order_than_the_form_is_not_read(head: list[str]) -> None:
    """Where groups stand in the head, or a name that is not known, any other order than the drawn one is in doubt."""
    found = read(*head, ROW, NEXT)
    assert states(found, "applications", "new") == {"unreadable"}
    assert "ambiguous_row" in {problem.code for problem in found.problems}


def test_a_page_number_completes_no_row() -> None:
    """Figures that share a line with their label are all that the row has."""
    found = read(*DRAWN, f"{NEW} 31 2 4 0 6 43", "5", NEXT)
    assert row(found, "applications", "new") == NONE
    assert row(found, "applications", "carried_in") == (1, 0, 0, 0, 0, 0, 1)


def test_a_page_number_is_no_figure_of_a_blank_row() -> None:
    """A number below a label alone is not taken, where other rows stand on one line."""
    found = read(*ACTS, "规章 3 5 74", "行政规范性文件 1 2 3", *LICENCES, "行政许可", "4", *PENALTIES, "行政处罚 7")
    assert states(found, "licensing", "licence") == {"unreadable"}
    assert row(found, "enforcement", "penalty") == (7,)


def test_a_page_number_among_cells_is_seen_by_the_sums() -> None:
    """A row of seven figures below each other is none, if it adds up without one of them and with a nought."""
    cells = [NEW, "31", "2", "4", "0", "6", "43", "5"]
    assert row(read(*DRAWN, *cells, *NEXT.split()), "applications", "new") == NONE
    assert row(read(*DRAWN, *ROW.split(), *NEXT.split()), "applications", "new") == FIGURES


@pytest.mark.parametrize("mark", ["- 4 -", "—4—", "第4页", "第 4 页 共 9 页", "4 / 9", "Page 4 of 9"])
def test_page_marks_neither_end_a_table_nor_count(mark: str) -> None:
    """A table goes on behind a mark that only a page can have, within its head, and within a row."""
    head = [DRAWN[0], mark, *DRAWN[1:]]
    found = read(*head, NEW, "31", "2", mark, *map(str, FIGURES[2:]), mark, NEXT)
    assert row(found, "applications", "new") == FIGURES
    assert row(found, "applications", "carried_in") == (1, 0, 0, 0, 0, 0, 1)


def test_a_number_at_form_feeds_is_that_of_a_page() -> None:
    """Numbers that rise by one from form feed to form feed are no figures."""
    pages = [*DRAWN, NEW, "31", "2", "7", "\f0", "4", "0", "6", "43", "8", "\f" + NEXT]
    found = read(*pages)
    assert row(found, "applications", "new") == FIGURES


def test_rows_on_one_line_are_told_apart() -> None:
    """Digits beside a label are figures, unless they are its own ordinal with a point after it."""
    found = read(*DRAWN, f"{ROW} {NEXT} 三、本年度办理结果 （一）予以公开 1 0 0 0 0 0 1")
    assert row(found, "applications", "new") == FIGURES
    assert row(found, "applications", "outcome.granted") == (1, 0, 0, 0, 0, 0, 1)
    found = read(*PENALTIES, "行政处罚 5 行政强制 6")
    assert (row(found, "enforcement", "penalty"), row(found, "enforcement", "coercion")) == ((5,), (6,))


def test_cells_printed_column_by_column_are_no_blanks() -> None:
    """A row without figures beside one with too many has only lost them."""
    found = read(*PENALTIES, "行政处罚", "行政强制", "5", "6", *ACTS, "规章 1 2 3")
    assert states(found, "enforcement", "penalty") == states(found, "enforcement", "coercion") == {"unreadable"}


def test_a_label_may_take_several_lines() -> None:
    """Pieces of a label are joined where they are exactly a name of the form, with the figures behind or between."""
    pieces = ["（二）部分公开（区分处理的，只计这一情", "形，不计其他情形） 2 0 0 0 0 0 2"]
    pieces += ["2.其他", "法律行政法规禁止公开 3 0 0 0 0 0 3"]
    pieces += ["3.危及“三安", "4 0 0 0 0 0 4", "全一稳定”"]
    found = read(*DRAWN, ROW, NEXT, *pieces)
    assert row(found, "applications", "outcome.partly_granted") == (2, 0, 0, 0, 0, 0, 2)
    assert row(found, "applications", "outcome.refused.prohibited_by_law") == (3, 0, 0, 0, 0, 0, 3)
    assert row(found, "applications", "outcome.refused.security_and_stability") == (4, 0, 0, 0, 0, 0, 4)
    assert states(found, "applications", "outcome.other.other") == {"absent"}


def test_a_table_whose_head_is_in_doubt_is_unreadable_and_not_absent() -> None:
    """Between its columns stands what nobody knows, and its rows were not found before the next table."""
    found = read(ACTS[1][:12], "别的", ACTS[1][12:], LICENCES[1], "行政许可 5")
    assert states(found, "documents", "regulation") == {"unreadable"}
    assert row(found, "licensing", "licence") == (5,)


@pytest.mark.parametrize("more", [False, True])
def test_rows_without_a_head_are_a_table_where_they_are_most_of_it(more: bool) -> None:  # noqa: FBT001
    """Of 25 rows 13 are; with twelve, a part of another table could be meant, and nothing is said of them."""
    lines = {line.index: line.texts("zh")[-1] for line in FORM.tables["applications"].rows.lines}
    names = [name for name in lines.values() if [*lines.values()].count(name) == 1 and not name.endswith("总计")]
    found = read(LICENCES[1], "行政许可 5", *(f"{name} 1 2 3 0 0 0 6" for name in names[: 12 + more]))
    said = {problem.code for problem in found.problems if problem.table == "applications"}
    assert said == {"missing_table", *(["unknown_columns"] if more else [])}


@pytest.mark.parametrize(
    ("lines", "values", "left"),
    [
        (["甲", "112"], [None, None, None], "112 …"),
        (["甲 112"], [None, None, None], "112"),
        (["甲", "11 2"], [11, 2, None], None),
        (["甲", *["9,999"] * 4], [None, None, None], "9,999 9,999 9,999 9,999"),
        (["甲", *["9,999"] * 3, "4"], [None, None, None], "9,999 9,999 9,999 4 …"),
    ],
)
def test_a_figure_by_itself_below_a_label_may_be_the_number_of_a_page(
    lines: list[str], values: list[object], left: str | None
) -> None:
    """No sum takes it apart; beside the label it is a figure, and so are two below it, which leave one way."""
    parts = "{a: {label: {zh: 甲列}}, b: {label: {zh: 乙列}}}"
    spec = minimal(columns=f"{{nodes: {{t: {{total: exact, total_label: {{zh: 合计列}}, nodes: {parts}}}}}}}")
    text = "\n".join(["数据", "甲列 乙列 合计列", *lines, "乙", "3 4 7"])
    report = read_bytes(text.encode(), spec=spec).report
    assert [cell.value for cell in report["stock"] if cell.ref.row == "a"] == values
    said = [problem.message for problem in report.problems if problem.code == "ambiguous_row"]
    assert [message.endswith(f": {left}") for message in said] == [True] * (left is not None)


def test_a_head_may_take_several_lines() -> None:
    """The cells of a head are joined with the pieces below them, or behind them."""
    beside = [*DRAWN[:2], "商业 科研 社会公益组织 法律服务机构 其他", "企业 机构"]
    behind = [
        *DRAWN[:1],
        "自然人 法人或其他组织",
        "总计商 业 企",
        "业",
        "科研机",
        "构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    for head in (beside, behind):
        assert row(read(*head, ROW, NEXT), "applications", "new") == FIGURES


def test_a_head_laid_out_with_spaces_is_read_in_its_order_alone() -> None:
    """Names in pieces on several lines are a head where they spell it from left to right; in no other order."""
    head = [
        "              申请人情况",
        "          法人或其他组织",
        "（本列数据的勾稽关系为：第一项加第二项之和，",
        "等于第三项加第四项之和）",
        " 自然人          社会 法律        总计",
        "      商业  科研",
        "           公益 服务 其他",
        "      企业  机构",
        "           组织 机构",
    ]
    label = ["   5.要求行政机关确认或重 新出具", "     已获取信息", "      0   1  0  0  0 0  1"]
    found = read(*head, ROW, NEXT, "（五）不予处理", *label)
    assert row(found, "applications", "new") == FIGURES
    assert row(found, "applications", "outcome.not_processed.confirmation") == (0, 1, 0, 0, 0, 0, 1)
    head[5] = "      科研  商业"
    assert row(read(*LICENCES, "行政许可 5", *head, ROW, NEXT), "applications", "new") == NONE


def test_an_unknown_line_loses_no_later_row() -> None:
    """What is unknown ends no table, but rows beside figures of it are in doubt."""
    found = read(*DRAWN, ROW, "（注：本年数据）", NEXT)
    assert row(found, "applications", "carried_in") == (1, 0, 0, 0, 0, 0, 1)
    found = read(*DRAWN, ROW, "另有 5 2", NEXT, f"{AFTER} 1 0 0 0 0 0 1")
    assert states(found, "applications", "new") == states(found, "applications", "carried_in") == {"unreadable"}
    assert row(found, "applications", "carried_out") == (1, 0, 0, 0, 0, 0, 1)


def test_what_only_one_of_two_tables_says_is_not_believed() -> None:
    """Figures of last year do not stand for those that this year's table lost."""
    found = read(*DRAWN, "一、本年新", ROW.replace(NEW, ""), NEXT, "上年情况", *DRAWN, ROW, NEXT)
    assert states(found, "applications", "new") == {"unreadable"}


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("doubtful", [ROW.replace(" 2 ", " "), f"{ROW[:-1]} 3"])
def test_what_one_of_two_tables_lost_is_not_made_good_from_the_other(place: int, doubtful: str) -> None:
    """A row with a figure too few or too many in one of them is not read, whichever of them comes first."""
    rows = [[ROW, NEXT], [ROW, NEXT]]
    rows[place][0] = doubtful
    found = read(*DRAWN, *rows[0], "上年情况", *DRAWN, *rows[1])
    assert states(found, "applications", "new") == {"unreadable"}
    assert row(found, "applications", "carried_in") == (1, 0, 0, 0, 0, 0, 1)


def test_figures_below_each_other_are_not_joined_where_one_may_be_the_number_of_a_page() -> None:
    """The sums hold with `4` and `3` as one figure; but a page may have put in either, or another for one lost."""
    cells = [NEW, *["31", "2", "0", "4", "0", "6", "4", "3"]]
    assert states(read(*DRAWN, *cells, *NEXT.split()), "applications", "new") == {"unreadable"}


@pytest.mark.parametrize("lines", [["31 2", "0 4", "0 6 43"], ["31 2 0 4", "0 6 43"]])
def test_a_row_on_several_lines_of_some_figures_each_is_read_by_its_sums(lines: list[str]) -> None:
    """No page puts two numbers on a line; a line of one may be a page's, and sums that do not hold settle nothing."""
    assert row(read(*DRAWN, NEW, *lines, NEXT), "applications", "new") == FIGURES
    assert states(read(*DRAWN, NEW, *lines[:-1], "0 6 44", NEXT), "applications", "new") == {"unreadable"}
    assert states(read(*DRAWN, NEW, *lines[:-1], "0 6", "43", NEXT), "applications", "new") == {"unreadable"}


@pytest.mark.parametrize("words", [1, 2, 3])
def test_a_numbered_name_behind_something_unknown_is_none(words: int) -> None:
    """The digit may be a figure of what nobody knows, in however many words."""
    vocabulary = vocabulary_of(gd.expand(gd.load_spec("cn/2021")))
    tokens = text_line(TextBlock("某某 " * words + "1.规章"), vocabulary).tokens
    assert [token.kind for token in tokens] == ["unknown"]


def test_cells_closed_by_strokes_are_cells() -> None:
    """One cell on a line with a stroke behind it is read like one without."""
    found = read(*(f"{cell} |" for cell in ["信息内容", *LICENCES[1].split()[1:], "行政许可", "31"]))
    assert row(found, "licensing", "licence") == (31,)


def test_rows_run_together_are_told_apart_by_their_sums() -> None:
    """Of labels and figures without anything between them, what has one reading only is read, and nothing else."""
    found = read(
        "".join(ACTS) + "规章000行政规范性文件713245" + "".join(LICENCES) + "行政许可2629",
        "".join(DRAWN) + NEW + "640020470" + BEFORE + "3000003三、本年度办理结果（三）不予公开1.属于国家秘密0000000"
        "2.其他法律行政法规禁止公开120000012" + AFTER + "100000212（七）总计",
    )
    assert row(found, "documents", "regulation") == (0, 0, 0)
    assert states(found, "documents", "normative_document") == {"unreadable"}
    assert row(found, "licensing", "licence") == (2629,)
    assert row(found, "applications", "new") == (64, 0, 0, 2, 0, 4, 70)
    assert row(found, "applications", "carried_in") == (3, 0, 0, 0, 0, 0, 3)
    assert row(found, "applications", "outcome.refused.state_secret") == (0,) * 7
    assert row(found, "applications", "outcome.refused.prohibited_by_law") == (12, 0, 0, 0, 0, 0, 12)
    assert row(found, "applications", "carried_out") == (10, 0, 0, 0, 0, 2, 12)
    assert {cell.origin for cell in found["applications"] if cell.ref.row == "new"} == {"inferred"}


def test_digits_before_a_point_end_in_the_ordinal_of_the_next_label() -> None:
    """An ordinal that ran into the figure before it is not one of its digits; what is no ordinal of it is unknown."""
    names = vocabulary_of(FORM)
    for text, figures in (("规章72.重复申请", ["7"]), ("规章2.重复申请3", ["3"]), ("规章79.重复申请", [])):
        tokens = text_line(TextBlock(text), names).tokens
        assert [token.text for token in tokens if token.kind == "figure"] == figures


def test_a_row_beside_half_a_label_is_read_by_its_sums() -> None:
    """What is left of a merged label before that of a row puts the row in doubt, which its own sums settle."""
    cut = [
        "（四）无 1.本机关不掌握相关政府信息 7 1 0 0 1 1 10",
        "- 5 -",
        "法提供 2.没有现成信息需要另行制作 1 0 0 0 0 0 {}",
    ]
    for total, state in (("1", "number"), ("2", "unreadable")):
        found = read(*DRAWN, ROW, NEXT, *(line.format(total) for line in cut))
        assert row(found, "applications", "outcome.unavailable.not_held") == (7, 1, 0, 0, 1, 1, 10)
        assert states(found, "applications", "outcome.unavailable.needs_creation") == {state}
    found = read(*ACTS, "无规章 1 2 3", "行政规范性文件 1 2 3")
    assert states(found, "documents", "regulation") == {"unreadable"}


def test_rows_that_are_nowhere_in_a_text_are_absent() -> None:
    """A table that stops early ends at the title of the next section, and keeps its last row."""
    found = read(*DRAWN, ROW, NEXT)
    assert row(found, "applications", "carried_in") == (1, 0, 0, 0, 0, 0, 1)
    assert states(found, "applications", "outcome.granted") == {"absent"}
    assert not {problem.code for problem in found.problems} & {"ambiguous_row", "unreadable_cell"}


def test_prose_is_no_table() -> None:
    """Names of rows in a text are no report."""
    with pytest.raises(ReadError):
        read("行政许可", "行政处罚 5", "规章")
    assert regrouped(FORM, Document((TextBlock("规章 1"),))) == ()
    assert [is_furniture(FORM, TextBlock(text)) for text in ("规章 1", "规章很多")] == [True, False]


@pytest.mark.parametrize(
    ("lines", "tables"),
    [
        (["规章 1 2 3"], set()),
        (["行政许可 5"], set()),
        (["规章 1 2 3", "行政规范性文件 4 5 6"], {"documents"}),
        (["行政处罚 5", "行政强制 6"], {"enforcement"}),
        (["（一）予以公开 1", "（二）部分公开 2"], set()),
    ],
)
def test_rows_without_a_head_are_a_table_if_they_are_most_of_its(lines: list[str], tables: set[str]) -> None:
    """That it cannot be read is said then; one row, or a few of many, are a sentence."""
    problems = read(*ACTS[:1], *DRAWN, ROW, NEXT, *PENALTIES[:1], *lines).problems
    assert {problem.table for problem in problems if problem.code == "unknown_columns"} == tables


RUN_TOGETHER = """某区2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他
一、本年新收政府信息公开申请数量640020470
二、上年结转政府信息公开申请数量3000003
三、本年度办理结果（一）予以公开270020130
（二）部分公开（区分处理的，只计这一情形，不计其他情形）5000005
（三）不予公开1.属于国家秘密0000000
2.其他法律行政法规禁止公开0000000
3.危及“三安全一稳定”0000000
4.保护第三方合法权益1000001
"""


def test_a_row_run_together_is_read_by_its_own_sums() -> None:
    """Seven numbers without a space between them are read where their sum leaves one way, ordinals of labels or not."""
    table = read_bytes(RUN_TOGETHER.encode()).report["applications"]
    rows = {
        "new": [64, 0, 0, 2, 0, 4, 70],
        "outcome.granted": [None] * 7,  # 2, 7, 0, 0, 20, 1 are 30 as well
        "outcome.refused.third_party_rights": [1, 0, 0, 0, 0, 0, 1],
    }
    assert {row: [cell.value for cell in table[row].values()] for row in rows} == rows


def test_sums_of_other_rows_that_fail_leave_a_row_its_own_reading() -> None:
    """A total that does not add up takes no reading from the rows whose own sums leave but one."""
    wrong = RUN_TOGETHER + "（七）总计990000099\n"
    assert read_bytes(wrong.encode()).report["applications"]["new", "natural_person"].value == 64


def test_a_row_that_may_have_blanks_is_not_cut_by_its_sums_alone() -> None:
    """1823 in the first and the last column looks like seven numbers that add up; noughts elsewhere would tell."""
    head = RUN_TOGETHER.split("一、本年新收", maxsplit=1)[0]
    read = read_bytes(f"{head}一、本年新收政府信息公开申请数量18231823\n（一）予以公开1111117\n".encode()).report
    assert read["applications"]["new", "natural_person"].state == "unreadable"


@pytest.mark.parametrize(
    "line", ["规章", "规章 1 2 3", "规章乙 1 2 3", "信息内容", "本年制 本年", "规章000行政规范性文件713245"]
)
def test_twice_as_many_lines_take_twice_the_steps(line: str) -> None:
    """No pass over the lines of a text looks back at all the others for each of them."""
    head = "某局2023年政府信息公开工作年度报告\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"

    def read(count: int) -> object:
        return read_bytes((f"{head}规章 1 2 3\n" + f"{line}\n" * count).encode(), spec="cn/2021")

    read(50)  # what is kept for the next document is there
    assert steps(lambda: read(600)) < 2.6 * steps(lambda: read(300))
