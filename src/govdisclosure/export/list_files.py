"""The list of findings as a file, XLSX or CSV: written, and read back with what people wrote into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice
from typing import Any

from govdisclosure.errors import ReadError, not_installed
from govdisclosure.export.findings_list import COLUMNS, PRINTED, Column, Entry
from govdisclosure.files import read_file
from govdisclosure.language import Words, say
from govdisclosure.spec import number_text
from govdisclosure.wrapping import wrap

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
FINDINGS = Words("问题清单", "Findings")
_TALLEST = 400.0
"""Points that a row may be high."""
_HEADER_ROWS = 20
"""Rows among which the headers are looked for: people put titles above them."""
_NEEDED = ("rule", "instance", "fingerprint", "explanation")
_FORMULA = ("=", "+", "-", "@")
"""What a text begins with that a spreadsheet takes for a formula when it opens a CSV file."""


def csv_bytes(entries: Sequence[Entry], columns: Sequence[Column] = COLUMNS) -> bytes:
    """Return a list as CSV in UTF-8 with a mark at its start, by which Excel and WPS know it."""
    from govdisclosure.documents import write_csv

    rows = [{str(column.title): _csv_text(entry.get(column.key, "")) for column in columns} for entry in entries]
    return write_csv([str(column.title) for column in columns], rows)


def _csv_text(value: Any) -> str:
    """Write a value so that a text that looks like a formula is none when a spreadsheet opens the file."""
    if not isinstance(value, str):
        return number_text(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def xlsx_bytes(entries: Sequence[Entry], columns: Sequence[Column] = COLUMNS, name: Words = FINDINGS) -> bytes:
    """Return a list as XLSX of one sheet with this name.

    Raises `ReadError` with the command to install XlsxWriter if it is missing.
    """
    try:
        from govdisclosure.documents import Sheet, SheetCell, Workbook, write_xlsx
    except ModuleNotFoundError as error:
        raise ReadError(not_installed(error.name, "documents")) from None
    head = [SheetCell(0, place, str(column.title), "head") for place, column in enumerate(columns)]
    cells = [
        SheetCell(row, place, entry.get(column.key), "entry" if column.human else "stub")
        for row, entry in enumerate(entries, 1)
        for place, column in enumerate(columns)
    ]
    widths = {place: float(column.width) for place, column in enumerate(columns)}
    last = max(1, len(entries))
    printed = columns[:PRINTED]
    sheet = Sheet(
        str(name),
        (*head, *cells),
        widths,
        {row: _height(entry, printed) for row, entry in enumerate(entries, 1)},
        frozen_rows=1,
        wide=True,
        filtered=(last, len(columns) - 1),
        repeated_rows=(0, 0),
        printed=(last, len(printed) - 1),
    )
    return write_xlsx(Workbook((sheet,), str(name)))


def _height(entry: Entry, columns: Sequence[Column]) -> float:
    """Return the points that the texts of a row need in their columns, which not every program finds out itself."""
    lines = (len(wrap(str(entry.get(column.key, "")), column.width)) for column in columns)
    return min(_TALLEST, 4.0 + 15.0 * max(lines))


def read_entries(path: str) -> list[dict[str, Any]]:
    """Return the rows of a list, XLSX or CSV, whose columns are found by their headers in either language.

    Raises `ReadError` if it cannot be read or a needed column is missing.
    """
    data = read_file(path, MAX_BYTES)
    try:
        return _entries(_xlsx_rows(data) if data[:2] == b"PK" else _csv_rows(data))
    except ReadError as error:
        raise ReadError(fault.of_file(path) for fault in error.faults) from None


def _entries(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    if len(rows) > MAX_ROWS:
        raise ReadError(say(zh=f"超过 {MAX_ROWS} 行，不读。", en=f"more than {MAX_ROWS} rows"))
    number, keys = _header(rows)
    missing = [str(column.title) for column in COLUMNS if column.key in _NEEDED and column.key not in keys]
    if missing:
        names = say(zh="、", en=", ").join(missing)
        raise ReadError(say(zh=f"不是问题清单，缺少列：{names}。", en=f"not a list of findings: no column {names}"))
    return [entry for row in rows[number + 1 :] if (entry := _entry(keys, row))]


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Return the number of the row of headers, and the keys of its columns, empty for one that is not known."""
    known = {title: column.key for column in COLUMNS for title in column.title}
    headers = [[known.get(cell.strip(), "") for cell in row] for row in rows[:_HEADER_ROWS]]
    found = ((number, keys) for number, keys in enumerate(headers) if "fingerprint" in keys)
    return next(found, (0, headers[0] if headers else []))


def _entry(keys: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    texts = zip(keys, map(_text, row), strict=False)
    return {key: text for key, text in texts if key and text}


def _text(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _csv_rows(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(islice(csv.reader(io.StringIO(data.decode(encoding), newline="")), MAX_ROWS + 1))
        except UnicodeDecodeError:
            continue
        except csv.Error as error:
            raise ReadError(say(zh=f"不是 CSV：{error}。", en=f"not CSV: {error}")) from None
    raise ReadError(say(zh="文字编码无法辨认。", en="its encoding is not understood"))


def _xlsx_rows(data: bytes) -> Sequence[Sequence[str]]:
    from govdisclosure.documents import rows_of_first_sheet

    try:
        return rows_of_first_sheet(data)
    except ReadError as error:
        reason = error.faults[0].message
        raise ReadError(say(zh=f"不是可读的 XLSX：{reason}", en=f"not a readable XLSX: {reason}")) from None
