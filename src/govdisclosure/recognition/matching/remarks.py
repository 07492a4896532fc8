"""What a reader should know about how a table was read: each remark is a problem with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from govdisclosure import codes
from govdisclosure.form import BETWEEN, Form, TableForm, cell_name, line_name, table_name
from govdisclosure.grid import GridCell
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.lexicon import known_words, words_of
from govdisclosure.recognition.matching.numbers import Printed
from govdisclosure.recognition.matching.rows import PrintedRow, is_group
from govdisclosure.recognition.matching.units import conversion, has_scales, is_unit, squeezed_unit, unit_note
from govdisclosure.report import Problem

_PLACES = 5
"""Places of the copies of a table that a message names."""
_OFFERS = 100
"""Rows that are not known of which it is said what they are most like."""
_SHOWN = 40
"""Characters of a cell that a message repeats."""


def on_cell(form: Form, index: int, cell: GridCell, printed: Printed, beside: str) -> Problem | None:
    """Remark on a cell that could not be read, was converted, or leaves its unit open; nothing on most."""
    if printed.content.state == "unreadable":
        if beside and conversion(squeezed_unit(beside), form.values[index]) is None:
            return _foreign_unit(form, index, cell, beside)
        zh, en = f"“{_shown(cell)}”不能读作一个数", f"'{_shown(cell)}' cannot be read as one number"
        return _on_cell(form, codes.UNREADABLE_CELL, index, cell, zh=zh, en=en)
    open_unit = printed.number and not printed.unit and has_scales(form.values[index])
    if not printed.converted and not open_unit:
        return None
    text, unit = _shown(cell), form.values[index].unit
    name = unit[current()] if unit else ""
    if printed.converted:
        zh, en = f"“{text}”换算为 {printed.number:f} {name}", f"'{text}' converted to {printed.number:f} {name}"
        return _on_cell(form, codes.CONVERTED_UNIT, index, cell, zh=zh, en=en)
    zh, en = f"没有印出单位，{text} 按{name}读入", f"no unit is printed; {text} was taken as {name}"
    return _on_cell(form, codes.UNIT_NOT_PRINTED, index, cell, zh=zh, en=en)


def _foreign_unit(form: Form, index: int, cell: GridCell, unit: str) -> Problem:
    own = form.values[index].unit
    name = own[current()] if own else say(zh="没有单位的数", en="a number without a unit")
    zh = f"“{_shown(cell)}”印的单位是“{unit}”，不能换算为{name}，未读入"
    en = f"'{_shown(cell)}' is printed in '{unit}', which cannot be converted to {name}; it was not read"
    return _on_cell(form, codes.FOREIGN_UNIT, index, cell, zh=zh, en=en)


def cell_printed_twice(form: Form, index: int, cell: GridCell, before: GridCell) -> Problem:
    """Remark on a cell that stands twice under one head, with different content."""
    one, other = _shown(before), _shown(cell)
    zh = f"在文中出现两次且不同（{one}，{other}），均未采用"
    en = f"stands twice in the document with different content ({one}, {other}); neither was taken"
    return _on_cell(form, codes.PRINTED_TWICE, index, cell, zh=zh, en=en)


def table_printed_twice(form: Form, table: TableForm, places: Sequence[str]) -> Problem:
    """Remark on a table that stands in the document several times with different figures."""
    name, where = table_name(form.spec, table.key, current()), say(zh="；", en="; ").join(places[:_PLACES])
    message = say(
        zh=f"“{name}”在文中出现 {len(places)} 次，数据不同，不同之处均未采用：{where}。",
        en=f"'{name}' stands {len(places)} times in the document; where the figures differ none was taken: {where}",
    )
    return Problem.of(codes.PRINTED_TWICE, message, table.key, place=places[-1])


def one_of_several_tables(form: Form, table: str, place: str) -> Problem:
    """Remark on a printed table that may be this or another one of the form."""
    name = table_name(form.spec, table, current())
    message = say(
        zh=f"{place}：可能是“{name}”，也可能是另一张表，未读入。",
        en=f"{place}: this may be '{name}' or another table; it was not read",
    )
    return Problem.of(codes.ONE_OF_SEVERAL_TABLES, message, table, place=place)


def merged_cells(form: Form, table: TableForm, line: int, cell: GridCell) -> Problem:
    """Remark on a figure in a merged cell that lies over several cells of the form."""
    text = _shown(cell)
    zh, en = f"合并单元格“{text}”占了表中几格，未读入", f"'{text}' is merged over several cells of the form; not read"
    return _on_line(form, codes.MERGED_CELLS, table, line, cell.place, zh=zh, en=en)


def unknown_column(form: Form, table: TableForm, line: int, cell: GridCell, head: str) -> Problem:
    """Remark on a figure under a head that is no column of the form."""
    head, text = head.strip()[:_SHOWN], _shown(cell)
    zh, en = f"列“{head}”不认识，{text} 未读入", f"the column '{head}' is not recognised; {text} was left out"
    return _on_line(form, codes.UNKNOWN_COLUMN, table, line, cell.place, zh=zh, en=en)


def ambiguous_row(form: Form, table: TableForm, line: int, row: PrintedRow, text: str) -> Problem:
    """Remark on a row whose numbers cannot be told apart by column."""
    zh = f"数与列对不上，未读入：{text[: 2 * _SHOWN]}"
    en = f"the numbers cannot be told apart by column and were not read: {text[: 2 * _SHOWN]}"
    return _on_line(form, codes.AMBIGUOUS_ROW, table, line, row.place, zh=zh, en=en)


def found_by_order(form: Form, table: TableForm, line: int, row: PrintedRow) -> Problem:
    """Remark on a row whose label is not recognised."""
    zh, en = "标签不认识，按序号和前后行认定", "label not recognised; found by its ordinal and its neighbours"
    return _on_line(form, codes.LABEL_BY_ORDER, table, line, row.place, zh=zh, en=en)


def label_with_note(form: Form, table: TableForm, line: int, cell: GridCell) -> Problem:
    """Remark on a row whose label goes on in brackets."""
    zh, en = (
        f"标签“{_shown(cell)}”带有说明，按标签读入",
        f"the label '{_shown(cell)}' has a note; it was read by the label",
    )
    return _on_line(form, codes.LABEL_WITH_NOTE, table, line, cell.place, zh=zh, en=en)


def head_cut(table: TableForm, line: int, head: GridCell) -> Problem:
    """Remark on a column that was found by its place, as its head is only the beginning of its name."""
    name = line_name(table.columns.lines[line], current())
    message = say(
        zh=f"{head.place}：列名“{_shown(head)}”不全，按列的次序认定为“{name}”。",
        en=f"{head.place}: the head '{_shown(head)}' is cut; by the order of the columns it is '{name}'",
    )
    return Problem.of(codes.HEAD_CUT, message, table.key, column=table.columns.lines[line].path, place=head.place)


def group_in_one_row(table: TableForm, line: int, row: PrintedRow) -> Problem:
    """Remark on a row that prints a group as a whole."""
    name = BETWEEN.join(text for header in table.rows.lines[line].chain[1:-1] if (text := header.text(current())))
    message = say(
        zh=f"{row.place}，“{name}”：几行印成了一行合计，合计用于核对，各行没有数：{row.text}。",
        en=f"{row.place}, '{name}': its rows are printed as one; the sum was kept to judge totals by, and none of its "
        f"rows has a figure: {row.text}",
    )
    return Problem.of(codes.GROUP_IN_ONE_ROW, message, table.key, place=row.place)


def head_with_note(table: TableForm, head: GridCell) -> Problem:
    """Remark on a column whose head goes on in brackets."""
    message = say(
        zh=f"{head.place}：列名“{_shown(head)}”带有说明，按列名读入。",
        en=f"{head.place}: the head '{_shown(head)}' has a note; the column was read by the head",
    )
    return Problem.of(codes.LABEL_WITH_NOTE, message, table.key, place=head.place)


def unknown_columns(form: Form, table: TableForm, row: PrintedRow, count: int, head: str) -> Problem:
    """Remark on rows of a table whose head names none of its columns."""
    name = table_name(form.spec, table.key, current())
    shown = say(zh=f"（{head[: 3 * _SHOWN]}）", en=f" ({head[: 3 * _SHOWN]})") if head else ""
    message = say(
        zh=f"{row.place}：“{name}”的列名{shown}不认识，{count} 行未读入。",
        en=f"{row.place}: the columns of '{name}'{shown} are not recognised; {count} rows were left out",
    )
    return Problem.of(codes.UNKNOWN_COLUMNS, message, table.key, place=row.place)


def unmatched_rows(
    form: Form, rows: Sequence[PrintedRow], used: Collection[int], heads: Collection[PrintedRow]
) -> Iterator[Problem]:
    """Yield a remark on every row in a table of the form that is none of its rows and says something.

    That is a row with figures in a grid that holds tables of the form, and one of words inside a table, or with the
    label of a row; not a head, a heading, or the unit of what stands below. Unknown `heads` are said elsewhere.
    """
    ends: dict[int, tuple[int, int]] = {}
    for number in sorted(used):
        ends[rows[number].grid] = ends.get(rows[number].grid, (number, 0))[0], number
    free = (row for row in rows if row.grid in ends and row.number not in used and row not in heads)
    left = [row for row in free if _says_something(form, row, *ends[row.grid])]
    for count, row in enumerate(left):
        offer = _nearest_row(form, row) if count < _OFFERS else ""
        message = say(
            zh=f"{row.place}：这一行不是表中的行，未读入：{row.text}{offer}。",
            en=f"{row.place}: no row of the form; left out: {row.text}{offer}",
        )
        yield Problem.of(codes.UNMATCHED_ROW, message, place=row.place)


def _says_something(form: Form, row: PrintedRow, first: int, last: int) -> bool:
    """Whether a row is more than a part of a head, a heading or a unit; `first` and `last` are the rows of the grid."""
    if row.has_values:
        return not any(is_group(row, words) for words in words_of(form))
    within = first < row.number < last or (row.number > last and not row.names.isdisjoint(_row_names(form)))
    if not row.labels or not within:
        return False
    texts = {name: row.cells[position].text for position, name in row.labels if name not in known_words(form)}
    return not all(is_unit(text) or unit_note(text) for text in texts.values())


@lru_cache(maxsize=64)
def _row_names(form: Form) -> Mapping[str, tuple[TableForm, int]]:
    """Return the names of rows, each with the table and the line of the first that bears it."""
    found: dict[str, tuple[TableForm, int]] = {}
    for words in words_of(form):
        for name, lines in words.rows.items():
            found.setdefault(name, (words.form, lines[0]))
    return found


def _nearest_row(form: Form, row: PrintedRow) -> str:
    known = _row_names(form)
    close = get_close_matches(row.labels[-1][1][:_SHOWN], known, n=1, cutoff=0.7) if row.labels else []
    if not close:
        return ""
    table, line = known[close[0]]
    name = line_name(table.rows.lines[line], current())
    return say(zh=f"；最像“{name}”", en=f"; most like '{name}'")


def _on_cell(form: Form, code: codes.Code, index: int, cell: GridCell, *, zh: str, en: str) -> Problem:
    ref = form.cells[index]
    name = cell_name(form, index, current()) or table_name(form.spec, ref.table, current())
    message = say(zh=f"{cell.place}，“{name}”：{zh}。", en=f"{cell.place}, '{name}': {en}")
    return Problem.of(code, message, ref.table, ref.row, ref.column, place=cell.place)


def _on_line(form: Form, code: codes.Code, table: TableForm, line: int, place: str, *, zh: str, en: str) -> Problem:
    row = table.rows.lines[line]
    name = line_name(row, current()) or table_name(form.spec, table.key, current())
    message = say(zh=f"{place}，“{name}”：{zh}。", en=f"{place}, '{name}': {en}")
    return Problem.of(code, message, table.key, row.path, place=place)


def _shown(cell: GridCell) -> str:
    return cell.text.strip()[:_SHOWN]
