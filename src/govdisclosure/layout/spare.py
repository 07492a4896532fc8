"""Spare lines of a form to fill in: rows and columns whose labels are typed together with their figures.

Where a report names rows itself and nobody said which, the form has some without a label. One that stays without is
none of the report's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from attrs import evolve, frozen

from govdisclosure.form import Form, Line, expand
from govdisclosure.grid import Page
from govdisclosure.language import say, using
from govdisclosure.layout.filled import blank_page


@frozen(eq=False)
class SpareLine:
    """A line that a form has beside those that were named."""

    table: str
    line: Line
    address: str
    """The open node that it belongs to."""
    label: int
    """The index of its label among the cells to be filled in: those of the labels follow those of the form."""


def with_spare_lines(form: Form, counts: Mapping[str, int], language: str) -> Form:
    """Return a form with so many spare lines more at its open nodes, by their addresses.

    Each has a name of its own, which is drawn nowhere but where checks are listed.
    """
    numbers = count(1)
    with using(language):
        spare = {address: tuple(_name(address, next(numbers)) for _ in range(most)) for address, most in counts.items()}
    return expand(form.spec, {**dict(form.keys), **spare})


def _name(address: str, number: int) -> str:
    is_row = address.partition("/")[2].startswith("rows:")
    return say(zh=f"备用{'行' if is_row else '列'} {number}", en=f"spare {'row' if is_row else 'column'} {number}")


def spare_lines(form: Form, named: Form) -> tuple[SpareLine, ...]:
    """Return the lines that a form has and one with fewer keys has not."""
    return tuple(
        SpareLine(table, line, address, len(form.cells) + number)
        for number, (table, line, address) in enumerate(_more(form, named))
    )


def _more(form: Form, named: Form) -> Iterator[tuple[str, Line, str]]:
    for key, table in form.tables.items():
        known = named.tables[key]
        for name, axis, before in (("rows", table.rows, known.rows), ("columns", table.columns, known.columns)):
            for line in axis.lines:
                if line.path not in before.by_path:
                    yield key, line, f"{key}/{name}:{line.path.removesuffix('.' + line.header.text(''))}"


def spare_page(form: Form, named: Form, language: str) -> Page:
    """Return a blank page whose spare lines have no labels: these are cells to be filled in as well."""
    labels = {spare.line.header.text(language): spare.label for spare in spare_lines(form, named)}
    page = blank_page(form, language)
    if not labels:
        return page
    sections = (
        evolve(
            section,
            grids=tuple(
                evolve(
                    grid,
                    cells=tuple(
                        evolve(cell, index=labels[cell.text], text="")
                        if cell.index is None and cell.text in labels
                        else cell
                        for cell in grid.cells
                    ),
                )
                for grid in section.grids
            ),
        )
        for section in page.sections
    )
    return evolve(page, sections=tuple(sections))
