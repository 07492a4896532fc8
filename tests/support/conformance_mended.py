"""Documents of every kind that was once read wrongly, each with the figures that were drawn before it was printed."""

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
from tests.support.drawing import Printer, pdf_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _every_fifth(cell: GridCell) -> bool:
    return cell.index is not None and cell.index % 5 == 1


def _beside(shown: str, *, unit: str = "{}") -> Callable[[gd.Report], str]:
    """Write some figures of a web page in another way; `{}` is where the figure stands."""

    def cell(found: GridCell) -> str:
        return (shown if _every_fifth(found) else unit).format(html.escape(found.text))

    return lambda report: p.html_page(p.blocks_of(report), p.Markup(cell))


def _styled(rules: str, shown: str) -> Callable[[gd.Report], str]:
    """Write some figures of a web page in another way, with a style sheet."""
    page = _beside(shown)
    return lambda report: page(report).replace("<title>", f"<style>{rules}</style><title>")


def _changed(change: Callable[[GridCell], str]) -> Callable[[gd.Report], p.Blocks]:
    """Print some cells with other texts."""

    def blocks(report: gd.Report) -> p.Blocks:
        return [
            Grid(block.height, block.width, tuple(evolve(cell, text=change(cell)) for cell in block.cells))
            if isinstance(block, Grid)
            else block
            for block in p.blocks_of(report)
        ]

    return blocks


def _relabelled(old: str, new: str) -> Callable[[gd.Report], p.Blocks]:
    return _changed(lambda cell: cell.text.replace(old, new) if cell.index is None else cell.text)


def in_yuan(report: gd.Report) -> p.Blocks:
    """Print amounts of money in yuan, and say so in the head."""
    money = {index for index, ref in enumerate(report.form.cells) if ref.table == "fees"}

    def text(cell: GridCell) -> str:
        if cell.index in money:
            return str(int(cell.text) * 10_000)
        return cell.text.replace("万元", "元")

    return _changed(text)(report)


TRADITIONAL = str.maketrans(
    "条项规费许处罚强书复议诉讼总计维持结转数请务业组织其他机构无",
    "條項規費許處罰強書復議訴訟總計維持結轉數請務業組織其他機構無",
)


def _after(title: str, *more: str) -> Callable[[gd.Report], str]:
    """Print paragraphs behind one of the document."""

    def page(report: gd.Report) -> str:
        blocks = p.blocks_of(report)
        place = next(number for number, block in enumerate(blocks) if isinstance(block, str) and title in block)
        return p.html_page([*blocks[: place + 1], *more, *blocks[place + 1 :]])

    return page


def _one_row_more(report: gd.Report) -> tuple[p.Blocks, int]:
    """Print the first row of figures once more, with sevens; return where it stands."""
    blocks = p.blocks_of(report)
    place = next(number for number, block in enumerate(blocks) if isinstance(block, Grid))
    grid = blocks[place]
    assert isinstance(grid, Grid)
    row = next(cell.row for cell in grid.cells if cell.kind == "value")
    again = [
        evolve(cell, row=row + 1, text="7" if cell.kind == "value" else cell.text, index=None)
        for cell in grid.cells
        if cell.row == row
    ]
    moved = [evolve(cell, row=cell.row + 1) if cell.row > row else cell for cell in grid.cells]
    more = Grid(grid.height + 1, grid.width, tuple(sorted([*moved, *again], key=lambda one: (one.row, one.column))))
    return [*blocks[:place], more, *blocks[place + 1 :]], row + 1


def workbook(unseen: Callable[[Any, Any, int, list[GridCell]], object]) -> Callable[[gd.Report], bytes]:
    """Write a workbook in which a row once more, of sevens, is not seen."""

    def written(report: gd.Report) -> bytes:
        blocks, row = _one_row_more(report)
        out = io.BytesIO()
        book = p.new_workbook(out)
        sheet = book.add_worksheet("报告")
        p.fill(sheet, blocks, 0)
        place = next(number for number, block in enumerate(blocks) if isinstance(block, Grid))
        grid = blocks[place]
        assert isinstance(grid, Grid)
        at = 2 * place + row
        cells = [evolve(cell, row=at) for cell in grid.cells if cell.row == row]
        unseen(book, sheet, at, cells)
        book.close()
        return out.getvalue()

    return written


def formatted(**properties: str) -> Callable[..., None]:
    """Write the row in another format."""

    def unseen(book: Any, sheet: Any, _row: int, cells: list[GridCell]) -> None:
        look = book.add_format(properties)
        for cell in cells:
            sheet.write(cell.row, cell.column, cell.text, look)

    return unseen


def _word(properties: str = "", style: str = "") -> Callable[[gd.Report], bytes]:
    """Write a Word document in which a 7 behind every second figure looks in some way."""

    def run(text: str) -> str:
        plain = f"<w:r><w:t>{html.escape(text)}</w:t></w:r>"
        seven = f"<w:r><w:rPr>{properties}</w:rPr><w:t>7</w:t></w:r>"
        return plain + seven if text.isdecimal() and int(text) % 2 else plain

    def written(report: gd.Report) -> bytes:
        parts = dict(p.parts_of_docx(p.blocks_of(report), run))
        if style:
            parts["word/styles.xml"] = f"<w:styles {W}>{style}</w:styles>"
        return p.zipped(parts)

    return written


def _pdf(mode: int = 0, state: str = "", page: str = "") -> Callable[[gd.Report], bytes]:
    """Write a PDF with ruling lines; a 7 that is not seen stands all over its pages."""

    def written(report: gd.Report) -> bytes:
        printer = Printer()
        printer.print_all(p.blocks_of(report))
        for sheet in printer.sheets:
            sheet.extra = page
            for y in range(50, 460, 25):
                if mode or state:
                    sheet.text(500, y, "7", size=7, mode=mode, state=state)
        return pdf_file(*printer.sheets)

    return written


def _one_table(report: gd.Report) -> bytes:
    """Print the headline and the table of applications, of which a later format has the rows of a group more."""
    blocks = p.blocks_of(report)
    grids = [block for block in blocks if isinstance(block, Grid)]
    return p.html_page([blocks[0], grids[1]]).encode()


def _not_in(table: str) -> Callable[[gd.Report], frozenset[int]]:
    return lambda report: frozenset(index for index, ref in enumerate(report.form.cells) if ref.table != table)


def cut_off(report: gd.Report) -> p.Blocks:
    """Print the third table up to its fifth row."""
    blocks = p.blocks_of(report)
    grids = [number for number, block in enumerate(blocks) if isinstance(block, Grid)]
    grid = blocks[grids[1]]
    assert isinstance(grid, Grid)
    last = max(cell.row for cell in grid.cells if cell.index in _first_rows(report))
    cells = tuple(
        evolve(cell, rowspan=min(cell.rowspan, last + 1 - cell.row)) for cell in grid.cells if cell.row <= last
    )
    blocks[grids[1]] = Grid(last + 1, grid.width, cells)
    return blocks


def _first_rows(report: gd.Report) -> frozenset[int]:
    rows = [*dict.fromkeys(ref.row for ref in report.form.cells if ref.table == "applications")][:5]
    return frozenset(
        index for index, ref in enumerate(report.form.cells) if ref.table == "applications" and ref.row in rows
    )


def cut_cells(report: gd.Report) -> frozenset[int]:
    """Find the cells that such a document does not print."""
    kept = _first_rows(report)
    return frozenset(
        index for index, ref in enumerate(report.form.cells) if ref.table == "applications" and index not in kept
    )


def _tidy(report: gd.Report, *, head: str = "value", more: str = "") -> str:
    """Return a report as tidy rows; `head` names the columns of figures, `more` is the end of one more row."""
    general = f"{report.spec.id},{report.organisation},{report.year}"
    values = [str(value) for value in report.values]
    rows = [
        f"{general},{ref.table},{ref.row},{ref.column},number,{value}{',7' * head.count(',')}"
        for ref, value in zip(report.form.cells, values, strict=True)
    ]
    texts = [f"{general},,{key},,section,{text}" for key, text in report.sections.items()]
    rows += [*texts, *([f"{general},{more}"] if more else [])]
    return "\n".join([f"spec,organisation,year,table,row,column,state,{head}", *rows]) + "\n"


def _json(text: str) -> Callable[[gd.Report], str]:
    return lambda _: text


_CELLS_OF_A_STYLE = '<w:style w:type="character" w:styleId="S"><w:rPr>{}</w:rPr></w:style>'

KINDS: Mapping[str, Kind] = {
    "unit-in-head": Kind("html", lambda r: p.html_page(in_yuan(r)), "amounts printed in yuan, as the head says"),
    "unit-in-head-2019": Kind(
        "html", lambda r: p.html_page(in_yuan(r)), "amounts printed in yuan, as the head says", spec="cn/2019"
    ),
    "label-with-note": Kind(
        "html",
        lambda r: p.html_page(_relabelled("规章", "规章（由有权制定的机关填写）")(r)),
        "a label with a note in brackets",
    ),
    "label-with-star": Kind("html", lambda r: p.html_page(_relabelled("规章", "*规章")(r)), "a label with a star"),
    "traditional": Kind(
        "html", lambda r: p.html_page(_changed(lambda c: c.text.translate(TRADITIONAL))(r)), "in traditional characters"
    ),
    "heads-cut-alike": Kind(
        "txt",
        lambda r: p.squared(" | ", _changed(lambda c: _cut(c.text) if c.kind == "header" else c.text)(r)),
        "two heads cut to the same word",
        spec="cn/2019",
    ),
    "table-ends-early": Kind(
        "html",
        lambda r: p.html_page(cut_off(r)),
        "a table of which only the first rows are printed",
        left_out=cut_cells,
    ),
    "one-table-of-2019": Kind(
        "html",
        _one_table,
        "a table that two formats can hold: the year decides",
        spec="cn/2019",
        left_out=_not_in("applications"),
    ),
    "one-table-of-2021": Kind(
        "html", _one_table, "a table that two formats can hold: the year decides", left_out=_not_in("applications")
    ),
    "page-furniture": Kind(
        "html",
        _after("没有收取费用", "附件下载", "扫一扫在手机打开当前页", "主办：示例市人民政府　网站地图"),
        "what the page says around the report is no text of it",
    ),
    "style-sheet-by-class": Kind("html", _styled(".x{display:none}", "{}<b class=x>7</b>"), "a class that hides"),
    "style-sheet-by-place": Kind(
        "html", _styled("td > i b{display:none}", "{}<i><b>7</b></i>"), "selectors within each other"
    ),
    "style-sheet-by-id": Kind("html", _styled("#x{visibility:hidden}", "{}<b id=x>7</b>"), "a name that hides"),
    "style-sheet-in-a-comment": Kind(
        "html", _styled("/* b{display:none} */", "<b>{}</b>"), "a rule in a comment hides nothing"
    ),
    "style-sheet-for-print": Kind(
        "html", _styled("@media print{b{display:none}}", "<b>{}</b>"), "a rule for another medium"
    ),
    "raised-by-length": Kind(
        "html", _beside("{}<span style='vertical-align:6px'>7</span>"), "a digit raised by a length"
    ),
    "raised-by-place": Kind(
        "html", _beside("{}<span style='position:relative;top:-5px'>7</span>"), "a digit moved off its line"
    ),
    "hidden-attribute": Kind("html", _beside("{}<b hidden>7</b>"), "an element that says it is hidden"),
    "hidden-dialog": Kind("html", _beside("{}<dialog>7</dialog>"), "a dialog that is not open"),
    "hidden-behind-clip": Kind("html", _beside("{}<b style='clip-path:inset(50%)'>7</b>"), "an element cut to nothing"),
    "scaled-to-nothing": Kind("html", _beside("{}<b style='transform:scale(0)'>7</b>"), "an element of no size"),
    "indented-away": Kind("html", _beside("{}<p style='text-indent:-999em'>7</p>"), "a text beside the page"),
    "annotation-above": Kind("html", _beside("<ruby>{}<rt>7</rt></ruby>"), "a reading above the figure"),
    "fields": Kind("html", _beside("<input value='{}'>"), "figures in fields of a form"),
    "blocks-in-a-cell": Kind(
        "html", _beside("<div>{}</div><div>0</div>"), "two blocks in a cell are not one figure", unread=True
    ),
    "picture-in-a-cell": Kind(
        "html", _beside("<img src=figure.png>"), "a picture in the place of a figure", unread=True
    ),
    "drawing-in-a-cell": Kind(
        "html", _beside("<svg><text>{}</text></svg>"), "a drawing in the place of a figure", unread=True
    ),
    "turned-text": Kind("html", _beside("<bdo dir=rtl>{}</bdo>"), "figures written from right to left", unread=True),
    "charset-that-is-none": Kind(
        "html",
        lambda r: _beside("{}\\x39")(r).replace("charset='utf-8'", "charset=unicode_escape"),
        "a charset that is a codec of a programming language",
        unread=True,
    ),
    "word-raised": Kind("docx", _word('<w:position w:val="12"/>'), "a digit raised by its position"),
    "word-superscript": Kind("docx", _word('<w:vertAlign w:val="superscript"/>'), "a raised digit"),
    "word-hidden": Kind("docx", _word("<w:vanish/>"), "hidden text"),
    "word-white": Kind("docx", _word('<w:color w:val="FFFFFF"/>'), "white letters"),
    "word-tiny": Kind("docx", _word('<w:sz w:val="1"/>'), "letters too small to see"),
    "word-struck-by-style": Kind(
        "docx", _word('<w:rStyle w:val="S"/>', style=_CELLS_OF_A_STYLE.format("<w:strike/>")), "struck out by a style"
    ),
    "word-raised-by-style": Kind(
        "docx",
        _word('<w:rStyle w:val="S"/>', style=_CELLS_OF_A_STYLE.format('<w:vertAlign w:val="superscript"/>')),
        "raised by a style",
    ),
    "workbook-row-without-height": Kind(
        "xlsx", workbook(lambda _b, sheet, row, _c: sheet.set_row(row, 0)), "a row without height"
    ),
    "workbook-hidden-row": Kind(
        "xlsx", workbook(lambda _b, sheet, row, _c: sheet.set_row(row, None, None, {"hidden": True})), "a hidden row"
    ),
    "workbook-struck": Kind("xlsx", workbook(formatted(font_strikeout="1")), "a row that is struck out"),
    "workbook-white": Kind("xlsx", workbook(formatted(font_color="#FFFFFF")), "a row in white letters"),
    "workbook-format-of-nothing": Kind(
        "xlsx", workbook(formatted(num_format=";;;")), "a row whose number format shows nothing"
    ),
    "pdf-unseen": Kind("pdf", _pdf(mode=3), "letters that are not drawn"),
    "pdf-white": Kind("pdf", _pdf(state="1 g"), "white letters"),
    "pdf-turned-page": Kind("pdf", _pdf(page="/Rotate 90"), "pages that are turned"),
    "tidy-csv": Kind("csv", _tidy, "one figure in a row"),
    "tidy-csv-two-values": Kind("csv", lambda r: _tidy(r, head="value,value"), "two columns of one name", refused=True),
    "tidy-csv-section-twice": Kind(
        "csv", lambda r: _tidy(r, more=",other,,section,别的"), "two texts of one section", refused=True
    ),
    "tidy-csv-cell-twice": Kind(
        "csv", lambda r: _tidy(r, more="fees,fee,amount,number,7"), "two figures of one cell", refused=True
    ),
    "tidy-csv-of-many-digits": Kind(
        "csv", lambda r: _tidy(r, more=f"fees,fee,amount,number,{'1' * 5000}"), "a number of 5,000 digits", refused=True
    ),
    "json-of-brackets": Kind(
        "json", _json('{"spec":"cn/2021","tables":' + "[" * 5000), "values in each other", refused=True
    ),
    "json-twice-the-same-key": Kind(
        "json",
        _json('{"spec":"cn/2021","tables":{"fees":{"fee":{"amount":1,"amount":2}}}}'),
        "a key twice",
        refused=True,
    ),
    "json-of-another-format": Kind(
        "json", _json('{"spec":"cn/1999","tables":{}}'), "a format that there is not", refused=True
    ),
    "nothing": Kind("txt", lambda _: "", "an empty file", refused=True),
    "no-report": Kind("html", lambda _: "<p>示例市示例局2024年工作总结</p>", "a page without a report", refused=True),
}


def _cut(text: str) -> str:
    return text[:3] if text.startswith("本年新") else text
