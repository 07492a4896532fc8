"""What is wrong where the rows and columns of a table meet."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.errors import Fault
from govdisclosure.form import ExpandedAxis, Header, expand_axis, lines_at
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import Ratio, Spec, Table
from govdisclosure.specfile.meaning.common import LINE, fault_if, unknown
from govdisclosure.specfile.meaning.sizes import CELLS, MAX_CELLS, limit_faults
from govdisclosure.specfile.syntax import Path


def expanded_axes(spec: Spec, table: Table) -> tuple[ExpandedAxis, ExpandedAxis]:
    """Return the rows and the columns of a table, without keys that only a report gives."""
    fragments = {axis.key: axis for axis in spec.axes}
    rows = expand_axis(table.rows, fragments, lambda _: (), outline=table.stub == "outline")
    return rows, expand_axis(table.columns, fragments, lambda _: ())


def crossing_faults(table: Table, rows: ExpandedAxis, columns: ExpandedAxis, unread: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with a table whose axes are sound, each by itself."""
    path: Path = ("tables", table.key)
    yield from _axis(rows, (*path, "rows"))
    yield from _axis(columns, (*path, "columns"))
    row = next((line.path for line in rows.lines if line.value), None)
    column = next((line.path for line in columns.lines if line.value), None)
    yield from fault_if(
        None not in (row, column),
        path,
        zh=f"行 {row} 和列 {column} 都指定了 value，两者只能取一",
        en=f"row {row} and column {column} both name a value for one cell",
        key=True,
    )
    for number, void in enumerate(table.void):
        for key, name, axis in (("row", void.row, rows), ("column", void.column, columns)):
            if not lines_at(axis, name):
                yield from unknown((*path, "void", number, key), LINE, name, axis.by_path, unread)
    voids = sum(len(lines_at(rows, void.row)) * len(lines_at(columns, void.column)) for void in table.void)
    yield from limit_faults((*path, "void"), voids, MAX_CELLS, CELLS)


def _axis(axis: ExpandedAxis, path: Path) -> Iterator[Fault]:
    yield from fault_if(not (axis.lines or axis.open_nodes), path, zh="没有任何单元格", en="has no cells", key=True)
    for header in axis.root.walk():
        if header.kind == "total" and header.label is None:
            yield Fault(say(zh="缺少 total_label", en="missing key total_label"), path=_place(header, path), key=True)
        if header.own.ratio:
            yield from _ratio(axis, header.own.ratio, (*_place(header, path), "ratio"))


def _place(header: Header, path: Path) -> Path:
    return (*path, *(step for key in header.path.split(".") for step in ("nodes", key)))


def _ratio(axis: ExpandedAxis, ratio: Ratio, path: Path) -> Iterator[Fault]:
    for key, name in (("of", ratio.of), ("to", ratio.to)):
        if name not in axis.by_path:
            message = say(zh=f"这条轴没有 {name}", en=f"the axis has no {name}")
            yield Fault(message + nearest(name, axis.by_path), path=(*path, key))
