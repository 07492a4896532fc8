"""Children of bundled formats, as provinces print them, read from pages in their shape; the figures are made up."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from govdisclosure.specfile import find_spec

TITLE = "<h1>某区示例局2022年度行政执法统计年报</h1><h2>第一部分 行政执法数据表</h2>"
KINDS = (
    "警告 通报批评 罚款 没收违法所得、没收非法财物 暂扣许可证件 降低资质等级 吊销许可证件 限制开展生产经营活动 "
    "责令停产停业 责令关闭 限制从业 行政拘留 其他行政处罚"
)
ALONE = KINDS.replace("、没收", " 没收")


def row(*texts: object, tag: str = "td") -> str:
    """A row of a page."""
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>"


def chongqing(wrong: int = 0) -> str:
    """A page as Chongqing prints it, with so much too much in one sum."""
    office = [8, 0, 13, 1, *[0] * 9, 22 + wrong, "17.40", 5, 17, 17, 1, 0, 0]
    squad = [1, 0, 2, *[0] * 9, 1, 4, "0.60", 1, 3, 3, 0, 1, 1]
    both = [9, 0, 15, 1, *[0] * 8, 1, 26 + wrong, "18.00", 6, 20, 20, 1, 1, 1]
    heads = [
        "单位",
        *KINDS.split(),
        "合计",
        "罚没金额（万元）",
        "简易程序数量",
        "一般程序数量",
        "审核数量",
        "纠错数量",
        "涉嫌犯罪移送案件数量",
        "司法机关受理案件数量",
    ]
    rows = (row("局机关", *office), row("执法支队", *squad), row("合计", *both))
    return f"{TITLE}<p>单位：件</p><table>{row(*heads, tag='th')}{''.join(rows)}</table>"


def shandong() -> str:
    """A page as Shandong prints it: a case counts under several kinds."""
    heads = ["单位", "立案数量", "结案数量", *ALONE.split(), "罚没金额（万元）", "不予处罚", "减轻处罚"]
    heads += ["被复议应诉数量", "移送司法机关数量"]
    figures = [10, 10, 0, 0, 10, 2, 1, *[0] * 8, 10, "12.50", 0, 1, 0, 0]
    rows = row("局机关", *figures) + row("合计", *figures)
    return f"{TITLE}<table>{row(*heads, tag='th')}{rows}</table>"


@pytest.mark.parametrize(("page", "variant"), [(chongqing(), "chongqing"), (shandong(), "shandong")])
def test_a_page_is_read_in_the_form_of_its_province(page: str, variant: str) -> None:
    """Every figure of the table of penalties stands in its cell, and the sums hold."""
    report = gd.read(page.encode()).report
    assert report.spec.id == f"cn-enforcement/2021-{variant}"
    penalties = [cell for cell in report["penalties"] if cell.state != "absent"]
    assert len(penalties) == {"chongqing": 63, "shandong": 42}[variant]
    assert all(cell.state == "number" for cell in penalties)
    assert gd.check(report).counts["fail"] == 0


def test_a_wrong_sum_is_found() -> None:
    """A row in which one figure is too large fails, and so does the sum of the bodies."""
    result = gd.check(gd.read(chongqing(wrong=5).encode()).report)
    assert {one.id for one in result if one.status == "fail"} == {
        "penalties/columns:number[count.局机关]",
        "penalties/columns:number[count]",
    }


def test_kinds_that_overlap_have_no_total() -> None:
    """Where a case counts under several kinds no rule adds them up, nor compares them with another document."""
    form = gd.expand(find_spec("cn-enforcement/2021-shandong"), {"penalties/rows:count": ("局机关",)})
    assert {relation.rule for relation in form.relations if relation.rule.startswith("penalties")} == {
        "penalties/rows:count"
    }


def test_accounts_of_24_kinds_lack_the_rows_and_the_rules_on_debt() -> None:
    """What is dropped takes the rules that name it with it; all others stay."""
    usual, short = find_spec("cn-accounts/2024"), find_spec("cn-accounts/2024-24")
    gone = {rule.key for rule in usual.rules} - {rule.key for rule in short.rules}
    assert gone == {"function_debt_principal", "function_debt_interest"}
    assert len(gd.expand(usual).cells) - len(gd.expand(short).cells) == 2 + 2 * 4
