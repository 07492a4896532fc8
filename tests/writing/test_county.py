"""The workbook of a county: one sheet to a unit, sums and checks over all of them, and read back as many reports."""

import io
import random
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import formualizer
import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.documents import Sheet, SheetCell, Workbook, sheet_names, write_xlsx
from govdisclosure.documents.own import UNITS
from govdisclosure.errors import ReadError, UsageError
from govdisclosure.form.expansion import Form, expand
from govdisclosure.form.totals import exact_totals
from govdisclosure.form.verdicts import verdict
from govdisclosure.inputs import inputs
from govdisclosure.language import using
from govdisclosure.reading import read_input
from govdisclosure.report.contents import BLANK, Content
from govdisclosure.report.model import Report
from govdisclosure.report.standing import interval_at
from govdisclosure.spec import Spec
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from govdisclosure.writing.carried import carried
from govdisclosure.writing.county import must_fit
from tests.support.comparing import same
from tests.support.counties import FIRST, county, empty, filled, places
from tests.support.made_up import made_up
from tests.support.minimal import minimal
from tests.support.printing import balanced

SPEC = find_spec("cn/2021")
FORM = expand(SPEC)
NAMES = [
    "某县教育局",
    "某县[某]/乡:镇*人民政府？（办公室）综合行政执法大队一二三四五六七八",
    "某县教育局",
    "'引号'",
    "2020年专班",
    "history",
]


def _typed(report: Report, name: str, year: int | None) -> Report:
    """Return a report as it can be typed into a spreadsheet: no notes, nothing absent, numbers that it keeps."""
    values, contents = list(report.values), {}
    for index, value in enumerate(report.form.values):
        content, number = report.content(index), report.values[index]
        if number is not None and value.numeric:
            values[index] = number if -(10**9) < number < 10**9 else number % 1000
        elif content.state == "mark":
            contents[index] = Content("mark", content.text)
        else:
            values[index], contents[index] = None, BLANK
    return Report(report.form, tuple(values), name, year, contents, dict(report.sections))


def _read(data: bytes, folder: Path, spec: Spec | None = None) -> list[Report]:
    path = folder / "county.xlsx"
    path.write_bytes(data)
    return [read_input(document, spec=spec).report for document in inputs([str(path)])]


@given(data=st.data(), year=st.sampled_from([None, 2023, 2024]))
@settings(max_examples=6)
def test_what_units_fill_in_is_read_as_their_reports(data: st.DataObject, year: int | None) -> None:
    """Each sheet is a report with the name of its unit, the year, every figure, blank and mark, and its texts."""
    spec = data.draw(st.sampled_from([SPEC, find_spec("cn/2019")]))
    form = expand(spec)
    drawn = (_typed(data.draw(reports(spec, complete=False)), name, year) for name in NAMES[:3])
    given_ = [evolve(report, sections={}) for report in drawn]
    with TemporaryDirectory() as folder:
        found = _read(filled(form, county(form, NAMES[:3]), given_, year), Path(folder))
    assert len(found) == len(given_)
    for one, other in zip(given_, found, strict=True):
        assert (other.organisation, other.year) == (one.organisation, year)
        assert same(one, other)


def test_the_sheet_of_details_prints_over_several_pages() -> None:
    """Each with the heads and the names of the units; it is not made smaller than one can read."""
    with zipfile.ZipFile(io.BytesIO(write_xlsx(county(FORM, NAMES)))) as archive:
        details = archive.read("xl/worksheets/sheet3.xml").decode()
        titles = archive.read("xl/workbook.xml").decode()
    assert "明细!$A:$B,明细!$1:$1" in titles.replace("'", "")
    assert "fitToPage" not in details
    assert 'scale="75"' in details


def test_names_texts_and_places_come_back(tmp_path: Path) -> None:
    """Whatever units are called; a finding leads to the cell of the workbook that everybody has open."""
    given_ = [evolve(balanced("cn/2021", random.Random(n)), organisation=name) for n, name in enumerate(NAMES)]
    found = _read(filled(FORM, county(FORM, NAMES), given_, 2024), tmp_path)
    assert [one.organisation for one in found] == NAMES
    assert [dict(one.sections) for one in found] == [dict(one.sections) for one in given_]
    assert all(same(one, other) for one, other in zip(given_, found, strict=True))
    place = places(FORM, county(FORM, NAMES).sheets[FIRST])[0]
    assert str(found[0].sources[0]).endswith(f"{chr(ord('A') + place.column)}{place.row + 1}")
    assert NAMES[0] in found[0].sources[0]


def _open(data: bytes, folder: Path) -> Any:
    path = folder / "county.xlsx"
    path.write_bytes(data)
    book = formualizer.Workbook.load_path(str(path))
    book.evaluate_all()
    return book


def _overview(book: Any, units: int) -> Iterator[list[Any]]:
    for row in range(4, 4 + units):
        yield [book.get_value("校验", row, column) for column in range(1, 10)]


@given(data=st.data())
@settings(max_examples=5, phases=[Phase.generate])
def test_the_overview_counts_what_the_checker_counts(data: st.DataObject) -> None:
    """Passed, failed, undecided and blank of every unit, whatever was filled in; and each sum is that of the units."""
    spec = data.draw(st.one_of(st.just(SPEC), made_up()))
    first = data.draw(reports(spec, complete=False))
    form = first.form
    given_ = [_typed(first, "甲", 2024), _typed(data.draw(_of(spec, form)), "乙", 2024)]
    book = county(form, ["甲", "乙"])
    with TemporaryDirectory() as folder:
        opened = _open(filled(form, book, given_, 2024), Path(folder))
        rows = list(_overview(opened, 2))
    typed = [index for index, value in enumerate(form.values) if value.numeric and index not in exact_totals(form)]
    for row, report in zip(rows, given_, strict=True):
        level = {one.id: one for one in form.relations if one.level == 1}
        statuses = {name: verdict(one, partial(interval_at, report)) for name, one in level.items()}
        counts = Counter(statuses.values())
        errors = sum(status == "fail" and level[name].severity == "error" for name, status in statuses.items())
        assert [int(number) for number in row[3:8]] == [
            counts["pass"], errors, counts["fail"] - errors, counts["undecided"],
            sum(report.content(index).state == "blank" for index in typed),
        ]  # fmt: skip
        blank = counts["undecided"] + int(row[7])
        assert row[2] == ("不通过" if errors else "待核实" if counts["fail"] else "未填完" if blank else "通过")
        assert bool(row[8]) == bool(counts["fail"])


def _of(spec: Spec, form: Form) -> st.SearchStrategy[Report]:
    return reports(spec, complete=False).filter(lambda one: one.form == form)


def test_sums_are_those_of_what_is_filled_in(tmp_path: Path) -> None:
    """A blank adds nothing and is told in the overview; where nobody has filled anything in, the sum is empty."""
    given_ = [evolve(balanced("cn/2021", random.Random(n)), organisation=f"局{n}") for n in range(4)]
    given_[3] = evolve(empty(FORM), organisation="局3")
    book = county(FORM, [f"局{n}" for n in range(4)])
    opened = _open(filled(FORM, book, given_, 2024), tmp_path)
    drawn = [cell for cell in book.sheets[0].cells if cell.look == "total"]
    assert len(drawn) == len(FORM.cells)
    for cell, index in zip(drawn, _drawn(FORM), strict=True):
        shown = opened.get_value("汇总", cell.row + 1, cell.column + 1)
        assert int(shown) == sum(one.values[index] for one in given_[:3])  # type: ignore[misc]  # all are numbers
    nothing = _open(write_xlsx(county(FORM, ["局"])), tmp_path)
    assert {nothing.get_value("汇总", cell.row + 1, cell.column + 1) for cell in drawn} == {""}
    assert next(_overview(nothing, 1))[2:8] == ["未填完", 0, 0, 0, 42, 166]


def _drawn(form: Form) -> list[int]:
    from govdisclosure.layout.filled import blank_page

    return [cell.index for grid in blank_page(form, "zh").grids for cell in grid.cells if cell.index is not None]


def test_last_years_reports_are_carried_for_the_units_that_have_them(tmp_path: Path) -> None:
    """Their proposals and rules between the years; the others have none, and are not judged by any."""
    prior = evolve(balanced("cn/2021", random.Random(9)), organisation="局0", year=2023)
    taken = carried(FORM, empty(FORM), prior)
    book = county(FORM, ["局0", "局1"], {0: taken})
    assert {cell.look for cell in book.sheets[FIRST].cells} - {cell.look for cell in book.sheets[FIRST + 1].cells} == {
        "proposal"
    }
    opened = _open(write_xlsx(book), tmp_path)
    first, second = _overview(opened, 2)
    assert (int(first[7]), int(second[7])) == (166 - len(taken.proposals), 166)
    assert int(first[3]) + int(first[6]) == 53
    assert int(second[6]) == 42
    assert [one.organisation for one in _read(write_xlsx(book), tmp_path)] == ["局0", "局1"]
    assert {one.year for one in _read(write_xlsx(book), tmp_path)} == {2024}


@given(titles=st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=30))
def test_names_of_sheets_are_such_as_excel_takes(titles: list[str]) -> None:
    """At most 31 units of UTF-16, none of the signs it forbids, no quote at either end, and all different to it."""
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip("'")
        assert name.casefold() != "history"


ROSTER = "code,name,parent\nA,某县,\n" + "".join(f"B{n},某县{name},A\n" for n, name in enumerate("甲乙丙"))


def test_a_roster_becomes_a_workbook_and_a_panel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`blank --units`, filled in or not, is collected as one report for every unit that has none below itself."""
    monkeypatch.chdir(tmp_path)
    Path("roster.csv").write_text(ROSTER, "utf-8")
    Path("earlier").mkdir()
    for name in ("甲", "丁"):
        report = evolve(balanced("cn/2021", random.Random(1)), organisation=f"某县{name}", year=2023)
        gd.write(report, f"earlier/{name}.docx")
    command = ["--lang", "en", "blank", "cn/2021", "county.xlsx", "--units", "roster.csv", "--prior", "earlier"]
    assert run(command) == 0
    assert "earlier/丁.docx was not used: its unit is not in the roster" in capsys.readouterr().err
    assert run(["--lang", "en", "collect", "county.xlsx", "-o", "panel", "--roster", "roster.csv"]) == 1
    assert "files 3: read 3" in capsys.readouterr().out  # the county itself has not reported
    assert run(["--lang", "en", "check", "county.xlsx", "-q"]) == 0
    gd.blank("cn/2021", "again.xlsx", units="roster.csv")
    assert [document.member for document in inputs(["again.xlsx"])] == [
        f"B{n} 某县{name}.xlsx" for n, name in enumerate("甲乙丙")
    ]
    with pytest.raises(ReadError, match=r"many units|多个单位"):
        gd.read("county.xlsx")


@pytest.mark.parametrize(
    ("roster", "arguments", "code", "said"),
    [
        ("code,name\nA,甲\n", [], 3, "there is no column parent"),
        ("code,name,parent\n", [], 3, "the roster has no units"),
        ("code,name,parent\nA,甲,A\n", [], 3, "甲 is above itself"),
        ("code,name,parent\nA,甲,\nA,乙,\n", [], 3, "the code A is also in line 2"),
        ("code,name,parent\n" + "".join(f"U{n},局{n},\n" for n in range(10_000)), [], 2, "the roster has 10000 units"),
        (ROSTER, ["--format", "docx"], 2, "only .xlsx has a sheet for every unit"),
    ],
)
def test_a_roster_that_makes_no_workbook_is_one_sentence(
    roster: str, arguments: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faulty, empty, too long, or for another kind of document; nothing is written."""
    path = tmp_path / "roster.csv"
    path.write_text(roster, "utf-8")
    out = str(tmp_path / "county.xlsx")
    assert run(["--lang", "en", "blank", "cn/2021", out, "--units", str(path), *arguments]) == code
    assert said in capsys.readouterr().err
    assert [path] == list(tmp_path.iterdir())


def test_a_workbook_that_lies_about_its_units_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """Rows of nothing, sheets that are not there or not to be read, and names that no program writes."""
    rows = [("U0",), ("U1", "没有", "{}"), ("U2", UNITS, "{}"), ("U3", "表", "no annex"), ("", "", "")]
    listed = [SheetCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    book = Workbook((Sheet("表", (SheetCell(0, 0, "x"),)), Sheet(UNITS, tuple(listed), hidden=True)), "t")
    path = tmp_path / "county.xlsx"
    path.write_bytes(write_xlsx(book))
    found = list(inputs([str(path)]))
    assert [document.member for document in found] == ["U3 表.xlsx"]
    with pytest.raises(ReadError):
        read_input(found[0])
    path.write_bytes(write_xlsx(Workbook((Sheet("表", ()), Sheet(UNITS, ())), "t")))
    (whole,) = inputs([str(path)])
    with pytest.raises(ReadError):
        read_input(whole)


def test_prior_reports_go_with_what_they_are_for() -> None:
    """By code with a roster, one without; the caller is told."""
    prior = balanced("cn/2021", random.Random(1))
    with pytest.raises(UsageError):
        gd.blank("cn/2021", "form.xlsx", prior={"A": prior})


def test_a_format_of_too_many_figures_has_no_such_workbook() -> None:
    """A row of a sheet holds all figures of a unit."""
    nodes = ", ".join(f"n{number}: {{label: {{zh: 第{number}项}}}}" for number in range(60))
    with using("en"), pytest.raises(UsageError, match="more figures than a sheet of such a workbook has columns"):
        must_fit(expand(minimal(rows=f"{{nodes: {{{nodes}}}}}", columns=f"{{nodes: {{{nodes}}}}}")), 1)
