"""The pages that lead to the others: all formats, all rules, and the page of languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.form import specimen_form
from govdisclosure.language import say, using
from govdisclosure.phrasing import FORMAT_STATUS, RuleCard, rule_card, rule_ids
from govdisclosure.reference.blocks import Block, Bullets, Code, Heading, Link, Page, Paragraph, Record, Records, Text
from govdisclosure.reference.rules import rule_anchor
from govdisclosure.reference.site import BOOK, INDEX, LANGUAGE_NAMES, RULES
from govdisclosure.reference.sources import certainty_text, source_text, years_text
from govdisclosure.spec import Spec


def start_page(languages: Sequence[str]) -> Page:
    """Return the page above those of all languages."""
    links: list[Text] = [
        (Link(LANGUAGE_NAMES.get(language, language), page=f"{language}/{INDEX}"),) for language in languages
    ]
    titles = []
    for language in languages:
        with using(language):
            titles.append(_title())
    return Page("", INDEX, languages[0], " · ".join(titles), "", (Bullets(tuple(links)),))


def _title() -> str:
    return say(zh="报告格式参考", en="Reference of report formats")


def formats_page(specs: Sequence[Spec], language: str) -> Page:
    """Return the list of all formats in one language."""
    with using(language):
        head = (
            say(zh="格式", en="Format"),
            say(zh="名称", en="Title"),
            say(zh="适用", en="For"),
            say(zh="状态", en="Status"),
            say(zh="依据", en="Source"),
            say(zh="确定程度", en="Certainty"),
        )
        rows = tuple(
            Record(
                (
                    (Link(spec.id, page=spec.id),),
                    (spec.title[language],),
                    (years_text(spec.for_years),),
                    (str(FORMAT_STATUS[spec.status]),),
                    source_text(spec.source),
                    (certainty_text(spec.source),),
                )
            )
            for spec in _newest_first(specs)
        )
        blocks: tuple[Block, ...] = (
            Records(head, rows, (10, 22, 18, 8, 24, 18)),
            Paragraph(
                (
                    say(zh="各格式有哪些规则，见", en="Which rules each format has is told by the "),
                    Link(say(zh="规则索引", en="index of rules"), page=RULES),
                    say(zh="；每条规则的全文见", en="; what each of them says, by the "),
                    Link(say(zh="规则手册", en="rule book"), page=BOOK),
                    say(zh="。", en="."),
                )
            ),
        )
        return Page(language, INDEX, language, _title(), "", blocks)


def _newest_first(specs: Sequence[Spec]) -> list[Spec]:
    """Return the formats family by family, the newest of each first."""
    return sorted(specs, key=lambda spec: (spec.family, -spec.for_years.first.first, spec.id))


def rules_page(specs: Sequence[Spec], language: str) -> Page:
    """Return the index of rules: which format has which."""
    with using(language):
        return Page(language, RULES, language, say(zh="规则索引", en="Index of rules"), "", tuple(_families(specs)))


def _families(specs: Sequence[Spec]) -> Iterator[Block]:
    yield Paragraph(
        (
            say(
                zh="标识相同的规则在各格式中说的是同一件事；已公布的标识不会改作他用。",
                en="A rule of the same id says the same in every format; a published id is never used for another.",
            ),
        )
    )
    families: dict[str, list[Spec]] = {}
    for spec in specs:
        families.setdefault(spec.family, []).append(spec)
    for family, members in families.items():
        yield Heading(2, (Code(family),), f"family-{family}")
        yield _family(members)


def _family(specs: Sequence[Spec]) -> Records:
    cards: dict[str, dict[str, RuleCard]] = {}
    # The rules of the newest format lead, and its wording is the one shown.
    newest = _newest_first(specs)
    for spec in newest:
        for rule in rule_ids(specimen_form(spec)):
            cards.setdefault(rule, {})[spec.id] = rule_card(spec, rule)
    rows = []
    for rule, found in cards.items():
        label = next(iter(found.values())).label
        rows.append(Record(((Code(rule),), (label,), *(_mention(found.get(spec.id), spec) for spec in newest))))
    width = max(8, 45 // len(newest))
    head = (say(zh="规则", en="Rule"), say(zh="内容", en="What it says"), *(spec.id for spec in newest))
    return Records(head, tuple(rows), (30, 25, *(width for _ in newest)))


def _mention(card: RuleCard | None, spec: Spec) -> Text:
    if card is None:
        return ("—",)
    return (Link(card.severity_name, page=spec.id, anchor=rule_anchor(card.id)),)
