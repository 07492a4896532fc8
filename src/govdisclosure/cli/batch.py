"""Many reports checked in one run: read one by one, each with its report of the year before, whatever fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from attrs import frozen

from govdisclosure import codes
from govdisclosure.cli.commands import is_debugging
from govdisclosure.cli.printing import internal_error
from govdisclosure.cli.progress import watched
from govdisclosure.errors import GovDisclosureError, ReadError, UsageError
from govdisclosure.export import KnownFinding, Unread, justified, read_baseline, with_baseline
from govdisclosure.findings import CheckResult, check
from govdisclosure.inputs import Input, inputs
from govdisclosure.reading import read_input
from govdisclosure.report import Report
from govdisclosure.spec import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.cli.copies import Copies
    from govdisclosure.cli.other_reports import OtherReports


@frozen
class Batch:
    """The results of checking by the name of the file, and the files that could not be read."""

    results: tuple[tuple[str, CheckResult], ...]
    unread: tuple[Unread, ...]
    uncopied: int = 0
    """Documents of which no annotated copy could be made."""

    def exit_code(self, fail_on: str) -> int:
        """Return 2 where a copy could not be made, 3 where a file could not be read, 1 where a rule failed.

        Else 3 where cells could not be read, and 0 where all is well.
        """
        if self.uncopied:
            return 2
        if self.unread:
            return 3
        if any(_fails(result, fail_on) for _, result in self.results):
            return 1
        return 3 if any(result.has_unreadable for _, result in self.results) else 0


LEAST: Mapping[str, Severity] = {"error": "error", "warning": "warning", "remark": "info"}
"""The least severity of a rule whose failure counts, by what `--fail-on` takes."""


def _fails(result: CheckResult, fail_on: str) -> bool:
    noted = fail_on == "remark" and any(problem.severity != "info" for problem in result.problems)
    return noted or result.fails_at(LEAST[fail_on])


def check_all(
    documents: Sequence[Input],
    spec: str | None,
    prior: Sequence[str],
    *,
    beside: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    entries: Sequence[dict[str, Any]] = (),
    baseline: str | None = None,
    copies: Copies | None = None,
) -> Batch:
    """Check every report.

    `prior` names reports of the year before: one for a single report, else as many as there are, matched by
    organisation. `beside` names other documents of the same organisations and years in the same way. `entries` are
    the rows of a list of findings that people filled in, `baseline` names a result whose failures are known, and
    `copies` says where annotated copies of the documents go.
    """
    known = read_baseline(baseline) if baseline else ()
    alone = len(documents) == 1
    direct, matched = _given(prior, spec, alone=alone)
    lone, companions = _given(beside, None, alone=alone)
    results: list[tuple[str, CheckResult]] = []
    unread: list[Unread] = []
    uncopied = 0
    for document in watched(documents):
        source = document if copies is None else _loaded(document)
        report = _read(source, spec)
        if isinstance(report, Unread):
            click.echo(report.message, err=True)
            unread.append(report)
            continue
        before, reason = (direct, None) if matched is None else matched.prior_of(report)
        found, missing = (lone and [lone], []) if companions is None else companions.companions_of(report)
        result = check(report, before, companions=found, select=select, ignore=ignore).with_problems(*missing)
        if reason is not None:
            result = result.with_problems(reason)
        result = _settled(result, entries, known, several=not alone)
        results.append((document.name, result))
        uncopied += copies is not None and not _copied(copies, source, result)
    for line in (*(matched.prior_left_over() if matched else ()), *(companions.left_over() if companions else ())):
        click.echo(line, err=True)
    return Batch(tuple(results), tuple(unread), uncopied)


def _loaded(document: Input) -> Input:
    """Return a document with its bytes, which are read twice; what cannot be read, reading will say."""
    try:
        return document.loaded()
    except ReadError:
        return document


def _copied(copies: Copies, document: Input, result: CheckResult) -> bool:
    """Whether the annotated copy of a document was written; if not, say why."""
    try:
        copies.write(document, result)
    except UsageError as error:
        click.echo(str(error), err=True)
        return False
    return True


def _settled(
    result: CheckResult, entries: Sequence[dict[str, Any]], known: Sequence[KnownFinding], *, several: bool
) -> CheckResult:
    """Return a result without the failures that people have answered for, or that are known."""
    if entries:
        result = justified(result, entries, several=several)
    return with_baseline(result, known) if known else result


def _given(names: Sequence[str], spec: str | None, *, alone: bool) -> tuple[Report | None, OtherReports | None]:
    """Return the one document that is meant for a single report, or those among which each report finds its own."""
    documents = list(inputs(names))
    if alone and len(documents) == 1:
        return read_input(documents[0], spec=spec).report, None
    return None, _matched(documents, spec) if documents else None


def _matched(earlier: Iterable[Input], spec: str | None) -> OtherReports:
    from govdisclosure.cli.other_reports import OtherReports

    found = OtherReports()
    for document in watched(list(earlier)):
        report = _read(document, spec)
        if isinstance(report, Unread):
            click.echo(report.message, err=True)
        else:
            found.add(document.name, report)
    return found


def _read(document: Input, spec: str | None) -> Report | Unread:
    """Return the report of a document, or why it could not be read: one file never stops the others."""
    try:
        return read_input(document, spec=spec).report
    except ReadError as error:
        return Unread(document.name, error.faults[0].code, str(error))
    except GovDisclosureError:  # the caller is wrong, about every document alike
        raise
    except Exception as error:
        if is_debugging():
            raise
        return Unread(document.name, codes.FAULT.id, f"{document.name}: {internal_error(error)}")
