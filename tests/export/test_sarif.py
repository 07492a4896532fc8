"""Findings as SARIF 2.1.0: what the standard asks for, and what a code host shows."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

import govdisclosure as gd
from govdisclosure import codes
from govdisclosure.cli import run
from govdisclosure.export.explanations import explained
from govdisclosure.export.sarif_log import sarif
from govdisclosure.export.sheet import entries_of
from govdisclosure.language import using
from govdisclosure.report.jsontext import write_json
from tests.support.filled import FORM, filled, with_numbers

jsonschema = pytest.importorskip("jsonschema")

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-part.json").read_text(encoding="utf-8"))
"""The part of the standard's schema that is used here, every object closed."""


def log_of(*results: tuple[str, gd.CheckResult]) -> dict[str, Any]:
    """Return a log as it is read back from its text, validated."""
    log: dict[str, Any] = json.loads(write_json(sarif(results, "1.2.3")))
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    return log


def broken() -> gd.Report:
    """Return a report with a failure, two undecided rules and a remark."""
    report = with_numbers(filled(Random(1)), {FORM.index["applications", "new", "natural_person"]: 0})
    return report.replacing({("applications", "carried_out", "total"): None})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_log_is_valid(language: str) -> None:
    """A log of several files with failures, undecided rules and remarks satisfies the schema, in both languages."""
    with using(language):
        log = log_of(("a b/年.html", gd.check(broken())), ("clean.json", gd.check(filled(Random(2)))))
    (run_,) = log["runs"]
    assert {result["kind"] for result in run_["results"]} == {"fail", "open"}
    assert [artifact["location"]["uri"] for artifact in run_["artifacts"]] == ["a%20b/%E5%B9%B4.html", "clean.json"]
    assert run_["invocations"][0]["toolExecutionNotifications"]


def test_every_result_has_its_rule_card_and_its_fingerprint() -> None:
    """A result points to the card of its rule, and carries the fingerprint by which it is known again."""
    result = gd.check(broken())
    (run_,) = log_of(("a.json", result))["runs"]
    rules = run_["tool"]["driver"]["rules"]
    for found, finding in zip(run_["results"], result, strict=True):
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"] == f"cn/2021:{finding.rule}"
        assert found["partialFingerprints"] == {"govdisclosureFinding/v1": finding.fingerprint}
        assert (found["level"] == "none") == (found["kind"] == "open")
    assert all(rule["help"]["text"] and rule["properties"]["valid"] for rule in rules)


def test_every_remark_has_the_card_of_its_code() -> None:
    """What is said about a document names its code, and the log says what the code means and what to do."""
    (run_,) = log_of(("a.json", gd.check(broken())))["runs"]
    cards = {card["id"]: card for card in run_["tool"]["driver"]["notifications"]}
    noted = [note["descriptor"]["id"] for note in run_["invocations"][0]["toolExecutionNotifications"]]
    assert set(noted) == set(cards) == {"incomplete_row"}
    assert cards["incomplete_row"]["help"]["text"] == codes.INCOMPLETE_ROW.advice.en


def test_an_explanation_is_a_suppression() -> None:
    """An explained failure is suppressed, with the explanation as the justification."""
    result = gd.check(with_numbers(filled(Random(3)), {FORM.index["disputes", "count", "review"]: 2}))
    rows = [{**row, "explanation": "数据如此", "accepted": "市政府"} for row in entries_of([("a.json", result)])]
    (run_,) = log_of(("a.json", explained(result, rows)))["runs"]
    (found,) = run_["results"]
    assert found["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "数据如此；市政府"}]


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --format sarif` prints a valid log and keeps the exit code."""
    path = tmp_path / "report.json"
    path.write_text(gd.to_json(broken()), encoding="utf-8")
    assert run(["check", str(path), "--format", "sarif", "--lang", "zh"]) == 1
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(capsys.readouterr().out))
