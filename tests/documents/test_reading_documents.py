"""What each kind of document says, and what is said about it."""

import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.documents import custom
from govdisclosure.documents.decoding import decode
from govdisclosure.documents.needs import needed
from govdisclosure.documents.opening import open_document
from govdisclosure.documents.readers.csv import read_csv
from govdisclosure.grid.model import Document, TextBlock
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from tests.support import printing as p

TABLE = "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>{}<td>{}<td>{}</table>"


def read_table(*figures: str) -> gd.Report:
    """Read a page with one table and one row of figures."""
    return read_bytes(TABLE.format(*figures).encode()).report


def codes(report: gd.Report) -> set[str]:
    """Return the codes of a report's problems."""
    return {problem.code for problem in report.problems}


# decoding -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_decoded_whatever_it_is_in(encoding: str) -> None:
    """With and without a byte order mark, the same text comes out."""
    assert decode("规章与规范性文件，共 3 件。".encode(encoding)).lstrip("\ufeff") == "规章与规范性文件，共 3 件。"


def test_a_declared_gb2312_is_read_as_gb18030() -> None:
    """Pages labelled gb2312 hold characters that only GB 18030 has."""
    assert "镕㐀" in decode("<meta charset=gb2312>镕㐀".encode("gb18030"))


def test_utf8_cut_inside_a_character_is_utf8() -> None:
    """A file that was cut off loses its last character, not its encoding."""
    assert decode("规章".encode()[:-1]) == "规"


def test_big5_is_read_where_it_is_declared() -> None:
    """A charset that the page declares comes before any guess."""
    assert "規章" in decode("<meta charset=big5>規章".encode("big5"))


def test_pictures_are_no_text() -> None:
    """Bytes that are no text are refused, not decoded."""
    with pytest.raises(gd.ReadError):
        decode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)


# HTML -----------------------------------------------------------------------------------------------------------


def test_a_footnote_is_no_digit() -> None:
    """A raised number beside a figure is a note, never part of the figure."""
    cell = read_table("12<sup>1</sup>", "0", "0")["documents"]["regulation", "issued"]
    assert (cell.value, cell.note) == (12, "1")


def test_figures_in_paragraphs_of_one_cell_are_not_joined() -> None:
    """Two lines in a cell are two things, so the cell is unreadable."""
    report = read_table("<p>1</p><p>2</p>", "0", "0")
    assert report["documents"]["regulation", "issued"].state == "unreadable"


def test_text_in_spans_is_one_figure() -> None:
    """Word cuts a figure into spans; it is still one."""
    report = read_table("<span>1</span><span>2</span>", "&nbsp;", "3,018件")
    assert [cell.value for cell in report["documents"]][:3] == [12, None, 3018]


def test_two_tables_that_differ_are_not_chosen_between() -> None:
    """Last year's table on the same page leaves the cells that differ unreadable."""
    report = read_bytes((TABLE.format(1, 2, 3) + TABLE.format(1, 5, 3)).encode()).report
    assert [cell.state for cell in report["documents"]][:3] == ["number", "unreadable", "number"]
    assert "printed_twice" in codes(report)


def test_places_are_table_row_column_and_xpath() -> None:
    """A cell of a web page is named for people by where they find it, and for programs by its XPath."""
    with using("en"):
        sources = read_bytes(b"<p>x</p>\n" + TABLE.format(1, 2, 3).encode()).sources
    place = next(iter(sources.values()))
    assert place.endswith("table/tr[2]/td[2]")
    assert place.startswith("table 1, row 2, column 2 /")


# formats --------------------------------------------------------------------------------------------------------


def test_a_block_in_another_form_is_said_and_left_out() -> None:
    """In a report of the 2021 form, a block with the 2019 columns is a problem, and no figure of it is taken."""
    new = p.balanced("cn/2021", random.Random(1))
    page = p.html_page(p.blocks_of(new))
    for now, before in (
        ("制发件数", "新制作数量"),
        ("本年废止件数", "本年新公开数量"),
        ("现行有效件数", "对外公开总数量"),
    ):
        assert now in page
        page = page.replace(now, before)
    report = read_bytes(page.encode()).report
    assert report.spec.id == "cn/2021"
    assert "other_form" in codes(report)
    assert {cell.state for cell in report["documents"]} == {"absent"}
    assert [cell.value for cell in report["applications"]] == [cell.value for cell in new["applications"]]


def test_a_row_below_is_not_the_row_above_it() -> None:
    """A heading that is a row of another form does not take the figures of the first row below it."""
    new = p.balanced("cn/2021", random.Random(1))
    report = read_bytes(p.html_page(p.blocks_of(new)).encode(), spec="cn/2019").report
    assert {report["applications"]["outcome.other", column].state for column in report["applications"].columns} == {
        "absent"
    }


def test_an_old_form_is_read_whatever_the_year() -> None:
    """The labels say which form it is; that the year does not fit is a problem of the reading, said once."""
    report = evolve(p.balanced("cn/2019", random.Random(2)), year=2022)
    read = read_bytes(p.html_page(p.blocks_of(report)).encode()).report
    assert (read.spec.id, read.year) == ("cn/2019", 2022)
    again = gd.from_json(gd.to_json(read))
    assert again == read
    for report in (read, again, gd.check(read).report):
        assert [problem.code for problem in report.problems].count("year_outside") == 1
    for problems in (gd.check(read).problems, gd.check(again).problems):
        assert [problem.code for problem in problems].count("year_outside") == 1


# sections -------------------------------------------------------------------------------------------------------


def test_a_headline_may_take_two_lines() -> None:
    """The organisation on one line, the rest on the next."""
    report = p.balanced("cn/2021", random.Random(3))
    blocks = p.blocks_of(report)
    blocks[:1] = ["示例市人民政府", "2024年政府信息公开工作年度报告"]
    read = read_bytes(p.html_page(blocks).encode()).report
    assert (read.organisation, read.year) == ("示例市人民政府", 2024)


def test_headings_glued_renamed_and_misnumbered_are_said() -> None:
    """The text still goes to its section, and each oddity is a problem."""
    report = p.balanced("cn/2021", random.Random(4))
    blocks = p.blocks_of(report)
    blocks[1:3] = ["一、总体情况。全年工作平稳。"]
    page = [
        block.replace("五、存在的主要问题及改进情况", "五、存在问题及改进情况").replace("六、其他", "五、其他")
        if isinstance(block, str)
        else block
        for block in blocks
    ]
    read = read_bytes(p.html_page(page).encode()).report
    assert read.sections == report.sections
    assert len([problem for problem in read.problems if problem.code == "section_heading"]) == 3


# workbooks ------------------------------------------------------------------------------------------------------


def test_a_hidden_sheet_is_not_read_and_said() -> None:
    """What a workbook hides is no part of the report."""
    report = p.balanced("cn/2021", random.Random(5))
    old = p.blocks_of(p.balanced("cn/2021", random.Random(6)))
    read = read_bytes(p.xlsx(p.blocks_of(report), decoy=old)).report
    assert read == report
    assert "hidden_sheet" in codes(read)


# refusals -------------------------------------------------------------------------------------------------------


def ole(name: str) -> bytes:
    """Return a compound file that holds one stream of a name."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = (9).to_bytes(2, "little")
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = (0).to_bytes(4, "little")
    header[80:512] = b"\xff" * 432
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    raw = name.encode("utf-16-le")
    entry = raw + bytes(64 - len(raw)) + (len(raw) + 2).to_bytes(2, "little") + bytes(62)
    return bytes(header) + table + entry + bytes(384)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ole("WordDocument"), ".docx"),
        (ole("EncryptedPackage"), "password"),
        (b"{\\rtf1\\ansi}", ".docx"),
        (p.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), ".docx"),
        (p.pdf([]), "no table"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, words: str) -> None:
    """A refusal names what was found and what to do about it."""
    with pytest.raises(gd.ReadError, match=words):
        read_bytes(data)


def test_a_missing_library_is_one_sentence() -> None:
    """The sentence is the command that installs what is missing."""
    with pytest.raises(gd.ReadError, match=r'pip install "govdisclosure\[documents\]"'):
        needed("no_such_library", "documents")


def test_reading_json_needs_no_document_library() -> None:
    """Neither importing the library nor its help nor report JSON import what only documents need."""
    code = "import sys, govdisclosure.cli, govdisclosure.reading; print([m for m in ('lxml', 'docx', 'pypdfium2', "
    code += "'charset_normalizer') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# readers of one's own -------------------------------------------------------------------------------------------


class Letters:
    """A reader of a kind of document that begins with three letters."""

    def claims(self, data: bytes) -> bool:
        """Whether the bytes are of this kind."""
        return data.startswith(b"ABC")

    def read(self, data: bytes) -> Document:
        """Return the rest as one paragraph."""
        return Document((TextBlock(data[3:].decode(), "line 1"),))


class Broken(Letters):
    """A reader that fails."""

    def read(self, data: bytes) -> Document:
        """Fail."""
        raise RuntimeError(data)


class Leaving(Letters):
    """A reader that ends the program, as if all were well."""

    def read(self, data: bytes) -> Document:  # noqa: ARG002 - that of every reader
        """Leave."""
        raise SystemExit(0)


def offering(monkeypatch: pytest.MonkeyPatch, *things: object) -> None:
    """Let a package offer readers."""
    monkeypatch.setattr(custom, "offered", lambda _: tuple((type(thing).__name__, thing) for thing in things))
    custom._readers.cache_clear()


def test_a_reader_of_ones_own_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a package's reader claims it reads; all else is read as before."""
    offering(monkeypatch, Letters)
    assert open_document(b"ABCtext").blocks == (TextBlock("text", "line 1"),)
    assert open_document(b"a\tb\n1\t2\n").grids
    custom._readers.cache_clear()


@pytest.mark.parametrize(("reader", "error"), [(Broken, "RuntimeError"), (Leaving, "SystemExit")])
def test_a_reader_that_fails_is_a_read_error(monkeypatch: pytest.MonkeyPatch, reader: type, error: str) -> None:
    """Another package's bug is reported under its name, as a document that cannot be read; so is one that leaves."""
    offering(monkeypatch, reader)
    with pytest.raises(gd.ReadError, match=error):
        open_document(b"ABC")
    custom._readers.cache_clear()


def test_a_broken_reader_is_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is offered and is no reader is a warning, and everything else works."""
    offering(monkeypatch, object())
    with pytest.warns(gd.FormatWarning, match="claims"):
        assert open_document(b"text").blocks
    custom._readers.cache_clear()


@pytest.mark.parametrize("page", ["reading.md", "reading.zh.md"])
def test_the_reader_in_the_documentation_works(page: str, tmp_path: Path) -> None:
    """The class that docs/reading.md prints is a reader."""
    text = Path("docs", page).read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    (tmp_path / "own.py").write_text(textwrap.dedent(code), encoding="utf-8")
    names: dict[str, type] = {}
    exec(code, names)  # noqa: S102 - the example of our own documentation
    reader = names["IniReader"]()
    assert reader.claims(b"[report]\n")
    grid = reader.read("[规章]\n本年制发件数 = 1\n".encode()).grids[0]
    assert [cell.text for cell in grid.cells] == ["", "本年制发件数", "规章", "1"]


@pytest.mark.parametrize("codec", ["unicode_escape", "raw_unicode_escape", "hex", "rot13", "utf-7", "punycode", "idna"])
def test_only_charsets_of_the_web_are_charsets(codec: str) -> None:
    """A page that names another codec of Python is read as if it named none: no escape becomes a figure."""
    page = f"<meta charset={codec}><p>规章 \\x39\\x39 +ADk-</p>".encode("gb18030")
    assert "规章 \\x39\\x39 +ADk-" in decode(page)


def test_a_text_of_which_most_lines_have_other_fields_is_no_csv() -> None:
    """Four lines of three fields among eight others are a list in prose."""
    lines = ["甲，乙", *["甲,5,6"] * 4, *(f"{',' * at}完" for at in range(3, 10))]
    assert read_csv("\n".join(lines)) is None
    assert read_csv("\n".join(lines[:6])) is not None


def test_a_csv_file_has_paragraphs_and_tables_that_empty_rows_part() -> None:
    """A text alone above a table is a paragraph, inside one a row; empty columns before a table are not part of it."""
    document = read_csv("年度报告,,\n,,\n,项目,数量\n,甲,5\n,乙,\n,,\n,丙,6\n")
    assert document is not None
    title, *tables = document.blocks
    assert isinstance(title, TextBlock)
    assert (title.text, title.place) == ("年度报告", "line 1, field 1")
    assert [(table.height, table.width) for table in document.grids] == [(3, 2), (1, 2)]
    assert [[cell.text for cell in row] for row in document.grids[0].rows()][2] == ["乙", ""]
    places = [next(iter(row)).place for table in document.grids for row in table.rows()]
    assert places == [f"line {line}, field 2" for line in (3, 4, 5, 7)]
    assert len(tables) == 2


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("甲\t1\n\t2\n", [[["甲", "1"], ["", "2"]]]),
        ("段落\n\t甲\n", ["段落", "甲"]),
        ("甲 | 1 | 2\n乙 | 3\n", [[["甲", "1", "2"], ["乙", "3"]]]),
        ("乙 | 3\n", ["乙 | 3"]),
        ("甲 | 1 | 2\n\t乙\n", [[["甲", "1", "2"]], "乙"]),
        ("甲\t1\n乙 | 3 | 4\n", [[["甲", "1"]], [["乙", "3", "4"]]]),
        ("甲 | 1 | 2\n----\n乙 | 3\n", [[["甲", "1", "2"], ["乙", "3"]]]),
        ("----\n甲 | 1 | 2\n", ["----", [["甲", "1", "2"]]]),
        ("+--+\n甲 | 1 | 2\n+--+\n", [[["甲", "1", "2"]]]),
        ("甲\t1\n\n乙\t2\n", [[["甲", "1"]], [["乙", "2"]]]),
    ],
)
def test_which_lines_of_a_text_are_rows(text: str, blocks: list[object]) -> None:
    """Those with tabs, of which one at the start is an indent outside a table, or strokes; inside, less is enough."""
    found = [
        block.text if isinstance(block, TextBlock) else [[cell.text for cell in row] for row in block.rows()]
        for block in open_document(text.encode()).blocks
    ]
    assert found == blocks
