"""An axis of a spec, expanded: fragments put in, ordinals given, keys of the report repeated, sums found.

The result is a tree of headers, as the form draws them, and a flat list of lines, the rows or columns that have cells.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Literal

import attrs
from attrs import field, frozen

from govdisclosure.spec import Localised, Node, ordinal

TOTAL = "total"
"""The key of the root's own cell, and the key that no node may bear."""
_BARE = Node()


@frozen(eq=False)
class Header:
    """A header cell of the drawn table; `first` and `last` bound the lines below it (`last` excluded)."""

    path: str
    kind: Literal["node", "total", "key"]
    node: Node = field(repr=False)
    label: Localised | None
    ordinal: str
    aliases: tuple[str, ...]
    children: tuple[Header, ...] = field(repr=False)
    line: int | None
    first: int
    last: int

    def text(self, language: str) -> str:
        """Return the header as the form prints it: ordinal and label."""
        return self.label.behind(self.ordinal, language) if self.label else ""

    @property
    def own(self) -> Node:
        """The node that says what its own cells are; a bare one for totals and keys, which only share a node."""
        return self.node if self.kind == "node" else _BARE

    def walk(self) -> Iterator[Header]:
        """Yield this header and all below it, in drawn order."""
        yield self
        for child in self.children:
            yield from child.walk()


@frozen(eq=False)
class Line:
    """A row or column that has cells; `chain` are the headers from the root down to its own."""

    index: int
    path: str
    chain: tuple[Header, ...]
    value: str | None

    @property
    def header(self) -> Header:
        """The line's own header, the last of the chain."""
        return self.chain[-1]

    def texts(self, language: str) -> tuple[str, ...]:
        """Return the printed headers from the outermost to its own, leaving out what prints nothing."""
        return tuple(text for header in self.chain if (text := header.text(language)))


@frozen(eq=False)
class AxisSum:
    """A total line and the lines it is the sum of (`exact`) or an upper bound of (`at_least`), each with its sign."""

    path: str
    node: Node
    kind: Literal["exact", "at_least"]
    total: int
    addends: tuple[tuple[int, int], ...]


@frozen(eq=False)
class ExpandedAxis:
    """An axis ready for use: its header tree, its lines in drawn order, its sums, and its open nodes by path."""

    root: Header
    lines: tuple[Line, ...]
    sums: tuple[AxisSum, ...]
    open_nodes: tuple[str, ...]
    by_path: dict[str, int]
    groups: dict[str, Header]


def resolve(node: Node, fragments: Mapping[str, Node]) -> Node:
    """Return the node with the fragment it uses put in; the node's own keys win."""
    if node.use is None:
        return node
    fragment = resolve(fragments[node.use], fragments)
    said = {
        field.name: value
        for field in attrs.fields(Node)
        if field.name not in ("key", "use") and (value := getattr(node, field.name)) not in (None, ())
    }
    return attrs.evolve(fragment, key=node.key, use=None, **said)


def expand_axis(
    node: Node,
    fragments: dict[str, Node],
    keys: Callable[[str], Sequence[str]],
    *,
    outline: bool = False,
) -> ExpandedAxis:
    """Expand an axis; `keys` gives, for the path of an open node, the keys that the report names.

    In an outline a group is a line of its own, so a total at the start stands on the group's own line.
    """
    builder = _Builder(fragments, keys, outline=outline)
    root = builder.header(node, "", "", None)
    lines = tuple(builder.lines_of(root, (), None))
    sums = tuple(builder.sums_of(root))
    by_path = {line.path: line.index for line in lines}
    groups = {header.path: header for header in root.walk() if header.kind == "node"}
    return ExpandedAxis(root, lines, sums, tuple(builder.open_nodes), by_path, groups)


def _ordinals(node: Node) -> list[str]:
    """Return the ordinals of the nodes below a node, and last that of its total; empty for what takes none."""
    numbered = [*(inner.numbered is not False for inner in node.nodes), node.total_numbered is not False]
    if not node.numbering:
        return [""] * len(numbered)
    counts = accumulate(map(int, numbered))
    return [ordinal(node.numbering, at) if takes else "" for takes, at in zip(numbered, counts, strict=True)]


class _Builder:
    def __init__(self, fragments: dict[str, Node], keys: Callable[[str], Sequence[str]], *, outline: bool) -> None:
        self._fragments = fragments
        self._keys = keys
        self._outline = outline
        self._count = 0
        self.open_nodes: list[str] = []

    def header(self, node: Node, path: str, number: str, parent: Node | None) -> Header:
        node = resolve(node, self._fragments)
        first = self._count
        if node.open and parent is not None:
            self.open_nodes.append(path)
            node = attrs.evolve(node, total="exact" if node.total_label else None)
        own_line = None
        leaf = parent is not None and not node.nodes and not node.open
        if leaf or self._total_on_own_line(node):
            own_line = self._take()
        children = self._children(node, path, own_line)
        return Header(path, "node", node, node.label, number, node.aliases, children, own_line, first, self._count)

    def _total_on_own_line(self, node: Node) -> bool:
        return bool(node.total and node.total_at == "start" and self._outline and node.label)

    def _children(self, node: Node, path: str, own_line: int | None) -> tuple[Header, ...]:
        children: list[Header] = []
        *ordinals, last = _ordinals(node)
        has_total = node.total is not None and own_line is None
        if has_total and node.total_at == "start":
            children.append(self._total(node, path, ""))
        for inner, number in zip(node.nodes, ordinals, strict=True):
            children.append(self.header(inner, f"{path}.{inner.key}" if path else inner.key, number, node))
        for key in self._keys(path) if node.open else ():
            line = self._take()
            label = Localised((("", key),))
            children.append(Header(f"{path}.{key}", "key", node, label, "", (), (), line, line, line + 1))
        if has_total and node.total_at != "start":
            children.append(self._total(node, path, last))
        return tuple(children)

    def _total(self, node: Node, path: str, number: str) -> Header:
        line = self._take()
        aliases = node.total_aliases
        return Header(path or TOTAL, "total", node, node.total_label, number, aliases, (), line, line, line + 1)

    def _take(self) -> int:
        self._count += 1
        return self._count - 1

    def lines_of(self, header: Header, chain: tuple[Header, ...], value: str | None) -> Iterator[Line]:
        value = header.node.value or value
        chain = (*chain, header)
        if header.line is not None:
            yield Line(header.line, header.path or TOTAL, chain, value)
        for child in header.children:
            yield from self.lines_of(child, chain, value)

    def sums_of(self, header: Header) -> Iterator[AxisSum]:
        total = own_line(header)
        kind = header.own.total
        if total is not None and kind in ("exact", "at_least"):
            addends = tuple(_addends(header))
            if addends or header.node.open:
                yield AxisSum(header.path or TOTAL, header.node, kind, total, addends)
        if header.own.open == "code":
            yield from _sums_of_codes(header)
        for child in header.children:
            yield from self.sums_of(child)


def lines_of(axis: ExpandedAxis, path: str) -> tuple[tuple[int, int], ...]:
    """Return the line of a path, or for a header without cells of its own the nearest lines below it that count.

    Each comes with its sign: -1 where it is taken off.
    """
    if path in axis.by_path:
        return ((axis.by_path[path], 1),)
    return tuple(_addends(axis.groups[path])) if path in axis.groups else ()


def names_code(axis: ExpandedAxis, path: str) -> bool:
    """Whether a path is that of a code which a report may name below an open node."""
    above, _, code = path.rpartition(".")
    node = axis.groups[above].node if above in axis.open_nodes else None
    return node is not None and node.open == "code" and len(code) in node.digits and code.isdecimal()


def own_line(header: Header) -> int | None:
    """Return the line that holds the header's own cells: its own, or that of the total drawn among its children."""
    if header.line is not None:
        return header.line
    return next((child.line for child in header.children if child.kind == "total"), None)


def _codes(header: Header) -> dict[str, Header]:
    """Return the lines that a report names below a header, by their codes."""
    return {child.path[len(header.path) + 1 :]: child for child in header.children if child.kind == "key"}


def _above(code: str, codes: Container[str]) -> str | None:
    """Return the longest other code that a code begins with: the one that it is a part of.

    >>> _above("2010301", {"201", "20103", "202"})
    '20103'
    """
    shorter = (code[:length] for length in range(len(code) - 1, 0, -1))
    return next((other for other in shorter if other in codes), None)


def _sums_of_codes(header: Header) -> Iterator[AxisSum]:
    """Yield the sum of every code that others begin with."""
    codes = _codes(header)
    parts: dict[str, list[tuple[int, int]]] = {}
    for code, child in codes.items():
        if above := _above(code, codes):
            parts.setdefault(above, []).append((child.first, 1))
    for code, below in parts.items():
        yield AxisSum(codes[code].path, header.node, "exact", codes[code].first, tuple(below))


def _addends(header: Header, sign: int = 1) -> Iterator[tuple[int, int]]:
    """Yield the nearest lines below a header that count towards its total, each with its sign."""
    codes = _codes(header) if header.node.open == "code" else {}
    inner = {child.path for code, child in codes.items() if _above(code, codes)}
    for child in header.children:
        own = child.own
        if child.kind == "total" or child.path in inner or own.in_total is False or own.ratio:
            continue
        its_sign = -sign if own.minus else sign
        line = own_line(child)
        if line is None:
            yield from _addends(child, its_sign)
        else:
            yield line, its_sign
