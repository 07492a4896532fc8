"""The text of a Word paragraph as it stands with its tracked changes accepted.

Deleted, hidden and struck-out text, what fields are told to do, notes and placeholders are not part of it; a raised
number stands in brackets, because it is no digit of the figure before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field

from govdisclosure.documents.readers.word.appearing import NOTHING, Properties, Styles, appearance
from govdisclosure.documents.readers.word.names import VAL, W, is_on
from govdisclosure.documents.shown import UNREADABLE, WHITE, Colour, shown

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOX = W + "txbxContent"

P, TBL, TR, TC = (W + name for name in ("p", "tbl", "tr", "tc"))
_UNREAD = (*(W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt")), MC + "Fallback")
"""Text that is not read; a fallback is a copy of what stands beside it, for older programs."""
DROPPED = frozenset(
    W + name
    for name in (
        "rPr", "pPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr", "tblGrid", "sectPr", "footnoteReference",
        "endnoteReference", "annotationRef",
    )
).union(_UNREAD)  # fmt: skip
"""Elements in which nothing is read."""

OBJECTS = tuple(W + name for name in ("drawing", "pict", "object", "control"))
"""What stands in a text and is no text itself."""

_R, _RPR, _SDT = (W + name for name in ("r", "rPr", "sdt"))
_TEXTS = (W + "t", M + "t")
_FIELD, _SYMBOL, _OVERRIDE = (W + name for name in ("fldChar", "sym", "bdo"))
_RAISED = (M + "sup", M + "sub")
_BUILT = frozenset(M + name for name in ("f", "rad", "nary", "m", "eqArr", "limLow", "limUpp", "sPre", "d"))
"""Parts of a formula that stand above, below or around each other."""
_SIGNS = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "noBreakHyphen": "-", W + "ptab": " "}
_APART = (*_UNREAD, *_SIGNS, *_RAISED, *_BUILT, BOX, _SDT, _FIELD, _SYMBOL, _OVERRIDE)
"""What is in a paragraph and is not read as it stands, or not at all; so are paragraphs in boxes inside of one."""


class Runs:
    """Takes the text out of the paragraphs below an element, as the styles of the document show it."""

    def __init__(self, styles: Styles, root: Any) -> None:
        self._styles = styles
        apart = (*root.iter(P, *_APART), *styles.telling(root))
        odd = {paragraph for each in apart for paragraph in each.iterancestors(P)}
        self._plain = {paragraph: "".join(texts) for paragraph, texts in _texts(root).items() if paragraph not in odd}
        """The text of the paragraphs in which everything is text as it stands: of most documents, all of them."""
        self.left_out: int = 0
        """How many paragraphs had figures that are not shown or struck out."""

    def text_of(self, paragraph: Any, ground: Colour | None = WHITE) -> str:
        """Return the text of a paragraph on a ground (None where nobody knows its colour), text boxes left aside."""
        base = self._styles.of_paragraph(paragraph)
        if base is NOTHING and paragraph in self._plain:
            return self._plain[paragraph]
        here = _Paragraph(self._styles, base, ground)
        text = "".join(here.pieces(paragraph))
        self.left_out += here.has_left_out
        return text


def _texts(root: Any) -> dict[Any, list[str]]:
    """Return the pieces of text of each paragraph."""
    found: dict[Any, list[str]] = {}
    pieces: list[str] = []
    for each in root.iter(P, *_TEXTS):
        if each.tag == P:
            pieces = found[each] = []
        else:
            pieces.append(each.text or "")
    return found


@define
class _Paragraph:
    """Goes through the runs of a paragraph."""

    styles: Styles
    base: Properties
    ground: Colour | None
    fields: list[bool] = field(factory=list)
    """Of each field that is open, whether its result has begun."""
    has_left_out: bool = False
    """Whether there was a figure that is not shown or struck out."""

    def pieces(self, element: Any) -> Iterator[str]:
        """Yield the text of an element."""
        for child in element:
            if child.tag in _TEXTS:
                if child.text and all(self.fields):
                    yield child.text
            else:
                yield from self._piece(child)

    def _piece(self, element: Any) -> Iterator[str]:
        tag = element.tag
        if tag == _R:
            yield from self._run(element)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == _FIELD:
            yield from self._field(element)
        elif tag == _SYMBOL:
            yield _symbol(element)
        elif len(element) and tag not in DROPPED and tag != BOX and not is_placeholder(element):
            yield from self._part(element)

    def _run(self, run: Any) -> Iterator[str]:
        first = run[0] if len(run) else None
        properties = self.base
        if first is not None and first.tag == _RPR:
            properties = self.styles.of_run(first, self.base)
        how = appearance(properties, self.ground) if properties is not NOTHING else ""
        if not how:
            yield from self.pieces(run)
            return
        text = "".join(self.pieces(run))
        self.has_left_out = self.has_left_out or (how == "hidden" and any(map(str.isdecimal, text)))
        yield shown(text, how)

    def _field(self, mark: Any) -> Iterator[str]:
        """Note that a field begins, that its result does, or that it ends."""
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(False)
            if next(mark.iter(W + "ddList", W + "checkBox"), None) is not None:
                yield UNREADABLE
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _part(self, element: Any) -> Iterator[str]:
        """Yield the text of an element around runs; parts of a formula, and figures turned round, are no figures."""
        tag = element.tag
        if tag in _RAISED:
            yield shown("".join(self.pieces(element)), "raised")
        elif tag in _BUILT or (tag == _OVERRIDE and element.get(VAL) == "rtl"):
            yield shown("".join(self.pieces(element)), "unsure")
        else:
            yield from self.pieces(element)


def _symbol(element: Any) -> str:
    """Return a sign of a symbol font, which is no digit whatever it looks like, but something."""
    try:
        return chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return UNREADABLE


def is_placeholder(element: Any) -> bool:
    """Whether an element is a content control that only says what to write into it."""
    if element.tag != _SDT:
        return False
    properties = element.find(W + "sdtPr")
    return properties is not None and is_on(properties.find(W + "showingPlcHdr"))
