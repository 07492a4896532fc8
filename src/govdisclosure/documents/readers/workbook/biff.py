"""What calamine does not say of an .xls workbook: what is hidden or struck out, failed formulas, and how large it is.

Records and their numbers: Microsoft, [MS-XLS] 2.3 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from attrs import define, field

from govdisclosure.documents.archive import protected
from govdisclosure.documents.readers.workbook.biff_strings import Look, rich_strings
from govdisclosure.documents.readers.workbook.number_formats import PERCENT, rescales
from govdisclosure.documents.readers.workbook.worksheet import ERROR, SheetFacts, check_extent
from govdisclosure.errors import ReadError
from govdisclosure.language import say

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FONT, _XF, _FORMAT = 0x0809, 0x000A, 0x002F, 0x0085, 0x0031, 0x00E0, 0x041E
_TEXTS, _CONTINUED = 0x00FC, 0x003C
_ROW, _COLUMNS, _FORMULA, _BOOL_OR_ERROR, _SHARED_TEXT = 0x0208, 0x007D, 0x0006, 0x0205, 0x00FD
_SINGLE = frozenset((_FORMULA, 0x0201, 0x0203, 0x0204, _BOOL_OR_ERROR, 0x027E, 0x00D6, _SHARED_TEXT))
"""Records of one cell: row, column, style, and then the value."""
_MULTIPLE = {0x00BD: 6, 0x00BE: 2}
"""Records of several cells of a row, and the bytes of each: numbers, and blanks."""
_BIFF8 = 0x0600
_UNUSED_FONT = 4
"""No font has this number, so those after it are one less than their number says."""

Record = tuple[int, int, bytes]
"""Number, end of the record in the stream, and content."""


@define
class _Workbook:
    """What the first part of a workbook says about all of its sheets."""

    starts: list[int] = field(factory=list)
    fonts: list[Look | None] = field(factory=list)
    styles: list[tuple[int, int]] = field(factory=list)
    """Font and number format of each style."""
    formats: dict[int, str] = field(factory=dict)

    texts: list[bytes] = field(factory=list)
    """The record of the shared texts, and those that continue it."""

    def font_looks(self) -> dict[int, Look]:
        """Return the fonts that strike out or raise, by the numbers that styles and texts know them by."""
        numbered = enumerate(self.fonts)
        return {number + (number >= _UNUSED_FONT): look for number, look in numbered if look is not None}

    def look(self, style: int) -> str:
        """Return the number format of a style if it shows another number than the one stored."""
        code = self.formats.get(self.styles[style][1], "") if style < len(self.styles) else ""
        return code if rescales(code) else ""


def facts_of(stream: bytes) -> list[SheetFacts]:
    """Return what is to be known of each sheet, in their order; refuse what has a password or is too large."""
    book = _workbook(stream)
    fonts = book.font_looks()
    struck = {style for style, (font, _) in enumerate(book.styles) if fonts.get(font) == "hidden"}
    looks = {style: look for style in range(len(book.styles)) if (look := book.look(style))}
    texts: dict[int, str] = {}
    if fonts and book.texts:
        try:
            texts = rich_strings(book.texts, fonts)
        except struct.error:
            raise _damaged() from None
    facts: dict[int, SheetFacts] = {}
    end = 0
    for start in sorted(book.starts):
        if start < end:
            raise _damaged()
        facts[start], end = _sheet(stream, start, struck, looks, texts)
    return [facts[start] for start in book.starts]


def _damaged() -> ReadError:
    return ReadError(say(zh="工作簿已损坏，不能读。", en="the workbook is damaged and cannot be read"))


def _records(stream: bytes, position: int) -> Iterator[Record]:
    """Yield the records from a position to the end of the part that begins there."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        position += 4 + length
        yield kind, position, stream[position - length : position]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return


def _workbook(stream: bytes) -> _Workbook:
    book = _Workbook(formats=dict(PERCENT))
    new, before = True, 0
    for kind, _, content in _records(stream, 0):
        if kind == _FILEPASS:
            raise protected()
        if kind == _TEXTS or (kind == _CONTINUED and before in (_TEXTS, _CONTINUED) and book.texts):
            book.texts.append(content)
        before = kind
        if len(content) < 4:  # noqa: PLR2004 - two numbers, which all of these have
            continue
        first, second = struct.unpack_from("<HH", content)
        if kind == _BOF:
            new = first == _BIFF8
        elif kind == _BOUNDSHEET:
            book.starts.append(first | second << 16)
        elif kind == _FONT:
            raised = len(content) > 8 and content[8]  # noqa: PLR2004 - the place of the flags
            book.fonts.append("hidden" if second & 0x08 else "raised" if raised else None)
        elif kind == _XF:
            book.styles.append((first, second))
        elif kind == _FORMAT:
            wide = new and len(content) > 4 and content[4] & 1  # noqa: PLR2004 - the place of the flags
            text = content[5:] if new else content[3:]
            book.formats[first] = text.decode("utf-16-le" if wide else "latin-1", "replace")
    return book


def _sheet(
    stream: bytes, start: int, struck: set[int], looks: dict[int, str], texts: dict[int, str]
) -> tuple[SheetFacts, int]:
    facts = SheetFacts()
    depth = rows = columns = 0
    end = start
    for kind, after, content in _records(stream, start):
        end = after
        depth += (kind == _BOF) - (kind == _EOF)
        if len(content) < 6:  # noqa: PLR2004 - row, column, style
            continue
        row, column, style = struct.unpack_from("<HHH", content)
        last = column
        if kind in _MULTIPLE:
            size = _MULTIPLE[kind]
            last = column + max(0, (len(content) - 6) // size - 1)
            styles = [
                (column + at, struct.unpack_from("<H", content, 4 + at * size)[0]) for at in range(last - column + 1)
            ]
        elif kind in _SINGLE:
            styles = [(column, style)]
        else:
            # A chart inside a sheet has records of the same numbers, which are none of the sheet.
            if depth == 1 and kind == _COLUMNS and len(content) >= 10 and content[8] & 1:  # noqa: PLR2004 - flags
                facts.hidden_columns.update(range(row, min(column, 0xFF) + 1))
            elif depth == 1 and kind == _ROW and len(content) >= 13 and content[12] & 0x20:  # noqa: PLR2004 - flags
                facts.hidden_rows.add(row)
            continue
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        if depth > 1:
            continue
        if _is_error(kind, content):
            facts.texts[row, column] = ERROR
        elif kind == _SHARED_TEXT and texts and len(content) >= 10:  # noqa: PLR2004 - with the number of the text
            text = texts.get(struct.unpack_from("<I", content, 6)[0])
            if text is not None:
                facts.texts[row, column] = text
        for place, each in styles:
            if each in struck:
                facts.texts[row, place] = ""
            elif each in looks:
                facts.looks[row, place] = looks[each]
    check_extent(columns, rows)
    return facts, end


def _is_error(kind: int, content: bytes) -> bool:
    """Whether the value of a cell is an error: that of a formula has its kind where a number would have its end."""
    if kind == _BOOL_OR_ERROR:
        return content[7:8] == b"\1"
    return kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6:7] == b"\2"
