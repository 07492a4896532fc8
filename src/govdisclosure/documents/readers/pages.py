"""What stands on the pages of a PDF: its characters and its straight lines, taken from PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from attrs import define, field

from govdisclosure.documents.limits import check_limit
from govdisclosure.documents.readers.glyphs import Glyph, readable
from govdisclosure.documents.readers.lattice import Ruling

_THIN = 3.0
"""Points up to which a filled rectangle is a line."""
_STRAIGHT = 1.0
"""Points by which the ends of a line may differ across."""
_TILT = 0.1
"""Radians beyond which a character belongs to a watermark."""
_INVISIBLE = 3
_SMALLEST, _LARGEST = 2, 200
"""Points between which the size of a character lies that its own box is believed for."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@define
class PageContent:
    """The content of one page, in points, with y growing upwards."""

    number: int
    bottom: float
    top: float
    glyphs: list[Glyph] = field(factory=list)
    horizontal: list[Ruling] = field(factory=list)
    vertical: list[Ruling] = field(factory=list)
    pictures: int = 0
    recognised: bool = False
    """Whether the text is invisible and lies on a picture, as programs that recognise characters leave it."""


def page_contents(pdfium: Any, data: bytes) -> Iterator[PageContent]:
    """Yield the content of every page; raise `PdfiumError` if PDFium cannot read the file."""
    document = pdfium.PdfDocument(data)
    try:
        count = len(document)
        check_limit("pages", count, "页数", "pages")
        for number in range(count):
            page = document[number]
            try:
                yield _content(pdfium.raw, page, number + 1)
            finally:
                page.close()
    finally:
        document.close()


def _content(raw: Any, page: Any, number: int) -> PageContent:
    left, bottom, right, top = page.get_bbox()
    turn = _turn(page.get_rotation(), left, bottom, right, top)
    (_, y0), (_, y1) = turn((left, bottom)), turn((right, top))
    content = PageContent(number, min(y0, y1), max(y0, y1))
    text = page.get_textpage()
    try:
        _read_glyphs(raw, text, content, turn)
    finally:
        text.close()
    # Forms are not followed beyond a few levels: a form may contain itself.
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for count, item in enumerate(page.get_objects(filter=kinds, max_depth=6), 1):
        if count & 1023 == 0:
            check_limit("page_objects", count, "一页中的对象数", "objects on a page")
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            _read_path(raw, item, content, turn)
        else:
            content.pictures += 1
    content.recognised = content.pictures > 0 and _is_invisible(raw, page)
    return content


def _is_invisible(raw: Any, page: Any) -> bool:
    """Whether most of a page's text is printed in no colour at all."""
    invisible = visible = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=6):
        hidden = raw.FPDFTextObj_GetTextRenderMode(item.raw) == _INVISIBLE
        invisible, visible = invisible + hidden, visible + (not hidden)
    return invisible > visible


def _turn(degrees: int, left: float, bottom: float, right: float, top: float) -> Any:
    """Return the function from the coordinates of a page to those of the page as it is shown."""
    match degrees:
        case 90:
            return lambda point: (point[1] - bottom, right - point[0])
        case 180:
            return lambda point: (right - point[0], top - point[1])
        case 270:
            return lambda point: (top - point[1], point[0] - left)
        case _:
            return lambda point: point


def _read_glyphs(raw: Any, text: Any, content: PageContent, turn: Any) -> None:
    count = text.count_chars()
    check_limit("page_objects", count, "一页中的字符数", "characters on a page")
    x0, y0, x1, y1 = (ctypes.c_double() for _ in range(4))
    references = [ctypes.byref(value) for value in (x0, x1, y0, y1)]
    handle = text.raw
    loose = raw.FS_RECTF()
    loose_reference = ctypes.byref(loose)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        # Surrogates, signs for broken characters, and what PDFium makes up between words.
        if code <= 0x20 or code in (0xA0, 0xAD, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:  # noqa: PLR2004 - code points
            continue
        if not raw.FPDFText_GetCharBox(handle, index, *references):
            continue
        if abs(_straight(raw.FPDFText_GetCharAngle(handle, index))) > _TILT:
            continue
        if raw.FPDFText_GetLooseCharBox(handle, index, loose_reference):
            low, high, left, right = loose.bottom, loose.top, loose.left, loose.right
        else:
            low, high, left, right = y0.value, y1.value, x0.value, x1.value
        (ax, ay), (bx, by) = turn((left, low)), turn((right, high))
        # The middle of what is printed, not of the space it has, says on which side of a line a character is.
        cx, cy = turn(((x0.value + x1.value) / 2, (low + high) / 2))
        height = abs(by - ay)
        content.glyphs.append(
            Glyph(
                readable(chr(code)),
                cx,
                cy,
                min(ax, bx),
                max(ax, bx),
                height if _SMALLEST < height < _LARGEST else raw.FPDFText_GetFontSize(handle, index),
            )
        )


def _straight(angle: float) -> float:
    """Return how far a character is tilted: 0 for one that stands upright."""
    turned = angle % 6.283185307179586
    return min(turned, 6.283185307179586 - turned)


def _read_path(raw: Any, item: Any, content: PageContent, turn: Any) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    count = raw.FPDFPath_CountSegments(item.raw)
    if count > 10_000:  # noqa: PLR2004 - a drawing, and no table
        return
    matrix = _matrix(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    subpath: list[Point] = []
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(item.raw, number)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        a, b, c, d, e, f = matrix
        point = turn((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            _take(subpath, content, bool(stroke.value))
            subpath = []
        subpath.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            subpath.append(subpath[0])
    _take(subpath, content, bool(stroke.value))


def _matrix(item: Any) -> Matrix:
    """Return how the coordinates of an object become those of its page, through all forms around it."""
    matrix: Matrix = item.get_matrix().get()
    container = item.container
    for _ in range(8):
        if container is None:
            break
        a, b, c, d, e, f = matrix
        p, q, r, s, t, u = container.get_matrix().get()
        matrix = (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
        container = container.container
    return matrix


def _take(points: list[Point], content: PageContent, stroked: bool) -> None:  # noqa: FBT001 - a fact about the path
    """Take the straight lines of a path: its strokes, or the whole of it if it is a thin filled rectangle."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if high - low <= _THIN < right - left:
        content.horizontal.append(Ruling((low + high) / 2, left, right))
    elif right - left <= _THIN < high - low:
        content.vertical.append(Ruling((left + right) / 2, low, high))
    elif stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                content.horizontal.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                content.vertical.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
