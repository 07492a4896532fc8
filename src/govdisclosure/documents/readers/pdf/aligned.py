"""Tables without ruling lines: figures that stand below each other under a head.

Columns are those strips that the figures of all rows leave free between them. A blank is told by its column only where
every column has a head of its own right above it. In all other tables a row is read only if it has a figure in every
column; the figures of the others are put where there is no column, so that none is taken for what it may not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from attrs import frozen

from govdisclosure.documents.readers.pdf.glyphs import UNKNOWN, Line, Word
from govdisclosure.documents.readers.pdf.parts import BEGINS, Part, Strips
from govdisclosure.documents.readers.pdf.stacks import STEP, covers, joined, stacks, strips
from govdisclosure.grid import GridCell

_VALUE = re.compile(r"[-+−—－/＼\\0-9０-９.,，%％]+")
_STOPS = "。；！？"
_GUTTER = 0.25
"""Sizes of a character that are free between two columns at least."""
_SPACE = 0.45
"""Sizes of a character up to which a gap may be a space between words."""
_MOST = 2_000
"""Words of a table on one page at most."""
_BEYOND = 1_000
"""A column that no table has."""
_FEW = 3
"""Figures of a line of its own from which on it is one of a table."""
_HIGHEST = 8
"""Lines of a head at most."""
_APART = 8.0
"""Sizes from one row of a table to the next at most."""


def aligned(lines: Sequence[Line], page: int, place: str, before: Strips = ()) -> Iterator[list[Line] | Part]:
    """Yield the tables among lines, and the lines between them; each line of a table that is none by itself.

    `before` are the strips in which the columns of the last table stood, which may go on without a head.
    """
    start = 0
    while (first := next((n for n in range(start, len(lines)) if _has_figures(lines[n])), None)) is not None:
        end = _end(lines, first)
        if any(len(line.words) > 1 for line in lines[start:first]):
            before = ()  # the head of another table
        head, table = _with_head(lines, start, range(first, end), before)
        yield list(lines[start:head])
        whole = end == len(lines) or not _is_rest(lines[end - 1], lines[end])
        if whole and table.is_table():
            part = table.part(page, place)
            before = part.strips or before
            yield part
        else:
            yield from _in_pieces(lines[head:first], lines[first:end], page, place)
        start = end
    yield list(lines[start:])


def _with_head(lines: Sequence[Line], start: int, rows: range, before: Strips) -> tuple[int, _Table]:
    """Return the first line of the head of some rows, and the table.

    A line above belongs to the head if a column has no name without it, or half of one.
    """
    first, body = rows.start, lines[rows.start : rows.stop]
    head = _head_start(lines, start, first)
    table = _table_of(lines[head:first], body, before)
    for higher in range(head - 1, max(start, first - _HIGHEST) - 1, -1):
        if not _may_head(lines[higher], lines[higher + 1]):
            break
        taller = _table_of(lines[higher:first], body, ())
        if taller.sure and (not table.sure or taller.names != table.names):
            head, table = higher, taller
    return head, table


def _in_pieces(head: Sequence[Line], body: Sequence[Line], page: int, place: str) -> Iterator[list[Line] | Part]:
    """Yield the lines of what is no table: a line of few figures alone is text."""
    if not head and len(body) == 1 and len(_values(body[0])) < _FEW:
        yield list(body)
    else:
        yield from ([line] for line in head)
        yield _by_line(body, page, place)


def _by_line(body: Sequence[Line], page: int, place: str) -> Part:
    """Return lines of a table that could not be laid out, each by itself, its figures where there is no column.

    What has no figures on its line may have them on another: something is put in their place that nobody can read.
    """
    rows = []
    for row, line in enumerate(body):
        values = _values(line)
        labels = line.words[: len(line.words) - len(values)]
        texts = [word.text for word in values] or [UNKNOWN]
        cells = [GridCell(row, number, word.text, place=place) for number, word in enumerate(labels)]
        rows.append(
            [*cells, *(GridCell(row, _BEYOND + number, text, place=place) for number, text in enumerate(texts))]
        )
    return Part(page, (), tuple(map(tuple, rows)), flattened=True)


def _values(line: Line) -> tuple[Word, ...]:
    """Return the figures, or signs, at the end of a row: those behind its label, or all of a row of nothing else."""
    words = line.words
    figures = [_VALUE.fullmatch(word.text) is not None for word in words]
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


def _has_figures(line: Line) -> bool:
    """Whether a line is a row of which not only strokes and the like are printed."""
    return any(c.isdecimal() for word in line.words for c in word.text) and bool(_values(line))


def _head_start(lines: Sequence[Line], start: int, first: int) -> int:
    """Return the first line of a head: the uppermost line of several words above the first row."""
    head, left = first, _values(lines[first])[0].left
    for number in range(first - 1, start - 1, -1):
        if not _may_head(lines[number], lines[number + 1]):
            break
        if len(lines[number].words) > 1 and lines[number].right > left:
            head = number
    return head


def _may_head(line: Line, below: Line) -> bool:
    """Whether a line may be one of a head: it stands close above it, and is no sentence and no heading."""
    sentence = len(line.words) == 1 and (line.text[-1] in _STOPS or BEGINS.match(line.text))
    return line.y - below.y <= _APART * below.size and not sentence


def _end(lines: Sequence[Line], first: int) -> int:
    """Return where the rows end: before the first line that is none and no piece of a label beside the figures."""
    left = min(word.left for word in _values(lines[first]))
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if lines[number - 1].y - line.y > _APART * line.size:
            break
        values = _values(line)
        if values:
            left = min(left, values[0].left)
            end = number + 1
        elif line.right > left or not any(
            STEP * line.size >= abs(near.y - line.y) > 0 for near in lines[number - 1 : number + 2]
        ):
            break
        elif lines[number - 1].y - line.y <= STEP * line.size:
            end = number + 1
    return end


def _is_rest(row: Line, line: Line) -> bool:
    """Whether a line below a row may hold the ends of its figures, broken for want of room."""
    return row.y - line.y <= STEP * line.size and any(_VALUE.fullmatch(word.text) for word in line.words)


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
class _Table:
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
        found = [_touched(word, self.columns)[0] for word in _values(line)]
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
        texts = {_touched(word, self.columns)[0]: word.text for word in _values(line)}
        if self.sure:
            yield from ((stub + column, texts.get(column, "")) for column in range(len(self.columns)))
        else:
            start = stub if len(texts) == len(self.columns) else stub + len(self.columns)
            yield from enumerate((word.text for word in _values(line)), start)


def _table_of(head: Sequence[Line], body: Sequence[Line], before: Strips) -> _Table:
    """Return the table of the lines of a head and those of rows; `before` are the columns that it may go on with."""
    if sum(len(line.words) for line in (*head, *body)) > _MOST:
        head = body = ()
    rows = [line for line in body if _values(line)]
    columns = tuple(strips([word for line in rows for word in _values(line)]))
    known = _taken_over(columns, before) if before and not head else None
    columns = columns if known is None else known
    labels = _labels(body, rows, columns[0][0] if columns else 0)
    table = _Table(rows, columns, labels, (), (), sure=known is not None)
    return _headed(table, head) if head else table


def _headed(table: _Table, head: Sequence[Line]) -> _Table:
    """Return a table with the names that its columns have in a head; names without figures below are columns too."""
    over = _over(head, table.columns[0][0], max((word.right for each in table.labels for word in each), default=0))
    empty = _names_of_empty([one.text for one in over], table.columns)
    columns = tuple(sorted([*table.columns, *strips(empty)]))
    above = _above(over, columns)
    # The names of all columns make one row, however many lines each of them has.
    names = [_Head(len(head), at, at, ones[-1].text.text) for at, ones in enumerate(above) if ones]
    sure = all(ones and _are_apart([one.words for one in ones]) for ones in above)
    heads = sorted([*names, *_higher(over, above, columns)])
    return _Table(table.rows, columns, table.labels, heads, [name.text for name in names], sure)


def _above(over: Sequence[_Over], columns: Strips) -> list[list[_Over]]:
    """Return the texts above each column and above no other, from the top down: the lowest is its name."""
    found: list[list[_Over]] = [[] for _ in columns]
    for one in sorted(over, key=lambda one: -one.words[0].y):
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
    """Return the texts of a head that stand over columns, which begin at `left`, or behind the labels."""
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
    values = _values(line)
    return [word for word in line.words if word.right <= left + word.size / 2 and word not in values]


def _are_apart(names: Sequence[Sequence[Word]]) -> bool:
    """Whether names that stand over each other, the highest first, keep their distance."""
    return all(one[-1].y - two[0].y > one[0].size / 2 for one, two in pairwise(names))
