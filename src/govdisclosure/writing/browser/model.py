"""What the page in the browser knows of its form, as data: cells, totals, relations in words, and all it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from govdisclosure.form import Condition, Form, Relation, Sum, cell_name, exact_totals, table_name
from govdisclosure.language import current, say
from govdisclosure.layout import headline
from govdisclosure.phrasing import BROKEN, LONG_SUM, SEVERITY, place, sentence, term_names, usual_advice
from govdisclosure.spec import Frequency, Value, number_text
from govdisclosure.writing.browser.texts import hint, texts
from govdisclosure.writing.carried import NOTHING, Carried, live_relations
from govdisclosure.writing.collection import on_blanks


def token(name: object) -> str:
    """Return what stands in a template where something is put in; no text of a form can hold its characters.

    >>> token(12) == "\ue00012\ue001"
    True
    """
    return f"\ue000{name}\ue001"


PARTS: Mapping[Frequency, str] = {"year": "", "quarter": "Q[1-4]", "month": "-(?:0[1-9]|1[0-2])"}
"""What follows the year where a quarter or a month is written, as a regular expression."""


def model_of(form: Form, fragment: str, empty: str, carried: Carried) -> dict[str, Any]:
    """Return the data of the page; `fragment` is the form as HTML with tokens, `empty` the report it begins with."""
    spec, language = form.spec, current()
    names = [(None, None), (token("o"), None), (None, token("y")), (token("o"), token("y"))]
    kinds = {value: number for number, value in enumerate(dict.fromkeys(form.values))}
    bounds = {bound.cells[0]: bound for bound in form.bounds}
    shape = hashlib.sha256("\n".join(map(str, form.cells)).encode()).hexdigest()[:8]
    return {
        "spec": spec.id,
        "revision": spec.revision,
        "shape": shape,
        "language": language,
        "part": PARTS[spec.period],
        "headlines": [headline(spec, language, *both) for both in names],
        "values": [_value(value) for value in kinds],
        "cells": [
            {
                "table": cell.table,
                "row": cell.row,
                "column": cell.column,
                "value": kinds[value],
                "name": full_name(form, index),
                "bound": {"id": bounds[index].id, "severity": bounds[index].severity} if index in bounds else None,
            }
            for index, (cell, value) in enumerate(zip(form.cells, form.values, strict=True))
        ],
        "named": [
            [table.key, line.path]
            for table in form.tables.values()
            for line in table.rows.lines
            if line.header.kind == "key"
        ],
        "totals": {index: list(parts.items()) for index, parts in exact_totals(form).items()},
        "relations": [_relation(form, one, carried) for one in live_relations(form, carried)],
        "prefilled": carried != NOTHING,
        "broken": dict(BROKEN),
        "severities": {severity: str(words) for severity, words in SEVERITY.items()},
        "many": LONG_SUM,
        "texts": {**texts(), "advice": on_blanks(form) + texts()["advice"]},
        "fragment": fragment,
        "empty": empty,
    }


def full_name(form: Form, index: int) -> str:
    """Return the name of a cell with its table, as people who cannot see the table need it."""
    inner = cell_name(form, index, current())
    table = table_name(form.spec, form.cells[index].table, current())
    return say(zh=f"{table}：{inner}", en=f"{table}: {inner}")


def _value(value: Value) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "numeric": value.numeric,
        "min": None if value.min is None else number_text(value.min),
        "places": value.places,
        "among": value.among,
        "blank": value.blank,
        "marks": [[mark.text, number_text(mark.low), number_text(mark.high)] for mark in value.marks],
        "hint": hint(value),
    }


def _relation(form: Form, relation: Relation, carried: Carried) -> dict[str, Any]:
    known = carried.known
    return {
        "id": relation.id,
        "severity": relation.severity,
        "tolerance": number_text(relation.tolerance),
        "cells": [index for index in relation.cells if index not in known],
        "condition": _condition(relation.condition.given(known)),
        "guard": _condition(relation.guard.given(known)) if relation.guard else None,
        "place": place(form, relation),
        "sentence": sentence(form, relation),
        "names": term_names(form, relation),
        "advice": usual_advice(relation),
    }


def _condition(condition: Condition) -> dict[str, Any]:
    sides = {"left": condition.left, "right": condition.right, "difference": condition.difference}
    return {"comparison": condition.comparison, **{name: _side(side) for name, side in sides.items()}}


def _side(side: Sum) -> dict[str, Any]:
    return {
        "terms": [[index, number_text(factor)] for index, factor in side.terms],
        "constant": number_text(side.constant),
    }
