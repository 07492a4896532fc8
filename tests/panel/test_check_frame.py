"""A frame of reports is judged exactly as each of its reports would be alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form import Status
from govdisclosure.panel import frames
from govdisclosure.report import BLANK
from govdisclosure.testing import broken_reports, reports
from tests.support.made_up import made_up
from tests.support.panels import random_reports, tidy_frame, wide_frame

CN = gd.load_spec("cn/2021")
NEW = "applications[new, natural_person]"
ONE = {NEW: [1], "applications[new, total]": [2]}

Verdict = tuple[Any, ...]


def judged_alone(pairs: Sequence[tuple[gd.Report, gd.Report | None]]) -> tuple[list[dict[Status, int]], list[Verdict]]:
    """Counts and findings of each report checked by itself."""
    counts, findings = [], []
    for number, (report, prior) in enumerate(pairs):
        result = gd.check(report, prior)
        counts.append(dict(result.counts))
        findings += [
            (number, f.rule, f.instance, f.status, f.severity, _shown(f.left), _shown(f.right), _shown(f.difference))
            for f in result
        ]
    return counts, findings


def _shown(number: int | Decimal | None) -> Decimal | None:
    """A number as the column of a frame has room for it."""
    return None if number is None or Decimal(number).copy_abs() >= 10**20 else Decimal(number)


def judged_together(frame: Any, spec: gd.Spec) -> tuple[list[dict[Status, int]], list[Verdict]]:
    """The same of a frame."""
    result = gd.check_frame(frame, spec)
    counts = [{k: v for k, v in row.items() if k != "report"} for row in result.tables[0].to_pylist()]
    findings: list[Any] = [tuple(row.values()) for row in result.tables[1].to_pylist()]
    assert result.ok == all(f[3] != "fail" or f[4] != "error" for f in findings)
    return counts, findings


@st.composite
def pairs_of_any_format(draw: st.DrawFn) -> tuple[gd.Spec, list[tuple[gd.Report, gd.Report | None]]]:
    """A format, and reports of it whole, broken or full of gaps, some with the report of the year before."""
    spec = draw(made_up())
    some = reports(spec) | reports(spec, complete=False) | broken_reports(spec).map(lambda broken: broken.report)
    plain = some.map(lambda report: evolve(report, organisation=None, year=None))
    return spec, draw(st.lists(st.tuples(plain, st.none() | plain), min_size=1, max_size=4))


@given(pairs_of_any_format())
@settings(deadline=None)
def test_a_tidy_frame_is_judged_as_its_reports_are(
    drawn: tuple[gd.Spec, list[tuple[gd.Report, gd.Report | None]]],
) -> None:
    """Whatever the format: blanks, marks, guards, bounds, tolerances, open rows and years before included."""
    spec, pairs = drawn
    # A report of which nothing at all is drawn has no rows, and so is not in a tidy frame.
    pairs = [(report, before) for report, before in pairs if any(cell.state != "absent" for cell in report.cells())]
    pairs = [(r, b if b and any(c.state != "absent" for c in b.cells()) else None) for r, b in pairs]
    if pairs:
        assert judged_together(tidy_frame(pairs), spec) == judged_alone(pairs)


@given(pairs_of_any_format())
@settings(deadline=None)
def test_a_wide_frame_is_judged_as_its_reports_are(
    drawn: tuple[gd.Spec, list[tuple[gd.Report, gd.Report | None]]],
) -> None:
    """A null is a blank cell; without a single number of the year before there is no report of it."""
    spec, pairs = drawn
    if any(axis.open_nodes for table in gd.expand(spec).tables.values() for axis in (table.rows, table.columns)):
        return
    blank = [(_only_numbers(report), before and _only_numbers(before)) for report, before in pairs]
    blank = [(report, before if before and _says_anything(before) else None) for report, before in blank]
    frame = wide_frame(blank)
    if frame.num_columns:
        assert judged_together(frame, spec) == judged_alone(blank)


def _says_anything(report: gd.Report) -> bool:
    return any(cell.value is not None for cell in report.cells())


def _only_numbers(report: gd.Report) -> gd.Report:
    gaps = {i: BLANK for i, value in enumerate(report.values) if value is None}
    return evolve(report, contents=gaps)


def test_thousands_of_random_reports_are_judged_as_they_are_alone() -> None:
    """Reports of 2021 with blanks, marks and years before, some of them broken."""
    count = 20_000 if settings().max_examples > 100 else 1_000
    pairs = random_reports(CN, count, Random(5))
    for some in (pairs[start : start + 250] for start in range(0, count, 250)):  # all at once would take the memory
        assert judged_together(tidy_frame(some), CN) == judged_alone(some)


def test_texts_are_held_against_the_cells_as_they_are_alone() -> None:
    """Sentences that the format gives as examples, true or not of the figures, in some of the reports."""
    sentences = [text for rule in CN.rules if rule.says for text in (*rule.says.found, *rule.says.other)]
    chance = Random(6)
    told = []
    for number, (report, _) in enumerate(random_reports(CN, 300, chance)):
        text = "。".join(chance.sample(sentences, 6))
        told.append(
            evolve(report, organisation=str(number), year=2024, sections={"overview": text} if number % 3 else {})
        )
    frame = pa.concat_tables([report.to_frame("pyarrow") for report in told])
    counts, findings = judged_alone([(report, None) for report in told])
    assert judged_together(frame, CN) == (counts, findings)
    assert sum("/stated_" in finding[1] for finding in findings) > 300
    assert not any(
        "/stated_" in f["rule"]
        for f in gd.check_frame(frame.filter(pc.field("state") != "section"), CN).tables[1].to_pylist()
    )


KINDS = {
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": pa.table,
    "duckdb": lambda data: duckdb.from_arrow(pa.table(data)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_results_are_of_the_kind_that_was_given(kind: str) -> None:
    """Whoever brings a frame of some library gets frames of the same one back."""
    frame = KINDS[kind]({NEW: [1, 3], "applications[new, total]": [2, 3]})
    result = gd.check_frame(frame, "cn/2021")
    assert isinstance(result.counts, type(frame))
    assert isinstance(result.findings, type(frame))
    assert nw.from_native(result.counts).lazy().collect()["report"].to_list() == [0, 1]


def test_reports_are_called_by_their_files() -> None:
    """Where a frame says which file a report was read from, the findings say it too."""
    frame = pl.DataFrame({"file": ["a.html", "b.html"], NEW: [-1, 1]})
    assert gd.check_frame(frame, CN).findings.filter(status="fail")["report"].to_list() == ["a.html"]


@pytest.mark.parametrize("dtype", [pl.Int8, pl.Int32, pl.UInt16, pl.UInt64, pl.Float64, pl.Decimal(20, 2)])
def test_whole_numbers_may_be_of_any_type(dtype: Any) -> None:
    """Whatever holds whole numbers is read exactly: 3 + 1 against 4 + 0 passes, against 3 + 0 it fails by one."""
    names = [f"applications[{row}, total]" for row in ("new", "carried_in", "outcome", "carried_out")]
    frame = pl.DataFrame(dict(zip(names, ([3, 3], [1, 1], [4, 3], [0, 0]), strict=True))).cast(dtype)
    found = gd.check_frame(frame, CN).findings.filter(pl.col("rule") == "applications/balance", status="fail")
    assert found.select("report", "difference").rows() == [(1, Decimal(1))]


def test_amounts_are_exact_to_the_last_place() -> None:
    """An amount of a millionth below zero is below zero, and one of eighteen places stays itself."""
    least = Decimal("-0.000000000000000001")
    frame = pa.table({"fees[fee, amount]": pa.array([Decimal(1), least], pa.decimal128(38, 18))})
    assert gd.check_frame(frame, CN).tables[1]["left"].to_pylist() == [least]


def test_numbers_near_the_end_of_the_machines_are_added_exactly() -> None:
    """Sums that pass 64 bits are neither wrapped around nor rounded."""
    most = 10**18 - 1
    names = [str(cell) for cell in gd.expand(CN).cells if (cell.table, cell.row) == ("applications", "new")]
    frame = pa.table({name: pa.array([most]) for name in names})
    findings = gd.check_frame(frame, CN).tables[1].to_pylist()
    (found,) = [finding for finding in findings if finding["status"] == "fail"]
    assert (found["left"], found["right"], found["difference"]) == (most, 6 * most, -5 * most)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pl.DataFrame({"x": [1]}), "neither the columns"),
        (pl.DataFrame({"applications[nwe, total]": [1]}), "has no cell applications[nwe, total]"),
        (pl.DataFrame({NEW: [0.5]}), "floats are not exact"),
        (pl.DataFrame({NEW: ["1"]}), "should hold whole or decimal numbers"),
        (pl.DataFrame({"table": ["applications"], "row": ["new"], "column": ["x"], "value": [1]}), "has no cell"),
        (pl.DataFrame({"table": ["fees"] * 2, "row": ["fee"] * 2, "column": ["amount"] * 2, "value": [1, 2]}), "twice"),
        (
            pl.DataFrame({"table": ["fees"], "row": ["fee"], "column": ["amount"], "value": [1], "state": ["x"]}),
            "state",
        ),
        (3, "int is no data frame"),
    ],
)
def test_what_is_no_frame_of_reports_is_said_in_one_sentence(frame: Any, said: str) -> None:
    """A column that is misspelt, or holds what no report can hold, is named."""
    with pytest.raises(gd.UsageError, match=re.escape(said)):
        gd.check_frame(frame, CN)


class Stream:
    """A frame of a library that nobody here knows, which hands out its columns in the common way."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Return the columns."""
        return pa.table(ONE).__arrow_c_stream__(requested_schema)


def test_results_on_a_frame_of_an_unknown_kind_are_arrow_tables() -> None:
    """Nobody could make a frame of its kind."""
    assert isinstance(gd.check_frame(Stream(), CN).findings, pa.Table)


def test_a_frame_without_rows_has_no_findings() -> None:
    """Nothing is right."""
    result = gd.check_frame(pl.DataFrame({NEW: []}, schema={NEW: pl.Int64}), CN)
    assert result.ok
    assert result.counts.height == result.findings.height == 0


def test_noughts_behind_the_last_place_take_no_room() -> None:
    """A number that was multiplied has places that it does not need, and is given all the same."""
    assert frames._with_room(Decimal("-3.7950000000000000000")) == Decimal("-3.795")
    assert frames._with_room(Decimal("0.0000000000000000001")) is None
    assert frames._with_room(Decimal("0E-30")) == 0
