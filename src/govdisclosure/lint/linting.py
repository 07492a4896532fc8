"""Lint: everything that can be said about a spec file beyond whether it loads, each with its line and column.

What keeps a file from loading is an error; everything else is a warning, and what could not be tested an info.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

from attrs import evolve, frozen

from govdisclosure.codes import Code
from govdisclosure.errors import Fault, SpecError
from govdisclosure.language import say
from govdisclosure.lint.remarks import Remark
from govdisclosure.lint.rules import rule_remarks
from govdisclosure.lint.versions import version_remarks
from govdisclosure.lint.words import word_remarks
from govdisclosure.spec import Severity, Spec
from govdisclosure.specfile import (
    EXTENDS,
    EditError,
    Parsed,
    Path,
    address,
    find_spec,
    load_parsed,
    path_of,
    read_text,
    syntax,
)


@frozen
class LintFinding:
    """One thing that is wrong or doubtful in a spec file; line and column count from 1."""

    code: str
    severity: Severity
    file: str
    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.severity}: {self.message} [{self.code}]"


def lint_file(name: str | FilePath) -> list[LintFinding]:
    """Return what is wrong or doubtful in a spec file, given by its path or by an id, in the order of the file.

    A file that cannot be read is a finding; an id that is not known raises `UsageError`.

    >>> lint_file("cn/2021")
    []
    """
    path = path_of(name)
    try:
        text = read_text(path)
    except SpecError as error:
        return _faults(error)
    return lint_text(text, str(path))


def lint_text(text: str, file: str = "<text>") -> list[LintFinding]:
    """Return what is wrong or doubtful in the text of a spec, in the order of the text.

    >>> [finding.code for finding in lint_text("spec: 1")]
    ['fault']
    """
    try:
        parsed = syntax.parse(text, file)
        spec = load_parsed(parsed)
    except SpecError as error:
        return _faults(error)
    findings = [_found(parsed, remark) for remark in _remarks(parsed, spec)]
    return sorted(findings, key=lambda one: (one.line or 0, one.column or 0, one.code))


def to_data(finding: LintFinding) -> dict[str, str | int | None]:
    """Return a finding as plain data for JSON."""
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
    }


def _faults(error: SpecError) -> list[LintFinding]:
    return [_finding(fault, "error") for fault in error.faults]


def _finding(fault: Fault, severity: Severity) -> LintFinding:
    return LintFinding(fault.code, severity, fault.file, fault.line, fault.column, fault.message)


def _found(parsed: Parsed, remark: Remark) -> LintFinding:
    fault = parsed.fault(remark.path, remark.message, key=remark.key, code=remark.code)
    return _finding(fault, remark.code.severity)


def _remarks(parsed: Parsed, spec: Spec) -> Iterator[Remark]:
    own = (*word_remarks(spec), *rule_remarks(spec))
    if EXTENDS in parsed.data:
        own = tuple(_of_child(parsed, spec, own))
    yield from own
    yield from version_remarks(spec, parsed.file)


# children -----------------------------------------------------------------------------------------------------------


def _of_child(parsed: Parsed, spec: Spec, remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Leave out what is the parent's own, and place what came in with an edit there."""
    parent = find_spec(parsed.data[EXTENDS])
    inherited = {(remark.code, remark.path) for remark in (*word_remarks(parent), *rule_remarks(parent))}
    elsewhere: dict[Code, list[Remark]] = {}
    for remark in remarks:
        if parsed.holds(remark.path):
            yield remark
        elif (remark.code, remark.path) in inherited or remark.code.id.startswith("unused_"):
            continue
        elif place := _edit_of(parsed, spec, remark.path):
            yield evolve(remark, path=place)
        else:
            elsewhere.setdefault(remark.code, []).append(remark)
    for found in elsewhere.values():
        first, more = found[0], len(found) - 1
        where = ".".join(map(str, first.path))
        message = f"{where}: {first.message}" + (say(zh=f"；另有 {more} 处", en=f"; and {more} more") if more else "")
        path: Path = ("change",) if parsed.holds(("change",)) else (EXTENDS,)
        yield evolve(first, path=path, message=message, key=True)


def _edit_of(parsed: Parsed, spec: Spec, path: Path) -> Path | None:
    """Return the place in an edit that says what stands at a path of the tables, or the edit itself."""
    if path[0] != "tables" or spec.change is None or len(path) < 3:  # noqa: PLR2004 - tables, the table, the axis
        return None
    table, axis, *steps = map(str, path[1:])
    keys: list[str] = []
    while len(steps) > 1 and steps[0] == "nodes":
        keys.append(steps[1])
        steps = steps[2:]
    best: tuple[int, Path] | None = None
    for number, edit in enumerate(spec.change.edits):
        for text in (*edit.made, *edit.at):
            try:
                place = address(text)
            except EditError:
                continue
            named = place[2].split(".") if place[2] else []
            if place[:2] != (table, axis) or named != keys[: len(named)] or (best and best[0] >= len(named)):
                continue
            below = [step for key in keys[len(named) :] for step in ("nodes", key)]
            best = len(named), _inside(parsed, number, (*below, *path[len(path) - len(steps) :]), keys)
    return best[1] if best else None


def _inside(parsed: Parsed, number: int, rest: Path, keys: list[str]) -> Path:
    edit: Path = ("change", "edits", number)
    for way in ((*edit, "node", *rest), (*edit, *rest), (*edit, "nodes", *keys[-1:], *rest)):
        if parsed.holds(way):
            return way
    return edit
