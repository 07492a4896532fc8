"""Heads of text laid out with spaces: names broken into pieces on several lines, put together again.

`商业 科研` above `企业 机构` are 商业企业 and 科研机构. The lines are those of a form's head if they spell every
name in it from the top down, nothing else, and on each line in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve

from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.plaintext.textlines import TextLine, Token
from govdisclosure.spec import normal

_MOST_LINES = 16
"""Lines of a head at most."""
_LONGEST = 200
"""Characters of one of its lines at most."""

Names = tuple[tuple[int, str], ...]
"""The first column that each name of a head stands over, and the name."""


def with_heads_joined(lines: Sequence[TextLine], tables: Sequence[TableWords]) -> list[TextLine]:
    """Return lines with the names of a head that stands there in pieces on its first line."""
    texts = [_pieces(line) for line in lines]
    found = list(lines)
    for names, used in (head for words in tables for head in _heads(texts, words)):
        if any("unknown" in found[place].kinds for place in used):
            start = used[0]
            tokens = tuple(Token("name", name, name, lines[start].place) for _, name in names)
            found[start] = evolve(found[start], tokens=tokens)
            for place in used[1:]:
                found[place] = evolve(found[place], tokens=())
    return found


def _heads(texts: Sequence[Sequence[str] | None], words: TableWords) -> Iterator[tuple[Names, list[int]]]:
    """Yield the names of each head of a table that stands in pieces, and its lines."""
    names = _names(words) if len(words.form.columns.lines) > 1 else ()
    firsts = {name[0] for _, name in names}
    for start, text in enumerate(texts):
        if text and any(piece[:1] in firsts for piece in text) and (used := _head_at(texts, start, words)):
            yield names, used


def _pieces(line: TextLine) -> tuple[str, ...] | None:
    """Return the words of a line that may be one of a head; nothing for the number of a page, None for all others."""
    if line.is_furniture:
        return ()
    if line.fielded or line.has_figures or sum(map(len, line.words)) > _LONGEST:
        return None
    return tuple(map(normal, line.words))


def _head_at(texts: Sequence[Sequence[str] | None], start: int, words: TableWords) -> list[int]:
    """Return the lines of the head that begins on a line; nothing if none does."""
    left, used, corner = _names(words), [], _corner(words)
    for place in range(start, min(start + _MOST_LINES, len(texts))):
        pieces = texts[place]
        if pieces is None:
            return []
        rest = _spelt(left, pieces, corner)
        if rest is None or (place == start and rest == left):
            return []
        left = rest
        used += [place] if pieces else []
        if not any(name for _, name in left):
            return used
    return []


def _spelt(names: Names, pieces: Sequence[str], corner: str = "") -> Names | None:
    """Return what is left of names once a line has spelt pieces of them from left to right; None if it does not.

    Pieces of the corner may stand among them.

    >>> _spelt(((0, "商业企业"), (1, "科研机构")), ["信息", "商业", "科研"], "信息内容")
    ((0, '企业'), (1, '机构'))
    >>> _spelt(((0, "商业企业"), (1, "科研机构")), ["科研", "商业"])
    """
    left = dict(enumerate(names))
    reached = 0
    for piece in pieces:
        place = next((n for n, (column, name) in left.items() if column >= reached and name.startswith(piece)), None)
        if place is None and piece in corner:
            continue
        if place is None:
            return None
        reached, name = left[place]
        left[place] = reached, name[len(piece) :]
    return tuple(left.values())


@lru_cache(maxsize=64)
def _names(words: TableWords) -> Names:
    headers = (header for header in words.form.columns.root.walk() if header.label and header.last > header.first)
    return tuple((header.first, normal(header.text("zh"))) for header in headers)


@lru_cache(maxsize=64)
def _corner(words: TableWords) -> str:
    return "\n".join(map(normal, words.form.table.corner or ()))
