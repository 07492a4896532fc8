"""Paragraphs right above a table that belong to it: a header of its columns, the unit of its figures, its heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.matching.headings import LONGEST, tables_headed, told_by_heading
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.recognition.matching.units import unit_note
from govdisclosure.spec import normal

_MOST_ABOVE = 3
"""Paragraphs above a table among which the line with its unit is looked for."""
_HEADING_ABOVE = 6
"""Paragraphs above a table among which its heading is looked for: unit, body and number of the form may be between."""


def with_headers(form: Form, document: Document) -> Document:
    """Return a document in which a table also holds what stands right above it and belongs to it.

    A header of its columns is its first row, the line with the unit of its figures its note, its heading its heading.

    >>> from govdisclosure import expand, load_spec
    >>> table = Grid(1, 2, (GridCell(0, 0, "1"), GridCell(0, 1, "2")))
    >>> document = Document((TextBlock("行政复议"), table, TextBlock("单位：元"), TextBlock("表一"), table))
    >>> [(grid.height, grid.note) for grid in with_headers(expand(load_spec("cn/2021")), document).grids]
    [(2, ''), (1, '单位：元')]
    """
    return evolve(document, blocks=tuple(_with_headers(form, document.blocks)))


def _with_headers(form: Form, blocks: Sequence[TextBlock | Grid]) -> Iterator[TextBlock | Grid]:
    lines: list[TextBlock] = []
    for block in blocks:
        if isinstance(block, Grid):
            yield _headed(form, block, lines[::-1])
            lines = []
        else:
            yield block
            lines.append(block)


def _headed(form: Form, grid: Grid, lines: Sequence[TextBlock]) -> Grid:
    """Return a table with what belongs to it of the lines above it, the nearest first."""
    above = [*takewhile(lambda line: len(line.text) <= LONGEST, lines[:_HEADING_ABOVE])]
    note = next((line.text for line in above[:_MOST_ABOVE] if unit_note(line.text)), "")
    heading = next((line.text for line in above if tables_headed(form, line.text)), "") or _far_heading(form, lines)
    if note or heading:
        grid = evolve(grid, note=note or grid.note, heading=heading)
    if not above or normal(above[0].text) not in _headers(form):
        return grid
    head = GridCell(0, 0, above[0].text, 1, max(2, grid.width), place=above[0].place)
    cells = (evolve(cell, row=cell.row + 1) for cell in grid.cells)
    return evolve(grid, height=grid.height + 1, cells=(head, *cells))


def _far_heading(form: Form, lines: Sequence[TextBlock]) -> str:
    """Return the heading of the section that a table stands in, below its text; none from a table of contents."""
    if not told_by_heading(form):
        return ""
    headings = [number for number, line in enumerate(lines) if tables_headed(form, line.text)]
    return "" if not headings or headings[0] + 1 in headings else lines[headings[0]].text


@lru_cache(maxsize=32)
def _headers(form: Form) -> frozenset[str]:
    return frozenset(name for words in words_of(form) for name in words.column_groups)
