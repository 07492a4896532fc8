"""The blank form as a page: all in one file, nothing from elsewhere, and no text of a form becomes code."""

import base64
import hashlib
import json
import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure import expand, load_spec
from govdisclosure.reading import read_bytes
from govdisclosure.spec import Localised, Spec
from govdisclosure.writing import blank_bytes
from govdisclosure.writing.browser.patterns import patterns_of
from tests.support.made_up import made_up
from tests.support.minimal import minimal


def _page(spec: str | Spec = "cn/2021", language: str = "zh") -> str:
    return blank_bytes(spec, "html", language=language).decode()


def _model(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="model">(.*?)</script>', page, re.DOTALL)
    assert found
    model = json.loads(found[1])
    assert isinstance(model, dict)
    return model


@pytest.mark.parametrize("element", ["script", "style"])
def test_the_policy_allows_this_page_and_nothing_else(element: str) -> None:
    """The policy names the hash of the one script and of the one style sheet, and forbids every other source."""
    page = _page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    content = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
    assert policy
    assert content
    digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
    assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")


def test_nothing_is_loaded_from_elsewhere() -> None:
    """There is no address in the page, no source, no import, and no handler in an attribute."""
    page = _page()
    assert not re.search(r"https?://|\bsrc=|@import|url\(|<link|\son[a-z]+=", page)


@given(st.data())
def test_every_cell_of_any_form_is_a_field_once(data: st.DataObject) -> None:
    """Whatever the form, each of its cells can be typed into, and says its name."""
    spec = data.draw(made_up())
    page = _page(spec)
    fields = re.findall(r'<input [^>]*data-cell="(\d+)"[^>]*aria-label="[^"]+"', page)
    drawn = patterns_of(expand(spec), None).drawn  # with one row, the pattern of all, where rows are added
    places = [(cell.table, cell.row, cell.column) for cell in drawn.cells]
    cells = _model(page)["cells"]
    assert isinstance(cells, list)
    found = [tuple(cells[int(index)][key] for key in ("table", "row", "column")) for index in fields]
    assert sorted(found) == sorted(places)
    # What stands in for a field until the page is filled; a label may have the letter that begins it.
    assert not re.search("\ue000[^\ue001<]*\ue001", page.partition('<script type="application/json"')[0])


def test_rows_are_added_only_where_no_table_stands_beside() -> None:
    """The rows of the other one would have to grow too."""
    rows = "{nodes: {own: {label: {zh: 门店}, open: text}}}"
    alone = minimal(rows=rows)
    table = "    value: count\n    rows: ROWS\n    columns: COLUMNS"
    tables = f"tables:\n  stock:\n{table}\n  other:\n    beside: true\n{table}"
    sections = "sections:\n  - {key: figures, title: {zh: 数据}, draw: [[stock, other]]}"
    assert [place.table for place in patterns_of(expand(alone), None).places] == ["stock"]
    assert patterns_of(expand(minimal(rows=rows, tables=tables, sections=sections)), None).places == ()


def test_a_label_cannot_end_the_data_or_become_code() -> None:
    """A label with the end of an element in it is shown as text, and comes back from the data as it is."""
    spec = load_spec("cn/2021")
    hostile = "</script><script>alert(1)</script><!--"
    page = _page(evolve(spec, title=Localised((("zh", hostile), ("en", hostile)))))
    assert page.count("<script>") == 1
    assert hostile not in page
    headlines = _model(page)["headlines"]
    assert isinstance(headlines, list)
    assert headlines[0] == hostile


def test_the_empty_page_is_read_as_an_empty_report() -> None:
    """A page that nobody has filled in holds blanks, and neither 0 nor anything unreadable."""
    report = read_bytes(_page().encode()).report
    assert {cell.state for cell in report.cells()} == {"blank"}


def test_it_speaks_the_language_of_its_form() -> None:
    """Labels, buttons and sentences are English in an English form, whatever language messages are in."""
    page = _page(language="en")
    assert "Save (JSON)" in page
    assert "Nothing is wrong." in page
    assert "保存" not in page


def test_the_same_form_is_the_same_page() -> None:
    """Nothing in it depends on when or where it was made."""
    assert _page() == _page()
