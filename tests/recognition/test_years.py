"""The text around the tables says a year as well: for the whole report in its period, for one table in its caption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.recognition.narrative.years import captioned, periods
from govdisclosure.spec import Period

years = st.integers(1990, 2099)


def said(text: str) -> list[int | None]:
    """Return the years of the periods in a text."""
    return [found.period.year for found in periods([TextBlock(text)])]


def table(*first: tuple[str, int], flattened: bool = False) -> Grid:
    """Return a table of three columns and two rows, with some cells in its first row."""
    column = 0
    cells = []
    for text, span in first:
        cells.append(GridCell(0, column, text, colspan=span))
        column += span
    cells += [GridCell(1, column, "1") for column in range(3)]
    return Grid(2, 3, tuple(cells), flattened)


def over(caption: str, grid: Grid, year: int = 2024) -> list[int | None]:
    """Return the year of a table with a line before it, if it is another than the report's."""
    return [found.period.year for found in captioned(Document((TextBlock(caption), grid)), Period(year))]


PLAIN = table(("规章", 1), ("1", 1), ("2", 1))


@given(
    years,
    st.sampled_from(
        [
            "统计期限自{0}年1月1日起至{0}年12月31日止。",
            "统计期限为{0}年1月1日至12月31日。",
            "数据统计期限为 {0} 年 1 月 1 日起，至 {0} 年 12 月 31 日止",
            "（{0}年01月01日—当年12月31日）",
        ]
    ),
)
def test_a_whole_year_is_a_period(year: int, text: str) -> None:
    """However it is worded, from the first day to the last is that year."""
    assert said(f"本报告由我局编制。{text.format(year)}欢迎查阅。") == [year]


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1日至2024年12月31日",
        "2023年1月1日至6月30日",
        "2023年3月1日至12月31日",
        "截至2023年12月31日",
        "2023年1月1日起施行。2024年12月31日废止",
        "31日",
    ],
)
def test_other_spans_are_no_period(text: str) -> None:
    """Only one whole year is the year of a report."""
    assert said(text) == []


@given(
    years,
    st.sampled_from(["附：{}年统计表", "（{}年度）", "{}年", "{}", "({})", "{} 年数据"]),
    st.sampled_from([table(("规章", 1), ("1", 1), ("2", 1)), table(("信息内容", 3))]),
)
def test_a_caption_of_another_year_is_seen(year: int, caption: str, grid: Grid) -> None:
    """A short line over a table, or its own first row, that names another year says that the table is of that year."""
    report = year + 1
    assert over(caption.format(year), grid, report) == [year]
    assert over("统计表", table((caption.format(year), 3)), report) == [year]
    assert over("统计表", table((caption.format(year), 1), flattened=True), report) == [year]


@given(years, st.sampled_from(["附：{}年统计表", "（{}年度）", "{}年与{}年对比"]))
def test_a_caption_of_the_own_year_says_nothing(year: int, caption: str) -> None:
    """The year of the report may stand over a table, also beside another one."""
    assert over(caption.format(year, year - 1), PLAIN, year) == []


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2023年1月17日",
        "国办公开办函〔2021〕30号",
        "某办发(2021)30号",
        "2023年，我局公开信息。",
        "2022年和2023年",
        "2023年" + "统" * 40,
        "12023年",
        "统计表",
    ],
)
def test_what_is_no_caption_of_a_year(text: str) -> None:
    """Dates, numbers of documents, sentences and lines about several years say nothing about the table below."""
    assert over(text, PLAIN) == []


def test_only_the_line_directly_before_is_a_caption() -> None:
    """Blank lines do not part a table from its caption; another line or a table does."""
    caption, blank, other = TextBlock("2023年", "line 1"), TextBlock(" "), TextBlock("数据如下")
    (found,) = captioned(Document((caption, blank, PLAIN, PLAIN)), Period(2024))
    assert (found.place, found.text, found.grid) == ("line 1", "2023年", PLAIN)
    assert list(captioned(Document((caption, other, PLAIN)), Period(2024))) == []


def test_a_first_row_is_a_caption_only_if_it_is_one_cell_over_all() -> None:
    """A year over one column heads that column, and a table without cells has no first row."""
    assert over("统计表", table(("2023年", 1), ("2024年", 2))) == []
    assert over("统计表", table(("2023年", 1))) == []
    assert over("统计表", Grid(0, 0, ())) == []
