"""What stands on the pages of a PDF around its tables, and which of its lines make a table of it."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.documents.readers.pdf import parts, reader
from govdisclosure.documents.readers.pdf.glyphs import Glyph, Line, Word
from govdisclosure.documents.readers.pdf.lattice import Ruling, lattices
from govdisclosure.documents.readers.pdf.parts import Part
from govdisclosure.grid.model import GridCell
from tests.documents.test_pdf import TABLE, TALL, WIDE, Rows, fill, paragraphs, rule, texts, with_table
from tests.support.drawing import Sheet, pdf_file


@pytest.mark.parametrize(("text", "is_read"), [("第一页", False), ("第十一页。", True)])
def test_pictures_with_a_few_characters_on_each_page_are_a_scan(text: str, *, is_read: bool) -> None:
    """Five characters a page are a text layer; fewer, such as the numbers of pages, are none."""
    sheets = [Sheet() for _ in range(3)]
    for sheet in sheets:
        sheet.picture(0, 0, 595, 842)
        sheet.text(60, 400, text)
    if is_read:
        assert paragraphs(open_document(pdf_file(*sheets))) == [text] * 3
    else:
        with pytest.raises(gd.ReadError, match="a scan"):
            open_document(pdf_file(*sheets))


@pytest.mark.parametrize(("count", "said"), [(10, False), (11, True)])
def test_more_than_ten_characters_across_the_rest_may_be_a_table(count: int, *, said: bool) -> None:
    """Fewer are the name of a column, or a remark in the margin."""
    sheet = with_table()
    sheet.text(400, 300, "1" * count, angle="0 1 -1 0")
    assert bool(open_document(pdf_file(sheet)).notes) is said


@pytest.mark.parametrize("bottom", [0, 700])
@pytest.mark.parametrize("widest", ["table", "text"])
def test_lines_that_end_far_from_the_margin_are_paragraphs_of_their_own(widest: str, bottom: int) -> None:
    """The margin is where the widest line or table of all pages of one size ends, wherever they begin to be counted."""
    lines = [f"{name}是一行十六个字的一段文字内容" for name in "甲乙"]
    first, second = Sheet("0 0 595 842"), Sheet(f"0 {bottom} 595 {bottom + 842}")
    for number, line in enumerate(lines):
        second.text(60, bottom + 700 - 14 * number, line)
    assert paragraphs(open_document(pdf_file(Sheet(), second))) == ["".join(lines)]
    if widest == "table":
        first.text(60, 600, "短。")
        first.lines(*[(60, y, 480, y) for y in (700, 676)], *[(x, 676, x, 700) for x in (60, 120, 480)])
    else:
        first.text(60, 600, "长" * 40 + "。")
    assert paragraphs(open_document(pdf_file(first, second)))[-2:] == lines


@pytest.mark.parametrize(("inner", "post"), [(60, 540), (360, 70), (200, 80)])
def test_a_table_that_lies_inside_a_cell_is_read_by_itself(inner: int, post: int) -> None:
    """Wherever in the page that is laid out as a table it stands."""
    sheet = Sheet()
    rule(sheet, TABLE, x=inner)
    fill(sheet, TABLE, x=inner)
    sheet.lines(*[(40, y, 560, y) for y in (500, 800)], *[(x, 500, x, 800) for x in (40, post, 560)])
    assert TABLE in [texts(grid) for grid in open_document(pdf_file(sheet)).grids]


@pytest.mark.parametrize(
    ("text", "x", "cells"),
    [
        ("12 34", 60 + 2 * WIDE - 12.5, ["第一行", "12", "34"]), ("1234", 60 + 2 * WIDE - 10, None),
        ("12", 60 + WIDE - 5, None), ("12", 60 + 3 * WIDE - 5, None), ("12", 55, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [False, True])
def test_a_line_between_two_digits_parts_them_and_one_at_a_space_two_figures(
    text: str, x: float, cells: list[str] | None, *, above: bool
) -> None:
    """Figures printed as one text stand in two cells, if they do not touch; also where a table begins or ends."""
    sheet = Sheet()
    if above:
        rule(sheet, TABLE, y=800)
    rule(sheet, TABLE)
    fill(sheet, [TABLE[0], ["第一行" if cells else ""], TABLE[2]])
    sheet.text(x, 700 - 2 * TALL + 8, text)
    row = texts(open_document(pdf_file(sheet)).grids[-1])[1]
    assert row == cells or not (cells or any(map(str.isdecimal, row)))


def glyph(x: float, y: float = 10, run: int = 0) -> Glyph:
    """Return a digit of a size of ten, half as wide, around a point."""
    return Glyph("1", x, y, x - 2.5, x + 2.5, 10, 2.5, run)


@pytest.mark.parametrize(
    ("two", "touch"),
    [
        (glyph(5), True), (glyph(6.9), True), (glyph(7.1), False), (glyph(-4.9), True), (glyph(-5.1), False),
        (glyph(5, 10.9), True), (glyph(5, 11.1), False), (glyph(5, run=1), False),
    ],
)  # fmt: skip
def test_characters_touch_that_follow_each_other_in_one_text(two: Glyph, *, touch: bool) -> None:
    """Less than a fifth of their size apart, at one height; what another command printed does not."""
    assert reader._touch(glyph(0), two) is touch


def line_of(*words: tuple[str, float], y: float = 10) -> Line:
    """Return a line of words, each with where it begins; the size is ten."""
    return Line(tuple(Word(text, left, left + 5 * len(text), y, 10) for text, left in words), ())


def stack(*texts: str) -> list[Line]:
    """Return lines of a word each."""
    return [line_of((text, 0), y=-12.0 * number) for number, text in enumerate(texts)]


PAIR, LABEL = stack("12", "34"), stack("甲类", "乙类")


@pytest.mark.parametrize(
    ("cells", "is_whole"),
    [
        ([LABEL, stack("12"), stack("34")], True),
        ([LABEL, PAIR, PAIR], True),
        ([LABEL, stack("1", "2", "3"), stack("4")], True),
        ([LABEL, stack("1", "2", "3"), stack("4", "5", "6")], False),
        ([LABEL, stack("甲", "12"), stack("乙", "34")], False),
        ([LABEL, stack("12", "（甲）"), stack("34", "（乙）")], True),
        ([[], [], []], True),
        ([LABEL, [line_of(("12", 0), ("34", 20.1))], []], False),
        ([LABEL, [line_of(("12", 0), ("34", 19.9))], []], True),
        ([LABEL, [line_of(("甲", 0), ("34", 30), ("56", 60))], []], False),
        ([LABEL, [line_of(("甲", 0), ("34", 30))], [line_of(("34", 0), ("甲", 30))]], True),
        ([LABEL, *[[line_of(("甲", 0), ("34", 30)), *stack("乙")]] * 2], True),
    ],
)
def test_lines_part_all_cells_if_no_row_has_several_rows_of_figures(cells: list[list[Line]], *, is_whole: bool) -> None:
    """Two figures below each other may be one number; a figure and a note are one cell; two beside each other none."""
    (table,) = lattices([Ruling(y, 0, 300) for y in (0, 50, 100)], [Ruling(x, 0, 100) for x in (0, 100, 200, 300)])
    assert reader._has_all_lines(table, [*cells, [], [], []]) is is_whole


@pytest.mark.parametrize(("left", "right"), [(0, 0), (5, 0), (-5, 0), (0, 5), (0, -5), (5.1, 0), (0, -5.1), (-200, 0)])
def test_a_table_goes_on_between_the_same_margins(left: float, right: float) -> None:
    """Five points more or less on either side are the same; on the same page, or one that is left out, none goes on."""
    rows = ((GridCell(0, 0, "甲"), GridCell(0, 1, "1")),)
    upper = Part(1, (100, 150, 200), rows)
    goes_on = abs(left) <= 5 and abs(right) <= 5
    assert upper.goes_on_in(Part(2, (100 + left, 150, 200 + right), rows)) is goes_on
    for page, xs in ((1, upper.xs), (3, upper.xs), (2, ())):
        assert not upper.goes_on_in(Part(page, xs, rows))
        assert not Part(page - 1, (), rows).goes_on_in(Part(page, (), rows))


def test_columns_of_two_pages_are_those_of_both() -> None:
    """A column that the next page parts in two is two wide above; lines five points apart are one."""
    upper = Part(1, (0, 50, 100), ((GridCell(0, 0, "甲"), GridCell(0, 1, "1")),))
    lower = Part(2, (0, 55, 70, 100), ((GridCell(0, 0, "乙"), GridCell(0, 1, "2"), GridCell(0, 2, "3")),))
    grid = upper.followed_by(lower).grid()
    assert (grid.width, grid.height, grid.flattened) == (3, 2, False)
    assert [(cell.text, cell.row, cell.column, cell.colspan) for cell in grid.cells] == [
        ("甲", 0, 0, 1), ("1", 0, 1, 2), ("乙", 1, 0, 1), ("2", 1, 1, 1), ("3", 1, 2, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("foot", "count", "left"),
    [("办公室编印", 2, []), ("办公室编印", 1, ["办公室编印"]), ("12.5", 2, ["12.5"] * 2), ("第 3 稿", 2, [])],
)
def test_words_at_the_foot_of_two_pages_are_none_of_the_text(foot: str, count: int, left: list[str]) -> None:
    """What stands there once may be a sentence, and figures that are no number of a page may be some of a table."""
    sheets = [Sheet(), Sheet("0 0 842 595")]
    for number, sheet in enumerate(sheets):
        sheet.text(60, 400, "正文。")
        if number < count:
            sheet.text(60, 30, foot)
    assert [text for text in paragraphs(open_document(pdf_file(*sheets))) if text != "正文。"] == left


@pytest.mark.parametrize(("y", "is_text"), [(30, False), (60, False), (100, True), (730, True), (790, False)])
def test_the_number_of_a_page_stands_in_a_tenth_above_or_below(y: int, *, is_text: bool) -> None:
    """Elsewhere a number is one of the text."""
    sheet = Sheet()
    sheet.text(60, 400, "正文。")
    sheet.text(280, y, "- 12 -")
    assert ("- 12 -" in paragraphs(open_document(pdf_file(sheet)))) is is_text


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    """Two tables with text above, between and below them; the second is drawn first."""
    sheet = Sheet()
    for y in (400, 700):
        rule(sheet, TABLE, y=y)
        fill(sheet, TABLE, y=y)
    for y, text in ((760, "上文。"), (500, "中文。"), (200, "下文。")):
        sheet.text(60, y, text)
    blocks = open_document(pdf_file(sheet)).blocks
    assert [getattr(block, "text", "table") for block in blocks] == ["上文。", "table", "中文。", "table", "下文。"]


LONG = "本机关按照规定主动公开了各类政府信息并及时更新目录和指南内容"


@pytest.mark.parametrize(
    ("above", "below", "count"),
    [(LONG, "的情况如下。", 1), (f"{LONG}。", "的情况如下。", 2), (LONG, "二、其他", 2), ("短", "的情况如下。", 2)],
)
def test_a_sentence_goes_on_on_the_next_page(above: str, below: str, count: int) -> None:
    """A long line without a stop does, unless a heading follows."""
    first, second = Sheet(), Sheet()
    first.text(60, 100, above)
    second.text(60, 700, below)
    found = paragraphs(open_document(pdf_file(first, second)))
    assert found == ([above + below] if count == 1 else [above, below])


@pytest.mark.parametrize(("x", "table", "count"), [(80, 0, 2), (60, 0, 1), (60, 60, 1), (60, 40, 2)])
def test_a_line_right_of_all_others_begins_a_paragraph(x: int, table: int, count: int) -> None:
    """So does one that stands right of the margin of the tables."""
    sheet = Sheet()
    if table:
        rule(sheet, TABLE, x=table)
    for number, left in enumerate((60, x)):
        sheet.text(left, 400 - 14 * number, "长" * 40)
    assert len(paragraphs(open_document(pdf_file(sheet)))) == count


def test_an_empty_frame_says_nothing() -> None:
    """Not even a paragraph without a text."""
    sheet = Sheet()
    sheet.lines((60, 700, 260, 700), (60, 660, 260, 660), (60, 660, 60, 700), (260, 660, 260, 700))
    sheet.lines((160, 700, 160, 693))
    assert not open_document(pdf_file(sheet)).blocks


@pytest.mark.parametrize(
    ("label", "text"), [(("很长的标签", "在两行里"), "很长的标签在两行里"), (("合计", "三件"), "合计\n三件")]
)
def test_a_label_broken_for_want_of_room_is_one_wherever_its_table_stands(label: tuple[str, str], text: str) -> None:
    """One that had room for more is two lines."""
    sheet = Sheet()
    rule(sheet, TABLE, x=360)
    for number, line in enumerate(label):
        sheet.text(362, 700 - 2 * TALL + 14 - 11 * number, line)
    (grid,) = open_document(pdf_file(sheet)).grids
    assert texts(grid)[1][0] == text


@pytest.mark.parametrize(("width", "is_full"), [(39, False), (41, True)])
def test_a_line_is_full_that_leaves_no_room_for_two_characters(width: int, *, is_full: bool) -> None:
    """Its text may go on in the next one."""
    assert parts.is_full(60, width, 10) is is_full


def part(page: int, *rows: list[str], full: tuple[int, int] = (-1, -1), wide: int = -1) -> Part:
    """Return the rows of a page, with one cell that is full, and one row that is one cell."""
    cells = tuple(
        (GridCell(number, 0, row[0], colspan=len(row)),)
        if number == wide
        else tuple(GridCell(number, column, text) for column, text in enumerate(row))
        for number, row in enumerate(rows)
    )
    chosen = frozenset(cell for row in cells for cell in row if (cell.row, cell.column) == full)
    return Part(page, tuple(range(0, 50 * len(rows[0]) + 1, 50)), cells, full=chosen)


CUT = part(1, ["规章的制定", "1", ""], full=(0, 0))


@pytest.mark.parametrize(
    ("upper", "lower", "labels"),
    [
        (CUT, part(2, ["和废止", "", ""]), ["规章的制定\n和废止"]),
        (CUT, part(2, ["和废止", "", "2"]), ["规章的制定", "和废止"]),
        (part(1, ["规章的制定", "", ""], full=(0, 0)), part(2, ["和废止", "", "2"]), ["规章的制定\n和废止"]),
        (
            part(1, ["规章的制定", "1", ""], ["小计", "", ""], full=(0, 0), wide=1),
            part(2, ["和废止", "", ""]),
            ["规章的制定", "小计", "和废止"],
        ),
        (
            part(1, ["名称", "甲", "乙"], ["规章的制定", "1", ""], full=(1, 0)),
            part(2, ["名称", "甲", "乙"], ["和废止", "", ""]),
            ["名称", "规章的制定", "和废止"],
        ),
    ],
)
def test_a_row_goes_on_if_all_its_figures_stand_on_one_page(upper: Part, lower: Part, labels: list[str]) -> None:
    """Nothing but the last row does, and none where the head is printed once more."""
    joined = upper.followed_by(lower).grid()
    assert [cell.text for cell in joined.cells if cell.column == 0] == labels


def test_a_row_may_be_cut_by_the_end_of_any_page() -> None:
    """Also by that of the second of three."""
    second = part(2, ["文件", "1"], ["规章的制定", "2"], full=(1, 0))
    whole = part(1, ["名称", "甲"]).followed_by(second).followed_by(part(3, ["和废止", ""]))
    assert [cell.text for cell in whole.grid().cells if not cell.column] == ["名称", "文件", "规章的制定\n和废止"]


def test_a_text_in_a_frame_is_not_gone_on_in_a_table() -> None:
    """A table at the top of the next page is one, and so are those around a paragraph."""
    first, second = Sheet(), with_table()
    first.text(60, 100, LONG)
    rows: list[Rows] = [texts(grid) for grid in open_document(pdf_file(first, second)).grids]
    assert rows == [TABLE]
