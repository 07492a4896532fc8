"""What the text says held against the tables: statements found by the wordings of a format, each judged on a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import evolve

from govdisclosure.checks.judging import Judgement, Standing
from govdisclosure.form import Relation, Status, stated, verdict
from govdisclosure.report import Report
from govdisclosure.spec import Says, Spec
from govdisclosure.statements import (
    MAX_TEXT,
    Context,
    Statement,
    Wanted,
    Wordings,
    expanded,
    plain,
    template,
    word_lists,
)

_RANKS: tuple[Status, ...] = ("pass", "undecided", "fail", "not_applicable")
"""Verdicts, the one that counts first: a statement holds when one of its meanings does."""


def stated_judgements(report: Report, chosen: Callable[[Relation], bool] = lambda _: True) -> Iterator[Judgement]:
    """Yield a judgement for every statement of the text, section by section.

    A statement holds when one of the formulas of its rule does. Where none holds and none is undecided it fails, by the
    formula of its `check`.
    """
    wordings, context = wordings_of(report.spec)
    if not wordings:
        return
    context = evolve(context, year=report.year)
    standing = Standing(report, None)
    for section, text in report.sections.items():
        if section not in wordings:
            continue
        count: dict[str, int] = {}
        for statement in wordings[section].statements(plain(text[:MAX_TEXT]), context):
            number = count[statement.rule] = count.get(statement.rule, 0) + 1
            instance = section if number == 1 else f"{section}.{number}"
            judgement = _judged(standing, statement, instance, chosen)
            if judgement is not None:
                yield judgement


def _judged(
    standing: Standing, statement: Statement, instance: str, chosen: Callable[[Relation], bool]
) -> Judgement | None:
    """Return the best that the formulas of a rule come to; None where the form or the document has no such cells."""
    report = standing.report
    rule = report.spec.rule(statement.rule)
    relations = [relation for relation in stated(report.form, rule, statement.number, instance) if chosen(relation)]
    drawn = [
        relation for relation in relations if all(report.content(index).state != "absent" for index in relation.cells)
    ]
    if not drawn:
        return None
    shown, status = best_of(drawn, [verdict(relation, standing.interval) for relation in drawn])
    said = evolve(statement, section=instance.partition(".")[0])
    return Judgement(*standing.with_sides(shown, status), report, None, said)


def best_of(relations: Sequence[Relation], verdicts: Sequence[Status]) -> tuple[Relation, Status]:
    """Return the meaning of a statement that counts, the first of the best, with its verdict."""
    return min(zip(relations, verdicts, strict=True), key=lambda judged: _RANKS.index(judged[1]))


@lru_cache(maxsize=64)
def wordings_of(spec: Spec) -> tuple[Mapping[str, Wordings], Context]:
    """Return the wordings of every section that rules look into, and the words that decide what a sentence is about."""
    words = word_lists(spec.narrative)
    wanted: dict[str, list[Wanted]] = {}
    for rule in spec.rules:
        if rule.says is not None:
            for section in rule.says.sections:
                wanted.setdefault(section, []).extend(_wanted(rule.key, rule.says, words))
    return {section: Wordings.of(some) for section, some in wanted.items()}, Context.of(spec.narrative)


def _wanted(rule: str, says: Says, words: Mapping[str, tuple[str, ...]]) -> Iterator[Wanted]:
    """Yield the wordings of a rule."""
    beside, unless = expanded(says.beside, words), expanded(says.unless, words)
    for wording in (*says.wordings, *says.none):
        yield Wanted(rule, template(wording, words), 0 if wording in says.none else None, beside, unless)
