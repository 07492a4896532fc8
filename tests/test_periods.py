"""Forms of quarters and months through the house: what comes before, what belongs together, what is told apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.language import using
from govdisclosure.report import Content
from govdisclosure.spec import Period
from govdisclosure.specfile import using_folders

FOREIGN = Path(__file__).parent / "data" / "foreign"


@pytest.fixture
def formats(tmp_path: Path) -> str:
    """A folder of formats: one of quarters that looks back a year, one of months that looks back a month."""
    for name in ("clinics", "river"):
        (tmp_path / "formats" / name).mkdir(parents=True)
        text = (FOREIGN / f"{name}.yaml").read_text("utf-8")
        (tmp_path / "formats" / name / "2024.yaml").write_text(text, "utf-8")
    return str(tmp_path / "formats")


def quarter(number: int, year: int = 2024, organisation: str = "示例市第一医院") -> gd.Report:
    """The report of a hospital for a quarter."""
    report = gd.read(FOREIGN / "clinics.html", spec=gd.load_spec(FOREIGN / "clinics.yaml")).report
    return evolve(report, organisation=organisation, year=Period(year, "quarter", number), problems=())


def month(number: int, good: int, before: int) -> gd.Report:
    """The bulletin of a month, with the good places of it and of the month before as it says."""
    report = gd.read(FOREIGN / "river.md", spec=gd.load_spec(FOREIGN / "river.yaml")).report
    counts: dict[tuple[str, str, str], Any] = {
        ("classes", "places", "good"): good,
        ("classes", "places", "total"): good + 1,
        ("classes", "places", "last_good"): before,
        ("classes", "places", "rate"): None,
    }
    period = Period(2024 + (number - 1) // 12, "month", (number - 1) % 12 + 1)
    return evolve(report.replacing(counts), year=period, problems=())


def test_data_say_the_period_beside_the_year() -> None:
    """JSON, tidy rows and frames; a report of years says nothing of it."""
    report = quarter(1)
    data = gd.to_data(report)
    assert json.loads(gd.to_json(report))["period"] == "2024Q1"
    assert (data["year"], data["period"], report.year) == (2024, "2024Q1", 2024)
    del data["year"]
    assert gd.from_data(data, spec=report.spec).period == report.period
    assert set(report.to_frame("pyarrow")["period"].to_pylist()) == {"2024Q1"}
    assert gd.from_frame(report.to_frame("pyarrow"), spec=report.spec).period == report.period
    assert gd.check(report).to_data()["period"] == "2024Q1"
    usual = gd.from_json('{"spec": "cn/2021", "year": 2024, "tables": {}}')
    assert "period" not in gd.to_data(usual)
    assert "period" not in usual.to_frame("pyarrow").column_names
    assert "period" not in gd.check(usual).to_data()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"period": "2024-03"}, 'period: expected a period, as 2024Q1; found "2024-03"'),
        ({"period": "2024Q1", "year": 2023}, 'period: expected a period, as 2023Q1; found "2024Q1"'),
        ({"period": 20241}, "period: expected a period, as 2024Q1; found 20241"),
    ],
)
def test_a_period_of_another_kind_is_refused(said: dict[str, Any], message: str) -> None:
    """A month in a form of quarters, another year than the report's, no text."""
    with pytest.raises(gd.ReadError) as refused:
        gd.from_data({"spec": "clinics/2024", "tables": {}, **said}, spec=gd.load_spec(FOREIGN / "clinics.yaml"))
    assert str(refused.value) == message
    with pytest.raises(gd.ReadError, match="cn/2021 is for whole years"):
        gd.from_data({"spec": "cn/2021", "period": "2024Q1"})


def test_prior_is_what_the_format_says() -> None:
    """The same quarter of the year before here, the month before there; anything else is refused by its name."""
    before = quarter(1, 2023).replacing({("visits", "emergencies", "now"): 5_000, ("visits", "total", "now"): 48_377})
    failed = [one.id for one in gd.check(quarter(1), before) if one.status == "fail"]
    assert "visits/same_quarter[emergencies]" in failed
    with pytest.raises(gd.UsageError, match="it is for 2023Q4, not for 2023Q1"):
        gd.check(quarter(1), quarter(4, 2023))
    january, december = month(13, 2, 3), month(12, 4, 4)
    assert (str(january.period), str(december.period)) == ("2025-01", "2024-12")
    assert [one.id for one in gd.check(january, december) if one.status == "fail"] == ["classes/last_month"]
    with pytest.raises(gd.UsageError, match="not for 2024-12"):
        gd.check(january, month(1, 4, 4))


def test_a_panel_tells_periods_and_families_apart(tmp_path: Path, formats: str) -> None:
    """Four quarters and two bulletins of one body: no duplicates, chains by period, both families on the roster."""
    folder, panel, roster = tmp_path / "in", tmp_path / "panel", tmp_path / "roster.csv"
    folder.mkdir()
    reports = [quarter(1, 2023, "示例市"), *(quarter(number, organisation="示例市") for number in (1, 2, 3))]
    reports += [month(2, 3, 3), month(3, 2, 2)]
    for number, report in enumerate(reports):
        (folder / f"report-{number}.json").write_text(gd.to_json(report), "utf-8")
    roster.write_text("code,name,parent\n1,示例市,\n2,另一市,\n", "utf-8")
    arguments = ["--specs", formats, "collect", str(folder), "-o", str(panel), "--roster", str(roster), "--jobs", "1"]
    assert run(arguments) == 1  # one unit has not reported
    files = pq.read_table(panel / "files").to_pylist()
    assert sorted((row["period"], row["year"]) for row in files)[:2] == [("2023Q1", 2023), ("2024-02", 2024)]
    rows = pq.read_table(panel / "reporting").to_pylist()
    stands = {(row["family"], row["period"], row["unit"]): row["status"] for row in rows}
    assert len(stands) == len(rows) == 12
    assert {status for (_, _, unit), status in stands.items() if unit == "1"} == {"reported"}
    assert {status for (_, _, unit), status in stands.items() if unit == "2"} == {"missing"}
    with using_folders([formats]):
        found = gd.compare_panel(panel)
        assert found.pairs == 2
        assert {one.finding.id.split("[")[0] for one in found.breaks} == {"classes/last_month", "visits/same_quarter"}
        with pytest.raises(gd.UsageError, match="several families"):
            gd.rollup(panel, _tops(tmp_path))
        sums = gd.rollup(panel, _tops(tmp_path), family="clinics", year="2024Q2")
        assert (sums.to_data()["period"], sums.year, len(sums.files)) == ("2024Q2", 2024, 1)
        assert str(gd.rollup(panel, _tops(tmp_path), family="clinics").period) == "2024Q3"
        series = gd.harmonise(panel, "clinics/2024")
        assert set(series["period"].to_list()) == {"2023Q1", "2024Q1", "2024Q2", "2024Q3"}
        assert gd.check_panel(panel) is not None


def test_the_next_form_takes_over_what_it_calls_prior(tmp_path: Path, formats: str) -> None:
    """The workbook of the next month, and of the same quarter next year, with the figures that rules carry over."""
    for report, of, figure in (
        (month(12, 4, 4), "2025-01", ("classes", "places", "last_good")),
        (quarter(4, 2023), "2024Q4", ("visits", "emergencies", "before")),
    ):
        source, form = tmp_path / "prior.json", tmp_path / "form.xlsx"
        source.write_text(gd.to_json(report), "utf-8")
        name = report.spec.id
        assert run(["--specs", formats, "blank", name, str(form), "--prior", str(source)]) == 0
        read = gd.read(form, spec=report.spec).report
        assert str(read.period) == of
        assert read.values[read.form.index[figure]] in (4, 6105)


def test_captions_of_other_periods_are_left_out(tmp_path: Path) -> None:
    """A table of the quarter before stands beside this one's; a text that covers another quarter is told."""
    page = (FOREIGN / "clinics.html").read_text("utf-8")
    table = page[page.index("<table>") : page.index("</table>") + 8].replace("6,105", "9")
    other = page.replace("<h2>二、", "<p>附：2023年第四季度门急诊人次</p>" + table + "<h2>二、", 1)
    path = tmp_path / "other.html"
    path.write_text(other.replace("3月31日", "6月30日").replace("2024年1月1日", "2024年4月1日"), "utf-8")
    report = gd.read(path, spec=gd.load_spec(FOREIGN / "clinics.yaml")).report
    assert report["visits"]["emergencies", "now"].value == 6105
    assert {"other_year", "year_in_text"} <= {problem.code for problem in report.problems}


def test_a_list_says_periods_of_files(tmp_path: Path, formats: str) -> None:
    """A manifest may say the period of a document that does not, and prior reports are found by period."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number, report in enumerate((quarter(1), quarter(1, 2023), quarter(2, 2023))):
        (folder / f"{number}.json").write_text(gd.to_json(report), "utf-8")
    nameless = evolve(quarter(2), year=None)
    (folder / "3.json").write_text(gd.to_json(nameless), "utf-8")
    with (tmp_path / "files.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("path", "period"), ("in/3.json", "2024Q2")])
    arguments = ["--specs", formats, "collect", str(folder), "-o", str(tmp_path / "panel"), "--jobs", "1"]
    assert run([*arguments, "--manifest", str(tmp_path / "files.csv")]) == 0
    files = {Path(row["file"]).stem: row["period"] for row in pq.read_table(tmp_path / "panel" / "files").to_pylist()}
    assert files == {"0": "2024Q1", "1": "2023Q1", "2": "2023Q2", "3": "2024Q2"}
    priors = [option for number in (1, 2) for option in ("--prior", str(folder / f"{number}.json"))]
    assert run(["--specs", formats, "check", str(folder / "0.json"), *priors[:2]]) == 0
    unsure = quarter(1).replacing({("visits", "total", "now"): Content("blank")})
    assert gd.check(unsure, quarter(1, 2023)).ok


def _tops(folder: Path) -> Path:
    path = folder / "tops.csv"
    path.write_text("code,name,parent\n0,示例省,\n1,示例市,0\n2,另一市,0\n", "utf-8")
    return path


def test_messages_of_other_forms_do_not_speak_of_last_year() -> None:
    """In Chinese the report before is that of another year, or an earlier one."""
    with using("zh"):
        (finding,) = [one for one in gd.check(month(13, 2, 3), month(12, 4, 4)) if one.status == "fail"]
        assert "往期报告" in finding.message
        assert "上年" not in finding.message
