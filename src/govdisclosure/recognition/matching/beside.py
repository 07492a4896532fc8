"""Printed tables that hold two of a format side by side, as 资产 | 负债, cut apart where the second begins.

What reaches over the cut, as a heading over both, stands in both parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from govdisclosure.form import Form, bands
from govdisclosure.grid import Grid
from govdisclosure.layout import draw_stack
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.spec import normal


@frozen(eq=False, repr=False)
class Part:
    """A printed table, or one of those side by side in it, and the tables of the format that it is not for that."""

    grid: Grid
    barred: frozenset[str] = frozenset()


def apart(form: Form, grids: Sequence[Grid]) -> list[Part]:
    """Return the grids of a document, those that hold tables drawn beside each other cut into one for each."""
    together = _together(form)
    if not together:
        return [Part(grid) for grid in grids]
    return [part for grid in grids for part in _parts(form, Part(grid), _fitting(form, grid, together))]


@lru_cache(maxsize=32)
def _together(form: Form) -> list[tuple[TableWords, ...]]:
    """Return the tables that the format draws side by side."""
    words = {table.form.key: table for table in words_of(form)}
    stacks = (stack for section in form.spec.sections for stack in section.draw)
    return [tuple(words[key] for key in band) for stack in stacks for band in bands(form.spec, stack) if band[1:]]


def _fitting(form: Form, grid: Grid, together: Sequence[tuple[TableWords, ...]]) -> list[tuple[TableWords, ...]]:
    """Return those of the tables side by side that have as many names in common with a grid as any table alone."""
    printed = {normal(cell.text) for cell in grid.cells if cell.text}
    most = max(len(printed & table.every_name) for table in words_of(form))
    return [
        tables
        for tables in together
        if len(printed & frozenset().union(*(table.every_name for table in tables))) >= most
    ]


def _parts(form: Form, part: Part, together: Sequence[tuple[TableWords, ...]]) -> Iterator[Part]:
    """Cut a part where the tables to the right of the first begin, in whatever tables side by side it may be."""
    grid = part.grid
    cuts = [(cut, tables) for tables in together if (cut := _cut(form, grid, tables)) is not None]
    if not cuts:
        yield part
        return
    first = min(cut for cut, _ in cuts)
    here = [tables for cut, tables in cuts if cut == first]
    left, right = frozenset(tables[0].form.key for tables in here), frozenset(_keys(here))
    yield Part(_columns(grid, 0, first), part.barred | right)
    rest = Part(_columns(grid, first, grid.width), part.barred | left)
    yield from _parts(form, rest, [tables[1:] for tables in here if tables[2:]])


def _keys(together: Sequence[tuple[TableWords, ...]]) -> Iterator[str]:
    return (table.form.key for tables in together for table in tables[1:])


def _cut(form: Form, grid: Grid, tables: Sequence[TableWords]) -> int | None:
    """Return the column at which the tables to the right of the first begin: with a name that only they have.

    Names of the first itself must stand further left, or the tables are printed one below the other.
    """
    left, *right = (table.every_name for table in tables)
    others = frozenset().union(*right)
    own, other = _first_column(grid, left - others), _first_column(grid, others - left)
    if own is None and other is None:
        return _as_drawn(form, grid, tables)
    return other if own is not None and other is not None and own < other else None


def _as_drawn(form: Form, grid: Grid, tables: Sequence[TableWords]) -> int | None:
    """Return the same column where the tables have all names in common, of a table that is as wide as the form's."""
    widths = [draw_stack(form, (table.form.key,), form.spec.languages[0]).width for table in tables]
    alike = all(table.every_name == tables[0].every_name for table in tables)
    return widths[0] if alike and grid.width == sum(widths) else None


def _first_column(grid: Grid, names: frozenset[str]) -> int | None:
    return min((cell.column for cell in grid.cells if cell.text and normal(cell.text) in names), default=None)


def _columns(grid: Grid, first: int, end: int) -> Grid:
    """Return some columns of a grid as one of its own."""
    cells = [
        evolve(
            cell,
            column=max(cell.column, first) - first,
            colspan=min(cell.end, end) - max(cell.column, first),
        )
        for cell in grid.cells
        if cell.column < end and cell.end > first
    ]
    return evolve(grid, width=end - first, cells=tuple(cells))
