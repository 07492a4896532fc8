"""What commands answer in their less usual forms, and what they refuse, each in one sentence."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import progress, run
from govdisclosure.cli.collect import _lines
from govdisclosure.inputs import Input
from tests.support.filled import filled

ROOT = Path(__file__).parents[2]
CLEAN = str(ROOT / "examples" / "report-2024.txt")
BROKEN = str(ROOT / "examples" / "report-2024-broken.txt")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a file that is there already."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.yaml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (f"blank cn/2021 blank.xlsx --prior {CLEAN} --prior {BROKEN}", 2, "without --units, --prior is one report"),
        ("spec schema cn/2021 --theme", 2, "--theme takes no ID"),
        ("spec new cn/2027 --extends cn/2021 -o there.yaml", 2, "there.yaml is there already"),
        (f"conformance run {ROOT}/conformance --command ' '", 2, "there is no command"),
        (f"check {CLEAN} {BROKEN} --annotate there.yaml/in", 2, "cannot write there.yaml/in"),
        ("write bare.json bare.html", 3, "bare.json"),
    ],
)
def test_what_is_refused(words: str, code: int, said: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the exit code of wrong usage, or of what cannot be read."""
    (here / "bare.json").write_text("[1]", encoding="utf-8")
    arguments = [word if word != "''" else " " for word in words.replace("' '", "''").split(" ")]
    assert run(["--lang", "en", *arguments]) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("spec list --format json", 0, {"id": "cn-accounts/2024", "status": "provisional"}),
        ("spec lint cn/2021 --format json", None, {"findings": []}),
        ("spec analyse cn/2021 --format json", None, {"spec": "cn/2021", "consistent": True}),
    ],
)
def test_what_is_told_of_formats_is_told_to_programs_too(
    words: str, place: int | None, expected: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON, with the same facts."""
    assert run(words.split(" ")) == 0
    found = json.loads(capsys.readouterr().out)
    told = found if place is None else sorted(found, key=lambda row: row["id"])[place]
    assert {key: told[key] for key in expected} == expected


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """That of the package, and nothing is done."""
    assert run(["--version", "check", "no-such-file"]) == 0
    assert capsys.readouterr().out == f"govdisclosure {version('govdisclosure')}\n"


def test_a_format_with_a_fault_is_told_from_a_clean_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file has its line, clean or not."""
    (here / "faulty.yaml").write_text("spec: 1\n", encoding="utf-8")
    assert run(["--lang", "en", "spec", "lint", "cn/2021", "faulty.yaml"]) == 2
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "cn/2021: clean"
    assert others
    assert all(line.startswith("faulty.yaml:") for line in others)


def test_a_rule_about_sentences_shows_which_count(capsys: pytest.CaptureFixture[str]) -> None:
    """In the format that was asked for: sentences that it finds, and those that do not count."""
    rule = next(rule for rule in gd.load_spec("cn/2021").rules if rule.says and rule.says.other)
    assert rule.says is not None
    assert run(["--lang", "en", "rule", rule.id, "--spec", "cn/2021"]) == 0
    printed = capsys.readouterr().out
    assert f"does not count: {rule.says.other[0]}" in printed
    assert rule.says.found[0] in printed


def test_the_page_of_keys_is_renewed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands between the tables stays, and a page that is up to date is not changed."""
    page = (ROOT / "docs" / "spec-language.md").read_bytes()
    (here / "page.md").write_bytes(page)
    assert run(["--lang", "en", "spec", "keys", "--into", "page.md"]) == 0
    assert (here / "page.md").read_bytes() == page
    assert capsys.readouterr().out == ""


def test_what_was_met_on_the_way_is_said_where_the_report_goes_to_a_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reading counts the remarks, writing says those that are more than a remark, filling says what it filled."""
    text = Path(CLEAN).read_text(encoding="utf-8")
    (here / "odd.txt").write_text(text.replace("一、本年新收政府信息公开申请数量", "一、什么数量", 1), encoding="utf-8")
    assert run(["--lang", "en", "read", "odd.txt", "-o", "odd.json"]) == 0
    count = len(json.loads((here / "odd.json").read_bytes())["problems"])
    assert f"odd.txt: {count} remarks, see problems" in capsys.readouterr().err
    assert run(["--lang", "en", "write", "odd.txt", "odd.html"]) == 0
    assert capsys.readouterr().err.strip()
    assert run(["--lang", "en", "fill", CLEAN, "-o", "filled.json"]) == 0
    assert "No blank cell follows" in capsys.readouterr().err
    assert run(["--lang", "en", "fill", CLEAN, "-o", "-"]) == 0
    assert capsys.readouterr().err == ""


def saved(name: str, report: gd.Report) -> str:
    """Save a report as JSON."""
    Path(name).write_text(gd.to_json(report), encoding="utf-8")
    return name


def test_several_reports_of_the_year_before_are_not_chosen_from(capsys: pytest.CaptureFixture[str]) -> None:
    """Nor is one taken whose format is no forerunner; a file among them that cannot be read is named."""
    report = evolve(filled(Random(1)), organisation="甲局", year=2024)
    before = evolve(report, year=2023)
    Path("none.txt").write_text("no table", encoding="utf-8")
    names = [saved("2024.json", report), saved("a.json", before), saved("b.json", before)]
    assert (
        run(["--lang", "en", "check", names[0], "--prior", "a.json", "--prior", "b.json", "--prior", "none.txt"]) == 0
    )
    said = capsys.readouterr()
    assert "several fit: a.json, b.json" in said.out
    assert "none.txt: there is no table" in said.err


def test_a_roster_names_the_reports_that_are_not_used(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second report of a unit, and one of a unit that the roster does not have."""
    (here / "roster.csv").write_text("code,name,parent\n1,甲局,\n", encoding="utf-8")
    report = evolve(filled(Random(1)), year=2023)
    priors = [saved(f"{n}.json", evolve(report, organisation=who)) for n, who in enumerate(("甲局", "甲局", "乙局"))]
    given = [word for name in priors for word in ("--prior", name)]
    assert run(["--lang", "en", "blank", "cn/2021", "out.xlsx", "--units", "roster.csv", *given]) == 0
    said = capsys.readouterr().err
    assert "1.json was not used: there is another of 甲局" in said
    assert "2.json was not used: its unit is not in the roster" in said


@pytest.mark.parametrize("text", ["not = [toml", "tool = 1", "tool = {govdisclosure = 1}"])
def test_settings_in_the_file_of_another_tool(text: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no TOML is whose it is; what is meant for us is looked at."""
    (here / "pyproject.toml").write_text(text, encoding="utf-8")
    is_ours = "govdisclosure" in text
    assert run(["--lang", "en", "spec", "list"]) == (2 if is_ours else 0)
    assert ("the settings should be a section" in capsys.readouterr().err) == is_ours


def test_a_bar_is_drawn_on_a_terminal_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes on with each document and ends with the last; without `rich`, or no terminal, there is none."""
    documents = [Input("a"), Input("b"), Input("c")]
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(progress.watched(documents)) == documents
    bar = progress.bar_of(3)
    assert bar.tasks[0].total == 3
    bar.stop()
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert progress.bar_of(3) is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    assert progress.bar_of(3) is None
    _lines(999, "")
    assert "documents" not in capsys.readouterr().err
    _lines(1000, "")
    assert capsys.readouterr().err == "1000 documents\n"
