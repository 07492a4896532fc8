"""A baseline: what was known before fails no more, what is new does, and what is gone is said."""

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from xml.etree.ElementTree import fromstring

import click
import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.export import KnownFinding, html_page, read_baseline, result_text, sarif, with_baseline
from govdisclosure.language import using
from govdisclosure.report import Content, write_json
from tests.support.filled import FORM, with_numbers
from tests.support.results import broken, contradicted

NOON = datetime(2024, 2, 1, 12, tzinfo=UTC)
BROKEN = "examples/report-2024-broken.txt"


def baseline_of(*results: gd.CheckResult, folder: Path) -> tuple[KnownFinding, ...]:
    """Return the baseline that results are, written and read."""
    path = folder / "known.json"
    path.write_text(
        write_json({"reports": [{"file": "a", **result.to_data()} for result in results]}), encoding="utf-8"
    )
    return read_baseline(str(path))


def worse() -> gd.Report:
    """Return the broken report with a second wrong total."""
    index = FORM.index["applications", "new", "total"]
    value = broken().values[index]
    assert isinstance(value, int)
    return with_numbers(broken(), {index: value + 1})


def test_what_is_known_fails_no_more_and_what_is_new_does(tmp_path: Path) -> None:
    """The counts add up to what they were."""
    known = baseline_of(gd.check(broken()), folder=tmp_path)
    same, more = with_baseline(gd.check(broken()), known), with_baseline(gd.check(worse()), known)
    assert (same.ok, same.counts["known"], same.counts["fail"]) == (True, 1, 0)
    assert not more.ok
    assert [finding.id for finding in more.findings if finding.status == "known"] == ["disputes/columns:review[count]"]
    assert sum(more.counts.values()) == sum(gd.check(worse()).counts.values())


def test_what_waits_for_a_figure_is_not_known(tmp_path: Path) -> None:
    """Only failures are; of those the page says what they are, apart from what is new."""
    report = broken().replacing({("applications", "carried_out", "total"): None})
    result = gd.check(report)
    known = baseline_of(result, folder=tmp_path)
    assert len(known) == 1 < len(result.findings)
    settled = with_baseline(result, known)
    with using("en"):
        page = html_page([("a.txt", settled)], (), "1.2.3", NOON).decode()
        (message,) = (finding.message for finding in settled if finding.status == "known")
    assert escape(message) in page


def test_other_figures_are_a_new_finding_and_the_known_one_is_gone(tmp_path: Path) -> None:
    """A baseline is about the figures that it was made on."""
    known = baseline_of(gd.check(broken()), folder=tmp_path)
    index = FORM.index["disputes", "count", "review"]
    value = broken().values[index]
    assert isinstance(value, int)
    result = with_baseline(gd.check(with_numbers(broken(), {index: value + 5})), known)
    assert not result.ok
    assert [(problem.code, problem.severity) for problem in result.problems] == [("baseline_stale", "info")]
    assert known[0].fingerprint in result.problems[0].message


def test_nothing_is_said_of_rules_that_were_not_judged_or_of_other_reports(tmp_path: Path) -> None:
    """A run over some files, or some rules, is no reason to write the baseline anew."""
    other = gd.check(gd.Report(FORM, broken().values, "别的市", 2024))
    known = baseline_of(other, gd.check(broken()), folder=tmp_path)
    assert len({one.fingerprint for one in known}) == 2
    assert not with_baseline(gd.check(broken()), known).problems
    assert not with_baseline(gd.check(broken(), select="applications/balance"), known).problems
    no_table = {(c.table, c.row, c.column): Content("absent") for c in FORM.cells if c.table == "disputes"}
    codes = {problem.code for problem in with_baseline(gd.check(broken().replacing(no_table)), known).problems}
    assert "baseline_stale" not in codes


def test_a_baseline_can_be_made_with_a_baseline(tmp_path: Path) -> None:
    """So it is brought up to date by the command that uses it."""
    first = baseline_of(gd.check(broken()), folder=tmp_path)
    assert baseline_of(with_baseline(gd.check(broken()), first), folder=tmp_path) == first


def test_a_finding_about_the_text_can_be_known(tmp_path: Path) -> None:
    """Its rule instance is the section and the number of the statement there."""
    result = gd.check(contradicted())
    assert with_baseline(result, baseline_of(result, folder=tmp_path)).counts["known"] == 1


def test_every_output_says_what_is_known(tmp_path: Path) -> None:
    """Text under a heading of its own, SARIF as the state that the standard has for it."""
    known = baseline_of(gd.check(broken()), folder=tmp_path)
    result = with_baseline(gd.check(worse()), known)
    with using("en"):
        assert "  known\n  - disputes/columns:review[count]: " in click.unstyle(result_text("a", result))
        log = json.loads(write_json(sarif([("a", result)], "1")))
    states = {one["properties"]["instance"]: one["baselineState"] for one in log["runs"][0]["results"]}
    assert states["count"] == "unchanged"
    assert set(states.values()) == {"new", "unchanged"}


def test_the_command_fails_on_what_is_new_only(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The result of one run is the baseline of the next."""
    path = tmp_path / "known.json"
    assert run(["check", BROKEN, "--format", "json", "-o", str(path)]) == 1
    assert run(["check", BROKEN, "--baseline", str(path), "--format", "junit"]) == 0
    assert fromstring(capsysbinary.readouterr().out).attrib["failures"] == "0"  # noqa: S314 - our own XML
    assert run(["check", BROKEN, "examples/report-2024.txt", "--baseline", str(path), "-q"]) == 0


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"reports": 1}', '{"reports": [{}]}', '{"reports": [{"spec": 1}]}', "{", '{"reports": [[]]}'],
)
def test_what_is_no_result_is_no_baseline(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said in a sentence, and nothing passes by it."""
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    assert run(["check", BROKEN, "--baseline", str(path), "--lang", "en"]) == 3
    error = capsys.readouterr().err
    assert error.startswith(str(path))
    assert error.count("\n") == 1
