"""What print says of a format is read whole, however its tables are labelled, stacked and stood side by side."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.minimal import PARTS, minimal
from tests.support.printing import without_annex
from tests.support.whole import WHOLE


@pytest.mark.parametrize("case", WHOLE)
def test_a_page_says_the_whole_report(case: str) -> None:
    """Every cell that is printed is read, and the rows that the report names bear their names."""
    spec, tables = WHOLE[case]
    report = gd.from_data({"spec": spec.id, "tables": tables}, spec=spec)
    read = read_bytes(without_annex(report, "html"), spec=spec).report
    assert read.form.cells == report.form.cells
    assert [(cell.value, cell.state, cell.text) for cell in read.cells()] == [
        (cell.value, cell.state, cell.text) for cell in report.cells()
    ]


def test_a_year_may_follow_the_ordinal_of_a_section() -> None:
    """`1.2024年收入` is the first section, 2024年收入, and no number."""
    sections = """sections:
  - {key: year, title: {zh: 2024年收入}, text: true}
  - {key: figures, title: {zh: 数据}, draw: [[stock]]}"""
    spec = minimal(sections=sections, spec=PARTS["spec"] + "\n  numbering: '1.'")
    data = {"spec": spec.id, "sections": {"year": "平稳。"}, "tables": {"stock": {"a": {"n": 1}}}}
    report = gd.from_data(data, spec=spec)
    read = read_bytes(without_annex(report, "html"), spec=spec).report
    assert read.sections == {"year": "平稳。"}
    assert "section_heading" not in {problem.code for problem in read.problems}


def test_a_figure_with_blank_fields_beside_it_is_one_figure() -> None:
    """Where fields are kept apart nothing was run together: what stands alone is not 900 and 0."""
    people = (
        "{label: {zh: 人数}, total: at_least, total_label: {zh: 计}, total_at: start, nodes: {m: {label: {zh: 男}}}}"
    )
    rows = "{total: exact, total_label: {zh: 总计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"
    lines = [
        "| | | | | |",
        "|-|-|-|-|-|",
        "| | | | 人数 | |",
        "| | | | 计 | 男 |",
        "| 甲 | | | 9000 | |",
        "| 乙 | | | | |",
    ]
    spec = minimal(rows=rows, columns=f"{{nodes: {{all: {people}}}}}")
    read = read_bytes("\n".join(lines).encode(), spec=spec).report
    assert {900, 0}.isdisjoint(cell.value for cell in read["stock"])
