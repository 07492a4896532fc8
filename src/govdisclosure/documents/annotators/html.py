"""Comments on web pages: marked cells and paragraphs, and beside the page a list of what is said of them.

The source of the page stays as it is; only attributes are put into its tags, and two pieces before and behind it. A
policy (CSP) lets nothing of the copy run and nothing be fetched, whatever stands in the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from govdisclosure.documents.annotators.review import COLOURS, Annotation, Review, spots
from govdisclosure.documents.decoding import decode, encoded_like
from govdisclosure.documents.readers.html.page import read_tree, tree_of
from govdisclosure.files import limits, using_limits
from govdisclosure.grid import Document, Grid, line_of, squeezed
from govdisclosure.language import current

_NUMBER = "data-comment-tag"
"""The attribute by which a tag of the source is known again in the tree."""
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*(?=[\s/>])")
_HEAD = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype[^>]*>)?", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(r"<meta(?=[^>]*\brefresh\b)", re.IGNORECASE)
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'\"/>"
)
_NO_REFRESH = ' http-equiv="none"'
"""Put before an order to go to another page: of an attribute that stands twice, the first counts."""
_MARKS = "".join(
    f"[data-comment={tone}]{{background:#{colour}!important;outline:2px solid #c55a11}}"
    for tone, colour in COLOURS.items()
)
_STYLE = (
    _MARKS
    + "[data-comments]::after{content:attr(data-comments);font:bold 10px sans-serif;color:#c00000;margin-left:3px;"
    "vertical-align:super}"
    "#govdisclosure{font:14px/1.5 sans-serif;color:#222;background:#fff;text-align:left;padding:12px 16px;"
    "border-left:4px solid #c55a11}"
    "#govdisclosure h2{font-size:17px;margin:0 0 8px}#govdisclosure ol{padding-left:30px;margin:0}"
    "#govdisclosure li{margin:0 0 10px}#govdisclosure p{margin:0 0 4px;text-indent:0;overflow-wrap:anywhere}"
    "#govdisclosure b{padding:0 4px;font-weight:bold}#govdisclosure a{color:#0b5394}"
    "@media screen and (min-width:1100px){#govdisclosure{position:fixed;top:0;right:0;bottom:0;width:340px;"
    "overflow:auto;z-index:2147483647}body{margin-right:390px!important}}"
)


def annotate_html(data: bytes, review: Review) -> bytes:
    """Return a web page with the comments; what is said of the page as a whole stands at the top of the list."""
    text = decode(data)
    ends = [match.end() for match in _TAG.finditer(text)]
    numbered = _with(text, {end: f" {_NUMBER}={number}" for number, end in enumerate(ends)})
    with using_limits(limits()._replace(elements=2 * limits().elements, text_bytes=4 * limits().text_bytes)):
        root = tree_of(numbered)
        page = _Page(root, read_tree(root))
    ids: dict[int, str] = {}
    inserted = {match.end(): _NO_REFRESH for match in _REFRESH.finditer(text)}
    for element, spot in spots(review, page.element_of).items():
        own = element.get("id") or f"govdisclosure-{spot.annotations[0].number}"
        ids |= {annotation.number: own for annotation in spot.annotations}
        name = "" if element.get("id") else f' id="{own}"'
        inserted[ends[int(element.get(_NUMBER))]] = f'{name} data-comment="{spot.tone}" data-comments="{spot.numbers}"'
    begin = _HEAD.match(text)
    inserted[begin.end() if begin else 0] = _POLICY
    last = next(_END.finditer(text), None)
    inserted[last.start() if last else len(text)] = _list(review, ids)
    return encoded_like(data, _with(text, inserted))


def _with(text: str, inserted: Mapping[int, str]) -> str:
    """Return a text with pieces put in at some places."""
    places = sorted(inserted)
    parts = [text[: places[0]]] if places else [text]
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        parts += [inserted[place], text[place:following]]
    return "".join(parts)


class _Page:
    """A page as it was read, in which places and quoted texts are found again."""

    def __init__(self, root: Any, document: Document) -> None:
        self._root = root
        cells = (cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells)
        self._paths = {cell.place: cell.path for cell in cells}
        pieces = list(_pieces(root))
        self._owners: list[tuple[int, Any]] = []
        at = 0
        for text, element in pieces:
            self._owners.append((at, element))
            at += len(text)
        self._text = "".join(text for text, _ in pieces)

    def element_of(self, annotation: Annotation) -> Any:
        """Return the element that an annotation belongs to; None if there is none in the source of the page."""
        path = self._paths.get(annotation.place)
        if path is not None:
            found = self._root.getroottree().xpath(path)
            element = found[0] if len(found) == 1 else None
        else:
            element = self._around(squeezed(annotation.quote)) if annotation.quote else None
            element = self._on_line(line_of(annotation.place)) if element is None else element
        while element is not None and element.get(_NUMBER) is None:
            element = element.getparent()
        return element if element is not None and element.tag not in ("html", "body") else None

    def _around(self, quote: str) -> Any:
        """Return the innermost element around a text."""
        start = self._text.find(quote)
        if start < 0:
            return None
        first, last = (self._owner(place) for place in (start, start + len(quote) - 1))
        around = {last, *last.iterancestors()}
        return next(element for element in (first, *first.iterancestors()) if element in around)

    def _owner(self, place: int) -> Any:
        return self._owners[bisect_right(self._owners, place, key=lambda pair: pair[0]) - 1][1]

    def _on_line(self, line: int | None) -> Any:
        """Return the element in which the first text of a line of the source stands."""
        return next((element for _, element in self._owners if line is not None and element.sourceline == line), None)


def _pieces(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the texts of a tree without white space, each with the element it stands in."""
    from lxml import etree  # type: ignore[import-untyped]  # pyright: ignore[reportAttributeAccessIssue]

    for event, element in etree.iterwalk(root, events=("start", "end")):
        text, owner = (element.text, element) if event == "start" else (element.tail, element.getparent())
        if owner is not None and text and (plain := squeezed(text)):
            yield plain, owner


def _list(review: Review, ids: Mapping[int, str]) -> str:
    """Return the list of the comments; readers pass it over, as they do all navigation."""
    lines = "".join(f"<p>{_safe(line)}</p>" for line in review.lines)
    items = "".join(_item(annotation, ids.get(annotation.number, "")) for annotation in review.annotations)
    return (
        f'<nav id="govdisclosure" lang="{current()}">'
        f"<style>{_STYLE}</style><h2>{_safe(review.title)}</h2>{lines}"
        f"<ol>{items}</ol></nav>"
    )


def _item(annotation: Annotation, name: str) -> str:
    place = _safe(annotation.place)
    if name:
        place = f'<a href="#{_safe(name)}">{place}</a>'
    comments = "".join(
        f"<p><b style='background:#{COLOURS[comment.tone]}'>{_safe(comment.title)}</b> {_safe(comment.text)}</p>"
        for comment in annotation.comments
    )
    return f"<li value='{annotation.number}'><p>{place}</p>{comments}</li>"


def _safe(text: str) -> str:
    """Return a text in signs that every encoding has, and that are no tags."""
    return escape(text).encode("ascii", "xmlcharrefreplace").decode()
