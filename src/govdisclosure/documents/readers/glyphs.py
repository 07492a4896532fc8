"""Characters of a page to lines, and lines to paragraphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

_RADICALS = range(0x2E80, 0x2FE0)
_GAP = 0.6
"""Widths of a character that lie between two words."""
_LONG = 25
"""Characters that a line has before it can be one that goes on."""
_ENDS = "。！？：；.!?:;"


class Glyph(NamedTuple):
    """A character, its centre, its left and right edge, and its size."""

    text: str
    x: float
    y: float
    left: float
    right: float
    size: float


@frozen
class Line:
    """Characters that stand side by side."""

    text: str
    y: float
    left: float
    right: float
    size: float


def readable(character: str) -> str:
    """Return a character as people type it: PDF files hold radicals in place of the characters that look the same.

    >>> readable("\u2f00"), readable("（")
    ('一', '（')
    """
    return unicodedata.normalize("NFKC", character) if ord(character[0]) in _RADICALS else character


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of text that characters form, from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        # Full stops and commas stand lower than their line, by less than half a character.
        if rows and rows[-1][0].y - glyph.y < 0.5 * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(sorted(row, key=lambda glyph: glyph.left)) for row in rows]


def _line(row: Sequence[Glyph]) -> Line:
    parts: list[str] = []
    right = row[0].left
    for glyph in row:
        if glyph.left - right > _GAP * glyph.size and parts:
            parts.append(" ")
        parts.append(glyph.text)
        right = max(right, glyph.right)
    size = max(glyph.size for glyph in row)
    return Line("".join(parts).strip(), row[0].y, row[0].left, right, size)


def paragraphs_of(lines: Sequence[Line], left: float, right: float) -> Iterator[str]:
    """Join lines between two margins: one that is indented, or follows one that ends early, begins a new paragraph."""
    middle = (left + 2 * right) / 3
    text = ""
    before: Line | None = None
    for line in lines:
        if not line.text:
            continue
        new = (
            before is None
            or line.left > left + line.size
            or (before.right < right - 2 * line.size and (before.text[-1] in _ENDS or before.right < middle))
            or before.y - line.y > 3.2 * line.size
        )
        if new and text:
            yield text
            text = ""
        joint = " " if text and text[-1].isascii() and line.text[0].isascii() and not text[-1].isdigit() else ""
        text += joint + line.text
        before = line
    if text:
        yield text


def cut_off(before: str, after: str) -> bool:
    """Whether a paragraph goes on in what stands on the next page: it is long, ends in no stop, and no heading follows.

    >>> cut_off("一" * 30, "继续。"), cut_off("一、总体情况", "本年度。")
    (True, False)
    """
    return len(before) >= _LONG and before[-1] not in _ENDS and after[0] not in "一二三四五六七八九十（(第"
