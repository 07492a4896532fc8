"""`check_frame`: many reports in a data frame checked at once, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define

from govdisclosure.errors import UsageError
from govdisclosure.findings import STATUSES
from govdisclosure.form import Form, expand
from govdisclosure.language import say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.blocks import Exact, Verdicts, alone, verdicts, with_statements
from govdisclosure.panel.judging import Found
from govdisclosure.panel.screening import Bools, Ints
from govdisclosure.panel.tidy import has_open_lines, is_tidy, one_by_one, reports_of, tidy_block
from govdisclosure.panel.whole import MOST_PLACES
from govdisclosure.panel.wide import wide_blocks, wide_places
from govdisclosure.report import amount_type, as_arrow, frame_library
from govdisclosure.spec import Number, Spec
from govdisclosure.specfile import find_spec

_ROOM = 10**20
"""Numbers of findings have 20 digits before the point and 18 after it; a sum that has more is left null. Its status is
right all the same."""


@define(eq=False, slots=False)
class FrameResult:
    """The result of checking a frame of reports; both frames are of the kind that was given.

    `counts` has `report`, `pass`, `fail`, `undecided` and `not_applicable`, a row for each report in its order;
    `findings` has `report`, `rule`, `instance`, `status`, `severity`, `left`, `right` and `difference`, a row for each
    rule that failed or could not be decided. `report` is what stands in the column `file`, or the number of the report
    counted from 0.
    """

    tables: tuple[pa.Table, pa.Table]
    """Counts and findings as Arrow tables."""
    example: Any
    """A frame of the kind in which results are given."""

    @cached_property
    def counts(self) -> Any:
        """The number of verdicts of each status on every report."""
        return like(self.tables[0], self.example)

    @cached_property
    def findings(self) -> Any:
        """The rules that failed or could not be decided."""
        return like(self.tables[1], self.example)

    @cached_property
    def ok(self) -> bool:
        """Whether no rule of severity `error` failed in any report."""
        findings = self.tables[1]
        grave = pc.and_(pc.equal(findings["status"], "fail"), pc.equal(findings["severity"], "error"))
        return not pc.any(grave).as_py()


def check_frame(frame: Any, spec: str | Spec) -> FrameResult:
    """Check many reports in a data frame of polars, pandas, pyarrow, DuckDB or any library that speaks Arrow.

    A wide frame has a row for each report and a column for each cell, named `table[row, column]`; a null is a blank
    cell, a cell without a column is not in the documents, and `prior.table[row, column]` is a cell of the year before,
    where that has any number. A tidy frame has a row for each cell (`table`, `row`, `column`, `value`, also `state`,
    `text` and `of`); its reports are told apart by `file`, or else by `organisation` and `year`. A row with the state
    `section` is a text, as in `Report.to_frame`, and what it says is held against the cells; wide frames have no texts.
    The verdicts are those of `check`, report by report. Raises `UsageError` for a frame that is neither, has a cell
    that the format has not, or holds floats that are not whole numbers.

    >>> import polars as pl
    >>> frame = pl.DataFrame({
    ...     "applications[new, natural_person]": [3, 3], "applications[carried_in, natural_person]": [1, 1],
    ...     "applications[outcome, natural_person]": [4, 3], "applications[carried_out, natural_person]": [0, None]})
    >>> findings = check_frame(frame, "cn/2021").findings
    >>> findings.filter(rule="applications/balance").select("report", "instance", "status").rows()
    [(1, 'natural_person', 'undecided')]
    """
    table = as_arrow(frame)
    parts = [tables_of(*part) for part in _judged(expand(find_spec(spec)), table)]
    kinds = pa.array([0]).type if "file" not in table.column_names else table["file"].type
    empty = [(counts_schema(kinds).empty_table(), findings_schema(kinds).empty_table())]
    counts, findings = (pa.concat_tables(some) for some in zip(*(parts or empty), strict=True))
    return FrameResult((counts, findings), frame)


def _judged(form: Form, table: pa.Table) -> Iterator[tuple[Form, pa.Array, Verdicts]]:
    """Yield the verdicts on the reports of a table, some at a time, with their form and with what names them."""
    if is_tidy(table.column_names):
        yield from _tidy(form, table)
        return
    places = wide_places(form, table.column_names)
    if places is None:
        name = str(form.cells[0])
        raise UsageError(
            say(
                zh=f"数据框既没有 table、row、column、value 这几列，也没有 {form.spec.id} 的单元格（如 {name}）。",
                en=f"the frame has neither the columns table, row, column and value nor cells of {form.spec.id}, "
                f"such as {name}",
            )
        )
    start = 0
    for block in wide_blocks(form, table, places):
        count = len(block.odd)
        named = "file" in table.column_names
        names = (
            table["file"].slice(start, count).combine_chunks() if named else pa.array(np.arange(start, start + count))
        )
        yield form, names, verdicts(block)
        start += count


def _tidy(form: Form, table: pa.Table) -> Iterator[tuple[Form, pa.Array, Verdicts]]:
    if has_open_lines(form):
        # Rows or columns that the reports name themselves make a form of each.
        for name, rows in one_by_one(table):
            this, before = reports_of(rows, form.spec)
            yield this.form, name, with_statements(alone(this, before), [(0, this)])
        return
    block, names = tidy_block(form, table)
    yield form, names, with_statements(verdicts(block), ((row, block.reports(row)[0]) for row in block.told))


def tables_of(form: Form, names: pa.Array, judged: Verdicts) -> tuple[pa.Table, pa.Table]:
    """Return the counts and the findings of some reports as Arrow tables."""
    counts = pa.table([names, *map(pa.array, judged.counts)], schema=counts_schema(names.type))
    relations = (*form.relations, *form.bounds, *(one.relation for one in judged.exact))
    parts = [*_in_machine_numbers(judged.found), _one_by_one(judged.exact, len(form.relations) + len(form.bounds))]
    rows, order, place, status, *numbers = (pa.concat_arrays(columns) for columns in zip(*parts, strict=True))
    said = [pa.array([getattr(r, name) for r in relations], pa.string()) for name in ("rule", "instance", "severity")]
    rule, instance, severity = (words.take(place) for words in said)
    statuses = pa.array(STATUSES).take(status)
    findings = pa.table(
        [names.take(rows), rule, instance, statuses, severity, *numbers], schema=findings_schema(names.type)
    )
    sorting = np.lexsort((order.to_numpy(), rows.to_numpy()))
    return counts, findings.take(pa.array(sorting))


def counts_schema(kind: pa.DataType) -> pa.Schema:
    """Return the columns of counts, for names of reports of that type."""
    return pa.schema([("report", kind), *((status, pa.int32()) for status in STATUSES)])


def findings_schema(kind: pa.DataType) -> pa.Schema:
    """Return the columns of findings, for names of reports of that type."""
    words = [(name, pa.string()) for name in ("rule", "instance", "status", "severity")]
    numbers = [(name, amount_type()) for name in ("left", "right", "difference")]
    return pa.schema([("report", kind), *words, *numbers])


def _in_machine_numbers(found: Sequence[Found]) -> Iterator[list[pa.Array]]:
    """Yield row, order, relation, status and numbers of what was found, for each number of decimal places."""
    for places in {one.places for one in found}:
        some = [one for one in found if one.places == places]
        order = pa.array(np.repeat([one.order for one in some], [len(one.rows) for one in some]))
        numbers = map(np.concatenate, zip(*(one.numbers for one in some), strict=True))
        known = map(np.concatenate, zip(*(one.known for one in some), strict=True))
        yield [
            pa.array(np.concatenate([one.rows for one in some])),
            order,
            order,
            pa.array(np.concatenate([one.status for one in some])),
            *(_amounts(*side, places) for side in zip(numbers, known, strict=True)),
        ]


def _amounts(numbers: Ints, known: Bools, places: int) -> pa.Array:
    """Return whole numbers in units of a decimal place as amounts, null where they are not known."""
    halves = np.column_stack((numbers, numbers >> 63))
    amounts = pa.Array.from_buffers(
        pa.decimal128(38, places), len(numbers), [None, pa.py_buffer(np.ascontiguousarray(halves))]
    )
    return pc.if_else(pa.array(known), amounts.cast(amount_type()), pa.scalar(None, amount_type()))


def _one_by_one(found: Sequence[Exact], behind: int) -> list[pa.Array]:
    """Return the same of what was found by judging reports one by one, whose relations are behind those of the form."""
    return [
        pa.array([one.row for one in found], pa.int64()),
        pa.array([one.order for one in found], pa.int64()),
        pa.array(range(behind, behind + len(found)), pa.int64()),
        pa.array([one.status for one in found], pa.int8()),
        *(pa.array([_with_room(one.numbers[side]) for one in found], amount_type()) for side in range(3)),
    ]


def _with_room(number: Number | None) -> Decimal | None:
    """Return a number as findings hold it; None where it has no room there."""
    if number is None or Decimal(number).copy_abs() >= _ROOM:
        return None
    sign, digits, exponent = Decimal(number).as_tuple()
    assert isinstance(exponent, int)
    more = max(0, -exponent - MOST_PLACES)
    # Noughts behind the last place come from what the number was made of, and say nothing.
    return (
        None if any(digits[-more:] if more else ()) else Decimal((sign, digits[: len(digits) - more], exponent + more))
    )


def like(table: pa.Table, example: Any) -> Any:
    """Return an Arrow table as a frame of the same kind as another one."""
    if isinstance(example, pa.Table):
        return table
    narwhals = frame_library("narwhals")
    try:
        known = narwhals.from_native(example)
    except TypeError:
        return table
    if isinstance(known, narwhals.LazyFrame):
        eager = narwhals.from_native(table)
        return eager.lazy(backend=known.implementation).to_native()
    return narwhals.from_arrow(table, backend=known.implementation).to_native()
