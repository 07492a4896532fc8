"""Texts cut into names of a form: exactly, or not at all; nothing is skipped but ordinals and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attrs import field, frozen

from govdisclosure.form import ExpandedAxis, Form
from govdisclosure.recognition.matching.lexicon import TableWords, names_of, words_of
from govdisclosure.spec import normal, number_of

_NUMERALS = frozenset("一二三四五六七八九十")
_ORDINAL = re.compile(r"(?<![0-9])(?:[(\[{【〔]\s*([0-9]{1,2})\s*[)\]}】〕]|([0-9]{1,2})\s*(?:[、,:)]|\.(?!\s?[0-9])))")
_NOISE = re.compile(r"[^\w\ue000-\ue0ff]|_")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_SIGN = 0xE000
"""The private character that stands for the ordinal 0; the next ones stand for 1 and so on."""


@frozen(eq=False, repr=False)
class Vocabulary:
    """Every name of a form, by its first character, and what may stand before the rest of one."""

    names: frozenset[str]
    starts: dict[str, tuple[str, ...]] = field(repr=False)
    beginnings: frozenset[str] = field(repr=False)
    ordinals: dict[str, frozenset[int]] = field(repr=False)
    marks: frozenset[str] = field(repr=False)
    longest: int
    """Characters of the longest name."""


@frozen(eq=False)
class Cut:
    """A text cut into names, each with the Arabic ordinal before it; `open` if it may go on as the beginning of one."""

    names: tuple[tuple[str, int | None], ...] | None
    open: bool


@lru_cache(maxsize=32)
def vocabulary_of(form: Form) -> Vocabulary:
    """Return the names of a form's rows, columns, headers and tables."""
    tables = words_of(form)
    headers = [header for words in tables for axis in _axes(words) for header in axis.root.walk()]
    names = {name for header in headers for name in names_of(header)}
    names |= {normal(text) for words in tables for text in words.form.table.corner or ()}
    names |= {name for words in tables for name in words.units}
    names |= {normal(text) for words in tables for text in words.form.table.heading or ()}
    starts: dict[str, list[str]] = {}
    for name in sorted(names - {""}):
        starts.setdefault(name[0], []).append(name)
    ordinals: dict[str, set[int]] = {}
    for header in headers:
        number = number_of(f"{header.ordinal}x")
        for name in names_of(header) if number else ():
            ordinals.setdefault(name, set()).add(number or 0)
    return Vocabulary(
        frozenset(names - {""}),
        {first: tuple(found) for first, found in starts.items()},
        frozenset(name[:end] for name in names for end in range(len(name))),
        {name: frozenset(numbers) for name, numbers in ordinals.items()},
        frozenset(mark for words in tables for mark in words.marks),
        max(map(len, names), default=0),
    )


def _axes(words: TableWords) -> tuple[ExpandedAxis, ExpandedAxis]:
    return words.form.rows, words.form.columns


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text in NFKC without signs of no width, its circled numbers written as ordinals.

    >>> plain("②　１２")
    '(2) 12'
    """
    text = UNSEEN.sub("", text)
    if not text.isascii():
        text = "".join(
            f"({int(unicodedata.numeric(c))})" if unicodedata.category(c) == "No" and c.isdigit() else c for c in text
        )
    return unicodedata.normalize("NFKC", text).replace("\n", " ")


def cut(text: str, vocabulary: Vocabulary) -> Cut:
    """Cut a text into as few names of a form as possible, with nothing but ordinals and punctuation between them.

    >>> from govdisclosure import expand, load_spec
    >>> names = vocabulary_of(expand(load_spec("cn/2021")))
    >>> cut("（三）不予公开 1.属于国家秘密", names).names
    (('不予公开', None), ('属于国家秘密', 1))
    >>> cut("法 律 服 务", names), cut("予以公天", names)
    (Cut(names=None, open=True), Cut(names=None, open=False))
    """
    whole = plain(text)
    signs = _NOISE.sub("", _ORDINAL.sub(lambda match: chr(_SIGN + int(match[1] or match[2])), whole))
    # The best way to each position: the one with the fewest names, so that a name is never cut into shorter ones.
    best: list[tuple[int, int, int, str] | None] = [(0, 0, 0, ""), *[None] * len(signs)]
    begun, late = False, len(signs) - vocabulary.longest
    for here, sign in enumerate(signs):
        way = best[here]
        if way is None:
            continue
        begun = begun or (here >= late and signs[here:] in vocabulary.beginnings)
        steps = [(here + len(name), name) for name in vocabulary.starts.get(sign, ()) if signs.startswith(name, here)]
        if sign in _NUMERALS or ord(sign) >> 8 == _SIGN >> 8:
            steps.append((here + 1, ""))
        for there, name in steps:
            count = (way[0] + bool(name), way[1] + (not name), here, name)
            old = best[there]
            if old is None or count[:2] < old[:2]:
                best[there] = count
    if best[-1] is None or not best[-1][0]:
        name = normal(text)
        return Cut(((name, None),) if name in vocabulary.names else None, begun or best[-1] is not None)
    names: list[tuple[str, int | None]] = []
    end = len(signs)
    while end:
        _, _, start, name = best[end] or (0, 0, 0, "")
        number = ord(signs[start]) - _SIGN
        if name:
            names.insert(0, (name, None))
        elif number >= 0:
            if not names or names[0][1] is not None:
                return Cut(None, begun)  # digits that stand before no name are a figure
            names[0] = (names[0][0], number)
        end = start
    later = (ordinal in vocabulary.ordinals.get(name, ()) for name, ordinal in names[1:] if ordinal is not None)
    return Cut(tuple(names) if all(later) else None, begun)
