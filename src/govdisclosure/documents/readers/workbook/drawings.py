"""The pictures, charts and shapes of an .xlsx sheet that hide what is under them, and how far they reach.

A shape without a fill and without a text, such as a frame around some cells, hides nothing. Source: ECMA-376, part 1,
20.5 (drawings of a sheet) and 20.1.8 (fills).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.relations import relations, target

_PIXEL = 9525
"""Parts of a pixel in which drawings are measured."""
_EDGE = 3 * _PIXEL
"""What a drawing may lie over the edge of a cell without hiding anything of it: a digit is wider."""
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
        return range(bisect_right(self.starts, first) - 1, bisect_left(self.starts, last, 0, len(self.starts) - 1))


def covering(archive: Archive, part: str) -> list[Any]:
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
    if any((each.text or "").strip() for each in drawn.iterfind("{*}txBody//{*}t")):
        return True
    look = drawn.find("{*}spPr")
    if look is not None and look.find("{*}noFill") is not None:
        return False
    style = drawn.find("{*}style/{*}fillRef")
    is_styled = style is not None and style.get("idx", "0") not in _NO_STYLE
    return is_styled or (look is not None and any(look.find(fill) is not None for fill in _FILLS))


def reach(anchor: Any, rows: Scale, columns: Scale) -> tuple[range, range]:
    """Return the rows and the columns that a drawing lies over."""
    return _along(anchor, rows, "row", "y"), _along(anchor, columns, "col", "x")


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
