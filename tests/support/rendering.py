"""Reports printed as the text of a web page: the layout of the example, and the ways in which pages differ from it.

A page is drawn from the form's grid, so whatever a form draws can be printed; nothing here knows how pages are read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal

from attrs import evolve, frozen

from govdisclosure.form.naming import section_title
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.layout.drawing import draw_stack
from govdisclosure.report.model import Report

Layout = Literal["export", "square", "begun"]
"""`export`: a merged label takes one field less than it spans, as in the example; `square`: every position of the drawn
table is a field; `begun`: only the cells that begin in a row, as copied from a browser."""
Spelling = Callable[[str], str]

_ORDINAL = re.compile(r"（([一二三四五六七八九十])）|([0-9]{1,2})\.|([一二三四五六七八九十])、")
_CHINESE = " 一二三四五六七八九十"


def _spelled(brackets: Callable[[int], str], stop: Callable[[int], str], comma: Callable[[int], str]) -> Spelling:
    def spell(text: str) -> str:
        match = _ORDINAL.match(text)
        if not match:
            return text
        inner, arabic, outer = match.groups()
        write, numeral = (brackets, inner) if inner else (stop, arabic) if arabic else (comma, outer)
        number = int(numeral) if numeral.isdigit() else _CHINESE.index(numeral)
        return write(number) + text[match.end() :]

    return spell


ORDINALS: dict[str, Spelling] = {
    "drawn": lambda text: text,
    "ASCII": _spelled(lambda n: f"({_CHINESE[n]}) ", lambda n: f"{n}. ", lambda n: f"{_CHINESE[n]}、"),
    "one sign": _spelled(lambda n: chr(0x3220 + n - 1), lambda n: chr(0x2488 + n - 1), lambda n: f"{_CHINESE[n]}."),
    "full width": _spelled(
        lambda n: f"【{_CHINESE[n]}】", lambda n: f"{chr(0xFF10 + n)}．", lambda n: f"{_CHINESE[n]}、　"
    ),
    "Arabic": _spelled(lambda n: f"({n})", lambda n: f"{n}、", lambda n: f"{n}、"),
    "none": _spelled(lambda _: "", lambda _: "", lambda _: ""),
}
DIGITS: dict[str, Spelling] = {
    "plain": lambda text: text,
    "full width": lambda text: text.translate({ord(c): ord(c) - 0x20 + 0xFF00 for c in "0123456789.-"}),
    "separated": lambda text: re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+(?![0-9]))", ",", text) if "." not in text else text,
    "spaced": lambda text: f"\u3000{text} ",
}


@frozen
class Style:
    """How a page prints a report."""

    layout: Layout = "export"
    ordinals: str = "ASCII"
    digits: str = "plain"
    total_beside: bool = True
    """The total of an axis is printed beside the label of the axis, not under it."""
    top_row: bool = True
    """Whether heads of several rows keep their first."""
    spaced_labels: bool = False
    aliases: bool = False
    """Whether rows and columns bear other known names."""
    end: Literal["square", "trimmed", "ragged"] = "square"
    """Whether every row of a table has as many fields, none behind its last text, or some more than it needs."""
    unmerged_from: int | None = None
    """The row of the body from which merged cells above leave no trace."""
    apart: bool = False
    """Whether an empty line stands between the tables of a stack."""
    seed: int = 0


SEED_STYLE = Style(unmerged_from=22)


def page(report: Report, style: Style = SEED_STYLE) -> str:
    """Return the text of a page that prints a report."""
    dice = random.Random(style.seed)
    spec = report.spec
    lines: list[str] = []
    if spec.headline and report.organisation and report.period:
        period = report.period
        headline = spec.headline.label["zh"].replace("{title}", spec.title["zh"])
        lines += [headline.format(organisation=report.organisation, year=period.year, period=period.named), ""]
    if "lead" in report.sections:
        lines += [report.sections["lead"], ""]
    for section in spec.sections:
        lines += [section_title(spec, section, "zh"), ""]
        if section.key in report.sections:
            lines += [report.sections[section.key], ""]
        for stack in section.draw:
            lines += [*table_lines(report, stack, style, dice), ""]
    return "\n".join(lines)


def table_lines(report: Report, stack: tuple[str, ...], style: Style, dice: random.Random) -> list[str]:
    """Return the lines of one drawn table."""
    grid = draw_stack(report.form, stack, "zh")
    rows = [[_text(report, cell, style, dice) if owned else "" for cell, owned in row] for row in _fields(grid, style)]
    widest = max(map(len, rows))
    lines: list[str] = []
    for row, kinds in zip(rows, _kinds(grid, style), strict=True):
        if style.apart and "heading" in kinds and lines:
            lines.append("")
        lines.append("\t".join(_ended(row, style, dice, max(widest, grid.width))))
    return lines


def _ended(row: list[str], style: Style, dice: random.Random, width: int) -> list[str]:
    if style.end == "square":
        return row + [""] * (width - len(row))
    if style.end == "ragged":
        return row + [""] * dice.randrange(len(row) == 1, 3)
    used = max((number for number, text in enumerate(row, 1) if text), default=0)
    return [*row, ""][: max(2, used)]  # a line without a tab would be no row


def _rows(grid: Grid, style: Style) -> Iterator[list[tuple[GridCell, bool]]]:
    """Yield the positions of every printed row, each with the cell that covers it and whether it begins there."""
    beside = _beside(grid) if style.total_beside else grid
    dropped = _top_of_heads(beside) if not style.top_row else set()
    if dropped:
        beside = _without(beside, dropped)
    for number, owners in enumerate(beside.owners()):
        if number in dropped:
            continue
        row = []
        for column, cell in enumerate(owners):
            assert cell is not None
            row.append((cell, (cell.row, cell.column) == (number, column)))
        yield row


def _kinds(grid: Grid, style: Style) -> Iterator[set[str]]:
    return ({cell.kind for cell, _ in row} for row in _rows(grid, style))


def _fields(grid: Grid, style: Style) -> Iterator[list[tuple[GridCell, bool]]]:
    stub = max((c.column + c.colspan for c in grid.cells if c.kind in ("stub", "corner")), default=0)
    body = 0
    for row in _rows(grid, style):
        body += any(cell.kind == "stub" for cell, _ in row)
        bare = style.unmerged_from is not None and body > style.unmerged_from
        if style.layout == "begun":
            yield [field for field in row if field[1]]
            continue
        labels, figures = row[:stub], row[stub:]
        if bare:
            last = labels[-1][0]
            labels = [(cell, begins) for cell, begins in labels if begins or cell is last]
        if style.layout == "export" and stub > 1:
            last = labels[-1][0]
            labels = labels[:-1] if last.colspan > 1 else labels
            labels += [(last, False)] * (2 - len(labels))
        yield [*labels, *figures]


def _beside(grid: Grid) -> Grid:
    """Move the last column from under the label of the whole axis to beside it, as the example prints its total."""
    cells = list(grid.cells)
    heads = [cell for cell in cells if cell.kind == "header" and cell.column + cell.colspan == grid.width]
    for over, under in pairwise(sorted(heads, key=lambda cell: cell.row)):
        joined = over.row == 0 and under.row == 1 and over.colspan > 1 == under.colspan
        below = grid.owners()[under.row + under.rowspan][under.column] if joined else None
        if below is not None and below.kind == "value":
            cells.remove(over)
            cells.remove(under)
            cells.append(evolve(over, colspan=over.colspan - 1))
            cells.append(evolve(under, row=over.row, rowspan=under.rowspan + 1))
    return Grid(grid.height, grid.width, tuple(cells))


def _top_of_heads(grid: Grid) -> set[int]:
    """Return the first row of every head of several rows."""
    head = {cell.row for cell in grid.cells if cell.kind == "header"}
    return {row for row in head if row + 1 in head and row - 1 not in head}


def _without(grid: Grid, rows: set[int]) -> Grid:
    """Take rows away; what spans beyond them begins one row later."""
    cells = []
    for cell in grid.cells:
        if cell.row in rows and cell.rowspan > 1:
            cells.append(evolve(cell, row=cell.row + 1, rowspan=cell.rowspan - 1))
        else:
            cells.append(cell)
    return Grid(grid.height, grid.width, tuple(cells))


def _text(report: Report, cell: GridCell, style: Style, dice: random.Random) -> str:
    if cell.kind == "empty":
        return ""
    if cell.index is not None:
        return figure(report, cell.index, style)
    text = cell.text
    if style.aliases and cell.kind in ("stub", "header"):
        text = dice.choice(_names(report, text))
    text = ORDINALS[style.ordinals](text)
    if style.spaced_labels:
        text = "".join(c + dice.choice(("", "", " ", "\u3000")) for c in text)
    return text


def _names(report: Report, text: str) -> list[str]:
    """Return a label and, if no two headers bear it, its aliases with the same ordinal."""
    headers = [
        header
        for table in report.form.tables.values()
        for axis in (table.rows, table.columns)
        for header in axis.root.walk()
        if header.text("zh") == text
    ]
    return [text, *(headers[0].ordinal + alias for alias in headers[0].aliases)] if len(headers) == 1 else [text]


def figure(report: Report, index: int, style: Style) -> str:
    """Return what is printed in a cell of figures."""
    content, value = report.content(index), report.values[index]
    if value is None:
        return content.text
    note = f"（{content.note}）" if content.note else ""
    return DIGITS[style.digits](format(value, "d" if isinstance(value, int) else "f")) + note
