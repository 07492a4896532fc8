"""Which cells of a form are exactly the sum of others, and of which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govdisclosure.form import Form


def exact_totals(form: Form) -> Mapping[int, tuple[int, ...]]:
    """Return the parts of every cell that is exactly their sum; of two sums, that along the row is preferred.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> parts = exact_totals(form)[form.index["applications", "new", "total"]]
    >>> len(parts), form.cell(parts[0])
    (6, CellRef(table='applications', row='new', column='natural_person', of='this'))
    """
    return dict(_totals(form))


def _totals(form: Form) -> Iterator[tuple[int, tuple[int, ...]]]:
    for table in form.tables.values():
        for axis, other in (("rows", table.columns), ("columns", table.rows)):
            for total in (table.rows if axis == "rows" else table.columns).sums:
                if total.kind != "exact":
                    continue
                for line in other.lines:
                    found = [
                        table.cells.get((at, line.index) if axis == "rows" else (line.index, at))
                        for at in (total.total, *total.addends)
                    ]
                    numeric = [index for index in found if index is not None and form.values[index].numeric]
                    if found[0] is not None and numeric[:1] == found[:1] and len(numeric) > 1:
                        yield numeric[0], tuple(numeric[1:])
