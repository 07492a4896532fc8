"""Kinds of documents in which lines are broken, and figures printed twice, once for several, or under something."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.writing import blank_bytes
from tests.support import printing as p
from tests.support.conformance_made import Kind
from tests.support.conformance_mended import cut_cells, cut_off, in_yuan
from tests.support.drawing import Printer, Sheet, pdf_file

_GROUP = "outcome.unavailable"
_ROWS = ("not_held", "needs_creation", "still_unclear")
_UNIT = "本年收费金额"


def _cells(table: str, *rows: str) -> Callable[[gd.Report], frozenset[int]]:
    """Find the cells of a table, or of some rows of it."""
    return lambda report: frozenset(
        index for index, ref in enumerate(report.form.cells) if ref.table == table and (not rows or ref.row in rows)
    )


_GROUPED = _cells("applications", *(f"{_GROUP}.{row}" for row in _ROWS))


def sums_of_group(report: gd.Report) -> dict[str, int]:
    """Return what the rows of the group are together, column by column."""
    cells = report.form.cells
    columns = dict.fromkeys(cells[index].column for index in sorted(_GROUPED(report)))
    values = {(cells[index].row, cells[index].column): report.values[index] for index in _GROUPED(report)}
    return {column: sum(int(values[f"{_GROUP}.{row}", column] or 0) for row in _ROWS) for column in columns}


def subtotals_of(report: gd.Report) -> dict[str, Any]:
    """Return the sums of the group as report JSON has them."""
    return {"applications": {_GROUP: sums_of_group(report)}}


def _in_one_row(report: gd.Report) -> p.Blocks:
    """Print a group of rows as one, with their sums."""
    sums, cells, group = sums_of_group(report), report.form.cells, _GROUPED(report)

    def grid(block: Grid) -> Grid:
        printed = {cell.index: cell for cell in block.cells}
        if not group <= printed.keys():
            return block
        first, *more = sorted({printed[index].row for index in group})
        left = min(printed[index].column for index in group)
        kept = []
        for cell in block.cells:
            covered = len(set(more) & set(cell.rows))
            below = sum(row < cell.row for row in more)
            if cell.row in more or (cell.row == first and cell.end == left and cell.rowspan == 1):
                continue
            text = str(sums[cells[cell.index].column]) if cell.index in group and cell.index is not None else cell.text
            wide = left - cell.column if cell.row == first and cell.rowspan == len(_ROWS) else cell.colspan
            kept.append(evolve(cell, row=cell.row - below, rowspan=cell.rowspan - covered, colspan=wide, text=text))
        return Grid(block.height - len(more), block.width, tuple(kept))

    return [grid(block) if isinstance(block, Grid) else block for block in p.blocks_of(report)]


def _twice(change: Callable[[GridCell], str]) -> Callable[[gd.Report], str]:
    """Print the first table once more, with other texts in its cells."""

    def page(report: gd.Report) -> str:
        blocks = p.blocks_of(report)
        place, grid = next((n, block) for n, block in enumerate(blocks) if isinstance(block, Grid))
        again = evolve(grid, cells=tuple(cell.saying(change(cell)) for cell in grid.cells))
        return p.html_page([*blocks[: place + 1], again, *blocks[place + 1 :]])

    return page


def _one_more(cell: GridCell) -> str:
    return cell.text if cell.index is None else str(int(cell.text) + 1)


def _drawn_over(report: gd.Report) -> bytes:
    """Return an OpenDocument workbook in which a filled shape lies over every fifth figure."""
    shape = '<d:rect s:width="2cm" s:height="0.5cm" t:end-x="2cm" t:end-y="0.5cm" t:end-cell-address="{}"/>'
    blocks = [
        evolve(block, cells=tuple(cell.saying(f"{cell.text}@") if _covered(cell) else cell for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in p.blocks_of(report)
    ]
    return _open(blocks, shape.format, "@</x:p>")


def _covered(cell: GridCell) -> bool:
    return cell.index is not None and cell.index % 5 == 1


def _chart_beside(report: gd.Report) -> bytes:
    """Return an OpenDocument workbook in which a frame is held by the cell of the headline and ends beside it."""
    first, *blocks = p.blocks_of(report)
    frame = '<d:frame t:end-x="0cm" t:end-y="0cm" t:end-cell-address="报告.B2"/>'
    return _open([f"{first}@", *blocks], lambda _: frame, "@</x:p>")


def _open(blocks: p.Blocks, drawing: Callable[[str], str], held: str) -> bytes:
    """Write an OpenDocument workbook with a drawing in each cell whose text ends in a sign."""
    content = zipfile.ZipFile(io.BytesIO(p.ods(blocks))).read("content.xml").decode()
    rows = re.split(r"(?=<t:table-row)", content)
    for number, row in enumerate(rows):
        cells = re.split(r"(?=<t:(?:covered-)?table-cell)", row)
        cells = [
            cell.replace(held, "</x:p>" + drawing(f"报告.{chr(ord('A') + column)}{number}"))
            for column, cell in enumerate(cells, -1)
        ]
        rows[number] = "".join(cells)
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'<o:document-content xmlns:d="{ns}:drawing:1.0" xmlns:s="{ns}:svg-compatible:1.0"'
    content = "".join(rows).replace("<o:document-content", names)
    return p.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _broken(report: gd.Report) -> bytes:
    """Print a PDF in which the headline and the text of sections are broken over lines."""
    headline, *blocks = p.blocks_of(report)
    assert isinstance(headline, str)
    printer = Printer(sheets=[Sheet("0 0 680 500")], y=440)
    half = len(headline) // 2
    for y, text in ((460, headline[:half]), (436, headline[half:])):
        printer.sheets[-1].text(340 - 8 * len(text), y, text, size=16)
    printer.y = 425
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            printer.print_all(list(blocks[number:]))
            break
        for line in (block[start : start + 60] for start in range(0, len(block), 60)):
            printer.y -= 14
            printer.sheets[-1].text(40, printer.y, line)
        printer.y -= 8
    return pdf_file(*printer.sheets)


def _worded(row: Sequence[GridCell]) -> str:
    return " ".join(cell.text for cell in row if cell.text)


def _short_row(report: gd.Report) -> str:
    """Print a plain text in which one row has only its first three figures."""
    short = sorted(_cells("applications", "outcome.granted")(report))[3:]
    return p.lines_page(
        p.blocks_of(report), lambda _, row: [_worded([cell for cell in row if cell.index not in short])]
    )


def _noted(text: str) -> str:
    """Write a note behind figures."""
    return f"{text}（其中修订1件）" if text.isdecimal() and int(text) % 2 else text


def _unit_over(report: gd.Report) -> p.Blocks:
    """Print amounts in yuan, and say so in a line over their table; its head says no unit."""
    blocks: p.Blocks = []
    for block in in_yuan(report):
        if isinstance(block, Grid) and any(_UNIT in cell.text for cell in block.cells):
            blocks.append("单位：元")
            cells = (cell.saying(_UNIT) if _UNIT in cell.text else cell for cell in block.cells)
            blocks.append(evolve(block, cells=tuple(cells)))
        else:
            blocks.append(block)
    return blocks


def _over_two(report: gd.Report) -> str:
    """Print the figures of the first two columns of a table in one cell each."""
    two = _first_two(report)
    first = {index for index in two if report.form.cells[index].column == _COLUMNS[0]}
    blocks = [
        evolve(
            block,
            cells=tuple(
                evolve(cell, colspan=2) if cell.index in first else cell
                for cell in block.cells
                if cell.index in first or cell.index not in two
            ),
        )
        if isinstance(block, Grid)
        else block
        for block in p.blocks_of(report)
    ]
    return p.html_page(blocks)


_COLUMNS = ("natural_person", "organisation.business")


def _first_two(report: gd.Report) -> frozenset[int]:
    return frozenset(
        index
        for index, ref in enumerate(report.form.cells)
        if ref.table == "applications" and ref.column in _COLUMNS and ref.row in ("new", "carried_in")
    )


def _with_dashes(report: gd.Report) -> gd.Report:
    """Put dashes, which mean nothing, in the place of figures."""
    data = gd.to_data(report)
    for column, mark in (("issued", "——"), ("repealed", "—"), ("in_force", "-")):
        data["tables"]["documents"]["regulation"][column] = {"mark": mark}
    return gd.from_data(data)


def grouped() -> Iterator[tuple[str, gd.Report, list[dict[str, Any]]]]:
    """Yield reports in which a group has one sum alone, which the total above it holds, or does not."""
    for more in (0, 2):
        report = evolve(p.balanced("cn/2021", random.Random("group")), sections={})
        data = gd.to_data(report) | {"subtotals": subtotals_of(report)}
        for row in _ROWS:
            del data["tables"]["applications"][f"{_GROUP}.{row}"]
        moved = {"natural_person": more, "organisation.business": -more}
        for column, by in moved.items():
            data["subtotals"]["applications"][_GROUP][column] += by
        findings = [
            {"rule": "applications/rows:outcome", "instance": column, "status": "fail", "difference": -by}
            for column, by in moved.items()
        ]
        yield f"group-{more or 'follows'}", gd.from_data(data), findings if more else []


def _said(**texts: str) -> Callable[[gd.Report], gd.Report]:
    return lambda report: evolve(report, sections={**report.sections, **texts})


_LONG = "全年工作平稳，各单位通过办公系统办理公开事项，门户网站栏目逐一核对，未出现逾期，公众满意度较上年有所提高。" * 3

BROKEN: Mapping[str, Kind] = {
    "group-in-one-row": Kind(
        "html",
        lambda r: p.html_page(_in_one_row(r)),
        "a group of rows printed as one, whose parts nobody can name",
        unread=True,
        unknown=_GROUPED,
        more=lambda report: {"subtotals": subtotals_of(report)},
    ),
    "table-twice": Kind("html", _twice(lambda cell: cell.text), "a table that is printed twice"),
    "table-twice-with-other-figures": Kind(
        "html",
        _twice(_one_more),
        "a table that is printed twice, with other figures",
        unread=True,
        unknown=_cells("documents"),
    ),
    "figures-over-two-columns": Kind(
        "html", _over_two, "figures that stand in two columns together", unread=True, unknown=_first_two
    ),
    "open-workbook-under-drawings": Kind(
        "ods",
        _drawn_over,
        "drawings over figures of an OpenDocument workbook",
        unread=True,
        unknown=lambda r: frozenset(range(1, len(r.values), 5)),
    ),
    "open-workbook-with-a-chart-beside": Kind(
        "ods", _chart_beside, "a chart that is held by the cell of the title and lies over no figure"
    ),
    "row-cut-short": Kind(
        "txt",
        _short_row,
        "a row of a plain text that has fewer figures than columns",
        unread=True,
        unknown=_cells("applications", "outcome.granted"),
    ),
    "table-ends-early-in-a-text": Kind(
        "txt",
        lambda r: p.lines_page(cut_off(r), lambda _, row: [_worded(row)]),
        "a table of a plain text of which only the first rows are printed",
        unknown=cut_cells,
        unread=True,
    ),
    "another-table": Kind(
        "html",
        lambda _: "<h1>示例市示例局2024年度考核</h1><table><tr><td>项目<td>得分<tr><td>出勤<td>9</table>",
        "a table that is none of a report",
        refused=True,
    ),
    "pdf-lines-broken": Kind(
        "pdf", _broken, "a headline in two lines, and text in several", given=_said(overview=_LONG)
    ),
    "pdf-notes-behind-figures": Kind(
        "pdf",
        lambda r: Printer().print_all(p.blocks_of(r, _noted)),
        "figures with notes that go on in the next lines of their cells",
    ),
    "pdf-without-lines": Kind(
        "pdf", lambda r: Printer(ruled=False).print_all(p.blocks_of(r)), "a PDF without ruling lines", unread=True
    ),
    "pdf-dashes": Kind(
        "pdf",
        lambda r: Printer().print_all(p.blocks_of(r)),
        "dashes of one and of two signs in the place of figures",
        given=_with_dashes,
    ),
    "unit-over-a-table": Kind(
        "html", lambda r: p.html_page(_unit_over(r)), "amounts printed in yuan, as a line over the table says"
    ),
    "unit-over-a-table-of-a-pdf": Kind("pdf", lambda r: Printer().print_all(_unit_over(r)), "the same in a PDF"),
    "blank-form": Kind(
        "docx",
        lambda _: blank_bytes("cn/2021", "docx"),
        "a form that nobody filled in: what it asks for is no answer",
        unread=True,
        given=lambda report: report.replacing({(ref.table, ref.row, ref.column): None for ref in report.form.cells}),
        more=lambda report: {"sections": dict.fromkeys(report.sections, False), "organisation": "", "year": None},
    ),
    "json-unknown-column": Kind(
        "json",
        lambda _: '{"spec":"cn/2021","tables":{"fees":{"fee":{"number":1}}}}',
        "a column that no format has",
        refused=True,
    ),
}
