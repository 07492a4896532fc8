"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from govdisclosure.language import say


def likest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None if there is none that is like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:200], list(known), n=1, cutoff=0.6)), None)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the known word most like `word`, or nothing."""
    close = likest(word, known)
    return say(zh=f"；是不是 {close}？", en=f"; did you mean {close}?") if close else ""
