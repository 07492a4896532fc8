"""The text around the tables is taken apart by headline and headings, and what is odd about them is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.documents.opening import open_document
from govdisclosure.grid.model import Document, TextBlock
from govdisclosure.recognition.narrative.sections import Narrative, read_narrative
from govdisclosure.spec.numbering import ordinal
from govdisclosure.specfile.store import find_spec

SPEC = find_spec("cn/2021")
TITLES = [section.title["zh"] for section in SPEC.sections]
HEADLINE = "示例市统计局2024年政府信息公开工作年度报告"
TEXTS = {
    "lead": "引言一。\n引言二。",
    "overview": "概述。",
    "proactive": "表前的话。",
    "problems": "问题。",
    "other": "没有。",
}


def heading(number: int, title: str | None = None) -> str:
    """Return the heading of a section, counted from 1."""
    return f"{ordinal('一、', number)}{title or TITLES[number - 1]}"


def lines(*, headline: str = HEADLINE, headings: dict[int, str] | None = None) -> list[str]:
    """Return a report without tables, some of its headings replaced."""
    out = [headline, *TEXTS["lead"].split("\n")]
    for number, section in enumerate(SPEC.sections, 1):
        out.append((headings or {}).get(number, heading(number)))
        out += [TEXTS[section.key]] if section.key in TEXTS else []
    return out


def read(text: list[str]) -> Narrative:
    """Take lines apart as a report in the format of 2021."""
    return read_narrative(SPEC, open_document("\n\n".join(text).encode()))


def remarks(found: Narrative) -> list[str]:
    """Return the codes of the problems, in their order."""
    return [problem.code for problem in found.problems]


def test_a_report_is_taken_apart() -> None:
    """Organisation and year come from the headline, each paragraph is under its section or in the lead."""
    found = read(lines())
    assert (found.organisation, found.year) == ("示例市统计局", 2024)
    assert found.sections == TEXTS
    assert found.problems == ()


@pytest.mark.parametrize(
    "headline",
    [
        "示例市统计局 2024 年政府信息公开工作年度报告",
        "示例市统计局２０２４年度政府信息公开工作年度报告",
        "示例市统计局关于2024年政府信息公开工作年度报告",
        "2024年示例市统计局政府信息公开工作年度报告",
        "2024年度示例市统计局政府信息公开工作年度报告",
        "示例市统计局政府信息公开工作年度报告（2024年）",
        "示例市统计局政府信息公开工作年度报告(2024年度)",
        "示例市统计局2024年政府信息公开年度报告",
        "示例市统计局2024年度政府信息公开工作报告",
        "Annual report on government information disclosure of 示例市统计局, 2024",
    ],
)
def test_a_headline_may_be_worded_in_several_ways(headline: str) -> None:
    """The wordings of the spec are understood, in any width and with any spaces."""
    found = read(lines(headline=headline))
    assert (found.organisation, found.year, found.problems) == ("示例市统计局", 2024, ())


@pytest.mark.parametrize(
    "headline", ["政府信息公开工作年度报告", "示例市统计局政府信息公开工作年度报告", "年度报告 2024", "示例市" * 50]
)
def test_without_a_year_there_is_no_headline(headline: str) -> None:
    """A line that names no year as titles do is no headline."""
    found = read(lines(headline=headline))
    assert (found.organisation, found.year) == (None, None)
    assert remarks(found) == ["no_headline"]
    assert "lead" not in found.sections


PERIOD = "数据统计期限为{}年1月1日至12月31日。"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (PERIOD.format(2024), 2024),
        ("现公布示例市统计局2024年政府信息公开工作年度报告，请查阅。", 2024),
        ("示例市" * 50 + HEADLINE, 2024),
        (PERIOD.format(2024) + "编制2024年政府信息公开工作年度报告。", 2024),
        (PERIOD.format(2024) + "编制2023年政府信息公开工作年度报告。", None),
        (PERIOD.format(2024) + PERIOD.format(2023), None),
        ("2024年，我局公开信息。", None),
        (PERIOD.format(2024) + "公开。" * 800, 2024),
        ("现公布示例市统计局2024年政府信息公开工作年度报告。" + "公开。" * 800, None),
    ],
)
def test_without_a_headline_the_text_says_the_year(text: str, year: int | None) -> None:
    """The period of the figures and titles in sentences are opinions on the year; they must agree, and are said."""
    found = read(lines(headline=text))
    assert (found.organisation, found.year) == (None, year)
    assert remarks(found) == ["no_headline", *(["year_from_text"] if year else [])]
    assert all(problem.severity == "warning" for problem in found.problems)
    if year:
        assert found.problems[1].place == "line 1"


@pytest.mark.parametrize(
    ("years", "said"),
    [((2024,), []), ((2023,), ["year_in_text"]), ((2023, 2024), []), ((2023, 2022), ["year_in_text"])],
)
def test_the_text_may_speak_of_another_year_than_the_headline(years: tuple[int, ...], said: list[str]) -> None:
    """The headline's year stays; that the text is of another one is said with its place."""
    text = lines()
    text[text.index("概述。")] = "".join(PERIOD.format(year) for year in years)
    found = read(text)
    assert (found.year, remarks(found)) == (2024, said)
    if said:
        (problem,) = found.problems
        assert problem.message == "line 9: the text covers '2023年1月1日至12月31日', the headline says 2024"
        assert problem.severity == "warning"


CLOSING = [
    "分享到：微信 微博",
    "【打印本页】【关闭窗口】",
    "上一篇：没有了",
    "主办：示例市 某ICP备05000000号",
    "版权所有 示例市人民政府",
]


def test_what_a_page_prints_after_its_end_is_no_text() -> None:
    """Buttons, links and the imprint of a site are no part of the last section."""
    assert read([*lines(), *CLOSING]).sections == TEXTS


@pytest.mark.parametrize("last", ["请打印。", "版权所有的作品不予公开。", "大", "微信平台已开通", "主办：示例市"])
def test_a_line_that_may_be_text_is_kept(last: str) -> None:
    """What could be said in a report stays in it, and so does all that stands before it."""
    found = read([*lines(), CLOSING[0], last])
    assert found.sections["other"] == "\n".join(["没有。", CLOSING[0], last])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2, "二、行政机关主动公开政府信息情况"),
        (2, "(二) 主动公开政府信息情况"),
        (2, "2、主动公开政府信息情况"),
        (3, "三、收到和处理政府信息公开的申请情况"),
        (4, "四、政府信息公开行政复议行政诉讼情况"),
        (4, "四、政府信息公开行政法复议、行政诉讼情况"),
        (1, "一、总体要求"),
        (1, "一、 政府信息公开工作的基本概况"),
        (6, "六、需要说明的其他事项"),
        (6, "六、 其他需要报告的事项"),
    ],
)
def test_a_heading_may_be_worded_in_several_ways(number: int, text: str) -> None:
    """Aliases, Arabic numerals, brackets and missing punctuation are no remark."""
    found = read(lines(headings={number: text}))
    assert (found.sections, found.problems) == (TEXTS, ())


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("五、主动公开政府信息情况", "should be number 2"),
        ("一、主动公开政府信息情况", "should be number 2"),
        ("主动公开政府信息情况", "has no number"),
    ],
)
def test_a_misnumbered_heading_is_believed_and_said(text: str, remark: str) -> None:
    """The words of a heading decide, its number does not; the difference is a problem with its line."""
    found = read(lines(headings={2: text}))
    assert found.sections == TEXTS
    (problem,) = found.problems
    assert problem.code == "section_heading"
    assert problem.message == f"line 11: the heading '{text}' {remark}"


def test_a_heading_that_stands_twice_is_said() -> None:
    """Text under both goes to the section."""
    text = lines()
    found = read([*text[:-1], heading(5), "又一个问题。", *text[-2:]])
    assert found.sections["problems"] == "问题。\n又一个问题。"
    assert found.problems[0].message.endswith("stands twice")


def test_sections_out_of_order_are_said_and_read() -> None:
    """A section that comes too early or too late keeps its text."""
    text = lines()
    swapped = [*text[:-4], *text[-2:], *text[-4:-2]]
    found = read(swapped)
    assert found.sections == TEXTS
    assert remarks(found) == ["section_heading"]
    assert "out of order" in found.problems[0].message


def test_a_missing_section_is_said() -> None:
    """A heading that is not there is a problem, and its text belongs to the section before."""
    text = lines()
    text.remove(heading(5))
    found = read(text)
    assert found.sections["proactive"] == "表前的话。"
    assert "problems" not in found.sections
    assert [(problem.code, TITLES[4] in problem.message) for problem in found.problems] == [("missing_section", True)]


def test_a_list_inside_a_section_is_text() -> None:
    """Numbered lines that are no title stay where they are."""
    text = lines()
    inner = ["一、组织领导", "二、平台建设", "（三）监督保障"]
    text[text.index("概述。") + 1 : text.index("概述。") + 1] = inner
    found = read(text)
    assert found.sections["overview"] == "\n".join(["概述。", *inner])
    assert found.problems == ()


def test_a_heading_within_a_section_is_text_where_the_section_comes() -> None:
    """（一）, 1. or no number before a title begin no section if the numbered title stands elsewhere."""
    inner = [f"（{'一二三'[number]}）{TITLES[number + 1]}" for number in range(3)] + [TITLES[1], f"2. {TITLES[1]}"]
    text = lines()
    text[text.index("概述。") + 1 : text.index("概述。") + 1] = inner
    found = read(text)
    assert found.sections == TEXTS | {"overview": "\n".join(["概述。", *inner])}
    assert found.problems == ()


def test_what_a_page_prints_around_its_text_is_left_out_and_said() -> None:
    """Where a page is from, its buttons, and all links from the foot on are named in one problem."""
    around = ["来源：示例市人民政府 时间：2025-03-10 00:00", "微信"]
    foot = ["附件下载", "扫一扫在手机上查看当前页面", "省市政府网站", "示例市政府网站"]
    text = lines()
    found = read([text[0], *around, *text[1:], *foot])
    assert found.sections == TEXTS
    (problem,) = found.problems
    assert problem.code == "page_furniture"
    assert all(line in problem.message for line in (*around, *foot))


def test_a_foot_with_a_sentence_after_it_is_text() -> None:
    """Whoever writes on after 附件下载 writes text."""
    assert read([*lines(), "附件下载", "详见附件。"]).sections["other"] == "没有。\n附件下载\n详见附件。"


def test_words_of_a_head_over_several_lines_are_no_text() -> None:
    """Where a table lost its fields, a name cut over lines belongs to it as a whole name does."""
    blocks = [TextBlock(text) for text in (HEADLINE, heading(2), "信息内容", "本年制", "发件数", "表前的话。")]
    names = {"信息内容", "本年制发件数"}
    found = read_narrative(SPEC, Document(tuple(blocks)), lambda block: block.text in names)
    assert found.sections == {"proactive": "表前的话。"}


def test_a_title_inside_a_sentence_is_no_heading() -> None:
    """Only a whole line can be a heading."""
    text = lines()
    text[text.index("概述。")] = "其他需要报告的事项见下文。"
    found = read(text)
    assert found.sections == TEXTS | {"overview": "其他需要报告的事项见下文。"}
    assert found.problems == ()


def test_tables_do_not_belong_to_the_text() -> None:
    """Rows with fields are no paragraphs of their section."""
    text = lines()
    text.insert(text.index("表前的话。") + 1, "信息内容\t本年制发件数\n规章\t0")
    assert read(text).sections == TEXTS


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_paragraph_is_kept_without_its_control_characters(paragraphs: list[str]) -> None:
    """Whatever stands in the lead is the report's lead, but for signs that no text has and that no file may hold."""
    blocks = [TextBlock(text) for text in (HEADLINE, *paragraphs, heading(1), "概述。")]
    visible = ["".join(c for c in text if c in "\t\n\r" or not _is_control(c)).strip() for text in paragraphs]
    found = read_narrative(SPEC, Document(tuple(blocks)))
    assert found.sections.get("lead", "") == "\n".join(filter(None, visible))
    assert found.sections["overview"] == "概述。"


def _is_control(c: str) -> bool:
    return c < " " or c == "\x7f"


@pytest.mark.parametrize("line", ["{}", "（见《{}》）", "附件：{}", "{}（公开版）"])
@pytest.mark.parametrize("year", [2023, 2024])
def test_a_line_that_names_another_report_is_no_text(line: str, year: int) -> None:
    """Of the report itself, only its title by itself is none; with other words it is a sentence like any."""
    text = lines()
    at = text.index(TEXTS["overview"]) + 1
    named = line.format(HEADLINE.replace("2024", str(year)))
    found = read([*text[:at], named, *text[at:]])
    kept = [named] if year == 2024 and line != "{}" else []
    assert (found.year, found.sections["overview"]) == (2024, "\n".join([TEXTS["overview"], *kept]))
