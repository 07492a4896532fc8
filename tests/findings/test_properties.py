"""What holds for every format, bundled or drawn, and for every report in it."""

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.checks import kernel
from govdisclosure.findings import checking
from govdisclosure.findings.result import CheckResult
from govdisclosure.form.relations import Condition
from govdisclosure.language import using
from govdisclosure.report.encode import problem_data
from govdisclosure.report.jsontext import write_json
from govdisclosure.report.model import Report
from govdisclosure.report.standing import interval_at
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import Broken, broken_reports, reports
from tests.support.made_up import made_up

BUNDLED = [find_spec(name) for name in gd.spec_ids()]
SPECS = st.one_of(made_up(), made_up(), st.sampled_from(gd.spec_ids()).map(find_spec))
CN2021 = gd.load_spec("cn/2021")


def text_of(result: CheckResult) -> str:
    """Return all that a check says, as one text."""
    with using("zh"):
        findings = [finding.to_data() for finding in result]
        problems = [problem_data(problem) for problem in result.problems]
        return write_json({"counts": dict(result.counts), "problems": problems, "findings": findings})


@given(SPECS.flatmap(reports))
def test_balanced_reports_pass(report: Report) -> None:
    """A report that was balanced by construction has no findings, whatever its format."""
    result = gd.check(report)
    assert list(result) == []
    assert result.ok
    assert result.counts["fail"] == result.counts["undecided"] == 0


@pytest.mark.parametrize("spec", BUNDLED, ids=lambda spec: spec.id)
@given(st.data())
def test_balanced_reports_of_bundled_formats_pass(spec: gd.Spec, data: st.DataObject) -> None:
    """A balanced report of every bundled format has no findings."""
    assert list(gd.check(data.draw(reports(spec)))) == []


def net_coefficient(condition: Condition, index: int) -> Decimal:
    """Return how often a cell counts on the left more than on the right."""
    sides = ((condition.left, 1), (condition.right, -1))
    return sum((Decimal(c) * sign for side, sign in sides for i, c in side.terms if i == index), Decimal(0))


@given(SPECS.flatmap(broken_reports))
def test_one_wrong_cell(broken: Broken) -> None:
    """Changing one cell by d trips exactly the equalities that contain it, each by d times the cell's coefficient."""
    ((place, (right, wrong)),) = broken.changes.items()
    form = broken.report.form
    index = form.index[place]
    amount = Decimal(wrong) - Decimal(right)
    expected = {}
    for relation in form.relations:
        if relation.condition.comparison == "==" and relation.level == 1 and relation.guard is None:
            gap = amount * net_coefficient(relation.condition, index)
            if abs(gap) > relation.tolerance:
                expected[relation.id] = gap
    equalities = {
        finding.id: finding.difference
        for finding in gd.check(broken.report)
        if finding.relation.condition.comparison == "==" and finding.relation.guard is None and not finding.statement
    }
    assert expected == equalities


@given(st.integers(2, 5).flatmap(lambda cells: broken_reports(CN2021, cells)))
def test_findings_only_where_something_was_changed(broken: Broken) -> None:
    """However many cells are wrong, every finding is about a rule that contains one of them."""
    changed = {broken.report.form.index[place] for place in broken.changes}
    for finding in gd.check(broken.report):
        assert changed & set(finding.relation.cells)


def statuses(result: CheckResult) -> dict[str, str]:
    """Return the verdict on every rule instance that failed or is undecided."""
    return {finding.id: finding.status for finding in result}


@st.composite
def with_something_filled_in(draw: st.DrawFn, report: Report) -> Report:
    """Put numbers that they may stand for into cells that hold none."""
    form = report.form
    silent = [i for i, number in enumerate(report.values) if number is None and form.values[i].numeric]
    values, contents = list(report.values), dict(report.contents)
    for index in draw(st.lists(st.sampled_from(silent), unique=True)) if silent else []:
        low, high = interval_at(report, index)
        contents.pop(index, None)
        if form.values[index].kind == "integer":
            start = -100 if low is None else low
            values[index] = draw(st.integers(int(start), int(start) + 1000 if high is None else int(high)))
        else:
            start = Decimal(-100 if low is None else low)
            end = start + 1000 if high is None else Decimal(high)
            values[index] = draw(st.decimals(start, end, allow_nan=False, places=3))
    return evolve(report, values=tuple(values), contents=contents)


@given(st.data())
def test_filling_a_blank_never_turns_a_verdict_round(data: st.DataObject) -> None:
    """What passed with a blank does not fail with any number that the blank may stand for, nor the other way round."""
    spec = data.draw(SPECS)
    before = data.draw(reports(spec, complete=False))
    after = data.draw(with_something_filled_in(before))
    was, now = statuses(gd.check(before)), statuses(gd.check(after))
    every = (*before.form.relations, *before.form.bounds)
    drawn = {i for i in range(len(before.form.cells)) if before.content(i).state != "absent"}
    for relation in every:
        if drawn.isdisjoint(relation.cells) or relation.level > 1:
            continue  # not applicable: nothing had been said about it
        if was.get(relation.id) == "fail":
            assert now.get(relation.id) == "fail"
        elif relation.id not in was and relation.kind != "bound":
            assert now.get(relation.id) is None


@given(SPECS.flatmap(lambda spec: st.one_of(reports(spec), broken_reports(spec).map(lambda broken: broken.report))))
def test_the_quick_way_agrees_with_the_careful_one(report: Report) -> None:
    """Whatever the quick kernel lets pass, the careful way passes too, with the same counts and problems."""
    assert text_of(gd.check(report)) == text_of(checking._check_carefully(report, None))


@given(broken_reports(CN2021))
def test_the_quick_way_passes_nothing_wrong(broken: Broken) -> None:
    """The quick kernel sees every wrong cell of a form that it can check whole, and lets the right report pass."""
    form = broken.report.form
    quick = kernel.compiled(form)
    assert kernel.is_clean(broken.original, quick)
    ((place, _),) = broken.changes.items()
    if any(form.index[place] in relation.cells for relation in form.relations if relation.level == 1):
        assert not kernel.is_clean(broken.report, quick)


@given(SPECS.flatmap(lambda spec: reports(spec, complete=False)))
def test_a_check_depends_on_the_report_alone(report: Report) -> None:
    """The same report, read again from its JSON, gives the same result to the byte."""
    again = gd.from_json(gd.to_json(report), spec=report.spec)
    assert text_of(gd.check(report)) == text_of(gd.check(again))


@given(SPECS.flatmap(lambda spec: st.tuples(reports(spec), reports(spec))))
@example((gd.from_data({"spec": "cn/2021"}), gd.from_data({"spec": "cn/2021"})))
def test_a_prior_report_decides_only_rules_between_years(pair: tuple[Report, Report]) -> None:
    """With a prior report every rule inside the year keeps its verdict."""
    report, prior = pair
    alone, with_prior = gd.check(report), gd.check(report, prior)
    assert [f.id for f in alone if f.level == 1] == [f.id for f in with_prior if f.level == 1]
    assert all(finding.level == 1 for finding in alone)
