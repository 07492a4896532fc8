"""Which table a printed one is, where its rows are those of several: by the heading over it.

收入决算表 and 支出决算表 have the same rows; the line above each, or its first row, says which it is. A table that goes
on in the next grid, without a heading of its own, is the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from govdisclosure.form import Form, bands
from govdisclosure.grid import Grid
from govdisclosure.recognition.matching.beside import Part, apart
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.rows import PrintedRow, printed_rows
from govdisclosure.recognition.matching.units import label_and_aside
from govdisclosure.recognition.wordings import Wordings
from govdisclosure.spec import normal

LONGEST = 80
"""Characters beyond which a line is no heading of a table."""
_WHOSE = re.compile(r".{0,40}?(?:19|20)[0-9]{2}(?:年度|年)?(?:第?[一二三四1-4]季度|(?:1[0-2]|[1-9])月份?)?")
"""Whose figures and for which period, as it stands in front of headings."""


@frozen
class _Over:
    """What stands over a table: its section, and the table that has the heading over it, if any."""

    section: str
    headed: str | None


@lru_cache(maxsize=32)
def _over(form: Form) -> Mapping[str, _Over]:
    """Return what stands over each table; a heading is over the tables beside that have none, too."""
    found: dict[str, _Over] = {}
    for section in form.spec.sections:
        for band in (band for stack in section.draw for band in bands(form.spec, stack)):
            headed = None
            for key in band:
                headed = key if form.tables[key].table.heading else headed
                found[key] = _Over(section.key, headed)
    return found


@lru_cache(maxsize=32)
def _headings(form: Form) -> Wordings[frozenset[str]]:
    """Return the tables over which each wording of a heading, or of the title of a section, stands."""
    over = _over(form)
    titles = [
        (text, frozenset(key for key, one in over.items() if one.section == section.key))
        for section in form.spec.sections
        for text in (*section.title, *section.aliases)
    ]
    headings = [
        (text, frozenset(other for other, one in over.items() if one.headed == key))
        for key, table in form.tables.items()
        for text in (*(table.table.heading or ()), *table.table.heading_aliases)
    ]
    return Wordings.of((text, tables) for text, tables in (*titles, *headings) if tables)


def tables_headed(form: Form, text: str) -> frozenset[str]:
    """Return the tables over which a line stands as a heading, be it with a name and a year in front; none of most.

    >>> from govdisclosure import expand, load_spec
    >>> tables_headed(expand(load_spec("cn/2021")), "第二十条第（一）项")
    frozenset({'documents'})
    """
    headings = _headings(form)
    if len(text) > LONGEST:
        return frozenset()
    name = normal(label_and_aside(text)[0])
    if found := headings.get(name):
        return found
    whose = _WHOSE.match(name)
    return headings.plain.get(name[whose.end() :], frozenset()) if whose else frozenset()


@lru_cache(maxsize=32)
def told_by_heading(form: Form) -> frozenset[str]:
    """Return the tables that have rows, or heads over a row without label, in common with one under another heading."""
    over = _over(form)
    tables = words_of(form)
    return frozenset(
        one.form.key
        for one in tables
        if any(_differ(over[one.form.key], over[other.form.key]) and _are_alike(one, other) for other in tables)
    )


def _differ(one: _Over, other: _Over) -> bool:
    return one.section != other.section or (one.headed != other.headed and None not in (one.headed, other.headed))


def _are_alike(one: TableWords, other: TableWords) -> bool:
    if one.labelled_rows and other.labelled_rows:
        return not one.rows.keys().isdisjoint(other.rows)
    return not one.labelled_rows and not other.labelled_rows and not one.columns.keys().isdisjoint(other.columns)


def rows_under_headings(form: Form, grids: Sequence[Grid]) -> list[PrintedRow]:
    """Return the rows of all grids in document order, each barred from tables that the heading over it speaks against.

    Grids that hold tables drawn side by side are cut apart before.
    """
    parts = apart(form, grids)
    rows = printed_rows([part.grid for part in parts], form)
    if any(part.barred for part in parts):
        rows = [evolve(row, barred=parts[row.grid].barred) for row in rows]
    return [*_headed(form, parts, rows)] if told_by_heading(form) else rows


def _headed(form: Form, parts: Sequence[Part], rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    headed: frozenset[str] = frozenset()
    told = told_by_heading(form)
    grid = -1
    for row in rows:
        if row.grid != grid:
            grid = row.grid
            headed = tables_headed(form, parts[grid].grid.heading) or headed
        if len(row.labels) == 1 and not row.has_values:
            headed = tables_headed(form, row.cells[row.labels[0][0]].text) or headed
        yield evolve(row, barred=row.barred | (told - headed)) if headed else row
