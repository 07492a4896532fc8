"""Numbers of cells: what may be taken for one, and which a cell can hold."""

from __future__ import annotations

from decimal import Decimal
from operator import index
from typing import SupportsIndex

from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.spec import Number, Value, decimal_places

MAX_DIGITS = 18
"""Digits that a number may have before its point, and after it."""
_FLOAT_DIGITS = 15
"""Digits of a decimal number that a float always keeps: one of more is the result of a calculation, and inexact."""


def whole_number(given: object) -> int | None:
    """Return the whole number that an `int` or a scalar of numpy or pandas is; None if it is anything else."""
    if type(given) is int:
        return given  # nearly always, and the question below takes long
    if isinstance(given, bool) or not isinstance(given, SupportsIndex):
        return None
    try:
        return index(given)
    except TypeError:  # a truth value of numpy, or an array
        return None


def exact_number(given: object) -> Number:
    """Return the number that somebody gives for a cell: an `int`, a `Decimal`, or a scalar of numpy or pandas.

    A float is taken for the decimal number that it is written as, if that has no more digits than a float keeps.
    Raises `UsageError` for what is no exact number.

    >>> exact_number(3.0), exact_number(1.6)
    (3, Decimal('1.6'))
    """
    if isinstance(given, Decimal):
        return given
    if isinstance(given, float):
        number = Decimal(repr(float(given)))
        if number.is_finite() and len(number.normalize().as_tuple().digits) <= _FLOAT_DIGITS:
            return int(number) if number == number.to_integral_value() else number
    elif (whole := whole_number(given)) is not None:
        return whole
    shown = repr(given)[:40]
    message = say(
        zh=f"应为 int 或 Decimal，实为 {shown}；空白写 None。",
        en=f"expected an int or a Decimal; found {shown}. None makes a cell blank",
    )
    raise UsageError(message)


def number_fault(number: Number, value: Value) -> str | None:
    """Say why a number cannot stand in a cell of this kind, as a code: `fraction`, `long`; None if it can."""
    if isinstance(number, int):
        return "long" if abs(number) >= 10**MAX_DIGITS else None
    if not number.is_finite() or number.adjusted() >= MAX_DIGITS or decimal_places(number) > MAX_DIGITS:
        return "long"
    return "fraction" if value.kind == "integer" else None
