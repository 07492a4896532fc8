"""What a report does not say, and what its form would not expect: problems, and never findings."""

from decimal import Decimal

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure import codes
from govdisclosure.language import using
from govdisclosure.report import Problem
from govdisclosure.report.contents import ABSENT
from govdisclosure.report.gaps import year_outside
from tests.support.minimal import COLUMNS, minimal, numbers

CN2021 = gd.load_spec("cn/2021")


def problems(report: gd.Report) -> list[tuple[str, str]]:
    """Return code and message of what a check notes besides its findings."""
    return [(problem.code, problem.message) for problem in gd.check(report).problems]


def test_a_full_report_has_no_problems() -> None:
    """Numbers and marks are answers; there is nothing to complain about."""
    assert problems(numbers(minimal(), 1, 0, {"mark": "/"}, {"mark": "<9"})) == []


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (None, "'甲': the whole row is blank; where there is nothing to report, write 0"),
        ({"unreadable": "1 2"}, "'甲': the whole row is unreadable; see what is printed there"),
    ],
)
def test_a_row_that_says_nothing(cell: object, message: str) -> None:
    """A row of one blank or unreadable cell is one problem."""
    assert problems(numbers(minimal(), cell, 0, 0, 0)) == [("incomplete_row", message)]


def test_a_missing_row() -> None:
    """A row that is not in the document is a problem, and a table without any row is one problem for all."""
    report = numbers(minimal(), 1, 2, 3, 4)
    gone = report.replacing({("stock", "a", "n"): ABSENT})
    assert problems(gone) == [
        ("incomplete_row", "'甲': the whole row is missing; where there is nothing to report, write 0")
    ]
    empty = gd.from_data({}, spec=minimal())
    assert problems(empty) == [("missing_table", "this table was not found: 数据")]
    assert [problem.severity for problem in gd.check(empty).problems] == ["warning"]


def test_a_row_with_several_gaps_is_one_problem() -> None:
    """What is blank, what is missing and what cannot be read are told apart within one row."""
    columns = "{nodes: {x: {label: {zh: 一}}, y: {label: {zh: 二}}, z: {label: {zh: 三}}, n: {label: {zh: 四}}}}"
    spec = minimal(rows="{nodes: {a: {label: {zh: 甲}}}}", columns=columns)
    data = {"tables": {"stock": {"a": {"x": None, "z": {"unreadable": "?"}, "n": 5}}}}
    report = gd.from_data(data, spec=spec)
    assert problems(report) == [
        (
            "incomplete_row",
            "'甲': 1 blank (一); 1 missing (二); 1 unreadable (三); see what is printed there",
        )
    ]
    with using("zh"):
        assert problems(report) == [
            ("incomplete_row", "“甲”：1 格空白（一），1 格缺失（二），1 格无法辨认（三）。请对照原件。")
        ]
    (problem,) = gd.check(report).problems
    assert (problem.severity, problem.table, problem.row) == ("warning", "stock", "a")


def test_a_row_without_a_label_is_called_by_its_table() -> None:
    """A lone row has no name of its own."""
    spec = minimal(rows="{nodes: {figure: }}")
    assert problems(numbers(spec, None))[0][1].startswith("'数据': the whole row is blank")


def test_a_blank_that_means_zero() -> None:
    """Where the form says that a blank means zero, a blank is an answer, and a missing cell is not."""
    values = "values:\n  count: {kind: integer, min: 0, blank: zero}"
    spec = minimal(values=values)
    report = numbers(spec, None, 0, 0, 0)
    assert problems(report) == []
    assert len(problems(report.replacing({("stock", "a", "n"): ABSENT}))) == 1


def test_void_cells_are_not_missed() -> None:
    """Cells that the form does not have cannot be missing."""
    from tests.support.minimal import minimal_text

    text = minimal_text(columns=COLUMNS.replace("n:", "m: {label: {zh: 又}}, n:"))
    text = text.replace("value: count", "value: count\n    void: [{row: a, column: m}]")
    rows = {"a": {"n": 1}} | {row: {"m": 1, "n": 1} for row in "bcd"}
    report = gd.from_data({"tables": {"stock": rows}}, spec=gd.load_text(text))
    assert problems(report) == []
    rows["a"] = {"n": None}  # type: ignore[dict-item]
    report = gd.from_data({"tables": {"stock": rows}}, spec=gd.load_text(text))
    assert problems(report)[0][1].startswith("'甲': the whole row is blank")


@pytest.mark.parametrize(("year", "count"), [(2020, 1), (2021, 0), (2024, 0), (None, 0)])
def test_a_year_outside_those_of_the_format(year: int | None, count: int) -> None:
    """A report for a year that its format is not for is a problem."""
    report = evolve(numbers(minimal(), 1, 2, 3, 4), year=year)
    spec = evolve(minimal(), for_years=CN2021.for_years)
    found = problems(evolve(report, form=gd.expand(spec)))
    assert len(found) == count
    if found:
        assert found == [("year_outside", "a report for 2020 in the format test/2024, which is for 2021..")]


def test_what_a_reader_said_of_the_year_is_not_said_again() -> None:
    """A report that was read from a document says itself that its year is outside, once, also after its JSON."""
    report = evolve(numbers(minimal(), 1, 2, 3, 4), year=2020)
    spec = evolve(minimal(), for_years=CN2021.for_years)
    said = tuple(year_outside(evolve(report, form=gd.expand(spec))))
    assert len(said) == 1
    assert problems(evolve(report, form=gd.expand(spec), problems=said)) == [(said[0].code, said[0].message)]


def test_a_format_that_is_not_official() -> None:
    """A report in a draft is told that not all of it rests on an official text."""
    spec = evolve(minimal(), status="draft")
    report = numbers(spec, 1, 2, 3, 4)
    assert problems(report) == [
        ("spec_status", "the format test/2024 is draft: not all of it rests on an official text")
    ]
    assert gd.check(report).problems[0].severity == "info"


@pytest.mark.parametrize(("amount", "fine"), [("0.10", True), ("5", True), ("0.100", False), ("1E-3", False)])
def test_too_many_decimal_places(amount: str, fine: bool) -> None:  # noqa: FBT001 - what is expected
    """A figure with more places than the form asks for is kept, and noted."""
    report = numbers(minimal(value="amount"), Decimal(amount), 0, 0, 0)
    found = gd.check(report).problems
    assert (not found) is fine
    if found:
        (problem,) = found
        assert (problem.code, problem.severity, problem.row, problem.column) == ("too_precise", "warning", "a", "n")
        assert problem.message == f"'甲 / 数量': {Decimal(amount):f} has more than 2 decimal places"
    assert report["stock"]["a", "n"].value == Decimal(amount)


def test_the_problems_of_the_reader_come_first() -> None:
    """What was noted while reading is part of the result."""
    noted = gd.Problem("c", "info", "m")
    report = evolve(numbers(minimal(), 1, None, 3, 4), problems=(noted,))
    assert [problem.code for problem in gd.check(report).problems] == ["c", "incomplete_row"]
    clean = evolve(numbers(minimal(), 1, 2, 3, 4), problems=(noted,))
    assert gd.check(clean).problems == (noted,)


def test_one_cause_is_said_once() -> None:
    """What a reader said of a cell that it did not find or understand is not said again, nor is 0 advised there."""
    spec = minimal(columns="{nodes: {x: {label: {zh: 一}}, y: {label: {zh: 二}}}}")
    data = {"tables": {"stock": {"a": {"x": {"unreadable": "1 2"}, "y": None}, "b": {"x": 1, "y": 2}}}}
    report = gd.from_data(data, spec=spec)
    assert len(problems(report)) == 3
    of_cell = gd.Problem("unreadable", "warning", "1 2", "stock", "a", "x")
    of_table = gd.Problem("missing_cells", "warning", "c, d", "stock")
    known = evolve(report, problems=(of_cell, of_table))
    assert problems(known)[2:] == [("incomplete_row", "'甲': 1 blank (二); where there is nothing to report, write 0")]


@pytest.mark.parametrize(("kind", "advice"), [("count", "where there is nothing to report, write 0"), ("word", "fill")])
def test_what_to_do_about_blanks(kind: str, advice: str) -> None:
    """Zero is an answer where some cell of a row takes a number; a row of words is to be filled in."""
    columns = f"{{nodes: {{x: {{label: {{zh: 一}}, value: word}}, n: {{label: {{zh: 二}}, value: {kind}}}}}}}"
    spec = minimal(rows="{nodes: {a: {label: {zh: 甲}}}}", columns=columns)
    ((_, message),) = problems(gd.from_data({"tables": {"stock": {"a": {"x": None, "n": None}}}}, spec=spec))
    assert f"the whole row is blank; {advice}" in message


def test_what_a_reader_said_of_one_table_says_nothing_of_another() -> None:
    """Each table that is missing is one problem, whoever says it."""
    said = Problem.of(codes.MISSING_TABLE, "not there", "documents")
    found = gd.check(evolve(gd.from_data({"spec": "cn/2021", "tables": {}}), problems=(said,))).problems
    missing = [str(problem.table) for problem in found if problem.code == "missing_table"]
    assert sorted(missing) == sorted(table.key for table in CN2021.tables)


def test_cells_of_which_the_sum_is_known_are_not_missed() -> None:
    """Where a document prints only what rows are together, no part is blank."""
    report = numbers(minimal(), None, None, None, 3)
    together = evolve(report, subtotals={(0, 1): 5})
    assert [message.partition(":")[0] for _, message in problems(together)] == ["'丙'"]


def test_a_remark_says_where_its_cells_stand() -> None:
    """The place is that of the first cell that says nothing, and too many decimal places have one as well."""
    report = evolve(numbers(minimal(), None, 2, 3, 4), sources={0: "line 7, field 2 /html/body", 1: "line 8"})
    (problem,) = gd.check(report).problems
    assert problem.place == "line 7, field 2"
