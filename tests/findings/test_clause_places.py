"""A finding about the text says where its clause stands, in whatever kind of document."""

import pytest

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from govdisclosure.writing import Format, write_bytes

_SAID = "本年新收政府信息公开申请5件"
_TEXT = f"一年来工作有序。\n\n{_SAID}，均已答复。\n没有其他情况。"


def _finding(data: bytes) -> gd.Finding:
    found = gd.check(read_bytes(data, spec="cn/2021").report).findings
    (finding,) = (one for one in found if one.status == "fail" and one.statement)
    return finding


def _report() -> gd.Report:
    form = gd.expand(gd.load_spec("cn/2021"))
    zeros = gd.Report(form, tuple(0 for _ in form.cells), "某县", 2024, sections={"overview": _TEXT})
    return gd.from_json(gd.to_json(zeros))


@pytest.mark.parametrize(("kind", "place"), [("docx", "paragraph 4"), ("xlsx", "sheet '一、总体情况', A3")])
def test_the_place_of_a_clause_is_that_of_its_paragraph(kind: Format, place: str) -> None:
    """In Word its paragraph, in a workbook its cell; in the data of the finding, and in words."""
    finding = _finding(write_bytes(_report(), kind))
    assert finding.to_data()["statement"]["place"] == place
    with using("en"):
        assert finding.worded().where.startswith(place)


@pytest.mark.parametrize("kind", ["html", "md"])
@pytest.mark.parametrize("words", ["没有其他情况", "没有别的情况"])
def test_the_place_of_a_clause_is_its_line(kind: Format, words: str) -> None:
    """Also where the text was edited after it was written, so that its annex says something else."""
    data = write_bytes(_report(), kind).replace("没有其他情况".encode(), words.encode())
    number = int(_finding(data).clause_place.removeprefix("line "))
    assert _SAID in data.decode().split("\n")[number - 1]


def test_a_report_that_was_read_from_no_document_has_no_places() -> None:
    """Report JSON has the text and not where it stood."""
    (finding,) = (one for one in gd.check(_report()).findings if one.status == "fail" and one.statement)
    assert finding.clause_place == ""
    assert "place" not in finding.to_data()["statement"]
