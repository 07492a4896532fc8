"""Report JSON to a report: every fault of a file comes with its path, and nothing is coerced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govdisclosure.errors import Fault, ReadError
from govdisclosure.form import Form, RowsOrColumns, TableForm, expand
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.report.cellreading import CellReader
from govdisclosure.report.contents import PROBLEM_KEYS, Content, Problem
from govdisclosure.report.faults import join, shown
from govdisclosure.report.jsontext import parse_json
from govdisclosure.report.keys import fits_key
from govdisclosure.report.model import Report
from govdisclosure.report.subtotals import cells_of_group
from govdisclosure.spec import LEAD, Node, Number, Period, Spec, as_period, period_of
from govdisclosure.specfile import find_spec, spec_ids

MAX_KEYS = 10_000
"""Keys that a report may give to one open node."""


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


class _Reader(CellReader):
    """Turns JSON data into a report, collecting every fault."""

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
        year, code = self.year(data.get("year")), data.get("period")
        if code is None:
            return as_period(year)
        period = period_of(code) if isinstance(code, str) else None
        if period and period.code and period.of == spec.period and year in (None, period.year):
            return period
        zh, en = f"{spec.id} 是年报，只有 year", f"{spec.id} is for whole years: there is only year"
        if wanted := Period(year or 2024, spec.period, 1).code:
            zh = f"应为报告期（如 {wanted}），实为 {shown(code)}"
            en = f"expected a period, as {wanted}; found {shown(code)}"
        self.fault("period", zh=zh, en=en)
        return period

    def year(self, said: Any) -> int | None:
        """Return a year that a report says; None if it says none."""
        if said is None or (type(said) is int and 1900 <= said <= 2999):  # noqa: PLR2004 - years
            return said
        self.fault("year", zh=f"应为四位年份，实为 {shown(said)}", en=f"expected a year; found {shown(said)}")
        return None

    def spec(self, data: dict[str, Any], wanted: str | Spec | None) -> Spec | None:
        named = data.get("spec")
        if named is None and wanted is None:
            self.fault("spec", zh="缺少键 spec（格式标识）", en="missing key spec, the id of the format")
            return None
        if named is not None and not isinstance(named, str):
            self.fault("spec", zh=f"应为文字，实为 {shown(named)}", en=f"expected text; found {shown(named)}")
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
            if key in tables and self.is_object(tables[key], f"{where}.{key}"):
                for place, path, cell in self.cells_of(table, tables[key], f"{where}.{key}"):
                    yield form.index[place], path, cell

    def cells_of(
        self, table: TableForm, rows: Mapping[str, Any], where: str
    ) -> Iterator[tuple[tuple[str, str, str], str, Any]]:
        """Yield where it stands in the form, path and data of every cell of a table that is given."""
        self.known_keys(rows, table.rows.by_path, where)
        for row, cells in rows.items():
            path = f"{where}.{row}"
            line = table.rows.by_path.get(row)
            if line is None or not self.is_object(cells, path):
                continue
            columns = [c.path for c in table.columns.lines if (line, c.index) in table.cells]
            self.known_keys(cells, columns, path)
            for column in (column for column in cells if column in columns):
                yield (table.key, row, column), f"{path}.{column}", cells[column]

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

    def sections(self, data: Mapping[str, Any], spec: Spec) -> dict[str, str]:
        found = data.get("sections", {})
        if not self.is_object(found, "sections"):
            return {}
        self.known_keys(found, (LEAD, *(section.key for section in spec.sections)), "sections")
        for key in found:
            if found[key] is None:
                self.fault(join("sections", key), zh="应为文字", en="expected text")
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
                    join(path, "severity"), zh="应为 error、warning 或 info", en="expected error, warning or info"
                )
            else:
                yield Problem(**parts)  # type: ignore[arg-type]  # the three required parts were checked above
