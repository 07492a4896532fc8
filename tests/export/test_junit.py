"""Results as tests of a build server: what failed, what was skipped and what could not be read."""

from xml.etree.ElementTree import Element, fromstring

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.export import Unread, junit_xml
from govdisclosure.language import using
from govdisclosure.report import Content
from govdisclosure.spec import Severity
from tests.support.filled import FORM
from tests.support.results import broken, contradicted


def suite_of(result: gd.CheckResult, least: Severity = "error", *, remarks: bool = False) -> Element:
    """Return the suite of one file as it is read back."""
    with using("en"):
        (suite,) = fromstring(junit_xml([("a.txt", result)], (), least, remarks=remarks))  # noqa: S314 - our own XML
    return suite


def outcomes(suite: Element) -> dict[str, str]:
    """Return how each case ended; empty where it passed."""
    return {
        case.attrib["name"]: next((part.tag for part in case if part.tag != "system-out"), "")
        for case in suite.iter("testcase")
    }


def test_a_case_is_a_rule_and_fails_with_its_sentences() -> None:
    """Rules that hold pass, those between years are skipped, and the failure says what the finding says."""
    result = gd.check(broken())
    suite = suite_of(result)
    ended = outcomes(suite)
    assert set(ended) == {relation.rule for relation in FORM.relations}
    assert [name for name, outcome in ended.items() if outcome == "failure"] == ["disputes/columns:review"]
    assert {name for name, outcome in ended.items() if outcome == "skipped"} == {
        relation.rule for relation in FORM.relations if relation.level > 1
    }
    (failure,) = suite.iter("failure")
    assert failure.attrib["type"] == "error"
    assert failure.attrib["message"] == failure.text == result.findings[0].explain("en")


def test_the_numbers_of_a_suite_are_those_of_its_cases() -> None:
    """Build servers show the numbers and not the cases."""
    suite = suite_of(gd.check(broken()))
    ended = list(outcomes(suite).values())
    assert [suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")] == [
        str(number) for number in (len(ended), ended.count("failure"), ended.count("error"), ended.count("skipped"))
    ]


def test_a_failure_below_the_least_severity_is_said_and_passes() -> None:
    """As the exit code does: a warning fails no run unless it is asked to."""
    result = gd.check(contradicted())
    assert [finding.severity for finding in result.findings if finding.status == "fail"] == ["warning"]
    rule = result.findings[0].rule
    suite = suite_of(result)
    assert outcomes(suite)[rule] == ""
    assert [out.text for out in suite.iterfind("testcase/system-out")] == [result.findings[0].explain("en")]
    assert outcomes(suite_of(result, "warning"))[rule] == "failure"


def test_remarks_are_cases_only_where_they_fail() -> None:
    """Otherwise they stand in the output of the suite."""
    report = evolve(broken(), year=None)
    result = gd.check(report.replacing({("disputes", "count", "review.upheld"): None}))
    codes = {problem.code for problem in result.problems if problem.severity != "info"}
    assert codes
    suite = suite_of(result)
    assert not codes & set(outcomes(suite))
    assert all(f"[{problem.code}]" in (suite.findtext("system-out") or "") for problem in result.problems)
    assert codes <= {
        name for name, outcome in outcomes(suite_of(result, "info", remarks=True)).items() if outcome == "failure"
    }


def test_what_could_not_be_read_is_an_error() -> None:
    """A file as a suite of its own, a cell as a case."""
    report = broken().replacing({("fees", "fee", "amount"): Content("unreadable", "1 2")})
    assert outcomes(suite_of(gd.check(report)))["unreadable_cell"] == "error"
    with using("en"):
        (suite,) = fromstring(junit_xml([], [Unread("b.pdf", "no_report", "there is no table in the document")]))  # noqa: S314 - our own XML
    (error,) = suite.iter("error")
    assert (suite.attrib["name"], error.attrib["type"]) == ("b.pdf", "no_report")


def test_what_no_xml_can_hold_is_replaced() -> None:
    """A file name need not be text, and an organisation can hold anything."""
    report = evolve(broken(), organisation="<b>\x00&")
    with using("en"):
        (suite,) = fromstring(junit_xml([("a\udcff\x01<.txt", gd.check(report))]))  # noqa: S314 - our own XML
    assert suite.attrib["name"] == "a\ufffd\ufffd<.txt"


def test_the_command_writes_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """In UTF-8 on every console, with the exit code of the check."""
    assert run(["check", "examples/report-2024-broken.txt", "--format", "junit", "--lang", "zh"]) == 1
    root = fromstring(capsysbinary.readouterr().out)  # noqa: S314 - our own XML
    assert root.attrib["failures"] == str(len(list(root.iter("failure")))) != "0"
