"""Error localisation: all smallest sets by this library against one smallest set by scipy's mixed-integer solver.

Both get the same 500 reports with one to three wrong cells, and must agree: the solver's set is as small as those that
are listed, and it is one of them. The time of the library is that of `locate` as a whole, from the report to the ranked
list; that of the solver is of solving alone, its matrices made beforehand. The benchmark of blanks does the same for
forms of which some cells are empty, where the quick search cannot be used. Where Banff of Statistics Canada is
installed (`pip install banff`; it is under the GPL and never a dependency) it localises a few of the first reports too.
"""

from __future__ import annotations

import statistics
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

import govdisclosure as gd
from govdisclosure.form import Exact, Relation
from govdisclosure.localisation import System, components_of
from tests.support.filled import CELLS, FORM, filled, spoiled

CASES = 500
BLANKS = 5
BANFF_CASES = 9
"""It takes seconds for some of them."""


def system_of(report: gd.Report) -> System:
    """Return what section three must satisfy."""
    (component,) = (component for component in components_of(report) if CELLS[0] in component.cells)
    (system,) = component.systems(report)
    return system


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
        prepared = matrices(system_of(report))
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


def against_banff(cases: int) -> None:
    """Time this library and Banff, which gives one smallest set for each report, on the same reports."""
    try:
        banff, pa = map(import_module, ("banff", "pyarrow"))
    except ImportError:
        print("Banff is not installed, and left out")
        return
    edits = "".join(f"{_edit(one)}; " for one in FORM.relations if one.level == 1 and one.cells[0] in CELLS)
    chance = Random(20210926)
    gd.locate(spoiled(chance, filled(chance), 1)[0])  # what is made once for a form
    print(f"Banff {version('banff')} on {cases} of the same reports, one smallest set each")
    for number in range(cases):
        count = 1 + number % 3
        report, _ = spoiled(chance, filled(chance), count)
        table = pa.table({"unit": ["one"], **{f"c{index}": [float(report.values[index] or 0)] for index in CELLS}})
        start = time.perf_counter()
        location = gd.locate(report)
        own = time.perf_counter() - start
        start = time.perf_counter()
        found = banff.errorloc(indata=table, unit_id="unit", edits=edits, cardinality=count, capture=None)
        theirs = time.perf_counter() - start
        chosen = sorted(int(name[1:]) for name in found.outstatus["FIELDID"].to_pylist())
        assert chosen in [sorted(cell.index for cell in suspect.cells) for suspect in location], chosen
        times = f"all sets {own * 1000:7.2f} ms   Banff {theirs * 1000:7.1f} ms"
        print(f"  {count} wrong: {times}   ratio {theirs / own:8.0f}")


def _edit(relation: Relation) -> str:
    """Return an equality as Banff writes it."""
    sides = (relation.condition.left, relation.condition.right)
    return " = ".join(" + ".join(f"{factor} * c{index}" for index, factor in side.terms) for side in sides)


# the solver ---------------------------------------------------------------------------------------------------------


def matrices(system: System) -> tuple[Any, ...]:
    """Return a system as the solver wants it: every cell a number and a switch that lets it leave what it holds."""
    cells = sorted(system.home)
    place = {index: number for number, index in enumerate(cells)}
    count = len(cells)
    reach = _reach(system)
    entries: list[tuple[int, int, float]] = []
    low: list[float] = []
    high: list[float] = []
    for one in system.constraints:
        entries += [(len(low), place[index], float(factor)) for index, factor in one.terms.items()]
        low.append(-np.inf if one.low is None else float(one.low))
        high.append(np.inf if one.high is None else float(one.high))
    lower, upper = np.zeros(2 * count), np.ones(2 * count)
    for index, number in place.items():
        least, most = _floats(system.wide[index], reach)
        lower[number], upper[number] = least, most
        start, end = _floats(system.home[index], reach)
        # start - (start - least) z <= x <= end + (most - end) z
        entries += [(len(low), number, 1.0), (len(low), count + number, start - least)]
        low.append(start)
        high.append(np.inf)
        entries += [(len(low), number, 1.0), (len(low), count + number, end - most)]
        low.append(-np.inf)
        high.append(end)
    rows, columns, factors = zip(*entries, strict=True)
    matrix = csr_matrix((factors, (rows, columns)), shape=(len(low), 2 * count))
    costs = np.concatenate([np.zeros(count), np.ones(count)])
    whole = np.array([system.values[index].kind == "integer" for index in cells], dtype=int)
    integrality = np.concatenate([whole, np.ones(count, dtype=int)])
    # SciPy's stubs know only single numbers for bounds, which may be arrays.
    limits = LinearConstraint(matrix, low, high)  # pyright: ignore[reportArgumentType]
    bounds = Bounds(lower, upper)  # pyright: ignore[reportArgumentType]
    return cells, costs, limits, bounds, integrality


def _reach(system: System) -> float:
    """Return a number that no cell has to exceed: a switch of a wider range is less of a switch in floats."""
    most = 1.0
    for one in system.constraints:
        ends = [end for end in (one.low, one.high) if end is not None]
        held = [(factor, end) for index, factor in one.terms.items() for end in system.home[index] if end is not None]
        most = max(most, sum(abs(float(factor * end)) for factor, end in held) + sum(abs(float(end)) for end in ends))
    return 1 + most


def solve(prepared: tuple[Any, ...]) -> tuple[int, ...] | None:
    """Return the cells that the solver lets leave what they hold."""
    cells, costs, constraints, bounds, integrality = prepared
    result = milp(costs, constraints=constraints, bounds=bounds, integrality=integrality)
    if result.x is None:
        return None
    return tuple(index for index, chosen in zip(cells, result.x[len(cells) :], strict=True) if chosen > 0.5)  # noqa: PLR2004 - a switch


def _floats(pair: tuple[Exact | None, Exact | None], reach: float) -> tuple[float, float]:
    low, high = pair
    return (-reach if low is None else float(low)), (reach if high is None else float(high))


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    compare("section three full of numbers (target: ratio at least 25)", wanted, blanks=False)
    compare(f"with up to {BLANKS} blanks", max(3, wanted // 10), blanks=True)
    against_banff(min(wanted, BANFF_CASES))
