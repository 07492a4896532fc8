"""What the style sheets of a page, its inline styles and its attributes of colour declare about each element."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from attrs import define, field, frozen

from govdisclosure.documents.readers.html import css
from govdisclosure.documents.readers.html.sheets import Rule, Sheets, sheets_of
from govdisclosure.documents.shown import WHITE, is_alike
from govdisclosure.files import check_limit

_SIGNS = {".": "class", "#": "id"}
"""The attributes of names, by the signs that stand before these."""


@frozen
class Said:
    """What is declared about elements alike, what that does, and whether a rule that is not followed may do more."""

    declared: css.Declarations
    effect: css.Effect
    is_unsure: bool

    @cached_property
    def may_tell(self) -> bool:
        """Whether anything of it may change what is read of an element: of most, nothing does."""
        return bool(self.effect) or self.is_unsure or "color" in self.declared

    @cached_property
    def hides_letters(self) -> bool | None:
        """Whether it makes letters unseen on any ground; None if it says nothing of it."""
        return css.hides_letters(self.declared)


Outer = tuple[tuple[str, frozenset[str]], ...]
"""The tags and names of the elements around one, from the inside out."""


@define(eq=False)
class Styles:
    """What the style sheets of a page, its inline styles and its attributes of colour declare about elements."""

    root: Any
    sheets: Sheets = field(init=False)
    is_styled_elsewhere: bool = field(init=False)
    """Whether the page names style sheets that nobody here has."""
    _known: dict[tuple[str | int | None, ...], Said] = field(factory=dict)
    _about: dict[tuple[str | None, ...], tuple[Rule, ...]] = field(factory=dict)
    _outers: dict[Any, Outer] = field(factory=dict)
    _alike: dict[Outer, Outer] = field(factory=dict)
    _standing: dict[tuple[int, int], bool] = field(factory=dict)
    _grounds: dict[Any, str] = field(factory=dict)
    _said: dict[Any, Said] = field(factory=dict)
    _figures: dict[Any, bool] = field(factory=dict)
    emptied: set[Any] = field(factory=set)
    """Elements of which the letters are taken out already."""

    def __attrs_post_init__(self) -> None:
        self.sheets = sheets_of(tuple([sheet.text or "" for sheet in self.root.iter("style")]))
        self.is_styled_elsewhere = bool(self.root.xpath("boolean(//link[@href])"))

    def styled(self) -> list[Any]:
        """Return the elements about which something is declared that may matter, in document order."""
        active = self.sheets.active
        if not self.sheets.rules and not self._tells_inline():
            return []  # most pages: a word processor says the same of every cell, and nothing that hides
        signs = {name[:1] for name in active}
        ways = ["@style", "@color", *(f"@{attribute}" for sign, attribute in _SIGNS.items() if sign in signs)]
        ways += [f"self::{tag}" for tag in sorted(active) if tag.isalnum()]
        return list(self.root.xpath(f"//body//*[{' or '.join(ways)}]"))

    def _tells_inline(self) -> bool:
        """Whether an attribute of any element says what may change how it is read."""
        styles = set(self.root.xpath("//@style", smart_strings=False))
        check_limit("styles", len(styles), "不同样式数", "different styles of elements")
        return bool(self.root.xpath("boolean(//@color)")) or any(
            _merged((), style, None, None).may_tell for style in styles
        )

    def of(self, element: Any) -> Said:
        """Return what is declared about an element."""
        if element not in self._said:
            self._said[element] = self._alike_of(element)
        return self._said[element]

    def _alike_of(self, element: Any) -> Said:
        """Return what is declared about an element; of elements alike, the same object."""
        get = element.get
        rules = self._rules(element) if self.sheets.rules else ()
        key = get("style"), get("color"), get("bgcolor"), *map(id, rules)
        if key not in self._known:
            self._known[key] = _merged(rules, get("style"), get("color"), get("bgcolor"))
            check_limit("styles", len(self._known), "不同样式数", "different styles of elements")
        return self._known[key]

    def _rules(self, element: Any) -> tuple[Rule, ...]:
        """Return the rules of the style sheets about an element, weaker ones first."""
        get = element.get
        key = element.tag, get("class"), get("id")
        if key not in self._about:
            self._about[key] = tuple(self.sheets.of(*_names(element)))
        found = self._about[key]
        if not any(rule.around for rule in found):
            return found
        outer = self._outer(element.getparent())
        return tuple(rule for rule in found if not rule.around or self._stands(rule, outer))

    def _outer(self, parent: Any) -> Outer:
        """Return the tags and names of an element and of those around it; alike ones are one object."""
        if parent is None:
            return ()
        if parent not in self._outers:
            outer = (_names(parent), *self._outer(parent.getparent()))
            self._outers[parent] = self._alike.setdefault(outer, outer)
        return self._outers[parent]

    def _stands(self, rule: Rule, outer: Outer) -> bool:
        key = id(rule), id(outer)
        if key not in self._standing:
            self._standing[key] = rule.stands(outer)
            check_limit("elements", len(self._standing), "样式规则与位置的组合数", "rules of style sheets by place")
        return self._standing[key]

    def hides_letters(self, element: Any) -> bool | None:
        """Return whether the letters of an element are unseen; None if nothing is declared of them."""
        said = self.of(element)
        if said.hides_letters or "color" not in said.declared:
            return said.hides_letters
        ground = self._ground(element) or ("" if self.is_styled_elsewhere else "white")
        return _is_unseen_on(said.declared["color"], ground.split(" ")[0]) or said.hides_letters

    def _ground(self, element: Any) -> str:
        """Return the ground that is declared of an element or of the nearest one around it; empty where none is."""
        if element is None:
            return ""
        if element not in self._grounds:
            self._grounds[element] = css.ground(self.of(element).declared) or self._ground(element.getparent())
        return self._grounds[element]

    def holds_figures(self, element: Any) -> bool:
        """Whether a digit stands in an element or in what it holds."""
        if element not in self._figures:
            texts = (element.text, *(child.tail for child in element))
            here = any(any(map(str.isdecimal, text)) for text in texts if text)
            self._figures[element] = here or any(map(self.holds_figures, element))
        return self._figures[element]

    def is_unsure_colour(self, element: Any) -> bool:
        """Whether letters are white, and nobody here knows the ground."""
        if not self.is_styled_elsewhere:
            return False
        colour = css.colour_of(self.of(element).declared.get("color", ""))
        return is_alike(colour, WHITE) and not self._ground(element)


@lru_cache(maxsize=4096)
def _is_unseen_on(colour: str, ground: str) -> bool:
    """Whether letters of a declared colour are unseen on a declared ground; empty is a ground that nobody knows."""
    return css.is_see_through(colour) or is_alike(css.colour_of(colour), css.colour_of(ground))


def _names(element: Any) -> tuple[str, frozenset[str]]:
    """Return the tag of an element, and its classes and id with their signs."""
    name = element.get("id")
    classes = (element.get("class") or "").split()[:50]
    return element.tag, frozenset([*(f".{each}" for each in classes), *([f"#{name}"] if name else [])])


def _merged(rules: Sequence[Rule], style: str | None, colour: str | None, ground: str | None) -> Said:
    """Return what rules, weaker ones first, and the attributes of an element declare together."""
    merged = {name: text.lower() for name, text in (("color", colour), ("background", ground)) if text}
    for rule in rules:
        merged |= rule.declarations if rule.certain else {}
    merged |= css.declarations(style or "")
    is_unsure = any(not rule.certain and css.may_change(rule.declarations) for rule in rules)
    return Said(merged, css.effect_of(merged), is_unsure)
