"""`govdisclosure rule`: the card of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from govdisclosure.cli.options import common, emit, spec_option
from govdisclosure.language import current, say

if TYPE_CHECKING:
    from govdisclosure.phrasing import RuleCard
    from govdisclosure.spec import Spec


@click.command(
    "rule",
    help=say(
        zh="显示规则 ID 的说明：公式、含义、理由、依据、例子。ID 写作 表/规则；不写 --spec 时取最新的格式。",
        en="Show the card of the rule ID (TABLE/RULE, or one instance of it): formula, meaning, why, source, examples; "
        "without --spec, of the newest format that has it.",
    ),
)
@click.argument("rule_id", metavar="ID")
@spec_option
def command(rule_id: str, spec: str | None) -> int:
    """Print one card."""
    from govdisclosure.phrasing import rule_card

    chosen = _spec_with(rule_id, spec)
    emit("\n".join(_lines(rule_card(chosen, rule_id, current()), chosen)) + "\n", None)
    return 0


def _spec_with(rule_id: str, name: str | None) -> Spec:
    """Return the format asked for, else the newest that has the rule, else the newest, which will say what it has."""
    from govdisclosure.form import specimen_form
    from govdisclosure.phrasing import rule_ids
    from govdisclosure.specfile import all_specs, find_spec

    if name is not None:
        return find_spec(name)
    newest = sorted(all_specs(), key=lambda spec: (spec.status == "draft", -spec.for_years.first))
    rule = rule_id.partition("[")[0]
    return next((spec for spec in newest if rule in rule_ids(specimen_form(spec))), newest[0])


def _lines(card: RuleCard, spec: Spec) -> Iterator[str]:
    yield f"{click.style(card.id, bold=True)}  {card.label}  ({spec.id})"
    colon = say(zh="：", en=": ")
    facts = [
        (say(zh="公式", en="formula"), card.formula),
        (say(zh="公式（键）", en="in keys"), card.formula_keys),
        (say(zh="含义", en="meaning"), card.sentence),
        (say(zh="理由", en="why"), card.why),
        (say(zh="核对", en="advice"), card.advice),
        (say(zh="级别", en="severity"), f"{card.severity_name}{say(zh='，', en=', ')}{card.level_name}"),
        (say(zh="依据", en="source"), str(card.source)),
        (say(zh="可信度", en="certainty"), card.certainty or ""),
        (say(zh="适用处", en="applied to"), say(zh=f"{len(card.instances)} 处", en=f"{len(card.instances)} places")),
    ]
    for name, text in facts:
        if text:
            yield f"  {name}{colon}{text}"
    for sign, examples in (("√", card.valid), ("×", card.invalid)):
        for example in examples:
            yield f"  {sign} {example.arithmetic}"


common(command)
