"""A child of a format: the edits of its `change` carried out on the tables of the format that it extends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from attrs import evolve

from govdisclosure import codes
from govdisclosure.errors import Fault
from govdisclosure.form import RowsOrColumns, references_of, resolve
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import Edit, Node, Reference, Rule, Spec, Table
from govdisclosure.specfile.syntax import MAX_DEPTH

Placed = tuple[str, RowsOrColumns, tuple[str, ...]]
"""An address taken apart: table, axis, and the keys from the root of the axis down."""


class EditError(ValueError):
    """An edit cannot be carried out."""


def address(text: str) -> tuple[str, RowsOrColumns | None, str]:
    """Take an address apart: table, axis and path; only a table's key has neither axis nor path.

    >>> address("applications/rows:outcome.other")
    ('applications', 'rows', 'outcome.other')
    """
    table, slash, rest = text.partition("/")
    if not slash:
        return table, None, ""
    axis, colon, path = rest.partition(":")
    if axis not in ("rows", "columns") or not colon or not path:
        raise EditError(
            say(
                zh=f"{text} 不是地址；地址写作 表、表/rows:行 或 表/columns:列",
                en=f"{text} is no address: write TABLE, TABLE/rows:PATH or TABLE/columns:PATH",
            )
        )
    return table, cast("RowsOrColumns", axis), path


def apply(spec: Spec, edits: tuple[Edit, ...]) -> tuple[Spec, list[Fault]]:
    """Carry out edits in their order; return the new spec, and the faults of the edits that failed."""
    faults: list[Fault] = []
    done: dict[str, int] = {}
    for number, edit in enumerate(edits):
        try:
            _claim(edit, number, done)
            spec = _STEPS[edit.verb](spec, edit)
        except EditError as error:
            faults.append(Fault(str(error), path=("change", "edits", number), code=codes.EDIT))
    return spec, faults


def is_about_dropped(rule: Rule, edits: tuple[Edit, ...]) -> bool:
    """Whether a rule names what an edit drops: it goes with that."""
    places = [address(text) for edit in edits if edit.verb == "drop" for text in edit.at]
    return any(_names(rule, reference, *place) for place in places for reference in references_of(rule))


def _names(rule: Rule, reference: Reference, table: str, axis: RowsOrColumns | None, path: str) -> bool:
    """Whether a reference of a rule is to a table, or a line of it or one below."""
    if reference.companion or (reference.table or rule.table) != table:
        return False
    names_rows = rule.each == "columns"
    line = reference.row if axis == "rows" else reference.column
    if reference.path is not None:
        line = reference.path if names_rows == (axis == "rows") else None
    return axis is None or (line is not None and (line == path or line.startswith(f"{path}.")))


def _claim(edit: Edit, number: int, done: dict[str, int]) -> None:
    """Note which places an edit decides about; a place is decided about once."""
    for place in edit.at:
        if place in done and edit.verb != "relabel":
            first = done[place] + 1
            raise EditError(
                say(zh=f"与第 {first} 个编辑冲突：{place}", en=f"in conflict with edit {first} over {place}")
            )
        if edit.verb not in ("relabel", "add"):
            done[place] = number


def _drop(spec: Spec, edit: Edit) -> Spec:
    for text in edit.at:
        table, axis, _ = address(text)
        if axis is None:
            spec = _without_table(spec, _table(spec, table).key)
        else:
            spec = _on_siblings(spec, text, lambda nodes, at: (*nodes[:at], *nodes[at + 1 :]))
    return spec


def _draws_without(table: str, draw: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(left for stack in draw if (left := tuple(key for key in stack if key != table)))


def _without_table(spec: Spec, table: str) -> Spec:
    """Return a format without a table, and without a section that only drew it."""
    sections = [evolve(section, draw=_draws_without(table, section.draw)) for section in spec.sections]
    kept = tuple(section for section in sections if section.draw or section.text)
    return evolve(spec, tables=tuple(one for one in spec.tables if one.key != table), sections=kept)


def _add(spec: Spec, edit: Edit) -> Spec:
    table, axis, _ = address(edit.add or "")
    if axis is None:
        raise EditError(
            say(
                zh=f"表 {table} 不能由编辑添加；请写完整的规格",
                en=f"the table {table} cannot be added by an edit: write a full file",
            )
        )
    if edit.node is None:
        raise EditError(say(zh="add 需要 node", en="add without node"))
    return _insert(spec, edit.add or "", edit.node, edit.after)


def _split(spec: Spec, edit: Edit) -> Spec:
    if not edit.nodes:
        raise EditError(say(zh="split 需要 nodes", en="split without nodes"))
    place = edit.split or ""

    def parts(nodes: tuple[Node, ...], at: int) -> tuple[Node, ...]:
        whole = nodes[at]
        if whole.nodes or whole.use:
            raise EditError(say(zh=f"{place} 已有下级", en=f"{place} has nodes of its own"))
        numbering = edit.node.numbering if edit.node else None
        return (*nodes[:at], evolve(whole, nodes=edit.nodes, numbering=numbering or whole.numbering), *nodes[at + 1 :])

    return _on_siblings(spec, place, parts)


def _merge(spec: Spec, edit: Edit) -> Spec:
    if edit.node is None or len(edit.into) != 1:
        raise EditError(say(zh="merge 需要 node 和一个 into", en="merge needs node and one into"))
    first = edit.at[0]
    table, axis, path = address(edit.into[0])
    key = path.rpartition(".")[2]
    if address(first)[:2] != (table, axis) or _parent(first) != _parent(edit.into[0]):
        raise EditError(say(zh="merge 只能在同级之间进行", en="merge works among siblings only"))
    spec = _on_siblings(
        spec, first, lambda nodes, at: (*nodes[:at], evolve(cast("Node", edit.node), key=key), *nodes[at + 1 :])
    )
    for text in edit.at[1:]:
        spec = _on_siblings(spec, text, lambda nodes, at: (*nodes[:at], *nodes[at + 1 :]))
    return spec


def _move(spec: Spec, edit: Edit) -> Spec:
    if edit.to is None:
        raise EditError(say(zh="move 需要 to", en="move without to"))
    moved: list[Node] = []

    def take(nodes: tuple[Node, ...], at: int) -> tuple[Node, ...]:
        moved.append(nodes[at])
        return (*nodes[:at], *nodes[at + 1 :])

    def rename(nodes: tuple[Node, ...], at: int) -> tuple[Node, ...]:
        key = address(edit.to or "")[2].rpartition(".")[2]
        return (*nodes[:at], evolve(nodes[at], key=key), *nodes[at + 1 :])

    source = edit.move or ""
    if edit.after is None and _parent(source) == _parent(edit.to):
        return _on_siblings(spec, source, rename)
    spec = _on_siblings(spec, source, take)
    return _insert(spec, edit.to, moved[0], edit.after)


def _relabel(spec: Spec, edit: Edit) -> Spec:
    if edit.label is None:
        raise EditError(say(zh="relabel 需要 label", en="relabel without label"))

    def change(nodes: tuple[Node, ...], at: int) -> tuple[Node, ...]:
        node = evolve(nodes[at], label=edit.label, aliases=edit.aliases, source=edit.source or nodes[at].source)
        return (*nodes[:at], node, *nodes[at + 1 :])

    return _on_siblings(spec, edit.relabel or "", change)


def _replace(spec: Spec, edit: Edit) -> Spec:
    if edit.node is None:
        raise EditError(say(zh="replace 需要 node", en="replace without node"))
    key = address(edit.made[0])[2].rpartition(".")[2]
    node = evolve(edit.node, key=key)
    return _on_siblings(spec, edit.replace or "", lambda nodes, at: (*nodes[:at], node, *nodes[at + 1 :]))


_STEPS: dict[str, Callable[[Spec, Edit], Spec]] = {
    "add": _add,
    "drop": _drop,
    "split": _split,
    "merge": _merge,
    "move": _move,
    "relabel": _relabel,
    "replace": _replace,
}


def _parent(text: str) -> tuple[str, str | None, str]:
    table, axis, path = address(text)
    return table, axis, path.rpartition(".")[0]


def _table(spec: Spec, key: str) -> Table:
    try:
        return spec.table(key)
    except KeyError:
        known = [table.key for table in spec.tables]
        raise EditError(say(zh=f"没有表 {key}", en=f"there is no table {key}") + nearest(key, known)) from None


def _with_axis(spec: Spec, key: str, axis: RowsOrColumns, root: Node) -> Spec:
    table = _table(spec, key)
    changed = evolve(table, rows=root) if axis == "rows" else evolve(table, columns=root)
    return evolve(spec, tables=tuple(changed if t.key == key else t for t in spec.tables))


def _on_nodes(spec: Spec, text: str, change: Callable[[tuple[Node, ...], str], tuple[Node, ...]]) -> Spec:
    """Change the list of nodes that the last key of an address belongs to; fragments on the way are written out."""
    key, axis, path = address(text)
    if axis is None:
        raise EditError(say(zh=f"{text} 是表，不是行或列", en=f"{text} is a table, not a row or column"))
    table = _table(spec, key)
    fragments = {node.key: node for node in spec.axes}
    *way, last = path.split(".")
    if len(way) > MAX_DEPTH:
        raise EditError(say(zh=f"{text} 超过 {MAX_DEPTH} 层", en=f"{text} is more than {MAX_DEPTH} levels deep"))

    def within(node: Node, keys: list[str]) -> Node:
        node = resolve(node, fragments)
        if not keys:
            return evolve(node, nodes=change(node.nodes, last))
        known = [inner.key for inner in node.nodes]
        if keys[0] not in known:
            raise EditError(_missing(text) + nearest(keys[0], known))
        at = known.index(keys[0])
        return evolve(node, nodes=(*node.nodes[:at], within(node.nodes[at], keys[1:]), *node.nodes[at + 1 :]))

    return _with_axis(spec, key, axis, within(table.rows if axis == "rows" else table.columns, way))


def _on_siblings(spec: Spec, text: str, change: Callable[[tuple[Node, ...], int], tuple[Node, ...]]) -> Spec:
    """Change the list of nodes around the node of an address, which must be there."""

    def found(nodes: tuple[Node, ...], key: str) -> tuple[Node, ...]:
        known = [node.key for node in nodes]
        if key not in known:
            raise EditError(_missing(text) + nearest(key, known))
        return change(nodes, known.index(key))

    return _on_nodes(spec, text, found)


def _insert(spec: Spec, text: str, node: Node, after: str | None) -> Spec:
    def put(nodes: tuple[Node, ...], key: str) -> tuple[Node, ...]:
        known = [inner.key for inner in nodes]
        if key in known:
            raise EditError(say(zh=f"{text} 已经存在", en=f"{text} is there already"))
        if after is not None and after not in known:
            raise EditError(say(zh=f"没有同级节点 {after}", en=f"there is no sibling {after}") + nearest(after, known))
        at = len(nodes) if after is None else known.index(after) + 1
        return (*nodes[:at], evolve(node, key=key), *nodes[at:])

    return _on_nodes(spec, text, put)


def _missing(text: str) -> str:
    return say(zh=f"上一版没有 {text}", en=f"the version before has no {text}")
