"""OpenDocument texts (.odt), as LibreOffice and WPS write them: paragraphs, and tables with their merged cells.

What is not shown is not read: hidden text, sections and rows, notes, comments, deleted and struck-out text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.readers.lines import text_blocks
from govdisclosure.documents.readers.opendocument import DRAW, OFFICE, TABLE, TEXT, Content, H, P, repeated
from govdisclosure.documents.readers.spans import TableBuilder
from govdisclosure.documents.shown import beside_object
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits
from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.language import say

_TABLE, _ROW, _CELL, _COVERED = (TABLE + name for name in ("table", "table-row", "table-cell", "covered-table-cell"))
_SPANNED = (TABLE + "number-rows-spanned", TABLE + "number-columns-spanned")
_BOXES = tuple(DRAW + name for name in ("text-box", "custom-shape", "rect"))
_UNREAD = frozenset(
    {TEXT + name for name in ("tracked-changes", "table-of-content", "note", "sequence-decls", "variable-decls")}
    | {OFFICE + name for name in ("annotation", "forms")}
)


def read_odt(archive: Archive) -> Document:
    """Return the paragraphs and tables of an .odt text."""
    content = Content(archive)
    text = content.root.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise ReadError(
            say(
                zh="OpenDocument 文件中没有文字，请另存为 .docx 再读。",
                en="an OpenDocument file without text; save it as .docx and read that",
            )
        )
    blocks = tuple(_Body(content).blocks(text))
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks)


class _Body:
    """Goes through the text in document order, counting paragraphs and tables."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self._positions = 0
        self._paragraph_place = say(zh="第 {} 段", en="paragraph {}").format

    def blocks(self, parent: Any) -> Iterator[TextBlock | Grid]:
        """Yield the paragraphs and tables below an element."""
        for child in parent:
            tag = child.tag
            if tag in (P, H):
                yield from self._paragraph(child)
            elif tag == _TABLE:
                yield from self._table(child)
            elif tag not in _UNREAD and not self._content.is_hidden(child):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[TextBlock | Grid]:
        self._paragraphs += 1
        place = self._paragraph_place(self._paragraphs)
        yield from text_blocks(self._content.text_of(paragraph), place)
        for box in _boxes(paragraph):
            yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[TextBlock | Grid]:
        if self._content.is_hidden(table):
            return
        cells = table.iter(_CELL)
        alone = next(cells, None) is not None and next(cells, None) is None
        if alone or next(table.iterdescendants(_TABLE), None) is not None:
            # It only arranges the page.
            for cell in table.iter(_CELL):
                if next(cell.iterancestors(_TABLE)) is table and not self._content.is_flat(
                    "table-row", cell.getparent()
                ):
                    yield from self.blocks(cell)
            return
        self._tables += 1
        grid = self._grid(table)
        if grid is not None:
            yield grid
        for box in _boxes(table):
            yield from self.blocks(box)

    def _grid(self, table: Any) -> Grid | None:
        builder = TableBuilder(self._words(self._tables))
        for element in table.iter(_ROW):
            if not self._content.is_flat("table-row", element):
                for _ in range(repeated(element, TABLE + "number-rows-repeated")):
                    self._count(1)
                    builder.next_row()
                    self._row(builder, element)
        return builder.grid()

    def _row(self, builder: TableBuilder, row: Any) -> None:
        cells = [
            (cell, repeated(cell, TABLE + "number-columns-repeated")) for cell in row.iterchildren(_CELL, _COVERED)
        ]
        width = sum(count for _, count in cells)
        self._count(width)
        check_limit("width", width, "表格列数", "columns of a table")
        column = 0
        for cell, count in cells:
            for place in range(column, column + count) if cell.tag == _CELL else ():
                self._cells += 1
                check_limit("cells", self._cells, "单元格数", "cells")
                rows, columns = (min(repeated(cell, spanned), limits().span) for spanned in _SPANNED)
                self._count(rows * columns - 1)
                builder.add(self._text(cell), rows, min(columns, width - place), column=place)
            column += count

    def _text(self, cell: Any) -> str:
        lines = (self._content.text_of(part).strip() for part in cell.iter(P, H) if _owner(part) is cell)
        text = "\n".join(filter(None, lines))
        return beside_object(text) if self._content.holds_object([cell]) else text

    def _words(self, table: int) -> tuple[str, str, str]:
        """Return the words around the row and the column of a cell of a table."""
        return (
            say(zh=f"表 {table} 第 ", en=f"table {table}, row "),
            say(zh=" 行第 ", en=", column "),
            say(zh=" 列", en=""),
        )

    def _count(self, positions: int) -> None:
        self._positions += positions
        check_limit("positions", self._positions, "表格范围", "positions in tables")


def _owner(part: Any) -> Any:
    """Return what a paragraph stands in: a cell, or something anchored or hidden in it."""
    return next(part.iterancestors(_CELL, *_BOXES, *_UNREAD), None)


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in an element that stand in no other one."""
    for box in element.iter(*_BOXES):
        outer = next(box.iterancestors(*_BOXES, _TABLE, P, H), None)
        while outer is not None and outer is not element and outer.tag in (P, H):
            outer = next(outer.iterancestors(*_BOXES, _TABLE, P, H), None)
        if outer is element:
            yield box
