"""What a browser shows of a page: its tree without what cannot be seen, and with signs for what is not plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from attrs import define, field, frozen

from govdisclosure.documents.readers.html import css
from govdisclosure.documents.shown import UNREADABLE, WHITE, is_alike, shown
from govdisclosure.files import check_limit

BREAK = "\u2028"
"""Where a line ends, as opposed to where a line of the source does."""

BLOCKS = (
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main",
    "header", "footer", "aside", "form", "fieldset", "blockquote", "pre", "center", "figure", "figcaption", "address",
    "hr", "caption", "tr", "td", "th", "tbody", "thead", "tfoot", "body", "html", "table", "details", "summary",
)  # fmt: skip
"""Elements with lines of their own."""

_INLINE = (
    "span", "font", "a", "b", "i", "em", "u", "strong", "small", "big", "label", "code", "tt", "ins", "mark", "q",
)  # fmt: skip
# `head` is not among them: where a page closes no tag, libxml2 may put what is shown into it.
_UNSHOWN = (
    "script", "style", "noscript", "template", "title", "meta", "link", "iframe", "object", "embed", "svg", "math",
    "select", "datalist", "textarea", "button", "audio", "video", "canvas", "del", "s", "strike", "nav", "rp", "rt",
)  # fmt: skip
_OBJECTS = (
    "img", "svg", "canvas", "object", "embed", "iframe", "video", "audio", "math", "select", "textarea", "input",
    "meter", "progress",
)  # fmt: skip
"""Elements that show something which is no text."""
_WORDLESS = ("hidden", "submit", "button", "reset", "image")
"""Kinds of fields that hold nothing of a report."""
_CELLS = ("td", "th")
_PARTS = ("td", "th", "tr", "tbody", "thead", "tfoot", "table", "caption", "hr")
_INSIDE_CELLS = tuple(tag for tag in BLOCKS if tag not in _PARTS)
_GONE = "taken-out"
"""The tag of what is not seen, until it is taken out of its tree."""
_SIGNS = {".": "class", "#": "id"}
"""The attributes of names, by the signs that stand before these."""
_UNWANTED = str.maketrans("", "", "".join(map(chr, range(32))) + "\ufffe\uffff" + BREAK)


def take_out_unseen(root: Any) -> frozenset[Any]:
    """Leave in the tree of a page what a browser shows of it; return the cells in which not only text stands.

    Raised text stands in brackets, and what breaks a line or parts blocks in a cell is a sign.
    """
    from lxml import etree  # type: ignore[import-untyped]  # pyright: ignore[reportAttributeAccessIssue]

    styles = _Styles(root)
    _take_out(root.xpath("//*[@hidden] | //dialog[not(@open)]"))
    for details in root.xpath("//details[not(@open)]"):
        _close(details)
    for element in styles.styled():
        if styles.of(element).may_tell:
            _apply(element, styles)
    etree.strip_elements(root, _GONE, with_tail=False)
    with_objects = frozenset(_cells_with_objects(root))
    _fill_in_fields(root)
    for raised in root.iter("sup", "sub"):
        _raise(raised)
    for turned in root.iter("bdo"):
        if (turned.get("dir") or "").lower() == "rtl":
            _doubt(turned, styles)
    etree.strip_elements(root, _GONE, *_UNSHOWN, with_tail=False)
    for element in root.iter("br", "hr"):
        element.tail = BREAK + (element.tail or "")
    return with_objects


@frozen
class _Said:
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
class _Styles:
    """What the style sheets of a page, its inline styles and its attributes of colour declare about elements."""

    root: Any
    sheets: css.Sheets = field(init=False)
    is_styled_elsewhere: bool = field(init=False)
    """Whether the page names style sheets that nobody here has."""
    _known: dict[tuple[str | int | None, ...], _Said] = field(factory=dict)
    _about: dict[tuple[str | None, ...], tuple[css.Rule, ...]] = field(factory=dict)
    _outers: dict[Any, Outer] = field(factory=dict)
    _alike: dict[Outer, Outer] = field(factory=dict)
    _standing: dict[tuple[int, int], bool] = field(factory=dict)
    _grounds: dict[Any, str] = field(factory=dict)
    _said: dict[Any, _Said] = field(factory=dict)
    _figures: dict[Any, bool] = field(factory=dict)
    emptied: set[Any] = field(factory=set)
    """Elements of which the letters are taken out already."""

    def __attrs_post_init__(self) -> None:
        self.sheets = css.sheets_of(sheet.text or "" for sheet in self.root.iter("style"))
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

    def of(self, element: Any) -> _Said:
        """Return what is declared about an element."""
        if element not in self._said:
            self._said[element] = self._alike_of(element)
        return self._said[element]

    def _alike_of(self, element: Any) -> _Said:
        """Return what is declared about an element; of elements alike, the same object."""
        get = element.get
        rules = self._rules(element) if self.sheets.rules else ()
        key = get("style"), get("color"), get("bgcolor"), *map(id, rules)
        if key not in self._known:
            self._known[key] = _merged(rules, get("style"), get("color"), get("bgcolor"))
            check_limit("styles", len(self._known), "不同样式数", "different styles of elements")
        return self._known[key]

    def _rules(self, element: Any) -> tuple[css.Rule, ...]:
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

    def _stands(self, rule: css.Rule, outer: Outer) -> bool:
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


def _merged(rules: Sequence[css.Rule], style: str | None, colour: str | None, ground: str | None) -> _Said:
    """Return what rules, weaker ones first, and the attributes of an element declare together."""
    merged = {name: text.lower() for name, text in (("color", colour), ("background", ground)) if text}
    for rule in rules:
        merged |= rule.declarations if rule.certain else {}
    merged |= css.declarations(style or "")
    is_unsure = any(not rule.certain and css.may_change(rule.declarations) for rule in rules)
    return _Said(merged, css.effect_of(merged), is_unsure)


def _apply(element: Any, styles: _Styles) -> None:
    """Do to an element what its styles do."""
    said = styles.of(element)
    if said.effect == "absent" or (element.tag == "tr" and said.declared.get("visibility") == "collapse"):
        _take_out([element])
    elif said.effect == "unseen":
        # A cell that is not seen keeps its place, or the others of its row would move.
        _take_out(list(element) if element.tag in _CELLS else [element])
        element.text = None
    elif said.effect == "letters" or ("color" in said.declared and styles.hides_letters(element)):
        _take_out_letters(element, styles)
    elif said.effect == "turned":
        _doubt(element, styles)
    elif element.tag in _INLINE:
        _apply_inline(element, styles)


def _apply_inline(element: Any, styles: _Styles) -> None:
    """Do to an element within a line what its styles do to its letters."""
    said = styles.of(element)
    if said.is_unsure or styles.is_unsure_colour(element):
        _doubt(element, styles)
    elif said.effect == "raised":
        _raise(element)
    elif said.effect == "block":
        _part(element)


def _take_out(elements: Iterable[Any]) -> None:
    """Mark elements that are taken out, all of them together: one by one, each would be walked through again."""
    for element in elements:
        if element.tag not in ("html", "body"):
            element.tag = _GONE


def _close(details: Any) -> None:
    """Leave of details that are closed what is seen of them: their summary."""
    details.text = None
    summary = next(details.iterchildren("summary"), None)
    for child in list(details):
        child.tail = None
        if child is not summary:
            _take_out([child])


def _take_out_letters(element: Any, styles: _Styles) -> None:
    """Take out the letters of an element, down to elements that say otherwise."""
    inner = [element]
    while inner:
        each = inner.pop()
        if each in styles.emptied:
            continue
        styles.emptied.add(each)
        each.text = None
        for child in each:
            child.tail = None
            if styles.hides_letters(child) is not False:
                inner.append(child)


def _raise(element: Any) -> None:
    """Leave of an element its text, as a note; what it holds is taken out."""
    text = "".join(element.itertext())
    for inner in element.iterdescendants():
        inner.tag = _GONE
    for inner in element:
        inner.tail = None
    element.text = shown(text, "raised")


def _doubt(element: Any, styles: _Styles) -> None:
    """Make the figures of an element unreadable."""
    if styles.holds_figures(element):
        element.text = UNREADABLE + (element.text or "")


def _part(block: Any) -> None:
    """Part a block from what stands beside it."""
    before = block.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + BREAK
    else:
        parent = block.getparent()
        parent.text = (parent.text or "") + BREAK
    block.tail = BREAK + (block.tail or "")


def part_blocks(table: Any) -> None:
    """Part the blocks in the cells of a table from what stands beside them."""
    for block in table.iter(*_INSIDE_CELLS):
        _part(block)


def _cells_with_objects(root: Any) -> Iterator[Any]:
    for element in root.iter(*_OBJECTS):
        if _is_object(element) and (cell := next(element.iterancestors(*_CELLS), None)) is not None:
            yield cell


def _is_object(element: Any) -> bool:
    """Whether an element shows something: not a picture of one dot that keeps others apart, nor a field of text."""
    if element.tag == "img":
        return not any(element.get(side, "").removesuffix("px") in ("0", "1") for side in ("width", "height"))
    return element.tag != "input" or not (_holds_text(element) or element.get("type", "").lower() in _WORDLESS)


def _holds_text(field: Any) -> bool:
    return field.get("type", "text").lower() in ("text", "number", "")


def _fill_in_fields(root: Any) -> None:
    for element in root.iter("input"):
        if _holds_text(element) and element.get("value"):
            element.tail = f" {element.get('value').translate(_UNWANTED)} {element.tail or ''}"
