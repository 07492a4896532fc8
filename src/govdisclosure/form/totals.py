"""Which cells of a form are exactly the sum of others, and of which."""

from __future__ import annotations

from collections.abc import Mapping

from govdisclosure.form.expansion import Form
from govdisclosure.spec import Number


def exact_totals(form: Form) -> Mapping[int, Mapping[int, Number]]:
    """Return the parts of every cell that is exactly their sum, with their signs; a sum along the row is preferred.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> parts = exact_totals(form)[form.index["applications", "new", "total"]]
    >>> len(parts), form.cell(min(parts))
    (6, CellRef(table='applications', row='new', column='natural_person', of='this'))
    """
    return {
        relation.condition.left.terms[0][0]: dict(relation.condition.right.terms)
        for relation in form.relations
        if relation.kind == "sum" and relation.condition.comparison == "==" and relation.condition.right.terms
    }
