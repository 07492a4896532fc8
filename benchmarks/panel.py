"""Many reports in columns: counts and findings of every report, against one sum over the same bytes and against Polars.

One report in a hundred is broken. The Polars query is the best of several that were tried: one expression per relation
over the columns, aggregated to counts, and a second pass over the reports with a failure. Where pandera is installed
it checks the same rules, as bounds of columns and checks of the frame. All sides must agree on the numbers of failures
before their times are compared.
"""

from __future__ import annotations

import gc
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import reduce
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import polars as pl
import pyarrow as pa

import govdisclosure as gd
from tests.support.filled import filled

FORM = gd.expand(gd.load_spec("cn/2021"))
NAMES = [str(cell) for cell in FORM.cells]
RELATIONS = [relation for relation in FORM.relations if relation.level == 1]
BASES = 1000
MANY = 1_000_000
"""Reports of which a few rounds tell enough."""


def table_of(count: int) -> pa.Table:
    """Return a wide table of reports: a thousand balanced ones again and again, one in a hundred broken."""
    chance = Random(3)
    bases = np.array([filled(chance).values for _ in range(BASES)], dtype=np.int64).T
    draw = np.random.default_rng(4)
    broken = draw.choice(count, count // 100, replace=False)
    cells = draw.integers(0, len(NAMES) - 1, len(broken))
    columns = []
    for index in range(len(NAMES)):
        column = np.resize(bases[index], count)
        column[broken[cells == index]] += 3
        columns.append(column)
    return pa.table(columns, NAMES)


def with_polars(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return counts and failures by report."""
    gaps = {}
    for relation in RELATIONS:
        left, right = (
            [pl.col(NAMES[index]) * number if number != 1 else pl.col(NAMES[index]) for index, number in side.terms]
            for side in (relation.condition.left, relation.condition.right)
        )
        gaps[relation.id] = reduce(lambda a, b: a + b, left) - reduce(lambda a, b: a + b, right)
    for relation in FORM.bounds:
        gaps[relation.id] = pl.col(NAMES[relation.cells[0]]).clip(upper_bound=0)
    failed = reduce(lambda a, b: a + b, [(gap != 0).cast(pl.UInt16) for gap in gaps.values()])
    counts = frame.lazy().select(failed.alias("fail")).with_row_index("report").collect()
    odd = counts.filter(pl.col("fail") > 0)["report"]
    found = (
        frame.lazy()
        .with_row_index("report")
        .filter(pl.col("report").is_in(odd.implode()))
        .select("report", **gaps)
        .unpivot(index="report", variable_name="rule", value_name="difference")
        .filter(pl.col("difference") != 0)
        .collect()
    )
    return counts, found


def pandera_schema() -> Any:
    """Return the same rules as a schema of pandera for Polars; None where it is not installed."""
    try:
        import pandera.polars as pa_polars
    except ImportError:
        return None

    def holds(relation: Any) -> Any:
        left, right = (
            reduce(lambda a, b: a + b, [pl.col(NAMES[index]) * number for index, number in side.terms])
            for side in (relation.condition.left, relation.condition.right)
        )
        return pa_polars.Check(lambda data: data.lazyframe.select(left == right), name=relation.id)

    columns = {name: pa_polars.Column(pl.Int64, pa_polars.Check.ge(0)) for name in NAMES}
    return pa_polars.DataFrameSchema(columns, checks=[holds(relation) for relation in RELATIONS])


def with_pandera(schema: Any, frame: pl.DataFrame) -> int:
    """Return how many failures pandera lists."""
    from pandera.errors import SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return int(errors.failure_cases.height)
    return 0


def milliseconds(works: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Return the shortest time of each work: others on the machine only ever add to it, so all take turns."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            start = time.perf_counter()
            work()
            best[name] = min(best[name], (time.perf_counter() - start) * 1000)
    return best


def compare(count: int) -> None:
    """Print one row of the table."""
    table = table_of(count)
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = gd.check_frame(table, "cn/2021")
    beside = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    counts, found = with_polars(frame)
    assert result.tables[0]["fail"].to_pylist() == counts["fail"].to_list()
    assert result.tables[1].num_rows == found.height
    columns = [column.to_numpy() for column in table.columns]
    works: dict[str, Callable[[], Any]] = {
        "sum": lambda: [np.sum(column) for column in columns],
        "own": lambda: gd.check_frame(table, "cn/2021"),
        "polars": lambda: with_polars(frame),
    }
    if (schema := pandera_schema()) is not None:
        assert with_pandera(schema, frame) == found.height
        works["pandera"] = lambda: with_pandera(schema, frame)
    times = milliseconds(works, 5 if count >= MANY else 9)
    own = times["own"]
    pandera = f"{times['pandera'] / own:.0f}" if "pandera" in times else ""
    print(f"{count:>9,}{times['sum']:10.1f}{own:10.1f}{times['polars']:10.1f}{own / times['sum']:10.1f}", end="")
    print(f"{times['polars'] / own:12.1f}{pandera:>13}{beside:10.0f}", flush=True)


def main() -> None:
    """Compare, and print the times and ratios."""
    print(f"Python {platform.python_version()}, numpy {np.__version__}, polars {pl.__version__}", end=", ")
    print(f"pyarrow {version('pyarrow')}; 200 cells of int64 a report, 1 in 100 broken; ms; ", end="")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    heads = f"{'reports':>9}{'np.sum':>10}{'own':>10}{'polars':>10}{'own/sum':>10}{'polars/own':>12}"
    print(f"{heads}{'pandera/own':>13}{'MB beside':>10}")
    for count in [int(text) for text in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        compare(count)


if __name__ == "__main__":
    main()
