"""Tables that lost their fields on the way to plain text: one cell per line, a row as one line, or no trace of spans.

They are laid out again by the names of the form. Lines are taken apart (`tokens`), page numbers marked (`page_marks`),
labels that were cut joined (`wrapped`); then each table is found (`lined`), and of each row what is certain
(`certainty`). Of any other row the figures stay together, and it is unreadable unless the form's own sums settle it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.recognition.matching.match_grids import Matched, match
from govdisclosure.recognition.plaintext.certainty import Certainty, Placed
from govdisclosure.recognition.plaintext.copies import agreeing, is_table, with_lost_rows
from govdisclosure.recognition.plaintext.cutting import vocabulary_of
from govdisclosure.recognition.plaintext.lined import LinedTable
from govdisclosure.recognition.plaintext.page_marks import mark_pages
from govdisclosure.recognition.plaintext.row_sums import known_pages
from govdisclosure.recognition.plaintext.scanning import lined_tables
from govdisclosure.recognition.plaintext.tokens import Line, grid_lines, text_line
from govdisclosure.recognition.plaintext.wrapped import join_wrapped

UNSURE = "…"
"""What stands behind figures that are not taken apart, not even where the sums allow it: it is no figure itself."""


def regrouped(form: Form, document: Document) -> tuple[Grid, ...]:
    """Return the tables of a form that a document spells out without their fields, laid out with all their columns.

    Tables that stand in the document as such come with them; of those that lost their spans, and with them what tells
    their columns apart, the rows are laid out again.
    """
    flattened = any(grid.flattened for grid in document.grids)
    found = match(form, document.grids) if flattened else Matched()
    lines = _lines(form, document)
    mark_pages(lines)
    join_wrapped(lines, vocabulary_of(form))
    tables = [
        table
        for words in words_of(form)
        if words.form.key not in found.read_by_table
        for table in lined_tables(lines, words)
    ]
    times = Counter(table.words.form.key for table in tables if table.headed)
    tables = [with_lost_rows(table) if times[table.words.form.key] == 1 else table for table in tables]
    alone = sum(line.figures_only and not line.fielded for line in lines)
    inline = sum(line.has_figures and line.has_names and not line.fielded for line in lines)
    certainty = Certainty(form, inline > alone, known_pages(form, tables))
    placed = agreeing(tables, [tuple(certainty.placed(table)) for table in tables])
    if not any(found.columns or found.open for rows in placed for found in rows) and not any(map(is_table, tables)):
        return ()  # names of rows in prose
    headed = {table.words.form.key for table in tables if table.headed}
    grids = [
        _grid(table, rows, headed=table.words.form.key in headed)
        for table, rows in zip(tables, placed, strict=True)
        if rows
    ]
    if found.read_by_table:
        taken = {source for table in tables for source in table.sources}
        grids = [*_rest(document.grids, taken), *grids]
    return tuple(grids)


def is_furniture(form: Form, block: TextBlock) -> bool:
    """Whether a paragraph is nothing but labels and figures of the form's tables, or the number of a page.

    >>> from govdisclosure import expand, load_spec
    >>> form = expand(load_spec("cn/2021"))
    >>> [is_furniture(form, TextBlock(text)) for text in ("规章 1 0 11", "制定规章 1 件。", "- 4 -")]
    [True, False, True]
    """
    line = text_line(block, vocabulary_of(form))
    mark_pages([line])
    return bool(line.tokens) and not any(token.kind == "unknown" for token in line.tokens)


def _lines(form: Form, document: Document) -> list[Line]:
    """Return the paragraphs of a document, and the rows of its tables that lost their spans."""
    names = vocabulary_of(form)
    lines: list[Line] = []
    number = 0
    for block in document.blocks:
        if isinstance(block, TextBlock):
            lines.append(text_line(block, names))
            continue
        if block.flattened:
            lines += grid_lines(number, block, names)
        number += 1
    return lines


def _rest(grids: Iterable[Grid], taken: set[tuple[int, int]]) -> Iterator[Grid]:
    """Yield the tables of a document without the rows that were laid out again."""
    for number, grid in enumerate(grids):
        kept = tuple(cell for cell in grid.cells if (number, cell.row) not in taken)
        if kept:
            yield evolve(grid, cells=kept)


def _grid(table: LinedTable, placed: Sequence[Placed], *, headed: bool) -> Grid:
    """Lay a table out: the head as the form draws it, each header over each of its columns, and the rows below.

    Without a head, the rows only say that the table is there.
    """
    words = table.words
    columns = words.form.columns.lines
    stub = max(2, *(len(row.labels) for row in table.rows)) if words.labelled_rows else 0
    # Nothing that stands before is taken for a part of the head.
    cells = [GridCell(0, 0)]
    top = 1
    for level in range(max(len(column.chain) for column in columns)) if headed else ():
        cells += [
            GridCell(top, stub + column.index, text)
            for column in columns
            if level < len(column.chain) and (text := column.chain[level].text("zh"))
        ]
        top += 1
    for number, (row, found) in enumerate(zip(table.rows, placed, strict=True), top):
        labels = row.labels[-stub:] if stub else []
        place = row.labels[-1].place if row.labels else next((figure.place for figure in row.figures), "")
        cells += [GridCell(number, position, label.text, place=label.place) for position, label in enumerate(labels)]
        cells += _values(number, stub, len(columns), found, place)
    width = max(cell.column for cell in cells) + 1
    for number, found in enumerate(placed, top):
        if found.columns and stub + len(columns) < width:
            # All rows end at the same column: none has lost a cell.
            cells.append(GridCell(number, stub + len(columns)))
    return Grid(top + len(table.rows), width, tuple(cells))


def _values(row: int, stub: int, width: int, found: Placed, place: str) -> Iterator[GridCell]:
    """Yield the cells of a row: one for each column, or in one cell behind all of them what has no column."""
    if found.columns:
        for column, figure in enumerate(found.columns, stub):
            yield GridCell(row, column, figure.text if figure else "", place=(figure and figure.place) or place)
    else:
        texts = [figure.text for figure in found.figures]
        settled = found.open and len(texts) != width
        yield GridCell(row, stub + width, " ".join(texts if settled else [*texts, UNSURE]), place=place)
