"""Results as JUnit XML, which build servers show as tests: a suite for each file, a case for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from attrs import frozen

from govdisclosure import codes
from govdisclosure.checks import Judgement
from govdisclosure.export.unread import Unread
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.form import Status
from govdisclosure.grid import harmless
from govdisclosure.language import say
from govdisclosure.phrasing import STATUS
from govdisclosure.report import Problem
from govdisclosure.spec import Severity

_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}
"""The outcomes of a case that a suite counts, and its attribute for them."""

T = TypeVar("T")
_OPEN: tuple[Status, ...] = ("undecided", "not_applicable")


@frozen
class Case:
    """A test: its group and name, how it ended (empty where it passed), and what there is to say about that."""

    group: str
    name: str
    outcome: str = ""
    kind: str = ""
    lines: tuple[str, ...] = ()


def junit_xml(
    results: Iterable[tuple[str, CheckResult]],
    unread: Sequence[Unread] = (),
    least: Severity = "error",
    *,
    remarks: bool = False,
) -> bytes:
    """Return checked files as JUnit XML in UTF-8.

    A rule fails where one of its instances does with at least the severity `least`; a failure below that is said in the
    output of its case. A rule that no instance of could be decided, or that does not apply, is skipped. A file that
    could not be read, and a cell that could not, are errors. With `remarks` a remark that is no mere information fails.
    """
    suites = [(file, [*_cases(result, least, remarks=remarks)], result.problems) for file, result in results]
    suites += [(file.name, [Case("file", file.code, "error", file.code, (file.message,))], ()) for file in unread]
    counts = _counts([case for _, cases, _ in suites for case in cases])
    del counts["skipped"]  # the root of the schema that is best known has no place for it
    root = Element("testsuites", {"name": "govdisclosure"} | counts)
    for name, cases, problems in suites:
        root.append(_suite(name, cases, problems))
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def _cases(result: CheckResult, least: Severity, *, remarks: bool) -> Iterator[Case]:
    format_id = result.report.spec.id
    for rule, judgements in _by(result.judgements(), lambda one: one.relation.rule).items():
        yield _case(format_id, rule, judgements, least)
    for code, problems in _by(result.problems, lambda one: one.code).items():
        if remarks and problems[0].severity != "info":
            messages = tuple(problem.message for problem in problems)
            yield Case("remarks", code, "failure", problems[0].severity, messages)
    if result.has_unreadable:
        yield Case("file", codes.UNREADABLE_CELL.id, "error", "", (str(codes.UNREADABLE_CELL.meaning),))


def _by(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Return items by what they have in common."""
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def _case(group: str, rule: str, judgements: Sequence[Judgement], least: Severity) -> Case:
    """Return the case of a rule: what is worst among its instances decides."""
    findings = [one for one in judgements if isinstance(one, Finding)]
    lines = tuple(finding.message for finding in findings)
    failed = [finding for finding in findings if finding.fails_at(least)]
    if failed:
        return Case(group, rule, "failure", failed[0].severity, lines)
    statuses = {judgement.status for judgement in judgements}
    if statuses.issubset(_OPEN):
        words = say(zh="，", en=", ").join(str(STATUS[status]) for status in filter(statuses.__contains__, _OPEN))
        return Case(group, rule, "skipped", "", (words, *lines))
    return Case(group, rule, lines=lines)


def _suite(name: str, cases: Sequence[Case], problems: Iterable[Problem]) -> Element:
    suite = Element("testsuite", {"name": harmless(name)} | _counts(cases))
    for case in cases:
        _add(suite, case)
    notes = [f"[{problem.code}] {problem.message}" for problem in problems]
    if notes:
        SubElement(suite, "system-out").text = harmless("\n".join(notes))
    return suite


def _add(suite: Element, case: Case) -> None:
    """Put a case into a suite: its first sentence as the message, all of them as text."""
    element = SubElement(suite, "testcase", {"classname": case.group, "name": case.name, "time": "0"})
    if not case.lines:
        return
    text = harmless("\n".join(case.lines))
    if not case.outcome:
        SubElement(element, "system-out").text = text
        return
    said = {"message": harmless(case.lines[0])} | ({"type": case.kind} if case.kind else {})
    SubElement(element, case.outcome, said).text = text


def _counts(cases: Sequence[Case]) -> dict[str, str]:
    outcomes = [case.outcome for case in cases]
    return {"tests": str(len(cases))} | {many: str(outcomes.count(one)) for one, many in _COUNTED.items()}
