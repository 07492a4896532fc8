"""What a workbook holds, as plain data: sheets of cells, some with live formulas, some to be filled in.

A cell's value is cached beside its formula, so that a program that does not calculate shows the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from attrs import Factory, frozen

from govdisclosure.documents.columns import column_name

Held = int | Decimal | str | None
Look = Literal[
    "title",
    "heading",
    "text",
    "label",
    "stub",
    "head",
    "value",
    "total",
    "input",
    "proposal",
    "entry",
    "empty",
    "note",
    "unit",
    "plain",
]
"""How a cell looks. On a protected sheet, only `input` and `proposal` (figures) and `entry` (text) may be changed."""

MAX_TEXT = 32_000
"""Characters that a cell may hold, a little below the limit of Excel."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MAX_NAME = 31
_EXACT_DIGITS = 15
"""Significant digits that a number in a spreadsheet keeps."""


@frozen
class Position:
    """Where a cell stands: sheet, row and column, counted from 0."""

    sheet: str
    row: int
    column: int


@frozen
class SheetCell:
    """A cell, which may span several rows and columns."""

    row: int
    column: int
    value: Held = None
    look: Look = "plain"
    formula: str = ""
    rowspan: int = 1
    colspan: int = 1


@frozen
class Validation:
    """What may be put into some cells, and what the user is told."""

    cells: tuple[tuple[int, int], ...]
    kind: Literal["integer", "decimal", "date", "any"]
    minimum: int | Decimal | None
    title: str
    prompt: str
    refusal: str


@frozen
class Highlight:
    """A block of cells that turn red (or yellow) where a formula, written for its first cell, is true."""

    first: tuple[int, int]
    last: tuple[int, int]
    formula: str
    colour: Literal["red", "yellow", "green"] = "red"


@frozen
class Sheet:
    """A sheet of a workbook; lengths are in characters and points."""

    name: str
    cells: Iterable[SheetCell]
    widths: Mapping[int, float] = Factory(dict)
    heights: Mapping[int, float] = Factory(dict)
    validations: tuple[Validation, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    hidden: bool = False
    hidden_columns: tuple[int, int] | None = None
    protected: bool = False
    frozen_rows: int = 0
    wide: bool = False
    """Printed on landscape paper."""
    filtered: tuple[int, int] | None = None
    """The last row and column of a list with a filter in its first row."""
    printed: tuple[int, int] | None = None
    """The last row and column that are printed, where not everything is."""
    repeated_rows: tuple[int, int] | None = None
    """The first and the last of the rows that are printed on every page."""
    repeated_columns: int = 0
    """How many columns stay in view and are printed on every page of a sheet that is wider than one."""
    one_page: bool = False
    """Printed on one page, made as small as that asks for."""


@frozen
class Workbook:
    """Sheets in their order, and a title."""

    sheets: tuple[Sheet, ...]
    title: str
    by_rows: bool = False
    """The cells of every sheet come row after row: each row is written to disk as it comes, and none are kept."""


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return names that sheets may have, like the titles and all different.

    >>> sheet_names(["A/B", "a b", "A/B"])
    ['A B', 'a b 2', 'A B 3']
    """
    names: list[str] = []
    taken = {"history"}
    for title in titles:
        plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or "Sheet"
        name, number = _cut(plain, _MAX_NAME), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(plain, _MAX_NAME - 1 - len(str(number)))} {number}"
        names.append(name)
        taken.add(name.casefold())
    return names


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text that has at most so many characters as Excel counts them, in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore").rstrip("' ")


def address(row: int, column: int, *, absolute: bool = True) -> str:
    """Return the address of a cell.

    >>> address(4, 27), address(0, 0, absolute=False)
    ('$AB$5', 'A1')
    """
    letters = column_name(column)
    return f"${letters}${row + 1}" if absolute else f"{letters}{row + 1}"


def reference(position: Position) -> str:
    """Return the address of a cell with its sheet.

    >>> reference(Position("It's", 0, 0))
    "'It''s'!$A$1"
    """
    return f"{quoted_sheet(position.sheet)}!{address(position.row, position.column)}"


def quoted_sheet(name: str) -> str:
    """Return the name of a sheet as a formula writes it."""
    return "'" + name.replace("'", "''") + "'"


def is_exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of a number; one that it would round is written as text.

    >>> is_exact(999_999_999_999_999), is_exact(10**17 + 1), is_exact(Decimal("5.20"))
    (True, False, True)
    """
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= _EXACT_DIGITS and Decimal(repr(float(number))) == number
