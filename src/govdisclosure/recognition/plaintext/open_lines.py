"""Rows that a report names itself in a text without fields: a line is one if it ends in a figure for every column.

Below a line `门店 数量 人数`, which ends in the names of all columns, `东街店 3 2` is a row with the label 东街店.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from govdisclosure.form import Form
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.numbers import is_value
from govdisclosure.spec import normal


@frozen(eq=False)
class _Line:
    """A paragraph and its words."""

    block: TextBlock
    words: tuple[str, ...]


def with_open_lines(form: Form, document: Document) -> Document:
    """Return a document in which the tables with open rows that stand in it as lines are laid out in fields."""
    for words in words_of(form):
        if words.form.rows.open_nodes:
            document = evolve(document, blocks=tuple(_laid_out(document.blocks, words)))
    return document


def _laid_out(blocks: Sequence[Grid | TextBlock], words: TableWords) -> Iterator[Grid | TextBlock]:
    """Yield the blocks of a document, the lines below each head with it as one table."""
    width = len(words.form.columns.lines)
    table: list[_Line] = []
    for block in blocks:
        line = _Line(block, tuple(block.text.split())) if isinstance(block, TextBlock) else None
        is_head = line is not None and _is_head(line.words, words)
        if table and line is not None and not is_head and _continues(line.words):
            table.append(line)
            continue
        yield from _as_grid(table, width)
        table = [line] if line is not None and is_head else []
        if not table:
            yield block
    yield from _as_grid(table, width)


def _continues(words: Sequence[str]) -> bool:
    """Whether a line is a row of the table above it, or no more than the number of a page."""
    return any(map(is_value, words[1:])) or _is_page_number(words)


def _is_page_number(words: Sequence[str]) -> bool:
    said = [text for word in words if (text := word.strip("-—–"))]
    return len(said) == 1 and said[0].isdecimal()


def _as_grid(table: Sequence[_Line], width: int) -> Iterator[Grid | TextBlock]:
    """Yield lines as one table; a head below which there is no row is a line as before."""
    rows = [line for line in table if not _is_page_number(line.words)]
    if len(rows) > 1:
        yield _grid(rows, width)
    else:
        yield from (line.block for line in table)


def _is_head(split: Sequence[str], words: TableWords) -> bool:
    """Whether a line ends in the names of all columns in their order, with nothing before them but a corner."""
    columns = words.form.columns.lines
    names = [words.columns.get(normal(text), ()) for text in split[-len(columns) :]]
    return len(columns) <= len(split) <= len(columns) + 1 and all(
        column.index in lines for column, lines in zip(columns, names, strict=True)
    )


def _grid(lines: Sequence[_Line], width: int) -> Grid:
    """Lay lines out in fields; figures that are not one for each column stay together in one field."""
    cells: list[GridCell] = []
    for row, line in enumerate(lines):
        texts = line.words
        count = width if row == 0 else min(_figures(texts), len(texts) - 1)
        label, figures = " ".join(texts[:-count]), texts[-count:]
        fields = [label, *(figures if count == width else [" ".join(figures)])]
        cells += [GridCell(row, column, text, place=line.block.place) for column, text in enumerate(fields)]
    return Grid(len(lines), width + 1, tuple(cells))


def _figures(words: Sequence[str]) -> int:
    """Return how many words at the end of a line are figures."""
    return next((number for number, word in enumerate(reversed(words)) if not is_value(word)), len(words))
