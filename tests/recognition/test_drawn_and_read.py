"""Reports printed in many ways and read back: what is read is right, or it is not read and somebody is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.form import expand
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.matching.lexicon import vocabulary
from govdisclosure.recognition.matching.match_grids import match
from govdisclosure.spec.labels import normal
from govdisclosure.specfile.store import all_specs, find_spec
from tests.support.made_up import made_up
from tests.support.printable import labelled_apart, printed_reports
from tests.support.rendering import DIGITS, ORDINALS, SEED_STYLE, Layout, Style, page

EXAMPLE = Path("examples/report-2024.txt")
LAYOUTS: tuple[Layout, ...] = ("export", "square", "begun")
UNIT_UNKNOWN = "unit_not_printed"


def styles(layouts: tuple[Layout, ...] = LAYOUTS) -> st.SearchStrategy[Style]:
    """Ways in which a page may print a report."""
    return st.builds(
        Style,
        layout=st.sampled_from(layouts),
        ordinals=st.sampled_from(sorted(ORDINALS)),
        digits=st.sampled_from(sorted(DIGITS)),
        total_beside=st.booleans(),
        top_row=st.booleans(),
        spaced_labels=st.booleans(),
        aliases=st.booleans(),
        end=st.sampled_from(("square", "trimmed", "ragged")),
        unmerged_from=st.sampled_from((None, 1, 5, 22)),
        apart=st.booleans(),
        seed=st.integers(0, 2**16),
    )


def assert_nothing_is_misread(report: gd.Report, style: Style) -> None:
    """Print a report, match its tables, and fail for any cell that is matched with something else than it holds."""
    found = match(report.form, open_document(page(report, style).encode()).grids).cells
    for index, printed in found.items():
        if printed.content.state != "unreadable":
            assert (printed.number, printed.content) == (report.values[index], report.content(index))


def test_the_renderer_prints_the_example() -> None:
    """The pages of these tests have the layout of the example: field by field, save for how labels are spelled."""
    report = gd.read(EXAMPLE).report
    assert _fields(page(report, SEED_STYLE)) == _fields(EXAMPLE.read_text(encoding="utf-8"))


def _fields(text: str) -> list[list[str]]:
    return [[normal(field) for field in line.split("\t")] for line in text.splitlines() if "\t" in line]


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
@given(data=st.data())
def test_a_whole_report_is_read_back_exactly(name: str, data: st.DataObject) -> None:
    """A page with a figure in every cell gives exactly the report it was printed from, text included."""
    report = data.draw(printed_reports(find_spec(name)))
    style = data.draw(styles(("export", "square")))
    read = read_bytes(page(report, style).encode()).report
    assert read == report
    assert {problem.code for problem in read.problems} <= {UNIT_UNKNOWN}


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
@given(data=st.data())
def test_a_page_with_holes_is_never_misread(name: str, data: st.DataObject) -> None:
    """Whatever is left blank, and however a page is laid out, no cell is matched with what it does not hold."""
    assert_nothing_is_misread(data.draw(printed_reports(find_spec(name), holes=True)), data.draw(styles()))


@given(st.data())
def test_a_page_in_any_format_is_never_misread(data: st.DataObject) -> None:
    """The same holds for every format whose labels differ, on pages that keep the fields of merged cells."""
    spec = labelled_apart(data.draw(made_up()))
    style = data.draw(styles(("export", "square")))
    report = data.draw(printed_reports(spec, holes=True))
    if not report.form.keys:  # keys that a report names are not read from text yet
        assert_nothing_is_misread(report, style)


@given(data=st.data())
def test_whatever_is_not_read_is_said(data: st.DataObject) -> None:
    """A figure that is on the page and not in the report is named by a problem about its table or row."""
    report = data.draw(printed_reports(find_spec("cn/2021"), holes=True))
    read = read_bytes(page(report, data.draw(styles())).encode(), spec="cn/2021").report
    said = gd.check(read).problems
    for cell in read.cells():
        if cell.state in ("unreadable", "absent"):
            ref = cell.ref
            assert any(problem.table == ref.table and problem.row in (None, ref.row) for problem in said)


@given(st.data())
def test_the_format_of_a_page_is_told_from_its_tables(data: st.DataObject) -> None:
    """A page is read in the format it was printed in, without being told which.

    A draft in which every name is one of another format too is named beside that one.
    """
    spec = data.draw(st.sampled_from(all_specs()))
    read = read_bytes(page(data.draw(printed_reports(spec))).encode())
    if read.spec.id != spec.id:
        named = [problem.message for problem in read.problems if problem.code == "formats_alike"]
        assert spec.status == "draft"
        assert vocabulary(expand(spec)) <= vocabulary(read.report.form)
        assert any(spec.id in message for message in named)
