"""The rule book as a page: what every rule says in one line of a table, and which versions have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.language import say, using
from govdisclosure.phrasing import RuleCard
from govdisclosure.reference.blocks import (
    Block,
    Code,
    Heading,
    Link,
    Page,
    Paragraph,
    Record,
    Records,
    Strong,
    Text,
    anchor_of,
)
from govdisclosure.reference.book import BookEntry, rule_book
from govdisclosure.reference.rules import rule_anchor, scope_of
from govdisclosure.reference.site import BOOK
from govdisclosure.reference.sources import certainty_letters
from govdisclosure.spec import Spec

_LONGEST = 160
"""Characters of a formula that are shown."""


def book_page(specs: Sequence[Spec], language: str, *, linked: bool = True) -> Page:
    """Return the rule book of some formats as a page; `linked` says whether their own pages are beside it.

    >>> import govdisclosure as gd
    >>> book_page([gd.load_spec("cn/2021")], "en").title
    'Rule book'
    """
    with using(language):
        title = say(zh="规则手册", en="Rule book")
        subtitle = say(zh="、", en=", ").join(spec.id for spec in specs)
        return Page(language, BOOK, language, title, subtitle, tuple(_blocks(specs, language, linked)))


def _blocks(specs: Sequence[Spec], language: str, linked: bool) -> Iterator[Block]:  # noqa: FBT001 - passed on
    yield Paragraph(
        (
            say(
                zh="每条规则一行：写明的、由表头推出的、单元格的下限，以及文字与表格相符的规则。措辞以最新的版本为准；"
                "例子由检查程序当场判定。已公布的标识不会改作他用。",
                en="A line for each rule: those written, the totals implied by the headers, the lower bounds, and "
                "those about the text. What a rule says is told for its newest version; the examples were judged by "
                "the checker. A published id is never used for another rule.",
            ),
        )
    )
    kinds: dict[tuple[str, str], list[BookEntry]] = {}
    for entry in rule_book(specs):
        kinds.setdefault((entry.since.partition("/")[0], entry.card(language).kind), []).append(entry)
    for (family, kind), entries in kinds.items():
        yield Heading(2, (Code(family), " ", entries[0].card(language).kind_name), anchor_of("kind", family, kind))
        yield _records(entries, language, linked)


def _records(entries: Sequence[BookEntry], language: str, linked: bool) -> Records:  # noqa: FBT001 - passed on
    head = (
        say(zh="规则", en="Rule"),
        say(zh="公式和含义", en="Formula and meaning"),
        say(zh="级别，层次", en="Severity, level"),
        say(zh="依据", en="Source"),
        say(zh="版本", en="Versions"),
        say(zh="例子", en="Examples"),
    )
    rows = tuple(
        Record(tuple(_cells(entry, entry.card(language), linked)), anchor=anchor_of("book", entry.id))
        for entry in entries
    )
    return Records(head, rows, (19, 33, 8, 11, 12, 17))


def _cells(entry: BookEntry, card: RuleCard, linked: bool) -> Iterator[Text]:  # noqa: FBT001 - passed on
    yield Code(entry.id), " ", card.label
    yield (
        card.sentence,
        say(zh=f"适用于 {scope_of(card)}。", en=f" Applies to {scope_of(card)}. "),
        Code(_short(card.formula_keys)),
        *_others(entry),
    )
    yield Strong(card.severity_name), say(zh=f"，{card.level}", en=f", {card.level}")
    yield str(card.source) or "—", say(zh="；确定程度 ", en="; certainty "), certainty_letters(card.source)
    yield tuple(_versions(entry, linked))
    examples = [*card.valid[:1], *card.invalid[:1]]
    yield (
        say(zh="；", en="; ").join(f"{'√' if one.status == 'pass' else '×'} {one.arithmetic}" for one in examples)
        or "—",
    )


def _others(entry: BookEntry) -> Iterator[str | Code]:
    """Yield the formulas of older versions where they are others."""
    for version, text in entry.other_formulas():
        yield say(zh=f"；{version} 的公式：", en=f"; in {version}: ")
        yield Code(_short(text))


def _short(text: str) -> str:
    """Return the beginning of a long formula; all of it stands on the page of its version."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def _versions(entry: BookEntry, linked: bool) -> Iterator[str | Link | Code]:  # noqa: FBT001 - passed on
    for number, version in enumerate(entry.versions):
        yield say(zh="、", en=", ") if number else ""
        yield Link(version, page=version, anchor=rule_anchor(entry.id)) if linked else version
    if entry.until:
        yield say(zh=f"；止于 {entry.until}", en=f"; until {entry.until}")
    for words, name in (
        (say(zh="；前身 ", en="; was "), entry.predecessor),
        (say(zh="；后继 ", en="; became "), entry.successor),
    ):
        if name:
            yield words
            yield Code(name)
