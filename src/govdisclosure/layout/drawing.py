"""A form drawn: the grid of every table with its spans, from the header trees alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, starmap, takewhile

from attrs import evolve, frozen

from govdisclosure.form import NOBODY, ExpandedAxis, Form, Header, TableForm, Whose, bands
from govdisclosure.grid import CellKind, Grid, GridCell
from govdisclosure.language import say, using
from govdisclosure.layout.heads import head_rows, under_label_spanner, under_spanner, with_head
from govdisclosure.spec import Section


def drawn_tables(form: Form, language: str = "zh") -> Iterator[tuple[Section, Grid]]:
    """Yield every drawn table of a form with the section it stands in, in document order.

    >>> from govdisclosure import expand, load_spec
    >>> [(section.key, grid.height, grid.width) for section, grid in drawn_tables(expand(load_spec("cn/2021")))]
    [('proactive', 14, 4), ('applications', 28, 10), ('disputes', 4, 15)]
    """
    for section in form.spec.sections:
        for stack in section.draw:
            yield section, draw_stack(form, stack, language)


def draw_stack(form: Form, stack: tuple[str, ...], language: str, whose: Whose = NOBODY) -> Grid:
    """Draw tables as one grid, below each other or side by side; the last column of what is narrower is stretched."""
    grid = _stack(form, stack, language)
    if not any("{" in cell.text for cell in grid.cells if cell.kind == "heading"):
        return grid
    cells = (cell.saying(whose.worded(cell.text)) if cell.kind == "heading" else cell for cell in grid.cells)
    return evolve(grid, cells=tuple(cells))


@lru_cache(maxsize=256)
def _stack(form: Form, stack: tuple[str, ...], language: str) -> Grid:
    """Draw a stack with its headings as the spec words them."""
    grids = [
        _side_by_side(
            [(_draw(form, table, language), _feet(table, language)) for table in (form.tables[key] for key in band)]
        )
        for band in bands(form.spec, stack)
    ]
    whole = _below_each_other(grids)
    feet = tuple(foot[language] for key in stack if (foot := form.tables[key].table.footnote))
    return evolve(whole, note=_unit_note(form, stack, whole.cells, language), feet=feet)


def _below_each_other(grids: Sequence[Grid]) -> Grid:
    width = max(grid.width for grid in grids)
    cells: list[GridCell] = []
    height = 0
    for grid in grids:
        for cell in grid.cells:
            stretch = width - grid.width if cell.end == grid.width else 0
            cells.append(evolve(cell, row=cell.row + height, colspan=cell.colspan + stretch))
        height += grid.height
    return Grid(height, width, tuple(cells))


def _unit_of_amounts(form: Form, stack: tuple[str, ...], language: str) -> str:
    """Return the unit that all numbers of some tables have; nothing where they differ, or are counted."""
    values = {form.values[index] for key in stack for index in form.tables[key].cells.values()}
    units = {value.unit_in(language) if value.kind == "decimal" else "" for value in values if value.numeric}
    return units.pop() if len(units) == 1 else ""


def _unit_note(form: Form, stack: tuple[str, ...], cells: Sequence[GridCell], language: str) -> str:
    """Return the line that says the unit of amounts, where all have the same and none of the headers says it."""
    unit = _unit_of_amounts(form, stack, language)
    if not unit or any(cell.kind == "unit" or unit in cell.text for cell in cells):
        return ""
    with using(language):
        return say(zh=f"单位：{unit}", en=f"Unit: {unit}")


_Feet = tuple[int, ...]
"""How many rows before the end of a table each total stands that is printed below what it sums."""


def _feet(table: TableForm, language: str) -> _Feet:
    totals = {
        line.index for line in table.rows.lines if line.header.kind == "total" and line.header.node.total_at != "start"
    }
    _, lines, _ = _stub(table, language)
    return tuple(len(lines) - row for row, line in enumerate(lines) if line in totals)


def _side_by_side(tables: Sequence[tuple[Grid, _Feet]]) -> Grid:
    """Put tables next to each other: their heads end in one row, and their totals stand in the same rows.

    A heading of the first alone stands over all of them.
    """
    grids = [grid for grid, _ in tables]
    if len(grids) == 1:
        return grids[0]
    over, *others = [[cell for cell in grid.cells if cell.kind == "heading"] for grid in grids]
    if over and not any(others):
        return _under_heading(over, _side_by_side([(_lifted(grids[0]), tables[0][1]), *tables[1:]]))
    head = max(map(head_rows, grids))
    return _filled_up([(with_head(grid, head), feet) for grid, feet in tables])


def _under_heading(over: Sequence[GridCell], below: Grid) -> Grid:
    """Return a table under a heading as wide as all of it."""
    head = (evolve(cell, colspan=below.width) for cell in over)
    return Grid(below.height + 1, below.width, (*head, *(evolve(cell, row=cell.row + 1) for cell in below.cells)))


def _lifted(grid: Grid) -> Grid:
    """Return a table without its heading."""
    cells = (evolve(cell, row=cell.row - 1) for cell in grid.cells if cell.kind != "heading")
    return Grid(grid.height - 1, grid.width, tuple(cells))


def _filled_up(tables: Sequence[tuple[Grid, _Feet]]) -> Grid:
    """Put tables next to each other, with empty cells above the totals and at the end of those with fewer rows."""
    parts = _parts(tables)
    tops = [0, *accumulate(max(map(len, level)) for level in zip(*parts, strict=True))]
    cells: list[GridCell] = []
    left = 0
    for (grid, _), own in zip(tables, parts, strict=True):
        rows = [top + row for part, top in zip(own, tops, strict=False) for row in range(len(part))]
        cells += (evolve(cell, row=rows[cell.row], column=cell.column + left) for cell in grid.cells)
        missing = sorted(set(range(tops[-1])).difference(rows))
        cells += (GridCell(row, left + column, kind="empty") for row in missing for column in range(grid.width))
        left += grid.width
    return Grid(tops[-1], left, tuple(cells))


def _parts(tables: Sequence[tuple[Grid, _Feet]]) -> list[list[range]]:
    """Return the rows of each table from total to total; all of them as one part where these do not correspond."""
    starts = [[0, *(grid.height - foot for foot in feet)] for grid, feet in tables]
    if len(set(map(len, starts))) > 1 or any(_cuts(grid, own) for (grid, _), own in zip(tables, starts, strict=True)):
        return [[range(grid.height)] for grid, _ in tables]
    return [[*starmap(range, pairwise((*own, grid.height)))] for (grid, _), own in zip(tables, starts, strict=True)]


def _cuts(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether a cell reaches from above one of some rows into it."""
    return any(cell.row < row < cell.row + cell.rowspan for cell in grid.cells for row in rows)


@frozen
class _Placed:
    """A header laid along its axis: on which level, over how many levels, and over which lines."""

    header: Header
    level: int
    levels: int
    first: int
    count: int


def _placed(axis: ExpandedAxis) -> tuple[list[_Placed], int]:
    """Lay the headers of an axis on levels, the outermost on level 0; return them and the number of levels."""
    depth = max((sum(1 for header in line.chain if header.label) for line in axis.lines), default=0)
    found: list[_Placed] = []

    def lay(header: Header, level: int) -> None:
        if header.label:
            levels = 1 if header.children else depth - level
            found.append(_Placed(header, level, levels, header.first, header.last - header.first))
            level += 1
        for child in header.children:
            lay(child, level)

    lay(axis.root, 0)
    return [placed for placed in found if placed.count], depth


def _draw(form: Form, table: TableForm, language: str) -> Grid:
    stub, lines, stub_width = _stub(table, language)
    spanners, head = _placed(table.columns)
    top = 1 if table.table.heading else 0
    left = stub_width + (1 if table.table.unit_column else 0)
    width = left + len(table.columns.lines)
    cells = (
        *_above(table, head, stub_width, width, language),
        *(_spanner(placed, top, left, language) for placed in spanners),
        *(evolve(cell, row=cell.row + top + head) for cell in stub),
        *(
            evolve(cell, row=top + head + row)
            for row, line in enumerate(lines)
            for cell in _row(form, table, line, stub_width, language)
        ),
    )
    return _under_spanners(form, table, Grid(top + head + len(lines), width, cells), left, language)


def _under_spanners(form: Form, table: TableForm, grid: Grid, left: int, language: str) -> Grid:
    """Return a table under the spanners that its format names; its labels take so many columns."""
    spec = table.table
    if spec.label_spanner:
        words = takewhile(lambda line: not _is_numeric(form, table, line), range(len(table.columns.lines)))
        grid = under_label_spanner(grid, spec.label_spanner[language], left + len(tuple(words)))
    return under_spanner(grid, spec.spanner[language]) if spec.spanner else grid


def _is_numeric(form: Form, table: TableForm, column: int) -> bool:
    return any(form.values[index].numeric for (_, line), index in table.cells.items() if line == column)


def _above(table: TableForm, head: int, stub_width: int, width: int, language: str) -> Iterator[GridCell]:
    """Yield what stands above the rows and beside the labels of the columns: heading, stubhead, head of the units."""
    spec = table.table
    top = 1 if spec.heading else 0
    if spec.heading:
        yield GridCell(0, 0, spec.heading[language], 1, width, "heading")
    if stub_width and head:
        yield GridCell(top, 0, spec.corner[language] if spec.corner else "", head, stub_width, "corner")
    if spec.unit_column and head:
        yield GridCell(top, stub_width, spec.unit_column.label[language], head, 1, "unit")


def _spanner(placed: _Placed, top: int, left: int, language: str) -> GridCell:
    place = top + placed.level, left + placed.first
    return GridCell(*place, placed.header.text(language), placed.levels, placed.count, "header")


def _row(form: Form, table: TableForm, line: int | None, stub_width: int, language: str) -> Iterator[GridCell]:
    """Yield the cells of a row beside its labels: its unit, and its values."""
    unit = table.table.unit_column
    if unit:
        yield GridCell(0, stub_width, row_unit(form, table, line, language), kind="unit")
    left = stub_width + (1 if unit else 0)
    for column in table.columns.lines:
        index = None if line is None else table.cells.get((line, column.index))
        is_text = index is not None and form.values[index].kind == "text"
        kind: CellKind = "empty" if index is None else "words" if is_text else "value"
        yield GridCell(0, left + column.index, kind=kind, index=index)


def _stub(table: TableForm, language: str) -> tuple[list[GridCell], list[int | None], int]:
    """Return the label cells (rows from 0), the line of every drawn row (None for a heading row), and the width."""
    if table.table.stub == "outline":
        rows = [header for header in table.rows.root.walk() if header.label or header.line is not None]
        cells = [GridCell(number, 0, header.text(language), kind="stub") for number, header in enumerate(rows)]
        return cells, [header.line for header in rows], 1
    headers, depth = _placed(table.rows)
    cells = [
        GridCell(placed.first, placed.level, placed.header.text(language), placed.count, placed.levels, "stub")
        for placed in headers
    ]
    return cells, [line.index for line in table.rows.lines], depth


def row_unit(form: Form, table: TableForm, line: int | None, language: str) -> str:
    """Return the units of a row, or the sign that its spec gives to rows without cells, as a column of units has it."""
    unit_column = table.table.unit_column
    indices = [index for (row, _), index in table.cells.items() if row == line]
    units = dict.fromkeys(form.values[index].unit_in(language) for index in indices)
    return " ".join(filter(None, units)) or (unit_column.none if unit_column and not indices else "")
