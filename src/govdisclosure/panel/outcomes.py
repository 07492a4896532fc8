"""What becomes of one document: the processes that read need no tables for it, and what makes tables no readers."""

from __future__ import annotations

from pathlib import Path

from attrs import field, frozen

from govdisclosure import codes
from govdisclosure.errors import GovDisclosureError, ReadError
from govdisclosure.form import expand
from govdisclosure.language import Words
from govdisclosure.report import Content, Report, problem_data
from govdisclosure.spec import Number, Period, Spec
from govdisclosure.specfile import using_folders

READ, PARTIAL, UNREADABLE, DUPLICATE, NO_REPORT = "read", "partial", "unreadable", "duplicate", "no_report"

FILE_STATUS_WORDS = {
    READ: Words("读入", "read"),
    PARTIAL: Words("部分读入", "read in part"),
    DUPLICATE: Words("内容重复", "copies"),
    NO_REPORT: Words("没有报告", "without a report"),
    UNREADABLE: Words("读不了", "unreadable"),
}


@frozen
class Outcome:
    """What came of reading one document, small enough to be sent between processes."""

    status: str
    reason: str = ""
    spec: str | None = None
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    organisation: str | None = None
    period: Period | None = None
    values: tuple[Number | None, ...] = ()
    unread: int = 0
    """How many cells were not found, or hold what is no number."""
    contents: dict[int, tuple[str, str, str, str]] = field(factory=dict)
    """State, text, note and origin of the cells that are not plain numbers."""
    sections: dict[str, str] = field(factory=dict)
    sources: dict[int, str] = field(factory=dict)
    problems: tuple[dict[str, str], ...] = ()


@frozen
class Reader:
    """Reads documents with the formats of some folders, in whatever process."""

    spec: str | Spec | None
    folders: tuple[Path, ...]

    def __call__(self, data: bytes) -> Outcome:
        """Return the outcome of one."""
        with using_folders(self.folders):
            return outcome(data, self.spec)


def outcome(data: bytes, spec: str | Spec | None = None) -> Outcome:
    """Read the bytes of a document; whatever goes wrong is the outcome, never an exception."""
    # What gathers the outcomes has no need of readers.
    from govdisclosure.reading import read_bytes

    try:
        report = read_bytes(data, spec=spec).report
    except ReadError as error:
        none = any(fault.code == codes.NO_REPORT.id for fault in error.faults)
        return Outcome(NO_REPORT if none else UNREADABLE, str(error))
    except GovDisclosureError as error:
        return Outcome(UNREADABLE, str(error))
    except MemoryError:
        return Outcome(UNREADABLE, "MemoryError")
    except Exception as error:  # noqa: BLE001 - a fault of a reader loses one document, never the others
        return Outcome(UNREADABLE, f"{type(error).__name__}: {str(error)[:200]}")
    return of_report(report)


def of_report(report: Report) -> Outcome:
    """Return the outcome of a document that holds a report."""
    gaps = [index for index, value in enumerate(report.values) if value is None]
    unread = sum(report.content(index).state in ("absent", "unreadable") for index in gaps)
    return Outcome(
        PARTIAL if unread else READ,
        "",
        report.spec.id,
        report.form.keys,
        report.organisation,
        report.period,
        report.values,
        unread,
        {i: (c.state, c.text, c.note, c.origin) for i, c in report.contents.items()},
        dict(report.sections),
        dict(report.sources),
        tuple(problem_data(problem) for problem in report.problems),
    )


def report_of(found: Outcome, spec: Spec) -> Report:
    """Return the report of an outcome, which is in that format."""
    contents = {index: Content(*content) for index, content in found.contents.items()}  # type: ignore[arg-type]  # the words were those of a content before they were sent
    return Report(
        expand(spec, found.keys), found.values, found.organisation, found.period, contents, found.sections,
        sources=found.sources,
    )  # fmt: skip
