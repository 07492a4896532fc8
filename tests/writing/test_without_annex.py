"""What is printed says all that a reader needs: a document without its annex reads without a warning."""

import random

import pytest
from attrs import evolve

from govdisclosure.documents import write_docx, write_html, write_markdown, write_xlsx
from govdisclosure.layout import filled_page
from govdisclosure.reading import read_bytes
from govdisclosure.writing.sheets import filled_workbook
from tests.support import printing as p


@pytest.mark.parametrize("kind", ["html", "docx", "md", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("spec", "year"), [("cn/2019", 2020), ("cn/2021", 2024)])
def test_a_document_without_its_annex_is_the_same_report(kind: str, language: str, spec: str, year: int) -> None:
    """The same figures, and nothing to remark."""
    report = evolve(p.balanced(spec, random.Random(1)), organisation="某县", year=year)
    page = filled_page(report, language)
    data = {
        "html": lambda: write_html(page).encode(),
        "docx": lambda: write_docx(page),
        "md": lambda: write_markdown(page).encode(),
        "xlsx": lambda: write_xlsx(filled_workbook(report, page)),
    }[kind]()
    read = read_bytes(data).report
    assert read.values == report.values
    assert not read.problems
