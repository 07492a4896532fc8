"""What a format prints under its tables, and on which side of the paper it prints them, in every kind of document."""

from __future__ import annotations

import io
import zipfile

import pytest

import govdisclosure as gd
from govdisclosure.documents import open_document
from govdisclosure.reading import read_bytes
from govdisclosure.writing import blank_bytes, write_bytes
from tests.support.printing import without_annex

_FOOT = "注：本表按实际支出填写。"
SPEC = gd.load_text(
    f"""\
spec: {{id: notes/2024, revision: "1", for_years: 2024.., title: {{zh: 经费表}}, source: {{certainty: A}}}}
sections:
  - {{key: first, title: {{zh: 收入}}, text: true, draw: [[income]]}}
  - {{key: second, title: {{zh: 支出}}, text: true, landscape: true, draw: [[spending]]}}
  - {{key: third, title: {{zh: 说明}}, text: true}}
values:
  money: {{kind: decimal, places: 2, min: 0}}
tables:
  income:
    value: money
    rows: {{nodes: {{grants: {{label: {{zh: 财政拨款}}}}, other: {{label: {{zh: 其他收入}}}}}}}}
    columns: {{nodes: {{budget: {{label: {{zh: 预算数}}}}, final: {{label: {{zh: 决算数}}}}}}}}
  spending:
    value: money
    footnote: {{zh: "{_FOOT}"}}
    rows: {{nodes: {{basic: {{label: {{zh: 基本支出}}}}, projects: {{label: {{zh: 项目支出}}}}}}}}
    columns: {{nodes: {{budget: {{label: {{zh: 预算数}}}}, final: {{label: {{zh: 决算数}}}}}}}}
"""
)
REPORT = gd.from_json(
    """{"spec": "notes/2024", "organisation": "某局", "year": 2024,
    "tables": {"income": {"grants": {"budget": 1, "final": 2}, "other": {"budget": 3, "final": 4}},
    "spending": {"basic": {"budget": 5, "final": 6}, "projects": {"budget": 7, "final": 8}}},
    "sections": {"second": "支出的说明。", "third": "没有其他事项。"}}""",
    spec=SPEC,
)


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx", "pdf", "md"])
def test_a_footnote_stands_under_its_table_and_is_no_text_of_the_report(kind: str) -> None:
    """It is printed, and reading the document, even without its annex, gives the report back without it."""
    if kind == "pdf":
        pytest.importorskip("typst")
        pytest.importorskip("pdfplumber")
    printed = open_document(without_annex(REPORT, kind))
    assert any(_FOOT in getattr(block, "text", "") for block in printed.blocks)
    assert read_bytes(without_annex(REPORT, kind), spec=SPEC).report == REPORT


def test_a_section_that_lies_is_printed_on_paper_that_lies() -> None:
    """Word has a part of its own for it, the sheet is landscape, and a browser prints it so."""
    word = zipfile.ZipFile(io.BytesIO(write_bytes(REPORT, "docx"))).read("word/document.xml").decode()
    assert ["landscape" in part.partition("/>")[0] for part in word.split("<w:pgSz ")[1:]] == [False, True, False]
    book = zipfile.ZipFile(io.BytesIO(write_bytes(REPORT, "xlsx")))
    sheets = [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (2, 3, 4)]
    assert ['orientation="landscape"' in sheet for sheet in sheets] == [False, True, False]
    for page in (write_bytes(REPORT, "html"), blank_bytes(SPEC, "html")):
        inner = page.decode().partition("<section>")[2].partition("</section>")[0]
        assert "支出" in inner
        assert _FOOT in inner
        assert "收入" not in inner


def test_a_pdf_turns_the_paper_of_a_section_that_lies() -> None:
    """The pages around it stand upright."""
    pytest.importorskip("typst")
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(write_bytes(REPORT, "pdf"))
    sizes = [page.get_size() for page in document]
    document.close()
    assert [width > height for width, height in sizes] == [False, True, False]
