"""How the styles of a Word document, and what is said beside them, make text appear.

What a run says goes before what its style says, that before the style of its paragraph, and each style before the one
that it is based on. Source: ECMA-376, part 1, 17.7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.readers.word.names import VAL, W, is_on, number
from govdisclosure.documents.shown import WHITE, Appearance, Colour, colour, is_alike, is_too_small, says_any

_STYLES = "word/styles.xml"
_TELLING = (
    rb"""<w:(?:vanish|specVanish|strike|dstrike|position|vertAlign)\b|<w:(?:sz|w) w:val=["'][0-2]["']""",
    rb"""background1["']""",
    rb"""light1["']""",
    rb"""w:val=["'](?:[fF]{6}|[pP]laceholder [tT]ext["'])""",
)
"""What styles say if they hide or raise anything."""
_PLACEHOLDER = "placeholder text"
"""The name of the style of texts that only say what to write, whatever the language of Word is."""
_HIDING = tuple(W + name for name in ("vanish", "specVanish"))
_STRIKING = tuple(W + name for name in ("strike", "dstrike"))
_SHIFT, _RAISED, _COLOUR, _SIZE, _WIDTH = (W + name for name in ("position", "vertAlign", "color", "sz", "w"))
_GROUNDS = tuple(W + name for name in ("shd", "highlight"))
_TELLING_TAGS = frozenset((*_HIDING, *_STRIKING, _SHIFT, _RAISED, _COLOUR, _SIZE, _WIDTH, *_GROUNDS))
_SMALL = "//w:sz[not(@w:val >= 3)]"
"""The sizes that are too small, or no numbers; every run gives one."""
_RPR, _RUN_STYLE, _THEME_COLOUR = W + "rPr", W + "rStyle", W + "themeColor"
_STYLE_OF_PARAGRAPH = f"{W}pPr/{W}pStyle"
_WHITE_OF_THEME = ("background1", "light1")


@frozen
class Properties:
    """What is said of a run; None where nothing is."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    is_raised: bool | None = None
    is_white: bool | None = None
    has_ground: bool | None = None

    def over(self, other: Properties) -> Properties:
        """Return what is said here, and else what the other says."""
        if self == NOTHING:
            return other
        return Properties(
            *(mine if mine is not None else its for mine, its in zip(_values(self), _values(other), strict=True))
        )


def _values(said: Properties) -> tuple[bool | None, ...]:
    return said.is_hidden, said.is_struck, said.is_raised, said.is_white, said.has_ground


NOTHING = Properties()


def appearance(said: Properties, ground: Colour | None) -> Appearance:
    """Return how a run appears on a ground (None where nobody knows its colour)."""
    if said.is_hidden or said.is_struck:
        return "hidden"
    if said.is_white and not said.has_ground and (ground is None or is_alike(ground, WHITE)):
        return "unsure" if ground is None else "hidden"
    return "raised" if said.is_raised else ""


def properties_of(element: Iterable[Any]) -> Properties:
    """Return what the properties of a run say by themselves."""
    said = {each.tag: each for each in element}
    if said.keys().isdisjoint(_TELLING_TAGS):
        return NOTHING
    is_small = is_too_small(_size(said.get(_SIZE))) or (_WIDTH in said and said[_WIDTH].get(VAL) in ("0", "1", "2"))
    return Properties(
        is_small or _any(said, _HIDING, is_on),
        _any(said, _STRIKING, is_on),
        _any(said, (_RAISED, _SHIFT), _is_shifted),
        _any(said, (_COLOUR,), _is_white),
        _any(said, _GROUNDS, lambda ground: ground_of(ground) != WHITE),
    )


def _any(said: Mapping[str, Any], tags: Iterable[str], holds: Callable[[Any], bool]) -> bool | None:
    """Return whether something holds of one of some properties; None if none of them is there."""
    answers = [holds(said[tag]) for tag in tags if tag in said]
    return any(answers) if answers else None


def _is_shifted(element: Any) -> bool:
    """Whether letters are raised or lowered: by a word, or by a length that is not nought."""
    return element.get(VAL, "0").strip("-+0.pt") not in ("", "baseline")


def _is_white(element: Any) -> bool:
    return element.get(_THEME_COLOUR) in _WHITE_OF_THEME or is_alike(colour(element.get(VAL, "")), WHITE)


def _size(element: Any) -> float | None:
    """Return the size of letters in points, which Word counts in halves."""
    return number(element) / 2 if element is not None and element.get(VAL, "").isdecimal() else None


def ground_of(shading: Any) -> Colour | None:
    """Return the colour that a shading gives; white if it gives none, None if it is not known here."""
    if shading is None or shading.tag == W + "highlight":
        return WHITE if shading is None or shading.get(VAL) in ("none", "white") else None
    fill = shading.get(W + "fill", "auto")
    if shading.get(W + "themeFill"):
        return None
    return WHITE if fill == "auto" else colour(fill)


class Styles:
    """The styles of a document, as far as they say anything that matters here."""

    def __init__(self, archive: Archive) -> None:
        self._own: dict[str, Properties] = {}
        self._parents: dict[str, str] = {}
        self._default = NOTHING
        self._usual = ""
        """The style of paragraphs that name none."""
        self._known: dict[str, Properties] = {}
        if _STYLES in archive.names and says_any(_TELLING, archive.read(_STYLES)):
            self._learn(archive.xml(_STYLES))

    def _learn(self, root: Any) -> None:
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{_RPR}")
        self._default = properties_of(default) if default is not None else NOTHING
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId", "")
            title, parent, run = (style.find(each) for each in (W + "name", W + "basedOn", _RPR))
            own = properties_of(run) if run is not None else NOTHING
            if title is not None and title.get(VAL, "").lower() == _PLACEHOLDER:
                own = evolve(own, is_hidden=True)
            self._own[name] = own
            self._parents[name] = parent.get(VAL, "") if parent is not None else ""
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._usual = name

    def of(self, name: str) -> Properties:
        """Return what a style says, with those that it is based on."""
        if name not in self._known:
            found, each = NOTHING, name
            for _ in range(20):  # a style that is its own ancestor ends here
                found = found.over(self._own.get(each, NOTHING))
                each = self._parents.get(each, "")
            self._known[name] = found
        return self._known[name]

    def of_paragraph(self, paragraph: Any) -> Properties:
        """Return what the styles of a paragraph say of its runs."""
        if not self._own:
            return NOTHING
        style = paragraph.find(_STYLE_OF_PARAGRAPH)
        return self.of(style.get(VAL, "") if style is not None else self._usual).over(self._default)

    def telling(self, root: Any) -> Iterator[Any]:
        """Yield the properties of runs below an element that may hide or raise them, each by itself."""
        if self._own:
            yield from root.iter(_RUN_STYLE)
        known: dict[tuple[str | None, ...], bool] = {}
        small = root.xpath(_SMALL, namespaces={"w": W[1:-1]})
        for each in (*small, *root.iter(*_TELLING_TAGS - {*_GROUNDS, _SIZE})):
            key = each.tag, each.get(VAL), each.get(_THEME_COLOUR)
            if key not in known:
                known[key] = appearance(properties_of([each]), None) != ""
            if known[key]:
                yield each

    def of_run(self, element: Any, base: Properties) -> Properties:
        """Return what is said of a run with some properties in a paragraph."""
        style = element.find(_RUN_STYLE) if self._own else None
        return properties_of(element).over(self.of(style.get(VAL, "")).over(base) if style is not None else base)
