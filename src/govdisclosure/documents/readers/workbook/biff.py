"""The records of an .xls workbook: its sheets, what is stored in their cells, and how those appear.

Records and their numbers: Microsoft, [MS-XLS] 2.3 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from govdisclosure.documents.archive import damaged, protected
from govdisclosure.documents.decoding import charset_named
from govdisclosure.documents.readers.workbook.biff_cells import CELLS, cells_of
from govdisclosure.documents.readers.workbook.biff_strings import shared_texts, text_of
from govdisclosure.documents.readers.workbook.cell_text import PLAIN, CellStyle
from govdisclosure.documents.readers.workbook.number_formats import DATES, PERCENT, is_date
from govdisclosure.documents.readers.workbook.worksheet import Place, Range
from govdisclosure.documents.shown import Appearance, is_too_small
from govdisclosure.files import check_limit

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FONT, _XF, _FORMAT = 0x0809, 0x000A, 0x002F, 0x0085, 0x0031, 0x00E0, 0x041E
_CODE_PAGE, _FROM_1904 = 0x0042, 0x0022
_TEXTS, _CONTINUED = 0x00FC, 0x003C
_ROW, _COLUMNS, _MERGED, _TEXT_OF_FORMULA = 0x0208, 0x007D, 0x00E5, 0x0207
_BIFF8 = 0x0600
_PAGES = {10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252"}
"""Code pages whose name is another than `cp` and their number."""
_USUAL_PAGE = "cp1252"
_UNUSED_FONT = 4
"""No font has this number, so those after it are one less than their number says."""
_WHITES = (1, 9)
"""The numbers of white in the palette."""
_TWIPS = 20
"""Parts of a point in which heights are counted."""

Record = tuple[int, int, bytes]
"""Number, end of the record in the stream, and content."""


@define
class Sheet:
    """A sheet of a workbook: what is stored in it, how its cells appear, and what is merged and hidden."""

    name: str
    start: int
    is_hidden: bool
    is_worksheet: bool
    """Not a chart, nor a sheet of macros."""
    stored: dict[Place, str | float] = field(factory=dict)
    styles: dict[Place, CellStyle] = field(factory=dict)
    """The styles of cells that may show something else than what is stored."""
    merged: list[Range] = field(factory=list)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)


@frozen
class Book:
    """The sheets of a workbook in their order, and whether it counts days from 1904."""

    sheets: list[Sheet]
    since_1904: bool


@frozen
class _Font:
    appearance: Appearance
    is_white: bool


@define
class _Workbook:
    """What the first part of a workbook says about all of its sheets."""

    is_new: bool = True
    page: str = _USUAL_PAGE
    """The charset of texts from before 1997."""
    since_1904: bool = False
    sheets: list[Sheet] = field(factory=list)
    fonts: list[_Font] = field(factory=list)
    styles: list[bytes] = field(factory=list)
    formats: dict[int, str] = field(factory=lambda: dict(PERCENT))
    texts: list[bytes] = field(factory=list)
    """The record of the shared texts, and those that continue it."""

    def learn(self, stream: bytes) -> _Workbook:
        """Return the workbook with what the records at the beginning of a stream say."""
        ways: dict[int, Callable[[bytes], None]] = {
            _BOF: self._begin, _BOUNDSHEET: self._sheet, _FONT: self._font, _XF: self.styles.append,
            _FORMAT: self._format, _CODE_PAGE: self._page, _FROM_1904: self._days,
        }  # fmt: skip
        before = 0
        for kind, _, content in _records(stream, 0):
            if kind == _FILEPASS:
                raise protected()
            before = kind if kind != _CONTINUED else before
            if before == _TEXTS:
                self.texts.append(content)
            if kind in ways:
                ways[kind](content)
        return self

    def _begin(self, content: bytes) -> None:
        self.is_new = _number(content, 0) == _BIFF8

    def _page(self, content: bytes) -> None:
        number = _number(content, 0)
        self.page = charset_named(_PAGES.get(number, f"cp{number}")) or _USUAL_PAGE

    def _days(self, content: bytes) -> None:
        self.since_1904 = _number(content, 0) == 1

    def _sheet(self, content: bytes) -> None:
        start, state, kind, length = struct.unpack_from("<IBBB", content)
        named = struct.pack("<H", length) + content[7:]
        self.sheets.append(Sheet(text_of([named], self.encoding), start, bool(state & 3), kind == 0))

    @property
    def encoding(self) -> str | None:
        """How texts are encoded; None where each says it itself."""
        return None if self.is_new else self.page

    def _font(self, content: bytes) -> None:
        height, flags, colour = _number(content, 0), _number(content, 2), _number(content, 4)
        is_raised = any(content[8:9])
        is_hidden = flags & 0x08 or is_too_small(height / _TWIPS)
        self.fonts.append(_Font("hidden" if is_hidden else "raised" if is_raised else "", colour in _WHITES))

    def _format(self, content: bytes) -> None:
        is_wide = self.is_new and content[4:5] and content[4] & 1
        text = content[5:] if self.is_new else content[3:]
        encoding = self.encoding or ("utf-16-le" if is_wide else "latin-1")
        self.formats[_number(content, 0)] = text.decode(encoding, "replace")

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
        number = _number(content, 2)
        code = self.formats.get(number, "")
        return CellStyle(appearance, code, is_date(code) if code else str(number) in DATES)

    def shared(self) -> list[str]:
        """Return what is shown of the texts that cells share."""
        fonts = self.numbered_fonts().items()
        return shared_texts(self.texts, {number: font.appearance for number, font in fonts if font.appearance})


def read_book(stream: bytes) -> Book:
    """Return what is in a workbook; refuse one that has a password, is damaged or too large."""
    try:
        book = _Workbook().learn(stream)
        styles, texts = book.cell_styles(), book.shared()
        end = 0
        for sheet in sorted(book.sheets, key=lambda sheet: sheet.start):
            if sheet.start < end:
                raise damaged()
            end = _Filling(sheet, styles, texts, book.encoding).read(stream)
    except (struct.error, IndexError):
        raise damaged() from None
    return Book(book.sheets, book.since_1904)


@define
class _Filling:
    """Goes through the records of a sheet and fills it."""

    sheet: Sheet
    styles: Mapping[int, CellStyle]
    texts: Sequence[str]
    encoding: str | None
    count: int = 0
    rows: int = 0
    columns: int = 0
    formula: Place = (0, 0)
    spoken: dict[Place, list[bytes]] = field(factory=dict)
    """The records with the text that a formula gave, by its cell."""

    def read(self, stream: bytes) -> int:
        """Take in all records; return where the sheet ends."""
        depth, end, before = 0, self.sheet.start, 0
        for kind, after, content in _records(stream, end):
            end = after
            depth += (kind == _BOF) - (kind == _EOF)
            before = kind if kind != _CONTINUED else before
            # A chart inside a sheet has records of the same numbers, which are none of the sheet.
            if depth == 1:
                self._take(kind, content, before)
        check_limit("positions", self.columns * self.rows, "工作表范围", "positions in the area of a sheet")
        for place, records in self.spoken.items():
            self.sheet.stored[place] = text_of(records, self.encoding)
        return end

    def _take(self, kind: int, content: bytes, before: int) -> None:
        if kind in CELLS:
            self._fill(kind, content)
        elif before == _TEXT_OF_FORMULA:
            self.spoken.setdefault(self.formula, []).append(content)
        elif kind == _MERGED:
            areas = struct.iter_unpack("<4H", content[2 : 2 + 8 * _number(content, 0)])
            self.sheet.merged += [((top, left), (bottom, right)) for top, bottom, left, right in areas]
            check_limit("cells", len(self.sheet.merged), "合并区域数", "merged areas")
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", content)
            if flags & 1 or not width:
                self.sheet.hidden_columns.update(range(first, min(last, 0xFF) + 1))
        elif kind == _ROW and (content[12] & 0x20 or _number(content, 6) & 0x7FFF < _TWIPS):
            self.sheet.hidden_rows.add(_number(content, 0))

    def _fill(self, kind: int, content: bytes) -> None:
        for place, style, value in cells_of(kind, content, self.texts, self.encoding):
            self.rows, self.columns = max(self.rows, place[0] + 1), max(self.columns, place[1] + 1)
            self.formula = place
            self.count += 1
            if value != "":
                self.sheet.stored[place] = value
            if style in self.styles:
                self.sheet.styles[place] = self.styles[style]
        check_limit("cells", self.count, "单元格数", "cells")


def _number(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 2], "little")


def _records(stream: bytes, position: int) -> Iterator[Record]:
    """Yield the records of the part that begins at a position; refuse what is none, or one that is cut off."""
    if _number(stream, position) != _BOF:
        raise damaged()
    depth = count = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        position += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        count += 1
        if position > len(stream):
            raise damaged()
        check_limit("elements", count, "工作表记录数", "records of a sheet")
        yield kind, position, stream[position - length : position]
        if depth <= 0:
            return
