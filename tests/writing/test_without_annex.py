"""What is printed says all that a reader needs: a document without its annex reads without a warning."""

import random

import pytest
from attrs import evolve

from govdisclosure.reading import read_bytes
from tests.support import printing as p


@pytest.mark.parametrize("kind", ["html", "docx", "md", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("spec", "year"), [("cn/2019", 2020), ("cn/2021", 2024)])
def test_a_document_without_its_annex_is_the_same_report(kind: str, language: str, spec: str, year: int) -> None:
    """The same figures, and nothing to remark."""
    report = evolve(p.balanced(spec, random.Random(1)), organisation="某县", year=year)
    read = read_bytes(p.without_annex(report, kind, language)).report
    assert read.values == report.values
    assert not read.problems
