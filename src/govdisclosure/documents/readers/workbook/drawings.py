"""The pictures, charts and shapes of an .xlsx sheet that hide what is under them, and how far they reach.

A shape without a fill and without a text, such as a frame around some cells, hides nothing. Source: ECMA-376, part 1,
20.5 (drawings of a sheet) and 20.1.8 (fills).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from attrs import frozen

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.attributes import number_of, whole
from govdisclosure.documents.readers.workbook.covered import EDGE, Area
from govdisclosure.documents.readers.workbook.worksheet import Worksheet
from govdisclosure.documents.relations import relations, target

_POINT, _CHARACTER = 12_700, 66_675
"""Parts of drawings in a point, in which rows are measured, and in the digit that columns are counted by."""
_HEIGHT, _WIDTH = 15.0, 9.14
"""Points of a row, and characters of a column, of which nothing is said."""
_LARGEST = 1000.0

_EDGE = round(EDGE * _POINT)
_LENGTH = re.compile(r"-?[0-9]{1,12}")
_ANCHORS = ("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor")
_DRAWN = ("{*}sp", "{*}pic", "{*}graphicFrame")
_FILLS = ("{*}solidFill", "{*}gradFill", "{*}blipFill", "{*}pattFill", "{*}grpFill")
_NO_STYLE = ("", "0")


@frozen
class Scale:
    """Where the rows, or the columns, of a sheet begin, and last where they end, in the parts of drawings."""

    starts: Sequence[int]

    def at(self, number: int, offset: int) -> int:
        """Return how far from the corner of the sheet a place within a row or column is."""
        if number + 1 >= len(self.starts):
            return self.starts[-1] + offset
        return min(self.starts[number] + offset, self.starts[number + 1])

    def under(self, start: int, end: int) -> range:
        """Return the rows or columns of which more than an edge is between two places."""
        first, last = start + _EDGE, end - _EDGE
        if first >= last:
            return range(0)
        return range(bisect_right(self.starts, first) - 1, min(bisect_left(self.starts, last), len(self.starts) - 1))


def areas_under_drawings(sheet: Worksheet, root: Any, archive: Archive, part: str) -> list[Area]:
    """Return the areas of a sheet that nobody sees."""
    drawings = _covering(archive, part) if sheet.texts else []
    if not drawings:
        return []
    rows, columns = _row_scale(root, sheet), _column_scale(root, sheet)
    return [(_along(each, rows, "row", "y"), _along(each, columns, "col", "x")) for each in drawings]


def _covering(archive: Archive, part: str) -> list[Any]:
    """Return the anchors of the drawings of a sheet that hide something."""
    parts = {name.lower(): name for name in archive.names}
    named = [target(part, each) for each in relations(archive, part) if (each.get("Type") or "").endswith("/drawing")]
    roots = [archive.parsed(parts[name.lower()]) for name in dict.fromkeys(named) if name.lower() in parts]
    return [anchor for root in roots for anchor in root.iter(*_ANCHORS) if any(map(_hides, anchor.iter(*_DRAWN)))]


def _hides(drawn: Any) -> bool:
    """Whether something drawn is shown and hides what is under it: a shape only by its fill, or by its text."""
    about = next(drawn.iter("{*}cNvPr"), None)
    if about is not None and about.get("hidden", "0") not in ("0", "false"):
        return False
    if not drawn.tag.endswith("}sp"):
        return True
    return _is_filled(drawn) or any((each.text or "").strip() for each in drawn.iterfind("{*}txBody//{*}t"))


def _is_filled(shape: Any) -> bool:
    look = shape.find("{*}spPr")
    if look is not None and look.find("{*}noFill") is not None:
        return False
    style = shape.find("{*}style/{*}fillRef")
    is_styled = style is not None and style.get("idx", "0") not in _NO_STYLE
    return is_styled or (look is not None and any(look.find(fill) is not None for fill in _FILLS))


def _along(anchor: Any, scale: Scale, name: str, axis: str) -> range:
    begin, end = anchor.find("{*}from"), anchor.find("{*}to")
    position, size = anchor.find("{*}pos"), anchor.find("{*}ext")
    if begin is not None:
        start = _place(begin, scale, name)
    else:
        start = _length(position.get(axis)) if position is not None else 0
    if end is not None:
        return scale.under(start, _place(end, scale, name))
    return scale.under(start, start + (_length(size.get("c" + axis)) if size is not None else 0))


def _place(marker: Any, scale: Scale, name: str) -> int:
    return scale.at(_length(marker.findtext(f"{{*}}{name}")), _length(marker.findtext(f"{{*}}{name}Off")))


def _length(text: str | None) -> int:
    """Return a length that is not negative; nought where there is none."""
    match = _LENGTH.fullmatch((text or "").strip())
    return max(int(match[0]), 0) if match else 0


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
