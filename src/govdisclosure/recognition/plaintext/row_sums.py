"""The sums that hold within a row of a form, and what they say of figures whose columns are in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from govdisclosure.form import Form
from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.matching.numbers import read_cell
from govdisclosure.recognition.plaintext.lined import LinedRow, LinedTable
from govdisclosure.recognition.plaintext.page_marks import page_number
from govdisclosure.spec import Number

Equation = tuple[tuple[int, Number], ...]
"""Columns and their coefficients, which come to nothing together."""


def row_sums(form: Form, table: LinedTable, row: LinedRow) -> tuple[Equation, ...]:
    """Return the sums of a form that hold within a row."""
    return _sums(form, table.words).get(table.line_of(row), ())


def adds_up(form: Form, table: LinedTable, row: LinedRow, texts: Sequence[str]) -> bool:
    """Whether figures, in the order of the printed columns, satisfy the sums of their row, and there are any."""
    numbers: dict[int, Number] = {}
    for column, text in zip(table.order or (), texts, strict=True):
        index = table.words.form.cells.get((table.line_of(row), column))
        if index is None:
            return False
        printed = read_cell(text, form.values[index])
        if printed.content.state not in ("number", "mark"):
            return False
        numbers[column] = printed.number or 0
    sums = row_sums(form, table, row)
    return bool(sums) and all(sum(numbers[column] * times for column, times in terms) == 0 for terms in sums)


def hides_nought(form: Form, table: LinedTable, row: LinedRow, texts: Sequence[str], place: int) -> bool:
    """Whether the sums hold as well without one figure, and with a nought somewhere."""
    rest = [*texts[:place], *texts[place + 1 :]]
    return any(adds_up(form, table, row, [*rest[:gap], "0", *rest[gap:]]) for gap in range(len(texts)))


def known_pages(form: Form, tables: Sequence[LinedTable]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return numbers of which one is that of a page: in heads, and in rows with one figure too many, each on a line.

    Each group of numbers comes with the line at which it begins.
    """
    found: list[tuple[int, tuple[int, ...]]] = []
    for table in tables:
        found += [(line, (number,)) for line, number in table.numbers]
        for row in table.rows:
            stacked = row.known and not row.inline and not row.fielded and all(len(line) == 1 for line in row.lines)
            if table.order is None or not stacked or len(row.figures) != table.width + 1:
                continue
            texts = [figure.text for figure in row.figures]
            every = [(place, page_number(text)) for place, text in enumerate(texts)]
            pages = [(place, number) for place, number in every if number]
            right = [
                number for place, number in pages if adds_up(form, table, row, [*texts[:place], *texts[place + 1 :]])
            ]
            if pages:
                found.append((row.first, tuple(right or (number for _, number in pages))))
    return tuple(found)


@lru_cache(maxsize=64)
def _sums(form: Form, words: TableWords) -> dict[int, tuple[Equation, ...]]:
    places = {index: place for place, index in words.form.cells.items()}
    found: dict[int, tuple[Equation, ...]] = {}
    for relation in form.relations:
        condition = relation.condition
        sides = ((condition.left, 1), (condition.right, -1))
        terms = [(index, sign * times) for side, sign in sides for index, times in side.terms]
        rows = {places[index][0] if index in places else None for index, _ in terms}
        exact = condition.comparison == "==" and not relation.guard and not relation.tolerance
        if exact and len(rows) == 1 and None not in rows and condition.left.constant == condition.right.constant:
            equation = tuple((places[index][1], times) for index, times in terms)
            (line,) = rows
            found[line or 0] = (*found.get(line or 0, ()), equation)
    return found
