"""What a report lacks that its form asks for: its year, tables and cells that the document did not have."""

from __future__ import annotations

from collections.abc import Container, Iterator

from govdisclosure import codes
from govdisclosure.form import TableForm, line_name, table_name
from govdisclosure.language import current, say
from govdisclosure.report.contents import Problem
from govdisclosure.report.model import Report
from govdisclosure.statements import MAX_TEXT, plain, template, word_lists

_NAMED = 3
"""Rows that a message names; of more it says how many."""


def year_outside(report: Report) -> Iterator[Problem]:
    """Yield a problem if the year of a report is none of those that its format is for."""
    spec = report.spec
    if report.period is not None and report.period not in spec.for_years:
        yield Problem.of(
            codes.YEAR_OUTSIDE,
            say(
                zh=f"{report.period.named}的报告用了 {spec.id} 格式，该格式适用于 {spec.for_years} 年。",
                en=f"a report for {report.period.named} in the format {spec.id}, which is for {spec.for_years}",
            ),
        )


def not_found(report: Report) -> Iterator[Problem]:
    """Yield a problem for every table of a report that was read of which cells were not found in the document."""
    summed = {index for cells in report.subtotals for index in cells}
    for table in report.form.tables.values():
        lost = {row for (row, _), index in table.cells.items() if index not in summed and report.lacks([index])}
        if report.lacks(table.cells.values()):
            yield missing_table(report, table)
        elif lost:
            message = _without_cells(report, table, lost)
            yield Problem.of(codes.MISSING_CELLS, message, table.key)


def _without_cells(report: Report, table: TableForm, lost: Container[int]) -> str:
    name = table_name(report.spec, table.key, current())
    named = [line_name(row, current()) or name for row in table.rows.lines if row.index in lost]
    rows = say(zh="；", en="; ").join(named[:_NAMED])
    if len(named) > _NAMED:
        rows += say(zh=f"等 {len(named)} 行", en=f"; {len(named)} rows in all")
    return say(zh=f"“{name}”有些格在文中没有找到：{rows}。", en=f"'{name}' has cells that were not found: {rows}")


def missing_table(report: Report, table: TableForm) -> Problem:
    """Return the problem of a table that is nowhere in the document, be it lawfully left out or not."""
    name = table_name(report.spec, table.key, current())
    if said := _left_out(report, table):
        message = say(zh=f"没有列这张表，文中说明“{said}”：{name}。", en=f"left out, as the text says '{said}': {name}")
        return Problem.of(codes.TABLE_LEFT_OUT, message, table.key)
    message = say(zh=f"没有找到这张表：{name}。", en=f"this table was not found: {name}")
    if table.table.absent:
        message = say(
            zh=f"没有找到这张表，文中也没有说明不列的理由：{name}。",
            en=f"this table was not found, and the text does not say why it is left out: {name}",
        )
    return Problem.of(codes.MISSING_TABLE, message, table.key)


def _left_out(report: Report, table: TableForm) -> str:
    """Return the clause in which the text says that a table is left out; nothing where it says no such thing."""
    words = word_lists(report.spec.narrative)
    wordings = [template(wording, words) for wording in table.table.absent]
    for printed in report.sections.values() if wordings else ():
        text = plain(printed[:MAX_TEXT])
        for wording in wordings:
            if (found := wording.found_in(text.text)) is not None:
                return text.as_printed(*text.clause_around(*found))
    return ""
