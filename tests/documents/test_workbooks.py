"""Workbooks: what stands on their sheets, and nothing that is hidden or that Excel shows as something else."""

import io
import random
import re
import struct
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.documents.archive import Archive
from govdisclosure.documents.ole import Compound
from govdisclosure.documents.opening import open_document
from govdisclosure.documents.readers.workbook.biff import read_book
from govdisclosure.documents.readers.workbook.biff_strings import shared_texts
from govdisclosure.documents.readers.workbook.cell_text import number_text
from govdisclosure.documents.readers.workbook.worksheet import (
    Worksheet,
    blocks_of_sheet,
    document_of,
    hidden_parts,
    hidden_sheet,
)
from govdisclosure.files import Limits, using_limits
from govdisclosure.grid.model import Document, Grid, TextBlock
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from tests.support import printing as p
from tests.support.mutating import _changed, read_or_refuse
from tests.support.records import BOF, EOF, one_at, record, xls_stream

OFFICE = Path(__file__).parent.parent / "data" / "office"
"""Files that LibreOffice made of what this library and xlsxwriter wrote."""

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def xlsx(
    rows: str, *, strings: str = "", styles: str = "", before: str = "", target: str = "worksheets/s.xml"
) -> bytes:
    """Return a workbook of one sheet by its XML."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {PACKAGE}><Relationship Id="a" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships {PACKAGE}><Relationship Id="a" Type="{RELATIONS}/worksheet" '
        f'Target="{target}"/></Relationships>',
        "xl/worksheets/s.xml": f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    return p.zipped(parts)


def texts(document: Document) -> list[list[str]]:
    """Return the rows of the first table."""
    return [[cell.text for cell in row] for row in document.grids[0].rows()]


def row_texts(cells: str, **more: str) -> list[str]:
    """Return what is read of a row of cells, which another row stands above."""
    head = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c><c r="D1"><v>1</v></c></row>'
    return texts(open_document(xlsx(f'{head}<row r="2">{cells}</row>', **more)))[1]


# numbers --------------------------------------------------------------------------------------------------------


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_number_is_its_digits(number: int) -> None:
    """Excel keeps 12 as 12.0; it is 12."""
    assert number_text(float(number)) == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_never_has_an_exponent(number: float) -> None:
    """Every number is printed in digits, and is the one that was stored to fifteen of them."""
    text = number_text(number)
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
    assert Decimal(text) == Decimal(f"{number:.15g}") or Decimal(text) == Decimal(number)


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_an_amount_is_the_one_that_was_typed(amount: Decimal) -> None:
    """What binary fractions add after fifteen digits is not read."""
    assert Decimal(number_text(float(amount))) == amount


def test_a_small_amount_is_read() -> None:
    """Three hundredths of a thousandth has no exponent, so it is a number."""
    assert row_texts('<c r="A2"><v>3.0000000000000001E-5</v></c><c r="B2"><v>NaN</v></c>')[:2] == ["0.00003", "NaN"]


def test_what_is_shown_otherwise_than_stored_is_no_figure() -> None:
    """Percentages, thousands and dates are not read as the number behind them."""
    formats = (
        '<numFmts><numFmt numFmtId="170" formatCode="0!.0,"/><numFmt numFmtId="171" formatCode="#,##0"/></numFmts>'
    )
    styles = "".join(f'<xf numFmtId="{number}" fontId="0"/>' for number in (0, 9, 170, 171, 14))
    cells = "".join(f'<c r="{"ABCDE"[at]}2" s="{at}"><v>123456</v></c>' for at in range(5))
    assert row_texts(cells, styles=f"{formats}<cellXfs>{styles}</cellXfs>") == [
        "123456",
        "123456 [0%]",
        "123456 [0!.0,]",
        "123456",
        "2238-01-03",
    ]


# what a sheet hides ---------------------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    """Rows and columns that nobody sees are not read; a merged cell is as large as what is seen of it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.write(0, 0, "corner")
    sheet.merge_range(0, 1, 0, 3, "head")
    sheet.merge_range(1, 0, 3, 0, "side")
    for row in (1, 2, 3):
        sheet.write_row(row, 1, [row * 10 + column for column in (1, 2, 3)])
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    book.close()
    document = open_document(out.getvalue())
    cells = [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in document.grids[0].cells]
    assert cells == [
        ("corner", 0, 0, 1, 1), ("head", 0, 1, 1, 2),
        ("side", 1, 0, 2, 1), ("21", 1, 1, 1, 1), ("23", 1, 2, 1, 1), ("31", 2, 1, 1, 1),
        ("33", 2, 2, 1, 1),
    ]  # fmt: skip
    assert document.grids[0].cells[-1].place.endswith("D4")
    assert [note.code for note in document.notes] == ["hidden_rows", "hidden_columns"]


def test_what_is_written_as_not_hidden_is_read() -> None:
    """LibreOffice says of every row that it is not hidden."""
    assert row_texts('<c r="A2"><v>5</v></c>', before='<cols><col min="1" max="2" hidden="false"/></cols>')[0] == "5"


def test_struck_out_and_raised_signs_are_no_digits() -> None:
    """Of a text in several fonts, what is struck out is not read, and a footnote's number stands in brackets."""
    pieces = "<r><t>1</t></r><r><rPr><strike/></rPr><t>5</t></r><r><rPr><strike val='0'/></rPr><t>2</t></r>"
    pieces += "<r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r><rPh sb='0' eb='1'><t>9</t></rPh>"
    fonts = "<fonts><font/><font><strike/></font></fonts>"
    cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>7</v></c>'
    cells += f'<c r="D2" t="inlineStr"><is>{pieces}</is></c>'
    found = row_texts(
        cells,
        strings=f"<si><t>12</t></si><si>{pieces}</si>",
        styles=f'{fonts}<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>',
    )
    assert found == ["12", "12（3）", "", "12（3）"]


WHITE_ON_BLUE = '<xf numFmtId="0" fontId="1" fillId="2"/>'
SEEN = (
    '<numFmts><numFmt numFmtId="170" formatCode=";;;"/><numFmt numFmtId="171" formatCode="0;-0;;@"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><sz val="1"/></font>'
    '<font><vertAlign val="superscript"/></font></fonts><fills><fill><patternFill/></fill><fill/><fill>'
    '<patternFill patternType="solid"><fgColor rgb="FF003366"/></patternFill></fill></fills><cellXfs>'
    '<xf/><xf numFmtId="170"/><xf numFmtId="171"/><xf fontId="1" fillId="0"/><xf fontId="2" fillId="0"/>'
    f'<xf fontId="3"/><xf fontId="4"/>{WHITE_ON_BLUE}</cellXfs>'
)


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        (0, "5", "5"), (1, "5", ""), (2, "0", ""), (2, "5", "5"), (3, "5", ""), (4, "5", ""), (5, "5", ""),
        (6, "5", "（5）"), (7, "5", "5"),
    ],
)  # fmt: skip
def test_what_a_cell_does_not_show_is_not_read_and_said(style: int, value: str, expected: str) -> None:
    """Formats that show nothing, white on no ground, letters of no size; raised figures are notes."""
    row = f'<row><c><v>1</v></c><c s="{style}"><v>{value}</v></c><c><v>1</v></c></row>'
    document = open_document(xlsx(row * 2, styles=SEEN))
    assert texts(document) == [["1", expected, "1"]] * 2
    assert [note.code for note in document.notes] == ([] if expected else ["hidden_cells"])


def test_rows_and_columns_without_room_are_hidden() -> None:
    """A height or a width of nought hides as well as the word does."""
    rows = "".join(
        f'<row r="{row}"{more}>' + "".join(f'<c r="{at}{row}"><v>{row}</v></c>' for at in "ABC") + "</row>"
        for row, more in (
            (1, ""),
            (2, ' ht="0" customHeight="1"'),
            (3, ' ht="0.5"'),
            (4, ' ht="15"'),
            (5, ' customHeight="1"'),
        )
    )
    document = open_document(xlsx(rows, before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'))
    assert texts(document) == [["1", "1"], ["4", "4"]]
    assert [note.code for note in document.notes] == ["hidden_rows", "hidden_columns"]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="B9"><v>1</v></c>', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', '<c r="1A"><v>1</v></c>',
        '<c r="A99999999"><v>1</v></c>', '<c r=""><v>1</v></c>',
        '<c t="inlineStr"><is><t>' + "x" * 50_000 + "</t></is></c>",
    ],
)  # fmt: skip
def test_cells_that_lie_about_their_place_are_refused(cells: str) -> None:
    """A cell of another row, one that stands twice, a place that is none, a text longer than any."""
    with pytest.raises(gd.ReadError, match="damaged"):
        open_document(xlsx(f'<row r="1">{cells}</row>'))


def test_no_cell_is_beyond_the_limits_however_it_is_written() -> None:
    """Spaces, the order of attributes and small letters change nothing."""
    rows = '<row r="1"><c  r = "A1"><v>1</v></c><c t="n" r="xfd1"><v>2</v></c></row>'
    assert open_document(xlsx(rows)).blocks
    with pytest.raises(gd.ReadError, match="positions"):
        open_document(xlsx(f'{rows}<row r="1048576"><c t="n" r="XFD1048576"><v>2</v></c></row>'))


@pytest.mark.parametrize(
    "rows",
    [
        "<row/>" * 2_000_000,
        "<row>" + "<c/>" * 2_000_000 + "</row>",
        '<row r="1">' + "<c><v>1</v></c>" * 300_000 + "</row>",
    ],
    ids=["rows", "empty cells", "cells"],
)
def test_a_sheet_of_too_much_is_refused_while_it_is_read(rows: str) -> None:
    """Rows and cells are counted before anything is made of them."""
    with pytest.raises(gd.ReadError, match=r"elements|positions"):
        open_document(xlsx(rows))


def test_a_number_format_is_gone_through_once() -> None:
    """However long it is."""
    code = "0" + "," * 100_000 + "0." * 100_000
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'
    )
    assert row_texts('<c r="A2" s="1"><v>5</v></c>', styles=styles)[0].startswith("5 [")


def test_a_formula_without_a_value_is_not_blank() -> None:
    """An error, and a formula that nobody calculated, are something that cannot be read; an empty text is empty."""
    cells = '<c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>1+1</f></c><c r="C2"><f>1+1</f><v></v></c>'
    assert row_texts(f'{cells}<c r="D2" t="str"><f>""</f><v></v></c><c r="E2"><f>1+1</f><v>2</v></c>') == [
        "#",
        "#",
        "#",
        "",
        "2",
    ]


@pytest.mark.parametrize("target", ["worksheets/s.xml", "/xl/worksheets/s.xml"])
def test_a_sheet_is_found_wherever_its_relation_points(target: str) -> None:
    """What is known of a sheet is known under its name, however its part is named."""
    assert row_texts('<c r="A2" t="e"><v>#N/A</v></c>', target=target)[0] == "#"


def test_cells_without_places_stand_after_each_other() -> None:
    """Some programs leave the places out; errors are then found all the same, and space is still bounded."""
    rows = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>'
    assert texts(open_document(xlsx(rows))) == [["1", "#"], ["2", "3"]]
    bomb = '<row r="1048576"><c r="A1048576"><v>1</v></c>' + "<c><v>1</v></c>" * 16_000 + "</row>"
    with pytest.raises(gd.ReadError, match="positions"):
        open_document(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + bomb))


def test_merges_of_everything_are_bounded() -> None:
    """Many merged cells that each cover the sheet take no more than one does."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="CV{row}"><v>1</v></c></row>' for row in range(1, 1001)
    )
    assert open_document(xlsx(rows)).grids[0].width == 100
    merged = "</sheetData><mergeCells>" + '<mergeCell ref="A1:CV1000"/>' * 1000 + "</mergeCells><sheetData>"
    with pytest.raises(gd.ReadError, match="positions"):
        open_document(xlsx(rows + merged))


# sheets ---------------------------------------------------------------------------------------------------------

PLACES = st.tuples(st.integers(0, 7), st.integers(0, 5))


@given(
    st.lists(st.lists(st.sampled_from(["", "", "a", "1"]), min_size=6, max_size=6), max_size=8),
    st.lists(st.tuples(PLACES, PLACES), max_size=5),
    st.sets(st.integers(0, 7), max_size=2),
    st.sets(st.integers(0, 5), max_size=2),
)
def test_every_text_that_is_seen_is_read_once(
    rows: list[list[str]],
    merged: list[tuple[tuple[int, int], tuple[int, int]]],
    hidden_rows: set[int],
    hidden_columns: set[int],
) -> None:
    """Whatever is merged and hidden: no cells overlap, and each text that is shown stands in one cell at its place."""
    named = [[text and f"{text}{row}{column}" for column, text in enumerate(line)] for row, line in enumerate(rows)]
    found = []
    for block in blocks_of_sheet(Worksheet("S", named, merged, hidden_rows, hidden_columns)):
        if isinstance(block, TextBlock):
            found.append(block.text)
        else:
            assert isinstance(block, Grid)
            block.owners()
            found += [cell.text for cell in block.cells if cell.text]
    seen = [
        text
        for row, line in enumerate(named)
        for column, text in enumerate(line)
        if text and row not in hidden_rows and column not in hidden_columns
    ]
    assert len(found) == len(set(found))
    if merged:
        assert set(found) <= {text for line in named for text in line}
    else:
        assert sorted(found) == sorted(seen)


def test_a_row_below_a_merged_cell_is_not_of_its_table() -> None:
    """The cell reaches as far as it spans, and an empty row behind that ends the table."""
    rows = [["x", "1"], ["", "2"], ["", ""], ["t", "3"]]
    blocks = blocks_of_sheet(Worksheet("S", rows, [((0, 0), (1, 0))], set(), set()))
    assert [block.height for block in blocks if isinstance(block, Grid)] == [2, 1]


@pytest.mark.parametrize("border", [0, 1])
def test_a_blank_cell_with_borders_is_one_of_a_table(border: int) -> None:
    """A blank corner and a blank last row belong to the table if borders say so; without them they are nothing."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, cell = book.add_worksheet(), book.add_format({"border": border})
    for row, line in enumerate([["", "甲类"], ["乙类", "1"], ["", ""], ["", ""]]):
        sheet.write_row(row, 0, line, cell)
    book.close()
    document = open_document(out.getvalue())
    assert texts(document) == ([["", "甲类"], ["乙类", "1"], ["", ""]] if border else [["乙类", "1"]])
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == ([] if border else ["甲类"])


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        ("a1/.2/../b3", ["0020"], ["4x2 a0031 b3011"]),
        ("a1/../.2/..", ["0020"], ["3x2 a0031"]),
        ("ab1/..2/.../cd.", ["0020", "0111"], ["4x3 a0031 b0121 c3011 d3111"]),
        ("a../.../b.1", ["0121"], ["a A1", "1x3 b0011"]),
        ("a.../b1..", ["0103"], ["a A1", "1x2 b0011"]),
        ("ab../c1..", ["0103"], ["2x4 a0011 b0113 c1011"]),
        ("a.b./c.1.", ["0001", "0203"], ["2x4 a0012 b0212 c1011"]),
        ("abc/123", ["0001", "0102", "0212"], ["2x3 a0012 c0221"]),
        ("a1./.../.2.", ["0020", "1112"], ["3x2 a0031"]),
        (".../..a/.../.bc/.12", [], ["a C2", "2x2 b0011 c0111"]),
        ("ab/12", ["5090", "0060"], ["2x2 a0021 b0111"]),
    ],
)
def test_a_table_holds_its_merged_cells_and_nothing_beyond(rows: str, merged: list[str], expected: list[str]) -> None:
    """It goes down and right as far as merged cells with a text do; of two that overlap the first is one.

    Each cell with a letter is given with its row, column and spans.
    """
    lines = rows.split("/")
    texts = [[text.strip(".") for text in line.ljust(len(lines[-1]), ".")] for line in lines]
    ranges = [((int(each[0]), int(each[1])), (int(each[2]), int(each[3]))) for each in merged]
    found = []
    with using("zh"):
        for block in blocks_of_sheet(Worksheet("S", texts, ranges)):
            if isinstance(block, TextBlock):
                found.append(f"{block.text} {block.place.removeprefix('工作表“S”')}")
            else:
                assert all(
                    c.row + c.rowspan <= block.height and c.column + c.colspan <= block.width for c in block.cells
                )
                cells = [f"{c.text}{c.row}{c.column}{c.rowspan}{c.colspan}" for c in block.cells if c.text.isalpha()]
                found.append(" ".join([f"{block.height}x{block.width}", *cells]))
    assert found == expected


@pytest.mark.parametrize(
    ("framed", "expected"),
    [({2: {0, 1}}, [3]), ({2: {0}}, [2]), ({0: {0}}, [2]), ({0: {1}, 2: {1}}, [2])],
)
def test_a_blank_row_with_borders_around_all_cells_is_the_last_of_its_table(
    framed: dict[int, set[int]], expected: list[int]
) -> None:
    """Borders around some of them, or above, say nothing."""
    sheet = Worksheet("S", [["a", "b"], ["c", "1"], ["", ""]], framed=framed)
    assert [block.height for block in blocks_of_sheet(sheet) if isinstance(block, Grid)] == expected


def test_a_text_beside_a_blank_cell_with_borders_at_its_right_is_a_title() -> None:
    """Only the corner of a table stands left of its first name."""
    kinds = []
    for rows in ([["t", ""], ["a", "1"]], [["", "t"], ["a", "1"]]):
        blank = rows[0].index("")
        blocks = blocks_of_sheet(Worksheet("S", rows, framed={0: {blank}}))
        kinds.append([isinstance(block, Grid) for block in blocks])
    assert kinds == [[False, True], [True]]


def test_a_sheet_behind_a_hidden_one_is_read() -> None:
    """The hidden one is only said."""
    document = document_of([hidden_sheet("H"), Worksheet("S", [["a", "b"], ["c", "1"]])])
    assert (len(document.grids), [note.code for note in document.notes]) == (1, ["hidden_sheet"])


def test_what_is_hidden_is_named_as_the_sheet_names_it() -> None:
    """Rows and columns with something in them, and cells that no hidden row or column holds anyhow."""
    rows = [["1", "x"], ["", "y"], ["", ""], ["3", ""]]
    unseen, covered = [(3, 0), (1, 0), (0, 1), (0, 0)], [(3, 0), (1, 1)]
    with using("en"):
        notes = [note.message for note in hidden_parts(Worksheet("S", rows, (), {1, 2}, {1}, unseen, covered))]
    assert notes == [
        "hidden rows of 'S' not read: 2",
        "hidden columns of 'S' not read: B",
        "cells whose content is not shown or struck out of 'S' not read: A1, A4",
        "cells under a drawing of 'S' not read: A4",
    ]


# .xls -----------------------------------------------------------------------------------------------------------


def test_an_old_workbook_is_the_same_report() -> None:
    """A report that LibreOffice saved as .xls reads as the one that was printed."""
    expected = gd.read(OFFICE / "report.json").report
    read = gd.read(OFFICE / "printed.xls").report
    assert read == expected
    assert not read.problems


def test_an_old_workbook_hides_and_raises_as_well() -> None:
    """Hidden rows, columns and sheets, errors, percentages, struck-out and raised signs of a real .xls file."""
    document = open_document((OFFICE / "hidden.xls").read_bytes())
    assert [note.code for note in document.notes] == ["hidden_rows", "hidden_columns", "hidden_cells", "hidden_sheet"]
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows()] == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "4", "1（3）4", "0.5 [0.0%]"],
        ["x", "123456 [0\\!.0,]", "", "#"],
        ["y", "2023-03-15", "0.00003", "12"],
    ]


def test_an_old_workbook_with_a_password_says_so() -> None:
    """The record that says how to decrypt the rest stands among the first."""
    data = bytearray((OFFICE / "printed.xls").read_bytes())
    stream = Compound(bytes(data)).stream("Workbook")
    code_page = data.find(struct.pack("<HH", 0x0042, 2))
    assert stream.startswith(b"\x09\x08")
    assert code_page > 0
    data[code_page : code_page + 2] = struct.pack("<H", 0x002F)
    with pytest.raises(gd.ReadError, match="password"):
        read_bytes(bytes(data))


@pytest.mark.parametrize("name", ["printed.xls", "hidden.xls", "report.odt"])
@pytest.mark.parametrize("seed", range(40))
def test_spoiled_files_raise_nothing_but_read_errors(name: str, seed: int) -> None:
    """Bytes of a real file changed, lost or put in anywhere never surface as any other error."""
    data = _changed((OFFICE / name).read_bytes(), random.Random(seed))
    assert read_or_refuse(data) in ("read", "refused")


def test_an_old_workbook_is_refused_by_its_limits() -> None:
    """Too many cells, texts or records have the name of their limit."""
    data = (OFFICE / "printed.xls").read_bytes()
    for most in (Limits(cells=5), Limits(elements=5), Limits(positions=5)):
        with using_limits(most), pytest.raises(gd.ReadError, match=r"`(cells|elements|positions)`"):
            open_document(data)


def test_what_is_inside_a_chart_on_a_sheet_is_none_of_the_sheet() -> None:
    """It has records of the same numbers; here one that would hide the first row, and a failed value."""
    hidden = record(0x0208, struct.pack("<HHHHHHBBH", 0, 0, 1, 0, 0, 0, 0x20, 0, 0))
    failed = record(0x0205, struct.pack("<HHHBB", 1, 0, 0, 0x07, 1))
    (sheet,) = read_book(xls_stream(b"", BOF + BOF + hidden + failed + EOF + failed + EOF)).sheets
    assert (sheet.hidden_rows, sheet.stored) == (set(), {(1, 0): "#"})


FONT = struct.Struct("<HHHHHBBBB")


def font(flags: int = 0, colour: int = 8) -> bytes:
    """Return the record of a font of ten points."""
    return record(0x0031, FONT.pack(200, flags, colour, 400, 0, 0, 0, 0, 0) + b"\x01\x00A")


def style(font: int = 0, number: int = 0) -> bytes:
    """Return the record of a style with a font and a number format."""
    return record(0x00E0, struct.pack("<HH16x", font, number))


def test_no_font_of_an_old_workbook_has_the_number_four() -> None:
    """The fifth is called by five, and those before it by their place."""
    cells = b"".join(one_at(0, column, style=column) for column in range(3))
    fonts = font() * 3 + font(8) + font(8) + font()
    (sheet,) = read_book(xls_stream(fonts + style(3) + style(5) + style(6), BOF + cells + EOF)).sheets
    assert {place for place, each in sheet.styles.items() if each.appearance == "hidden"} == {(0, 0), (0, 1)}


@pytest.mark.parametrize(("colour", "seen"), [(1, False), (9, False), (0, True), (2, True), (8, True), (0x7FFF, True)])
def test_two_numbers_of_colours_in_an_old_workbook_are_white(colour: int, *, seen: bool) -> None:
    """The first of the fixed colours, and of those that can be changed."""
    (sheet,) = read_book(xls_stream(font(colour=colour) + style(), BOF + one_at(0, 0) + EOF)).sheets
    assert (not sheet.styles) is seen


@pytest.mark.parametrize("wide", [0, 1])
def test_number_formats_of_an_old_workbook_are_in_one_byte_or_two(wide: int) -> None:
    """A bit says in how many; nothing says that days are counted from 1904."""
    code = "0.0件" if wide else "0.0é"
    text = struct.pack("<HHB", 170, len(code), wide) + code.encode("utf-16-le" if wide else "latin-1")
    book = read_book(xls_stream(font() + record(0x041E, text) + style(number=170), BOF + one_at(0, 0) + EOF))
    assert [each.code for each in book.sheets[0].styles.values()] == [code]
    assert not book.since_1904


def test_shared_texts_of_an_old_workbook_go_on_in_the_records_behind_them() -> None:
    """Those behind other records are of these, before the texts and after."""
    other = record(0x00EB, b"x") + record(0x003C, b"y") + record(0x003C, b"z")
    texts = record(0x00FC, struct.pack("<IIHB", 2, 2, 2, 0) + b"ab") + record(0x003C, struct.pack("<HB", 2, 0) + b"cd")
    cells = b"".join(record(0x00FD, struct.pack("<HHHI", 0, n, 0, n)) for n in range(2))
    (sheet,) = read_book(xls_stream(other + texts + other, BOF + cells + EOF)).sheets
    assert sheet.stored == {(0, 0): "ab", (0, 1): "cd"}


def test_two_cells_of_an_old_workbook_that_are_far_apart_are_refused() -> None:
    """The space between them alone would fill the memory; each by itself stands at the end of few."""
    assert read_book(xls_stream(b"", BOF + one_at(65_000, 0) + EOF, BOF + one_at(0, 255) + EOF)).sheets
    with pytest.raises(gd.ReadError, match="`positions`"):
        read_book(xls_stream(b"", BOF + one_at(65_000, 0) + one_at(0, 255) + EOF))


def test_white_letters_on_no_ground_of_an_old_workbook_are_hidden() -> None:
    """A style with a pattern may be dark, and so shows them."""
    white = record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 9, 400, 0, 0, 0, 0, 0) + b"\x01\x00A")
    plain, filled = (record(0x00E0, struct.pack("<HH13xB2x", 0, 0, pattern << 2)) for pattern in (0, 1))
    (sheet,) = read_book(xls_stream(white + plain + filled, BOF + one_at(0, 0) + one_at(0, 1, style=1) + EOF)).sheets
    assert [place for place, style in sheet.styles.items() if style.appearance == "hidden"] == [(0, 0)]


@pytest.mark.parametrize(
    "stream",
    [
        xls_stream(b"", BOF + EOF, BOF + EOF, overlapping=True),
        xls_stream(
            record(0x0031, struct.pack("<HHHHHBBBB", 200, 8, 0, 400, 0, 0, 0, 0, 0))
            + record(0x00FC, struct.pack("<II", 9, 9) + b"\x05")
        ),
        xls_stream(b"", record(0x0205, bytes(8)) + EOF),
        xls_stream(b"", BOF + record(0x0205, bytes(7)) + EOF),
        xls_stream(b"", BOF + record(0x00FD, bytes(10)) + EOF),
        xls_stream(b"", BOF + record(0x0203, bytes(14)))[:-1],
    ],
    ids=[
        "two sheets in one place",
        "texts that end early",
        "a sheet that does not begin",
        "a value that is missing",
        "a text that is missing",
        "a record that is cut off",
    ],
)
def test_an_old_workbook_that_contradicts_itself_is_damaged(stream: bytes) -> None:
    """Sheets begin, do not overlap, and hold as much as they say."""
    with using("en"), pytest.raises(gd.ReadError, match="damaged"):
        read_book(stream)


def test_an_old_workbook_may_end_without_saying_so() -> None:
    """What is cut off behind its last record is all there."""
    (sheet,) = read_book(xls_stream(b"", BOF + record(0x0205, struct.pack("<HHHBB", 1, 0, 0, 0x07, 1)))).sheets
    assert sheet.stored == {(1, 0): "#"}


def test_a_chart_of_an_old_workbook_that_has_a_sheet_of_its_own_is_none_of_cells() -> None:
    """Its record says what kind of sheet it is."""
    data = bytearray((OFFICE / "printed.xls").read_bytes())
    listed = data.find(struct.pack("<H", 0x0085), data.find(struct.pack("<H", 0x0809)))
    data[listed + 9] = 2
    assert len(open_document(bytes(data)).grids) < len(open_document((OFFICE / "printed.xls").read_bytes()).grids)


def test_an_old_workbook_of_nothing_but_merged_areas_is_refused() -> None:
    """There cannot be more of them than cells."""
    areas = record(0x00E5, struct.pack("<H", 1000) + bytes(8000))
    with pytest.raises(gd.ReadError, match="`cells`"):
        read_book(xls_stream(b"", BOF + areas * 201 + EOF))


def test_what_an_old_workbook_says_of_its_size_is_not_believed() -> None:
    """Memory is taken for the cells that there are, however many rows, columns and texts are announced."""
    data = (OFFICE / "printed.xls").read_bytes()
    size = data.index(struct.pack("<HHIIHH", 0x0200, 14, 0, 68, 0, 15)) + 4
    lying = data[:size] + struct.pack("<IIHH", 0, 1 << 30, 0, 0xFFFF) + data[size + 12 :]
    assert open_document(lying) == open_document(data)


def test_every_kind_of_record_gives_what_is_stored() -> None:
    """Numbers in eight bytes, in four, and several in a row; truths, errors, texts, and what formulas gave."""
    place = struct.Struct("<HHH")
    halves = struct.pack("<HI", 0, 6 << 2 | 2) + struct.pack("<HI", 0, 1234 << 2 | 3)
    spoken = b"\0" + bytes(5) + b"\xff\xff"
    text = struct.pack("<HB", 2, 0) + b"ab"
    sheet = b"".join(
        (
            record(0x0203, place.pack(0, 0, 0) + struct.pack("<d", 0.5)),
            record(0x027E, place.pack(0, 1, 0) + struct.pack("<I", (-7 & 0x3FFFFFFF) << 2 | 2)),
            record(0x00BD, struct.pack("<HH", 1, 0) + halves + struct.pack("<H", 1)),
            record(0x00BE, struct.pack("<HHHHH", 2, 0, 0, 0, 1)) + record(0x0201, place.pack(2, 2, 0)),
            *(record(0x0205, place.pack(3, n, 0) + both) for n, both in enumerate((b"\1\0", b"\0\0", b"\7\1"))),
            record(0x0204, place.pack(4, 0, 0) + text),
            record(0x0006, place.pack(5, 0, 0) + struct.pack("<d", 8.0) + bytes(6)),
            record(0x0006, place.pack(5, 1, 0) + spoken) + record(0x0207, text[:-1]) + record(0x003C, b"\0b"),
            record(0x0006, place.pack(5, 2, 0) + b"\1\0\1" + bytes(3) + b"\xff\xff"),
            record(0x0006, place.pack(5, 3, 0) + b"\2" + bytes(5) + b"\xff\xff"),
            record(0x0006, place.pack(5, 4, 0) + b"\3" + bytes(5) + b"\xff\xff"),
            record(0x00E5, bytes(2)) + record(0x003C, b"\0b"),  # what goes on there is no text
        )
    )
    (found,) = read_book(xls_stream(b"", BOF + sheet + EOF)).sheets
    assert found.stored == {
        (0, 0): 0.5, (0, 1): -7, (1, 0): 6, (1, 1): 12.34, (3, 0): "TRUE", (3, 1): "FALSE", (3, 2): "#",
        (4, 0): "ab", (5, 0): 8, (5, 1): "ab", (5, 2): "TRUE", (5, 3): "#",
    }  # fmt: skip


@pytest.mark.parametrize(("page", "text"), [(936, "规章"), (1252, "é"), (10000, "é"), (4711, "é")])
def test_texts_from_before_1997_are_in_the_code_page_of_the_workbook(page: int, text: str) -> None:
    """Names of sheets too; an unknown page is read byte by byte."""
    encoding = {936: "gb18030", 10000: "mac_roman"}.get(page, "latin-1")
    said = text.encode(encoding)
    begin = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0))
    cell = record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(said)) + said)
    general = record(0x0042, struct.pack("<H", page))
    start = len(begin + general + EOF) + 4 + 7 + len(said)
    listed = record(0x0085, struct.pack("<IBBB", start, 1, 0, len(said)) + said)
    (sheet,) = read_book(begin + general + listed + EOF + begin + cell + EOF).sheets
    assert (sheet.name, sheet.is_hidden, sheet.stored) == (text, True, {(0, 0): text})


def test_words_of_number_formats_from_before_1997_are_in_the_code_page_too() -> None:
    """A unit behind a figure is no sign that it shows another number."""
    words = '0"件"'.encode("gb18030")
    page = record(0x0042, struct.pack("<H", 936))
    style = record(0x041E, struct.pack("<HB", 164, len(words)) + words) + record(0x00E0, struct.pack("<HH", 0, 164))
    begin = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0))
    start = len(begin + page + style + EOF) + 4 + 7
    listed = record(0x0085, struct.pack("<IBBB", start, 0, 0, 0))
    (sheet,) = read_book(begin + page + style + listed + EOF + begin + one_at(0, 0) + EOF).sheets
    assert sheet.styles[0, 0].code == '0"件"'


def test_days_may_be_counted_from_1904() -> None:
    """A workbook says so, and a style with a format of dates shows them."""
    dates = record(0x0022, struct.pack("<H", 1)) + record(0x00E0, struct.pack("<HH13xB2x", 0, 14, 0))
    book = read_book(xls_stream(dates, BOF + one_at(0, 0) + EOF))
    assert book.since_1904
    assert book.sheets[0].styles[0, 0].is_date


def test_texts_go_on_in_the_next_record() -> None:
    """A text in several fonts that is cut by the end of a record may be wide on one side and narrow on the other."""
    head = struct.pack("<II", 2, 2) + struct.pack("<HB", 1, 0) + b"x"
    cut = struct.pack("<HBH", 4, 0x09, 2) + "规章".encode("utf-16-le")
    rest = b"\x00" + b"12" + struct.pack("<HHHH", 0, 5, 3, 6)
    assert shared_texts([head + cut, rest], {6: "raised"}) == ["x", "规章1（2）"]
    assert shared_texts([head + cut, rest], {5: "hidden"}) == ["x", "2"]
    with pytest.raises(struct.error):
        shared_texts([head + cut], {6: "raised"})


def test_a_binary_workbook_says_what_to_save_it_as() -> None:
    """.xlsb is not read, because nothing here can bound it."""
    with pytest.raises(gd.ReadError, match=r"\.xlsx"):
        read_bytes(p.zipped({"xl/workbook.bin": b"\x00"}))


# .ods -----------------------------------------------------------------------------------------------------------


def ods(rows: str, styles: str = "", columns: str = "") -> bytes:
    """Return a workbook by its XML."""
    names = {"o": "office", "t": "table", "x": "text", "s": "style", "d": "drawing", "f": "xsl-fo-compatible"}
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    content = (
        f"<o:document-content {spaces}><o:automatic-styles>{styles}</o:automatic-styles><o:body><o:spreadsheet>"
        f'<t:table t:name="S">{columns}{rows}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    return p.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def number(value: str, shown: str, kind: str = "float") -> str:
    """Return a cell of a number and what is shown."""
    return f'<t:table-cell o:value-type="{kind}" o:value="{value}"><x:p>{shown}</x:p></t:table-cell>'


def test_a_cell_of_a_table_of_open_document_may_span_others() -> None:
    """Rows and columns, each as many as it says."""
    wide = '<t:table-cell t:number-columns-spanned="3" t:number-rows-spanned="2"><x:p>甲</x:p></t:table-cell>'
    covered = '<t:covered-table-cell t:number-columns-repeated="2"/>'
    below = f'<t:covered-table-cell t:number-columns-repeated="3"/>{number("2", "2")}'
    rows = f"<t:table-row>{wide}{covered}{number('1', '1')}</t:table-row><t:table-row>{below}</t:table-row>"
    (grid,) = open_document(ods(rows)).grids
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells] == [
        ("甲", 0, 0, 2, 3),
        ("1", 0, 3, 1, 1),
        ("2", 1, 3, 1, 1),
    ]


def test_repeated_rows_of_open_document_are_as_wide_as_their_last_cell() -> None:
    """All of their area counts for the limit."""
    gap = '<t:table-cell t:number-columns-repeated="8"/>'
    row = f'<t:table-row t:number-rows-repeated="3">{number("1", "1")}{gap}{number("2", "2")}</t:table-row>'
    with using_limits(Limits(positions=30)):
        assert len(texts(open_document(ods(row)))) == 3
    with using_limits(Limits(positions=29)), pytest.raises(gd.ReadError, match="positions"):
        open_document(ods(row))


def test_a_cell_of_numbers_is_its_number() -> None:
    """However many digits are shown; what is shown in thousands or as a percentage is no figure."""
    cells = number("12.345", "12.3") + number("1234", "1,234", "currency") + number("3e-05", "0") + number("nan", "x")
    cells += number("123456", "123.5") + number("0.5", "50%", "percentage") + number("2", "2件")
    row = f"<t:table-row>{cells}</t:table-row>"
    expected = ["12.345", "1234", "0.00003", "#", "123456 [123.5]", "50%", "2"]
    assert texts(open_document(ods(row + row))) == [expected, expected]


def test_hidden_columns_of_an_ods_are_left_out() -> None:
    """Collapsed columns and rows are not read, and said."""
    row = f"<t:table-row>{number('1', '1')}{number('2', '2')}{number('3', '3')}</t:table-row>"
    hidden = row.replace("<t:table-row>", '<t:table-row t:visibility="collapse">')
    columns = '<t:table-column/><t:table-column t:visibility="collapse"/><t:table-column/>'
    document = open_document(ods(row + hidden + row, columns=columns))
    assert texts(document) == [["1", "3"], ["1", "3"]]
    assert [note.code for note in document.notes] == ["hidden_rows", "hidden_columns"]


WHITE_LOOK = '<dxf><font><color rgb="FFFFFFFF"/></font></dxf>'
LOOKS = (
    WHITE_LOOK, "<dxf><font><strike/></font></dxf>", '<dxf><numFmt numFmtId="9" formatCode=";;;"/></dxf>',
    '<dxf><font><color rgb="FF00FF00"/></font><fill><patternFill><bgColor rgb="FF00FF00"/></patternFill></fill></dxf>',
)  # fmt: skip
COLOURED = (
    '<dxf><font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf>'
)


def conditioned(look: str, rule: str) -> Document:
    """Return a workbook of two rows of 5, 0 and 7, with a rule about the second and third column."""
    cells = [f'<c r="{name}ROW"><v>{number}</v></c>' for name, number in zip("ABC", "507", strict=True)]
    rows = "".join(f'<row r="{row}">{"".join(cells)}</row>'.replace("ROW", str(row)) for row in (1, 2))
    condition = f'<conditionalFormatting sqref="B1:C2"><cfRule dxfId="0" {rule}</cfRule></conditionalFormatting>'
    return open_document(xlsx(rows, styles=f"<dxfs>{look}</dxfs>", before=condition))


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_rule_hides_is_not_read(look: str) -> None:
    """White on white, struck out, shown as nothing: where the rule holds; where nobody can tell, no figure is read."""
    document = conditioned(look, 'type="cellIs" operator="equal"><formula>0</formula>')
    assert texts(document) == [["5", "", "7"]] * 2
    assert [note.code for note in document.notes] == ["hidden_cells"]
    assert texts(conditioned(look, 'type="expression"><formula>A1&gt;4</formula>')) == [["5", "\ufffd0", "\ufffd7"]] * 2


def test_a_rule_that_only_colours_hides_nothing() -> None:
    """White letters on the red ground that comes with them are seen."""
    assert texts(conditioned(COLOURED, 'type="expression"><formula>A1&gt;4</formula>')) == [["5", "0", "7"]] * 2


def test_a_rule_that_compares_with_words_may_hide_anything() -> None:
    """Nobody here can tell when it holds; a rule with a look of its own, which hides nothing, does not matter."""
    compared = 'type="cellIs" operator="equal"><formula>"none"</formula>'
    assert texts(conditioned(WHITE_LOOK, compared)) == [["5", "\ufffd0", "\ufffd7"]] * 2
    others = 'type="expression"><formula>A1</formula></cfRule><cfRule dxfId="1" type="expression"><formula>A1</formula>'
    assert texts(conditioned(COLOURED + WHITE_LOOK, others)) == [["5", "\ufffd0", "\ufffd7"]] * 2


def drawn(draw: Callable[[xlsxwriter.Workbook, Any], object]) -> Document:
    """Return a workbook of a title and three rows, a label and two figures each, on which something is drawn."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.write(0, 0, "2024年报告")
    for row in (1, 2, 3):
        sheet.write_row(row, 0, ["规章", row * 10 + 1, None, row * 10 + 3])
    draw(book, sheet)
    book.close()
    return open_document(out.getvalue())


def box(row: int, column: int, text: str = "", **options: object) -> Callable[[xlsxwriter.Workbook, Any], object]:
    """Return what draws a shape one cell large on a sheet."""
    said = {"width": 64, "height": 20, "fill": {"color": "white"}, **options}
    return lambda _, sheet: sheet.insert_textbox(row, column, text, said)


def plot(row: int, column: int) -> Callable[[xlsxwriter.Workbook, Any], object]:
    """Return what draws a chart from a cell on."""

    def draw(book: xlsxwriter.Workbook, sheet: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=S!$B$2:$B$4"})
        sheet.insert_chart(row, column, chart)

    return draw


ROWS = [["规章", "11", "", "13"], ["规章", "21", "", "23"], ["规章", "31", "", "33"]]


HARMLESS = {
    "chart beside": plot(0, 4), "chart below": plot(4, 0), "emblem on the title": box(0, 0), "beside": box(2, 4),
    "frame": box(2, 1, fill={"none": True}), "on the edge": box(2, 3, x_offset=62), "dot": box(2, 2, width=1, height=1),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_a_drawing_that_hides_no_figure_does_not_matter(name: str) -> None:
    """A chart beside or below the table, an emblem on the title, a frame around a cell, a shape on its very edge."""
    document = drawn(HARMLESS[name])
    assert texts(document) == ROWS
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == ["2024年报告"]
    assert not document.notes


HIDING = {
    "B3": box(2, 1), "B3 by a text": box(2, 1, text="5", fill={"none": True}), "C3": box(2, 2),
    "D2 D3 D4": box(1, 3, height=60), "C3 D3 C4 D4": plot(2, 2), "D3 by half": box(2, 3, x_offset=50),
    "B3 B4": box(2, 0, x_offset=60, y_offset=15),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDING)
def test_figures_under_a_drawing_are_unreadable_and_said(name: str) -> None:
    """Nobody sees what a filled shape, a text or a chart lies over, also where only a part of it is."""
    document = drawn(HIDING[name])
    covered = name.split(" by ", maxsplit=1)[0].split()
    places = [f"{'ABCD'[column]}{row + 2}" for row, cells in enumerate(ROWS) for column, _ in enumerate(cells)]
    found = dict(zip(places, (text for row in texts(document) for text in row), strict=True))
    assert [place for place, text in found.items() if "\ufffd" in text] == covered
    (note,) = document.notes
    assert note.code == "hidden_cells"
    assert all(place in note.message for place in covered)


ANCHOR = "<oneCellAnchor><from><col>1</col><colOff>0</colOff><row>0</row><rowOff>0</rowOff></from>"


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (ANCHOR + '<ext cx="609600" cy="190500"/><pic/></oneCellAnchor>', ["7", "\ufffd7", "7"]),
        ('<absoluteAnchor><pos x="1219200" y="0"/><ext cx="609600" cy="190500"/><pic/></absoluteAnchor>',
         ["7", "7", "\ufffd7"]),
        (ANCHOR + '<ext cx="999999999999" cy="x"/><pic/></oneCellAnchor>', ["7", "7", "7"]),
        (ANCHOR + '<ext cx="999999999999" cy="190500"/><graphicFrame/></oneCellAnchor>', ["7", "\ufffd7", "\ufffd7"]),
        (ANCHOR + '<ext cx="609600" cy="190500"/><pic><nvPicPr><cNvPr hidden="1"/></nvPicPr></pic></oneCellAnchor>',
         ["7", "7", "7"]),
        (ANCHOR + '<ext cx="609600" cy="190500"/><sp><spPr/><style><fillRef idx="1"/></style></sp></oneCellAnchor>',
         ["7", "\ufffd7", "7"]),
        (ANCHOR + '<ext cx="609600" cy="190500"/><sp><spPr/></sp></oneCellAnchor>', ["7", "7", "7"]),
        (ANCHOR + '<ext cx="609600" cy="190500"/><cxnSp/></oneCellAnchor>', ["7", "7", "7"]),
        (ANCHOR + '<ext cx="609600" cy="190500"/><sp/></oneCellAnchor>', ["7", "7", "7"]),
    ],
)  # fmt: skip
def test_drawings_are_found_however_they_are_held(anchor: str, expected: list[str]) -> None:
    """Held by one cell, or by the corner of the sheet; hidden ones and lines hide nothing."""
    row = "".join(f'<c r="{letter}ROW"><v>7</v></c>' for letter in "ABC")
    rows = "".join(f'<row r="{number}">{row}</row>'.replace("ROW", str(number)) for number in (1, 2))
    parts = {
        "xl/worksheets/_rels/s.xml.rels": f'<Relationships {PACKAGE}><Relationship Id="d" Type="{RELATIONS}/drawing" '
        f'Target="../drawings/d.xml"/><Relationship Id="e" Type="{RELATIONS}/drawing" Target="gone"/></Relationships>',
        "xl/drawings/d.xml": f'<wsDr xmlns="d">{anchor}</wsDr>',
    }
    document = open_document(Archive(xlsx(rows)).rewritten({name: text.encode() for name, text in parts.items()}))
    assert texts(document) == [expected, ["7"] * 3]


@pytest.mark.parametrize(
    ("x", "columns", "covered"),
    [
        (1219200, '<col min="1" max="1" width="40"/>', 0),
        (40 * 66675, '<col min="1" max="1" width="40"/>', 1),
        (40 * 66675 + 609600, '<col min="1" max="1" width="40"/>', 2),
        (1219200, '<col min="1" max="3" width="40"/><col min="2" max="2" width="1"/>', 0),
        (40 * 66675, '<col min="1" max="3" width="40"/><col min="2" max="2" width="1"/>', 1),
    ],
)
def test_a_drawing_lies_over_the_columns_as_wide_as_they_are(x: int, columns: str, covered: int) -> None:
    """A wide first column lies under all of it, however many more rows the sheet stores without anything in them.

    Of two widths of a column the first holds, and what belongs to a sheet besides drawings need not be XML.
    """
    cells = "".join(f'<c r="{letter}ROW"><v>7</v></c>' for letter in "ABC")
    rows = "".join(f'<row r="{n}">{cells}</row>'.replace("ROW", str(n)) for n in (1, 2)) + '<row r="9"/>'
    anchor = f'<absoluteAnchor><pos x="{x}" y="0"/><ext cx="609600" cy="190500"/><pic/></absoluteAnchor>'
    related = [
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="../{name}"/>'
        for name, kind in (("drawings/d.xml", "drawing"), ("printer.bin", "printerSettings"))
    ]
    parts = {
        "xl/worksheets/_rels/s.xml.rels": f"<Relationships {PACKAGE}>{''.join(related)}</Relationships>",
        "xl/printer.bin": "no XML",
        "xl/drawings/d.xml": f'<wsDr xmlns="d">{anchor}</wsDr>',
    }
    data = Archive(xlsx(rows, before=f"<cols>{columns}</cols>")).rewritten(
        {name: text.encode() for name, text in parts.items()}
    )
    expected = ["\ufffd7" if column == covered else "7" for column in range(3)]
    assert texts(open_document(data)) == [expected, ["7"] * 3]


@pytest.mark.parametrize(("points", "covered"), [(1, 0), (44, 0), (62, 1), (104, 1), (122, 2), (170, 3)])
def test_a_drawing_lies_over_the_rows_as_high_as_they_are(points: int, covered: int) -> None:
    """A row without a number stands behind the one before; one of which nothing is said is fifteen points high."""
    cells = "<c><v>7</v></c><c><v>7</v></c>"
    rows = f'<row r="1" ht="60">{cells}</row><row ht="60">{cells}</row><row r="4" ht="50">{cells}</row>'
    anchor = f'<absoluteAnchor><pos x="0" y="{points * 12700}"/><ext cx="609600" cy="152400"/><pic/></absoluteAnchor>'
    parts = {
        "xl/worksheets/_rels/s.xml.rels": f'<Relationships {PACKAGE}><Relationship Id="d" Type="{RELATIONS}/drawing" '
        'Target="../drawings/d.xml"/></Relationships>',
        "xl/drawings/d.xml": f'<wsDr xmlns="d">{anchor}</wsDr>',
    }
    data = Archive(xlsx(rows)).rewritten({name: text.encode() for name, text in parts.items()})
    found = [row[0] for grid in open_document(data).grids for row in texts(Document((grid,)))]
    expected = ["\ufffd7" if row == covered else "7" for row in (0, 1, 3)]
    assert found == (expected if covered != 2 else ["7"] * 3)


def test_drawings_over_everything_are_bounded() -> None:
    """Many shapes over a large sheet are refused before anything is laid."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2000"><c r="CV2000"><v>1</v></c></row>'
    anchor = ANCHOR + '<ext cx="999999999999" cy="999999999999"/><pic/></oneCellAnchor>'
    parts = {
        "xl/worksheets/_rels/s.xml.rels": f'<Relationships {PACKAGE}><Relationship Id="d" Type="{RELATIONS}/drawing" '
        'Target="../drawings/d.xml"/></Relationships>',
        "xl/drawings/d.xml": f'<wsDr xmlns="d">{anchor * 500}</wsDr>',
    }
    data = Archive(xlsx(cells)).rewritten({name: text.encode() for name, text in parts.items()})
    with pytest.raises(gd.ReadError, match="positions"):
        open_document(data)


@pytest.mark.parametrize("days", ["-5", "3000000"])
def test_a_number_that_is_no_day_is_no_date(days: str) -> None:
    """Excel shows strokes for it; it is read as the number, with its format."""
    dates = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    assert days in row_texts(f'<c r="A2" s="1"><v>{days}</v></c>', styles=dates)[0]


def test_a_text_may_be_partly_in_fonts() -> None:
    """Some programs write its beginning without one."""
    mixed = '<t>1</t><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
    assert row_texts(f'<c r="A2" t="inlineStr"><is>{mixed}</is></c>')[0] == "1（2）"


def test_white_letters_within_a_text_may_be_seen() -> None:
    """The cell may be dark: digits in white are neither read nor passed over."""
    white = '<r><t>1</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>5</t></r>'
    assert row_texts(f'<c r="A2" t="inlineStr"><is>{white}</is></c>')[0] == "1\ufffd5"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ('f:color="#ffffff"', ""), ('f:font-size="0pt"', ""), ('s:text-line-through-style="solid"', ""),
        ('f:color="#333333"', "5"), ('s:text-position="super 58%"', "（5）"), ('f:font-size="1.2cm"', "5"),
    ],
)  # fmt: skip
def test_what_a_cell_of_an_ods_does_not_show_is_not_read_and_said(says: str, expected: str) -> None:
    """White on no ground, letters of no size, struck out; raised figures are notes."""
    style = f'<s:style s:name="w" s:family="table-cell"><s:text-properties {says}/></s:style>'
    cell = number("5", "5").replace("<t:table-cell", '<t:table-cell t:style-name="w"')
    row = f"<t:table-row>{number('1', '1')}{cell}{number('3', '3')}</t:table-row>"
    document = open_document(ods(row + row, style))
    assert texts(document) == [["1", expected, "3"]] * 2
    assert [note.code for note in document.notes] == ([] if expected else ["hidden_cells"])


def test_what_an_ods_stores_and_does_not_show_is_said() -> None:
    """A format that shows nothing leaves the cell without a text; a drawing is no blank; a low row is hidden."""
    empty = '<t:table-cell o:value-type="float" o:value="7"/>'
    drawn = "<t:table-cell><d:frame/></t:table-cell>"
    low = '<s:style s:name="l" s:family="table-row"><s:table-row-properties s:row-height="0cm"/></s:style>'
    row = f"<t:table-row>{number('1', '1')}{empty}{drawn}</t:table-row>"
    document = open_document(ods(row + row.replace("-row>", '-row t:style-name="l">', 1) + row, low))
    assert texts(document) == [["1", "", "\ufffd"]] * 2
    assert [note.code for note in document.notes] == ["hidden_rows", "hidden_cells"]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("S.C2", [["1", "\ufffd2", "\ufffd3"]] * 2), ("S.ZZ99999", [["1", "\ufffd2", "\ufffd3"]] * 2),
        ("'a b'.$B$1", [["1", "\ufffd2", "3"], ["1", "2", "3"]]),
    ],
)  # fmt: skip
def test_what_lies_over_cells_of_an_ods_hides_them(end: str, expected: list[list[str]]) -> None:
    """A drawing is held by its first cell and says where it ends."""
    shape = f'<d:rect t:end-cell-address="{end}" t:end-x="1cm" t:end-y="0.4cm"><x:p>5</x:p></d:rect>'
    second = number("2", "2")
    held = second.replace("</t:table-cell>", f"{shape}</t:table-cell>")
    rows = [f"<t:table-row>{number('1', '1')}{each}{number('3', '3')}</t:table-row>" for each in (held, second)]
    document = open_document(ods("".join(rows)))
    assert texts(document) == expected
    assert [note.code for note in document.notes] == ["hidden_cells"]


def test_a_drawing_beside_the_table_of_an_ods_does_not_matter() -> None:
    """It begins behind the last column, or ends where the next row and column begin."""
    beside = (
        '<t:table-cell/><t:table-cell><d:frame t:end-cell-address="S.H9" t:end-x="0cm" t:end-y="0cm"/></t:table-cell>'
    )
    edge = '<d:frame t:end-cell-address="S.B2" t:end-x="0.01cm" t:end-y="0cm"/></t:table-cell>'
    title = f"<t:table-row>{number('标题', '标题', 'string').replace('</t:table-cell>', edge)}{beside}</t:table-row>"
    row = f"<t:table-row>{number('1', '1')}{number('2', '2')}</t:table-row>"
    document = open_document(ods(title + row + row))
    assert texts(document) == [["1", "2"]] * 2
    assert not document.notes


def test_endless_repetition_is_refused() -> None:
    """Cells and rows that say that they stand a thousand million times are refused."""
    cell = number("1", "1").replace("<t:table-cell", '<t:table-cell t:number-columns-repeated="999999999"')
    with pytest.raises(gd.ReadError, match="width"):
        open_document(ods(f"<t:table-row>{cell}</t:table-row>"))
    with pytest.raises(gd.ReadError, match="positions"):
        open_document(ods(f'<t:table-row t:number-rows-repeated="999999999">{number("1", "1")}</t:table-row>'))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_cells_of_all_sheets_are_counted(kind: str) -> None:
    """The limit of cells holds for a whole workbook."""
    blocks = p.blocks_of(p.balanced("cn/2021", random.Random(1)))
    data = p.xlsx(blocks) if kind == "xlsx" else p.ods(blocks)
    with using_limits(Limits(cells=200)), pytest.raises(gd.ReadError, match="cells"):
        open_document(data)
