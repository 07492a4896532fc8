"""What is said of cells that may be wrong, whatever bounds the numbers that would do."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.localisation.slips import Slip, slip_words
from govdisclosure.localisation.suspected import SuspectCell
from govdisclosure.localisation.systems import as_number
from govdisclosure.localisation.words import suggestion

WHOLE = gd.load_spec("cn/2021").values[0]
REF = gd.expand(gd.load_spec("cn/2021")).cells[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_slip_has_words_of_its_own(language: str) -> None:
    """Only what is no known slip has none."""
    with using(language):
        words = {slip: slip_words(slip) for slip in get_args(Slip)}
    assert [slip for slip, word in words.items() if not word] == ["other"]
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("low", "high", "slip", "said"),
    [
        (7, 7, "other", "should be 7"),
        (5, 9, "other", "should be from 5 to 9"),
        (5, None, "other", "should be at least 5"),
        (None, 9, "other", "should be at most 9"),
        (None, None, "other", "is wrong"),
        (5, 9, "digit", "should be from 5 to 9, likeliest 7"),
    ],
)
def test_a_suggestion_says_all_that_bounds_it(low: int | None, high: int | None, slip: Slip, said: str) -> None:
    """And no more; one number is named where a slip of the pen leads to it."""
    with using("en"):
        assert suggestion(SuspectCell(0, REF, 1, 7, low, high, slip)) == said


@pytest.mark.parametrize(
    ("found", "kind", "number"),
    [
        (Fraction(4, 2), "integer", 2),
        (Fraction(1, 2), "integer", None),
        (Fraction(1, 2), "decimal", Decimal("0.5")),
        (Fraction(1, 3), "decimal", None),
    ],
)
def test_a_number_is_one_that_the_cell_can_hold(
    found: Fraction, kind: Literal["integer", "decimal"], number: object
) -> None:
    """No fraction stands among whole numbers, and none without an end anywhere."""
    assert as_number(found, evolve(WHOLE, kind=kind)) == number
