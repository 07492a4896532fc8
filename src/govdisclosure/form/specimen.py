"""A form as it may look when filled in, for showing a format where there is no report yet."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from govdisclosure.form.axes import names_code
from govdisclosure.form.cells import RowsOrColumns, place_of
from govdisclosure.form.expansion import Form, expand
from govdisclosure.spec import Node, Spec, formula

_KEYS = {
    "text": ("A", "B"),
    "integer": ("1", "2"),
    "date": ("2000-01-01", "2000-02-01"),
}

_AXES: tuple[RowsOrColumns, ...] = ("rows", "columns")


@lru_cache(maxsize=64)
def specimen_form(spec: Spec) -> Form:
    """Return the form of a spec with made-up keys under every open node, which has no rows of its own.

    >>> from govdisclosure import load_spec
    >>> specimen_form(load_spec("cn/2021")).keys
    ()
    """
    form = expand(spec)
    named = _codes_in_rules(form)
    return expand(
        spec,
        {address: (*_keys_of(node), *named.get(address, {})) for address, node in form.open_nodes.items()},
    )


def _codes_in_rules(form: Form) -> dict[str, dict[str, None]]:
    """Return the codes that rules name, by the address of their open node."""
    found: dict[str, dict[str, None]] = {}
    for rule in form.spec.rules:
        for text in (rule.check, *rule.alternatives):
            for reference in formula.parse(text).references:
                table, *paths = place_of(reference, rule, None)
                for name, path in zip(_AXES, paths, strict=True):
                    if table in form.tables and names_code(form.tables[table].axis(name), path):
                        above, _, code = path.rpartition(".")
                        found.setdefault(f"{table}/{name}:{above}", {})[code] = None
    return found


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
