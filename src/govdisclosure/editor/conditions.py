"""What the classes of the spec language ask of their keys together, in the words of JSON Schema (draft-07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govdisclosure.spec import VERBS, Edit, Node, Rule, Section, Value

Schema = dict[str, Any]
_NUMERIC = ("integer", "decimal")


def conditions(cls: type) -> Schema:
    """Return what a class asks of its fields together."""
    return _ASKED.get(cls, {})


def _value_conditions() -> list[Schema]:
    def kind(*kinds: str) -> Schema:
        return {"properties": {"kind": {"enum": list(kinds)}}, "required": ["kind"]}

    whole = {"type": "integer"}
    return [
        {
            "if": kind("decimal"),
            "then": {"properties": {"places": {"minimum": 0}}},
            "else": {"not": {"required": ["places"]}},
        },
        {
            "if": {
                "properties": {"kind": {"const": "decimal"}, "tolerance": {"const": "rounding"}},
                "required": ["kind", "tolerance"],
            },
            "then": {"required": ["places"]},
        },
        {
            "if": kind("integer"),
            "then": {"properties": {"min": whole, "marks": {"additionalProperties": {"items": whole}}}},
        },
        {"if": kind("text"), "else": {"properties": {"among": {"maxItems": 0}}}},
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
        {
            "not": {
                "properties": {"minus": {"const": True}, "in_total": {"const": False}},
                "required": ["minus", "in_total"],
            }
        },
        {
            "if": {"properties": {"open": {"const": "code"}}, "required": ["open"]},
            "then": {"properties": {"digits": {"minItems": 1}}, "required": ["digits"]},
            "else": {"properties": {"digits": {"maxItems": 0}}},
        },
        {"if": {"required": ["open"]}, "then": {"not": {"anyOf": [some_below, {"required": ["total"]}]}}},
        {"if": {"required": ["total"]}, "then": {"anyOf": [some_below, {"required": ["use"]}]}},
        {
            "if": some("total_label", "total_at", "total_numbered"),
            "then": some("total", "use", "open"),
        },
        {
            "if": {"allOf": [some("total"), *without("use", "total_at")]},
            "then": {"required": ["total_label"]},
        },
        {
            "if": {"allOf": [some("open"), *without("use", "total_label")]},
            "then": {"not": some("total_at", "total_numbered")},
        },
    ]


_ASKED: Mapping[type, Schema] = {
    Value: {"allOf": _value_conditions()},
    Node: {"allOf": _node_conditions()},
    Rule: {"dependencies": {"each": ["table"]}},
    Section: {
        "anyOf": [
            {"properties": {"text": {"const": True}}, "required": ["text"]},
            {"properties": {"draw": {"minItems": 1}}, "required": ["draw"]},
        ]
    },
    Edit: {"oneOf": [{"required": [verb]} for verb in VERBS]},
}
