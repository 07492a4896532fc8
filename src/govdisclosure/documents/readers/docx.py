"""Word documents (.docx): what stands in them once tracked changes are accepted, tables with their merged cells.

Macros, fields and embedded objects are never run. Headers, footers and comments are not read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.limits import check_limit, limits
from govdisclosure.documents.readers.merging import MergedTable
from govdisclosure.errors import ReadError
from govdisclosure.grid.model import Document, Grid, TextBlock
from govdisclosure.language import say

ANNEX = "urn:govdisclosure:annex"
"""The namespace of the custom part in which a document written by this library carries what print cannot say."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DOCUMENT = "/officeDocument"
_MAX_ANNEX = 5_000_000

P, TBL, TR, TC, R, T = (_W + name for name in ("p", "tbl", "tr", "tc", "r", "t"))
_BOX = _W + "txbxContent"
_DROPPED = {
    _W + name for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "tblPr", "trPr", "tcPr")
} | {_MC + "Fallback"}
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": " ", _W + "noBreakHyphen": "-", _W + "ptab": " "}


def read_docx(data: bytes) -> Document:
    """Return the paragraphs and tables of a Word document."""
    archive = Archive(data)
    root = archive.xml(_main_part(archive))
    if root.tag != _W + "document":
        if _STRICT in root.tag:
            raise ReadError(
                say(
                    zh="“严格 Open XML”格式的 Word 文件，请另存为普通的 .docx。",
                    en="a Word file in Strict Open XML; save it as an ordinary .docx",
                )
            )
        raise ReadError(say(zh="不是 Word 文档。", en="this is no Word document"))
    blocks = tuple(_Body().blocks(root))
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks, _annex(archive))


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive.names:
        for relation in archive.xml("_rels/.rels"):
            if (relation.get("Type") or "").endswith(_DOCUMENT):
                name = posixpath.normpath((relation.get("Target") or "").lstrip("/"))
                if name in archive.names:
                    return name
    return "word/document.xml"


def _annex(archive: Archive) -> str:
    for name in sorted(archive.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name and "Props" not in name:
            data = archive.read(name)
            if len(data) <= _MAX_ANNEX and ANNEX.encode() in data:
                root = archive.xml(name)
                if root.tag == f"{{{ANNEX}}}annex":
                    return root.text or ""
    return ""


class _Body:
    """Goes through the body in document order, counting paragraphs and tables as Word shows them."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    def blocks(self, parent: Any) -> Iterator[TextBlock | Grid]:
        """Yield the paragraphs and tables below an element."""
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self._paragraph(child)
            elif tag == TBL:
                yield from self._table(child)
            elif tag not in _DROPPED:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[TextBlock | Grid]:
        self._paragraphs += 1
        place = say(zh=f"第 {self._paragraphs} 段", en=f"paragraph {self._paragraphs}")
        for line in text_of(paragraph).split("\n"):
            if text := line.strip():
                yield TextBlock(text, place)
        for box in _boxes(paragraph):
            yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[TextBlock | Grid]:
        cells = table.iter(TC)
        alone = next(cells, None) is not None and next(cells, None) is None
        if alone or any(_holds_table(cell) for cell in table.iter(TC)):
            # It only arranges the page.
            yield from self.blocks(table)
            return
        self._tables += 1
        grid = self._grid(table, self._tables)
        if grid is not None:
            yield grid
        for box in _boxes(table):
            yield from self.blocks(box)

    def _grid(self, table: Any, number: int) -> Grid | None:
        merged = MergedTable()
        place = say(zh="表 {} 第 {} 行第 {} 格", en="table {}, row {}, cell {}").format
        for count, row in enumerate(_children(table, TR), 1):
            properties = row.find(_W + "trPr")
            before = 0
            if properties is not None:
                # A row whose deletion is tracked, or that is hidden, is not in the document as it is meant.
                if properties.find(_W + "del") is not None or _is_on(properties.find(_W + "hidden")):
                    continue
                before = _number(properties.find(_W + "gridBefore"))
            merged.next_row(before)
            for position, cell in enumerate(_children(row, TC), 1):
                self._cells += 1
                check_limit("cells", self._cells, "单元格数", "cells")
                merged.add(cell_text(cell), *_merging(cell), place(number, count, position))
        return merged.grid()


def _merging(cell: Any) -> tuple[int, bool, bool]:
    """Return how many columns a cell spans, and whether it continues the one above or the one to its left."""
    properties = cell.find(_W + "tcPr")
    if properties is None:
        return 1, False, False
    span = _number(properties.find(_W + "gridSpan")) or 1
    above, left = properties.find(_W + "vMerge"), properties.find(_W + "hMerge")
    return (
        min(span, limits().span),
        above is not None and above.get(_W + "val", "continue") == "continue",
        left is not None and left.get(_W + "val", "continue") == "continue",
    )


def cell_text(cell: Any) -> str:
    """Return the text of a cell, a line for each of its paragraphs."""
    properties = cell.find(_W + "tcPr")
    if properties is not None and properties.find(_W + "cellDel") is not None:
        return ""
    lines = (text_of(paragraph).strip() for paragraph in _children(cell, P))
    nested = (line for table in _children(cell, TBL) for inner in table.iter(TC) for line in (cell_text(inner),))
    return "\n".join(line for part in (lines, nested) for line in part if line)


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph as it stands with its tracked changes accepted, text boxes left aside."""
    parts: list[str] = []
    _collect(paragraph, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == T:
            parts.append(child.text or "")
        elif tag == R:
            properties = child.find(_W + "rPr")
            if properties is not None and len(properties):
                if any(_is_on(properties.find(_W + name)) for name in ("vanish", "strike", "dstrike")):
                    continue
                raised = properties.find(_W + "vertAlign")
                if raised is not None and raised.get(_W + "val") in ("superscript", "subscript"):
                    # A footnote's number is no digit of the figure before it.
                    inner: list[str] = []
                    _collect(child, inner)
                    if text := "".join(inner).strip():
                        parts.append(f"（{text}）")
                    continue
            _collect(child, parts)
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag not in _DROPPED and tag != _BOX and len(child):
            _collect(child, parts)


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in an element; an older copy of the same box is passed over."""
    for box in element.iter(_BOX):
        outer = box.getparent()
        while outer is not element and outer is not None and outer.tag not in (_MC + "Fallback", _BOX, TBL):
            outer = outer.getparent()
        if outer is element:
            yield box


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of a kind, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _DROPPED and child.tag not in (P, TBL, TR, TC):
            yield from _children(child, tag)


def _holds_table(cell: Any) -> bool:
    for table in cell.iter(TBL):
        cells = table.iter(TC)
        if next(cells, None) is not None and next(cells, None) is not None:
            return True
    return False


def _is_on(element: Any) -> bool:
    return element is not None and element.get(_W + "val", "true") not in ("0", "false", "off", "none")


def _number(element: Any) -> int:
    text = element.get(_W + "val", "") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 - digits of a span
