"""Kinds of documents as programs save them and as people write into them: notes, comments, changes, encodings."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from tests.support import printing as p
from tests.support.conformance_covered import figures, said, word
from tests.support.conformance_made import Kind
from tests.support.conformance_mended import formatted, workbook
from tests.support.drawing import Printer, pdf_file
from tests.support.records import BOF, EOF, compound, record, xls_stream

_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_RUN = "<w:r><w:t>{}</w:t></w:r>"
_SEVEN = "<w:r><w:t>7</w:t></w:r>"


def _page(report: gd.Report) -> str:
    return p.html_page(p.blocks_of(report))


def _text(report: gd.Report) -> str:
    return p.squared(" | ", p.blocks_of(report))


def _noted(note: str) -> Callable[[str], str]:
    """Write a note behind figures."""
    return lambda text: text + note if text.isdecimal() and int(text) % 2 else text


def _old_workbook(report: gd.Report) -> bytes:
    """Return a workbook as Excel saved them until 2003: texts, numbers and merged cells."""
    records, merged, top = [], [], 0
    for block in p.blocks_of(report):
        cells = block.cells if isinstance(block, Grid) else (GridCell(0, 0, block),)
        for cell in cells:
            place = struct.pack("<HHH", top + cell.row, cell.column, 0)
            if cell.index is not None:
                records.append(record(0x0203, place + struct.pack("<d", float(cell.text))))
            else:
                text = struct.pack("<HB", len(cell.text), 1) + cell.text.encode("utf-16-le")
                records.append(record(0x0204, place + text))
            rows, columns = (top + cell.row, top + cell.row + cell.rowspan - 1), cell.column + cell.colspan - 1
            if cell.rowspan * cell.colspan > 1:
                merged.append(struct.pack("<HHHH", *rows, cell.column, columns))
        top += (block.height if isinstance(block, Grid) else 1) + 1
    spans = record(0x00E5, struct.pack("<H", len(merged)) + b"".join(merged))
    return compound(xls_stream(b"", BOF + b"".join(records) + spans + EOF))


def _saved_mail(report: gd.Report) -> str:
    body = base64.encodebytes(_page(report).encode()).decode()
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; '
        f"charset=utf-8\nContent-Transfer-Encoding: base64\nContent-Location: http://example.invalid/\n\n{body}\n--b--\n"
    )


def _on_comparison(book: Any, sheet: Any, row: int, cells: list[GridCell]) -> None:
    """Make the labels of a row white, and its figures by a condition that compares them with a number."""
    look = book.add_format({"font_color": "#FFFFFF"})
    for cell in cells:
        if cell.kind == "value":
            sheet.conditional_format(
                row, cell.column, row, cell.column, {"type": "cell", "criteria": ">", "value": 6, "format": look}
            )
        else:
            sheet.write(row, cell.column, cell.text, look)


def _drawn(extra: str = "") -> Callable[[gd.Report], bytes]:
    """Print a PDF with ruling lines; `extra` is drawn on every page."""

    def written(report: gd.Report) -> bytes:
        printer = Printer()
        printer.print_all(p.blocks_of(report))
        for sheet in printer.sheets:
            sheet.stream.append(extra)
        return pdf_file(*printer.sheets)

    return written


def _named(name: str) -> Callable[[gd.Report], gd.Report]:
    return lambda report: evolve(report, organisation=name)


def _with_points(report: gd.Report) -> str:
    """Write every figure of report JSON with a point."""
    data = gd.to_data(report)
    tables = {
        table: {row: {column: float(value) for column, value in cells.items()} for row, cells in rows.items()}
        for table, rows in data["tables"].items()
    }
    return json.dumps({**data, "tables": tables})


def _blanks(report: gd.Report) -> gd.Report:
    """Leave one figure in each row of the applications, and blanks beside it."""
    cells = [ref for ref in report.form.cells if ref.table == "applications" and ref.column != "natural_person"]
    return report.replacing({(ref.table, ref.row, ref.column): None for ref in cells})


_SUBHEADS = "（一）主动公开情况。\n全年平稳。\n（二）依申请公开情况。\n一是规范办理。二是按期答复。"

_TWICE = (
    f"<mc:AlternateContent {_MC}><mc:Choice>{_RUN}</mc:Choice><mc:Fallback>{_RUN}</mc:Fallback></mc:AlternateContent>"
)
_COMMENTED = (
    f'<w:commentRangeStart w:id="1"/>{_RUN}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
)
_MARK = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
_NAN = '{"spec":"cn/2021","tables":{"fees":{"fee":{"amount":NaN}}}}'


def _struck_before(book: Any, sheet: Any, cell: GridCell, row: int, column: int) -> None:
    parts = (book.add_format({"font_strikeout": 1}), "7", book.add_format({"bold": 1}), cell.text)
    sheet.write_rich_string(row, column, *parts)


def _calculated(_book: Any, sheet: Any, cell: GridCell, row: int, column: int) -> None:
    sheet.write_formula(row, column, "=1+1", None, int(cell.text))


def _linked(_book: Any, sheet: Any, cell: GridCell, row: int, column: int) -> None:
    sheet.write_url(row, column, "internal:'报告'!A1", None, cell.text)


SAVED: Mapping[str, Kind] = {
    "old-workbook": Kind("xls", _old_workbook, "a workbook as it was saved until 2003"),
    "open-text": Kind("odt", lambda r: p.odt(p.blocks_of(r)), "an OpenDocument text"),
    "saved-page": Kind("mht", _saved_mail, "a web page saved as one file, with what it shows", unread=True),
    "text-in-utf-16": Kind("txt", lambda r: _text(r).encode("utf-16"), "a text in UTF-16"),
    "page-in-another-charset": Kind(
        "html", lambda r: _page(r).encode("gb18030"), "a charset that is not the declared one", unread=True
    ),
    "json-with-a-mark": Kind("json", lambda r: "\ufeff" + gd.to_json(r), "report JSON behind a byte order mark"),
    "json-with-points": Kind("json", _with_points, "whole numbers written 3.0"),
    "json-no-number": Kind("json", lambda _: _NAN, "NaN in the place of a figure", refused=True),
    "rich-text": Kind("rtf", lambda _: "{\\rtf1\\ansi 2024}", "a rich text without a report", refused=True),
    "signs-piled-up": Kind(
        "html",
        lambda r: _page(r).replace("规章", "规" + "\u0300\u0316" * 5000 + "章"),
        "ten thousand marks over one letter",
        unread=True,
    ),
    "organisation-with-a-number": Kind("html", _page, "four digits in a name", given=_named("示例市第1500局")),
    "cells-in-no-row": Kind(
        "html",
        lambda r: p.html_page(p.blocks_of(r), before="<table><td>7</td></table>"),
        "a cell that stands in no row",
    ),
    "subheadings": Kind("html", _page, "a section with headings of its own", given=said(overview=_SUBHEADS)),
    "subheadings-in-a-text": Kind("txt", _text, "the same in a plain text", given=said(overview=_SUBHEADS)),
    "notes-behind-figures": Kind(
        "html", lambda r: p.html_page(p.blocks_of(r, _noted("（其中修订1件）"))), "figures with notes in brackets"
    ),
    "blanks-beside-figures": Kind("html", _page, "one figure in each row, and blank fields beside it", given=_blanks),
    "blanks-beside-figures-in-a-text": Kind("txt", _text, "the same in a plain text", given=_blanks, unread=True),
    "blanks-beside-figures-in-a-pdf": Kind("pdf", _drawn(), "the same in a PDF", given=_blanks),
    "word-footnotes": Kind("docx", word(_RUN + _MARK), "marks of footnotes beside figures"),
    "word-fallback": Kind("docx", word(_TWICE), "figures that are there twice, for new programs and for old ones"),
    "word-moved": Kind(
        "docx", word(f"<w:moveFrom>{_SEVEN}</w:moveFrom><w:moveTo>{_RUN}</w:moveTo>"), "figures that were moved"
    ),
    "word-comments": Kind("docx", word(_COMMENTED), "figures with comments"),
    "word-symbols": Kind("docx", word(_RUN + _SYMBOL), "a symbol of another font beside figures", unread=True),
    "workbook-white-by-comparison": Kind("xlsx", workbook(_on_comparison), "a row that comparisons make white"),
    "workbook-tiny": Kind("xlsx", workbook(formatted(font_size="1")), "a row in letters of one point"),
    "workbook-calculated": Kind("xlsx", figures(_calculated), "figures that are calculated: what was shown last"),
    "workbook-comments": Kind(
        "xlsx", figures(lambda _b, sheet, _c, *place: sheet.write_comment(*place, "应为 7")), "comments on figures"
    ),
    "workbook-partly-struck": Kind("xlsx", figures(_struck_before), "a 7 that is struck out before figures"),
    "workbook-links": Kind("xlsx", figures(_linked), "figures that are links"),
    "pdf-figures-in-the-text": Kind(
        "pdf",
        _drawn(),
        "sentences with figures that are none of a table",
        given=said(other="本年公开规章7件、行政规范性文件7件，行政许可7件。"),
    ),
    "pdf-marks-in-each-other": Kind("pdf", _drawn("/P BMC " * 1200), "marked contents in each other", unread=True),
}
