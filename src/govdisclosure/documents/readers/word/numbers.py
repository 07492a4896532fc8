"""Numbers that Word puts before paragraphs by itself, such as the `二、` of a heading: they stand in no text.

Source: ECMA-376, part 1, 17.9 (numbering). What is numbered in a way that is not known here has no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.readers.word.names import VAL, W

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_PROPERTIES, _NUMBERED, _STYLE = W + "pPr", W + "numPr", W + "pStyle"
_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST = 100
"""Characters of what stands around the numbers of a level."""
_CIRCLED = 20
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting")
_ARABIC = ("decimal", "decimalFullWidth", "decimalHalfWidth", "decimalZero", "")


@define
class _Level:
    start: int = 1
    kind: str = ""
    text: str = ""
    gap: str = " "
    style: str = ""


class Numbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, archive: Archive, root: Any) -> None:
        self._lists: dict[str, str] = {}
        """The definition that each list follows."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        """Where a list begins anew, by its id and level."""
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if _NUMBERING in archive.names:
            numbering = archive.xml(_NUMBERING)
            in_styles = _STYLES in archive.names and b"numPr" in archive.read(_STYLES)
            if in_styles or next(root.iter(_NUMBERED), None) is not None:
                self._learn(numbering)
            if self._lists and in_styles:
                self._learn_styles(archive.xml(_STYLES))
        says = [_NUMBERED, *([_STYLE] if self._styles else [])] if self._lists else []
        self._numbered = frozenset(each.getparent().getparent() for each in root.iter(*says)) if says else frozenset()
        """The paragraphs that may have a number."""

    def before(self, paragraph: Any) -> str:
        """Return what Word shows before a paragraph; every numbered one is to be asked about once, in order."""
        if paragraph not in self._numbered:
            return ""
        number, level = self._position(paragraph[0])
        definition = self._lists.get(number, "")
        known = self._levels.get(definition, {})
        if level not in known:
            return ""
        counts = self._counts.setdefault(definition, {})
        start = self._starts.pop((number, level), None)
        counts[level] = start if start is not None else counts.get(level, known[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return _shown(level, known, counts)

    def _position(self, properties: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph with some properties."""
        found = "", 0
        for each in properties:
            if each.tag == _STYLE:
                found = self._styles.get(each.get(VAL, ""), ("", 0))
            elif each.tag == _NUMBERED:
                found = _reference(each, *found)
        return found

    def _learn(self, root: Any) -> None:
        for definition in root.iterchildren(W + "abstractNum"):
            levels = {_level_number(each): _level(each) for each in definition.iterchildren(W + "lvl")}
            self._levels[definition.get(W + "abstractNumId", "")] = levels
        for each in root.iterchildren(W + "num"):
            number = each.get(W + "numId", "")
            self._lists[number] = _value(each, "abstractNumId")
            for override in each.iterchildren(W + "lvlOverride"):
                if (start := _start(override, "startOverride")) is not None:
                    self._starts[number, _level_number(override)] = start

    def _learn_styles(self, root: Any) -> None:
        parents: dict[str, str] = {}
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId", "")
            parents[name] = _value(style, "basedOn")
            numbered = style.find(f"{_PROPERTIES}/{_NUMBERED}")
            if numbered is not None:
                number, level = _reference(numbered, "", 0)
                levels = self._levels.get(self._lists.get(number, ""), {})
                level = next((each for each, known in levels.items() if known.style == name), level)
                self._styles[name] = number, level
        for name in parents:
            for ancestor in _line(name, parents):
                if ancestor in self._styles:
                    self._styles.setdefault(name, self._styles[ancestor])
                    break


def _line(name: str, parents: dict[str, str]) -> Iterator[str]:
    """Yield a style and those that it is based on; a circle ends."""
    for _ in range(20):
        yield name
        name = parents.get(name, "")


def _reference(numbered: Any, number: str, level: int) -> tuple[str, int]:
    """Return the list and the level that a paragraph names, or else those of its style."""
    own, depth = _value(numbered, "numId"), _value(numbered, "ilvl")
    return own or number, int(depth) if depth.isdecimal() and len(depth) == 1 else level


def _level(element: Any) -> _Level:
    gap = {"nothing": ""}.get(_value(element, "suff"), " ")
    text = _value(element, "lvlText")
    first = _start(element, "start")
    return _Level(
        1 if first is None else first,
        _value(element, "numFmt"),
        text if len(text) <= _LONGEST else "",
        gap,
        _value(element, "pStyle"),
    )


def _start(element: Any, name: str) -> int | None:
    """Return the number at which a list begins; None where it is none that people count to."""
    text = _value(element, name)
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 7 else None  # noqa: PLR2004 - digits


def _level_number(element: Any) -> int:
    text = element.get(W + "ilvl", "0")
    return int(text) if text.isdecimal() and len(text) == 1 else 0


def _value(element: Any, name: str) -> str:
    found = element.find(W + name)
    return found.get(VAL, "") if found is not None else ""


def _shown(level: int, known: dict[int, _Level], counts: dict[int, int]) -> str:
    """Return the number of a level, the levels above it included where its text names them."""
    here = known[level]
    parts = [
        _written(counts.get(int(each[1]) - 1, 1), known.get(int(each[1]) - 1, here).kind)
        for each in _PLACE.finditer(here.text)
    ]
    if not parts or None in parts:
        return ""
    pieces = iter(parts)
    return _PLACE.sub(lambda _: next(pieces) or "", here.text) + here.gap


def _written(number: int, kind: str) -> str | None:
    """Return a number in the digits of a list; None if they are not known here.

    >>> _written(12, "chineseCounting"), _written(3, "decimal"), _written(2, "decimalEnclosedCircle")
    ('十二', '3', '②')
    >>> [_written(number, "decimalEnclosedCircle") for number in (0, 1, 20, 21)]
    [None, '①', '⑳', None]
    """
    if kind in _ARABIC:
        return str(number)
    if kind in _CHINESE:
        return _in_chinese(number) if 0 < number < 100 else None  # noqa: PLR2004 - two digits
    is_circled = kind.startswith("decimalEnclosedCircle") and 0 < number <= _CIRCLED
    return chr(ord("①") + number - 1) if is_circled else None


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if tens < 2 else _DIGITS[tens]  # noqa: PLR2004 - 十一, not 一十一
    return before + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
