"""PDF: the text layer and the ruling lines of its pages; a table cut across pages is one table again.

What has no text layer is a picture, and is refused as such: recognising characters in pictures guesses, and a guessed
figure is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve

from govdisclosure.documents.limits import check_limit
from govdisclosure.documents.needs import needed
from govdisclosure.documents.readers.glyphs import Glyph, Line, cut_off, lines_of, paragraphs_of
from govdisclosure.documents.readers.lattice import NEAR, Lattice, lattices
from govdisclosure.documents.readers.pages import PageContent, page_contents
from govdisclosure.errors import ReadError
from govdisclosure.grid.model import Document, Grid, GridCell, Note, TextBlock
from govdisclosure.language import say

_PAGE_NUMBER = re.compile(
    r"[-—–―一\s·.]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–―一\s·.]*"
)
_MARGIN = 0.1
"""Which part of a page's height, above and below, may hold the numbers of pages."""


def read_pdf(data: bytes) -> Document:
    """Return the paragraphs and tables of a PDF."""
    pdfium = needed("pypdfium2", "pdf")
    try:
        pages = list(page_contents(pdfium, data))
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            message = say(zh="PDF 有密码保护，请先去掉密码。", en="the PDF is protected by a password; remove it")
        else:
            message = say(zh="PDF 已损坏，不能读。", en="the PDF is damaged and cannot be read")
        raise ReadError(message) from None
    if sum(len(page.glyphs) for page in pages) < len(pages) * 5 and any(page.pictures for page in pages):
        raise ReadError(
            say(
                zh="PDF 是扫描的图片，没有文字层；请用可以复制文字的版本，或先由人录入。",
                en="the PDF is a scan without a text layer; use a version whose text can be copied",
            )
        )
    parts: list[TextBlock | _Part] = []
    for page in pages:
        parts += _page_parts(page)
    blocks = tuple(part.grid() if isinstance(part, _Part) else part for part in _joined(parts))
    notes = tuple(
        Note(
            "recognised_text",
            say(
                zh=f"第 {page.number} 页是图片，文字是由程序识别的，数字可能有误，请对照原图。",
                en=f"page {page.number} is a picture whose text was recognised by a program; compare the figures",
            ),
            say(zh=f"第 {page.number} 页", en=f"page {page.number}"),
        )
        for page in pages
        if page.recognised
    )
    return Document(blocks, notes=notes)


@define
class _Part:
    """A table, or as much of it as stands on one page."""

    page: int
    lattice: Lattice
    rows: list[list[GridCell]]
    flattened: bool = False

    def grid(self) -> Grid:
        cells = tuple(cell for row in self.rows for cell in row)
        width = max((cell.column + cell.colspan for cell in cells), default=1)
        return Grid(len(self.rows), width, cells, self.flattened)

    def goes_on_in(self, other: _Part) -> bool:
        """Whether a table of the next page has the same columns."""
        mine, theirs = self.lattice.xs, other.lattice.xs
        return (
            other.page == self.page + 1
            and len(mine) == len(theirs)
            and all(abs(one - two) <= 2 * NEAR for one, two in zip(mine, theirs, strict=True))
        )

    def append(self, other: _Part) -> None:
        """Take over the rows of the next page, without a head that it repeats."""
        repeated = 0
        for one, two in zip(self.rows, other.rows, strict=False):
            if not one or [cell.text for cell in one] != [cell.text for cell in two]:
                break
            repeated += 1
        # A row of figures may by chance equal one above; only the first rows, of words, are a head.
        if any(any(c.isdigit() for c in cell.text) for row in other.rows[:repeated] for cell in row[1:]):
            repeated = 0
        shift = len(self.rows) - repeated
        for row in other.rows[repeated:]:
            self.rows.append([evolve(cell, row=cell.row + shift) for cell in row])
        self.page = other.page


def _joined(parts: Sequence[TextBlock | _Part]) -> Iterator[TextBlock | _Part]:
    """Join the parts of tables that were cut between pages."""
    last: TextBlock | _Part | None = None
    for part in parts:
        if isinstance(part, _Part) and isinstance(last, _Part) and last.goes_on_in(part):
            last.append(part)
        elif (
            isinstance(part, TextBlock)
            and isinstance(last, TextBlock)
            and part.place != last.place
            and cut_off(last.text, part.text)
        ):
            last = TextBlock(last.text + part.text, last.place)
        else:
            if last is not None:
                yield last
            last = part
    if last is not None:
        yield last


def _page_parts(page: PageContent) -> Iterator[TextBlock | _Part]:
    """Yield paragraphs and tables of a page from the top down."""
    tables = list(lattices(page.horizontal, page.vertical))
    inside: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        for lattice, found in zip(tables, inside, strict=True):
            position = lattice.box_at(glyph.x, glyph.y)
            if position is not None:
                found.setdefault(position, []).append(glyph)
                break
        else:
            outside.append(glyph)
    lines = [line for line in lines_of(outside) if not _is_page_number(line, page)]
    place = say(zh=f"第 {page.number} 页", en=f"page {page.number}")
    left = min([line.left for line in lines] + [lattice.xs[0] for lattice in tables], default=0)
    right = max([line.right for line in lines] + [lattice.xs[-1] for lattice in tables], default=0)
    margins = (left, right)
    for lattice, found in zip(tables, inside, strict=True):
        above = [line for line in lines if line.y > lattice.top]
        lines = [line for line in lines if line.y <= lattice.top]
        yield from _text(above, place, margins)
        part = _part(page.number, place, lattice, found)
        if len(lattice.boxes) > 1:
            yield part
        else:
            for row in part.rows:
                yield from (TextBlock(cell.text, cell.place) for cell in row if cell.text)
    yield from _text(lines, place, margins)


def _text(lines: Sequence[Line], place: str, margins: tuple[float, float]) -> Iterator[TextBlock]:
    for text in paragraphs_of(lines, *margins):
        yield TextBlock(text, place)


def _is_page_number(line: Line, page: PageContent) -> bool:
    at = (line.y - page.bottom) / max(1.0, page.top - page.bottom)
    return (at < _MARGIN or at > 1 - _MARGIN) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _part(number: int, place: str, lattice: Lattice, found: dict[tuple[int, int], list[Glyph]]) -> _Part:
    check_limit("cells", len(lattice.boxes), "单元格数", "cells")
    rows: list[list[GridCell]] = [[] for _ in range(len(lattice.ys) - 1)]
    for box in lattice.boxes:
        glyphs = [
            glyph
            for row in range(box.row, box.row + box.rowspan)
            for column in range(box.column, box.column + box.colspan)
            for glyph in found.get((row, column), ())
        ]
        text = "\n".join(line.text for line in lines_of(glyphs))
        corners = f"({box.x0:.0f}, {box.y0:.0f}, {box.x1:.0f}, {box.y1:.0f})"
        rows[box.row].append(GridCell(box.row, box.column, text, box.rowspan, box.colspan, place=f"{place} {corners}"))
    return _Part(number, lattice, rows)
