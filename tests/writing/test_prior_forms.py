"""Forms that take over what last year's report carries: proposals that are marked, and rules between the years."""

import random
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.documents import Workbook, write_xlsx
from govdisclosure.documents.writers import xlsx
from govdisclosure.errors import UsageError
from govdisclosure.findings.checking import check
from govdisclosure.form.expansion import Form, expand
from govdisclosure.form.verdicts import verdict
from govdisclosure.layout.filled import blank_page
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.annex import annex_of
from govdisclosure.report.contents import BLANK
from govdisclosure.report.model import Report
from govdisclosure.report.standing import interval_at
from govdisclosure.spec import Spec
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from govdisclosure.writing import blank_bytes
from govdisclosure.writing.carried import Carried, carried
from govdisclosure.writing.collection import collection_form
from tests.support.printing import balanced
from tests.support.recalculating import open_form, places_of

SPEC = find_spec("cn/2021")
STOCKS = """
spec: {id: test/stocks, revision: "1", for_years: 2020.., title: {zh: 表}, languages: [zh],
  source: {document: 某函, date: "2020-01-01", certainty: A}}
sections: [{key: only, title: {zh: 数据}, draw: [[only]]}]
values: {count: {kind: integer, min: 0, blank: missing, marks: {"/": [0, 0], "<5": [0, 4]}}}
tables:
  only:
    value: count
    columns: {nodes: {x: {label: {zh: 数量}}}}
    rows:
      nodes:
        begun: {label: {zh: 年初}}
        stock: {label: {zh: 年末}}
        came: {label: {zh: 新增}}
        went: {label: {zh: 减少}}
        limit: {label: {zh: 限额}}
rules:
  start: {table: only, each: columns, check: 2 * begun == 2 * prior.stock, label: {zh: 年初}, severity: warning}
  flow: {table: only, each: columns, check: stock == prior.stock + came - went, label: {zh: 年末}, severity: warning}
  cap: {table: only, each: columns, check: went <= prior.limit, label: {zh: 上限}, severity: warning}
"""


def _empty(form: Form) -> Report:
    return Report(form, (None,) * len(form.cells), contents=dict.fromkeys(range(len(form.cells)), BLANK))


def _carried(spec: Spec, prior: Report) -> tuple[Form, Carried]:
    form = expand(spec, dict(prior.form.keys))
    return form, carried(form, _empty(form), prior)


def _stocks(**figures: Any) -> Report:
    rows = {name: {"x": value} for name, value in figures.items()}
    return gd.from_data(
        {"spec": "test/stocks", "organisation": "某局", "year": 2023, "tables": {"only": rows}},
        spec=gd.load_text(STOCKS),
    )


def _named(form: Form, numbers: Mapping[int, Any]) -> dict[str, Any]:
    return {form.cells[index].row: number for index, number in numbers.items()}


def test_what_is_carried_follows_from_the_rules() -> None:
    """Equal to last year's figures: what they come to; a stock: what it was; a bound proposes nothing."""
    form, found = _carried(gd.load_text(STOCKS), _stocks(stock=7, limit=9))
    assert _named(form, found.proposals) == {"stock": 7}  # the coefficient 2 is not undone
    assert {one.id for one in found.relations} == {"only/start[x]", "only/flow[x]", "only/cap[x]"}
    form, found = _carried(SPEC, evolve(balanced("cn/2021", random.Random(1)), year=2023))
    tables = {(form.cells[index].table, form.cells[index].row, form.cells[index].column) for index in found.proposals}
    assert {"natural_person", "organisation.business"} < {column for _, row, column in tables if row == "carried_in"}
    assert {row for table, row, column in tables if column == "in_force"} == {"regulation", "normative_document"}
    assert not any(column == "total" for _, _, column in tables)  # a total adds itself up
    assert (found.organisation, found.year) == ("示例市示例局", 2024)


@pytest.mark.parametrize(
    ("stock", "expected"), [(7, {"stock": 7}), ("/", {"stock": 0}), ("<5", {}), (None, {}), (-3, {})]
)
def test_only_a_number_that_is_known_is_proposed(stock: Any, expected: dict[str, Any]) -> None:
    """A blank stays blank, an interval proposes nothing, and nothing is proposed that might not stand there."""
    given = {"mark": stock} if isinstance(stock, str) else stock
    form, found = _carried(gd.load_text(STOCKS), _stocks(stock=given, limit=9))
    assert expected == _named(form, found.proposals)


@pytest.mark.parametrize("name", ["cn/2019", "cn/2021"])
@given(data=st.data())
@settings(max_examples=4)
def test_what_is_proposed_is_what_is_read(name: str, data: st.DataObject) -> None:
    """The form that nobody touched holds the proposals and the totals of them, whose it is, and else nothing."""
    spec = find_spec(name)
    prior = evolve(data.draw(reports(spec)), organisation="某县2020年机构改革办公室", year=2023)
    form, found = _carried(spec, prior)
    report = read_bytes(blank_bytes(spec, "xlsx", prior=prior)).report
    assert (report.organisation, report.year) == (prior.organisation, 2024)
    stands = {index: number for index, number in enumerate(report.values) if number is not None}
    assert {index: stands.get(index) for index in found.proposals} == found.proposals
    others = stands.keys() - found.proposals.keys()
    assert all(form.cells[index].row in {form.cells[one].row for one in found.proposals} for index in others)
    assert {report.content(index).state for index in range(len(report.values)) if index not in stands} == {"blank"}


@given(data=st.data())
@settings(max_examples=6)
def test_rules_between_the_years_agree_with_the_checker(data: st.DataObject) -> None:
    """Whatever stands in the form: the live verdicts are those of `check` with the report of last year."""
    prior = evolve(data.draw(reports(SPEC, complete=False)), organisation="某局", year=2023)
    report = evolve(data.draw(reports(SPEC)), organisation="某局", year=2024)
    form, found = _carried(SPEC, prior)
    with TemporaryDirectory() as folder:
        filled = open_form(SPEC, Path(folder), prior=prior, between=found.relations)
        for index, value in enumerate(form.values):
            if value.numeric:
                number = report.values[index]
                filled.put(index, None if number is None else number % 10**9)
        small = tuple(None if number is None else number % 10**9 for number in report.values)
        report = evolve(report, values=small, contents={})
        live = filled.verdicts()
    count = len(form.cells)
    expected = {
        one.id: verdict(one, lambda at: interval_at(prior, at - count) if at >= count else interval_at(report, at))
        for one in form.relations
        if one.id in live
    }
    assert live == expected
    assert {finding.id for finding in check(report, prior).findings if finding.status == "fail"} >= {
        name for name, status in live.items() if status == "fail"
    }


def test_a_form_from_last_years_version_takes_what_both_have() -> None:
    """A report of cn/2019 is carried to cn/2021 by what the versions say of each other."""
    prior = evolve(balanced("cn/2019", random.Random(2)), year=2020)
    form, found = _carried(SPEC, prior)
    assert found.year == 2021
    index = form.index["applications", "carried_in", "natural_person"]
    assert found.proposals[index] == prior["applications"]["carried_out", "natural_person"].value


def _workbook(form: Form, found: Carried) -> Workbook:
    """Return the collection form as the data of its sheets."""
    annexed = evolve(blank_page(form), annex=annex_of(_empty(form), "zh"))
    return collection_form(form, annexed, form, found)


def test_proposals_are_seen_and_never_locked() -> None:
    """Each on pale blue, unlocked, with a word where it stands; the cover says how many there are."""
    form, found = _carried(SPEC, evolve(balanced("cn/2021", random.Random(3)), year=2023))
    sheets = {sheet.name: sheet for sheet in _workbook(form, found).sheets}
    for index, place in places_of(form).items():
        sheet = sheets[place.sheet]
        (cell,) = (one for one in sheet.cells if (one.row, one.column) == (place.row, place.column))
        assert (cell.look == "proposal") == (index in found.proposals)
        if index in found.proposals:
            assert cell.value == found.proposals[index]
            told = [one.prompt for one in sheet.validations if (place.row, place.column) in one.cells]
            assert [text.startswith(f"{cell.value} 是按上年报告带入的建议值") for text in told] == [True]
    cover = next(iter(sheets.values()))
    assert any(f"浅蓝色的 {len(found.proposals)} 个数" in str(cell.value) for cell in cover.cells)
    assert xlsx._LOOKS["proposal"]["locked"] is False


def test_the_page_in_the_browser_begins_with_the_proposals() -> None:
    """They are marked, and the report that the page begins with has them; a fragment and a print have no proposals."""
    prior = evolve(balanced("cn/2021", random.Random(3)), year=2023)
    page = blank_bytes(SPEC, "html", prior=prior).decode()
    _, found = _carried(SPEC, prior)
    assert page.count(" data-proposed ") == len(found.proposals)
    assert '"prefilled":true' in page
    for wrong in ({"format": "docx"}, {"format": "json"}, {"format": "html", "fragment": True}):
        with pytest.raises(UsageError, match=r"proposals|建议值"):
            blank_bytes(SPEC, prior=prior, **wrong)


def test_a_report_that_is_none_of_last_year_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another family, no report at all, or nothing there; and the form never replaces what it was made from."""
    monkeypatch.chdir(tmp_path)
    Path("p.json").write_text('{"spec": "cn/2021", "organisation": "某局", "year": 2023}', "utf-8")
    Path("empty.json").write_text("{}", "utf-8")
    assert run(["blank", "cn/2021", "form.xlsx", "--prior", "p.json"]) == 0
    assert read_bytes(Path("form.xlsx").read_bytes()).report.organisation == "某局"
    for wrong, code in (("none.json", 3), ("empty.json", 3)):
        assert run(["blank", "cn/2021", "form.xlsx", "--prior", wrong]) == code
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert run(["blank", "cn/2021", "p.json", "--format", "xlsx", "--prior", "p.json"]) == 2


@pytest.mark.parametrize(("typed", "state"), [(3, "number"), (7, "number"), (None, "blank"), ("/", "mark")])
def test_a_cell_that_is_typed_over_is_what_was_typed(typed: int | str | None, state: str) -> None:
    """A proposal is no figure of anybody's: the reader reads what stands in the cell."""
    spec = gd.load_text(STOCKS)
    form, found = _carried(spec, _stocks(stock=7, limit=9))
    book = _workbook(form, found)
    sheets = [
        evolve(
            sheet, cells=tuple(evolve(cell, value=typed) if cell.look == "proposal" else cell for cell in sheet.cells)
        )
        for sheet in book.sheets
    ]
    cell = read_bytes(write_xlsx(evolve(book, sheets=tuple(sheets))), spec=spec).report["only"]["stock", "x"]
    assert cell.value == (typed if state == "number" else None)
    assert cell.state == state
