"""Every name under which the rows and columns of a form may be printed, for looking up what stands in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from attrs import Factory, field, frozen

from govdisclosure.form import ExpandedAxis, Form, Header, TableForm
from govdisclosure.recognition.matching.units import UNIT_COLUMN, has_scales, head_and_unit
from govdisclosure.spec import bare, normal

T = TypeVar("T")


def _of_words(names: Callable[[Any], Iterable[str]]) -> Any:
    """Declare a field of names that the others say already."""
    return field(init=False, default=Factory(lambda one: frozenset(names(one)), takes_self=True))


@frozen(eq=False, repr=False)
class TableWords:
    """The names of one table: of its rows, of its columns, and of the headers above either."""

    form: TableForm
    rows: dict[str, tuple[int, ...]]
    """Names of row lines; a name may belong to several."""
    columns: dict[str, tuple[int, ...]]
    """Names of column lines."""
    row_groups: dict[str, tuple[Header, ...]]
    """Names of headers above rows, which have no cells or whose total is a line of its own."""
    column_groups: dict[str, tuple[Header, ...]]
    """Names of headers above columns."""
    column_headers: frozenset[str]
    """Every name that may stand in the head of the table: columns, headers above them, the corner."""
    units: frozenset[str]
    """Names of the column of units, which is no column of figures."""
    marks: frozenset[str]
    """The marks that may stand in a cell instead of a number."""
    beside: frozenset[str]
    """What may stand between a row's label and its figures, or in their place: the units and marks of the format."""
    labelled_rows: bool
    """Whether rows bear labels; the one row of an unlabelled axis does not."""
    scaled: bool
    """Whether figures are printed in several units, so that a bare number says less than it should."""
    worded: frozenset[int]
    """The column lines with cells that hold words, and no numbers."""
    stub: frozenset[str] = _of_words(lambda one: {*one.rows, *one.row_groups})
    """Every name of a row or of a header above rows."""
    every_name: frozenset[str] = _of_words(lambda one: one.stub | one.column_headers)
    """Those, and every name that may stand in the head."""
    codes: frozenset[str] = _of_words(lambda one: _codes(one.form, one.rows))
    """The names of rows that are codes of the report's own: what follows one says what it stands for."""


def _codes(form: TableForm, rows: Mapping[str, Iterable[int]]) -> Iterator[str]:
    """Yield the names of rows all of which are codes."""
    return (name for name, own in rows.items() if all(_is_code(form.rows.lines[line].header) for line in own))


def _is_code(header: Header) -> bool:
    return header.kind == "key" and header.node.open == "code"


@lru_cache(maxsize=32)
def words_of(form: Form) -> tuple[TableWords, ...]:
    """Return the names of every table of a form."""
    return tuple(_table_words(form, table) for table in form.tables.values())


def names_of(header: Header) -> set[str]:
    """Return the names of one header: its label in every language, and its aliases, all normalised.

    Where a label ends in a unit, it is also named without: what is printed may be in another one.
    """
    texts = [*(header.label or ()), *header.aliases]
    return {name for text in texts for part in (text, head_and_unit(text)[0]) if (name := normal(part))}


def _table_words(form: Form, table: TableForm) -> TableWords:
    axis = table.columns
    columns = _by_name((*_line_names(axis), *_line_paths(axis)))
    groups = _by_name((*_group_names(axis), *_group_paths(axis)))
    unit_column = table.table.unit_column
    units = _normalised((*(unit_column.label if unit_column else ()), *UNIT_COLUMN)) - columns.keys() - groups.keys()
    values = {id(value): value for value in map(form.values.__getitem__, table.cells.values())}.values()
    worded = (column for (_, column), index in table.cells.items() if not form.values[index].numeric)
    marks = frozenset(mark.text for value in values for mark in value.marks)
    return TableWords(
        table,
        _by_name(_line_names(table.rows)),
        columns,
        _by_name(_group_names(table.rows)),
        groups,
        frozenset({*columns, *groups, *_normalised(table.table.corner or ()), *units}),
        units,
        marks,
        _normalised((*marks, *(text for value in values for text in value.unit or ()))),
        any(header.label for line in table.rows.lines for header in line.chain),
        any(map(has_scales, values)),
        frozenset(worded),
    )


def _normalised(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normal, texts))


def _line_names(axis: ExpandedAxis) -> Iterator[tuple[str, int]]:
    return ((name, line.index) for line in axis.lines for name in names_of(line.header))


def _group_names(axis: ExpandedAxis) -> Iterator[tuple[str, Header]]:
    return ((name, header) for header in axis.root.walk() if header.children for name in names_of(header))


def _line_paths(axis: ExpandedAxis) -> Iterator[tuple[str, int]]:
    """Yield the names of lines that are printed with those of the headers above: where a head has but one row."""
    return ((name, line.index) for line in axis.lines for name in _paths(line.chain))


def _group_paths(axis: ExpandedAxis) -> Iterator[tuple[str, Header]]:
    return (
        (name, line.chain[depth - 1])
        for line in axis.lines
        for depth in range(2, len(line.chain))
        for name in _paths(line.chain[:depth])
    )


def _by_name(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Return what each name may mean, in the order given, each once."""
    found: dict[str, dict[T, None]] = {}
    for name, one in pairs:
        found.setdefault(name, {})[one] = None
    return {name: tuple(ones) for name, ones in found.items()}


def _paths(chain: Sequence[Header]) -> set[str]:
    """Return the names of the last header printed after those of one or more above it, in each language."""
    labelled = [tuple(header.label) for header in chain if header.label]
    texts = [
        tuple(label[min(number, len(label) - 1)] for label in labelled)
        for number in range(len(labelled[-1]) if labelled else 0)
    ]
    return {normal(" ".join(text[start:])) for text in texts for start in range(len(text) - 1)}


def under(line: int, header: Header) -> bool:
    """Whether a line stands below a header."""
    return header.first <= line < header.last


@lru_cache(maxsize=256)
def under_any(lines: tuple[int, ...], headers: Sequence[Header]) -> tuple[int, ...]:
    """Keep the lines that stand below one of some headers; all of them where none does."""
    return tuple([line for line in lines if any(under(line, header) for header in headers)]) or lines


@lru_cache(maxsize=32)
def vocabulary(form: Form) -> frozenset[str]:
    """Return every name of a form's rows, columns and headers."""
    return frozenset().union(*(words.every_name for words in words_of(form)))


@lru_cache(maxsize=32)
def known_words(form: Form) -> frozenset[str]:
    """Return every text that a form may print beside figures: its names, headings, units, marks and section titles."""
    texts = [bare(text) for section in form.spec.sections for text in section.title]
    texts += [bare(text) for table in form.tables.values() for text in table.table.heading or ()]
    return vocabulary(form) | _normalised(texts) | frozenset().union(*(words.beside for words in words_of(form)))
