"""Lines of text taken apart into names of a form and figures: exactly, or not at all.

A line whose words are not all names or figures keeps what is unknown as such; nothing is skipped but ordinals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Literal

from attrs import frozen

from govdisclosure.grid import Grid, GridCell, TextBlock
from govdisclosure.recognition.bounds import MAX_LINE
from govdisclosure.recognition.matching.numbers import MAX_TEXT, is_value
from govdisclosure.recognition.matching.units import MONEY
from govdisclosure.recognition.plaintext.segmentation import UNSEEN, Named, Vocabulary, plain, segmented
from govdisclosure.spec import normal

_LONGEST_UNIT = 2
"""Characters of a unit printed with a number, other than those of money."""
_MOST_WORDS = 60
"""Words of a line among which the longest name is looked for, where the line as a whole is none."""

_NUMBERED = re.compile(r"[(\[{【〔]?[0-9]{1,2}[)\]}】〕.、:,]+")
_MARK = re.compile(r"[-/\\—–―－─*]{1,3}")
_DIGITS = re.compile(r"(?<![(\[{【〔])([-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)")
_BEHIND_ORDINAL = "、.,:)"

Kind = Literal["name", "figure", "unknown", "title", "page", "perhaps a page"]


@frozen(eq=False, repr=False)
class Token:
    """A name, a figure, the title of a section, the number of a page, or something unknown; and where it stands."""

    kind: Kind
    text: str
    name: str = ""
    place: str = ""


@frozen(eq=False, repr=False)
class TextLine:
    """A line of text, or a row of fields: then the empty ones after its labels are in it as figures without text.

    `sources` are the numbers of the grid and the row that it is, and of those joined to it.
    """

    words: tuple[str, ...]
    tokens: tuple[Token, ...]
    place: str = ""
    fields: tuple[str, ...] = ()
    sources: tuple[tuple[int, int], ...] = ()
    at_break: bool = False
    """Whether a new page begins before or after it."""

    @property
    def fielded(self) -> bool:
        """Whether the line is a row of fields."""
        return bool(self.fields)

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands on the line."""
        return any(token.kind == "figure" and token.text for token in self.tokens)

    @property
    def kinds(self) -> set[Kind]:
        """What stands on the line."""
        return {token.kind for token in self.tokens}

    @property
    def is_furniture(self) -> bool:
        """Whether the line is the number of a page."""
        return bool(self.tokens) and self.tokens[0].kind in ("page", "perhaps a page")


@lru_cache(maxsize=512)
def is_figure(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word stands in a cell of figures: a number, with or without a unit, or a mark.

    >>> from govdisclosure import expand, load_spec
    >>> from govdisclosure.recognition.plaintext.segmentation import vocabulary_of
    >>> names = vocabulary_of(expand(load_spec("cn/2021")))
    >>> [is_figure(word, names) for word in ("3,018", "2笔", "/", "3.", "（1）", "、", "规章")]
    [True, True, True, False, False, False, False]
    """
    text = UNSEEN.sub("", word)
    wide = unicodedata.normalize("NFKC", text).strip()
    if not any(c.isdecimal() or unicodedata.category(c) == "No" for c in wide[:MAX_TEXT]):
        return text in vocabulary.marks or _MARK.fullmatch(wide) is not None
    if not is_value(text) or _NUMBERED.fullmatch(plain(text)):
        return False
    unit = wide.split("(")[0].lstrip("增加减少").strip("+-0123456789., ")
    return (len(unit) <= _LONGEST_UNIT or unit in MONEY) and not {normal(text), normal(unit)} & vocabulary.names


def text_line(block: TextBlock, vocabulary: Vocabulary) -> TextLine:
    """Return a paragraph taken apart."""
    words = tuple(block.text.split()) if len(block.text) <= MAX_LINE else (block.text[:MAX_LINE],)
    tokens: list[Token] = []
    for figures, group in groupby(words, lambda word: is_figure(word, vocabulary)):
        if figures:
            tokens += (Token("figure", word, place=block.place) for word in group)
        else:
            tokens += _label_tokens(tuple(group), block.place, vocabulary, after_figure=bool(tokens))
    return TextLine(words, tuple(tokens), block.place, at_break="\f" in block.text)


def grid_lines(number: int, grid: Grid, vocabulary: Vocabulary) -> Iterable[TextLine]:
    """Yield the rows of a grid that lost its spans, each taken apart field by field."""
    for row, cells in enumerate(grid.rows()):
        texts = [cell.text.strip() for cell in cells]
        fields = [_field_tokens(cell, text, vocabulary) for cell, text in zip(cells, texts, strict=True)]
        behind = max((place for place, tokens in enumerate(fields) if tokens[0].kind != "figure"), default=-1)
        # Empty fields before a label are those of labels above.
        tokens = [token for place, field in enumerate(fields) if texts[place] or place > behind for token in field]
        place = cells[0].place if cells else ""
        yield TextLine(tuple(filter(None, texts)), tuple(tokens), place, tuple(texts), ((number, row),))


def _field_tokens(cell: GridCell, text: str, vocabulary: Vocabulary) -> Sequence[Token]:
    """Return the names that a field holds; it is a figure, which may be blank, or unknown if it holds anything else."""
    if not text or is_figure(text, vocabulary):
        return [Token("figure", text, place=cell.place)]
    names = segmented(text, vocabulary).names
    return named_tokens(names, cell.place, text) if names else [Token("unknown", text, place=cell.place)]


def named_tokens(names: Sequence[tuple[str, int | None]], place: str, text: str = "") -> list[Token]:
    """Return names as tokens; a single one keeps the text that it was read from."""
    return [Token("name", text if text and len(names) == 1 else name, name, place) for name, _ in names]


def _label_tokens(words: Sequence[str], place: str, vocabulary: Vocabulary, *, after_figure: bool) -> list[Token]:
    """Return the names that some words are, or where they are not all names, the longest runs of them that are."""
    if normal(" ".join(words)) in vocabulary.titles and not after_figure:
        return [Token("title", " ".join(words), place=place)]
    whole = _known(words, place, vocabulary, after_figure=after_figure)
    if whole is not None:
        return whole
    found: list[Token] = []
    start = 0
    while start < len(words):
        tokens, start = _longest_run(words, start, place, vocabulary, after_figure=after_figure or start > 0)
        found += tokens
    return [token for unknown, group in groupby(found, _is_unknown) for token in (_merged(group) if unknown else group)]


def _longest_run(
    words: Sequence[str], start: int, place: str, vocabulary: Vocabulary, *, after_figure: bool
) -> tuple[list[Token], int]:
    """Return the names that as many words from `start` on as possible are, and where they end; else the first word."""
    first = segmented(words[start], vocabulary)
    most = _MOST_WORDS if first.names or first.open else 1
    for end in range(min(len(words), start + most), start, -1):
        tokens = _known(words[start:end], place, vocabulary, after_figure=after_figure)
        if tokens is not None:
            return tokens, end
    return [Token("unknown", words[start], place=place)], start + 1


def _is_unknown(token: Token) -> bool:
    return token.kind == "unknown"


def _merged(tokens: Iterable[Token]) -> list[Token]:
    """Return what is unknown side by side as one."""
    group = list(tokens)
    return [Token("unknown", " ".join(token.text for token in group), place=group[0].place)]


def _known(words: Sequence[str], place: str, vocabulary: Vocabulary, *, after_figure: bool) -> list[Token] | None:
    """Return the names that words run together are, with the figures that run into them; None if they are neither."""
    text = " ".join(words)
    names = segmented(text, vocabulary).names
    if names is None:
        return _run_together(text, place, vocabulary, after_figure=after_figure) if len(words) == 1 else None
    name, ordinal = names[0]
    numbered = ordinal is not None or text[0] in ".．、,，)）"
    if after_figure and numbered and (ordinal not in vocabulary.ordinals.get(name, ()) or _zero_first(text)):
        return None  # a figure that ran into a label looks like its ordinal
    return named_tokens(names, place, text)


def _run_together(text: str, place: str, vocabulary: Vocabulary, *, after_figure: bool) -> list[Token] | None:
    """Return the names and figures that a word holds without a space between them, a name first; None if others are.

    `规章00行政许可12` is `规章`, `00`, `行政许可` and `12`. Digits before a point end in the ordinal of the name behind
    it: `予以公开72.重复申请` is `予以公开`, `7` and `重复申请`, whose ordinal is 2.
    """
    first, *pieces = _DIGITS.split(plain(text))
    names = segmented(first, vocabulary).names if first else None if after_figure else ()
    if not pieces or names is None:
        return None
    tokens = named_tokens(names, place)
    for digits, label in zip(pieces[::2], pieces[1::2], strict=True):
        read = _digits_and_names(digits, label.strip(), vocabulary)
        if read is None or (read[0] and not tokens):
            return None
        figure, names = read
        tokens += [Token("figure", figure, place=place)] if figure else []
        tokens += named_tokens(names, place)
    return tokens


def _digits_and_names(digits: str, label: str, vocabulary: Vocabulary) -> tuple[str, tuple[Named, ...]] | None:
    """Return the figure and the names of digits and the text behind them; None if these are not names alone."""
    names = segmented(label, vocabulary).names if label else ()
    if names is None or (names and names[0][1] is not None):
        return None
    if label[:1] not in _BEHIND_ORDINAL or not names:
        return digits, names
    ordinals = [number for number in vocabulary.ordinals.get(names[0][0], ()) if digits.endswith(str(number))]
    return (digits.removesuffix(str(ordinals[0])), names) if len(ordinals) == 1 else None


def _zero_first(text: str) -> bool:
    return plain(text).lstrip("([{【〔 ").startswith("0")
