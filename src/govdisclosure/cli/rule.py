"""`govdisclosure rule`: the card of a rule."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common, emit, spec_option
from govdisclosure.language import current, say


@click.command(
    "rule",
    help=say(
        zh="显示规则 ID 的说明：公式、含义、理由、依据、例子。ID 如 applications/balance。",
        en="Show the card of the rule ID, such as applications/balance: formula, meaning, why, source, examples.",
    ),
)
@click.argument("rule_id", metavar="ID")
@spec_option
def command(rule_id: str, spec: str | None) -> int:
    """Print one card."""
    from govdisclosure.checks.cards import card_text, find_card

    emit(card_text(find_card(rule_id, spec, current()), current()), None)
    return 0


common(command)
