"""How a cell of a drawn table looks on paper: its size, side and font, whether it is bold, and the colour behind it."""

from __future__ import annotations

from govdisclosure.documents.writers.theme import Align, Length, TableTheme
from govdisclosure.grid import Grid, GridCell

_WHITE = "FFFFFF"


def text_size(grid: Grid, theme: TableTheme) -> Length:
    """Return the size of the text of a table in points: a table of many columns has a smaller one."""
    return theme.narrow if grid.width > theme.many else theme.size


def side(cell: GridCell, theme: TableTheme) -> Align:
    """Return how a text is aligned: words and labels of single rows on the left, headings as the theme says."""
    if cell.kind == "heading":
        return theme.heading_align
    return "left" if cell.kind == "words" or (cell.kind == "stub" and cell.rowspan == 1) else "center"


def is_bold(cell: GridCell, theme: TableTheme) -> bool:
    """Whether a text is bold, as headings and the heads of columns may be."""
    return theme.bold and cell.kind in ("heading", "header")


def font(cell: GridCell, theme: TableTheme) -> str:
    """Return the font of Chinese text; the note in the corner has its own."""
    return theme.corner_font if cell.kind == "corner" else theme.font


def band(cell: GridCell, theme: TableTheme) -> str:
    """Return the colour behind a cell, or nothing where it is white."""
    colour = {"heading": theme.heading_band, "header": theme.head_band}.get(cell.kind, _WHITE).upper()
    return "" if colour == _WHITE else colour
