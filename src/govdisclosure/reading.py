"""A document to a report: open it, tell its format, match its tables and take its text apart."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

from attrs import frozen

from govdisclosure.documents.opening import open_document
from govdisclosure.errors import Fault, ReadError
from govdisclosure.grid.match import Matched, match
from govdisclosure.grid.model import Document
from govdisclosure.grid.sections import read_narrative
from govdisclosure.language import say
from govdisclosure.report.decode import from_json
from govdisclosure.report.model import NUMBER, Problem, Report
from govdisclosure.spec.expand import CellRef, Form, expand
from govdisclosure.spec.model import Spec
from govdisclosure.spec.store import all_specs, load_spec

MAX_BYTES = 100_000_000
"""The largest document that is read."""

R_co = TypeVar("R_co", bound=Report, covariant=True)


@frozen
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

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a reader of the report should know about the document."""
        return self.report.problems


def read(path: str | os.PathLike[str], *, spec: str | Spec | None = None) -> Reading[Report]:
    """Read a report from a document; `-` is the standard input. The format is detected unless `spec` gives it.

    Raises `ReadError` if the document cannot be read or holds no table of a known format, `UsageError` or `SpecError`
    if `spec` is not a format.

    >>> reading = read("examples/report-2024.txt")
    >>> reading.report["applications"]["new", "total"].value, reading.spec.id
    (0, 'cn/2021')
    """
    data = _bytes_of(path)
    try:
        return read_bytes(data, spec=spec)
    except ReadError as error:
        name = os.fspath(path)
        faults = [
            Fault(fault.message, file=f"{name}: {fault.file}" if fault.file else name, code=fault.code)
            for fault in error.faults
        ]
        raise ReadError(faults) from None


def read_bytes(data: bytes, *, spec: str | Spec | None = None) -> Reading[Report]:
    """Read a report from the bytes of a document, as `read` does."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return Reading(from_json(data, spec=spec))
    document = open_document(data)
    chosen, matched = _matched(document, spec)
    return Reading(_report(chosen, matched, document))


def _bytes_of(path: str | os.PathLike[str]) -> bytes:
    name = os.fspath(path)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(Fault(say(zh=f"不能打开：{reason}。", en=f"cannot be opened: {reason}"), file=name)) from None
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        message = say(zh=f"文件超过 {size} MB，不读。", en=f"the file is larger than {size} MB and is not read")
        raise ReadError(Fault(message, file=name))
    return data


def _matched(document: Document, spec: str | Spec | None) -> tuple[Form, Matched]:
    """Match the document with the format asked for, or with the one of all formats that fits it best."""
    specs = (load_spec(spec),) if spec is not None else all_specs()
    tries = [(form, match(form, document.grids)) for form in map(expand, specs)]
    form, matched = max(tries, key=lambda found: (found[1].score, found[0].spec.id))
    if not matched.cells:
        if not document.grids:
            message = say(zh="文中没有表格。", en="there is no table in the document")
        elif spec is not None:
            name = form.spec.id
            message = say(
                zh=f"文中没有格式 {name} 的表格。", en=f"there is no table of the format {name} in the document"
            )
        else:
            message = say(zh="文中没有已知格式的表格。", en="there is no table of a known format in the document")
        raise ReadError(message)
    return form, matched


def _report(form: Form, matched: Matched, document: Document) -> Report:
    narrative = read_narrative(form.spec, document)
    found = matched.cells
    return Report(
        form,
        tuple(found[index].number if index in found else None for index in range(len(form.cells))),
        narrative.organisation,
        narrative.year,
        {index: printed.content for index, printed in found.items() if printed.content != NUMBER},
        narrative.sections,
        (*narrative.problems, *matched.problems),
        {index: cell.text for index, cell in matched.printed.items()},
        {index: cell.place for index, cell in matched.printed.items() if cell.place},
    )
