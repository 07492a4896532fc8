"""Rows that reports name themselves are added, named, pasted and removed in the form in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from govdisclosure.report import Report
from govdisclosure.specfile.store import find_spec
from govdisclosure.writing import blank
from tests.support.browsing import browser, needs_browser, opened, paste, verdicts

pytestmark = needs_browser
__all__ = ["browser"]

_ACCOUNTS = find_spec("cn-accounts/2024")
_BLOCK = """\
合计\t\t120.50
201\t一般公共服务支出\t100.50
20103\t政府办公厅（室）及相关机构事务\t100.50
2010301\t行政运行\t60.25
2010302\t一般行政管理事务\t40.25
208\t社会保障和就业支出\t20
"""
_TABLE = """<html><body><table>
<tr><td colspan="2"><p>合计</p></td><td>7</td></tr>
<tr><td>201</td><td><p>一般公共</p><p>服务支出</p></td><td>7</td></tr>
</table></body></html>"""


@pytest.fixture
def form(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The empty form of final accounts, open in a browser that has not seen it before."""
    path = tmp_path / "form.html"
    blank(_ACCOUNTS, path)
    yield from opened(browser, path)


def _saved(page: Any) -> Report:
    return gd.from_json(page.evaluate("govdisclosure.save()"), spec=_ACCOUNTS)


def _keys(report: Report, table: str) -> tuple[str, ...]:
    return dict(report.form.keys).get(f"{table}/rows:items", ())


def test_rows_are_added_with_the_keyboard_and_count_at_once(form: Any) -> None:
    """Enter below the last row adds another; a code is the sum of those that begin with it."""
    form.locator('[data-add="2"]').focus()
    form.keyboard.press("Enter")
    for key in ("201", "20103", "20104"):
        form.keyboard.type(key)
        form.keyboard.press("Enter")
    form.keyboard.press("Tab")  # a row without a name counts for nothing, and is nothing wrong
    for position, amount in ((1, "1.25"), (2, "2.5")):
        form.locator(f'tr:has([data-place="2"][data-row="{position}"]) [data-cell]').nth(2).fill(amount)
    report = _saved(form)
    table = report["general_by_function"]
    assert _keys(report, "general_by_function") == ("201", "20103", "20104")
    assert [str(table[row, "all"].value) for row in ("items.201", "items.20103", "items")] == ["3.75", "1.25", "3.75"]
    assert form.evaluate("govdisclosure.verdicts()") == verdicts(report)
    assert "此行" not in form.inner_text("#faults")


def test_a_total_somebody_wrote_stays_when_parts_of_it_are_added(form: Any) -> None:
    """Check, never repair: 201 says 9, its only part 4, and the page says so as the checker does."""
    form.click('[data-add="2"]')
    paste(form, "201\t\t\t9\n20103\t\t\t4")
    report = _saved(form)
    assert report["general_by_function"]["items.201", "all.basic"].value == 9
    rule = "general_by_function/rows:items.201[all.basic]"
    assert form.evaluate("govdisclosure.verdicts()")[rule] == verdicts(report)[rule] == "fail"


@pytest.mark.parametrize(
    ("text", "html", "keys"), [(_BLOCK, "", 5), ("合计\n7\n201\n一般公共\n服务支出\n7", _TABLE, 1)]
)
def test_a_block_with_codes_is_pasted(form: Any, text: str, html: str, keys: int) -> None:
    """From a spreadsheet or a word processor: rows are added as needed, and the total goes to the total."""
    form.click('[data-add="0"]')
    paste(form, text, html)
    report = _saved(form)
    table = report["income_by_function"]
    assert len(_keys(report, "income_by_function")) == keys
    assert str(table["items", "all"].value) in ("120.50", "7")
    assert "".join(table["items.201", "name"].text.split()) == "一般公共服务支出"
    assert form.evaluate("govdisclosure.verdicts()") == verdicts(report)
    assert "超出" not in form.inner_text("#message")


@pytest.mark.parametrize(("key", "words"), [("", "没有功能分类科目编码"), ("2010", "不能作"), ("201", "上面已有")])
def test_a_row_that_is_no_row_counts_for_nothing_and_says_so(form: Any, key: str, words: str) -> None:
    """Without a code, with one that is none, with one that is there already: an error, and no figure of it is saved."""
    form.click('[data-add="2"]')
    paste(form, f"201\t\t\t1\n{key}\t甲\t\t5")
    assert words in form.inner_text("#faults")
    report = _saved(form)
    assert report["general_by_function"]["items", "all"].value == 1
    assert _keys(report, "general_by_function") == ("201",)
    with form.expect_download():
        form.click("#save")
    assert "有 1 行没有保存" in form.inner_text("#message")


def test_a_row_is_removed_with_its_figures(form: Any) -> None:
    """What is left is renumbered, adds up anew, and has the focus."""
    form.click('[data-add="2"]')
    paste(form, "201\t\t\t1\n202\t\t\t2\n203\t\t\t4")
    form.click('[data-remove="2"][data-row="1"]')
    report = _saved(form)
    assert _keys(report, "general_by_function") == ("201", "203")
    assert report["general_by_function"]["items", "all"].value == 5
    assert form.evaluate("document.activeElement.value") == "203"


def test_drafts_keep_rows_finished_or_not(form: Any) -> None:
    """What has no code yet is in no report, but it is not lost with the window."""
    form.click('[data-add="0"]')
    paste(form, "201\t甲\t\t1\n\t乙\t\t2")
    before = _saved(form)
    form.reload()
    form.click("#restore")
    assert _saved(form) == before
    assert form.locator('[data-place="0"]').count() == 2
    form.locator('[data-place="0"]').nth(1).fill("202")
    assert _saved(form)["income_by_function"]["items.202", "name"].text == "乙"


def test_added_rows_are_in_the_fragment_and_in_print(form: Any, tmp_path: Path) -> None:
    """The fragment reads back whole; the print has the rows and no button."""
    pdfium = pytest.importorskip("pypdfium2")
    form.click('[data-add="0"]')
    paste(form, _BLOCK)
    report = _saved(form)
    fragment = form.evaluate("govdisclosure.fragment()")
    assert "2010302" in fragment
    assert read_bytes(fragment.encode()).report == report
    form.pdf(path=tmp_path / "form.pdf", prefer_css_page_size=True)
    document = pdfium.PdfDocument(tmp_path / "form.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "2010302" in text
    assert "添加一行" not in text
    assert form.locator('[data-add="0"]').count() == 1


def test_a_form_with_nothing_but_proposals_is_not_complete(browser: Any, tmp_path: Path) -> None:
    """Where a blank means nothing, every check passes; yet nobody has written anything."""
    tables = '{"spending": {"carried_out": {"amount": 0}}}'
    text = f'{{"spec": "cn-accounts/2024", "organisation": "某局", "year": 2023, "tables": {tables}}}'
    path = tmp_path / "form.html"
    blank(_ACCOUNTS, path, prior=gd.from_json(text, spec=_ACCOUNTS))
    for page in opened(browser, path):
        assert "还没有填完" in page.inner_text("#verdict")
        assert str(_saved(page)["income"]["carried_in", "amount"].value) == "0"
