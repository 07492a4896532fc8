"""Words of a page to the texts that they form below each other, and to the strips that they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from govdisclosure.documents.readers.pdf.glyphs import Word

STEP = 1.75
"""Sizes from one line to the next of the same text at most."""
_LOOSER = 1.2
"""How much farther apart two texts are than two lines of one text."""


def strips(words: Sequence[Word]) -> list[tuple[float, float]]:
    """Return the strips that words stand in, with nothing in any of them between two."""
    found: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.left):
        if found and word.left < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], word.right)
        else:
            found.append((word.left, word.right))
    return found


def stacks(words: Sequence[Word]) -> list[list[Word]]:
    """Return the texts that words form which stand closely below each other, with an edge or their middle in common."""
    ordered = sorted(words, key=lambda word: -word.y)
    below = _below(ordered)
    least = min((word.y - other.y) / word.size for word, other in below.values()) if below else 0
    found: list[list[Word]] = []
    taken: set[int] = set()
    for word in ordered:
        if id(word) in taken:
            continue
        stack = [word]
        while (pair := below.get(id(stack[-1]))) is not None:
            above, other = pair
            if above.y - other.y > _LOOSER * least * other.size or id(other) in taken:
                break
            stack.append(other)
            taken.add(id(other))
        found.append(stack)
    return found


def _below(words: Sequence[Word]) -> dict[int, tuple[Word, Word]]:
    """Return words, which come from the top down, with the nearest one below each that may go on its text."""
    found: dict[int, tuple[Word, Word]] = {}
    for number, word in enumerate(words):
        for at in range(number + 1, len(words)):
            other = words[at]
            step = word.y - other.y
            if step > STEP * word.size:
                break
            if step > 0.5 * word.size and _in_line(word, other):
                found[id(word)] = word, other
                break
    return found


def covers(one: Word, two: Word) -> bool:
    """Whether a text stands above another."""
    return one.y - two.y > one.size / 2 and one.left < two.right and two.left < one.right


def _in_line(one: Word, two: Word) -> bool:
    near = 0.6 * max(one.size, two.size)
    left, right = one.left - two.left, one.right - two.right
    return abs(left) < near or abs(right) < near or abs(left + right) < 2 * near


def joined(words: Sequence[Word]) -> Word:
    """Return the lines of a text as one."""
    text = "".join(word.text for word in words)
    return Word(text, min(w.left for w in words), max(w.right for w in words), words[0].y, words[0].size)
