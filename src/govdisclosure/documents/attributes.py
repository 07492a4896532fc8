"""Numbers in the attributes of XML, which may say anything."""

from __future__ import annotations

from functools import lru_cache


def whole(text: str | None) -> int:
    """Return a whole number of at most nine digits, or nought."""
    return _short_whole(text) if text and len(text) <= 9 else 0  # noqa: PLR2004 - digits


@lru_cache(maxsize=8192)
def _short_whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


def number_of(text: str | None) -> float | None:
    """Return a number; None where there is none."""
    try:
        return float(text or "")
    except ValueError:
        return None
