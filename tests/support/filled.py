"""Filled forms of 2021 with known figures, and figures put wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from attrs import evolve

import govdisclosure as gd

SPEC = gd.load_spec("cn/2021")
FORM = gd.expand(SPEC)
TABLE = "applications"
CELLS = tuple(index for index, cell in enumerate(FORM.cells) if cell.table == TABLE)
"""The 175 cells of section three, every one of them in some equality."""


def filled(chance: Random) -> gd.Report:
    """Return a report whose section three is full of figures of several sizes, all rules satisfied."""
    numbers = [0] * len(FORM.cells)
    table = FORM.tables[TABLE]
    columns = [line.path for line in table.columns.lines]
    rows = [line.path for line in table.rows.lines]

    def at(row: str, column: str) -> int:
        return FORM.index[TABLE, row, column]

    for column in columns:
        if column == "total":
            continue
        for row in rows:
            if row.startswith("outcome."):
                number = chance.choice([0, 1, chance.randint(2, 9), chance.randint(10, 99), chance.randint(100, 999)])
                numbers[at(row, column)] = number
                numbers[at("outcome", column)] += number
        numbers[at("carried_out", column)] = chance.randint(0, 30)
        whole = numbers[at("outcome", column)] + numbers[at("carried_out", column)]
        numbers[at("carried_in", column)] = chance.randint(0, whole)
        numbers[at("new", column)] = whole - numbers[at("carried_in", column)]
    for row in rows:
        numbers[at(row, "total")] = sum(numbers[at(row, column)] for column in columns if column != "total")
    return gd.Report(FORM, tuple(numbers), "示例市", 2024)


def with_numbers(report: gd.Report, changes: Mapping[int, int]) -> gd.Report:
    """Return a copy with other figures in some cells, by their index."""
    return evolve(report, values=tuple(changes.get(index, value) for index, value in enumerate(report.values)))


def spoiled(chance: Random, report: gd.Report, count: int) -> tuple[gd.Report, dict[int, int]]:
    """Return a report with that many wrong cells in section three, and what they should be."""
    truth: dict[int, int] = {}
    wrong: dict[int, int] = {}
    for index in chance.sample(CELLS, count):
        value = report.values[index]
        assert isinstance(value, int)
        truth[index] = value
        wrong[index] = chance.choice([number for number in (*range(60), value * 10, value + 100) if number != value])
    return with_numbers(report, wrong), truth


def suggestions(suspect: gd.Suspect) -> dict[int, object]:
    """Return what a set of cells should be, by the index of the cell."""
    return {cell.index: cell.suggested for cell in suspect.cells}
