"""Tables of plain text that have one cell on each line, each closed by a stroke, and more strokes for what it spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from attrs import frozen

from govdisclosure.documents.readers.lines import place_of
from govdisclosure.grid import Grid, GridCell, TextBlock

STROKES = "|│┃"
_FEWEST = 4
"""Lines of cells that make a table."""


@frozen
class _Field:
    """What one line adds to a row: a cell, or fields without text."""

    line: int
    text: str
    count: int

    @property
    def is_pad(self) -> bool:
        """Whether it stands for what other cells span."""
        return not self.text and self.count > 1


def cells_below(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, Sequence[Grid | TextBlock]]]:
    """Yield what numbered lines with a cell on each hold: the first line, the one after, and a table or single texts.

    A row ends where its cells, and the strokes for what they span, are as many as in the first row: that one ends with
    strokes alone. No strokes may reach from one row into the next. The last row may lack those behind its cells; one
    that lacks cells is no row. Where no strokes stand for what a cell spans, the cells are texts below each other.

    >>> text = ["Counts |", "||", "rules |", "3 |", "|", "acts |", "|", "5 |"]
    >>> ((first, after, (grid,)),) = cells_below([*enumerate(text, 1)])
    >>> first, after, [[cell.text for cell in row] for row in grid.rows()]
    (1, 9, [['Counts', '', ''], ['rules', '3', ''], ['acts', '', '5']])
    >>> ((_, _, blocks),) = cells_below([*enumerate(["rules |", "3 |", "acts |", "5 |"], 1)])
    >>> [block.text for block in blocks]
    ['rules', '3', 'acts', '5']
    """
    block: list[_Field] = []
    for number, line in (*lines, (0, "")):
        field = _field(number, line)
        if field is not None:
            block.append(field)
        elif line.strip() or not number:
            if len(block) >= _FEWEST:
                yield from _laid_out(block)
            block = []


def _laid_out(block: Sequence[_Field]) -> Iterator[tuple[int, int, Sequence[Grid | TextBlock]]]:
    if rows := _rows(block):
        yield block[0].line, rows[-1][-1].line + 1, [_grid(rows)]
    elif all(field.count == 1 for field in block):
        yield block[0].line, block[-1].line + 1, [TextBlock(one.text, place_of(one.line)) for one in block if one.text]


def _field(number: int, line: str) -> _Field | None:
    """Return what a line adds to a row: a cell with one stroke behind it, or strokes alone; None if it is neither."""
    text = line.strip()
    count = sum(map(text.count, STROKES)) if text[-1:] and text[-1] in STROKES else 0
    if count == 1 and text[-2:-1] != "\\":
        return _Field(number, text[:-1].strip(), 1)
    return _Field(number, "", count) if count and not "".join(text.split()).strip(STROKES) else None


def _rows(block: Sequence[_Field]) -> list[list[_Field]]:
    """Divide the lines of a table into its rows; nothing if that cannot be done in one way."""
    reached = [0, *accumulate(field.count for field in block)]
    width = next((end for field, end in zip(block, reached[1:], strict=True) if field.is_pad), 0)
    if not width or any(start // width != (end - 1) // width for start, end in pairwise(reached)):
        return []
    numbered = groupby(zip(reached, block, strict=False), lambda pair: pair[0] // width)
    *whole, last = ([field for _, field in row] for _, row in numbered)
    return [*whole, last] if reached[-1] % width == 0 or _is_ended(last, whole) else whole


def _is_ended(last: Sequence[_Field], others: Sequence[Sequence[_Field]]) -> bool:
    """Whether the last row of a table has all its cells, and lacks only strokes for what the last one spans."""
    return any(row[-1].is_pad and len(row) - 1 == len(last) for row in others)


def _grid(rows: Sequence[Sequence[_Field]]) -> Grid:
    texts = [[field for field in row for _ in range(field.count)] for row in rows]
    cells = tuple(
        GridCell(number, column, field.text, place=place_of(field.line))
        for number, row in enumerate(texts)
        for column, field in enumerate(row)
    )
    return Grid(len(rows), max(map(len, texts)), cells, flattened=True)
