"""Every name under which the rows and columns of a form may be printed, for looking up what stands in a document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from govdisclosure.form import ExpandedAxis, Form, Header, Line, TableForm
from govdisclosure.recognition.matching.numbers import MONEY, has_scales, head_and_unit
from govdisclosure.spec import normal


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
    """What may stand between a row's label and its figures, or in their place: units and marks."""
    labelled_rows: bool
    """Whether rows bear labels; the one row of an unlabelled axis does not."""


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
    corner = {normal(text) for text in table.table.corner or ()}
    columns, groups = _line_names(table.columns), _group_names(table.columns)
    _add_paths(table.columns, columns, groups)
    units = {normal(text) for text in table.table.unit_column.label} if table.table.unit_column else set()
    return TableWords(
        table,
        _line_names(table.rows),
        columns,
        _group_names(table.rows),
        groups,
        frozenset(columns.keys() | groups.keys() | corner | units),
        frozenset(units),
        frozenset(mark.text for index in table.cells.values() for mark in form.values[index].marks),
        frozenset(
            normal(text)
            for value in {id(form.values[index]): form.values[index] for index in table.cells.values()}.values()
            for text in (
                *(mark.text for mark in value.marks),
                *(value.unit or ()),
                *(MONEY if has_scales(value) else ()),
            )
        ),
        any(header.label for line in table.rows.lines for header in line.chain),
    )


def _line_names(axis: ExpandedAxis) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for line in axis.lines:
        for name in names_of(line.header):
            found.setdefault(name, []).append(line.index)
    return {name: tuple(lines) for name, lines in found.items()}


def _group_names(axis: ExpandedAxis) -> dict[str, tuple[Header, ...]]:
    found: dict[str, list[Header]] = {}
    for header in axis.root.walk():
        if header.children:
            for name in names_of(header):
                found.setdefault(name, []).append(header)
    return {name: tuple(headers) for name, headers in found.items()}


def _add_paths(axis: ExpandedAxis, lines: dict[str, tuple[int, ...]], groups: dict[str, tuple[Header, ...]]) -> None:
    """Add the names that are printed with those of the headers above them: where a head has but one row."""
    for line in axis.lines:
        for name in _paths(line.chain):
            lines[name] = tuple(dict.fromkeys((*lines.get(name, ()), line.index)))
        for depth in range(2, len(line.chain)):
            for name in _paths(line.chain[:depth]):
                groups[name] = tuple(dict.fromkeys((*groups.get(name, ()), line.chain[depth - 1])))


def _paths(chain: Sequence[Header]) -> set[str]:
    """Return the names of the last header printed after those of one or more above it, in each language."""
    labelled = [header.label for header in chain if header.label]
    found = set()
    for number, _ in enumerate(labelled[-1] if labelled else ()):
        texts = [tuple(label)[min(number, len(tuple(label)) - 1)] for label in labelled]
        found |= {normal(" ".join(texts[start:])) for start in range(len(texts) - 1)}
    return found


def under(line: Line, header: Header) -> bool:
    """Whether a line stands below a header."""
    return header in line.chain
