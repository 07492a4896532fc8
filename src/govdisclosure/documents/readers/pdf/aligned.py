"""Tables without ruling lines: figures that stand below each other under a head.

Columns are those strips that the figures of all rows leave free between them. A blank is told by its column only where
every column has a head of its own right above it. In all other tables a row is read only if it has a figure in every
column; the figures of the others are put where there is no column, so that none is taken for what it may not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field

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
    while (first := next((n for n in range(start, len(lines)) if _values(lines[n], marks=False)), None)) is not None:
        head = _head_start(lines, start, first)
        end = _end(lines, first)
        if any(len(line.words) > 1 for line in lines[start:first]):
            before = ()  # the head of another table
        table = _Table(lines[head:first], lines[first:end], before)
        for higher in range(head - 1, max(start, first - _HIGHEST) - 1, -1):
            if not _may_head(lines[higher], lines[higher + 1]):
                break
            taller = _Table(lines[higher:first], lines[first:end], ())
            # A line above belongs to the head if a column has no name without it, or half of one.
            if taller.sure and (not table.sure or taller.names != table.names):
                head, table = higher, taller
        yield list(lines[start:head])
        body = lines[first:end]
        whole = end == len(lines) or not _is_rest(lines[end - 1], lines[end])
        if whole and table.is_table():
            part = table.part(page, place)
            before = part.strips or before
            yield part
        elif head == first and len(body) == 1 and len(_values(body[0])) < _FEW:
            yield [lines[first]]
        else:
            yield from ([line] for line in lines[head:first])
            yield _by_line(body, page, place)
        start = end
    yield list(lines[start:])


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


def _values(line: Line, *, marks: bool = True) -> tuple[Word, ...]:
    """Return the figures at the end of a row: those behind its label, or all of a row of nothing but figures.

    With `marks`, signs such as strokes are enough.
    """
    words = line.words
    figures = [_VALUE.fullmatch(word.text) is not None for word in words]
    if len(words) < 2 or True not in figures:  # noqa: PLR2004 - a label and a figure
        return ()
    if not any(right.left - left.right > _SPACE * line.size for left, right in pairwise(words)):
        return ()  # figures in a sentence
    if not marks and not any(c.isdecimal() for word in words for c in word.text):
        return ()
    first = 0 if all(figures) else figures.index(True, 1) if True in figures[1:] else len(words)
    # Some cells hold a word; a sentence with figures in it is no row.
    return words[first:] if sum(figures[first:]) * 2 > len(words) - first else ()


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


@define
class _Table:
    """Lines of a head, and lines of rows."""

    head: Sequence[Line]
    body: Sequence[Line]
    before: Strips
    rows: list[Line] = field(init=False)
    columns: list[tuple[float, float]] = field(init=False)
    labels: list[list[Word]] = field(init=False)
    heads: list[tuple[int, int, int, str]] = field(init=False, factory=list)
    """The line, the first and the last column, and the text of each cell of the head."""
    sure: bool = field(init=False, default=False)
    """Whether every column has a head of its own."""

    def __attrs_post_init__(self) -> None:
        if sum(len(line.words) for line in (*self.head, *self.body)) > _MOST:
            self.head = self.body = ()
        self.rows = [line for line in self.body if _values(line)]
        self.columns = strips([word for line in self.rows for word in _values(line)])
        if not self.head and self.before:
            self._go_on()
        self.labels = self._labels()
        if self.head:
            self._read_head()

    @property
    def names(self) -> list[str]:
        """What the columns are called."""
        return [text for line, _, _, text in self.heads if line == len(self.head)]

    def is_table(self) -> bool:
        """Whether no two figures of a row stand in one column, rows have labels all or none, and columns names."""
        size = max((line.size for line in self.rows), default=0)
        if any(right - left < _GUTTER * size for (_, left), (right, _) in pairwise(self.columns)):
            return False
        for line, labels in zip(self.rows, self.labels, strict=True):
            found = [self._touched(word)[0] for word in _values(line)]
            if len(set(found)) < len(found) or any(word.right > self.columns[0][0] for word in labels):
                return False
        # Names that are not those of all columns could be taken for more than they are.
        return size > 0 and len({bool(labels) for labels in self.labels}) == 1 and (self.sure or not self.heads)

    def part(self, page: int, place: str) -> Part:
        """Return the table."""
        stub = max(1, *(len(labels) for labels in self.labels))
        cells = self._head_rows(stub, place)
        for row, (line, labels) in enumerate(zip(self.rows, self.labels, strict=True), len(cells)):
            low, high = line.y - line.size / 2, line.y + line.size / 2
            at = f"{place} ({line.left:.0f}, {low:.0f}, {line.right:.0f}, {high:.0f})"
            found = [*enumerate((word.text for word in labels), stub - len(labels)), *self._values_of(line, stub)]
            cells.append([GridCell(row, column, text, place=at) for column, text in found])
        if not any(self.labels):
            # What is no name of a column is known for one only beside the place of the labels.
            cells = [[GridCell(row, 0, place=found[0].place), *found] for row, found in enumerate(cells)]
        return Part(
            page, (), tuple(map(tuple, cells)), flattened=not self.sure, strips=tuple(self.columns) if self.sure else ()
        )

    def _head_rows(self, stub: int, place: str) -> list[list[GridCell]]:
        """Return the cells of each row of the head, the first column behind as many as the labels take."""
        rows: dict[int, list[tuple[int, int, str]]] = {}
        for line, first, last, text in self.heads:
            rows.setdefault(line, []).append((first, last, text))
        return [
            [
                GridCell(row, stub + first, text, colspan=last - first + 1, place=place)
                for first, last, text in rows[line]
            ]
            for row, line in enumerate(sorted(rows))
        ]

    def _values_of(self, line: Line, stub: int) -> Iterator[tuple[int, str]]:
        """Yield the figures of a row and where each stands: below its name, or else in their order."""
        words = _values(line)
        if self.sure:
            texts = {self._touched(word)[0]: word.text for word in words}
            yield from ((stub + column, texts.get(column, "")) for column in range(len(self.columns)))
        else:
            columns = {self._touched(word)[0] for word in words}
            whole = len(columns) == len(self.columns)
            yield from enumerate((word.text for word in words), stub if whole else stub + len(self.columns))

    def _go_on(self) -> None:
        """Take over the columns of the table before, if each column found here stands in just one of them."""
        olds = list(self.before)
        where = [[n for n, old in enumerate(olds) if old[0] < new[1] and new[0] < old[1]] for new in self.columns]
        if all(len(found) == 1 for found in where) and len({n for (n,) in where}) == len(where):
            for (number,), new in zip(where, self.columns, strict=True):
                olds[number] = min(olds[number][0], new[0]), max(olds[number][1], new[1])
            self.columns = olds
            self.sure = True

    def _touched(self, word: Word) -> list[int]:
        """Return the columns that a text stands over or in."""
        return [number for number, (left, right) in enumerate(self.columns) if word.left < right and word.right > left]

    def _labels(self) -> list[list[Word]]:
        """Return the labels of each row, a label broken into several lines as one."""
        left = self.columns[0][0] if self.columns else 0
        own = {id(word): number for number, line in enumerate(self.rows) for word in line.words}
        words = [
            word
            for line in self.body
            for word in line.words
            if word.right <= left + word.size / 2 and not (_values(line) and word in _values(line))
        ]
        found: list[list[Word]] = [[] for _ in self.rows]
        for text in stacks(words):
            top, bottom = text[0].y + text[0].size, text[-1].y - text[-1].size
            rows = [number for number, line in enumerate(self.rows) if bottom < line.y < top]
            if len(rows) == 1:
                found[rows[0]].append(joined(text))
            else:
                for word in text:
                    if id(word) in own:
                        found[own[id(word)]].append(word)
        return [sorted(labels, key=lambda word: word.left) for labels in found]

    def _read_head(self) -> None:
        """Find the names of the columns: the lowest text that stands over a column and over no other."""
        pieces = [(number, word) for number, line in enumerate(self.head) for word in line.pieces]
        lines = {id(word): number for number, word in pieces}
        stub = max((word.right for labels in self.labels for word in labels), default=0)
        over = [word for _, word in pieces if word.right > self.columns[0][0] or word.left >= stub]
        found = [(stack, joined(stack)) for stack in stacks(over)]
        self.columns = sorted(self.columns + strips(self._names_of_empty([text for _, text in found])))
        touched = [(stack, text, self._touched(text)) for stack, text in found]
        spanners = [(lines[id(stack[0])], at[0], at[-1], text.text) for stack, text, at in touched if len(at) > 1]
        columns = [
            sorted((stack for stack, _, at in touched if at == [column]), key=lambda stack: -stack[0].y)
            for column in range(len(self.columns))
        ]
        names = [
            # The names of all columns make one row, however many lines each of them has.
            (len(self.head) if stack is above[-1] else lines[id(stack[0])], column, column, joined(stack).text)
            for column, above in enumerate(columns)
            for stack in above
        ]
        self.heads = sorted([*spanners, *names])
        self.sure = all(map(_are_apart, columns)) and len(self.names) == len(self.columns)

    def _names_of_empty(self, texts: Sequence[Word]) -> list[Word]:
        """Return the names of columns without figures: what has neither figures nor other names below it."""
        return [text for text in texts if not self._touched(text) and not any(covers(text, other) for other in texts)]


def _are_apart(names: Sequence[Sequence[Word]]) -> bool:
    """Whether names that stand over each other, the highest first, keep their distance."""
    return all(one[-1].y - two[0].y > one[0].size / 2 for one, two in pairwise(names))
