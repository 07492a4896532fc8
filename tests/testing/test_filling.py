"""Drawn reports: what the strategies promise about them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.report import Report, number_fault
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import Broken, broken_reports, reports
from govdisclosure.testing.sentences import said_numbers
from tests.support.made_up import made_up
from tests.support.minimal import TOTAL_OF_THREE, minimal
from tests.support.searching import some

CN2021 = gd.load_spec("cn/2021")
SPECS = st.one_of(made_up(), st.sampled_from(gd.spec_ids()).map(find_spec))


@given(SPECS.flatmap(reports))
def test_a_complete_report_has_a_number_or_a_text_in_every_cell(report: Report) -> None:
    """Nothing is blank, and every number fits its cell: whole where it counts, with no more places than it may have."""
    assert len(report.values) == len(report.form.cells)
    for index, value in enumerate(report.form.values):
        number, state = report.values[index], report.content(index).state
        assert state == ("number" if value.numeric else "text")
        if number is not None:
            assert isinstance(number, int if value.kind == "integer" else Decimal)
            assert number_fault(number, value) is None
            assert value.places is None or -Decimal(number).as_tuple().exponent <= value.places  # type: ignore[operator]


@given(st.data())
def test_the_truth_about_a_broken_report(data: st.DataObject) -> None:
    """As many cells as asked for are changed, each to another number, and everything else is as it was."""
    spec = data.draw(st.sampled_from(gd.spec_ids()).map(find_spec))
    count = data.draw(st.integers(0, 5))
    broken: Broken = data.draw(broken_reports(spec, cells=count))
    assert len(broken.changes) == count
    for (table, row, column), (right, wrong) in broken.changes.items():
        assert broken.original[table][row, column].value == right
        assert broken.report[table][row, column].value == wrong
        assert right != wrong
    back = {place: right for place, (right, _) in broken.changes.items()}
    assert broken.report.replacing(back) == broken.original


def test_more_wrong_cells_than_there_are() -> None:
    """Asking for more wrong cells than a form has is the caller's mistake, and one sentence says so."""
    with pytest.raises(gd.UsageError, match="test/2024 has only 4 cells of numbers: 5 cannot be changed"):
        some(broken_reports(minimal(), cells=5))


@pytest.mark.parametrize("state", ["number", "blank", "mark", "unreadable", "absent"])
def test_an_incomplete_report_may_hold_every_state(state: str) -> None:
    """Each state that a cell may be in occurs among the reports drawn."""
    some(reports(CN2021, complete=False), lambda report: any(cell.state == state for cell in report.cells()))


@pytest.mark.parametrize("part", ["organisation", "year", "sections", "problems"])
def test_an_incomplete_report_may_hold_every_part(part: str) -> None:
    """What stands around the tables occurs among the reports drawn."""
    some(reports(CN2021, complete=False), lambda report: bool(getattr(report, part)))


def test_an_incomplete_report_may_be_wrong() -> None:
    """A report drawn with `complete=False` need not satisfy its rules, and may count below zero."""
    some(reports(CN2021, complete=False), lambda report: any(f.rule.endswith("cells:min") for f in gd.check(report)))


def test_the_keys_of_open_rows_are_drawn() -> None:
    """A report may name no row below an open node, or several, and their total is right."""
    spec = minimal(rows="{nodes: {shop: {label: {zh: 店}, open: text, total_label: {zh: 合计}}}}")
    assert some(reports(spec)).values == (0,)
    several = some(reports(spec), lambda report: len(report.values) == 4 and report.values[-1] == 7)
    assert sum(number for number in several.values[:3] if number) == 7


@given(st.data())
def test_a_tolerance_hides_no_broken_cell(data: st.DataObject) -> None:
    """Where every rule is an equation, one cell that was changed breaks a rule, whatever its tolerance."""
    spec = minimal(value="amount", rows=TOTAL_OF_THREE)
    assert any(relation.tolerance for relation in gd.expand(spec).relations)
    broken = data.draw(broken_reports(spec))
    assert [finding.status for finding in gd.check(broken.report).findings if finding.status == "fail"]


@given(st.data())
def test_a_broken_report_breaks_a_rule(data: st.DataObject) -> None:
    """Where a form has an equality that always applies, one rule at least fails, however many cells are changed."""
    spec = data.draw(SPECS)
    form = gd.expand(spec)
    if not any(one.level == 1 and not one.guard and one.condition.comparison == "==" for one in form.relations):
        return
    count = data.draw(st.integers(1, min(3, sum(value.numeric for value in form.values))))
    broken = data.draw(broken_reports(spec, cells=count))
    assert [finding for finding in gd.check(broken.report).findings if finding.status == "fail"]


# What the text says ---------------------------------------------------------------------------------------------------


@given(st.sampled_from(["cn/2021", "cn/2019", "cn/2014"]).map(find_spec).flatmap(reports))
@settings(max_examples=25)
def test_the_text_of_a_complete_report_agrees_with_its_tables(report: Report) -> None:
    """Each sentence that was drawn is found by the rule that it is for, and passes."""
    checked = gd.check(report)
    sentences = sum(text.count("。") for text in report.sections.values())
    assert [judgement.status for judgement in checked.statements] == ["pass"] * sentences
    assert not checked.findings


@given(broken_reports(CN2021))
@settings(max_examples=25)
def test_what_the_text_says_of_a_changed_cell_is_found(broken: Broken) -> None:
    """A statement about the cell that was changed is no longer true, unless what it may mean instead is."""
    ((place, _),) = broken.changes.items()
    index = broken.report.form.index[place]
    before = {judgement.relation.id: judgement for judgement in gd.check(broken.original).statements}
    for judgement in gd.check(broken.report).statements:
        was = before[judgement.relation.id]
        assert was.status == "pass"
        if index not in was.relation.cells:
            assert judgement.status == "pass"
        elif not CN2021.rule(judgement.relation.rule.partition("/")[2]).alternatives:
            assert judgement.status == "fail"


def test_a_report_whose_numbers_no_sentence_can_say_has_none() -> None:
    """A number below nought, or one with too many digits, is said by no text."""
    form = gd.expand(CN2021)
    fees = CN2021.rule("stated_fees")
    index = form.index["fees", "fee", "amount"]
    for amount, said in ((Decimal("2.5"), [25_000]), (Decimal(-1), []), (Decimal("0.00001234567"), []), (None, [])):
        report = Report(form, tuple(amount if place == index else 0 for place in range(len(form.cells))))
        assert said_numbers(report, fees, "overview") == said
