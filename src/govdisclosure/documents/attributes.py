"""Numbers in the attributes of XML, which may say anything."""

from __future__ import annotations


def whole(text: str | None) -> int:
    """Return a whole number of at most nine digits, or nought."""
    return int(text) if text and len(text) <= 9 and text.isascii() and text.isdecimal() else 0  # noqa: PLR2004 - digits


def number_of(text: str | None) -> float | None:
    """Return a number; None where there is none."""
    try:
        return float(text or "")
    except ValueError:
        return None
