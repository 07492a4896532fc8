"""One smallest set of cells, from the mixed-integer solver of scipy: for what the search of its own cannot finish."""

from __future__ import annotations

from typing import Any

from govdisclosure.localisation.rows import Exact, Problem


def smallest_set(problem: Problem) -> tuple[int, ...] | None:
    """Return a smallest set of cells, or None if the solver found none; raise ModuleNotFoundError without scipy.

    The solver calculates with floats, so that what it returns has to be verified.
    """
    return solve(matrices(problem))


def matrices(problem: Problem) -> tuple[Any, ...]:
    """Return a problem as the solver wants it: every cell a number and a switch that lets it leave what it holds."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint  # type: ignore[import-untyped]
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    cells = sorted(problem.home)
    place = {index: number for number, index in enumerate(cells)}
    count = len(cells)
    reach = _reach(problem)
    entries: list[tuple[int, int, float]] = []
    low: list[float] = []
    high: list[float] = []
    for row in problem.rows:
        entries += [(len(low), place[index], float(factor)) for index, factor in row.terms.items()]
        low.append(-np.inf if row.low is None else float(row.low))
        high.append(np.inf if row.high is None else float(row.high))
    lower, upper = np.zeros(2 * count), np.ones(2 * count)
    for index, number in place.items():
        least, most = _floats(problem.wide[index], reach)
        lower[number], upper[number] = least, most
        start, end = _floats(problem.home[index], reach)
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
    whole = np.array([problem.values[index].kind == "integer" for index in cells], dtype=int)
    integrality = np.concatenate([whole, np.ones(count, dtype=int)])
    # SciPy's stubs know only single numbers for bounds, which may be arrays.
    limits = LinearConstraint(matrix, low, high)  # pyright: ignore[reportArgumentType]
    bounds = Bounds(lower, upper)  # pyright: ignore[reportArgumentType]
    return cells, costs, limits, bounds, integrality


def _reach(problem: Problem) -> float:
    """Return a number that no cell has to exceed: a switch of a wider range is less of a switch in floats."""
    most = 1.0
    for row in problem.rows:
        ends = [end for end in (row.low, row.high) if end is not None]
        held = [(factor, end) for index, factor in row.terms.items() for end in problem.home[index] if end is not None]
        most = max(most, sum(abs(float(factor * end)) for factor, end in held) + sum(abs(float(end)) for end in ends))
    return 1 + most


def solve(prepared: tuple[Any, ...]) -> tuple[int, ...] | None:
    """Return the cells that the solver lets leave what they hold."""
    from scipy.optimize import milp

    cells, costs, constraints, bounds, integrality = prepared
    result = milp(costs, constraints=constraints, bounds=bounds, integrality=integrality)
    if result.x is None:
        return None
    return tuple(index for index, chosen in zip(cells, result.x[len(cells) :], strict=True) if chosen > 0.5)  # noqa: PLR2004 - a switch


def _floats(pair: tuple[Exact | None, Exact | None], reach: float) -> tuple[float, float]:
    low, high = pair
    return (-reach if low is None else float(low)), (reach if high is None else float(high))
