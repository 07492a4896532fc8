"""The sets that are listed are all the smallest, and no others: compared with trying every number in every cell."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.localisation import sets
from tests.support.minimal import minimal, numbers

ROWS = "{nodes: {" + ", ".join(f"{key}: {{label: {{zh: 第{key}}}}}" for key in "abcde") + "}}"
CHECKS = (
    "a == b + c",
    "b + d == e",
    "a + e == c + d",
    "a == 2 * b",
    "c + d + e == a + 3",
    "a == d + e",
    "d == 4",
    "a >= b + c",
    "b + d <= e",
    "2 * c >= a - 1",
)
MOST = 32
"""No cell of a smallest set needs a greater number, where those that are printed have one digit."""


def spec_of(checks: Sequence[str]) -> gd.Spec:
    """Return a format of five cells with these rules."""
    rules = "".join(
        f"\n  r{number}: {{table: stock, each: columns, label: {{zh: 规}}, check: '{check}'}}"
        for number, check in enumerate(checks)
    )
    return minimal(rows=ROWS, rules=f"rules:{rules}" if rules else "")


def holds(form: gd.Form, values: Sequence[int]) -> bool:
    """Whether every rule holds and no number is below zero."""
    if min(values) < 0:
        return False
    for relation in form.relations:
        left, right = (
            sum(int(factor) * values[index] for index, factor in side.terms) + int(side.constant)
            for side in (relation.condition.left, relation.condition.right)
        )
        if not {"==": left == right, ">=": left >= right, "<=": left <= right}[relation.condition.comparison]:
            return False
    return True


def explaining(form: gd.Form, values: Sequence[int | None], size: int) -> Iterator[frozenset[int]]:
    """Yield the sets of printed cells of a size that can hold other numbers with which everything holds."""
    blank = [index for index, value in enumerate(values) if value is None]
    for chosen in combinations([index for index, value in enumerate(values) if value is not None], size):
        open_cells = (*chosen, *blank)
        for found in product(range(MOST + 1), repeat=len(open_cells)):
            tried = dict(zip(open_cells, found, strict=True))
            if holds(form, [tried.get(i, value or 0) for i, value in enumerate(values)]):
                yield frozenset(chosen)
                break


def compare(form: gd.Form, values: Sequence[int | None], largest: int) -> None:
    """Compare what is listed with what trying finds, as far as sets of `largest` cells."""
    located = gd.locate(numbers(form.spec, *values))
    if set(explaining(form, values, 0)):
        assert not located
        return
    for size in range(1, largest + 1):
        if expected := set(explaining(form, values, size)):
            assert located.is_complete
            assert {frozenset(cell.index for cell in suspect.cells) for suspect in located} == expected
            assert located.least == size
            for suspect in located:
                assert not [one for one in gd.check(suspect.corrected()).findings if one.status == "fail"]
            return
    assert located.least > largest


@given(st.lists(st.sampled_from(CHECKS), min_size=1, max_size=4, unique=True), st.data())
def test_the_smallest_sets_are_those_that_trying_finds(checks: list[str], data: st.DataObject) -> None:
    """Equalities alone and with inequalities, cells below zero, and rules that hold together or not at all."""
    form = gd.expand(spec_of(checks))
    compare(form, data.draw(st.lists(st.integers(-1, 9), min_size=5, max_size=5)), 2)


@given(st.lists(st.sampled_from(CHECKS), min_size=1, max_size=4, unique=True), st.data())
def test_a_blank_cell_stands_for_whatever_fits(checks: list[str], data: st.DataObject) -> None:
    """It is never in a set, and what it may be leaves the others more room."""
    form = gd.expand(spec_of(checks))
    values: list[int | None] = [*data.draw(st.lists(st.integers(-1, 9), min_size=4, max_size=4))]
    values.insert(data.draw(st.integers(0, 4)), None)
    compare(form, values, 1)


def test_two_cells_that_make_up_for_each_other() -> None:
    """Each alone would have to fall below zero; together they can fall far enough, in more ways than one."""
    compare(gd.expand(spec_of(["a == b + c", "a == d + e"])), (1, 3, 3, 1, 0), 2)


def test_no_set_of_cells_is_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever order its cells could be taken: what is tried is limited."""
    tried: list[tuple[sets._HittingSets, int]] = []
    blocking = sets._HittingSets._blocking

    def noted(search: sets._HittingSets, chosen: int) -> int | None:
        tried.append((search, chosen))
        return blocking(search, chosen)

    monkeypatch.setattr(sets._HittingSets, "_blocking", noted)
    assert gd.locate(numbers(spec_of(["a >= b + c", "a == b + c", "a == 2 * b"]), 2, 8, 9, 2, 1)).least == 2
    assert len(tried) == len(set(tried)) > 2
