"""Many reports in columns: counts and findings of every report, against one sum over the same bytes and against Polars.

One report in a hundred is broken. The Polars query is the best of several that were tried: one expression per relation
over the columns, aggregated to counts, and a second pass over the reports with a failure. All sides must agree on the
numbers of failures before their times are compared.
"""

from __future__ import annotations

import gc
import platform
import resource
import sys
import time
from collections.abc import Callable
from functools import reduce
from importlib.metadata import version
from random import Random
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

import govdisclosure as gd
from tests.support.filled import filled

FORM = gd.expand(gd.load_spec("cn/2021"))
NAMES = [str(cell) for cell in FORM.cells]
RELATIONS = [relation for relation in FORM.relations if relation.level == 1]
BASES = 1000


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


def milliseconds(function: Callable[[], Any], repeats: int) -> float:
    """Return the shortest time of one call: what others do on the machine only ever adds to it."""
    times = []
    for _ in range(repeats):
        gc.collect()
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


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
    repeats = max(5, min(9, 1_000_000 // count))
    limit = milliseconds(lambda: [np.sum(column) for column in columns], repeats)
    own = milliseconds(lambda: gd.check_frame(table, "cn/2021"), repeats)
    polars = milliseconds(lambda: with_polars(frame), repeats)
    print(
        f"{count:>9,}{limit:10.1f}{own:10.1f}{polars:10.1f}{own / limit:10.1f}{polars / own:12.1f}{beside:10.0f}",
        flush=True,
    )


def main() -> None:
    """Compare, and print the times and ratios."""
    print(f"Python {platform.python_version()}, numpy {np.__version__}, polars {pl.__version__}", end=", ")
    print(f"pyarrow {version('pyarrow')}; 200 cells of int64 a report, 1 in 100 broken; ms")
    print(f"{'reports':>9}{'np.sum':>10}{'own':>10}{'polars':>10}{'own/sum':>10}{'polars/own':>12}{'MB beside':>10}")
    for count in [int(text) for text in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        compare(count)


if __name__ == "__main__":
    main()
