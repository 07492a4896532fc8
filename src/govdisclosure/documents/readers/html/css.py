"""Style sheets and inline styles of a web page: which declarations an element gets, and how its text then appears.

Selectors of names (`td`, `.note`, `#old`, `span.note`) are followed, also within each other (`.box td`, `td > span`).
Of all others only the last name is looked at, and what they would hide or raise is unsure. Rules for paper are left
out; those for some screens are unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Literal

from attrs import evolve, field, frozen

from govdisclosure.documents.shown import WHITE, Colour, is_alike, is_too_small, points
from govdisclosure.documents.shown import colour as hexadecimal
from govdisclosure.files import check_limit

Declarations = Mapping[str, str]
Effect = Literal["", "absent", "unseen", "letters", "turned", "raised", "block"]
"""What declarations do: take an element out, or hide what is in it, or its letters alone, turn, raise or part them."""

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

_NOUGHT = re.compile(r"[-+]?0*\.?0+\s*(?:[a-z]{0,4}|%)", re.IGNORECASE)
_FAR = -350.0
"""Points to the left or above at which a text is no more on the page."""
_FAR_MARGIN = -675.0
"""The same of a margin, with which pages are also centred."""
_CLIPPED = re.compile(
    r"rect\s*\(\s*([\d.]+)\w*[\s,]+\1\w*[\s,]+\1\w*[\s,]+\1\w*\s*\)|inset\s*\(\s*(?:[5-9]\d|100)%|circle\s*\(\s*0"
)
_SCALED_AWAY = re.compile(r"scale[xy]?\s*\(\s*0(?!\.\d*[1-9])")
_FLIPPED = re.compile(r"(?:scale[xy]?|matrix)\s*\(\s*[-0](?![.\d]*[1-9])|scale[xy]?\s*\(\s*-|rotate", re.IGNORECASE)
_INLINE_BLOCKS = ("block", "flex", "grid", "table", "list-item", "table-row", "table-cell", "flow-root")
_NAMED = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
}
_RGB = re.compile(r"rgba?\s*\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")


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
        """How much the rule counts against others: its ids, its classes, its tags."""
        parts = (self.of, *self.around)
        ids = sum(name.startswith("#") for part in parts for name in part.names)
        return ids, sum(len(part.names) for part in parts) - ids, sum(bool(part.tag) for part in parts)

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


def sheets_of(texts: Iterable[str]) -> Sheets:
    """Return the rules of the style sheets of a page."""
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
        effect_of(found)
        or "content" in found
        or is_see_through(found.get("color", ""))
        or is_alike(colour_of(found.get("color", "")), colour_of(ground(found)) or WHITE)
    )


def _uncommented(css: str) -> str:
    parts = css.split("/*")
    return "".join([parts[0], *(part.partition("*/")[2] for part in parts[1:])])


def _rules(css: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet without comments that may tell; one pass, however it is nested."""
    check_limit("elements", css.count("{"), "样式表的规则数", "rules of style sheets")
    conditions: list[bool | None] = []
    selectors: str | None = None
    pieces = re.split(r"([{}])", css)
    for text, brace in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if brace == "{":
            prelude = text.rpartition(";")[2]
            selectors = None if "@" in prelude[:_MOST_SELECTOR] else prelude
            if selectors is None:
                conditions.append(_holds(prelude))
        elif selectors is not None:
            if None not in conditions and _TELLING.search(text[:10_000]):
                declared = declarations(text)
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


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declarations:
    """Return what a style declares, in small letters; what is important wins.

    >>> declarations("Color: RED; display:none !important; display:block")
    {'color': 'red', 'display': 'none'}
    """
    usual: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in style[:10_000].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            value, mark, _ = value.partition("!important")
            (important if mark else usual)[name.strip()] = value.strip()
    return {**usual, **important}


def effect_of(found: Declarations) -> Effect:
    """Return what declarations do to an element, the strongest first."""
    ways: tuple[tuple[Effect, Callable[[Declarations], bool | None]], ...] = (
        ("absent", lambda said: said.get("display") == "none"),
        ("unseen", hides_all),
        ("letters", hides_letters),
        ("turned", is_turned),
        ("raised", is_raised),
        ("block", is_block),
    )
    return next((effect for effect, holds in ways if holds(found)), "")


def hides_all(found: Declarations) -> bool:
    """Whether declarations hide an element with all that is in it, or strike it out."""
    said = found.get
    struck = said("text-decoration", "") + said("text-decoration-line", "")
    return (
        said("content-visibility") == "hidden"
        or said("mso-hide") == "all"
        or "line-through" in struck
        or any(_is_nought(said(name)) for name in ("opacity", "zoom"))
        or _is_clipped(found)
        or _is_off_page(found)
        or _has_no_room(found)
    )


def _is_clipped(found: Declarations) -> bool:
    """Whether an element is cut out, scaled or filtered to nothing."""
    said = found.get
    filtered = said("filter", "").partition("opacity(")[2][:10]
    return (
        _NOUGHT.search(filtered) is not None
        or _CLIPPED.search(said("clip", "") + said("clip-path", "")) is not None
        or _SCALED_AWAY.match(said("transform", "")) is not None
    )


def _is_nought(text: str | None) -> bool:
    return text is not None and _NOUGHT.fullmatch(text) is not None


def _is_off_page(found: Declarations) -> bool:
    """Whether an element is put beside the page."""
    sides = ("left", "top") if found.get("position") in ("absolute", "fixed", "relative") else ()
    return any(_is_beyond(found.get(side), _FAR) for side in (*sides, "text-indent")) or any(
        _is_beyond(found.get(side), _FAR_MARGIN) for side in ("margin-left", "margin-top")
    )


def _is_beyond(length: str | None, far: float) -> bool:
    return length is not None and (points(length) or 0) <= far


def _has_no_room(found: Declarations) -> bool:
    """Whether an element is cut to nothing; a height in percent is a habit of old pages, and cuts nothing."""
    cut = any(
        found.get(name) in ("hidden", "clip", "scroll", "auto") for name in ("overflow", "overflow-x", "overflow-y")
    )
    sizes = [found.get(name, "") for name in ("height", "max-height", "width", "max-width")] if cut else []
    return any((length := points(size)) is not None and length <= (0 if size.endswith("%") else 1) for size in sizes)


def hides_letters(found: Declarations) -> bool | None:
    """Return whether declarations make the letters of an element unseen; None if they say nothing of it.

    Unlike what hides an element, this holds only as far as the elements in it say nothing else.
    """
    if "visibility" in found:
        return found["visibility"] in ("hidden", "collapse")
    size = found.get("font-size") or next(
        (part for part in found.get("font", "").replace("/", " ").split() if part[:1] in "0123456789."), None
    )
    return None if size is None else is_too_small(points(size))


def is_raised(found: Declarations) -> bool:
    """Whether declarations put letters above or below their line."""
    align = found.get("vertical-align", "")
    if align in ("super", "sub", "text-top", "text-bottom"):
        return True
    lengths = [align, found.get("mso-text-raise", "")]
    if found.get("position") == "relative":
        lengths += [found.get("top", ""), found.get("bottom", "")]
    return any(points(length) for length in lengths)


def is_turned(found: Declarations) -> bool:
    """Whether declarations show letters in another order than they are written in, or put others among them."""
    override = "override" in found.get("unicode-bidi", "") and found.get("direction") == "rtl"
    return override or _FLIPPED.match(found.get("transform", "")) is not None


def is_block(found: Declarations) -> bool:
    """Whether declarations give an element lines of its own."""
    return found.get("display") in _INLINE_BLOCKS


def ground(found: Declarations) -> str:
    """Return the colour behind an element, as it is declared."""
    return found.get("background-color") or found.get("background") or ""


@lru_cache(maxsize=4096)
def is_see_through(text: str) -> bool:
    """Whether a colour is none."""
    match = _RGB.fullmatch(text)
    return text == "transparent" or (match is not None and match[4] is not None and _is_nought(match[4]))


@lru_cache(maxsize=4096)
def colour_of(text: str) -> Colour | None:
    """Return a declared colour; None if it is not known here.

    >>> colour_of("#fff"), colour_of("rgb(1, 2, 3)"), colour_of("inherit")
    ((255, 255, 255), (1, 2, 3), None)
    """
    if text in _NAMED:
        return _NAMED[text]
    if match := _RGB.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    return hexadecimal(text) if text.startswith("#") else None


def may_change(found: Declarations) -> bool:
    """Whether declarations would change what is read, if they hold."""
    return effect_of(found) not in ("", "block") or found.get("content", "none") not in ("none", "''", '""', "normal")
