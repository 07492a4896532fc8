"""Error localisation: all smallest sets by this library against one smallest set by scipy's mixed-integer solver.

Both get the same 500 reports with one to three wrong cells, and must agree: the solver's set is as small as those that
are listed, and it is one of them. The time of the library is that of `locate` as a whole, from the report to the ranked
list; that of the solver is of solving alone, its matrices made beforehand. The benchmark of blanks does the same for
forms of which some cells are empty, where the quick search cannot be used.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

import govdisclosure as gd
from govdisclosure.localisation import Problem, matrices, parts_of, solve
from tests.support.filled import CELLS, FORM, filled, spoiled

CASES = 500
BLANKS = 5


def problem_of(report: gd.Report) -> Problem:
    """Return the part of the form that section three is."""
    (part,) = (part for part in parts_of(report) if CELLS[0] in part.cells)
    (problem,) = part.problems(report)
    return problem


def with_blanks(chance: Random, report: gd.Report, wrong: dict[int, int]) -> gd.Report:
    """Return the report with some of its right cells blank."""
    cells = [FORM.cells[index] for index in chance.sample(CELLS, BLANKS) if index not in wrong]
    return report.replacing({(cell.table, cell.row, cell.column): None for cell in cells})


def compare(title: str, cases: int, *, blanks: bool) -> None:
    """Time both sides on the same reports, after they have agreed on every one of them."""
    chance = Random(20210926)
    own: dict[int, list[float]] = {1: [], 2: [], 3: []}
    solver: dict[int, list[float]] = {1: [], 2: [], 3: []}
    for number in range(cases):
        count = 1 + number % 3
        report, truth = spoiled(chance, filled(chance), count)
        if blanks:
            report = with_blanks(chance, report, truth)
        start = time.perf_counter()
        location = gd.locate(report)
        own[count].append(time.perf_counter() - start)
        prepared = matrices(problem_of(report))
        start = time.perf_counter()
        chosen = solve(prepared)
        solver[count].append(time.perf_counter() - start)
        listed = [tuple(cell.index for cell in suspect.cells) for suspect in location]
        assert chosen is not None
        assert len(chosen) == location.least, (chosen, listed)
        assert chosen in listed, (chosen, listed)
    print(f"{title}: the same optima in {cases} cases")
    for count, times in own.items():
        mine, theirs = statistics.median(times), statistics.median(solver[count])
        print(
            f"  {count} wrong: all sets {mine * 1000:7.2f} ms   milp, one set {theirs * 1000:7.2f} ms   "
            f"ratio {theirs / mine:6.1f}"
        )


if __name__ == "__main__":
    compare("section three full of numbers (target: ratio at least 25)", CASES, blanks=False)
    compare(f"with up to {BLANKS} blanks", CASES // 10, blanks=True)
