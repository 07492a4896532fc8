"""Pieces of text in the XML of a Word document: the content of a run, and the fonts of one."""

from __future__ import annotations

from decimal import Decimal
from xml.sax.saxutils import escape

from govdisclosure.grid import harmless

TWIPS = 1440 / Decimal("25.4")
"""Twentieths of a point in a millimetre."""


def text_of(text: str) -> str:
    """Return a text as the content of a run; line breaks and tabs are elements of their own."""
    lines = []
    for line in harmless(text).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    return "<w:br/>".join(lines)


def _quoted(text: str) -> str:
    return escape(harmless(text), {'"': "&quot;"})


def fonts_of(latin: str, font: str) -> str:
    """Return the fonts of a run: one of Western letters, one of Chinese."""
    western = _quoted(latin)
    return f'<w:rFonts w:ascii="{western}" w:hAnsi="{western}" w:eastAsia="{_quoted(font)}"/>'
