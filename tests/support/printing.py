"""Reports as documents of every kind, in the many ways in which offices publish them.

A page is drawn from the form's grid, then spoiled as real pages are; nothing here knows how documents are read.
"""

from __future__ import annotations

import csv
import html
import io
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from attrs import evolve, frozen

import govdisclosure as gd
from govdisclosure.documents import write_docx, write_html, write_markdown, write_pdf, write_xlsx
from govdisclosure.form.naming import section_title
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.layout import filled_page
from govdisclosure.layout.drawing import draw_stack
from govdisclosure.writing import load_theme
from govdisclosure.writing.sheets import filled_workbook

Blocks = list[str | Grid]


def without_annex(report: gd.Report, kind: str, language: str = "zh") -> bytes:
    """Return a report as a document that holds what is printed and nothing for programs."""
    page = filled_page(report, language)
    written: dict[str, Callable[[], bytes]] = {
        "html": lambda: write_html(page).encode(),
        "docx": lambda: write_docx(page, load_theme()),
        "md": lambda: write_markdown(page).encode(),
        "xlsx": lambda: write_xlsx(filled_workbook(report, page)),
        "pdf": lambda: write_pdf(page, load_theme()),
    }
    return written[kind]()


def balanced(spec_id: str, dice: random.Random) -> gd.Report:
    """Return a report with random figures in which every sum of the form holds."""
    form = gd.expand(gd.load_spec(spec_id))
    most = dice.choice((1, 9, 99, 4000))
    values: list[int] = [dice.choice((0, dice.randint(0, most))) for _ in form.cells]
    for _ in range(3):
        for relation in form.relations:
            if relation.kind == "sum":
                ((total, _),) = relation.condition.left.terms
                values[total] = sum(values[index] for index, _ in relation.condition.right.terms)
        for column in form.tables["applications"].columns.lines:
            new, before, outcome, after = (
                form.index["applications", row, column.path] for row in ("new", "carried_in", "outcome", "carried_out")
            )
            values[before] = min(values[before], values[outcome] + values[after])
            values[new] = values[outcome] + values[after] - values[before]
    report = gd.from_json(f'{{"spec": "{spec_id}", "organisation": "示例市示例局", "year": 2024, "tables": {{}}}}')
    cells = {(ref.table, ref.row, ref.column): value for ref, value in zip(form.cells, values, strict=True)}
    report = report.replacing(cells)
    return evolve(
        report, sections={"overview": "全年工作平稳。", "problems": "解读不足，将改进。", "other": "没有收取费用。"}
    )


def blocks_of(report: gd.Report, figure: Callable[[str], str] = str) -> Blocks:
    """Return headline, headings, paragraphs and tables of a report."""
    spec = report.spec
    found: Blocks = [f"{report.organisation}{report.year}年{spec.title['zh']}"]
    for section in spec.sections:
        found.append(section_title(spec, section, "zh"))
        if section.key in report.sections:
            found += report.sections[section.key].split("\n")
        for stack in section.draw:
            grid = draw_stack(report.form, stack, "zh")
            cells = tuple(
                evolve(cell, text=figure(text_of(report, cell.index))) if cell.index is not None else cell
                for cell in grid.cells
            )
            found.append(Grid(grid.height, grid.width, cells))
    return found


def text_of(report: gd.Report, index: int) -> str:
    """Return a cell as it is printed."""
    cell = report.cell(index)
    note = f"（{cell.note}）" if cell.note else ""
    return f"{cell.value}{note}" if cell.value is not None else cell.text


def flat_rows(grid: Grid) -> list[list[str]]:
    """Return the texts of a table position by position; a merged cell stands in its first one."""
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [[texts.get((row, column), "") for column in range(grid.width)] for row in range(grid.height)]


# HTML ---------------------------------------------------------------------------------------------------------------


@frozen
class Markup:
    """How a web page writes a table."""

    cell: Callable[[GridCell], str] = lambda cell: html.escape(cell.text)
    close: bool = True
    tag: str = "td"
    extra_rows: str = ""


def html_table(grid: Grid, markup: Markup) -> str:
    """Return a table with its merged cells."""
    lines = ["<table border=1>"]
    for row in grid.rows():
        lines.append("<tr>")
        for cell in row:
            spans = "".join(
                f' {name}="{span}"' for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1
            )
            end = f"</{markup.tag}>" if markup.close else ""
            lines.append(f"<{markup.tag}{spans}>{markup.cell(cell)}{end}")
        lines.append("</tr>" if markup.close else "")
    return "\n".join([*lines, markup.extra_rows, "</table>"])


def html_page(blocks: Blocks, markup: Markup | None = None, *, before: str = "", after: str = "") -> str:
    """Return a web page."""
    markup = markup or Markup()
    body = "\n".join(
        html_table(block, markup) if isinstance(block, Grid) else f"<p>{html.escape(block)}</p>" for block in blocks
    )
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head>"
    return f"{head}<body>{before}{body}{after}</body></html>"


def word_cell(cell: GridCell) -> str:
    """Return a cell as Word saves it for the web: in paragraphs, fonts and spans, its text in pieces."""
    pieces = [cell.text] if cell.index is not None else [cell.text[i : i + 3] for i in range(0, len(cell.text), 3)]
    inner = "".join(
        f"<span lang=EN-US style='font-family:宋体'><font>{html.escape(piece)}</font></span>" for piece in pieces
    )
    return f"<p class=MsoNormal align=center style='text-align:center'>{inner or '&nbsp;'}<o:p></o:p></p>"


# Word ---------------------------------------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def tracked(text: str) -> str:
    """Return a run that replaced another: the old text is deleted, the new one inserted."""
    old = "<w:del><w:r><w:delText>987</w:delText></w:r></w:del>"
    return f"{old}<w:ins>{_run(text)}</w:ins>"


def docx(blocks: Blocks, run: Callable[[str], str] = _run, *, boxed: bool = False, nested: bool = False) -> bytes:
    """Return a Word document."""
    return zipped(parts_of_docx(blocks, run, boxed=boxed, nested=nested))


def parts_of_docx(
    blocks: Blocks, run: Callable[[str], str] = _run, *, boxed: bool = False, nested: bool = False
) -> dict[str, str | bytes]:
    """Return the parts of a Word document."""
    body = []
    for block in blocks:
        part = docx_table(block, run) if isinstance(block, Grid) else f"<w:p>{_run(block)}</w:p>"
        if nested and isinstance(block, Grid):
            part = f"<w:tbl><w:tr><w:tc>{part}<w:p/></w:tc></w:tr></w:tbl>"
        if boxed and isinstance(block, Grid):
            part = f"<w:p><w:r><w:pict><w:txbxContent>{part}</w:txbxContent></w:pict></w:r></w:p>"
        body.append(part)
    return {"word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}<w:p/></w:body></w:document>"}


def docx_table(grid: Grid, run: Callable[[str], str]) -> str:
    """Return a table in which what a merged cell covers continues it."""
    rows = []
    for number, owners in enumerate(grid.owners()):
        cells, column = [], 0
        while column < grid.width:
            cell = owners[column]
            assert cell is not None
            properties = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
            if cell.rowspan > 1:
                properties += '<w:vMerge w:val="restart"/>' if cell.row == number else "<w:vMerge/>"
            text = run(cell.text) if cell.row == number and cell.text else ""
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{text}</w:p></w:tc>")
            column += cell.colspan
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name)  # without the time of day, which would make each archive another
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return out.getvalue()


# workbooks ----------------------------------------------------------------------------------------------------------


def new_workbook(out: io.BytesIO, *, as_text: bool = False) -> Any:
    """Return a workbook to fill; it says nothing of the hour, which would make each one another."""
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": not as_text})
    book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})
    return book


def xlsx(blocks: Blocks, *, as_text: bool = False, offset: int = 0, decoy: Blocks | None = None) -> bytes:
    """Return a workbook of one sheet, and perhaps a hidden one before it."""
    out = io.BytesIO()
    book = new_workbook(out, as_text=as_text)
    if decoy:
        sheet = book.add_worksheet("旧")
        fill(sheet, decoy, 0)
        sheet.hide()
    sheet = book.add_worksheet("报告")
    sheet.activate()
    sheet.set_first_sheet()
    fill(sheet, blocks, offset)
    book.close()
    return out.getvalue()


def fill(sheet: Any, blocks: Blocks, offset: int) -> None:
    """Write headings and tables into a sheet of a workbook."""
    row = offset
    for block in blocks:
        if isinstance(block, str):
            sheet.write(row, offset, block)
            row += 2
            continue
        for cell in block.cells:
            top, left = row + cell.row, offset + cell.column
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_range(top, left, top + cell.rowspan - 1, left + cell.colspan - 1, "")
            sheet.write(top, left, cell.text)
        row += block.height + 1


_NS = "urn:oasis:names:tc:opendocument:xmlns"


def _open_rows(grid: Grid) -> list[str]:
    """Return the cells of each row of a table, as OpenDocument has them."""
    rows = []
    for number, owners in enumerate(grid.owners()):
        cells = []
        for column, cell in enumerate(owners):
            assert cell is not None
            if (cell.row, cell.column) != (number, column):
                cells.append("<t:covered-table-cell/>")
                continue
            span = f' t:number-rows-spanned="{cell.rowspan}" t:number-columns-spanned="{cell.colspan}"'
            cells.append(f"<t:table-cell{span}><x:p>{html.escape(cell.text)}</x:p></t:table-cell>")
        rows.append("".join(cells))
    return rows


def odt(blocks: Blocks) -> bytes:
    """Return an OpenDocument text."""
    body = "".join(
        f"<x:p>{html.escape(block)}</x:p>"
        if isinstance(block, str)
        else f"<t:table>{''.join(f'<t:table-row>{row}</t:table-row>' for row in _open_rows(block))}</t:table>"
        for block in blocks
    )
    return _open_document("text", f"<o:text>{body}</o:text>")


def _open_document(kind: str, body: str) -> bytes:
    content = (
        f'<o:document-content xmlns:o="{_NS}:office:1.0" xmlns:t="{_NS}:table:1.0" xmlns:x="{_NS}:text:1.0">'
        f"<o:body>{body}</o:body></o:document-content>"
    )
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def ods(blocks: Blocks) -> bytes:
    """Return an OpenDocument workbook."""
    rows = []
    for block in blocks:
        if isinstance(block, str):
            rows.append(
                f"<t:table-row><t:table-cell><x:p>{html.escape(block)}</x:p></t:table-cell></t:table-row><t:table-row/>"
            )
            continue
        more = '<t:table-cell t:number-columns-repeated="1000"/>'
        rows += [f"<t:table-row>{row}{more}</t:table-row>" for row in _open_rows(block)]
        rows.append("<t:table-row/>")
    rows.append(
        '<t:table-row t:number-rows-repeated="1000000"><t:table-cell t:number-columns-repeated="1000"/></t:table-row>'
    )
    return _open_document(
        "spreadsheet", f'<o:spreadsheet><t:table t:name="报告">{"".join(rows)}</t:table></o:spreadsheet>'
    )


# PDF ----------------------------------------------------------------------------------------------------------------


def pdf(blocks: Blocks, *, height: int = 800, size: float = 6, cut_at: int = 10_000, radicals: bool = False) -> bytes:
    """Return a PDF with ruling lines; `cut_at` rows of a table stand on a page, and the head is not repeated."""
    pages: list[list[str]] = [[]]
    y = float(height - 40)

    def text(x: float, at: float, line: str) -> None:
        code = line.translate({ord("行"): 0x2F8F, ord("二"): 0x2F06, ord("一"): 0x2F00}) if radicals else line
        pages[-1].append(f"BT /F {size} Tf {x:.1f} {at:.1f} Td <{code.encode('utf-16-be').hex()}> Tj ET")

    for block in blocks:
        if isinstance(block, str):
            if y < 60:
                pages.append([])
                y = float(height - 40)
            text(40, y, block)
            y -= 3 * size
            continue
        wide, tall = 520 / block.width, 6 * size
        owners = block.owners()
        first = 0
        while first < block.height:
            last = min(block.height, first + cut_at, first + int((y - 40) / tall))
            if last <= first:
                pages.append([])
                y = float(height - 40)
                continue
            for cell in block.cells:
                top, bottom = max(cell.row, first), min(cell.row + cell.rowspan, last)
                if top >= bottom:
                    continue
                x0, x1 = 40 + cell.column * wide, 40 + (cell.column + cell.colspan) * wide
                y0, y1 = y - (bottom - first) * tall, y - (top - first) * tall
                pages[-1].append(f"{x0:.1f} {y0:.1f} {x1 - x0:.1f} {y1 - y0:.1f} re S")
                if top == cell.row:
                    per = max(1, int((x1 - x0 - 2) / size))
                    parts = [cell.text[i : i + per] for i in range(0, len(cell.text), per)]
                    for number, part in enumerate(parts[: int((y1 - y0) / size)]):
                        text(x0 + 1, y1 - (number + 1) * size, part)
            del owners[:0]
            y -= (last - first) * tall + 2 * size
            first = last
            if first < block.height:
                pages.append([])
                y = float(height - 40)
    return _pdf_file(pages, height)


def _pdf_file(pages: list[list[str]], height: int) -> bytes:
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
            b"/Ascent 850 /Descent -150 /CapHeight 700 /StemV 80 >>"
        ),
    ]
    kids = []
    for page in pages:
        stream = "\n".join(page).encode()
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 %d] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (height, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


# text ---------------------------------------------------------------------------------------------------------------


def csv_file(blocks: Blocks) -> str:
    """Return a CSV file as a spreadsheet saves it: every row has as many fields."""
    width = max(block.width for block in blocks if isinstance(block, Grid))
    rows: list[list[str]] = []
    for block in blocks:
        rows += [[block], []] if isinstance(block, str) else [*flat_rows(block), []]
    out = io.StringIO()
    csv.writer(out).writerows([row + [""] * (width - len(row)) for row in rows])
    return out.getvalue()


def lines_page(blocks: Blocks, line: Callable[[Grid, list[GridCell]], list[str]]) -> str:
    """Return a text in which each row of a table becomes lines."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            found += [block, ""]
        else:
            for row in block.rows():
                found += line(block, list(row))
            found.append("")
    return "\n".join(found)


def laid_out(grid: Grid, widest: int = 20) -> str:
    """Return a table as text in which blanks keep its columns apart, as a PDF is printed to text.

    Labels and heads are broken over several lines, and a cell stands in the middle of the lines that it has.
    """
    own = [
        max((len(cell.text) for cell in grid.cells if cell.column == column and cell.colspan == 1), default=1)
        for column in range(grid.width)
    ]
    figures = {cell.column for cell in grid.cells if cell.index is not None}
    widths = [2 * max(2, min(width, 2 if column in figures else widest)) for column, width in enumerate(own)]
    widths = [
        max(width, *(len(cell.text) for cell in grid.cells if cell.index is not None and cell.column == column), 0)
        for column, width in enumerate(widths)
    ]
    lefts = [sum(widths[:column]) + 4 * column for column in range(grid.width + 1)]
    broken = {
        cell: _broken(cell.text, max(2, (lefts[cell.column + cell.colspan] - lefts[cell.column] - 4) // 2))
        if cell.index is None
        else [cell.text]
        for cell in grid.cells
    }
    heights = [
        max((len(broken[cell]) for cell in grid.cells if cell.row == row and cell.rowspan == 1), default=1)
        for row in range(grid.height)
    ]
    for cell in grid.cells:
        last = cell.row + cell.rowspan
        heights[last - 1] += max(0, len(broken[cell]) - sum(heights[cell.row : last]))
    tops = [sum(heights[:row]) for row in range(grid.height + 1)]
    lines: list[list[tuple[int, str]]] = [[] for _ in range(tops[-1])]
    for cell, texts in broken.items():
        middle = tops[cell.row] + (tops[cell.row + cell.rowspan] - tops[cell.row] - len(texts)) // 2
        for number, text in enumerate(texts, middle):
            lines[number].append((lefts[cell.column], text))
    return "\n".join(map(_spaced, lines))


def _broken(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)] or [""]


def _spaced(pieces: list[tuple[int, str]]) -> str:
    """Return a line with each text at its column, where a Chinese character takes two."""
    line, reached = "", 0
    for left, text in sorted(pieces):
        if text:
            line += " " * max(left - reached, 1 if line else 0) + text
            reached = max(left, reached) + sum(2 if ord(c) > 0xFF else 1 for c in text)
    return line


def squared(separator: str, blocks: Blocks) -> str:
    """Return a text with a field for every position of a table."""
    return "\n".join(
        line
        for block in blocks
        for line in (
            [block, ""] if isinstance(block, str) else [separator.join(row) for row in flat_rows(block)] + [""]
        )
    )


def markdown(blocks: Blocks) -> str:
    """Return Markdown with pipe tables."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            found += [block, ""]
            continue
        rows = [f"| {' | '.join(row)} |" for row in flat_rows(block)]
        found += [rows[0], "|" + " --- |" * block.width, *rows[1:], ""]
    return "\n".join(found)


def without_rowspans(grid: Grid) -> Grid:
    """Return a table whose heads lack their rowspans, with empty cells below instead."""
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.kind in ("header", "corner") and cell.rowspan > 1:
            cells.append(evolve(cell, rowspan=1))
            cells += [GridCell(cell.row + more, cell.column, "", 1, cell.colspan) for more in range(1, cell.rowspan)]
        else:
            cells.append(cell)
    return Grid(grid.height, grid.width, tuple(cells))
