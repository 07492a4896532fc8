"""Tables drawn side by side in one printed table, as assets and liabilities are, with different numbers of rows."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from govdisclosure.form import expand
from govdisclosure.layout import draw_stack
from govdisclosure.reading import read_bytes
from tests.support.printing import without_annex

SHEET = """
spec:
  id: balance/2024
  revision: "1"
  for_years: 2024..
  title: {zh: 收支决算, en: Final accounts}
  headline: {label: {zh: "{organisation}{year}年度{title}", en: "{title} of {organisation}, {year}"}}
  numbering: 一、
  source: {document: 样式, date: "2024-01-01", certainty: A}
sections:
  - {key: all, title: {zh: 收入支出总表, en: Summary}, draw: [[income, spending]]}
  - {key: grants, title: {zh: 拨款收入支出总表, en: Grants}, draw: [[grant_income, grant_spending]]}
values:
  money: {kind: decimal, min: 0, places: 2}
axes:
  source:
    total: exact
    total_label: {zh: 总计, en: Grand total}
    numbering: 一、
    nodes:
      budget: {label: {zh: 预算拨款, en: Budget}}
      fees: {label: {zh: 事业收入, en: Fees}}
  purpose:
    total: exact
    total_label: {zh: 总计, en: Grand total}
    numbering: 一、
    nodes:
      schools: {label: {zh: 教育支出, en: Schools}}
      health: {label: {zh: 卫生支出, en: Health}}
      roads: {label: {zh: 交通支出, en: Roads}}
  amount:
    nodes:
      amount: {label: {zh: 决算数, en: Amount}}
tables:
  income:
    value: money
    corner: {zh: 项目, en: Item}
    rows: {use: source}
    columns: {label: {zh: 收入, en: Income}, nodes: {amount: {label: {zh: 决算数, en: Amount}}}}
  spending:
    beside: true
    value: money
    corner: {zh: 项目, en: Item}
    rows: {use: purpose}
    columns: {label: {zh: 支出, en: Spending}, nodes: {amount: {label: {zh: 决算数, en: Amount}}}}
  grant_income:
    heading: {zh: 拨款总表, en: All grants}
    value: money
    corner: {zh: 项目, en: Item}
    rows: {use: source}
    columns: {use: amount}
  grant_spending:
    beside: true
    value: money
    corner: {zh: 项目, en: Item}
    rows: {use: purpose}
    columns:
      total: exact
      total_label: {zh: 合计, en: Sum}
      total_at: start
      nodes: {own: {label: {zh: 本级, en: Own}}, passed: {label: {zh: 下级, en: Passed on}}}
"""
SPEC = gd.load_text(SHEET)
GRANTS = next(f"{line}\n" for line in SHEET.splitlines() if "key: grants" in line)
FIGURES = {
    "income": {"budget": {"amount": 60}, "fees": {"amount": 40}, "total": {"amount": 100}},
    "spending": {
        "schools": {"amount": 50},
        "health": {"amount": 30},
        "roads": {"amount": 20},
        "total": {"amount": 100},
    },
    "grant_income": {"budget": {"amount": 7}, "fees": {"amount": 0}, "total": {"amount": 7}},
    "grant_spending": {
        "schools": {"total": 3, "own": 1, "passed": 2},
        "health": {"total": 4, "own": 4, "passed": 0},
        "roads": {"total": 0, "own": 0, "passed": 0},
        "total": {"total": 7, "own": 5, "passed": 2},
    },
}
REPORT = gd.from_data({"spec": SPEC.id, "organisation": "某市财政局", "year": 2024, "tables": FIGURES}, spec=SPEC)


def test_the_shorter_table_ends_in_empty_cells_and_both_heads_in_one_row() -> None:
    """Every place of the drawn table is covered once; a row holds the rows of both."""
    form = expand(SPEC)
    for stack, size in ((("income", "spending"), (6, 4)), (("grant_income", "grant_spending"), (6, 6))):
        grid = draw_stack(form, stack, "zh")
        owners = grid.owners()
        assert (grid.height, grid.width) == size
        assert all(cell is not None for row in owners for cell in row)
    assert [cell.text for cell in dict.fromkeys(owners[0]) if cell] == ["拨款总表"]
    assert [cell.text for cell in owners[2] if cell] == ["一、预算拨款", "", "一、教育支出", "", "", ""]
    assert grid.head == 2


def test_totals_of_tables_side_by_side_stand_in_one_row() -> None:
    """As in official forms: what is missing to the shorter one is left blank above its total."""
    owners = draw_stack(expand(SPEC), ("income", "spending"), "zh").owners()
    assert [[cell and cell.text for cell in row[::2]] for row in owners[2:]] == [
        ["一、预算拨款", "一、教育支出"],
        ["二、事业收入", "二、卫生支出"],
        ["", "三、交通支出"],
        ["三、总计", "四、总计"],
    ]


@pytest.mark.parametrize("kind", ["md", "html", "docx", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_side_by_side_are_read_as_they_were_written(kind: str, language: str) -> None:
    """Each figure comes back in its own table, also where four tables share their rows two by two."""
    reading = read_bytes(without_annex(REPORT, kind, language), spec=SPEC)
    assert reading.report.values == REPORT.values
    assert not [problem for problem in reading.problems if problem.severity != "info"]
    assert gd.check(reading.report).ok


def test_columns_of_the_same_names_are_told_apart_by_what_stands_above_them() -> None:
    """A cell of the head reaches over its own columns in the half that it belongs to, and no further."""
    own = "nodes: {own: {label: {zh: 本级, en: Own}}, passed: {label: {zh: 下级, en: Passed on}}}"
    years = f"now: {{label: {{zh: 本年, en: Now}}, {own}}}, before: {{label: {{zh: 上年, en: Before}}, {own}}}"
    cut = SHEET.index("      total: exact\n      total_label: {zh: 合计")
    spec = gd.load_text(f"{SHEET[:cut]}      nodes: {{{years}}}\n")
    rows = ("schools", "health", "roads", "total")
    spending = {
        row: {"now.own": at, "now.passed": 10 + at, "before.own": 20 + at, "before.passed": 30 + at}
        for at, row in enumerate(rows)
    }
    data = {
        "spec": spec.id,
        "organisation": "某市财政局",
        "year": 2024,
        "tables": {**FIGURES, "grant_spending": spending},
    }
    report = gd.from_data(data, spec=spec)
    assert read_bytes(without_annex(report, "html", "zh"), spec=spec).report.values == report.values


def test_tables_of_the_same_names_are_cut_where_the_drawn_one_is() -> None:
    """Nothing but their place says which is which, so a printed table of another width is none of them."""
    text = SHEET.replace("{use: purpose}", "{use: source}").replace("zh: 支出, en: Spending", "zh: 收入, en: Income")
    spec = gd.load_text(text[: text.index("  grant_income:")].replace(GRANTS, ""))
    half = FIGURES["income"]
    other = {"budget": {"amount": 1}, "fees": {"amount": 2}, "total": {"amount": 3}}
    data = {"spec": spec.id, "organisation": "某市财政局", "year": 2024, "tables": {"income": half, "spending": other}}
    report = gd.from_data(data, spec=spec)
    page = without_annex(report, "html", "zh")
    assert read_bytes(page, spec=spec).report.values == report.values


def test_a_page_of_an_office_is_read() -> None:
    """A heading over both halves, blank rows between, totals on one line: nothing of it is needed."""
    page = """<h1>某市财政局2024年度收支决算</h1><h2>一、收入支出总表</h2><table>
    <tr><td colspan=2>收入</td><td colspan=2>支出</td></tr>
    <tr><td>项目</td><td>决算数</td><td>项目</td><td>决算数</td></tr>
    <tr><td>一、预算拨款</td><td>60</td><td>一、教育支出</td><td>50</td></tr>
    <tr><td>二、事业收入</td><td>40</td><td>二、卫生支出</td><td>30</td></tr>
    <tr><td></td><td></td><td>三、交通支出</td><td>20</td></tr>
    <tr><td></td><td></td><td></td><td></td></tr>
    <tr><td>总计</td><td>100</td><td>总计</td><td>101</td></tr></table>"""
    report = gd.read(page.encode(), spec=SPEC).report
    assert list(report.values[:7]) == [60, 40, 100, 50, 30, 20, 101]
    assert [finding.id for finding in gd.check(report) if finding.status == "fail"] == ["spending/rows:total[amount]"]


def test_tables_printed_one_below_the_other_are_read_all_the_same() -> None:
    """An office may print the halves as two tables."""
    page = """<h1>某市财政局2024年度收支决算</h1><h2>一、收入支出总表</h2>
    <table><tr><td>项目</td><td>决算数</td></tr><tr><td>预算拨款</td><td>60</td></tr>
    <tr><td>事业收入</td><td>40</td></tr></table>
    <table><tr><td>项目</td><td>决算数</td></tr><tr><td>教育支出</td><td>50</td></tr>
    <tr><td>卫生支出</td><td>30</td></tr></table>"""
    report = gd.read(page.encode(), spec=SPEC).report
    assert list(report.values[:7]) == [60, 40, None, 50, 30, None, None]


def test_a_table_with_the_names_of_both_is_not_cut() -> None:
    """What the rows of tables side by side are called may head the columns of another."""
    columns = "{nodes: {budget: {label: {zh: 预算拨款}}, schools: {label: {zh: 教育支出}}, n: {label: {zh: 人数}}}}"
    other = f"  other: {{value: money, columns: {columns}, rows: {{nodes: {{a: {{label: {{zh: 某校}}}}}}}}}}\n"
    text = SHEET.replace("values:\n", "  - {key: other, title: {zh: 其他情况}, draw: [[other]]}\nvalues:\n", 1) + other
    lines = ["## 三、其他情况", "", "| | 预算拨款 | 教育支出 | 人数 |", "|-|-|-|-|", "| 某校 | 1 | 2 | 3 |"]
    report = read_bytes("\n".join(lines).encode(), spec=gd.load_text(text)).report
    assert [cell.value for cell in report["other"]] == [1, 2, 3]


def test_nothing_stands_left_of_the_first_table() -> None:
    """The first of a stack has none beside it."""
    with pytest.raises(gd.SpecError, match="there is none beside it"):
        gd.load_text(SHEET.replace("  income:\n", "  income:\n    beside: true\n"))


def test_three_tables_may_stand_side_by_side() -> None:
    """Each begins where the one before ends."""
    third = """  posts:
    beside: true
    value: money
    corner: {zh: 项目, en: Item}
    rows: {nodes: {staff: {label: {zh: 在编, en: Staff}}, hired: {label: {zh: 聘用, en: Hired}}}}
    columns: {label: {zh: 人员, en: Posts}, nodes: {n: {label: {zh: 人数, en: Number}}}}
"""
    spec = gd.load_text(SHEET.replace("[[income, spending]]", "[[income, spending, posts]]") + third)
    data = {"spec": spec.id, "tables": FIGURES | {"posts": {"staff": {"n": 8}, "hired": {"n": 9}}}}
    report = gd.from_data(data, spec=spec)
    assert read_bytes(without_annex(report, "html", "zh"), spec=spec).report.values == report.values
