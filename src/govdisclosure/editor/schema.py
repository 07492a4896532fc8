"""JSON Schemas (draft-07) of the spec language and of report JSON, generated from the model and from a spec."""

from __future__ import annotations

from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from govdisclosure.editor.report_json import report_schema
from govdisclosure.editor.schema_words import CLASSES, FIELDS, FILE, Words
from govdisclosure.errors import UsageError
from govdisclosure.language import LANGUAGES, say
from govdisclosure.spec import model
from govdisclosure.specfile import EXTENDS, PARTS, RESERVED

__all__ = ["DRAFT", "Schema", "report_schema", "spec_schema"]

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"

# Patterns are read by other programs, so they say digits and blanks one by one: \w and \s differ between languages.
_WORD = "[A-Za-z0-9_]"
_BLANK = r"[ \t\r\n\f\v]*"
_NUMBER = rf"[0-9]{{1,18}}(?:\.[0-9]{{1,18}})?(?!{_WORD}|\.)"
_PATH = rf"[A-Za-z_]{_WORD}*(?:\.{_WORD}+)*"
_CELL = rf"(?:{_PATH})?{_BLANK}\[{_BLANK}{_PATH}{_BLANK},{_BLANK}{_PATH}{_BLANK}\]"
_REFERENCE = rf"(?:{_CELL}|(?!prior(?!{_WORD}|\.)){_PATH}(?!{_BLANK}\[))"
_TERM = rf"(?:{_NUMBER}{_BLANK}\*{_BLANK}{_REFERENCE}|{_NUMBER}|{_REFERENCE})"
_SIDE = rf"[-+]?{_BLANK}{_TERM}(?:{_BLANK}[-+]{_BLANK}{_TERM})*"

_LETTER = "[A-Za-z0-9]"
_OTHER = rf"(?:[^A-Za-z0-9一①]|(?:[B-HJ-Zb-hj-z02-9]|{_LETTER}{{2,}})(?!{_LETTER}))"

KEY = "[a-z][a-z0-9_]*"
KEY_PATTERN = f"^(?!(?:{'|'.join(RESERVED)})$){KEY}$"
ID_PATTERN = "^[a-z][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)+$"
LANGUAGE_PATTERN = "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
YEARS_PATTERN = r"^[0-9]{4}(?:\.\.(?:[0-9]{4})?)?$"
NUMBERING_PATTERN = rf"^{_OTHER}*(?:[一①]|[1aAiI](?!{_LETTER})){_OTHER}*$"
"""The first ordinal shows its numeral once; a letter or a 1 is one only where it stands alone."""
ADDRESS_PATTERN = "^[^/]+(?:/(?:rows|columns):.+)?$"
HEADLINE_PATTERN = r"^(?:[^{]|\{(?:organisation|year|title)\}|\{[^}]*$)*$"


def formula_pattern(comparisons: str) -> str:
    """Return the pattern of formulas with these comparisons (alternatives of a regular expression).

    >>> import re
    >>> pattern = formula_pattern("==")
    >>> [bool(re.search(pattern, text)) for text in ("a + 2 * b == prior.c", "a == b == c", "1 == 2")]
    [True, False, False]
    """
    # A formula names at least one cell, so it holds a letter, an underscore or a bracket.
    return rf"^(?=[\s\S]*[A-Za-z_\[]){_BLANK}{_SIDE}{_BLANK}(?:{comparisons}){_BLANK}{_SIDE}{_BLANK}$"


CHECK_PATTERN = formula_pattern("==|<=|>=")
WHEN_PATTERN = formula_pattern("==|<=|>=|!=|<|>")

_PATTERNS: dict[tuple[type, str], str] = {
    (model.Spec, "id"): ID_PATTERN,
    (model.Spec, "numbering"): NUMBERING_PATTERN,
    (model.Node, "numbering"): NUMBERING_PATTERN,
    (model.Section, "key"): KEY_PATTERN,
    (model.Rule, "check"): CHECK_PATTERN,
    (model.Rule, "when"): WHEN_PATTERN,
    (model.Change, "previous"): ID_PATTERN,
    **{(model.Edit, name): ADDRESS_PATTERN for name in (*model.VERBS, "into", "to", "by")},
}
_KEYED = (model.Node, model.Value, model.Table, model.Rule)
_NUMERIC = ("integer", "decimal")


def spec_schema(language: str | None = None) -> Schema:
    """Return the JSON Schema of a spec file, for editors: it knows every key, and says what each is for.

    `language` is that of the descriptions, `"zh"` or `"en"`; by default both. It refuses nothing that loads; names that
    mean nothing, and totals of nothing, only loading finds. Raises `UsageError` for another language.

    >>> schema = spec_schema("en")
    >>> schema["definitions"]["Rule"]["properties"]["severity"]["enum"]
    ['error', 'warning', 'info']
    """
    if language is not None and language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(
            say(zh=f"没有语言 {language}；可用：{known}", en=f"no such language: {language}; there are: {known}")
        )
    return _Writer(language).file()


class _Writer:
    def __init__(self, language: str | None) -> None:
        self._language = language
        self._definitions: Schema = {}

    def file(self) -> Schema:
        """The whole file: a block `spec:`, and the others beside it."""
        head = self._object(model.Spec)
        inner = {"properties": {}, "additionalProperties": False, **head}
        properties = inner["properties"]
        parts = {part: properties.pop(part) for part in PARTS}
        whole = [key for key in inner.pop("required") if key not in PARTS]
        needed = [part for part in PARTS if _field(model.Spec, part).default is attrs.NOTHING]
        return {
            "$schema": DRAFT,
            **self._said(FILE[""]),
            "type": "object",
            "properties": {
                "spec": {**inner, **self._said(FILE["spec"])},
                EXTENDS: {"type": "string", "pattern": ID_PATTERN, **self._said(FILE["extends"])},
                **parts,
            },
            "required": ["spec"],
            "additionalProperties": False,
            # A child takes over what it does not say, and has edits instead of tables.
            "if": {"required": [EXTENDS]},
            "then": {"not": {"required": ["tables"]}, "properties": {"spec": {"required": ["id"]}}},
            "else": {
                "required": needed,
                "properties": {
                    "spec": {"required": whole},
                    "change": {"required": [_yaml_key(_field(model.Change, "previous"))]},
                },
            },
            "definitions": dict(sorted(self._definitions.items())),
        }

    def _said(self, words: Words) -> Schema:
        if self._language is None:
            return {"description": "\n\n".join(words)}
        return {"description": words[LANGUAGES.index(self._language)]}

    def _reference(self, cls: type) -> Schema:
        name = cls.__name__
        if name not in self._definitions:
            self._definitions[name] = {}  # stands while a class that contains itself is being written
            self._definitions[name] = {**self._said(CLASSES[cls]), **self._definition(cls)}
        return {"$ref": f"#/definitions/{name}"}

    def _definition(self, cls: type) -> Schema:
        if cls is model.Localised:
            return {
                "type": "object",
                "propertyNames": {"pattern": LANGUAGE_PATTERN},
                "additionalProperties": {"type": "string"},
                "minProperties": 1,
            }
        if cls is model.YearRange:
            years = {"type": "string", "pattern": YEARS_PATTERN}
            return {"anyOf": [years, {"type": "integer", "minimum": 1000, "maximum": 9999}]}
        if cls is model.Example:
            return {"type": "object", "additionalProperties": {"type": "number"}}
        return self._object(cls)

    def _object(self, cls: type) -> Schema:
        """A mapping with the fields of a class, and no others."""
        shown = [field for field in attrs.fields(cls) if field.name in FIELDS[cls]]
        required = [_yaml_key(field) for field in shown if field.default is attrs.NOTHING]
        if cls is model.Change:
            required = []  # a child need not repeat what it extends; `file` asks for it elsewhere
        schema: Schema = {
            "type": "object",
            "properties": {_yaml_key(field): self._property(cls, field) for field in shown},
            "additionalProperties": False,
        }
        if required:
            schema["required"] = required
        return {**schema, **_conditions(cls)}

    def _property(self, cls: type, field: attrs.Attribute[Any]) -> Schema:
        schema: Schema = self._type(get_type_hints(cls)[field.name], _PATTERNS.get((cls, field.name)))
        if cls is model.Headline:
            schema = _with_pattern(schema, HEADLINE_PATTERN) if field.name == "aliases" else schema
        if cls is model.Table and field.name in ("rows", "columns"):
            schema = {"allOf": [schema, _NO_OPEN_ROOT]}
        if cls is model.Spec and field.name == "axes":
            schema["additionalProperties"] = {"allOf": [schema["additionalProperties"], _NO_OPEN_ROOT]}
        if cls is model.Spec and field.name == "languages":
            schema["minItems"] = 1
        said = self._said(FIELDS[cls][field.name])
        # What stands beside a $ref is not read in draft-07.
        return {**said, "allOf": [schema]} if "$ref" in schema else {**said, **schema}

    def _type(self, kind: Any, pattern: str | None = None) -> Schema:
        """Return the schema of a field's type, as the loader reads it."""
        if kind is str:
            return {"type": "string", **({"pattern": pattern} if pattern else {})}
        if kind in (bool, int):
            return {"type": "boolean" if kind is bool else "integer"}
        origin = get_origin(kind)
        if origin is Literal:
            return {"enum": list(get_args(kind))}
        if origin in (Union, UnionType):
            members = [member for member in get_args(kind) if member is not type(None)]
            return {"type": "number"} if set(members) == {int, Decimal} else self._type(members[0], pattern)
        if origin is tuple:
            return self._list(get_args(kind)[0], pattern)
        return self._reference(kind)

    def _list(self, member: Any, pattern: str | None) -> Schema:
        if member is model.Mark:
            pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
            return {"type": "object", "additionalProperties": pair}
        if member in _KEYED:
            body = self._reference(member)
            if all(field.default is not attrs.NOTHING for field in attrs.fields(member)):
                body = {"anyOf": [body, {"type": "null"}]}
            return {"type": "object", "propertyNames": {"pattern": KEY_PATTERN}, "additionalProperties": body}
        return {"type": "array", "items": self._type(member, pattern)}


_NO_OPEN_ROOT: Schema = {"not": {"required": ["open"]}}


def _with_pattern(schema: Schema, pattern: str) -> Schema:
    return {**schema, "items": {**schema["items"], "pattern": pattern}}


def _field(cls: type, name: str) -> attrs.Attribute[Any]:
    return next(field for field in attrs.fields(cls) if field.name == name)


def _yaml_key(field: attrs.Attribute[Any]) -> str:
    return str(field.metadata.get(model.YAML_KEY, field.name))


def _conditions(cls: type) -> Schema:
    """Return what a class asks of its fields together."""
    if cls is model.Value:
        return {"allOf": [*_value_conditions()]}
    if cls is model.Node:
        return {"allOf": [*_node_conditions()]}
    if cls is model.Rule:
        return {"dependencies": {"each": ["table"]}}
    if cls is model.Section:
        some = {"minItems": 1}
        texts = {"properties": {"text": {"const": True}}, "required": ["text"]}
        return {"anyOf": [texts, {"properties": {"draw": some}, "required": ["draw"]}]}
    if cls is model.Edit:
        return {"oneOf": [{"required": [verb]} for verb in model.VERBS]}
    return {}


def _value_conditions() -> list[Schema]:
    def kind(*kinds: str) -> Schema:
        return {"properties": {"kind": {"enum": list(kinds)}}, "required": ["kind"]}

    whole = {"type": "integer"}
    return [
        {"if": kind("decimal"), "else": {"not": {"required": ["places"]}}},
        {
            "if": kind("integer"),
            "then": {"properties": {"min": whole, "marks": {"additionalProperties": {"items": whole}}}},
        },
        {
            "if": kind(*_NUMERIC),
            "then": {"properties": {"tolerance": {"minimum": 0}}},
            "else": {
                "properties": {"marks": {"maxProperties": 0}, "tolerance": {"const": 0}},
                "not": {"required": ["min"]},
            },
        },
    ]


def _node_conditions() -> list[Schema]:
    def without(*keys: str) -> list[Schema]:
        return [{"not": {"required": [key]}} for key in keys]

    def some(*keys: str) -> Schema:
        return {"anyOf": [{"required": [key]} for key in keys]}

    some_below = {"properties": {"nodes": {"minProperties": 1}}, "required": ["nodes"]}
    return [
        # With `use`, a fragment may say what is missing here.
        {
            "not": {
                "required": ["use"],
                "properties": {"nodes": {"minProperties": 1}},
                "allOf": [{"required": ["nodes"]}],
            }
        },
        {"if": {"required": ["open"]}, "then": {"not": {"anyOf": [some_below, {"required": ["total"]}]}}},
        {"if": {"required": ["total"]}, "then": {"anyOf": [some_below, {"required": ["use"]}]}},
        {
            "if": {"anyOf": [{"required": ["total_label"]}, {"required": ["total_at"]}]},
            "then": some("total", "use", "open"),
        },
        {
            "if": {"allOf": [some("open", "total"), *without("use", "total_at")]},
            "then": {"required": ["total_label"]},
        },
    ]
