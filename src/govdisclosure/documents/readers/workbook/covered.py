"""What is read of the cells of an .xlsx sheet over which a drawing lies: whatever stands there, nobody sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from typing import Any

from attrs import evolve

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.readers.workbook.drawings import Scale, covering, reach
from govdisclosure.documents.readers.workbook.worksheet import Place, Worksheet
from govdisclosure.documents.readers.workbook.xlsx_styles import number_of, whole
from govdisclosure.documents.shown import UNREADABLE, beside_object, shown
from govdisclosure.files import check_limit

_POINT, _CHARACTER = 12_700, 66_675
"""Parts of drawings in a point, in which rows are measured, and in the digit that columns are counted by."""
_HEIGHT, _WIDTH = 15.0, 9.14
"""Points of a row, and characters of a column, of which nothing is said."""
_LARGEST = 1000.0

Area = tuple[range, range]
"""Rows and columns."""


def without_covered(sheet: Worksheet, root: Any, archive: Archive, part: str) -> Worksheet:
    """Return a sheet in which figures under a drawing are unreadable.

    A text by itself in its row, such as a title under an emblem, is read; a blank is in doubt between others only.
    """
    drawings = covering(archive, part) if sheet.texts else []
    if not drawings:
        return sheet
    rows, columns = _row_scale(root, sheet), _column_scale(root, sheet)
    covered = _covered([reach(each, rows, columns) for each in drawings], sheet)
    read = {place: text for place in covered if UNREADABLE in (text := _read(sheet.texts[place[0]], place[1]))}
    texts = [
        [read.get((row, column), text) for column, text in enumerate(line)] for row, line in enumerate(sheet.texts)
    ]
    return evolve(sheet, texts=texts, covered=sorted(read))


def _read(row: Sequence[str], column: int) -> str:
    """Return what is read of a cell of a row that nobody sees."""
    filled = [at for at, text in enumerate(row) if text]
    if row[column]:
        return shown(row[column], "unsure") if len(filled) > 1 else beside_object(row[column])
    return UNREADABLE if filled and filled[0] < column < filled[-1] else ""


def _covered(areas: list[Area], sheet: Worksheet) -> set[Place]:
    """Return the cells that lie in areas, and the first places of merged cells that reach into one."""
    found = {place for area in _bounded(areas) for place in product(*area)}
    height, width = len(sheet.texts), len(sheet.texts[0])
    merged = [
        (range(top, min(bottom + 1, height)), range(left, min(right + 1, width)))
        for (top, left), (bottom, right) in sheet.merged
        if top < height and left < width
    ]
    touched = (area for area in _bounded(merged) if not found.isdisjoint(product(*area)))
    return found | {(rows.start, columns.start) for rows, columns in touched}


def _bounded(areas: list[Area]) -> list[Area]:
    positions = sum(len(rows) * len(columns) for rows, columns in areas)
    check_limit("positions", positions, "图形或合并单元格覆盖的范围", "positions under drawings or in merged cells")
    return areas


def _row_scale(root: Any, sheet: Worksheet) -> Scale:
    usual = _size(root.find("{*}sheetFormatPr"), "defaultRowHeight", _HEIGHT)
    sizes = dict.fromkeys(range(len(sheet.texts)), usual)
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = whole(row.get("r")) or number + 1
        if number - 1 in sizes:
            sizes[number - 1] = _size(row, "ht", usual)
    return _scale([0.0 if row in sheet.hidden_rows else size for row, size in sizes.items()], _POINT)


def _column_scale(root: Any, sheet: Worksheet) -> Scale:
    usual = _size(root.find("{*}sheetFormatPr"), "defaultColWidth", _WIDTH)
    sizes = dict.fromkeys(range(len(sheet.texts[0])), usual)
    sizes |= dict(_widths(root, len(sizes), usual))
    return _scale([0.0 if column in sheet.hidden_columns else size for column, size in sizes.items()], _CHARACTER)


def _widths(root: Any, count: int, usual: float) -> Iterator[tuple[int, float]]:
    """Yield columns with their widths, each once."""
    reached = 0
    stated = (
        (whole(each.get("min")) - 1, whole(each.get("max")), _size(each, "width", usual))
        for each in root.iterfind("{*}cols/{*}col")
    )
    for first, last, size in sorted(stated):
        yield from ((column, size) for column in range(max(first, reached), min(last, count)))
        reached = max(reached, last)


def _size(element: Any, name: str, usual: float) -> float:
    size = number_of(element.get(name)) if element is not None else None
    return usual if size is None or not 0 <= size <= _LARGEST else size


def _scale(sizes: list[float], unit: int) -> Scale:
    return Scale(tuple(accumulate((round(size * unit) for size in sizes), initial=0)))
