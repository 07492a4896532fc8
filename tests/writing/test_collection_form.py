"""The collection form agrees with the checker on every check, whatever is typed into it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govdisclosure import load_text
from govdisclosure.findings.checking import check
from govdisclosure.form.expansion import expand
from govdisclosure.form.verdicts import verdict
from govdisclosure.report.contents import BLANK, NUMBER, Content
from govdisclosure.report.model import Report
from govdisclosure.report.standing import interval_at
from govdisclosure.spec import Number, Spec
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import broken_reports, reports
from tests.support.made_up import made_up
from tests.support.recalculating import FilledForm, open_form

MOST = 10**9
"""Above this a spreadsheet's numbers are no longer exact to six decimal places."""


def _typable(report: Report) -> Report:
    """Return a report as it can be typed into a spreadsheet: no notes, nothing absent, no number beyond its digits."""
    values, contents = list(report.values), {}
    for index, value in enumerate(report.form.values):
        content, number = report.content(index), report.values[index]
        if number is not None:
            values[index] = _small(number)
        elif content.state == "absent" or not value.numeric:
            contents[index] = BLANK
        elif content.state == "unreadable":
            contents[index] = Content("unreadable", "?")
        else:
            contents[index] = Content(content.state, content.text)
    return evolve(report, values=tuple(values), contents=contents)


def _small(number: Number) -> Number:
    return number if -MOST < number < MOST else number % 1000


def _type_in(form: FilledForm, report: Report) -> None:
    for index, value in enumerate(report.form.values):
        if value.numeric:
            form.put(index, report.values[index] if report.content(index) == NUMBER else report.content(index).text)


def _judged(report: Report) -> dict[str, str]:
    """Return the checker's verdict on every relation within the year."""
    result = check(report)
    found = {finding.id: finding.status for finding in result.findings}
    judged = {
        relation.id: verdict(relation, lambda index: interval_at(report, index))
        for relation in report.form.relations
        if relation.level == 1
    }
    assert {name: status for name, status in judged.items() if name in found} == {
        name: status for name, status in found.items() if name in judged
    }
    return dict(judged)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, FilledForm]:
    """The collection forms of the bundled formats, opened once."""
    return {
        name: open_form(find_spec(name), tmp_path_factory.mktemp("form")) for name in ("cn/2014", "cn/2019", "cn/2021")
    }


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
@given(data=st.data())
def test_every_check_agrees_with_the_checker(name: str, forms: Mapping[str, FilledForm], data: st.DataObject) -> None:
    """Over whatever may stand in the cells, blank and marks and nonsense included."""
    report = _typable(data.draw(reports(find_spec(name), complete=False)))
    _type_in(forms[name], report)
    assert _judged(report) == forms[name].verdicts()


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
@given(data=st.data())
def test_a_check_flips_exactly_when_the_checkers_verdict_flips(
    name: str, forms: Mapping[str, FilledForm], data: st.DataObject
) -> None:
    """One cell of a balanced report is changed, and the same checks change on both sides."""
    broken = data.draw(broken_reports(find_spec(name)))
    form = forms[name]
    right, wrong = _typable(broken.original), _typable(broken.report)
    _type_in(form, right)
    before, expected = form.verdicts(), _judged(right)
    assert expected == before
    for place in broken.changes:
        index = wrong.form.index[place]
        form.put(index, wrong.values[index])
    after, found = form.verdicts(), _judged(wrong)
    assert found == after
    flipped = {name for name, status in after.items() if status != before[name]}
    assert {name for name, status in found.items() if status != expected[name]} == flipped


@settings(max_examples=25)
@given(data=st.data())
def test_the_forms_of_made_up_formats_agree_with_the_checker(data: st.DataObject) -> None:
    """Coefficients, guards, tolerances, marks that mean intervals, and totals of every kind."""
    spec = data.draw(made_up())
    report = _typable(data.draw(reports(spec, complete=False)))
    with TemporaryDirectory() as folder:
        form = open_form(spec, Path(folder), dict(report.form.keys))
        assert form.form == report.form
        _type_in(form, report)
        assert _judged(report) == form.verdicts()


@pytest.fixture(scope="module")
def adding(tmp_path_factory: pytest.TempPathFactory) -> FilledForm:
    """A collection form whose totals nobody types over."""
    return open_form(find_spec("cn/2021"), tmp_path_factory.mktemp("adding"))


@given(data=st.data())
def test_totals_add_themselves_up(adding: FilledForm, data: st.DataObject) -> None:
    """With only the cells that are to be filled in, every total and every sum is right."""
    report = data.draw(reports(adding.form.spec))
    totals = _totals_of(adding.form.spec)
    for index, value in enumerate(report.values):
        if index not in totals:
            adding.put(index, None if value is None else _small(value))
    adding.book.evaluate_all()
    for relation in report.form.relations:
        if relation.kind == "sum":
            (total, _), parts = relation.condition.left.terms[0], relation.condition.right.terms
            added = sum(Decimal(str(adding.shown(part))) for part, _ in parts)
            assert Decimal(str(adding.shown(total))) == added


def _totals_of(spec: Spec) -> set[int]:
    relations = expand(spec).relations
    return {relation.condition.left.terms[0][0] for relation in relations if relation.kind == "sum"}


def test_an_empty_form_shows_nothing_and_never_zero(tmp_path: Path) -> None:
    """Totals of nothing are empty, and every check is open."""
    for name in ("cn/2014", "cn/2019", "cn/2021"):
        form = open_form(find_spec(name), tmp_path)
        form.book.evaluate_all()
        assert {form.shown(index) for index in form.places} <= {None, ""}
        assert {"undecided"} == set(form.verdicts().values())


def test_a_total_waits_for_all_its_parts(tmp_path: Path) -> None:
    """A blank part is never counted as nothing."""
    form = open_form(find_spec("cn/2021"), tmp_path)
    index = form.form.index
    columns = ["natural_person", *(f"organisation.{kind}" for kind in ("business", "research", "public_welfare"))]
    for column in columns:
        form.put(index["applications", "new", column], 1)
    form.book.evaluate_all()
    assert form.shown(index["applications", "new", "total"]) == ""
    for kind in ("legal_service", "other"):
        form.put(index["applications", "new", f"organisation.{kind}"], 1)
    form.book.evaluate_all()
    assert form.shown(index["applications", "new", "total"]) == 6


def test_a_failed_check_says_why_in_words(tmp_path: Path) -> None:
    """The sheet of checks names both sides and the gap between them."""
    form = open_form(find_spec("cn/2021"), tmp_path)
    for index, value in enumerate(form.form.values):
        if value.numeric:
            form.put(index, 0)
    form.put(form.form.index["applications", "new", "natural_person"], 3)
    form.put(form.form.index["applications", "carried_in", "natural_person"], 1)
    form.book.evaluate_all()
    rows = [[form.book.get_value("校验", row, column) for column in range(1, 9)] for row in range(4, 46)]
    results = [row[0] for row in rows]
    assert results == sorted(results, key=("不通过", "无法判定", "通过", "不适用").index)  # what to mend stands first
    (failed,) = [row for row in rows if row[7] == "applications/balance[natural_person]"]
    assert failed[0] == "不通过"
    assert str(failed[1]).startswith("左边 4 ≠ 右边 0，左边比右边多 4。")
    assert failed[3].startswith("在“三、收到和处理政府信息公开申请情况”中，")


def test_a_form_with_many_open_rows_still_adds_up(tmp_path: Path) -> None:
    """Keys given to an open node are rows to fill in, however many."""
    text = """
spec: {id: test/open, revision: "1", for_years: 2020.., title: {zh: 表}, languages: [zh],
  source: {document: 某函, date: "2020-01-01", certainty: A}}
sections: [{key: only, title: {zh: 数据}, draw: [[only]]}]
values: {count: {kind: integer, min: 0, blank: missing}}
tables:
  only:
    value: count
    columns: {nodes: {x: {label: {zh: 数量}}, y: {label: {zh: 其他}}}}
    rows: {nodes: {projects: {label: {zh: 项目}, open: text, total_label: {zh: 合计}}}}
"""
    for count in (3, 400, 1000):
        keys = tuple(f"项目{number}" for number in range(count))
        form = open_form(load_text(text), tmp_path, {"only/rows:projects": keys})
        for number, key in enumerate(keys):
            form.put(form.form.index["only", f"projects.{key}", "x"], number)
        form.book.evaluate_all()
        assert form.shown(form.form.index["only", "projects", "x"]) == sum(range(count))
