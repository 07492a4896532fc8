"""The lines of a form to fill in whose labels were typed with their figures: each label is a key of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from govdisclosure.form import Form, expand
from govdisclosure.grid import GridCell, one_line
from govdisclosure.layout import SpareLine, spare_lines
from govdisclosure.recognition.matching.open_rows import rows_left_out
from govdisclosure.report import Problem, fits_key

MOST_SPARE = 1000
"""Spare lines at one open node of a form."""


def spare_counts(data: object, form: Form) -> dict[str, int] | None:
    """Return the numbers of spare lines that the annex of a live form gives; None if it gives what no form has."""
    data = data.get("spare") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not data.keys() <= form.open_nodes.keys():
        return None
    counts = {address: most for address, most in data.items() if type(most) is int and 0 < most <= MOST_SPARE}
    return counts if len(counts) == len(data) else None


@frozen(eq=False)
class Typed:
    """A form with a line for each label that was typed, what each of its cells shows, and what is to be said."""

    form: Form
    shown: Mapping[int, GridCell]
    problems: tuple[Problem, ...]


def with_typed_lines(drawn: Form, named: Form, shown: Mapping[int, GridCell]) -> Typed | None:
    """Return what was typed into a form with spare lines; figures without a label are left out with a problem.

    None where it is not certain what was meant: a label stands twice or is no key of its kind, or figures are left out
    of a total that is printed.
    """
    lines = spare_lines(drawn, named)
    keys = {one.label: one_line(shown[one.label].text) for one in lines}
    given = _given(named, [(one.address, keys[one.label]) for one in lines])
    if given is None:
        return None
    form = expand(named.spec, given)
    paths = {(one.table, one.line.path): _path(one, keys[one.label]) for one in lines}
    totals = {(one.table, one.line.path): one.address.partition(":")[2] for one in lines}
    found: dict[int, GridCell] = {}
    lost: dict[int, tuple[str, str, str]] = {}
    """Figures without a label: the cell in which the total over them stands."""
    for index, ref in enumerate(drawn.cells):
        table, row, column = ref.table, ref.row, ref.column
        place = table, paths.get((table, row), row), paths.get((table, column), column)
        if all(place):
            found[form.index[place]] = shown[index]
        elif shown[index].text.strip():
            lost[index] = table, totals.get((table, row), row), totals.get((table, column), column)
    if any(total in drawn.index and shown[drawn.index[total]].text.strip() for total in lost.values()):
        return None
    return Typed(form, found, tuple(rows_left_out(form, table) for table in sorted({one[0] for one in lost.values()})))


def _given(named: Form, typed: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]] | None:
    """Return the keys of a form with those typed at addresses; None if one stands twice or is no key of its kind."""
    given = dict(named.keys)
    for address, key in typed:
        known = given.get(address, ())
        if key and (key in known or not fits_key(key, named.open_nodes[address])):
            return None
        given[address] = (*known, key) if key else known
    return given


def _path(line: SpareLine, key: str) -> str:
    return f"{line.address.partition(':')[2]}.{key}" if key else ""
