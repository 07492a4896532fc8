"""Word documents (.docx): what stands in them once tracked changes are accepted, tables with their merged cells.

Macros, fields and embedded objects are never run. Headers, footers and comments are not read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any

from govdisclosure import codes
from govdisclosure.documents.archive import Archive
from govdisclosure.documents.own import NAMESPACE
from govdisclosure.documents.readers.lines import text_blocks
from govdisclosure.documents.readers.word.appearing import Styles, ground_of
from govdisclosure.documents.readers.word.merging import Down, MergedTable
from govdisclosure.documents.readers.word.names import VAL, W, is_on, number
from govdisclosure.documents.readers.word.numbers import Numbers
from govdisclosure.documents.readers.word.runs import (
    BOX,
    DROPPED,
    MC,
    OBJECTS,
    TBL,
    TC,
    TR,
    P,
    Runs,
    is_placeholder,
)
from govdisclosure.documents.shown import WHITE, Colour, beside_object
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits
from govdisclosure.grid import Document, Grid, Note, TextBlock
from govdisclosure.language import say

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_DOCUMENT = "/officeDocument"
_MAX_ANNEX = 5_000_000

_TCPR, _TRPR = W + "tcPr", W + "trPr"
_SAID = tuple(W + name for name in ("gridSpan", "vMerge", "hMerge", "cellDel", "shd"))
"""What the properties of a cell say that matters here; most say nothing of it."""
_SPAN, _DOWN, _LEFT, _DELETED, _SHADE = _SAID
_LISTED = 10
"""Places that a note names."""
_TWIPS = 20
"""Parts of a point in which heights are counted."""


def read_docx(archive: Archive) -> Document:
    """Return the paragraphs and tables of a Word document."""
    root = archive.xml(main_part(archive))
    if root.tag != W + "document":
        if _STRICT in root.tag:
            raise ReadError(
                say(
                    zh="“严格 Open XML”格式的 Word 文件，请另存为普通的 .docx。",
                    en="a Word file in Strict Open XML; save it as an ordinary .docx",
                )
            )
        raise ReadError(say(zh="不是 Word 文档。", en="this is no Word document"))
    body = Body(archive, root)
    blocks = tuple(body.blocks(root))
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks, _annex(archive), tuple(_notes(body.unseen)))


def _notes(unseen: Sequence[str]) -> Iterator[Note]:
    """Yield the note on cells with figures that are not shown, or that are struck out."""
    if unseen:
        listed = say(zh="、", en="; ").join(unseen[:_LISTED])
        more = say(zh=f" 等 {len(unseen)} 格", en=f"; {len(unseen)} in all") if len(unseen) > _LISTED else ""
        message = say(
            zh=f"单元格中有数字不显示或被划去，没有读：{listed}{more}",
            en=f"figures that are not shown or struck out were not read: {listed}{more}",
        )
        yield Note(codes.HIDDEN_CELLS.id, message, unseen[0])


def main_part(archive: Archive) -> str:
    """Return the name of the part that holds the document."""
    if "_rels/.rels" in archive.names:
        for relation in archive.xml("_rels/.rels"):
            if (relation.get("Type") or "").endswith(_DOCUMENT):
                name = posixpath.normpath((relation.get("Target") or "").lstrip("/"))
                if name in archive.names:
                    return name
    return "word/document.xml"


def _annex(archive: Archive) -> str:
    for name in sorted(filter(_may_hold_annex, archive.names)):
        data = archive.read(name)
        if len(data) <= _MAX_ANNEX and NAMESPACE.encode() in data:
            root = archive.xml(name)
            if root.tag == f"{{{NAMESPACE}}}annex":
                return root.text or ""
    return ""


def _may_hold_annex(name: str) -> bool:
    return name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name and "Props" not in name


class Body:
    """Goes through the body in document order, counting paragraphs and tables as Word shows them."""

    def __init__(self, archive: Archive, root: Any) -> None:
        self._has_objects = next(root.iter(*OBJECTS), None) is not None
        self._runs = Runs(Styles(archive), root)
        self._numbers = Numbers(archive, root)
        self._said: dict[Any, dict[str, Any]] = {}
        """What the properties of each cell say that matters, by its name."""
        for each in root.iter(*_SAID):
            if (properties := each.getparent()).tag == _TCPR:
                self._said.setdefault(properties, {})[each.tag] = each
        self.elements: dict[str, Any] = {}
        """The paragraph or the cell at each place."""
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self.unseen: list[str] = []
        """The places of the cells with figures that are not shown or struck out."""
        self._widest = limits().span
        self._paragraph_place = say(zh="第 {} 段", en="paragraph {}").format
        self._cell_place = say(zh="表 {} 第 {} 行第 {} 格", en="table {}, row {}, cell {}").format

    def blocks(self, parent: Any) -> Iterator[TextBlock | Grid]:
        """Yield the paragraphs and tables below an element."""
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self._paragraph(child)
            elif tag == TBL:
                yield from self._table(child)
            elif tag not in DROPPED and not is_placeholder(child):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[TextBlock | Grid]:
        self._paragraphs += 1
        place = self._paragraph_place(self._paragraphs)
        self.elements[place] = paragraph
        yield from text_blocks(self._text_of(paragraph), place)
        for box in _boxes(paragraph):
            yield from self.blocks(box)

    def _text_of(self, paragraph: Any, ground: Colour | None = WHITE) -> str:
        before = self._numbers.before(paragraph)
        text = self._runs.text_of(paragraph, ground)
        return f"{before}{text}" if before and text.strip() else text

    def _table(self, table: Any) -> Iterator[TextBlock | Grid]:
        if not _has_cells(table) or any(map(_has_cells, table.iterdescendants(TBL))):
            # It only arranges the page.
            yield from self.blocks(table)
            return
        self._tables += 1
        grid = self._grid(table)
        if grid is not None:
            yield grid
        for box in _boxes(table):
            yield from self.blocks(box)

    def _grid(self, table: Any) -> Grid | None:
        merged = MergedTable()
        style = table.find(f"{W}tblPr/{W}tblStyle")
        ground = WHITE if style is None else None
        for count, row in enumerate(_children(table, TR), 1):
            properties = row.find(_TRPR)
            if properties is not None and not _is_shown(properties):
                continue
            merged.next_row(number(properties.find(W + "gridBefore")) if properties is not None else 0)
            for position, cell in enumerate(_children(row, TC), 1):
                self._cells += 1
                place = self._cell_place(self._tables, count, position)
                self.elements[place] = cell
                before = self._runs.left_out
                self._add(merged, cell, ground, place)
                if self._runs.left_out > before:
                    self.unseen.append(place)
            check_limit("cells", self._cells, "单元格数", "cells")
        return merged.grid()

    def _add(self, merged: MergedTable, cell: Any, ground: Colour | None, place: str) -> None:
        """Take a cell of a row, or the part of one, as Word stores it, into a table."""
        said = self._said.get(cell[0], {}) if len(cell) else {}
        span, left = said.get(_SPAN), said.get(_LEFT)
        merged.add(
            "" if _DELETED in said else self._shown(cell, ground_of(said[_SHADE]) if _SHADE in said else ground),
            1 if span is None else min(number(span) or 1, self._widest),
            _down(said.get(_DOWN)),
            place,
            continues_left=left is not None and left.get(VAL) != "restart",
        )

    def _shown(self, cell: Any, ground: Colour | None) -> str:
        text = "\n".join(self._lines(cell, ground))
        if self._has_objects and next(cell.iter(*OBJECTS), None) is not None:
            return beside_object(text)
        return text

    def _lines(self, cell: Any, ground: Colour | None) -> Iterator[str]:
        """Yield the paragraphs of a cell, those of a table inside it too."""
        for child in cell:
            tag = child.tag
            if tag == P:
                if text := self._text_of(child, ground).strip():
                    yield text
            elif tag not in DROPPED and not is_placeholder(child):
                yield from self._lines(child, ground)


def _down(merging: Any) -> Down:
    """Return how a cell is merged with those below or above it; to say nothing means to continue."""
    if merging is None:
        return ""
    return "restart" if merging.get(VAL) == "restart" else "continue"


def _is_shown(row: Any) -> bool:
    """Whether a row with some properties is in the document as it is meant: not hidden, deleted or without room."""
    height = row.find(W + "trHeight")
    has_room = height is None or height.get(W + "hRule") != "exact" or number(height) >= _TWIPS
    return has_room and row.find(W + "del") is None and not is_on(row.find(W + "hidden"))


def _has_cells(table: Any) -> bool:
    """Whether a table has more than one cell."""
    cells = table.iter(TC)
    return next(cells, None) is not None and next(cells, None) is not None


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in an element; an older copy of the same box is passed over."""
    for box in element.iter(BOX):
        outer = box.getparent()
        while outer is not element and outer is not None and outer.tag not in (MC + "Fallback", BOX, TBL):
            outer = outer.getparent()
        if outer is element:
            yield box


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of a kind, also those inside content controls and tracked insertions."""
    for child in parent:
        found = child.tag
        if found == tag:
            yield child
        elif found not in DROPPED and found not in (P, TBL, TR, TC):
            yield from _children(child, tag)
