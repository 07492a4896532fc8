"""What a PDF shows is what is read of it: its ruled and unruled tables, and nothing that nobody sees."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from unittest.mock import Mock

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.documents.opening import open_document
from govdisclosure.documents.readers.pdf import drawing, glyphs, lattice, parts, reader
from govdisclosure.documents.readers.pdf.characters import Reader
from govdisclosure.documents.readers.pdf.glyphs import Line, Word
from govdisclosure.documents.readers.pdf.lattice import Ruling
from govdisclosure.documents.readers.pdf.parts import Part
from govdisclosure.documents.readers.pdf.unruled import Table
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from tests.support.drawing import Sheet, pdf_file

Rows = list[list[str]]
WIDE, TALL = 60, 24
HEADS = ["甲类", "乙类", "丙类", "丁类", "戊类"]


def texts(grid: Grid) -> Rows:
    """Return what the cells of a table say, row by row."""
    return [[cell.text for cell in row] for row in grid.rows()]


def paragraphs(document: Document) -> list[str]:
    """Return the paragraphs of a document."""
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def fill(sheet: Sheet, rows: Rows, x: float = 60, y: float = 700, *, size: float = 10) -> None:
    """Print texts where the cells of a table are."""
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text:
                sheet.text(x + column * WIDE + 5, y - (row + 1) * TALL + 8, text, size=size)


def rule(sheet: Sheet, rows: Rows, x: float = 60, y: float = 700, style: str = "lines") -> None:
    """Draw the lines of a table in one of the ways in which programs do."""
    height, width = len(rows), len(rows[0])
    xs, ys = [x + n * WIDE for n in range(width + 1)], [y - n * TALL for n in range(height + 1)]
    ends = [(xs[0], at, xs[-1], at) for at in ys] + [(at, ys[-1], at, ys[0]) for at in xs]
    match style:
        case "lines":
            sheet.lines(*ends)
        case "dash pattern":
            sheet.lines(*ends, state="[3 2] 0 d")
        case "double":
            sheet.lines(*ends, *[(x0 + 1.5, y0 + 1.5, x1 + 1.5, y1 + 1.5) for x0, y0, x1, y1 in ends])
        case "rectangles":
            sheet.fill(*[(x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3) for x0, y0, x1, y1 in ends])
        case "pieces":
            for left, right in pairwise(xs):
                sheet.lines(*[(left, at, right, at) for at in ys])
            for top, low in pairwise(ys):
                sheet.lines(*[(at, low, at, top) for at in xs])
        case "dashes":
            for x0, y0, x1, y1 in ends:
                across = y0 == y1
                steps = range(int((x1 - x0 if across else y1 - y0) / 4))
                sheet.fill(
                    *[
                        (x0 + 4 * n, y0, x0 + 4 * n + 2, y0 + 0.7)
                        if across
                        else (x0, y0 + 4 * n, x0 + 0.7, y0 + 4 * n + 2)
                        for n in steps
                    ]
                )
        case "dots":
            for x0, y0, x1, y1 in ends:
                across = y0 == y1
                steps = range(int((x1 - x0 if across else y1 - y0) / 1.5))
                sheet.fill(
                    *[
                        (
                            x0 + 1.5 * n * across,
                            y0 + 1.5 * n * (not across),
                            x0 + 1.5 * n * across + 0.7,
                            y0 + 1.5 * n * (not across) + 0.7,
                        )
                        for n in steps
                    ]
                )
        case "open at the sides":
            sheet.lines(*[(xs[0], at, xs[-1], at) for at in ys], *[(at, ys[-1], at, ys[0]) for at in xs[1:-1]])
        case "cut off at the top":
            sheet.lines(*ends[1:])
        case "coloured cells":
            sheet.fill(*[(xs[0], low, xs[-1], top) for top, low in pairwise(ys)], colour="0.9 g")
            sheet.lines(*ends)


STYLES = (
    "lines", "dash pattern", "double", "rectangles", "pieces", "dashes", "dots", "open at the sides",
    "cut off at the top", "coloured cells",
)  # fmt: skip

figures = st.one_of(st.just(""), st.integers(0, 99_999).map(str))


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Draw a table with a head of names, a label in each row, and figures or blanks."""
    width, height = draw(st.integers(2, 5)), draw(st.integers(1, 5))
    body = [[f"第{'一二三四五'[row]}行", *(draw(figures) for _ in range(width))] for row in range(height)]
    return [["", *HEADS[:width]], *body]


@given(tables(), st.sampled_from(STYLES))
def test_a_ruled_table_is_read_as_it_stands(rows: Rows, style: str) -> None:
    """However its lines are drawn, each cell of a table has the text that stands in it, and blanks stay blank."""
    sheet = Sheet()
    rule(sheet, rows, style=style)
    fill(sheet, rows)
    assert [texts(grid) for grid in open_document(pdf_file(sheet)).grids] == [rows]


TURNS = st.sampled_from([0, 90, 180, 270])


@given(tables(), TURNS, TURNS, st.sampled_from([(0, 0), (300, -500)]))
def test_a_table_is_read_whichever_way_it_is_turned(
    rows: Rows, shown: int, printed: int, corner: tuple[int, int]
) -> None:
    """Neither the rotation of a page or of all that is printed on it nor where it begins changes what a table says."""
    x, y = corner
    sheet = Sheet(f"{x} {y} {x + 842} {y + 842}", f"/Rotate {shown}")
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 842 842", 270: "0 -1 1 0 0 842"}[printed]
    sheet.stream.append(f"1 0 0 1 {x} {y} cm {matrix} cm")
    rule(sheet, rows)
    fill(sheet, rows)
    assert [texts(grid) for grid in open_document(pdf_file(sheet)).grids] == [rows]


@pytest.mark.parametrize("closed", [0, 1])
def test_a_path_around_each_cell_rules_a_table(closed: int) -> None:
    """Whether its last edge is drawn or only closes it."""
    rows = [["", "甲类", "乙类"], ["第一行", "1", "2"], ["第二行", "", "3"]]
    sheet = Sheet()
    for left, top in product((60, 120, 180), (700, 676, 652)):
        corners = [(left, top), (left + WIDE, top), (left + WIDE, top - TALL), (left, top - TALL)]
        edges = " ".join(f"{x} {y} l" for x, y in (*corners[1:], *corners[:closed]))
        sheet.stream.append(f"q {left} {top} m {edges} {'S' if closed else 's'} Q")
    fill(sheet, rows)
    assert [texts(grid) for grid in open_document(pdf_file(sheet)).grids] == [rows]


def test_a_line_that_stands_aslant_is_none_of_a_table() -> None:
    """A stroke through a corner cell parts nothing; one that is off by less than a point is a line."""
    rows = [["项目", "甲类"], ["第一行", "1"]]
    sheet = Sheet()
    rule(sheet, rows)
    fill(sheet, rows)
    sheet.lines((60, 700, 120, 676), (60, 700, 90, 676))
    sheet.stream.append("q 60 700 m 90 690 l 120 676 l 100 700 l S Q")
    assert [texts(grid) for grid in open_document(pdf_file(sheet)).grids] == [rows]
    crooked = Sheet()
    crooked.lines((60, 700.9, 180, 700), (60, 676, 180, 676.9), (60, 652, 180, 652.9))
    crooked.lines((60.9, 652, 60, 700), (120, 652, 120.9, 700), (180, 652, 180.9, 700))
    fill(crooked, rows)
    assert [texts(grid) for grid in open_document(pdf_file(crooked)).grids] == [rows]


@given(tables(), st.data())
def test_a_figure_of_an_unruled_table_stands_under_its_own_head(rows: Rows, data: st.DataObject) -> None:
    """Without ruling lines a row is read by its columns only where they are certain; else its figures are kept apart.

    Columns may be aligned in any way, and marks in a column otherwise than its figures.
    """
    sheet = Sheet()
    edges = [data.draw(st.sampled_from([0.0, 0.5, 1.0])) for _ in rows[0]]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            edge = data.draw(st.sampled_from([edges[column]] * 4 + [0.5])) if column and number else edges[column]
            width = sum(5 if c.isascii() else 10 for c in text)
            if text:
                sheet.text(60 + column * WIDE + 2 + edge * (WIDE - 4 - width), 700 - number * TALL, text)
    document = open_document(pdf_file(sheet))
    for grid in document.grids:
        head = {cell.column: cell.text for cell in grid.cells if cell.text in HEADS}
        assert not grid.flattened or len(grid.cells) > len(head)
        for cells in grid.rows():
            said = {head.get(cell.column): cell.text for cell in cells if cell.text.isdecimal()}
            label = next((cell.text for cell in cells if cell.text.startswith("第")), None)
            printed = next((line for line in rows if line[0] == label), None)
            if not said or printed is None:
                continue
            meant = dict(zip(rows[0], printed, strict=True))
            if not grid.flattened:
                assert all(meant[name] == text for name, text in said.items() if name is not None)
            elif head and set(said) <= set(head.values()):
                assert [said[name] for name in rows[0] if name in said] == [text for text in printed[1:] if text]


@given(st.lists(st.lists(st.integers(0, 999).map(str), min_size=4, max_size=4), min_size=2, max_size=5))
def test_a_full_table_without_lines_is_read(numbers: Rows) -> None:
    """Figures below each other under a head are a table, with the labels of their rows."""
    rows = [["", *HEADS[:4]], *[[f"第{'一二三四五'[n]}行", *row] for n, row in enumerate(numbers)]]
    sheet = Sheet()
    sheet.text(60, 760, "一、总体情况")
    fill(sheet, rows)
    sheet.text(60, 400, "二、其他")
    document = open_document(pdf_file(sheet))
    assert [texts(grid) for grid in document.grids] == [[HEADS[:4], *rows[1:]]]
    assert paragraphs(document) == ["一、总体情况", "二、其他"]


def test_a_label_in_several_lines_is_one() -> None:
    """The lines of a label above and below the figures of its row belong to it; so do those of a head."""
    sheet = Sheet()
    for x, name in ((200, "甲类"), (260, "乙类"), (320, "丙")):
        sheet.text(x, 712, name)
    sheet.text(320, 698, "类")
    for y, label in ((650, "第一行"), (587, "很长的标签"), (573, "在两行里"), (530, "第三行")):
        sheet.text(60, y, label)
    for y in (650, 580, 530):
        for x in (200, 260, 320):
            sheet.text(x, y, "12")
    (grid,) = open_document(pdf_file(sheet)).grids
    assert texts(grid)[-4:] == [
        ["甲类", "乙类", "丙类"],
        *[[name, "12", "12", "12"] for name in ("第一行", "很长的标签在两行里", "第三行")],
    ]


def test_a_number_on_a_line_of_its_own_in_labels_undoes_no_table() -> None:
    """Two narrow labels of one row, each broken before and after its number, are still cells between ruling lines."""
    sheet = Sheet()
    xs, ys = (60, 88, 116, 170), (700, 655, 610)
    sheet.lines(*[(60, y, 170, y) for y in ys], *[(x, 610, x, 700) for x in xs])
    for x, number in ((63, 30), (91, 41)):
        for line, text in enumerate(("标签", str(number), "号")):
            sheet.text(x, 688 - 12 * line, text)
    sheet.text(130, 675, "7")
    sheet.text(63, 630, "合计")
    sheet.text(130, 630, "7")
    (grid,) = open_document(pdf_file(sheet)).grids
    assert [[text.replace("\n", "") for text in row] for row in texts(grid)] == [
        ["标签30号", "标签41号", "7"],
        ["合计", "", "7"],
    ]


def test_a_hyphen_at_the_end_of_a_line_is_one() -> None:
    """PDFium gives it another code than inside a line, and it is read all the same."""
    sheet = Sheet()
    sheet.text(60, 700, "Shop-")
    sheet.text(60, 688, "open")
    assert "Shop-" in paragraphs(open_document(pdf_file(sheet)))[0]


@pytest.mark.parametrize(
    ("one", "other", "parted"),
    [("Annual", "report", 2), ("12", "34", 2), ("年度", "报告", 10), ("年度", "A", 10)],
)
def test_words_stand_farther_apart_than_letters_and_chinese_farther_still(one: str, other: str, parted: int) -> None:
    """A fifth of a size parts two words of letters or two figures, and nearly a size what stands beside Chinese."""
    for size, gap in product((5, 10, 20), (0.0, 0.05, 0.15, 0.2, 0.3, 0.5, 1.0)):
        if gap > 0.3 and one == "12":
            continue  # two figures in columns
        sheet = Sheet()
        sheet.text(60, 700, one, size=size)
        sheet.text(60 + size * (len(one) * (0.5 if one.isascii() else 1) + gap), 700, other, size=size)
        text = f"{one} {other}" if 10 * gap >= parted else one + other
        assert paragraphs(open_document(pdf_file(sheet))) == [text], (size, gap)


def test_figures_broken_into_two_lines_are_no_column() -> None:
    """A figure whose end stands on the next line of an unruled table is not read as a shorter one."""
    sheet = Sheet()
    fill(sheet, [["", "甲类", "乙类"], ["第一行", "1234", "5"], ["第二行", "7", "8"]])
    sheet.text(60 + WIDE + 5, 700 - 2 * TALL - 4, "5")
    document = open_document(pdf_file(sheet))
    assert not any(cell.text == "1234" for grid in document.grids if not grid.flattened for cell in grid.cells)


@pytest.mark.parametrize(
    ("lines", "paragraph", "rows"),
    [
        ([["合计", "123"]], ["合计 123"], []),
        ([["合计", "1", "2"]], ["合计 1 2"], []),
        ([["合计", "1", "2", "3"]], [], [["合计", "1", "2", "3"]]),
        ([["小计", "1"], ["合计", "2"]], [], [["小计", "1"], ["合计", "2"]]),
    ],
)
def test_a_line_of_few_figures_by_itself_is_text(lines: Rows, paragraph: list[str], rows: Rows) -> None:
    """Where a figure may go on below, more lines or more figures are rows of a table whose columns nobody knows."""
    sheet = Sheet()
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.text(60 + WIDE * column, 700 - 13 * number, text)
    sheet.text(60 + WIDE, 700 - 13 * len(lines), "45")
    document = open_document(pdf_file(sheet))
    assert paragraphs(document) == [*paragraph, "45"]
    assert [(grid.flattened, texts(grid)) for grid in document.grids] == ([(True, rows)] if rows else [])


@pytest.mark.parametrize("between", ["", "续表"])
def test_a_table_without_lines_goes_on_in_its_columns_on_the_next_page(between: str) -> None:
    """Its rows there stand below its head, blanks too, unless another head stands over them."""
    head, rows = ["", *HEADS[:3]], [["第三行", "7", "", "9"], ["第四行", "7", "8", ""]]
    first, second, other = Sheet(), Sheet(), Sheet()
    fill(first, [head, ["第一行", "1", "2", "3"], ["第二行", "4", "5", "6"]])
    fill(second, [[between], *rows])
    fill(other, [["", "丁类", "", "戊类"], ["第三行", "7", "", "9"], ["第四行", "7", "", "8"]])
    grids = open_document(pdf_file(first, second, other)).grids
    assert [texts(grid) for grid in grids[1:]] == [rows, [["丁类", "戊类"], ["第三行", "7", "9"], ["第四行", "7", "8"]]]


TABLE = [["", "甲类", "乙类"], ["第一行", "12", ""], ["第二行", "0", "345"]]


def with_table(extra: str = "") -> Sheet:
    """Return a page with a ruled table."""
    sheet = Sheet(extra=extra)
    rule(sheet, TABLE)
    fill(sheet, TABLE)
    return sheet


BLANK = (60 + 2 * WIDE + 5, 700 - 2 * TALL + 8)
"""Where the blank cell of the table is."""


@pytest.mark.parametrize(
    "unseen",
    [
        {"text": "7", "mode": 3},
        {"text": "7", "state": "1 g"},
        {"text": "7", "state": "0.98 0.98 1 rg"},
        {"text": "2024", "angle": "0.8 0.6 -0.6 0.8", "state": "0.8 g", "size": 60},
        {"text": "2024", "size": 60, "state": "0.8 g"},
        {"text": "2024", "size": 60, "state": "1 0 0 rg /Light gs"},
    ],
)
def test_what_nobody_sees_is_not_read(unseen: dict[str, str]) -> None:
    """Invisible text, white text and watermarks put nothing into a blank cell."""
    sheet = with_table()
    sheet.text(*BLANK, **unseen)  # type: ignore[arg-type]
    (grid,) = open_document(pdf_file(sheet)).grids
    assert texts(grid) == TABLE


def test_white_text_on_a_dark_ground_is_read() -> None:
    """The head of a table may be printed in white on a colour."""
    sheet = Sheet()
    sheet.fill((60, 700 - TALL, 60 + 3 * WIDE, 700), colour="0 0.2 0.4 rg")
    rule(sheet, TABLE)
    sheet.stream.append("1 g")
    fill(sheet, TABLE[:1])
    sheet.stream.append("0 g")
    fill(sheet, [["", "", ""], *TABLE[1:]])
    (grid,) = open_document(pdf_file(sheet)).grids
    assert texts(grid) == TABLE


def test_what_lies_outside_the_page_is_not_read() -> None:
    """Text beyond the crop box is not on the page."""
    sheet = with_table(extra="/CropBox [0 300 595 842]")
    sheet.text(60, 200, "页面之外的文字 12")
    document = open_document(pdf_file(sheet))
    assert paragraphs(document) == []
    assert [texts(grid) for grid in document.grids] == [TABLE]


def test_figures_printed_over_each_other_are_no_number() -> None:
    """Where a figure was printed over another, the cell is not read; one printed twice to look bold is one."""
    sheet = with_table()
    sheet.text(60 + WIDE + 5, 700 - 2 * TALL + 8, "7")
    sheet.text(60 + 2 * WIDE + 5.4, 700 - 3 * TALL + 8, "345")
    (grid,) = open_document(pdf_file(sheet)).grids
    cells = texts(grid)
    assert "\ufffd" in cells[1][1]
    assert cells[2][2] == "345"


@pytest.mark.parametrize("x", range(38, 60, 3))
def test_a_figure_that_runs_through_a_line_is_in_no_cell(x: int) -> None:
    """A number too wide for its cell does not give its last figures to the next one."""
    sheet = Sheet()
    rule(sheet, TABLE)
    fill(sheet, [TABLE[0], ["第一行", "", ""], TABLE[2]])
    sheet.text(60 + WIDE + x, 700 - 2 * TALL + 8, "14194")
    (grid,) = open_document(pdf_file(sheet)).grids
    row = texts(grid)[1][1:]
    assert all(not text.isdecimal() or text == "14194" for text in row)


@pytest.mark.parametrize("size", [5, 7, 8])
def test_a_small_digit_beside_a_figure_is_a_footnote(size: int) -> None:
    """The number of a footnote is no digit of the figure before it, wherever it is raised to."""
    sheet = with_table()
    sheet.text(*BLANK, "12")
    sheet.text(BLANK[0] + 10, BLANK[1] + 3, "1", size=size)
    (grid,) = open_document(pdf_file(sheet)).grids
    assert not texts(grid)[1][2].isdecimal()


def test_two_figures_of_one_cell_are_not_one() -> None:
    """Figures with a space between them stay two, and those of one number stay together whatever their pieces."""
    sheet = with_table()
    sheet.text(*BLANK, "3 5")
    (grid,) = open_document(pdf_file(sheet)).grids
    assert texts(grid)[1][2] == "3 5"
    pieces = with_table()
    pieces.text(*BLANK, "3")
    pieces.text(BLANK[0] + 5, BLANK[1], "5")
    (grid,) = open_document(pdf_file(pieces)).grids
    assert texts(grid)[1][2] == "35"


def test_characters_of_a_font_that_names_none_are_unknown() -> None:
    """Glyphs without a map to characters become no figures, and a note says so."""
    sheet = with_table()
    sheet.text(*BLANK, "12", font="G")
    document = open_document(pdf_file(sheet))
    assert not texts(document.grids[0])[1][2].isdecimal()
    assert "unknown_characters" in {note.code for note in document.notes}


def test_a_space_that_a_font_has_under_another_code_is_none_of_the_unknown_characters() -> None:
    """What the font does not name and nothing is printed of, which pdfium says by a box without a width."""
    calls = Mock(**{"unicode.return_value": ord("!"), "unmapped.return_value": 1, "mode.return_value": 0})
    calls.font_size.return_value = 10
    assert Reader(calls).characters(1, 1) == []


def test_letters_that_are_only_outlined_are_read() -> None:
    """They are seen, whatever the colour is that they would be filled with."""
    sheet = with_table()
    sheet.text(*BLANK, "7", mode=1, state="1 g")
    assert texts(open_document(pdf_file(sheet)).grids[0])[1][2] == "7"


@pytest.mark.parametrize("size", [0, 1e-9, 1e9])
def test_letters_of_no_size_or_a_huge_one_are_left_out(size: float) -> None:
    """Nobody could read them; they stand in no row and spoil none."""
    sheet = with_table()
    sheet.text(*BLANK, "7", size=size)
    assert texts(open_document(pdf_file(sheet)).grids[0]) == TABLE


def test_text_in_a_frame_is_a_paragraph() -> None:
    """Four lines around it make no table of one cell, nor does a stroke that parts nothing."""
    sheet = Sheet()
    sheet.lines((60, 700, 260, 700), (60, 660, 260, 660), (60, 660, 60, 700), (260, 660, 260, 700))
    sheet.lines((160, 700, 160, 693))
    sheet.text(70, 675, "填表说明")
    document = open_document(pdf_file(sheet))
    assert (paragraphs(document), document.grids) == (["填表说明"], ())


@pytest.mark.parametrize(("height", "sure"), [(10, True), (50, False)])
def test_columns_without_lines_are_known_up_to_a_size(height: int, *, sure: bool) -> None:
    """Names above figures tell the columns of a table, but nobody looks for them above thousands of words."""
    sheet = Sheet("0 0 3000 3000")
    for row in range(height):
        for column in range(41):
            sheet.text(20 + 60 * column, 2900 - 30 * row, "12" if row and column else "甲类")
    assert [grid.flattened for grid in open_document(pdf_file(sheet)).grids] == [not sure]


def test_text_recognised_by_a_program_is_said_to_be() -> None:
    """Invisible text on a picture is read, with a note that the figures must be compared."""
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    for row, line in enumerate(TABLE):
        for column, text in enumerate(line):
            if text:
                sheet.text(65 + column * WIDE, 700 - row * TALL, text, mode=3)
    document = open_document(pdf_file(sheet))
    assert [note.code for note in document.notes] == ["recognised_text"]


def test_text_across_the_rest_is_left_out_and_said() -> None:
    """A table that stands across the text of its page is not mixed with it."""
    sheet = with_table()
    for n in range(8):
        sheet.text(400, 300 + 30 * n, "12", angle="0 1 -1 0")
    document = open_document(pdf_file(sheet))
    assert [texts(grid) for grid in document.grids] == [TABLE]
    assert [note.code for note in document.notes] == ["sideways_text"]


def test_running_heads_and_page_numbers_do_not_part_a_table() -> None:
    """What stands in the margins of all pages belongs to none of their tables."""
    sheets = []
    rows = [["", "甲类", "乙类"], *[[f"第{n}项", str(n), str(2 * n)] for n in range(10, 14)]]
    for number in (1, 2):
        sheet = Sheet("0 0 595 300")
        sheet.text(60, 280, "某市政府信息公开年度报告 2024")
        rule(sheet, rows, y=240)
        fill(sheet, rows, y=240)
        sheet.text(280, 15, f"- {number} -")
        sheets.append(sheet)
    document = open_document(pdf_file(*sheets))
    assert paragraphs(document) == []
    assert [texts(grid) for grid in document.grids] == [[*rows, *rows[1:]]]


@pytest.mark.parametrize("bottom", [-900, 0, 900])
def test_only_the_margins_of_a_page_hold_running_heads(bottom: int) -> None:
    """A line in the middle of every page is one of the text, wherever each page begins to count its heights."""
    sheets = []
    for number, low in enumerate((0, bottom, bottom), 1):
        sheet = Sheet(f"0 {low} 595 {low + 300}")
        texts = (
            ("某市政府信息公开年度报告", 280),
            ("一、总体情况", 150),
            (f"共 3 页，第 {number} 页", 8),
            (f"- {number} -", 22),
        )
        for text, y in texts[number == 2 :]:
            sheet.text(60, low + y, text)
        sheets.append(sheet)
    assert paragraphs(open_document(pdf_file(*sheets))) == ["一、总体情况"] * 3


def test_a_row_cut_by_the_end_of_a_page_is_one() -> None:
    """A label that goes on on the next page is joined to its row; a row that begins there is not."""
    label = "申请人逾期未按"
    first, second = Sheet("0 0 595 300"), Sheet("0 0 595 300")
    for sheet, rows in (
        (first, [["", "甲类"], ["第一行", "1"], [label[:5], "2"]]),
        (second, [[label[5:], ""], ["第三行", "3"]]),
    ):
        rule(sheet, rows, y=240)
        fill(sheet, rows, y=240)
    (grid,) = open_document(pdf_file(first, second)).grids
    assert [[text.replace("\n", "") for text in row] for row in texts(grid)] == [
        ["", "甲类"],
        ["第一行", "1"],
        [label, "2"],
        ["第三行", "3"],
    ]


def test_blank_rows_on_two_pages_stay_two() -> None:
    """A row without figures at the end of a page does not take those of the next page's first row."""
    first, second = Sheet("0 0 595 300"), Sheet("0 0 595 300")
    top, low = [["", "甲类"], ["规章", ""]], [["文件", "7"], ["第三行", "3"]]
    for sheet, rows in ((first, top), (second, low)):
        rule(sheet, rows, y=240)
        fill(sheet, rows, y=240)
    (grid,) = open_document(pdf_file(first, second)).grids
    assert texts(grid) == [*top, *low]


def test_a_blank_below_a_head_of_two_rows_is_a_blank() -> None:
    """A head that spans the last rows of a page does not reach into the blank cells of the next page."""
    first, second = Sheet("0 0 595 300"), Sheet("0 0 595 300")
    fill(first, [["甲类", "乙类"], ["", "丁类"]], y=240)
    first.lines((60, 240, 180, 240), (120, 216, 180, 216), (60, 192, 180, 192))
    first.lines((60, 192, 60, 240), (120, 192, 120, 240), (180, 192, 180, 240))
    rule(second, [["", "5"]], y=240)
    fill(second, [["", "5"]], y=240)
    (grid,) = open_document(pdf_file(first, second)).grids
    assert texts(grid) == [["甲类", "乙类"], ["丁类"], ["", "5"]]


def test_a_cell_over_several_rows_goes_on_on_the_next_page() -> None:
    """The empty rest of a merged cell at the top of a page belongs to the cell that the page before ends with."""
    first, second = Sheet("0 0 595 300"), Sheet("0 0 595 300")
    for sheet in (first, second):
        sheet.lines((60, 240, 180, 240), (120, 216, 180, 216), (60, 192, 180, 192))
        sheet.lines((60, 192, 60, 240), (120, 192, 120, 240), (180, 192, 180, 240))
    fill(first, [["结果", "1"], ["", "2"]], y=240)
    fill(second, [["", "3"], ["", "4"]], y=240)
    (grid,) = open_document(pdf_file(first, second)).grids
    assert [(cell.text, cell.rowspan) for cell in grid.cells if cell.column == 0] == [("结果", 4)]
    assert [cell.text for cell in grid.cells if cell.column == 1] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(("rest", "whole"), [("已主动公开", True), ("二、无法供", False)])
def test_a_text_over_several_rows_goes_on_unless_the_next_begins_with_an_ordinal(rest: str, *, whole: bool) -> None:
    """A merged label that filled its cell at the end of a page has its last words on the next."""
    first, second = Sheet("0 0 595 300"), Sheet("0 0 595 300")
    for sheet in (first, second):
        sheet.lines((60, 240, 180, 240), (120, 216, 180, 216), (60, 192, 180, 192))
        sheet.lines((60, 192, 60, 240), (120, 192, 120, 240), (180, 192, 180, 240))
    fill(first, [["一、申请的", "1"], ["", "2"]], y=240)
    fill(second, [[rest, "3"], ["", "4"]], y=240)
    (grid,) = open_document(pdf_file(first, second)).grids
    labels = [(cell.text.replace("\n", ""), cell.rowspan) for cell in grid.cells if cell.column == 0]
    assert labels == ([(f"一、申请的{rest}", 4)] if whole else [("一、申请的", 2), (rest, 2)])


def test_a_table_inside_a_cell_is_a_table() -> None:
    """Lines around a whole table, as of a page that is laid out in a table, do not swallow it."""
    sheet = with_table()
    sheet.lines(
        (40, 500, 560, 500), (40, 800, 560, 800), (40, 500, 40, 800), (560, 500, 560, 800), (520, 500, 520, 800)
    )
    assert TABLE in [texts(grid) for grid in open_document(pdf_file(sheet)).grids]


def test_pdfs_are_read_in_several_threads() -> None:
    """PDFium knows no threads; reading in several is safe all the same."""
    files = [pdf_file(with_table()) for _ in range(16)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(open_document, files))
    assert {repr(texts(document.grids[0])) for document in found} == {repr(TABLE)}


def test_the_order_in_which_things_are_drawn_does_not_matter() -> None:
    """Lines before or after text, rows in any order: the table is the same."""
    dice = random.Random(4)
    for _ in range(5):
        sheet = with_table()
        dice.shuffle(sheet.stream)
        assert [texts(grid) for grid in open_document(pdf_file(sheet)).grids] == [TABLE]


@pytest.mark.parametrize(
    ("above", "below", "height"),
    [
        ([("名称", "数量"), ("甲", "5")], [("名称", "数量"), ("乙", "6")], 3),
        ([("2024年", "数量"), ("甲", "5")], [("2024年", "数量"), ("乙", "6")], 3),
        ([("甲", "5"), ("乙", "6")], [("甲", "5"), ("丙", "7")], 4),
        ([("名称", "数量"), ("甲", "5")], [("名称", "数量")], 2),
        ([("甲", "5件"), ("乙", "6")], [("甲", "5件"), ("丙", "7")], 4),
        ([("上页", "数量"), ("规章", "无")], [("下页", "数量"), ("规章", "无")], 4),
    ],
)
def test_a_head_of_words_is_repeated_and_a_row_of_figures_is_not(
    above: list[tuple[str, str]], below: list[tuple[str, str]], height: int
) -> None:
    """What the next page begins with is there once if it is a head; equal figures may be those of another row."""
    upper, lower = (
        Part(
            page, (0, 50, 100), tuple(tuple(GridCell(i, j, t) for j, t in enumerate(row)) for i, row in enumerate(rows))
        )
        for page, rows in ((1, above), (2, below))
    )
    assert upper.goes_on_in(lower)
    assert upper.followed_by(lower).grid().height == height


def test_a_row_with_something_of_its_own_is_not_the_rest_of_another() -> None:
    """A cell that stands below none of the page before begins there, and so does its row, however its label begins."""
    label, rest = GridCell(0, 0, "一、申请的"), GridCell(0, 0, "信息已公开")
    upper = Part(1, (0, 50, 100, 150), ((label, GridCell(0, 1, "5"), GridCell(0, 2, "6")),), full=frozenset([label]))
    narrow = (GridCell(0, 2, ""), GridCell(0, 3, ""))
    lower = Part(2, (0, 50, 100, 125, 150), ((rest, GridCell(0, 1, ""), *narrow),))
    assert upper.followed_by(lower).grid().height == 2
    whole = evolve(lower, rows=((rest, GridCell(0, 1, ""), GridCell(0, 2, "", colspan=2)),))
    assert upper.followed_by(whole).grid().height == 1


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["本年新收政府信息", "公开申请数量"], "本年新收政府信息公开申请数量"),
        (["Requests received", "this year"], "Requests received this year"),
        (["以上合计为一共十2", "3件"], "以上合计为一共十2\n3件"),
        (["合计", "三件"], "合计\n三件"),
    ],
)
def test_lines_of_a_cell_that_had_no_more_room_are_one(lines: list[str], text: str) -> None:
    """Digits are never put together, for they may be two figures."""
    wide = 8.0
    broken = [Line((Word(one, 0, min(wide, len(one)), -number, 1),), ()) for number, one in enumerate(lines)]
    assert reader._text(broken, wide) == text


def test_lines_that_stand_far_apart_throughout_are_one_paragraph() -> None:
    """A line begins another where it stands farther below than lines of its page usually do."""
    one, two = (Line((Word("字" * 20, 0, 200, y, 10),), ()) for y in (100, 76))
    assert [glyphs._is_stepped(one, two, 0, 200, usual) for usual in (12.0, 21.0)] == [True, False]


@pytest.mark.parametrize(("right", "ends"), [(175, True), (185, False)])
def test_a_sentence_that_leaves_room_for_two_characters_ends_its_paragraph(right: int, *, ends: bool) -> None:
    """With less room than that, the next line goes on with it."""
    one = Line((Word("字" * 16 + "。", 0, right, 100, 10),), ())
    assert glyphs._is_stepped(one, Line((Word("字" * 20, 0, 200, 88, 10),), ()), 0, 200, 12.0) is ends


MATRICES = st.tuples(*[st.integers(-9, 9)] * 6)


@given(MATRICES, MATRICES, st.integers(-9, 9), st.integers(-9, 9))
def test_a_form_in_a_form_is_drawn_where_both_put_it(
    inner: drawing.Matrix, outer: drawing.Matrix, x: float, y: float
) -> None:
    """One matrix after the other is one matrix."""
    assert drawing._moved(drawing._joined(inner, outer), x, y) == drawing._moved(outer, *drawing._moved(inner, x, y))


@pytest.mark.parametrize(("cut", "rows"), [(True, 1), (False, 2)])
def test_the_halves_of_a_row_that_a_page_cut_are_one_row(cut: bool, rows: int) -> None:  # noqa: FBT001 - what is said
    """Two cells below each other that are no halves of one row span two."""
    above, below = GridCell(4, 0, "本年新收"), GridCell(0, 0, "申请数量")
    joined = parts._rejoined(above, {above: below}, cut)
    assert (joined.text, joined.row, joined.rowspan) == ("本年新收\n申请数量", 4, rows)


def test_a_figure_under_no_name_beside_blanks_is_in_no_column() -> None:
    """A row with a figure in every column is laid out in their order; of fewer nobody knows where they belong."""
    whole, part = (
        Line(tuple(Word(text, left, left + 10, y, 10) for left, text in words.items()), ())
        for y, words in ((100, {0: "甲", 50: "5", 80: "6"}), (80, {0: "乙", 80: "7"}))
    )
    table = Table((whole, part), ((50, 60), (80, 90)), [whole.words[:1], part.words[:1]], (), (), sure=False)
    assert [[(cell.column, cell.text) for cell in row] for row in table.part(1, "page 1").rows] == [
        [(0, "甲"), (1, "5"), (2, "6")],
        [(0, "乙"), (3, "7")],
    ]


@pytest.mark.parametrize(
    ("x", "boxes"), [(50, set()), (96, set()), (104, set()), (97, {0, 1}), (103, {0, 1}), (3, {0}), (197, {1})]
)
def test_a_character_on_a_line_stands_in_both_cells(x: float, boxes: set[int]) -> None:
    """It is none of this while it keeps inside its own; at the border of the table there is no other."""
    across = [Ruling(at, 0, 200) for at in (0, 20, 40)]
    (table,) = lattice.lattices(across, [Ruling(at, 0, 40) for at in (0, 100, 200)])
    glyph = Mock(x=x, y=30, half=5, size=10)
    assert reader._reached(table, glyph, table.box_at(x, 30) or 0) == boxes


@pytest.mark.parametrize(("rows", "columns", "count"), [(1, 1, 0), (2, 1, 1), (1, 2, 1), (2, 2, 1)])
def test_a_frame_is_no_table_and_one_row_or_column_is(rows: int, columns: int, count: int) -> None:
    """Lines around one cell are drawn around texts too."""
    across = [Ruling(20 * at, 0, 100 * columns) for at in range(rows + 1)]
    down = [Ruling(100 * at, 0, 20 * rows) for at in range(columns + 1)]
    assert len([*lattice.lattices(across, down)]) == count


def test_a_point_on_the_edge_of_a_table_is_in_the_box_beside_it() -> None:
    """Each corner is in a box of its own, and what lies beyond is in none."""
    lines = [Ruling(at, 0, 20) for at in (0, 10, 20)]
    (table,) = lattice.lattices(lines, lines)
    assert [table.box_at(x, y) for y in (20, 0) for x in (0, 20)] == [0, 1, 2, 3]
    assert [table.box_at(*point) for point in ((-1, 5), (21, 5), (5, -1), (5, 21))] == [None] * 4


@pytest.mark.parametrize("size", [0.1, 1, 20])
def test_a_thin_rectangle_is_a_line_by_its_shape_and_not_by_its_size(size: float) -> None:
    """Half as long again as it is wide, it is none of the dots of a line."""
    for width, height, kind in ((1.6, 1, "horizontal"), (1, 1.6, "vertical"), (1.4, 1, "dots"), (1, 1.4, "dots")):
        drawn = drawing.Drawing()
        drawn.add_thin(0, 0, width * size, height * size)
        assert [name for name in ("horizontal", "vertical", "dots") if getattr(drawn, name)] == [kind]
