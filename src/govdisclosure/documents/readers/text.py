"""Plain text: rows with tabs or upright strokes are tables whose merged cells were flattened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from govdisclosure.documents.readers.lines import grid_of_fields, numbered_lines, place_of
from govdisclosure.documents.readers.stacked import STROKES, cells_below
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, Grid, TextBlock

_RULED = frozenset("|│┃+├┌└╞┬┼┴┤┐┘─━═:-= ")
_CORNERS = frozenset("+├┌└┬┼┴╞")
_DOUBLE = ("--", "──", "━━", "==", "══")
_STROKE = re.compile(r"(?<!\\)[|│┃]")
FORM_FEED = "\f"
_FEWEST = 2
"""Strokes that a line has before it can be a row."""

Kind = Literal["tabs", "strokes", ""]


def read_text(text: str) -> Document:
    r"""Return the paragraphs and tables of a text.

    >>> [type(block).__name__ for block in read_text("Report\n\nkind\tcount\nrules\t3\n").blocks]
    ['TextBlock', 'Grid']
    """
    blocks = tuple(_blocks(text))
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks)


def _blocks(text: str) -> Iterator[TextBlock | Grid]:
    rows: list[tuple[int, str]] = []
    before: Kind = ""
    lines = numbered_lines(text)
    breaks = _page_breaks(lines)
    stacked = {first: (after, blocks) for first, after, blocks in cells_below(lines)}
    end = 0
    for number, line in lines:
        found = stacked.get(number)
        kind: Kind = "" if found or number < end else _row_kind(line, before)
        if kind != before or found:
            yield from _table(rows, before)
            rows, before = [], kind
        if found:
            end, blocks = found
            yield from blocks
        elif kind:
            rows.append((number, line))
        elif line.strip() and number >= end:
            yield TextBlock(line.strip() + breaks.get(number, ""), place_of(number))
    yield from _table(rows, before)


def _row_kind(line: str, before: Kind) -> Kind:
    """What makes a line a row of a table: a tab that is no indent, or any tab inside a table; several strokes."""
    if "\t" in (line if before == "tabs" else line.lstrip("\t \u3000")):
        return "tabs"
    strokes = len(_STROKE.findall(line))
    is_ruled = _is_rule(line) and (before == "strokes" or not _CORNERS.isdisjoint(line))
    return "strokes" if strokes >= _FEWEST or (before == "strokes" and strokes) or is_ruled else ""


def _is_rule(line: str) -> bool:
    """Whether a line is drawn between rows: of signs of which lines are made, two of them side by side.

    >>> [_is_rule(line) for line in ("+----+----+", "├──┼──┤", "- a -", "-")]
    [True, True, False, False]
    """
    return _RULED.issuperset(line.strip()) and any(pair in line for pair in _DOUBLE)


def _page_breaks(lines: list[tuple[int, str]]) -> dict[int, str]:
    """Return the form feeds by the lines beside them, where a page may print its number."""
    found: dict[int, str] = {}
    last = 0
    for number, line in lines:
        if FORM_FEED in line:
            # It stands before the first line of a page, or behind the last.
            found |= dict.fromkeys((last, number), FORM_FEED)
        if line.strip():
            last = number
    return found


def _table(rows: list[tuple[int, str]], kind: Kind) -> Iterator[Grid]:
    if kind == "strokes":
        found = list(_between_strokes([(number, line) for number, line in rows if not _is_rule(line)]))
    else:
        found = [(number, line.split("\t")) for number, line in rows]
    if not found:
        return
    counts = [len(fields) for _, fields in found]
    check_limit("cells", sum(counts), "单元格数", "cells")
    check_limit("width", max(counts), "表格列数", "columns of a table")
    yield grid_of_fields([(number, [*map(str.strip, fields)]) for number, fields in found])


def _between_strokes(rows: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the fields of rows; strokes at both ends enclose a row only where they enclose every row of the table."""
    enclosed = all({line.strip()[:1], line.strip()[-1:]} <= set(STROKES) for _, line in rows)
    for number, line in rows:
        fields = _STROKE.split(line.strip() if enclosed else line)
        yield number, fields[1:-1] if enclosed else fields
