"""Comments in PDF files: highlights with notes, put behind the file as it is, whose bytes all stay.

Where a place is only known as a page, and for what is said of the whole, a note stands at the edge of the page.
Source: ISO 32000-2, 12.5 (annotations) and 7.5.6 (incremental updates).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from attrs import frozen

from govdisclosure.documents.annotators.review import AUTHOR, COLOURS, Annotation, Review, Tone
from govdisclosure.documents.needs import needed
from govdisclosure.documents.readers.pdf.characters import Turn
from govdisclosure.documents.readers.pdf.pages import page_contents
from govdisclosure.documents.readers.pdf.pdfium import LOCK
from govdisclosure.errors import ReadError
from govdisclosure.grid import box_of, page_of, squeezed
from govdisclosure.language import say

_PRINTED = 4
"""The flag of an annotation that is printed too."""
_INSET = 1.0
"""Points by which a highlight keeps off the lines around a cell."""
_NOTE, _STEP = 20.0, 24.0
"""The size of a note at the edge of a page, and how far the next one stands below it, in points."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@frozen
class _Note:
    """What is put on a page: boxes to highlight (none for a note at the edge), and the text."""

    page: int
    boxes: tuple[Box, ...]
    tone: Tone
    text: str


def annotate_pdf(data: bytes, review: Review) -> bytes:
    """Return a PDF file with the comments; raise `ReadError` if it forbids changes or cannot be taken apart."""
    pypdf = needed("pypdf", "pdf")
    pages = {annotation.number: page_of(annotation.place) or 1 for annotation in review.annotations}
    with LOCK:
        boxes = _boxes(data, review.annotations, max(pages.values(), default=0))
    whole = "\n".join((review.title, *review.lines))
    notes = [_Note(1, (), "info", whole)]
    notes += [
        _Note(
            pages[annotation.number], boxes.get(annotation.number, ()), annotation.tone, "\n".join(annotation.lines())
        )
        for annotation in review.annotations
    ]
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        protected = reader.is_encrypted
        copy = b"" if protected else _with_notes(pypdf, data, notes)
    except Exception as error:  # noqa: BLE001 - of a file that contradicts itself, any operation may fail
        fault = type(error).__name__
        raise ReadError(say(zh=f"PDF 不完全合规（{fault}）。", en=f"the PDF is not quite sound ({fault})")) from None
    if protected:
        raise ReadError(say(zh="PDF 有权限保护，请先去掉", en="the PDF is protected; remove the protection"))
    return copy


# where --------------------------------------------------------------------------------------------------------------


def _boxes(data: bytes, annotations: Sequence[Annotation], last: int) -> Mapping[int, tuple[Box, ...]]:
    """Return the boxes of annotations by their numbers, in the coordinates of the file."""
    pdfium = needed("pypdfium2", "pdf")
    found: dict[int, tuple[Box, ...]] = {}
    turns = {content.number: content.turned_back for content in page_contents(pdfium, data) if content.number <= last}
    with closing(pdfium.PdfDocument(data)) as document:
        for annotation in annotations:
            number = page_of(annotation.place)
            if number is not None and number <= len(document):
                quote, box = squeezed(annotation.quote), box_of(annotation.place)
                quoted = tuple(_quoted(pdfium, document, number, quote)) if quote else ()
                found[annotation.number] = quoted or ((_turned(box, turns[number]),) if box else ())
    return found


def _turned(box: tuple[int, int, int, int], turn: Turn) -> Box:
    (x0, y0), (x1, y1) = turn((box[0], box[1])), turn((box[2], box[3]))
    return min(x0, x1) + _INSET, min(y0, y1) + _INSET, max(x0, x1) - _INSET, max(y0, y1) - _INSET


def _quoted(pdfium: Any, document: Any, number: int, quote: str) -> Iterator[Box]:
    """Yield a box for each line on which a text stands on a page."""
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
        signs = [chr(pdfium.raw.FPDFText_GetUnicode(text.raw, place)) for place in range(text.count_chars())]
        places = [place for place, sign in enumerate(signs) if squeezed(sign)]
        start = "".join(signs[place] for place in places).find(quote)
        if start >= 0:
            first, last = places[start], places[start + len(quote) - 1]
            for each in range(text.count_rects(first, last - first + 1)):
                yield text.get_rect(each)


# what ---------------------------------------------------------------------------------------------------------------


def _with_notes(pypdf: Any, data: bytes, notes: Sequence[_Note]) -> bytes:
    """Return the file with annotations behind it."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    beside: dict[int, int] = {}
    for note in notes:
        page = writer.pages[note.page - 1]
        if not note.boxes:
            beside[note.page] = beside.get(note.page, -1) + 1
        annotation = _annotation(pypdf.generic, note, page.cropbox, beside.get(note.page, 0))
        writer.add_annotation(note.page - 1, annotation)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _annotation(generic: Any, note: _Note, page: Any, below: int) -> Any:
    name, number, array = generic.NameObject, generic.FloatObject, generic.ArrayObject
    boxes = note.boxes
    if not boxes:
        left, top = float(page.left) + _NOTE / 2, float(page.top) - _NOTE / 2 - below * _STEP
        boxes = ((left, top - _NOTE, left + _NOTE, top),)
    sides = list(zip(*boxes, strict=True))
    rectangle = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    colour = COLOURS[note.tone]
    said = {
        "/Type": name("/Annot"),
        "/Subtype": name("/Highlight" if note.boxes else "/Text"),
        "/Rect": array(map(number, rectangle)),
        "/C": array(number(int(colour[place : place + 2], 16) / 255) for place in (0, 2, 4)),
        "/F": generic.NumberObject(_PRINTED),
        "/T": generic.TextStringObject(AUTHOR),
        "/Contents": generic.TextStringObject(note.text),
    }
    if note.boxes:
        corners = [(x0, y1, x1, y1, x0, y0, x1, y0) for x0, y0, x1, y1 in boxes]
        said["/QuadPoints"] = array(number(each) for corner in corners for each in corner)
    return generic.DictionaryObject({name(key): value for key, value in said.items()})
