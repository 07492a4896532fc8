"""Figures whose columns are in doubt: every way to read them, as trying all of them finds it, and nothing else."""

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.form import Effort, LimitReachedError, expand
from govdisclosure.recognition.matching import candidates
from govdisclosure.recognition.matching.candidates import Ambiguous, readings
from govdisclosure.recognition.matching.cuts import cuts
from govdisclosure.report import MAX_DIGITS
from tests.support.minimal import minimal

VALUES = expand(minimal()).values
ENDLESS = 10**9


def pieces(text: str, count: int) -> list[tuple[str, ...]]:
    """Return every way to cut a text into some pieces, none of them empty."""
    places = combinations(range(1, len(text)), count - 1)
    return [tuple(text[start:end] for start, end in pairwise((0, *cut, len(text)))) for cut in places]


Row = tuple[tuple[int, ...], list[tuple[int, ...]]]
"""Numbers, and what each counts in the sums of their row."""


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """Draw numbers some of which are sums of the others, added or taken away, and sums that need not hold."""
    numbers = draw(st.lists(st.integers(0, 40), min_size=1, max_size=3))
    signs = draw(st.lists(st.sampled_from([1, 1, 1, 0, -1]), min_size=len(numbers), max_size=len(numbers)))
    total = sum(number * sign for number, sign in zip(numbers, signs, strict=True))
    place = draw(st.integers(0, len(numbers)))
    terms = (*signs[:place], -1 if total >= 0 else 1, *signs[place:])
    any_terms = st.tuples(*[st.integers(-2, 2)] * len(terms))
    return (*numbers[:place], abs(total), *numbers[place:]), draw(st.sampled_from([[], [terms], [draw(any_terms)]]))


@given(rows())
def test_digits_run_together_are_cut_in_all_ways_that_add_up(row: Row) -> None:
    """Whatever the sums of a row are, also where one is taken away; no number but 0 begins with a nought."""
    numbers, sums = row
    digits = "".join(map(str, numbers))
    expected = [
        way
        for way in pieces(digits, len(numbers))
        if all(number == "0" or number[0] != "0" for number in way)
        and all(sum(int(number) * term for number, term in zip(way, terms, strict=True)) == 0 for terms in sums)
    ]
    assert sorted(cuts(digits, len(numbers), sums, Effort(ENDLESS))) == sorted(expected)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_leaves_few_ways_to_look_at(sign: int) -> None:
    """Nineteen digits are seven numbers in 18,564 ways; where the last is the sum, 1,366 numbers are tried."""
    row = ("1234", "567", "89", "0", "12", "345", "2247")
    assert row in set(cuts("".join(row), 7, [(*[sign] * 6, -sign)], Effort(1_366)))


def test_no_number_is_longer_than_a_cell_can_hold() -> None:
    """Digits for more than that are cut in no way; and what takes too long ends."""
    assert list(cuts("1" * MAX_DIGITS, 1, [], Effort(ENDLESS))) == [("1" * MAX_DIGITS,)]
    assert list(cuts("1" * (MAX_DIGITS + 1), 1, [], Effort(ENDLESS))) == []
    with pytest.raises(LimitReachedError):
        list(cuts("1" * 20, 10, [], Effort(30)))


def texts(figures: tuple[str, ...], width: int) -> list[tuple[str, ...]]:
    """Return the ways to read the figures of a row."""
    found = readings(Ambiguous(tuple(range(width)), figures), VALUES, [], Effort(ENDLESS))
    return [tuple("" if one.number is None else str(one.number) for one in way) for way in found]


@given(st.lists(st.sampled_from(["1", "2", "13"]), min_size=1, max_size=4).map(tuple), st.integers(1, 4))
def test_figures_have_blanks_between_them_or_were_cut_in_two(figures: tuple[str, ...], width: int) -> None:
    """With too few of them some cells are blank, with too many some belong together; their order stays."""
    found = texts(figures, width)
    if Ambiguous(tuple(range(width)), figures).run_together:
        expected = set(pieces(figures[0], width))
    elif len(figures) <= width:
        every = product(("", *figures), repeat=width)
        expected = {way for way in every if tuple(filter(None, way)) == figures}
    else:
        joined = [
            tuple("".join(figures[a:b]) for a, b in pairwise((0, *cut, len(figures))))
            for cut in (combinations(range(1, len(figures)), width - 1))
        ]
        expected = {*joined, *((one,) for one in figures if width == 1)}
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(
    ("figures", "width", "together"),
    [(("123",), 3, True), (("12",), 3, False), (("123",), 1, False), (("1", "2"), 2, False), (("1,2",), 2, False)],
)
def test_one_row_of_digits_with_a_digit_for_each_cell_was_run_together(
    figures: tuple[str, ...], width: int, *, together: bool
) -> None:
    """With fewer digits than cells some of them were blank; one cell has nothing to be run together with."""
    assert Ambiguous(tuple(range(width)), figures).run_together == together


def test_a_row_that_can_be_read_in_too_many_ways_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the limit are gone through, one more is too many; so is what takes too long to find out."""
    assert len(texts(("1", "2"), 4)) == 6
    monkeypatch.setattr(candidates, "MOST", 6)
    assert len(texts(("1", "2"), 4)) == 6
    monkeypatch.setattr(candidates, "MOST", 5)
    assert texts(("1", "2"), 4) == []
    assert texts(("1", "x"), 2) == []
    assert readings(Ambiguous((0, 1), ("1234",)), VALUES, [], Effort(1)) == []
