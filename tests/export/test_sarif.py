"""Findings as SARIF 2.1.0: what the standard asks for, and what a code host shows."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure import codes
from govdisclosure.cli import run
from govdisclosure.errors import Fault
from govdisclosure.export.findings_list import entries_of
from govdisclosure.export.justifications import justified
from govdisclosure.export.sarif_log import lint_sarif, sarif
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


@pytest.mark.parametrize(
    ("name", "physical", "place"),
    [("a.txt", {"region": {"startLine": 2}}, "line 2"), ("a.html", {}, "table 1, row 2")],
)
def test_a_finding_points_to_its_place_in_the_document(
    tmp_path: Path, name: str, physical: dict[str, Any], place: str
) -> None:
    """A line of a text is a region; what has no lines is said in words."""
    cells = ("信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|-1|2|3", "行政规范性文件|0|0|0")
    rows = "".join(f"<tr><td>{line.replace('|', '<td>')}" for line in cells)
    text = f"<table>{rows}</table>" if name.endswith("html") else "\n".join(cells).replace("|", "\t")
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with using("en"):
        log = log_of((name, gd.check(gd.read(file).report)))
    location = next(one for one in log["runs"][0]["results"] if one["kind"] == "fail")["locations"][0]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": name}, **physical}
    assert location["message"]["text"].startswith(place)
    assert location["logicalLocations"][0]["properties"]["place"] == location["message"]["text"]


def test_a_file_that_was_not_read_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its reason is a notification, beside the results of the others."""
    (tmp_path / "bad.txt").write_text("hello", encoding="utf-8")
    with using("en"):
        assert run(["check", "--format", "sarif", str(tmp_path / "bad.txt"), "examples/report-2024.txt"]) == 3
    (invocation,) = json.loads(capsys.readouterr().out)["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    (note,) = invocation["toolExecutionNotifications"]
    assert "there is no table in the document" in note["message"]["text"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("bad.txt")


@pytest.mark.parametrize(
    ("where", "region"),
    [({}, None), ({"line": 3}, {"startLine": 3}), ({"line": 3, "column": 5}, {"startLine": 3, "startColumn": 5})],
)
def test_a_fault_is_where_it_is_known_to_be(where: dict[str, Any], region: dict[str, int] | None) -> None:
    """In a file, on a line of it, or at a place on that."""
    (result,) = lint_sarif(["a.yaml"], [Fault("m", file="a.yaml", **where)], "1.2.3")["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"].get("region") == region


def test_a_place_on_a_page_says_which_page() -> None:
    """PDF files have no lines."""
    report = evolve(broken(), sources=dict.fromkeys(range(len(FORM.cells)), "第 3 页 (1, 2, 3, 4)"))
    results = log_of(("a.pdf", gd.check(report)))["runs"][0]["results"]
    assert results[0]["locations"][0]["properties"] == {"page": 3}


def test_lint_writes_a_log_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every fault of a spec file is a result at its line and column, with the card of its code as the rule."""
    text = Path("specs/cn/2021.yaml").read_text(encoding="utf-8").replace("id: cn/2021", "id: cn/2021\n  odd: 1")
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    assert run(["spec", "lint", "--format", "sarif", "--lang", "en", str(tmp_path / "bad.yaml")]) == 2
    log = json.loads(capsys.readouterr().out)
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    (run_,) = log["runs"]
    (found,) = (result for result in run_["results"] if "odd" in result["message"]["text"])
    assert found["level"] == "error"
    assert run_["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"] == codes.SHAPE.id
    line = text.splitlines().index("  odd: 1") + 1
    assert found["locations"][0]["physicalLocation"]["region"] == {"startLine": line, "startColumn": 3}


def test_an_explanation_is_a_suppression() -> None:
    """An explained failure is suppressed, with the explanation as the justification."""
    result = gd.check(with_numbers(filled(Random(3)), {FORM.index["disputes", "count", "review"]: 2}))
    rows = [{**row, "explanation": "数据如此", "accepted": "市政府"} for row in entries_of([("a.json", result)])]
    (run_,) = log_of(("a.json", justified(result, rows)))["runs"]
    (found,) = run_["results"]
    assert found["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "数据如此；市政府"}]


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --format sarif` prints a valid log and keeps the exit code."""
    path = tmp_path / "report.json"
    path.write_text(gd.to_json(broken()), encoding="utf-8")
    assert run(["check", str(path), "--format", "sarif", "--lang", "zh"]) == 1
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(capsys.readouterr().out))
