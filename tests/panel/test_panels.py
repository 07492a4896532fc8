"""A panel as a whole: checked, compared over the years, summed, and made one series."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.panel import rollup_xlsx
from govdisclosure.report import BLANK
from tests.support.collections import report_of
from tests.support.filled import spoiled

CN = gd.load_spec("cn/2021")
FORM = gd.expand(CN)


def panel_of(reports: dict[str, gd.Report], folder: Path, **more: Any) -> Path:
    """A panel of reports by the names of their files."""
    (folder / "in").mkdir()
    for name, report in reports.items():
        (folder / "in" / name).write_text(gd.to_json(report), encoding="utf-8")
    gd.collect([folder / "in"], folder / "p", jobs=1, **more)
    return folder / "p"


def with_cells(report: gd.Report, **changes: Any) -> gd.Report:
    """A report with other figures in the total column of section three."""
    return report.replacing({("applications", row, "total"): value for row, value in changes.items()})


def test_a_panel_is_checked_as_its_documents_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every finding of every report, in the same words and with the same fingerprint, is a row of `findings`."""
    chance = Random(4)
    reports = {}
    for number in range(6):
        report = report_of(f"{number}局", 2024, number)
        reports[f"{number}.json"] = spoiled(chance, report, number % 3)[0] if number else with_cells(report, new=None)
    reports["7.json"] = evolve(reports["1.json"], sections={"overview": "2024年，新收政府信息公开申请9999件。"})
    panel = panel_of(reports, tmp_path)
    assert run(["check", str(panel), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    alone = {name: gd.check(report) for name, report in reports.items()}
    assert said["reports"] == 7
    assert said["counts"]["fail"] == sum(result.counts["fail"] for result in alone.values())
    rows = pq.read_table(panel / "findings").to_pylist()
    assert "applications/stated_new" in {row["rule"] for row in rows}
    found = {
        (Path(r["file"]).name, r["rule"], r["instance"], r["difference"], r["message"], r["fingerprint"]) for r in rows
    }
    assert found == {
        (name, f.rule, f.instance, None if f.difference is None else Decimal(f.difference), f.message, f.fingerprint)
        for name, result in alone.items()
        for f in result
    }


def chain(tmp_path: Path, broken: int = 0) -> Path:
    """A panel of one organisation in three years, in two versions of the format; the last may break the chain."""
    last = report_of("某局", 2022, 2)
    before = report_of("某局", 2021, 1)
    carried = before["applications"]["carried_out", "total"].value
    assert isinstance(carried, int)
    last = with_cells(last, carried_in=carried + broken)
    old = gd.Report(gd.expand(gd.load_spec("cn/2019")), (), "某局", 2020)
    old = evolve(old, values=(None,) * len(old.form.cells))
    old = old.replacing({("applications", "carried_out", "total"): before["applications"]["carried_in", "total"].value})
    return panel_of({"c.json": last, "a.json": old, "b.json": before}, tmp_path)


def test_years_are_compared_across_versions(tmp_path: Path) -> None:
    """What is carried over from one year's report to the next is the same in both; else both files are named."""
    found = gd.compare_panel(chain(tmp_path, broken=1))
    assert found.pairs == 2
    totals = [one for one in found.breaks if one.finding.id == "applications/carry_over[total]"]
    assert [(Path(b.prior).name, Path(b.file).name, b.finding.difference) for b in totals] == [("b.json", "c.json", 1)]
    alone = gd.check(gd.read(tmp_path / "in" / "c.json").report, gd.read(tmp_path / "in" / "b.json").report)
    assert [b.finding.id for b in found.breaks if b.file.endswith("c.json")] == [f.id for f in alone if f.level > 1]


def test_two_documents_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """OLD and NEW need no panel; the wrong way round is wrong usage."""
    chain(tmp_path, broken=1)
    old, new = (str(tmp_path / "in" / name) for name in ("b.json", "c.json"))
    assert run(["compare", old, new, "--format", "json"]) == 1
    assert "applications/carry_over" in {one["rule"] for one in json.loads(capsys.readouterr().out)["breaks"]}
    assert run(["compare", new, old]) == 2
    assert run(["compare", old, new, old]) == 2
    assert run(["compare", str(tmp_path)]) == 2
    assert "was not made by govdisclosure collect" in capsys.readouterr().err


def test_one_series_leaves_out_what_is_not_comparable_and_says_why(tmp_path: Path) -> None:
    """A row that became three has no value for each; a figure that means the same has."""
    series = gd.harmonise(chain(tmp_path), "cn/2021")
    assert isinstance(series, pl.DataFrame)
    old = series.filter(year=2020)
    carried = old.filter(table="applications", row="carried_out", column="total").row(0, named=True)
    assert (carried["state"], carried["why"]) == ("number", None)
    split = old.filter(table="applications", row="outcome.other.fee_overdue", column="total").row(0, named=True)
    assert split["state"] == "absent"
    assert split["value"] is None
    assert "outcome.other" in split["edit"]
    assert split["why"]
    issued = old.filter(table="documents", column="issued").row(0, named=True)
    assert issued["edit"] == "replace documents/columns:produced"
    assert series.filter(pl.col("year") > 2020)["edit"].null_count() == 400


def test_a_series_is_written_part_by_part(tmp_path: Path) -> None:
    """A folder of Parquet has the same rows; what an earlier run left there beside them is gone."""
    panel = chain(tmp_path)
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "part-000099.parquet").write_bytes(b"of a larger panel")
    place = gd.harmonise(panel, "cn/2021", into=tmp_path / "series")
    assert place == tmp_path / "series"
    assert pl.read_parquet(place / "*.parquet").equals(gd.harmonise(panel, "cn/2021"))
    (tmp_path / "file").touch()
    with pytest.raises(gd.UsageError, match="cannot write"):
        gd.harmonise(panel, "cn/2021", into=tmp_path / "file" / "x")


ROSTER = "code,name,parent\n0,县,\n1,乡镇,0\n2,甲局,0\n11,东镇,1\n12,西镇,乡镇\n"


def county_panel(tmp_path: Path, *, without: str = "", wrong: int = 0) -> tuple[Path, dict[str, gd.Report]]:
    """The reports of a county's bodies, and its own that is their sum, one cell of which may be wrong."""
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    bodies = {name: report_of(name, 2024, seed) for seed, name in enumerate(("甲局", "东镇", "西镇"))}
    columns = zip(*(report.values for report in bodies.values()), strict=True)
    county = evolve(report_of("县", 2024, 0), values=tuple(sum(n for n in numbers if n) for numbers in columns))
    if wrong:
        county = with_cells(county, new=(county["applications"]["new", "total"].value or 0) + wrong)
    reports = {f"{name}.json": report for name, report in {**bodies, "县": county}.items() if name != without}
    return panel_of(reports, tmp_path, roster=tmp_path / "roster.csv"), bodies


def test_sums_are_those_of_all_units_without_units_below(tmp_path: Path) -> None:
    """The direct sum, cell by cell, and the parent's own report agrees with it."""
    panel, bodies = county_panel(tmp_path)
    found = gd.rollup(panel, tmp_path / "roster.csv")
    assert [unit.name for unit in found.members] == ["东镇", "西镇", "甲局"]
    assert found.ok
    for cell in found.sums:
        assert cell.value == sum(report.values[cell.index] for report in bodies.values())  # type: ignore[misc]
        assert (cell.known, cell.status) == (3, "pass")
    towns = gd.rollup(panel, tmp_path / "roster.csv", unit="1")
    assert [unit.name for unit in towns.members] == ["东镇", "西镇"]


@pytest.mark.parametrize("seed", range(4))
def test_every_difference_in_a_hierarchy_is_found_where_it_is(tmp_path: Path, seed: int) -> None:
    """Sums at every level are the direct sums of the leaves, and only figures that were made wrong are found."""
    chance = Random(seed)
    parents: dict[int, int | None] = {0: None} | {
        number: chance.randrange(max(1, number // 2)) for number in range(1, 16)
    }
    rows = [f"u{number},单位{number},{'' if above is None else f'u{above}'}" for number, above in parents.items()]
    (tmp_path / "roster.csv").write_text("\n".join(["code,name,parent", *rows]), encoding="utf-8")
    leaves = {number: {number} for number in parents if number not in parents.values()}
    for number in sorted(parents, reverse=True):
        below = [leaves[child] for child, above in parents.items() if above == number]
        leaves[number] = leaves.get(number, set()).union(*below)
    alone = {number: report_of(f"单位{number}", 2024, chance.randrange(99)) for number in parents}
    planted, reports = set(), {}
    for number, under in leaves.items():
        columns = zip(*(alone[leaf].values for leaf in sorted(under)), strict=True)
        values = [sum(n for n in numbers if n) for numbers in columns]
        if under != {number} and chance.random() < 0.5:
            cell = chance.randrange(len(values))
            values[cell] += chance.choice((1, 7))
            planted.add((f"u{number}", cell))
        reports[f"u{number}.json"] = evolve(alone[number], values=tuple(values))
    panel = panel_of(reports, tmp_path, roster=tmp_path / "roster.csv")
    found = gd.rollup(panel, tmp_path / "roster.csv")
    levels = (found, *found.below)
    assert {level.unit.code for level in levels} == {f"u{n}" for n, under in leaves.items() if under != {n}}
    for level in levels:
        under = leaves[int(level.unit.code[1:])]
        direct = [sum(alone[leaf].values[cell.index] or 0 for leaf in under) for cell in level.sums]
        assert [cell.value for cell in level.sums] == direct
    assert {(one.unit.code, c.index) for one in levels for c in one.sums if c.status != "pass"} == planted
    assert found.ok == (not planted)
    import formualizer

    (tmp_path / "out.xlsx").write_bytes(rollup_xlsx(found))
    book = formualizer.load_workbook(str(tmp_path / "out.xlsx"))
    book.evaluate_all()
    every = [cell for level in levels for cell in level.sums]
    name = "Against the parent"
    for number in chance.sample(range(len(every)), 40):
        assert book.get_value(name, 4 + number, 4) == every[number].value


@pytest.mark.parametrize("wrong", [1, -1])
def test_a_planted_difference_is_found(tmp_path: Path, wrong: int, capsys: pytest.CaptureFixture[str]) -> None:
    """In the cell where it was planted, and in no other."""
    panel, _ = county_panel(tmp_path, wrong=wrong)
    out = tmp_path / "out.json"
    assert run(["rollup", str(panel), "--roster", str(tmp_path / "roster.csv"), "-o", str(out)]) == 1
    cells = [cell for cell in json.loads(out.read_text(encoding="utf-8"))["cells"] if cell["status"] != "pass"]
    assert [(c["row"], c["column"], c["own_low"] - c["sum"]) for c in cells] == [("new", "total", wrong)]
    assert "199 cells agree, 1 differ" in capsys.readouterr().out


def test_what_is_missing_makes_a_sum_an_interval(tmp_path: Path) -> None:
    """Two of three: the sum is at least that of the two, and a parent with less than it is wrong all the same."""
    panel, bodies = county_panel(tmp_path, without="西镇")
    found = gd.rollup(panel, tmp_path / "roster.csv")
    assert [unit.name for unit in found.missing] == ["西镇"]
    for cell in found.sums:
        least = sum(bodies[name].values[cell.index] or 0 for name in ("甲局", "东镇"))
        assert (cell.low, cell.high, cell.value, cell.known, cell.status) == (least, None, None, 2, "undecided")
    less = tmp_path / "less.json"
    county = gd.read(tmp_path / "in" / "县.json").report
    less.write_text(gd.to_json(evolve(county, values=(0,) * len(county.values))), encoding="utf-8")
    against = gd.rollup(panel, tmp_path / "roster.csv", against=less)
    assert {cell.status for cell in against.sums if cell.low} == {"fail"}


def test_the_workbook_has_live_sums(tmp_path: Path) -> None:
    """Its five sheets, and formulas that another program calculates to the same sums."""
    import formualizer
    import python_calamine

    panel, _ = county_panel(tmp_path)
    out = tmp_path / "out.xlsx"
    assert run(["--lang", "zh", "rollup", str(panel), "--roster", str(tmp_path / "roster.csv"), "-o", str(out)]) == 0
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes()))
    assert book.sheet_names == ["汇总", "明细", "问题清单", "未报清单", "总分核对"]
    calculated = formualizer.load_workbook(str(out))
    calculated.evaluate_all()
    found = gd.rollup(panel, tmp_path / "roster.csv")
    for number, cell in enumerate(found.sums):
        assert calculated.get_value("汇总", 4 + number, 3) == cell.value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--unit", "9"], "no unit with the code 9"),
        (["--unit", "2"], "has no units below it"),
        (["-o", "x.pdf"], ".xlsx or .json"),
    ],
)
def test_what_cannot_be_summed_is_wrong_usage(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says what is the matter."""
    panel, _ = county_panel(tmp_path)
    assert run(["rollup", str(panel), "--roster", str(tmp_path / "roster.csv"), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_blank_of_a_member_is_no_zero(tmp_path: Path) -> None:
    """The sum of a cell that somebody left blank is at least the others' sum."""
    (tmp_path / "roster.csv").write_text("code,name,parent\n0,县,\n1,甲局,0\n2,乙局,0\n", encoding="utf-8")
    one, two = report_of("甲局", 2024, 1), report_of("乙局", 2024, 2)
    place = ("fees", "fee", "amount")
    two = two.replacing({place: BLANK})
    panel = panel_of({"1.json": one, "2.json": two}, tmp_path, roster=tmp_path / "roster.csv")
    (cell,) = [c for c in gd.rollup(panel, tmp_path / "roster.csv").sums if c.index == FORM.index[place]]
    assert (cell.low, cell.high, cell.known, cell.status) == (0, None, 1, "not_applicable")
