"""Kinds of documents in which something lies over figures, stands in their place, or looks like a table and is none."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from tests.support import printing as p
from tests.support.conformance_made import Kind
from tests.support.conformance_mended import workbook

_PICTURE = '<w:r><w:drawing><wp:inline xmlns:wp="wp"/></w:drawing></w:r>'
_FIELD = "".join(
    f"<w:r>{part}</w:r>"
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>= 7 + 7</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>{}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)
_CONTROL = "<w:sdt><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"


def word(shown: str) -> Callable[[gd.Report], bytes]:
    """Write a Word document with every odd figure in another way; `{}` is where the figure stands."""

    def run(text: str) -> str:
        plain = f"<w:r><w:t>{html.escape(text)}</w:t></w:r>"
        return shown.replace("{}", html.escape(text)) if text.isdecimal() and int(text) % 2 else plain

    return lambda report: p.docx(p.blocks_of(report), run)


def _on_condition(**look: str) -> Callable[..., None]:
    """Give a row a look that is its own only by a condition that always holds."""

    def unseen(book: Any, sheet: Any, row: int, cells: list[GridCell]) -> None:
        last = max(cell.column + cell.colspan for cell in cells) - 1
        rule = {"type": "formula", "criteria": "=TRUE", "format": book.add_format(look)}
        sheet.conditional_format(row, 0, row, last, rule)

    return unseen


def figures(change: Callable[[Any, Any, GridCell, int, int], object]) -> Callable[[gd.Report], bytes]:
    """Write a workbook and do something to every fifth figure of it: book, sheet, cell, row and column are given."""

    def written(report: gd.Report) -> bytes:
        out, blocks, row = io.BytesIO(), p.blocks_of(report), 0
        book = p.new_workbook(out)
        sheet = book.add_worksheet("报告")
        p.fill(sheet, blocks, 0)
        for block in blocks:
            for cell in block.cells if isinstance(block, Grid) else ():
                if cell.index is not None and cell.index % 5 == 1:
                    change(book, sheet, cell, row + cell.row, cell.column)
            row += block.height + 1 if isinstance(block, Grid) else 2
        book.close()
        return out.getvalue()

    return written


def _shown_as(code: str) -> Callable[[gd.Report], bytes]:
    """Show figures by a number format."""
    return figures(
        lambda book, sheet, cell, row, column: sheet.write(
            row, column, cell.text, book.add_format({"num_format": code})
        )
    )


def said(**texts: str) -> Callable[[gd.Report], gd.Report]:
    """Have sections say something else."""
    return lambda report: evolve(report, sections={**report.sections, **texts})


_HEADS = "行政许可、行政处罚和行政强制的处理决定数量都已公布，规章的本年制发件数、本年废止件数和现行有效件数另见附表。"

COVERED: Mapping[str, Kind] = {
    "word-picture-in-a-cell": Kind("docx", word(_PICTURE), "a picture in the place of a figure", unread=True),
    "word-picture-beside-a-figure": Kind(
        "docx", word("<w:r><w:t>{}</w:t></w:r>" + _PICTURE), "a picture beside a figure", unread=True
    ),
    "word-calculated": Kind("docx", word(_FIELD), "figures that Word calculates: the instruction is no figure"),
    "word-in-controls": Kind("docx", word(_CONTROL), "figures in controls to fill in"),
    "workbook-struck-on-condition": Kind(
        "xlsx", workbook(_on_condition(font_strikeout="1")), "a row that a condition strikes out", unread=True
    ),
    "workbook-white-on-condition": Kind(
        "xlsx", workbook(_on_condition(font_color="#FFFFFF")), "a row that a condition makes white", unread=True
    ),
    "workbook-empty-on-condition": Kind(
        "xlsx", workbook(_on_condition(num_format=";;;")), "a row that a condition shows as nothing", unread=True
    ),
    "workbook-under-a-drawing": Kind(
        "xlsx",
        figures(lambda _b, sheet, _c, row, column: sheet.insert_textbox(row, column, "", {"width": 64, "height": 20})),
        "a drawing over figures",
        unread=True,
    ),
    "workbook-units-in-the-format": Kind("xlsx", _shown_as('0"件"'), "a unit that the number format shows"),
    "workbook-thousands": Kind("xlsx", _shown_as("#,##0"), "figures with commas, as the number format shows them"),
    "workbook-shown-in-thousands": Kind(
        "xlsx", _shown_as("0,"), "figures that the number format divides by a thousand", unread=True
    ),
    "head-words-in-the-text": Kind(
        "html",
        lambda r: p.html_page(p.blocks_of(r)),
        "sentences that name the heads of a table",
        given=said(proactive=_HEADS, problems=_HEADS),
    ),
    "head-words-in-plain-text": Kind(
        "txt",
        lambda r: p.squared("\t", p.blocks_of(r)),
        "sentences that name the heads of a table, in a plain text",
        given=said(overview=_HEADS, problems=_HEADS),
    ),
    "figures-in-the-text": Kind(
        "html",
        lambda r: p.html_page(p.blocks_of(r)),
        "sentences with figures that are none of a table",
        given=said(other="本年公开规章7件、行政规范性文件7件，行政许可7件，收费7万元。"),
    ),
}
