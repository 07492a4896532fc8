"""What is said of a cell where it is drawn: what it should be, and which findings and sentences are about it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govdisclosure.documents import Marked
from govdisclosure.export.page.markup import Markup, element, joined, link
from govdisclosure.export.page.sheet import Sheet
from govdisclosure.language import say
from govdisclosure.localisation import suggestion

KINDS = ("suspect", "error", "warning", "info", "open", "absent", "")
"""The looks of a cell, that which counts first."""

_NOTHING = Markup()


@frozen
class _Note:
    index: int
    kind: str
    html: Markup = _NOTHING


def marks_of(sheet: Sheet) -> dict[int, Marked]:
    """Return what is said of each cell of a report; every cell can be linked to."""
    notes: dict[int, list[_Note]] = {index: [] for index in range(len(sheet.result.report.values))}
    for note in (*_suspects(sheet), *_failures(sheet), *_statements(sheet), *_unknown(sheet)):
        notes[note.index].append(note)
    return {index: _marked(sheet.at("c", index), some) for index, some in notes.items()}


def _marked(anchor: str, notes: list[_Note]) -> Marked:
    kind = min((note.kind for note in notes), key=KINDS.index, default="")
    return Marked(kind, anchor, joined(dict.fromkeys(note.html for note in notes)))


def _suspects(sheet: Sheet) -> Iterator[_Note]:
    """Yield what each cell of the likeliest sets should be, and of several ways in which."""
    for number, ways, suspect in sheet.ways:
        for cell in suspect.cells:
            which = say(zh=f"（改法 {number}/{ways}）", en=f" (way {number} of {ways})") if ways > 1 else ""
            yield _Note(cell.index, "suspect", element("span", suggestion(cell) + which, class_="should"))


def _failures(sheet: Sheet) -> Iterator[_Note]:
    """Yield the numbers of the findings that a cell is in; cells that are zero only get their colour."""
    for number, finding in enumerate(sheet.failures, 1):
        telling = sheet.cells_of(finding)
        for index in finding.relation.cells:
            if index < len(sheet.result.report.values):
                mark = link(sheet.at("f", number), str(number), aria_label=_finding(number), class_="ref")
                yield _Note(index, finding.severity, mark if index in telling else _NOTHING)


def _finding(number: int) -> str:
    return say(zh=f"问题 {number}", en=f"finding {number}")


def _statements(sheet: Sheet) -> Iterator[_Note]:
    """Yield a sign at the cell that a sentence of the text is about; one that contradicts it is a finding already."""
    for number, statement in enumerate(sheet.statements, 1):
        if statement.status != "fail":
            sign = link(sheet.at("t", number), say(zh="文", en="text"), class_="ref text")
            yield from (_Note(index, "", sign) for index in sheet.cells_of(statement)[:1])


def _unknown(sheet: Sheet) -> Iterator[_Note]:
    """Yield the cells whose figure is not known, and that rules wait for or that are not in the document."""
    report = sheet.result.report
    waited = {index for finding in sheet.having("undecided") for index in finding.relation.cells}
    for index, value in enumerate(report.values):
        state = report.content(index).state
        if state == "absent":
            yield _Note(index, "absent")
        elif state == "unreadable" or (value is None and index in waited):
            yield _Note(index, "open")
