"""A report goes through a data frame and comes back the same."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.testing import reports
from tests.support.made_up import made_up


def drawn(report: gd.Report) -> dict[gd.CellRef, object]:
    """Return the cells that are in the document, by their names: a row that names itself and draws nothing is lost."""
    return {cell.ref: cell for cell in report.cells() if cell.state != "absent"}


@given(made_up().flatmap(lambda spec: reports(spec, complete=False)), st.sampled_from(("polars", "pandas", "pyarrow")))
def test_a_report_comes_back_from_its_frame(report: gd.Report, backend: str) -> None:
    """Numbers, blanks, marks, notes, origins, open rows and sections survive; what drew nothing has no keys to keep."""
    if all(cell.state == "absent" for cell in report.cells()):
        return
    back = gd.from_frame(report.to_frame(backend), spec=report.spec)
    assert drawn(back) == drawn(report)
    assert (back.organisation, back.year, back.sections) == (report.organisation, report.year, report.sections)


@pytest.mark.parametrize(
    ("frame", "error", "said"),
    [
        ({"table": ["fees"]}, gd.UsageError, "no column column, row, value"),
        ({"table": ["fees"], "row": ["fee"], "column": ["amount"], "value": [0.5]}, gd.ReadError, "float 0.5"),
        ({"table": ["fees"] * 2, "row": ["fee"] * 2, "column": ["amount"] * 2, "value": [1, 1]}, gd.ReadError, "twice"),
        (
            {"table": ["fees"] * 2, "row": ["fee"] * 2, "column": ["amount"] * 2, "value": [1, 1], "year": [1, 2]},
            gd.ReadError,
            "one report",
        ),
        (
            {"table": ["fees"], "row": ["fee"], "column": ["amount"], "value": [1], "state": ["x"]},
            gd.ReadError,
            "state x",
        ),
    ],
)
def test_what_is_no_frame_of_one_report_is_said(frame: Any, error: type[Exception], said: str) -> None:
    """One sentence says what the frame lacks or what it should not hold."""
    with pytest.raises(error, match=said):
        gd.from_frame(pl.DataFrame(frame), spec="cn/2021")
