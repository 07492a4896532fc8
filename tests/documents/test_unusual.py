"""Documents that are sound and unusual, or nearly sound: what is said of them, and what is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.documents import custom, decoding
from govdisclosure.documents.archive import Archive
from govdisclosure.documents.needs import needed
from govdisclosure.documents.opening import open_document
from govdisclosure.documents.own import UNITS
from govdisclosure.documents.readers.stacked import cells_below
from govdisclosure.documents.readers.workbook.units import UnitSheets, holds_units
from govdisclosure.documents.readers.workbook.xlsx import rows_of_first_sheet
from govdisclosure.files import Limits, using_limits
from govdisclosure.grid.model import Grid, TextBlock
from govdisclosure.language import using
from tests.documents.test_docx import W, cell, opened, row, run, table
from tests.documents.test_docx import texts as paragraphs
from tests.documents.test_odt import odt
from tests.documents.test_workbooks import MAIN, PACKAGE, RELATIONS, number, ods, row_texts, texts, xlsx
from tests.support import printing as p

HEAD = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
NEXT = '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'


def book(sheets: str, relations: str) -> bytes:
    """Return a workbook by its list of sheets and what they are related with."""
    return p.zipped(
        {
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships {PACKAGE}>{relations}</Relationships>",
            "xl/worksheets/s.xml": f"<worksheet {MAIN}><sheetData>{HEAD}{NEXT}</sheetData></worksheet>",
        }
    )


def sheet(name: str, number: int) -> str:
    """Return a sheet as a workbook lists it."""
    return f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'


def relation(number: int, kind: str, target: str) -> str:
    """Return what a sheet is related with."""
    return f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (p.zipped({"word/document.xml": f"<w:fonts {W}/>"}), "this is no Word document"),
        (p.zipped({"word/document.xml": f'<w:document xmlns:w="{STRICT}"/>'}), "Strict Open XML"),
        (p.zipped({"word/document.xml": f"<w:document {W}/>".encode("utf-16")}), "the encoding of word/document.xml"),
        (p.zipped({"notes.txt": "x"}), "the archive is no document that can be read"),
        (b"<!doctype html>", "the web page is empty"),
        (book(sheet("S", 1), relation(1, "worksheet", "worksheets/gone.xml")), "damaged"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "save"),
    ],
    ids=["fonts", "strict", "encoding", "no document", "empty page", "no sheet", "web archive"],
)
def test_what_is_no_such_document_is_said(data: bytes, said: str) -> None:
    """In one sentence, without an error of whatever library met it."""
    with using("en"), pytest.raises(gd.ReadError) as found:
        open_document(data)
    assert said in str(found.value)


def test_a_sheet_that_is_a_chart_is_none_of_cells() -> None:
    """A chart may have a sheet of its own, between those of cells."""
    charted = book(
        sheet("Chart", 1) + sheet("S", 2),
        relation(1, "chartsheet", "c.xml") + relation(2, "worksheet", "worksheets/s.xml"),
    )
    assert [grid.height for grid in open_document(charted).grids] == [2]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c>', ["TRUE", "FALSE"]),
        ('<c r="A2"><v>twelve</v></c><c r="B2"><v>12</v></c>', ["#", "12"]),
        ('<c r="A2" t="inlineStr"><is><t>十二</t></is></c><c r="B2"><v>1</v></c>', ["十二", "1"]),
    ],
)
def test_what_a_cell_of_a_workbook_holds(cells: str, expected: list[str]) -> None:
    """Truth values are words, and what should be a number and is none is unreadable."""
    assert row_texts(cells)[:2] == expected


def test_a_size_that_is_no_number_hides_nothing() -> None:
    """A row whose height nobody can tell is read."""
    rows = HEAD + '<row r="2" ht="tall"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
    assert texts(open_document(xlsx(rows))) == [["1", "2"], ["3", "4"]]


def test_a_number_that_an_ods_cannot_hold_is_unreadable() -> None:
    """Its value is a word."""
    line = f"<t:table-row>{number('twelve', '12')}{number('1', '1')}</t:table-row>"
    assert texts(open_document(ods(line + line)))[0] == ["#", "1"]


@pytest.mark.parametrize(
    "page",
    [
        "<table><caption>表一</caption><tr><td>a<td>b<tr><td>1<td>2</table>",
        "<?xml version='1.0' encoding='gbk'?><html><p>表一</p><table><tr><td>a<td>b<tr><td>1<td>2</table></html>",
    ],
    ids=["caption", "declaration"],
)
def test_what_stands_over_a_table_of_a_page_is_read(page: str) -> None:
    """As a paragraph, and whatever encoding a page that is text already declares."""
    first, second = open_document(page.encode()).blocks
    assert isinstance(first, TextBlock)
    assert first.text == "表一"
    assert isinstance(second, Grid)


def test_rows_of_markdown_need_no_stroke_at_their_ends() -> None:
    """As GitHub writes them."""
    with_strokes, without = (
        open_document(text.encode()).grids[0].rows()
        for text in ("| a | b |\n|---|---|\n| 1 | 2 |\n", "a | b\n---|---\n1 | 2\n")
    )
    assert [[cell.text for cell in line] for line in with_strokes] == [[cell.text for cell in line] for line in without]


def test_strokes_that_reach_from_one_row_into_the_next_are_no_table() -> None:
    """One cell on each line, each closed by a stroke: where the strokes do not come out even, nobody knows the rows."""
    even, odd = ([*enumerate(f"甲 |,||,乙 |,{end}".split(","), 1)] for end in ("||", "|||"))
    ((_, _, (grid,)),) = cells_below(even)
    assert isinstance(grid, Grid)
    assert (grid.height, grid.width) == (2, 3)
    assert not list(cells_below(odd))


def test_a_table_of_one_cell_is_a_frame() -> None:
    """What is in it is a paragraph of its own, and in a cell of a table a line of its own."""
    framed = "<table><tbody><tr><td>甲</td></tr></tbody></table>"
    page = open_document(f"<meta charset=utf-8>前{framed}后".encode())
    assert [block.text for block in page.blocks if isinstance(block, TextBlock)] == ["前", "甲", "后"]
    (grid,) = open_document(
        f"<meta charset=utf-8><table><tr><td>项目<td>数量<tr><td>丙<td>{framed}乙</table>".encode()
    ).grids
    assert [cell.text for cell in grid.cells] == ["项目", "数量", "丙", "甲\n乙"]


def test_a_cell_ends_before_one_that_reaches_down_from_above() -> None:
    """However many columns it asks for: no two cells of a table overlap."""
    page = "<meta charset=utf-8><table><tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=%d>丁<td>戊</table>"
    for wide in (2, 3):
        (grid,) = open_document((page % wide).encode()).grids
        assert [(cell.text, cell.column, cell.colspan) for cell in grid.cells][3:] == [("丁", 0, 1), ("戊", 2, 1)]


def test_a_table_without_a_cell_is_none() -> None:
    """In Word, in OpenDocument, and on a page."""
    assert not opened(table(row())).grids
    assert not open_document(odt("<t:table/><x:p>甲</x:p>")).grids
    assert not open_document("<p>甲</p><table><tr></tr></table>".encode()).grids


def test_a_table_in_a_text_box_of_a_cell_is_read_once() -> None:
    """The paragraph that it hangs on stands before it."""
    box = "<d:text-box><x:p>框</x:p></d:text-box>"
    inside = f"<t:table-cell><x:p>甲<d:frame>{box}</d:frame></x:p></t:table-cell>"
    body = f"<t:table><t:table-row>{inside}</t:table-row></t:table>"
    document = open_document(odt(body))
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == ["甲", "框"]


def test_a_text_box_in_a_table_of_text_documents_is_read_behind_it() -> None:
    """It hangs on one of its cells."""
    box = "<d:text-box><x:p>框</x:p></d:text-box>"
    cells = (
        f"<t:table-cell><x:p>甲<d:frame>{box}</d:frame></x:p></t:table-cell><t:table-cell><x:p>1</x:p></t:table-cell>"
    )
    grid, block = open_document(odt(f"<t:table><t:table-row>{cells}</t:table-row></t:table>")).blocks
    assert isinstance(grid, Grid)
    assert [one.text for one in grid.cells] == ["甲", "1"]
    assert isinstance(block, TextBlock)
    assert block.text == "框"


def test_a_merge_that_goes_on_from_nothing_begins_there() -> None:
    """The first cell of a row has none before it that it could go on from."""
    onwards = '<w:hMerge w:val="continue"/>'
    grid = opened(table(row(cell(run("1"), onwards), "2"), row("3", "4"))).grids[0]
    assert [one.text for one in grid.cells] == ["1", "2", "3", "4"]


def test_a_shade_of_the_theme_may_be_any() -> None:
    """White letters on it are seen or not, nobody knows: the figure is doubtful, and not left out."""
    shaded = '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>'
    text = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>12</w:t></w:r>'
    grid = opened(table(row("a", cell(text, shaded)))).grids[0]
    assert grid.cells[-1].text == "\ufffd12"
    assert paragraphs(opened(f"<w:p>{text}</w:p>")) == []


class Failing:
    """A reader of another package that cannot even be made."""

    def __init__(self) -> None:
        message = "no licence"
        raise RuntimeError(message)


def test_a_reader_that_cannot_be_made_is_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is a thing that is no reader; everything else is read as ever."""
    monkeypatch.setattr(custom, "offered", lambda _: (("failing", Failing), ("a number", 7)))
    custom._readers.cache_clear()
    try:
        with using("en"), pytest.warns(gd.FormatWarning) as warned:
            assert custom._readers() == ()
    finally:
        custom._readers.cache_clear()
    assert [str(one.message) for one in warned] == [
        "the plug-in failing cannot be used: no licence",
        "the plug-in a number cannot be used: it has no methods `claims` and `read`",
    ]


def test_only_what_is_missing_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is there and lacks another in turn says so itself; without one that guesses nothing is guessed."""
    (tmp_path / "half_a_library.py").write_text("import the_other_half\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="the_other_half"):
        needed("half_a_library", "pdf")
    with using("en"), pytest.raises(gd.ReadError, match=r'pip install "govdisclosure\[pdf\]"'):
        needed("no_such_library", "pdf")
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert decoding._guessed("收入".encode("big5")) is None


def test_what_holds_no_units_is_read_as_one_document(tmp_path: Path) -> None:
    """A file that is too large to look into, or no workbook at all: what is wrong with it, reading will say."""
    (tmp_path / "a.xlsx").write_bytes(xlsx(HEAD))
    (tmp_path / "b.xlsx").write_bytes(b"PK damaged")
    assert not holds_units(tmp_path / "a.xlsx")
    assert not holds_units(tmp_path / "b.xlsx")
    with using_limits(Limits(bytes=1)):
        assert not holds_units(tmp_path / "a.xlsx")


def test_a_workbook_of_units_lists_them() -> None:
    """With code, sheet and annex: what lacks one is no unit, and what only mentions such a list is damaged."""
    assert UnitSheets(Archive(book(sheet(UNITS, 1), relation(1, "worksheet", "worksheets/s.xml")))).names == ()
    mentioned = sheet(f"not {UNITS}", 1)
    with using("en"), pytest.raises(gd.ReadError, match="damaged"):
        UnitSheets(Archive(book(mentioned, relation(1, "worksheet", "worksheets/s.xml"))))


def test_a_list_in_a_workbook_without_sheets_is_damaged() -> None:
    """There is no first sheet to read."""
    with using("en"), pytest.raises(gd.ReadError, match="damaged"):
        rows_of_first_sheet(book("", ""))


def test_the_cells_of_a_sheet_have_a_limit() -> None:
    """Counted as they are read."""
    with using_limits(Limits(positions=3)), pytest.raises(gd.ReadError, match="`positions`"):
        open_document(book(sheet("S", 1), relation(1, "worksheet", "worksheets/s.xml")))
