"""The cells of a sheet by letters and number: found where they are stored, made where they are not."""

from __future__ import annotations

import re
from typing import Any

from govdisclosure.documents.archive import damaged
from govdisclosure.documents.attributes import whole
from govdisclosure.documents.columns import column_number

_LETTERS = re.compile(r"[A-Z]+")


class SheetCells:
    """Finds cells in the XML of a sheet; what does not say its number follows what stands before it."""

    def __init__(self, root: Any) -> None:
        self._data = root.find("{*}sheetData")
        if self._data is None:
            raise damaged()
        self._rows: dict[int, Any] = {}
        last = 0
        for row in self._data.iterchildren("{*}row"):
            last = whole(row.get("r")) or last + 1
            self._rows[last] = row

    def cell(self, name: str) -> Any:
        """Return the element of a cell."""
        letters = _LETTERS.match(name)
        assert letters is not None
        row, column = self._row(int(name[letters.end() :])), column_number(letters[0])
        last = place = 0
        for cell in row.iterchildren("{*}c"):
            found = _LETTERS.match(cell.get("r") or "")
            last = column_number(found[0]) if found else last + 1
            if last == column:
                return cell
            place += last < column
        made = row.makeelement(_named(self._data, "c"), r=name)
        row.insert(place, made)
        return made

    def _row(self, number: int) -> Any:
        if number not in self._rows:
            row = self._data.makeelement(_named(self._data, "row"), r=str(number))
            self._data.insert(sum(other < number for other in self._rows), row)
            self._rows[number] = row
        return self._rows[number]


def _named(data: Any, name: str) -> str:
    return str(data.tag).removesuffix("sheetData") + name
