"""Frames of many reports, and the reports in them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pyarrow as pa

import govdisclosure as gd
from govdisclosure.report import BLANK, Content, amount_type

Pair = tuple[gd.Report, gd.Report | None]


def tidy_frame(pairs: Sequence[Pair]) -> pa.Table:
    """The cells of reports and of those of the years before; the number of a report is its organisation's name."""
    rows = [
        (str(number), of, cell.ref.table, cell.ref.row, cell.ref.column, cell)
        for number, pair in enumerate(pairs)
        for of, report in zip(("this", "prior"), pair, strict=True)
        if report
        for cell in report.cells()
        if cell.state != "absent" or report.form.keys  # rows that a report names itself are known by theirs alone
    ]
    words = ("organisation", "of", "table", "row", "column")
    columns = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(words)}
    columns["value"] = pa.array([row[-1].value for row in rows], amount_type())
    for name in ("state", "text", "note", "origin"):
        columns[name] = pa.array([getattr(row[-1], name) for row in rows], pa.string())
    return pa.table(columns)


def wide_frame(pairs: Sequence[Pair]) -> pa.Table:
    """Reports side by side with those of the years before, null where a cell has no number."""
    form = pairs[0][0].form
    columns = {}
    for index, value in enumerate(form.values):
        if not value.numeric:
            continue
        whole = all(isinstance(r.values[index], int | None) for pair in pairs for r in pair if r)
        kind = pa.int64() if whole else amount_type()
        columns[str(form.cells[index])] = pa.array([this.values[index] for this, _ in pairs], kind)
        if any(before for _, before in pairs):
            before = [None if before is None else before.values[index] for _, before in pairs]
            columns[f"prior.{form.cells[index]}"] = pa.array(before, kind)
    return pa.table(columns)


def random_reports(spec: gd.Spec, count: int, chance: Random) -> list[Pair]:
    """Reports that keep the sums of their form, but for a few spoilt cells; half with the report of the year before."""
    form = gd.expand(spec)
    every = [_random(form, chance) for _ in range(count)]
    return [(report, chance.choice((None, every[number - 1]))) for number, report in enumerate(every)]


def _random(form: gd.Form, chance: Random) -> gd.Report:
    values = balanced(form, chance)
    contents: dict[int, Content] = {}
    for index in chance.sample(range(len(values)), chance.choice((0, 0, 1, 1, 2, 5, 40))):
        marks = [mark.text for mark in form.values[index].marks]
        things = [None, BLANK, Content("unreadable", "?"), chance.randrange(-2, 90)]
        thing = chance.choice([*things, Content("mark", chance.choice(marks))] if marks else things)
        values[index] = thing if isinstance(thing, int) else None
        if isinstance(thing, Content):
            contents[index] = thing
    return gd.Report(form, tuple(values), contents=contents)


def balanced(form: gd.Form, chance: Random) -> list[int | None]:
    """Numbers in which most sums of a form hold: totals are put right again and again."""
    values: list[int | None] = [chance.choice((0, 0, 0, chance.randrange(60))) for _ in form.cells]
    for _ in range(3):
        for relation in form.relations:
            condition = relation.condition
            if relation.level == 1 and condition.comparison == "==" and len(condition.left.terms) == 1:
                ((total, _),) = condition.left.terms
                values[total] = sum(values[index] or 0 for index, _ in condition.right.terms)
    return values
