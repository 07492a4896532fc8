"""What a report is after it was written and read: equal, but for what print cannot show."""

from attrs import evolve

from govdisclosure.report.contents import BLANK
from govdisclosure.report.model import Report


def as_printed(report: Report, kind: str) -> Report:
    """Return a report as a document of that kind gives it back: an absent cell of a drawn row is blank now.

    Data (JSON and CSV) tell the two apart.
    """
    if kind in ("json", "csv"):
        return report
    contents = {
        index: BLANK if report.content(index).state == "absent" else report.content(index)
        for index in range(len(report.values))
        if report.content(index).state == "absent" or index in report.contents
    }
    return evolve(report, contents=contents)


def same(first: Report, second: Report) -> bool:
    """Whether two reports are equal, the white space of their narrative aside."""
    return _normal(first) == _normal(second)


def _normal(report: Report) -> Report:
    sections = {key: " ".join(text.split()) for key, text in report.sections.items()}
    return evolve(report, sections=sections)
