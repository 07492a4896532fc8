"""By how much a relation may be out: by what its values say, and by what rounding may have taken from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from govdisclosure.form.exact import add, minus, multiply
from govdisclosure.form.relations import Condition
from govdisclosure.spec import Number, Value, decimal_places


class Leeway(NamedTuple):
    """The difference between two sides that is accepted, and whether rounding is a reason for it."""

    tolerance: Number
    is_rounded: bool


def leeway(condition: Condition, values: Sequence[Value], stated: Number | None = None) -> Leeway:
    """Return by how much two sides may differ, by what their cells hold (`values`, in the order of the form).

    Each rounded figure may be half a unit of its last place away from the true one, as often as it counts; to this
    comes the largest of the other tolerances. A sum of n figures to two places may be out by (n + 1) / 2 x 0.01.
    Beside rounded figures a number of the text (`stated`) is one too, with the places that it is written with.
    """
    lost: Number = 0
    flat: Number = 0
    for index, coefficient in condition.difference.terms:
        if index >= 2 * len(values):
            continue  # a cell of another document, whose format says what its figures are
        value = values[index % len(values)]
        if value.tolerance == "rounding":
            lost = add(lost, multiply(coefficient if coefficient > 0 else minus(coefficient), value.half_unit or 0))
        else:
            flat = max(flat, value.tolerance)
    if lost and stated is not None:
        lost = add(lost, Decimal(5).scaleb(-1 - decimal_places(stated)))  # half a unit of its last place
    return Leeway(Decimal(add(lost, flat)).normalize() if lost else flat, bool(lost))
