"""Rules between a report and another document of the same body and year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.lint.linting import lint_text

RULES = ("licensing/enforcement_licences", "enforcement/enforcement_penalties", "enforcement/enforcement_coercion")
PAGE = """<h1>{name}2024年度行政执法统计年报</h1><p>第一部分 {name}2024年度行政执法数据表</p>
<p>表一</p><p>{name}2024年度行政处罚实施情况统计表</p><table>
<tr><td colspan=10>行政处罚实施数量（宗）</td><td></td></tr>
<tr><td>警告、通报批评</td><td>罚款</td><td>没收违法所得、没收非法财物</td><td>暂扣许可证、执照，降低资质等级</td>
<td>吊销许可证、执照</td><td>限制开展生产经营活动</td><td>责令停产停业、责令关闭、限制从业</td><td>行政拘留</td>
<td>其他行政处罚</td><td>合计（宗）</td><td>罚没金额（万元）</td></tr>
<tr><td>12175</td><td>94929</td><td>235</td><td>189</td><td>101</td><td>0</td><td>11</td><td>504</td><td>12</td>
<td>{total}</td><td>1753.79</td></tr></table>
<p>表二</p><p>{name}2024年度行政许可实施情况统计表</p><table>
<tr><td colspan=5>行政许可实施数量（宗）</td></tr>
<tr><td>申请数量</td><td>受理数量</td><td>许可数量</td><td>不予许可数量</td><td>撤销许可数量</td></tr>
<tr><td>26569</td><td>26569</td><td>26462</td><td>102</td><td>5</td></tr></table>
<p>第二部分 {name}2024年度行政执法情况说明</p><p>数据截至年末。</p>"""


def statistics(name: str = "庆元县", total: int = 108156) -> gd.Report:
    """Return the enforcement statistics of a body, with the figures that a county published."""
    return gd.read(PAGE.format(name=name, total=total).encode()).report


def report(licences: int = 26564, penalties: int = 108156, coercion: int = 3, name: str = "庆元县") -> gd.Report:
    """Return a disclosure report with the decisions of section two."""
    tables = {
        "licensing": {"licence": {"decisions": licences}},
        "enforcement": {"penalty": {"decisions": penalties}, "coercion": {"decisions": coercion}},
    }
    return gd.from_data({"spec": "cn/2021", "organisation": name, "year": 2024, "tables": tables})


def statuses(result: gd.CheckResult) -> dict[str, str]:
    """Return what the rules between documents came to."""
    return {one.relation.rule: one.status for one in result.judgements() if one.relation.rule in RULES}


def test_a_page_of_statistics_is_read_whole() -> None:
    """Every figure stands in its cell; whose it is, is not taken from the title of a part."""
    read = statistics()
    assert (read.spec.id, read.organisation, read.year) == ("cn-enforcement/2021", "庆元县", 2024)
    assert read["penalties"]["count", "number"].value == 108156
    assert str(read["penalties"]["count", "amount"].value) == "1753.79"
    licences = read["licences"]
    keys = ("applied", "granted", "refused", "revoked")
    assert [licences["count", f"number.{key}"].value for key in keys] == [26569, 26462, 102, 5]
    assert {problem.code for problem in read.problems} == {"missing_table"}
    assert gd.check(read).counts["fail"] == 0


OLD_KINDS = [
    *("警告", "罚款", "没收违法所得、没收非法财物", "暂扣许可证、执照"),
    *("责令停产停业", "吊销许可证、执照", "行政拘留", "其他行政处罚"),
]


@pytest.mark.parametrize("figures", [(0, 293, 0, 0, 0, 0, 0, 0), (31, 54, 0, 0, 0, 0, 59, 0)])
@pytest.mark.parametrize("year", [2020, 2022])
def test_the_kinds_of_the_old_law_are_a_version_of_their_own(figures: tuple[int, ...], year: int) -> None:
    """What a body prints under the kinds of before 2021 is read in that version, whatever its year."""
    heads = "".join(f"<td>{label}</td>" for label in OLD_KINDS)
    cells = "".join(f"<td>{figure}</td>" for figure in (*figures, sum(figures), "11817.5"))
    page = (
        f"<h1>某局{year}年度行政执法统计年报</h1><p>某局{year}年度行政处罚实施情况统计表</p><table>"
        "<tr><td colspan=9>行政处罚实施数量（宗）</td><td></td></tr>"
        f"<tr>{heads}<td>合计（宗）</td><td>罚没金额（万元）</td></tr><tr>{cells}</tr></table>"
    )
    read = gd.read(page.encode()).report
    assert read.spec.id == "cn-enforcement/2018"
    assert [value for value in read.values if value is not None][:-1] == [*figures, sum(figures)]
    assert not [finding for finding in gd.check(read) if finding.status == "fail"]


def test_documents_that_agree_pass_and_others_are_explained() -> None:
    """A difference is a warning with both figures, and says in which document each stands."""
    agreed = statuses(gd.check(report(), companions=[statistics()]))
    assert agreed == dict(zip(RULES, ("pass", "pass", "undecided"), strict=True))
    found = {one.rule: one for one in gd.check(report(penalties=108150), companions=[statistics()])}
    failed = found["enforcement/enforcement_penalties"]
    assert (failed.status, failed.severity, failed.level) == ("fail", "warning", 4)
    assert (failed.left, failed.right, failed.difference) == (108150, 108156, -6)
    assert [cell.ref.of for cell in failed.cells] == ["this", "enforcement"]
    assert "table 1" in failed.explain("en") or "Annual statistics" in failed.explain("en")


def test_without_another_document_nothing_is_said() -> None:
    """Rules between documents count only where other documents are given."""
    alone, given = gd.check(report()), gd.check(report(), companions=[])
    assert not statuses(alone)
    assert sum(given.counts.values()) == sum(alone.counts.values()) + len(RULES)
    assert set(statuses(given).values()) == {"undecided"}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (gd.from_data({"spec": "cn-enforcement/2021", "organisation": "某县", "year": 2024}), "is of 某县"),
        (gd.from_data({"spec": "cn-enforcement/2021", "organisation": "庆元县", "year": 2023}), "for 2023"),
        (gd.from_data({"spec": "cn/2021", "organisation": "庆元县", "year": 2024}), "no rules about"),
    ],
)
def test_a_document_that_is_none_of_it_is_refused(other: gd.Report, said: str) -> None:
    """Another body, another year or a format that no rule names is the caller's mistake."""
    with pytest.raises(gd.UsageError, match=said):
        gd.check(report(), companions=[other])


def test_two_of_a_kind_are_refused() -> None:
    """Which of two documents is meant is not guessed."""
    with pytest.raises(gd.UsageError, match="two documents"):
        gd.check(report(), companions=[statistics(), statistics()])


def test_one_file_with_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check FILE --with OTHER` tells a warning, and fails where warnings do."""
    ours, other = tmp_path / "report.json", tmp_path / "statistics.html"
    ours.write_text(gd.to_json(report(penalties=1)), encoding="utf-8")
    other.write_text(PAGE.format(name="庆元县", total=108156), encoding="utf-8")
    assert run(["--lang", "en", "check", str(ours), "--with", str(other), "--fail-on", "warning"]) == 1
    assert "enforcement/enforcement_penalties" in capsys.readouterr().out


def test_many_files_find_their_documents_by_organisation_and_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A body without a document has rules that are undecided, and a document of nobody is named."""
    reports, others = tmp_path / "reports", tmp_path / "others"
    for folder in (reports, others):
        folder.mkdir()
    for name in ("庆元县", "某县"):
        (reports / f"{name}.json").write_text(gd.to_json(report(name=name)), encoding="utf-8")
    for name in ("庆元县", "别县"):
        (others / f"{name}.html").write_text(PAGE.format(name=name, total=108156), encoding="utf-8")
    run(["--lang", "en", "check", str(reports), "--with", str(others), "--format", "json"])
    printed = capsys.readouterr()
    found = {one["organisation"]: one for one in json.loads(printed.out)["reports"]}
    assert [one["status"] for one in found["庆元县"]["findings"] if one["rule"] in RULES] == ["undecided"]
    assert [one["status"] for one in found["某县"]["findings"] if one["rule"] in RULES] == ["undecided"] * 3
    assert "companion_unmatched" in {problem["code"] for problem in found["某县"]["problems"]}
    assert "别县" in printed.err


def test_names_of_documents_are_checked() -> None:
    """A document that the format does not name is a fault; a cell that no installed format has, a remark of lint."""
    text = Path(gd.load_spec("cn/2021").origin).read_text(encoding="utf-8")
    with pytest.raises(gd.SpecError, match="no companion enforcment"):
        gd.load_text(text.replace("== enforcement.penalties[", "== enforcment.penalties["))
    faults = lint_text(text.replace("enforcement.penalties[count, number]", "enforcement.penalties[count, numbers]"))
    assert [fault.code for fault in faults] == ["unknown_companion_cell"]


def test_a_rule_about_the_text_has_no_other_document() -> None:
    """What a text says is held against its own tables."""
    text = Path(gd.load_spec("cn/2021").origin).read_text(encoding="utf-8")
    with pytest.raises(gd.SpecError, match="a rule about the text cannot refer"):
        gd.load_text(
            text.replace('check: "n == [penalty, decisions]"', 'check: "n == enforcement.penalties[count, number]"')
        )


def with_penalties_and(term: str) -> gd.Form:
    """Return the form of 2021 with another term beside the penalties that the statistics are held against."""
    text = Path(gd.load_spec("cn/2021").origin).read_text(encoding="utf-8")
    text = text.replace('"[penalty, decisions] ==', f'"[penalty, decisions] + {term} ==')
    return gd.expand(gd.load_text(text.replace('{"[penalty, decisions]"', f'{{"{term}": 0, "[penalty, decisions]"')))


def test_a_rule_may_hold_another_document_against_the_year_before() -> None:
    """Figures of three documents in one rule: each is taken from its own."""
    form = with_penalties_and("prior[penalty, decisions]")
    now, before = (evolve(report(penalties=number), form=form) for number in (156, 108000))
    result = gd.check(now, prior=evolve(before, year=2023), companions=[statistics()])
    assert statuses(result)["enforcement/enforcement_penalties"] == "pass"


def test_a_rule_of_which_the_report_has_no_cell_does_not_apply() -> None:
    """Whatever the year before and the other document have; if it has some of several, the rule is undecided."""
    form = with_penalties_and("[coercion, decisions]")
    before = evolve(report(), form=form, year=2023)
    found = []
    for rows in ({}, {"penalty": {"decisions": 5}}):
        data = {"spec": "cn/2021", "organisation": "庆元县", "year": 2024, "tables": {"enforcement": rows}}
        now = evolve(gd.from_data(data), form=form)
        found.append(
            statuses(gd.check(now, prior=before, companions=[statistics()]))["enforcement/enforcement_penalties"]
        )
    assert found == ["not_applicable", "undecided"]


def test_a_document_of_another_version_may_lack_cells() -> None:
    """What it does not have may be anything."""
    old = gd.from_data({"spec": "cn-enforcement/2018", "organisation": "庆元县", "year": 2024, "tables": {}})
    assert set(statuses(gd.check(report(), companions=[old])).values()) == {"undecided"}


def test_a_province_that_has_more_columns_is_a_child() -> None:
    """Every kind of penalty in a column of its own, amounts in yuan: its figures stand where its heads say."""
    kinds = [
        *("警告", "通报批评", "罚款", "没收违法所得、没收非法财物", "暂扣许可证件", "降低资质等级"),
        *("限制开展生产经营活动", "责令停产停业", "责令关闭、限制从业", "吊销许可证件", "行政拘留", "其他行政处罚"),
    ]
    figures = (1, 2, 30, 4, 0, 0, 0, 1, 0, 0, 0, 2)
    heads = "".join(f"<td>{label}</td>" for label in (*kinds, "合计(宗)", "罚没金额(元)"))
    cells = "".join(f"<td>{figure}</td>" for figure in (*figures, sum(figures), "12500.50"))
    page = (
        "<h1>某局2021年度行政执法统计年报</h1><p>某局2021年度行政处罚实施情况统计表</p><table>"
        f"<tr><td colspan=13>行政处罚实施数量(宗)</td><td></td></tr><tr>{heads}</tr><tr>{cells}</tr></table>"
    )
    read = gd.read(page.encode()).report
    assert read.spec.id == "cn-enforcement/2021-datong"
    assert [str(value) for value in read.values if value is not None] == [*map(str, (*figures, 40)), "12500.50"]
    assert gd.check(read).counts["fail"] == 0


def test_a_page_that_fits_several_versions_is_in_none_of_a_province() -> None:
    """What does not tell versions apart is read in the widespread one."""
    page = PAGE.format(name="某县", total=1)
    page = page[: page.index("<p>表一")] + page[page.index("<p>表二") :]
    assert gd.read(page.encode()).report.spec.id == "cn-enforcement/2021"
