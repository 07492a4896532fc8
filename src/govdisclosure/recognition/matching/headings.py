"""Which table a printed one is, where its rows are those of several: by the heading over it.

收入决算表 and 支出决算表 have the same rows; the line above each, or its first row, says which it is. A table that goes
on in the next grid, without a heading of its own, is the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Grid
from govdisclosure.recognition.matching.lexicon import TableWords, vocabulary, words_of
from govdisclosure.recognition.matching.rows import PrintedRow, printed_rows
from govdisclosure.recognition.matching.units import label_and_aside
from govdisclosure.recognition.wordings import Wordings
from govdisclosure.spec import normal

LONGEST = 80
"""Characters beyond which a line is no heading of a table."""
_WHOSE = re.compile(r".{0,40}?(?:19|20)[0-9]{2}(?:年度|年)?")
"""Whose figures and for which year, as it stands in front of headings."""


@lru_cache(maxsize=32)
def _headings(form: Form) -> Wordings[str]:
    """Return the table that each wording of a heading means."""
    return Wordings.of(
        (text, key)
        for key, table in form.tables.items()
        for text in (*(table.table.heading or ()), *table.table.heading_aliases)
    )


def table_headed(form: Form, text: str) -> str | None:
    """Return the table whose heading a line is, be it with a name and a year in front; None if it is none.

    >>> from govdisclosure import expand, load_spec
    >>> table_headed(expand(load_spec("cn/2021")), "第二十条第（一）项")
    'documents'
    """
    headings = _headings(form)
    if not headings or len(text) > LONGEST:
        return None
    name = normal(label_and_aside(text)[0])
    if (found := headings.get(name)) or not (whose := _WHOSE.match(name)):
        return found
    return headings.plain.get(name[whose.end() :])


@lru_cache(maxsize=32)
def told_by_heading(form: Form) -> frozenset[str]:
    """Return the tables with a heading that have rows, or heads over a row without label, in common with another."""
    tables = [words for words in words_of(form) if words.form.table.heading]
    return frozenset(
        one.form.key for one in tables if any(one is not other and _are_alike(one, other) for other in tables)
    )


def _are_alike(one: TableWords, other: TableWords) -> bool:
    if one.labelled_rows and other.labelled_rows:
        return not one.rows.keys().isdisjoint(other.rows)
    return not one.labelled_rows and not other.labelled_rows and not one.columns.keys().isdisjoint(other.columns)


def rows_under_headings(form: Form, grids: Sequence[Grid]) -> list[PrintedRow]:
    """Return the rows of all grids in document order, each with the table that the last heading says it is of."""
    rows = printed_rows(grids, vocabulary(form))
    return [*_headed(form, grids, rows)] if told_by_heading(form) else rows


def _headed(form: Form, grids: Sequence[Grid], rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    key: str | None = None
    grid = -1
    for row in rows:
        if row.grid != grid:
            grid = row.grid
            key = table_headed(form, grids[grid].heading) or key
        if len(row.labels) == 1 and not row.has_values:
            key = table_headed(form, row.cells[row.labels[0][0]].text) or key
        yield evolve(row, barred=told_by_heading(form) - {key}) if key else row
