"""What calamine does not say of an .xls workbook: how its cells appear, failed formulas, and how large it is.

Records and their numbers: Microsoft, [MS-XLS] 2.3 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping

from attrs import define, field, frozen

from govdisclosure.documents.archive import damaged, protected
from govdisclosure.documents.readers.workbook.biff_strings import rich_strings
from govdisclosure.documents.readers.workbook.cell_text import ERROR, PLAIN, CellStyle
from govdisclosure.documents.readers.workbook.number_formats import PERCENT
from govdisclosure.documents.readers.workbook.worksheet import Place
from govdisclosure.documents.shown import Appearance, is_too_small
from govdisclosure.files import check_limit

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
_WHITES = (1, 9)
"""The numbers of white in the palette."""
_TWIPS = 20
"""Parts of a point in which heights are counted."""

Record = tuple[int, int, bytes]
"""Number, end of the record in the stream, and content."""


@define
class SheetFacts:
    """What is to be known of a sheet beside its values."""

    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    texts: dict[Place, str] = field(factory=dict)
    """What stands in the cells whose stored value does not say it."""
    styles: dict[Place, CellStyle] = field(factory=dict)
    """The styles of cells that may show something else than what is stored."""


@frozen
class _Font:
    appearance: Appearance
    is_white: bool


@define
class _Workbook:
    """What the first part of a workbook says about all of its sheets."""

    is_new: bool = True
    starts: list[int] = field(factory=list)
    fonts: list[_Font] = field(factory=list)
    styles: list[bytes] = field(factory=list)
    formats: dict[int, str] = field(factory=lambda: dict(PERCENT))
    texts: list[bytes] = field(factory=list)
    """The record of the shared texts, and those that continue it."""

    def learn(self, stream: bytes) -> _Workbook:
        """Return the workbook with what the records at the beginning of a stream say."""
        ways: dict[int, Callable[[bytes], None]] = {
            _BOF: self._begin, _BOUNDSHEET: self._sheet, _FONT: self._font, _XF: self.styles.append,
            _FORMAT: self._format,
        }  # fmt: skip
        before = 0
        for kind, _, content in _records(stream, 0):
            if kind == _FILEPASS:
                raise protected()
            if kind == _TEXTS or (kind == _CONTINUED and before in (_TEXTS, _CONTINUED) and self.texts):
                self.texts.append(content)
            before = kind
            if kind in ways and len(content) >= 4:  # noqa: PLR2004 - two numbers, which all of these have
                ways[kind](content)
        return self

    def _begin(self, content: bytes) -> None:
        self.is_new = _number(content, 0) == _BIFF8

    def _sheet(self, content: bytes) -> None:
        self.starts.append(_number(content, 0) | _number(content, 2) << 16)

    def _font(self, content: bytes) -> None:
        height, flags, colour = _number(content, 0), _number(content, 2), _number(content, 4)
        is_raised = len(content) > 8 and content[8]  # noqa: PLR2004 - the place of the flags
        is_hidden = flags & 0x08 or is_too_small(height / _TWIPS)
        self.fonts.append(_Font("hidden" if is_hidden else "raised" if is_raised else "", colour in _WHITES))

    def _format(self, content: bytes) -> None:
        is_wide = self.is_new and content[4:5] and content[4] & 1
        text = content[5:] if self.is_new else content[3:]
        self.formats[_number(content, 0)] = text.decode("utf-16-le" if is_wide else "latin-1", "replace")

    def numbered_fonts(self) -> dict[int, _Font]:
        """Return the fonts by the numbers that styles and texts know them by."""
        return {number + (number >= _UNUSED_FONT): font for number, font in enumerate(self.fonts)}

    def cell_styles(self) -> dict[int, CellStyle]:
        """Return the styles, by their numbers, of cells that may show something else than what is stored."""
        fonts = self.numbered_fonts()
        styles = {number: self._style(content, fonts) for number, content in enumerate(self.styles)}
        return {number: style for number, style in styles.items() if style != PLAIN}

    def _style(self, content: bytes, fonts: Mapping[int, _Font]) -> CellStyle:
        font = fonts.get(_number(content, 0))
        appearance: Appearance = font.appearance if font else ""
        is_filled = len(content) < 18 or content[17] >> 2  # noqa: PLR2004 - the place of the pattern
        if font and font.is_white and self.is_new and not is_filled:
            appearance = "hidden"
        return CellStyle(appearance, self.formats.get(_number(content, 2), ""))

    def rich_texts(self) -> dict[int, str]:
        """Return the shared texts of which a part is not shown as it stands, by their numbers."""
        fonts: dict[int, Appearance] = {
            number: font.appearance for number, font in self.numbered_fonts().items() if font.appearance
        }
        if not fonts or not self.texts:
            return {}
        try:
            return rich_strings(self.texts, fonts)
        except struct.error:
            raise damaged() from None


def facts_of(stream: bytes) -> list[SheetFacts]:
    """Return what is to be known of each sheet, in their order; refuse what has a password or is too large."""
    book = _Workbook().learn(stream)
    styles, texts = book.cell_styles(), book.rich_texts()
    facts: dict[int, SheetFacts] = {}
    end = 0
    for start in sorted(book.starts):
        if start < end:
            raise damaged()
        sheet = _Sheet(styles, texts)
        end = sheet.read(stream, start)
        facts[start] = sheet.facts
    return [facts[start] for start in book.starts]


@define
class _Sheet:
    """Goes through the records of a sheet."""

    styles: Mapping[int, CellStyle]
    rich: Mapping[int, str]
    facts: SheetFacts = field(factory=SheetFacts)
    rows: int = 0
    columns: int = 0

    def read(self, stream: bytes, start: int) -> int:
        """Take in the sheet that begins at a place of the stream; return where it ends."""
        depth, end = 0, start
        for kind, after, content in _records(stream, start):
            end = after
            depth += (kind == _BOF) - (kind == _EOF)
            if len(content) < 6:  # noqa: PLR2004 - row, column, style
                continue
            cells = _cells(kind, content)
            for (row, column), _ in cells:
                self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
            # A chart inside a sheet has records of the same numbers, which are none of the sheet.
            if depth == 1:
                self._hide(kind, content)
                self._take(kind, content, cells)
        check_limit("positions", self.columns * self.rows, "工作表范围", "positions in the area of a sheet")
        return end

    def _hide(self, kind: int, content: bytes) -> None:
        if kind == _COLUMNS and len(content) >= 10:  # noqa: PLR2004 - with flags
            first, last, width = struct.unpack_from("<HHH", content)
            if content[8] & 1 or not width:
                self.facts.hidden_columns.update(range(first, min(last, 0xFF) + 1))
        is_row = kind == _ROW and len(content) >= 13  # noqa: PLR2004 - with flags
        if is_row and (content[12] & 0x20 or _number(content, 6) & 0x7FFF < _TWIPS):
            self.facts.hidden_rows.add(_number(content, 0))

    def _take(self, kind: int, content: bytes, cells: list[tuple[Place, int]]) -> None:
        for place, style in cells:
            if style in self.styles:
                self.facts.styles[place] = self.styles[style]
        if _is_error(kind, content):
            self.facts.texts[cells[0][0]] = ERROR
        elif kind == _SHARED_TEXT and self.rich and len(content) >= 10:  # noqa: PLR2004 - with the number of the text
            text = self.rich.get(struct.unpack_from("<I", content, 6)[0])
            if text is not None:
                self.facts.texts[cells[0][0]] = text


def _cells(kind: int, content: bytes) -> list[tuple[Place, int]]:
    """Return the cells of a record with the numbers of their styles."""
    row, column, style = struct.unpack_from("<HHH", content)
    if kind in _SINGLE:
        return [((row, column), style)]
    if kind not in _MULTIPLE:
        return []
    size = _MULTIPLE[kind]
    count = max(1, (len(content) - 6) // size)
    return [((row, column + at), _number(content, 4 + at * size)) for at in range(count)]


def _number(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 2], "little")


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


def _is_error(kind: int, content: bytes) -> bool:
    """Whether the value of a cell is an error: that of a formula has its kind where a number would have its end."""
    if kind == _BOOL_OR_ERROR:
        return content[7:8] == b"\1"
    return kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6:7] == b"\2"
