"""Findings as SARIF 2.1.0, the OASIS format that code hosts and editors show results in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from govdisclosure.codes import CODES, Code
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.language import current
from govdisclosure.phrasing import rule_card
from govdisclosure.report import Problem
from govdisclosure.spec import Severity, Spec

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "govdisclosureFinding/v1"
"""The name under which a result carries the fingerprint of its finding."""

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(results: Iterable[tuple[str, CheckResult]], version: str) -> dict[str, Any]:
    """Return checked files as a SARIF log; `version` is that of the library.

    A failure is a result of kind `fail`, an undecided rule of kind `open`; an explained failure is suppressed, with the
    explanation as its justification. Remarks about a document are notifications.
    """
    rules: dict[tuple[str, str], dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    files: dict[str, None] = {}
    for file, result in results:
        files[file] = None
        for finding in result.findings:
            key = (finding.report.spec.id, finding.rule)
            if key not in rules:
                rules[key] = _rule(finding.report.spec, finding.rule)
            found.append(_result(file, finding, list(rules).index(key)))
        notes += (_note(file, problem) for problem in result.problems)
    noted = {note["descriptor"]["id"] for note in notes}
    driver = {
        "name": "govdisclosure",
        "version": version,
        "language": "zh-CN" if current() == "zh" else "en",
        "rules": list(rules.values()),
        "notifications": [_code(code) for code in CODES.values() if code.id in noted],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": driver["language"],
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri(file)}} for file in files],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": found,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri(file: str) -> str:
    """Return the name of a file as a URI, relative where the name is.

    >>> uri("reports/2024 年.html")
    'reports/2024%20%E5%B9%B4.html'
    """
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _rule(spec: Spec, rule: str) -> dict[str, Any]:
    """Return the card of a rule; the id says the format too, since formats share names of rules."""
    card = rule_card(spec, rule, current())
    text = "\n".join(part for part in (card.formula, card.sentence, card.why, card.advice) if part)
    data: dict[str, Any] = {
        "id": _id(spec, rule),
        "shortDescription": {"text": card.label},
        "fullDescription": {"text": card.sentence},
        "help": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
        "properties": {
            "formula": card.formula_keys,
            "validationLevel": card.level,
            "tolerance": str(card.tolerance),
            "source": str(card.source),
            "certainty": card.certainty,
            "valid": [example.arithmetic for example in card.valid],
            "invalid": [example.arithmetic for example in card.invalid],
        },
    }
    return data


def _code(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "shortDescription": {"text": str(code.meaning)},
        "help": {"text": str(code.advice)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _id(spec: Spec, rule: str) -> str:
    return f"{spec.id}:{rule}"


def _result(file: str, finding: Finding, index: int) -> dict[str, Any]:
    kind = "open" if finding.status == "undecided" else "fail"
    data: dict[str, Any] = {
        "ruleId": _id(finding.report.spec, finding.rule),
        "ruleIndex": index,
        "kind": kind,
        # The standard allows a level other than none for failures only.
        "level": _LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": finding.message},
        "locations": [_location(file, finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "instance": finding.instance,
            "left": _number(finding.left),
            "right": _number(finding.right),
            "difference": _number(finding.difference),
        },
    }
    if finding.status == "explained":
        data["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.justification}]
    return data


def _number(number: object) -> str | None:
    return None if number is None else format(number, "f") if not isinstance(number, int) else str(number)


def _location(file: str, finding: Finding) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri(file)}},
        "logicalLocations": [*_cells(finding)],
    }


def _cells(finding: Finding) -> Iterator[dict[str, Any]]:
    for cell in finding.cells:
        yield {"name": f"{cell.ref.row}, {cell.ref.column}", "fullyQualifiedName": str(cell.ref), "kind": "member"}


def _note(file: str, problem: Problem) -> dict[str, Any]:
    return {
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "descriptor": {"id": problem.code},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}],
    }
