"""A page in document order: its paragraphs, and its tables laid on grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from govdisclosure.documents.needs import needed
from govdisclosure.documents.readers.html.visible import BLOCKS, BREAK, part_blocks
from govdisclosure.documents.readers.spans import TableBuilder
from govdisclosure.documents.shown import beside_object
from govdisclosure.files import check_limit, limits
from govdisclosure.grid import Grid, TextBlock
from govdisclosure.language import say

_BLOCK_TAGS = frozenset(BLOCKS)
_SPAN = re.compile(r"\s*\+?([0-9]{1,9})")


class Walk:
    """Goes through a page; only what holds blocks is entered, the rest is taken as text."""

    def __init__(self, root: Any, with_objects: frozenset[Any]) -> None:
        self._root = root
        self._with_objects = with_objects
        etree = needed("lxml.etree", "documents")
        # Serialising is ten times as fast as going through the pieces of the text.
        self._text = partial(etree.tostring, encoding="unicode", method="text", with_tail=False)
        self._steps = partial(etree.iterwalk, events=("start", "end"))
        self._line = say(zh="第 {} 行", en="line {}").format
        self._cells = 0
        self._most = limits().cells
        self._paths = _Paths()
        self._tables = _data_tables(root)
        self._entered = _holders_of_blocks(root)

    def blocks(self) -> tuple[TextBlock | Grid, ...]:
        """Return paragraphs and tables."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[TextBlock | Grid]:
        """Yield paragraphs, which end where a block begins or ends, and tables."""
        pending: list[str] = []
        line = 1
        number = 0
        for piece, element in self._pieces():
            if piece is not None:
                if not pending or (len(pending) == 1 and pending[0].isspace()):
                    line, pending = element.sourceline or line, []
                pending.append(piece)
            else:
                yield from self._paragraphs("".join(pending), line)
                pending = []
                if element is not None:
                    number += 1
                    yield from self._table(element, number)
        yield from self._paragraphs("".join(pending), line)

    def _pieces(self) -> Iterator[tuple[str | None, Any]]:
        """Yield texts with their elements; None stands for the border of a block, beside a table for that table."""
        steps = self._steps(self._root)
        for event, element in steps:
            is_block = element.tag in _BLOCK_TAGS
            if is_block:
                yield None, None
            if event == "end":
                if element.tail and element is not self._root:
                    yield element.tail, element
            elif element in self._tables:
                yield None, element
                steps.skip_subtree()
            elif element in self._entered:
                if element.text:
                    yield element.text, element
            else:
                yield self._text(element), element
                steps.skip_subtree()

    def _paragraphs(self, text: str, line: int) -> Iterator[TextBlock]:
        if not text or text.isspace():
            return
        parts = text.split(BREAK)
        check_limit("paragraphs", len(parts), "段落数", "paragraphs")
        for part in parts:
            if plain := " ".join(part.split()):
                yield TextBlock(plain, self._line(line))

    def _table(self, table: Any, number: int) -> Iterator[TextBlock | Grid]:
        for caption in table.iterchildren("caption"):
            yield from self._paragraphs(self._text(caption), caption.sourceline)
        part_blocks(table)
        builder = TableBuilder(_words_of_places(number))
        counts: dict[Any, int] = {}
        paths: dict[Any, str] = {}
        for tr in table.iter("tr"):
            parent = tr.getparent()
            if parent not in paths:
                paths[parent] = self._paths.of(parent)
            counts[parent] = counts.get(parent, 0) + 1
            builder.next_row()
            self._row(builder, tr, f"{paths[parent]}/tr[{counts[parent]}]")
        grid = builder.grid()
        if grid is not None:
            yield grid
            return
        for cell in table.iter("td", "th"):  # cells that stand in no row
            yield from self._paragraphs(self._text(cell), cell.sourceline)

    def _row(self, builder: TableBuilder, tr: Any, path: str) -> None:
        numbers = {"td": 0, "th": 0}
        for cell in tr.iter("td", "th"):
            tag = cell.tag
            numbers[tag] += 1
            rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
            builder.add(
                self._cell(cell),
                1 if rowspan is None else _span(rowspan, to_the_end=True),
                1 if colspan is None else _span(colspan, to_the_end=False),
                f"{path}/{tag}[{numbers[tag]}]",
            )
        self._cells += sum(numbers.values())
        if self._cells > self._most:
            check_limit("cells", self._cells, "单元格数", "cells")

    def _cell(self, cell: Any) -> str:
        text = self._text(cell) if len(cell) else cell.text or ""
        if BREAK in text:
            text = "\n".join(plain for part in text.split(BREAK) if (plain := " ".join(part.split())))
        else:
            text = " ".join(text.split())
        return beside_object(text) if self._with_objects and cell in self._with_objects else text


class _Paths:
    """Paths of elements, as XPath writes them; brothers are counted once, however many there are."""

    def __init__(self) -> None:
        self._known: dict[Any, dict[Any, str]] = {}

    def of(self, element: Any) -> str:
        """Return the path of an element."""
        parent = element.getparent()
        if parent is None:
            return f"/{element.tag}"
        if parent not in self._known:
            brothers: dict[str, list[Any]] = {}
            for child in parent:
                brothers.setdefault(child.tag, []).append(child)
            self._known[parent] = {
                child: tag if len(same) == 1 else f"{tag}[{number}]"
                for tag, same in brothers.items()
                for number, child in enumerate(same, 1)
            }
        return f"{self.of(parent)}/{self._known[parent][element]}"


def _words_of_places(table: int) -> tuple[str, str, str]:
    """Return the words around the row and the column of a cell of a table."""
    return (
        say(zh=f"第 {table} 张表第 ", en=f"table {table}, row "),
        say(zh=" 行第 ", en=", column "),
        say(zh=" 列", en=""),
    )


def _data_tables(root: Any) -> frozenset[Any]:
    """Return the tables that hold data; those around other tables only arrange the page."""
    real = []
    for table in list(root.iter("table")):
        if _has_cells(table):
            real.append(table)
        else:
            _unframe(table)
    around: set[Any] = set()
    for table in real:
        for ancestor in table.iterancestors("table"):
            if ancestor in around:
                break
            around.add(ancestor)
    return frozenset(real) - around


def _has_cells(table: Any) -> bool:
    """Whether a table has more than one cell."""
    cells = table.iter("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _unframe(table: Any) -> None:
    """Make plain blocks of a table of one cell: it is a frame around it, and inside another table none at all."""
    for element in (table, *table.iter("tbody", "tr", "td", "th", "thead")):
        element.tag = "div"


def _holders_of_blocks(root: Any) -> frozenset[Any]:
    """Return the elements that have a block in them."""
    holders: set[Any] = set()
    for element in root.iter(*BLOCKS):
        parent = element.getparent()
        while parent is not None and parent not in holders:
            holders.add(parent)
            parent = parent.getparent()
    return frozenset(holders)


def _span(text: str, *, to_the_end: bool) -> int:
    """Return a span as browsers read it: cut to the limit, and one where it is no number.

    A rowspan of 0 means to the end of the table, which is what the limit comes to.
    """
    match = _SPAN.match(text)
    if not match:
        return 1
    span = int(match[1]) or (limits().span if to_the_end else 1)
    return min(span, limits().span)
