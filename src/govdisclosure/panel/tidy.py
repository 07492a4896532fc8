"""Tidy frames: one row for each cell, as in the table `cells/` of a panel and in `Report.to_frame`.

`table`, `row`, `column` name the cell and `value` holds its number; `state` and `text` say what stands there instead
of one, `of` is `prior` in the rows of the report of the year before. A cell without a row is not in the document. A row
with the state `section` is a section of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from attrs import define

from govdisclosure.checks import wordings_of
from govdisclosure.errors import UsageError
from govdisclosure.form import Form
from govdisclosure.language import say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.blocks import STATES, figures_of
from govdisclosure.panel.judging import Codes, Figures
from govdisclosure.panel.refilling import can_be_refilled, refilled
from govdisclosure.panel.screening import Bools, Ints
from govdisclosure.panel.whole import WholeForm, whole_form
from govdisclosure.panel.wide import exact, whole_numbers
from govdisclosure.report import SECTION, Report, from_frame
from govdisclosure.spec import Spec

NEEDED = ("table", "row", "column", "value")
GROUPS = (("file",), ("organisation", "year", "period"))
"""The columns that tell reports apart: the first of these groups of which a frame has any."""

_NUMBER, _BLANK, _MARK, _UNREADABLE, _ABSENT, _TEXT = range(len(STATES))


@define(eq=False, slots=False)
class TidyBlock:
    """The reports of a tidy frame, turned into columns."""

    whole: WholeForm
    with_prior: bool
    rows: pa.Table
    """The rows of the frame, those of each report together."""
    starts: Ints
    """Where the rows of each report begin, and where the last ones end."""
    cells: Ints
    """The cell of each row, the year before's behind this year's; -1 for a section of text."""
    low: Ints
    high: Ints | None
    states: Codes
    columns: Sequence[Ints | None]
    odd: Bools
    beyond: Bools
    told: tuple[int, ...]
    """The reports with a text that some rule looks into."""

    def figures(self, rows: Ints) -> Figures:
        """Return what the cells of some reports may stand for."""
        high = None if self.high is None else self.high[:, rows]
        return figures_of(self.whole, self.low[:, rows], self.states[:, rows], high)

    def reports(self, row: int) -> tuple[Report, Report | None]:
        """Return one report, and the one of the year before if the frame has any of it."""
        start, stop = self.starts[row : row + 2].tolist()
        rows, cells = self.rows.slice(start, stop - start), self.cells[start:stop]
        if self.beyond[row] or self.with_prior or not can_be_refilled(rows):
            return reports_of(rows, self.whole.form.spec)
        return refilled(self.whole, rows, cells.tolist(), self.low[cells, row].tolist()), None


def has_open_lines(form: Form) -> bool:
    """Whether reports may name rows or columns of the form themselves."""
    return any(axis.open_nodes for part in form.tables.values() for axis in (part.rows, part.columns))


def is_tidy(names: Sequence[str]) -> bool:
    """Whether a frame has the columns of a tidy one."""
    return set(names) >= set(NEEDED)


def tidy_block(form: Form, table: pa.Table) -> tuple[TidyBlock, pa.Array]:
    """Return the reports of a tidy table in columns, and what tells them apart: their files, or their numbers."""
    table, starts, names = _together(table)
    report_of = np.repeat(np.arange(len(names)), np.diff(starts))
    is_cell = ~_is_text(table)
    whole, count = whole_form(form), len(form.cells)
    cells = np.full(table.num_rows, -1)
    cells[is_cell] = _cells(form, table.filter(pa.array(is_cell)))
    with_prior = bool((cells >= count).any())
    shape = ((2 if with_prior else 1) * count, len(names))
    told = _told(form, table, ~is_cell, report_of)
    figures = _figures(whole, table.filter(pa.array(is_cell)), cells[is_cell], report_of[is_cell], shape)
    low, high, states, beyond = figures
    used = [index for index in whole.used if index < shape[0]]
    columns: list[Ints | None] = [low[index] for index in range(shape[0])]
    odd: Bools = (states[used] != _NUMBER).any(axis=0)
    return TidyBlock(whole, with_prior, table, starts, cells, low, high, states, columns, odd, beyond, told), names


def _together(table: pa.Table) -> tuple[pa.Table, Ints, pa.Array]:
    """Return a table with the rows of each report together, where they begin, and the name of each report."""
    report_of, names = _reports(table)
    if (np.diff(report_of) < 0).any():
        order = np.argsort(report_of, kind="stable")
        table, report_of = table.take(pa.array(order)), report_of[order]
    return table, np.searchsorted(report_of, np.arange(len(names) + 1)), names


def _is_text(table: pa.Table) -> Bools:
    """Return which rows are sections of text."""
    if "state" not in table.column_names:
        return np.zeros(table.num_rows, dtype=np.bool_)
    found: Bools = pc.equal(pc.fill_null(table["state"], ""), SECTION).to_numpy()
    return found


def _told(form: Form, table: pa.Table, is_text: Bools, report_of: Ints) -> tuple[int, ...]:
    sections, _ = wordings_of(form.spec)
    wanted = is_text & pc.is_in(table["row"], pa.array(list(sections), pa.string())).to_numpy()
    return tuple(np.unique(report_of[wanted]).tolist())


def _figures(
    whole: WholeForm, table: pa.Table, cells: Ints, report_of: Ints, shape: tuple[int, int]
) -> tuple[Ints, Ints | None, Codes, Bools]:
    """Return lower and upper ends and states of cells by reports, and the reports that have no room in 64 bits."""
    _once(cells, report_of, shape, whole.form)
    states = np.full(shape, _ABSENT, dtype=np.int8)
    states[cells, report_of] = _states(table)
    low, large = _numbers(whole, table, cells, report_of, shape)
    high, beyond = _marks(whole, table, cells, report_of, low, states)
    return low, high, states, large | beyond


def _reports(table: pa.Table) -> tuple[Ints, pa.Array]:
    """Return the number of the report of each row, in order of their first rows, and the name of each report."""
    for columns in GROUPS:
        there = [name for name in columns if name in table.column_names]
        if there:
            break
    else:
        return np.zeros(table.num_rows, dtype=np.int64), pa.array([0] if table.num_rows else [], pa.int64())
    codes = np.zeros(table.num_rows, dtype=np.int64)
    for name in there:
        encoded = pc.dictionary_encode(table[name].combine_chunks(), null_encoding="encode")
        codes = codes * len(encoded.dictionary) + encoded.indices.to_numpy()
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbers = rank[inverse]
    if there == ["file"]:
        return numbers, table["file"].take(pa.array(np.sort(first))).combine_chunks()
    return numbers, pa.array(np.arange(len(first)))


def _cells(form: Form, table: pa.Table) -> Ints:
    """Return the index of the cell of each row; raise `UsageError` if the form has no such cell."""
    codes = np.zeros(table.num_rows, dtype=np.int64)
    words = []
    for name in ("table", "row", "column"):
        encoded = pc.dictionary_encode(table[name].combine_chunks().cast(pa.string()), null_encoding="encode")
        words.append(encoded.dictionary.to_pylist())
        codes = codes * len(words[-1]) + encoded.indices.to_numpy()
    present, inverse = np.unique(codes, return_inverse=True)
    found = np.empty(len(present), dtype=np.int64)
    _, rows, columns = (len(names) for names in words)
    for number, code in enumerate(present.tolist()):
        place = (words[0][code // (rows * columns)], words[1][code // columns % rows], words[2][code % columns])
        index = form.index.get(place)
        if index is None:
            name = f"{place[0]}[{place[1]}, {place[2]}]"
            raise UsageError(say(zh=f"{form.spec.id} 没有单元格 {name}。", en=f"{form.spec.id} has no cell {name}"))
        found[number] = index
    places: Ints = found[inverse] + len(form.cells) * _is_prior(table).to_numpy(zero_copy_only=False)
    return places


def _is_prior(table: pa.Table) -> pa.Array:
    if "of" not in table.column_names:
        return pa.array(np.zeros(table.num_rows, dtype=np.bool_))
    return pc.fill_null(pc.equal(table["of"], "prior"), fill_value=False).combine_chunks()


def _once(cells: Ints, report_of: Ints, shape: tuple[int, int], form: Form) -> None:
    """Refuse a cell that has two rows in one report."""
    times = np.bincount(report_of * shape[0] + cells)
    if times.size and times.max() > 1:
        name = form.cell(int(np.argmax(times)) % shape[0])
        raise UsageError(say(zh=f"单元格 {name} 重复。", en=f"the cell {name} is given twice in one report"))


def _states(table: pa.Table) -> Codes:
    known = table["value"].is_valid().to_numpy()
    if "state" not in table.column_names:
        return np.where(known, _NUMBER, _BLANK).astype(np.int8)
    encoded = pc.index_in(table["state"], pa.array(STATES))
    states: Codes = pc.fill_null(encoded, -1).to_numpy().astype(np.int8)
    if (states < 0).any():
        wrong = table["state"][int(np.argmin(states))].as_py()
        raise UsageError(say(zh=f"没有 {wrong} 这种 state。", en=f"there is no state {wrong}"))
    return states


def _numbers(
    whole: WholeForm, table: pa.Table, cells: Ints, report_of: Ints, shape: tuple[int, int]
) -> tuple[Ints, Bools]:
    """Return the numbers in columns, and the reports with numbers that have no room in 64 bits."""
    low = np.zeros(shape, dtype=np.int64)
    large = np.zeros(shape[1], dtype=np.bool_)
    array = exact(table["value"].combine_chunks())
    valid = array.is_valid().to_numpy(zero_copy_only=False)
    places = np.array(whole.places)[cells]
    for unit in np.unique(places):
        chosen = np.flatnonzero(valid & (places == unit))
        numbers, beyond = whole_numbers(array.take(pa.array(chosen)), int(unit))
        low[cells[chosen], report_of[chosen]] = numbers
        if beyond is not None:
            large[report_of[chosen[beyond]]] = True
    return low, large


def _marks(
    whole: WholeForm, table: pa.Table, cells: Ints, report_of: Ints, low: Ints, states: Codes
) -> tuple[Ints | None, Bools]:
    """Put the lower ends of marks among the numbers; return the higher ends, and the reports with unknown marks."""
    beyond = np.zeros(states.shape[1], dtype=np.bool_)
    marked = np.flatnonzero(states[cells, report_of] == _MARK)
    if not marked.size:
        return None, beyond
    texts = table["text"].take(pa.array(marked)).to_pylist() if "text" in table.column_names else [None] * len(marked)
    high = low.copy()
    for row, text in zip(marked.tolist(), texts, strict=True):
        index, report = int(cells[row]), int(report_of[row])
        value = whole.form.values[index % len(whole.form.values)]
        ends = next(((mark.low, mark.high) for mark in value.marks if mark.text == text), None)
        if ends is None:
            beyond[report] = True
            continue
        low[index, report], high[index, report] = (whole.amount(end, index) for end in ends)
    return high, beyond


def one_by_one(table: pa.Table) -> Iterator[tuple[pa.Array, pa.Table]]:
    """Yield the name and the rows of each report."""
    table, starts, names = _together(table)
    for number in range(len(names)):
        yield names.slice(number, 1), table.slice(starts[number], starts[number + 1] - starts[number])


def reports_of(rows: pa.Table, spec: Spec) -> tuple[Report, Report | None]:
    """Return the report of some rows, and the one of the year before if they have any of it."""
    prior = _is_prior(rows)
    before = rows.filter(prior)
    this = from_frame(rows.filter(pc.invert(prior)), spec=spec)
    return this, from_frame(before, spec=spec) if before.num_rows else None


def tidy_reports(form: Form, table: pa.Table) -> Iterator[tuple[pa.Table, Report]]:
    """Yield the rows of each report of a tidy table, and the report."""
    if has_open_lines(form):
        for _, rows in one_by_one(table):
            yield rows, reports_of(rows, form.spec)[0]
        return
    block, names = tidy_block(form, table)
    for row in range(len(names)):
        start, stop = block.starts[row : row + 2].tolist()
        yield block.rows.slice(start, stop - start), block.reports(row)[0]
