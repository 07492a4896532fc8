"""Printed tables that hold two of a format side by side, as 资产 | 负债, cut apart where the second begins.

What reaches over the cut, as a heading over both, stands in both parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from govdisclosure.form import Form, bands
from govdisclosure.grid import Grid, GridCell
from govdisclosure.layout import draw_stack
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.numbers import is_value
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
    return [part for grid in grids for part in _parts(form, Part(grid), _fitting(grid, together))]


@lru_cache(maxsize=32)
def _together(form: Form) -> list[_Beside]:
    """Return the tables that the format draws side by side."""
    words = {table.form.key: table for table in words_of(form)}
    return [
        _Beside(
            tuple(words[key] for key in band),
            tuple(table for key, table in words.items() if key not in band),
            tuple(table.every_name for key, table in words.items() if key not in stack),
        )
        for section in form.spec.sections
        for stack in section.draw
        for band in bands(form.spec, stack)
        if band[1:]
    ]


@frozen(eq=False, repr=False)
class _Beside:
    """Tables side by side, all other tables, and the names of each that is not drawn in one with them."""

    tables: tuple[TableWords, ...]
    rest: tuple[TableWords, ...]
    others: tuple[frozenset[str], ...]

    @property
    def names(self) -> frozenset[str]:
        """Every name of the tables."""
        return frozenset().union(*(table.every_name for table in self.tables))

    def foreign(self, printed: frozenset[str]) -> frozenset[str]:
        """Return the names, none of these tables, of all others of whose rows and columns most are printed."""
        strange = printed - self.names
        return frozenset().union(*(strange & table.every_name for table in self.rest if _is_printed(table, strange)))

    def after_first(self) -> _Beside:
        """Return the same without the first table."""
        return evolve(self, tables=self.tables[1:])


def _is_printed(table: TableWords, printed: frozenset[str]) -> bool:
    """Whether most rows and columns of a table are among some names."""
    axes = (table.rows, table.columns)
    bearing = sum(len({line for name in printed & axis.keys() for line in axis[name]}) for axis in axes)
    return 2 * bearing > len(table.form.rows.lines) + len(table.form.columns.lines)


def _fitting(grid: Grid, together: Sequence[_Beside]) -> list[_Beside]:
    """Return those of the tables side by side that have as many names in common with a grid as any drawn elsewhere."""
    printed = {normal(cell.text) for cell in _labels(grid)}
    return [
        beside
        for beside in together
        if len(printed & beside.names) >= max((len(printed & names) for names in beside.others), default=0)
    ]


def _parts(form: Form, part: Part, together: Sequence[_Beside]) -> Iterator[Part]:
    """Cut a part where the tables to the right of the first begin, in whatever tables side by side it may be."""
    grid = part.grid
    cuts = [(cut, beside) for beside in together if (cut := _cut(form, grid, beside.tables)) is not None]
    if not cuts:
        yield part
        return
    first = min(cut for cut, _ in cuts)
    here = [beside for cut, beside in cuts if cut == first]
    top, end = _rows_beside(grid, first, here[0])
    if top:
        yield evolve(part, grid=_rows(grid, 0, top))
    left, right = frozenset(one.tables[0].form.key for one in here), frozenset(_keys(here))
    band = _rows(grid, top, end)
    yield Part(_columns(band, 0, first), part.barred | right)
    rest = Part(_columns(band, first, grid.width), part.barred | left)
    yield from _parts(form, rest, [one.after_first() for one in here if one.tables[2:]])
    if end < grid.height:
        below = evolve(part, grid=_rows(grid, end, grid.height))
        yield from _parts(form, below, [beside for beside in together if beside not in here])


def _keys(together: Sequence[_Beside]) -> Iterator[str]:
    return (table.form.key for beside in together for table in beside.tables[1:])


def _rows_beside(grid: Grid, cut: int, beside: _Beside) -> tuple[int, int]:
    """Return the first row of tables side by side and the row after the last, without other tables printed with them.

    A table below begins with what reaches over the cut: its heading, or its head.
    """
    foreign = _rows_with(grid, beside.foreign(frozenset(normal(cell.text) for cell in _labels(grid))))
    own = _rows_with(grid, beside.names.difference(*(table.every_name for table in beside.rest)))
    over = {cell.row for cell in grid.cells if cell.column < cut < cell.end and cell.text.strip()}
    figures = {cell.row for cell in grid.cells if is_value(cell.text)}
    first = min(own, default=0)
    above = {row for row in foreign | over | figures if row < first}
    below = {row for row in foreign | over if row > first}
    return (max(above) + 1 if foreign & above else 0, min(below) if foreign & below else grid.height)


def _rows_with(grid: Grid, names: frozenset[str]) -> set[int]:
    """Return the rows in which labels of these names begin."""
    return {cell.row for cell in _labels(grid) if normal(cell.text) in names}


def _cut(form: Form, grid: Grid, tables: Sequence[TableWords]) -> int | None:
    """Return the column at which the tables to the right of the first begin: with a name that only they have.

    Names of the first itself must stand further left, or the tables are printed one below the other.
    """
    left, *right = (table.every_name for table in tables)
    others = frozenset().union(*right)
    own, other = _first_column(grid, left - others), _first_column(grid, others - left)
    if own == other == grid.width:
        return _as_drawn(form, grid, tables)
    if not own < other < grid.width:
        return None
    units = any(cell.end == other and normal(cell.text) in tables[1].units for cell in _labels(grid))
    return other - 1 if units and tables[1].form.table.unit_column else other


def _as_drawn(form: Form, grid: Grid, tables: Sequence[TableWords]) -> int | None:
    """Return the same column where the tables have all names in common, of a table that is as wide as the form's."""
    widths = [draw_stack(form, (table.form.key,), form.spec.languages[0]).width for table in tables]
    alike = all(table.every_name == tables[0].every_name for table in tables)
    return widths[0] if alike and grid.width == sum(widths) else None


def _first_column(grid: Grid, names: frozenset[str]) -> int:
    """Return the first column in which one of some names stands; the width of the grid where none does."""
    return min((cell.column for cell in _labels(grid) if normal(cell.text) in names), default=grid.width)


def _labels(grid: Grid) -> Iterator[GridCell]:
    """Yield the cells that hold words: a figure may be the key of a row of the report's own."""
    return (cell for cell in grid.cells if not is_value(cell.text))


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


def _rows(grid: Grid, first: int, end: int) -> Grid:
    """Return some rows of a grid as one of its own."""
    cells = [
        evolve(cell, row=max(cell.row, first) - first, rowspan=min(cell.bottom, end) - max(cell.row, first))
        for cell in grid.cells
        if cell.row < end and cell.bottom > first
    ]
    return evolve(grid, height=end - first, cells=tuple(cells))
