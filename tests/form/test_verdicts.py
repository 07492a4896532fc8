"""Whether a relation holds for all, for none or for some of the numbers that its cells may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form.verdicts import holds, verdict
from govdisclosure.spec import Number
from govdisclosure.spec.formula import GUARDS, Comparison
from tests.support.minimal import minimal, numbers, rule


def truth(comparison: Comparison, gap: Number, tolerance: Number) -> bool:
    """Return whether one number satisfies a comparison with zero, give or take the tolerance."""
    return {
        "==": -tolerance <= gap <= tolerance,
        "!=": not -tolerance <= gap <= tolerance,
        "<=": gap <= tolerance,
        ">": gap > tolerance,
        ">=": gap >= -tolerance,
        "<": gap < -tolerance,
    }[comparison]


ENDS = st.none() | st.integers(-5, 5)


@given(st.sampled_from(GUARDS), ENDS, ENDS, st.integers(0, 3))
def test_what_always_holds_holds_for_every_number(
    comparison: Comparison, low: int | None, high: int | None, tolerance: int
) -> None:
    """True means all numbers of the interval, False means none of them, and None means that it depends."""
    if low is not None and high is not None and low > high:
        low, high = high, low
    start, end = (-20 if low is None else low), (20 if high is None else high)
    truths = {truth(comparison, gap, tolerance) for gap in range(start, end + 1)}
    said = holds(comparison, (low, high), tolerance)
    # `==` is judged by the two bounds: an interval that lies on both sides of a tolerance is never called broken.
    assert said == (truths.pop() if len(truths) == 1 else None)


@pytest.mark.parametrize("comparison", GUARDS)
def test_long_numbers_are_compared_exactly(comparison: Comparison) -> None:
    """A difference in the thirty-sixth digit is a difference."""
    tolerance = Decimal("123456789012345678.123456789012345678")
    over = Decimal("123456789012345678.123456789012345679")
    for gap in (tolerance, tolerance.copy_negate()):
        assert holds(comparison, (gap, gap), tolerance) is (comparison in ("==", "<=", ">="))
    for gap in (over, over.copy_negate()):
        expected = {"==": False, "!=": True, "<=": gap < 0, ">": gap > 0, ">=": gap > 0, "<": gap < 0}[comparison]
        assert holds(comparison, (gap, gap), tolerance) is expected


def judged(check: str, *cells: object, more: str = "") -> str:
    """Return the verdict on a rule over the cells a, b, c and d."""
    spec = minimal(rules=rule(check, more))
    report = numbers(spec, *cells)
    (relation,) = report.form.relations
    from govdisclosure.report.standing import interval_at

    return verdict(relation, lambda index: interval_at(report, index))


@pytest.mark.parametrize(
    ("check", "cells", "status"),
    [
        ("a == b", (5, 5, 0, 0), "pass"),
        ("a == b", (5, 4, 0, 0), "fail"),
        ("a + b == c", (5, None, 7, 0), "undecided"),
        ("a + b <= c", (5, None, 3, 0), "fail"),
        ("a + b == c", (5, None, 3, 0), "fail"),
        ("a + b >= c", (5, None, 3, 0), "pass"),
        ("a + b == c", (5, {"mark": "/"}, 5, 0), "pass"),
        ("a + b == c", (5, {"mark": "<9"}, 7, 0), "undecided"),
        ("a + b == c", (5, {"mark": "<9"}, 5, 0), "fail"),
        ("a + b == c", (5, {"mark": "<9"}, 14, 0), "fail"),
        ("a == b", (None, None, 0, 0), "undecided"),
        ("a == a", (None, 0, 0, 0), "pass"),
        ("a - b == c", (5, {"unreadable": "1 2"}, 6, 0), "fail"),
        ("a == -1", (None, 0, 0, 0), "fail"),
        ("a <= 3", (4, 0, 0, 0), "fail"),
        ("2 * a == b", (3, 6, 0, 0), "pass"),
        ("0.5 * a == b", (3, 1, 0, 0), "fail"),
    ],
)
def test_verdicts(check: str, cells: tuple[object, ...], status: str) -> None:
    """A blank leaves open only what it can change: 5 and a blank are too much for 3, and may be 7."""
    assert judged(check, *cells) == status


@pytest.mark.parametrize(
    ("guard", "cells", "status"),
    [
        ("c > 0", (1, 2, 0, 0), "not_applicable"),
        ("c > 0", (1, 2, 1, 0), "fail"),
        ("c > 0", (2, 2, 1, 0), "pass"),
        ("c > 0", (1, 2, None, 0), "undecided"),
        ("c > 0", (2, 2, None, 0), "pass"),
        ("c > 0", (1, None, None, 0), "undecided"),
        ("c != d", (1, 2, 3, 3), "not_applicable"),
        ("c != d", (1, 2, 3, 4), "fail"),
        ("c < d", (1, 2, 3, 3), "not_applicable"),
        ("c >= d + 1", (1, 2, 3, 3), "not_applicable"),
    ],
)
def test_guards(guard: str, cells: tuple[object, ...], status: str) -> None:
    """A rule whose guard is false does not apply, and one whose guard is open can pass and cannot fail."""
    assert judged("a == b", *cells, more=f", when: '{guard}'") == status


@pytest.mark.parametrize(
    ("total", "status"), [("0.31", "pass"), ("0.29", "pass"), ("0.32", "fail"), ("0.28", "fail"), ("0.3", "pass")]
)
def test_tolerance(total: str, status: str) -> None:
    """Amounts that were rounded before they were added may differ by the tolerance, and by no more."""
    rows = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}, c: {label: {zh: 丙}}}}"
    spec = minimal(value="amount", rows=rows, rules=rule("a + b == c"))
    report = numbers(spec, Decimal("0.1"), Decimal("0.2"), Decimal(total))
    assert gd.check(report).counts[status] == 1  # type: ignore[index]  # one of the four words


def test_a_rule_may_have_its_own_tolerance() -> None:
    """The tolerance of a rule stands in place of that of its cells."""
    spec = minimal(value="amount", rules=rule("a == b", ", tolerance: 0"))
    assert gd.check(numbers(spec, Decimal("0.10"), Decimal("0.11"), 0, 0)).counts["fail"] == 1
    spec = minimal(rules=rule("a == b", ", tolerance: 2"))
    assert gd.check(numbers(spec, 5, 7, 0, 0)).counts["pass"] == 1
    assert gd.check(numbers(spec, 5, 8, 0, 0)).counts["fail"] == 1


def test_a_bound_has_no_tolerance() -> None:
    """One less than the least is too little."""
    for bound in gd.expand(minimal()).bounds:
        assert [verdict(bound, dict.fromkeys(bound.cells, (one, one)).__getitem__) for one in (0, -1)] == [
            "pass",
            "fail",
        ]


def test_a_guard_has_no_tolerance() -> None:
    """Whether a rule applies is decided by the figures as they stand."""
    spec = minimal(value="amount", rules=rule("a == b", ", when: c > 0"))
    assert gd.check(numbers(spec, 5, 7, Decimal("0.01"), 0)).counts["fail"] == 1
    assert gd.check(numbers(spec, 5, 7, Decimal("0.00"), 0)).counts["not_applicable"] == 1


@given(st.integers(2 - 10**36, 10**36 - 2), st.sampled_from((1, -1)))
def test_the_last_of_thirty_six_digits_counts(units: int, step: int) -> None:
    """Two figures that differ in the eighteenth place differ, by exactly that, however large they are."""
    spec = minimal(value="amount", rules=rule("a == b", ", tolerance: 0"))
    number, near = (Decimal(f"{amount}e-18") for amount in (units, units + step))
    (finding,) = gd.check(numbers(spec, number, near, 0, 0))
    assert finding.difference == Decimal(f"{-step}e-18")
    assert list(gd.check(numbers(spec, number, number, 0, 0))) == []
