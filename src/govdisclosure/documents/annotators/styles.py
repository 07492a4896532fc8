"""The styles of a workbook, with more of them: as others are, on a coloured ground. Source: ECMA-376, part 1, 18.8."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from attrs import define, field

from govdisclosure.documents.annotators.package import Package
from govdisclosure.documents.annotators.review import COLOURS, Tone
from govdisclosure.documents.attributes import whole

_STYLES = "xl/styles.xml"


@define
class Grounds:
    """Styles by number; where a workbook has none, no cell gets one."""

    package: Package
    _root: Any = field(init=False, default=None)
    _known: dict[tuple[str, Tone], str] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        if self.package.has(_STYLES):
            root = self.package.xml(_STYLES)
            self._root = root if root.findall("{*}cellXfs/{*}xf") and root.find("{*}fills") is not None else None

    def on(self, style: str | None, tone: Tone) -> str | None:
        """Return the number of a style that is like another but for its ground; None where there are no styles."""
        key = style or "0", tone
        if self._root is not None and key not in self._known:
            styles = self._root.find("{*}cellXfs")
            xf = deepcopy(styles[number if (number := whole(key[0])) < len(styles) else 0])
            xf.set("fillId", self._fill(tone))
            xf.set("applyFill", "1")
            self._known[key] = _append(styles, xf)
        return self._known.get(key)

    def of_list(self, tone: Tone) -> str | None:
        """Return the number of a style whose text runs over several lines, on the ground of a tone."""
        if self._root is None:
            return None
        styles = self._root.find("{*}cellXfs")
        xf = styles.makeelement(styles[0].tag, numFmtId="0", fontId="0", borderId="0", applyAlignment="1")
        xf.set("fillId", self._fill(tone))
        xf.set("applyFill", "1")
        xf.append(xf.makeelement(_sibling(xf, "alignment"), vertical="top", wrapText="1"))
        return _append(styles, xf)

    def keep(self) -> None:
        """Put the styles into the workbook."""
        if self._root is not None:
            self.package.put(_STYLES, self._root)

    def _fill(self, tone: Tone) -> str:
        fills = self._root.find("{*}fills")
        for number, fill in enumerate(fills):
            if any(each.get("rgb") == f"FF{COLOURS[tone]}" for each in fill.iterfind("{*}patternFill/{*}fgColor")):
                return str(number)
        fill = fills.makeelement(_sibling(fills, "fill"))
        pattern = fill.makeelement(_sibling(fills, "patternFill"), patternType="solid")
        pattern.append(pattern.makeelement(_sibling(fills, "fgColor"), rgb=f"FF{COLOURS[tone]}"))
        fill.append(pattern)
        return _append(fills, fill)


def _append(listed: Any, element: Any) -> str:
    """Append an element to a list that says how many there are, and return its number."""
    listed.append(element)
    listed.set("count", str(len(listed)))
    return str(len(listed) - 1)


def _sibling(element: Any, name: str) -> str:
    """Return a name in the namespace of an element."""
    namespace, brace, _ = element.tag.rpartition("}")
    return f"{namespace}{brace}{name}"
