"""Cells that say nothing, rows that are not there, and figures written with more precision than the form asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from govdisclosure import codes
from govdisclosure.form import Form, Line, TableForm, line_name, table_name
from govdisclosure.language import Words, current, say
from govdisclosure.report import Problem, Report, missing_table, year_outside
from govdisclosure.specfile import not_official

SILENT = {
    "blank": Words("空白", "blank"),
    "absent": Words("缺失", "missing"),
    "unreadable": Words("无法辨认", "unreadable"),
}
"""Words for the states of a cell that says nothing."""


def completeness(report: Report) -> Iterator[Problem]:
    """Yield one problem for every drawn row with cells that say nothing, and what `expectations` yields."""
    yield from expectations(report)
    if report.contents or None in report.values:
        for table in report.form.tables.values():
            yield from _table(report, table)


def expectations(report: Report) -> Iterator[Problem]:
    """Yield what the form would not expect of any report: its year, its precision, the form's own status."""
    spec = report.spec
    # A report that was read from a document says it itself.
    if all(problem.code != codes.YEAR_OUTSIDE.id for problem in report.problems):
        yield from year_outside(report)
    if spec.status != "official":
        yield Problem.of(codes.SPEC_STATUS, not_official(spec))
    if precise := _precise_cells(report.form):
        yield from _precision(report, precise)


def _table(report: Report, table: TableForm) -> Iterator[Problem]:
    states = {place: report.content(index).state for place, index in table.cells.items()}
    if all(state == "absent" for state in states.values()):
        # A report that was read from a document says it itself.
        if all((problem.code, problem.table) != (codes.MISSING_TABLE.id, table.key) for problem in report.problems):
            yield missing_table(report, table)
        return
    for row in table.rows.lines:
        silent: dict[str, list[Line]] = {}
        cells = 0
        for column in table.columns.lines:
            index = table.cells.get((row.index, column.index))
            if index is None:
                continue
            cells += 1
            state = states[row.index, column.index]
            means_zero = state == "blank" and report.form.values[index].blank == "zero"
            if state in SILENT and not means_zero:
                silent.setdefault(state, []).append(column)
        if silent:
            yield _row(report, table, row, silent, cells)


def _row(report: Report, table: TableForm, row: Line, silent: dict[str, list[Line]], cells: int) -> Problem:
    language = current()
    name = line_name(row, language) or table_name(report.spec, table.key, language)
    parts = []
    for state, columns in silent.items():
        zh, en = SILENT[state]
        if len(columns) == cells:
            parts.append(say(zh=f"整行{zh}", en=f"the whole row is {en}"))
        else:
            listed = say(zh="、", en=", ").join(line_name(column, language) for column in columns)
            parts.append(say(zh=f"{len(columns)} 格{zh}（{listed}）", en=f"{len(columns)} {en} ({listed})"))
    what = say(zh="，", en="; ").join(parts)
    return Problem.of(
        codes.INCOMPLETE_ROW,
        say(zh=f"“{name}”：{what}。没有的应填 0。", en=f"'{name}': {what}; where there is nothing to report, write 0"),
        table.key,
        row.path,
    )


@lru_cache(maxsize=64)
def _precise_cells(form: Form) -> tuple[tuple[int, int], ...]:
    """Return the cells that limit decimal places, and to how many."""
    return tuple((index, value.places) for index, value in enumerate(form.values) if value.places is not None)


def _precision(report: Report, precise: tuple[tuple[int, int], ...]) -> Iterator[Problem]:
    form = report.form
    for index, places in precise:
        number = report.values[index]
        if number is None:
            continue
        exponent = number.as_tuple().exponent if not isinstance(number, int) else 0
        if isinstance(exponent, int) and -exponent > places:
            cell = form.cells[index]
            message = say(
                zh=f"{format(number, 'f')} 的小数超过 {places} 位。",
                en=f"{format(number, 'f')} has more than {places} decimal places",
            )
            yield Problem.of(codes.TOO_PRECISE, message, cell.table, cell.row, cell.column)
