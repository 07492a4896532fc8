"""Text segmented into the names of a form: exactly, or not at all; nothing is skipped but ordinals and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from attrs import frozen

from govdisclosure.form import Form, Header
from govdisclosure.recognition.matching.lexicon import TableWords, names_of, words_of
from govdisclosure.spec import bare, normal, number_of

_NUMERALS = frozenset("一二三四五六七八九十")
_ORDINAL = re.compile(r"(?<![0-9])(?:[(\[{【〔]\s*([0-9]{1,2})\s*[)\]}】〕]|([0-9]{1,2})\s*(?:[、,:)]|\.(?!\s?[0-9])))")
_NOISE = re.compile(r"[^\w\ue000-\ue0ff]|_")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_SIGN = 0xE000
"""The private character that stands for the ordinal 0; the next ones stand for 1 and so on."""
_NO_LABEL = re.compile("[一二三四五六七八九十\ue000-\ue0ff]{13}")
"""More numerals in a row than the ordinals before a label have."""

Named = tuple[str, int | None]
"""A name, and the Arabic ordinal before it."""


@frozen(eq=False, repr=False)
class Vocabulary:
    """Every name of a form, by its first character, and what may stand before the rest of one."""

    names: frozenset[str]
    starts: dict[str, tuple[str, ...]]
    beginnings: frozenset[str]
    ordinals: dict[str, frozenset[int]]
    marks: frozenset[str]
    titles: frozenset[str]
    """The titles of sections, at which a table ends."""

    @cached_property
    def longest(self) -> int:
        """Characters of the longest name."""
        return max(map(len, self.names), default=0)


@frozen(eq=False)
class Segments:
    """The names that a text consists of; `open` if it may go on as the beginning of one."""

    names: tuple[Named, ...] | None
    open: bool


class _Way(NamedTuple):
    """A way to a place in a text: the one with the fewest names is the best, so that none is cut into shorter ones."""

    names: int
    ordinals: int
    start: int = 0
    name: str = ""
    """What stands between the start and the place; nothing for an ordinal."""


@lru_cache(maxsize=32)
def vocabulary_of(form: Form) -> Vocabulary:
    """Return the names of a form's rows, columns, headers and tables."""
    tables = words_of(form)
    headers = [header for words in tables for header in _headers(words)]
    names = frozenset().union(*map(names_of, headers), *map(_texts_above, tables), *(words.units for words in tables))
    names -= {""}
    return Vocabulary(
        names,
        {first: tuple(same) for first, same in groupby(sorted(names), itemgetter(0))},
        frozenset(name[:end] for name in names for end in range(len(name))),
        _ordinals(headers),
        frozenset(mark for words in tables for mark in words.marks),
        frozenset(normal(bare(text)) for section in form.spec.sections for text in section.title),
    )


def _headers(words: TableWords) -> Iterator[Header]:
    return (header for axis in (words.form.rows, words.form.columns) for header in axis.root.walk())


def _texts_above(words: TableWords) -> set[str]:
    """Return what stands over the columns of a table or in its corner."""
    table = words.form.table
    return {normal(bare(text)) for label in (table.corner, table.heading) for text in label or ()}


def _ordinals(headers: Iterable[Header]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for header in headers:
        if number := number_of(f"{header.ordinal}x"):
            for name in names_of(header):
                found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text in NFKC without signs of no width, its circled numbers written as ordinals.

    >>> plain("②　１２")
    '(2) 12'
    """
    text = UNSEEN.sub("", text)
    circled = (c for c in set(text) if c.isdigit() and unicodedata.category(c) == "No")
    text = text.translate({ord(c): f"({int(unicodedata.numeric(c))})" for c in circled})
    return unicodedata.normalize("NFKC", text).replace("\n", " ")


@lru_cache(maxsize=512)
def segmented(text: str, vocabulary: Vocabulary) -> Segments:
    """Segment a text into as few names of a form as possible, with nothing but ordinals and punctuation between them.

    >>> from govdisclosure import expand, load_spec
    >>> names = vocabulary_of(expand(load_spec("cn/2021")))
    >>> segmented("（三）不予公开 1.属于国家秘密", names).names
    (('不予公开', None), ('属于国家秘密', 1))
    >>> segmented("法 律 服 务", names), segmented("予以公天", names)
    (Segments(names=None, open=True), Segments(names=None, open=False))
    """
    signs = _NOISE.sub("", _ORDINAL.sub(lambda match: chr(_SIGN + int(match[1] or match[2])), plain(text)))
    if _NO_LABEL.search(signs):
        return Segments(None, open=False)
    ways = _ways(signs, vocabulary)
    last = range(max(0, len(signs) - vocabulary.longest), len(signs))
    begun = any(ways[here] and signs[here:] in vocabulary.beginnings for here in last)
    end = ways[-1]
    if end is None or not end.names:
        name = normal(text)
        return Segments(((name, None),) if name in vocabulary.names else None, begun or end is not None)
    names = _numbered(_steps(ways), signs)
    later = all(ordinal is None or ordinal in vocabulary.ordinals.get(name, ()) for name, ordinal in (names or ())[1:])
    return Segments(names if later else None, begun)


def _ways(signs: str, vocabulary: Vocabulary) -> list[_Way | None]:
    """Return the best way to each place in a text; None where there is none."""
    best: list[_Way | None] = [_Way(0, 0), *[None] * len(signs)]
    for here, sign in enumerate(signs):
        way = best[here]
        if way is None:
            continue
        steps = [name for name in vocabulary.starts.get(sign, ()) if signs.startswith(name, here)]
        if sign in _NUMERALS or ord(sign) >> 8 == _SIGN >> 8:
            steps.append("")
        for name in steps:
            there = here + (len(name) or 1)
            new = _Way(way.names + bool(name), way.ordinals + (not name), here, name)
            old = best[there]
            if old is None or new[:2] < old[:2]:
                best[there] = new
    return best


def _steps(ways: list[_Way | None]) -> list[_Way]:
    """Return the steps of the way to the end, in their order."""
    found: list[_Way] = []
    end = len(ways) - 1
    while end and (way := ways[end]):
        found.append(way)
        end = way.start
    return found[::-1]


def _numbered(steps: Iterable[_Way], signs: str) -> tuple[Named, ...] | None:
    """Return the names of a way with the ordinals before them; None where digits stand before no name: a figure."""
    pairs = list(_pairs(steps, signs))
    return None if None in pairs else tuple(pair for pair in pairs if pair)


def _pairs(steps: Iterable[_Way], signs: str) -> Iterator[Named | None]:
    ordinal: int | None = None
    for step in steps:
        number = ord(signs[step.start]) - _SIGN
        if step.name:
            yield step.name, ordinal
            ordinal = None
        elif number >= 0:
            if ordinal is not None:
                yield None
            ordinal = number
    if ordinal is not None:
        yield None
