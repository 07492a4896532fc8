"""A page holds more than its report: the headline, the sections and the end of the report are found all the same."""

import random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.narrative.outlines import Outline, outline
from govdisclosure.recognition.narrative.sections import Narrative, read_narrative
from govdisclosure.report.model import Report
from govdisclosure.specfile.store import find_spec
from tests.support import printing as p

SPEC = find_spec("cn/2021")
TITLES = [section.title["zh"] for section in SPEC.sections]
HEADINGS = [f"{number}、{title}" for number, title in zip("一二三四五六", TITLES, strict=True)]
BODY = [line for number, heading in enumerate(HEADINGS) for line in (heading, f"第{number}节的话。")]
TEXTS = {section.key: f"第{number}节的话。" for number, section in enumerate(SPEC.sections)}
OWN = "示例市统计局2024年政府信息公开工作年度报告"
REPORT = p.balanced("cn/2021", random.Random(7))
PAGE = p.blocks_of(REPORT)


def title(name: str, year: int) -> str:
    """Return the title line of a report."""
    return f"{name}{year}年政府信息公开工作年度报告"


def document(lines: list[str]) -> Document:
    """Return lines as a document; its places count from 1."""
    return Document(tuple(TextBlock(text, f"line {number}") for number, text in enumerate(lines, 1)))


def outlined(*lines: str) -> Outline:
    """Return the outline of lines, with the sections of a report after them."""
    return outline(SPEC, document([*lines, *BODY]))


def who(*lines: str) -> tuple[str | None, int | None] | None:
    """Return the organisation and the year of a page that begins with these lines."""
    found = outlined(*lines).headline
    return (found.organisation, found.period.year) if found else None


def narrative(*lines: str) -> Narrative:
    """Take lines apart as a report."""
    return read_narrative(SPEC, document(list(lines)))


def codes(found: Outline | Narrative | Report) -> list[str]:
    """Return the codes of the problems, in their order."""
    return [problem.code for problem in found.problems]


def read(blocks: list[str | Grid]) -> gd.Report:
    """Read a web page of these blocks."""
    return read_bytes(p.html_page(blocks).encode(), spec="cn/2021").report


# the headline ---------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(["示例市统计局", "示例县", "另一局"]), st.integers(2014, 2023)), max_size=5))
def test_the_last_title_before_the_first_heading_is_the_headline(before: list[tuple[str, int]]) -> None:
    """Whatever titles a page lists before it, the report's own stands last; the others are named in one remark."""
    found = outlined(*(title(*one) for one in before), OWN)
    assert found.headline is not None
    assert (found.headline.organisation, found.headline.period.year) == ("示例市统计局", 2024)
    assert codes(found) == ["other_headline"] * bool(before)
    for problem in found.problems:
        assert problem.place == "line 1"
        assert all(f"line {number} {name} {year}" in problem.message for number, (name, year) in enumerate(before, 1))


@pytest.mark.parametrize(
    "lines",
    [
        [OWN, "上一篇：" + title("示例市统计局", 2023), "下一篇：" + title("示例市统计局", 2025)],
        [OWN, "上一篇：", title("示例市统计局", 2023)],
        [OWN, "相关链接", title("示例市统计局", 2023), title("示例市统计局", 2022)],
    ],
)
def test_titles_of_other_pages_are_no_headline(lines: list[str]) -> None:
    """What a link leads to is no title of this page, wherever it stands."""
    assert who(*lines) == ("示例市统计局", 2024)
    assert codes(outlined(*lines)) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["示例市统计局2024年度", "政府信息公开工作年度报告"],
        ["示例市统计局2024年", "政府信息公开工作", "年度报告"],
        ["示例市统计局2024年度", "政府信息公开工作报告"],
        ["示例市统计局", "2024年度", "政府信息公开工作年度报告"],
        ["示例市统计局", "2024年度政府信息公开工作年度报告"],
        ["示例市", "统计和调查局", "二〇二四年政府信息公开年报"],
        ["首页", "示例市", "示例市统计局", "2024年政府信息公开工作年度报告"],
        ["首页", "示例市人民政府", "办公室", "2024年政府信息公开工作年度报告"],
    ],
)
def test_a_headline_may_take_several_lines(lines: list[str]) -> None:
    """The parts of a title belong together, and the name on lines of its own belongs to it."""
    name = (
        "".join(lines)
        .removeprefix("首页")
        .replace("示例市示例市", "示例市")
        .partition("2024")[0]
        .partition("二〇二四")[0]
    )
    assert who(*lines) == (name, 2024)
    assert set(codes(outlined(*lines))) <= {"organisation_line"}


def test_a_name_from_a_line_of_its_own_is_said() -> None:
    """Nothing ties a line with a name to the title below it, so its place is told."""
    (problem,) = outlined("示例市统计局", "2024年政府信息公开工作年度报告").problems
    assert (problem.code, problem.severity, problem.place) == ("organisation_line", "info", "line 1")
    assert problem.message == ("line 2: the headline names no organisation; '示例市统计局' is taken from line 1")


@pytest.mark.parametrize(
    "above",
    ["某某市人民政府门户网站", "政务公开", "办公室", "各县市区", "2025-01-08", "来源：示例市统计局", "网上办事大厅"],
)
def test_not_every_line_above_a_title_is_a_name(above: str) -> None:
    """Names of sites, menus, dates and labels name no organisation, and a report without one is told so."""
    found = outlined(above, "2024年政府信息公开工作年度报告")
    assert found.headline is not None
    assert (found.headline.organisation, found.headline.period.year) == (None, 2024)
    assert codes(found) == ["no_organisation"]
    assert found.problems[0].place == "line 2"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["示例市档案馆", "某县民政局"], "某县民政局"),
        (["政务公开", "办公室"], None),
        (["示例市", "示例市民政局"], "示例市民政局"),
    ],
)
def test_what_stands_above_a_name_is_part_of_it_only_if_it_is_a_place_or_the_name_is_a_mere_office(
    lines: list[str], name: str | None
) -> None:
    """Another body above a body is not it; nothing is made a body by an office below it."""
    assert who(*lines, "2024年政府信息公开工作年度报告") == (name, 2024)


def test_a_title_without_a_name_takes_it_from_the_same_title_with_one() -> None:
    """The path to a page often has the whole title, of which the page prints a part."""
    path = f"首页 > 公开 > {OWN}"
    short = "2024年政府信息公开工作年度报告"
    assert who(path, "来源", short) == ("示例市统计局", 2024)
    assert codes(outlined(path, "来源", short)) == ["organisation_line"]
    both = [path, title("另一局", 2024), "来源", short]
    assert who(*both) == (None, 2024)


def test_a_headline_after_the_first_heading_is_believed_if_it_is_the_only_one() -> None:
    """Text out of order has its title late; of several, or against the period in the text, none is believed."""
    late = narrative(*BODY, OWN)
    assert (late.organisation, late.year) == ("示例市统计局", 2024)
    assert (codes(late), late.sections) == (["late_headline"], TEXTS)
    several = narrative(*BODY, title("示例市统计局", 2023), title("示例市统计局", 2022))
    assert (several.organisation, several.year) == (None, None)
    assert codes(several) == ["other_headline", "no_headline"]
    against = narrative(*BODY, "统计期限为2025年1月1日至12月31日。", OWN)
    assert (against.organisation, against.year) == (None, None)


def test_without_headings_the_report_begins_with_its_first_table_or_paragraph() -> None:
    """A title below them is not that of the page."""
    long = "我局公开政府信息。" * 20
    found = narrative(OWN, long, title("示例市统计局", 2022))
    assert (found.organisation, found.year) == ("示例市统计局", 2024)
    blocks = (TextBlock(OWN), Grid(1, 1, (GridCell(0, 0, "1"),)), TextBlock(title("示例市统计局", 2022)))
    assert read_narrative(SPEC, Document(blocks)).year == 2024


def test_a_title_printed_twice_is_no_text() -> None:
    """The text begins after the first of them, and what stands between is kept unless it is of the page."""
    found = narrative(f"标题：{OWN}", "本局编制。", OWN, "引言。", *BODY)
    assert found.sections == {"lead": "本局编制。\n引言。", **TEXTS}
    assert found.problems == ()
    found = narrative(f"标题：{OWN}", "来源：本局", OWN, "引言。", *BODY)
    assert found.sections == {"lead": "引言。", **TEXTS}
    assert [problem.code for problem in found.problems] == ["page_furniture"]


# a table of contents --------------------------------------------------------------------------------------------


@given(
    st.sampled_from(["{}", "{}……{n}", "{}..........{n}", "{} . . . . {n}", "{}\t{n}", "{} {n}", "{}········"]),
    st.booleans(),
)
def test_a_table_of_contents_is_text_and_no_headings(line: str, after: bool) -> None:  # noqa: FBT001 - drawn
    """Titles with pages, or one after the other and again later, begin no sections."""
    contents = ["目录", *(line.format(text, n=number) for number, text in enumerate(HEADINGS, 1))]
    found = narrative(*([OWN, *contents, *BODY] if after else [*contents, OWN, *BODY]))
    assert (found.organisation, found.year, found.problems) == ("示例市统计局", 2024, ())
    lead = {"lead": "\n".join(text.strip() for text in contents)} if after else {}
    assert found.sections == {**lead, **TEXTS}


def test_headings_one_after_the_other_are_no_contents_if_they_do_not_come_again() -> None:
    """A report that says nothing under its headings has them all the same."""
    found = narrative(OWN, *HEADINGS, "最后的话。")
    assert found.sections == {"other": "最后的话。"}
    assert found.problems == ()


# another report -------------------------------------------------------------------------------------------------

_others = st.sampled_from([("示例市示例局", 2023), ("示例市示例局", 2025), ("另一局", 2024), ("另一局", 2022)])


@given(_others, st.booleans())
def test_a_second_report_on_the_page_is_left_out(other: tuple[str, int], lead: bool) -> None:  # noqa: FBT001 - drawn
    """Neither its text nor its figures get into the first one; its place, organisation and year are said."""
    second = evolve(p.balanced("cn/2021", random.Random(8)), organisation=other[0], year=other[1])
    blocks = p.blocks_of(second)
    alone = read(PAGE)
    both = read([*PAGE, blocks[0], *(["引言。"] if lead else []), *blocks[1:]])
    assert evolve(both, problems=()) == evolve(alone, problems=())
    assert codes(alone) == []
    (problem,) = both.problems
    assert (problem.code, problem.severity) == ("other_report", "warning")
    assert problem.place is not None
    assert all(part in problem.message for part in (problem.place, *map(str, other)))


@given(st.lists(_others, min_size=1, max_size=3), st.integers(1, len(BODY)))
def test_a_title_within_a_report_does_not_end_it(others: list[tuple[str, int]], at: int) -> None:
    """Links to other reports, at the end or anywhere in it, are no text, and the report goes on after them."""
    links = [title(*other) for other in others]
    found = narrative(OWN, *BODY[:at], *links, *BODY[at:])
    assert (found.organisation, found.year, found.sections) == ("示例市统计局", 2024, TEXTS)
    assert codes(found) == ["other_headline"]


def test_a_second_report_whose_first_heading_is_glued_in_the_first_is_left_out() -> None:
    """A section below those that were there tells nothing, the next one tells."""
    first = [OWN, "一、总体情况。第0节的话。", *BODY[2:]]
    found = narrative(*first, title("示例市统计局", 2023), *BODY)
    assert found.sections == TEXTS
    assert codes(found) == ["other_report", "section_heading"]


def test_the_same_title_again_begins_no_other_report() -> None:
    """A title on every page of a print-out is still the title of this report."""
    found = narrative(OWN, *BODY[:6], OWN, *BODY[4:])
    assert found.sections["applications"] == "第2节的话。\n第2节的话。"
    assert codes(found) == ["section_heading"]


def test_a_report_in_front_of_the_page_s_own_is_the_one_read() -> None:
    """The first report is taken, and the other one said, in whichever order they stand."""
    older = title("示例市统计局", 2020)
    found = narrative(older, *BODY, OWN, *BODY)
    assert (found.year, found.sections, codes(found)) == (2020, TEXTS, ["other_report"])


# headings in tables ---------------------------------------------------------------------------------------------


def test_a_heading_in_a_row_of_its_own_is_a_heading() -> None:
    """Sheets keep headings in rows of their tables; a title beside other cells is none."""
    lone = Grid(1, 2, (GridCell(0, 0, HEADINGS[0], place="A1"),))
    beside = Grid(1, 2, (GridCell(0, 0, HEADINGS[1]), GridCell(0, 1, "1")))
    found = read_narrative(SPEC, Document((TextBlock(OWN), lone, TextBlock("话。"), beside, TextBlock("又。"))))
    assert found.sections == {"overview": "话。\n又。"}


# tables of other years ------------------------------------------------------------------------------------------


def test_a_table_of_another_year_is_left_out() -> None:
    """Last year's table before or after this year's changes no figure, whichever of its rows are misspelt."""
    old = p.blocks_of(p.balanced("cn/2021", random.Random(9)))
    blocks: list[str | Grid] = []
    for own, last in zip(PAGE, old, strict=True):
        blocks += [own] if isinstance(own, str) else ["2023年", last, "2024年", own]
    found = read(blocks)
    assert found.values == REPORT.values
    assert codes(found) == ["other_year"] * 3
    assert "is of 2023; it was left out" in found.problems[0].message


def test_a_row_of_this_year_is_not_filled_from_last_year() -> None:
    """A row that is not found in this year's table stays absent, though last year's table has it."""
    old = p.blocks_of(p.balanced("cn/2021", random.Random(9)))
    tables = [block for block in old if isinstance(block, Grid)]
    spoiled = [_renamed(block, "行政规范性文件", "某某") for block in PAGE]
    found = read([*spoiled, "附：2023年统计表", tables[0]])
    alone = read(spoiled)
    assert found.values == alone.values
    assert "other_year" in codes(found)


def _renamed(block: str | Grid, old: str, new: str) -> str | Grid:
    if isinstance(block, str):
        return block
    cells = tuple(evolve(cell, text=new) if cell.text == old else cell for cell in block.cells)
    return Grid(block.height, block.width, cells)


def test_the_only_table_is_read_whatever_stands_over_it() -> None:
    """A caption may be an old one; the figures are read, and that is said."""
    blocks: list[str | Grid] = []
    for block in PAGE:
        blocks += [block] if isinstance(block, str) else ["2023年度统计表", block]
    found = read(blocks)
    assert found.values == REPORT.values
    assert codes(found) == ["other_year"] * 3
    assert "it is read all the same" in found.problems[0].message


def test_a_table_that_is_none_of_the_form_is_nobody_s() -> None:
    """A table of something else needs no remark about its year."""
    extra = Grid(1, 2, (GridCell(0, 0, "信件"), GridCell(0, 1, "3")))
    assert codes(read([*PAGE, "2023年信件", extra])) == []


@pytest.mark.parametrize(
    ("called", "lines", "expected", "codes"),
    [
        (OWN, [], ("示例市统计局", 2024), {"page_title"}),
        (f"{OWN}_示例市人民政府", [], ("示例市统计局", 2024), {"page_title"}),
        (OWN, ["2024年政府信息公开工作年度报告"], ("示例市统计局", 2024), {"page_title"}),
        (OWN, ["2023年政府信息公开工作年度报告"], (None, 2023), {"no_organisation"}),
        (OWN, [title("示例市财政局", 2023)], ("示例市财政局", 2023), set()),
        ("2024年政府信息公开工作年度报告", [], (None, 2024), {"no_organisation"}),
        (OWN, ["本报告统计期限自2022年1月1日起至2022年12月31日止。"], None, set()),
        ("示例市统计局_首页", [], None, set()),
    ],
)
def test_the_title_of_a_page_says_what_its_text_does_not(
    called: str, lines: list[str], expected: tuple[str | None, int] | None, codes: set[str]
) -> None:
    """Organisation and year may stand in the page's title only; nothing in the text is overruled by it."""
    found = outline(SPEC, evolve(document([*lines, *BODY]), title=called))
    assert ((found.headline.organisation, found.headline.period.year) if found.headline else None) == expected
    assert {problem.code for problem in found.problems} == codes


def test_a_web_page_brings_its_title() -> None:
    """A page without a headline has one all the same, and its text is what it was."""
    page = p.html_page(PAGE[1:]).replace("<title>x", f"<title>{OWN}")
    report = read_bytes(page.encode()).report
    assert (report.organisation, report.year) == ("示例市统计局", 2024)
    assert report.sections == REPORT.sections
