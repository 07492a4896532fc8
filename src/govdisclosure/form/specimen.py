"""A form as it may look when filled in, for showing a format where there is no report yet."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from govdisclosure.form.expansion import Form, expand
from govdisclosure.spec import Node, Spec

_KEYS = {
    "text": ("A", "B"),
    "integer": ("1", "2"),
    "date": ("2000-01-01", "2000-02-01"),
}


@lru_cache(maxsize=64)
def specimen_form(spec: Spec) -> Form:
    """Return the form of a spec with made-up keys under every open node, which has no rows of its own.

    >>> from govdisclosure import load_spec
    >>> specimen_form(load_spec("cn/2021")).keys
    ()
    """
    return expand(
        spec,
        {address: _keys_of(node) for address, node in expand(spec).open_nodes.items()},
    )


def _keys_of(node: Node) -> tuple[str, ...]:
    if node.open != "code":
        return _KEYS[node.open or "text"]
    # One code of each level, each a part of the one before, and another of the last.
    longest = "1".ljust(node.digits[0], "0")
    codes = [longest]
    for before, digits in pairwise(node.digits):
        longest += "1".rjust(digits - before, "0")
        codes.append(longest)
    return (*codes, f"{longest[:-1]}2")
