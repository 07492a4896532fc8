"""Tables without ruling lines: figures that stand below each other under a head.

Columns are those strips that the figures of all rows leave free between them. A blank is told by its column only where
every column has a head of its own right above it. In all other tables a row is read only if it has a figure in every
column; the figures of the others are put where there is no column, so that none is taken for what it may not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.documents.readers.pdf.glyphs import UNKNOWN, Line
from govdisclosure.documents.readers.pdf.parts import BEGINS, Part, Strips
from govdisclosure.documents.readers.pdf.stacks import STEP
from govdisclosure.documents.readers.pdf.unruled import VALUE, Table, table_of, values_of
from govdisclosure.grid import GridCell

_STOPS = "。；！？"
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


def _with_head(lines: Sequence[Line], start: int, rows: range, before: Strips) -> tuple[int, Table]:
    """Return the first line of the head of some rows, and the table.

    A line above belongs to the head if a column has no name without it, or half of one.
    """
    first, body = rows.start, lines[rows.start : rows.stop]
    head = _head_start(lines, start, first)
    table = table_of(lines[head:first], body, before)
    for higher in range(head - 1, max(start, first - _HIGHEST) - 1, -1):
        if not _may_head(lines[higher], lines[higher + 1]):
            break
        taller = table_of(lines[higher:first], body, ())
        if taller.sure and (not table.sure or taller.names != table.names):
            head, table = higher, taller
    return head, table


def _in_pieces(head: Sequence[Line], body: Sequence[Line], page: int, place: str) -> Iterator[list[Line] | Part]:
    """Yield the lines of what is no table: a line of few figures alone is text."""
    if not head and len(body) == 1 and len(values_of(body[0])) < _FEW:
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
        values = values_of(line)
        labels = line.words[: len(line.words) - len(values)]
        texts = [word.text for word in values] or [UNKNOWN]
        cells = [GridCell(row, number, word.text, place=place) for number, word in enumerate(labels)]
        rows.append(
            [*cells, *(GridCell(row, _BEYOND + number, text, place=place) for number, text in enumerate(texts))]
        )
    return Part(page, (), tuple(map(tuple, rows)), flattened=True)


def _has_figures(line: Line) -> bool:
    """Whether a line is a row of which not only strokes and the like are printed."""
    return any(c.isdecimal() for word in line.words for c in word.text) and bool(values_of(line))


def _head_start(lines: Sequence[Line], start: int, first: int) -> int:
    """Return the first line of a head: the uppermost line of several words above the first row."""
    head, left = first, values_of(lines[first])[0].left
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
    left = min(word.left for word in values_of(lines[first]))
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if lines[number - 1].y - line.y > _APART * line.size:
            break
        values = values_of(line)
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
    return row.y - line.y <= STEP * line.size and any(VALUE.fullmatch(word.text) for word in line.words)
