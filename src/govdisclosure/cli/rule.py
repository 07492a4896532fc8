"""`govdisclosure rule`: the card of a rule, or of a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import spec_option
from govdisclosure.cli.printing import emit_prose
from govdisclosure.language import current, say

if TYPE_CHECKING:
    from govdisclosure.codes import Code
    from govdisclosure.phrasing import RuleCard
    from govdisclosure.spec import Spec


@subcommand(
    "rule",
    zh="显示一条规则（表/规则，或其中一处）的公式、含义、理由、依据、例子，不写 --spec 时取最新的格式；"
    "或一个问题代码的含义和处理办法。",
    en="Show the card of ID: of a rule (TABLE/RULE, or one instance of it) its formula, meaning, why, source and "
    "examples, without --spec of the newest format that has it; of the code of a problem what it means and what "
    "to do.",
    examples={
        "rule applications/balance": say(zh="一条规则", en="a rule"),
        "rule unmatched_row": say(zh="一个问题代码", en="the code of a problem"),
    },
)
@click.argument("name", metavar=say(zh="规则或代码", en="ID"))
@spec_option
def command(name: str, spec: str | None) -> int:
    """Print one card."""
    from govdisclosure.codes import CODES

    code = CODES.get(name)
    emit_prose("\n".join(_code_lines(code) if code else _rule_lines(name, spec)) + "\n", None)
    return 0


def _facts(heading: str, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    colon = say(zh="：", en=": ")
    yield heading
    yield from (f"  {name}{colon}{text}" for name, text in facts if text)


# codes --------------------------------------------------------------------------------------------------------------


def _code_lines(code: Code) -> Iterator[str]:
    from govdisclosure.codes import AREAS
    from govdisclosure.phrasing import SEVERITY

    area = next(title for title, codes in AREAS.items() if code in codes)
    facts = [
        (say(zh="含义", en="meaning"), str(code.meaning)),
        (say(zh="怎么办", en="what to do"), str(code.advice)),
        (say(zh="级别", en="severity"), str(SEVERITY[code.severity])),
    ]
    yield from _facts(f"{click.style(code.id, bold=True)}  ({area})", facts)


# rules --------------------------------------------------------------------------------------------------------------


def _rule_lines(rule_id: str, spec: str | None) -> Iterator[str]:
    from govdisclosure.phrasing import rule_card

    chosen = _spec_with(rule_id, spec)
    yield from _lines(rule_card(chosen, rule_id, current()), chosen)


def _spec_with(rule_id: str, name: str | None) -> Spec:
    """Return the format asked for, else the newest that has the rule."""
    from govdisclosure.codes import CODES
    from govdisclosure.errors import UsageError
    from govdisclosure.form import specimen_form
    from govdisclosure.likeness import nearest
    from govdisclosure.phrasing import rule_ids
    from govdisclosure.specfile import all_specs, find_spec

    if name is not None:
        return find_spec(name)
    newest = sorted(all_specs(), key=lambda spec: (spec.status == "draft", -spec.for_years.first.first))
    rule = rule_id.partition("[")[0]
    known = dict.fromkeys(CODES)
    for spec in newest:
        rules = rule_ids(specimen_form(spec))
        if rule in rules:
            return spec
        known |= dict.fromkeys(rules)
    message = say(
        zh=f"没有规则或代码 {rule_id}{nearest(rule, known)}", en=f"no rule or code {rule_id}{nearest(rule, known)}"
    )
    raise UsageError(message)


def _lines(card: RuleCard, spec: Spec) -> Iterator[str]:
    places = len(card.instances)
    facts = [
        (say(zh="公式", en="formula"), card.formula),
        (say(zh="公式（键）", en="in keys"), card.formula_keys),
        (say(zh="含义", en="meaning"), card.sentence),
        (say(zh="理由", en="why"), card.why),
        (say(zh="核对", en="advice"), card.advice),
        (say(zh="级别", en="severity"), f"{card.severity_name}{say(zh='，', en=', ')}{card.level_name}"),
        (say(zh="依据", en="source"), str(card.source)),
        (say(zh="可信度", en="certainty"), card.certainty or ""),
        (say(zh="适用处", en="applied to"), say(zh=f"{places} 处", en=f"{places} places")),
    ]
    yield from _facts(f"{click.style(card.id, bold=True)}  {card.label}  ({spec.id})", facts)
    if card.says:
        lists = (
            (say(zh="措辞", en="wording"), (*card.says.wordings, *card.says.none)),
            (say(zh="算数", en="counts"), card.says.found),
            (say(zh="不算数", en="does not count"), card.says.other),
        )
        colon = say(zh="：", en=": ")
        yield from (f"  {name}{colon}{text}" for name, texts in lists for text in texts)
    for sign, examples in (("√", card.valid), ("×", card.invalid)):
        for example in examples:
            yield f"  {sign} {example.arithmetic}"
