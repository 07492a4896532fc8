"""Grids to the cells of a form: rows and columns are found by their text, and nothing is guessed.

A cell whose row or column is not certain is left out or unreadable, and a problem says where and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from attrs import define, field, frozen

from govdisclosure.grid.columns import Slot, locate_columns
from govdisclosure.grid.lexicon import TableWords, words_of
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.numbers import MAX_TEXT, Printed, has_scales, names_unit, read_cell
from govdisclosure.grid.rows import Hit, PrintedRow, is_head, labelled_hits, printed_rows
from govdisclosure.language import current, say
from govdisclosure.report.model import Content, Problem
from govdisclosure.spec.expand import Form
from govdisclosure.spec.model import Severity
from govdisclosure.spec.wording import line_name, table_name

MAX_HEAD = 12
"""Rows that the head of a table may have."""


@define
class Matched:
    """What was found of a form: what each cell says, where it stands, and the problems met."""

    cells: dict[int, Printed] = field(factory=dict)
    printed: dict[int, GridCell] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    used: set[int] = field(factory=set)
    """The numbers of the printed rows that were recognised."""

    @property
    def score(self) -> int:
        """How many cells of the form were found: the measure by which a document's form is told."""
        return len(self.cells)


@frozen(eq=False)
class _Block:
    """Rows of one table in one grid that share a head."""

    hits: tuple[Hit, ...]
    head: tuple[PrintedRow, ...]


def match(form: Form, grids: Sequence[Grid]) -> Matched:
    """Find the cells of a form in the grids of a document."""
    rows = printed_rows(grids)
    out = Matched()
    for words in words_of(form):
        hits = labelled_hits(rows, words) if words.labelled_rows else _bare_hits(rows, words)
        out.used.update(hit.row for hit in hits)
        slots: tuple[Slot, ...] = ()
        unread = []
        for block in _blocks(rows, words, hits):
            # A table that goes on in the next grid need not repeat its head.
            slots = locate_columns(block.head, words) or slots
            if slots:
                _Reader(form, words, rows, slots, out).read(block)
            else:
                unread += block.hits
        if unread:
            _say_unknown_columns(form, words, rows, unread, out)
    _say_unmatched(form, rows, out)
    return out


def _bare_hits(rows: Sequence[PrintedRow], words: TableWords) -> list[Hit]:
    """Find the one row of a table whose rows bear no labels: the first row of values after the table's own head."""
    every = len(words.form.columns.lines)
    hits: list[Hit] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        own = [name for _, name in row.labels if name in words.column_headers]
        if row.labels:
            seen = seen | set(own) if own and len(own) * 2 >= len(row.labels) else set()
        else:
            if len({line for name in seen for line in words.columns.get(name, ())}) == every:
                hits.append(Hit(number, 0, 0))
            seen = set()
    return hits


def _blocks(rows: Sequence[PrintedRow], words: TableWords, hits: Sequence[Hit]) -> Iterator[_Block]:
    """Group the hits by grid and head: a head is the rows without values above the first hit of a group."""
    group: list[Hit] = []
    head: list[PrintedRow] = []
    for hit in hits:
        above = _head_above(rows, words, hit.row)
        if group and (above or rows[group[-1].row].grid != rows[hit.row].grid):
            yield _Block(tuple(group), tuple(head))
            group = []
        if not group:
            head = above
        group.append(hit)
    if group:
        yield _Block(tuple(group), tuple(head))


def _head_above(rows: Sequence[PrintedRow], words: TableWords, number: int) -> list[PrintedRow]:
    found: list[PrintedRow] = []
    for row in reversed(rows[max(0, number - MAX_HEAD) : number]):
        if not is_head(row, words):
            break
        found.insert(0, row)
    return found


@frozen(eq=False)
class _Reader:
    """Reads the rows of a block into the cells of the form."""

    form: Form
    words: TableWords
    rows: Sequence[PrintedRow]
    slots: tuple[Slot, ...]
    out: Matched

    def read(self, block: _Block) -> None:
        shifts = self._shifts(block.hits)
        for hit in block.hits:
            row = self.rows[hit.row]
            if hit.by_order:
                self._problem("label_by_order", "warning", hit, row.place, zh="标签不认识，按序号和前后行认定", en="label not recognised; found by its ordinal and its neighbours")
            values = row.cells[hit.start :]
            placed = self._place(values, shifts.get(hit.start) if row.flattened else None, flattened=row.flattened)
            if placed is None:
                self._unreadable(hit, row, values)
                continue
            for slot, cell in zip(self.slots, placed, strict=True):
                self._put(hit, row, slot, cell)

    def _shifts(self, hits: Sequence[Hit]) -> dict[int, tuple[int, ...]]:
        """Where the values stand in flattened rows whose label stands at the same place: learnt from the full rows."""
        found: dict[int, set[tuple[int, ...]]] = {}
        for hit in hits:
            filled = tuple(cell.column for cell in self.rows[hit.row].cells[hit.start :] if cell.text.strip())
            if len(filled) == len(self.slots):
                found.setdefault(hit.start, set()).add(filled)
        return {start: places.pop() for start, places in found.items() if len(places) == 1}

    def _place(
        self, values: tuple[GridCell, ...], shift: tuple[int, ...] | None, *, flattened: bool
    ) -> list[GridCell | None] | None:
        """Return the cell of every slot, None where the row has none; None altogether if that cannot be told."""
        filled = [cell for cell in values if cell.text.strip()]
        count = len(self.slots)
        if len(filled) == count:
            return [*filled]
        if len(values) == count:
            return [*values]
        if not filled:
            return [values[0]] * count if values else [None] * count
        by_column = {cell.column: cell for cell in values}
        places = shift
        if places is None and not flattened:
            places = tuple(slot.head.column for slot in self.slots)
        if places is None or not {cell.column for cell in filled} <= set(places):
            return None
        return [by_column.get(place) for place in places]

    def _put(self, hit: Hit, row: PrintedRow, slot: Slot, cell: GridCell | None) -> None:
        table = self.words.form
        index = table.cells.get((hit.line, slot.line)) if slot.line is not None else None
        if index is None:
            if cell is not None and cell.text.strip() and slot.line is None:
                self._problem("unknown_column", "warning", hit, cell.place, zh=f"列“{slot.head.text.strip()[:40]}”不认识，其中的 {cell.text.strip()[:40]} 未读入", en=f"the column '{slot.head.text.strip()[:40]}' is not recognised; {cell.text.strip()[:40]} was left out")
            return
        if cell is None:
            return
        value = self.form.values[index]
        printed = read_cell(cell.text, value)
        before = self.out.cells.get(index)
        if before is not None and (before.number, before.content) != (printed.number, printed.content):
            self._problem("printed_twice", "warning", hit, cell.place, column=index, zh=f"同一单元格在文中出现两次且不同（{self.out.printed[index].text.strip()[:40]}，{cell.text.strip()[:40]}），未采用", en=f"the cell stands twice in the document with different content ({self.out.printed[index].text.strip()[:40]}, {cell.text.strip()[:40]}); neither was taken")
            printed = Printed(None, Content("unreadable", cell.text.strip()[:MAX_TEXT]))
        self.out.cells[index] = printed
        self.out.printed[index] = cell
        self._remark(hit, cell, index, slot, printed)

    def _remark(self, hit: Hit, cell: GridCell, index: int, slot: Slot, printed: Printed) -> None:
        """Say what a reader should know about how a cell was read."""
        value = self.form.values[index]
        if printed.content.state == "unreadable":
            self._problem("unreadable_cell", "warning", hit, cell.place, column=index, zh=f"“{cell.text.strip()[:40]}”不能读作一个数", en=f"'{cell.text.strip()[:40]}' cannot be read as one number")
        elif printed.converted:
            self._problem("converted_unit", "info", hit, cell.place, column=index, zh=f"“{cell.text.strip()[:40]}”已换算为 {printed.number:f} {_unit(self.form, index)}", en=f"'{cell.text.strip()[:40]}' was converted to {printed.number:f} {_unit(self.form, index)}")
        elif printed.number and has_scales(value) and not printed.unit and not names_unit(slot.head.text):
            self._problem("unit_not_printed", "warning", hit, cell.place, column=index, zh=f"没有印出单位，{cell.text.strip()[:40]} 按{_unit(self.form, index)}读入", en=f"no unit is printed; {cell.text.strip()[:40]} was taken as {_unit(self.form, index)}")

    def _unreadable(self, hit: Hit, row: PrintedRow, values: tuple[GridCell, ...]) -> None:
        text = " ".join(cell.text.strip() for cell in values if cell.text.strip())[:MAX_TEXT]
        self._problem("ambiguous_row", "warning", hit, row.place, zh=f"数与列对不上，未读入：{text[:80]}", en=f"the numbers cannot be told apart by column and were not read: {text[:80]}")
        for slot in self.slots:
            index = self.words.form.cells.get((hit.line, slot.line)) if slot.line is not None else None
            if index is not None and index not in self.out.cells:
                self.out.cells[index] = Printed(None, Content("unreadable", text))
                self.out.printed[index] = row.cells[0]

    def _problem(
        self, code: str, severity: Severity, hit: Hit, place: str, *, zh: str, en: str, column: int | None = None
    ) -> None:
        row = self.words.form.rows.lines[hit.line]
        name = line_name(row, current()) or table_name(self.form.spec, self.words.form.key, current())
        path = None if column is None else self.form.cells[column].column
        message = say(zh=f"{place}，“{name}”：{zh}。", en=f"{place}, '{name}': {en}")
        self.out.problems.append(Problem(code, severity, message, self.words.form.key, row.path, path, place or None))


def _unit(form: Form, index: int) -> str:
    unit = form.values[index].unit
    return unit[current()] if unit else ""


def _say_unknown_columns(
    form: Form, words: TableWords, rows: Sequence[PrintedRow], hits: Sequence[Hit], out: Matched
) -> None:
    """The rows of a table are there, but no head that names its columns."""
    name = table_name(form.spec, words.form.key, current())
    place = rows[hits[0].row].place
    message = say(
        zh=f"{place}：“{name}”的列名不认识，{len(hits)} 行未读入。",
        en=f"{place}: the columns of '{name}' are not recognised; {len(hits)} rows were left out",
    )
    out.problems.append(Problem("unknown_columns", "warning", message, words.form.key, place=place or None))


def _say_unmatched(form: Form, rows: Sequence[PrintedRow], out: Matched) -> None:
    """Rows with figures, in a grid that holds the form's tables, that are no row of the form."""
    grids = {rows[number].grid for number in out.used}
    known = {name: line_name(words.form.rows.lines[lines[0]], current()) for words in words_of(form) for name, lines in words.rows.items()}
    for number, row in enumerate(rows):
        if number in out.used or row.grid not in grids or not row.has_values:
            continue
        close = get_close_matches(row.labels[-1][1], known, n=1, cutoff=0.7) if row.labels else []
        offer = say(zh=f"；最像“{known[close[0]]}”", en=f"; most like '{known[close[0]]}'") if close else ""
        message = say(
            zh=f"{row.place}：这一行不是表中的行，未读入：{row.text}{offer}。",
            en=f"{row.place}: no row of the form; left out: {row.text}{offer}",
        )
        out.problems.append(Problem("unmatched_row", "warning", message, place=row.place or None))
