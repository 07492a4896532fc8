"""Sums that figures suggest: a line that is the sum of the lines directly before it, or after it, in every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from govdisclosure.form import ExpandedAxis, RowsOrColumns, TableForm, add
from govdisclosure.spec import Number

MOST_LINES = 120
"""Lines of an axis beyond which no sums are looked for."""
_PARTS = 2
"""Parts that are not zero which a sum has at least, or it says nothing."""

Figures = Sequence[Sequence[Number | None]]


def suggested(form: TableForm, figures: Figures) -> Iterator[str]:
    """Yield the lines of rules, as comments of a spec file, that hold on the figures of a table.

    `figures` has a row of numbers for each row of the form; None is no number.
    """
    across = [list(column) for column in zip(*figures, strict=True)]
    axes: tuple[tuple[RowsOrColumns, RowsOrColumns, Figures], ...] = (
        ("rows", "columns", figures),
        ("columns", "rows", across),
    )
    for axis, each, lines in axes:
        for total, parts in _sums(lines):
            yield from _rule(form.key, form.axis(axis), each, total, parts)


def _rule(table: str, axis: ExpandedAxis, each: RowsOrColumns, total: int, parts: range) -> Iterator[str]:
    paths = [line.path for line in axis.lines]
    label = " ".join(axis.lines[total].texts("zh")) or paths[total]
    yield f"#   {table}_{each}_{total + 1}:"
    yield f"#     table: {table}"
    yield f"#     each: {each}"
    yield f"#     check: {paths[total]} == {' + '.join(paths[part] for part in parts)}"
    yield f"#     label: {{zh: '{label.replace(chr(39), chr(39) * 2)}'}}"


def _sums(lines: Figures) -> Iterator[tuple[int, range]]:
    """Yield each line that is the sum of a run of lines next to it, with the longest such run."""
    if len(lines) > MOST_LINES:
        return
    for total in range(len(lines)):
        above = (range(first, total) for first in range(total - 1))
        below = (range(total + 1, end) for end in range(len(lines), total + _PARTS, -1))
        found = next((run for runs in (above, below) for run in runs if _is_sum(lines, total, run)), None)
        if found is not None:
            yield total, found


def _is_sum(lines: Figures, total: int, parts: range) -> bool:
    """Whether a line is the sum of others wherever it has a number, and that says something somewhere."""
    columns = [(whole, [lines[part][place] for part in parts]) for place, whole in enumerate(lines[total])]
    known = [(whole, numbers) for whole, numbers in columns if whole is not None or any(numbers)]
    return all(None not in numbers and _sum(numbers) == whole for whole, numbers in known) and any(
        sum(map(bool, numbers)) >= _PARTS for whole, numbers in known
    )


def _sum(numbers: Sequence[Number | None]) -> Number:
    nothing: Number = 0
    return reduce(add, (number or 0 for number in numbers), nothing)
