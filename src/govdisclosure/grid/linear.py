"""Tables that lost their fields on the way to plain text: one cell per line, or a row as one line.

They are laid out again by the names of the form. Only a row with exactly as many figures as the form has columns is
taken apart; of any other row the figures stay together, and it is unreadable unless the form's own sums settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from govdisclosure.grid.lexicon import TableWords, words_of
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.grid.numbers import is_value
from govdisclosure.spec.axes import Line
from govdisclosure.spec.expand import Form
from govdisclosure.spec.labels import MAX_LABEL, normal

_ORDINAL_SIGNS = frozenset("一二三四五六七八九十0123456789")
_FIGURES = re.compile(r"[\s:：]*([-+0-9０-９][-+0-9０-９.,，/—－\s]*)$")


@frozen
class _Token:
    """A label or a figure of the text, in its order."""

    text: str
    name: str
    place: str


def regrouped(form: Form, document: Document) -> tuple[Grid, ...]:
    """Return the tables of a form that the paragraphs of a document spell out, each laid out with all its columns."""
    known = _known(form)
    tokens = [token for block in document.blocks if isinstance(block, TextBlock) for token in _tokens(block, known)]
    return tuple(grid for words in words_of(form) for grid in _tables(tokens, words))


def is_furniture(form: Form, block: TextBlock) -> bool:
    """Whether a paragraph is nothing but labels and figures of the form's tables.

    >>> from govdisclosure import expand, load_spec
    >>> form = expand(load_spec("cn/2021"))
    >>> is_furniture(form, TextBlock("规章 1 0 11")), is_furniture(form, TextBlock("制定规章 1 件。"))
    (True, False)
    """
    return all(token.name or token.text for token in _tokens(block, _known(form)))


@lru_cache(maxsize=32)
def _known(form: Form) -> frozenset[str]:
    """Return every name of the form's rows, columns, headers and tables."""
    tables = words_of(form)
    names = {name for words in tables for names in (words.rows, words.columns, words.row_groups) for name in names}
    names |= {name for words in tables for name in words.column_headers}
    return frozenset(names | {normal(text) for words in tables for text in words.form.table.heading or ()})


def _tokens(block: TextBlock, known: frozenset[str]) -> Iterator[_Token]:
    """Yield the labels and figures of a paragraph; a text that is neither comes as a token without a name."""
    text = block.text.strip()
    if not text or len(text) > MAX_LABEL:
        yield _Token("", "", block.place)
        return
    match = _FIGURES.search(text)
    label, figures = (text[: match.start()], match[1]) if match else (text, "")
    if is_value(text):
        label, figures = "", text
    names: list[str] | None = []
    if label:
        names = [normal(label)] if normal(label) in known else _segments(normal(label), known)
    if names is None:
        yield _Token("", "", block.place)
        return
    for name in names:
        yield _Token(label if len(names) == 1 else name, name, block.place)
    for figure in figures.split():
        yield _Token(figure, "", block.place)


def _segments(text: str, known: frozenset[str]) -> list[str] | None:
    """Cut a text into names of the form with nothing but ordinals between them; None if that cannot be done."""
    longest = max(map(len, known))
    # The best way to reach each position: the one with the fewest names, so that a name is never cut into shorter ones.
    ways: list[list[str] | None] = [[], *[None] * len(text)]
    for end in range(1, len(text) + 1):
        found = None
        for start in range(max(0, end - longest), end):
            before, name = ways[start], text[start:end]
            if before is None:
                continue
            if name in known:
                way = [*before, name]
            elif end - start == 1 and name in _ORDINAL_SIGNS:
                way = before
            else:
                continue
            if found is None or len(way) < len(found) or (len(way) == len(found) and way is not before):
                found = way
        ways[end] = found
    return ways[-1] or None


def _tables(tokens: Sequence[_Token], words: TableWords) -> Iterator[Grid]:
    """Yield the table of some words from the first place where all of its columns are named."""
    columns = words.form.columns.lines
    seen: set[str] = set()
    rows: list[tuple[list[_Token], list[_Token]]] = []
    labels: list[_Token] = []
    head = False
    for token in tokens:
        if not head:
            if token.name in words.column_headers:
                seen.add(token.name)
                head = all(any(normal(text) in seen for text in _texts(column)) for column in columns)
            elif not token.name:
                seen.clear()
        elif not token.name and is_value(token.text) and token.text:
            if labels or (not rows and not words.labelled_rows):
                rows.append((labels, []))
                labels = []
            if rows:
                rows[-1][1].append(token)
        elif words.labelled_rows and (token.name in words.rows or token.name in words.row_groups):
            if labels and labels[-1].name in words.rows and token.name in words.rows:
                rows.append((labels, []))
                labels = []
            labels.append(token)
        elif rows:
            break
        elif token.name not in words.column_headers:
            # The same head stood over another table.
            head = False
            seen.clear()
            labels = []
    if labels and labels[-1].name in words.rows:
        rows.append((labels, []))
    if rows:
        yield _grid(rows, words)


def _texts(column: Line) -> list[str]:
    return [*(column.header.label or ()), *column.header.aliases]


def _grid(rows: Sequence[tuple[list[_Token], list[_Token]]], words: TableWords) -> Grid:
    columns = words.form.columns.lines
    stub = max(2, *(len(labels) for labels, _ in rows)) if words.labelled_rows else 0
    cells: list[GridCell] = []
    top = 0
    for level in range(max(len(column.chain) for column in columns)):
        # The head as the form draws it, every header over each of its columns: names alone may mean several columns.
        cells += [
            GridCell(top, stub + column.index, text)
            for column in columns
            if level < len(column.chain) and (text := column.chain[level].text("zh"))
        ]
        top += 1
    for number, (labels, figures) in enumerate(rows, top):
        cells += [
            GridCell(number, position, label.text, place=label.place) for position, label in enumerate(labels[-stub:])
        ]
        # Too few or too many figures stand where there is no column, so that none is taken for what it may not be.
        first = stub if len(figures) == len(columns) else stub + len(columns)
        cells += [
            GridCell(number, first + position, figure.text, place=figure.place)
            for position, figure in enumerate(figures)
        ]
    width = max(cell.column for cell in cells) + 1
    return Grid(top + len(rows), width, tuple(cells), flattened=True)
