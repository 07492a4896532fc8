"""What goes unseen with a written document, so that reading it gives back exactly the report that was written.

Print cannot say everything: whether a number was derived, or that an empty line ends a note. So the writers add the
report JSON as an annex. What is printed stays the truth: a cell is taken from the annex only where it prints what the
document shows, and whoever edits the document is read as having meant it.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from attrs import frozen

from govdisclosure.errors import GovDisclosureError
from govdisclosure.grid import Document, Grid, GridCell, Page, TextBlock, squeezed
from govdisclosure.layout import GAP, cell_text, filled_page, headline, spare_page, with_spare_lines
from govdisclosure.recognition.matching.numbers import read_cell
from govdisclosure.recognition.narrative.sections import read_narrative
from govdisclosure.recognition.typed_lines import spare_counts, with_typed_lines
from govdisclosure.report import (
    BLANK,
    NUMBER,
    Content,
    Report,
    from_data,
    parse_json,
    to_data,
    with_calculated,
    write_json,
)
from govdisclosure.spec import PERIOD_PATTERNS, Number, Period, Spec, printed_period
from govdisclosure.specfile import all_specs

_ANY_PERIOD = "\ue000"
"""What stands for the period in a headline that is looked for."""
_LONGEST_ID = 80
"""Characters of a format's id that a message repeats."""


def annex_of(report: Report, language: str, spare: Mapping[str, int] | None = None) -> str:
    """Return the annex of a document: the report, the revision of its spec, and the language it is printed in.

    `spare` is given for a form whose totals add themselves up: how many lines are drawn at each open node of which the
    label is to be filled in too.
    """
    data = to_data(report)
    data.pop("problems", None)
    annex = {"revision": report.spec.revision, "language": language, "report": data}
    return write_json(annex | ({} if spare is None else {"live": {"spare": dict(spare)}}), None, ascii_only=True)


def missing_format(annex: str) -> str:
    """Return the id of the format that an annex names, if it is not installed here; else nothing."""
    try:
        data = parse_json(annex)
    except GovDisclosureError:
        return ""
    report = data.get("report") if isinstance(data, dict) else None
    name = report.get("spec") if isinstance(report, dict) else None
    known = {spec.id for spec in all_specs()}
    return name[:_LONGEST_ID] if isinstance(name, str) and name not in known else ""


def restore(document: Document, spec: str | Spec | None = None) -> Report | None:
    """Return the report of a document that carries an annex; None if it has none that fits what is printed.

    It fits if the tables drawn from it, labels for labels, stand in the document in their order. `spec`, if given, is
    the format asked for; an annex that names another does not fit.
    """
    found = _annexed(document.annex, spec) if document.annex else None
    if found is None:
        return None
    report, language, spare = found
    if spare is None:
        page = filled_page(report, language)
        shown = _shown(page, document)
        return None if shown is None else _restored(report, language, page, shown, document)
    drawn = with_spare_lines(report.form, spare, language)
    shown = _shown(spare_page(drawn, report.form, language), document)
    typed = None if shown is None else with_typed_lines(drawn, report.form, shown)
    if typed is None:
        return None
    nothing = (None,) * len(typed.form.cells)
    empty = Report(typed.form, nothing, report.organisation, report.period, problems=typed.problems)
    return with_calculated(_restored(empty, language, filled_page(empty, language), typed.shown, document))


def _restored(report: Report, language: str, page: Page, shown: Mapping[int, GridCell], document: Document) -> Report:
    """Return a report as a document shows it, cell by cell."""
    cells = [_cell(report, index, shown.get(index), language) for index in range(len(report.values))]
    organisation, period, sections = _texts(report, page, document)
    return Report(
        report.form,
        tuple(number for number, _ in cells),
        organisation,
        period,
        {index: content for index, (_, content) in enumerate(cells) if content != NUMBER},
        sections,
        report.problems,
        raw={index: cell.text for index, cell in shown.items()},
        sources={index: cell.source for index, cell in shown.items() if cell.place},
        text_places=_text_places(sections, document),
    )


def _annexed(text: str, spec: str | Spec | None) -> tuple[Report, str, dict[str, int] | None] | None:
    """Return what an annex says: the report, its language, and for a live form its spare lines."""
    try:
        data = parse_json(text)
        if not isinstance(data, dict) or not isinstance(data.get("language"), str):
            return None
        report = from_data(data.get("report"), spec=spec)
    except GovDisclosureError:
        # Something else wrote it, or the format is not known here: the document is then read like any other.
        return None
    if "live" not in data:
        return report, data["language"], None
    spare = spare_counts(data["live"], report.form)
    return None if spare is None else (report, data["language"], spare)


def _cell(report: Report, index: int, shown: GridCell | None, language: str) -> tuple[Number | None, Content]:
    """Return what stands in a cell: what the annex says if that is what is printed, else what is printed."""
    number, content = report.values[index], report.content(index)
    text = shown.text if shown else ""
    same_number = number is not None and not content.note and _says(text, number)
    if not same_number and squeezed(text) != squeezed(cell_text(report, index, language)):
        read = read_cell(text, report.form.values[index])
        return read.number, read.content
    # An absent cell of a drawn row is printed empty, and so it is blank now.
    return (number, BLANK if content.state == "absent" else content)


def _says(text: str, number: Number) -> bool:
    """Whether a text is a number, however it is written: a spreadsheet drops zeros, and may write an exponent."""
    try:
        return text == str(number) or Decimal(text.strip()) == number
    except InvalidOperation:
        return False


def _texts(report: Report, page: Page, document: Document) -> tuple[str | None, Period | None, Mapping[str, str]]:
    """Return organisation, period and narrative: those of the annex where the document still prints them."""
    notes = {squeezed(note) for grid in page.grids for note in (grid.note, *grid.feet)}
    texts = (squeezed(block.text) for block in document.blocks if isinstance(block, TextBlock))
    printed = [text for text in texts if text not in notes]
    if squeezed("".join(page.texts())) in "".join(printed):
        return report.organisation, report.period, dict(report.sections)
    blocks = (block for block in document.blocks if isinstance(block, TextBlock))
    narrative = read_narrative(report.spec, Document(tuple(blocks)))
    if squeezed(headline(report.spec, page.language, report.organisation, report.period)) in printed:
        return report.organisation, report.period, narrative.sections
    organisation, period = _headed(report, page.language, printed) or (narrative.organisation, narrative.period)
    return organisation, period, narrative.sections


def _headed(report: Report, language: str, printed: Sequence[str]) -> tuple[str, Period | None] | None:
    """Return organisation and period where a line is the headline of the annex's organisation, for whatever period."""
    if not report.organisation:
        return None
    frequency = report.spec.period
    before, _, after = squeezed(headline(report.spec, language, report.organisation, _ANY_PERIOD)).partition(
        _ANY_PERIOD
    )
    for line in printed:
        words = line.removeprefix(before).removesuffix(after)
        if line == f"{before}{words}{after}" and (words == GAP or re.fullmatch(PERIOD_PATTERNS[frequency], words)):
            return report.organisation, None if words == GAP else printed_period(words, frequency)
    return None


def _text_places(sections: Mapping[str, str], document: Document) -> dict[str, tuple[str, ...]]:
    """Return where each line of the sections stands: in the first paragraph that says the same and is not taken yet."""
    found: defaultdict[str, deque[str]] = defaultdict(deque)
    for block in document.blocks:
        if isinstance(block, TextBlock):
            found[squeezed(block.text)].append(block.place)
    lines = {key: map(squeezed, text.split("\n")) for key, text in sections.items()}
    return {key: tuple(found[line].popleft() if found[line] else "" for line in said) for key, said in lines.items()}


# where the drawn tables stand ---------------------------------------------------------------------------------------


@frozen(eq=False, repr=False)
class _Found:
    """A grid of the document by its positions: the cell that begins there, or nothing."""

    grid: Grid
    cells: dict[tuple[int, int], GridCell]


def _shown(page: Page, document: Document) -> dict[int, GridCell] | None:
    """Return for every cell of the form what is printed in it; None if a drawn table is not in the document."""
    grids = [_Found(grid, {(cell.row, cell.column): cell for cell in grid.cells}) for grid in document.grids]
    shown: dict[int, GridCell] = {}
    number, row = 0, 0
    for drawn in page.grids:
        place = next(_places(drawn, grids, number, row), None)
        if place is None:
            return None
        number, row = place
        for cell in drawn.cells:
            if cell.index is not None:
                found = grids[number].cells.get((row + cell.row, cell.column))
                shown[cell.index] = found or GridCell(row + cell.row, cell.column)
        row += drawn.height
    return shown


def _places(drawn: Grid, grids: Sequence[_Found], number: int, row: int) -> Iterator[tuple[int, int]]:
    """Yield where a drawn table stands, from a row of a grid of the document on: its grid and its first row."""
    labels = [(cell, text) for cell in drawn.cells if cell.index is None and (text := squeezed(cell.text))]
    for later in range(number, len(grids)):
        found = grids[later]
        # A reader of documents may leave out empty rows at the end of a table.
        for top in range(row if later == number else 0, found.grid.height):
            if all(
                (cell := found.cells.get((top + label.row, label.column))) is not None
                and (cell.text == label.text or squeezed(cell.text) == text)
                for label, text in labels
            ):
                yield later, top
