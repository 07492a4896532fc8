"""Comments in workbooks: comments and coloured cells where they belong, and a sheet that lists them with links.

Only the sheets that have comments, the styles and the lists of parts change; every other part stays byte for byte.
Source: ECMA-376, part 1, 18.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from govdisclosure.documents.annotators.cell_comments import add_comments
from govdisclosure.documents.annotators.comments_sheet import comments_sheet
from govdisclosure.documents.annotators.package import RELATION, Package
from govdisclosure.documents.annotators.review import Annotation, Review, Spot, spots
from govdisclosure.documents.annotators.sheet_cells import SheetCells
from govdisclosure.documents.annotators.styles import Grounds
from govdisclosure.documents.archive import Archive
from govdisclosure.documents.attributes import whole
from govdisclosure.documents.readers.workbook.worksheet import sheet_place
from govdisclosure.documents.readers.workbook.xlsx import WORKBOOK, Listed, listed_sheets
from govdisclosure.documents.writers.workbook import quoted_sheet, sheet_names
from govdisclosure.language import say

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

Position = tuple[str, str]
"""The part of a sheet, and the letters and number of a cell there."""


def annotate_xlsx(data: bytes, review: Review) -> bytes:
    """Return a workbook with the comments as comments on cells, and a last sheet that lists them all."""
    archive = Archive(data)
    package, sheets = Package(archive), list(listed_sheets(archive))
    placed = spots(review, lambda annotation: _position(annotation, sheets))
    grounds = Grounds(package)
    for part in dict.fromkeys(part for part, _ in placed):
        here = {cell: spot for (of, cell), spot in placed.items() if of == part}
        _annotate_sheet(package, part, here, grounds)
    _append_sheet(package, review, sheets, grounds)
    grounds.keep()
    return package.packed()


def _position(annotation: Annotation, sheets: Sequence[Listed]) -> Position | None:
    """Return the cell that a place names."""
    for sheet in sheets:
        before = sheet_place(sheet.name)
        if annotation.place.startswith(before) and _CELL.fullmatch(cell := annotation.place[len(before) :]):
            return sheet.part, cell
    return None


def _annotate_sheet(package: Package, part: str, here: Mapping[str, Spot], grounds: Grounds) -> None:
    root = package.xml(part)
    cells = SheetCells(root, here)
    for cell, spot in here.items():
        element = cells.cell(cell)
        if (style := grounds.on(element.get("s"), spot.tone)) is not None:
            element.set("s", style)
    add_comments(package, part, root, {cell: "\n".join(spot.lines()) for cell, spot in here.items()})
    package.put(part, root)


def _append_sheet(package: Package, review: Review, sheets: Sequence[Listed], grounds: Grounds) -> None:
    """Add the sheet that lists the comments, under a name that no other sheet has."""
    title = say(zh="问题清单", en="Findings")
    *_, name = sheet_names([*(sheet.name for sheet in sheets), title])
    places = {annotation.number: _link(annotation, sheets) for annotation in review.annotations}
    root = package.xml(WORKBOOK)
    listed = next(root.iter("{*}sheets"))
    number = 1 + max((whole(each.get("sheetId")) for each in listed), default=0)
    relation = package.add(
        WORKBOOK, "worksheet", "xl/worksheets/findings.xml", comments_sheet(review, places, grounds), _SHEET_TYPE
    )
    attributes = {"name": name, "sheetId": str(number), RELATION: relation}
    listed.append(listed.makeelement(listed.tag.removesuffix("sheets") + "sheet", attributes))
    package.put(WORKBOOK, root)


def _link(annotation: Annotation, sheets: Sequence[Listed]) -> str:
    """Return where an annotation stands as a formula would say it; nothing if it stands in no cell."""
    position = _position(annotation, sheets)
    if position is None:
        return ""
    name = next(sheet.name for sheet in sheets if sheet.part == position[0])
    return f"{quoted_sheet(name)}!{position[1]}"
