"""The list of findings as a sheet (问题清单): one row a finding, with columns for the people who answer for it.

The same sheet is written and read, as XLSX or CSV: what people wrote into their columns is found again by the
fingerprint of the finding, and is never lost.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from govdisclosure.documents import rows_of_first_sheet
from govdisclosure.errors import ReadError
from govdisclosure.files import read_file
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.language import say
from govdisclosure.phrasing import SEVERITY, STATUS

Entry = Mapping[str, Any]
"""A row of the sheet: what stands in each column, by the column's key; an empty column is left out."""

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
_HEADER_ROWS = 20
"""Rows among which the headers are looked for: people put titles above them."""


@frozen
class Column:
    """A column of the sheet; `human` ones are for people, and are never written by the program."""

    key: str
    zh: str
    en: str
    width: int
    human: bool = False


COLUMNS = (
    Column("file", "文件", "File", 18),
    Column("organisation", "单位", "Organisation", 18),
    Column("year", "年度", "Year", 7),
    Column("severity", "级别", "Severity", 9),
    Column("status", "结果", "Status", 10),
    Column("rule", "规则", "Rule", 26),
    Column("instance", "规则所在行列", "Instance", 20),
    Column("place", "位置", "Place", 34),
    Column("left", "左边", "Left", 9),
    Column("right", "右边", "Right", 9),
    Column("difference", "差额", "Difference", 9),
    Column("message", "说明", "Message", 60),
    Column("source", "依据", "Source", 22),
    Column("fingerprint", "指纹", "Fingerprint", 18),
    Column("explanation", "情况说明（填报单位填写）", "Explanation (by the organisation)", 36, human=True),
    Column("author", "说明人", "Explained by", 12, human=True),
    Column("date", "说明日期", "Explained on", 12, human=True),
    Column("accepted", "上级单位签认", "Accepted by (supervising body)", 20, human=True),
    Column("remark", "备注", "Remark", 30, human=True),
)
HUMAN = tuple(column.key for column in COLUMNS if column.human)
NEEDED = ("rule", "instance", "fingerprint", "explanation")


def entry_of(file: str, result: CheckResult, finding: Finding) -> dict[str, Any]:
    """Return the row of a finding, its human columns empty."""
    parts = finding.worded()
    row = {
        "file": file,
        "organisation": result.report.organisation,
        "year": result.report.year,
        "severity": str(SEVERITY[finding.severity]),
        "status": str(STATUS[finding.status]),
        "rule": finding.rule,
        "instance": finding.instance,
        "place": parts.place,
        "left": finding.left,
        "right": finding.right,
        "difference": finding.difference,
        "message": parts.arithmetic,
        "source": finding.source,
        "fingerprint": finding.fingerprint,
    }
    return {key: value for key, value in row.items() if value not in (None, "")}


def entries_of(results: Iterable[tuple[str, CheckResult]], kept: Sequence[Entry] = ()) -> list[Entry]:
    """Return the rows of checked files, with what people wrote into an earlier sheet.

    What was written about a finding that has changed since goes to its remark, so that it is not taken for an answer to
    the new figures; rows about findings that are gone stay at the end as they were.
    """
    rows: list[Entry] = []
    by_print: dict[str, Entry] = {}
    by_place: dict[tuple[str, str, str, str], Entry] = {}
    for entry in kept:
        if any(entry.get(key) for key in HUMAN):
            by_print.setdefault(str(entry.get("fingerprint", "")), entry)
            by_place.setdefault(_place_of(entry), entry)
    used: set[int] = set()
    for file, result in results:
        for finding in result.findings:
            row = entry_of(file, result, finding)
            same, stale = by_print.get(finding.fingerprint), by_place.get(_place_of(row))
            if same is not None:
                row |= {key: same[key] for key in HUMAN if same.get(key)}
                used.add(id(same))
            elif stale is not None:
                row["remark"] = _said_before(stale)
                used.add(id(stale))
            rows.append(row)
    gone = say(zh="已不再出现", en="no longer found")
    left = [entry for entry in kept if id(entry) not in used and any(entry.get(key) for key in HUMAN)]
    return [*rows, *({**entry, "status": gone} for entry in left)]


def _place_of(entry: Entry) -> tuple[str, str, str, str]:
    return (
        str(entry.get("organisation", "")),
        str(entry.get("year", "")),
        str(entry.get("rule", "")),
        str(entry.get("instance", "")),
    )


def _said_before(entry: Entry) -> str:
    """Return what people wrote about an earlier figure, as a remark."""
    said = "，".join(str(entry[key]) for key in HUMAN if key != "remark" and entry.get(key))
    earlier = say(zh=f"数据已变，原说明：{said}", en=f"the figures have changed; said before: {said}") if said else ""
    return "；".join(part for part in (str(entry.get("remark", "")), earlier) if part)


def titles() -> list[str]:
    """Return the headers of the columns in the current language."""
    return [say(zh=column.zh, en=column.en) for column in COLUMNS]


def csv_bytes(entries: Sequence[Entry]) -> bytes:
    """Return the sheet as CSV in UTF-8 with a mark at its start, by which Excel and WPS know it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(titles())
    for entry in entries:
        writer.writerow([_inert(entry.get(column.key, "")) for column in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _inert(value: Any) -> Any:
    """Keep a text that looks like a formula from being one when the file is opened in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def xlsx_bytes(entries: Sequence[Entry]) -> bytes:
    """Return the sheet as XLSX; raise `ReadError` with the command to install XlsxWriter if it is missing."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise ReadError(_missing()) from None
    from datetime import datetime

    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # A fixed moment: the same findings give the same file.
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - XlsxWriter takes a naive one
    page = book.add_worksheet(say(zh="问题清单", en="Findings"))
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#D9E2F3"})
    ours = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF9DB"})
    for place, (column, title) in enumerate(zip(COLUMNS, titles(), strict=True)):
        page.set_column(place, place, column.width)
        page.write_string(0, place, title, head)
        for number, entry in enumerate(entries, 1):
            value, style = entry.get(column.key), ours if column.human else plain
            if value is None or value == "":
                page.write_blank(number, place, None, style)
            elif isinstance(value, (int, Decimal)) and not isinstance(value, bool) and _fits(value):
                page.write_number(number, place, float(value), style)
            else:
                page.write_string(
                    number, place, format(value, "f") if isinstance(value, Decimal) else str(value), style
                )
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(entries), 1), len(COLUMNS) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
    return data.getvalue()


def _fits(value: int | Decimal) -> bool:
    """Whether a spreadsheet, which calculates with floats, holds a number exactly enough to show it."""
    return len(str(value).replace(".", "").replace("-", "")) <= 15  # noqa: PLR2004 - digits of a float


def read_entries(path: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet, XLSX or CSV, whose columns are found by their headers in either language.

    Raises `ReadError` if it cannot be read or a needed column is missing.
    """
    data = read_file(path, MAX_BYTES)
    rows = _xlsx_rows(path, data) if data[:2] == b"PK" else _csv_rows(path, data)
    if len(rows) > MAX_ROWS:
        raise ReadError(say(zh=f"{path}：超过 {MAX_ROWS} 行，不读。", en=f"{path}: more than {MAX_ROWS} rows"))
    known = {title: column.key for column in COLUMNS for title in (column.zh, column.en)}
    headers = [[known.get(str(cell).strip(), "") for cell in row] for row in rows[:_HEADER_ROWS]]
    number = next((place for place, names in enumerate(headers) if "fingerprint" in names), 0)
    keys = headers[number] if headers else []
    missing = [column for column in COLUMNS if column.key in NEEDED and column.key not in keys]
    if missing:
        names = say(zh="、", en=", ").join(say(zh=column.zh, en=column.en) for column in missing)
        raise ReadError(
            say(zh=f"{path}：不是问题清单，缺少列：{names}。", en=f"{path}: not a sheet of findings: no column {names}")
        )
    entries = []
    for row in rows[number + 1 :]:
        entry = {key: _text(cell) for key, cell in zip(keys, row, strict=False) if key and _text(cell)}
        if entry:
            entries.append(entry)
    return entries


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip() if cell is not None else ""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _csv_rows(path: str, data: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))
        except UnicodeDecodeError:
            continue
        except csv.Error as error:
            raise ReadError(say(zh=f"{path}：不是 CSV：{error}。", en=f"{path}: not CSV: {error}")) from None
    raise ReadError(say(zh=f"{path}：文字编码无法辨认。", en=f"{path}: its encoding is not understood"))


def _xlsx_rows(path: str, data: bytes) -> Sequence[Sequence[str]]:
    try:
        return rows_of_first_sheet(data)
    except ReadError as error:
        reason = error.faults[0].message
        raise ReadError(
            say(zh=f"{path}：不是可读的 XLSX：{reason}", en=f"{path}: not a readable XLSX: {reason}")
        ) from None


def _missing() -> str:
    command = "pip install 'govdisclosure[documents]'"
    return say(zh=f"读写 XLSX 需要先运行：{command}", en=f"to read or write XLSX, run: {command}")
