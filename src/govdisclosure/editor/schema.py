"""JSON Schemas (draft-07) of the spec language and of report JSON, generated from the model and from a spec."""

from __future__ import annotations

from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from govdisclosure.documents import Theme
from govdisclosure.editor.conditions import Schema, conditions
from govdisclosure.editor.report_json import report_schema
from govdisclosure.errors import UsageError
from govdisclosure.language import LANGUAGES, Words, say
from govdisclosure.spec import (
    BLOCKS,
    CODE_PATTERN,
    CONTROLS,
    KEYED,
    VERBS,
    Change,
    Date,
    Edit,
    Example,
    Headline,
    Key,
    Localised,
    Mark,
    Node,
    Rule,
    Section,
    Spec,
    Table,
    YearRange,
    keys_of,
    meaning,
)
from govdisclosure.specfile import EXTENDS, RESERVED

__all__ = ["DRAFT", "Schema", "report_schema", "spec_schema", "theme_schema"]

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

DATE_PATTERN = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
TEXT_PATTERN = rf"^[^{CONTROLS}]*$"
KEY = "[a-z][a-z0-9_]*"
KEY_PATTERN = f"^(?!(?:{'|'.join(RESERVED)})$){KEY}$"
ID_PATTERN = "^[a-z][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)+$"
LANGUAGE_PATTERN = "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
YEARS_PATTERN = rf"^{CODE_PATTERN}(?:\.\.(?:{CODE_PATTERN})?)?$"
NUMBERING_PATTERN = rf"^{_OTHER}*(?:[一①]|[1aAiI](?!{_LETTER})){_OTHER}*$"
"""The first ordinal shows its numeral once; a letter or a 1 is one only where it stands alone."""
ADDRESS_PATTERN = "^[^/]+(?:/(?:rows|columns):.+)?$"
HEADLINE_PATTERN = r"^(?:[^{]|\{(?:organisation|year|period|title)\}|\{[^}]*$)*$"


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
    (Spec, "id"): ID_PATTERN,
    (Spec, "numbering"): NUMBERING_PATTERN,
    (Node, "numbering"): NUMBERING_PATTERN,
    (Section, "key"): KEY_PATTERN,
    (Rule, "check"): CHECK_PATTERN,
    (Rule, "when"): WHEN_PATTERN,
    (Change, "previous"): ID_PATTERN,
    (Headline, "aliases"): HEADLINE_PATTERN,
    **{(Edit, name): ADDRESS_PATTERN for name in (*VERBS, "into", "to", "by")},
}
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string", "pattern": TEXT_PATTERN},
    Date: {"type": "string", "pattern": DATE_PATTERN},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
}
_ROOTS = ((Table, "rows"), (Table, "columns"))

HEAD = Words("格式的概况：标识、年度、名称、依据。", "What the format is: its id, years, title and source.")
CHILD = Words(
    "所扩展的格式的标识；未写的部分全部沿用，改动写在 change 的 edits 里。",
    "The id of the format that this one changes a little: what is not said is taken over, `change` has the edits.",
)


def spec_schema(language: str | None = None) -> Schema:
    """Return the JSON Schema of a spec file, for editors: it knows every key, and says what each is for.

    `language` is that of the descriptions, `"zh"` or `"en"`; by default both. It refuses nothing that loads; names that
    mean nothing, and totals of nothing, only loading finds. Raises `UsageError` for another language.

    >>> schema = spec_schema("en")
    >>> schema["definitions"]["Rule"]["properties"]["severity"]["enum"]
    ['error', 'warning', 'info']
    """
    _must_be_known(language)
    return _Writer(language).file()


def theme_schema(language: str | None = None) -> Schema:
    """Return the JSON Schema of a theme file, as `spec_schema` does that of a spec.

    >>> theme_schema("en")["definitions"]["PageTheme"]["properties"]["top"]["maximum"]
    200
    """
    _must_be_known(language)
    return _Writer(language, partial=True).theme()


def _must_be_known(language: str | None) -> None:
    if language is not None and language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(
            say(zh=f"没有语言 {language}；可用：{known}", en=f"no such language: {language}; there are: {known}")
        )


class _Writer:
    def __init__(self, language: str | None, *, partial: bool = False) -> None:
        self._language = language
        self._partial = partial
        """Whether a file may leave out whatever it does not change."""
        self._definitions: Schema = {}

    def theme(self) -> Schema:
        """A whole theme file."""
        theme = self._object(Theme)
        return {
            "$schema": DRAFT,
            **self._said(meaning(Theme)),
            **theme,
            "definitions": dict(sorted(self._definitions.items())),
        }

    def file(self) -> Schema:
        """The whole file: a block `spec:`, and the others beside it."""
        properties = {key.name: self._property(Spec, key) for key in keys_of(Spec)}
        blocks = {name: properties.pop(name) for name in BLOCKS}
        needed = [key.name for key in keys_of(Spec) if key.needed]
        return {
            "$schema": DRAFT,
            **self._said(meaning(Spec)),
            "type": "object",
            "properties": {
                "spec": {**_closed(properties), **self._said(HEAD)},
                EXTENDS: {"type": "string", "pattern": ID_PATTERN, **self._said(CHILD)},
                **blocks,
            },
            "required": ["spec"],
            "additionalProperties": False,
            # A child takes over what it does not say, and has edits instead of tables.
            "if": {"required": [EXTENDS]},
            "then": {"not": {"required": ["tables"]}, "properties": {"spec": {"required": ["id"]}}},
            "else": {
                "required": [name for name in needed if name in BLOCKS],
                "properties": {
                    "spec": {"required": [name for name in needed if name not in BLOCKS]},
                    "change": {"required": [key.name for key in keys_of(Change) if key.needed]},
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
            self._definitions[name] = {**self._said(meaning(cls)), **self._definition(cls)}
        return {"$ref": f"#/definitions/{name}"}

    def _definition(self, cls: type) -> Schema:
        if cls is Localised:
            return {
                "type": "object",
                "propertyNames": {"pattern": LANGUAGE_PATTERN},
                "additionalProperties": {"type": "string", "pattern": TEXT_PATTERN},
                "minProperties": 1,
            }
        if cls is YearRange:
            years = {"type": "string", "pattern": YEARS_PATTERN}
            return {"anyOf": [years, {"type": "integer", "minimum": 1000, "maximum": 9999}]}
        if cls is Example:
            return {"type": "object", "additionalProperties": {"type": "number"}}
        return self._object(cls)

    def _object(self, cls: type) -> Schema:
        """A mapping with the keys of a class, and no others."""
        # A child need not repeat what it extends; `file` asks for it elsewhere.
        needed = [key.name for key in keys_of(cls) if key.needed and cls is not Change and not self._partial]
        return {
            **_closed({key.name: self._property(cls, key) for key in keys_of(cls)}, *needed),
            **conditions(cls),
        }

    def _property(self, cls: type, key: Key) -> Schema:
        place = cls, key.field
        schema: Schema = self._type(key.type, _PATTERNS.get(place) or (f"^{key.pattern}$" if key.pattern else None))
        if key.within:
            bounds = ("minLength", "maxLength") if key.type is str else ("minimum", "maximum")
            schema |= dict(zip(bounds, key.within, strict=True))
        more = {**self._said(key.words), **({"examples": [key.example]} if key.example else {})}
        if place in _ROOTS:
            schema = Schema(allOf=[schema, _NO_OPEN_ROOT])
        if place == (Spec, "axes"):
            schema["additionalProperties"] = {"allOf": [schema["additionalProperties"], _NO_OPEN_ROOT]}
        if place == (Spec, "languages"):
            schema["minItems"] = 1
        # What stands beside a $ref is not read in draft-07.
        return {**more, "allOf": [schema]} if "$ref" in schema else {**more, **schema}

    def _type(self, kind: Any, pattern: str | None = None) -> Schema:
        """Return the schema of a field's type, as the loader reads it."""
        if kind in _SCALARS:
            return {**_SCALARS[kind], **({"pattern": pattern} if pattern else {})}
        origin, members = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(members)}
        if origin is tuple:
            return self._list(members[0], pattern)
        if origin not in (Union, UnionType):
            return self._reference(kind)
        if not {int, Decimal} <= set(members):
            return self._type(next(member for member in members if member is not type(None)), pattern)
        words = [word for member in members for word in get_args(member)]
        return {"anyOf": [{"type": "number"}, {"enum": words}]} if words else {"type": "number"}

    def _list(self, member: Any, pattern: str | None) -> Schema:
        if member is Mark:
            pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
            return {"type": "object", "additionalProperties": pair}
        if member in KEYED:
            body = self._reference(member)
            if not any(key.needed for key in keys_of(member)):
                body = {"anyOf": [body, {"type": "null"}]}
            return {"type": "object", "propertyNames": {"pattern": KEY_PATTERN}, "additionalProperties": body}
        return {"type": "array", "items": self._type(member, pattern)}


_NO_OPEN_ROOT: Schema = {"not": {"required": ["open"]}}


def _closed(properties: Schema, *needed: str) -> Schema:
    closed: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": list(needed)} if needed else closed
