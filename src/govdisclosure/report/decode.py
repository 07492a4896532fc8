"""Report JSON to a report: every fault of a file comes with its path, and nothing is coerced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from govdisclosure import codes
from govdisclosure.errors import Fault, ReadError, UsageError
from govdisclosure.form import Form, RowsOrColumns, TableForm, expand
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.report.jsontext import Duplicate, Unusable, parse_json
from govdisclosure.report.model import (
    BLANK,
    PROBLEM_KEYS,
    Content,
    Problem,
    Report,
)
from govdisclosure.report.numbers import MAX_DIGITS, exact_number, number_fault, whole_number
from govdisclosure.report.subtotals import cells_of_group
from govdisclosure.spec import LEAD, Node, Number, Period, Spec, Value, as_period, is_date, period_of
from govdisclosure.specfile import find_spec, spec_ids

MAX_FAULTS = 50
MAX_OFFERS = 5
"""Unknown keys of one object for which the one that may be meant is sought."""
MAX_KEYS = 10_000
"""Keys that a report may give to one open node."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def from_json(text: str | bytes, *, spec: str | Spec | None = None) -> Report:
    """Return the report that a report JSON says; `spec`, if given, must be the one that the JSON names.

    Raises `ReadError` with the path of every fault, `UsageError` if there is no such format.

    >>> report = from_json('{"spec": "cn/2021", "year": 2024, "tables": {"fees": {"fee": {"amount": null}}}}')
    >>> report["fees"]["fee", "amount"].state
    'blank'
    """
    return from_data(parse_json(text), spec=spec)


def from_data(data: object, *, spec: str | Spec | None = None) -> Report:
    """Return the report that parsed report JSON says, as `from_json` does; floats are refused, `Decimal` is exact."""
    reader = _Reader()
    report = reader.report(data, spec)
    if reader.faults or report is None:
        more = reader.count - len(reader.faults)
        if more > 0:
            reader.faults.append(Fault(say(zh=f"另有 {more} 处错误。", en=f"and {more} more faults")))
        raise ReadError(reader.faults)
    return report


class _Reader:
    """Turns JSON data into a report, collecting every fault."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.count = 0

    def fault(self, path: str, *, zh: str, en: str, offer: str = "") -> None:
        self.count += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(say(zh=zh, en=en) + offer, file=path, code=codes.JSON))

    def report(self, data: object, wanted: str | Spec | None) -> Report | None:
        if not self.is_object(data, ""):
            return None
        assert isinstance(data, dict)
        known = ("spec", "organisation", "year", "period", "tables", "subtotals", "sections", "problems", "sources")
        self.known_keys(data, known, "")
        spec = self.spec(data, wanted)
        if spec is None:
            return None
        organisation = self.text(data, "organisation", "")
        period = self.period(data, spec)
        tables = data.get("tables", {})
        form = expand(spec, self.keys(spec, tables))
        values: list[Number | None] = [None] * len(form.cells)
        contents: dict[int, Content] = {}
        for index, path, cell in self.cells(form, tables, "tables"):
            value, content = self.cell(cell, form.values[index], path)
            values[index] = value
            if content is not None:
                contents[index] = content
        sources = {}
        for index, path, place in self.cells(form, data.get("sources", {}), "sources"):
            if isinstance(place, str):
                sources[index] = place
            else:
                self.fault(path, zh="应为文字", en="expected text")
        return Report(
            form,
            tuple(values),
            organisation,
            period,
            contents,
            self.sections(data, spec),
            tuple(self.problems(data)),
            {},
            sources,
            subtotals=dict(self.subtotals(form, data.get("subtotals", {}))),
        )

    def period(self, data: dict[str, Any], spec: Spec) -> Period | None:
        """Return what the report is for: a year, or the quarter or month of it that `period` names."""
        year, code = data.get("year"), data.get("period")
        if year is not None and (not isinstance(year, int) or isinstance(year, bool) or not 1900 <= year <= 2999):  # noqa: PLR2004 - years
            self.fault("year", zh=f"应为四位年份，实为 {_shown(year)}", en=f"expected a year; found {_shown(year)}")
            year = None
        if code is None:
            return as_period(year)
        period = period_of(code) if isinstance(code, str) else None
        if period is None or period.of != spec.period or period.code is None or year not in (None, period.year):
            wanted = Period(year or 2024, spec.period, 1).code
            self.fault(
                "period",
                zh=f"应为报告期（如 {wanted}），实为 {_shown(code)}" if wanted else f"{spec.id} 是年报，只有 year",
                en=f"expected a period, as {wanted}; found {_shown(code)}"
                if wanted
                else f"{spec.id} is for whole years: there is only year",
            )
        return period

    def spec(self, data: dict[str, Any], wanted: str | Spec | None) -> Spec | None:
        named = data.get("spec")
        if named is None and wanted is None:
            self.fault("spec", zh="缺少键 spec（格式标识）", en="missing key spec, the id of the format")
            return None
        if named is not None and not isinstance(named, str):
            self.fault("spec", zh=f"应为文字，实为 {_shown(named)}", en=f"expected text; found {_shown(named)}")
            return None
        if wanted is not None:
            spec = find_spec(wanted)
            if named is not None and named != spec.id:
                self.fault(
                    "spec",
                    zh=f"报告的格式是 {named}，要求的是 {spec.id}",
                    en=f"the report is in the format {named}, not in {spec.id}",
                )
                return None
            return spec
        assert named is not None
        if named not in spec_ids():  # a name from data is only ever an id: never a path to a file
            known = spec_ids()
            self.fault(
                "spec",
                zh=f"没有名为 {named[:60]} 的格式",
                en=f"there is no format {named[:60]}",
                offer=nearest(named, known),
            )
            return None
        return find_spec(named)

    def is_object(self, data: object, path: str) -> bool:
        if not isinstance(data, dict):
            self.fault(path, zh=f"应为对象，实为 {_shown(data)}", en=f"expected an object; found {_shown(data)}")
            return False
        if isinstance(data, Duplicate):
            self.fault(_join(path, data.key), zh="键重复", en="the key is given twice")
        return True

    def known_keys(self, data: Mapping[str, Any], known: Iterable[str], path: str) -> None:
        known = tuple(known)
        for number, key in enumerate(key for key in data if key not in known):
            offer = nearest(str(key), known) if number < MAX_OFFERS else ""
            self.fault(_join(path, key), zh="未知的键", en="unknown key", offer=offer)

    def text(self, data: Mapping[str, Any], key: str, path: str) -> str | None:
        found = data.get(key)
        if found is None or (isinstance(found, str) and not _CONTROL.search(found)):
            return found
        where = _join(path, key)
        if isinstance(found, str):
            self.fault(where, zh="含有控制字符", en="contains control characters")
        else:
            self.fault(where, zh=f"应为文字，实为 {_shown(found)}", en=f"expected text; found {_shown(found)}")
        return None

    def keys(self, spec: Spec, tables: object) -> dict[str, tuple[str, ...]]:
        """Find the keys that the report gives to open nodes."""
        if not isinstance(tables, dict):
            return {}
        found: dict[str, dict[str, None]] = {}
        form = expand(spec)
        for table in form.tables.values():
            self.keys_of_table(table, tables.get(table.key), found)
        for address, given in found.items():
            self.check_keys(address, given, form.open_nodes[address])
        return {address: tuple(given)[:MAX_KEYS] for address, given in found.items()}

    def keys_of_table(self, table: TableForm, rows: object, found: dict[str, dict[str, None]]) -> None:
        """Add the keys that are given to the open nodes of a table."""
        if not isinstance(rows, dict) or not (table.rows.open_nodes or table.columns.open_nodes):
            return
        self.open_keys(table.key, "rows", table.rows.open_nodes, rows, found)
        for row in rows.values():
            if isinstance(row, dict):
                self.open_keys(table.key, "columns", table.columns.open_nodes, row, found)

    def check_keys(self, address: str, given: Iterable[str], node: Node) -> None:
        """Note what is wrong with the keys given to an open node."""
        keys = tuple(given)
        if len(keys) > MAX_KEYS:
            self.fault(f"tables.{address}", zh=f"超过 {MAX_KEYS} 项", en=f"more than {MAX_KEYS} keys")
        for key in keys:
            if not fits_key(key, node):
                kind = node.open
                self.fault(f"tables.{address}.{key}", zh=f"不是 {kind} 类型的键", en=f"is no key of type {kind}")

    def open_keys(
        self,
        table: str,
        axis: RowsOrColumns,
        nodes: tuple[str, ...],
        data: Mapping[Any, Any],
        found: dict[str, dict[str, None]],
    ) -> None:
        for path in nodes:
            for name in data:
                if isinstance(name, str) and name.startswith(f"{path}."):
                    found.setdefault(f"{table}/{axis}:{path}", {})[name[len(path) + 1 :]] = None

    def cells(self, form: Form, tables: object, where: str) -> Iterator[tuple[int, str, Any]]:
        """Yield index, path and data of every cell that is given."""
        if not self.is_object(tables, where):
            return
        assert isinstance(tables, dict)
        self.known_keys(tables, form.tables, where)
        for key, table in form.tables.items():
            if key not in tables or not self.is_object(tables[key], f"{where}.{key}"):
                continue
            self.known_keys(tables[key], table.rows.by_path, f"{where}.{key}")
            for row, cells in tables[key].items():
                path = f"{where}.{key}.{row}"
                line = table.rows.by_path.get(row)
                if line is None or not self.is_object(cells, path):
                    continue
                columns = [c.path for c in table.columns.lines if (line, c.index) in table.cells]
                self.known_keys(cells, columns, path)
                for column, cell in cells.items():
                    if column in columns:
                        yield form.index[key, row, column], f"{path}.{column}", cell

    def subtotals(self, form: Form, tables: object) -> Iterator[tuple[tuple[int, ...], Number]]:
        """Yield the cells of every subtotal that is given, and the number."""
        for key, group, column, number in self.leaves(tables, "subtotals"):
            path = f"subtotals.{key}.{group}.{column}"
            cells = cells_of_group(form.tables[key], group, column) if key in form.tables else ()
            if not cells:
                self.fault(path, zh="格式中没有这组行", en="the format has no such group of rows")
            elif form.values[cells[0]].numeric:
                value, content = self.content(number, form.values[cells[0]], path, "", "printed")
                if value is not None and content is None:
                    yield cells, value

    def leaves(self, tables: object, where: str) -> Iterator[tuple[str, str, str, Any]]:
        """Yield what is given for each table, row and column."""
        for key, rows in self.items(tables, where):
            for row, cells in self.items(rows, f"{where}.{key}"):
                for column, data in self.items(cells, f"{where}.{key}.{row}"):
                    yield key, row, column, data

    def items(self, data: object, path: str) -> Iterable[tuple[str, Any]]:
        """Return what an object holds; nothing for what is none."""
        return data.items() if self.is_object(data, path) and isinstance(data, dict) else ()

    def cell(self, data: Any, value: Value, path: str) -> tuple[Number | None, Content | None]:
        """Return the number and the content (None for a plain number) of one cell."""
        if not isinstance(data, dict):
            return self.content(data, value, path, "", "printed")
        self.is_object(data, path)
        self.known_keys(data, ("value", "mark", "unreadable", "note", "origin"), path)
        note = self.text(data, "note", path) or ""
        origin = data.get("origin", "printed")
        if origin not in ("printed", "inferred", "derived"):
            self.fault(_join(path, "origin"), zh="应为 inferred 或 derived", en="expected inferred or derived")
            origin = "printed"
        kinds = [key for key in ("value", "mark", "unreadable") if key in data]
        if len(kinds) != 1:
            self.fault(
                path, zh="应有且只有 value、mark、unreadable 之一", en="expected exactly one of value, mark, unreadable"
            )
            return None, BLANK
        if kinds[0] == "value":
            if isinstance(data["value"], dict):
                self.fault(_join(path, "value"), zh="不能是对象", en="cannot be an object")
                return None, BLANK
            return self.content(data["value"], value, path, note, origin)
        text = self.text(data, kinds[0], path)
        if text is None:
            if data[kinds[0]] is None:
                self.fault(_join(path, kinds[0]), zh="应为文字", en="expected text")
            return None, BLANK
        if kinds[0] == "mark":
            allowed = [mark.text for mark in value.marks]
            if text not in allowed:
                listed = " ".join(allowed) or "–"
                self.fault(
                    _join(path, "mark"),
                    zh=f"此处不能用记号 {text[:20]}；可用：{listed}",
                    en=f"the mark {text[:20]} is not allowed here; allowed: {listed}",
                )
            return None, Content("mark", text, note, origin)
        return None, Content("unreadable", text, note, origin)

    def content(
        self, data: Any, value: Value, path: str, note: str, origin: Any
    ) -> tuple[Number | None, Content | None]:
        if data is None:
            return None, Content("blank", "", note, origin)
        if not value.numeric:
            self.text_cell(data, value, path)
            return None, Content("text", str(data), note, origin)
        number = self.number(data, value, path)
        if number is None:
            return None, BLANK
        return number, None if not note and origin == "printed" else Content("number", "", note, origin)

    def text_cell(self, data: Any, value: Value, path: str) -> None:
        """Note a fault if data is no text for a cell of words, or no day for one of days."""
        if not isinstance(data, str) or _CONTROL.search(data) or not value.takes(data):
            zh, en = ("文字", "text")
            if value.kind == "date":
                zh, en = ("日期（如 2024-01-31）", "a date such as 2024-01-31")
            elif value.among:
                zh, en = (f"{'、'.join(value.among)} 之一", f"one of {', '.join(value.among)}")
            self.fault(path, zh=f"应为{zh}，实为 {_shown(data)}", en=f"expected {en}; found {_shown(data)}")

    def number(self, data: Any, value: Value, path: str) -> Number | None:
        """Return the number that data is, of the kind of a value; None if it is none, which is a fault."""
        whole = whole_number(data)
        data = data if whole is None else whole
        if whole is None and not isinstance(data, Decimal):
            zh, en = ("整数", "a whole number") if value.kind == "integer" else ("数", "a number")
            hint = _instead_of(data, value) if isinstance(data, float) else ""
            self.fault(path, zh=f"应为{zh}，实为 {_shown(data)}", en=f"expected {en}; found {_shown(data)}", offer=hint)
            return None
        number = Decimal(data) if value.kind == "decimal" else _whole(data)
        fault = number_fault(number, value)
        if fault == "fraction":
            self.fault(path, zh=f"应为整数，实为 {_shown(data)}", en=f"expected a whole number; found {_shown(data)}")
        elif fault:
            self.fault(
                path,
                zh=f"数 {_shown(data)} 太长，整数部分和小数部分各最多 {MAX_DIGITS} 位",
                en=f"the number {_shown(data)} is too long: at most {MAX_DIGITS} digits before and after the point",
            )
        return None if fault else number

    def sections(self, data: Mapping[str, Any], spec: Spec) -> dict[str, str]:
        found = data.get("sections", {})
        if not self.is_object(found, "sections"):
            return {}
        self.known_keys(found, (LEAD, *(section.key for section in spec.sections)), "sections")
        for key in found:
            if found[key] is None:
                self.fault(_join("sections", key), zh="应为文字", en="expected text")
        return {key: text for key in found if (text := self.text(found, key, "sections")) is not None}

    def problems(self, data: Mapping[str, Any]) -> Iterator[Problem]:
        found = data.get("problems", [])
        if not isinstance(found, list):
            self.fault("problems", zh="应为列表", en="expected a list")
            return
        for number, item in enumerate(found):
            path = f"problems.{number}"
            if not self.is_object(item, path):
                continue
            self.known_keys(item, PROBLEM_KEYS, path)
            parts = {key: self.text(item, key, path) for key in PROBLEM_KEYS}
            if any(parts[key] is None for key in ("code", "severity", "message")):
                self.fault(path, zh="缺少 code、severity 或 message", en="code, severity or message is missing")
            elif parts["severity"] not in ("error", "warning", "info"):
                self.fault(
                    _join(path, "severity"), zh="应为 error、warning 或 info", en="expected error, warning or info"
                )
            else:
                yield Problem(**parts)  # type: ignore[arg-type]  # the three required parts were checked above


def fits_key(key: str, node: Node) -> bool:
    """Whether a text can be a key of an open node: a `text`, an `integer`, a `date`, or a `code` of its digits."""
    if not key or len(key) > 200 or _CONTROL.search(key) or key != key.strip():  # noqa: PLR2004 - a name, not a text
        return False
    if node.open == "code":
        return len(key) in node.digits and re.fullmatch(r"[0-9]+", key) is not None
    if node.open == "integer":
        return re.fullmatch(r"0|-?[1-9][0-9]{0,17}", key) is not None
    return is_date(key) if node.open == "date" else True


def _join(path: str, key: object) -> str:
    shown = str(key)
    return f"{path}.{shown[:60]}" if path else shown[:60]


def _whole(number: Number) -> Number:
    """Return `3.0` as the whole number that it is, as JSON Schema takes it; other numbers as they are."""
    if isinstance(number, int) or not number.is_finite() or number.adjusted() >= MAX_DIGITS:
        return number
    return int(number) if number == int(number) else number


def _instead_of(number: float, value: Value) -> str:
    """Return what to write instead of a float, where it stands for an exact number that a cell can hold."""
    try:
        exact = exact_number(number)
    except UsageError:
        return ""
    if value.kind == "integer" and not isinstance(exact, int):
        return ""
    better = str(exact) if isinstance(exact, int) else f'Decimal("{exact}")'
    return say(zh=f"；浮点数不精确，请写 {better}", en=f"; a float is not exact: write {better}")


def _shown(data: object) -> str:
    """Show a value in a message, shortened."""
    if isinstance(data, Unusable):
        return data.text
    if isinstance(data, (dict, list)):
        return say(zh="对象", en="an object") if isinstance(data, dict) else say(zh="列表", en="a list")
    text = str(data) if isinstance(data, (Decimal, float)) else json.dumps(data, ensure_ascii=False)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - for a message
