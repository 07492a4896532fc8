"""What is printed says all that a reader needs: a document without its annex reads without a warning."""

import random
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from govdisclosure.specfile.store import find_spec
from tests.support import printing as p
from tests.support.fonts import kinds, needs_chinese_font
from tests.support.made_up import made_up
from tests.support.printable import labelled_apart, printed_reports
from tests.support.trying import costly

BUNDLED = ("cn/2014", "cn/2019", "cn/2021", "cn-enforcement/2021", "cn-accounts/2024")


@pytest.mark.parametrize("kind", kinds(["html", "docx", "md", "xlsx", "pdf"]))
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("spec", "year"), [("cn/2019", 2020), ("cn/2021", 2024)])
def test_a_document_without_its_annex_is_the_same_report(kind: str, language: str, spec: str, year: int) -> None:
    """The same figures, and nothing to remark."""
    report = evolve(p.balanced(spec, random.Random(1)), organisation="某县", year=year)
    read = read_bytes(p.without_annex(report, kind, language)).report
    assert read.values == report.values
    assert not read.problems


@pytest.mark.parametrize("kind", kinds(["html", "docx", "pdf"]))
@pytest.mark.parametrize("name", BUNDLED)
@costly(3)
@given(data=st.data())
def test_print_with_merged_cells_says_the_whole_report(name: str, kind: str, data: st.DataObject) -> None:
    """Figures, blanks, marks, notes, texts, organisation and year: what is printed is what is read."""
    report = data.draw(printed_reports(find_spec(name), holes=True))
    assert report == read_bytes(p.without_annex(report, kind)).report


@pytest.mark.parametrize("kind", ["md", "xlsx"])
@pytest.mark.parametrize("name", BUNDLED)
@costly(3)
@given(data=st.data())
def test_print_that_lost_its_merged_cells_is_never_misread(name: str, kind: str, data: st.DataObject) -> None:
    """A lone figure in a merged cell may belong to more than one column: then it is unread, and somebody is told."""
    report = data.draw(printed_reports(find_spec(name), holes=True))
    read = read_bytes(p.without_annex(report, kind), spec=name).report
    unread = [cell.ref for cell in read.cells() if cell.state in ("unreadable", "absent")]
    assert not unread or read.problems
    same = (
        (one.value, one.state, one.text, one.note) == (two.value, two.state, two.text, two.note)
        for one, two in zip(report.cells(), read.cells(), strict=True)
        if two.ref not in unread
    )
    assert all(same)


@needs_chinese_font
@costly(5)
@given(data=st.data())
def test_paper_in_any_format_is_never_misread(data: st.DataObject) -> None:
    """In formats made up, whose labels differ: a cell is read as it was printed, or is unread."""
    report = data.draw(printed_reports(labelled_apart(data.draw(made_up())), holes=True))
    assume(not report.form.keys)
    try:
        read = read_bytes(p.without_annex(report, "pdf"), spec=report.spec).report
    except gd.GovDisclosureError:
        return  # nothing of it was recognised, or no font of this machine has its characters
    assert all(
        two.state in ("unreadable", "absent") or _said(one) == _said(two)
        for one, two in zip(report.cells(), read.cells(), strict=True)
    )


def _said(cell: gd.Cell[int | Decimal]) -> tuple[object, ...]:
    return cell.value, cell.state, "".join(cell.text.split()), cell.note
