"""The readings that the figures of a row allow when it cannot be seen which figure stands in which column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise

from attrs import frozen

from govdisclosure.form import Effort, LimitReachedError
from govdisclosure.recognition.matching.cuts import RowSum, cuts
from govdisclosure.recognition.matching.numbers import Printed, read_cell
from govdisclosure.report import BLANK, Content
from govdisclosure.spec import Value

MOST = 3_000
"""Readings beyond which a row is left unreadable without looking further."""

_MOST_PIECES = 20
"""Pieces that a figure may have been cut into, for one digit each."""
Reading = tuple[str, ...]
"""What stands in each of the cells; an empty text is a blank."""


@frozen
class Ambiguous:
    """Cells of a form, and the figures printed for them."""

    cells: tuple[int, ...]
    figures: tuple[str, ...]

    @property
    def run_together(self) -> bool:
        """Whether the figures of the row are printed as one, as `3018` for 3, 0, 18: a digit for each cell at least."""
        return len(self.figures) == 1 < len(self.cells) <= len(self.figures[0]) and self.figures[0].isdecimal()


def readings(
    found: Ambiguous, values: Sequence[Value], sums: Sequence[RowSum], effort: Effort
) -> list[tuple[Printed, ...]]:
    """Return every way to put the figures into the cells, in their order; nothing if there are too many ways.

    Figures may have lost the blanks between them, may have been cut in two, or may have been run together: then only
    the ways are returned with which the `sums` of the row hold.
    """
    width = len(found.cells)
    if len(found.figures) > _MOST_PIECES * width:
        return []
    ways = cuts(found.figures[0], width, sums, effort) if found.run_together else _ways(found.figures, width)
    try:
        unique = dict.fromkeys(islice(ways, MOST + 1))
    except LimitReachedError:
        return []
    if len(unique) > MOST:
        return []
    kinds = [values[index] for index in found.cells]
    read = ([_printed(text, value) for text, value in zip(way, kinds, strict=True)] for way in unique)
    return [tuple(way) for way in read if all(printed.content.state != "unreadable" for printed in way)]


def _printed(text: str, value: Value) -> Printed:
    printed = read_cell(text, value) if text else Printed(None, BLANK)
    return printed if printed.content.state != "text" else Printed(None, Content("unreadable", text))


def _ways(figures: Reading, width: int) -> Iterator[Reading]:
    """Yield what may stand in each of `width` cells, if these figures are printed for them.

    >>> list(_ways(("7", "3"), 3))
    [('7', '3', ''), ('7', '', '3'), ('', '7', '3')]
    >>> list(_ways(("7", "3"), 1))
    [('73',), ('7',), ('3',)]
    """
    count = len(figures)
    if count <= width:
        for places in combinations(range(width), count):
            put = dict(zip(places, figures, strict=True))
            yield tuple(put.get(place, "") for place in range(width))
    else:
        for cuts in combinations(range(1, count), width - 1):
            yield tuple("".join(figures[start:end]) for start, end in pairwise((0, *cuts, count)))
        yield from ((figure,) for figure in figures if width == 1)
