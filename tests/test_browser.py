"""The form in the browser agrees with the form, the checker and the files of the library, and can be typed into.

Needs Chromium; `make test-browser` says so where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.checks.judging import Standing
from govdisclosure.reading import read_bytes
from govdisclosure.report import BLANK, Report
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import broken_reports, reports, specs
from govdisclosure.writing import blank
from tests.support.browsing import browser, needs_browser, opened, page_without_rows, paste, put, verdicts
from tests.support.comparing import as_printed, same

pytestmark = needs_browser
__all__ = ["browser"]
_shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def form(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The empty form of cn/2021, open in a browser that has not seen it before."""
    path = tmp_path / "form.html"
    blank("cn/2021", path)
    yield from opened(browser, path)


@pytest.fixture(scope="module")
def one_form(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A form that many reports are put into, one after the other."""
    path = tmp_path_factory.mktemp("form") / "form.html"
    blank("cn/2021", path)
    yield from opened(browser, path)


def _cell(page: Any, table: str, row: str, column: str) -> Any:
    index = gd.expand(gd.load_spec("cn/2021")).index[table, row, column]
    return page.locator(f'input[data-cell="{index}"]')


@settings(_shared, max_examples=120)
@given(data=st.data())
def test_the_page_judges_as_the_checker_does(one_form: Any, data: st.DataObject) -> None:
    """With blanks, marks, notes, unreadable and absent cells, negative numbers and numbers of many digits."""
    report = data.draw(reports(gd.load_spec("cn/2021"), complete=False))
    assert put(one_form, report) == verdicts(report)


@pytest.mark.parametrize("name", ["cn-enforcement/2021", "cn-accounts/2024"])
@settings(_shared, max_examples=10)
@given(data=st.data())
def test_pages_of_other_kinds_judge_as_the_checker_does(
    browser: Any, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """Tables side by side, rows by code and amounts: figures are off by as little as rounding takes, or blank."""
    balanced = data.draw(reports(find_spec(name)))
    path = tmp_path_factory.mktemp("form") / "form.html"
    path.write_text(page_without_rows(balanced.form), "utf-8")
    for page in opened(browser, path):
        for _ in range(20):
            report = data.draw(_varied(balanced))
            assert put(page, report) == verdicts(report)
            assert gd.from_json(page.evaluate("govdisclosure.save()"), spec=report.spec) == report


@st.composite
def _varied(draw: st.DrawFn, report: Report) -> Report:
    """Change a few figures by some of their smallest units, and leave a few blank."""
    values, contents = list(report.values), dict(report.contents)
    numeric = [index for index, value in enumerate(report.form.values) if value.numeric]
    for index in draw(st.lists(st.sampled_from(numeric), max_size=6, unique=True)):
        places = report.form.values[index].places or 0
        step = draw(st.none() | st.integers(-3, 3))
        old = values[index]
        if step is None or old is None:
            values[index], contents[index] = None, BLANK
        else:
            values[index] = old + step if isinstance(old, int) else old + step * Decimal(10) ** -places
    return evolve(report, values=tuple(values), contents=contents)


@settings(_shared, max_examples=20)
@given(data=st.data())
def test_a_page_with_last_years_figures_judges_as_the_checker_does(
    browser: Any, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """It begins with the proposals, and the rules between the years have the verdicts of `check --prior`."""
    spec = gd.load_spec("cn/2021")
    prior = evolve(data.draw(reports(spec)), organisation="某局", year=2023)
    report = evolve(data.draw(reports(spec, complete=False)), organisation="某局", year=2024)
    path = tmp_path_factory.mktemp("form") / "form.html"
    blank(spec, path, prior=prior)
    for page in opened(browser, path):
        begun = gd.from_json(page.evaluate("() => govdisclosure.save()"))
        assert (begun.organisation, begun.year) == ("某局", 2024)
        carried = prior["applications"]["carried_out", "natural_person"].value
        assert begun["applications"]["carried_in", "natural_person"].value == carried
        standing = Standing(report, prior)
        between = {one.id: standing.status(one) for one in report.form.relations if one.level == 2}
        found = put(page, report)
        drawn = {name: status for name, status in between.items() if status != "not_applicable"}
        assert {name: found[name] for name in drawn} == drawn


@settings(_shared, max_examples=80)
@given(data=st.data())
def test_the_page_finds_a_wrong_cell_as_the_checker_does(one_form: Any, data: st.DataObject) -> None:
    """A balanced report with one figure changed."""
    report = data.draw(broken_reports(gd.load_spec("cn/2021"))).report
    assert put(one_form, report) == verdicts(report)


@settings(_shared, max_examples=50)
@given(data=st.data())
def test_a_report_comes_back_as_it_was_opened(one_form: Any, data: st.DataObject) -> None:
    """Nothing of a report is lost by opening and saving it, nor in the fragment for a web site."""
    report = data.draw(reports(gd.load_spec("cn/2021"), complete=False))
    put(one_form, report)
    assert gd.from_json(one_form.evaluate("govdisclosure.save()")) == report
    fragment = one_form.evaluate("govdisclosure.fragment()")
    assert same(as_printed(report, "html"), read_bytes(fragment.encode(), spec="cn/2021").report)


@settings(_shared, max_examples=15)
@given(data=st.data())
def test_a_made_up_format_works_in_the_browser_too(browser: Any, tmp_path: Path, data: st.DataObject) -> None:
    """Open rows, void cells, tolerances, guards and deep headers: the page is made from the spec alone."""
    spec = data.draw(specs())
    report = data.draw(reports(spec, complete=False))
    path = tmp_path / "made-up.html"
    path.write_text(page_without_rows(report.form), "utf-8")
    for page in opened(browser, path):
        assert put(page, report) == verdicts(report)
        assert gd.from_json(page.evaluate("govdisclosure.save()"), spec=spec) == report


def test_totals_follow_what_is_typed_and_stay_blank_before(form: Any) -> None:
    """A total waits for all its parts; a 0 is a 0, and a blank is none."""
    for number, column in enumerate(("natural_person", *(f"organisation.{key}" for key in _ORGANISATIONS))):
        total = _cell(form, "applications", "new", "total")
        assert total.input_value() == ""
        _cell(form, "applications", "new", column).fill(str(number))
    assert total.input_value() == "15"
    saved = gd.from_json(form.evaluate("govdisclosure.save()"))["applications"]
    assert saved["new", "total"].value == 15
    assert saved["carried_in", "natural_person"].state == "blank"


_ORGANISATIONS = ("business", "research", "public_welfare", "legal_service", "other")


def test_a_total_that_somebody_wrote_stays_and_is_checked(form: Any) -> None:
    """Check, never repair: the figure stays, the finding stands in the list, and emptying it brings the sum back."""
    for column in ("natural_person", *(f"organisation.{key}" for key in _ORGANISATIONS)):
        _cell(form, "applications", "new", column).fill("1")
    total = _cell(form, "applications", "new", "total")
    total.fill("7")
    total.blur()
    assert total.input_value() == "7"
    assert "7 ≠" in form.inner_text("#faults")
    assert total.get_attribute("aria-invalid") == "true"
    total.fill("")
    total.blur()
    assert total.input_value() == "6"
    assert "7 ≠" not in form.inner_text("#faults")


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("0", "number", 0),
        ("１２", "number", 12),
        ("1,234", "number", 1234),
        ("3.0", "number", 3),
        ("-5", "number", -5),
        ("/", "mark", None),
        ("", "blank", None),
        ("abc", "unreadable", None),
        ("1 2", "unreadable", None),
        ("2.5", "unreadable", None),
        ("22（其中修订16件）", "number", 22),
    ],
)
def test_what_is_typed_is_what_is_saved(form: Any, text: str, state: str, value: int | None) -> None:
    """Blank, 0, a mark and what is no number stay apart."""
    _cell(form, "applications", "new", "natural_person").fill(text)
    cell = gd.from_json(form.evaluate("govdisclosure.save()"))["applications"]["new", "natural_person"]
    assert (cell.state, cell.value) == (state, value)
    assert ("不是此处能填的" in form.inner_text("#faults")) == (state == "unreadable")


def test_keys_move_as_in_a_spreadsheet(form: Any) -> None:
    """Enter and the arrows go to the next cell down, up and beside, and Enter with shift goes up."""
    _cell(form, "applications", "new", "natural_person").focus()

    def here() -> str:
        return str(form.evaluate("document.activeElement.dataset.cell"))

    seen = []
    for key in ("Enter", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "Shift+Enter"):
        form.keyboard.press(key)
        seen.append(here())
    refs = gd.expand(gd.load_spec("cn/2021")).cells
    assert [(refs[int(one)].row, refs[int(one)].column) for one in seen] == [
        ("carried_in", "natural_person"),
        ("carried_in", "organisation.business"),
        ("new", "organisation.business"),
        ("new", "natural_person"),
        ("carried_in", "natural_person"),
        ("new", "natural_person"),
    ]


def test_a_block_is_pasted_and_what_does_not_fit_is_said(form: Any) -> None:
    """Two rows of seven, with totals; the second has an eighth figure that has no place."""
    block = "1\t2\t3\t4\t5\t6\t21\r\n0\t0\t0\t0\t0\t0\t0\t9\r\n"
    _cell(form, "applications", "new", "natural_person").focus()
    paste(form, block)
    table = gd.from_json(form.evaluate("govdisclosure.save()"))["applications"]
    assert [cell.value for cell in table["new"].values()] == [1, 2, 3, 4, 5, 6, 21]
    assert [cell.value for cell in table["carried_in"].values()] == [0] * 7
    assert "另有 1 个数据超出了表格" in form.inner_text("#message")


def test_a_draft_is_kept_offered_and_erased(form: Any) -> None:
    """The draft outlives the page, is brought back only when asked for, and can be erased."""
    _cell(form, "fees", "fee", "amount").fill("1.50")
    form.fill("#organisation", "某县")
    form.reload()
    assert _cell(form, "fees", "fee", "amount").input_value() == ""
    form.click("#restore")
    assert _cell(form, "fees", "fee", "amount").input_value() == "1.50"
    assert form.input_value("#organisation") == "某县"
    form.click("#erase")
    form.reload()
    assert form.is_hidden("#found")


def test_files_are_opened_saved_and_refused_with_a_sentence(form: Any, tmp_path: Path) -> None:
    """Report JSON goes in and out; another format, another file and a damaged one leave the form as it is."""
    report = gd.from_json(
        '{"spec": "cn/2021", "organisation": "某局", "year": 2024, "tables": {"fees": {"fee": {"amount": 2.50}}}}'
    )
    good, other, bad = (tmp_path / name for name in ("good.json", "other.json", "bad.json"))
    good.write_text(gd.to_json(report), "utf-8")
    other.write_text('{"spec": "cn/2019"}', "utf-8")
    bad.write_text("no JSON", "utf-8")
    form.set_input_files("#open", good)
    form.wait_for_function("document.title.includes('某局2024年')")
    for path, words in ((other, "本表是 cn/2021"), (bad, "不是报告 JSON 文件")):
        form.set_input_files("#open", path)
        form.wait_for_function("words => document.getElementById('message').textContent.includes(words)", arg=words)
    with form.expect_download() as download:
        form.click("#save")
    assert download.value.suggested_filename == "某局-2024-cn-2021.json"
    assert gd.from_json(Path(download.value.path()).read_bytes()) == report


def test_it_prints_on_paper_of_a4(form: Any, tmp_path: Path) -> None:
    """The print holds the figures and no button, and the official form's three tables take no more than four pages."""
    pdfium = pytest.importorskip("pypdfium2")
    _cell(form, "applications", "new", "natural_person").fill("4711")
    path = tmp_path / "form.pdf"
    form.pdf(path=path, prefer_css_page_size=True)
    document = pdfium.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "重新合计" not in text
    assert len(document) <= 4
    document.close()


def test_every_field_has_a_name_and_every_header_its_scope(form: Any) -> None:
    """Whoever hears the page instead of seeing it knows where they are."""
    assert form.locator("input:not([aria-label]):not([id])").count() == 0
    assert form.locator("textarea:not([aria-label])").count() == 0
    assert form.locator("th:not([scope])").count() == 0
    assert form.get_attribute("html", "lang") == "zh-CN"
