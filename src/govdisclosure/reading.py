"""A document to a report: open it, tell its format, match its tables and take its text apart."""

from __future__ import annotations

import os
import pickle
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import BinaryIO, Generic, TypeAlias, TypeVar

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.documents import decode, limits, open_document
from govdisclosure.errors import GovDisclosureError, ReadError, unexpected
from govdisclosure.files import bounded
from govdisclosure.form import CellRef, expand
from govdisclosure.grid import Document, Note
from govdisclosure.inputs import Input
from govdisclosure.language import say
from govdisclosure.recognition import Detected, detect
from govdisclosure.report import NUMBER, Problem, Report, from_csv, from_json, looks_tidy, not_found, year_outside
from govdisclosure.spec import Spec
from govdisclosure.specfile import spec_folders, using_folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.sandbox import Bounds, Pool

Source: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""What can be read: a path, the bytes of a document, or a file opened for bytes."""

R_co = TypeVar("R_co", bound=Report, covariant=True)


@frozen(repr=False)
class Reading(Generic[R_co]):
    """What was read from a document: the report, where each of its cells stands, and the problems met."""

    report: R_co

    @property
    def spec(self) -> Spec:
        """The format that the report is in."""
        return self.report.spec

    @property
    def sources(self) -> Mapping[CellRef, str]:
        """Where each cell stands in the document."""
        return {self.report.form.cells[index]: place for index, place in self.report.sources.items()}

    def __repr__(self) -> str:
        return f"<Reading of {self.report!r}: {len(self.problems)} problems>"

    def _repr_html_(self) -> str:
        return self.report._repr_html_()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a reader of the report should know about the document."""
        return self.report.problems


def read(path: Source, *, spec: str | Spec | None = None) -> Reading[Report]:
    """Read a report from a document: a path, the bytes themselves, or a file opened for bytes; `-` is standard input.

    The format is detected unless `spec` gives it.

    Raises `ReadError` if the document cannot be read or holds no table of a known format, `UsageError` or `SpecError`
    if `spec` is not a format.

    >>> reading = read("examples/report-2024.txt")
    >>> reading.report["applications"]["new", "total"].value, reading.spec.id
    (0, 'cn/2021')
    """
    if isinstance(path, (str, os.PathLike)):
        return read_input(Input(os.fspath(path)), spec=spec)
    # A file is told by what it can do, not by its class.
    data = getattr(path, "read", lambda _: path)(limits().bytes + 1)
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise unexpected(
            data if data is path else path,
            zh="路径、字节，或以二进制方式打开的文件",
            en="a path, bytes, or a file opened for bytes (mode 'rb')",
        )
    return read_bytes(bounded(bytes(data), limits().bytes), spec=spec)


def read_input(source: Input, *, spec: str | Spec | None = None) -> Reading[Report]:
    """Read a report from one of the documents that `inputs.inputs` finds, as `read` does."""
    data = source.read()
    try:
        return read_bytes(data, spec=spec)
    except ReadError as error:
        raise ReadError(fault.within(source.name) for fault in error.faults) from None


@contextmanager
def sandboxed(bounds: Bounds | None = None) -> Iterator[None]:
    """Read every document, inside the block, in a process of its own that the operating system holds to limits.

    One that takes too long or too much, or crashes its reader, is a `ReadError`, and nothing else is lost.
    """
    from govdisclosure.sandbox import Bounds, Pool, Setting

    with Pool(Setting(_read_apart, bounds or Bounds())) as pool:
        token = _sandbox.set(pool)
        try:
            yield
        finally:
            _sandbox.reset(token)


_Made: TypeAlias = "tuple[Reading[Report] | GovDisclosureError, list[tuple[str, type[Warning]]]]"
"""What another process makes of a document: what was read, or why nothing was; and the warnings on the way."""
_sandbox: ContextVar[Pool[_Made] | None] = ContextVar("govdisclosure_sandbox", default=None)


def is_sandboxed() -> bool:
    """Whether documents are read in a process of their own."""
    return _sandbox.get() is not None


def _read_apart(task: bytes) -> _Made:
    """Read a document in a process of its own."""
    data, spec, folders = pickle.loads(task)  # noqa: S301 - from the process that started this one
    with using_folders(folders), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            found: Reading[Report] | GovDisclosureError = _read(data, spec)
        except GovDisclosureError as error:
            found = error
        except MemoryError:
            found = ReadError(say(zh="内存不够，不读。", en="there is not enough memory to read it"))
    return found, [(str(each.message), each.category) for each in warned]


def _from_apart(pool: Pool[_Made], data: bytes, spec: str | Spec | None) -> Reading[Report]:
    from govdisclosure.sandbox import Ended

    made = pool.one(pickle.dumps((data, spec, spec_folders())))
    if isinstance(made, Ended):
        raise ReadError(made.reason)
    found, warned = made
    for message, category in warned:
        warnings.warn(message, category, stacklevel=3)
    if isinstance(found, GovDisclosureError):
        raise found
    # What is kept of a form is found by the form itself, so each has to be the one that is used here.
    form = expand(found.spec, dict(found.report.form.keys))
    return Reading(evolve(found.report, form=form))


def read_bytes(data: bytes, *, spec: str | Spec | None = None) -> Reading[Report]:
    """Read a report from the bytes of a document, as `read` does."""
    pool = _sandbox.get()
    return _read(data, spec) if pool is None else _from_apart(pool, data, spec)


def _read(data: bytes, spec: str | Spec | None) -> Reading[Report]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b"\\rtf" not in data[:20]:
        return Reading(from_json(data, spec=spec))
    if looks_tidy(data):
        tidy = from_csv(decode(data), spec=spec)
        if tidy is not None:
            return Reading(tidy)
    document = open_document(data)
    if document.annex:
        from govdisclosure.recognition import restore

        restored = restore(document, spec)
        if restored is not None:
            return Reading(restored)
    return Reading(_report(document, detect(document, spec)))


def _noted(note: Note) -> Problem:
    known = codes.CODES.get(note.code)  # a reader of another package has codes of its own
    return Problem(note.code, known.severity if known else "warning", note.message, place=note.place or None)


def _report(document: Document, found: Detected) -> Report:
    form, cells, cited = found.form, found.matched.cells, found.matched.found
    report = Report(
        form,
        tuple([cells[index].number if index in cells else None for index in range(len(form.cells))]),
        found.narrative.organisation,
        found.narrative.period,
        {
            index: content
            for index, printed in cells.items()
            if (content := printed.content) is not NUMBER and content != NUMBER
        },
        found.narrative.sections,
        (*map(_noted, document.notes), *found.problems, *found.narrative.problems, *found.matched.problems),
        {index: one.cell.text for index, one in cited.items()},
        {index: one.cell.source for index, one in cited.items() if one.cell.place},
        subtotals={
            c: number for c, one in found.matched.subtotals.items() if (number := one.printed.number) is not None
        },
        text_places=found.narrative.places,
    )
    more = (*year_outside(report), *(not_found(report) if None in report.values else ()))
    return evolve(report, problems=(*report.problems, *more)) if more else report
