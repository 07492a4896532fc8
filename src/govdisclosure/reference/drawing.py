"""A drawn table as an HTML table, spans and all, for pages in HTML and in Markdown alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from govdisclosure.grid import Grid, GridCell
from govdisclosure.reference.texts import html_text

_VALUES = ("value", "words", "empty")
_HEADERS = ("heading", "header", "corner", "stub")
_UNITS = 10
"""Hundredths of the width for a column of units."""
_WIDEST = 25
"""Hundredths of the width that a column of numbers takes at most."""
_NARROW = 8
"""From this many columns on, a column has no room for a long word."""
_LONG_WORD = re.compile("[A-Za-z]{8}")


def table_of(grid: Grid, shades: Mapping[int, str] | None = None) -> Iterator[str]:
    """Yield a drawn table as the lines of an HTML table; the head of a long one is repeated on every sheet.

    `shades` are classes of cells by their index in the form.

    >>> from govdisclosure.grid.model import GridCell
    >>> cells = (GridCell(0, 0, "A", 1, 2, "header"), GridCell(1, 0, kind="value"), GridCell(1, 1, kind="value"))
    >>> print("".join(table_of(Grid(2, 2, cells))))
    <table>
    <colgroup><col width="50%"/><col width="50%"/></colgroup>
    <thead>
    <tr><th colspan="2">A</th></tr>
    </thead>
    <tbody>
    <tr><td></td><td></td></tr>
    </tbody>
    </table>
    <BLANKLINE>
    """
    rows = list(grid.rows())
    head = _head(grid)
    upright = _is_narrow(grid)
    yield "<table>\n"
    yield f"<colgroup>{''.join(_columns(grid))}</colgroup>\n"
    for tag, part in (("thead", rows[:head]), ("tbody", rows[head:])):
        if part:
            yield f"<{tag}>\n"
            yield from (
                f"<tr>{''.join(_cell(cell, shades or {}, upright=upright) for cell in row)}</tr>\n" for row in part
            )
            yield f"</{tag}>\n"
    yield "</table>\n"


def _head(grid: Grid) -> int:
    """Return how many rows are the head; none where tables are stacked, each with a head of its own."""
    values = [cell.row for cell in grid.cells if cell.kind in _VALUES]
    headers = [cell.bottom for cell in grid.cells if cell.kind in ("header", "corner", "heading")]
    return max(headers) if headers and max(headers) <= min(values, default=0) else 0


def _is_narrow(grid: Grid) -> bool:
    """Whether the headers of single columns have words too long for their columns, and are better set upright."""
    headers = [cell.text for cell in grid.cells if cell.kind == "header" and cell.colspan == 1]
    return grid.width >= _NARROW and any(_LONG_WORD.search(text) for text in headers)


def _columns(grid: Grid) -> Iterator[str]:
    """Yield the columns: those of numbers are equally wide, labels share what is left."""
    numbers, units = _covered(grid, _VALUES), _covered(grid, ("unit",))
    width = _width(len(numbers), len(units), grid.width - len(numbers | units))
    for column in range(grid.width):
        if column in numbers or column in units:
            yield f'<col width="{_UNITS if column in units else round(width, 2):g}%"/>'
        else:
            yield "<col/>"


def _width(numbers: int, units: int, labels: int) -> float:
    """Return how wide a column of numbers is, in hundredths of the sheet, beside some of units and of labels."""
    room = 100 - _UNITS * units
    if labels == 0:
        return room / max(1, numbers)
    # One column of labels can do with as much as a column of numbers; several need more than half of the sheet.
    share = room - _WIDEST if labels == 1 else room * 0.45
    return min(_WIDEST, share / max(1, numbers))


def _covered(grid: Grid, kinds: tuple[str, ...]) -> set[int]:
    return {column for cell in grid.cells if cell.kind in kinds for column in cell.columns}


def _cell(cell: GridCell, shades: Mapping[int, str], *, upright: bool) -> str:
    tag = "th" if cell.kind in _HEADERS or (cell.kind == "unit" and cell.text) else "td"
    attributes = "".join(f' {name}="{value}"' for name, value in _attributes(cell, shades) if value)
    text = html_text(cell.text, quote=False)
    if upright and cell.kind == "header" and cell.colspan == 1:
        text = f'<span class="upright">{text}</span>'
    return f"<{tag}{attributes}>{text}</{tag}>"


def _attributes(cell: GridCell, shades: Mapping[int, str]) -> Iterator[tuple[str, int | str]]:
    yield "rowspan", cell.rowspan if cell.rowspan > 1 else ""
    yield "colspan", cell.colspan if cell.colspan > 1 else ""
    yield "align", "left" if cell.kind == "stub" and cell.rowspan == 1 else ""
    yield "class", "" if cell.index is None else shades.get(cell.index, "")
