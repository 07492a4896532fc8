"""Heads over a whole table, over its labels, and the lines under it, as the accounts of departments print them."""

from __future__ import annotations

import pytest

from govdisclosure import expand
from govdisclosure.grid import Grid
from govdisclosure.layout import draw_stack
from govdisclosure.specfile.store import find_spec

FORM = expand(find_spec("cn-accounts/2024"))


def _head(stack: tuple[str, ...]) -> tuple[Grid, list[list[str]]]:
    """Return a drawn stack, and what its head prints at each position."""
    grid = draw_stack(FORM, stack, "zh")
    rows = grid.owners()[: grid.head]
    return grid, [[cell.text if cell else "" for cell in row] for row in rows]


def test_a_spanner_stands_over_each_half() -> None:
    """收入 and 支出 over the labels and figures of the two tables that are printed side by side."""
    grid, rows = _head(("income", "spending"))
    assert rows == [["收入", "收入", "支出", "支出"], ["项目", "决算数", "项目", "决算数"]]
    assert grid.feet == ("注：本表反映部门本年度的总收支和年末结转结余情况。",)


def test_a_label_spanner_stands_over_code_and_name_alone() -> None:
    """The heads beside it are as high as both rows."""
    _, rows = _head(("general_by_function",))
    assert [row[:3] for row in rows] == [["项目", "项目", "合计"], ["功能分类科目编码", "科目名称", "合计"]]


def test_where_the_head_has_two_rows_already_it_stays_so_high() -> None:
    """Only what stands under the label spanner loses a row."""
    _, rows = _head(("fund_by_function",))
    assert [row[:4] for row in rows] == [
        ["项目", "项目", "年初结转和结余", "本年收入"],
        ["功能分类科目编码", "科目名称", "年初结转和结余", "本年收入"],
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_position_of_such_tables_belongs_to_one_cell(language: str) -> None:
    """No head covers another."""
    for section in FORM.spec.sections:
        for stack in section.draw:
            assert all(all(row) for row in draw_stack(FORM, stack, language).owners())
