"""The ledger of published rules: what each id means in each version, so that nobody gives it another meaning.

A meaning is the relations that a rule stands for, cell by cell, with their conditions and tolerance. Labels, severity,
source and the wordings that a rule about the text looks for may be mended without changing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from govdisclosure.form import Condition, Form, Relation, specimen_form, stated
from govdisclosure.language import LANGUAGES, say
from govdisclosure.phrasing import KEYS, rule_card, rule_ids
from govdisclosure.spec import Spec, number_text

Ledger = Mapping[str, Mapping[str, str]]
"""For each version the meaning of every rule by its id: the formula, and a digest of all its instances."""
_DIGITS = 16


def ledger(specs: Sequence[Spec]) -> dict[str, dict[str, str]]:
    """Return what the rules of some formats mean.

    >>> import govdisclosure as gd
    >>> ledger([gd.load_spec("cn/2021")])["cn/2021"]["applications/balance"].partition(" #")[0]
    'new + carried_in == outcome + carried_out'
    """
    found: dict[str, dict[str, str]] = {}
    for spec in specs:
        form = specimen_form(spec)
        texts = _texts(form)
        found[spec.id] = {
            name: f"{rule_card(spec, name, LANGUAGES[0]).formula_keys} #{_digest(texts[name])}"
            for name in rule_ids(form)
        }
    return found


def changed(published: Ledger, now: Ledger) -> list[str]:
    """Return a sentence for every published rule that is gone or means something else now."""
    found = []
    for version, rules in published.items():
        for name, meaning in rules.items():
            if version not in now or name not in now[version]:
                found.append(
                    say(
                        zh=f"{version} 的规则 {name} 已经公布，不能取消",
                        en=f"the rule {name} of {version} is published and cannot be taken away",
                    )
                )
            elif now[version][name] != meaning:
                found.append(
                    say(
                        zh=f"{version} 的规则 {name} 含义变了（原为 {meaning}）：请给新的含义新的标识",
                        en=f"the rule {name} of {version} no longer means {meaning}: give the new meaning a new id",
                    )
                )
    return found


def added(published: Ledger, now: Ledger) -> dict[str, dict[str, str]]:
    """Return a ledger with what is new entered, and everything that was published as it was."""
    versions = dict.fromkeys((*published, *now))
    return {version: {**now.get(version, {}), **published.get(version, {})} for version in versions}


def _texts(form: Form) -> dict[str, list[str]]:
    """Return every rule as the texts of its instances, in their order on the form."""
    found: dict[str, list[str]] = {}
    for relation in (*form.relations, *form.across, *form.bounds, *_stated(form)):
        found.setdefault(relation.rule, []).append(_text(form, relation))
    return found


def _stated(form: Form) -> Iterable[Relation]:
    """Yield what the statements of the text mean, with a number by which its place in the formula is known."""
    for rule in form.spec.rules:
        if rule.says:
            yield from (one for number in (0, 1) for one in stated(form, rule, number, ""))


def _text(form: Form, relation: Relation) -> str:
    guard = f" when {_said(form, relation.guard)}" if relation.guard else ""
    return f"{relation.instance}: {_said(form, relation.condition)}{guard} ± {number_text(relation.tolerance)}"


def _said(form: Form, condition: Condition) -> str:
    cells = {index: str(form.cell(index)) for side in (condition.left, condition.right) for index, _ in side.terms}
    return KEYS.condition(condition, cells)


def _digest(texts: Sequence[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:_DIGITS]
