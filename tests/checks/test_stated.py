"""What the text says against the tables: true statements pass, contradictions are found, the rest is left alone."""

from __future__ import annotations

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.checks.stated import stated_judgements, wordings_of
from govdisclosure.statements import Context, plain

SPECS = ("cn/2021", "cn/2019", "cn/2014")
pytestmark = pytest.mark.filterwarnings("ignore::govdisclosure.FormatWarning")

FIGURES = {
    "new": 12,
    "carried_in": 3,
    "outcome": 14,
    "outcome.granted": 8,
    "outcome.partly_granted": 2,
    "outcome.refused.internal_affairs": 1,
    "outcome.unavailable.not_held": 1,
    "outcome.not_processed.repeat": 1,
    "outcome.other.other": 1,
    "carried_out": 1,
}


def report(text: str, section: str = "overview", year: int = 2024) -> gd.Report:
    """Return a report of one natural person's requests, with a text."""
    spec = gd.load_spec("cn/2021")
    form = gd.expand(spec)
    rows = {cell.row for cell in form.cells if cell.table == "applications"}
    columns = {cell.column for cell in form.cells if cell.table == "applications"}
    requests = {
        row: {c: FIGURES.get(row, 0) if c in ("natural_person", "total") else 0 for c in columns} for row in rows
    }
    disputes = {cell.column: 0 for cell in form.cells if cell.table == "disputes"}
    disputes |= {"review.upheld": 2, "review": 2, "litigation.direct.pending": 1, "litigation.direct": 1}
    return gd.from_data(
        {
            "spec": "cn/2021",
            "organisation": "某某局",
            "year": year,
            "tables": {
                "applications": requests,
                "disputes": {"count": disputes},
                "documents": {
                    "regulation": {"issued": 0, "repealed": 0, "in_force": 0},
                    "normative_document": {"issued": 3, "repealed": 1, "in_force": 45},
                },
                "licensing": {"licence": {"decisions": 776}},
                "enforcement": {"penalty": {"decisions": 29}, "coercion": {"decisions": 2}},
                "fees": {"fee": {"amount": 2}},
            },
            "sections": {section: text},
        }
    )


def said(text: str, section: str = "overview") -> list[tuple[str, str]]:
    """Return rule and verdict of each statement."""
    return [
        (judgement.relation.rule.partition("/")[2].removeprefix("stated_"), judgement.status)
        for judgement in stated_judgements(report(text, section))
    ]


def test_statements_of_one_rule_are_numbered_from_the_second_on() -> None:
    """Each has an id of its own, by which it is explained; the first keeps that of its section."""
    text = "新收政府信息公开申请13件。新收政府信息公开申请14件。新收政府信息公开申请15件。"
    ids = [judgement.relation.id for judgement in stated_judgements(report(text))]
    assert ids == [f"applications/stated_new[{place}]" for place in ("overview", "overview.2", "overview.3")]


TRUE = [
    ("2024年，新收政府信息公开申请12件。", "new"),
    ("本机关共收到政府信息公开申请12件。", "received"),
    ("全年受理信息公开申请 １２ 件", "received"),
    ("今年以来收到申请材料齐全", None),
    ("收到依申请公开政府信息十五件", "received"),
    ("受理各类政府信息公开申请15件", "received"),
    ("接收公民、法人和其他组织的政府信息公开申请共计12件", "received"),
    ("收到12件政府信息公开申请", "received"),
    ("上年度结转政府信息公开申请3件", "carried_in"),
    ("上年结转3件", "carried_in"),
    ("收到申请12件，办结14件", "received outcome"),
    ("依申请公开工作：共办结申请14件", "outcome"),
    (
        "予以公开8件，部分公开2件，不予公开1件，无法提供1件，不予处理1件，其他处理1件",
        "granted partly refused unavailable not_processed other",
    ),
    ("予以公开8件，占57.14%", "granted"),
    ("予以公开及部分公开10件", "granted_or_partly"),
    ("同意公开或部分公开共10件", "granted_or_partly"),
    ("1件结转下年度继续办理", "carried_out"),
    ("结转至下一年度办理1件", "carried_out"),
    ("政府信息公开行政复议2件，行政诉讼另计", "reviews"),
    ("因政府信息公开引起的行政复议案件2件", "reviews"),
    ("因政府信息公开工作引发的行政诉讼1件", "litigation"),
    ("政府信息公开类行政复议、行政诉讼3件", "disputes"),
    ("制发行政规范性文件3件", "issued"),
    ("出台规范性文件3个", "issued"),
    ("宣布废止行政规范性文件1件", "repealed"),
    ("现行有效行政规范性文件45件", "in_force"),
    ("行政许可处理决定数量776件", "licences"),
    ("行政处罚共作出处理决定29件", "penalties"),
    ("行政强制处理决定2件", "coercion"),
    ("共收取行政事业性费用20000元", "fees"),
    ("共收取行政事业性费用2万元", "fees"),
]
FALSE = [
    ("2024年，新收政府信息公开申请13件。", "new"),
    ("全年未收到政府信息公开申请。", "new"),
    ("2024年无依申请案件。", "new"),
    ("没有收到公民、法人或其他组织提出的政府信息公开申请", "new"),
    ("共收到政府信息公开申请14件", "received"),
    ("共收到政府信息公开申请一百二十件", "received"),
    ("无上年结转政府信息公开申请", "carried_in"),
    ("收到申请材料齐全。依申请公开申请办结13件", "outcome"),
    ("予以公开9件", "granted"),
    ("部分公开3件", "partly"),
    ("不予公开0件", "refused"),
    ("结转下年度继续办理2件", "carried_out"),
    ("无申请结转下一年度", "carried_out"),
    ("收到政府信息公开申请12件，已全部办结", "received all_done"),
    ("未发生因政府信息公开引起的行政复议、行政诉讼案件", "disputes"),
    ("无行政复议和行政诉讼情况", "disputes"),
    ("因政府信息公开引起的行政复议3件", "reviews"),
    ("没有因政府信息公开引起的行政诉讼", "litigation"),
    ("未出台规范性文件", "issued"),
    ("现行有效规范性文件393件", "in_force"),
    ("行政处罚处理决定数量92件", "penalties"),
    ("共收取行政事业性费用25000元", "fees"),
]
LEFT_ALONE = [
    "主动公开政府信息1136条，其中政策、规范性文件类信息68条，行政许可类信息69条，行政处罚27条。",
    "发布各类信息 12 条，组织1场活动。",
    "受理网络问政182件，受理群众诉求259起，收到公众意见382条，12345热线工单已全部办结。",
    "办理人大代表建议、政协提案申请2件，办结率100%。",
    "未收到区长信箱、政府连线、领导交办等事项。",
    "全市共收到政府信息公开申请349件。",
    "区政府办代表区政府受理政府信息公开申请17件。",
    "2022年收到政府信息公开申请31件，2023年收到政府信息公开申请40件。",
    "收到政府信息公开申请同比增长29%，比上年增加5件。",
    "累计收到政府信息公开申请500件。",
    "通过网络收到政府信息公开申请9件，信函收到政府信息公开申请3件。",
    "因本机关不掌握等原因无法提供5件。",
    "备案行政复议案件134件，办理信息公开类行政复议案件12件。",
    "无行政复议、行政诉讼纠错案件。",
    "未发生政府信息公开行政诉讼败诉案件。",
    "收到政府信息公开申请20余件，近30件得到答复。",
    "申请均在法定期限内答复。",
    "归集政策文件10219件，公文属性审查166件，起草规范性文件9件。",
    "没有其他需要报告的事项，未收取信息处理费。",
    "收取信息处理费200元。",
]


@pytest.mark.parametrize(("text", "rules"), TRUE)
def test_a_true_statement_passes(text: str, rules: str | None) -> None:
    """What the text says and the tables say too is found, and is right."""
    assert said(text) == [(rule, "pass") for rule in (rules or "").split()]


@pytest.mark.parametrize(("text", "rules"), FALSE)
def test_a_contradiction_is_found(text: str, rules: str) -> None:
    """What the text says and the tables do not is found; what stands beside it and is right stays right."""
    *right, wrong = rules.split()
    assert said(text) == [*((rule, "pass") for rule in right), (wrong, "fail")]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_says_something_else_is_left_alone(text: str) -> None:
    """Items on the web, other scopes, years, channels, subjects, shares and changes say nothing about the cells."""
    assert said(text) == []


@pytest.mark.parametrize("name", SPECS)
def test_the_sentences_of_a_format_count_or_do_not_count_as_it_says(name: str) -> None:
    """Each example of a rule about the text is executed."""
    spec = gd.load_spec(name)
    wordings, context = wordings_of(spec)
    wrong = []
    for rule in spec.rules:
        for section in rule.says.sections if rule.says else ():
            assert rule.says
            for text, counts in (*((t, True) for t in rule.says.found), *((t, False) for t in rule.says.other)):
                found = {one.rule for one in wordings[section].statements(plain(text), context)}
                if (rule.key in found) is not counts:
                    wrong.append((rule.key, section, text, found))
    assert wrong == []


@pytest.mark.parametrize("name", SPECS)
def test_every_wording_has_an_example(name: str) -> None:
    """A rule about the text shows at least one sentence that counts."""
    assert [rule.key for rule in gd.load_spec(name).rules if rule.says and not rule.says.found] == []


def test_cells_that_are_not_there_contradict_nothing() -> None:
    """A statement about cells that the document has not is no statement about this report."""
    empty = gd.from_data({"spec": "cn/2021", "tables": {}, "sections": {"overview": "收到政府信息公开申请12件"}})
    assert list(stated_judgements(empty)) == []


def test_a_statement_about_cells_of_which_one_is_not_there_is_left_alone() -> None:
    """Nor is it one about the others."""
    data = {"spec": "cn/2021", "tables": {"applications": {"new": {"total": 12}}}}
    some = gd.from_data(data | {"sections": {"overview": "共收到政府信息公开申请13件"}})
    (judged,) = stated_judgements(some)
    assert {cell.state for cell in judged.cells} == {"number"}


def test_sections_that_say_nothing_of_the_tables_hide_no_other() -> None:
    """Whichever stands first."""
    spec = gd.load_spec("cn/2021")
    silent = next(section.key for section in spec.sections if section.key not in wordings_of(spec)[0])
    found = report("新收政府信息公开申请13件").sections
    both = evolve(report(""), sections={silent: "无", **found})
    assert [one.relation.instance for one in stated_judgements(both)] == ["overview"]


def test_statements_are_judged_by_the_relations_that_are_chosen() -> None:
    """None of them is judged where none is."""
    assert list(stated_judgements(report("新收政府信息公开申请13件"), lambda _: False)) == []


def test_a_blank_cell_leaves_a_statement_undecided() -> None:
    """Blank is not nought, and not the number that the text says."""
    blank = report("1件结转下年度继续办理").replacing({("applications", "carried_out", "total"): None})
    assert [judgement.status for judgement in stated_judgements(blank)] == ["undecided"]


def test_a_year_in_the_sentence_is_that_of_the_report() -> None:
    """Where the report does not say its year, no year in the text is another one."""
    text = plain("2023年收到政府信息公开申请5件")
    wordings, context = wordings_of(gd.load_spec("cn/2021"))
    assert list(wordings["overview"].statements(text, context))
    assert not list(wordings["overview"].statements(text, Context(context.units, year=2024)))
