"""Whole reports printed as PDF in many ways: each cell is read as it was printed, or is unread and somebody is told."""

from __future__ import annotations

import random
from collections import Counter

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.drawing import Printer
from tests.support.printing import balanced, blocks_of


def printed(seed: int, *, blanks: float) -> tuple[gd.Report, random.Random]:
    """Return a report in which some of the noughts are blanks."""
    dice = random.Random(seed)
    report = balanced(dice.choice(["cn/2021", "cn/2019"]), dice)
    empty = [cell.ref for cell in report.cells() if cell.value == 0 and dice.random() < blanks]
    return report.replacing({(ref.table, ref.row, ref.column): None for ref in empty}), dice


def judged(report: gd.Report, data: bytes) -> Counter[str]:
    """Return how the cells were read: as printed, inferred, unread with a word about it, or wrong."""
    try:
        read = read_bytes(data).report
    except gd.ReadError:
        return Counter({"refused": 1})
    if read.spec != report.spec:
        return Counter("wrong" if cell.state == "number" else "unread" for cell in read.cells())
    said = {(problem.table, problem.row) for problem in gd.check(read).problems}
    found: Counter[str] = Counter()
    for cell, other in zip(report.cells(), read.cells(), strict=True):
        if (cell.value, cell.state) == (other.value, other.state):
            found["printed"] += 1
        elif other.state in ("unreadable", "absent"):
            told = {(cell.ref.table, cell.ref.row), (cell.ref.table, None)} & said
            found["unread" if told else "silent"] += 1
        elif other.origin == "inferred" and cell.value == other.value:
            found["inferred"] += 1
        else:
            found["wrong"] += 1
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_ruled_report_is_read_exactly(seed: int) -> None:
    """Blanks and numbers of ruled tables come back, on pages of any height."""
    report, dice = printed(seed, blanks=0.4)
    printer = Printer(edge=dice.choice([0, 0.5, 1]), height=dice.choice([260, 400, 2000]))
    assert set(judged(report, printer.print_all(blocks_of(report)))) == {"printed"}


@pytest.mark.parametrize("seed", range(12))
def test_a_report_without_lines_is_read_exactly_if_nothing_is_blank(seed: int) -> None:
    """Without a single ruling line every figure is read that stands below the middle of its head."""
    report, dice = printed(seed, blanks=0)
    printer = Printer(ruled=False, size=dice.choice([6, 7, 8]), height=2000)
    assert set(judged(report, printer.print_all(blocks_of(report)))) == {"printed"}


@pytest.mark.parametrize("seed", range(24))
def test_a_report_without_lines_and_with_blanks_is_never_misread(seed: int) -> None:
    """Blanks are seen where the columns are certain; elsewhere cells are unread, and a problem says so."""
    report, dice = printed(seed, blanks=(0.1, 0.5, 0.9, 1.0)[seed % 4])
    printer = Printer(
        ruled=False,
        edge=dice.choice([0, 0.5, 1]),
        padding=dice.choice([1, 3, 6]),
        size=dice.choice([6, 7, 9]),
        height=dice.choice([260, 400, 2000]),
    )
    assert set(judged(report, printer.print_all(blocks_of(report)))) <= {"printed", "inferred", "unread", "refused"}
