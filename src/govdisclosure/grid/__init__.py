"""The drawn table that both directions share: a form drawn into grids, and grids matched to a report."""

from govdisclosure.grid.model import CellKind, Document, Grid, GridCell, Note, TextBlock
from govdisclosure.grid.page import Page, PageSection, harmless, one_line, squeezed
from govdisclosure.grid.places import box_of, line_of, page_of, place_in_words
from govdisclosure.grid.terminal import draw
from govdisclosure.grid.widths import readable_width, row_heights

__all__ = [
    "CellKind",
    "Document",
    "Grid",
    "GridCell",
    "Note",
    "Page",
    "PageSection",
    "TextBlock",
    "box_of",
    "draw",
    "harmless",
    "line_of",
    "one_line",
    "page_of",
    "place_in_words",
    "readable_width",
    "row_heights",
    "squeezed",
]
