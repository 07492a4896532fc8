"""Where the error is, and what it should be: found exactly where a single report can tell."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.localisation import locating
from govdisclosure.localisation import sets as locate_sets
from govdisclosure.localisation.sets import numbers_of, smallest_sets
from govdisclosure.localisation.slips import slips_from
from govdisclosure.localisation.systems import components_of
from govdisclosure.report.contents import BLANK, Content
from govdisclosure.testing import Broken, broken_reports, reports
from tests.support.filled import CELLS, FORM, SPEC, filled, spoiled, suggestions, with_numbers
from tests.support.made_up import made_up
from tests.support.minimal import minimal, numbers, rule


@pytest.mark.parametrize("amount", [1, 9, 10, 1000, -1])
def test_every_single_wrong_cell_is_found(amount: int) -> None:
    """Each of the 175 cells, wrong by an amount of any size, is the only suspect, with its right value."""
    right = filled(Random(1))
    assert len(CELLS) == 175
    for index in CELLS:
        value = right.values[index]
        assert isinstance(value, int)
        (suspect,) = gd.locate(with_numbers(right, {index: value + amount}))
        assert suggestions(suspect) == {index: value}
        assert suspect.cells[0].is_certain


def test_a_thousand_random_reports() -> None:
    """With one to three wrong cells the truth is among the smallest sets, and every set listed satisfies all rules."""
    chance = Random(2)
    found = 0
    for number in range(1000):
        report, truth = spoiled(chance, filled(chance), 1 + number % 3)
        location = gd.locate(report)
        assert location.is_complete
        assert all(gd.check(suspect.corrected()).counts["fail"] == 0 for suspect in location)
        found += any(suggestions(suspect) == truth for suspect in location)
    assert found >= 990


@given(st.integers(1, 3).flatmap(lambda count: broken_reports(SPEC, count)))
def test_nothing_listed_breaks_a_rule(broken: Broken) -> None:
    """Whatever was changed and wherever, a set that is listed makes every rule of severity error hold."""
    location = gd.locate(broken.report)
    assert bool(location.components) == (not gd.check(broken.report).ok)
    assert location.least <= len(broken.changes)
    for suspect in location:
        assert gd.check(suspect.corrected()).ok


@given(made_up().flatmap(lambda spec: broken_reports(spec, 1)))
@settings(max_examples=60)
def test_any_format(broken: Broken) -> None:
    """In every format, with inequalities, guards and amounts too, the sets that are listed satisfy all rules."""
    location = gd.locate(broken.report)
    assert bool(location.components) == (not gd.check(broken.report).ok)
    assert location.least <= 1
    for suspect in location:
        assert gd.check(suspect.corrected()).ok


@given(st.one_of(made_up(), st.just(SPEC)).flatmap(lambda spec: reports(spec, complete=False)))
@settings(max_examples=60)
def test_any_state(report: gd.Report) -> None:
    """With blanks, marks and unreadable cells no set that is listed breaks a rule, and the report is what it was."""
    before = gd.to_json(report)
    location = gd.locate(report)
    assert gd.to_json(report) == before
    for suspect in location[:20]:
        assert gd.check(suspect.corrected()).ok


def test_nothing_wrong() -> None:
    """A report that satisfies its rules has no suspects."""
    location = gd.locate(filled(Random(3)))
    assert (len(location), location.least, location.is_complete) == (0, 0, True)
    assert location.explain("en") == "There is no error to locate."


def test_four_corners_of_a_rectangle_cannot_be_known() -> None:
    """Errors at the corners of a rectangle that cancel out leave every sum right: no rule fails, and none can."""
    right = filled(Random(4))
    rows, columns = ("outcome.granted", "outcome.partly_granted"), ("natural_person", "organisation.business")
    corners = [FORM.index["applications", row, column] for row in rows for column in columns]
    shifts = dict(zip(corners, (3, -3, -3, 3), strict=True))
    moved = {index: int(right.values[index] or 0) + 5 for index in corners}
    base = with_numbers(right, moved)
    wrong = with_numbers(base, {index: int(base.values[index] or 0) + shift for index, shift in shifts.items()})
    assert {finding.id for finding in gd.check(base)} == {finding.id for finding in gd.check(wrong)}


def test_several_explanations_are_all_listed() -> None:
    """Two cells of one row that are wrong in sum could also be two others, and all ways are listed, likeliest first."""
    report = gd.from_json(
        '{"spec": "cn/2021", "tables": {"disputes": {"count": {"review.upheld": 3, "review.corrected": 2,'
        ' "review.other": 1, "review.pending": 0, "review": 8}}}}'
    )
    location = gd.locate(report)
    found = [(suspect.cells[0].column, suspect.cells[0].suggested) for suspect in location]
    assert found == [
        ("review", 6),
        ("review.pending", 2),
        ("review.upheld", 5),
        ("review.corrected", 4),
        ("review.other", 3),
    ]
    assert location.explain("zh") == ("最少要改 1 格，有 5 种改法；只凭这份报告不能确定是哪一种，请与底账核对。")


def test_independent_errors_are_combined() -> None:
    """Errors in parts of the form without a common cell are told apart, and each listed set explains all of them."""
    right = filled(Random(5))
    new = FORM.index["applications", "new", "natural_person"]
    total = FORM.index["disputes", "count", "review"]
    location = gd.locate(with_numbers(right, {new: int(right.values[new] or 0) + 7, total: 4}))
    assert [component.least for component in location.components] == [1, 1]
    assert all(len(suspect.cells) == 2 for suspect in location)
    assert {new: right.values[new], total: 0} in [suggestions(suspect) for suspect in location]


def test_beyond_three_cells() -> None:
    """More than three wrong cells in one part are not listed: it is said how many there are at least."""
    right = filled(Random(6))
    columns = ["natural_person", "organisation.business", "organisation.research", "organisation.other", "total"]
    rows = ["outcome.granted", "outcome.refused.state_secret", "outcome.other.other", "carried_in", "new"]
    cells = [FORM.index["applications", row, column] for row, column in zip(rows, columns, strict=True)]
    location = gd.locate(with_numbers(right, {i: int(right.values[i] or 0) + 11 * n for n, i in enumerate(cells, 1)}))
    assert len(location) == 0
    assert location.least >= 4
    assert location.explain("en") == f"At least {location.least} cells are wrong; too many explanations to list."


def test_beyond_three_cells_where_something_is_blank() -> None:
    """How many cells are wrong at least is said as well as the search knows: sets of three have all been tried."""
    report, _ = spoiled(Random(1), filled(Random(1)), 5)
    location = gd.locate(report.replacing({("applications", "carried_out", "total"): BLANK}))
    assert (len(location), location.least) == (0, 4)


def test_of_too_many_ways_some_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that are put together from independent parts multiply: no more than a limit are listed, and it is said."""
    monkeypatch.setattr(locating, "MAX_LISTED", 2)
    right = filled(Random(5))
    new, total = FORM.index["applications", "new", "natural_person"], FORM.index["disputes", "count", "review"]
    location = gd.locate(with_numbers(right, {new: int(right.values[new] or 0) + 7, total: 4}))
    assert (len(location), location.is_complete) == (2, False)
    assert "2 of them are listed" in location.explain("en")


def test_where_rules_agree_within_their_tolerances_only_the_number_in_the_middle_is_proposed() -> None:
    """No number satisfies both exactly."""
    laws = "".join(
        f"\n  {key}: {{table: stock, each: columns, label: {{zh: 律}}, check: 'a == b + {more}'}}"
        for key, more in (("one", "1"), ("two", "1.06"))
    )
    values = "values:\n  amount: {kind: decimal, places: 2, tolerance: 0.05}"
    spec = minimal(value="amount", values=values, rules=f"rules:{laws}")
    report = numbers(spec, Decimal("30.00"), Decimal("9.00"), 0, 0)
    (cell,) = next(suspect.cells for suspect in gd.locate(report) if suspect.cells[0].row == "a")
    assert (cell.low, cell.suggested, cell.high) == (Decimal("10.01"), Decimal("10.03"), Decimal("10.05"))


def test_a_blank_is_no_error() -> None:
    """A blank may stand for any number, so it is never a suspect; a wrong figure beside it is."""
    report = filled(Random(7))
    silent = FORM.index["applications", "carried_out", "total"]
    wrong = FORM.index["applications", "new", "natural_person"]
    value = int(report.values[wrong] or 0)
    place = FORM.cells[silent]
    report = with_numbers(report, {wrong: value + 3})
    report = report.replacing({(place.table, place.row, place.column): None})
    (suspect,) = gd.locate(report)
    assert suggestions(suspect) == {wrong: value}


def test_blanks_that_no_number_can_fill() -> None:
    """A form in which no rule fails alone can still be impossible: then the figure in the way is a suspect."""
    text = (
        '{"spec": "cn/2021", "tables": {"disputes": {"count": {"review.upheld": 3, "review.corrected": null,'
        ' "review.other": null, "review.pending": 0, "review": 2}}}}'
    )
    location = gd.locate(gd.from_json(text))
    found = {suspect.cells[0].column: (suspect.cells[0].low, suspect.cells[0].high) for suspect in location}
    assert found == {"review": (3, None), "review.upheld": (0, 2)}
    assert "at least 3" in location[0].explain("en") + location[1].explain("en")


def test_a_negative_count() -> None:
    """A number below its minimum is wrong by itself; the sign is the likeliest slip."""
    location = gd.locate(gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": -1.25}}}}'))
    (suspect,) = location
    assert suspect.cells[0].suggested == Decimal("1.25")
    assert suspect.cells[0].slip == "sign"
    assert suspect.cells[0].low == 0


def test_a_tolerance_hides_no_slip() -> None:
    """Of all numbers that a tolerance allows, the one that a plain slip leads to is proposed, and comes first."""
    spec = minimal(value="amount", rules=rule("a == b - c"))
    location = gd.locate(numbers(spec, Decimal("20.00"), Decimal("25.00"), Decimal("-5.00"), 0))
    first = location[0].cells[0]
    assert (first.row, first.suggested, first.slip) == ("c", 5, "sign")
    assert (first.low, first.high) == (Decimal("4.99"), Decimal("5.01"))
    assert {s.cells[0].row: (s.cells[0].suggested, s.cells[0].slip) for s in location} == {
        "a": (30, "digit"),
        "b": (15, "digit"),
        "c": (5, "sign"),
    }
    assert "-5.00 should be from 4.99 to 5.01, likeliest 5 (the sign)" in location[0].explain("en")
    assert "应在 4.99 与 5.01 之间，最可能是 5（正负号）" in location[0].explain("zh")


def test_without_a_slip_the_exact_number_is_proposed() -> None:
    """Not the edge of what a tolerance allows."""
    spec = minimal(value="amount", rules=rule("a == b + c"))
    location = gd.locate(numbers(spec, Decimal("31.07"), Decimal("25.00"), Decimal("5.00"), 0))
    assert {s.cells[0].row: s.cells[0].suggested for s in location} == {
        "a": 30,
        "b": Decimal("26.07"),
        "c": Decimal("6.07"),
    }


@given(st.one_of(st.integers(-(10**6), 10**6), st.decimals(-(10**6), 10**6, places=2)))
def test_a_slip_is_told_from_either_figure(printed: int | Decimal) -> None:
    """What a slip leads to is another number of the same kind, and a slip leads back from it."""
    for number in slips_from(printed):
        assert number != printed
        assert type(number) is type(printed)
        assert printed in slips_from(number) or number == 0


@pytest.mark.parametrize("first", [Decimal("5.00"), Decimal(5), 5])
def test_slips_are_of_the_digits_that_are_printed(first: int | Decimal) -> None:
    """Whatever was asked before: 5.00 has a digit to mistype where 5 has none; a whole number leads to whole ones."""
    slips_from(first)
    assert slips_from(Decimal("5.00"))[Decimal(8)] == "digit"
    assert Decimal(8) not in slips_from(Decimal(5))
    assert {type(number) for number in slips_from(5)} == {int}


def test_a_mark_can_be_wrong() -> None:
    """A stroke stands for nothing to report; where the sum says otherwise, it is a suspect like a number."""
    text = (
        '{"spec": "cn/2021", "tables": {"disputes": {"count": {"review.upheld": {"mark": "/"}, "review.corrected": 0,'
        ' "review.other": 0, "review.pending": 0, "review": 2}}}}'
    )
    assert {s.cells[0].column: s.cells[0].suggested for s in gd.locate(gd.from_json(text))} == {
        "review": 0,
        "review.upheld": 2,
        "review.corrected": 2,
        "review.other": 2,
        "review.pending": 2,
    }


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        (12, 21, "swapped_digits"),
        (12, 17, "digit"),
        (12, 120, "missing_digit"),
        (3018, 318, "missing_digit"),
        (-5, 5, "sign"),
        (0, 3, "omitted"),
        (5, 100, "other"),
    ],
)
def test_slips(printed: int, right: int, slip: str) -> None:
    """How people mistype is told from the two figures."""
    report = with_numbers(filled(Random(8)), {})
    index = FORM.index["applications", "new", "natural_person"]
    from govdisclosure.localisation.slips import slips_of

    assert slips_of(with_numbers(report, {index: printed}), {index: right}) == {index: slip}


def test_neighbours_that_changed_places() -> None:
    """Two figures written into each other's cells are recognised, and rank before anything else of their size."""
    right = filled(Random(9))
    one, two = (FORM.index["applications", "new", c] for c in ("organisation.business", "organisation.research"))
    wrong = with_numbers(right, {one: int(right.values[two] or 0), two: int(right.values[one] or 0)})
    assert right.values[one] != right.values[two]
    first = gd.locate(wrong)[0]
    assert {cell.slip for cell in first.cells} == {"neighbours"}
    assert suggestions(first) == {one: right.values[one], two: right.values[two]}


def test_cells_of_different_tables_are_no_neighbours() -> None:
    """Figures that happen to be exchanged between two tables were not written into each other's cells."""
    from govdisclosure.localisation.slips import slips_of

    places = [("documents", "regulation", "issued"), ("disputes", "count", "review.corrected")]
    one, two = (FORM.index[place] for place in places)
    report = with_numbers(filled(Random(9)), {one: 20, two: 31})
    assert slips_of(report, {one: 31, two: 20}) == {one: "other", two: "other"}


def test_the_order_is_always_the_same() -> None:
    """Two searches over the same report give the same sets in the same order."""
    report, _ = spoiled(Random(10), filled(Random(10)), 2)
    assert [suggestions(s) for s in gd.locate(report)] == [suggestions(s) for s in gd.locate(report)]


def test_both_searches_agree() -> None:
    """The quick search for forms full of numbers and the careful one for all others list the same sets."""
    chance = Random(11)
    for number in range(30):
        report, _ = spoiled(chance, filled(chance), 1 + number % 3)
        numbers = numbers_of(report)
        for component in components_of(report):
            quick = smallest_sets(component, report, numbers)
            careful = locate_sets._careful([*component.systems(report)])
            assert (quick is None) == (careful is None)
            if quick and careful:
                assert quick.least == careful.least
                assert sorted(sorted(fits) for fits in quick.sets) == sorted(sorted(fits) for fits in careful.sets)


@pytest.mark.parametrize("trials", [0, 3])
def test_a_search_that_is_not_finished_says_so(trials: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where blanks and rules are too many, one sentence says that the search stopped, and nothing is listed."""
    monkeypatch.setattr(locate_sets, "MAX_TRIALS", trials)
    report, _ = spoiled(Random(12), filled(Random(12)), 2)
    place = FORM.cells[FORM.index["applications", "outcome.granted", "natural_person"]]
    location = gd.locate(report.replacing({(place.table, place.row, place.column): BLANK}))
    assert not location.is_complete
    assert len(location) == 0
    assert location.explain("en") == (
        "Too many blanks and rules for the search to finish: something is wrong, but not known where."
    )
    assert location.explain("zh") == "空白和规则太多，搜索没有完成：有误，但不能指出是哪几格。"


def test_what_was_found_before_the_search_stopped_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that were found are smallest ones; that there may be others is said."""
    report, _ = spoiled(Random(12), filled(Random(12)), 2)
    place = FORM.cells[FORM.index["applications", "outcome.granted", "natural_person"]]
    report = report.replacing({(place.table, place.row, place.column): BLANK})
    every = gd.locate(report)
    trials = 1
    while not (location := gd.locate(report)) or location.is_complete:
        monkeypatch.setattr(locate_sets, "MAX_TRIALS", trials)
        trials += 1
    assert 0 < len(location) <= len(every)
    assert {str(suggestions(suspect)) for suspect in location} <= {str(suggestions(suspect)) for suspect in every}
    assert "there may be other ways" in location.explain("en")


def test_a_guard_can_be_what_is_wrong() -> None:
    """Where a rule applies under a condition, changing the figure of the condition explains a failure too."""
    rules = """rules:
  cap:
    table: stock
    each: columns
    check: a <= 5
    when: b >= 1
    label: {zh: 上限, en: Cap}
"""
    form = gd.expand(minimal(rules=rules))
    report = gd.Report(form, tuple({"a": 9, "b": 1}.get(cell.row, 10) for cell in form.cells))
    found = {(suspect.cells[0].row, suspect.cells[0].suggested) for suspect in gd.locate(report)}
    assert found == {("a", 5), ("b", 0)}
    assert all(gd.check(suspect.corrected()).ok for suspect in gd.locate(report))


def test_words_name_the_cell_and_the_sum() -> None:
    """A suspect in words has the cell by its printed labels, both numbers, the slip and the arithmetic."""
    right = filled(Random(13))
    index = FORM.index["applications", "carried_out", "total"]
    value = int(right.values[index] or 0)
    (suspect,) = gd.locate(with_numbers(right, {index: 0}))
    assert f"0 应为 {value}" in suspect.explain("zh")
    assert "合计未随分项更新" in suspect.explain("zh")
    assert f"0 should be {value} (a total that was not updated)" in suspect.explain("en")
    assert f"Total {value} = " in suspect.explain("en")
    with using("en"):
        assert suspect.message == suspect.explain("en")


def test_check_lists_the_suspects() -> None:
    """The result of a check has the suspects in its data, as the contract says."""
    right = filled(Random(14))
    index = FORM.index["applications", "new", "natural_person"]
    value = int(right.values[index] or 0)
    data = gd.check(with_numbers(right, {index: value + 1})).to_data()
    cell = {"table": "applications", "row": "new", "column": "natural_person", "value": value + 1, "suggested": value}
    assert data["suspects"] == [{"cells": [cell]}]
    assert gd.check(right).to_data()["suspects"] == []


def test_a_derived_cell_stays_what_it_is() -> None:
    """A correction on paper changes only the cells of the set."""
    right = filled(Random(15))
    index = FORM.index["applications", "new", "natural_person"]
    noted = right.replacing({("fees", "fee", "amount"): Content("blank", note="未收费")})
    (suspect,) = gd.locate(with_numbers(noted, {index: int(right.values[index] or 0) + 1}))
    assert suspect.corrected().values == noted.values
    assert suspect.corrected()["fees"]["fee", "amount"].note == "未收费"
