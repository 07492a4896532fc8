"""What is wrong with the nodes of an axis, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from attrs import frozen

from govdisclosure.errors import Fault
from govdisclosure.form import resolve
from govdisclosure.language import say
from govdisclosure.spec import Node, Spec, Table
from govdisclosure.specfile.meaning.common import AXIS, VALUE, fault_if, numbering_faults, unknown
from govdisclosure.specfile.meaning.sizes import Sizes, circles
from govdisclosure.specfile.syntax import MAX_DEPTH, Path

MAX_DIGITS = 30
"""Digits of a code."""
MAX_NAMED = 12
"""Axes of a circle that a message names."""


def axis_faults(spec: Spec, sizes: Sizes, unread: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with the fragments under `axes`."""
    nodes = _Nodes.of(spec, sizes, unread)
    for circle in circles(spec):
        yield Fault(_uses_itself(circle), path=("axes", circle[0]), key=True)
    for axis in spec.axes:
        path: Path = ("axes", axis.key)
        yield from nodes.faults(axis, path, root=True)
        yield from fault_if(
            sizes.fragments[axis.key].trouble == "deep",
            path,
            zh=f"轴 {axis.key} 层层引用，超过 {MAX_DEPTH} 层",
            en=f"the axis {axis.key} uses others, and those others, more than {MAX_DEPTH} levels deep",
            key=True,
        )


def _uses_itself(circle: tuple[str, ...]) -> str:
    one, *others = circle
    if others == [one]:
        return say(zh=f"轴 {one} 引用了自己", en=f"the axis {one} uses itself")
    way = " → ".join(circle if len(circle) <= MAX_NAMED else (*circle[:MAX_NAMED], "…"))
    return say(zh=f"轴循环引用：{way}", en=f"axes that use each other in a circle: {way}")


def table_faults(spec: Spec, table: Table, sizes: Sizes, unread: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with a table, each of its axes by itself."""
    path: Path = ("tables", table.key)
    reserved = table.key == "report"
    yield from fault_if(reserved, path, zh="report 是保留的表名", en="report is a reserved name for a table", key=True)
    yield from unknown((*path, "value"), VALUE, table.value, [value.key for value in spec.values], unread)
    lone_row = table.rows.use is None and len(table.rows.nodes) == 1 and table.rows.total is None
    nodes = _Nodes.of(spec, sizes, unread)
    yield from nodes.faults(table.rows, (*path, "rows"), root=True, bare=lone_row)
    yield from nodes.faults(table.columns, (*path, "columns"), root=True)


@frozen
class _Nodes:
    """The nodes of a spec, with what they may name."""

    fragments: Mapping[str, Node]
    values: frozenset[str]
    sizes: Sizes
    unread: frozenset[str]

    @classmethod
    def of(cls, spec: Spec, sizes: Sizes, unread: frozenset[str]) -> _Nodes:
        values = frozenset(value.key for value in spec.values)
        return cls({axis.key: axis for axis in spec.axes}, values, sizes, unread)

    def faults(self, node: Node, path: Path, *, root: bool = False, bare: bool = False) -> Iterator[Fault]:
        """Yield what is wrong with a node and all below it; `bare` nodes need no label."""
        yield from unknown((*path, "value"), VALUE, node.value, self.values, self.unread)
        both = node.use is not None and node.nodes
        yield from fault_if(both, (*path, "nodes"), zh="use 和 nodes 不能并用", en="nodes beside use", key=True)
        yield from unknown((*path, "use"), AXIS, node.use, self.sizes.fragments, self.unread)
        if node.use is not None and (node.use not in self.fragments or self.sizes.size(node).trouble):
            return
        yield from _own(node, resolve(node, self.fragments), path, root=root, bare=bare)
        for inner in node.nodes:
            yield from self.faults(inner, (*path, "nodes", inner.key), bare=bare)


def _own(node: Node, merged: Node, path: Path, *, root: bool, bare: bool) -> Iterator[Fault]:
    """Yield what is wrong with a node by itself; `merged` is the node with what it takes over."""
    yield from numbering_faults((*path, "numbering"), node.numbering)
    uncounted = merged.minus and merged.in_total is False
    zh, en = "minus 与 in_total: false 不能并用", "minus beside in_total: false"
    yield from fault_if(uncounted, (*path, "minus"), zh=zh, en=en, key=True)
    named_by_total = (merged.total is not None or merged.open is not None) and merged.total_label is not None
    nameless = merged.label is None and not (root or bare or named_by_total)
    zh, en = f"节点 {node.key} 没有 label", f"the node {node.key} has no label"
    yield from fault_if(nameless, path, zh=zh, en=en, key=True)
    yield from _open(merged, path, root=root) if merged.open is not None else _total(node, merged, path)
    if merged.total is not None and merged.total_at != "start":
        yield from _lacks_total_label(merged, path)


def _lacks_total_label(merged: Node, path: Path) -> tuple[Fault, ...]:
    lacking = merged.total_label is None
    return fault_if(lacking, path, zh="缺少 total_label", en="missing key total_label", key=True)


def _open(merged: Node, path: Path, *, root: bool) -> Iterator[Fault]:
    here, total = (*path, "open"), (*path, "total")
    yield from fault_if(root, here, zh="轴的根不能用 open", en="the root of an axis cannot be open")
    yield from fault_if(merged.nodes, here, zh="open 和 nodes 不能并用", en="nodes beside open", key=True)
    has_total = merged.total is not None
    yield from fault_if(has_total, total, zh="open 节点自带合计，不写 total", en="an open node has its total by itself")
    if merged.total_at is not None or merged.total_numbered is not None:
        yield from _lacks_total_label(merged, path)
    unlike = (merged.open == "code") != bool(merged.digits)
    zh, en = "open: code 与 digits 须同时写", "open: code and digits go together"
    yield from fault_if(unlike, path, zh=zh, en=en, key=True)
    steps = [after - before for before, after in pairwise((0, *merged.digits))]
    yield from fault_if(
        min(steps, default=1) < 1 or sum(steps) > MAX_DIGITS,
        (*path, "digits"),
        zh=f"digits 应从小到大，每级 1 至 {MAX_DIGITS} 位",
        en=f"digits rise from level to level, from 1 to {MAX_DIGITS}",
    )


def _total(node: Node, merged: Node, path: Path) -> Iterator[Fault]:
    zh, en = "digits 需要 open: code", "digits without open: code"
    yield from fault_if(merged.digits, (*path, "digits"), zh=zh, en=en, key=True)
    if merged.total is not None:
        zh, en = "total 下没有子节点", "a total with nothing below it"
        yield from fault_if(not merged.nodes, (*path, "total"), zh=zh, en=en, key=True)
        return
    for name in ("total_label", "total_at", "total_numbered"):
        given = getattr(node, name) is not None
        yield from fault_if(given, (*path, name), zh=f"{name} 需要 total", en=f"{name} without total", key=True)


def uses_known(node: Node, fragments: Mapping[str, Node]) -> bool:
    """Whether all that a node and those below it use could be read, and all that this uses in turn."""
    if node.use is not None and not (node.use in fragments and uses_known(fragments[node.use], fragments)):
        return False
    return all(uses_known(inner, fragments) for inner in node.nodes)
