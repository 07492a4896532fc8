"""The letters that name the columns of a sheet."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16_384)
def column_name(column: int) -> str:
    """Return the letters of a column (from 0).

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def column_number(letters: str) -> int:
    """Return the number of a column (from 1).

    >>> column_number("A"), column_number("ab")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
