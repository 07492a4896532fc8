"""Final accounts of departments, in the shape in which offices print the nine tables; the figures are made up here.

Halves stand side by side, codes and what they stand for in two columns, 合计 reaches over both; a blank means nothing.
"""

from decimal import Decimal
from functools import cache

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.checks import stated_judgements
from govdisclosure.errors import FormatWarning
from govdisclosure.form import Form
from govdisclosure.report import Report
from govdisclosure.specfile import find_spec

SPEC = find_spec("cn-accounts/2024")
ITEMS = {
    "201": ("一般公共服务支出", "60.00", "40.00", "20.00"),
    "20103": ("政府办公厅（室）及相关机构事务", "60.00", "40.00", "20.00"),
    "2010301": ("行政运行", "40.00", "40.00", ""),
    "2010302": ("一般行政管理事务", "20.00", "", "20.00"),
    "221": ("住房保障支出", "9.99", "9.99", ""),
    "22102": ("住房改革支出", "9.99", "9.99", ""),
    "2210201": ("住房公积金", "6.66", "6.66", ""),
    "2210203": ("购房补贴", "3.34", "3.34", ""),
}
"""By code: what it stands for, all, basic and for projects; 9.99 is 6.66 + 3.34 but for rounding."""
TOTAL = ("70.00", "50.00", "20.00")
FIGURES = {
    "income": {"current.general": ["70.00"], "current": ["70.00"], "carried_in": ["2.00"], "total": ["72.00"]},
    "spending": {
        "current.general_services": ["60.00"],
        "current.housing": ["9.99"],
        "current": ["70.00"],
        "carried_out": ["2.00"],
        "total": ["72.00"],
    },
    "grant_income": {
        "current.general": ["70.00"],
        "current": ["70.00"],
        "carried_in": ["2.00"],
        "carried_in.fund": ["2.00"],
        "total": ["72.00"],
    },
    "grant_spending": {
        "current.general_services": ["60.00", "60.00", "", ""],
        "current.housing": ["9.99", "9.99", "", ""],
        "current": ["70.00", "70.00", "", ""],
        "carried_out": ["2.00", "", "2.00", ""],
        "total": ["72.00", "70.00", "2.00", ""],
    },
    "staff": {
        "pay": ["44.00"],
        "pay.basic_pay": ["30.00"],
        "pay.housing_fund": ["14.00"],
        "persons": ["1.00"],
        "persons.retired": ["1.00"],
        "total": ["45.00"],
    },
    "running": {
        "goods": ["4.00"],
        "goods.office": ["3.50"],
        "goods.reception": ["0.50"],
        "capital": ["1.00"],
        "capital.office_equipment": ["1.00"],
        "total": ["5.00"],
    },
}
THREE_PUBLIC = ["3.00", "2.50", "1.00", "0.80", "1.00", "1.00", "0.00", "0.00", "1.00", "1.00", "1.00", "0.70"]
FUND = {"212": ("城乡社区支出", "2.00", "", "", "", "", "2.00")}
OWN = "东山区园林局"


def row(*cells: str, spans: tuple[int, ...] = ()) -> str:
    """Return a row of a table; `spans` are the columns over which its first cells reach."""
    widths = (*spans, *(1 for _ in cells[len(spans) :]))
    return (
        "<tr>"
        + "".join(f"<td colspan={width}>{text}</td>" for text, width in zip(cells, widths, strict=True))
        + "</tr>"
    )


def half(form: Form, table: str, *, coded: bool = False) -> list[list[str]]:
    """Return the rows of one half of a table, as they are printed, with its figures."""
    part, figures = form.tables[table], FIGURES[table]
    width = len(part.columns.lines)
    found = []
    for line in part.rows.lines:
        label = line.header.text("zh")
        code, _, name = label.partition(" ")
        stub = ([code, name] if name else ["", label]) if coded else [label]
        found.append([*stub, *figures.get(line.path, [""] * width)])
    return found


def halves(form: Form, heads: list[str], left: str, right: str, *, coded: bool = False) -> str:
    """Return two halves side by side, the shorter with its totals at the end of the longer, as it is printed."""
    one, other = half(form, left, coded=coded), half(form, right, coded=coded)
    gap = [[""] * len(one[0])] * (len(other) - len(one))
    return "".join([row(*heads), *(row(*a, *b) for a, b in zip([*one[:-1], *gap, one[-1]], other, strict=True))])


def by_code(heads: list[str], spread: dict[str, list[str]], total: list[str], *, last: bool = False) -> str:
    """Return a table by code: code, what it stands for, and its figures."""
    rows = [row(code, name, *figures) for code, (name, *figures) in spread.items()]
    summed = row("合计", *total, spans=(2,))
    head = row("项目", *heads, spans=(2,)) + row("功能分类科目编码", "科目名称", *[""] * len(heads))
    return head + "".join([*rows, summed] if last else [summed, *rows])


@cache
def page() -> bytes:
    """Return the document."""
    form = gd.expand(SPEC)
    income = {code: [name, total, total, "", "", "", "", ""] for code, (name, total, *_) in ITEMS.items()}
    spending = {code: [*figures, "", "", ""] for code, figures in ITEMS.items()}
    kinds = ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    sources = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    coded = ["经济分类科目编码", "科目名称", "决算数"]
    three = row("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费", spans=(2, 2, 6, 2))
    three += row("", "", "小计", "公务用车购置费", "公务用车运行维护费", "", spans=(2, 2, 2, 2, 2, 2))
    three += row(*["预算数", "决算数"] * 6) + row(*THREE_PUBLIC)
    rolled = row("项目", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余", spans=(2, 1, 1, 3, 1))
    heads = row("功能分类科目编码", "科目名称", "", "", "合计", "基本支出", "项目支出", "")
    nothing = row("合计", "", "", "合计", "基本支出", "项目支出", "", spans=(2,)) + row(*[""] * 8)
    fund = rolled + heads + row("合计", *FUND["212"][1:], spans=(2,)) + row("212", *FUND["212"])
    tables = [
        halves(form, ["项目", "决算数"] * 2, "income", "spending"),
        by_code(["本年收入合计", "财政拨款收入", *kinds], income, [TOTAL[0], TOTAL[0], *[""] * 5]),
        by_code(
            ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
            spending,
            [*TOTAL, "", "", ""],
        ),
        halves(form, ["项目", "决算数", "项目", "合计", *sources], "grant_income", "grant_spending"),
        by_code(["合计", "基本支出", "项目支出"], {c: [*f] for c, f in ITEMS.items()}, [*TOTAL], last=True),
        halves(form, coded * 2, "staff", "running", coded=True),
        three,
        fund,
        rolled + nothing,
    ]
    sections = [section.title["zh"] for section in SPEC.sections]
    body = "".join(
        f"<p>{title}</p><p>单位：万元</p><table>{table}</table>" for title, table in zip(sections, tables, strict=False)
    )
    return f"<meta charset=utf-8><h1>{OWN}2024年度部门决算</h1>{body}".encode()


@cache
def reading() -> gd.Reading[Report]:
    """Read the document."""
    return gd.read(page(), spec=SPEC)


def test_every_table_is_read() -> None:
    """Every table with data is read, every figure in its cell, and the codes with what they stand for."""
    report = reading().report
    assert (report.organisation, report.year) == (OWN, 2024)
    printed = page().decode().count(".")
    assert sum(value is not None for value in report.values) == printed
    for table, rows in FIGURES.items():
        for path, figures in rows.items():
            cells = [report[table][path, line.path].value for line in report.form.tables[table].columns.lines]
            assert cells == [Decimal(figure) if figure else None for figure in figures]
    assert report["spending_by_function"]["items.2010301", "name"].text == "行政运行"
    silent = {
        cell.table
        for index, cell in enumerate(report.form.cells)
        if report.content(index).state in ("absent", "unreadable")
    }
    assert silent == {"capital_by_function"}, "the ninth has no data"
    assert "missing_table" in {problem.code for problem in reading().problems}


def test_honest_accounts_pass() -> None:
    """Balances hold inside and between the tables, those that rounding explains too."""
    result = gd.check(reading().report)
    assert [finding.id for finding in result.findings if finding.status == "fail"] == []
    assert result.counts["pass"] > 190


@pytest.mark.parametrize(
    ("place", "wrong", "rule"),
    [
        (("income", "current.general", "amount"), "71.00", "income/rows:current"),
        (("spending", "current.housing", "amount"), "9.00", "report/function_housing"),
        (("income_by_function", "items.2010301", "all.grants"), "14.00", "income_by_function/rows:items.20103"),
        (("spending_by_function", "items.22102", "all.basic"), "9.96", "spending_by_function/rows:items.22102"),
        (("grant_spending", "carried_out", "fund"), "3.00", "grant_spending/rows:total"),
        (("general_by_function", "items", "all.basic"), "55.00", "report/basic_spending"),
        (("staff", "pay.basic_pay", "amount"), "33.00", "staff/rows:pay"),
        (("three_public", "amount", "reception.final"), "1.70", "three_public/three_public_final"),
        (("fund_by_function", "items.212", "carried_out"), "2.50", "fund_by_function/fund_rolls"),
    ],
)
def test_an_error_in_each_table(place: tuple[str, str, str], wrong: str, rule: str) -> None:
    """A wrong figure is found by the balance that it breaks, and is among what may be wrong."""
    result = gd.check(reading().report.replacing({place: Decimal(wrong)}))
    assert rule in {finding.rule for finding in result.findings if finding.status == "fail"}
    suspected = {(cell.table, cell.row, cell.column) for suspect in gd.locate(result.report) for cell in suspect.cells}
    assert place in suspected


def test_the_format_says_that_it_is_not_official() -> None:
    """What rests on a template that offices hand out is provisional."""
    with pytest.warns(FormatWarning):
        assert gd.load_spec("cn-accounts/2024").status == "provisional"


EXPLAINED = {
    "summary": "东山区园林局2024年度收入支出总计72.00万元。与2023年度相比，收入支出总计增加3.00万元，增长4.35%。",
    "income_detail": "本年收入合计70.00万元，其中：财政拨款收入70.00万元，占100.00%。",
    "spending_detail": "本年支出合计70.00万元，其中：基本支出50.00万元，占71.43%；项目支出20.00万元，占28.57%。",
    "grants": "财政拨款收入支出总计72.00万元。",
    "general_spending": "一般公共预算财政拨款支出70.00万元，占本年支出合计的100.00%。",
    "basic_spending": "一般公共预算财政拨款基本支出50.00万元。其中：人员经费45.00万元；公用经费5.00万元。",
    "state_capital": "东山区园林局2024年度无国有资本经营预算财政拨款收入和支出。",
}


def explained(**sections: str) -> list[tuple[str, str]]:
    """Return what the explanations come to, rule by rule."""
    report = evolve(reading().report, sections=EXPLAINED | sections)
    return [(one.relation.rule.partition("/")[2], one.status) for one in stated_judgements(report)]


def test_the_explanations_agree_with_the_tables() -> None:
    """Each total that they name is that of its table; other years, shares and tables that are not there say nothing."""
    said = explained()
    assert [status for _, status in said] == ["pass"] * 11
    assert dict(said).keys() == {
        "stated_total",
        "stated_income",
        "stated_grants",
        "stated_spending",
        "stated_basic",
        "stated_projects",
        "stated_grants_total",
        "stated_general_spending",
        "stated_basic_general",
        "stated_staff",
        "stated_running",
    }


@pytest.mark.parametrize(
    ("section", "right", "wrong", "rule"),
    [
        ("summary", "总计72.00", "总计27.00", "stated_total"),
        ("income_detail", "合计70.00", "合计7,000.00", "stated_income"),
        ("spending_detail", "基本支出50.00", "基本支出50.02", "stated_basic"),
        ("basic_spending", "公用经费5.00", "公用经费50.00", "stated_running"),
    ],
)
def test_a_text_that_says_another_figure_than_its_table_is_told(
    section: str, right: str, wrong: str, rule: str
) -> None:
    """One figure of the explanations is wrong, by more than rounding explains."""
    assert (rule, "fail") in explained(**{section: EXPLAINED[section].replace(right, wrong)})


def test_a_text_that_says_there_is_nothing_is_held_against_the_figures() -> None:
    """A table with figures, and a sentence that there are none."""
    said = dict(explained(fund="东山区园林局2024年度无政府性基金预算财政拨款收入和支出。"))
    assert said["stated_fund"] == "pass"  # only what was carried over stands there
    assert dict(explained(three_public="本年度没有财政拨款“三公”经费支出。"))["stated_three_public"] == "fail"
