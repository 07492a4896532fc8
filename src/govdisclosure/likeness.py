"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from govdisclosure.language import say


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the known word most like `word`, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return say(zh=f"；是不是 {close[0]}？", en=f"; did you mean {close[0]}?") if close else ""
