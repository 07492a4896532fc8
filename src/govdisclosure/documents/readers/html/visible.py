"""What a browser shows of a page: its tree without what cannot be seen, and with signs for what is not plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govdisclosure.documents.readers.html.styles import Styles
from govdisclosure.documents.shown import UNREADABLE, shown

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
_UNWANTED = str.maketrans("", "", "".join(map(chr, range(32))) + "\ufffe\uffff" + BREAK)


def take_out_unseen(root: Any) -> frozenset[Any]:
    """Leave in the tree of a page what a browser shows of it; return the cells in which not only text stands.

    Raised text stands in brackets, and what breaks a line or parts blocks in a cell is a sign.
    """
    from lxml import etree  # type: ignore[import-untyped]  # pyright: ignore[reportAttributeAccessIssue]

    styles = Styles(root)
    _take_out(root.xpath("//*[@hidden] | //dialog[not(@open)]"))
    for details in root.iter("details"):
        if details.get("open") is None:
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


def _apply(element: Any, styles: Styles) -> None:
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


def _apply_inline(element: Any, styles: Styles) -> None:
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


def _take_out_letters(element: Any, styles: Styles) -> None:
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
    text = element.text or ""
    if len(element):
        text = "".join(element.itertext())
        for inner in element.iterdescendants():
            inner.tag = _GONE
        for inner in element:
            inner.tail = None
    element.text = shown(text, "raised")


def _doubt(element: Any, styles: Styles) -> None:
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
