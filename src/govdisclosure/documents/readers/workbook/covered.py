"""What is read of the cells of a sheet over which a drawing lies: whatever stands there, nobody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from attrs import evolve

from govdisclosure.documents.readers.workbook.worksheet import Place, Worksheet
from govdisclosure.documents.shown import UNREADABLE, beside_object, shown
from govdisclosure.files import check_limit

Area = tuple[range, range]
"""Rows and columns."""
EDGE = 2.25
"""Points that a drawing may lie over the edge of a cell without hiding anything of it: a digit is wider."""


def without_covered(sheet: Worksheet, areas: Sequence[Area]) -> Worksheet:
    """Return a sheet in which figures in some areas, those under drawings, are unreadable.

    A text by itself in its row, such as a title under an emblem, is read; a blank is in doubt between others only.
    """
    if not areas or not sheet.texts:
        return sheet
    covered = _covered(areas, sheet)
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


def _covered(areas: Sequence[Area], sheet: Worksheet) -> set[Place]:
    """Return the cells that lie in areas, and the first places of merged cells that reach into one."""
    found = {place for area in _bounded(areas, sheet) for place in product(*area)}
    merged = [(range(top, bottom + 1), range(left, right + 1)) for (top, left), (bottom, right) in sheet.merged]
    touched = (area for area in _bounded(merged, sheet) if not found.isdisjoint(product(*area)))
    return found | {(rows.start, columns.start) for rows, columns in touched}


def _bounded(areas: Iterable[Area], sheet: Worksheet) -> list[Area]:
    """Return what of areas is in a sheet; refuse more than anybody could go through."""
    height, width = len(sheet.texts), len(sheet.texts[0])
    inside = [
        (range(rows.start, min(rows.stop, height)), range(columns.start, min(columns.stop, width)))
        for rows, columns in areas
    ]
    positions = sum(len(rows) * len(columns) for rows, columns in inside)
    check_limit("positions", positions, "图形或合并单元格覆盖的范围", "positions under drawings or in merged cells")
    return [(rows, columns) for rows, columns in inside if rows and columns]
