"""A corpus of sentences as reports write them: no false alarm among them, and every contradiction is found."""

from __future__ import annotations

import re

import pytest

import govdisclosure as gd
from tests.checks.test_stated import report, said

TRUE = [
    ("本年度，我局新收到政府信息公开申请12件，均为自然人申请。", "new"),
    ("新接收依申请公开政府信息申请12件", "new"),
    ("2024年度共新受理信息公开申请１２件，申请内容主要涉及社保。", "new"),
    ("新收政府信息公开申请共计12件", "new"),
    ("我单位今年共接到政府信息公开申请12件。", "received"),
    ("年内收到依申请公开事项12件", "received"),
    ("收办政府信息公开申请15件", "received"),
    ("全年共受理依申请公开信息 12 件", "received"),
    ("共收到公民、法人和其他组织政府信息公开申请12件", "received"),
    ("收到政府信息公开申请12宗，答复及时。", "received"),
    ("依申请公开方面。收到申请12件，上年结转3件。", "received carried_in"),
    ("收到政府信息公开申请12件（含上年结转3件）", "received carried_in"),
    ("含上年度结转申请3件", "carried_in"),
    ("收到申请12件，办结申请14件", "received outcome"),
    ("依申请公开。受理申请12件，共办结14件。", "received outcome"),
    ("收到依申请公开12件，答复政府信息公开申请14件", "received"),
    ("在办结的政府信息公开申请中，予以公开8件，部分公开2件。", "granted partly"),
    ("不予公开1件，占7.1%；无法提供1件；不予处理1件", "refused unavailable not_processed"),
    ("作其他处理1件", "other"),
    ("同意公开8件", "granted"),
    ("同意部分公开2件", "partly"),
    ("不同意公开1件", "refused"),
    ("尚有1件结转下一年度继续办理", "carried_out"),
    ("剩余1件结转下年度办理", "carried_out"),
    ("1件顺延到下年度答复", "carried_out"),
    ("1件结转至下一年继续办理", "carried_out"),
    ("转下年度办理的有1件", "carried_out"),
    ("因政府信息公开引发的行政复议2起", "reviews"),
    ("信息公开类行政复议2件", "reviews"),
    ("涉及政府信息公开的行政复议案件2宗", "reviews"),
    ("政府信息公开行政诉讼案件1件", "litigation"),
    ("信息公开类行政诉讼1件", "litigation"),
    ("有2件涉及政府信息公开的行政复议", "reviews"),
    ("因信息公开工作被提起行政复议2件、行政诉讼1件", "reviews"),
    ("制定行政规范性文件3份", "issued"),
    ("印发行政规范性文件3部", "issued"),
    ("本年度制发行政规范性文件3件，废止1件，现行有效45件。", "issued repealed_listed in_force_listed"),
    ("规范性文件清理后，现行有效的行政规范性文件共45件", "in_force"),
    ("公开现行有效规范性文件45件", "in_force"),
    ("已宣布废止规范性文件1件", "repealed"),
    ("行政许可本年处理决定数量776件", "licences"),
    ("全年作出行政许可处理决定776件", "licences"),
    ("行政处罚处理决定29件，行政强制处理决定2件", "penalties coercion"),
    ("行政处罚共处理决定数量29件", "penalties"),
    ("行政事业性收费2万元", "fees"),
    ("收取行政事业性收费20000元", "fees"),
    (
        "2024年，我局共收到政府信息公开申请12件，比上年减少5件。上年结转3件，办结14件，结转下年度继续办理1件。",
        "received carried_in carried_out",
    ),
    ("（二）依申请公开。全年新收政府信息公开申请12件，其中自然人申请12件。", "new"),
    ("年度内受理政府信息公开申请一十二件，较好地保障了公众知情权。", "received"),
    ("收到信息公开申请12件，上年度结转申请3件，已全部办结。", "received carried_in"),
    ("收到信息公开申请12件，除1件结转下年度外，其他均已办结。", "received carried_out"),
    (
        "共办理政府信息公开申请15件，予以公开8件、部分公开2件、不予公开1件、无法提供1件、不予处理1件、其他处理1件。",
        "handled granted partly refused unavailable not_processed other",
    ),
    ("予以公开或部分公开共10件", "granted_or_partly"),
    ("因政府信息公开引起行政复议2件，其中结果维持2件", "reviews"),
    ("行政规范性文件制定情况：出台规范性文件3件，废止规范性文件1件", "issued repealed"),
    ("2024年行政事业性收费2万元", "fees"),
    ("2024年度共接收政府信息公开申请 1 2 件", "received"),
    ("今年收到政府信息公开申请12件，去年9件", "received"),
    ("收到政府信息公开申请12件，同比上升33%", "received"),
]
FALSE = [
    ("新收到政府信息公开申请21件", "new"),
    ("2024年未接到任何形式的依申请公开。", "new"),
    ("没有接到群众主动要求公开政府信息的申请。", "new"),
    ("我镇未有受理信息公开申请", "new"),
    ("本单位未收到依申请公开来信", "new"),
    ("未收到公民、法人或其他组织关于政府信息公开的申请", "new"),
    ("无群众主动要求公开政府信息的申请事项", "new"),
    ("上年转结申请5件", "carried_in"),
    ("收到申请12件，全部是本年度受理", "received carried_in"),
    ("依申请公开申请共办结12件", "outcome"),
    ("予以公开18件", "granted"),
    ("无法提供的10件", "unavailable"),
    ("其他处理0件", "other"),
    ("结转下年度继续办理0件", "carried_out"),
    ("无下年度结转", "carried_out"),
    ("收到政府信息公开申请12件，办结率100%", "received all_done"),
    ("所有政府信息公开申请均已按要求办理完成", "all_done"),
    ("2024年，我局未发生因政府信息公开申请行政复议、提起行政诉讼情况。", "disputes"),
    ("未出现政府信息公开行政复议、行政诉讼情况", "disputes"),
    ("没有发生针对政府信息公开的行政复议案、行政诉讼案", "disputes"),
    ("无信息公开类行政复议及诉讼案件", "disputes"),
    ("未发生行政复议和行政诉讼案件", "disputes"),
    ("未制定规范性文件", "issued"),
    ("现行有效行政规范性文件54件", "in_force"),
    ("无行政事业性收费", "fees"),
    ("无行政强制的事项", "coercion"),
    ("未收到任何单位和个人提出的政府信息公开申请", "new"),
    ("本年度没有收到公民、法人和其他组织的政府信息公开申请。", "new"),
    ("全年受理政府信息公开申请0件", "received"),
    ("予以公开和部分公开11件", "granted_or_partly"),
    ("因政府信息公开引起行政复议4件，其中结果维持2件", "reviews"),
    ("无因政府信息公开引起的行政诉讼", "litigation"),
    ("没有因政府信息公开提起的行政复议", "reviews"),
    ("未发生因信息公开引发的行政复议或行政诉讼案件。", "disputes"),
    ("本单位未发生被申请行政复议、被提起行政诉讼的情况", "disputes"),
    ("全年未制发行政规范性文件", "issued"),
    ("本年废止规范性文件2件，修改1件", "repealed"),
    ("行政许可处理决定667件", "licences"),
    ("行政强制处理决定2件，行政处罚处理决定92件", "coercion penalties"),
    ("行政事业性收费金额200元", "fees"),
    ("未收取行政事业性费用", "fees"),
    ("部门预算公开后未收到信息公开申请", "new"),
    ("已全部完成政府信息公开申请平台建设，信息公开申请答复已全部办结", "all_done"),
]
LEFT_ALONE = [
    "全年通过门户网站主动公开信息1136条，政务新媒体发布信息523条。",
    "公开行政许可类信息69条、行政处罚类信息27条、施工许可证76条。",
    "政策文件公开12件，解读8件，人事任免文件5件。",
    "其中市政府本级收到政府信息公开申请5件，某县收到政府信息公开申请77件。",
    "受理网络问政182件，群众来信41件，12345热线工单办结率100%。",
    "答复市人大代表建议12件、政协委员提案9件，办结率100%。",
    "比2022年（31起）下降29%，回落12.3%。",
    "2023年收到政府信息公开申请7件，今年明显增多。",
    "政府信息公开申请均在法定期限内予以答复。",
    "因申请人自主撤销，其他1件未计。",
    "按期答复率100%。",
    "全县各单位共收到政府信息公开申请430件，均已办结。",
    "公报全年刊登规范性文件等112件。",
    "本机关没有其他需要报告的事项。",
    "未收取任何信息处理费，信息处理费0元。",
    "没有收费及减免事项。",
    "未被行政复议机关纠错，未发生行政诉讼败诉情形。",
    "承办行政复议案件170件，其中涉及征收的57件。",
    "近三年累计收到政府信息公开申请64件。",
    "历年来共收到政府信息公开申请200余件。",
    "占申请总数的57.14%，较上年增加4件。",
    "当面收到政府信息公开申请2件，邮寄收到政府信息公开申请7件，网络收到3件。",
    "与去年同期相比，收到政府信息公开申请减少3件。",
    "计划明年现行有效规范性文件控制在40件以内。",
    "组织政府信息公开培训3次，参训120人次。",
    "起草行政规范性文件8件，审查行政规范性文件16件。",
    "街道办事处收到信访事项17件，予以公开答复12件。",
    "未收到行政许可申请。",
    "对属于行政执法案卷的，不予公开。",
    "如对申请内容不明确的，无法提供的，及时告知。",
    "平均每件申请办理用时8天。",
    "一件申请经补正后重新受理。",
    "建议办结2件，提案办结3件。",
    "公众号推送政府信息公开内容15条，阅读量1.5万人次。",
    "约12%的申请结转下年度。",
    "预计结转下年度继续办理5件。",
    "依申请公开0件",
    "除1件结转2025年继续办理，其他均已按期答复",
    "作出予以公开决定8件",
    "属于四类过程性信息1件",
    "因本机关不掌握相关政府信息无法提供1件",
    "全局被申请行政复议2件",
    "本单位未发生被纠错的行政复议、行政诉讼",
    "我局作为被告的行政诉讼12件，作为被申请人的行政复议9件。",
    "办理行政复议应诉案件9件，行政诉讼12件",
    "公开行政规范性文件3件",
    "收到政府信息公开申请1,2件",
    "区级共收到政府信息公开申请35件",
    "各乡镇收到政府信息公开申请35件",
    "本系统收到政府信息公开申请35件",
    "所属事业单位未收到政府信息公开申请",
    "自2008年条例施行以来，共收到政府信息公开申请350件。",
    "截至2024年底，累计收到政府信息公开申请350件，办结350件。",
    "2022年、2023年分别收到政府信息公开申请7件、9件。",
    "上年度我局收到政府信息公开申请9件",
    "去年收到政府信息公开申请9件",
    "收到政府信息公开申请的12个工作日内答复",
    "自收到政府信息公开申请20个工作日内予以答复",
    "收到政府信息公开申请后5个工作日内",
    "对收到的政府信息公开申请3日内登记",
    "培训会上强调：不得以未收到政府信息公开申请为由拒绝办理",
    "举办政府信息公开申请办理培训2次",
    "政府信息公开申请2个渠道",
    "新增依申请公开申请3个渠道",
    "开设政府信息公开申请5个窗口",
    "答复政府信息公开申请超期0件",
    "无法提供的2个原因",
    "其他处理3种情形",
    "不予公开8种情形说明",
    "制定规范性文件3项制度",
    "出台规范性文件管理办法1件",
    "现行有效规范性文件目录1份",
    "制发规范性文件合法性审查意见3件",
    "印发规范性文件清理通知1件",
    "全市现行有效规范性文件393件",
    "办结12345热线申请41件",
    "申请公开渠道畅通，办结率100%",
    "对2件政府信息公开申请予以公开",
    "已结转下年度的2件工作任务",
    "2项任务结转下年度继续推进",
    "2个项目资金结转下年度",
    "财政资金结转下年度200万元",
    "预算结转下年度5项",
    "未收到社会公众对政府信息公开的投诉",
    "未收到有关政府信息公开的举报",
    "无政府信息公开申请收费情况",
    "无政府信息公开工作人员",
    "没有收到信息公开申请费用",
    "无依申请公开收费",
    "未受理政府信息公开申请复议",
    "申请共计12件",
    "其中上年度结转3件",
    "包括上年结转政府信息公开申请3件",
    "全年答复申请14件，其中予以公开8件",
    "结转至2025年1件",
    "产生行政复议及行政诉讼3件",
    "涉及的行政诉讼数为1件",
]

TEXT = (
    "2024年，示例局共收到政府信息公开申请12件，上年结转3件。在办结的14件政府信息公开申请中，予以公开8件，部分公开2件，"
    "不予公开1件；结转下年度继续办理1件。因政府信息公开引起的行政复议2件。制发行政规范性文件3件，废止行政规范性文件1件，"
    "现行有效行政规范性文件45件。行政许可处理决定776件，行政处罚处理决定29件。"
)
"""A text as the project's example report has it, with more figures."""
FIGURES = (
    "12件，上",
    "3件。在",
    "8件",
    "2件，不",
    "1件；",
    "1件。因",
    "2件。制",
    "3件，废",
    "1件，现",
    "45件",
    "776件",
    "29件",
)


@pytest.mark.parametrize(("text", "rules"), TRUE)
def test_a_true_statement_passes(text: str, rules: str) -> None:
    """In whatever wording."""
    assert said(text) == [(rule, "pass") for rule in rules.split()]


@pytest.mark.parametrize(("text", "rules"), FALSE)
def test_a_contradiction_is_found(text: str, rules: str) -> None:
    """And nothing else is said to be wrong."""
    *right, wrong = rules.split()
    assert said(text) == [*((rule, "pass") for rule in right), (wrong, "fail")]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_says_something_else_is_left_alone(text: str) -> None:
    """Other subjects, scopes, years, shares, conditions and inexact numbers."""
    assert said(text) == []


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    """Fifty statements in thirty wordings at least: what is left of a sentence without its figures is its wording."""
    sentences = [text for text, _ in (*TRUE, *FALSE)]
    assert len(sentences) > 80
    assert len({re.sub("[0-9０-９一二三十]+", "", text) for text in sentences}) > 60
    assert len({rule for _, rules in (*TRUE, *FALSE) for rule in rules.split()}) > 20
    assert len(LEFT_ALONE) > 80


def test_a_text_that_agrees_has_no_findings() -> None:
    """Every figure of it is held against the tables, and passes."""
    checked = gd.check(report(TEXT))
    assert [judgement.status for judgement in checked.statements] == ["pass"] * len(FIGURES)


@pytest.mark.parametrize("figure", FIGURES)
def test_every_changed_figure_is_found_with_its_clause(figure: str) -> None:
    """One figure of a text that agrees is changed: one finding, which quotes the clause with the changed figure."""
    assert TEXT.count(figure) == 1
    number = re.match("[0-9]+", figure)
    assert number
    wrong = str(int(number[0]) + 7) + figure[number.end() :]
    findings = [finding for finding in gd.check(report(TEXT.replace(figure, wrong))) if finding.status == "fail"]
    (finding,) = findings
    assert finding.statement is not None
    assert wrong.partition("件")[0] + "件" in finding.statement.clause
    assert finding.statement.clause in finding.explain("zh")
