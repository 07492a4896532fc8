"""The cells of one sheet of an .xlsx workbook, as they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import define, field, frozen

from govdisclosure.documents.archive import Archive, damaged
from govdisclosure.documents.attributes import number_of, whole
from govdisclosure.documents.columns import column_number
from govdisclosure.documents.readers.workbook.cell_text import ERROR, PLAIN, CellStyle, cell_text
from govdisclosure.documents.readers.workbook.conditions import HidingRule, hiding_rules
from govdisclosure.documents.readers.workbook.covered import without_covered
from govdisclosure.documents.readers.workbook.drawings import areas_under_drawings
from govdisclosure.documents.readers.workbook.worksheet import Place, Range, Worksheet, worksheet
from govdisclosure.documents.readers.workbook.xlsx_styles import rich_text
from govdisclosure.documents.shown import shown
from govdisclosure.files import Limits, check_limit, limits

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_LONGEST_RANGE = 21
"""Characters of a range, as in `XFD1048576:XFD1048576`."""
_LAST_COLUMN = 16_384
_ALIKE = 8192
"""References of cells that are kept taken apart: those of all reports are alike."""
_LONGEST = 40_000
"""Characters of a text that a cell may hold, a little above the limit of Excel."""
_LOW = 1.0
"""Points, or characters, below which a row or a column has no room for anything."""


@frozen
class Book:
    """What all sheets of a workbook share: texts, styles, and the day that dates are counted from."""

    strings: tuple[str, ...]
    styles: tuple[CellStyle, ...]
    since_1904: bool
    hiding: frozenset[int] = frozenset()
    """The numbers of the looks that rules give to cells and in which nothing is seen."""
    uncalculated: str = ERROR
    """What is read where a formula has no value as yet."""


def read_sheet(archive: Archive, part: str, name: str, book: Book) -> Worksheet:
    """Return a sheet with what is shown in its cells."""
    root = archive.parsed(part)
    sheet = _Reading(book).sheet(name, root)
    return without_covered(sheet, areas_under_drawings(sheet, root, archive, part))


@define
class _Reading:
    """Goes through the XML of a sheet once."""

    book: Book
    texts: dict[Place, str] = field(factory=dict)
    unseen: list[Place] = field(factory=list)
    """Cells in which something stands that is not shown."""
    framed: dict[int, set[int]] = field(factory=dict)
    """The columns of cells with nothing but borders around them, by row."""
    merged: list[Range] = field(factory=list)
    hidden_rows: set[int] = field(factory=set)
    row: int = 0
    column: int = 0
    cells: int = 0
    most: Limits = field(factory=limits)
    rules: tuple[HidingRule, ...] = ()

    def sheet(self, name: str, root: Any) -> Worksheet:
        """Return the sheet."""
        self.rules = tuple(hiding_rules(root, self.book.hiding, _range))
        for self.row, row in numbered_rows(root):
            self.column = 0
            if _is_hidden(row, "ht", "customHeight"):
                self.hidden_rows.add(self.row - 1)
            for cell in row.iterchildren("{*}c"):
                self._cell(cell)
        self.merged += (found for each in root.iter("{*}mergeCell") for found in _range(each.get("ref", "")))
        check_limit("cells", len(self.merged), "合并单元格数", "merged cells")
        hidden = _hidden_columns(root.iterfind("{*}cols/{*}col"))
        return worksheet(name, self.texts, self.merged, self.hidden_rows, hidden, self.unseen, self.framed)

    def _cell(self, cell: Any) -> None:
        self.cells += 1
        if self.cells > self.most.positions:
            check_limit("positions", self.cells, "工作表范围", "positions in the area of a sheet")
        place = self._place(cell.get("r"))
        number, styles = whole(cell.get("s")), self.book.styles
        style = styles[number] if number < len(styles) else PLAIN
        stored = _stored(cell, self.book)
        if stored == "":
            if style.is_framed:
                self.framed.setdefault(place[0], set()).add(place[1])
            return
        if place in self.texts:
            raise damaged()
        text = cell_text(stored, style, since_1904=self.book.since_1904)
        for rule in self.rules:
            text = shown(text, rule.appearance(place, stored))
        if text:
            self.texts[place] = text
            if len(self.texts) > self.most.cells:
                check_limit("cells", len(self.texts), "单元格数", "cells")
        else:
            self.unseen.append(place)

    def _place(self, reference: str | None) -> Place:
        """Return where a cell stands; one that does not say stands after the one before."""
        if reference is None:
            self.column += 1
            return self.row - 1, self.column - 1
        place = place_of(reference)
        if place is None or place[0] != self.row - 1:
            raise damaged()
        self.column = place[1] + 1
        return place


def numbered_rows(root: Any) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a sheet with their numbers from 1; one that does not say its own follows the one before."""
    last = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        last = whole(row.get("r")) or last + 1
        yield last, row


@lru_cache(maxsize=_ALIKE)
def place_of(reference: str) -> Place | None:
    """Return the place that a reference says; None if it is none."""
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]) - 1, column_number(match[1]) - 1) if match else None


def _hidden_columns(elements: Iterable[Any]) -> set[int]:
    """Return the columns that elements hide, each a range; ranges that say the same again are passed over."""
    hidden = (each for each in elements if _is_hidden(each, "width", "customWidth"))
    found: set[int] = set()
    reached = 0
    for first, last in sorted(
        (whole(each.get("min")) - 1, min(whole(each.get("max")), _LAST_COLUMN)) for each in hidden
    ):
        found.update(range(max(first, reached), last))
        reached = max(reached, last)
    return found


def _is_hidden(element: Any, size: str, own: str) -> bool:
    """Whether a row or a column is hidden, or has no room for anything: also one whose own size is none at all."""
    if _is_on(element.get("hidden")):
        return True
    given = element.get(size)
    if given is None:
        return _is_on(element.get(own))
    number = number_of(given)
    return number is not None and number < _LOW


def _is_on(text: str | None) -> bool:
    return text is not None and text.strip() not in ("", "0", "false")


def _range(reference: str) -> Iterator[Range]:
    first, _, last = reference[: _LONGEST_RANGE + 1].partition(":")
    begin, end = place_of(first), place_of(last or first)
    if begin and end and begin[0] <= end[0] and begin[1] <= end[1]:
        yield begin, end


def _stored(cell: Any, book: Book) -> str | float:
    """Return what is stored in a cell: a text, or a number; an empty text if there is nothing."""
    kind = cell.get("t", "n")
    if kind in _READ_AT_ONCE:
        return _READ_AT_ONCE[kind](cell)
    text = _value(cell).strip()
    if not text:
        return book.uncalculated if len(cell) and cell.find("{*}f") is not None else ""
    if kind == "b":
        return "TRUE" if text not in ("0", "false") else "FALSE"
    if kind == "s":
        number = whole(text)
        return _short(book.strings[number]) if text.isdecimal() and number < len(book.strings) else ERROR
    try:
        return float(text)
    except ValueError:
        return ERROR


def _value(cell: Any) -> str:
    """Return what the first value of a cell says."""
    for child in cell:
        if child.tag.endswith("}v"):
            return child.text or ""
    return ""


def _inline(cell: Any) -> str:
    inner = cell.find("{*}is")
    return _short(rich_text(inner)) if inner is not None else ""


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise damaged()
    return text


_READ_AT_ONCE: Mapping[str, Callable[[Any], str]] = {
    "e": lambda _: ERROR,
    "inlineStr": _inline,
    "str": lambda cell: _short(_value(cell)),
    "d": lambda cell: _short(_value(cell)),
}
"""Kinds of cells that hold their own text."""
