"""Wide frames: one row for each report, one column for each cell, named as cells are written: `TABLE[ROW, COLUMN]`.

A cell without a number (null) is blank; a cell without a column is not in the document. Columns named
`prior.TABLE[ROW, COLUMN]` hold the report of the year before, where it has any number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define

from govdisclosure.errors import UsageError
from govdisclosure.form import Form
from govdisclosure.language import say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.blocks import STATES, figures_of
from govdisclosure.panel.judging import Codes, Figures
from govdisclosure.panel.screening import Bools, Ints
from govdisclosure.panel.whole import WholeForm, whole_form
from govdisclosure.report import BLANK, Report

ROWS = 262_144
"""Reports of a block."""


@define(eq=False, slots=False)
class WideBlock:
    """Some rows of a wide frame."""

    whole: WholeForm
    with_prior: bool
    arrays: list[pa.Array | None]
    columns: list[Ints | None]
    nulls: dict[int, Bools]
    """Where the cells are null that are null anywhere."""
    odd: Bools
    beyond: Bools

    @classmethod
    def of(
        cls, whole: WholeForm, batch: pa.RecordBatch, places: Sequence[int | None], *, with_prior: bool
    ) -> WideBlock:
        """Return the block of a batch; `places` has the column of each cell."""
        rows = batch.num_rows
        odd, beyond = np.zeros(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_)
        arrays = [None if place is None else exact(batch.column(place)) for place in places]
        columns: list[Ints | None] = [None] * len(places)
        nulls: dict[int, Bools] = {}
        for index in whole.used:
            array = arrays[index] if index < len(arrays) else None
            if array is None:
                continue
            columns[index], large = whole_numbers(array, whole.places[index])
            if large is not None:
                beyond |= large
            if array.null_count:
                nulls[index] = array.is_null().to_numpy(zero_copy_only=False)
                odd |= nulls[index]
        return cls(whole, with_prior, arrays, columns, nulls, odd, beyond)

    def figures(self, rows: Ints) -> Figures:
        """Return what the cells of some reports may stand for."""
        states = self._states(rows)
        low = np.zeros(states.shape, dtype=np.int64)
        for index, column in enumerate(self.columns):
            if column is not None:
                low[index] = column.take(rows)
        return figures_of(self.whole, low, states)

    def _states(self, rows: Ints) -> Codes:
        states = np.zeros((len(self.columns), len(rows)), dtype=np.int8)
        for index in self.whole.used:
            if index < len(self.columns) and self.columns[index] is None:
                states[index] = STATES.index("absent")
        for index, null in self.nulls.items():
            states[index][null[rows]] = STATES.index("blank")
        if self.with_prior:
            states[len(self.columns) // 2 :, ~self._has_prior[rows]] = STATES.index("absent")
        return states

    @cached_property
    def _has_prior(self) -> Bools:
        """The rows with any number of the year before."""
        found = np.zeros(len(self.odd), dtype=np.bool_)
        for array in self.arrays[len(self.arrays) // 2 :]:
            if array is not None:
                found |= array.is_valid().to_numpy(zero_copy_only=False)
        return found

    def reports(self, row: int) -> tuple[Report, Report | None]:
        """Return one report, and the one of the year before if it has any number."""
        count = len(self.whole.form.cells)
        before = self._report(self.arrays[count:], row) if self.with_prior and self._has_prior[row] else None
        return self._report(self.arrays[:count], row), before

    def _report(self, arrays: Sequence[pa.Array | None], row: int) -> Report:
        values = tuple(None if array is None else array[row].as_py() for array in arrays)
        drawn = (i for i, array in enumerate(arrays) if array is not None and values[i] is None)
        return Report(self.whole.form, values, contents=dict.fromkeys(drawn, BLANK))


def wide_places(form: Form, names: Sequence[str]) -> list[int | None] | None:
    """Return the column of each cell, the year before's behind if there are any; None for a frame that is not wide.

    Raises `UsageError` if a column is named like a cell that the form does not have, or two have the same name.
    """
    count = len(form.cells)
    every = [str(form.cell(index)) for index in range(2 * count)]
    known = {name: index for index, name in enumerate(every)}
    places: list[int | None] = [None] * (2 * count)
    for column, name in enumerate(names):
        index = known.get(name)
        if index is None:
            _must_be_no_cell(name, form)
            continue
        if places[index] is not None:
            raise UsageError(say(zh=f"列 {name} 重复。", en=f"the column {name} is there twice"))
        places[index] = column
    if all(place is None for place in places):
        return None
    return places if any(place is not None for place in places[count:]) else places[:count]


def _must_be_no_cell(name: str, form: Form) -> None:
    if name.endswith("]") and "[" in name:
        raise UsageError(
            say(zh=f"{form.spec.id} 没有单元格 {name[:80]}。", en=f"{form.spec.id} has no cell {name[:80]}")
        )


def wide_blocks(form: Form, table: pa.Table, places: Sequence[int | None]) -> Iterator[WideBlock]:
    """Yield the rows of a wide table in blocks."""
    whole = whole_form(form)
    for place in places:
        if place is not None:
            _must_hold_numbers(table.schema.field(place))
    for batch in table.to_batches(max_chunksize=ROWS):
        yield WideBlock.of(whole, batch, places, with_prior=len(places) > len(form.cells))


def _must_hold_numbers(field: pa.Field) -> None:
    kind = field.type
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_floating(kind) or pa.types.is_null(kind):
        return
    raise UsageError(
        say(
            zh=f"列 {field.name} 的类型是 {kind}，应为整数或十进制数。",
            en=f"the column {field.name} is of type {kind}; it should hold whole or decimal numbers",
        )
    )


def whole_numbers(array: pa.Array, places: int) -> tuple[Ints, Bools | None]:
    """Return the numbers of an array in units of a decimal place, and where they have no room in 64 bits.

    What stands for a null is any number.
    """
    if pa.types.is_null(array.type):
        return np.zeros(len(array), dtype=np.int64), None
    if pa.types.is_integer(array.type) and array.type != pa.uint64():
        kind = array.type.to_pandas_dtype()
        numbers: Any = np.frombuffer(array.buffers()[1], dtype=kind)[array.offset : array.offset + len(array)]
        if not places:
            return numbers, None
        units = numbers.astype(np.int64) * 10**places
        return units, units // 10**places != numbers
    return _from_decimals(array, places)


def _from_decimals(array: pa.Array, places: int) -> tuple[Ints, Bools | None]:
    """Return numbers of many digits in units of a decimal place; those that lose something are marked."""
    if pa.types.is_integer(array.type):
        array = array.cast(pa.decimal128(20, 0))
    target = pa.decimal128(38, places)
    lost = None
    try:
        scaled = array.cast(target)
    except pa.ArrowInvalid:
        scaled, lost = _as_far_as_possible(array, target)
    halves = np.frombuffer(scaled.buffers()[1], dtype=np.int64).reshape(-1, 2)
    halves = halves[scaled.offset : scaled.offset + len(scaled)]
    low = np.ascontiguousarray(halves[:, 0])
    beyond: Bools = halves[:, 1] != low >> 63
    if array.null_count:
        beyond &= array.is_valid().to_numpy(zero_copy_only=False)
    return low, beyond if lost is None else beyond | lost


def _as_far_as_possible(array: pa.Array, target: pa.Decimal128Type) -> tuple[pa.Array, Bools]:
    """Return numbers one by one where they fit a type, 0 where they do not, and where that is."""
    numbers, lost = [], np.zeros(len(array), dtype=np.bool_)
    for row, scalar in enumerate(array):
        try:
            numbers.append(scalar.cast(target))
        except pa.ArrowInvalid:
            numbers.append(pa.scalar(0, target))
            lost[row] = True
    return pa.array(numbers, target), lost


def exact(array: pa.Array) -> pa.Array:
    """Return an array of exact numbers: floats as the whole numbers that they are, null where they are none (NaN).

    Raises `UsageError` for a float that is not a whole number: such a number has been rounded already.
    """
    if not pa.types.is_floating(array.type):
        return array
    array = pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)
    try:
        return array.cast(pa.int64())
    except pa.ArrowInvalid:
        raise UsageError(
            say(
                zh="有一列浮点数不是整数，已经不精确；请用整数或十进制数（decimal）。",
                en="a column of floats holds more than whole numbers, and floats are not exact; use whole or decimal "
                "numbers",
            )
        ) from None
