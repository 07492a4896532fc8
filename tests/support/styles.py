"""The published styles that the reader is tested with: each turns a report into the bytes of a document.

`exact` styles must give every figure back; the others have lost something, and may refuse but never misread.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from tests.support import printing as p
from tests.support.rendering import DIGITS, ORDINALS

Style = Callable[[gd.Report, random.Random], bytes]


def _plain(report: gd.Report, _dice: random.Random) -> bytes:
    return p.html_page(p.blocks_of(report)).encode()


def _word(report: gd.Report, _dice: random.Random) -> bytes:
    return p.html_page(p.blocks_of(report), p.Markup(p.word_cell)).encode()


def _gb(report: gd.Report, _dice: random.Random) -> bytes:
    page = p.html_page(["㐀镕", *p.blocks_of(report)]).replace("charset='utf-8'", "charset=gb2312")
    return page.encode("gb18030")


def _layout(report: gd.Report, _dice: random.Random) -> bytes:
    before = "<table><tr><td>首页</td><td>政务公开</td></tr><tr><td>规章库</td><td>"
    return p.html_page(p.blocks_of(report), before=before, after="</td></tr></table>").encode()


def _unclosed(report: gd.Report, _dice: random.Random) -> bytes:
    return p.html_page(p.blocks_of(report), p.Markup(close=False)).encode()


def _decoys(report: gd.Report, dice: random.Random) -> bytes:
    old = p.blocks_of(p.balanced(report.spec.id, dice))
    tables = "".join(p.html_table(block, p.Markup()) for block in old if not isinstance(block, str))
    menu = "<nav><table><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table></nav>"
    meta = "<table><tr><td>索引号</td><td>014-2024</td></tr><tr><td>规章</td><td>9</td></tr></table>"
    hidden = "<tr style='display: none'><td>规章</td><td>7</td><td>7</td><td>7</td></tr>"
    page = p.html_page(
        p.blocks_of(report),
        p.Markup(extra_rows=hidden),
        before=f"{menu}{meta}<!-- {tables} --><div class=old>{tables}</div>",
        after=f"<div hidden>{tables}</div><script>document.write('{len(tables)}')</script>",
    )
    return page.replace("<title>", "<style>.old{color:red;display:none}</style><title>").encode()


def _broken_labels(report: gd.Report, dice: random.Random) -> bytes:
    def cell(found: GridCell) -> str:
        if found.index is not None or len(found.text) < 3:
            return html.escape(found.text)
        cut = dice.randrange(1, len(found.text))
        return f"<b>{html.escape(found.text[:cut])}</b><br/> {html.escape(found.text[cut:])}"

    return p.html_page(p.blocks_of(report), p.Markup(cell, tag="th")).encode()


def _no_rowspans(report: gd.Report, _dice: random.Random) -> bytes:
    blocks: p.Blocks = [p.without_rowspans(b) if isinstance(b, Grid) else b for b in p.blocks_of(report)]
    return p.html_page(blocks).encode()


def _digits(report: gd.Report, dice: random.Random) -> bytes:
    spelled = DIGITS[dice.choice(sorted(DIGITS))]
    return p.html_page(p.blocks_of(report, spelled)).encode("utf-16")


def _ordinals(report: gd.Report, dice: random.Random) -> bytes:
    spell = ORDINALS[dice.choice(sorted(set(ORDINALS) - {"none"}))]

    def cell(found: GridCell) -> str:
        return html.escape(spell(found.text) if found.index is None else found.text)

    return p.html_page(p.blocks_of(report), p.Markup(cell)).encode()


def _footnotes(report: gd.Report, dice: random.Random) -> bytes:
    def cell(found: GridCell) -> str:
        return html.escape(found.text) + ("<del>5</del>" if found.index is not None and dice.random() < 0.1 else "")

    return p.html_page(p.blocks_of(report), p.Markup(cell)).encode()


def _joined_lines(_grid: Grid, row: list[GridCell]) -> list[str]:
    return [" ".join(cell.text for cell in row if cell.text)] if row else []


def _each_line(_grid: Grid, row: list[GridCell]) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _run_together(report: gd.Report, _dice: random.Random) -> bytes:
    """Print each table as one line without anything between its cells."""
    page = p.lines_page(p.blocks_of(report), lambda _, row: ["\0" + "".join(cell.text for cell in row)])
    return page.replace("\n\0", "").replace("\0", "").encode()


def _swallowed(report: gd.Report, _dice: random.Random) -> bytes:
    """Print zeros as blanks, and lose the fields of blanks."""
    return p.lines_page(p.blocks_of(report, lambda text: "" if text == "0" else text), _joined_lines).encode()


def _cut_digits(report: gd.Report, dice: random.Random) -> bytes:
    def figure(text: str) -> str:
        return f"{text[0]}\t{text[1:]}" if len(text) == 2 and dice.random() < 0.05 else text

    return p.squared("\t", p.blocks_of(report, figure)).encode()


def _laid_out(report: gd.Report, _dice: random.Random) -> bytes:
    blocks = p.blocks_of(report)
    return "\n\n".join(block if isinstance(block, str) else p.laid_out(block) for block in blocks).encode()


def _cut_labels(report: gd.Report, dice: random.Random) -> bytes:
    """Print a row as one line, but every third label over two, with the figures behind the second part."""

    def line(_grid: Grid, row: list[GridCell]) -> list[str]:
        texts = [(cell.text, cell.index is None) for cell in row if cell.text]
        label = max((place for place, (_, is_label) in enumerate(texts) if is_label), default=-1)
        if label < 0 or label == len(texts) - 1 or len(texts[label][0]) < 4 or dice.random() < 0.66:
            return [" ".join(text for text, _ in texts)] if texts else []
        cut = dice.randrange(2, len(texts[label][0]) - 1)
        before = [text for text, _ in texts[:label]] + [texts[label][0][:cut]]
        return [" ".join(before), " ".join([texts[label][0][cut:], *(text for text, _ in texts[label + 1 :])])]

    return p.lines_page(p.blocks_of(report), line).encode()


EXACT: dict[str, Style] = {
    "html": _plain,
    "html saved by Word": _word,
    "html in gb2312": _gb,
    "html inside a layout table": _layout,
    "html without closing tags": _unclosed,
    "html with decoys": _decoys,
    "html with labels in pieces": _broken_labels,
    "html without rowspans in heads": _no_rowspans,
    "html with other digits": _digits,
    "html with other ordinals": _ordinals,
    "html with deleted text": _footnotes,
    "docx": lambda report, _: p.docx(p.blocks_of(report)),
    "docx with tracked changes": lambda report, _: p.docx(p.blocks_of(report), p.tracked),
    "docx with text boxes": lambda report, _: p.docx(p.blocks_of(report), boxed=True),
    "docx with nested tables": lambda report, _: p.docx(p.blocks_of(report), nested=True),
    "xlsx": lambda report, _: p.xlsx(p.blocks_of(report)),
    "xlsx of texts, with an offset and a hidden sheet": lambda report, dice: p.xlsx(
        p.blocks_of(report), as_text=True, offset=3, decoy=p.blocks_of(p.balanced(report.spec.id, dice))
    ),
    "ods": lambda report, _: p.ods(p.blocks_of(report)),
    "pdf": lambda report, _: p.pdf(p.blocks_of(report), height=2600),
    "pdf cut across pages, with radicals": lambda report, dice: p.pdf(
        p.blocks_of(report), cut_at=dice.randrange(8, 20), radicals=True
    ),
    "csv": lambda report, _: p.csv_file(p.blocks_of(report)).encode("utf-8-sig"),
    "csv in gb18030": lambda report, _: p.csv_file(p.blocks_of(report)).encode("gb18030"),
    "tabs": lambda report, _: p.squared("\t", p.blocks_of(report)).encode(),
    "strokes": lambda report, _: p.squared(" | ", p.blocks_of(report)).encode(),
    "markdown": lambda report, _: p.markdown(p.blocks_of(report)).encode(),
}

LOSSY: dict[str, Style] = {
    "a cell on each line": lambda report, _: p.lines_page(p.blocks_of(report), _each_line).encode(),
    "a row on each line": lambda report, _: p.lines_page(p.blocks_of(report), _joined_lines).encode(),
    "cells run together": lambda report, _: p.lines_page(
        p.blocks_of(report), lambda _, row: ["".join(cell.text for cell in row)]
    ).encode(),
    "a stroke behind each cell": lambda report, _: p.lines_page(
        p.blocks_of(report), lambda _, row: [f"{cell.text} |" for cell in row]
    ).encode(),
    "tables run together": _run_together,
    "laid out with blanks": _laid_out,
    "labels cut in two": _cut_labels,
    "blanks swallowed": _swallowed,
    "digits cut in two": _cut_digits,
}

STYLES = {**EXACT, **LOSSY}
