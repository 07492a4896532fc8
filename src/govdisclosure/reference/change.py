"""The page of what changed between two versions that follow each other, told by the edits of the newer one."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.form import specimen_form
from govdisclosure.language import current, say, using
from govdisclosure.phrasing import rule_card, rule_ids
from govdisclosure.reference.blocks import (
    Block,
    Bullets,
    Code,
    Heading,
    Link,
    Page,
    Paragraph,
    Record,
    Records,
    Strong,
    Text,
)
from govdisclosure.reference.rules import rule_anchor
from govdisclosure.spec import Spec
from govdisclosure.versions import VERB_WORDS, Difference, diff

_FOLDER = "changes"


def change_name(newer: Spec) -> str:
    """Return the name of the page of what is new in a version."""
    return f"{_FOLDER}/{newer.id}"


def change_page(older: Spec, newer: Spec, language: str) -> Page:
    """Return the page of what changed from one version to the next.

    >>> from govdisclosure.specfile import find_spec
    >>> change_page(find_spec("cn/2019"), find_spec("cn/2021"), "en").title
    'What changed from cn/2019 to cn/2021'
    """
    with using(language):
        title = say(zh=f"从 {older.id} 到 {newer.id} 的变化", en=f"What changed from {older.id} to {newer.id}")
        blocks = tuple(_blocks(older, newer, language))
        return Page(language, change_name(newer), language, title, newer.title[language], blocks)


def _blocks(older: Spec, newer: Spec, language: str) -> Iterator[Block]:
    found = diff(older, newer, language)
    yield Paragraph(
        (
            say(zh="两版：", en="The versions: "),
            Link(older.id, page=older.id),
            say(zh="、", en=" and "),
            Link(newer.id, page=newer.id),
            say(
                zh="。下面没有提到的行和列，两版含义相同，可以比较。",
                en=". Rows and columns that are not named here mean the same in both and can be compared.",
            ),
        )
    )
    if found.undeclared:
        yield Paragraph(
            (say(zh="另有没有说明的差别，见文末。", en="There are differences that nobody explained: see the end."),),
            "notice",
        )
    parts = (
        ("comparable", say(zh="可以比较的变化", en="Changes across which figures can be compared"), True),
        ("not-comparable", say(zh="不可比较的变化", en="Changes across which they cannot"), False),
    )
    for anchor, title, comparable in parts:
        chosen = [difference for difference in found.differences if difference.comparable == comparable]
        if chosen:
            yield Heading(2, (title,), anchor)
            yield _differences(chosen)
    yield Heading(2, (say(zh="规则的变化", en="Changes of rules"),), "rules")
    yield from _rules(older, newer)
    if found.undeclared:
        yield Heading(2, (say(zh="没有说明的差别", en="Differences that nobody explained"),), "undeclared")
        yield Bullets(tuple((message,) for message in found.undeclared))


def _differences(differences: list[Difference]) -> Records:
    head = (
        say(zh="变化", en="Change"),
        say(zh="原来", en="Before"),
        say(zh="现在", en="Now"),
        say(zh="原因", en="Why"),
    )
    rows = tuple(Record(tuple(_difference(difference))) for difference in differences)
    return Records(head, rows, (8, 32, 32, 28))


def _difference(difference: Difference) -> Iterator[Text]:
    verb = str(VERB_WORDS[difference.edit.verb])
    yield (Strong(verb),)
    yield _places(difference.before, difference.edit.at if difference.before else ())
    yield _places(difference.after, difference.edit.made)
    yield (difference.edit.why[current()],)


def _places(names: tuple[str, ...], addresses: tuple[str, ...]) -> Text:
    """Return names with their addresses."""
    parts: list[str | Code] = []
    for name, address in zip(names, addresses, strict=True):
        parts += [say(zh="；", en="; ")] if parts else []
        parts += [f"{name} ", Code(address)]
    return tuple(parts) or ("—",)


def _rules(older: Spec, newer: Spec) -> Iterator[Block]:
    before, now = rule_ids(specimen_form(older)), rule_ids(specimen_form(newer))
    kinds = (
        (say(zh="新增", en="New"), newer, [rule for rule in now if rule not in before]),
        (say(zh="取消", en="Dropped"), older, [rule for rule in before if rule not in now]),
    )
    rows = []
    for word, spec, rules in kinds:
        for rule in rules:
            card = rule_card(spec, rule)
            link = Link(card.label, page=spec.id, anchor=rule_anchor(card.id))
            rows.append(Record(((Strong(word),), (Code(rule),), (link,))))
    if not rows:
        yield Paragraph((say(zh="两版的规则相同。", en="Both versions have the same rules."),))
        return
    head = (say(zh="变化", en="Change"), say(zh="规则", en="Rule"), say(zh="内容", en="What it says"))
    yield Records(head, tuple(rows), (10, 45, 45))
