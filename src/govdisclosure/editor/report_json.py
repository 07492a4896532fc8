"""JSON Schema (draft-07) of the report JSON of one format: closed, with every table, row and column named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Literal

from govdisclosure.form import Form, Line, TableForm, line_name, specimen_form, table_name
from govdisclosure.spec import CODE_PATTERN, LEAD, Node, Spec, Value

Schema = dict[str, Any]
Leaf = Literal["cell", "source"]
DRAFT = "http://json-schema.org/draft-07/schema#"

# The limits that reading report JSON keeps; the tests compare them.
DIGITS = 18
"""Digits that a number may have before its point."""
YEARS = (1900, 2999)
KEY_LENGTH = 200
"""Characters of a key that a report gives to an open row or column."""
PROBLEM = ("code", "severity", "message", "table", "row", "column", "place")
SEVERITIES = ("error", "warning", "info")
ORIGINS = ("printed", "inferred", "derived")

_CONTROL = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f"
TEXT_PATTERN = f"^[^{_CONTROL}]*$"
DATE_PATTERN = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
KEY_PATTERNS = {
    "text": rf"(?!\s)[^{_CONTROL}]{{0,{KEY_LENGTH - 1}}}[^{_CONTROL}\s]",
    "integer": "(?:0|-?[1-9][0-9]{0,17})",
    "date": DATE_PATTERN,
}

_TEXT: Schema = {"type": "string", "pattern": TEXT_PATTERN}
_MAYBE_TEXT: Schema = {"type": ["string", "null"], "pattern": TEXT_PATTERN}


def _key_pattern(node: Node) -> str:
    if node.open == "code":
        return f"(?:{'|'.join(f'[0-9]{{{count}}}' for count in node.digits)})"
    return KEY_PATTERNS[node.open or "text"]


def report_schema(spec: Spec) -> Schema:
    """Return the JSON Schema of report JSON in a format; it refuses no report that reads.

    What it cannot say, reading still finds: a key given twice, too many digits behind a point.

    >>> from govdisclosure import load_spec
    >>> schema = report_schema(load_spec("cn/2021"))
    >>> list(schema["properties"]["tables"]["properties"]["enforcement"]["properties"])
    ['penalty', 'coercion']
    """
    form = specimen_form(spec)
    writer = _Writer(form)
    tables, sources = writer.tables("cell"), writer.tables("source")
    titles = [spec.title[language] for language in spec.languages]
    return {
        "$schema": DRAFT,
        "title": f"{spec.id} {_joined(titles)}",
        "type": "object",
        "properties": {
            "spec": {"const": spec.id},
            "organisation": _MAYBE_TEXT,
            "year": {"type": ["integer", "null"], "minimum": YEARS[0], "maximum": YEARS[1]},
            **(
                {}
                if spec.period == "year"
                else {"period": {"type": ["string", "null"], "pattern": f"^{CODE_PATTERN}$"}}
            ),
            "tables": tables,
            "subtotals": _nested(_nested(_nested({"type": "number"}))),
            "sections": _sections(spec),
            "problems": {"type": "array", "items": _problem()},
            "sources": sources,
        },
        "required": ["spec"],
        "additionalProperties": False,
        "definitions": writer.definitions,
    }


def _nested(inner: Schema) -> Schema:
    """A mapping from keys to what each holds."""
    return {"type": "object", "additionalProperties": inner}


class _Writer:
    """Writes tables of cells, and of the places where cells were read; rows of one shape are written once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._names: dict[str, str] = {}
        self.definitions: Schema = {}

    def tables(self, leaf: Leaf) -> Schema:
        form = self._form
        languages = form.spec.languages
        properties = {}
        for key, table in form.tables.items():
            names = [table_name(form.spec, key, language) for language in languages]
            properties[key] = {"title": _joined(names), **self._rows(table, leaf)}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def _rows(self, table: TableForm, leaf: Leaf) -> Schema:
        return self._lines(table.rows.lines, lambda row: self._row(table, row, leaf))

    def _lines(self, lines: Iterable[Line], inner: Callable[[Line], Schema | None]) -> Schema:
        """A mapping from the paths of lines; one that a report names itself stands for all of its kind."""
        properties: Schema = {}
        patterns: Schema = {}
        for line in lines:
            schema = inner(line)
            if schema is None:
                continue
            names = [line_name(line, language) for language in self._form.spec.languages]
            if line.header.kind == "key":
                above = line.chain[-2]
                path = above.path.replace(".", r"\.")
                patterns[rf"^{path}\.{_key_pattern(above.node)}$"] = schema
            else:
                properties[line.path] = {**({"title": _joined(names)} if any(names) else {}), **schema}
        found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**found, "patternProperties": patterns} if patterns else found

    def _row(self, table: TableForm, row: Line, leaf: Leaf) -> Schema:
        def cell(column: Line) -> Schema | None:
            index = table.cells.get((row.index, column.index))
            return None if index is None else self._leaf(self._form.values[index], leaf)

        return self._shared(
            f"{table.key}.{'row' if leaf == 'cell' else 'places'}", self._lines(table.columns.lines, cell)
        )

    def _leaf(self, value: Value, leaf: Leaf) -> Schema:
        if leaf == "source":
            return {"type": "string"}
        self.definitions.setdefault(value.key, _cell(value))
        return {"allOf": [{"$ref": f"#/definitions/{value.key}"}]}

    def _shared(self, name: str, schema: Schema) -> Schema:
        """Put a schema among the definitions, once for all rows of the same shape, and refer to it."""
        text = json.dumps([name, schema])
        if text not in self._names:
            number = sum(1 for known in self._names.values() if known.startswith(name))
            self._names[text] = f"{name}{number + 1}" if number else name
            self.definitions[self._names[text]] = schema
        return {"allOf": [{"$ref": f"#/definitions/{self._names[text]}"}]}


def _joined(names: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(name for name in names if name))


def _cell(value: Value) -> Schema:
    """What may stand in a cell: plain, blank, or an object that says more."""
    plain = _plain(value)
    more = {"note": _MAYBE_TEXT, "origin": {"enum": list(ORIGINS)}}
    forms = [_closed({"value": _or_null(plain), **more}, "value")]
    if value.marks:
        forms.append(_closed({"mark": {"enum": [mark.text for mark in value.marks]}, **more}, "mark"))
    forms.append(_closed({"unreadable": _TEXT, **more}, "unreadable"))
    return {"anyOf": [plain, {"type": "null"}, *forms]}


def _plain(value: Value) -> Schema:
    """The number or text of a cell. Its minimum is no fault of the file: such a figure is read, and checked."""
    if value.numeric:
        kind = "integer" if value.kind == "integer" else "number"
        return {"type": kind, "exclusiveMinimum": -(10**DIGITS), "exclusiveMaximum": 10**DIGITS}
    if value.among:
        return {"type": "string", "enum": list(value.among)}
    return {"type": "string", "pattern": f"^{DATE_PATTERN}$" if value.kind == "date" else TEXT_PATTERN}


def _or_null(plain: Schema) -> Schema:
    listed = {"enum": [*plain["enum"], None]} if "enum" in plain else {}
    return {**plain, "type": [plain["type"], "null"], **listed}


def _closed(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _sections(spec: Spec) -> Schema:
    titles = {section.key: _joined(section.title[language] for language in spec.languages) for section in spec.sections}
    properties: Schema = {LEAD: _TEXT, **{key: {"title": title, **_TEXT} for key, title in titles.items()}}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _problem() -> Schema:
    required = ("code", "severity", "message")
    properties: Schema = {key: _TEXT if key in required else _MAYBE_TEXT for key in PROBLEM}
    return _closed({**properties, "severity": {"enum": list(SEVERITIES)}}, *required)
