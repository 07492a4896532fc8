"""Forms of other kinds, each with a document in another shape than the house draws it: no code knows any of them.

A balance sheet in two halves with rounded amounts and what is taken off; a balance of fuels with a unit for every
column and parts "of which"; a census whose rows each report names, with days, one of a list, a share and a ratio; a
statistic of every quarter that compares with the same quarter of the year before; a bulletin of every month, a list of
places without any total.
"""

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.report import BLANK

DATA = Path(__file__).parent / "data" / "foreign"


class Case(NamedTuple):
    """A format, its document, figures that stand there, and a figure to break with the rule that notices."""

    name: str
    document: str
    numbers: int
    """How many cells hold a number."""
    figures: dict[tuple[str, str, str], str]
    broken: tuple[str, str, str]
    wrong: str
    rule: str
    keys: tuple[str, ...] = ()


CASES = [
    Case(
        "waterworks",
        "waterworks.html",
        28,
        {
            ("assets", "works.wear", "end"): "410.00",
            ("assets", "liquid", "end"): "174.90",
            ("funds", "surplus", "start"): "50.12",
        },
        ("assets", "works.wear", "end"),
        "140.00",
        "assets/rows:works[end]",
    ),
    Case(
        "heating",
        "heating.txt",
        24,
        {("fuels", "supply.sold", "coal"): "5.00", ("fuels", "burnt.homes", "all"): "36.06"},
        ("fuels", "supply.sold", "gas"),
        "0.02",
        "fuels/rows:supply[gas]",
    ),
    Case(
        "pupils",
        "pupils.html",
        29,
        {
            ("schools", "school.第二中学", "pupils"): "1201",
            ("schools", "school", "class"): "14.90",
            ("schools", "training", "pupils.girls"): "35",
        },
        ("schools", "training", "pupils.girls"),
        "53",
        "schools/columns:pupils[training]",
        ("河东小学", "第二中学"),
    ),
    Case(
        "clinics",
        "clinics.html",
        17,
        {
            ("visits", "outpatients", "now"): "43377",
            ("visits", "total", "before"): "46950",
            ("stays", "surgery", "rate"): "79.9",
        },
        ("visits", "emergencies", "now"),
        "6150",
        "visits/rows:total[now]",
    ),
    Case(
        "river",
        "river.md",
        10,
        {("classes", "places", "last_good"): "3", ("places", "place.西闸", "phosphorus"): "0.242"},
        ("classes", "places", "fair"),
        "10",
        "classes/columns:total[places]",
        ("东桥", "西闸"),
    ),
]
every = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def spec_of(case: Case) -> gd.Spec:
    """Return the format of a case."""
    return gd.load_spec(DATA / f"{case.name}.yaml")


def read(case: Case) -> gd.Reading[gd.Report]:
    """Read the document of a case."""
    return gd.read(DATA / case.document, spec=spec_of(case))


def wrong(case: Case) -> gd.Report:
    """Return the report with one figure wrong."""
    report = read(case).report
    index = report.form.index[case.broken]
    kind = report.form.values[index].kind
    return report.replacing({case.broken: int(case.wrong) if kind == "integer" else Decimal(case.wrong)})


@every
def test_what_is_printed_is_read(case: Case) -> None:
    """Every figure of the document stands in its cell, and nothing that has none was made up."""
    report = read(case).report
    assert sum(value is not None for value in report.values) == case.numbers
    for place, figure in case.figures.items():
        assert report.values[report.form.index[place]] == Decimal(figure)
    assert not any(content.state in ("unreadable", "absent") for content in report.contents.values())


@every
def test_an_honest_report_passes(case: Case) -> None:
    """What rounding explains is no finding; each rule is judged or has a cell that says less than a number."""
    result = gd.check(read(case).report)
    assert result.ok
    assert result.counts["fail"] == 0
    assert not [problem for problem in result.problems if problem.code == "ratio_differs"]


@every
def test_one_wrong_figure_is_found_and_located(case: Case) -> None:
    """The rule that a wrong figure breaks says so, and the figure is among its suspects."""
    result = gd.check(wrong(case))
    assert case.rule in {finding.id for finding in result.findings if finding.status == "fail"}
    suspected = {(cell.table, cell.row, cell.column) for suspect in gd.locate(result.report) for cell in suspect.cells}
    assert case.broken in suspected


@every
@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx", "md", "csv", "json", "pdf"])
def test_written_and_read_again(case: Case, suffix: str, tmp_path: Path) -> None:
    """Each kind of document gives back what was written into it."""
    report, path = read(case).report, tmp_path / f"report.{suffix}"
    gd.write(report, path)
    again = gd.read(path, spec=spec_of(case)).report
    assert again.values == report.values
    assert again.contents == report.contents
    assert (again.organisation, again.period) == (report.organisation, report.period)


@every
@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx", "json", "pdf"])
def test_a_blank_form_is_drawn(case: Case, suffix: str, tmp_path: Path) -> None:
    """The blank form is a document, with the rows that are asked for."""
    out = tmp_path / f"form.{suffix}"
    rows = [word for key in case.keys for word in ("--rows", key)]
    assert run(["blank", str(DATA / f"{case.name}.yaml"), str(out), *rows]) == 0
    assert out.stat().st_size


def test_only_what_follows_is_filled_in() -> None:
    """A total of whole numbers follows from its parts, and what a mark hides; a rounded amount may be several."""
    water, _, pupils = (read(case).report for case in CASES[:3])
    assert not list(gd.fill(water.replacing({("assets", "works.wear", "end"): BLANK})))
    filling = gd.fill(pupils.replacing({("schools", "school", "teachers"): BLANK}))
    assert {(cell.row, cell.column): cell.value for cell in filling} == {
        ("school.山口教学点", "pupils.boys"): 3,
        ("school", "teachers"): 124,
    }


@every
def test_frames_are_judged_as_single_reports(case: Case) -> None:
    """A frame of the same report gives the same findings."""
    report = wrong(case)
    found = gd.check_frame(report.to_frame(), spec_of(case)).findings
    single = [(finding.rule, finding.instance, finding.status) for finding in gd.check(report).findings]
    assert sorted(zip(found["rule"], found["instance"], found["status"], strict=True)) == sorted(single)


def test_the_reference_pages_and_the_folder_of_formats(tmp_path: Path) -> None:
    """Formats of one's own in a folder lint clean and have their pages."""
    assert run(["spec", "lint", *(str(DATA / f"{case.name}.yaml") for case in CASES)]) == 0
    folder = tmp_path / "formats"
    for case in CASES:
        (folder / case.name).mkdir(parents=True)
        (folder / case.name / "2024.yaml").write_text((DATA / f"{case.name}.yaml").read_text("utf-8"), "utf-8")
    ids = [f"{case.name}/2024" for case in CASES]
    assert run(["spec", "docs", *ids, "--specs", str(folder), "-o", str(tmp_path / "pages")]) == 0
    pages = "".join(page.read_text("utf-8") for page in (tmp_path / "pages").rglob("*.md"))
    for words in (
        "Taken off the total above it",
        "give or take 0.02 for rounding",
        "100 × 'Pupils / Girls' ÷",
        "是, 否",
        "every quarter; compared with the same one of the year before",
        "every month; compared with the one before",
    ):
        assert words in pages
