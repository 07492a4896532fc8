"""The rule book: every rule of some formats, one entry an id, with the versions that have it and what it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import field, frozen

from govdisclosure.form import RowsOrColumns, specimen_form
from govdisclosure.language import LANGUAGES
from govdisclosure.phrasing import RuleCard, rule_card, rule_ids
from govdisclosure.spec import Spec
from govdisclosure.versions import crosswalk

_AXES: tuple[RowsOrColumns, ...] = ("rows", "columns")


@frozen(eq=False)
class BookEntry:
    """A rule: its id, and its card in every version that has it and in every language, the newest version last.

    `predecessor` is the rule of the version before `since` out of which the edits made this one, `successor` the one of
    the version after `until`, which is empty where the newest version has the rule. Ids that stay the same are neither.
    """

    id: str
    cards: Mapping[str, Mapping[str, RuleCard]] = field(repr=False)
    since: str
    until: str
    predecessor: str
    successor: str

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that have the rule."""
        return tuple(self.cards)

    def card(self, language: str) -> RuleCard:
        """Return the card of the newest version that has the rule."""
        return self.cards[self.versions[-1]][language]

    def other_formulas(self) -> tuple[tuple[str, str], ...]:
        """Return the versions in which the formula is another than in the newest, with it."""
        newest = self.card(LANGUAGES[0]).formula_keys
        formulas = ((version, cards[LANGUAGES[0]].formula_keys) for version, cards in self.cards.items())
        return tuple((version, text) for version, text in formulas if text != newest)


def rule_book(specs: Sequence[Spec]) -> tuple[BookEntry, ...]:
    """Return every rule of some formats, the implied ones too, family by family and the newest versions first.

    >>> import govdisclosure as gd
    >>> book = rule_book([gd.load_spec("cn/2019"), gd.load_spec("cn/2021")])
    >>> [(entry.id, entry.since, entry.until) for entry in book if entry.id.startswith("procurement")]
    [('procurement/cells:min', 'cn/2019', 'cn/2019')]
    """
    families: dict[str, list[Spec]] = {}
    for spec in sorted(specs, key=lambda spec: (spec.family, spec.for_years.first.first, spec.id)):
        families.setdefault(spec.family, []).append(spec)
    return tuple(entry for versions in families.values() for entry in _family(versions))


def _family(versions: Sequence[Spec]) -> Iterator[BookEntry]:
    ids = {spec.id: rule_ids(specimen_form(spec)) for spec in versions}
    became, came_from = {}, {}
    for older, newer in pairwise(versions):
        for name, new in renames(older, newer).items():
            became[older.id, name] = new
            came_from[newer.id, new] = name
    for name in dict.fromkeys(name for spec in reversed(versions) for name in ids[spec.id]):
        having = [spec for spec in versions if name in ids[spec.id]]
        since, until = having[0].id, having[-1].id
        ended = "" if until == versions[-1].id else until
        yield BookEntry(
            name, _cards(having, name), since, ended, came_from.get((since, name), ""), became.get((until, name), "")
        )


def _cards(versions: Sequence[Spec], rule: str) -> dict[str, dict[str, RuleCard]]:
    """Return the cards of a rule by version and language."""
    return {spec.id: {language: rule_card(spec, rule, language) for language in LANGUAGES} for spec in versions}


def renames(older: Spec, newer: Spec) -> dict[str, str]:
    """Return the sums of an older version that have another id in the next, since the edits moved what they add up."""
    if newer.change is None or newer.change.previous != older.id:
        return {}
    before, now = (frozenset(rule_ids(specimen_form(spec))) for spec in (older, newer))
    return {
        one: other
        for table, walk in crosswalk(older, newer).tables.items()
        for axis in _AXES
        for link in walk.axis(axis)
        for one, other in ((f"{table}/{axis}:{link.older[0]}", f"{table}/{axis}:{link.newer[0]}"),)
        if len(link.older) == len(link.newer) == 1 and one in before - now and other in now - before
    }
