"""A drawn table as the XML of a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from docx.oxml.ns import nsdecls

from govdisclosure.documents.writers.breaks import page_starts
from govdisclosure.documents.writers.cells import band, font, is_bold, side, text_size
from govdisclosure.documents.writers.docx_runs import TWIPS, fonts_of, text_of
from govdisclosure.documents.writers.theme import Theme
from govdisclosure.documents.writers.widths import shares
from govdisclosure.grid import Grid, GridCell

_JUSTIFIED = {"justify": "both"}
"""What Word calls an alignment otherwise."""
_STEP = 20
"""Twips in a point: columns as wide as whole points have the same edges in every row, however a program rounds."""
_ROWS_OF_A_PAGE = 36
"""Rows of a table that is kept on one page of upright paper."""
_ROWS_OF_THE_FIRST = 28
"""Rows of a longer table that are kept on the page it begins on, below a title."""


def table_xml(grid: Grid, theme: Theme) -> str:
    """Return a grid as the XML of a table: a cell that spans rows is repeated empty in the rows below."""
    total = round((theme.text_width + 2 * theme.table.overhang) * TWIPS)
    widths = [share * _STEP for share in shares(grid, total // _STEP)]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    paper, edges = theme.page, theme.page.top + theme.page.bottom
    part = (paper.height - edges) / (max(paper.width, paper.height) - edges)
    pages = page_starts(grid, [1] * grid.height, floor(_ROWS_OF_THE_FIRST * part), floor(_ROWS_OF_A_PAGE * part))
    rows = "".join(_row(grid, row, cells, widths, theme, pages) for row, cells in enumerate(_rows(grid)))
    return f"<w:tbl {nsdecls('w')}>{_frame(sum(widths), theme)}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _frame(total: int, theme: Theme) -> str:
    """Return the properties of a table: its width, its lines, and the room in its cells."""
    border = f'w:val="single" w:sz="{round(theme.table.border * 8)}" w:space="0" w:color="auto"'
    sides = "".join(f"<w:{side} {border}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    padding = round(theme.table.padding * TWIPS)
    margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _row(grid: Grid, row: int, cells: list[GridCell], widths: list[int], theme: Theme, pages: Sequence[int]) -> str:
    repeated = "<w:tblHeader/>" if row < grid.head else ""
    # Rows of one page are kept together, the last with what stands under the table; a label beside several rows is
    # printed once more on the next page.
    is_kept = (row < grid.height - 1 or bool(grid.feet)) and row + 1 not in pages
    inner = ""
    for cell in cells:
        width = sum(widths[column] for column in cell.columns)
        is_shown = row == cell.row or row in pages
        inner += _cell_start(cell, width, _band(cell, theme), begins=is_shown)
        inner += f"{_paragraph(cell, grid, theme, shown=is_shown, kept=is_kept)}</w:tc>"
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"


def _band(cell: GridCell, theme: Theme) -> str:
    colour = band(cell, theme.table)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def _cell_start(cell: GridCell, width: int, band: str, *, begins: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{band}<w:vAlign w:val="center"/></w:tcPr>'


def _rows(grid: Grid) -> Iterator[list[GridCell]]:
    """Yield for every row the cells that cover it, from left to right; every position belongs to one of them."""
    for row, owners in enumerate(grid.owners()):
        cells = [owner or GridCell(row, column) for column, owner in enumerate(owners)]
        yield list({(cell.row, cell.column): cell for cell in cells}.values())


def _paragraph(cell: GridCell, grid: Grid, theme: Theme, *, shown: bool, kept: bool) -> str:
    size = text_size(grid, theme.table)
    bold = "<w:b/>" if is_bold(cell, theme.table) else ""
    align = _JUSTIFIED.get(side(cell, theme.table), side(cell, theme.table))
    run = (
        f"<w:rPr>{fonts_of(theme.table.latin, font(cell, theme.table))}{bold}"
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'
    )
    text = f"<w:r>{run}{text_of(cell.text)}</w:r>" if shown and cell.text else ""
    line = round(theme.table.line * 240)
    snapped = '<w:snapToGrid w:val="0"/>' if theme.page.lines else ""
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if kept else ''}{snapped}"
        f'<w:spacing w:before="20" w:after="20" w:line="{line}" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{align}"/>{run}</w:pPr>{text}</w:p>'
    )
