"""A page as a Word document: drawn tables with their merged cells, Chinese fonts, and the annex as a custom part."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
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
from govdisclosure.documents.writers.cells import text_size
from govdisclosure.documents.writers.docx_runs import TWIPS, fonts_of, text_of
from govdisclosure.documents.writers.docx_tables import table_xml
from govdisclosure.documents.writers.moment import moment, packed
from govdisclosure.documents.writers.theme import NumbersTheme, PageTheme, TextTheme, Theme
from govdisclosure.grid import Grid, Page, harmless

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_OLD_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def write_docx(page: Page, theme: Theme) -> bytes:
    """Return a page as the bytes of a .docx file."""
    document = docx.Document(BytesIO(_template()))
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


@lru_cache(maxsize=1)
def _template() -> bytes:
    """Return python-docx's empty document without its picture of itself and without the styles that none here uses.

    They are hundreds of kilobytes, which each document would parse anew.
    """
    document = docx.Document()
    owners = (document.part.package, document.part)
    for owner in (owner for owner in owners if owner is not None):
        for name, relation in list(owner.rels.items()):
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML, _OLD_STYLES):
                del owner.rels[name]
    kept = {"Normal", "Title", "Heading1", "DefaultParagraphFont", "TableNormal", "NoList"}
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)
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
    size.set(qn("w:w"), str(round(paper.width * TWIPS)))
    size.set(qn("w:h"), str(round(paper.height * TWIPS)))
    if paper.width > paper.height:
        size.set(qn("w:orient"), "landscape")


def _add_grid(document: WordDocument, grid: Grid, theme: Theme) -> None:
    """Add a table with what stands over and under it."""
    if grid.note:
        _add_beside(document, grid, theme, grid.note, "right")
    document.element.body.insert_element_before(parse_xml(table_xml(grid, theme)), "w:sectPr")
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
    """Set paper, styles and properties; the template's own are American."""
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
        grid.set(qn("w:linePitch"), str(int((page.height - page.top - page.bottom) * TWIPS / page.lines)))
        grid.set(qn("w:type"), "lines")


def _closer(text: TextTheme, theme: Theme) -> str:
    """Return by how many twips letters as large as those of paragraphs stand apart, so that a line holds as many.

    A grid of characters would say the same, but Word and LibreOffice do not mean the same by it.
    """
    if not theme.page.characters or text.size != theme.body.size:
        return ""
    apart = floor(theme.text_width * TWIPS / theme.page.characters - text.size * 20)
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
    look = f'<w:rPr>{fonts_of(numbers.latin, numbers.font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    before, after = ("— ", " —") if numbers.show == "dashes" else ("", "")
    pieces = (
        text_of(before), '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', text_of(after),
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
    for tag in ("w:color", "w:spacing", "w:kern", "w:lang"):
        for element in run.findall(qn(tag)):
            run.remove(element)
    if apart:
        run.insert_element_before(parse_xml(apart), "w:w", "w:kern", "w:position", "w:sz")
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    paragraph = style.paragraph_format
    paragraph.alignment = _ALIGN[theme.align]
    paragraph.space_before, paragraph.space_after = Pt(float(theme.before)), Pt(float(theme.after))
    paragraph.line_spacing = theme.line
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    paragraph.first_line_indent = Pt(float(theme.indent * theme.size))


def _add_annex(document: Any, annex: str) -> None:
    """Put the annex in as a custom XML part, which Word keeps through editing and never shows."""
    blob = f'<?xml version="1.0" encoding="UTF-8"?>\n<annex xmlns="{NAMESPACE}">{escape(annex)}</annex>'.encode()
    part = Part(PackURI("/customXml/annex.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
