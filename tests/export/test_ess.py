"""Results in the validation report structure of the European Statistical System, version 1.0.0."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.export import entries_of, ess_report, justified
from govdisclosure.language import using
from tests.support.filled import FORM
from tests.support.results import broken, contradicted

jsonschema = pytest.importorskip("jsonschema")

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "ess-validation-report.json").read_text(encoding="utf-8"))
"""What the published schema of version 1.0.0 asks for, written anew, with every object closed."""
NOON = datetime(2024, 2, 1, 12, tzinfo=UTC)


def validations(result: gd.CheckResult) -> list[dict[str, Any]]:
    """Return the validations of one file as they are read back, held against the schema."""
    with using("en"):
        report: list[dict[str, Any]] = json.loads(json.dumps(ess_report([("a.txt", result)], "1.2.3", NOON)))
    jsonschema.Draft4Validator(SCHEMA).validate(report)
    return report


def values(report: list[dict[str, Any]]) -> dict[str, str]:
    """Return the value of each validation by the rule instance."""
    return {one["id"].partition("#")[2]: one["value"] for one in report}


def test_every_rule_that_could_be_evaluated_is_a_validation() -> None:
    """1 where it holds, 0 where it does not; what does not apply was not evaluated."""
    found = values(validations(gd.check(broken())))
    assert found.pop("disputes/columns:review[count]") == "0"
    assert set(found) == {
        relation.id for relation in FORM.relations if relation.level == 1 and relation.rule != "disputes/columns:review"
    }
    assert set(found.values()) == {"1"}


def test_what_waits_for_a_figure_is_na() -> None:
    """The structure has a value for it, so that it is neither right nor wrong."""
    result = gd.check(broken().replacing({("disputes", "count", "review.upheld"): None}))
    assert values(validations(result))["disputes/columns:review[count]"] == "NA"


def test_data_points_are_known_by_population_measurement_unit_and_attribute() -> None:
    """And those of the year before by theirs."""
    report = broken()
    result = gd.check(report, evolve(report, year=2023))
    (carried,) = [one for one in validations(result) if one["id"].endswith("carry_over[natural_person]")]
    assert [json.loads(key) for key in carried["data"]["source"]] == [
        ["cn/2021", "2024", "示例市", "applications[carried_in, natural_person]"],
        ["cn/2021", "2023", "示例市", "applications[carried_out, natural_person]"],
    ]
    assert carried["event"] == {"time": "20240201T120000+0000", "actor": "govdisclosure 1.2.3"}


def test_a_statement_is_about_its_section_too() -> None:
    """The text is a part of the data that is judged."""
    (said,) = [one for one in validations(gd.check(contradicted())) if "stated_received" in one["id"]]
    assert json.loads(said["data"]["source"][-1])[-1] == "overview"
    assert said["rule"]["severity"] == "warning"
    assert said["rule"]["expression"] == "n == [new, total]"


def test_a_justification_lowers_the_failure_and_explains_why() -> None:
    """The value stays: the rule does not hold."""
    result = gd.check(contradicted())
    entries = [{**entry, "explanation": "含口头申请"} for entry in entries_of([("a.txt", result)])]
    (said,) = [one for one in validations(justified(result, entries)) if "stated_received" in one["id"]]
    assert (said["value"], said["rule"]["change"], said["rule"]["explanation"]) == ("0", "down", "含口头申请")


def test_the_command_writes_it(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """In UTF-8, dated with the moment that `SOURCE_DATE_EPOCH` gives."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run(["check", "examples/report-2024.txt", "--format", "ess"]) == 0
    report = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert report[0]["event"]["time"] == "20231114T221320+0000"
