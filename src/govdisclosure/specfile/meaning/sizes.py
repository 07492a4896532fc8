"""How large the axes of a spec are, counted before any of them is made: fragments that use fragments multiply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Literal, NamedTuple

from attrs import frozen

from govdisclosure.errors import Fault
from govdisclosure.language import say
from govdisclosure.spec import Node, Spec, Table
from govdisclosure.specfile.syntax import MAX_DEPTH, Path

MAX_HEADERS = 5_000
"""Headers of one axis."""
MAX_CELLS = 100_000
"""Cells of all tables together."""

_Trouble = Literal["", "cycle", "deep", "below"]
"""A fragment that uses itself; one that is used too deep inside others; one that uses one of those."""


class Size(NamedTuple):
    """How many headers a node comes to with everything below it, on how many levels, and why it cannot be made."""

    headers: int
    levels: int
    trouble: _Trouble = ""


@frozen(eq=False)
class Sizes:
    """The sizes of the fragments of a spec by their keys."""

    fragments: Mapping[str, Size]

    @classmethod
    def of(cls, spec: Spec) -> Sizes:
        """Count every fragment once, those first that others use.

        A fragment that uses itself, or more fragments inside each other than `MAX_DEPTH`, cannot be made.
        """
        nodes = {axis.key: axis for axis in spec.axes}
        return cls(reduce(lambda known, key: {**known, **_counted(key, nodes, known, ())}, nodes, {}))

    def size(self, node: Node) -> Size:
        """Return the size of a node; a fragment that does not exist is a fault by itself, and counts nothing."""
        return _size(node, self.fragments)

    @property
    def sound(self) -> bool:
        """Whether every fragment can be made."""
        return not any(size.trouble for size in self.fragments.values())


def _counted(key: str, nodes: Mapping[str, Node], known: Mapping[str, Size], way: tuple[str, ...]) -> dict[str, Size]:
    """Return the sizes of a fragment and of those below it that are not known yet."""
    if key in known or key not in nodes:
        return {}
    if key in way or len(way) > MAX_DEPTH:
        return {key: Size(0, 0, "cycle" if key in way else "deep")}
    found: dict[str, Size] = {}
    for used in _used(nodes[key]):
        found |= _counted(used, nodes, {**known, **found}, (*way, key))
    return {**found, key: _size(nodes[key], {**known, **found})}


def _used(node: Node) -> Iterator[str]:
    if node.use is not None:
        yield node.use
    for inner in node.nodes:
        yield from _used(inner)


def _size(node: Node, fragments: Mapping[str, Size]) -> Size:
    below = [_size(inner, fragments) for inner in node.nodes]
    if node.use is not None and node.use in fragments:
        below.append(fragments[node.use])
    levels = 1 + max((size.levels for size in below), default=0)
    own = node.use is None  # else the node is the fragment itself, under another key
    headers = own + sum(size.headers for size in below)
    return Size(headers, levels, _trouble({size.trouble for size in below}, levels))


def _trouble(below: set[_Trouble], levels: int) -> _Trouble:
    if "cycle" in below:
        return "cycle"
    if below - {""}:
        return "below"
    return "deep" if levels > MAX_DEPTH else ""


def size_faults(spec: Spec, sizes: Sizes) -> Iterator[Fault]:
    """Yield a fault for an axis that is too long, or for the table with which the cells become too many."""
    cells = 0
    for table in spec.tables:
        lengths = [sizes.size(axis).headers for axis in (table.rows, table.columns)]
        for name, length in zip(("rows", "columns"), lengths, strict=True):
            if length > MAX_HEADERS:
                yield _too_many(table, (name,), length, MAX_HEADERS, zh="个表头", en="headers")
        if max(lengths) <= MAX_HEADERS:
            cells += lengths[0] * lengths[1]
            if cells > MAX_CELLS:
                yield _too_many(table, (), cells, MAX_CELLS, zh="个单元格", en="cells")
                return


def _too_many(table: Table, path: Path, found: int, most: int, *, zh: str, en: str) -> Fault:
    message = say(
        zh=f"太大：{found} {zh}，最多 {most} 个", en=f"too large: {found} {en}, where at most {most} are allowed"
    )
    return Fault(message, path=("tables", table.key, *path), key=True)
