"""A title line names an organisation and a year in the wordings of the format, and nothing else gets into either."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.layout import headline
from govdisclosure.recognition.narrative.headlines import Named, is_name, named_by, plain, signs_of, titles_within
from govdisclosure.spec import Period
from govdisclosure.specfile.store import find_spec

SPEC = find_spec("cn/2021")
HEADLINE = SPEC.headline
assert HEADLINE is not None
LINES = [*HEADLINE.label, *HEADLINE.aliases]
TEMPLATES = [line for line in LINES if "{year}" in line]
TITLES = [*SPEC.title, *(line for line in LINES if "{" not in line)]
NAMES = [
    "示例市统计局",
    "示例市人民政府",
    "本溪市示例局",
    "示例县发展和改革局(统计局)",
    "第八师",
    "昆明示例旅游度假区管委会",
]
NUMERALS = "〇一二三四五六七八九"

names = st.sampled_from(NAMES)
years = st.integers(1990, 2099)
templates = st.sampled_from(TEMPLATES)
titles = st.sampled_from(TITLES)
headlines = st.builds(
    lambda template, title, name, year: (
        template.format(organisation=name, year=year, title=title),
        (name if "{organisation}" in template else None, year),
    ),
    templates,
    titles,
    names,
    years,
)


def found(text: str) -> tuple[str | None, int | None] | None:
    """Return the organisation and the year that a text names."""
    named = named_by(SPEC, text)
    return (named.organisation, named.period.year) if named else None


@given(headlines)
def test_every_wording_is_understood(headline: tuple[str, tuple[str | None, int]]) -> None:
    """Whichever line of the format is printed with whichever wording of the title, it names whom it was printed for."""
    text, expected = headline
    assert found(text) == expected


@given(headlines, st.sampled_from(["年 度 ", "年\u3000度"]), st.booleans())
def test_spaces_width_and_numerals_do_not_matter(
    headline: tuple[str, tuple[str | None, int]],
    of_the_year: str,
    spelled: bool,  # noqa: FBT001 - drawn
) -> None:
    """年 is 年度, digits may be wide, and a year may be written in Chinese numerals."""
    text, expected = headline
    year = str(expected[1])
    digits = [NUMERALS[int(d)] if spelled and f"{year}年" in text else chr(ord("０") + int(d)) for d in year]
    text = text.replace(year, "".join(digits))
    assert found(re.sub("年(?![度报])", of_the_year, text)) == expected


@pytest.mark.parametrize("zero", ["〇", "○", "零", "０", "O"])
def test_a_nought_among_chinese_numerals_has_many_shapes(zero: str) -> None:
    """What clerks type for the nought of a year is a nought."""
    assert found(f"示例市统计局二{zero}二一年政府信息公开工作年度报告") == ("示例市统计局", 2021)


@given(
    headlines, st.sampled_from(["标题：{}", "【年报】{}", "首页 > 公开 > {}", "{}（图片版）", "{}-示例网", "《{}》"])
)
def test_what_pages_put_around_a_title_is_no_part_of_it(
    headline: tuple[str, tuple[str | None, int]], around: str
) -> None:
    """A label before, the way to the page, a site's name after, brackets: the title within is the title."""
    text, expected = headline
    assert found(around.format(text)) == expected


@given(headlines, st.sampled_from(["上一篇：", "下一条：", "相关链接：", "附件："]))
def test_a_link_is_told_from_a_title(headline: tuple[str, tuple[str | None, int]], before: str) -> None:
    """The title of another page, to which a link leads, is known to be one."""
    named = named_by(SPEC, before + headline[0])
    assert named is not None
    assert named.linked


_PIECES = st.sampled_from(
    [
        *TITLES,
        *NAMES,
        "2023年",
        "2024年度",
        "度",
        "关于",
        "的公示",
        "：",
        "/",
        "《",
        "》",
        "，",
        "。",
        ">",
        "-",
        "2024",
        " ",
    ]
)


@given(st.lists(_PIECES, max_size=7).map("".join))
def test_no_sign_and_no_year_gets_into_a_name(text: str) -> None:
    """Whatever a line is made of, an organisation holds no sign that parts pieces, and no year."""
    named = named_by(SPEC, text)
    if named is not None and named.organisation is not None:
        assert not re.search(r"[:：>›»|/《》。，,;；]|[0-9]{4}", named.organisation)
        assert not re.match("度(?!假)|关于", named.organisation)
        assert any(sign in text for sign in signs_of(SPEC))


@pytest.mark.parametrize(
    "text",
    [
        "2024年度政府信息公开工作年度报告",
        "关于2024年度政府信息公开工作年度报告",
        "我局2024年政府信息公开年报",
        "本单位2024年政府信息公开年报",
    ],
)
def test_a_title_without_a_name_gives_the_year_alone(text: str) -> None:
    """Words such as 度, 关于 and 我局 name nobody."""
    assert found(text) == (None, 2024)


@pytest.mark.parametrize(
    "text",
    [
        "现将示例市2024年政府信息公开工作年度报告公布如下。",
        "与《示例市2023年政府信息公开工作年度报告》相比，公开更多。",
        "2023示例市2024年政府信息公开工作年度报告",
        "点击下载示例市2024年政府信息公开工作年度报告",
        "关于做好示例市2024年政府信息公开工作年度报告",
        "示例市2023年政府信息公开年报｜示例市2024年政府信息公开年报",
        "示例市政府信息公开工作年度报告",
        "示例市2024年政府工作报告",
        "示例市" * 50 + "2024年政府信息公开工作年度报告",
        "报",
    ],
)
def test_what_is_no_title_line_names_nobody(text: str) -> None:
    """Sentences, buttons, two titles in one line and titles of other reports are none."""
    assert found(text) is None


def test_the_year_of_publication_is_not_that_of_the_report() -> None:
    """A remark in brackets after a whole title adds nothing to it."""
    text = "示例市2024年度政府信息公开工作年度报告（2025年1月发布）"
    assert found(text) == ("示例市", 2024)


def test_a_resort_keeps_its_name() -> None:
    """度 belongs to 年度, unless the organisation is a resort."""
    assert found("2024年度假区管委会政府信息公开工作年度报告") == ("度假区管委会", 2024)
    assert plain("2024年度报告") == "2024年报告"


@given(st.integers(1000, 99999), years, st.sampled_from(TITLES))
def test_an_ordinal_is_no_year(number: int, year: int, title: str) -> None:
    """第1500局 is an office, whatever the number; a year is one only where it stands as one."""
    assert found(f"第{number}局{year}年{title}") == (f"第{number}局", year)
    assert not is_name(f"某县{number}")
    assert not is_name(f"第{year}年某县")


def test_a_government_keeps_its_last_word() -> None:
    """人民政府信息公开 is said for 人民政府政府信息公开; there is no organisation 示例市人民."""
    assert found("2024年示例市人民政府信息公开年度报告") == ("示例市人民政府", 2024)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_format_without_headline_has_the_usual_one(language: str) -> None:
    """Where the format says nothing of a title line, the one that is written is read."""
    spec = evolve(SPEC, headline=None)
    named = named_by(spec, headline(spec, language, "示例市", Period(2024)))
    assert named is not None
    assert (named.organisation, named.period.year) == ("示例市", 2024)


@given(headlines)
def test_a_sentence_says_the_years_of_the_titles_in_it(headline: tuple[str, tuple[str | None, int]]) -> None:
    """A title with its year inside a paragraph is an opinion on the year."""
    text, (_, year) = headline
    within = titles_within(SPEC, f"依据条例，现公布{text}，请查阅。")
    assert {period for period, _ in within} <= {Period(year)}
    if re.search(r"\{year\}年\{title\}", "".join(t for t in TEMPLATES if t.startswith("{year}"))):
        direct = f"{year}年{SPEC.title['zh']}"
        assert (Period(year), direct) in titles_within(SPEC, f"现公布某县{direct}。")


def test_a_name_may_not_begin_or_end_with_a_particle() -> None:
    """What is cut off in the middle of a sentence is no name."""
    assert [is_name(text) for text in ("某县法治政府和", "和某县", "某县")] == [False, False, True]
    assert not is_name("二、单位构成第二部分某县")


def test_a_whole_line_is_bare() -> None:
    """A line that is nothing but a title is told from one with something around it."""
    assert named_by(SPEC, "某县2024年政府信息公开年报") == Named("某县", Period(2024))
    assert named_by(SPEC, "标题：某县2024年政府信息公开年报") == Named("某县", Period(2024), bare=False)
