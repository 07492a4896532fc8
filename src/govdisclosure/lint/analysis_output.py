"""An analysis of the rules of a format as text for a terminal, as data, and drawn on the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from govdisclosure.form import Exact, section_title
from govdisclosure.grid import Grid, draw
from govdisclosure.language import current, say
from govdisclosure.layout import draw_stack
from govdisclosure.lint.analysis import Analysis
from govdisclosure.lint.analysis_words import SIGHTS, SIGNS, count_head, counts, facts, reasons
from govdisclosure.lint.sight import Watched
from govdisclosure.wrapping import width_of


def sight_grid(analysis: Analysis, stack: Sequence[str]) -> Grid:
    """Return tables as they are drawn, in each cell the sign of what is seen of an error in it."""
    signs = {cell.index: SIGNS[cell.sight] for cell in analysis.cells}
    grid = draw_stack(analysis.form, tuple(stack), current())
    return evolve(
        grid, cells=tuple(cell.saying(signs[cell.index]) if cell.index in signs else cell for cell in grid.cells)
    )


def analysis_text(analysis: Analysis) -> str:
    """Return an analysis as text for a terminal: facts, a table of counts, reasons, and the form with its signs."""
    return "\n".join(_lines(analysis)) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    spec = analysis.form.spec
    colon = say(zh="：", en=": ")
    yield f"{spec.id}  {spec.title[current()]}"
    yield from (f"{name}{colon}{said}" for name, said in facts(analysis))
    yield ""
    yield say(zh="单独一格填错时：", en="A single wrong number is:")
    head, *rows = [(line[1], *line[2:]) for line in (count_head(), *counts(analysis))]
    widths = [max(map(width_of, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        yield "  ".join(text + " " * (width - width_of(text)) for text, width in zip(row, widths, strict=True)).rstrip()
    yield from ("", *reasons(analysis))
    for section in spec.sections:
        for stack in section.draw:
            yield ""
            yield section_title(spec, section, current())
            yield draw(sight_grid(analysis, stack)).rstrip("\n")


def analysis_data(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as data for JSON."""
    form = analysis.form
    return {
        "spec": form.spec.id,
        "consistent": analysis.consistent,
        "conflicts": [[relation.id for relation in relations] for relations in analysis.blank.conflicts],
        "forced": [{"cell": str(form.cell(one.index)), "value": _number(one.number)} for one in analysis.blank.settled],
        "bounds": [
            {"cell": str(form.cell(one.index)), "min": _number(one.low), "max": _number(one.high)}
            for one in analysis.bounds
        ],
        "redundant": [{"rule": one.rule, "because": list(one.because)} for one in analysis.redundant],
        "independent_equalities": analysis.independent,
        "not_fully_tested": list(analysis.untested),
        "bounds_complete": not analysis.unbounded,
        "counts": {sight: analysis.count(sight) for sight in SIGHTS},
        "cells": [_cell_data(analysis, cell) for cell in analysis.cells],
    }


def _cell_data(analysis: Analysis, cell: Watched) -> dict[str, Any]:
    where = analysis.form.cell(cell.index)
    return {
        "table": where.table,
        "row": where.row,
        "column": where.column,
        "sight": cell.sight,
        "rules": [relation.id for relation in cell.rules],
        "between_years": [relation.id for relation in cell.between],
        "texts": list(cell.texts),
        "beyond": _number(cell.beyond),
        "equal_ways": len(cell.group),
    }


def _number(number: Exact | None) -> int | Decimal | str | None:
    """Return a number for JSON; a fraction without an end is written as one."""
    if number is None or isinstance(number, int):
        return number
    digits = Decimal(number.numerator) / Decimal(number.denominator)
    return digits if digits * number.denominator == number.numerator else str(number)
