"""The cells of a sheet by letters and number: found where they are stored, made where they are not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from govdisclosure.documents.archive import damaged
from govdisclosure.documents.readers.workbook.xlsx_cells import numbered_rows, place_of


class SheetCells:
    """Finds some cells in the XML of a sheet; of its rows only theirs are kept, as there may be any number."""

    def __init__(self, root: Any, names: Iterable[str]) -> None:
        self._data = root.find("{*}sheetData")
        if self._data is None:
            raise damaged()
        asked = {place[0] + 1 for place in map(place_of, names) if place}
        self._rows: dict[int, Any] = {}
        self._numbers: list[int] = []
        for number, row in numbered_rows(root):
            self._numbers.append(number)
            if number in asked:
                self._rows[number] = row

    def cell(self, name: str) -> Any:
        """Return the element of a cell."""
        asked = place_of(name)
        assert asked is not None
        row = self._row(asked[0] + 1)
        last, before = -1, 0
        for cell in row.iterchildren("{*}c"):
            found = place_of(cell.get("r") or "")
            last = found[1] if found else last + 1
            if last == asked[1]:
                return cell
            before += last < asked[1]
        made = row.makeelement(_named(self._data, "c"), r=name)
        row.insert(before, made)
        return made

    def _row(self, number: int) -> Any:
        if number not in self._rows:
            row = self._data.makeelement(_named(self._data, "row"), r=str(number))
            place = bisect_left(self._numbers, number)
            self._data.insert(place, row)
            self._numbers.insert(place, number)
            self._rows[number] = row
        return self._rows[number]


def _named(data: Any, name: str) -> str:
    return str(data.tag).removesuffix("sheetData") + name
