"""What reports cannot be read from, or given as: one sentence, with the line or the way out where there is one."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.lint.analysis_output import _number
from govdisclosure.report.frames import _of_float
from govdisclosure.report.framing import as_arrow, as_native, frame_library
from govdisclosure.report.numbers import whole_number
from govdisclosure.report.tidy import from_csv
from tests.support.minimal import minimal


class Stream:
    """A table of a library that nobody knows, which gives itself as Arrow does."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the table as a stream."""
        return pa.table({"a": [1]}).__arrow_c_stream__(requested_schema)


def test_any_table_that_arrow_can_take_is_a_frame() -> None:
    """Whatever library it is of; other things are none, and to a library that is not known those that are are named."""
    assert as_arrow(Stream()) == pa.table({"a": [1]})
    with using("en"):
        with pytest.raises(gd.UsageError, match="list is no data frame"):
            as_arrow([1])
        with pytest.raises(gd.UsageError, match="backend should be one of polars, pandas, pyarrow"):
            as_native(pa.table({"a": [1]}), "excel")
        with pytest.raises(gd.UsageError, match=r'pip install "govdisclosure\[panel\]"'):
            frame_library("no_such_library_of_frames")


def test_a_float_is_taken_where_it_is_whole() -> None:
    """All others are inexact."""
    assert _of_float(3.0) == 3
    with using("en"), pytest.raises(gd.ReadError, match=r"the float 0\.5 is not exact"):
        _of_float(0.5)


@pytest.mark.parametrize(
    ("given", "number"), [(7, 7), (np.int64(7), 7), (True, None), (np.array([1, 2]), None), ("7", None)]
)
def test_a_whole_number_is_one_of_any_library(given: object, number: int | None) -> None:
    """Truth values, arrays and texts are none."""
    assert whole_number(given) == number


def test_a_field_beyond_all_limits_is_refused_with_its_line() -> None:
    """The limit is that of the CSV reader."""
    head = "spec,table,row,column,value,state\n"
    with using("en"), pytest.raises(gd.ReadError, match="no sound CSV") as found:
        from_csv(head + "a" * (csv.field_size_limit() + 1) + ",t,r,c,1,\n")
    assert found.value.faults[0].line == 2


def test_subtotals_are_of_groups_that_the_format_has() -> None:
    """One of another group is a fault at its place; one of a cell of texts says nothing."""
    data = {"spec": "cn/2021", "subtotals": {"applications": {"no_such_group": {"natural_person": 1}}}}
    with using("en"), pytest.raises(gd.ReadError, match="the format has no such group of rows"):
        gd.from_data(data)
    rows = "{nodes: {b: {label: {zh: 乙}, nodes: {x: {label: {zh: 子}}, y: {label: {zh: 丑}}}}}}"
    spec, words = minimal(rows=rows), minimal(rows=rows, value="word")
    for one, number in ((spec, 3), (spec, None), (words, "many")):
        report = gd.from_data({"spec": one.id, "subtotals": {"stock": {"b": {"n": number}}}}, spec=one)
        assert list(report.subtotals.values()) == ([3] if number == 3 else [])


@pytest.mark.parametrize(
    ("number", "written"), [(None, None), (3, 3), (Fraction(1, 4), Decimal("0.25")), (Fraction(1, 3), "1/3")]
)
def test_an_exact_number_is_written_exactly(number: int | Fraction | None, written: object) -> None:
    """A fraction without an end is written as one."""
    assert _number(number) == written
