"""Findings as SARIF 2.1.0, the OASIS format that code hosts and editors show results in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from govdisclosure.codes import CODES, Code
from govdisclosure.errors import Fault
from govdisclosure.export.unread import Unread
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.grid import line_of, page_of
from govdisclosure.language import say
from govdisclosure.phrasing import rule_card
from govdisclosure.report import Problem
from govdisclosure.spec import Number, Severity, Spec, number_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "govdisclosureFinding/v1"
"""The name under which a result carries the fingerprint of its finding."""

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(results: Iterable[tuple[str, CheckResult]], version: str, unread: Sequence[Unread] = ()) -> dict[str, Any]:
    """Return checked files as a SARIF log; `version` is that of the library.

    A failure is a result of kind `fail`, an undecided rule of kind `open`; an explained failure is suppressed, with the
    justification of those who answered for it. Remarks about a document are notifications, and so is a file that could
    not be read, with which the execution was no success. Where a baseline knows a failure, every result says whether it
    is new.
    """
    checked = list(results)
    found = [(file, finding) for file, result in checked for finding in result.findings]
    rules = list(dict.fromkeys((finding.report.spec, finding.rule) for _, finding in found))
    notes = [_note(file, problem) for file, result in checked for problem in result.problems]
    notes += map(_not_read, unread)
    number = {(spec.id, rule): index for index, (spec, rule) in enumerate(rules)}
    return _log(
        version,
        [file for file, _ in checked] + [file.name for file in unread],
        [_rule(spec, rule) for spec, rule in rules],
        _compared([(_result(file, one, number[one.report.spec.id, one.rule]), one) for file, one in found]),
        {"executionSuccessful": not unread, "toolExecutionNotifications": notes},
    )


def lint_sarif(files: Sequence[str], faults: Sequence[Fault], version: str) -> dict[str, Any]:
    """Return the faults of spec files as a SARIF log; the rules are the codes of the faults."""
    found = list(dict.fromkeys(fault.code for fault in faults))
    results = [_fault(fault, found.index(fault.code)) for fault in faults]
    return _log(version, files, [_code(CODES[code]) for code in found], results, {"executionSuccessful": True})


def _log(
    version: str,
    files: Iterable[str],
    rules: list[dict[str, Any]],
    results: list[dict[str, Any]],
    invocation: dict[str, Any],
) -> dict[str, Any]:
    language = say(zh="zh-CN", en="en")
    noted = {note["descriptor"]["id"] for note in invocation.get("toolExecutionNotifications", ())}
    driver: dict[str, Any] = {
        "name": "govdisclosure",
        "version": version,
        "language": language,
        "rules": rules,
        "notifications": [_code(code) for code in CODES.values() if code.id in noted],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri(file)}} for file in dict.fromkeys(files)],
        "invocations": [invocation],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri(file: str) -> str:
    """Return the name of a file as a URI, relative where the name is.

    >>> uri("reports/2024 年.html")
    'reports/2024%20%E5%B9%B4.html'
    """
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _rule(spec: Spec, rule: str) -> dict[str, Any]:
    """Return the card of a rule; the id says the format too, since formats share names of rules."""
    card = rule_card(spec, rule)
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
        "locations": [_finding_location(file, finding)],
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


def _compared(results: Sequence[tuple[dict[str, Any], Finding]]) -> list[dict[str, Any]]:
    """Return results that say which of them a baseline knows; the standard wants all of them to say so, or none."""
    if not any(finding.status == "known" for _, finding in results):
        return [result for result, _ in results]
    return [
        {**result, "baselineState": "unchanged" if finding.status == "known" else "new"} for result, finding in results
    ]


def _fault(fault: Fault, index: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(fault.file)}}
    if fault.line is not None:
        physical["region"] = {"startLine": fault.line}
        if fault.column is not None:
            physical["region"]["startColumn"] = fault.column
    return {
        "ruleId": fault.code,
        "ruleIndex": index,
        "kind": "fail",
        "level": _LEVELS[fault.severity],
        "message": {"text": fault.message},
        "locations": [{"physicalLocation": physical}],
    }


def _number(number: Number | None) -> str | None:
    return None if number is None else number_text(number)


def _location(file: str, place: str = "") -> dict[str, Any]:
    """Return a file and, where it is known, the place in it: a line of a text, else in words, with its page."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(file)}}
    if (line := line_of(place)) is not None:
        physical["region"] = {"startLine": line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place:
        location["message"] = {"text": place}
    if (page := page_of(place)) is not None:
        location["properties"] = {"page": page}
    return location


def _finding_location(file: str, finding: Finding) -> dict[str, Any]:
    """Return where a finding is: in the document where its clause or first cell stands, and every cell by its keys."""
    place = finding.clause_place or next(
        (cell.place for cell in finding.cells if cell.place and cell.ref.of == "this"), ""
    )
    return {**_location(file, place), "logicalLocations": [*_cells(finding)]}


def _cells(finding: Finding) -> Iterator[dict[str, Any]]:
    for cell in finding.cells:
        data = {"name": f"{cell.ref.row}, {cell.ref.column}", "fullyQualifiedName": str(cell.ref), "kind": "member"}
        yield {**data, "properties": {"place": cell.place}} if cell.place else data


def _note(file: str, problem: Problem) -> dict[str, Any]:
    return {
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "descriptor": {"id": problem.code},
        "locations": [_location(file, problem.place or "")],
    }


def _not_read(file: Unread) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": file.message},
        "descriptor": {"id": file.code},
        "locations": [_location(file.name)],
    }
