"""PDF: the official layout on paper, for people who see it, for those who are read to, and for programs."""

import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.documents import open_document, write_pdf
from govdisclosure.documents.writers import pdf
from govdisclosure.documents.writers.pdf import _sentence
from govdisclosure.grid import Grid, GridCell, Page, PageSection
from govdisclosure.language import using
from govdisclosure.layout import blank_page
from govdisclosure.reading import read_bytes
from govdisclosure.writing import blank_bytes, load_theme, write_bytes
from govdisclosure.writing.themes import THEMES
from tests.support.fonts import needs_chinese_font
from tests.support.minimal import minimal_text
from tests.support.printing import without_annex

pytestmark = needs_chinese_font

MARKUP = ['#import "@preview/x:1.0.0": y', '#read("/etc/passwd")', "$x^2$ *粗* _斜_ `x`", "@ref <label>", "= 标题"]
MARKUP += ["// 注释", "/* 注释 */", "\\u{41} \\#", "- 项", "+ 项", "/ 词: 义", "#let x = 1", "~ --- ...", "[甲](乙)"]
FURNITURE = [
    "12",
    "第 3 页",
    "— 3 —",
    "1 2 3",
    "甲 12 34",
    "乙 56 78",
    "规章 1 2 3",
    "总计   12   13",
    "2024 年 5 月",
    "3/4",
]
BREAKS = [
    "本年度公开信息12条，见https://www.example.gov.cn/a/very/long/path/that/does/not/break/anywhere/index.html。",
    "一" * 29 + "。",
    "“引号”——破折号……《办法》（国办发〔2021〕30号），1,234件、5.6%。" * 3,
    "to be or not to be, that is the question of the year 2024 12 times. " * 3,
]


def _report(**sections: str) -> gd.Report:
    data = {"spec": "cn/2021", "organisation": "某县", "year": 2024, "sections": sections}
    return gd.from_json(json.dumps(data))


def _sizes(data: bytes) -> list[tuple[int, int]]:
    """Return width and height of every page in millimetres."""
    boxes = (page.mediabox for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return [(round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) for box in boxes]


def _squeezed(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n")]


@pytest.mark.parametrize("lines", [MARKUP, FURNITURE, BREAKS], ids=["markup", "furniture", "breaks"])
def test_a_text_is_text(lines: list[str]) -> None:
    """What Typst, or a reader of pages, could take for its own is printed as it is, and read back as text."""
    text = "\n".join(["前文。", *lines, "后文。"])
    read = read_bytes(write_bytes(_report(overview=text, problems=text), "pdf")).report
    assert {key: _squeezed(text) for key in ("overview", "problems")} == {
        key: _squeezed(text) for key, text in read.sections.items()
    }


def test_a_long_title_is_one_line_of_text() -> None:
    """However many lines it takes on paper."""
    name = "某某省某某自治州某某土家族苗族自治县住房和城乡建设局"
    report = gd.from_json(json.dumps({"spec": "cn/2021", "organisation": name, "year": 2024}))
    assert name == read_bytes(without_annex(report, "pdf")).report.organisation


def test_the_file_is_tagged() -> None:
    """Title, language, headings, paragraphs and tables, whose heads are heads: what a screen reader needs."""
    catalog: Any = pypdf.PdfReader(io.BytesIO(write_bytes(_report(overview="文字。"), "pdf"))).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "zh"
    metadata = catalog["/Metadata"].get_data().decode()
    assert "某县2024年政府信息公开工作年度报告" in metadata
    assert "<pdfuaid:part>1<" in metadata
    assert "<pdfaid:part>2<" in metadata
    kinds = Counter(_kinds(catalog["/StructTreeRoot"]))
    heads = sum(
        cell.kind in ("heading", "corner", "header") for grid in blank_page(gd.expand(gd.load_spec("cn/2021"))).grids
        for cell in grid.cells
    )  # fmt: skip
    assert kinds["/H1"] == 6
    assert kinds["/Table"] == 3
    assert kinds["/TH"] == heads


def _kinds(element: Any) -> list[str]:
    """Return the kinds of all elements of a structure, each with those below it."""
    if not hasattr(element, "get_object") or not isinstance(element.get_object(), dict):
        return []
    item = element.get_object()
    below = item.get("/K", [])
    below = below if isinstance(below, list) else [below]
    return [item.get("/S", ""), *(kind for child in below for kind in _kinds(child))]


def test_the_official_form_stands_upright_with_each_table_on_one_page() -> None:
    """A4, as circulated; the large table is not parted."""
    data = blank_bytes("cn/2021", "pdf")
    assert set(_sizes(data)) == {(210, 297)}
    places = [{cell.place.split(" (")[0] for cell in grid.cells} for grid in open_document(data).grids]
    assert [len(pages) for pages in places] == [1, 1, 1]


def test_a_table_of_long_numbers_lies_across() -> None:
    """The page is turned for the sections that need it, and only for those."""
    values: dict[Any, Any] = {("disputes", "count", "review.upheld"): 123_456_789}
    report = _report(overview="文字。").replacing(values)
    data = write_bytes(report, "pdf")
    assert _sizes(data) == [(210, 297), (210, 297), (297, 210), (210, 297)]
    assert report.values == read_bytes(data).report.values


def test_a_table_wider_than_any_page_has_a_paper_of_its_own() -> None:
    """No figure is ever set too small to be read, and none is cut."""
    cells = [GridCell(0, column, f"{10**14 + column}", kind="value") for column in range(60)]
    page = Page("表", (), (PageSection("数据", grids=(Grid(1, 60, tuple(cells)),)),), "zh")
    data = write_pdf(page, load_theme())
    assert max(width for width, _ in _sizes(data)) > 420
    (grid,) = open_document(data).grids
    assert [cell.text for cell in cells] == [cell.text for cell in grid.cells]


def test_a_long_table_repeats_its_head_and_its_labels() -> None:
    """Each page says what its rows are; read, the table is one again with every row."""
    form = gd.load_text(
        minimal_text(rows="{nodes: {school: {label: {zh: 学校}, open: integer, total_label: {zh: 计}}}}")
    )
    (address,) = gd.expand(form).open_nodes
    keys = {address: tuple(str(number) for number in range(120))}
    data = blank_bytes(form, "pdf", keys=keys)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len(pages) > 2
    assert all("学校" in page.extract_text() for page in pages)
    rows = [cell.ref.row for cell in read_bytes(data, spec=form).report.cells()]
    assert [f"school.{number}" for number in range(120)] == rows[:120]


def test_without_a_chinese_font_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install; a character that no font has is named with its code."""
    with pytest.raises(gd.UsageError, match=r"no font on this machine can show .* \(U\+F0000\)"):
        write_bytes(_report(overview="\U000f0000"), "pdf")
    monkeypatch.setattr(pdf, "_fonts", lambda: typst.Fonts(include_system_fonts=False))
    with pytest.raises(gd.UsageError, match=r"no font on this machine is Chinese .* apt install fonts-noto-cjk"):
        blank_bytes("cn/2021", "pdf")


def test_a_pdf_of_its_own_is_replaced(tmp_path: Path) -> None:
    """Any other is not, unless that is asked for."""
    out = tmp_path / "form.pdf"
    for _ in range(2):
        assert run(["blank", "cn/2021", str(out)]) == 0
    out.write_bytes(out.read_bytes().replace(b">govdisclosure<", b">somebody else<"))
    assert run(["blank", "cn/2021", str(out)]) == 2


def test_without_typst_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the extra."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "govdisclosure.documents.writers.pdf")
    monkeypatch.delitem(vars(sys.modules["govdisclosure.documents"]), "write_pdf", raising=False)
    with pytest.raises(gd.UsageError, match=r'typst is missing; run: pip install "govdisclosure\[typst\]"'):
        blank_bytes("cn/2021", "pdf")


@pytest.mark.parametrize("theme", THEMES)
def test_a_pdf_has_the_look_of_its_theme(theme: str) -> None:
    """Bands of colour, page numbers and the grid of official documents change nothing of what is read."""
    report = _report(overview="第一段。\n第二段。", problems="一" * 60 + "。")
    values: dict[Any, Any] = {("disputes", "count", "review.upheld"): 123_456_789, ("fees", "fee", "amount"): 3}
    report = report.replacing(values)
    data = write_bytes(report, "pdf", theme=theme)
    read = read_bytes(data).report
    assert (report.values, report.sections) == (read.values, read.sections)
    text = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert ("— 2 —" in text[1]) is (theme == "gongwen")


def test_what_the_setter_says_is_passed_on() -> None:
    """Of a character that no font has, in words of our own; of anything else, in its."""
    with using("en"):
        assert _sentence("page is too small") == "cannot be set as PDF: page is too small"
