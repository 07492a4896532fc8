"""PDF: the text layer and the ruling lines of its pages; a table cut across pages is one table again.

What has no text layer is a picture, and is refused as such: recognising characters in pictures guesses, and a guessed
figure is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, frozen

from govdisclosure import codes
from govdisclosure.documents.needs import needed
from govdisclosure.documents.readers.pdf.aligned import aligned
from govdisclosure.documents.readers.pdf.glyphs import UNKNOWN, Glyph, Line, cut_off, lines_of, paragraphs_of
from govdisclosure.documents.readers.pdf.lattice import Lattice, lattices
from govdisclosure.documents.readers.pdf.pages import PageContent, page_contents
from govdisclosure.documents.readers.pdf.parts import Part, Strips, is_full
from govdisclosure.documents.readers.pdf.pdfium import LOCK
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, GridCell, Note, TextBlock
from govdisclosure.language import say

_PAGE_NUMBER = re.compile(
    r"[-—–―一\s·.]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–―一\s·.]*"
)
_DIGITS = re.compile(r"[0-9０-９]+")
_FIGURE = re.compile(r"[-+−—－/0-9０-９.,，]*[0-9０-９][-+−—－/0-9０-９.,，%％]*")
_NOTED = re.compile(rf"(?:{_FIGURE.pattern})\s*[（(].*[）)]")
"""A figure and a note about it in brackets, which are one cell in however many lines."""
_MARGIN = 0.1
"""Which part of a page's height, above and below, may hold the numbers of pages."""
_EDGE = 0.075
"""Which part may hold running heads; just below it the head of a table may stand that each page repeats."""
_OVER = 0.15
"""Sizes by which a character may reach over the line that bounds its cell."""
_FEW = 5
"""Characters a page has at least if it is more than a picture."""
_SIDEWAYS = 10
"""Characters that stand across the others, from which on they may be a table."""


def read_pdf(data: bytes) -> Document:
    """Return the paragraphs and tables of a PDF."""
    pdfium = needed("pypdfium2", "pdf")
    try:
        with LOCK:
            sheets, notes = _sheets(page_contents(pdfium, data))
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            message = say(zh="PDF 有密码保护，请先去掉密码。", en="the PDF is protected by a password; remove it")
        else:
            message = say(zh="PDF 已损坏，不能读。", en="the PDF is damaged and cannot be read")
        raise ReadError(message) from None
    furniture = _furniture(sheets)
    rights: dict[int, float] = {}
    for sheet in sheets:
        rights[sheet.height] = max(rights.get(sheet.height, 0), sheet.right)
    parts: list[TextBlock | Part] = []
    strips: Strips = ()
    for sheet in sheets:
        parts += _parts(sheet, furniture, rights[sheet.height], strips)
        strips = next((part.strips for part in reversed(parts) if isinstance(part, Part)), ())
    blocks = tuple(part.grid() if isinstance(part, Part) else part for part in _joined(parts))
    return Document(blocks, notes=tuple(notes))


def _sheets(pages: Iterable[PageContent]) -> tuple[list[_Sheet], list[Note]]:
    """Return what is on pages, and the notes on it; raise `ReadError` if it is only pictures."""
    sheets: list[_Sheet] = []
    notes: list[Note] = []
    pictures = characters = cells = 0
    for page in pages:
        pictures += page.drawing.pictures
        characters += len(page.glyphs)
        notes += _notes(page)
        sheets.append(_sheet(page))
        cells += sum(len(table.lattice.boxes) for table in sheets[-1].tables)
        check_limit("cells", cells, "单元格数", "cells")
    if characters < len(sheets) * _FEW and pictures:
        raise ReadError(
            say(
                zh="PDF 是扫描的图片，没有文字层；请用可以复制文字的版本，或先由人录入。",
                en="the PDF is a scan without a text layer; use a version whose text can be copied",
            )
        )
    return sheets, notes


def _notes(page: PageContent) -> Iterator[Note]:
    place = _place(page.number)
    if page.recognised:
        zh = f"{place}是图片，文字是由程序识别的，数字可能有误，请对照原图。"
        en = f"{place} is a picture whose text was recognised by a program; compare the figures"
        yield Note(codes.RECOGNISED_TEXT.id, say(zh=zh, en=en), place)
    if page.unknown:
        zh = f"{place}有 {page.unknown} 个字符的字体没有说明是什么字，含有它们的数字不读。"
        en = f"{place}: the font does not say what {page.unknown} characters are; figures with them are not read"
        yield Note(codes.UNKNOWN_CHARACTERS.id, say(zh=zh, en=en), place)
    if page.sideways > _SIDEWAYS:
        zh = f"{place}有 {page.sideways} 个横置的字符，没有读。"
        en = f"{place}: {page.sideways} characters stand across the others and were left out"
        yield Note(codes.SIDEWAYS_TEXT.id, say(zh=zh, en=en), place)


def _place(number: int) -> str:
    return say(zh=f"第 {number} 页", en=f"page {number}")


@frozen(eq=False)
class _Table:
    """A table of a page with its cells."""

    lattice: Lattice
    part: Part


@define
class _Sheet:
    """What is left of a page once its characters are in lines and cells."""

    number: int
    bottom: float
    top: float
    tables: list[_Table]
    lines: list[Line]

    @property
    def right(self) -> float:
        """Where its widest line or table ends."""
        return max([line.right for line in self.lines] + [table.lattice.xs[-1] for table in self.tables], default=0)

    @property
    def height(self) -> int:
        """How high it is: sheets that lie across have margins of their own."""
        return round(self.top - self.bottom)

    def is_in(self, margin: float, line: Line) -> bool:
        """Whether a line stands in the margin above or below, as wide as that part of the page."""
        at = (line.y - self.bottom) / max(1.0, self.top - self.bottom)
        return at < margin or at > 1 - margin


def _sheet(page: PageContent) -> _Sheet:
    found = list(lattices(page.drawing.horizontal, page.drawing.vertical))
    # A table inside a cell of another is the narrower one.
    found.sort(key=lambda lattice: lattice.xs[-1] - lattice.xs[0])
    filled, outside = _filled(found, page.glyphs)
    tables = []
    for lattice, (boxes, doubtful) in zip(found, filled, strict=True):
        lines = [lines_of(glyphs) if glyphs else [] for glyphs in boxes]
        if _has_all_lines(lattice, lines):
            tables.append(_Table(lattice, _part(page.number, lattice, lines, doubtful)))
        else:
            outside += [glyph for glyphs in boxes for glyph in glyphs]
    tables.sort(key=lambda table: -table.lattice.top)
    return _Sheet(page.number, page.bottom, page.top, tables, lines_of(outside))


def _filled(
    found: Sequence[Lattice], glyphs: Sequence[Glyph]
) -> tuple[list[tuple[list[list[Glyph]], set[int]]], list[Glyph]]:
    """Return the characters in each box of each table, the boxes that some run into or out of, and all others."""
    check_limit("positions", len(found) * len(glyphs), "一页中表格与字符的组合数", "pairs of tables and characters")
    filled: list[tuple[list[list[Glyph]], set[int]]] = [([[] for _ in lattice.boxes], set()) for lattice in found]
    outside: list[Glyph] = []
    before: Glyph | None = None
    last: tuple[int, int] | None = None
    for glyph in glyphs:
        place = _box_of(found, glyph)
        if place is None:
            outside.append(glyph)
        else:
            table, box = place
            filled[table][0][box].append(glyph)
            filled[table][1].update(_reached(found[table], glyph, box))
        if before and place != last and _touch(before, glyph):
            for table, box in filter(None, (last, place)):
                filled[table][1].add(box)
        before, last = glyph, place
    return filled, outside


def _box_of(found: Sequence[Lattice], glyph: Glyph) -> tuple[int, int] | None:
    """Return the first of some tables that a character stands in, and its box; None where it stands in none."""
    boxes = ((number, lattice.box_at(glyph.x, glyph.y)) for number, lattice in enumerate(found))
    return next(((number, box) for number, box in boxes if box is not None), None)


def _reached(lattice: Lattice, glyph: Glyph, box: int) -> set[int]:
    """Return the boxes that a character which runs out of its own stands in; none if it keeps inside."""
    inner = glyph.half - _OVER * glyph.size
    bounds = lattice.boxes[box]
    if bounds.x0 <= glyph.x - inner and glyph.x + inner <= bounds.x1:
        return set()
    x = glyph.x + inner if glyph.x + inner > bounds.x1 else glyph.x - inner
    other = lattice.box_at(x, glyph.y)
    return {box} if other is None else {box, other}


def _touch(one: Glyph, two: Glyph) -> bool:
    """Whether two characters follow each other in one text, so that a line between them does not part them."""
    gap = two.left - one.right
    return one.run == two.run and abs(one.y - two.y) < 0.1 * one.size and -one.size < gap < 0.2 * one.size


def _has_all_lines(lattice: Lattice, texts: Sequence[Sequence[Line]]) -> bool:
    """Whether the ruling lines part all cells; in some tables they part only rows, columns, or the head."""
    mixed: Counter[int] = Counter()
    for box, lines in zip(lattice.boxes, texts, strict=True):
        figures = [[_FIGURE.fullmatch(word.text) is not None for word in line.words] for line in lines]
        if any(map(_is_row, lines, figures)):
            return False
        texts_of_box = _text(lines, box.x1 - box.x0).split("\n")
        whole = [all(map(_FIGURE.fullmatch, text.split())) for text in texts_of_box]
        # A number may be broken in two, and a label in the midst of which one stands into as many lines as it has room.
        is_mixed = sum(map(all, figures)) > 2 or (any(whole) and not all(whole))  # noqa: PLR2004 - a pair is one number
        mixed[box.row] += is_mixed and not _NOTED.fullmatch("".join(line.text for line in lines))
    return max(mixed.values(), default=0) <= 1


def _is_row(line: Line, figures: Sequence[bool]) -> bool:
    """Whether a line in one box holds the figures of several columns."""
    return any(
        one and two and right.left - left.right > left.size
        for (left, right), (one, two) in zip(pairwise(line.words), pairwise(figures), strict=True)
    )


def _part(number: int, lattice: Lattice, texts: Sequence[Sequence[Line]], doubtful: set[int]) -> Part:
    place = _place(number)
    rows: list[list[GridCell]] = [[] for _ in lattice.ys[1:]]
    full: set[GridCell] = set()
    for index, (box, lines) in enumerate(zip(lattice.boxes, texts, strict=True)):
        text = _text(lines, box.x1 - box.x0) + (UNKNOWN if index in doubtful else "")
        corners = f"({box.x0:.0f}, {box.y0:.0f}, {box.x1:.0f}, {box.y1:.0f})"
        cell = GridCell(box.row, box.column, text, box.rowspan, box.colspan, place=f"{place} {corners}")
        rows[box.row].append(cell)
        if lines and is_full(box.x1 - box.x0, lines[-1].right - lines[-1].left, lines[-1].size):
            full.add(cell)
    return Part(number, lattice.xs, tuple(map(tuple, rows)), full=frozenset(full))


def _text(lines: Sequence[Line], width: float) -> str:
    """Return the text of a cell of some width; lines of it that were broken for want of room are one."""
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        ends, begins = text[-1:], line.text[:1]
        # A closing bracket takes the character before it along to the next line.
        full = is_full(width - before.size, before.right - before.left, before.size)
        broken = full and not (ends + begins).isdecimal()
        text += ("\n" if not broken else " " if (ends + begins).isascii() else "") + line.text
    return text


def _furniture(sheets: Sequence[_Sheet]) -> set[tuple[str, int]]:
    """Return the running heads and feet: words in the margins of two pages, at one height, the same but for figures."""
    seen = Counter(key for sheet in sheets for key in {_key(sheet, line) for line in sheet.lines})
    return {key for key, count in seen.items() if count > 1 and any(map(str.isalpha, key[0]))}


def _key(sheet: _Sheet, line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(min(line.y - sheet.bottom, sheet.top - line.y))


def _is_furniture(sheet: _Sheet, line: Line, furniture: set[tuple[str, int]]) -> bool:
    """Whether a line is the number of a page, or a running head or foot."""
    is_number = sheet.is_in(_MARGIN, line) and _PAGE_NUMBER.fullmatch(line.text) is not None
    return is_number or (sheet.is_in(_EDGE, line) and _key(sheet, line) in furniture)


def _parts(sheet: _Sheet, furniture: set[tuple[str, int]], right: float, strips: Strips) -> Iterator[TextBlock | Part]:
    """Yield paragraphs and tables of a page from the top down."""
    lines = [line for line in sheet.lines if not _is_furniture(sheet, line, furniture)]
    left = min([line.left for line in lines] + [table.lattice.xs[0] for table in sheet.tables], default=0)
    for table in sheet.tables:
        above = [line for line in lines if line.y > table.lattice.top]
        lines = lines[len(above) :]
        yield from _unruled(sheet, above, left, right, strips)
        if len(table.lattice.boxes) > 1:
            yield table.part
            strips = ()
        else:
            yield from (TextBlock(cell.text, cell.place) for row in table.part.rows for cell in row if cell.text)
    yield from _unruled(sheet, lines, left, right, strips)


def _unruled(
    sheet: _Sheet, lines: Sequence[Line], left: float, right: float, strips: Strips
) -> Iterator[TextBlock | Part]:
    """Yield the paragraphs and the tables without ruling lines among some lines."""
    place = _place(sheet.number)
    for block in aligned(lines, sheet.number, place, strips):
        if isinstance(block, Part):
            yield block
        else:
            for text in paragraphs_of(block, left, right):
                yield TextBlock(text, place)


def _joined(parts: Sequence[TextBlock | Part]) -> Iterator[TextBlock | Part]:
    """Join the parts of tables and paragraphs that were cut between pages."""
    last: TextBlock | Part | None = None
    for part in parts:
        whole = None if last is None else _in_one(last, part)
        if whole is None and last is not None:
            yield last
        last = part if whole is None else whole
    if last is not None:
        yield last


def _in_one(last: TextBlock | Part, part: TextBlock | Part) -> TextBlock | Part | None:
    """Return two parts as one if they were cut between pages; None if they were not."""
    if isinstance(part, Part) and isinstance(last, Part):
        return last.followed_by(part) if last.goes_on_in(part) else None
    if isinstance(part, Part) or isinstance(last, Part) or part.place == last.place:
        return None
    return TextBlock(last.text + part.text, last.place) if cut_off(last.text, part.text) else None
