"""A page as a Word document: drawn tables with their merged cells, Chinese fonts, and the annex as a custom part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from decimal import Decimal
from math import floor
from typing import Any, Literal
from xml.sax.saxutils import escape

import docx
from attrs import evolve
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from govdisclosure.documents.own import NAMESPACE
from govdisclosure.documents.writers.breaks import page_starts
from govdisclosure.documents.writers.cells import band, font, is_bold, side, text_size
from govdisclosure.documents.writers.moment import moment, packed
from govdisclosure.documents.writers.theme import NumbersTheme, PageTheme, TextTheme, Theme
from govdisclosure.documents.writers.widths import shares
from govdisclosure.grid import Grid, GridCell, Page, harmless

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_JUSTIFIED = {"justify": "both"}
"""What Word calls an alignment otherwise."""
_OLD_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STEP = 20
"""Twips in a point: columns as wide as whole points have the same edges in every row, however a program rounds."""
_ROWS_OF_A_PAGE = 36
"""Rows of a table that is kept on one page of upright paper."""
_ROWS_OF_THE_FIRST = 28
"""Rows of a longer table that are kept on the page it begins on, below a title."""
_TWIPS = 1440 / Decimal("25.4")
"""Twentieths of a point in a millimetre."""


def write_docx(page: Page, theme: Theme) -> bytes:
    """Return a page as the bytes of a .docx file."""
    document = docx.Document()
    _set_up(document, page, theme)
    document.add_paragraph(harmless(page.title), "Title")
    for paragraph in page.lead:
        document.add_paragraph(harmless(paragraph))
    paper = theme.page
    for section in page.sections:
        if (own := theme.page.lying if section.landscape else theme.page) != paper:
            _end_paper(document, paper)
            paper = own
        document.add_paragraph(harmless(section.title), "Heading 1")
        for paragraph in section.shown:
            document.add_paragraph(harmless(paragraph))
        for grid in section.grids:
            _add_grid(document, grid, evolve(theme, page=own))
    _turn(document.element.body.sectPr, paper)
    if page.annex:
        _add_annex(document, page.annex)
    return packed(_entries(document.part.package))


def _end_paper(document: WordDocument, paper: PageTheme) -> None:
    """Let what was added last be the last on this paper; what comes next begins on a page of another."""
    body = document.element.body
    own = deepcopy(body.sectPr)
    _turn(own, paper)
    body[-2].get_or_add_pPr().append(own)


def _turn(properties: Any, paper: PageTheme) -> None:
    """Set which side of the paper is the long one."""
    size = properties.find(qn("w:pgSz"))
    size.set(qn("w:w"), str(round(paper.width * _TWIPS)))
    size.set(qn("w:h"), str(round(paper.height * _TWIPS)))
    if paper.width > paper.height:
        size.set(qn("w:orient"), "landscape")


def _add_grid(document: WordDocument, grid: Grid, theme: Theme) -> None:
    """Add a table with what stands over and under it."""
    if grid.note:
        _add_beside(document, grid, theme, grid.note, "right")
    document.element.body.insert_element_before(parse_xml(_table(grid, theme)), "w:sectPr")
    for foot in grid.feet:
        _add_beside(document, grid, theme, foot, "left")
    # Tables with nothing between them become one, and a table at the very end is lost on the way to .doc.
    document.add_paragraph("", "Table Gap")


def _add_beside(document: WordDocument, grid: Grid, theme: Theme, text: str, align: Literal["left", "right"]) -> None:
    """Add a line that belongs to a table; the one over it, on the right, is kept with it."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(harmless(text))
    run.font.size = Pt(float(text_size(grid, theme.table)))
    layout = paragraph.paragraph_format
    layout.alignment, layout.keep_with_next, layout.first_line_indent = _ALIGN[align], align == "right", Pt(0)
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = theme.table.line


def _entries(package: OpcPackage | None) -> Iterator[tuple[str, bytes]]:
    """Yield the entries of the file: python-docx would date them by the clock, which may stand before 1980."""
    assert package is not None
    kinds = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in package.iter_parts()
        if part.content_type != CONTENT_TYPE.XML
    )
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML))
    )
    types = f'<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="{_TYPES}">{defaults}{kinds}</Types>'
    yield "[Content_Types].xml", types.encode()
    yield "_rels/.rels", _bytes(package.rels.xml)
    for part in package.iter_parts():
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, _bytes(part.rels.xml)


def _bytes(xml: Any) -> bytes:
    return xml if isinstance(xml, bytes) else str(xml).encode()  # bytes, whatever python-docx declares


def _set_up(document: WordDocument, page: Page, theme: Theme) -> None:
    """Set paper, styles and properties; the template's own are American, and its picture of itself goes."""
    owners = (document.part.package, document.part)
    for owner in (owner for owner in owners if owner is not None):
        for name, relation in list(owner.rels.items()):
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML, _OLD_STYLES):
                del owner.rels[name]
    paper = document.sections[0]
    paper.page_width, paper.page_height = Mm(float(theme.page.width)), Mm(float(theme.page.height))
    paper.top_margin, paper.bottom_margin = Mm(float(theme.page.top)), Mm(float(theme.page.bottom))
    paper.left_margin, paper.right_margin = Mm(float(theme.page.left)), Mm(float(theme.page.right))
    _lay_grid(paper, theme)
    if theme.numbers.show != "none":
        _number_pages(document, theme.numbers)
    for name, text in (("Normal", theme.body), ("Title", theme.title), ("Heading 1", theme.heading)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _style(style, text, _closer(text, theme))
    _drop_unused_styles(document)
    gap = document.styles.add_style("Table Gap", WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(gap, ParagraphStyle)
    gap.base_style = None
    gap.paragraph_format.line_spacing = Pt(10)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = harmless(page.title), "", ""
    properties.language = {"zh": "zh-CN"}.get(page.language, page.language)
    properties.created = properties.modified = moment().replace(tzinfo=None)
    properties.last_modified_by, properties.revision = "", 1


def _lay_grid(paper: Section, theme: Theme) -> None:
    """Set how many lines a page has, as official documents ask for."""
    page = theme.page
    grid = paper._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no way to it
    if page.lines and grid is not None:
        # A part of a line more would begin another page.
        grid.set(qn("w:linePitch"), str(int((page.height - page.top - page.bottom) * _TWIPS / page.lines)))
        grid.set(qn("w:type"), "lines")


def _closer(text: TextTheme, theme: Theme) -> str:
    """Return by how many twips letters as large as those of paragraphs stand apart, so that a line holds as many.

    A grid of characters would say the same, but Word and LibreOffice do not mean the same by it.
    """
    if not theme.page.characters or text.size != theme.body.size:
        return ""
    apart = floor(theme.text_width * _TWIPS / theme.page.characters - text.size * 20)
    return f'<w:spacing {nsdecls("w")} w:val="{apart}"/>'


def _number_pages(document: WordDocument, numbers: NumbersTheme) -> None:
    """Put the number of the page at the foot of every page."""
    paper = document.sections[0]
    paper.footer_distance = Mm(float(numbers.bottom))
    if numbers.place == "center":
        _put_number(paper.footer, numbers, "center")
        return
    document.settings.odd_and_even_pages_header_footer = True
    _put_number(paper.footer, numbers, "right")
    _put_number(paper.even_page_footer, numbers, "left")


def _put_number(footer: Any, numbers: NumbersTheme, align: str) -> None:
    footer.is_linked_to_previous = False
    root = footer._element  # noqa: SLF001 - python-docx has no fields
    for paragraph in list(root):
        root.remove(paragraph)
    size = round(numbers.size * 2)
    look = f'<w:rPr>{_fonts(numbers.latin, numbers.font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    before, after = ("— ", " —") if numbers.show == "dashes" else ("", "")
    pieces = (
        _text(before), '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', _text(after),
    )  # fmt: skip
    edge = round(numbers.size * 20) if align != "center" else 0
    sides = f'w:left="{edge if align == "left" else 0}" w:right="{edge if align == "right" else 0}"'
    runs = "".join(f"<w:r>{look}{piece}</w:r>" for piece in pieces if piece)
    root.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            f'<w:ind {sides} w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'
        )
    )


def _fonts(latin: str, font: str) -> str:
    western = _quoted(latin)
    return f'<w:rFonts w:ascii="{western}" w:hAnsi="{western}" w:eastAsia="{_quoted(font)}"/>'


def _drop_unused_styles(document: WordDocument) -> None:
    """Take out the styles of the template that no document here uses, hundreds of kilobytes of them."""
    kept = {"Normal", "Title", "Heading1", "DefaultParagraphFont", "TableNormal", "NoList"}
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _style(style: ParagraphStyle, theme: TextTheme, apart: str) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(float(theme.size)), theme.bold, False
    font.name = theme.latin
    run = style.element.get_or_add_rPr()
    fonts = run.rFonts
    # Word takes a theme's font before a named one, and a Chinese font only from eastAsia.
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), theme.font)
    fonts.set(qn("w:cs"), theme.latin)
    for tag in ("w:color", "w:spacing", "w:kern"):
        for element in run.findall(qn(tag)):
            run.remove(element)
    if apart:
        run.insert_element_before(parse_xml(apart), "w:w", "w:kern", "w:position", "w:sz")
    for element in run.findall(qn("w:lang")):
        run.remove(element)
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    paragraph = style.paragraph_format
    paragraph.alignment = _ALIGN[theme.align]
    paragraph.space_before, paragraph.space_after = Pt(float(theme.before)), Pt(float(theme.after))
    paragraph.line_spacing = theme.line
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    paragraph.first_line_indent = Pt(float(theme.indent * theme.size))


def _table(grid: Grid, theme: Theme) -> str:
    """Return a grid as the XML of a table: a cell that spans rows is repeated empty in the rows below."""
    total = round((theme.text_width + 2 * theme.table.overhang) * _TWIPS)
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
    padding = round(theme.table.padding * _TWIPS)
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
        f"<w:rPr>{_fonts(theme.table.latin, font(cell, theme.table))}{bold}"
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'
    )
    text = f"<w:r>{run}{_text(cell.text)}</w:r>" if shown and cell.text else ""
    line = round(theme.table.line * 240)
    snapped = '<w:snapToGrid w:val="0"/>' if theme.page.lines else ""
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if kept else ''}{snapped}"
        f'<w:spacing w:before="20" w:after="20" w:line="{line}" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{align}"/>{run}</w:pPr>{text}</w:p>'
    )


def _text(text: str) -> str:
    """Return a text as the content of a run; line breaks and tabs are elements of their own."""
    lines = []
    for line in harmless(text).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    return "<w:br/>".join(lines)


def _quoted(text: str) -> str:
    return escape(harmless(text), {'"': "&quot;"})


def _add_annex(document: Any, annex: str) -> None:
    """Put the annex in as a custom XML part, which Word keeps through editing and never shows."""
    blob = f'<?xml version="1.0" encoding="UTF-8"?>\n<annex xmlns="{NAMESPACE}">{escape(annex)}</annex>'.encode()
    part = Part(PackURI("/customXml/annex.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
