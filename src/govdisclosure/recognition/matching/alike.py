"""Documents drawn alike: what was found in one is found in the next without looking for it, figures aside.

Offices print one form with other figures year after year. Which cell is which follows from labels, blanks and spans,
and from no figure; so it is found once for all documents that have these in common, and their figures alone are read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from attrs import evolve

from govdisclosure.form import Form
from govdisclosure.grid import Grid, GridCell
from govdisclosure.recognition.matching.lexicon import known_words, words_of
from govdisclosure.recognition.matching.match_grids import Matched, match
from govdisclosure.recognition.matching.numbers import MAX_TEXT, Printed, is_figure, of_figure, read_cell
from govdisclosure.recognition.matching.row_reading import Found
from govdisclosure.recognition.matching.units import has_scales
from govdisclosure.spec import Value

_Drawing: TypeAlias = tuple[object, ...]
"""A form, and everything about the tables of a document but their figures."""
_MOST, _MOST_CELLS = 64, 2_000
"""Documents that are remembered, and cells of each."""
_COUNTED = {1, 2, 3}
"""Figures of a row without label that may do nothing but number the columns."""


class _Place(NamedTuple):
    """Where a cell of the form stands among the cells of a document, and what its text says; None if it says more."""

    of: int
    number: int
    says: Callable[[str], Printed | None]


_known: dict[_Drawing, tuple[tuple[_Place, ...], Matched]] = {}
"""What was found in the first document of each drawing."""


def matched(form: Form, grids: Sequence[Grid]) -> Matched:
    """Find the cells of a form in the grids of a document as `match` does, or as in a document drawn alike."""
    if not _is_told_by_labels(form):
        return match(form, grids)
    cells = [cell for grid in grids for cell in grid.cells]
    drawing = (form, *map(_drawn, grids))
    known = _known.get(drawing)
    if known and (again := _found_again(form, *known, cells)):
        return again
    found = match(form, grids)
    if places := _places(form, found, cells):
        if len(_known) >= _MOST:
            _known.clear()
        _known[drawing] = places, evolve(found, found={})
    return found


@lru_cache(maxsize=32)
def _is_told_by_labels(form: Form) -> bool:
    """Whether a form has no name that is a number, and no cell that does not take every number."""
    return all(value.numeric for value in form.values) and not any(map(str.isdecimal, known_words(form)))


def _drawn(grid: Grid) -> _Drawing:
    cells = [
        (one.row, one.column, one.rowspan, one.colspan, None if is_figure(one.text) else one.text) for one in grid.cells
    ]
    return grid.height, grid.width, grid.flattened, grid.note, grid.heading, tuple(cells)


def _places(form: Form, first: Matched, cells: Sequence[GridCell]) -> tuple[_Place, ...]:
    """Return where the cells of a form were found; nothing if with other figures something else may be found.

    Every figure must be that of one cell, and nothing left to be said.
    """
    if first.problems or first.subtotals or first.ambiguous or not _is_short(cells):
        return ()
    numbers = {id(cell): number for number, cell in enumerate(cells)}
    found = {numbers.get(id(one.cell), -1): index for index, one in first.found.items()}
    figures = {number for number, cell in enumerate(cells) if is_figure(cell.text)}
    if not found.keys() >= figures or len(found) < len(first.found) or -1 in found:
        return ()
    return tuple([_Place(of, number, _reader(first.found[of], form.values[of])) for number, of in found.items()])


def _is_short(cells: Sequence[GridCell]) -> bool:
    """Whether the cells of a document take so little room that they can be remembered."""
    return len(cells) <= _MOST_CELLS and all(len(cell.text) <= MAX_TEXT for cell in cells)


def _reader(first: Found, value: Value) -> Callable[[str], Printed | None]:
    """Return how a cell is read: a figure anew, and anything else only as the same text was read before.

    That holds of a figure of money too which is printed without a unit: nothing need be said of 0 alone.
    """
    if not is_figure(first.cell.text) or (has_scales(value) and not first.printed.unit):
        return lambda text: first.printed if text == first.cell.text else None
    is_bare = value.kind == "integer" and not first.printed.unit
    return of_figure if is_bare else partial(read_cell, value=value, unit=first.printed.unit)


def _found_again(form: Form, places: Sequence[_Place], first: Matched, cells: Sequence[GridCell]) -> Matched | None:
    """Return what was found of a document in the places of the first one; None where it need not be the same.

    A row of 1, 2, 3 without a label may count the columns.
    """
    found = {of: Found(said, cell) for of, number, says in places if (said := says((cell := cells[number]).text))}
    bare = [index for words in words_of(form) if not words.labelled_rows for index in words.form.cells.values()]
    counted = {found[index].printed.number for index in bare if index in found} >= _COUNTED
    return evolve(first, found=found) if len(found) == len(places) and not counted else None
