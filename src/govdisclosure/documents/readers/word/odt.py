"""OpenDocument texts (.odt), as LibreOffice and WPS write them: paragraphs, and tables with their merged cells.

What is not shown is not read: hidden text, sections and rows, notes, comments, deleted and struck-out text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.readers.lines import text_blocks
from govdisclosure.documents.readers.opendocument import DRAW, OFFICE, TABLE, TEXT, Content, H, P, repeated
from govdisclosure.documents.shown import beside_object
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.language import say

_TABLE, _ROW, _CELL, _COVERED = (TABLE + name for name in ("table", "table-row", "table-cell", "covered-table-cell"))
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
        self._cell_place = say(zh="表 {} 第 {} 行第 {} 列", en="table {}, row {}, column {}").format

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
        grid = self._grid(table, self._tables)
        if grid is not None:
            yield grid
        for box in _boxes(table):
            yield from self.blocks(box)

    def _grid(self, table: Any, number: int) -> Grid | None:
        cells: list[GridCell] = []
        taken: set[tuple[int, int]] = set()
        row = width = 0
        for element in table.iter(_ROW):
            if self._content.is_flat("table-row", element):
                continue
            for _ in range(repeated(element, TABLE + "number-rows-repeated")):
                column = 0
                for cell in element.iterchildren(_CELL, _COVERED):
                    count = repeated(cell, TABLE + "number-columns-repeated")
                    self._count(max(1, count))
                    check_limit("width", column + count, "表格列数", "columns of a table")
                    for _ in range(count):
                        if cell.tag == _CELL and (row, column) not in taken:
                            place = self._cell_place(number, row + 1, column + 1)
                            cells.append(self._cell(cell, row, column, taken, place))
                        column += 1
                width = max(width, column)
                self._count(1)
                row += 1
        if not cells:
            return None
        inside = tuple(_cut(cell, row, width) for cell in cells)
        return Grid(row, width, inside)

    def _cell(self, cell: Any, row: int, column: int, taken: set[tuple[int, int]], place: str) -> GridCell:
        most = limits().span
        rows, columns = (min(repeated(cell, TABLE + f"number-{what}-spanned"), most) for what in ("rows", "columns"))
        if rows > 1 or columns > 1:
            self._count(rows * columns)
            places = [(row + down, column + right) for down in range(rows) for right in range(columns)]
            if taken.isdisjoint(places):
                taken.update(places)
            else:
                rows = columns = 1
        self._cells += 1
        check_limit("cells", self._cells, "单元格数", "cells")
        lines = (self._content.text_of(part).strip() for part in cell.iter(P, H) if _owner(part) is cell)
        text = "\n".join(filter(None, lines))
        if self._content.holds_object(cell):
            text = beside_object(text)
        return GridCell(row, column, text, rows, columns, place=place)

    def _count(self, positions: int) -> None:
        self._positions += positions
        check_limit("positions", self._positions, "表格范围", "positions in tables")


def _cut(cell: GridCell, height: int, width: int) -> GridCell:
    """Return a cell that ends with its table."""
    rows, columns = min(cell.rowspan, height - cell.row), min(cell.colspan, width - cell.column)
    if (rows, columns) == (cell.rowspan, cell.colspan):
        return cell
    return GridCell(cell.row, cell.column, cell.text, rows, columns, place=cell.place)


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
