"""A format drafted from a document loads, is linted without an error, and draws the tables of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.documents import open_document
from govdisclosure.editor import drafted
from govdisclosure.form import expand
from govdisclosure.grid import Grid
from govdisclosure.layout import draw_stack, filled_page
from govdisclosure.lint.linting import lint_text
from govdisclosure.specfile import find_spec
from tests.support.printing import without_annex

FILLED = """<h1>某县2024年度收支年报</h1><p>一、收入支出表</p><table>
<tr><td rowspan=2>项目</td><td colspan=3>金额（万元）</td><td rowspan=2>户数</td></tr>
<tr><td>本级</td><td>下级</td><td>合计</td></tr>
<tr><td>一、教育</td><td>1.50</td><td>2.25</td><td>3.75</td><td>12</td></tr>
<tr><td>二、卫生</td><td>4.00</td><td>0.50</td><td>4.50</td><td>30</td></tr>
<tr><td>三、总计</td><td>5.50</td><td>2.75</td><td>8.25</td><td>42</td></tr></table>"""


def draft(page: str) -> tuple[str, gd.Report]:
    """Return a draft, and the report that the document is in it."""
    text = drafted(open_document(page.encode()), "try/2024")
    return text, gd.read(page.encode(), spec=gd.load_text(text)).report


def as_drawn(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """Return the cells of a table with their places, spans and texts, without figures."""
    return sorted(
        (cell.row, cell.column, cell.rowspan, cell.colspan, cell.text if cell.index is None else "")
        for cell in grid.cells
    )


def test_headers_ordinals_and_kinds_are_taken_over() -> None:
    """Spans become header trees, ordinals a numbering, and one column of counts among amounts stays one."""
    text, report = draft(FILLED)
    grid = draw_stack(report.form, ("table_1",), "zh")
    (printed,) = open_document(FILLED.encode()).grids
    drawn = [cell for cell in as_drawn(grid) if cell[4]]
    assert drawn == [cell for cell in as_drawn(printed) if cell[4] and not cell[4][0].isdigit()]
    assert "numbering: 一、" in text
    assert [str(value) for value in report.values[:4]] == ["1.50", "2.25", "3.75", "12"]
    assert None not in report.values


def test_sums_that_the_figures_suggest_are_comments() -> None:
    """An author takes out the # of those that the form means; then they are rules that hold."""
    text, report = draft(FILLED)
    assert "\n# rules:\n" in text
    assert not report.spec.rules
    taken = text.replace("# rules:", "rules:")
    head, _, rules = taken.partition("\nrules:\n")
    spec = gd.load_text(head + "\nrules:\n" + rules.replace("#   ", "  "))
    assert {(rule.each, rule.check) for rule in spec.rules} == {
        ("columns", "row_3 == row_1 + row_2"),
        ("rows", "column_1.column_3 == column_1.column_1 + column_1.column_2"),
    }
    assert gd.check(gd.read(FILLED.encode(), spec=spec).report).counts["fail"] == 0
    broken = gd.read(FILLED.replace("8.25", "9.25").encode(), spec=spec).report
    assert gd.check(broken).counts["fail"] == 2


def test_figures_that_add_up_to_nothing_suggest_nothing() -> None:
    """Zeros are the sum of anything, and a chance in one column is none in another."""
    page = FILLED.replace("8.25", "9.25").replace("42", "43")
    text, _ = draft(page)
    assert "row_3 ==" not in text
    assert "rules:" not in draft("<table><tr><td>a</td><td>b</td></tr><tr><td>x</td><td>0</td></tr></table>")[0]


@pytest.mark.parametrize("name", ["cn/2021", "cn-enforcement/2021"])
@pytest.mark.parametrize("kind", ["html", "docx"])
def test_a_blank_form_drafts_a_format_that_draws_it(name: str, kind: str) -> None:
    """What an office would print of the bundled formats comes back, table by table, and lints without an error."""
    blank = gd.from_data({"spec": name})
    document = open_document(without_annex(blank, kind))
    text = drafted(document, "try/2024")
    form = expand(gd.load_text(text))
    assert all(fault.severity != "error" for fault in lint_text(text))
    grids = filled_page(blank).grids
    drawn = [draw_stack(form, stack, "zh") for section in form.spec.sections for stack in section.draw]
    assert [as_drawn(grid) for grid in drawn] == [as_drawn(grid) for grid in grids]


def test_a_document_without_tables_drafts_nothing() -> None:
    """It is said, in one sentence."""
    with pytest.raises(gd.UsageError, match="no table to draft"):
        drafted(open_document("没有表。".encode()), "try/2024")
    with pytest.raises(gd.UsageError, match="FAMILY/YEAR"):
        drafted(open_document(FILLED.encode()), "try")


def test_the_command_writes_a_file_that_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`spec new FAMILY/YEAR --from FILE -o OUT`; it cannot extend another format at once."""
    (tmp_path / "form.html").write_text(FILLED, encoding="utf-8")
    out = tmp_path / "try" / "2024.yaml"
    out.parent.mkdir()
    assert run(["spec", "new", "try/2024", "--from", str(tmp_path / "form.html"), "-o", str(out)]) == 0
    assert find_spec(out).tables[0].key == "table_1"
    arguments = ["--lang", "en", "spec", "new", "try/2025", "--extends", "cn/2021", "--from", "x"]
    assert run(arguments) == 2
    assert "exclude each other" in capsys.readouterr().err
