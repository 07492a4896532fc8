"""Rows by code in documents: what a code stands for is no row of another table, and 合计 may reach over its column."""

import govdisclosure as gd
from govdisclosure.phrasing import rule_card
from tests.support.minimal import minimal

VALUES = """values:
  count: {kind: integer, blank: zero}
  name: {kind: text}"""
SECTIONS = """sections:
  - {key: first, title: {zh: 总表}, draw: [[stock]]}
  - {key: second, title: {zh: 明细表}, draw: [[detail]]}"""
TABLES = """tables:
  stock:
    value: count
    rows:
      total: exact
      total_label: {zh: 总计}
      nodes: {roads: {label: {zh: 道路支出}}, parks: {label: {zh: 公园支出}}}
    columns: {nodes: {n: {label: {zh: 数额}}}}
  detail:
    value: count
    corner: {zh: 项目}
    stub: outline
    void: [{row: items, column: name}]
    rows: {nodes: {items: {open: code, digits: [3, 5], total_at: start, total_label: {zh: 合计}}}}
    columns:
      nodes:
        name: {label: {zh: 科目名称}, value: name}
        all:
          total: exact
          total_at: start
          total_label: {zh: 本年合计}
          nodes: {basic: {label: {zh: 基本}}, extra: {label: {zh: 项目支出}}}"""
SPEC = minimal(values=VALUES, sections=SECTIONS, tables=TABLES)
PAGE = """<h1>报告</h1><h2>总表</h2>
<table><tr><td></td><td>数额</td></tr><tr><td>道路支出</td><td>9</td></tr><tr><td>公园支出</td><td>4</td></tr>
<tr><td>总计</td><td>13</td></tr></table>
<h2>明细表</h2>
<table><tr><td colspan=2>项目</td><td rowspan=2>本年合计</td><td rowspan=2>基本</td><td rowspan=2>项目支出</td></tr>
<tr><td>科目编码</td><td>科目名称</td></tr>
<tr><td colspan=2>合计</td><td>13</td><td>10</td><td>3</td></tr>
<tr><td>212</td><td>道路支出</td><td>9</td><td>6</td><td>3</td></tr>
<tr><td>21201</td><td>桥梁</td><td>9</td><td>6</td><td>3</td></tr>
<tr><td>213</td><td>公园支出</td><td>4</td><td>4</td><td></td></tr></table>"""


def test_codes_and_their_names() -> None:
    """Each code is a row with its name, its figures in their columns, and the total above them."""
    reading = gd.read(PAGE.encode(), spec=SPEC)
    detail = reading.report["detail"]
    rows = {row: [detail[row, column].value for column in ("all", "all.basic", "all.extra")] for row in detail.rows}
    assert rows == {"items": [13, 10, 3], "items.212": [9, 6, 3], "items.21201": [9, 6, 3], "items.213": [4, 4, None]}
    assert [detail[row, "name"].text for row in ("items.212", "items.21201")] == ["道路支出", "桥梁"]
    assert [reading.report["stock"][row, "n"].value for row in ("roads", "parks", "total")] == [9, 4, 13]
    assert {problem.code for problem in reading.problems} <= {"no_headline"}
    assert gd.check(reading.report).ok


def test_a_rule_names_a_code() -> None:
    """A rule holds a row against that of a code; where the report does not name the code, it has nothing to judge."""
    rules = "rules:\n  roads: {label: {zh: 一致}, check: 'stock[roads, n] == detail[items.212, all]'}"
    spec = minimal(values=VALUES, sections=SECTIONS, tables=TABLES, rules=rules)
    report = gd.read(PAGE.encode(), spec=spec).report
    assert {relation.rule for relation in report.form.relations} > {"report/roads"}
    wrong = report.replacing({("stock", "roads", "n"): 8})
    assert "report/roads" in {finding.id for finding in gd.check(wrong).findings}
    assert "report/roads" not in {relation.rule for relation in gd.expand(spec).relations}
    assert rule_card(spec, "report/roads", "en").formula_keys == "stock[roads, n] == detail[items.212, all]"
