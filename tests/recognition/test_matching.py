"""Rows and columns are found by their text and order; what is not certain is left out, and somebody is told."""

import random
from decimal import Decimal

import pytest

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.form.expansion import expand
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.matching.match_grids import Matched, match
from govdisclosure.report.model import Report
from govdisclosure.spec import Number
from govdisclosure.specfile.store import find_spec
from tests.support.minimal import minimal
from tests.support.rendering import SEED_STYLE, Style, page

FORM = expand(find_spec("cn/2021"))
NUMBERS = tuple(Decimal(n) if value.kind == "decimal" else n for n, value in enumerate(FORM.values, 100))
"""A different number in every cell, so that no cell can be taken for another."""
SQUARE = Style(layout="square", ordinals="drawn")
PAGE = page(Report(FORM, NUMBERS), SEED_STYLE)

Key = tuple[str, str, str]


def numbers(found: Matched) -> dict[Key, Number | None]:
    """Return what was read, by table, row and column; None is a cell without a number."""
    return {
        (cell.table, cell.row, cell.column): found.cells[index].number
        for index, cell in enumerate(FORM.cells)
        if index in found.cells
    }


RIGHT: dict[Key, Number | None] = {
    (cell.table, cell.row, cell.column): number for cell, number in zip(FORM.cells, NUMBERS, strict=True)
}


def read(text: str) -> Matched:
    """Match the tables of a text with the form of 2021."""
    return match(FORM, open_document(text.encode()).grids)


def codes(found: Matched, table: str | None = None) -> set[str]:
    """Return the codes of the problems, of one table or of all."""
    return {problem.code for problem in found.problems if table in (None, problem.table)}


def line_of(label: str) -> str:
    """Return the line of the page in which a label stands first."""
    return next(line for line in PAGE.splitlines() if label in line)


def row(table: str, path: str) -> dict[Key, Number | None]:
    """Return the right numbers of one row."""
    return {key: number for key, number in RIGHT.items() if key[:2] == (table, path)}


def without(*rows: tuple[str, str]) -> dict[Key, Number | None]:
    """Return all right numbers but those of some rows."""
    return {key: number for key, number in RIGHT.items() if key[:2] not in rows}


def none_is_wrong(found: Matched) -> bool:
    """Whether every number that was read is the right one."""
    return all(number in (None, RIGHT[key]) for key, number in numbers(found).items())


@pytest.mark.parametrize("style", [SEED_STYLE, SQUARE])
def test_every_cell_of_a_page_is_found(style: Style) -> None:
    """The figures of a page arrive in their cells, whatever fields its merged cells left, and nothing is remarked."""
    found = read(page(Report(FORM, NUMBERS), style))
    assert numbers(found) == RIGHT
    assert found.problems == ()


def test_a_row_of_the_same_name_as_a_column_is_told_by_its_place() -> None:
    """其他 is a row and a column, 总计 a row and four columns: rows are taken in the order of the form."""
    found = numbers(read(PAGE))
    for path in ("outcome.other.other", "outcome"):
        assert {key: found[key] for key in row("applications", path)} == row("applications", path)


def test_a_row_whose_order_is_not_that_of_the_form_is_found_by_its_label() -> None:
    """Two rows that changed places keep their figures."""
    one, two = line_of("不掌握"), line_of("另行制作")
    assert numbers(read(PAGE.replace(one, "@").replace(two, one).replace("@", two))) == RIGHT


@pytest.mark.parametrize("head", [("", "甲", "乙"), ("甲", "乙")])
@pytest.mark.parametrize("blank", ["甲", "乙", ""])
def test_where_rows_and_columns_bear_the_same_names_one_name_is_a_row(head: tuple[str, ...], blank: str) -> None:
    """Two names in one row head columns, wherever they begin; a row with its name and nothing else is blank."""
    names = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"
    form = expand(minimal(rows=names, columns=names))
    rows = [(name, *(("", "") if name == blank else figures)) for name, figures in (("甲", "12"), ("乙", "34"))]
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (head, *rows))
    found = match(form, open_document(f"<table>{lines}</table>".encode()).grids)
    expected = {"甲": [None, None, 3, 4], "乙": [1, 2, None, None], "": [1, 2, 3, 4]}[blank]
    assert [found.cells[index].number for index in range(4)] == expected
    assert {found.cells[index].content.state for index in range(4)} <= {"number", "blank"}


def test_a_figure_that_is_called_like_a_row_is_a_figure() -> None:
    """Rows may be years, and 2024 of something may be counted in one: left of the columns it is a name only."""
    form = expand(minimal(rows="{nodes: {old: {label: {zh: '2023'}}, new: {label: {zh: '2024'}}}}"))
    rows = (("年份", "数量"), ("2023", "2024"), ("2024", "2023"))
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    found = match(form, open_document(f"<table>{lines}</table>".encode()).grids)
    assert [found.cells[index].number for index in range(2)] == [2024, 2023]


def test_an_ambiguous_row_out_of_order_is_left_out() -> None:
    """总计 before the first outcome could be a head or a row of anything: it is not read, and said to be left out."""
    total = line_of("(七) 总计")
    moved = PAGE.replace(total + "\n", "").replace(line_of("本年新收"), f"{total}\n{line_of('本年新收')}")
    found = read(moved)
    assert numbers(found) == without(("applications", "outcome"))
    assert codes(found) == {"unmatched_row"}


@pytest.mark.parametrize("label", ["予以公天", "不予公开", "予公开", "以公开予"])
def test_a_label_is_never_matched_by_likeness(label: str) -> None:
    """A row whose label is not in the form, however alike, is not read; 不予公开 is not 予以公开."""
    found = read(PAGE.replace("(一) 予以公开", label))
    assert numbers(found) == without(("applications", "outcome.granted"))
    (problem,) = found.problems
    assert problem.code == "unmatched_row"
    assert problem.message.startswith(problem.place or "?")


def test_a_likely_label_is_offered_and_not_taken() -> None:
    """The message about a row with an unknown label names the row that is most like it."""
    (problem,) = read(PAGE.replace("行政规范性文件", "行政规泛性文件")).problems
    assert "most like" in problem.message


def test_an_ordinal_between_its_neighbours_identifies_a_row() -> None:
    """A typo in a numbered label loses no row if those before and after are the form's; it is said."""
    found = read(PAGE.replace("7. 属于行政执法案卷", "7. 属于行政执法安卷"))
    assert numbers(found) == RIGHT
    assert codes(found) == {"label_by_order"}


def test_a_name_of_the_form_is_never_a_row_by_its_ordinal() -> None:
    """（一）不予公开 where （一）予以公开 stands is a contradiction: the name of a group is no unknown label."""
    found = read(PAGE.replace("(一) 予以公开", "(一) 不予公开"))
    assert numbers(found) == without(("applications", "outcome.granted"))
    assert codes(found) == {"unmatched_row"}


def test_a_row_printed_twice_with_the_same_figures_is_read_once() -> None:
    """A repeated row that says the same says nothing new."""
    line = line_of("本年新收")
    assert numbers(read(PAGE.replace(line, f"{line}\n{line}"))) == RIGHT


def test_a_row_printed_twice_with_other_figures_is_not_read() -> None:
    """Of two different figures for one cell neither is taken; the cells that agree stay."""
    line = line_of("本年新收")
    found = read(PAGE.replace(line, line + "\n" + line.replace("\t110\t", "\t7\t")))
    assert numbers(found) == RIGHT | {("applications", "new", "natural_person"): None}
    assert codes(found) == {"printed_twice"}


def test_last_years_table_beside_this_years_makes_its_cells_unreadable() -> None:
    """A table that is printed again with other figures is a contradiction, never a choice."""
    start, end = PAGE.index("第二十条第（一）项"), PAGE.index("第二十条第（五）项")
    again = PAGE[start:end].replace("\t10", "\t20")
    found = read(PAGE.replace("三、收到", f"{again}\n三、收到"))
    assert all(numbers(found)[key] is None for key in RIGHT if key[0] == "documents")
    assert codes(found) == {"printed_twice"}
    assert none_is_wrong(found)


def test_blank_fields_of_a_shifted_row_stay_in_their_columns() -> None:
    """Where a label takes fields of its own, the places of the figures are learnt from the rows that are full."""
    line = line_of("上年结转")
    found = read(PAGE.replace(line, line.replace("\t118\t", "\t\t").replace("\t123\t", "\t\t")))
    blank = {("applications", "carried_in", column): None for column in ("organisation.business", "total")}
    assert numbers(found) == RIGHT | blank
    assert found.problems == ()


@pytest.mark.parametrize("style", [SEED_STYLE, SQUARE])
@pytest.mark.parametrize("shift", [(0, 1), (1, 0), (1, 1), (2, 1)])
@pytest.mark.parametrize("seed", range(16))
def test_blanks_in_a_shifted_table_put_no_figure_in_a_wrong_cell(
    style: Style, shift: tuple[int, int], seed: int
) -> None:
    """However many fields are blank, and however far rows of one kind stand beside the head, no figure is misplaced."""
    dice = random.Random(seed)
    blank = dice.choice((0.1, 0.5, 0.9))
    whole, deep = shift
    lines = []
    for line in page(Report(FORM, NUMBERS), style).splitlines():
        fields = ["" if field.isdecimal() and dice.random() < blank else field for field in line.split("\t")]
        if "申请数量" in line or "结转下年度" in line:
            fields[1:1] = [""] * whole
        elif line.startswith("\t"):
            fields[2:2] = [""] * deep
        lines.append(fields)
    width = max(map(len, lines))
    text = "\n".join("\t".join(fields + [""] * (width - len(fields))) if fields[1:] else fields[0] for fields in lines)
    assert none_is_wrong(read(text))


def test_a_square_table_with_a_blank_column_is_read_by_its_heads() -> None:
    """Where the first and the last column have figures, the blanks between them are seen to be in their columns."""
    lines = []
    for line in page(Report(FORM, NUMBERS), SQUARE).splitlines():
        fields = line.split("\t")
        if len(fields) == 10 and fields[3].isdecimal():
            fields[4:9] = [""] * 5
        lines.append("\t".join(fields))
    found = read("\n".join(lines))
    assert {number for key, number in numbers(found).items() if key[2].startswith("organisation.")} == {None}
    assert codes(found, "applications") == set()
    kept = {key: number for key, number in RIGHT.items() if key[0] == "applications" and "." not in key[2]}
    assert kept.items() <= numbers(found).items()


def _ended(text: str) -> str:
    """Return a text whose lines keep no empty fields at their end."""
    return "\n".join(line.rstrip("\t") if line.strip("\t").count("\t") else line for line in text.splitlines())


def test_fields_left_out_at_the_end_of_a_line_are_blank() -> None:
    """Where no line keeps the empty fields at its end, one with fewer of them has its figures in their columns."""
    line = line_of("上年结转")
    page = PAGE.replace(line, "\t".join(line.split("\t")[:5]).replace("\t118\t", "\t\t"))
    found = read(_ended(page))
    kept = {key: number if number in (117, 119) else None for key, number in row("applications", "carried_in").items()}
    assert {key: number for key, number in numbers(found).items() if key[1] == "carried_in"} == kept
    assert none_is_wrong(found)


def test_a_line_with_fewer_fields_than_the_others_is_unreadable() -> None:
    """Where lines keep the empty fields at their end, one with fewer fields lost them nobody knows where."""
    line = line_of("上年结转")
    found = read(PAGE.replace(line, "\t".join(line.split("\t")[:5]).replace("\t118\t", "\t\t")))
    assert numbers(found) == RIGHT | dict.fromkeys(row("applications", "carried_in"))
    assert codes(found) == {"ambiguous_row"}


@pytest.mark.parametrize("fields", ["规章\t1\t2\t3\t4", "规章\t1 2\t3", "规章\t1\t2", "规章\t1"])
def test_a_row_with_another_number_of_figures_than_columns_is_unreadable(fields: str) -> None:
    """Which figure belongs to which of three columns cannot be told from one, two or four of them in a row."""
    found = read(PAGE.replace(line_of("规章"), fields))
    assert {numbers(found).get(key) for key in row("documents", "regulation")} == {None}
    assert "ambiguous_row" in codes(found, "documents")


def test_a_word_in_place_of_a_figure_does_not_move_the_others() -> None:
    """Text where a number should stand is unreadable there, and the other figures stay in their columns."""
    found = read(PAGE.replace(line_of("规章"), "规章\t100\t未统计\t102"))
    assert numbers(found) == RIGHT | {("documents", "regulation", "repealed"): None}
    assert codes(found) == {"unreadable_cell"}


def test_a_row_that_is_not_recognised_takes_no_other_with_it() -> None:
    """If the first row of a table has an unknown label, the rows below it still find their head."""
    found = read(PAGE.replace("规章\t1", "规彰\t1"))
    assert numbers(found) == without(("documents", "regulation"))
    assert codes(found) == {"unmatched_row"}


def test_a_column_of_a_row_within_a_row_is_never_taken_for_the_rows_own() -> None:
    """其中 behind a label makes the figures after it somebody else's."""
    found = read(PAGE.replace(line_of("规章"), "规章\t其中：本级\t5\t6"))
    assert {numbers(found).get(key) for key in row("documents", "regulation")} <= {None, 5, 6} - {5, 6} | {None}


def test_columns_are_found_by_their_names_in_any_order() -> None:
    """A page that prints its columns in another order is read by the names."""
    table = PAGE[PAGE.index("信息内容\t本年制发") : PAGE.index("第二十条第（五）项")]
    turned = "\n".join(
        "\t".join([fields[0], *fields[:0:-1]]) for fields in (line.split("\t") for line in table.splitlines())
    )
    assert numbers(read(PAGE.replace(table, turned + "\n"))) == RIGHT


def test_figures_under_an_unknown_column_are_left_out() -> None:
    """A column with a name of another form is not read; its neighbours are."""
    found = read(PAGE.replace("本年废止件数", "本年公开件数"))
    gone = {("documents", path, "repealed") for path in ("regulation", "normative_document")}
    assert numbers(found) == {key: number for key, number in RIGHT.items() if key not in gone}
    assert codes(found) == {"unknown_column"}


@pytest.mark.parametrize("figures", ["\t100\t101\t102", "\t\t101\t102", "\t101\t102"])
def test_without_the_name_of_a_column_its_row_is_not_guessed(figures: str) -> None:
    """An empty head makes it uncertain which figure is whose, also if there happen to be as many as heads."""
    text = PAGE.replace("本年制发件数", "").replace(line_of("规章"), f"规章{figures}")
    found = read(text.replace(line_of("行政规范性文件"), f"行政规范性文件{figures}"))
    assert all(numbers(found).get(key) is None for key in RIGHT if key[0] == "documents")
    assert "ambiguous_row" in codes(found, "documents")


def test_a_head_that_names_one_column_twice_is_not_believed() -> None:
    """The same head over two columns says that one of them is wrong, but not which."""
    found = read(PAGE.replace("本年废止件数", "本年制发件数"))
    assert all(key[0] != "documents" for key in numbers(found))
    assert codes(found) == {"unknown_columns"}


def test_rows_under_the_head_of_another_form_are_left_out() -> None:
    """The head of an older form above known rows is not replaced by the head that was read before."""
    old = "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n行政规范性文件\t103\t104\t105"
    found = read(PAGE.replace(line_of("行政规范性文件"), old))
    assert numbers(found) == without(("documents", "normative_document"))
    assert codes(found) == {"unknown_columns"}


def test_a_row_of_words_under_a_strange_head_hides_no_row_of_figures() -> None:
    """That figures were left out is said all the same."""
    old = "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n行政规范性文件\t103\t104\t105\n规章\t另见附件\t\t"
    found = read(PAGE.replace(line_of("行政规范性文件"), old))
    (said,) = (problem.message for problem in found.problems if problem.code == "unknown_columns")
    assert said.endswith("are not recognised; 1 rows were left out")
    assert found.cells.get(FORM.index["documents", "normative_document", "issued"]) is None


@pytest.mark.parametrize("head", [("项目", "金额"), ("", "金额"), ("种类", "金额")])
def test_one_column_under_a_head_that_is_none_of_the_form_is_not_read(head: tuple[str, str]) -> None:
    """金额 is not 数量, also where the table has no other column; rows that stood under 数量 before change nothing."""
    spec = minimal()
    other = [head, ("甲", "5"), ("乙", "6")]
    for rows in ([*other], [("项目", "数量"), ("甲", "1"), ("乙", "2"), *other]):
        lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
        found = match(expand(spec), open_document(f"<table>{lines}</table>".encode()).grids)
        assert not {printed.number for printed in found.cells.values()} & {5, 6}


def test_a_table_that_goes_on_after_a_gap_needs_no_second_head() -> None:
    """A table cut in two by a page keeps the columns that its first part names."""
    line = line_of("重复申请")
    assert numbers(read(PAGE.replace(line, "\n" + line))) == RIGHT


def test_heads_without_their_empty_fields_name_no_columns() -> None:
    """Copied cell by cell, heads of several rows do not say what stands over what, and the rows are left out."""
    found = read(page(Report(FORM, NUMBERS), Style(layout="begun")))
    assert none_is_wrong(found)
    assert all(key[0] not in ("applications", "disputes") for key in numbers(found))
    assert "unknown_columns" in codes(found, "applications") & codes(found, "disputes")


def test_a_row_without_labels_is_the_first_with_figures_under_its_head() -> None:
    """The one row of section four is found below its head, across an empty line of the table."""
    head = "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2)
    assert numbers(read(PAGE.replace(f"{head}\n", f"{head}\n" + "\t" * 14 + "\n"))) == RIGHT


def test_a_row_without_labels_may_hold_marks_only() -> None:
    """无 in every cell of section four says fifteen times "none"."""
    first = RIGHT["disputes", "count", "review.upheld"]
    figures = next(line for line in PAGE.splitlines() if line.startswith(f"{first}\t"))
    found = read(PAGE.replace(figures, "\t".join(["无"] * 15)))
    states = {found.cells[index].content.text for index, cell in enumerate(FORM.cells) if cell.table == "disputes"}
    assert states == {"无"}


def test_a_stroke_in_the_corner_does_not_hide_the_head() -> None:
    """A corner with a diagonal stroke in it is still the corner of a head."""
    assert numbers(read(PAGE.replace("信息内容\t本年制发件数", "／\t本年制发件数"))) == RIGHT


def test_a_blank_row_is_blank_and_not_missing() -> None:
    """A row that is drawn and empty has blank cells, also if all its empty fields were trimmed."""
    for blank in ("规章\t\t\t", "规章\t"):
        found = read(PAGE.replace(line_of("规章"), blank))
        cells = [found.cells[index] for index, cell in enumerate(FORM.cells) if cell.row == "regulation"]
        assert [cell.content.state for cell in cells] == ["blank"] * 3


def test_an_amount_under_a_head_without_unit_is_taken_as_printed_and_said() -> None:
    """A bare number under a head that names no unit is in the form's unit, with a warning."""
    found = read(PAGE.replace("本年收费金额（单位：万元）", "本年收费金额"))
    assert numbers(found) == RIGHT
    assert codes(found, "fees") == {"unit_not_printed"}


def test_a_small_table_in_the_text_is_no_table_of_the_form() -> None:
    """A table of one's own with a row named like one of the form, and other columns, is not read."""
    own = "事项\t数量\n行政许可\t3\n行政处罚\t4\n\n"
    for text in (own + PAGE, PAGE + "\n" + own):
        assert numbers(read(text)) == RIGHT


def test_cells_with_spans_are_placed_by_their_columns() -> None:
    """Where spans are known, a row with missing figures is read by the columns of the heads."""
    cells = [
        GridCell(0, n, text) for n, text in enumerate(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))
    ]
    cells += [GridCell(1, 0, "规章"), GridCell(1, 1, "1"), GridCell(1, 3, "3")]
    assert numbers(match(FORM, (Grid(2, 4, tuple(cells)),))) == {
        ("documents", "regulation", "issued"): 1,
        ("documents", "regulation", "in_force"): 3,
    }


def test_a_unit_column_is_no_column_of_figures() -> None:
    """Units beside the figures of the 2014 form are read as units."""
    report = Report(expand(find_spec("cn/2014")), tuple(range(len(expand(find_spec("cn/2014")).cells))))
    text = page(report, SQUARE)
    found = match(report.form, open_document(text.encode()).grids)
    assert [found.cells[index].number for index in range(len(report.values))] == list(report.values)
    assert found.problems == ()


def test_a_unit_in_the_unit_column_converts_its_figure() -> None:
    """A sum in 元 beside a row that the form has in 万元 is converted, and said to be."""
    form = expand(find_spec("cn/2014"))
    text = page(Report(form, tuple(range(len(form.cells)))), SQUARE)
    line = next(line for line in text.splitlines() if "依申请公开信息收取的费用" in line)
    found = match(form, open_document(text.replace(line, line.replace("万元", "元")).encode()).grids)
    index = next(index for index, value in enumerate(form.values) if value.key == "amount")
    assert found.cells[index].number == Decimal(index).scaleb(-4)
    assert codes(found) == {"converted_unit"}


def test_a_problem_says_where_it_is() -> None:
    """Line, field and the row's name in words: enough to find the place in the document."""
    found = read(PAGE.replace(line_of("规章"), "规章\t100\t一百\t102"))
    (problem,) = found.problems
    number = PAGE.splitlines().index(line_of("规章")) + 1
    assert problem.place == f"line {number}, field 3"
    assert problem.message.startswith(f"{problem.place}, 'Regulations / Repealed this year': '一百'")
    assert (problem.table, problem.row, problem.column) == ("documents", "regulation", "repealed")


def test_the_readers_of_documents_give_lines_as_an_editor_counts_them() -> None:
    """A form feed or another separator inside a line starts no new one."""
    report = gd.read("examples/report-2024.txt").report
    index = report.form.index["documents", "regulation", "issued"]
    assert report.sources[index] == "line 31, field 2"
    found = read("\x0c\u2028\x85\n" + PAGE.replace(line_of("规章"), "规章\t100\t一百\t102"))
    number = PAGE.splitlines().index(line_of("规章")) + 2
    assert f"line {number}, field 3" in {problem.place for problem in found.problems}


HEAD = "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>2<td>3"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("<td>地方性文件<td>无<td>无<td>无", "地方性文件 | 无 | 无 | 无"),
        ("<td colspan=4>其中本级如下", "其中本级如下"),
        ("<td>地方性文件<td><td><td>", "地方性文件"),
        ("<td colspan=4>（单位：件）", ""),
        ("<td colspan=4>第二十条第（五）项", ""),
        ("<td><td><td><td>", ""),
    ],
)
def test_a_row_of_words_inside_a_table_is_said(row: str, said: str) -> None:
    """What stands between two rows of a table and was not understood is named, and costs no row below it."""
    page = f"<meta charset=utf-8><table>{HEAD}<tr>{row}<tr><td>行政规范性文件<td>4<td>5<td>6</table>"
    report = read_bytes(page.encode(), spec="cn/2021").report
    found = [problem.message for problem in report.problems if problem.code == "unmatched_row"]
    assert [message.split(": ", 2)[-1].removeprefix("no row of the form; left out: ") for message in found] == (
        [said] if said else []
    )
    assert [cell.value for cell in report["documents"]] == [1, 2, 3, 4, 5, 6]


def test_a_row_that_says_words_below_a_table_is_said_if_it_is_one_of_the_form() -> None:
    """A footnote below a table is none of its rows; a label of the form with words in its cells is."""
    for row, count in (("<td>填表人：某某", 0), ("<td>行政许可<td>本年<td>未统计", 1)):
        page = f"<meta charset=utf-8><table>{HEAD}<tr>{row}</table>"
        report = read_bytes(page.encode(), spec="cn/2021").report
        assert sum(problem.code == "unmatched_row" for problem in report.problems) == count
