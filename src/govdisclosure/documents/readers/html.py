"""Web pages: tables with their merged cells, and the paragraphs around them, as a browser shows them.

What a browser does not show (comments, scripts, hidden elements, deleted text) is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from govdisclosure.documents.limiting import check_limit, limits
from govdisclosure.documents.needs import needed
from govdisclosure.documents.readers.spans import TableBuilder
from govdisclosure.errors import ReadError
from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.language import say

ANNEX = "data-govdisclosure"
"""The attribute in which a page written by this library carries what its print cannot say."""

_BREAK = "\u2028"
"""Where a line ends, as opposed to where a line of the source does."""

# `head` is not among them: where a page closes no tag, libxml2 may put what is shown into it.
_UNSHOWN = (
    "script", "style", "noscript", "template", "title", "meta", "link", "iframe", "object", "embed", "svg", "math",
    "select", "datalist", "textarea", "button", "audio", "video", "canvas", "del", "s", "strike", "nav", "rp", "rt",
)  # fmt: skip
_BLOCKS = (
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main",
    "header", "footer", "aside", "form", "fieldset", "blockquote", "pre", "center", "figure", "figcaption", "address",
    "hr", "caption", "tr", "td", "th", "tbody", "thead", "tfoot", "body", "html", "table", "details", "summary",
)  # fmt: skip
_BLOCK_TAGS = frozenset(_BLOCKS)
_INSIDE_CELLS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "dd", "dt", "blockquote", "pre")

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDING_WORDS = (b"display", b"visibility", b"line-through", b"mso-hide")
"""Without any of these in its source, no element of a page is hidden by its style."""
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@media([^{}]*)\{", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b|mso-text-raise", re.IGNORECASE)
_DOUBTFUL = re.compile(
    r"font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|vertical-align\s*:\s*(?:super|sub)\b|mso-text-raise"
    r"|(?:left|text-indent)\s*:\s*-\d{3}|(?:^|[;\s])(?:max-)?width\s*:\s*0(?![.\d])|color\s*:\s*transparent",
    re.IGNORECASE,
)
_LAST_CLASS = re.compile(r"(?:\.|\[class[~*^$|]?=[\"']?)([\w-]+)[\"']?\]?(?:::?[\w-]+)?\s*$")
_SIMPLE = re.compile(r"^\s*[a-z]*([.#])([\w-]+)\s*$", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u2028]")
_SPAN = re.compile(r"\s*\+?([0-9]{1,9})")


def read_html(text: str) -> Document:
    """Return the paragraphs and tables of a web page.

    >>> page = "<h1>Report</h1><table><tr><td rowspan=2>a<td>1<tr><td>2</table>"
    >>> [type(block).__name__ for block in read_html(page).blocks], read_html(page).grids[0].cells[0].rowspan
    (['TextBlock', 'Grid'], 2)
    """
    source = _source(text)
    root = _parsed(source)
    source = source.lower()
    annexed = root.xpath(f"//*[@{ANNEX}]") if ANNEX.encode() in source else ()
    annex = next(iter(annexed)).get(ANNEX) if len(annexed) == 1 else ""
    heading = next(root.iter("title"), None)
    title = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
    _strip(root, source)
    blocks = _Walk(root).blocks()
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks, annex, title=title)


def _source(text: str) -> bytes:
    """Return a page as its parser gets it: in UTF-8, and without signs that stand in no page."""
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    for sign in "\ufffe\uffff\u2028":
        text = text.replace(sign, "")
    return text.encode("utf-8", "replace").translate(None, _CONTROLS)


def _parsed(source: bytes) -> Any:
    etree = needed("lxml.etree", "documents")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
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


def _strip(root: Any, source: bytes) -> None:
    """Take out what a browser does not show, and turn what breaks a line into a sign for it.

    `source` is the page in small letters: what it does not contain need not be looked for.
    """
    from lxml import etree  # type: ignore[import-untyped]  # pyright: ignore[reportAttributeAccessIssue]

    hiding = _hiding_selectors(root)
    _mark_doubtful(root)
    etree.strip_elements(root, *_UNSHOWN, with_tail=False)
    if b"hidden" in source:
        _remove(root.xpath("//*[@hidden]"))
    if any(word in source for word in _HIDING_WORDS):
        _remove(
            element
            for element in root.xpath("//*[@style]")
            if _HIDING.search(style := element.get("style")) or _STRUCK.search(style)
        )
    for kind, name in hiding:
        if kind == "#":
            _remove(root.xpath("//*[@id=$name]", name=name))
        else:
            _remove(root.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} "))
    for element in root.iter("br", "hr"):
        element.tail = _BREAK + (element.tail or "")
    raised = list(root.iter("sup", "sub"))
    if b"vertical-align" in source or b"mso-text-raise" in source:
        raised += [
            element
            for element in root.xpath("//span[@style]|//font[@style]|//a[@style]")
            if _RAISED.search(element.get("style"))
        ]
    for element in raised:
        # A footnote's number is no digit of the figure before it.
        text = "".join(element.itertext()).strip()
        for inner in list(element):
            element.remove(inner)
        element.text = f"（{text}）" if text and not text.isspace() else ""
    for field in root.iter("input"):
        if field.get("type", "text").lower() in ("text", "number") and field.get("value"):
            field.tail = f" {_UNWANTED.sub('', field.get('value'))} {field.tail or ''}"


def _hiding_selectors(root: Any) -> list[tuple[str, str]]:
    """Return the classes and ids that the page's own style sheets hide."""
    found = []
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_unconditional(_COMMENT.sub("", sheet.text or ""))):
            if _HIDING.search(body) or _STRUCK.search(body):
                found += [(match[1], match[2]) for part in selectors.split(",") if (match := _SIMPLE.match(part))]
    return found[:200]


def _mark_doubtful(root: Any) -> None:
    """Make signs unreadable that a style sheet may hide, strike out or raise by rules that are not followed here."""
    names = {
        match[1]
        for sheet in root.iter("style")
        for selectors, body in _RULE.findall(_COMMENT.sub("", sheet.text or ""))
        if _DOUBTFUL.search(body) or _HIDING.search(body) or _STRUCK.search(body)
        for part in selectors.split(",")
        if (match := _LAST_CLASS.search(part)) and (_DOUBTFUL.search(body) or not _SIMPLE.match(part))
    }
    if not names:
        return
    for element in root.xpath("//td//span|//td//font|//td//b|//td//i|//td//em|//td//a|//td//u|//td//label|//td//small"):
        if names & set((element.get("class") or "").split()) and any(map(str.isdecimal, "".join(element.itertext()))):
            element.text = "\ufffd" + (element.text or "")


def _unconditional(css: str) -> str:
    """Return a style sheet without the rules that hold only on paper or on screens of some size."""
    kept, position = [], 0
    while (match := _MEDIA.search(css, position)) is not None:
        kept.append(css[position : match.start()])
        depth, position = 1, match.end()
        while depth and position < len(css):
            depth += {"{": 1, "}": -1}.get(css[position], 0)
            position += 1
        if match[1].strip().lower() in ("", "all", "screen"):
            kept.append(css[match.end() : position - 1])
    return "".join([*kept, css[position:]])


def _remove(elements: Any) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is None or element.tag in ("html", "body"):
            continue
        if element.tail:
            before = element.getprevious()
            if before is None:
                parent.text = (parent.text or "") + element.tail
            else:
                before.tail = (before.tail or "") + element.tail
        parent.remove(element)


class _Walk:
    """Goes through a page in document order; only what holds blocks is entered, the rest is taken as text."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._blocks: list[TextBlock | Grid] = []
        # Serialising is ten times as fast as going through the pieces of the text.
        self._text = partial(
            needed("lxml.etree", "documents").tostring, encoding="unicode", method="text", with_tail=False
        )
        self._line = say(zh="第 {} 行", en="line {}").format
        self._cell_count = 0
        self._tables = self._data_tables()
        self._entered = self._ancestors()

    def _data_tables(self) -> set[Any]:
        """Return the tables that hold data; those around other tables only arrange the page."""
        tables = list(self._root.iter("table"))
        real = []
        for table in tables:
            cells = table.iter("td", "th")
            if next(cells, None) is None or next(cells, None) is None:
                # A table of one cell is a frame around it, and inside another table no table at all.
                for element in (table, *table.iter("tbody", "tr", "td", "th", "thead")):
                    element.tag = "div" if element is table or element.tag in ("td", "th") else "span"
            else:
                real.append(table)
        around: set[Any] = set()
        for table in real:
            for ancestor in table.iterancestors("table"):
                if ancestor in around:
                    break
                around.add(ancestor)
        return {table for table in real if table not in around}

    def _ancestors(self) -> set[Any]:
        entered: set[Any] = set()
        for element in self._root.iter(*_BLOCKS):
            parent = element.getparent()
            while parent is not None and parent not in entered:
                entered.add(parent)
                parent = parent.getparent()
        return entered

    def blocks(self) -> tuple[TextBlock | Grid, ...]:
        """Return paragraphs and tables."""
        line = self._root.sourceline or 1
        # A stack instead of recursion: pages are nested as deeply as their authors like.
        stack: list[tuple[Any, Iterator[Any]]] = [(self._root, iter(self._root))]
        pending = self._root.text or ""
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if element.tag in _BLOCK_TAGS:
                    self._paragraph(pending, line)
                    pending, line = "", element.sourceline or line
                pending += element.tail or ""
                continue
            if child.tag in _BLOCK_TAGS:
                self._paragraph(pending, line)
                pending = ""
                if child not in self._entered and child not in self._tables:
                    # Most of a page: a paragraph with nothing but text in it.
                    line = child.sourceline or line
                    self._paragraph(self._text(child), line)
                    pending = child.tail or ""
                    continue
            if not pending or pending.isspace():
                line = child.sourceline or line
            if child in self._tables:
                self._grid(child)
                pending += child.tail or ""
            elif child in self._entered:
                pending += child.text or ""
                stack.append((child, iter(child)))
            else:
                pending += self._text(child) + (child.tail or "")
        self._paragraph(pending, line)
        return tuple(self._blocks)

    def _paragraph(self, text: str, line: int) -> None:
        if not text or text.isspace():
            return
        for part in text.split(_BREAK) if _BREAK in text else (text,):
            if plain := " ".join(part.split()):
                self._blocks.append(TextBlock(plain, self._line(line)))

    def _grid(self, table: Any) -> None:
        caption = next(table.iter("caption"), None)
        if caption is not None and (text := " ".join(self._text(caption).split())):
            self._blocks.append(TextBlock(text, self._line(caption.sourceline)))
        for block in table.iter(*_INSIDE_CELLS):
            if block.tail or block.getnext() is not None:
                block.tail = _BREAK + (block.tail or "")
        path = table.getroottree().getpath(table)
        builder = TableBuilder()
        counts: dict[Any, int] = {}
        sections: dict[Any, str] = {}
        for tr in table.iter("tr"):
            parent = tr.getparent()
            if parent not in sections:
                sections[parent] = path if parent is table else table.getroottree().getpath(parent)
            counts[parent] = counts.get(parent, 0) + 1
            builder.next_row()
            place = f"{self._line(tr.sourceline)}{_COMMA}{sections[parent]}/tr[{counts[parent]}]"
            self._row(builder, tr, place)
        grid = builder.grid()
        if grid is not None:
            self._blocks.append(grid)

    def _row(self, builder: TableBuilder, tr: Any, place: str) -> None:
        numbers = {"td": 0, "th": 0}
        for cell in tr.iter("td", "th"):
            tag = cell.tag
            numbers[tag] += 1
            text = self._text(cell)
            if _BREAK in text:
                text = "\n".join(plain for part in text.split(_BREAK) if (plain := " ".join(part.split())))
            else:
                text = " ".join(text.split())
            if not text and next(cell.iter("img"), None) is not None:
                text = "\ufffd"  # a picture says something, and nobody here knows what
            rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
            builder.add(
                text,
                1 if rowspan is None else _span(rowspan, to_the_end=True),
                1 if colspan is None else _span(colspan, to_the_end=False),
                f"{place}/{tag}[{numbers[tag]}]",
            )
        self._cell_count += sum(numbers.values())
        check_limit("cells", self._cell_count, "单元格数", "cells")


_COMMA = " "


def _span(text: str, *, to_the_end: bool) -> int:
    """Return a span as browsers read it: cut to the limit, and one where it is no number.

    A rowspan of 0 means to the end of the table, which is what the limit comes to.
    """
    match = _SPAN.match(text)
    if not match:
        return 1
    span = int(match[1]) or (limits().span if to_the_end else 1)
    return min(span, limits().span)
