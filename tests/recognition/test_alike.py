"""Documents drawn alike: what is found by the places of another one is what is found by looking."""

import random
from collections.abc import Iterator, Sequence
from itertools import count, repeat

import pytest
from attrs import evolve

from govdisclosure.grid.model import Grid
from govdisclosure.recognition.matching import alike
from govdisclosure.recognition.matching.alike import matched
from govdisclosure.recognition.matching.match_grids import Matched, match
from tests.recognition.test_placing import DISPUTES, FORM, GRIDS
from tests.recognition.test_spoiled import SPOILINGS, Spoiling, flat, laid_out, rows_of


@pytest.fixture(autouse=True)
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Begin with no document known; give a list that grows whenever the tables of one are looked through."""
    times: list[object] = []

    def looking(*asked: object) -> Matched:
        times.append(asked)
        return match(*asked)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(alike, "match", looking)
    alike._known.clear()
    yield times
    alike._known.clear()


def filled(grids: Sequence[Grid], figures: Iterator[int]) -> list[Grid]:
    """Return tables with other figures."""
    return [
        evolve(grid, cells=tuple(evolve(c, text=str(next(figures))) if c.text.isdecimal() else c for c in grid.cells))
        for grid in grids
    ]


def drawn(dice: random.Random, most: int) -> Iterator[int]:
    """Yield figures at random."""
    return (dice.randint(0, most) for _ in count())


def spoiled(spoiling: Spoiling, dice: random.Random) -> list[Grid]:
    """Return the tables of a form, one of them spoiled."""
    tables = [rows_of(grid) for grid in GRIDS]
    spoiling(dice.choice(tables), dice)
    return [grid for rows in tables if (grid := laid_out(rows))]


def said(found: Matched) -> tuple[object, ...]:
    """Return everything that was found."""
    return found.found, found.problems, found.read_by_table, found.subtotals, found.ambiguous


def test_a_document_drawn_alike_is_not_looked_through(looked: list[object]) -> None:
    """Of documents that differ in figures alone, the first is looked through, and the others are read as it was."""
    for first in (100, 5000, 0):
        grids = filled(GRIDS, count(first))
        assert said(matched(FORM, grids)) == said(match(FORM, grids))
    assert len(looked) == 1


@pytest.mark.parametrize("spoiling", SPOILINGS, ids=lambda spoiling: spoiling.__name__)
@pytest.mark.parametrize("change", [list, lambda grids: [*map(flat, grids)]], ids=["with spans", "without spans"])
def test_what_was_read_before_changes_nothing(spoiling: Spoiling, change: type[list[Grid]]) -> None:
    """Whatever was done to a table, and whichever figures stood in it before, the same is found as by looking."""
    dice = random.Random(0)
    tables = spoiled(spoiling, dice)
    for most in (0, 3, 3, 9, 4000, 3):
        grids = change(filled(tables, drawn(dice, most)))
        assert said(matched(FORM, grids)) == said(match(FORM, grids))


def test_a_row_that_counts_the_columns_is_none_of_figures() -> None:
    """A row of 1, 2, 3 and so on below a head is passed over, also where other figures stood there before."""
    for first in (50, 1):
        grids = filled([GRIDS[DISPUTES]], count(first))
        assert said(matched(FORM, grids)) == said(match(FORM, grids))
        assert bool(matched(FORM, grids).found) == (first != 1)


def test_copies_are_compared_every_time() -> None:
    """A table that stands twice with the same figures, and then with others, is believed only where it agrees."""
    for other in (0, 7):
        grids = [*filled([GRIDS[0]], repeat(0)), *filled([GRIDS[0]], repeat(other))]
        assert said(matched(FORM, grids)) == said(match(FORM, grids))
        assert bool(matched(FORM, grids).problems) == (other != 0)


def test_an_amount_without_a_unit_is_told_every_time() -> None:
    """That nobody has printed the unit of an amount is said of it, also where the last one was 0 and needed none."""
    grids = [
        evolve(grid, cells=tuple(evolve(c, text=c.text.removesuffix("（单位：万元）")) for c in grid.cells))
        for grid in GRIDS
    ]
    for figure in (0, 0, 12):
        amounts = filled(grids, repeat(figure))
        assert said(matched(FORM, amounts)) == said(match(FORM, amounts))
        assert [problem.code for problem in matched(FORM, amounts).problems] == ["unit_not_printed"] * bool(figure)


def test_no_more_is_kept_than_some_documents() -> None:
    """However many documents are read, what is known of them stays within bounds."""
    first, *others = GRIDS[0].cells
    for number in range(100):
        matched(FORM, [evolve(GRIDS[0], cells=(evolve(first, text=first.text + "\u3000" * number), *others))])
    assert 0 < len(alike._known) <= 64
