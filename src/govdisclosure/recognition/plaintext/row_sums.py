"""The sums that hold within a row of a form, and what they say of figures whose columns are in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from govdisclosure.form import Form, Linear, exact, linear
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.numbers import read_cell
from govdisclosure.recognition.plaintext.page_furniture import page_number
from govdisclosure.recognition.plaintext.texttables import TextRow, TextTable


def row_sums(form: Form, table: TextTable, row: TextRow) -> Sequence[Linear]:
    """Return the sums of a form that hold within a row: coefficients by column, which come to nothing together."""
    return _sums(form, table.words).get(table.line_of(row), ())


def adds_up(form: Form, table: TextTable, row: TextRow, texts: Sequence[str]) -> bool:
    """Whether figures, in the order of the printed columns, satisfy the sums of their row, and there are any."""
    line, columns = table.line_of(row), table.order or ()
    cells = [table.words.form.cells.get((line, column)) for column in columns]
    read = [read_cell(text, form.values[cell]) for text, cell in zip(texts, cells, strict=True) if cell is not None]
    states = {printed.content.state for printed in read}
    if len(read) < len(columns) or not states <= {"number", "mark"}:
        return False
    numbers = {column: exact(printed.number or 0) for column, printed in zip(columns, read, strict=True)}
    sums = row_sums(form, table, row)
    return bool(sums) and all(sum(numbers[column] * times for column, times in terms.items()) == 0 for terms in sums)


def hides_nought(form: Form, table: TextTable, row: TextRow, texts: Sequence[str], place: int) -> bool:
    """Whether one figure may be the number of a page, printed where a nought was lost.

    Under the columns a, b and a + b, `8 4 8` may be `8 0 8` with the number of page 4 where the 0 was: the sum holds
    without 4 and with a 0.
    """
    rest = _without(texts, place)
    return any(adds_up(form, table, row, [*rest[:gap], "0", *rest[gap:]]) for gap in range(len(texts)))


def known_pages(form: Form, tables: Sequence[TextTable]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return numbers of which one is that of a page: in heads, and in rows with one figure too many, each on a line.

    Each group of numbers comes with the line at which it begins.
    """
    heads = [(line, (number,)) for table in tables for line, number in table.numbers]
    rows = [(row.first, _pages_in(form, table, row)) for table in tables for row in table.rows]
    return (*heads, *(found for found in rows if found[1]))


def _pages_in(form: Form, table: TextTable, row: TextRow) -> tuple[int, ...]:
    """Return the numbers of a row with one figure too many that may be a page's: those without which the sums hold."""
    split = row.known and row.stacked and not row.inline and not row.fielded
    if table.order is None or not split or len(row.figures) != table.width + 1:
        return ()
    pages = {place: number for place, text in enumerate(row.texts) if (number := page_number(text))}
    right = [number for place, number in pages.items() if adds_up(form, table, row, _without(row.texts, place))]
    return tuple(right or pages.values())


def _without(texts: Sequence[str], place: int) -> list[str]:
    return [*texts[:place], *texts[place + 1 :]]


@lru_cache(maxsize=64)
def _sums(form: Form, words: TableWords) -> dict[int, tuple[Linear, ...]]:
    found: dict[int, tuple[Linear, ...]] = {}
    for line, terms in _within_rows(form, words):
        found[line] = (*found.get(line, ()), terms)
    return found


def _within_rows(form: Form, words: TableWords) -> Iterator[tuple[int, Linear]]:
    """Yield the equations over cells of one row alone, with the line of that row."""
    places = {index: place for place, index in words.form.cells.items()}
    for relation in form.relations:
        terms = linear(relation.condition.difference)
        if relation.is_equation and terms.keys() <= places.keys():  # the key of a constant is no cell
            lines = {places[index][0] for index in terms}
            if len(lines) == 1:
                yield lines.pop(), {places[index][1]: times for index, times in terms.items()}
