"""Reports in every published style: read back exactly, or not read and somebody is told."""

import random
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.as_read import assert_as_agreed
from tests.support.printing import balanced
from tests.support.styles import EXACT, LOSSY, STYLES
from tests.support.survey import PUBLISHED, judge, judged, published

TOLD = {"printed", "inferred", "blank", "blank unread", "unread", "refused"}
"""What may become of a cell where fields were lost: nothing wrong, and nothing without a word."""


def test_there_are_twenty_styles() -> None:
    """The reader is tested with at least twenty styles that lose nothing."""
    assert len(EXACT) >= 20


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("seed", range(8))
def test_what_loses_nothing_is_read_exactly(name: str, seed: int) -> None:
    """Every figure, the text, the year and the organisation come back from a style that prints them all."""
    assert set(judged(name, seed)) <= {"printed", "blank"}


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_figures_are_read_exactly(path: Path, name: str) -> None:
    """What real bodies published, blanks included, comes back from every style that prints all of it."""
    assert set(judge(published(path), name, random.Random(path.stem))) <= {"printed", "blank"}


@pytest.mark.parametrize("name", LOSSY)
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_figures_are_never_made_up(path: Path, name: str) -> None:
    """Where a style loses fields, what real bodies published is right, inferred, or unread with a problem."""
    assert set(judge(published(path), name, random.Random(path.stem))) <= TOLD


@pytest.mark.parametrize("name", LOSSY)
@pytest.mark.parametrize("seed", range(8))
def test_what_was_lost_is_never_made_up(name: str, seed: int) -> None:
    """Where fields were lost, a cell is right, inferred as the only reading, or unread with a problem."""
    found = judged(name, seed)
    assert set(found) <= TOLD
    assert_as_agreed(f"{name} {seed}", found)


@pytest.mark.parametrize("spec", ["cn/2019", "cn/2021"])
def test_the_same_report_in_all_types_is_the_same(spec: str) -> None:
    """A report is equal to itself whatever kind of document it was read from."""
    report = balanced(spec, random.Random(5))
    for style in EXACT.values():
        assert read_bytes(style(report, random.Random(1))).report == report


@pytest.mark.parametrize("name", EXACT)
def test_every_cell_has_a_place(name: str) -> None:
    """Whatever was read says where it stands."""
    report = balanced("cn/2021", random.Random(2))
    reading = read_bytes(STYLES[name](report, random.Random(2)))
    assert len(reading.sources) == len(report.form.cells)
    assert all(reading.sources.values())


def test_cells_run_together_are_inferred_or_unreadable() -> None:
    """Figures without fields are taken only where one reading satisfies the sums, and then they say so."""
    report = balanced("cn/2021", random.Random(3))
    read = read_bytes(STYLES["cells run together"](report, random.Random(3))).report
    wide = [cell for cell in read["applications"] if cell.state == "number"]
    # Noughts alone have one reading without any sum.
    assert {cell.origin for cell in wide if read["applications"][cell.ref.row, "total"].value} == {"inferred"}
    assert read["documents"]["regulation", "issued"].state == "unreadable"


def test_a_number_cut_in_two_is_settled_by_the_sums() -> None:
    """A row with one figure too many is read where only one way of joining them adds up."""
    page = STYLES["tabs"](gd.read("examples/report-2024.txt").report, random.Random(0)).decode()
    row = "一、本年新收政府信息公开申请数量\t\t\t"
    assert f"{row}0\t0\t0\t0\t0\t0\t0" in page
    cut = page.replace(f"{row}0\t0\t0\t0\t0\t0\t0", f"{row}1\t2\t3\t0\t0\t0\t0\t15")
    cut = cut.replace(
        "四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0", "四、结转下年度继续办理\t\t\t12\t3\t0\t0\t0\t0\t15"
    )
    read = read_bytes(cut.encode()).report
    cell = read["applications"]["new", "natural_person"]
    assert (cell.value, cell.origin) == (12, "inferred")
    assert "inferred" in {problem.code for problem in read.problems}
