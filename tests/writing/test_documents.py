"""What the written documents are made of: spans, fonts, styles, and nothing that runs."""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import lxml.html  # type: ignore[import-untyped]  # has no type hints
import pytest
from attrs import evolve
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govdisclosure import expand, from_json, load_spec
from govdisclosure.documents.writers.docx import write_docx
from govdisclosure.errors import GovDisclosureError, UsageError
from govdisclosure.files import Limits, using_limits
from govdisclosure.layout.filled import blank_page
from govdisclosure.report.contents import Content
from govdisclosure.report.model import Report
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from govdisclosure.writing import BLANKS, FORMATS, Format, blank, blank_bytes, load_theme, write, write_bytes
from tests.support.extraction import document_of, read_back
from tests.support.fonts import kinds

SPEC = load_spec("cn/2021")

# Span for span what the form of the notice has: (columns, merged downwards) of every cell, row by row.
FEW = [[4], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [4], [1, 3], [1, 3], [4], [1, 3], [1, 3], [1, 3], [4], [1, 3]]
PROACTIVE = [*FEW, [1, 3]]
DISPUTES = [[5, 10], [1, 1, 1, 1, 1, 5, 5], [1] * 15, [1] * 15]
APPLICATIONS = [[3, 7], [3, 1, 5, 1], [3, *[1] * 7], *[[3, *[1] * 7]] * 2]
APPLICATIONS += [[1, 2, *[1] * 7]] * 2 + [[1] * 10] * 19 + [[1, 2, *[1] * 7], [3, *[1] * 7]]


def _report(**cells: object) -> Report:
    report = from_json('{"spec": "cn/2021", "organisation": "某县", "year": 2024, "sections": {"overview": "甲\\n乙"}}')
    return report.replacing({("fees", "fee", "amount"): 5, **cells})  # type: ignore[dict-item]  # none are given


def test_word_tables_have_the_merged_cells_of_the_official_form() -> None:
    """Three tables; every cell spans the columns that it spans in the form as circulated."""
    document = docx.Document(io.BytesIO(blank_bytes("cn/2021", "docx")))
    drawn = [[[tc.grid_span for tc in tr.tc_lst] for tr in table._tbl.tr_lst] for table in document.tables]
    assert drawn == [PROACTIVE, APPLICATIONS, DISPUTES]
    merged = [sum(tc.vMerge == "restart" for tr in table._tbl.tr_lst for tc in tr.tc_lst) for table in document.tables]
    assert merged == [0, 8, 5]


def test_a_paragraph_follows_every_word_table() -> None:
    """Without it, two tables become one, and the last is lost on the way to the old format."""
    body = docx.Document(io.BytesIO(blank_bytes("cn/2021", "docx"))).element.body
    tables = body.findall(qn("w:tbl"))
    assert [qn("w:p")] * 3 == [table.getnext().tag for table in tables]


def test_chinese_fonts_are_named_where_word_looks_for_them() -> None:
    """In `w:eastAsia`: 宋体, 仿宋 and 黑体; no theme font hides them."""
    document = docx.Document(io.BytesIO(blank_bytes("cn/2021", "docx")))
    fonts = {name: document.styles[name].element.rPr.rFonts for name in ("Normal", "Title", "Heading 1")}
    assert [font.get(qn("w:eastAsia")) for font in fonts.values()] == ["仿宋", "宋体", "黑体"]
    assert not [key for font in fonts.values() for key in font.attrib if "Theme" in key]
    assert {"宋体"} == {font.get(qn("w:eastAsia")) for font in document.element.body.iter(qn("w:rFonts"))}
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]


def test_a_fragment_has_inline_styles_only() -> None:
    """No style or script element, a border attribute on every table, and no page around it."""
    root = lxml.html.fragment_fromstring(write_bytes(_report(), "html", fragment=True).decode())
    assert root.tag == "article"
    assert not root.xpath("//style|//script|//link|//head|//*[@class]")
    assert root.xpath("//table/@border") == ["1"] * 3
    assert all(cell.get("style") for cell in root.iter("td", "th"))


def test_a_page_prints_on_paper() -> None:
    """It is a whole document with rules for print."""
    page = write_bytes(_report(), "html").decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "@media print" in page
    assert "@page{size:A4" in page


@pytest.mark.parametrize("kind", kinds(FORMATS))
def test_hostile_text_is_only_text(kind: Format) -> None:
    """Markup, formulas and control characters in a name, a note, a text: nothing runs and nothing breaks."""
    nasty = '<script>alert(1)</script>"&\x00\x0b=1+1|`*_'
    report = Report(
        expand(SPEC),
        (None,) * 200,
        "=cmd|' /C calc'!A0<script>",
        2024,
        {5: Content("unreadable", nasty, nasty)},
        {"overview": f"@SUM(A1)\n+1\n-2\n{nasty}\n]]>\n-->"},
    )
    data = write_bytes(report, kind)
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))
            formulas = [name for name in archive.namelist() if b"<f>" in archive.read(name)]
            assert not formulas
    elif kind == "html":
        assert not lxml.html.document_fromstring(data.decode()).xpath("//script")
        assert b"\x00" not in data
    elif kind == "md":
        assert "<script" not in data.decode()
    elif kind == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert {"'=cmd|' /C calc'!A0<script>"} == {row["organisation"] for row in rows}


@given(data=st.data())
def test_no_field_of_csv_is_run_by_a_spreadsheet(data: st.DataObject) -> None:
    """Only a number may begin with a sign."""
    report = data.draw(reports(SPEC, complete=False))
    text = write_bytes(report, "csv").decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        for name, field in row.items():
            if not (name == "value" and row["state"] == "number"):
                assert field.lstrip()[:1] not in tuple("=+-@")


def test_csv_is_for_excel_and_for_old_programs() -> None:
    """UTF-8 with a byte order mark by default, GB18030 on demand, and no other."""
    report = _report()
    assert write_bytes(report, "csv").startswith(b"\xef\xbb\xbfspec,organisation,year,table,row,column,")
    assert "某县" in write_bytes(report, "csv", encoding="GB18030").decode("gb18030")
    with pytest.raises(UsageError, match="utf-8 gb18030"):
        write_bytes(report, "csv", encoding="latin-1")


def test_a_workbook_is_protected_without_a_password() -> None:
    """Sheets of the collection form are locked, but for what is to be filled in; nobody needs a password."""
    with zipfile.ZipFile(io.BytesIO(blank_bytes("cn/2021", "xlsx"))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert all("<sheetProtection " in sheet for sheet in sheets)
    assert not any("password=" in sheet for sheet in sheets)


def test_only_functions_that_old_programs_know() -> None:
    """Those of Excel 2010; and no conditional format looks at another sheet, which WPS does not take."""
    known = {
        "IF",
        "AND",
        "OR",
        "SUM",
        "COUNT",
        "COUNTIF",
        "ROUND",
        "ABS",
        "INT",
        "TRIM",
        "EXACT",
        "ISNUMBER",
        "IFERROR",
        "INDEX",
        "MATCH",
    }
    for spec in ("cn/2014", "cn/2019", "cn/2021"):
        with zipfile.ZipFile(io.BytesIO(blank_bytes(find_spec(spec), "xlsx"))) as archive:
            sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        text = "".join(sheets)
        formulas = [re.sub(r'"[^"]*"', "", formula) for formula in re.findall(r"<f>(.*?)</f>", text)]
        assert {name for formula in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)} <= known
        assert max(map(len, formulas)) < 8000
        assert not [criteria for criteria in re.findall(r"<formula>(.*?)</formula>", text) if "!" in criteria]


def test_what_may_be_typed_is_said_in_chinese() -> None:
    """Whole numbers from 0 for counts, decimals for amounts."""
    with zipfile.ZipFile(io.BytesIO(blank_bytes("cn/2021", "xlsx"))) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name)
    validations = re.findall(r"<dataValidation ([^>]*)>(.*?)</dataValidation>", text)
    kinds = [re.search(r'type="(\w+)"', head)[1] for head, _ in validations if "type=" in head]  # type: ignore[index]
    assert kinds.count("decimal") == 1
    assert kinds.count("whole") == 4
    assert "请填整数，不小于 0，单位：件；没有发生的填 0。" in text
    assert "请填数（可有小数），不小于 0，单位：万元；没有发生的填 0。" in text


def test_a_workbook_says_what_it_is() -> None:
    """A hidden sheet has the format's id and revision, and the organisation."""
    data = write_bytes(_report(), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert '<sheet name="_govdisclosure" sheetId="8" state="hidden"' in archive.read("xl/workbook.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert all(f">{word}<" in strings for word in ("cn/2021", SPEC.revision, "某县", "organisation", "revision"))


@pytest.mark.parametrize("kind", kinds(FORMATS))
def test_the_same_report_gives_the_same_bytes(kind: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is written, and SOURCE_DATE_EPOCH gives the date."""
    report = _report()
    first = write_bytes(report, kind)
    assert first == write_bytes(report, kind)
    if kind in ("docx", "xlsx"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        dated = write_bytes(report, kind)
        with zipfile.ZipFile(io.BytesIO(dated)) as archive:
            assert {(2023, 11, 14, 22, 13, 20)} == {entry.date_time for entry in archive.infolist()}
            assert b"2023-11-14T22:13:20Z" in archive.read("docProps/core.xml")
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
            write_bytes(report, kind)
    if kind == "pdf":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        assert b"2023-11-14T22:13:20" in write_bytes(report, kind)


@pytest.mark.parametrize("kind", kinds(BLANKS))
def test_blanks_are_blank(kind: Format) -> None:
    """Every cell of an empty form is blank when it is read, none is 0, and its prompts are no text of the report."""
    for name in ("cn/2014", "cn/2019", "cn/2021"):
        read = read_back(blank_bytes(find_spec(name), kind), kind)
        assert read is not None
        assert {"blank"} == {cell.state for cell in read.cells()}
        assert (read.organisation, read.year, read.sections) == (None, None, {})


def test_a_document_that_was_edited_says_what_it_says_now() -> None:
    """What is printed is the truth; the annex only helps where print is as it was."""
    report = _report().replacing(
        {("fees", "fee", "amount"): Content("mark", "/"), ("licensing", "licence", "decisions"): 7}
    )
    page = write_bytes(report, "html").decode()
    edited = page.replace(">7<", ">8<").replace("<p>乙</p>", "<p>丙</p>")
    read = read_back(edited.encode(), "html")
    assert read is not None
    assert read["licensing"]["licence", "decisions"].value == 8
    assert read["fees"]["fee", "amount"].text == "/"
    assert read.sections["overview"] == "甲\n丙"
    assert (read.organisation, read.year) == ("某县", 2024)


def test_a_document_of_another_format_is_not_restored() -> None:
    """An annex whose tables are not those printed helps nobody."""
    report = _report()
    document = document_of(write_bytes(report, "html"), "html")
    assert read_back(write_bytes(report, "html"), "html", find_spec("cn/2019")) is None
    page = write_bytes(report, "html").decode().replace("本年制发件数", "本年新制作数量")
    assert document.annex
    assert read_back(page.encode(), "html") is None


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("report.rtf", r"cannot write \.rtf; known: \.docx \.html \.xlsx \.pdf \.md \.csv \.json"),
        ("report.docs", r"did you mean docx\?"),
        ("report", "has no suffix"),
        ("missing/report.docx", "cannot write .*missing.*: No such file or directory"),
        (".", "has no suffix"),
    ],
)
def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path, path: str, message: str) -> None:
    """And nothing of it is left behind."""
    with pytest.raises(UsageError, match=message):
        write(_report(), tmp_path / path)
    assert not list(tmp_path.rglob("*"))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """A writer that fails leaves the old file as it was."""
    path = tmp_path / "report.docx"
    write(_report(), path)
    before = path.read_bytes()
    with pytest.raises(UsageError):
        write(_report(), path, theme=tmp_path / "missing.yaml")
    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_format_may_be_asked_for_by_name(tmp_path: Path) -> None:
    """Whatever the file is called; a blank form has fewer formats."""
    blank("cn/2021", tmp_path / "form", format="html")
    assert (tmp_path / "form").read_bytes().startswith(b"<!DOCTYPE html>")
    with pytest.raises(UsageError, match=r"known: \.docx \.html \.xlsx \.pdf \.json"):
        blank("cn/2021", tmp_path / "form.csv")


def test_labels_come_in_the_languages_of_the_format() -> None:
    """The English form has the same cells."""
    page = blank_page(expand(SPEC), "en")
    assert "Disclosure requests received and handled" in page.sections[2].title
    assert write_docx(page, load_theme())
    assert b"Natural persons" in blank_bytes("cn/2021", "html", language="en")


@pytest.mark.parametrize("changed", [{"organisation": "办" * 60}, {"sections": {"overview": "文" * 60}}])
def test_a_text_too_long_for_a_document_is_refused_by_name(changed: dict[str, Any]) -> None:
    """Whichever text of a report is too long, the limit is named before anything is drawn."""
    with using_limits(Limits(letters=50)), pytest.raises(GovDisclosureError, match="50"):
        write_bytes(evolve(_report(), **changed), "html")
