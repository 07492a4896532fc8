"""The card of a rule: everything there is to say about it, generated from its spec; nothing on it is typed twice."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from attrs import frozen

from govdisclosure.errors import UsageError
from govdisclosure.form import Form, Line, Relation, line_name, specimen_form, stated
from govdisclosure.language import Words, current, say, using
from govdisclosure.likeness import nearest
from govdisclosure.phrasing.examples import WorkedExample, given, made_up, worked
from govdisclosure.phrasing.naming import axis_of_instance, instance_name, section_names
from govdisclosure.phrasing.sentences import bound_sentence, formula, is_open, key_formula, sentence
from govdisclosure.phrasing.statements import (
    stated_example,
    stated_formula,
    stated_key_formula,
    stated_sentence,
    statement_rules,
)
from govdisclosure.phrasing.words import SEVERITY, quoted, text_or_table, usual_advice
from govdisclosure.spec import Certainty, Number, Rule, Says, Severity, Source, Spec

Kind = Literal["sum", "rule", "bound", "statement"]

LEVELS = {
    0: Words("文件与结构", "file and structure"),
    1: Words("一份报告之内", "inside one report"),
    2: Words("与上年报告之间", "between years"),
    3: Words("与下级机关之间", "between an organisation and those below it"),
    4: Words("与同一机关的其他文件之间", "between documents of one organisation"),
}
"""The ESS validation levels, by what a rule refers to."""

_KINDS: dict[Kind, Words] = {
    "sum": Words("由表头推出的合计", "a total implied by the headers"),
    "rule": Words("规格写明的规则", "a rule written in the spec"),
    "bound": Words("由单元格的值推出的下限", "a lower bound implied by what the cells hold"),
    "statement": Words("文字与表格相符的规则", "a rule that holds the text against the tables"),
}


@frozen
class RuleInstance:
    """One line, cell or section that a rule is applied to: its key path (empty for the form as a whole) and name."""

    key: str
    name: str


@frozen
class RuleCard:
    """A rule in words.

    `formula` is in printed labels, `formula_keys` in the language of specs, `sentence` says what it means (公式含义);
    `tolerance` is the difference that is accepted. `says` are the wordings of a rule about the text, with sentences
    that count and that do not. The examples were judged by the checker when the card was made.
    """

    id: str
    language: str
    kind: Kind
    label: str
    formula: str
    formula_keys: str
    sentence: str
    why: str
    advice: str
    severity: Severity
    level: int
    tolerance: Number
    source: Source
    each: Literal["rows", "columns", "cells", "sections", ""]
    instances: tuple[RuleInstance, ...]
    valid: tuple[WorkedExample, ...]
    invalid: tuple[WorkedExample, ...]
    says: Says | None = None

    @property
    def certainty(self) -> Certainty | None:
        """How well the rule's source is established."""
        return self.source.certainty

    @property
    def severity_name(self) -> str:
        """The severity in words."""
        return self._said(SEVERITY[self.severity])

    @property
    def level_name(self) -> str:
        """The validation level in words."""
        return self._said(LEVELS[self.level])

    @property
    def kind_name(self) -> str:
        """Where the rule comes from, in words."""
        return self._said(_KINDS[self.kind])

    def _said(self, words: Words) -> str:
        with using(self.language):
            return str(words)


def rule_ids(form: Form) -> tuple[str, ...]:
    """Return the id of every rule of a form: sums its axes imply, written rules, bounds, those about the text.

    >>> import govdisclosure as gd
    >>> rule_ids(gd.expand(gd.load_spec("cn/2021")))[:2]
    ('applications/rows:outcome', 'applications/columns:total')
    """
    return (*rules_of(form), *statement_rules(form))


@lru_cache(maxsize=64)
def rules_of(form: Form) -> dict[str, tuple[Relation, ...]]:
    """Return the instances of every rule between cells by its id."""
    found: dict[str, list[Relation]] = {}
    for relation in (*form.relations, *form.across, *form.bounds):
        found.setdefault(relation.rule, []).append(relation)
    return {rule: tuple(relations) for rule, relations in found.items()}


def rule_card(spec: Spec, rule_id: str, language: str | None = None) -> RuleCard:
    """Return the card of a rule, in `"zh"` or `"en"`; `rule_id` may also name one instance, as in findings.

    Raises `UsageError` if the format has no such rule.

    >>> import govdisclosure as gd
    >>> card = rule_card(gd.load_spec("cn/2021"), "applications/balance", "en")
    >>> card.formula_keys, card.severity, len(card.instances)
    ('new + carried_in == outcome + carried_out', 'error', 7)
    >>> [(example.arithmetic, example.status) for example in card.invalid]
    [('12 + 3 = 15, 14 + 0 = 14, 15 ≠ 14', 'fail'), ('12 + 3 = 15, 16 + 0 = 16, 15 ≠ 16', 'fail')]
    """
    return _card_of(specimen_form(spec), rule_id, language or current())


@lru_cache(maxsize=2048)
def _card_of(form: Form, rule_id: str, language: str) -> RuleCard:
    about_text = statement_rules(form).get(rule_id.partition("[")[0])
    with using(language):
        return _stated_card(form, about_text) if about_text else _card(form, _found(form, rule_id))


def _card(form: Form, relations: tuple[Relation, ...]) -> RuleCard:
    # Where void cells shorten some instances, the longest tells most.
    shown = max(relations, key=lambda relation: len(relation.cells))
    return RuleCard(
        id=shown.rule,
        language=current(),
        kind=shown.kind,
        label=_label(form, shown),
        formula=formula(form, shown),
        formula_keys=key_formula(form, shown),
        sentence=_sentence(form, shown, relations),
        why=_why(shown),
        advice=usual_advice(shown),
        severity=shown.severity,
        level=shown.level,
        tolerance=shown.tolerance,
        source=shown.source,
        each="cells" if shown.kind == "bound" else axis_of_instance(shown) or "",
        instances=tuple(RuleInstance(relation.instance, instance_name(form, relation)) for relation in relations),
        valid=_examples(form, shown, "valid"),
        invalid=_examples(form, shown, "invalid"),
    )


def _stated_card(form: Form, rule: Rule) -> RuleCard:
    assert rule.says is not None
    shown = stated(form, rule, 0, "")[0]
    valid, invalid = (stated_example(form, rule, wanted) for wanted in ("pass", "fail"))
    return RuleCard(
        id=shown.rule,
        language=current(),
        kind="statement",
        label=rule.label[current()],
        formula=stated_formula(form, rule),
        formula_keys=stated_key_formula(rule),
        sentence=stated_sentence(form, rule),
        why=rule.why[current()]
        if rule.why
        else say(zh="文字和表格说的是同一件事，数应当一致。", en="The text and the tables are about the same things."),
        advice=rule.advice[current()] if rule.advice else text_or_table(),
        severity=shown.severity,
        level=shown.level,
        tolerance=shown.tolerance,
        source=shown.source,
        each="sections",
        instances=tuple(map(RuleInstance, rule.says.sections, section_names(form, rule))),
        valid=(valid,) if valid else (),
        invalid=(invalid,) if invalid else (),
        says=rule.says,
    )


def _found(form: Form, rule_id: str) -> tuple[Relation, ...]:
    rules = rules_of(form)
    if rule_id in rules:
        return rules[rule_id]
    rule = rule_id.partition("[")[0]
    chosen = tuple(relation for relation in rules.get(rule, ()) if relation.id == rule_id)
    if chosen:
        return chosen
    known = [relation.id for relation in rules[rule]] if rule in rules else [*rule_ids(form)]
    name = form.spec.id
    message = say(zh=f"格式 {name} 没有规则 {rule_id}", en=f"the format {name} has no rule {rule_id}")
    raise UsageError(message + nearest(rule_id, known))


def _label(form: Form, relation: Relation) -> str:
    if isinstance(relation.origin, Rule):
        return relation.origin.label[current()]
    if relation.kind == "bound":
        return say(zh="数不小于下限", en="No number below its minimum")
    name = quoted(line_name(_total_line(form, relation), current()))
    if relation.condition.comparison == ">=":
        return say(zh=f"{name}不小于其中各项之和", en=f"{name} is at least the sum of its parts")
    return say(zh=f"{name}等于各项之和", en=f"{name} is the sum of its parts")


def _total_line(form: Form, relation: Relation) -> Line:
    ((index, _),) = relation.condition.left.terms
    row, column = form.lines[index]
    return row if axis_of_instance(relation) == "columns" else column


def _sentence(form: Form, relation: Relation, relations: tuple[Relation, ...]) -> str:
    if relation.kind == "bound":
        return bound_sentence(form, relations)
    return sentence(form, relation, instances=len(relations))


def _why(relation: Relation) -> str:
    if isinstance(relation.origin, Rule):
        return relation.origin.why[current()] if relation.origin.why else ""
    if relation.kind == "bound":
        return say(
            zh="表中填的是数量或者金额，没有的填 0。", en="The cells hold counts or amounts; nothing is written as 0."
        )
    if relation.condition.comparison == ">=":
        return say(
            zh="其下各行只是它的一部分（其中），所以它可以大于各行之和，不能小于。",
            en="What stands below it is only a part of it, so it may be more than their sum, and never less.",
        )
    if is_open(relation):
        return say(zh="合计由报告所列各项相加得出。", en="The total is the sum of what the report lists.")
    return say(
        zh="表式把这些项列在同一表头之下，合计就是它们相加。",
        en="The form puts these under one header, and the total is what they add up to.",
    )


def _examples(form: Form, relation: Relation, kind: Literal["valid", "invalid"]) -> tuple[WorkedExample, ...]:
    """Return the examples of the spec, judged; where it gives none, one that was made up."""
    rule = relation.origin
    stated = getattr(rule.examples, kind) if isinstance(rule, Rule) else ()
    cases = [given(form, relation, example) for example in stated]
    if not cases:
        found = made_up(form, relation, "pass" if kind == "valid" else "fail")
        cases = [found] if found is not None else []
    return tuple(worked(form, relation, numbers) for numbers in cases)
