"""The text of a Word paragraph as it stands with its tracked changes accepted.

Deleted, hidden and struck-out text, what fields are told to do, notes and placeholders are not part of it; a raised
number stands in brackets, because it is no digit of the figure before it.
"""

from __future__ import annotations

from typing import Any, Literal

from govdisclosure.documents.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"
BOX = W + "txbxContent"

P, TBL, TR, TC = (W + name for name in ("p", "tbl", "tr", "tc"))
DROPPED = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sdtPr",
        "sdtEndPr", "tblGrid", "sectPr", "rt", "footnoteReference", "endnoteReference", "annotationRef",
    )
) | {MC + "Fallback"}  # fmt: skip
"""Elements in which nothing is read; a fallback is a copy of what stands beside it, for older programs."""

Look = Literal["hidden", "raised", ""]

_R, _RPR, _SDT = (W + name for name in ("r", "rPr", "sdt"))
_TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_FIELD, _SYMBOL, _STYLE, _RAISED = (W + name for name in ("fldChar", "sym", "rStyle", "vertAlign"))
_HIDING = frozenset(W + name for name in ("vanish", "strike", "dstrike"))
_SIGNS = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "noBreakHyphen": "-", W + "ptab": " "}
_PLACEHOLDER = "placeholder text"
"""The name of the style of texts that only say what to write, whatever the language of Word is."""
_OFF = ("0", "false", "off", "none")


class Runs:
    """Takes the text out of paragraphs; the styles of a document are looked at once a run names one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._looks: dict[str, Look] | None = None

    def text_of(self, paragraph: Any) -> str:
        """Return the text of a paragraph, text boxes left aside."""
        parts: list[str] = []
        self._collect(paragraph, parts, [])
        return "".join(parts)

    def _collect(self, element: Any, parts: list[str], fields: list[bool]) -> None:
        """Collect the text of an element; `fields` says of each field that is open whether its result has begun."""
        for child in element:
            tag = child.tag
            if tag in _TEXTS:
                if child.text and (not fields or all(fields)):
                    parts.append(child.text)
            elif tag == _R:
                first = child[0] if len(child) else None
                look = self._look(first) if first is not None and first.tag == _RPR else ""
                if look == "":
                    self._collect(child, parts, fields)
                elif look == "raised":
                    inner: list[str] = []
                    self._collect(child, inner, fields)
                    if text := "".join(inner).strip():
                        parts.append(f"（{text}）")
            elif tag in DROPPED or tag == BOX:
                continue
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            elif tag == _FIELD:
                _follow(child, fields)
            elif tag == _SYMBOL:
                parts.append(_symbol(child))
            elif len(child) and not is_placeholder(child):
                self._collect(child, parts, fields)

    def _look(self, properties: Any) -> Look:
        look: Look = ""
        for each in properties:
            tag = each.tag
            if tag == _STYLE:
                look = self._look_of(each.get(VAL, ""))
            elif tag in _HIDING:
                if is_on(each):
                    return "hidden"
                look = "" if look == "hidden" else look
            elif tag == _RAISED:
                look = look or ("raised" if each.get(VAL) in ("superscript", "subscript") else "")
        return look

    def _look_of(self, style: str) -> Look:
        if self._looks is None:
            self._looks = self._learnt() if "word/styles.xml" in self._archive.names else {}
        return self._looks.get(style, "")

    def _learnt(self) -> dict[str, Look]:
        """Return how the styles of runs show text, where it is not as it stands."""
        self._looks = {}
        styles = {
            style.get(W + "styleId", ""): style for style in self._archive.xml("word/styles.xml").iter(W + "style")
        }
        looks: dict[str, Look] = {}
        for name in styles:
            seen = set()
            ancestor = name
            while name not in looks and ancestor in styles and ancestor not in seen:
                seen.add(ancestor)
                properties, title, parent = (styles[ancestor].find(W + each) for each in ("rPr", "name", "basedOn"))
                if title is not None and title.get(VAL, "").lower() == _PLACEHOLDER:
                    looks[name] = "hidden"
                elif properties is not None and (look := self._look(properties)):
                    looks[name] = look
                ancestor = parent.get(VAL, "") if parent is not None else ""
        return looks


def _follow(mark: Any, fields: list[bool]) -> None:
    """Note that a field begins, that its result does, or that it ends."""
    kind = mark.get(W + "fldCharType")
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()


def _symbol(element: Any) -> str:
    """Return a sign of a symbol font, which is no digit whatever it looks like, but something."""
    try:
        return chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def is_placeholder(element: Any) -> bool:
    """Whether an element is a content control that only says what to write into it."""
    if element.tag != _SDT:
        return False
    properties = element.find(W + "sdtPr")
    return properties is not None and is_on(properties.find(W + "showingPlcHdr"))


def is_on(element: Any) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and element.get(VAL, "true") not in _OFF
