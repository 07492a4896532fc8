"""Rules about the text in words: what the number of a wording is held against, and cases of it judged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from govdisclosure.checks import best_of, wordings_of
from govdisclosure.form import (
    BETWEEN,
    Condition,
    Form,
    Relation,
    Status,
    Sum,
    path_name,
    place_of,
    stated,
    table_name,
)
from govdisclosure.language import current, say
from govdisclosure.phrasing.dialects import SIGNS, Dialect, spoken
from govdisclosure.phrasing.examples import Numbers, WorkedExample, judge, made_up, worked
from govdisclosure.phrasing.naming import section_names
from govdisclosure.phrasing.words import quoted
from govdisclosure.spec import Number, Rule, formula
from govdisclosure.statements import Statement, plain


@lru_cache(maxsize=64)
def statement_rules(form: Form) -> dict[str, Rule]:
    """Return the rules about the text by their ids, those whose cells the form has.

    >>> import govdisclosure as gd
    >>> list(statement_rules(gd.expand(gd.load_spec("cn/2021"))))[:2]
    ['applications/stated_new', 'applications/stated_received']
    """
    rules = {f"{rule.table or 'report'}/{rule.key}": rule for rule in form.spec.rules if rule.says}
    return {name: rule for name, rule in rules.items() if stated(form, rule, 0, "")}


def stated_formula(form: Form, rule: Rule) -> str:
    """Return what a rule about the text says as formulas of printed labels; n is the number of the text."""
    names = {text: say(zh=f"【{name}】", en=f"[{name}]") for text, name in _names(form, rule).items()}
    return say(zh="，或 ", en=" or ").join(_compared(SIGNS, rule, names | {formula.STATED: formula.STATED}))


def stated_key_formula(rule: Rule) -> str:
    """Return the formulas of a rule about the text as its spec writes them."""
    return " or ".join(" ".join(text.split()) for text in (rule.check, *rule.alternatives))


def stated_sentence(form: Form, rule: Rule) -> str:
    """Return a rule about the text as a sentence.

    >>> import govdisclosure as gd
    >>> from govdisclosure.language import using
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> with using("en"):
    ...     print(stated_sentence(form, form.spec.rule("stated_repealed")))
    Where the text of '1. Overview' or '2. Proactive disclosure of government information' has one of the wordings, by
    '2. Proactive disclosure of government information / Article 20 (1)' its number equals 'Administrative normative
    documents / Repealed this year'.
    """
    names = {text: quoted(name) for text, name in _names(form, rule).items()}
    names[formula.STATED] = say(zh="其中的数", en="its number")
    said = say(zh="，或者", en=", or ").join(text.strip() for text in _compared(spoken(), rule, names))
    sections = say(zh="或", en=" or ").join(map(quoted, section_names(form, rule)))
    table = quoted(table_name(form.spec, rule.table, current())) if rule.table else ""
    against = say(zh=f"对照{table}，", en=f"by {table} ") if table else ""
    return say(
        zh=f"{sections}的文字有所列措辞时，{against}{said}。",
        en=f"Where the text of {sections} has one of the wordings, {against}{said}.",
    )


def _compared(dialect: Dialect, rule: Rule, names: Mapping[str, str]) -> list[str]:
    """Write each formula of a rule in a dialect, the references by their names."""
    texts = list(names)
    found = []
    for text in (rule.check, *rule.alternatives):
        parsed = formula.parse(text)
        left, right = (
            Sum(tuple((texts.index(term.reference.text), term.coefficient) for term in side.terms), side.constant)
            for side in (parsed.left, parsed.right)
        )
        found.append(dialect.condition(Condition(left, parsed.comparison, right), dict(enumerate(names.values()))))
    return found


def _names(form: Form, rule: Rule) -> dict[str, str]:
    """Return what the cells that the formulas of a rule name are called, by how they are written there."""
    parsed = [formula.parse(text) for text in (rule.check, *rule.alternatives)]
    places = {
        reference.text: place_of(reference, rule, None)
        for one in parsed
        for reference in one.references
        if not reference.is_stated
    }
    return {text: _name(form, place, titled=rule.table is None) for text, place in places.items()}


def _name(form: Form, place: tuple[str, str, str], *, titled: bool) -> str:
    table, *paths = place
    axes = form.tables[table].rows, form.tables[table].columns
    names = [path_name(axis, path, current()) for axis, path in zip(axes, paths, strict=True)]
    title = [table_name(form.spec, table, current())] if titled or not any(names) else []
    return BETWEEN.join(filter(None, [*title, *names]))


# examples -----------------------------------------------------------------------------------------------------------


def stated_example(form: Form, rule: Rule, wanted: Status) -> WorkedExample | None:
    """Return a case of a rule about the text, with the first of its sentences; None where no numbers were found."""
    found = _first(form, rule)
    if found is None:
        return None
    section, statement = found
    relations = stated(form, rule, statement.number, section)
    numbers = _passing(form, relations) if wanted == "pass" else _failing(form, relations)
    if numbers is None:
        return None
    decisive, status = best_of(relations, [judge(relation, numbers) for relation in relations])
    # The case has all cells that some meaning of the sentence is about, whichever decides.
    cases = [worked(form, relation, numbers) for relation in relations]
    named = dict(pair for case in cases for pair in case.numbers)
    said: dict[str, Number] = (
        {} if statement.number is None else {say(zh="文字所说的数", en="number in the text"): statement.number}
    )
    telling = cases if status == "fail" else [cases[relations.index(decisive)]]
    sums = say(zh="；", en="; ").join(case.arithmetic for case in telling)
    words = say(zh=f"文字写“{statement.clause}”：{sums}", en=f"the text says '{statement.clause}': {sums}")
    return WorkedExample(tuple((said | named).items()), words, status)


def _first(form: Form, rule: Rule) -> tuple[str, Statement] | None:
    """Return the first sentence of a rule that counts, as it is found in a section."""
    wordings, context = wordings_of(form.spec)
    assert rule.says is not None
    return next(
        (
            (section, statement)
            for text in rule.says.found
            for section in rule.says.sections
            for statement in wordings[section].statements(plain(text), context)
            if statement.rule == rule.key
        ),
        None,
    )


def _passing(form: Form, relations: tuple[Relation, ...]) -> Numbers | None:
    numbers = made_up(form, relations[0], "pass")
    return None if numbers is None else _nothing(relations) | numbers


def _failing(form: Form, relations: tuple[Relation, ...]) -> Numbers | None:
    """Return numbers with which none of the meanings holds: near those of the one with the most cells, or nothing."""
    widest = max(relations, key=lambda relation: len(relation.cells))
    for numbers in (made_up(form, widest, "fail") or {}, {}):
        every = _nothing(relations) | numbers
        if all(judge(relation, every) == "fail" for relation in relations):
            return every
    return None


def _nothing(relations: tuple[Relation, ...]) -> dict[int, Number]:
    return {index: 0 for relation in relations for index in relation.cells}
