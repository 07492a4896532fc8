"""What follows from the figures that are there, and nothing else."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.report.contents import BLANK
from govdisclosure.testing import reports
from tests.support.filled import FORM, SPEC, filled
from tests.support.made_up import made_up
from tests.support.minimal import numbers
from tests.support.ruled import form_of

WRITTEN = Path(__file__).parents[1] / "data" / "written"


def blanked(report: gd.Report, cells: list[tuple[str, str]]) -> gd.Report:
    """Return a copy of section three with blanks in some cells."""
    return report.replacing({("applications", row, column): BLANK for row, column in cells})


def found(report: gd.Report) -> dict[tuple[str, str], object]:
    """Return what follows, by row and column."""
    return {(cell.row, cell.column): cell.value for cell in gd.fill(report)}


def test_a_single_blank_in_a_sum() -> None:
    """The one blank of a sum is the rest, with the sum as its derivation."""
    right = filled(Random(1))
    hidden = right["applications"]["outcome.granted", "natural_person"].value
    filling = gd.fill(blanked(right, [("outcome.granted", "natural_person")]))
    (cell,) = filling
    assert cell.value == hidden
    assert f"只能是 {hidden}：" in cell.explain("zh")
    assert "can only be" in cell.explain("en")
    assert filling.report["applications"]["outcome.granted", "natural_person"].origin == "derived"


def test_totals_of_a_half_filled_form() -> None:
    """All totals of a form whose parts are filled in follow, those of totals too."""
    right = filled(Random(2))
    rows = [line.path for line in FORM.tables["applications"].rows.lines]
    columns = [line.path for line in FORM.tables["applications"].columns.lines]
    totals = [(row, "total") for row in rows] + [("outcome", column) for column in columns[:-1]]
    filling = gd.fill(blanked(right, totals))
    assert filling.report.values == right.values
    assert len(filling) == len(totals)


def test_zeros_forced_by_a_zero_total() -> None:
    """Where a total is zero, its blank parts can only be zero."""
    text = '{"spec": "cn/2021", "tables": {"disputes": {"count": {"review.upheld": null, "review.corrected": null,'
    report = gd.from_json(text + '"review.other": 0, "review.pending": null, "review": 0}}}}')
    assert set(found(report).values()) == {0}
    assert len(found(report)) == 3


def test_what_takes_several_rules() -> None:
    """A blank that no rule settles alone, but two together do, is filled, and its derivation names both."""
    right = filled(Random(3))
    table = right["applications"]
    cells = [("outcome.granted", "natural_person"), ("outcome.granted", "organisation.business")]
    report = blanked(right, cells)
    assert found(report) == {(row, column): table[row, column].value for row, column in cells}


def test_what_follows_step_by_step_names_one_rule_each() -> None:
    """In whatever order the rules stand: what the second one tells is then known to the first."""
    filling = gd.fill(numbers(form_of("a == b + c", "b == d").spec, None, None, 3, 4))
    assert [(cell.value, [relation.rule for relation in cell.relations]) for cell in filling] == [
        (7, ["stock/r0"]),
        (4, ["stock/r1"]),
    ]


def test_a_zero_that_is_known_contradicts_nothing() -> None:
    """It is a number like any other, and what it is added to equals the sum."""
    filling = gd.fill(numbers(form_of("a + b == c", "b == c").spec, 0, None, None, 0))
    assert (len(filling), filling.contradictions) == (0, ())


def test_nothing_that_could_be_two_things() -> None:
    """Four blanks at the corners of a rectangle could hold many numbers: none is filled."""
    rows, columns = ("outcome.granted", "outcome.partly_granted"), ("natural_person", "organisation.business")
    right = filled(Random(4))
    ones = right.replacing({("applications", row, column): 1 for row in rows for column in columns})
    fixed = gd.fill(blanked(ones, [(row, "total") for row in rows] + [("outcome", column) for column in columns]))
    report = blanked(fixed.report, [(row, column) for row in rows for column in columns])
    assert not set(found(report)) & {(row, column) for row in rows for column in columns}


def test_contradictions_are_said_and_nothing_is_filled_there() -> None:
    """A part whose figures break a rule is left alone, with the rule named in both languages."""
    text = '{"spec": "cn/2021", "tables": {"disputes": {"count": {"review.upheld": 3, "review.corrected": null,'
    report = gd.from_json(text + '"review.other": 0, "review.pending": 0, "review": 2}}}}')
    filling = gd.fill(report)
    assert len(filling) == 0
    (contradiction,) = filling.contradictions
    assert [relation.id for relation in contradiction.relations] == ["disputes/columns:review[count]"]
    assert "不成立" in contradiction.explain("zh")
    assert "does not hold" in contradiction.explain("en")


def test_rules_that_exclude_each_other() -> None:
    """Blanks that satisfy each rule alone but not all together are a contradiction of these rules."""
    right = filled(Random(5))
    cells = [("outcome.granted", "natural_person"), ("outcome.partly_granted", "natural_person")]
    report = blanked(right, cells)
    total = report["applications"]["outcome.granted", "total"].value
    assert isinstance(total, int)
    wrong = report.replacing({("applications", "outcome.granted", "total"): total + 50_000})
    filling = gd.fill(wrong)
    assert filling.contradictions
    assert not [cell for cell in filling if cell.table == "applications"]


def test_the_blank_total_of_a_printed_report() -> None:
    """In a published report the total of the last row was left blank: two rules are undecided, and 1 follows."""
    report = gd.from_json((WRITTEN / "blank-total.json").read_text(encoding="utf-8"))
    assert gd.check(report).counts["undecided"] == 2
    assert found(report) == {("carried_out", "total"): 1}


@given(st.one_of(made_up(), st.just(SPEC)).flatmap(reports), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_what_is_filled_is_the_truth(report: gd.Report, chance: Random) -> None:
    """Cells blanked in a balanced report come back as they were or not at all, and never contradict each other."""
    # Where a blank means zero, a blank is a figure like any other.
    numeric = [i for i, value in enumerate(report.form.values) if value.numeric and value.blank == "missing"]
    chosen = chance.sample(numeric, min(len(numeric), chance.randint(0, 8)))
    cells = [report.form.cells[index] for index in chosen]
    places = [(cell.table, cell.row, cell.column) for cell in cells]
    filling = gd.fill(report.replacing(dict.fromkeys(places)))
    assert not filling.contradictions
    for cell in filling:
        assert cell.value == report.values[cell.index]


@given(reports(SPEC, complete=False))
@settings(max_examples=30)
def test_the_report_stays_what_it_is(report: gd.Report) -> None:
    """Filling changes nothing but cells without a number, in a copy."""
    before = gd.to_json(report)
    filling = gd.fill(report)
    assert gd.to_json(report) == before
    changed = {index for index, value in enumerate(filling.report.values) if value != report.values[index]}
    assert changed == {cell.index for cell in filling}
    assert all(report.values[index] is None for index in changed)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`fill` says what follows, and writes it only where the caller asked."""
    source = WRITTEN / "blank-total.json"
    assert run(["fill", str(source), "--lang", "zh"]) == 0
    assert "只能是 1" in capsys.readouterr().out
    assert run(["fill", str(source), "--format", "json"]) == 0
    (cell,) = json.loads(capsys.readouterr().out)["cells"]
    assert (cell["row"], cell["column"], cell["value"]) == ("carried_out", "total", 1)
    out = tmp_path / "filled.json"
    assert run(["fill", str(source), "-o", str(out)]) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["tables"]["applications"]["carried_out"]["total"] == {"value": 1, "origin": "derived"}
    assert gd.check(gd.from_json(out.read_text(encoding="utf-8"))).counts["pass"] == 42
