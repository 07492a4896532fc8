"""A web page taken in: its tree within the limits, its title, and what its writer put in for programs."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from govdisclosure.documents.needs import needed
from govdisclosure.documents.own import ATTRIBUTE
from govdisclosure.documents.readers.html.visible import BREAK, take_out_unseen
from govdisclosure.documents.readers.html.walk import Walk
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit
from govdisclosure.grid import Document
from govdisclosure.language import say

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
_LARGE = 500_000
"""Bytes from which on a page may have too many attributes to be parsed first and counted then."""
_TAG = re.compile(rb"<[a-zA-Z][^<>]*")


def read_html(text: str) -> Document:
    """Return the paragraphs and tables of a web page.

    >>> page = "<h1>Report</h1><table><tr><td rowspan=2>a<td>1<tr><td>2</table>"
    >>> [type(block).__name__ for block in read_html(page).blocks], read_html(page).grids[0].cells[0].rowspan
    (['TextBlock', 'Grid'], 2)
    """
    return read_tree(tree_of(text))


def tree_of(text: str) -> Any:
    """Return the root of a web page."""
    return _parsed(_source(text))


def read_tree(root: Any) -> Document:
    """Return the paragraphs and tables of the tree of a web page; what is left of the tree is what was read."""
    annexed = root.xpath(f"//@{ATTRIBUTE}")
    heading = next(root.iter("title"), None)
    title = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
    with_objects = take_out_unseen(root)
    blocks = Walk(root, with_objects).blocks()
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks, annexed[0] if len(annexed) == 1 else "", title=title)


def _source(text: str) -> bytes:
    """Return a page as its parser gets it: in UTF-8, without signs that stand in no page, and not too large."""
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    for sign in ("\ufffe", "\uffff", BREAK):
        text = text.replace(sign, "")
    source = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    elements = source.count(b"<")
    check_limit("elements", elements, "网页元素数", "elements of a page")
    if len(source) > _LARGE:
        elements += sum(len(tag[0].split()) - 1 for tag in _TAG.finditer(source))
        check_limit("elements", elements, "网页元素和属性数", "elements and attributes of a page")
    return source


def _parsed(source: bytes) -> Any:
    etree = needed("lxml.etree", "documents")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = None
    with suppress(etree.LxmlError, ValueError, AssertionError):
        root = etree.fromstring(source, parser)
    if root is None:
        raise ReadError(say(zh="网页是空的，或者不能解析。", en="the web page is empty or cannot be parsed"))
    for error in parser.error_log:
        # The parser gives up where a page is nested beyond reason, and what follows is lost.
        if "depth" in error.message.lower() or "huge" in error.message.lower():
            raise ReadError(
                say(
                    zh=f"第 {error.line} 行：网页嵌套过深或文字过长，不读。",
                    en=f"line {error.line}: the page is nested too deeply or holds too long a text; it is not read",
                )
            )
    return root
