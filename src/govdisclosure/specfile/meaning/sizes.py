"""How large the axes of a spec are, counted before any of them is made: fragments that use fragments multiply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Literal, NamedTuple

from attrs import frozen

from govdisclosure.errors import Fault
from govdisclosure.language import Words
from govdisclosure.spec import Node, Spec
from govdisclosure.specfile.meaning.common import fault_if
from govdisclosure.specfile.syntax import MAX_DEPTH, Path

MAX_HEADERS = 5_000
"""Headers of one axis."""
MAX_CELLS = 20_000
"""Cells of all tables together, and cells that one table leaves void."""
MAX_EDITS = 1_000
"""Edits from the version before."""

HEADERS = Words("表头", "headers")
CELLS = Words("单元格", "cells")
EDITS = Words("编辑", "edits")

_Trouble = Literal["", "deep", "below"]
"""A fragment too deep inside others; one that uses such a one, or goes round in a circle."""


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
        sorter = TopologicalSorter(_uses(spec))
        with suppress(CycleError):
            sorter.prepare()
        known: dict[str, Size] = {}
        while ready := sorter.get_ready():
            known |= {key: _size(nodes[key], known) for key in ready}
            sorter.done(*ready)
        return cls({key: known.get(key, Size(0, 0, "below")) for key in nodes})

    def size(self, node: Node) -> Size:
        """Return the size of a node; a fragment that does not exist is a fault by itself, and counts nothing."""
        return _size(node, self.fragments)

    @property
    def sound(self) -> bool:
        """Whether every fragment can be made."""
        return not any(size.trouble for size in self.fragments.values())


def _uses(spec: Spec) -> dict[str, set[str]]:
    """Return which other fragments each fragment uses."""
    keys = {axis.key for axis in spec.axes}
    return {axis.key: keys.intersection(_used(axis)) for axis in spec.axes}


def circles(spec: Spec) -> Iterator[tuple[str, ...]]:
    """Yield the fragments that use each other in a circle, each after the one that uses it; a fragment once."""
    uses = _uses(spec)
    while uses:
        try:
            TopologicalSorter(uses).prepare()
        except CycleError as error:
            circle = tuple(reversed(error.args[1]))
            yield circle
            uses = {key: used.difference(circle) for key, used in uses.items() if key not in circle}
        else:
            return


def _used(node: Node) -> Iterator[str]:
    if node.use is not None:
        yield node.use
    for inner in node.nodes:
        yield from _used(inner)


def _size(node: Node, fragments: Mapping[str, Size]) -> Size:
    below = [_size(inner, fragments) for inner in node.nodes]
    if node.use is not None and node.use in fragments:
        used = fragments[node.use]
        below.append(used._replace(trouble="below") if used.trouble else used)
    levels = 1 + max((size.levels for size in below), default=0)
    own = node.use is None  # else the node is the fragment itself, under another key
    headers = own + sum(size.headers for size in below)
    return Size(headers, levels, _trouble({size.trouble for size in below}, levels))


def _trouble(below: set[_Trouble], levels: int) -> _Trouble:
    return "below" if "below" in below else "deep" if "deep" in below or levels > MAX_DEPTH else ""


def size_faults(spec: Spec, sizes: Sizes) -> Iterator[Fault]:
    """Yield a fault for an axis that is too long, or for the table with which the cells become too many."""
    edits = len(spec.change.edits) if spec.change else 0
    yield from limit_faults(("change", "edits"), edits, MAX_EDITS, EDITS)
    cells = 0
    for table in spec.tables:
        lengths = [sizes.size(axis).headers for axis in (table.rows, table.columns)]
        for name, length in zip(("rows", "columns"), lengths, strict=True):
            yield from limit_faults(("tables", table.key, name), length, MAX_HEADERS, HEADERS)
        if max(lengths) <= MAX_HEADERS:
            cells += lengths[0] * lengths[1]
            yield from limit_faults(("tables", table.key), cells, MAX_CELLS, CELLS)
        if cells > MAX_CELLS:
            return


def limit_faults(path: Path, found: int, most: int, what: Words) -> tuple[Fault, ...]:
    """Return the fault of what is larger than a limit."""
    return fault_if(
        found > most,
        path,
        zh=f"太大：{found} 个{what.zh}，最多 {most} 个",
        en=f"too large: {found} {what.en}, where at most {most} are allowed",
        key=True,
    )
