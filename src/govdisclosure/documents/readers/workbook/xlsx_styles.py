"""How the cells of an .xlsx workbook appear: their fonts, fills and number formats."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.attributes import number_of, whole
from govdisclosure.documents.readers.workbook.cell_text import PLAIN, CellStyle
from govdisclosure.documents.readers.workbook.number_formats import DATES, PERCENT, is_date
from govdisclosure.documents.shown import WHITE, Appearance, Colour, colour, is_alike, is_too_small, shown

STYLES = "xl/styles.xml"
_WHITE_OF_THEME = "0"
_WHITE_INDICES = ("1", "9")


def styles_of(archive: Archive) -> tuple[CellStyle, ...]:
    """Return the styles of cells by their numbers."""
    if STYLES not in archive.names:
        return ()
    root = archive.xml(STYLES)
    codes = {str(number): code for number, code in PERCENT.items()}
    codes |= {each.get("numFmtId", ""): each.get("formatCode") or "" for each in root.iter("{*}numFmt")}
    fonts = list(root.iterfind("{*}fonts/{*}font"))
    grounds = [ground_of(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    frames = {number for number, border in enumerate(root.iterfind("{*}borders/{*}border")) if _is_frame(border)}
    return tuple(_style(style, codes, fonts, grounds, frames) for style in root.iterfind("{*}cellXfs/{*}xf"))


def _is_frame(border: Any) -> bool:
    """Whether a border is drawn on all four sides of a cell."""
    sides = (border.find(f"{{*}}{side}") for side in ("left", "right", "top", "bottom"))
    return all(side is not None and side.get("style", "none") != "none" for side in sides)


def _style(
    style: Any, codes: dict[str, str], fonts: list[Any], grounds: list[Colour | None], frames: Container[int]
) -> CellStyle:
    number = style.get("numFmtId", "0")
    code = codes.get(number, "")
    font, ground = whole(style.get("fontId")), whole(style.get("fillId"))
    appearance: Appearance = ""
    if font < len(fonts):
        appearance = _appearance(fonts[font], grounds[ground] if ground < len(grounds) else WHITE)
    is_framed = whole(style.get("borderId")) in frames
    found = CellStyle(appearance, code, is_date(code) if code else number in DATES, is_framed)
    return PLAIN if found == PLAIN else found


def _appearance(font: Any, ground: Colour | None) -> Appearance:
    """Return how text in a font appears on a ground (None where it is not one colour)."""
    size, raised = (font.find(f"{{*}}{name}") for name in ("sz", "vertAlign"))
    is_small = size is not None and is_too_small(number_of(size.get("val")))
    if is_small or is_struck(font) or is_alike(ink_in(font), ground):
        return "hidden"
    return "raised" if raised is not None and raised.get("val") in ("superscript", "subscript") else ""


def is_struck(font: Any) -> bool:
    """Whether a font strikes its text out."""
    struck = font.find("{*}strike")
    return struck is not None and struck.get("val", "1").strip() not in ("", "0", "false")


def ink_in(font: Any) -> Colour | None:
    """Return the colour of a font; None if it is not known here."""
    ink = font.find("{*}color")
    return None if ink is None else ink_of(ink)


def ink_of(element: Any) -> Colour | None:
    """Return the colour that an element gives; None if it is not known here."""
    if element.get("theme") == _WHITE_OF_THEME or element.get("indexed") in _WHITE_INDICES:
        return WHITE if not element.get("tint", "").startswith("-") else None
    return colour(element.get("rgb") or "")


def ground_of(fill: Any, *, is_rule: bool = False) -> Colour | None:
    """Return the one colour of a ground; None if it has none. In a rule the colour at the back is that of the whole."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None
    if pattern.get("patternType", "solid" if is_rule else "none") == "none":
        return WHITE
    front = pattern.find("{*}bgColor" if is_rule else "{*}fgColor")
    return ink_of(front) if front is not None and pattern.get("patternType", "solid") == "solid" else None


def rich_text(item: Any) -> str:
    """Return a text that may be in several fonts, as it is shown."""
    if len(item) == 1 and item[0].tag.endswith("}t"):
        return item[0].text or ""  # most of them
    return "".join(_pieces(item))


def _pieces(item: Any) -> Iterator[str]:
    for piece in item.iterchildren("{*}t", "{*}r"):
        if piece.tag.endswith("}t"):
            yield piece.text or ""
        else:
            text = "".join(each.text or "" for each in piece.iterchildren("{*}t"))
            yield shown(text, _appearance_of_run(piece.find("{*}rPr")))


def _appearance_of_run(font: Any) -> Appearance:
    """Return how a part of a text appears, whose cell may have any ground."""
    if font is None:
        return ""
    return _appearance(font, None) or ("unsure" if is_alike(ink_in(font), WHITE) else "")
