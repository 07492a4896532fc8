"""What printed figures leave open: they count in every equality with what they are."""

import pytest

from govdisclosure.localisation import consistency, forced
from govdisclosure.localisation.systems import components_of
from tests.support.minimal import TOTAL_OF_THREE, minimal, numbers, rule


@pytest.mark.parametrize(
    ("values", "excluded", "left"),
    [
        ((0, 2, None, 5), [], {2: 3}),
        ((7, 2, None, 9), [], {2: 0}),
        ((0, 0, None, 0), [], {2: 0}),
        ((1, 2, 1, None), [], {3: 4}),
        ((0, 2, 1, 5), ["stock/rows:total[n]"], {}),
        ((3, 3, None, 5), ["stock/rows:total[n]"], {}),
    ],
)
def test_a_sum_with_printed_figures(values: tuple[int | None, ...], excluded: list[str], left: dict[int, int]) -> None:
    """A blank part is what the others leave it; where nothing is left, the sum cannot hold."""
    report = numbers(minimal(rows=TOTAL_OF_THREE), *values)
    (component,) = components_of(report)
    judged = consistency(component.standing(report))
    assert [relation.id for relations in judged.conflicts for relation in relations] == excluded
    assert {one.index: one.number for one in forced(judged.rest)} == left


@pytest.mark.parametrize(
    ("check", "values", "third"),
    [("c == a", (0, 0, None, 0), 0), ("c == a", (2, 2, None, 6), 2), ("c == a + 1", (2, 3, None, 8), 3)],
)
def test_a_sum_and_a_rule_with_printed_figures(check: str, values: tuple[int | None, ...], third: int) -> None:
    """Both lead to the same number, so nothing is excluded."""
    report = numbers(minimal(rows=TOTAL_OF_THREE, rules=rule(check)), *values)
    (component,) = components_of(report)
    judged = consistency(component.standing(report))
    assert judged.conflicts == ()
    assert {one.index: one.number for one in forced(judged.rest)} == {2: third}


@pytest.mark.parametrize(("printed", "fits"), [(4, True), (3, False), (0, True), (1, False)])
def test_twice_a_whole_number_is_even(printed: int, fits: bool) -> None:  # noqa: FBT001 - one of two outcomes
    """A printed figure that no whole number leads to excludes the rule."""
    report = numbers(minimal(rules=rule("2 * a == b")), None, printed, 0, 0)
    judged = [consistency(component.standing(report)) for component in components_of(report)]
    assert any(one.conflicts for one in judged) is not fits
