"""What is read where names, columns and rows are alike, and of documents of ours that somebody changed."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.form import expand
from govdisclosure.grid import GridCell
from govdisclosure.layout import with_spare_lines
from govdisclosure.layout.spare import spare_lines
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.matching.match_grids import match
from govdisclosure.recognition.narrative.headlines import _signs
from govdisclosure.recognition.plaintext.page_furniture import _rising
from govdisclosure.recognition.plaintext.segmentation import vocabulary_of
from govdisclosure.recognition.plaintext.textlines import TextLine, Token
from govdisclosure.recognition.plaintext.wrapped import _zipped
from govdisclosure.recognition.typed_lines import spare_counts, with_typed_lines
from govdisclosure.writing import write_bytes
from tests.support.filled import filled
from tests.support.minimal import minimal

OPEN = minimal(rows="{nodes: {shop: {label: {zh: 门店}, open: text, total_label: {zh: 合计}}}}")


def values_of(page: str, spec: gd.Spec) -> dict[str, object]:
    """Return what is read of a page, by row and column."""
    report = gd.read(page.encode(), spec=spec).report
    return {f"{cell.ref.row} {cell.ref.column}": cell.value for cell in report["stock"]}


def test_a_wording_without_letters_is_looked_for_everywhere() -> None:
    """No sign tells that a line does not hold it."""
    assert _signs(["ab", "——"]) == ("",)
    assert set(_signs(["ab", "cb"])) == {"b", "B"}


@pytest.mark.parametrize(
    "rows",
    [
        [("乙类", "下级", 4), ("甲类", "下级", 2), ("甲类", "本级", 1), ("乙类", "本级", 3)],
        # What is no group leaves its row to the order: it is the one that no other row is.
        [("甲类", "本级", 1), ("甲类", "下级", 2), ("乙类", "本级", 3), ("某处", "下级", 4)],
    ],
)
def test_rows_that_are_called_alike_are_told_by_the_group_in_their_row(rows: list[tuple[str, str, int]]) -> None:
    """Where the group is printed in each row of it."""
    parts = "nodes: {p: {label: {zh: 本级}}, q: {label: {zh: 下级}}}"
    spec = minimal(rows=f"{{nodes: {{x: {{label: {{zh: 甲类}}, {parts}}}, y: {{label: {{zh: 乙类}}, {parts}}}}}}}")
    body = "".join(f"<tr><td>{group}</td><td>{part}</td><td>{figure}</td></tr>" for group, part, figure in rows)
    page = f"<h2>数据</h2><table><tr><td></td><td></td><td>数量</td></tr>{body}</table>"
    assert values_of(page, spec) == {"x.p n": 1, "x.q n": 2, "y.p n": 3, "y.q n": 4}


@pytest.mark.parametrize("figure", ["1", ""])
def test_a_figure_beyond_the_only_column_is_not_read(figure: str) -> None:
    """Nobody knows whose it is."""
    rows = "".join(f"<tr><td>{name}</td><td>{figure}</td><td>{n}</td></tr>" for n, name in enumerate("甲乙丙丁", 5))
    page = f"<h2>数据</h2><table><tr><td></td><td>数量</td><td>备注</td></tr>{rows}</table>"
    assert set(values_of(page, minimal()).values()) == {1 if figure else None}


def test_by_its_field_alone_a_figure_beyond_the_only_column_is_not_placed() -> None:
    """It is the only one of its row, and the field below the head is empty."""
    grids = open_document("项目\t数量\t\n甲\t\t5\n乙\t3\t\n".encode()).grids
    found = match(expand(minimal()), grids)
    assert [found.cells[index].number for index in range(2)] == [None, 3]
    assert [problem.code for problem in found.problems] == ["ambiguous_row"]


@pytest.mark.parametrize("stroke", ["", "—"])
def test_a_row_of_nothing_but_a_stroke_is_no_row_of_the_report(stroke: str) -> None:
    """Rows that the report names itself have names, and figures; the total over them is read."""
    rows = "".join(f"<tr><td>{name}</td><td>{n}</td></tr>" for name, n in (("东店", 5), ("", stroke), ("合计", 5)))
    page = f"<h2>数据</h2><table><tr><td></td><td>数量</td></tr>{rows}</table>"
    assert values_of(page, OPEN) == {"shop.东店 n": 5, "shop n": 5}


# documents of ours that somebody changed ----------------------------------------------------------------------------

TOTAL = ("applications", "new", "total")
REPORT = evolve(filled(Random(3)), organisation="示例市", year=2024).replacing({TOTAL: 77_777})


def test_a_word_in_place_of_a_figure_is_what_stands_there() -> None:
    """The other figures are those of the annex."""
    page = write_bytes(REPORT, "html").replace(b">77777<", ">很多<".encode())
    read = read_bytes(page).report
    cell = read["applications"]["new", "total"]
    assert (cell.state, cell.value) == ("unreadable", None)
    assert read.replacing({TOTAL: 77_777}).values == REPORT.values


def test_a_headline_that_somebody_changed_is_the_documents() -> None:
    """The annex says nothing of whose figures these are by now."""
    page = write_bytes(REPORT, "html").decode().replace("示例市2024年", "另一市2023年")
    read = read_bytes(page.encode()).report
    assert (read.organisation, read.year, read.values) == ("另一市", 2023, REPORT.values)


SPARE = {"stock/rows:shop": 2}


@pytest.mark.parametrize(
    ("labels", "figures", "total", "rows"),
    [
        (("东店", "西店"), ("1", "2"), "3", ["shop.东店", "shop.西店", "shop"]),
        (("东店", "东店"), ("1", "2"), "3", None),
        (("东店", ""), ("1", "2"), "3", None),
        (("东店", ""), ("1", "2"), "", ["shop.东店", "shop"]),
    ],
    ids=["two", "one twice", "none in a total", "none and no total"],
)
def test_what_is_typed_into_spare_lines_is_taken_where_it_is_certain(
    labels: tuple[str, str], figures: tuple[str, str], total: str, rows: list[str] | None
) -> None:
    """A label stands once, and no figure of a printed total is left out."""
    named = expand(OPEN)
    drawn = with_spare_lines(named, SPARE, "zh")
    shown = {index: GridCell(0, 0, text) for index, text in enumerate((*figures, total))}
    shown |= {one.label: GridCell(0, 0, label) for one, label in zip(spare_lines(drawn, named), labels, strict=True)}
    typed = with_typed_lines(drawn, named, shown)
    assert (None if typed is None else [cell.row for cell in typed.form.cells]) == rows


@pytest.mark.parametrize("data", [{}, {"spare": 3}, {"spare": {"nowhere": 1}}, {"spare": {"stock/rows:shop": 0}}, 5])
def test_spare_lines_that_no_form_has_are_none(data: object) -> None:
    """Whoever wrote the annex."""
    assert spare_counts(data, expand(OPEN)) is None
    assert spare_counts({"spare": SPARE}, expand(OPEN)) == SPARE


def test_a_figure_that_may_be_of_two_tables_is_of_neither() -> None:
    """A third table is read all the same."""
    drawn = (
        "value: count, rows: {nodes: {a: {label: {zh: A}}, b: {label: {zh: B}}}}, "
        "columns: {nodes: {n: {label: {zh: N}}}}"
    )
    same, other = (
        drawn.replace("A}", f"{a}}}").replace("B}", f"{b}}}").replace("N}", f"{n}}}")
        for a, b, n in (("甲", "乙", "数量"), ("丙", "丁", "人数"))
    )
    tables = f"tables:\n  stock: {{{same}}}\n  again: {{{same}}}\n  third: {{{other}}}"
    sections = "sections:\n  - {key: figures, title: {zh: 数据}, draw: [[stock], [again], [third]]}"
    page = (
        "<h2>数据</h2><table><tr><td></td><td>数量</td></tr><tr><td>甲</td><td>3</td></tr><tr><td>乙</td><td>4</td></tr></table>"
        "<table><tr><td></td><td>人数</td></tr><tr><td>丙</td><td>5</td></tr><tr><td>丁</td><td>6</td></tr></table>"
    )
    report = gd.read(page.encode(), spec=minimal(tables=tables, sections=sections)).report
    assert [cell.value for cell in report["third"]] == [5, 6]
    assert {cell.value for key in ("stock", "again") for cell in report[key]} == {None}


CORNERED = minimal(
    tables="tables:\n  stock: {value: VALUE, corner: {zh: 项目}, rows: ROWS, columns: COLUMNS}",
    columns="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}",
)


@pytest.mark.parametrize(
    "text",
    ["项目 数量 人数\n甲 3 项目 4\n乙 5 6", "项目\t数量\t人数\n甲\t3\t4\n\t\t\n乙\t5\t6"],
    ids=["the word of the corner", "a row of nothing"],
)
def test_what_says_nothing_parts_no_rows(text: str) -> None:
    """Among figures, or between two rows."""
    read = gd.read(f"数据\n{text}\n丙\t7\t8\n丁\t9\t1".encode(), spec=CORNERED).report
    figures = {cell.ref.row: cell.value for cell in read["stock"] if cell.ref.column == "n"}
    assert figures["a"] in (3, None)
    assert figures["b"] in (5, None)


def test_numbers_of_pages_rise_over_the_whole_document() -> None:
    """A number that would begin a shorter row of them is none."""
    numbers = {0: "1", 5: "2", 10: "3", 12: "2", 14: "3"}
    texts = [(numbers.get(at, "文字"), "figure" if at in numbers else "unknown") for at in range(16)]
    lines = [TextLine((text,), (Token(kind, text),)) for text, kind in texts]  # type: ignore[arg-type]  # a kind
    assert _rising(lines) == (0, 5, 10)


def test_words_below_each_other_that_may_be_joined_in_very_many_ways_are_not() -> None:
    """Each of nine may be a name alone, and one with any that stands below."""
    names = ", ".join(f"n{number}: {{label: {{zh: {text}}}}}" for number, text in enumerate(("甲乙", "甲乙丙丁")))
    vocabulary = vocabulary_of(expand(minimal(columns=f"{{nodes: {{{names}}}}}")))
    few, many = ([("甲乙", "line 1")] * count for count in (2, 9))
    assert len(list(_zipped(few, [("丙丁", "line 2")], vocabulary))) == 2
    assert list(_zipped(many, [("丙丁", "line 2")] * 4, vocabulary)) == []
