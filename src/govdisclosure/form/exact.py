"""Exact numbers: sums and products of what cells hold, and fractions to solve with; nothing is ever rounded."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from govdisclosure.spec import Number

Exact = int | Fraction
"""A number to solve with: an `int` where it is whole."""

_WIDE = Context(prec=200)
"""Wide enough for every sum of numbers that a cell may hold."""


def exact(number: Number | Fraction) -> Exact:
    """Return a number as it is, whole if it is whole.

    >>> exact(Decimal("2.50")), exact(Decimal("3.0"))
    (Fraction(5, 2), 3)
    """
    if isinstance(number, int):
        return number
    fraction = Fraction(number)
    return fraction.numerator if fraction.denominator == 1 else fraction


def size(number: Exact) -> Exact:
    """Return a number without its sign."""
    return number if number >= 0 else -number


def divided(number: Exact, divisor: Exact) -> Exact:
    """Return the exact quotient.

    >>> divided(6, -3), divided(1, 2)
    (-2, Fraction(1, 2))
    """
    if divisor == 1:
        return number
    return -number if divisor == -1 else exact(Fraction(number) / divisor)


def add(first: Number, second: Number) -> Number:
    """Return the exact sum."""
    if isinstance(first, int) and isinstance(second, int):
        return first + second
    return _WIDE.add(Decimal(first), Decimal(second))


def multiply(first: Number, second: Number) -> Number:
    """Return the exact product."""
    if isinstance(first, int) and isinstance(second, int):
        return first * second
    return _WIDE.multiply(Decimal(first), Decimal(second))


def minus(number: Number) -> Number:
    """Return the exact opposite; `-number` would round a Decimal to 28 digits."""
    return -number if isinstance(number, int) else number.copy_negate()
