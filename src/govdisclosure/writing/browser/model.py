"""What the page in the browser knows of its form, as data: cells, totals, relations in words, and all it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from govdisclosure.form import Condition, Form, Relation, Sum, cell_name, table_name
from govdisclosure.language import current, say
from govdisclosure.layout import GAP, headline
from govdisclosure.phrasing import BROKEN, LONG_SUM, SEVERITY, is_open, place, sentence, term_names, usual_advice
from govdisclosure.spec import Frequency, Period, Spec, Value, number_text
from govdisclosure.writing.browser.patterns import OWNER, Patterns, Place, token
from govdisclosure.writing.browser.texts import hint, key_hint, texts
from govdisclosure.writing.carried import NOTHING, Carried, live_relations
from govdisclosure.writing.collection import on_blanks

PARTS: Mapping[Frequency, str] = {"year": "", "quarter": "Q[1-4]", "month": "-(?:0[1-9]|1[0-2])"}
"""What follows the year where a quarter or a month is written, as a regular expression."""


def model_of(patterns: Patterns, carried: Carried) -> dict[str, Any]:
    """Return the data of the page, but for what is drawn in it and the report it begins with."""
    form = patterns.form
    spec, language = form.spec, current()
    about_rows = texts()["rowAdvice"] if patterns.places else ""
    name, period = OWNER.organisation, OWNER.year if spec.period == "year" else OWNER.period
    kinds = {value: number for number, value in enumerate(dict.fromkeys(form.values))}
    bounds = {bound.cells[0]: bound for bound in form.bounds}
    shape = hashlib.sha256("\n".join(map(str, form.cells)).encode()).hexdigest()[:8]
    return {
        "spec": spec.id,
        "revision": spec.revision,
        "shape": shape,
        "language": language,
        "part": PARTS[spec.period],
        "headlines": [headline(spec, language, *both) for both in product((None, name), (None, period))],
        "periods": dict(_periods(spec.period, language)),
        "gap": GAP,
        "values": [_value(value) for value in kinds],
        "cells": [_cell(form, index, kinds[value], bounds.get(index)) for index, value in enumerate(form.values)],
        "places": [_place(place, spec) for place in patterns.places],
        "named": _named(patterns),
        "relations": [_relation(patterns, one, carried) for one in live_relations(form, carried) if patterns.uses(one)],
        "prefilled": carried != NOTHING,
        "broken": dict(BROKEN),
        "severities": {severity: str(words) for severity, words in SEVERITY.items()},
        "many": LONG_SUM,
        "texts": {**texts(), "advice": on_blanks(form) + texts()["advice"] + about_rows},
    }


def _periods(frequency: Frequency, language: str) -> Iterator[tuple[str, str]]:
    """Yield how each part of a year is said in titles, by what is written behind the year."""
    year = 2000
    for number in range(1, {"year": 1, "quarter": 4, "month": 12}[frequency] + 1):
        period = Period(year, frequency, number)
        yield str(period).removeprefix(str(year)), period.words(language).replace(str(year), token("y"))


def _place(place: Place, spec: Spec) -> dict[str, Any]:
    corner = spec.table(place.table).corner
    return {
        "table": place.table,
        "path": place.path,
        "row": place.row,
        "kind": place.node.open,
        "digits": place.node.digits,
        "name": table_name(spec, place.table, current()),
        "label": corner[current()] if corner else texts()["rowName"],
        "hint": key_hint(place.node),
    }


def full_name(form: Form, index: int) -> str:
    """Return the name of a cell with its table, as people who cannot see the table need it."""
    inner = cell_name(form, index, current())
    table = table_name(form.spec, form.cells[index].table, current())
    return say(zh=f"{table}：{inner}", en=f"{table}: {inner}")


def _named(patterns: Patterns) -> list[list[str]]:
    """Return the rows that were named before the page was made, by table and path."""
    return [
        [table.key, line.path]
        for table in patterns.form.tables.values()
        for line in table.rows.lines
        if line.header.kind == "key" and (table.key, line.path) not in patterns.rows
    ]


def _cell(form: Form, index: int, value: int, bound: Relation | None) -> dict[str, Any]:
    cell = form.cells[index]
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "value": value,
        "name": full_name(form, index),
        "bound": {"id": bound.id, "severity": bound.severity} if bound else None,
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "numeric": value.numeric,
        "min": None if value.min is None else number_text(value.min),
        "places": value.places,
        "half": None if value.half_unit is None else number_text(value.half_unit),
        "slack": "0" if value.tolerance == "rounding" else number_text(value.tolerance),
        "among": value.among,
        "blank": value.blank,
        "marks": [[mark.text, number_text(mark.low), number_text(mark.high)] for mark in value.marks],
        "hint": hint(value),
    }


def _relation(patterns: Patterns, relation: Relation, carried: Carried) -> dict[str, Any]:
    form, known = patterns.form, carried.known
    gathers = patterns.gathers(relation)
    text = sentence(form, relation, margin=token("m") if gathers else "")
    if gathers and not patterns.keys(index for index, _ in relation.condition.left.terms):
        for each in patterns.places:
            text = text.replace(each.row, texts()["addedRows"])
    return {
        "id": relation.id,
        "sum": relation.kind == "sum",
        "gathers": gathers,
        "open": is_open(relation),
        "severity": relation.severity,
        "tolerance": number_text(relation.tolerance),
        "cells": [index for index in relation.cells if index not in known],
        "condition": _condition(relation.condition.given(known)),
        "guard": _condition(relation.guard.given(known)) if relation.guard else None,
        "place": place(form, relation),
        "sentence": text,
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
