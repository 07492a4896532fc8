"""A finding in words that a clerk can act on, generated from the relation and the form's own labels."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govdisclosure.findings.findings import Finding
from govdisclosure.form import cell_name
from govdisclosure.phrasing import BROKEN, SEVERITY, STATUS, equation, magnitude, place, shown, sides, usual_advice

_FEW = 3
"""Shared cells, and rules that share one, that a message names."""


@frozen
class Explanation:
    """The parts of a finding in words; `message` puts them into one line, a terminal into several."""

    kind: str
    place: str
    arithmetic: str
    advice: str
    shared: tuple[str, ...]
    source: str


def message(finding: Finding, language: str) -> str:
    """Return the finding as one line."""
    parts = explanation(finding, language)
    zh = language == "zh"
    line = f"[{parts.kind}] {finding.id}{'：' if zh else ': '}{parts.place}{'：' if zh else ': '}{parts.arithmetic}"
    for text in (parts.advice, *parts.shared, parts.source):
        line += f"{'。' if zh else '. '}{text.rstrip('。.')}" if text else ""
    return line + ("。" if zh else ".")


def explanation(finding: Finding, language: str) -> Explanation:
    """Return the parts of a finding in words."""
    form, relation = finding.report.form, finding.relation
    zh = language == "zh"
    kind = SEVERITY[relation.severity][0 if zh else 1]
    if finding.status != "fail":
        kind += ("，" if zh else ", ") + STATUS[finding.status][0 if zh else 1]
    source = ("依据：" if zh else "Source: ") + finding.source if finding.source else ""
    return Explanation(
        kind,
        place(form, relation, language),
        _arithmetic(finding, language),
        _advice(finding, language),
        tuple(_shared(finding, language)),
        source,
    )


def _arithmetic(finding: Finding, language: str) -> str:
    relation = finding.relation
    zh = language == "zh"
    if finding.status == "undecided":
        return equation(finding, language) + ("，因有单元格没有数，无法判定" if zh else "; some cells hold no number")
    text = sides(finding, BROKEN[relation.condition.comparison], language)
    if finding.difference is None:
        return text + ("，填什么数都不能成立" if zh else "; no number could make it hold")
    if relation.kind == "bound":
        return text
    gap = shown(magnitude(finding.difference))
    if zh:
        return f"{text}，左边比右边{'多' if finding.difference > 0 else '少'} {gap}"
    return f"{text}; the left side is {gap} {'more' if finding.difference > 0 else 'less'}"


def _advice(finding: Finding, language: str) -> str:
    if finding.status == "explained":
        return f"{'说明：' if language == 'zh' else 'Explanation: '}{finding.explanation}"
    if finding.status == "undecided":
        return (
            "请补填空缺的单元格，没有的填 0"
            if language == "zh"
            else "Fill in the cells without a number; write 0 for nothing"
        )
    return usual_advice(finding.relation, language)


def _shared(finding: Finding, language: str) -> Iterator[str]:
    form = finding.report.form
    for shared in finding.shared[:_FEW]:
        cell = form.cell(shared.index)
        name = cell_name(form, shared.index, language)
        others = ", ".join(shared.others[:_FEW]) + (" …" if len(shared.others) > _FEW else "")
        if language == "zh":
            yield f"单元格“{name}”（{cell}）也在 {others} 中，先核对它"
        else:
            yield f"The cell '{name}' ({cell}) is in {others} too: look at it first"
