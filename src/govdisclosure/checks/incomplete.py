"""Cells that say nothing, rows that are not there, and figures written with more precision than the form asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from govdisclosure import codes
from govdisclosure.form import Form, Line, TableForm, cell_name, line_name, table_name
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
    # A report that was read from a document says itself what was not found in it or not understood, once.
    said = {(problem.row, problem.column) for problem in report.problems if problem.table == table.key}
    codes_said = {problem.code for problem in report.problems if problem.table == table.key}
    if all(report.content(index).state == "absent" for index in table.cells.values()):
        if codes.MISSING_TABLE.id not in codes_said:
            yield missing_table(report, table)
        return
    left_out = {"absent"} if codes.MISSING_CELLS.id in codes_said else set()
    for row in table.rows.lines:
        cells = {
            column: index
            for column in table.columns.lines
            if (index := table.cells.get((row.index, column.index))) is not None
        }
        silent = {
            column: state
            for column, index in cells.items()
            if (state := _silence(report, index)) and state not in left_out
            if state != "unreadable" or said.isdisjoint({(row.path, None), (row.path, column.path)})
        }
        if silent:
            place = next(filter(None, (report.place(cells[column]) for column in silent)), "")
            yield Problem.of(
                codes.INCOMPLETE_ROW, _said(report, table, row, silent, len(cells)), table.key, row.path, place=place
            )


def _silence(report: Report, index: int) -> str:
    """Return the state of a cell that says nothing; empty for one that says something."""
    state = report.content(index).state
    means_zero = state == "blank" and report.form.values[index].blank == "zero"
    return state if state in SILENT and not means_zero else ""


def _said(report: Report, table: TableForm, row: Line, silent: Mapping[Line, str], cells: int) -> str:
    """Return what the silent cells of a row are, and what to do about them."""
    name = line_name(row, current()) or table_name(report.spec, table.key, current())
    columns: dict[str, list[str]] = {}
    for column, state in silent.items():
        columns.setdefault(state, []).append(line_name(column, current()))
    parts = []
    for state, names in columns.items():
        zh, en = SILENT[state]
        if len(names) == cells:
            parts.append(say(zh=f"整行{zh}", en=f"the whole row is {en}"))
        else:
            listed = say(zh="、", en=", ").join(names)
            parts.append(say(zh=f"{len(names)} 格{zh}（{listed}）", en=f"{len(names)} {en} ({listed})"))
    if "unreadable" in columns:
        # Something is printed there, which nobody is told to replace.
        advice = say(zh="请对照原件。", en="see what is printed there")
    else:
        advice = say(zh="没有的应填 0。", en="where there is nothing to report, write 0")
    return say(zh=f"“{name}”：{'，'.join(parts)}。{advice}", en=f"'{name}': {'; '.join(parts)}; {advice}")


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
            cell, name = form.cells[index], cell_name(form, index, current())
            message = say(
                zh=f"“{name}”：{format(number, 'f')} 的小数超过 {places} 位。",
                en=f"'{name}': {format(number, 'f')} has more than {places} decimal places",
            )
            yield Problem.of(codes.TOO_PRECISE, message, cell.table, cell.row, cell.column, place=report.place(index))
