"""Results in the validation report structure of the European Statistical System, version 1.0.0.

Source: M. van der Loo and O. ten Bosch, Design of a generic machine-readable validation report structure, version
1.0.0, ESSnet ValiDat Integration, 2017. Every validation says what event made it, by which rule, on which data, and its
value: 1 where the rule holds, 0 where it does not, NA where figures that it needs are missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import evolve

from govdisclosure.checks import Judgement
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.form import CellRef, Form, Relation, Status
from govdisclosure.grid import harmless
from govdisclosure.language import current, using
from govdisclosure.phrasing import key_formula, place, sentence
from govdisclosure.report import Report
from govdisclosure.spec import Severity

_VALUES: dict[Status, str] = {"pass": "1", "fail": "0", "explained": "0", "known": "0", "undecided": "NA"}
"""What a status is called there; a rule that does not apply was not evaluated, and is no validation."""
_SEVERITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "information"}


class _Words(NamedTuple):
    """A rule instance in words, whatever the report."""

    formula: str
    sentence: str
    place: str


def ess_report(results: Iterable[tuple[str, CheckResult]], version: str, time: datetime) -> list[dict[str, Any]]:
    """Return checked files as an ESS validation report: a validation for every rule instance that could be evaluated.

    `version` is that of the library, `time` when the check was made.
    """
    event = {"time": f"{time:%Y%m%dT%H%M%S%z}", "actor": f"govdisclosure {version}"}
    return [
        _validation(file, judgement, event)
        for file, result in results
        for judgement in result.judgements()
        if judgement.status in _VALUES
    ]


def _validation(file: str, judgement: Judgement, event: dict[str, str]) -> dict[str, Any]:
    return {
        "id": harmless(f"{file}#{judgement.relation.id}"),
        "type": "validation",
        "event": event,
        "rule": _rule(judgement),
        "data": {
            "source": [*_keys(judgement)],
            "target": [],  # by the convention of the structure: the same as the source
            "description": _in_words(judgement.report.form, judgement.relation, current()).place,
        },
        "value": _VALUES[judgement.status],
    }


def _rule(judgement: Judgement) -> dict[str, str]:
    form, relation = judgement.report.form, judgement.relation
    words = _in_words(form, relation, current())
    rule = {
        "language": f"govdisclosure {form.spec.id} revision {form.spec.revision}",
        "expression": words.formula,
        "severity": _SEVERITIES[relation.severity],
        "description": words.sentence,
    }
    if judgement.status == "explained" and isinstance(judgement, Finding):
        rule |= {"change": "down", "explanation": harmless(judgement.justification)}
    return rule


@lru_cache(maxsize=4096)
def _in_words(form: Form, relation: Relation, language: str) -> _Words:
    """Return a rule instance in words, once for all reports of a form."""
    with using(language):
        texts = (key_formula(form, relation), sentence(form, relation), place(form, relation))
    return _Words(*map(harmless, texts))


def _keys(judgement: Judgement) -> Iterator[str]:
    """Yield the keys of the data that a rule was evaluated on: its cells, and the section of a statement."""
    for cell in judgement.cells:
        other = judgement.others.get(cell.ref.of)
        yield _key(judgement.report, cell.ref) if other is None else _key(other, evolve(cell.ref, of="this"))
    if judgement.statement:
        yield _key(judgement.report, judgement.statement.section)


def _key(report: Report, attribute: CellRef | str) -> str:
    """Return the key of a data point as JSON: its population, its measurement, its unit and its attribute.

    The population are the bodies that report in a format, the measurement is the period, the unit the organisation.
    """
    period = report.period
    if isinstance(attribute, CellRef) and attribute.of == "prior":
        attribute, period = evolve(attribute, of="this"), period and report.spec.before(period)
    quad = [report.spec.id, str(period or ""), harmless(report.organisation or ""), str(attribute)]
    return json.dumps(quad, ensure_ascii=False)
