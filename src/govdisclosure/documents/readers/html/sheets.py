"""Style sheets and inline styles of a web page: which declarations an element gets, and how its text then appears.

Selectors of names (`td`, `.note`, `#old`, `span.note`) are followed, also within each other (`.box td`, `td > span`).
Of all others only the last name is looked at, and what they would hide or raise is unsure. Rules for paper are left
out; those for some screens are unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice

from attrs import evolve, field, frozen

from govdisclosure.documents.readers.html import css
from govdisclosure.documents.readers.html.css import Declarations
from govdisclosure.documents.shown import WHITE, is_alike
from govdisclosure.files import check_limit

_TELLING = re.compile(
    r"display|visibility|opacity|font|color|background|position|left|right|top|bottom|indent|margin|clip|height|width"
    r"|overflow|decoration|align|raise|hide|transform|zoom|direction|bidi|content|filter",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\s*@media\b(.*)", re.IGNORECASE | re.DOTALL)
_SIMPLE = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(>)\s*|\s+")
_LAST = re.compile(r"(?:([.#])|\[class[~*^$|]?=[\"']?)([\w-]{1,100})[\"']?\]?(?:::?[\w-]{1,40})?\s*$")
_LAST_TAG = re.compile(r"(?:^|[\s>+~])([a-z]{1,20})(?::[a-z-]{1,40}(?:\([^()]{0,40}\))?){0,5}\s*$", re.IGNORECASE)
_STATE = re.compile(r":(?:hover|focus|active|visited|target|checked)", re.IGNORECASE)
"""What holds of an element only while somebody does something."""
_NAME = re.compile(r"[.#][\w-]+")
_MOST_RULES = 2_000
_MOST_SELECTOR = 300
_MOST_OF_ONE_NAME = 100
"""Rules about one name that are followed; of more, nobody can tell."""


@frozen
class Selector:
    """What an element has to be: of a tag, if one is given, with all of some names."""

    tag: str
    names: frozenset[str]
    is_parent: bool = False
    """Of an element around another: whether it has to be the next one."""

    def fits(self, tag: str, names: frozenset[str]) -> bool:
        """Whether an element with a tag and its names is one of these."""
        return self.tag in ("", tag) and self.names <= names


@frozen
class Rule:
    """What a style sheet declares about some elements."""

    of: Selector
    certain: bool
    declarations: Declarations
    around: tuple[Selector, ...] = ()
    """What has to stand around the element, from the inside out."""

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much the rule counts against others: its ids, then its ids and classes, then its tags."""
        parts = (self.of, *self.around)
        ids = sum(name.startswith("#") for part in parts for name in part.names)
        return ids, sum(len(part.names) for part in parts), sum(bool(part.tag) for part in parts)

    def stands(self, outer: Sequence[tuple[str, frozenset[str]]]) -> bool:
        """Whether what is asked for stands around an element; `outer` are tags and names from the inside out."""
        last = [-1]
        for asked in self.around:
            fitting = [number for number, one in enumerate(outer) if asked.fits(*one)]
            last = [at for at in fitting if (at - 1 in last if asked.is_parent else at > last[0])]
            if not last:
                return False
        return True


@frozen
class Sheets:
    """The rules of a page that may tell what is shown, by one of the names they are about."""

    rules: Mapping[str, tuple[Rule, ...]] = field(factory=dict)
    active: frozenset[str] = frozenset()
    """The tags, and the classes and ids with their signs, that have a rule which may hide or raise something."""

    def of(self, tag: str, names: frozenset[str]) -> Iterator[Rule]:
        """Yield the rules about an element, weaker ones first."""
        found = (rule for name in (tag, *sorted(names)) for rule in self.rules.get(name, ()))
        yield from sorted((rule for rule in found if rule.of.fits(tag, names)), key=lambda rule: rule.weight)


@lru_cache(maxsize=4)
def sheets_of(texts: tuple[str, ...]) -> Sheets:
    """Return the rules of the style sheets of a page, which are those of all pages of a site."""
    found: dict[str, list[Rule]] = {}
    rules = chain.from_iterable(map(_rules, map(_uncommented, texts)))
    for rule in islice(rules, _MOST_RULES):
        kept = found.setdefault(max(rule.of.names, default=rule.of.tag), [])
        if len(kept) < _MOST_OF_ONE_NAME:
            kept.append(rule)
        else:
            kept[-1] = evolve(rule, certain=False)
    active = frozenset(key for key, kept in found.items() if any(_is_active(rule.declarations) for rule in kept))
    return Sheets({key: tuple(rules) for key, rules in found.items()}, active)


def _is_active(found: Declarations) -> bool:
    return bool(
        css.effect_of(found)
        or "content" in found
        or css.is_see_through(found.get("color", ""))
        or is_alike(css.colour_of(found.get("color", "")), css.colour_of(css.ground(found)) or WHITE)
    )


def _uncommented(sheet: str) -> str:
    parts = sheet.split("/*")
    return "".join([parts[0], *(part.partition("*/")[2] for part in parts[1:])])


def _rules(sheet: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet without comments that may tell; one pass, however it is nested."""
    check_limit("elements", sheet.count("{"), "样式表的规则数", "rules of style sheets")
    conditions: list[bool | None] = []
    selectors: str | None = None
    pieces = re.split(r"([{}])", sheet)
    for text, brace in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if brace == "{":
            prelude = text.rpartition(";")[2]
            selectors = None if "@" in prelude[:_MOST_SELECTOR] else prelude
            if selectors is None:
                conditions.append(_holds(prelude))
        elif selectors is not None:
            if None not in conditions and _TELLING.search(text[:10_000]):
                declared = css.declarations(text)
                yield from _about(selectors, declared, certain=all(conditions))
            selectors = None
        elif conditions:
            conditions.pop()


def _holds(prelude: str) -> bool | None:
    """Return whether an at-rule holds on a screen; None if never, False if on some."""
    match = _CONDITION.match(prelude)
    if match is None:
        return None if re.match(r"\s*@(?:font-face|keyframes|-|page)", prelude) else True
    media = " ".join(match[1].lower().split())
    return True if media in ("", "all", "screen") else None if media.startswith(("print", "speech")) else False


def _about(selectors: str, declared: Declarations, *, certain: bool) -> Iterator[Rule]:
    for selector in selectors[:100_000].split(","):
        parts = _selectors(selector.strip()[:_MOST_SELECTOR])
        if not parts:
            last = _last_name(selector[-_MOST_SELECTOR:])
            yield from [Rule(last, certain=False, declarations=declared)] if last else []
        elif parts[0].names or parts[0].tag:
            yield Rule(parts[0], certain, declared, tuple(parts[1:]))


def _last_name(selector: str) -> Selector | None:
    """Return the last name of a selector that is of more than names; None if it is only of a state."""
    if match := _LAST.search(selector):
        return Selector("", frozenset({f"{match[1] or '.'}{match[2]}"}))
    match = None if _STATE.search(selector) else _LAST_TAG.search(selector)
    return Selector(match[1].lower(), frozenset()) if match else None


def _selectors(text: str) -> list[Selector]:
    """Return the parts of a selector from the inside out; none if it is of more than names within each other.

    >>> [(part.tag, *part.names, part.is_parent) for part in _selectors("td.a > span")]
    [('span', False), ('td', '.a', True)]
    """
    pieces = _WITHIN.split(text)
    found: list[Selector] = []
    inner: str | None = None
    for name, sign in zip(reversed(pieces[::2]), [*reversed(pieces[1::2]), None], strict=True):
        match = _SIMPLE.fullmatch(name) if name else None
        if match is None:
            return []
        tag = "" if match[1] in (None, "*") else match[1].lower()
        found.append(Selector(tag, frozenset(_NAME.findall(match[2])), is_parent=inner == ">"))
        inner = sign
    return found
