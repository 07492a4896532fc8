"""Paragraphs right above a table that are headers of its columns: a table drawn in parts names each part so."""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.spec import normal


def with_headers(form: Form, document: Document) -> Document:
    """Return a document in which a paragraph that is a header of columns is also the first row of the table below it.

    >>> from govdisclosure import expand, load_spec
    >>> table = Grid(1, 2, (GridCell(0, 0, "1"), GridCell(0, 1, "2")))
    >>> document = Document((TextBlock("行政复议"), table))
    >>> [grid.height for grid in with_headers(expand(load_spec("cn/2021")), document).grids]
    [2]
    """
    blocks = list(document.blocks)
    for number, block in enumerate(blocks[1:], 1):
        before = blocks[number - 1]
        if isinstance(block, Grid) and isinstance(before, TextBlock) and normal(before.text) in _headers(form):
            blocks[number] = _headed(block, before)
    return evolve(document, blocks=tuple(blocks))


@lru_cache(maxsize=32)
def _headers(form: Form) -> frozenset[str]:
    return frozenset(name for words in words_of(form) for name in words.column_groups)


def _headed(grid: Grid, caption: TextBlock) -> Grid:
    head = GridCell(0, 0, caption.text, 1, max(2, grid.width), place=caption.place)
    cells = (evolve(cell, row=cell.row + 1) for cell in grid.cells)
    return Grid(grid.height + 1, grid.width, (head, *cells), grid.flattened)
