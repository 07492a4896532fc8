"""Tables, rows, columns and cells in the form's own words."""

import pytest

import govdisclosure as gd
from govdisclosure.form.naming import cell_name, line_name, path_name, section_of, section_title, table_name
from govdisclosure.spec.labels import normal, number_of
from tests.support.minimal import minimal

SPEC = gd.load_spec("cn/2021")
FORM = gd.expand(SPEC)


@pytest.mark.parametrize(
    ("table", "zh", "en"),
    [
        (
            "documents",
            "二、主动公开政府信息情况 / 第二十条第（一）项",
            "2. Proactive disclosure of government information / Article 20 (1)",
        ),
        (
            "disputes",
            "四、政府信息公开行政复议、行政诉讼情况",
            "4. Administrative reviews and administrative litigation",
        ),
    ],
)
def test_tables(table: str, zh: str, en: str) -> None:
    """A table is called by its section, with the section's ordinal, and by its own heading."""
    assert table_name(SPEC, table, "zh") == zh
    assert table_name(SPEC, table, "en").startswith(en)
    assert section_title(SPEC, section_of(SPEC, table), "zh") == zh.split(" / ", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (("documents", "regulation", "issued"), "规章 / 本年制发件数"),
        (
            ("applications", "outcome.refused.state_secret", "organisation.business"),
            "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 / 法人或其他组织 / 商业企业",
        ),
        (("applications", "outcome", "total"), "三、本年度办理结果 / （七）总计 / 总计"),
        (("disputes", "count", "litigation.direct"), "行政诉讼 / 未经复议直接起诉 / 总计"),
    ],
)
def test_cells(cell: tuple[str, str, str], name: str) -> None:
    """A cell is called by its row and its column, each from the outermost header inwards."""
    assert cell_name(FORM, FORM.index[cell], "zh") == name
    assert cell_name(FORM, FORM.index[cell] + len(FORM.cells), "zh") == name  # the same cell of the previous year


def test_a_line_with_nothing_but_the_header_of_its_axis() -> None:
    """A lone line without a label is called by the header of its axis, if there is one."""
    lone = gd.expand(minimal(rows="{nodes: {figure: }}")).tables["stock"].rows.lines[0]
    named = gd.expand(minimal(rows="{label: {zh: 数字}, nodes: {figure: }}")).tables["stock"].rows.lines[0]
    assert (line_name(lone, "zh"), line_name(named, "zh")) == ("", "数字")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（三）不予公开", "不予公开"),
        ("危及“三安全一稳定”", '2.危及"三安全一稳定"'),
        ("部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开(区分处理的,只计这一情形，不计其他情形)"),
        ("自 然 人", "自然人"),
        ("\u200b总计", "总计"),
        ("Ａ类", "A类"),
    ],
)
def test_labels_that_are_the_same(one: str, other: str) -> None:
    """Width, spaces, signs and ordinals make no difference between two labels."""
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("不予公开", "予以公开"), ("部分公开", "公开"), ("其他", "其他处理")])
def test_labels_that_are_not_the_same(one: str, other: str) -> None:
    """Words that differ are different labels, however alike they look."""
    assert normal(one) != normal(other)


def test_the_number_before_a_label() -> None:
    """The ordinal of a label can be asked for by itself."""
    assert (number_of("（三）不予公开"), number_of("不予公开")) == (3, None)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("outcome.refused.state_secret", "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密"),
        ("outcome.refused", "三、本年度办理结果 / （三）不予公开"),
        ("refused", None),
    ],
)
def test_paths(path: str, name: str | None) -> None:
    """A header over rows is called like a row, from the outermost header inwards; what is not there has no name."""
    assert path_name(FORM.tables["applications"].rows, path, "zh") == name


def test_a_header_without_a_line_has_its_own_name() -> None:
    """Rows that a report names itself may be none."""
    rows = "{total: exact, total_label: {zh: 计}, nodes: {s: {label: {zh: 店}, open: text}, a: {label: {zh: 甲}}}}"
    assert path_name(gd.expand(minimal(rows=rows)).tables["stock"].rows, "s", "zh") == "店"
