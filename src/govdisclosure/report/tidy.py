"""A report as tidy rows, one for every cell, for spreadsheets and statistics programs; and rows back to a report.

Every row says in full which cell it is, so that rows of many reports can stand in one table. A section of text is a row
without a table. A text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from govdisclosure.errors import Fault, ReadError
from govdisclosure.form import line_name, section_title, table_name
from govdisclosure.language import say
from govdisclosure.report.contents import Content
from govdisclosure.report.decode import from_data
from govdisclosure.report.framing import SECTION, WHOSE
from govdisclosure.report.model import Report
from govdisclosure.spec import Number, Spec, number_text

FIELDS = (
    "spec",
    "organisation",
    "year",
    "period",
    "table",
    "row",
    "column",
    "table_label",
    "row_label",
    "column_label",
    "unit",
    "value",
    "state",
    "note",
    "origin",
)
"""The names of the fields, in their order; `period` is there where the form is for quarters or months."""

_YEAR = re.compile("[0-9]{1,9}")  # a number of thousands of digits is none for Python either
_NEEDED = {"spec", "table", "row", "column", "value", "state"}

_DANGEROUS = re.compile(r"\s*[-=+@'\t\r\n＝＋－＠]")
_ARMOURED = re.compile(r"'(?:\s*[-=+@'\t\r\n＝＋－＠]|$)")
_NUMBER = re.compile(r"-?[0-9]{1,200}(?:\.[0-9]{1,200})?")  # one that is too long, but can be said to be


def fields_of(spec: Spec) -> tuple[str, ...]:
    """Return the fields of the rows of a format's reports."""
    return tuple(name for name in FIELDS if name != "period" or spec.period != "year")


def to_rows(report: Report, language: str = "zh") -> Iterator[dict[str, str]]:
    """Yield a report as rows of text by field name.

    >>> from govdisclosure import from_json
    >>> report = from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": {"mark": "-"}}}}}')
    >>> [(row["row"], row["value"], row["state"]) for row in to_rows(report) if row["table"] == "fees"]
    [('fee', "'-", 'mark')]
    """
    spec, form, fields = report.spec, report.form, fields_of(report.spec)
    general = {
        "spec": spec.id,
        "organisation": _named(report.organisation),
        "year": "" if report.year is None else str(report.year),
        **({"period": report.period.code} if report.period is not None and report.period.code else {}),
    }
    for index, cell in enumerate(form.cells):
        content, number = report.content(index), report.values[index]
        row, column = form.lines[index]
        yield _safe(
            {
                **general,
                "table": cell.table,
                "row": cell.row,
                "column": cell.column,
                "table_label": table_name(spec, cell.table, language),
                "row_label": line_name(row, language),
                "column_label": line_name(column, language),
                "unit": form.values[index].unit_in(language),
                "value": _value(content, number),
                "state": content.state,
                "note": content.note,
                "origin": content.origin,
            },
            fields,
        )
    titles = {section.key: section_title(spec, section, language) for section in spec.sections}
    for key, text in report.sections.items():
        label = titles.get(key, "")
        yield _safe({**general, "row": key, "row_label": label, "value": text, "state": SECTION}, fields)


def _named(organisation: str | None) -> str:
    """Tell an organisation without a name (an apostrophe alone) from one that is not given."""
    return "" if organisation is None else _armoured(organisation) or "'"


def _armoured(text: str) -> str:
    return f"'{text}" if _DANGEROUS.match(text) else text


def _value(content: Content, number: Number | None) -> str:
    if number is None:
        return content.text
    return number_text(number)


def _safe(row: Mapping[str, str], fields: tuple[str, ...]) -> dict[str, str]:
    """Return a row with every field, and an apostrophe before what a spreadsheet would run."""
    plain = {"organisation", *(("value",) if row["state"] == "number" else ())}
    return {name: text if name in plain else _armoured(text) for name in fields for text in (row.get(name, ""),)}


def looks_tidy(data: bytes) -> bool:
    """Whether the first line of some bytes names the fields of tidy rows; the names are the same in every encoding."""
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].strip()
    return {name.strip(b' "') for name in head.split(b",")} >= {name.encode() for name in _NEEDED}


def from_csv(text: str, *, spec: str | Spec | None = None) -> Report | None:
    """Return the report of tidy rows written as CSV; None if the first line does not name their fields.

    Raises `ReadError` as `from_rows` does.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        head = [name.strip() for name in next(reader, [])]
        if not set(head) >= _NEEDED:
            return None
        twice = sorted({name for name in head if name in FIELDS and head.count(name) > 1})
        if twice:
            names = ", ".join(twice)
            message = say(
                zh=f"表头里 {names} 列重复；请只留一列。", en=f"the column {names} stands twice; leave one of them"
            )
            raise ReadError(Fault(message, line=1))
        return from_rows((dict(zip(head, row, strict=False)) for row in reader if row), spec=spec)
    except csv.Error as error:
        message = say(zh=f"不是完好的 CSV：{error}。", en=f"this is no sound CSV: {error}")
        raise ReadError(Fault(message, line=reader.line_num)) from None


def from_rows(rows: Iterable[Mapping[str, str]], *, spec: str | Spec | None = None) -> Report:
    """Return the report that tidy rows say, as `from_data` does.

    Raises `ReadError` if they do not agree on format, organisation and year, or with what `from_data` finds wrong.
    """
    data: dict[str, Any] = {"tables": {}, "sections": {}}
    found: dict[str, str] = {}
    named = False
    for number, row in enumerate(rows, 2):
        bare = {field: _bare(text) if (text := row.get(field) or "")[:1] == "'" else text for field in FIELDS}
        named = named or bool(row.get("organisation"))
        for field in WHOSE:
            if found.setdefault(field, bare[field]) != bare[field]:
                message = say(
                    zh=f"{field} 前后不同（{found[field]}，{bare[field]}）；一次读一份报告",
                    en=f"{field} differs ({found[field]}, {bare[field]}); one report is read at a time",
                )
                raise ReadError(Fault(message, line=number))
        _put(bare, data, number)
    data |= {key: found[key] for key in ("spec", "year", "period") if found.get(key)}
    if named:
        data["organisation"] = found["organisation"]
    if _YEAR.fullmatch(found.get("year", "")):
        data["year"] = int(found["year"])
    return from_data(data, spec=spec)


def _put(row: Mapping[str, str], data: dict[str, Any], line: int) -> None:
    """Put a tidy row into the data of a report; raise `ReadError` if its cell or section is there already."""
    if row["state"] == SECTION:
        if row["row"] in data["sections"]:
            message = say(zh=f"部分 {row['row']} 重复", en=f"the section {row['row']} is given twice")
            raise ReadError(Fault(message, line=line))
        data["sections"][row["row"]] = row["value"]
        return
    # A row that the report names itself is there, even with nothing in it.
    cells = data["tables"].setdefault(row["table"], {}).setdefault(row["row"], {})
    if row["state"] == "absent":
        return
    if row["column"] in cells:
        name = f"{row['table']}.{row['row']}.{row['column']}"
        raise ReadError(Fault(say(zh=f"单元格 {name} 重复", en=f"the cell {name} is given twice"), line=line))
    cells[row["column"]] = _cell(row, line)


def _bare(text: str) -> str:
    return text[1:] if _ARMOURED.match(text) else text


def _cell(row: Mapping[str, str], line: int) -> Any:
    state, value = row["state"], row["value"]
    data: dict[str, Any]
    match state:
        case "number":
            if not _NUMBER.fullmatch(value):
                message = say(zh=f"value 应为数，实为 {value[:40]}", en=f"value should be a number; it is {value[:40]}")
                raise ReadError(Fault(message, line=line))
            data = {"value": Decimal(value) if "." in value else int(value)}
        case "blank":
            data = {"value": None}
        case "mark" | "unreadable":
            data = {state: value}
        case "text":
            data = {"value": value}
        case _:
            raise ReadError(
                Fault(say(zh=f"没有 {state[:40]} 这种 state", en=f"there is no state {state[:40]}"), line=line)
            )
    if row["note"]:
        data["note"] = row["note"]
    if row["origin"] and row["origin"] != "printed":
        data["origin"] = row["origin"]
    return data
