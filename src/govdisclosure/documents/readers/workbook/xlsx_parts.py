"""What calamine does not say of an .xlsx workbook: what is hidden, struck out or raised, and formulas without a value.

Most sheets have nothing of the kind, which a search through their bytes shows; only the others are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govdisclosure.documents.archive import Archive, parse_xml
from govdisclosure.documents.readers.workbook.number_formats import PERCENT, rescales
from govdisclosure.documents.readers.workbook.worksheet import ERROR, SheetFacts, check_extent, column_number
from govdisclosure.errors import ReadError
from govdisclosure.language import say

_SHEET = re.compile(r".*worksheets[/\\][^/\\]+\.xml", re.IGNORECASE)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TAGS = re.compile(rb"""[<:](?:c|row)\b(?:\s+r=["']([A-Z]{0,3})([0-9]{1,8})["'])?""")
"""The beginnings of rows and cells; writers put the place first."""
_HIDDEN = re.compile(rb"""hidden\s*=\s*["'](?!(?:0|false)["'])""")
_UNCALCULATED = re.compile(rb"(?:</(?:\w+:)?f\s*>|<(?:\w+:)?f\b[^<>]*/>)\s*<(?:/|(?:\w+:)?v\s*(?:/>|>\s*</))")
_UNUSUAL = re.compile(
    rb"""<(?:\w+:)?strike\b|numFmtId\s*=\s*["'](?:9|10)["']|formatCode\s*=\s*(?:"[^"]*[\\!&%,]|'[^']*[\\!"&%,])"""
)
"""A struck-out font, or a number format that might show another number than the one stored."""
_ANYWHERE = (b"", b"")
_STRUCK = ""
_LAST_COLUMN = 16_384


def facts_of(archive: Archive) -> dict[str, SheetFacts]:
    """Return what is to be known of each sheet by its name; refuse those whose empty space would fill the memory."""
    strings, styles = _strings(archive), _styles(archive)
    facts = {}
    for name, part in _sheet_parts(archive):
        xml = archive.read(part)
        if b"\0" in xml[:100]:
            raise ReadError(
                say(
                    zh=f"{part[:80]} 的编码不能读，请另存一次。",
                    en=f"the encoding of {part[:80]} is unknown; save it again",
                )
            )
        places = set(_TAGS.findall(xml))
        if strings or styles or _is_telling(xml) or _ANYWHERE in places:
            facts[name] = _facts(parse_xml(xml, part), strings, styles)
        else:
            columns = max(
                (column_number(letters.decode()) for letters in {letters for letters, _ in places}), default=0
            )
            check_extent(columns, max((int(row) for _, row in places), default=0))
    return facts


def _is_telling(xml: bytes) -> bool:
    """Whether a sheet may have something hidden, an error, a text in several fonts, or a formula without a value."""
    return (
        (b"hidden" in xml and _HIDDEN.search(xml) is not None)
        or b'"e"' in xml
        or b"'e'" in xml
        or _is_rich(xml)
        or ((b"<f" in xml or b":f" in xml) and _UNCALCULATED.search(xml) is not None)
    )


def _is_rich(xml: bytes) -> bool:
    return b"strike" in xml or b"vertAlign" in xml


def _sheet_parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield name and part of every sheet, those that the workbook does not name under their part's own name."""
    named: dict[str, str] = {}
    if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= archive.names:
        targets = {
            relation.get("Id"): relation.get("Target") or "" for relation in archive.xml("xl/_rels/workbook.xml.rels")
        }
        for sheet in archive.xml("xl/workbook.xml").iter("{*}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            named[part.lower()] = sheet.get("name") or part
    for part in sorted(archive.names):
        if _SHEET.fullmatch(part) or part.lower() in named:
            yield named.get(part.lower(), part), part


def _facts(root: Any, strings: dict[str, str], styles: dict[str, str]) -> SheetFacts:
    """Return the facts of a sheet cell by cell; rows and cells that bear no place stand after the one before."""
    facts = SheetFacts()
    for element in root.iter("{*}col"):
        if _is_on(element.get("hidden")):
            last = min(_int(element.get("max")), _LAST_COLUMN)
            facts.hidden_columns.update(range(_int(element.get("min")) - 1, last))
    row = rows = columns = 0
    for element in root.iter("{*}row"):
        row = _int(element.get("r")) or row + 1
        if _is_on(element.get("hidden")):
            facts.hidden_rows.add(row - 1)
        column = 0
        for cell in element.iterchildren("{*}c"):
            letters = (cell.get("r") or "").rstrip("0123456789")
            column = column_number(letters) if letters.isascii() and letters.isalpha() else column + 1
            columns = max(columns, column)
            place, look = (row - 1, column - 1), styles.get(cell.get("s", "0"))
            text = "" if look == _STRUCK else _unsaid(cell, strings)
            if text is not None:
                facts.texts[place] = text
            elif look:
                facts.looks[place] = look
            elif _is_uncalculated(cell):
                facts.uncalculated.add(place)
        rows = max(rows, row)
    check_extent(columns, rows)
    return facts


def _unsaid(cell: Any, strings: dict[str, str]) -> str | None:
    """Return what stands in a cell if its stored value does not say it."""
    kind = cell.get("t", "n")
    if kind == "e":
        return ERROR
    if kind == "s":
        return strings.get(_stored(cell)) if strings else None
    return _rich_text(cell.find("{*}is")) if kind == "inlineStr" else None


def _is_uncalculated(cell: Any) -> bool:
    """Whether a cell has a formula and no value; the text that a formula gives may be empty, but not the number."""
    return cell.get("t") != "str" and cell.find("{*}f") is not None and not _stored(cell)


def _stored(cell: Any) -> str:
    value = cell.find("{*}v")
    return "" if value is None else (value.text or "").strip()


def _strings(archive: Archive) -> dict[str, str]:
    """Return the shared strings of which a part is struck out or raised, by their number."""
    if "xl/sharedStrings.xml" not in archive.names:
        return {}
    xml = archive.read("xl/sharedStrings.xml")
    if not _is_rich(xml):
        return {}
    items = enumerate(parse_xml(xml, "xl/sharedStrings.xml").iterchildren("{*}si"))
    return {str(number): text for number, item in items if (text := _rich_text(item)) is not None}


def _rich_text(item: Any) -> str | None:
    """Return a text without what is struck out, raised signs in brackets; None if it has neither."""
    if item is None or next(item.iter("{*}strike", "{*}vertAlign"), None) is None:
        return None
    parts = []
    for run in item.iterchildren("{*}r"):
        text = "".join(piece.text or "" for piece in run.iterchildren("{*}t"))
        struck, raised = run.find("{*}rPr/{*}strike"), run.find("{*}rPr/{*}vertAlign")
        if struck is not None and _is_on(struck.get("val", "1")):
            continue
        if raised is not None and raised.get("val") in ("superscript", "subscript") and text.strip():
            # A footnote's number is no digit of the figure before it.
            text = f"（{text.strip()}）"
        parts.append(text)
    return "".join(parts)


def _styles(archive: Archive) -> dict[str, str]:
    """Return the cell styles that strike out, and those whose number format shows another number than the stored."""
    if "xl/styles.xml" not in archive.names:
        return {}
    xml = archive.read("xl/styles.xml")
    if not _UNUSUAL.search(xml):
        return {}
    root = parse_xml(xml, "xl/styles.xml")
    formats = {
        **{str(number): code for number, code in PERCENT.items()},
        **{each.get("numFmtId"): each.get("formatCode") or "" for each in root.iter("{*}numFmt")},
    }
    struck = {
        str(number)
        for number, font in enumerate(root.iterfind("{*}fonts/{*}font"))
        for strike in font.iterchildren("{*}strike")
        if _is_on(strike.get("val", "1"))
    }
    styles = {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code = formats.get(style.get("numFmtId"), "")
        if style.get("fontId") in struck:
            styles[str(number)] = _STRUCK
        elif rescales(code):
            styles[str(number)] = code
    return styles


def _is_on(text: str | None) -> bool:
    return text is not None and text.strip() not in ("", "0", "false")


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004 - digits
