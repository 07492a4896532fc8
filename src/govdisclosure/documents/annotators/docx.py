"""Comments in Word documents: comments at paragraphs and cells, and cells with a coloured ground.

Source: ECMA-376, part 1, 17.13.4 (comments) and 17.4.32 (shading of cells).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from govdisclosure.documents.annotators.package import Package
from govdisclosure.documents.annotators.review import AUTHOR, COLOURS, Review, Tone, spots
from govdisclosure.documents.archive import Archive, parse_xml
from govdisclosure.documents.attributes import whole
from govdisclosure.documents.readers.word.docx import Body, main_part
from govdisclosure.documents.readers.word.names import VAL, W
from govdisclosure.documents.readers.word.runs import BOX, TC, P
from govdisclosure.grid import harmless

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENT, _ID, _PPR, _TCPR = W + "comment", W + "id", W + "pPr", W + "tcPr"
_BEFORE_SHADING = tuple(W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd"))
"""What stands before the shading of a cell in its properties."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def annotate_docx(data: bytes, review: Review) -> bytes:
    """Return a Word document with comments; what is said of the whole stands at its first paragraph."""
    package = Package(Archive(data))
    main = main_part(package.archive)
    root = package.xml(main)
    name = package.related(main, "comments")
    comments = package.xml(name) if name else parse_xml(f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode(), "")
    free = 1 + max((whole(each.get(_ID)) for each in comments), default=-1)
    for number, (element, lines, tone) in enumerate(_said(package, root, review), free):
        comments.append(_comment(comments, number, lines))
        _anchor(element, number)
        if tone and element.tag == TC:
            _shade(element, tone)
    package.put(main, root)
    if name:
        package.put(name, comments)
    else:
        package.add(main, "comments", "word/comments.xml", comments, _COMMENTS_TYPE)
    return package.packed()


def _said(package: Package, root: Any, review: Review) -> list[tuple[Any, list[str], Tone | None]]:
    """Return the paragraphs and cells that get a comment, with its lines and its tone: first what is said of all."""
    body = Body(package.archive, root)
    deque(body.blocks(root), maxlen=0)
    places = {place: each for place, each in body.elements.items() if next(_paragraphs(each), None) is not None}
    loose = [line for annotation in review.annotations if annotation.place not in places for line in annotation.lines()]
    placed = spots(review, lambda annotation: places.get(annotation.place))
    whole = [(each, [review.title, *review.lines, *loose], None) for each in islice(root.iter(P), 1)]
    return [*whole, *((each, spot.lines(), spot.tone) for each, spot in placed.items())]


def _comment(parent: Any, number: int, lines: Iterable[str]) -> Any:
    """Return a comment; it has no date, so that the same comments make the same document."""
    comment = parent.makeelement(_COMMENT, {_ID: str(number), W + "author": AUTHOR, W + "initials": "gd"})
    for line in lines:
        run = _within(_within(comment, "p"), "r")
        text = _within(run, "t")
        text.text = harmless(line)
        text.set(_SPACE, "preserve")
    return comment


def _within(parent: Any, name: str) -> Any:
    element = parent.makeelement(W + name)
    parent.append(element)
    return element


def _anchor(element: Any, number: int) -> None:
    """Put a comment around a paragraph, or around what stands in a cell."""
    paragraphs = list(_paragraphs(element))
    first, last = paragraphs[0], paragraphs[-1]
    number_of = {_ID: str(number)}
    first.insert(1 if len(first) and first[0].tag == _PPR else 0, first.makeelement(W + "commentRangeStart", number_of))
    last.append(last.makeelement(W + "commentRangeEnd", number_of))
    _within(last, "r").append(last.makeelement(W + "commentReference", number_of))


def _paragraphs(element: Any) -> Iterator[Any]:
    """Yield the paragraphs of a cell, or a paragraph itself; Word has no comments in text boxes, but around them."""
    boxes = list(element.iterancestors(BOX))
    if boxes:
        yield next(boxes[-1].iterancestors(P))
    elif element.tag == P:
        yield element
    else:
        yield from (each for each in element.iter(P) if next(each.iterancestors(BOX, TC)) is element)


def _shade(cell: Any, tone: Tone) -> None:
    """Give a cell the ground of a tone."""
    properties = cell.find(_TCPR)
    if properties is None:
        properties = cell.makeelement(_TCPR)
        cell.insert(0, properties)
    for old in properties.findall(W + "shd"):
        properties.remove(old)
    place = sum(each.tag in _BEFORE_SHADING for each in properties)
    shading = {VAL: "clear", W + "color": "auto", W + "fill": COLOURS[tone]}
    properties.insert(place, properties.makeelement(W + "shd", shading))
