"""A page as the sheets of a workbook: the headline first, then a sheet for every section in document order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, evolve, field, frozen

from govdisclosure.documents import (
    IDENTITY,
    MAX_TEXT,
    Held,
    Look,
    Position,
    Sheet,
    SheetCell,
    Workbook,
    column_widths,
    sheet_names,
)
from govdisclosure.grid import CellKind, Grid, GridCell, Page, PageSection
from govdisclosure.report import Report
from govdisclosure.spec import Spec
from govdisclosure.wrapping import wrap

_LINE = 16
"""Points of a line of text."""
_TALLEST_PAGE = 1200
"""Points of a sheet that is still legible when it is printed on one page."""
_THIN = 4
"""Points of a blank row that is hardly seen."""
_COVER = {"zh": "封面", "en": "Cover"}
_WIDTH = 76
"""Characters across a sheet without tables."""

LOOKS: dict[CellKind, Look] = {
    "heading": "heading",
    "corner": "head",
    "header": "head",
    "stub": "stub",
    "unit": "head",
    "value": "value",
    "words": "stub",
    "empty": "empty",
}


@frozen
class Laid:
    """A page laid out on sheets, and where each cell of the form stands on them."""

    sheets: tuple[Sheet, ...]
    places: Mapping[int, Position]


def filled_workbook(report: Report, page: Page) -> Workbook:
    """Return the workbook of a filled report: figures are numbers, all else is the text that is printed."""

    def held(cell: GridCell) -> SheetCell:
        plain = cell.index is not None and not report.content(cell.index).note
        number = report.values[cell.index] if plain and cell.index is not None else None
        return _cell(cell, cell.text if number is None else number)

    laid = lay_out(page, held)
    names = [sheet.name for sheet in laid.sheets]
    return Workbook(
        (*laid.sheets, identity(report.spec, page, names, report.organisation, report.period and report.period.entry)),
        page.title,
    )


def lay_out(page: Page, held: Callable[[GridCell], SheetCell], *, with_entries: bool = False) -> Laid:
    """Put a page on sheets; `held` says what stands in a drawn cell. A form to fill in has entries for its texts."""
    names = sheet_names([_COVER.get(page.language, _COVER["en"]), *(section.title for section in page.sections)])
    cover = _Rows(names[0], _WIDTH)
    cover.text(page.title, "title")
    for paragraph in page.lead:
        cover.text(paragraph)
    sheets = [cover.sheet()]
    places: dict[int, Position] = {}
    for name, section in zip(names[1:], page.sections, strict=True):
        rows = _Rows(name, _WIDTH, is_landscape=section.landscape)
        rows.widen(section.grids)
        rows.text(section.title, "label", merged=False)
        for paragraph in section.paragraphs:
            # A cell holds only so much.
            for start in range(0, len(paragraph), MAX_TEXT):
                rows.text(paragraph[start : start + MAX_TEXT])
        if with_entries and _asks_for_text(section):
            rows.entry()
        for grid in section.grids:
            rows.gap()
            rows.grid(grid, held, places)
        sheets.append(rows.sheet())
    return Laid(tuple(sheets), places)


def lay_on_one(page: Page, name: str, top: Sequence[SheetCell], held: Callable[[GridCell], SheetCell]) -> Laid:
    """Put a whole page on one sheet: below cells that are given, an entry for every text, and then all tables.

    No row above the tables is blank, and the row before them is, which tells the reader where they begin.
    """
    rows, places = _Rows(name, _WIDTH), dict[int, Position]()
    rows.widen(page.grids)
    for cell in top:
        rows.put(cell)
    for section in page.sections:
        if _asks_for_text(section):
            rows.titled_entry(section.title)
    rows.gap()
    for section in page.sections:
        if section.grids:
            rows.text(section.title, "label", merged=False)
        for grid in section.grids:
            rows.grid(grid, held, places)
            rows.gap()
    return Laid((rows.sheet(),), places)


def _asks_for_text(section: PageSection) -> bool:
    return bool(section.prompt) or not section.grids


def identity(
    spec: Spec,
    page: Page,
    sheets: list[str],
    organisation: str | int | None,
    period: str | int | None,
    formulas: Mapping[str, str] | None = None,
) -> Sheet:
    """Return the hidden sheet that says which format and revision the workbook is in, and whose report it holds."""
    pieces = [page.annex[start : start + MAX_TEXT] for start in range(0, len(page.annex), MAX_TEXT)]
    rows: list[tuple[str, Held]] = [("spec", spec.id), ("revision", spec.revision), ("language", page.language)]
    rows += [("organisation", organisation), ("year" if spec.period == "year" else "period", period)]
    rows += [("sheet", name) for name in sheets]
    rows += [("annex", piece) for piece in pieces]
    live = formulas or {}
    cells = [
        cell
        for row, (key, value) in enumerate(rows)
        for cell in (SheetCell(row, 0, key), SheetCell(row, 1, value, formula=live.get(key, "")))
    ]
    return Sheet(IDENTITY, tuple(cells), {0: 16, 1: 60}, hidden=True, protected=True)


def _cell(cell: GridCell, value: Held) -> SheetCell:
    look = LOOKS.get(cell.kind, "plain")
    return SheetCell(cell.row, cell.column, value, look, "", cell.rowspan, cell.colspan)


@define
class _Rows:
    """Fills a sheet from top to bottom."""

    name: str
    across: int
    cells: list[SheetCell] = field(factory=list)
    widths: dict[int, float] = field(factory=dict)
    heights: dict[int, float] = field(factory=dict)
    next: int = 0
    is_landscape: bool = False
    heads: list[tuple[int, int]] = field(factory=list)
    """The first and the last row of the head of each table."""

    def widen(self, grids: tuple[Grid, ...]) -> None:
        for grid in grids:
            for column, width in enumerate(column_widths(grid)):
                self.widths[column] = max(self.widths.get(column, 0), width + 2.0)

    @property
    def columns(self) -> int:
        return max(len(self.widths), 1)

    def width(self, first: int = 0, count: int | None = None) -> int:
        if not self.widths:
            return self.across
        last = self.columns if count is None else first + count
        return int(sum(self.widths.get(column, 0) for column in range(first, last)))

    def text(self, text: str, look: Look = "text", *, merged: bool = True) -> None:
        span = self.columns if merged else 1
        self.cells.append(SheetCell(self.next, 0, text, look, "", 1, span))
        if merged:
            lines = sum(len(wrap(line, max(self.width(), 20))) for line in text.split("\n")) or 1
            self.heights[self.next] = min(400.0, lines * _LINE * (1.5 if look == "title" else 1))
        self.next += 1

    def entry(self) -> None:
        self.cells.append(SheetCell(self.next, 0, None, "entry", "", 1, self.columns))
        self.heights[self.next] = 14.0 * _LINE if not self.heads and not self.widths else 4.0 * _LINE
        self.next += 1

    def put(self, cell: SheetCell) -> None:
        """Put a cell where it says; what comes next stands below it."""
        self.cells.append(cell)
        self.next = max(self.next, cell.row + 1)

    def titled_entry(self, title: str) -> None:
        self.cells.append(SheetCell(self.next, 0, title, "stub"))
        self.cells.append(SheetCell(self.next, 1, None, "entry", "", 1, max(self.columns - 1, 1)))
        self.heights[self.next] = 4.0 * _LINE
        self.next += 1

    def gap(self) -> None:
        self.next += 1

    def grid(self, grid: Grid, held: Callable[[GridCell], SheetCell], places: dict[int, Position]) -> None:
        if grid.note:
            self.text(grid.note, "unit")
            self.heights[self.next] = _THIN  # a blank row parts text from tables
            self.next += 1
        top = self.next
        for cell in grid.cells:
            drawn = held(cell)
            self.cells.append(evolve(drawn, row=top + cell.row))
            if cell.index is not None:
                places[cell.index] = Position(self.name, top + cell.row, cell.column)
        for row, lines in enumerate(self._lines(grid)):
            self.heights[top + row] = 4.0 + lines * _LINE
        self.next = top + grid.height
        self.heads.append((top, top + grid.head - 1))
        if grid.feet:
            self.heights[self.next] = _THIN
            self.next += 1
        for foot in grid.feet:
            self.text(foot)

    def _lines(self, grid: Grid) -> Iterator[int]:
        """Yield how many lines of text every row needs."""
        needed = [1] * grid.height
        for cell in sorted(grid.cells, key=lambda cell: cell.rowspan):
            lines = len(wrap(cell.text, max(2, self.width(cell.column, cell.colspan) - 1)))
            missing = lines - sum(needed[cell.row : cell.row + cell.rowspan])
            for step in range(max(0, missing)):
                needed[cell.row + step % cell.rowspan] += 1
        yield from needed

    def sheet(self) -> Sheet:
        widths = self.widths or {0: float(self.across)}
        wide = self.is_landscape or self.width() > self.across + 10
        first, last = self.heads[0] if len(self.heads) == 1 else (0, -1)
        height = sum(self.heights.get(row, _LINE) for row in range(self.next))
        return Sheet(
            self.name,
            tuple(self.cells),
            widths,
            self.heights,
            wide=wide,
            repeated_rows=(first, last) if first <= last else None,
            one_page=bool(self.heads) and height <= _TALLEST_PAGE,
        )
