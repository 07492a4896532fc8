"""Lines of text taken apart into names of a form and figures: exactly, or not at all.

A line whose words are not all names or figures keeps what is unknown as such; nothing is skipped but ordinals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import define

from govdisclosure.grid import Grid, TextBlock
from govdisclosure.recognition.matching.numbers import MONEY, is_value
from govdisclosure.recognition.plaintext.cutting import UNSEEN, Vocabulary, cut, plain
from govdisclosure.spec import normal

MAX_LINE = 20_000
"""Characters beyond which a line is prose."""
_LONGEST_UNIT = 2
"""Characters of a unit printed with a number, other than those of money."""
_MOST_WORDS = 60
"""Words of a line among which the longest name is looked for, where the line as a whole is none."""

_NUMBERED = re.compile(r"[(\[{【〔]?[0-9]{1,2}[)\]}】〕.、:,]+")
_MARK = re.compile(r"[-/\\—–―－─*]{1,3}")
_DIGITS = re.compile(r"([-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9、.,:)]))")

Kind = Literal["name", "figure", "unknown", "mark"]


@define(eq=False, repr=False)
class Token:
    """A name, a figure or something unknown, where it stands, and on which line; a mark is that of a page."""

    kind: Kind
    text: str
    name: str = ""
    place: str = ""


@define(eq=False, repr=False)
class Line:
    """A line of text, or a row of fields: then the empty ones after its labels are in it as figures without text.

    `sources` are the numbers of the grid and the row that it is, and of those joined to it.
    """

    words: tuple[str, ...]
    tokens: list[Token]
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
    def has_names(self) -> bool:
        """Whether a name stands on the line."""
        return any(token.kind == "name" for token in self.tokens)

    @property
    def unknown(self) -> bool:
        """Whether nothing on the line is known, and it has no figure either."""
        return bool(self.tokens) and all(token.kind == "unknown" for token in self.tokens)

    @property
    def figures_only(self) -> bool:
        """Whether nothing but figures stands on the line."""
        return bool(self.tokens) and all(token.kind == "figure" for token in self.tokens)


def is_figure(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word stands in a cell of figures: a number, with or without a unit, or a mark.

    >>> from govdisclosure import expand, load_spec
    >>> from govdisclosure.recognition.plaintext.cutting import vocabulary_of
    >>> names = vocabulary_of(expand(load_spec("cn/2021")))
    >>> [is_figure(word, names) for word in ("3,018", "2笔", "/", "3.", "（1）", "、", "规章")]
    [True, True, True, False, False, False, False]
    """
    text = UNSEEN.sub("", word)
    wide = unicodedata.normalize("NFKC", text).strip()
    if not any(c.isdecimal() or unicodedata.category(c) == "No" for c in wide):
        return text in vocabulary.marks or _MARK.fullmatch(wide) is not None
    if not is_value(text) or _NUMBERED.fullmatch(plain(text)):
        return False
    unit = wide.split("(")[0].lstrip("增加减少").strip("+-0123456789., ")
    return (len(unit) <= _LONGEST_UNIT or unit in MONEY) and not {normal(text), normal(unit)} & vocabulary.names


def text_line(block: TextBlock, vocabulary: Vocabulary) -> Line:
    """Return a paragraph taken apart."""
    words = tuple(block.text.split()) if len(block.text) <= MAX_LINE else (block.text[:MAX_LINE],)
    line = Line(words, [], block.place, at_break="\f" in block.text)
    label: list[str] = []
    for word in (*words, None):
        if word is not None and not is_figure(word, vocabulary):
            label.append(word)
            continue
        if label:
            after = bool(line.tokens)
            line.tokens += _label_tokens(label, block.place, vocabulary, after_figure=after)
            label = []
        if word is not None:
            line.tokens.append(Token("figure", word, place=block.place))
    return line


def grid_lines(number: int, grid: Grid, vocabulary: Vocabulary) -> Iterable[Line]:
    """Yield the rows of a grid that lost its spans, each taken apart field by field."""
    for row, cells in enumerate(grid.rows()):
        fields = tuple(cell.text.strip() for cell in cells)
        line = Line(tuple(filter(None, fields)), [], cells[0].place if cells else "", fields, ((number, row),))
        for cell, text in zip(cells, fields, strict=True):
            if not text or is_figure(text, vocabulary):
                line.tokens.append(Token("figure", text, place=cell.place))
                continue
            found = cut(text, vocabulary).names
            names = [name for name, _ in found or ()]
            tokens = [Token("name", text if len(names) == 1 else name, name, cell.place) for name in names]
            # Empty fields before a label are those of labels above.
            line.tokens = [token for token in line.tokens if token.text]
            line.tokens += tokens or [Token("unknown", text, place=cell.place)]
        yield line


def _label_tokens(words: Sequence[str], place: str, vocabulary: Vocabulary, *, after_figure: bool) -> Iterable[Token]:
    """Yield the names that some words are, or where they are not all names, the longest runs of them that are."""
    whole = _tokens_of(words, place, vocabulary, after_figure=after_figure)
    if whole is not None:
        return whole
    found: list[Token] = []
    unknown: list[str] = []
    start = 0
    while start < len(words):
        first = cut(words[start], vocabulary)
        most = _MOST_WORDS if first.names or first.open else 1
        for end in range(min(len(words), start + most), start, -1):
            tokens = _tokens_of(words[start:end], place, vocabulary, after_figure=after_figure or start > 0)
            if tokens is not None:
                break
        else:
            unknown.append(words[start])
            start += 1
            continue
        if unknown:
            found.append(Token("unknown", " ".join(unknown), place=place))
            unknown = []
        found += tokens
        start = end
    if unknown:
        found.append(Token("unknown", " ".join(unknown), place=place))
    return found


def _tokens_of(words: Sequence[str], place: str, vocabulary: Vocabulary, *, after_figure: bool) -> list[Token] | None:
    """Return the names that words run together are, with the figures that run into them; None if they are neither."""
    text = " ".join(words)
    found = cut(text, vocabulary).names
    if found is not None:
        name, ordinal = found[0]
        numbered = ordinal is not None or text[0] in ".．、,，)）"
        if after_figure and numbered and (ordinal not in vocabulary.ordinals.get(name, ()) or _zero_first(text)):
            return None  # a figure that ran into a label looks like its ordinal
        return [Token("name", text if len(found) == 1 else name, name, place) for name, _ in found]
    if len(words) > 1:
        return None
    pieces = [piece for piece in _DIGITS.split(plain(text)) if piece.strip()]
    if len(pieces) < 2:  # noqa: PLR2004 - a label and a figure
        return None
    tokens: list[Token] = []
    for number, piece in enumerate(pieces):
        if piece[-1].isdecimal():
            tokens.append(Token("figure", piece, place=place))
            continue
        names = cut(piece, vocabulary).names
        if not names or (number and names[0][1] is not None):
            return None
        tokens += [Token("name", name, name, place) for name, _ in names]
    return tokens if tokens[0].kind == "name" else None


def _zero_first(text: str) -> bool:
    return plain(text).lstrip("([{【〔 ").startswith("0")
