"""Many reports in one run: folders, patterns, archives, reports of the year before, summaries and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.language import using
from tests.findings.test_between_years import chained
from tests.support.filled import filled

CLEAN = Path("examples/report-2024.txt").resolve()


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    """Return what was printed, and what was complained about."""
    said = capsys.readouterr()
    return said.out.splitlines(), said.err.splitlines()


def saved(folder: Path, name: str, report: gd.Report) -> None:
    """Save a report as JSON."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(gd.to_json(report), encoding="utf-8")


@pytest.fixture(autouse=True)
def english() -> object:
    """Let everything be said in English."""
    with using("en"):
        yield


def test_a_folder_is_checked_with_a_summary_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is counted, and stops nothing."""
    (tmp_path / "a.txt").write_bytes(CLEAN.read_bytes())
    (tmp_path / "b.txt").write_text("no table", encoding="utf-8")
    assert run(["check", "--lang", "en", str(tmp_path)]) == 3
    printed, complaints = lines(capsys)
    assert printed[-1] == "2 files: clean 1, not read 1"
    assert complaints == [f"{tmp_path / 'b.txt'}: there is no table in the document"]


def test_quiet_is_the_summary_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, and the exit code as ever."""
    (tmp_path / "a.txt").write_bytes(CLEAN.read_bytes())
    assert run(["check", "-q", "--lang", "en", str(tmp_path / "*.txt")]) == 0
    assert lines(capsys) == (["1 file: clean 1"], [])


def test_remarks_fail_where_that_is_asked_for(tmp_path: Path) -> None:
    """A blank cell is a remark, which changes nothing unless `--fail-on remark` says so."""
    report = filled(Random(1)).replacing({("fees", "fee", "amount"): None})
    saved(tmp_path, "a.json", report)
    path = str(tmp_path / "a.json")
    assert [run(["check", path]), run(["check", path, "--fail-on", "remark"])] == [0, 1]


def test_a_file_with_unreadable_cells_is_not_clean(tmp_path: Path) -> None:
    """Exit code 3 says that something could not be read; a rule that failed is said first."""
    unreadable = {("fees", "fee", "amount"): gd.Content("unreadable", "1 2")}
    saved(tmp_path, "a.json", filled(Random(1)).replacing(unreadable))
    assert run(["check", str(tmp_path / "a.json")]) == 3
    saved(tmp_path, "a.json", filled(Random(1)).replacing({**unreadable, ("disputes", "count", "review"): 999_999}))
    assert run(["check", str(tmp_path / "a.json")]) == 1


def test_prior_reports_are_matched_by_organisation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each report is compared with its own; what belongs to nothing is listed with the reason."""
    prior, report = chained()
    wrong = prior["applications"]["carried_out", "natural_person"].value
    assert isinstance(wrong, int)
    broken = prior.replacing({("applications", "carried_out", "natural_person"): wrong + 5})
    for name, organisation, year in (("a", "甲局", 2024), ("b", "乙局", 2024), ("c", "丙局", 2024), ("d", None, 2024)):
        saved(tmp_path / "now", f"{name}.json", evolve(report, organisation=organisation, year=year))
    for name, organisation, year in (("x", " 甲 局", 2023), ("y", "乙局", 2021), ("z", "丁局", 2023)):
        saved(tmp_path / "before", f"{name}.json", evolve(broken, organisation=organisation, year=year))
    assert run(["check", str(tmp_path / "now"), "--prior", str(tmp_path / "before"), "--format", "json"]) == 0
    said = capsys.readouterr()
    found = {Path(one["file"]).stem: one for one in json.loads(said.out)["reports"]}
    assert [f["rule"] for f in found["a"]["findings"] if f["status"] == "fail"] == ["applications/carry_over"]
    reasons = {
        name: [problem["message"] for problem in one["problems"] if problem["code"] == "prior_unmatched"]
        for name, one in found.items()
    }
    start = "no prior report was found among those given: "
    assert reasons == {
        "a": [],
        "b": [start + "those of the organisation are for 2021"],
        "c": [start + "none is of '丙局'"],
        "d": [start + "the report names no organisation"],
    }
    unused = [line.split(": ")[0] for line in said.err.splitlines()]
    assert unused == [str(tmp_path / "before" / name) for name in ("y.json", "z.json")]


@pytest.mark.parametrize("redirect", ["> /dev/full", ">&-"])
def test_a_full_disk_and_a_closed_stream_get_a_sentence(redirect: str) -> None:
    """Nothing is lost in silence, and there is no traceback."""
    if os.name == "nt" or not Path("/dev/full").exists():
        pytest.skip("no such device here")
    command = f"{sys.executable} -m govdisclosure --lang en check {CLEAN} {redirect}"
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "written" in ended.stderr
