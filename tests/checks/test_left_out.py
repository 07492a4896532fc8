"""A table that a body may lawfully leave out: left out with a word, left out without one, or there."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from tests.checks.test_companions import PAGE

COERCION = "coercion"


def remarks(text: str, more: str = "") -> dict[str, tuple[str, str]]:
    """Return code and severity of what is said of a missing table, by the table."""
    page = PAGE.format(name="某县", total=108156).replace("数据截至年末。", text) + more
    result = gd.check(gd.read(page.encode()).report)
    codes = ("missing_table", "table_left_out")
    return {one.table: (one.code, one.severity) for one in result.problems if one.table and one.code in codes}


@pytest.mark.parametrize(
    "text", ["我局没有行政强制职责，故不列表三。", "本机关 不具有 行政强制 权限。", "不涉及行政强制，数据截至年末。"]
)
def test_a_table_that_is_left_out_with_a_word_is_no_fault(text: str) -> None:
    """It is for information, and one table's word is none for another."""
    assert remarks(text) == {COERCION: ("table_left_out", "info"), "others": ("missing_table", "warning")}


@pytest.mark.parametrize("text", ["数据截至年末。", "行政强制职责由我局承担。", "无行政强制执行异议。"])
def test_a_table_that_is_left_out_without_a_word_is_missing(text: str) -> None:
    """What the text does not say makes no table lawfully absent."""
    assert remarks(text)[COERCION] == ("missing_table", "warning")


def test_the_clause_is_quoted() -> None:
    """A reader sees by which words the table was left out, in both languages."""
    page = PAGE.format(name="某县", total=108156).replace("数据截至年末。", "我局没有行政强制职责，故不列表三。")
    report = gd.read(page.encode()).report
    (said,) = (one.message for one in report.problems if one.code == "table_left_out")
    assert "我局没有行政强制职责" in said
    assert "故不列表三" not in said


def test_a_table_that_is_there_is_there() -> None:
    """Whatever the text says of it."""
    assert "licences" not in remarks("我局没有行政许可职责。")


def test_wordings_of_tables_left_out_are_checked() -> None:
    """They have no number, and brackets that close."""
    spec = """
spec: {id: t/2024, revision: "1", for_years: 2024.., title: {zh: 表}, source: {document: x}, languages: [zh]}
sections: [{key: s, title: {zh: 数据}, draw: [[a]]}]
values: {count: {kind: integer}}
tables:
  a:
    absent: ["没有{n}职责", "没有[职责"]
    value: count
    rows: {nodes: {one: {label: {zh: 甲}}}}
    columns: {nodes: {count: {label: {zh: 数}}}}
"""
    with pytest.raises(gd.SpecError) as raised:
        gd.load_text(spec)
    assert [fault.line for fault in raised.value.faults] == [7, 7]
