"""Tables whose rows are alike are told apart by the heading over each; titles and headings may name their report."""

from __future__ import annotations

from itertools import permutations

import pytest

import govdisclosure as gd
from govdisclosure.form import section_title, table_name
from govdisclosure.reading import read_bytes
from tests.support.printing import without_annex

ALIKE = """
spec:
  id: accounts/2024
  revision: "1"
  for_years: 2024..
  title: {zh: 部门收支统计表, en: Income and expenditure}
  headline: {label: {zh: "{organisation}{year}年度{title}", en: "{title} of {organisation}, {year}"}}
  numbering: 第一部分
  source: {document: 样式, date: "2024-01-01", certainty: A}
sections:
  - key: figures
    title: {zh: "{organisation}{year}年度统计数据", en: Figures}
    draw: [[income], [spending]]
  - {key: words, title: {zh: 情况说明, en: Remarks}, text: true}
values:
  count: {kind: integer, min: 0, unit: {zh: 件, en: items}}
axes:
  kind:
    total: exact
    total_label: {zh: 合计, en: Total}
    nodes:
      education: {label: {zh: 教育, en: Education}}
      health: {label: {zh: 卫生, en: Health}}
tables:
  income:
    heading: {zh: "{organisation}{year}年度收入表", en: Income}
    heading_aliases: [收入一览表]
    corner: {zh: 项目, en: Item}
    value: count
    rows: {use: kind}
    columns: {nodes: {amount: {label: {zh: 金额, en: Amount}}}}
  spending:
    heading: {zh: 支出表, en: Spending}
    corner: {zh: 项目, en: Item}
    value: count
    rows: {use: kind}
    columns: {nodes: {amount: {label: {zh: 金额, en: Amount}}}}
"""
SPEC = gd.load_text(ALIKE)
REPORT = gd.from_data(
    {
        "spec": "accounts/2024",
        "organisation": "某县审计局",
        "year": 2024,
        "sections": {"words": "本年收支正常。"},
        "tables": {
            "income": {"education": {"amount": 3}, "health": {"amount": 4}, "total": {"amount": 7}},
            "spending": {"education": {"amount": 5}, "health": {"amount": 1}, "total": {"amount": 6}},
        },
    },
    spec=SPEC,
)
FIGURES = {
    "income": "| 教育 | 3 |\n| 卫生 | 4 |\n| 合计 | 7 |\n",
    "spending": "| 教育 | 5 |\n| 卫生 | 1 |\n| 合计 | 6 |\n",
}


def page(*tables: tuple[str, str]) -> bytes:
    """Return a document with these tables, each under its heading."""
    parts = [f"{heading}\n\n单位：件\n\n| 项目 | 金额 |\n| --- | --- |\n{FIGURES[key]}" for key, heading in tables]
    head = "# 某县审计局2024年度部门收支统计表\n\n## 第一部分 某县审计局2024年度统计数据\n\n"
    return (head + "\n\n".join(parts) + "\n\n## 第二部分 情况说明\n\n本年收支正常。\n").encode()


@pytest.mark.parametrize(
    "headings",
    [
        ("某县审计局2024年度收入表", "支出表"),
        ("收入一览表", "某县审计局2024年支出表"),
        ("一、收入表", "二、支出表（单位：件）"),
    ],
)
def test_tables_with_the_same_rows_are_told_apart_by_their_headings(headings: tuple[str, str]) -> None:
    """Whatever comes first, each figure stands in the table whose heading is over it."""
    for tables in permutations(zip(("income", "spending"), headings, strict=True)):
        reading = gd.read(page(*tables), spec=SPEC)
        assert REPORT.values == reading.report.values, tables
        assert not [problem for problem in reading.problems if problem.code in ("printed_twice", "section_heading")]


def test_a_table_under_the_heading_of_another_fills_only_that_one() -> None:
    """Where one of two tables alike is missing, nothing of it is read from the other."""
    report = gd.read(page(("spending", "支出表")), spec=SPEC).report
    assert list(report.values) == [None, None, None, 5, 1, 6]


def test_the_heading_over_the_text_of_a_section_is_over_its_table() -> None:
    """Long paragraphs may stand between; a table of contents is no heading of what follows it."""
    text = "本年收支比上年增加。" * 20
    table = "| 项目 | 金额 |\n|-|-|\n" + FIGURES["spending"]
    for over, values in ((["支出表"], (None, None, None, 5, 1, 6)), (["收入表", "支出表"], (None,) * 6)):
        report = gd.read("\n\n".join(["收支统计", *over, text, table]).encode(), spec=SPEC).report
        assert report.values == values


def test_a_table_that_may_be_one_of_several_is_none_of_them() -> None:
    """Without a heading nothing says which it is; its figures are not read twice."""
    report = gd.read(("| 项目 | 金额 |\n|-|-|\n" + FIGURES["spending"]).encode(), spec=SPEC).report
    assert {cell.state for cell in report.cells()} == {"unreadable"}
    assert {problem.code for problem in report.problems} >= {"one_of_several_tables"}


@pytest.mark.parametrize("kind", ["md", "html", "docx", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_names_the_report_is_written_and_read(kind: str, language: str) -> None:
    """Organisation and year stand in titles and headings as written, and are read as what they are."""
    reading = read_bytes(without_annex(REPORT, kind, language), spec=SPEC)
    assert (reading.report.organisation, reading.report.year) == ("某县审计局", 2024)
    assert REPORT.values == reading.report.values
    assert REPORT.sections == reading.report.sections
    assert not reading.problems


def test_a_part_of_a_report_is_no_headline() -> None:
    """The title of a part names organisation and year too; the report is not that of 第一部分某县."""
    text = "第一部分 某县审计局2024年度部门收支统计表\n\n" + page(("income", "收入表")).decode()
    assert gd.read(text.encode(), spec=SPEC).report.organisation == "某县审计局"


def test_names_in_messages_name_no_report() -> None:
    """A table is called what its heading says of it; ordinals are Western before English words."""
    assert table_name(SPEC, "income", "zh") == "第一部分统计数据 / 收入表"
    assert table_name(SPEC, "income", "en") == "1. Figures / Income"
    assert section_title(SPEC, SPEC.sections[1], "zh") == "第二部分情况说明"


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('"{organisation}{year}年度收入表"', '"{organization}{year}年度收入表"', "{organization} is not understood"),
        ('"{organisation}{year}年度统计数据"', '"{title}数据"', "{title} is not understood"),
        ("[收入一览表]", '["{name}收入表"]', "{name} is not understood"),
        ('heading: {zh: "{organisation}{year}年度收入表", en: Income}', "note: {zh: 收入}", "without heading"),
    ],
)
def test_a_name_that_no_report_has_is_a_fault(good: str, bad: str, said: str) -> None:
    """In braces stand organisation and year, and nothing else."""
    assert ALIKE.count(good) == 1
    with pytest.raises(gd.SpecError, match=said.replace("{", r"\{")):
        gd.load_text(ALIKE.replace(good, bad))
