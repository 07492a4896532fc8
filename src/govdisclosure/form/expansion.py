"""The one representation that every feature reads: a spec expanded to cells in order and linear relations over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from attrs import define, field

from govdisclosure.errors import unexpected
from govdisclosure.form.axes import AxisSum, ExpandedAxis, Line, expand_axis
from govdisclosure.form.cells import CellRef, Cells, Keys, RowsOrColumns, TableForm, references_of
from govdisclosure.form.leeway import leeway
from govdisclosure.form.relations import Condition, Relation, Sum
from govdisclosure.form.written import instances, source_of
from govdisclosure.spec import Node, Spec, Table, Value


@define(eq=False, slots=False, repr=False)
class Form(Cells):
    """A spec expanded: every cell in order, and every relation that must hold over them."""

    relations: tuple[Relation, ...] = field(init=False)
    """Sums implied by the axes, then the written rules."""

    def __attrs_post_init__(self) -> None:
        self.relations = tuple(_relations(self))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Form) and (self.spec, self.keys) == (other.spec, other.keys))

    def __hash__(self) -> int:
        return hash((self.spec.id, self.keys))  # asked for with every lookup of what is kept of a form

    def __repr__(self) -> str:
        # Field by field it would be megabytes: every line knows the headers above it, and they all that is below.
        return f"<Form of {self.spec.id}, {len(self.cells)} cells>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001 - the protocol of IPython
        printer.text(repr(self))

    @cached_property
    def open_nodes(self) -> dict[str, Node]:
        """The nodes whose rows or columns each report names itself, by address: `TABLE/rows:PATH`."""
        return {
            f"{table.key}/{name}:{path}": axis.groups[path].node
            for table in self.tables.values()
            for name, axis in (("rows", table.rows), ("columns", table.columns))
            for path in axis.open_nodes
        }

    @cached_property
    def bounds(self) -> tuple[Relation, ...]:
        """The lower bound of every cell that has one."""
        return tuple(
            Relation(
                rule=f"{cell.table}/cells:min",
                instance=f"{cell.row}, {cell.column}",
                condition=Condition(Sum(((index, 1),)), ">=", Sum((), value.min)),
                severity="error",
                tolerance=0,
                level=1,
                guard=None,
                source=self.spec.source,
                kind="bound",
                origin=value,
            )
            for index, (cell, value) in enumerate(zip(self.cells, self.values, strict=True))
            if value.min is not None and value.numeric
        )

    @cached_property
    def across(self) -> tuple[Relation, ...]:
        """The written rules between the report and its companions, which are judged where companions are given."""
        rules = [rule for rule in self.spec.rules if any(one.companion for one in references_of(rule))]
        return tuple(relation for rule in rules for relation in instances(self, rule))


def expand(spec: Spec, keys: Mapping[str, tuple[str, ...]] | Keys = ()) -> Form:
    """Expand a spec to its form; `keys` are those that a report gives to open nodes.

    >>> from govdisclosure import load_spec
    >>> form = expand(load_spec("cn/2021"))
    >>> len(form.cells), len(form.relations), form.relations[0].id
    (200, 53, 'applications/rows:outcome[natural_person]')
    """
    if not isinstance(spec, Spec):
        raise unexpected(spec, zh="格式（Spec）", en="a format, as load_spec returns it")
    pairs = keys.items() if isinstance(keys, Mapping) else keys
    return _expand(spec, tuple(sorted((address, tuple(given)) for address, given in pairs if given)))


@lru_cache(maxsize=64)
def _expand(spec: Spec, keys: Keys) -> Form:
    given = dict(keys)
    fragments = {axis.key: axis for axis in spec.axes}
    values = {value.key: value for value in spec.values}
    tables: dict[str, TableForm] = {}
    cells: list[CellRef] = []
    kinds: list[Value] = []
    lines: list[tuple[Line, Line]] = []
    for table in spec.tables:
        rows = expand_axis(table.rows, fragments, _keys_of(given, table.key, "rows"), outline=table.stub == "outline")
        columns = expand_axis(table.columns, fragments, _keys_of(given, table.key, "columns"))
        void = set(_void(table, rows, columns))
        places: dict[tuple[int, int], int] = {}
        for row in rows.lines:
            for column in columns.lines:
                if (row.index, column.index) in void:
                    continue
                places[row.index, column.index] = len(cells)
                cells.append(CellRef(table.key, row.path, column.path))
                kinds.append(values[row.value or column.value or table.value])
                lines.append((row, column))
        tables[table.key] = TableForm(table, rows, columns, places)
    return Form(spec, keys, tables, tuple(cells), tuple(kinds), tuple(lines))


def _keys_of(given: dict[str, tuple[str, ...]], table: str, axis: RowsOrColumns) -> Callable[[str], tuple[str, ...]]:
    return lambda path: given.get(f"{table}/{axis}:{path}", ())


def lines_at(axis: ExpandedAxis, path: str) -> tuple[int, ...]:
    """Return the lines that a path means: its own, or all below a header without cells; none if it does not exist."""
    if path in axis.by_path:
        return (axis.by_path[path],)
    group = axis.groups.get(path)
    return tuple(range(group.first, group.last)) if group else ()


def _void(table: Table, rows: ExpandedAxis, columns: ExpandedAxis) -> Iterator[tuple[int, int]]:
    for void in table.void:
        for row in lines_at(rows, void.row):
            for column in lines_at(columns, void.column):
                yield row, column


def _relations(form: Form) -> Iterator[Relation]:
    for table in form.tables.values():
        yield from _sums(form, table, "rows")
        yield from _sums(form, table, "columns")
    for rule in form.spec.rules:
        if rule.says is None and not any(reference.companion for reference in references_of(rule)):
            yield from instances(form, rule)


def _sums(form: Form, table: TableForm, axis: RowsOrColumns) -> Iterator[Relation]:
    """The totals of one axis, each across every line of the other."""
    other = table.columns if axis == "rows" else table.rows
    for total in table.axis(axis).sums:
        headers = table.axis(axis).lines[total.total].chain
        source = source_of(form.spec, table.table.source, *(header.node.source for header in headers))
        for line in other.lines:
            if line.header.own.ratio:
                continue  # quotients do not add up
            condition = _added(form, table, axis, total, line)
            if condition is None:
                continue
            tolerance, is_rounded = leeway(condition, form.values)
            yield Relation(
                rule=f"{table.key}/{axis}:{total.path}",
                instance=line.path,
                condition=condition,
                severity="error",
                tolerance=tolerance,
                is_rounded=is_rounded,
                level=1,
                guard=None,
                source=source,
                kind="sum",
                origin=total.node,
            )


def _added(form: Form, table: TableForm, axis: RowsOrColumns, total: AxisSum, line: Line) -> Condition | None:
    """Return that a total is what its parts add up to across one line, or None where these cells do not exist."""

    def cell(index: int) -> int | None:
        found = table.cells.get((index, line.index) if axis == "rows" else (line.index, index))
        return found if found is not None and form.values[found].numeric else None

    left = cell(total.total)
    right = [(found, sign) for index, sign in total.addends if (found := cell(index)) is not None]
    if left is None or (total.addends and not right):
        return None
    return Condition(Sum(((left, 1),)), "==" if total.kind == "exact" else ">=", Sum(tuple(right)))
