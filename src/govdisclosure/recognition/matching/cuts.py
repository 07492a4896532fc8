"""A row that was run together, cut into its numbers again: in every way in which the sums of the row hold.

Of seven columns the last is the sum of the others: then `640020470` is 64, 0, 0, 2, 0, 4 and 70, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from govdisclosure.form import Effort, Exact
from govdisclosure.report import MAX_DIGITS

RowSum = tuple[Exact, ...]
"""What each cell of a row counts in a sum of it that comes to nothing."""


def cuts(digits: str, width: int, sums: Sequence[RowSum], effort: Effort) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut digits into numbers with which all sums hold; none but 0 begins with a nought.

    Raises `LimitReachedError` where they are too many to go through.

    >>> list(cuts("640020470", 7, [(1, 1, 1, 1, 1, 1, -1)], Effort(1000)))
    [('64', '0', '0', '2', '0', '4', '70')]
    >>> list(cuts("713", 2, [], Effort(1000)))
    [('71', '3'), ('7', '13')]
    """
    if len(digits) > width * MAX_DIGITS:
        return iter(())  # no cell holds a number of more digits
    # Most sums have one term of its own sign, the total: the bounds are closest for what counts positive.
    rows = [_row(terms if sum(term > 0 for term in terms) > 1 else tuple(-term for term in terms)) for terms in sums]
    return _cut(digits, width, rows, (0,) * len(rows), effort)


@frozen
class _Row:
    """A sum, and what bounds the part of it that its first cells make up, by how many they are."""

    terms: RowSum
    below: tuple[Exact, ...]
    """The negative terms together."""
    above: tuple[Exact, ...]
    """The positive terms together."""
    same: tuple[Exact, ...]
    """The smallest of the terms, if all are positive; else 0."""


def _row(terms: RowSum) -> _Row:
    parts = [terms[:cells] for cells in range(len(terms) + 1)]
    return _Row(
        terms,
        tuple(sum(min(term, 0) for term in part) for part in parts),
        tuple(sum(max(term, 0) for term in part) for part in parts),
        tuple(max(0, min(part, default=0)) for part in parts),
    )


def _cut(
    digits: str, cells: int, rows: Sequence[_Row], reached: Sequence[Exact], effort: Effort
) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut digits into numbers, the last one first, after what later cells add to each sum."""
    if not cells:
        yield ()
        return
    for length in range(1, len(digits) - cells + 2) if cells > 1 else (len(digits),):
        figure, rest = digits[-length:], digits[:-length]
        if figure[0] == "0" and length > 1:
            continue
        effort.spend(1)
        now = _after(int(figure), cells - 1, len(rest), rows, reached)
        if now is not None:
            yield from ((*before, figure) for before in _cut(rest, cells - 1, rows, now, effort))


def _after(number: int, cells: int, digits: int, rows: Sequence[_Row], reached: Sequence[Exact]) -> list[Exact] | None:
    """Return what sums come to with one more number; None if one cannot end at nothing with the digits left."""
    top = 10 ** (digits - cells + 1) - 1 if cells else 0
    least = 10 ** (-(-digits // cells) - 1) if digits > cells > 0 else 0
    now = []
    for row, before in zip(rows, reached, strict=True):
        one = before + row.terms[cells] * number
        if one + (row.same[cells] * least or row.below[cells] * top) > 0 or one + row.above[cells] * top < 0:
            return None
        now.append(one)
    return now
