"""Suspects as text for a terminal: each cell, what it should be, and the sum that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from attrs import evolve

from govdisclosure.grid import Grid, GridCell, draw, readable_width
from govdisclosure.language import current, say
from govdisclosure.layout import draw_stack
from govdisclosure.localisation import Located, Location, change
from govdisclosure.report import Report
from govdisclosure.spec import Number, number_text

MAX_SETS = 5
"""Sets of one component that are shown; JSON has all of them."""
UNKNOWN_WIDTH = 100
"""The columns of a terminal that is none, such as a file."""


def suspects_text(location: Location) -> str:
    """Return where the errors are, component by component."""
    return "\n".join(suspect_lines(location, "")) + "\n"


def suspect_lines(location: Location, indent: str) -> Iterator[str]:
    """Yield what was found, then the sets of each component."""
    yield indent + location.message
    for number, component in enumerate(location.components, 1):
        if len(location.components) > 1:
            yield indent + say(zh=f"第 {number} 处：{_heading(component)}", en=f"Place {number}: {_heading(component)}")
        yield from _sets(component, indent)


def _heading(component: Located) -> str:
    if component.outcome in ("too_many", "unfinished"):
        return say(zh=f"至少 {component.least} 格有误，不一一列出", en=f"at least {component.least} cells, not listed")
    count = len(component.suspects)
    cells = f"{component.least} cell" if component.least == 1 else f"{component.least} cells"
    ways = f"{count} way" if count == 1 else f"{count} ways"
    return say(zh=f"{component.least} 格，{count} 种改法", en=f"{cells}, {ways}")


def _sets(component: Located, indent: str) -> Iterator[str]:
    several = len(component.suspects) > 1
    for number, suspect in enumerate(component.suspects[:MAX_SETS], 1):
        sign = f"{number}) " if several else "- "
        for line in suspect.lines():
            yield f"{indent}  {click.style(sign, bold=True)}{line}"
            sign = " " * len(sign)
    more = len(component.suspects) - MAX_SETS
    if more > 0:
        yield f"{indent}  " + say(
            zh=f"另有 {more} 种，--format json 列出全部", en=f"{more} more; --format json lists all"
        )


def drawn(location: Location, width: int | None) -> Iterator[str]:
    """Yield the tables with the cells of the likeliest sets drawn in their place, where the terminal is wide enough.

    Of each table only the rows that matter are drawn: what a clerk holds beside it is the paper form.
    """
    report, widest = location.report, width or UNKNOWN_WIDTH
    likely = [suspect for component in location.components for suspect in component.suspects[:1]]
    marked = {cell.index: change(report, cell).strip() for suspect in likely for cell in suspect.cells}
    for stack in _stacks_of(report, marked):
        grid = _cut(draw_stack(report.form, stack, current()), marked, report.values)
        if readable_width(grid) <= widest:
            yield ""
            yield draw(grid, widest).rstrip("\n")


def _stacks_of(report: Report, cells: Iterable[int]) -> list[tuple[str, ...]]:
    """Return the drawn tables that some cells stand in, in the order of the form."""
    tables = {report.form.cells[index].table for index in cells}
    return [stack for section in report.spec.sections for stack in section.draw if tables.intersection(stack)]


def _cut(grid: Grid, marked: dict[int, str], values: tuple[Number | None, ...]) -> Grid:
    """Leave of a drawn table its headers and the rows of marked cells, with the figures put in."""
    rows = {cell.row for cell in grid.cells if cell.index in marked}
    head = grid.rows_of("heading", "corner", "header", "unit")
    place = {row: number for number, row in enumerate(sorted(rows | head))}
    cells = [
        evolve(cell, row=covered[0], rowspan=len(covered), text=_text(cell, marked, values))
        for cell in grid.cells
        if (covered := [place[row] for row in cell.rows if row in place])
    ]
    return Grid(len(place), grid.width, tuple(cells))


def _text(cell: GridCell, marked: dict[int, str], values: tuple[Number | None, ...]) -> str:
    if cell.index is None:
        return cell.text
    number = values[cell.index]
    return marked.get(cell.index) or ("" if number is None else number_text(number))
