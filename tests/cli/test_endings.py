"""How a command ends: interrupted, without anybody who reads on, by a bug, or as one file that starts itself again."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure import cli
from govdisclosure.cli import collect, run
from govdisclosure.cli.check_panel import report_on
from govdisclosure.cli.other_reports import OtherReports
from govdisclosure.cli.printing import screen_width
from govdisclosure.language import using
from tests.cli.test_contract import BROKEN, CLEAN
from tests.support.collections import report_of
from tests.support.minimal import minimal_text, numbers


def ending(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    """Return the exit code of a command that ends with an error."""

    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "_application", fail)
    return run(["--lang", "en", "spec", "list"])


def test_an_interrupted_command_ends_as_shells_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 128 and the number of the signal."""
    assert ending(monkeypatch, KeyboardInterrupt()) == 130


def test_a_reader_that_goes_away_early_ends_a_command_in_silence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is wrong, and nobody is there who would read it."""
    monkeypatch.setattr(cli, "drop_output", lambda: None)
    assert ending(monkeypatch, BrokenPipeError()) == 0
    assert capsys.readouterr() == ("", "")


def test_a_bug_anywhere_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Not only where documents are read."""
    assert ending(monkeypatch, ZeroDivisionError()) == 3
    assert capsys.readouterr().err.startswith("internal error (ZeroDivisionError)")


def test_a_command_that_prints_nothing_needs_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file is written though the standard output is closed."""
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["write", str(CLEAN), str(tmp_path / "a.json")]) == 0
    assert (tmp_path / "a.json").stat().st_size


def test_importing_the_module_that_python_runs_runs_nothing() -> None:
    """Tools import every module of a package."""
    assert importlib.import_module("govdisclosure.__main__").main is cli.main


def test_as_one_file_it_lets_its_own_processes_begin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are started by the same file, and must not run the command again."""
    begun: list[bool] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("multiprocessing.freeze_support", lambda: begun.append(True))
    monkeypatch.setattr(sys, "argv", ["govdisclosure", "--version"])
    monkeypatch.setattr(sys, "stderr", sys.stderr)  # which `main` wraps
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (begun, ended.value.code) == ([True], 0)
    assert capsys.readouterr().out


def test_a_narrow_terminal_breaks_words_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the width in which none is broken."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert screen_width() == 40
    assert run(["--lang", "en", "spec", "show", "cn/2021"]) == 0
    assert "(words are broken in 40 columns; in " in " ".join(capsys.readouterr().out.split())


def test_a_bar_of_a_collection_goes_on_with_each_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is taken away at the end."""
    said: list[object] = []
    bar = SimpleNamespace(
        task_ids=[7], update=lambda task, completed: said.append((task, completed)), stop=lambda: said.append("stop")
    )
    monkeypatch.setattr(collect, "bar_of", lambda _: bar)
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(isatty=lambda: True))
    with collect._progress([]) as done:
        done(3, "c.html")
    assert said == [(7, 3), "stop"]


# what is said ---------------------------------------------------------------------------------------------------------


def test_a_panel_has_its_own_kinds_of_results() -> None:
    """Not those of documents."""
    with using("en"), pytest.raises(click.UsageError, match="for a PANEL, --format is text or json"):
        report_on("panel", "sarif", None)


def test_what_cannot_be_read_has_no_annotated_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said once; the others have theirs."""
    copies = tmp_path / "copies"
    copies.mkdir()
    assert run(["--lang", "en", "check", str(tmp_path / "none.txt"), str(BROKEN), "--annotate", str(copies)]) == 3
    assert capsys.readouterr().err.count("none.txt") == 1
    assert [path.name for path in copies.iterdir()] == [BROKEN.name]


def test_a_report_whose_format_no_change_joins_is_not_the_one_before() -> None:
    """It fits by organisation and year, and cannot be compared."""
    old = gd.load_text(minimal_text().replace("test/2024", "test/2023").replace("2024..", "2023..2023"))
    before = evolve(numbers(old, 1, 2, 3, 4), organisation="甲局", year=2023)
    report = evolve(numbers(gd.load_text(minimal_text()), 1, 2, 3, 4), organisation="甲局", year=2024)
    others = OtherReports()
    others.add("a.json", before)
    with using("en"):
        prior, problem = others.prior_of(report)
    assert prior is None
    assert problem is not None
    assert "cannot be used" in problem.message


def test_what_only_explains_is_not_said_of_what_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings are."""
    data = json.loads(gd.to_json(report_of("甲局", 2024, 1)))
    data["problems"] = [
        {"code": "other", "severity": severity, "message": f"a {severity}"} for severity in ("info", "warning")
    ]
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    assert run(["write", str(tmp_path / "a.json"), str(tmp_path / "a.csv")]) == 0
    assert capsys.readouterr().err == "a warning\n"
