"""The part of a page about rules: a card for each, with examples judged while the page is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.form import Form
from govdisclosure.language import current, say
from govdisclosure.phrasing import STATUS, RuleCard, WorkedExample, rule_card, rule_ids
from govdisclosure.reference.blocks import (
    Block,
    Card,
    Code,
    Facts,
    Heading,
    Paragraph,
    Record,
    Records,
    Strong,
    Text,
    anchor_of,
)
from govdisclosure.reference.sources import certainty_text, source_text
from govdisclosure.spec import number_text

_NAMED = 8
"""Lines that a card names; of more it gives the number."""
_MANY = 8
"""An example of more cells than this leaves out those that are zero in all of them."""


def rule_blocks(form: Form) -> Iterator[Block]:
    """Yield the rules of a format: those written, those implied by the headers, those about the text, and bounds."""
    cards = [rule_card(form.spec, rule, current()) for rule in rule_ids(form)]
    kinds = (
        ("rule", say(zh="写明的规则", en="Written rules")),
        ("sum", say(zh="由表头推出的合计", en="Totals implied by the headers")),
        ("statement", say(zh="文字与表格相符的规则", en="Rules that hold the text against the tables")),
    )
    for kind, title in kinds:
        chosen = [card for card in cards if card.kind == kind]
        if chosen:
            yield Heading(3, (title,), f"rules-{kind}s")
            yield from (Card(tuple(_card(card))) for card in chosen)
    bounds = [card for card in cards if card.kind == "bound"]
    if bounds:
        yield Heading(3, (say(zh="下限", en="Lower bounds"),), "rules-bounds")
        yield _bounds(bounds)


def rule_anchor(rule_id: str) -> str:
    """Return where on its page a rule stands."""
    return anchor_of("rule", rule_id)


def _card(card: RuleCard) -> Iterator[Block]:
    yield Heading(4, (f"{card.label} ", Code(card.id)), rule_anchor(card.id))
    yield Paragraph((card.formula,), "formula")
    pairs: list[tuple[str, Text]] = [
        (say(zh="公式含义", en="Meaning"), (card.sentence,)),
        (say(zh="公式（键）", en="Formula (keys)"), (Code(card.formula_keys),)),
        (say(zh="适用于", en="Applies to"), (scope_of(card),)),
        (say(zh="级别", en="Severity"), (Strong(card.severity_name), _level(card))),
        (
            say(zh="依据", en="Source"),
            (*source_text(card.source), say(zh="；", en="; "), certainty_text(card.source)),
        ),
    ]
    if card.tolerance:
        pairs.append((say(zh="允许相差", en="Tolerance"), (number_text(card.tolerance),)))
    if card.why:
        pairs.append((say(zh="为什么", en="Why"), (card.why,)))
    pairs += _wordings(card)
    pairs.append((say(zh="不符时", en="If it fails"), (card.advice.rstrip("。.") + say(zh="。", en="."),)))
    yield Facts(tuple(pairs))
    if card.valid or card.invalid:
        yield _examples(card.valid, card.invalid)
    if not (card.valid and card.invalid):
        yield Paragraph((say(zh="没有找到合适的小数字例子。", en="No example in small numbers was found."),))


def _wordings(card: RuleCard) -> Iterator[tuple[str, Text]]:
    """Yield the wordings of a rule about the text, and sentences that count and that do not."""
    if card.says is None:
        return
    lists: tuple[tuple[str, tuple[str, ...], bool], ...] = (
        (say(zh="措辞", en="Wordings"), card.says.wordings, True),
        (say(zh="表示没有的措辞", en="Wordings for none"), card.says.none, True),
        (say(zh="句中须先有", en="Only after"), card.says.beside, True),
        (say(zh="句中有则不算", en="Not beside"), card.says.unless, True),
        (say(zh="算数的例句", en="Counts"), card.says.found, False),
        (say(zh="不算数的例句", en="Does not count"), card.says.other, False),
    )
    for name, texts, is_code in lists:
        if texts:
            parts: list[str | Code] = []
            for text in texts:
                parts += [say(zh="；", en="; ")] if parts else []
                parts.append(Code(text) if is_code else text)
            yield name, tuple(parts)


def _level(card: RuleCard) -> str:
    return say(
        zh=f"（{card.severity}）；层次 {card.level}，{card.level_name}", en=f"; level {card.level}, {card.level_name}"
    )


def scope_of(card: RuleCard) -> str:
    """Return the lines, cells or sections that a rule is applied to, or how many."""
    names = [instance.name or instance.key for instance in card.instances]
    count = len(names)
    if card.each == "" or (count == 1 and not card.instances[0].name):
        return say(zh="整张表一次", en="once for the form")
    zh, en = {
        "columns": ("列", "column"),
        "rows": ("行", "row"),
        "cells": ("格", "cell"),
        "sections": ("部分", "section"),
    }[card.each]
    if count > _NAMED:
        return say(zh=f"每一{zh}，共 {count} {zh}", en=f"every {en}, {count} in all")
    listed = say(zh="、", en=", ").join(names)
    return say(zh=f"{count} {zh}：{listed}", en=f"{count} {en}{'s' if count > 1 else ''}: {listed}")


def _examples(valid: Sequence[WorkedExample], invalid: Sequence[WorkedExample]) -> Records:
    """Lay examples side by side: a row for each cell, then the sums and the verdicts."""
    examples = [*valid, *invalid]
    cells = [
        (name, [example.numbers[place][1] for example in examples])
        for place, (name, _) in enumerate(examples[0].numbers)
    ]
    told = [(name, numbers) for name, numbers in cells if len(cells) <= _MANY or any(numbers)]
    rows = [Record(((name,), *((number_text(number),) for number in numbers))) for name, numbers in told]
    if left_out := len(cells) - len(told):
        rest = say(zh=f"其余 {left_out} 格", en=f"the other {left_out} cells")
        rows.append(Record(((rest,), *[("0",)] * len(examples))))
    done, verdict = say(zh="计算", en="Sums"), say(zh="检查结果", en="Verdict")
    rows.append(Record(((Strong(done),), *((example.arithmetic,) for example in examples)), heading=True))
    rows.append(Record(((Strong(verdict),), *((Strong(_verdict(example)),) for example in examples)), heading=True))
    head = (say(zh="例子：单元格", en="Examples: cell"), *_names(valid, invalid))
    return Records(head, tuple(rows), _widths(len(examples)))


def _names(valid: Sequence[WorkedExample], invalid: Sequence[WorkedExample]) -> Iterator[str]:
    kinds = ((say(zh="正例", en="Valid"), len(valid)), (say(zh="反例", en="Invalid"), len(invalid)))
    for name, count in kinds:
        yield from (f"{name} {number}" if count > 1 else name for number in range(1, count + 1))


def _widths(examples: int) -> tuple[int, ...]:
    first = 40 if examples < 3 else 28  # noqa: PLR2004 - three and more need the room
    return (first, *((100 - first) // examples for _ in range(examples)))


def _verdict(example: WorkedExample) -> str:
    sign = {"pass": "√ ", "fail": "× "}.get(example.status, "")
    return sign + str(STATUS[example.status])


def _bounds(cards: Sequence[RuleCard]) -> Records:
    rows = []
    for card in cards:
        judged = [f"{_verdict(example)}: {example.arithmetic}" for example in (*card.valid, *card.invalid)]
        if current() == "zh":
            judged = [text.replace(": ", "：") for text in judged]
        rows.append(
            Record(
                (
                    (Code(card.id),),
                    (card.sentence,),
                    (Strong(card.severity_name),),
                    (say(zh="；", en="; ").join(judged),),
                ),
                anchor=rule_anchor(card.id),
            )
        )
    head = (
        say(zh="规则", en="Rule"),
        say(zh="含义", en="Meaning"),
        say(zh="级别", en="Severity"),
        say(zh="例子", en="Examples"),
    )
    return Records(head, tuple(rows), (25, 40, 10, 25))
