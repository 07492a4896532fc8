"""Cells that say nothing, rows that are not there, and figures written with more precision than the form asks for."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from govdisclosure import codes
from govdisclosure.checks.ratios import ratio_problems
from govdisclosure.form import Form, Line, TableForm, cell_name, line_name, table_name
from govdisclosure.language import Words, current, say
from govdisclosure.report import Problem, Report, missing_table, year_outside
from govdisclosure.spec import decimal_places
from govdisclosure.specfile import not_official

SILENT = {
    "blank": Words("空白", "blank"),
    "absent": Words("缺失", "missing"),
    "unreadable": Words("无法辨认", "unreadable"),
}
"""Words for the states of a cell that says nothing."""

Said = Container[tuple[str, str | None, str | None]]
"""What a report says itself of a table: code, row and column of each problem, and once more with an empty code."""


def completeness(report: Report) -> Iterator[Problem]:
    """Yield one problem for every drawn row with cells that say nothing, and for what the form would not expect."""
    yield from _expectations(report)
    summed = {index for cells in report.subtotals for index in cells}
    empty = [index for index, value in enumerate(report.values) if value is None and index not in summed]
    for key, cells in groupby(empty, key=lambda index: report.form.cells[index].table):
        yield from _table(report, report.form.tables[key], [*cells])


def _expectations(report: Report) -> Iterator[Problem]:
    """Yield what the form would not expect of any report: its year, its precision, the form's own status."""
    spec = report.spec
    # A report that was read from a document says it itself.
    if all(problem.code != codes.YEAR_OUTSIDE.id for problem in report.problems):
        yield from year_outside(report)
    if spec.status != "official":
        yield Problem.of(codes.SPEC_STATUS, not_official(spec))
    yield from ratio_problems(report)
    if precise := _precise_cells(report.form):
        yield from _precision(report, precise)


def _table(report: Report, table: TableForm, empty: Sequence[int]) -> Iterator[Problem]:
    """Yield what there is to say of the cells of a table that hold no number, row by row."""
    problems = [problem for problem in report.problems if problem.table == table.key]
    said = {(code, problem.row, problem.column) for problem in problems for code in (problem.code, "")}
    if len(empty) < len(table.cells) or not report.lacks(empty):
        yield from _rows(report, table, empty, said)
    # A report that was read from a document says it itself.
    elif {codes.MISSING_TABLE.id, codes.TABLE_LEFT_OUT.id}.isdisjoint([problem.code for problem in problems]):
        yield missing_table(report, table)


def _rows(report: Report, table: TableForm, empty: Sequence[int], said: Said) -> Iterator[Problem]:
    for row, cells in groupby(empty, key=lambda index: report.form.lines[index][0]):
        silent = {index: state for index in cells if (state := _silence(report, index, said))}
        if silent:
            message = _message(report, table, row, silent)
            place = next(filter(None, map(report.place, silent)), "")
            yield Problem.of(codes.INCOMPLETE_ROW, message, table.key, row.path, place=place)


def _silence(report: Report, index: int, said: Said) -> str:
    """Return the state of a cell that says nothing; empty for one that says something.

    Empty too where a report that was read from a document has `said` itself that a cell was not found or understood.
    """
    state, ref = report.content(index).state, report.form.cells[index]
    match state:
        case "blank":
            is_known = report.form.values[index].blank == "zero"
        case "absent":
            is_known = (codes.MISSING_CELLS.id, None, None) in said
        case "unreadable":
            is_known = ("", ref.row, None) in said or ("", ref.row, ref.column) in said
        case _:
            is_known = True
    return "" if is_known else state


def _message(report: Report, table: TableForm, row: Line, silent: Mapping[int, str]) -> str:
    """Return what the silent cells of a row are, and what to do about them."""
    name = line_name(row, current()) or table_name(report.spec, table.key, current())
    columns: dict[str, list[str]] = {}
    for index, state in silent.items():
        columns.setdefault(state, []).append(line_name(report.form.lines[index][1], current()))
    cells = sum((row.index, column.index) in table.cells for column in table.columns.lines)
    parts = [_part(state, names, whole=len(names) == cells) for state, names in columns.items()]
    if "unreadable" in columns:
        # Something is printed there, which nobody is told to replace.
        advice = say(zh="请对照原件。", en="see what is printed there")
    elif any(report.form.values[index].numeric for index in silent):
        advice = say(zh="没有的应填 0。", en="where there is nothing to report, write 0")
    else:
        advice = say(zh="请补填。", en="fill them in")
    return say(zh=f"“{name}”：{'，'.join(parts)}。{advice}", en=f"'{name}': {'; '.join(parts)}; {advice}")


def _part(state: str, names: Sequence[str], *, whole: bool) -> str:
    """Return which columns of a row say nothing in one way, be it the whole row."""
    zh, en = SILENT[state]
    if whole:
        return say(zh=f"整行{zh}", en=f"the whole row is {en}")
    listed = say(zh="、", en=", ").join(names)
    return say(zh=f"{len(names)} 格{zh}（{listed}）", en=f"{len(names)} {en} ({listed})")


@lru_cache(maxsize=64)
def _precise_cells(form: Form) -> tuple[tuple[int, int], ...]:
    """Return the cells that limit decimal places, and to how many."""
    return tuple((index, value.places) for index, value in enumerate(form.values) if value.places is not None)


def _precision(report: Report, precise: tuple[tuple[int, int], ...]) -> Iterator[Problem]:
    form = report.form
    for index, places in precise:
        number = report.values[index]
        if number is not None and decimal_places(number) > places:
            cell, name = form.cells[index], cell_name(form, index, current())
            message = say(
                zh=f"“{name}”：{format(number, 'f')} 的小数超过 {places} 位。",
                en=f"'{name}': {format(number, 'f')} has more than {places} decimal places",
            )
            yield Problem.of(codes.TOO_PRECISE, message, cell.table, cell.row, cell.column, place=report.place(index))
