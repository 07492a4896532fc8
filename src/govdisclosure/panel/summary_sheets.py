"""A roll-up as a workbook: sums with live formulas over what every member reported, findings, who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from govdisclosure.documents import Sheet, SheetCell, Workbook, address, quoted_sheet, write_xlsx
from govdisclosure.findings import check
from govdisclosure.form import cell_name
from govdisclosure.language import current, say
from govdisclosure.panel.reports import Filed
from govdisclosure.panel.summing import CellSum, Rollup
from govdisclosure.phrasing import SEVERITY, STATUS
from govdisclosure.report import Report
from govdisclosure.spec import Number

_HEAD = 3
"""Rows above the figures: title, note, headers."""


def rollup_xlsx(found: Rollup) -> bytes:
    """Return a roll-up as XLSX: 汇总, 明细, 问题清单, 未报清单, 总分核对."""
    names = [
        say(zh="汇总", en="Sums"), say(zh="明细", en="Members"), say(zh="问题清单", en="Findings"),
        say(zh="未报清单", en="Missing"), say(zh="总分核对", en="Against the parent"),
    ]  # fmt: skip
    detail = names[1]
    own = _reported(found)
    makers = (
        _sums(found, detail),
        _members(found, own),
        _findings(found, own),
        _missing(found),
        _against(found, detail),
    )
    widths = {0: 14, 1: 48, 2: 14, 3: 14, 4: 14, 5: 14}
    sheets = (Sheet(name, cells, widths=widths, frozen_rows=_HEAD) for name, cells in zip(names, makers, strict=True))
    return write_xlsx(Workbook(tuple(sheets), found.unit.name, by_rows=True))


@frozen
class _Reported:
    """What the workbook says of a member's report: cells as they are printed, and what was found."""

    cells: tuple[Number | str, ...]
    findings: tuple[tuple[str, ...], ...]


def _reported(found: Rollup) -> dict[str, _Reported]:
    """Return what is said of each report, by the code of its member; the reports pass one after the other."""
    return {filed.unit or "": _Reported(_printed(filed.report, found), _found_in(filed)) for filed in found.reports()}


def _printed(report: Report, found: Rollup) -> tuple[Number | str, ...]:
    numbers = ((cell.index, report.values[cell.index]) for cell in found.sums)
    return tuple(report.content(index).text if number is None else number for index, number in numbers)


def _found_in(filed: Filed) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (filed.file, str(SEVERITY[one.severity]), str(STATUS[one.status]), one.id, one.message)
        for one in check(filed.report)
    )


def _top(title: str, note: str, heads: Sequence[str]) -> Iterator[SheetCell]:
    yield SheetCell(0, 0, title, "heading", colspan=max(2, len(heads)))
    yield SheetCell(1, 0, note, "note", colspan=max(2, len(heads)))
    for column, head in enumerate(heads):
        yield SheetCell(2, column, head, "head")


def _name(found: Rollup, cell: CellSum) -> str:
    return cell_name(found.form, cell.index, current())


def _sums(found: Rollup, detail: str) -> Iterator[SheetCell]:
    count = len(found.members)
    note = say(
        zh=f"{count} 个单位中 {len(found.files)} 个已报；“已知”少于 {count} 的，合计只是已知部分。",
        en=f"{len(found.files)} of {count} units have reported; a sum with fewer known is that of the known ones",
    )
    heads = say(zh="表,单元格,合计,已知,应报", en="Table,Cell,Sum,Known,Of").split(",")
    yield from _top(f"{found.unit.name} {found.period or ''}", note, heads)
    for number, cell in enumerate(found.sums):
        row, ref = _HEAD + number, found.form.cells[cell.index]
        block = _block(detail, number, 0, count)
        yield SheetCell(row, 0, ref.table, "stub")
        yield SheetCell(row, 1, _name(found, cell), "stub")
        yield SheetCell(row, 2, cell.printed, "total", formula=f"=SUM({block})")
        yield SheetCell(row, 3, cell.numbers, "value", formula=f"=COUNT({block})")
        yield SheetCell(row, 4, count, "value")


def _block(detail: str, number: int, first: int, count: int) -> str:
    """Return the cells of 明细 that a sum is over: one column for each cell of the form, one row for each member."""
    start, end = (address(row, 2 + number) for row in (_HEAD + first, _HEAD + first + count - 1))
    return f"{quoted_sheet(detail)}!{start}:{end}"


def _members(found: Rollup, own: Mapping[str, _Reported]) -> Iterator[SheetCell]:
    heads = say(zh="代码,单位", en="Code,Unit").split(",") + [_name(found, cell) for cell in found.sums]
    note = say(
        zh="没有数的格照原样；未报单位整行空白。", en="cells without a number as printed; missing units are blank"
    )
    yield from _top(say(zh="明细", en="Members"), note, heads)
    for row, unit in enumerate(found.members, _HEAD):
        yield SheetCell(row, 0, unit.code, "stub")
        yield SheetCell(row, 1, unit.name, "stub")
        for column, thing in enumerate(own[unit.code].cells if unit.code in own else (), 2):
            yield SheetCell(row, column, thing, "value")


def _findings(found: Rollup, own: Mapping[str, _Reported]) -> Iterator[SheetCell]:
    heads = say(zh="单位,文件,级别,结果,规则,说明", en="Unit,File,Severity,Status,Rule,Message").split(",")
    yield from _top(
        say(zh="问题清单", en="Findings"), say(zh="各单位报告的核对结果", en="from checking each report"), heads
    )
    reported = (unit for unit in found.members if unit.code in own)
    lines = ((unit.name, *line) for unit in reported for line in own[unit.code].findings)
    for row, line in enumerate(lines, _HEAD):
        for column, text in enumerate(line):
            yield SheetCell(row, column, text, "text")


def _missing(found: Rollup) -> Iterator[SheetCell]:
    heads = say(zh="代码,单位", en="Code,Unit").split(",")
    yield from _top(say(zh="未报清单", en="Missing"), say(zh="没有报告的单位", en="units without a report"), heads)
    for number, unit in enumerate(found.missing):
        yield SheetCell(_HEAD + number, 0, unit.code, "text")
        yield SheetCell(_HEAD + number, 1, unit.name, "text")


def _against(found: Rollup, detail: str) -> Iterator[SheetCell]:
    heads = say(
        zh="单位,表,单元格,下级合计,本单位报告,差额,结果", en="Unit,Table,Cell,Sum below,Own report,Difference,Status"
    ).split(",")
    note = found.against or say(zh="没有上级单位的报告", en="there is no report of the parent")
    yield from _top(say(zh="总分核对", en="Against the parent"), note, heads)
    levels = [found, *(one for one in found.below if one.against is not None)]
    row = _HEAD
    for level in levels:
        first = found.members.index(level.members[0])
        for number, cell in enumerate(level.sums):
            yield from _compared(level, cell, row, _block(detail, number, first, len(level.members)))
            row += 1


def _compared(level: Rollup, cell: CellSum, row: int, block: str) -> Iterator[SheetCell]:
    """Yield the cells of a row: the sum of what is below a unit, and what the unit itself says."""
    own = cell.own[0] if cell.own and cell.own[0] == cell.own[1] else None
    total = cell.printed
    yield SheetCell(row, 0, level.unit.name, "stub")
    yield SheetCell(row, 1, level.form.cells[cell.index].table, "stub")
    yield SheetCell(row, 2, _name(level, cell), "stub")
    yield SheetCell(row, 3, total, "total", formula=f"=SUM({block})")
    yield SheetCell(row, 4, own, "value")
    if own is not None:
        yield SheetCell(row, 5, own - total, "value", formula=f"={address(row, 4)}-{address(row, 3)}")
    yield SheetCell(row, 6, str(STATUS[cell.status]), "text")
