"""One table without ruling lines: its rows, the columns that their figures leave free between them, and its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from attrs import frozen

from govdisclosure.documents.readers.pdf.glyphs import Line, Word
from govdisclosure.documents.readers.pdf.parts import Part, Strips
from govdisclosure.documents.readers.pdf.stacks import covers, joined, stacks, strips
from govdisclosure.grid import GridCell

VALUE = re.compile(r"[-+−—－/＼\\0-9０-９.,，%％]+")
_GUTTER = 0.25
"""Sizes of a character that are free between two columns at least."""
_SPACE = 0.45
"""Sizes of a character up to which a gap may be a space between words."""
_MOST = 2_000
"""Words of a table on one page at most."""


def values_of(line: Line) -> tuple[Word, ...]:
    """Return the figures, or signs, at the end of a row: those behind its label, or all of a row of nothing else."""
    words = line.words
    figures = [VALUE.fullmatch(word.text) is not None for word in words]
    if len(words) < 2 or True not in figures or not _is_spaced(line):  # noqa: PLR2004 - a label and a figure
        return ()
    first = 0 if all(figures) else _next_true(figures, 1)
    # Some cells hold a word; a sentence with figures in it is no row.
    return words[first:] if sum(figures[first:]) * 2 > len(words) - first else ()


def _next_true(flags: Sequence[bool], start: int) -> int:
    return next((at for at in range(start, len(flags)) if flags[at]), len(flags))


def _is_spaced(line: Line) -> bool:
    """Whether two words stand farther apart than in a sentence."""
    return any(right.left - left.right > _SPACE * line.size for left, right in pairwise(line.words))


class _Head(NamedTuple):
    """A cell of a head: its line, its first and last column, and its text."""

    line: int
    first: int
    last: int
    text: str


class _Over(NamedTuple):
    """A text above columns: the line of the head that it begins in, its words below each other, and all as one."""

    line: int
    words: Sequence[Word]
    text: Word


@frozen
class Table:
    """Rows of figures in columns, their labels, and the head above."""

    rows: Sequence[Line]
    columns: Strips
    labels: Sequence[Sequence[Word]]
    """The labels of each row."""
    heads: Sequence[_Head]
    names: Sequence[str]
    """What the columns are called."""
    sure: bool
    """Whether every column has a head of its own."""

    def is_table(self) -> bool:
        """Whether no two figures of a row stand in one column, rows have labels all or none, and columns names."""
        return (
            bool(self.rows)
            and self._has_gutters()
            and all(map(self._is_laid_out, self.rows, self.labels))
            and len({bool(labels) for labels in self.labels}) == 1
            # Names that are not those of all columns could be taken for more than they are.
            and (self.sure or not self.heads)
        )

    def _has_gutters(self) -> bool:
        size = max(line.size for line in self.rows)
        return all(right - left >= _GUTTER * size for (_, left), (right, _) in pairwise(self.columns))

    def _is_laid_out(self, line: Line, labels: Sequence[Word]) -> bool:
        """Whether a row has a figure in a column once, and its labels before all of them."""
        found = [_touched(word, self.columns)[0] for word in values_of(line)]
        return len(set(found)) == len(found) and all(word.right <= self.columns[0][0] for word in labels)

    def part(self, page: int, place: str) -> Part:
        """Return the table."""
        stub = max([1, *map(len, self.labels)])
        cells = self._head_rows(stub, place)
        for row, (line, labels) in enumerate(zip(self.rows, self.labels, strict=True), len(cells)):
            low, high = line.y - line.size / 2, line.y + line.size / 2
            at = f"{place} ({line.left:.0f}, {low:.0f}, {line.right:.0f}, {high:.0f})"
            found = [*enumerate((word.text for word in labels), stub - len(labels)), *self._values_of(line, stub)]
            cells.append([GridCell(row, column, text, place=at) for column, text in found])
        if not any(self.labels):
            # What is no name of a column is known for one only beside the place of the labels.
            cells = [[GridCell(row, 0, place=found[0].place), *found] for row, found in enumerate(cells)]
        strips = self.columns if self.sure else ()
        return Part(page, (), tuple(map(tuple, cells)), flattened=not self.sure, strips=strips)

    def _head_rows(self, stub: int, place: str) -> list[list[GridCell]]:
        """Return the cells of each row of the head, the first column behind as many as the labels take."""
        return [
            [GridCell(row, stub + one.first, one.text, colspan=one.last - one.first + 1, place=place) for one in line]
            for row, (_, line) in enumerate(groupby(self.heads, key=lambda head: head.line))
        ]

    def _values_of(self, line: Line, stub: int) -> Iterator[tuple[int, str]]:
        """Yield the figures of a row and where each stands: below its name, or else in their order."""
        texts = {_touched(word, self.columns)[0]: word.text for word in values_of(line)}
        if self.sure:
            yield from ((stub + column, texts.get(column, "")) for column in range(len(self.columns)))
        else:
            start = stub if len(texts) == len(self.columns) else stub + len(self.columns)
            yield from enumerate((word.text for word in values_of(line)), start)


def table_of(head: Sequence[Line], body: Sequence[Line], before: Strips) -> Table:
    """Return the table of the lines of a head and those of rows; `before` are the columns that it may go on with."""
    if sum(len(line.words) for line in (*head, *body)) > _MOST:
        head = body = ()
    rows = [line for line in body if values_of(line)]
    columns = tuple(strips([word for line in rows for word in values_of(line)]))
    known = _taken_over(columns, before) if before and not head else None
    columns = columns if known is None else known
    labels = _labels(body, rows, columns[0][0] if columns else 0)
    table = Table(rows, columns, labels, (), (), sure=known is not None)
    return _headed(table, head) if head else table


def _headed(table: Table, head: Sequence[Line]) -> Table:
    """Return a table with the names that its columns have in a head; names without figures below are columns too."""
    over = _over(head, table.columns[0][0], max((word.right for each in table.labels for word in each), default=0))
    empty = _names_of_empty([one.text for one in over], table.columns)
    columns = tuple(sorted([*table.columns, *strips(empty)]))
    above = _above(over, columns)
    # The names of all columns make one row, however many lines each of them has.
    names = [_Head(len(head), at, at, ones[-1].text.text) for at, ones in enumerate(above) if ones]
    sure = all(ones and _are_apart([one.words for one in ones]) for ones in above)
    heads = sorted([*names, *_higher(over, above, columns)])
    return Table(table.rows, columns, table.labels, heads, [name.text for name in names], sure)


def _above(over: Sequence[_Over], columns: Strips) -> list[list[_Over]]:
    """Return the texts above each column and above no other, from the top down: the lowest is its name."""
    found: list[list[_Over]] = [[] for _ in columns]
    for one in over:
        at = _touched(one.text, columns)
        if len(at) == 1:
            found[at[0]].append(one)
    return found


def _higher(over: Sequence[_Over], above: Sequence[Sequence[_Over]], columns: Strips) -> Iterator[_Head]:
    """Yield the cells of a head above the names: of single columns, and spanners over several."""
    for at, ones in enumerate(above):
        yield from (_Head(one.line, at, at, one.text.text) for one in ones[:-1])
    for one in over:
        first, *others = _touched(one.text, columns) or [0]
        if others:
            yield _Head(one.line, first, others[-1], one.text.text)


def _over(head: Sequence[Line], left: float, stub: float) -> list[_Over]:
    """Return the texts of a head, from the top down, over columns, which begin at `left`, or behind the labels."""
    pieces = [(number, word) for number, line in enumerate(head) for word in line.pieces]
    lines = {id(word): number for number, word in pieces}
    found = stacks([word for _, word in pieces if word.right > left or word.left >= stub])
    return [_Over(lines[id(words[0])], words, joined(words)) for words in found]


def _names_of_empty(texts: Sequence[Word], columns: Strips) -> list[Word]:
    """Return the names of columns without figures: what has neither figures nor other names below it."""
    return [text for text in texts if not _touched(text, columns) and not any(covers(text, other) for other in texts)]


def _taken_over(columns: Strips, before: Strips) -> Strips | None:
    """Return the columns of the table before, if each of the columns found here stands in just one of them.

    >>> _taken_over(((12, 20),), ((0, 5), (10, 18))), _taken_over(((0, 20),), ((0, 5), (10, 18)))
    (((0, 5), (10, 20)), None)
    >>> _taken_over(((10, 12), (16, 18)), ((0, 5), (10, 18))), _taken_over(((6, 8), (9, 18)), ((0, 5), (10, 18)))
    (None, None)
    """
    where = [_overlapped(new, before) for new in columns]
    places = [found[0] for found in where if len(found) == 1]
    if len(places) < len(columns) or len(set(places)) < len(places):
        return None
    taken = list(before)
    for at, (left, right) in zip(places, columns, strict=True):
        taken[at] = min(before[at][0], left), max(before[at][1], right)
    return tuple(taken)


def _touched(word: Word, columns: Strips) -> list[int]:
    """Return the columns that a text stands over or in."""
    return _overlapped((word.left, word.right), columns)


def _overlapped(strip: tuple[float, float], others: Strips) -> list[int]:
    """Return which of some strips another one overlaps."""
    left, right = strip
    return [number for number, (start, end) in enumerate(others) if left < end and right > start]


def _labels(body: Sequence[Line], rows: Sequence[Line], left: float) -> list[list[Word]]:
    """Return the labels of each row, left of the columns; a label broken into several lines is one."""
    found: list[list[Word]] = [[] for _ in rows]
    for text in stacks([word for line in body for word in _label_words(line, left)]):
        top, bottom = text[0].y + text[0].size, text[-1].y - text[-1].size
        beside = [number for number, line in enumerate(rows) if bottom < line.y < top]
        if len(beside) == 1:
            found[beside[0]].append(joined(text))
        else:
            for number, word in _rows_of(text, rows):
                found[number].append(word)
    return [sorted(labels, key=lambda word: word.left) for labels in found]


def _rows_of(words: Sequence[Word], rows: Sequence[Line]) -> Iterator[tuple[int, Word]]:
    """Yield words that stand on the line of a row, each with the number of that."""
    own = {id(word): number for number, line in enumerate(rows) for word in line.words}
    return ((own[id(word)], word) for word in words if id(word) in own)


def _label_words(line: Line, left: float) -> list[Word]:
    """Return the words of a line that stand left of the columns and are no figures of the row."""
    values = values_of(line)
    return [word for word in line.words if word.right <= left + word.size / 2 and word not in values]


def _are_apart(names: Sequence[Sequence[Word]]) -> bool:
    """Whether names that stand over each other, the highest first, keep their distance."""
    return all(one[-1].y - two[0].y > one[0].size / 2 for one, two in pairwise(names))
