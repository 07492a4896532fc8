"""Tables of other years than the report's, as those of last year beside them, which are left out of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govdisclosure import codes
from govdisclosure.form import Form
from govdisclosure.grid import Document
from govdisclosure.language import say
from govdisclosure.recognition.matching.alike import matched
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.narrative.years import Captioned
from govdisclosure.report import Problem


def match_without(form: Form, document: Document, others: Sequence[Captioned]) -> tuple[Matched, tuple[Problem, ...]]:
    """Match a document without the tables of other years, as far as the same tables stand in it for the report's own.

    A table whose own figures stand nowhere else is read whatever is written over it, which is said.
    """
    own = _match_but(form, document, others)
    cells = {other: matched(form, (other.grid,)).found for other in others}
    known = [other for other in others if cells[other]]
    left = [other for other in known if _stand_twice(cells[other], own.found)]
    problems = tuple(_other_year(other, read=other not in left) for other in known)
    if len(left) == len(known):
        return own, problems
    return _match_but(form, document, [other for other in others if other in left or not cells[other]]), problems


def _match_but(form: Form, document: Document, without: Sequence[Captioned]) -> Matched:
    out = [other.grid for other in without]
    return matched(form, [grid for grid in document.grids if all(grid is not other for other in out)])


def _other_year(other: Captioned, *, read: bool) -> Problem:
    outcome = (
        say(zh="文中没有别的这种表，仍按本年读入", en="it is read all the same, as there is no other one")
        if read
        else say(zh="未读入", en="it was left out")
    )
    message = say(
        zh=f"{other.place}：“{other.text}”下的表写的是 {other.period.named}，{outcome}。",
        en=f"{other.place}: the table under '{other.text}' is of {other.period}; {outcome}",
    )
    return Problem.of(codes.OTHER_YEAR, message, place=other.place)


def _stand_twice(cells: Collection[int], elsewhere: Collection[int]) -> bool:
    """Whether at least half of the cells of a table were found elsewhere too.

    Not all of them: a row that is misspelt in this year's table must not be filled from last year's.
    """
    return 2 * sum(index in elsewhere for index in cells) >= len(cells)
