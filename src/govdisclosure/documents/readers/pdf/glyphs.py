"""Characters of a page to lines, and lines to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median_low
from typing import NamedTuple

UNKNOWN = "\ufffd"
"""Stands for what is printed and cannot be told: no cell reads it."""
_GAP = 0.6
"""Widths of a character that lie between two words."""
_OVER = 1.0
"""By which part of half the narrower one two characters lie over each other, if they are printed over each other."""
_SAME_SIZE = 0.85
_ONE_NUMBER = 0.9
"""How much smaller a digit may be than the one beside it."""
_NARROW = 0.3
"""Widths of a character that lie between the heads of two columns at least."""
_CLOSE = 0.18
"""Widths of a character by which the figures of one number are apart at most."""
_FULL = 2.5
"""Widths of a character that a line may leave free on both sides together if it goes on below."""
_LOOSE, _APART = 2.05, 3.2
"""Sizes from a line with room behind it to the next, and from any line, from which on a new paragraph begins."""
_WIDER = 1.2
"""How much wider than usual a loose step is from any line to a new paragraph."""
_LONG = 25
"""Characters that a line has before it can be one that goes on."""
_ENDS = "。！？：；.!?:;"


class Glyph(NamedTuple):
    """A character: the middle of its ink, the left and right edge of its room, and its size."""

    text: str
    x: float
    y: float
    left: float
    right: float
    size: float
    half: float = 0
    """Half the width of its ink."""
    run: int = 0
    """The number of the text object that it is part of."""


class Word(NamedTuple):
    """Characters that stand close together."""

    text: str
    left: float
    right: float
    y: float
    size: float


class Line(NamedTuple):
    """Words that stand side by side."""

    words: tuple[Word, ...]
    glyphs: Sequence[Glyph]

    @property
    def text(self) -> str:
        """The words, with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def y(self) -> float:
        """The height at which the line begins."""
        return self.words[0].y

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right

    @property
    def pieces(self) -> list[Word]:
        """The words, parted also where there is less between them than between two words."""
        return list(_words(self.glyphs, _NARROW))

    @property
    def size(self) -> float:
        """The size of the largest word."""
        return max(word.size for word in self.words)


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of text that characters form, from the top down."""
    rows: list[list[Glyph]] = []
    floor = 0.0
    for glyph in sorted(glyphs, key=_height, reverse=True):
        if rows and glyph.y > floor:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            floor = glyph.y - 0.5 * glyph.size
    for row in rows:
        row.sort(key=_middle)  # where punctuation is set tight, its room begins in that of the character before
    return [Line(tuple(_words(row, _GAP)), row) for row in rows]


_height, _middle = attrgetter("y"), attrgetter("x")


def _words(row: Sequence[Glyph], least: float) -> Iterator[Word]:
    """Yield the words of a line, which are parted by gaps of at least some widths of a character."""
    text, word = row[0].text, [row[0]]
    right = row[0].right
    for glyph in row[1:]:
        before, gap = word[-1], glyph.left - right
        over = before.x + before.half > glyph.x - glyph.half and _lies_over(before, glyph)
        if not over and _is_parted(before, glyph, gap, least):
            yield _word(text, word)
            text, word, right = glyph.text, [glyph], glyph.right
        else:
            text += _over(before, glyph) if over else _beside(before, glyph, gap)
            word.append(glyph)
            right = max(right, glyph.right)
    yield _word(text, word)


def _word(text: str, glyphs: Sequence[Glyph]) -> Word:
    first, right = glyphs[0], max(glyph.right for glyph in glyphs)
    return Word(text, first.left, right, first.y, max(glyph.size for glyph in glyphs))


def _lies_over(before: Glyph, glyph: Glyph) -> bool:
    return before.x + before.half - glyph.x + glyph.half > _OVER * min(glyph.half, before.half) > 0


def _are_digits(*glyphs: Glyph) -> bool:
    return all(glyph.text.isdecimal() for glyph in glyphs)


def _is_parted(before: Glyph, glyph: Glyph, gap: float, least: float) -> bool:
    """Whether a gap parts two words; the figures of one number stand closer than any others."""
    return gap > _CLOSE * glyph.size and (gap > least * glyph.size or _are_digits(before, glyph))


def _over(before: Glyph, glyph: Glyph) -> str:
    """Return what is read of a character printed over another: of two figures, nobody can say which is meant."""
    is_figure = _are_digits(before) or _are_digits(glyph)
    if glyph.text != before.text:
        return UNKNOWN + glyph.text if is_figure else glyph.text
    # One glyph for two characters, as fonts have for a long dash; any other is printed twice to look bold.
    is_one = (glyph.run, glyph.x) == (before.run, before.x) and not is_figure
    return glyph.text if is_one else ""


def _beside(before: Glyph, glyph: Glyph, gap: float) -> str:
    """Return what is read of a character beside another one of the same word."""
    if _are_digits(before, glyph) and not _ONE_NUMBER < glyph.size / before.size < 1 / _ONE_NUMBER:
        return UNKNOWN + glyph.text  # a footnote's number is no digit of the figure before it
    # Between the words of languages that part them stands a space.
    is_apart = gap > _CLOSE * glyph.size and before.text.isascii() and glyph.text.isascii()
    return " " + glyph.text if is_apart else glyph.text


def paragraphs_of(lines: Sequence[Line], left: float, right: float) -> Iterator[str]:
    """Join lines between two margins: one that is indented, or follows one that ends early, begins a new paragraph."""
    printed = [line for line in lines if line.text]
    usual = median_low([one.y - two.y for one, two in pairwise(printed)] or [0])
    text = printed[0].text if printed else ""
    for before, line in pairwise(printed):
        if _looks_new(before, line, left, right) or _is_stepped(before, line, left, right, usual):
            yield text
            text = line.text
        else:
            text += _joint(text, line.text) + line.text
    if text:
        yield text


def _joint(text: str, more: str) -> str:
    """Return what stands between two lines of a paragraph: a space between words, nothing in Chinese or in a number."""
    return " " if text[-1].isascii() and more[0].isascii() and not text[-1].isdigit() else ""


def _looks_new(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line is indented, of another size, or a row of columns below another."""
    return (
        (line.left > left + line.size and not _centred(before, line, right - left))
        or not _SAME_SIZE < line.size / before.size < 1 / _SAME_SIZE
        or (_has_columns(line) and _has_columns(before))
    )


def _is_stepped(before: Line, line: Line, left: float, right: float, usual: float) -> bool:
    """Whether a line stands farther below the one before than the next line of the same paragraph would."""
    step, loose = before.y - line.y, _LOOSE * line.size
    ends = before.right < right - 2 * line.size and (_is_last(before, (left + 2 * right) / 3) or step > loose)
    return ends or step > max(loose, _WIDER * usual) or step > _APART * line.size


def _has_columns(line: Line) -> bool:
    """Whether its words stand farther apart than those of a sentence, even of one drawn out to the margin."""
    return any(two.left - one.right > line.size for one, two in pairwise(line.words))


def _is_last(line: Line, middle: float) -> bool:
    """Whether a line that leaves room behind it ends a sentence, or is short."""
    return line.text[-1] in _ENDS or line.right < middle


def _centred(one: Line, two: Line, width: float) -> bool:
    """Whether a line goes on in the middle of the next, as a long title does: its next character had no room."""
    is_full = width - (one.right - one.left) < _FULL * one.size
    return is_full and two.left > one.left + one.size and abs(one.left + one.right - two.left - two.right) < two.size


def cut_off(before: str, after: str) -> bool:
    """Whether a paragraph goes on in what stands on the next page: it is long, ends in no stop, and no heading follows.

    >>> cut_off("字" * 25, "继续。"), cut_off("字" * 24, "继续。"), cut_off("一、总体情况", "本年度。")
    (True, False, False)
    """
    return len(before) >= _LONG and before[-1] not in _ENDS and after[0] not in "一二三四五六七八九十（(第"
