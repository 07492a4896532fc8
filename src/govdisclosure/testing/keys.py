"""Keys that a report gives to open nodes."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from govdisclosure.form import expand
from govdisclosure.spec import Node, Spec
from govdisclosure.testing.axes import integers

MOST_KEYS = 3
"""Keys drawn for an open node."""
_NAMES = st.text(st.sampled_from("甲乙丙丁市县局部 abcXYZ019.-_（）"), min_size=1, max_size=8).map(
    lambda text: text.strip() or "甲"
)


def drawn_keys(draw: st.DrawFn, spec: Spec) -> dict[str, tuple[str, ...]]:
    """Draw the keys that the report gives to open nodes."""
    fewest = fewest_keys(spec)
    return {
        address: draw(_codes(node, fewest))
        if node.open == "code"
        else tuple(draw(st.lists(_key_of(node), min_size=fewest, max_size=MOST_KEYS, unique=True)))
        for address, node in expand(spec).open_nodes.items()
    }


@st.composite
def _codes(draw: st.DrawFn, node: Node, fewest: int) -> tuple[str, ...]:
    """Draw codes: the first, and below it the others if codes have levels."""
    count = draw(integers(fewest, MOST_KEYS))
    chosen = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count, unique=True))
    return keys_like(node, chosen)


def keys_like(node: Node, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return a key of a node for each of some numbers from 0 to 9; of codes with levels the first is above the others.

    >>> keys_like(Node(open="code", digits=(3, 5)), (2, 0, 1))
    ('002', '00200', '00201')
    """
    if node.open == "date":
        return tuple(f"2020-01-{number + 1:02}" for number in numbers)
    if node.open != "code":
        return tuple(map(str, numbers))
    top, *below = node.digits
    first = [str(number).rjust(top, "0") for number in numbers]
    return tuple(first[:1] + [first[0] + str(n).rjust(below[0] - top, "0") for n in numbers[1:]] if below else first)


def fewest_keys(spec: Spec) -> int:
    """Return how many keys to give an open node at least: one, where a total of nothing would be too low."""
    return int(any(value.min is not None and value.min > 0 for value in spec.values))


def _key_of(node: Node) -> st.SearchStrategy[str]:
    if node.open == "integer":
        return st.integers(-999, 99_999).map(str)
    return st.dates().map(str) if node.open == "date" else _NAMES
