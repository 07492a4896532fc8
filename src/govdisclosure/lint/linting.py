"""Lint: everything that can be said about a spec file beyond whether it loads, each with its line and column.

What keeps a file from loading is an error; everything else is a warning, and what could not be tested an info.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import itemgetter
from pathlib import Path as FilePath

from govdisclosure.errors import Fault, SpecError
from govdisclosure.language import say
from govdisclosure.lint.rules import rule_remarks
from govdisclosure.lint.versions import version_remarks
from govdisclosure.lint.wordings import wording_remarks
from govdisclosure.lint.words import word_remarks
from govdisclosure.spec import Edit, Spec
from govdisclosure.specfile import (
    EXTENDS,
    Parsed,
    Path,
    address,
    find_spec,
    load_parsed,
    path_of,
    read_text,
    syntax,
)


def lint_file(name: str | FilePath) -> list[Fault]:
    """Return what is wrong or doubtful in a spec file, given by its path or by an id, in the order of the file.

    A file that cannot be read is a finding; an id that is not known raises `UsageError`.

    >>> lint_file("cn/2021")
    []
    """
    path = path_of(name)
    try:
        text = read_text(path)
    except SpecError as error:
        return list(error.faults)
    return lint_text(text, str(path))


def lint_text(text: str, file: str = "<text>") -> list[Fault]:
    """Return what is wrong or doubtful in the text of a spec, in the order of the text.

    >>> [finding.code for finding in lint_text("spec: 1")]
    ['fault']
    """
    try:
        parsed = syntax.parse(text, file)
        spec = load_parsed(parsed)
    except SpecError as error:
        return list(error.faults)
    findings = map(parsed.placed, _remarks(parsed, spec))
    return sorted(findings, key=lambda one: (one.line or 0, one.column or 0, one.code))


def to_line(fault: Fault) -> str:
    """Return a finding as a line of text.

    >>> to_line(lint_text("spec: 1", "my.yaml")[0])
    'my.yaml:1:1: error: the block spec: is missing [fault]'
    """
    return f"{fault.place}: {fault.severity}: {fault.message} [{fault.code}]"


def to_data(fault: Fault) -> dict[str, str | int | None]:
    """Return a finding as plain data for JSON."""
    return {key: getattr(fault, key) for key in ("file", "line", "column", "severity", "code", "message")}


def _of_spec(spec: Spec) -> tuple[Fault, ...]:
    return (*word_remarks(spec), *rule_remarks(spec), *wording_remarks(spec))


def _remarks(parsed: Parsed, spec: Spec) -> Iterator[Fault]:
    own = _of_spec(spec)
    if EXTENDS in parsed.data:
        own = tuple(_of_child(parsed, spec, own))
    yield from own
    yield from version_remarks(spec, parsed.file)


# children -----------------------------------------------------------------------------------------------------------


def _of_child(parsed: Parsed, spec: Spec, remarks: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out what is the parent's own, and place what came in with an edit there."""
    parent = find_spec(parsed.data[EXTENDS])
    inherited = {(remark.code, remark.path) for remark in _of_spec(parent)}
    elsewhere: dict[str, list[Fault]] = {}
    for remark in remarks:
        if parsed.holds(remark.path):
            yield remark
        elif (remark.code, remark.path) in inherited or remark.code.startswith("unused_"):
            continue
        elif place := _edit_of(parsed, spec, remark.path):
            yield remark.but(path=place)
        else:
            elsewhere.setdefault(remark.code, []).append(remark)
    for found in elsewhere.values():
        first, more = found[0], len(found) - 1
        where = ".".join(map(str, first.path))
        message = f"{where}: {first.message}" + (say(zh=f"；另有 {more} 处", en=f"; and {more} more") if more else "")
        path: Path = ("change",) if parsed.holds(("change",)) else (EXTENDS,)
        yield first.but(path=path, message=message, key=True)


def _edit_of(parsed: Parsed, spec: Spec, path: Path) -> Path | None:
    """Return the place in an edit that says what stands at a path of the tables, or the edit itself."""
    if path[0] != "tables" or spec.change is None or len(path) < 3:  # noqa: PLR2004 - tables, the table, the axis
        return None
    table, axis, *steps = map(str, path[1:])
    pairs = takewhile(lambda pair: pair[0] == "nodes", zip(steps[::2], steps[1::2], strict=False))
    keys = [key for _, key in pairs]
    rest = path[3 + 2 * len(keys) :]
    named = [
        (len(names), number)
        for number, edit in enumerate(spec.change.edits)
        for names in _named(edit, table, axis)
        if names == keys[: len(names)]
    ]
    if not named:
        return None
    depth, number = max(named, key=itemgetter(0))
    below = [step for key in keys[depth:] for step in ("nodes", key)]
    return _inside(parsed, number, (*below, *rest), keys)


def _named(edit: Edit, table: str, axis: str) -> Iterator[list[str]]:
    """Yield the keys that each address of an edit leads over, of those on an axis."""
    for text in (*edit.made, *edit.at):
        if (names := _names(text, table, axis)) is not None:
            yield names


def _names(text: str, table: str, axis: str) -> list[str] | None:
    """Return the keys that an address leads over on an axis, or None if it is not about that axis."""
    where = address(text)
    return (where[2].split(".") if where[2] else []) if where[:2] == (table, axis) else None


def _inside(parsed: Parsed, number: int, rest: Path, keys: list[str]) -> Path:
    edit: Path = ("change", "edits", number)
    for way in ((*edit, "node", *rest), (*edit, *rest), (*edit, "nodes", *keys[-1:], *rest)):
        if parsed.holds(way):
            return way
    return edit
