"""A suite: a folder with a manifest, documents and right answers; running it on a program, our own or another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from os import cpu_count
from pathlib import Path
from typing import Any

from attrs import frozen

from govdisclosure.conformance.answers import TASKS
from govdisclosure.conformance.comparing import deviations
from govdisclosure.conformance.programs import MOST_BYTES, UnansweredError
from govdisclosure.errors import Fault, GovDisclosureError, ReadError, UsageError
from govdisclosure.files import read_file
from govdisclosure.language import say
from govdisclosure.report import parse_json

MANIFEST = "manifest.json"


@frozen
class Case:
    """A task on one document, and the right answer.

    `unread` says that figures may be left unread, though not wrong; without an answer the document must be refused.
    """

    id: str
    task: str
    format: str
    document: Path
    answer: Path | None
    about: str
    unread: bool = False
    spec: Path | None = None
    """The file of its format, if that is no bundled one."""
    prior: Path | None = None
    """The report of the year before, for a check."""
    companions: tuple[Path, ...] = ()
    """Other documents of the same body, for a check."""

    @property
    def beside(self) -> dict[str, Any]:
        """What a processor is given beside the document, if anything."""
        given = {"spec": self.spec, "prior": self.prior, "companions": self.companions}
        return {name: value for name, value in given.items() if value}


@frozen
class Suite:
    """The cases of a folder, and the version of the whole."""

    version: str
    cases: tuple[Case, ...]

    def like(self, pattern: str, *, bundled: bool = False) -> Suite:
        """Return the suite with those cases only whose id matches a pattern with `*`, or those of bundled formats."""
        cases = (case for case in self.cases if fnmatch(case.id, pattern) and not (bundled and case.spec))
        return Suite(self.version, tuple(cases))


Processor = Callable[..., Any]
"""Answers a task on a document with data, given what is `beside` it; raises `GovDisclosureError` if it cannot."""


@frozen
class Outcome:
    """How a case went: the sentences that say what is not right; none if it passed."""

    case: Case
    wrong: tuple[str, ...]


def load_suite(folder: Path) -> Suite:
    """Return the suite of a folder; raise `ReadError` if there is none or its manifest is not in order."""
    manifest = _json(folder / MANIFEST)
    try:
        cases = tuple(_case(folder, entry) for entry in manifest["cases"])
        return Suite(str(manifest["suite"]), cases)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = say(zh=f"清单不合规定：{error}。", en=f"the manifest is not in order: {error}")
        raise ReadError(Fault(message, file=str(folder / MANIFEST))) from None


def _case(folder: Path, entry: dict[str, Any]) -> Case:
    if entry["task"] not in TASKS:
        raise ValueError(entry["task"])
    return Case(
        entry["id"],
        entry["task"],
        entry["format"],
        _inside(folder, entry["document"]),
        None if entry["answer"] is None else _inside(folder, entry["answer"]),
        entry["about"],
        bool(entry.get("unread", False)),
        _inside(folder, entry["spec"]) if "spec" in entry else None,
        _inside(folder, entry["prior"]) if "prior" in entry else None,
        tuple(_inside(folder, name) for name in entry.get("with", ())),
    )


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or (path.exists() and not path.is_file()):
        raise ValueError(name)
    return path


def _json(path: Path) -> Any:
    return parse_json(read_file(path, MOST_BYTES))


def run(suite: Suite, processor: Processor, jobs: int | None = None) -> Iterator[Outcome]:
    """Yield how each case went, in the order of the suite; `jobs` of them run at a time."""
    with ThreadPoolExecutor(jobs or cpu_count() or 1) as pool:
        yield from pool.map(lambda case: Outcome(case, tuple(_wrong(case, processor))), suite.cases)


def _wrong(case: Case, processor: Processor) -> Sequence[str]:
    try:
        given = processor(case.task, case.document, **case.beside)
    except UsageError:
        raise
    except GovDisclosureError as error:
        is_refusal = (case.unread or case.answer is None) and not isinstance(error, UnansweredError)
        return () if is_refusal else (str(error),)
    if case.answer is None:
        return (say(zh="答了，而这份文件应当拒读", en="there is an answer, though the document must be refused"),)
    return tuple(deviations(_json(case.answer), given, unread=case.unread))
