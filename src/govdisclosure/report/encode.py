"""A report as report JSON: exact numbers, and every state of a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govdisclosure.form import Form
from govdisclosure.report.contents import PROBLEM_KEYS, Problem
from govdisclosure.report.jsontext import write_json
from govdisclosure.report.model import Report, Reported, report_of
from govdisclosure.report.subtotals import group_of


def to_json(report: Reported, *, sources: bool = False, indent: int | None = 1) -> str:
    """Return a report as report JSON; `sources` adds where each cell was read.

    >>> from govdisclosure import from_json
    >>> text = '{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.50}}}}'
    >>> to_json(from_json(text), indent=None) == text
    True
    """
    return write_json(to_data(report, sources=sources), indent)


def to_data(report: Reported, *, sources: bool = False) -> dict[str, Any]:
    """Return a report as the data of report JSON, numbers as `int` and `Decimal`."""
    report = report_of(report)
    code = report.period.code if report.period else None
    whose = {"spec": report.spec.id, "organisation": report.organisation, "year": report.year, "period": code}
    cells = {index: _cell_data(report, index) for index in range(len(report.values)) if not report.lacks([index])}
    optional = {
        "subtotals": _subtotals(report),
        "sections": dict(report.sections),
        "problems": [problem_data(problem) for problem in report.problems],
    }
    return {
        **{key: said for key, said in whose.items() if said is not None},
        "tables": _nested(report.form, cells),
        **{key: said for key, said in optional.items() if said},
        **({"sources": _nested(report.form, report.sources)} if sources else {}),
    }


def problem_data(problem: Problem) -> dict[str, str]:
    """Return a problem as JSON data, leaving out what is not known."""
    return {key: value for key in PROBLEM_KEYS if (value := getattr(problem, key)) is not None}


def _nested(form: Form, cells: Mapping[int, Any]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for table in form.tables.values():
        rows: dict[str, Any] = {}
        for line in table.rows.lines:
            row = {}
            for column in table.columns.lines:
                index = table.cells.get((line.index, column.index))
                if index is not None and index in cells:
                    row[column.path] = cells[index]
            # A key that the report names stays, even with nothing in its row.
            if row or line.header.kind == "key":
                rows[line.path] = row
        if rows:
            tables[table.key] = rows
    return tables


def _subtotals(report: Report) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for cells, number in report.subtotals.items():
        table, group, column = group_of(report.form, cells)
        found.setdefault(table, {}).setdefault(group, {})[column] = number
    return found


def _cell_data(report: Report, index: int) -> Any:
    content, value = report.content(index), report.values[index]
    plain = not content.note and content.origin == "printed"
    match content.state:
        case "mark":
            data: dict[str, Any] = {"mark": content.text}
        case "unreadable":
            data = {"unreadable": content.text}
        case "text":
            if plain:
                return content.text
            data = {"value": content.text}
        case _:
            if plain:
                return value
            data = {"value": value}
    if content.note:
        data["note"] = content.note
    if content.origin != "printed":
        data["origin"] = content.origin
    return data
