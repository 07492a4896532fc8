"""Paragraphs right above a table that are headers of its columns: a table drawn in parts names each part so."""

from __future__ import annotations

from attrs import evolve

from govdisclosure.grid.lexicon import words_of
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.spec.expand import Form
from govdisclosure.spec.labels import MAX_LABEL, normal


def captioned(form: Form, document: Document) -> tuple[Grid, ...]:
    """Return the tables of a document; a paragraph that is a header of columns becomes the first row of its table.

    >>> from govdisclosure import expand, load_spec
    >>> table = Grid(1, 2, (GridCell(0, 0, "1"), GridCell(0, 1, "2")))
    >>> document = Document((TextBlock("行政复议"), table))
    >>> [grid.height for grid in captioned(expand(load_spec("cn/2021")), document)]
    [2]
    """
    names = {name for words in words_of(form) for name in words.column_groups}
    grids = []
    before: TextBlock | Grid | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            heads = isinstance(before, TextBlock) and len(before.text) <= MAX_LABEL and normal(before.text) in names
            grids.append(_headed(block, before) if heads and isinstance(before, TextBlock) else block)
        before = block
    return tuple(grids)


def _headed(grid: Grid, caption: TextBlock) -> Grid:
    head = GridCell(0, 0, caption.text, 1, max(2, grid.width), place=caption.place)
    cells = (evolve(cell, row=cell.row + 1) for cell in grid.cells)
    return Grid(grid.height + 1, grid.width, (head, *cells), grid.flattened)
