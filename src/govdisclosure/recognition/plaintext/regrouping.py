"""Tables that lost their fields on the way to plain text: one cell per line, a row as one line, or no trace of spans.

They are laid out again by the names of the form. Lines are taken apart (`textlines`, `segmentation`), page numbers
marked (`page_furniture`), labels that were broken joined (`wrapped`); then each table is found (`scanning`), and of
each row what is certain (`disambiguation`, `copies`). Of any other row the figures stay together, and it is unreadable
unless the form's own sums settle it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.matching.alike import matched
from govdisclosure.recognition.matching.headings import tables_headed, told_by_heading
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.recognition.matching.units import head_and_unit, joined, unit_note
from govdisclosure.recognition.plaintext.copies import Assigned, agreeing, is_table, with_lost_rows
from govdisclosure.recognition.plaintext.disambiguation import Assignment, Disambiguation
from govdisclosure.recognition.plaintext.page_furniture import with_pages_marked
from govdisclosure.recognition.plaintext.pieced_heads import with_heads_joined
from govdisclosure.recognition.plaintext.printed_head import names_in
from govdisclosure.recognition.plaintext.row_sums import known_pages
from govdisclosure.recognition.plaintext.scanning import text_tables
from govdisclosure.recognition.plaintext.segmentation import vocabulary_of
from govdisclosure.recognition.plaintext.textlines import TextLine, grid_lines, text_line
from govdisclosure.recognition.plaintext.texttables import TextRow, TextTable
from govdisclosure.recognition.plaintext.wrapped import with_wrapped_joined

_UNIT_LINE = 60
"""Characters beyond which a line of text names no unit of a table."""
UNSURE = "…"
"""What stands behind figures that are not taken apart, not even where the sums allow it: it is no figure itself."""


def regrouped(form: Form, document: Document) -> tuple[Grid, ...]:
    """Return the tables of a form that a document spells out without their fields, laid out with all their columns.

    Tables that stand in the document as such come with them; of those that lost their spans, and with them what tells
    their columns apart, the rows are laid out again.
    """
    flattened = any(grid.flattened for grid in document.grids)
    read = matched(form, document.grids).read_by_table.keys() if flattened else frozenset()
    marked = with_pages_marked(_lines(form, document))
    lines = with_wrapped_joined(with_heads_joined(marked, words_of(form)), vocabulary_of(form))
    tables = _tables(form, lines, read)
    disambiguation = Disambiguation(form, _is_inline(lines), known_pages(form, tables))
    assigned = agreeing(tables, [tuple(disambiguation.of_table(table)) for table in tables])
    if not any(one.columns or one.open for rows in assigned for one in rows) and not any(map(is_table, tables)):
        return ()  # names of rows in prose
    taken = {source for table in tables for source in table.sources}
    grids = (*(_rest(document.grids, taken) if read else ()), *_grids(tables, assigned))
    return _with_units(document, grids)


def _tables(form: Form, lines: Sequence[TextLine], read: Collection[str]) -> list[TextTable]:
    """Return the tables of a form among lines, but for those that were `read` as they stand."""
    names = {token.name for line in lines for token in line.tokens}
    missing = [words for words in words_of(form) if words.form.key not in read and names & names_in(words)]
    return with_lost_rows(
        [table for words in missing for table in text_tables(_not_of_others(form, lines, words.form.key), words)]
    )


def _not_of_others(form: Form, lines: Sequence[TextLine], table: str) -> Sequence[TextLine]:
    """Return the lines without those below the heading of another table, where headings tell a table from others."""
    if table not in told_by_heading(form):
        return lines
    kept: list[TextLine] = []
    headed = frozenset((table,))
    for line in lines:
        headed = tables_headed(form, "".join(line.words)) or headed
        if table in headed:
            kept.append(line)
    return kept


def _grids(tables: Sequence[TextTable], assigned: Sequence[Assigned]) -> Iterator[Grid]:
    """Yield every table that has rows, laid out; below a head if the table has one anywhere."""
    headed = {table.key for table in tables if table.headed}
    for table, rows in zip(tables, assigned, strict=True):
        if rows:
            yield _grid(table, rows, headed=table.key in headed)


def is_furniture(form: Form, block: TextBlock) -> bool:
    """Whether a paragraph is nothing but labels and figures of the form's tables, or the number of a page.

    >>> from govdisclosure import expand, load_spec
    >>> form = expand(load_spec("cn/2021"))
    >>> [is_furniture(form, TextBlock(text)) for text in ("规章 1 0 11", "制定规章 1 件。", "- 4 -")]
    [True, False, True]
    """
    (line,) = with_pages_marked([text_line(block, vocabulary_of(form))])
    return bool(line.tokens) and line.kinds.isdisjoint({"unknown", "title"})


def _is_inline(lines: Sequence[TextLine]) -> bool:
    """Whether most rows of a text stand on one line each, with their labels."""
    texts = [line.kinds for line in lines if not line.fielded and line.has_figures]
    return sum("name" in kinds for kinds in texts) > sum(kinds == {"figure"} for kinds in texts)


def _lines(form: Form, document: Document) -> list[TextLine]:
    """Return the paragraphs of a document, and the rows of its tables that lost their spans."""
    names = vocabulary_of(form)
    numbers = {id(grid): number for number, grid in enumerate(document.grids)}
    return [
        line
        for block in document.blocks
        for line in (
            [text_line(block, names)]
            if isinstance(block, TextBlock)
            else grid_lines(numbers[id(block)], block, names)
            if block.flattened
            else ()
        )
    ]


def _rest(grids: Iterable[Grid], taken: set[tuple[int, int]]) -> Iterator[Grid]:
    """Yield the tables of a document without the rows that were laid out again."""
    for number, grid in enumerate(grids):
        kept = tuple(cell for cell in grid.cells if (number, cell.row) not in taken)
        if kept:
            yield evolve(grid, cells=kept)


def _grid(table: TextTable, assigned: Assigned, *, headed: bool) -> Grid:
    """Lay a table out: the head as the form draws it, each header over each of its columns, and the rows below.

    Without a head, the rows only say that the table is there.
    """
    stub = max(2, *(len(row.labels) for row in table.rows)) if table.words.labelled_rows else 0
    head = _head(table, stub) if headed else []
    top = max((cell.row for cell in head), default=0) + 1
    # Nothing that stands before is taken for a part of the head.
    cells = [GridCell(0, 0), *head]
    for number, (row, holds) in enumerate(zip(table.rows, assigned, strict=True), top):
        cells += _labels(number, row, stub)
        cells += _values(number, stub, table.width, row, holds)
    width = max(cell.column for cell in cells) + 1
    if stub + table.width < width:
        # All rows end at the same column: none has lost a cell.
        cells += [GridCell(row, stub + table.width) for row, holds in enumerate(assigned, top) if holds.columns]
    return Grid(top + len(table.rows), width, tuple(cells))


def _head(table: TextTable, stub: int) -> list[GridCell]:
    chains = [column.chain for column in table.words.form.columns.lines]
    return [
        GridCell(level + 1, stub + column, text)
        for level in range(max(map(len, chains)))
        for column, chain in enumerate(chains)
        if level < len(chain) and (text := chain[level].text("zh"))
    ]


def _labels(number: int, row: TextRow, stub: int) -> Iterator[GridCell]:
    for position, label in enumerate(row.labels[-stub:] if stub else ()):
        yield GridCell(number, position, label.text, place=label.place)


def _values(number: int, stub: int, width: int, row: TextRow, holds: Assignment) -> Iterator[GridCell]:
    """Yield the cells of a row: one for each column, or in one cell behind all of them what has no column."""
    place = next((token.place for token in (*row.labels[-1:], *row.figures)), "")
    if holds.columns:
        for column, figure in enumerate(holds.columns, stub):
            yield GridCell(number, column, figure.text if figure else "", place=(figure and figure.place) or place)
    else:
        texts = [figure.text for figure in holds.figures]
        yield GridCell(number, stub + width, " ".join(texts if holds.open else [*texts, UNSURE]), place=place)


def _with_units(document: Document, grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Return tables laid out from text with the units that its lines name, not those of the form's own heads."""
    texts = (block.text for block in document.blocks if isinstance(block, TextBlock))
    noted = joined(note for text in texts if len(text) <= _UNIT_LINE and (note := unit_note(text)))
    if noted is None:
        return tuple(grids)
    line = "单位：" + "、".join(noted.units)
    return tuple(evolve(grid, cells=tuple(map(_without_own_unit, grid.cells)), note=line) for grid in grids)


def _without_own_unit(cell: GridCell) -> GridCell:
    """Return a cell without the unit that the form itself has in its heads: what has no place is not printed."""
    return cell if cell.place else evolve(cell, text=head_and_unit(cell.text)[0])
