"""A report checked: findings, counts, shared cells, the year before, and rules chosen by name."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.report.contents import ABSENT, Content
from govdisclosure.testing import reports
from tests.support.minimal import TOTAL_OF_THREE, minimal, numbers, rule
from tests.support.searching import some

CN2021 = gd.load_spec("cn/2021")
ZERO = gd.from_data(
    {
        "spec": "cn/2021",
        "organisation": "某局",
        "year": 2024,
        "tables": {
            key: {row.path: {column.path: 0 for column in table.columns.lines} for row in table.rows.lines}
            for key, table in gd.expand(CN2021).tables.items()
        },
    }
)
BETWEEN_YEARS = sum(relation.level == 2 for relation in ZERO.form.relations)
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def statuses(result: gd.CheckResult) -> list[tuple[str, str]]:
    """Return id and verdict of every finding."""
    return [(finding.id, finding.status) for finding in result]


def test_a_form_of_zeros_passes() -> None:
    """Where nothing happened, every figure is 0 and every rule holds."""
    result = gd.check(ZERO)
    assert (len(result), result.ok) == (0, True)
    assert dict(result.counts) == {"pass": 42, "fail": 0, "undecided": 0, "not_applicable": BETWEEN_YEARS}
    assert result.problems == ()


def test_one_wrong_figure_trips_its_row_and_its_column() -> None:
    """A figure of its own accord breaks the balance of its column and the total of its row, and nothing else."""
    result = gd.check(ZERO.replacing({("applications", "carried_out", "natural_person"): 1}))
    assert statuses(result) == [
        ("applications/columns:total[carried_out]", "fail"),
        ("applications/balance[natural_person]", "fail"),
    ]
    assert [(f.left, f.right, f.difference) for f in result] == [(0, 1, -1), (0, 1, -1)]
    assert not result.ok
    assert dict(result.counts) == {"pass": 40, "fail": 2, "undecided": 0, "not_applicable": BETWEEN_YEARS}


def test_findings_that_share_a_cell_say_so() -> None:
    """Of two rules broken by one figure, each names the other and the cell."""
    result = gd.check(ZERO.replacing({("applications", "carried_out", "natural_person"): 1}))
    first, second = result
    index = result.report.form.index["applications", "carried_out", "natural_person"]
    assert [(shared.index, shared.others) for shared in first.shared] == [(index, (second.id,))]
    assert [(shared.index, shared.others) for shared in second.shared] == [(index, (first.id,))]


def test_findings_that_share_nothing() -> None:
    """Two figures in different corners of the form have nothing to do with each other."""
    result = gd.check(
        ZERO.replacing({("disputes", "count", "review"): 1, ("disputes", "count", "litigation.direct"): 1})
    )
    assert [finding.shared for finding in result] == [(), ()]


def test_an_undecided_finding_shares_nothing() -> None:
    """What is undecided is no failure, and is not counted among those that share a cell."""
    result = gd.check(
        ZERO.replacing({("applications", "new", "natural_person"): None, ("applications", "new", "total"): 1})
    )
    assert statuses(result) == [
        ("applications/columns:total[new]", "undecided"),
        ("applications/balance[natural_person]", "undecided"),
        ("applications/balance[total]", "fail"),
    ]
    assert [finding.shared for finding in result] == [(), (), ()]


def test_a_negative_count_is_a_finding() -> None:
    """A count below zero is reported as it was published, and found."""
    result = gd.check(ZERO.replacing({("licensing", "licence", "decisions"): -3}))
    (finding,) = result
    assert (finding.id, finding.left, finding.right) == ("licensing/cells:min[licence, decisions]", -3, 0)
    assert result.counts["fail"] == 1
    assert result.counts["pass"] == 42


def test_blanks_leave_rules_undecided() -> None:
    """A total left blank leaves its two rules open, and is no error."""
    result = gd.check(ZERO.replacing({("applications", "carried_out", "total"): None}))
    assert statuses(result) == [
        ("applications/columns:total[carried_out]", "undecided"),
        ("applications/balance[total]", "undecided"),
    ]
    assert [(f.left, f.right, f.difference) for f in result] == [(None, 0, None), (0, None, None)]
    assert result.ok


def test_a_blank_that_can_only_be_wrong() -> None:
    """Parts that are more than their total fail although one of them is blank."""
    changes: dict[tuple[str, str, str], int | None] = {
        ("disputes", "count", "review.upheld"): 5,
        ("disputes", "count", "review.pending"): None,
        ("disputes", "count", "review"): 3,
    }
    (finding,) = gd.check(ZERO.replacing(changes))
    assert (finding.status, finding.left, finding.right, finding.difference) == ("fail", 3, None, None)


def test_a_rule_without_a_drawn_cell_does_not_apply() -> None:
    """A table that is not in the document breaks no rule, and one drawn cell is enough for a rule to apply."""
    empty = gd.from_data({"spec": "cn/2021"})
    assert dict(gd.check(empty).counts) == {
        "pass": 0,
        "fail": 0,
        "undecided": 0,
        "not_applicable": 42 + BETWEEN_YEARS,
    }
    one = empty.replacing({("disputes", "count", "review"): 0})
    assert statuses(gd.check(one)) == [("disputes/columns:review[count]", "undecided")]


def test_the_findings_of_a_result() -> None:
    """A result is the sequence of its findings, and knows the gravest of them."""
    spec = minimal(rules=rule("a == b", ", severity: warning"))
    result = gd.check(numbers(spec, 1, 2, 0, 0))
    assert [finding.severity for finding in result] == ["warning"]
    assert (len(result), result.ok) == (1, True)
    assert [result.fails_at(severity) for severity in ("info", "warning", "error")] == [True, True, False]
    (finding,) = result
    assert (finding.rule, finding.instance, finding.level, finding.source) == ("stock/law", "n", 1, "文号")
    assert [(cell.ref.row, cell.value) for cell in finding.cells] == [("a", 1), ("b", 2)]


def test_a_result_as_data() -> None:
    """The data of a result has what the command line prints as JSON."""
    report = ZERO.replacing({("disputes", "count", "review"): 1, ("fees", "fee", "amount"): None})
    data = gd.check(report).to_data()
    assert (data["spec"], data["organisation"], data["year"]) == ("cn/2021", "某局", 2024)
    assert data["counts"] == {"pass": 41, "fail": 1, "undecided": 0, "not_applicable": BETWEEN_YEARS}
    assert [problem["code"] for problem in data["problems"]] == ["incomplete_row"]
    (finding,) = data["findings"]
    assert len(finding.pop("fingerprint")) == 16
    assert finding.pop("message").startswith("[error] disputes/columns:review[count]")
    assert finding == {
        "rule": "disputes/columns:review",
        "instance": "count",
        "status": "fail",
        "severity": "error",
        "left": 1,
        "right": 0,
        "difference": 1,
        "source": "国办公开办函〔2021〕30号",
        "cells": [{"table": "disputes", "row": "count", "column": "review", "value": 1}]
        + [
            {"table": "disputes", "row": "count", "column": f"review.{column}", "value": 0}
            for column in ("upheld", "corrected", "other", "pending")
        ],
    }


def test_cells_without_a_number_say_what_they_are() -> None:
    """In the data of a finding a cell without a number has its state."""
    (finding,) = gd.check(numbers(minimal(rules=rule("a == b")), 1, None, 0, 0))
    assert finding.to_data()["cells"] == [
        {"table": "stock", "row": "a", "column": "n", "value": 1},
        {"table": "stock", "row": "b", "column": "n", "value": None, "state": "blank"},
    ]


@given(st.data())
def test_fingerprints(data: st.DataObject) -> None:
    """A finding keeps its fingerprint as long as what was judged is the same, and no longer."""
    place = ("applications", "new", "natural_person")
    one, other = data.draw(st.lists(st.integers(1, 50), min_size=2, max_size=2, unique=True))
    (_, first) = gd.check(ZERO.replacing({place: one}))
    (_, again) = gd.check(ZERO.replacing({place: one, ("licensing", "licence", "decisions"): 7}))
    (_, changed) = gd.check(ZERO.replacing({place: other}))
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != changed.fingerprint


# the year before -----------------------------------------------------------------------------------------------------

YEARS = minimal(rules=rule("a == prior.b", ", severity: warning"))


def yearly(year: int | None, *cells: object, organisation: str | None = "甲局", spec: gd.Spec = YEARS) -> gd.Report:
    """Return a report of some year."""
    from attrs import evolve

    return evolve(numbers(spec, *cells), year=year, organisation=organisation)


def test_rules_between_years() -> None:
    """What was carried over last year is what comes in this year; without last year nothing is said."""
    this, before = yearly(2024, 5, 0, 0, 0), yearly(2023, 0, 4, 0, 0)
    assert dict(gd.check(this).counts) == {"pass": 0, "fail": 0, "undecided": 0, "not_applicable": 1}
    (finding,) = gd.check(this, before)
    assert (finding.id, finding.status, finding.difference, finding.level) == ("stock/law[n]", "fail", 1, 2)
    assert [(str(cell.ref), cell.value) for cell in finding.cells] == [("stock[a, n]", 5), ("prior.stock[b, n]", 4)]
    assert finding.to_data()["cells"][1]["of"] == "prior"
    assert list(gd.check(this, yearly(2023, 0, 5, 0, 0))) == []


def test_a_year_before_without_the_cell() -> None:
    """A rule between years needs a drawn cell of either year; a blank leaves it undecided."""
    this = yearly(2024, 5, 0, 0, 0)
    blank = yearly(2023, 0, None, 0, 0)
    absent = blank.replacing({("stock", "b", "n"): ABSENT})
    assert [finding.status for finding in gd.check(this, blank)] == ["undecided"]
    assert gd.check(this, absent).counts["not_applicable"] == 1
    gone = this.replacing({("stock", "a", "n"): ABSENT})
    assert gd.check(gone, blank).counts["not_applicable"] == 1


def test_open_rows_of_the_year_before() -> None:
    """The year before may name other rows; a rule compares those that both years have."""
    rows = "{nodes: {shop: {label: {zh: 店}, open: text, total_label: {zh: 计}}}}"
    law = "rules:\n  law: {table: stock, each: rows, label: {zh: 律}, check: n >= prior.n}"
    spec = minimal(rows=rows, rules=law)

    def shops(**shops: int) -> gd.Report:
        cells = {f"shop.{name}": {"n": number} for name, number in shops.items()}
        return gd.from_data({"tables": {"stock": cells | {"shop": {"n": sum(shops.values())}}}}, spec=spec)

    result = gd.check(shops(east=3, north=1), shops(west=5, east=4))
    assert statuses(result) == [("stock/law[shop.east]", "fail"), ("stock/law[shop]", "fail")]
    assert result.counts["not_applicable"] == 1


@pytest.mark.parametrize(
    ("prior", "message"),
    [
        (yearly(2022, 0, 0, 0, 0), "it is for 2022, not for 2023"),
        (yearly(2024, 0, 0, 0, 0), "it is for 2024, not for 2023"),
        (yearly(2023, 0, 0, 0, 0, organisation="乙局"), "it is of 乙局, not of 甲局"),
        (ZERO, "it is in the format cn/2021, not test/2024"),
    ],
)
def test_a_report_that_cannot_be_the_year_before(prior: gd.Report, message: str) -> None:
    """The year before is the same organisation's, one year earlier, in the same format."""
    with pytest.raises(gd.UsageError, match=f"the prior report cannot be used: {message}"):
        gd.check(yearly(2024, 0, 0, 0, 0), prior)


def test_a_year_before_that_does_not_say_what_it_is() -> None:
    """What a report does not say about itself cannot be wrong."""
    assert len(gd.check(yearly(2024, 5, 0, 0, 0), yearly(None, 0, 4, 0, 0, organisation=None))) == 1
    assert len(gd.check(yearly(None, 5, 0, 0, 0, organisation=None), yearly(2023, 0, 4, 0, 0))) == 1


# rules chosen by name ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "passed"),
    [
        (["applications/balance"], [], 7),
        (["applications/balance[natural_person]"], [], 1),
        (["applications/*"], [], 39),
        (["*:total*"], [], 25),
        ([], ["applications/*"], 3),
        (["applications/*"], ["*balance*", "applications/rows:outcome[total]"], 31),
        (["disputes/columns:review", "applications/balance"], [], 8),
    ],
)
def test_rules_by_name(select: list[str], ignore: list[str], passed: int) -> None:
    """Rules or instances of rules are kept or left out by name, and a star stands for anything."""
    assert gd.check(ZERO, select=select, ignore=ignore).counts["pass"] == passed


def test_bounds_by_name() -> None:
    """A lower bound can be chosen like any rule."""
    report = ZERO.replacing({("licensing", "licence", "decisions"): -3})
    assert len(gd.check(report, select=["licensing/cells:min"])) == 1
    assert len(gd.check(report, ignore=["licensing/cells:min[licence, decisions]"])) == 0


def test_a_name_that_matches_no_rule() -> None:
    """A typo in the name of a rule is an error, and never a silent pass."""
    with pytest.raises(gd.UsageError, match=r"no rule applications/balence; did you mean applications/balance\?"):
        gd.check(ZERO, select=["applications/balence"])
    with pytest.raises(gd.UsageError, match=r"the format cn/2021 has no rule \[n\]"):
        gd.check(ZERO, ignore=["[n]"])


# real reports --------------------------------------------------------------------------------------------------------


def published(name: str) -> gd.Report:
    """Return a published report that stands beside the checkout, where it does."""
    path = CORPUS / name
    if not path.is_file():
        pytest.skip(f"the published report {name} is not beside this checkout")
    return gd.from_json(path.read_bytes())


@pytest.mark.parametrize("name", ["huaian_city_2024.json", "suqian_city_2023.json", "suqian_city_2024.json"])
def test_published_reports_that_are_right(name: str) -> None:
    """Reports of whole cities, published in good order, satisfy all 42 equalities."""
    result = gd.check(published(name))
    assert (list(result), result.counts["pass"]) == ([], 42)


def test_a_published_report_with_one_total_left_blank() -> None:
    """One blank total leaves two rules undecided, and fails none."""
    result = gd.check(published("shanghai_scitech_2024.json"))
    assert [status for _, status in statuses(result)] == ["undecided", "undecided"]


def test_a_published_report_with_most_cells_left_blank() -> None:
    """Blanks are never read as zeros: nothing fails, every row with blanks is named once."""
    report = published("shuyang_drc_2023.json")
    result = gd.check(report)
    assert result.counts["fail"] == 0
    rows = [(problem.table, problem.row) for problem in result.problems if problem.code == "incomplete_row"]
    blank = {(cell.ref.table, cell.ref.row) for cell in report.cells() if cell.state == "blank"}
    assert len(rows) == len(set(rows))
    assert set(rows) == blank
    assert sum(cell.state == "blank" for cell in report.cells()) == 125


def test_two_published_years() -> None:
    """One year can be checked against the year before, and not the other way round."""
    before, this = published("suqian_city_2023.json"), published("suqian_city_2024.json")
    assert list(gd.check(this, before)) == []
    with pytest.raises(gd.UsageError, match="is for 2024, not for 2022"):
        gd.check(before, this)


# the same bytes ------------------------------------------------------------------------------------------------------

PROGRAM = """
import sys
import govdisclosure as gd
from govdisclosure.report.jsontext import write_json
report = gd.from_json(sys.stdin.buffer.read())
print(gd.dump_spec(report.spec) + gd.to_json(report) + write_json(gd.check(report).to_data(), ascii_only=True))
"""


def test_two_runs_give_identical_bytes() -> None:
    """Neither the order of hashes nor the run decides anything that is written."""
    report = some(reports(CN2021, complete=False), lambda report: report.contents and report.sections)
    text = gd.to_json(report.replacing({("disputes", "count", "review"): 10**9})).encode()
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=text,
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(gd.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(runs[0]) > 10_000
    assert runs[0] == runs[1]


def test_amounts_are_added_without_rounding() -> None:
    """Amounts of eighteen digits before and after the point add up exactly, or fail by the last of them."""
    spec = minimal(rows=TOTAL_OF_THREE, values="values:\n  count: {kind: decimal}")
    parts = [Decimal("100000000000000000.000000000000000001")] * 3
    exact = Decimal("300000000000000000.000000000000000003")
    assert list(gd.check(numbers(spec, *parts, exact))) == []
    (finding,) = gd.check(numbers(spec, *parts, Decimal("300000000000000000.000000000000000004")))
    assert finding.difference == Decimal("1e-18")
    assert finding.right == exact


def test_a_note_does_not_change_a_verdict() -> None:
    """A figure with a remark beside it is the same figure."""
    report = ZERO.replacing({("disputes", "count", "review"): Content("blank", note="未统计")})
    assert [finding.status for finding in gd.check(report)] == ["undecided"]
