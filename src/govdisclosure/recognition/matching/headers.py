"""Paragraphs right above a table that belong to it: a header of its columns, the unit of its figures, its heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.matching.headings import LONGEST, tables_headed
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
    blocks = (
        _headed(form, block, tuple(_above(document.blocks, number))) if isinstance(block, Grid) else block
        for number, block in enumerate(document.blocks)
    )
    return evolve(document, blocks=tuple(blocks))


def _above(blocks: Sequence[TextBlock | Grid], number: int) -> Iterator[TextBlock]:
    """Yield the short lines directly above a block, the nearest first."""
    for block in reversed(blocks[max(0, number - _HEADING_ABOVE) : number]):
        if isinstance(block, Grid) or len(block.text) > LONGEST:
            return
        yield block


def _headed(form: Form, grid: Grid, above: Sequence[TextBlock]) -> Grid:
    note = next((line.text for line in above[:_MOST_ABOVE] if unit_note(line.text)), "")
    heading = next((line.text for line in above if tables_headed(form, line.text)), "")
    if note or heading:
        grid = evolve(grid, note=note or grid.note, heading=heading)
    if not above or normal(above[0].text) not in _headers(form):
        return grid
    head = GridCell(0, 0, above[0].text, 1, max(2, grid.width), place=above[0].place)
    cells = (evolve(cell, row=cell.row + 1) for cell in grid.cells)
    return evolve(grid, height=grid.height + 1, cells=(head, *cells))


@lru_cache(maxsize=32)
def _headers(form: Form) -> frozenset[str]:
    return frozenset(name for words in words_of(form) for name in words.column_groups)
