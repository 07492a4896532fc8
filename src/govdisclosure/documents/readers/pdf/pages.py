"""What stands on the pages of a PDF: its characters and its straight lines, as somebody sees them who looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median_low
from typing import Any

from attrs import define, field

from govdisclosure.documents.readers.pdf.characters import Reader, Run, Turn, direction, glyphs
from govdisclosure.documents.readers.pdf.drawing import Drawing, Pencil
from govdisclosure.documents.readers.pdf.fonts import same_everywhere
from govdisclosure.documents.readers.pdf.forms import check_forms
from govdisclosure.documents.readers.pdf.glyphs import UNKNOWN, Glyph
from govdisclosure.documents.readers.pdf.pdfium import address, calls
from govdisclosure.files import check_limit

_LARGE = 2.0
"""How much larger than most text a faint character is if it is one of a watermark."""


@define
class PageContent:
    """The content of one page, in points, with y growing upwards, turned so that most of its text is upright."""

    number: int
    bottom: float
    top: float
    size: int = 0
    """How many characters and other objects there are."""
    glyphs: list[Glyph] = field(factory=list)
    drawing: Drawing = field(factory=Drawing)
    recognised: bool = False
    """Whether the text is invisible and lies on a picture, as programs that recognise characters leave it."""
    unknown: int = 0
    """Characters of which the file does not say which ones they are."""
    sideways: int = 0
    """Characters left out because they stand across the others."""
    turned_back: Turn = lambda point: point
    """From these coordinates to those of the file."""


def page_contents(pdfium: Any, data: bytes) -> Iterator[PageContent]:
    """Yield the content of every page; raise `PdfiumError` if PDFium cannot read the file."""
    check_forms(data)
    with same_everywhere(pdfium.raw), closing(pdfium.PdfDocument(data)) as document:
        count = len(document)
        check_limit("pages", count, "页数", "pages")
        functions = calls(pdfium.raw)
        reader, pencil = Reader(functions), Pencil(functions)
        total = 0
        for number in range(count):
            with closing(document[number]) as page:
                content = _content(page, number + 1, reader, pencil)
            total += content.size
            check_limit("positions", total, "全部页中的字符和对象数", "characters and objects on all pages")
            yield content


def _content(page: Any, number: int, reader: Reader, pencil: Pencil) -> PageContent:
    box = page.get_bbox()
    with closing(page.get_textpage()) as text:
        count = text.count_chars()
        check_limit("page_objects", count, "一页中的字符数", "characters on a page")
        characters = reader.characters(address(text.raw), count)
    quarter = direction(characters)
    turn = _turn(quarter, *box)
    drawing = pencil.drawing(address(page.raw), turn)
    (left, right), (bottom, top) = map(sorted, zip(turn((box[0], box[1])), turn((box[2], box[3])), strict=True))
    content = PageContent(number, bottom, top, count + drawing.objects, drawing=drawing)
    content.turned_back = _turned_back(quarter, *box)
    hidden = sum(run.invisible for _, run, _, _ in characters)
    content.recognised = drawing.pictures > 0 and hidden > len(characters) - hidden
    pale = sum(run.pale for _, run, _, _ in characters)
    check_limit("positions", pale * len(drawing.dark), "白色字符与底色块的组合数", "pairs of white text and grounds")
    seen = _seen(list(glyphs(characters, quarter, turn)), content)
    content.glyphs = [glyph for glyph in seen if left <= glyph.x <= right and bottom <= glyph.y <= top]
    content.unknown = sum(glyph.text is UNKNOWN for glyph in content.glyphs)
    content.sideways = sum(0 <= run.quarter != quarter for _, run, _, _ in characters)
    return content


def _seen(found: Sequence[tuple[Glyph, Run]], content: PageContent) -> Iterator[Glyph]:
    """Yield the characters that are seen on a page, but for large pale ones, which are a watermark."""
    large = _LARGE * median_low(glyph.size for glyph, _ in found) if found else 0
    for glyph, run in found:
        if _is_seen(glyph, run, content) and not (run.faint and glyph.size > large):
            yield glyph


def _is_seen(glyph: Glyph, run: Run, content: PageContent) -> bool:
    """Whether a character is seen: not white on white, and invisible only where it says what a picture shows."""
    if run.invisible:
        return content.recognised
    return not run.pale or content.drawing.covers(glyph.x, glyph.y)


def _turn(quarter: int, left: float, bottom: float, right: float, top: float) -> Turn:
    """Return the function from the coordinates of a page to those in which lines turned by some quarters are level."""
    match quarter:
        case 1:
            return lambda point: (point[1] - bottom, right - point[0])
        case 2:
            return lambda point: (right - point[0], top - point[1])
        case 3:
            return lambda point: (top - point[1], point[0] - left)
        case _:
            return lambda point: point


def _turned_back(quarter: int, left: float, bottom: float, right: float, top: float) -> Turn:
    """Return the function that undoes what `_turn` does."""
    match quarter:
        case 1:
            return lambda point: (right - point[1], point[0] + bottom)
        case 2:
            return lambda point: (right - point[0], top - point[1])
        case 3:
            return lambda point: (point[1] + left, top - point[0])
        case _:
            return lambda point: point
