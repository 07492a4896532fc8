"""Tables drawn with box characters: straight edges, whatever stands in them, on a Chinese console too."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.terminal import draw
from govdisclosure.grid.widths import readable_width
from govdisclosure.layout.drawing import drawn_tables
from govdisclosure.specfile.store import all_specs
from govdisclosure.wrapping import fitted, width_of, wrap
from tests.support.made_up import made_up


def assert_straight(text: str) -> None:
    """Fail unless every line takes as many columns of a terminal as the first."""
    lines = text.splitlines()
    assert {width_of(line) for line in lines} == {width_of(lines[0])}


@pytest.mark.parametrize("spec", all_specs(), ids=lambda spec: spec.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_bundled_form_has_straight_edges_and_exists_in_gbk(spec: gd.Spec, language: str) -> None:
    """All lines of a drawn table are equally wide, and a console in code page 936 has every character."""
    for _, grid in drawn_tables(gd.expand(spec), language):
        text = draw(grid)
        assert_straight(text)
        assert text.encode("gbk").decode("gbk") == text


@given(made_up())
def test_any_form_has_straight_edges(spec: gd.Spec) -> None:
    """Edges are straight for any format whose labels are one line of visible characters."""
    for _, grid in drawn_tables(gd.expand(spec)):
        if all(cell.text.isprintable() for cell in grid.cells):
            assert_straight(draw(grid))


@pytest.mark.parametrize("spec", all_specs(), ids=lambda spec: spec.id)
def test_every_bundled_form_fits_a_terminal_of_80_columns(spec: gd.Spec) -> None:
    """In Chinese no word is broken for it, and in both languages no text is lost; twenty columns cannot fit."""
    for language in ("zh", "en"):
        for _, grid in drawn_tables(gd.expand(spec), language):
            text, room = draw(grid, 80), 80 if grid.width < 20 else 120
            assert_straight(text)
            assert width_of(text.splitlines()[0]) <= room
            assert language == "en" or readable_width(grid) <= room
            assert shown(text) == shown(draw(grid))


def shown(text: str) -> Counter[str]:
    """Return the characters of a drawing that are no border."""
    return Counter(c for c in text if c not in " \n│─┌┐└┘├┤┬┴┼")


def test_no_line_of_a_tall_cell_is_lost() -> None:
    """A text that is higher than the rows beside it goes on where their borders are."""
    grid = Grid(2, 2, (GridCell(0, 0, "甲乙丙丁戊己", 2, 1), GridCell(0, 1, "一二"), GridCell(1, 1, "三四")))
    assert draw(grid, 11).splitlines() == [
        "┌────┬────┐",
        "│甲乙│一二│",
        "│丙丁├────┤",
        "│戊己│三四│",
        "└────┴────┘",
    ]


def test_numbers_are_never_broken() -> None:
    """However narrow the terminal, a number stays on one line."""
    grid = Grid(1, 2, (GridCell(0, 0, "信息内容", kind="stub"), GridCell(0, 1, "1234567", kind="value")))
    assert "1234567" in draw(grid, 4)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("  甲乙丙丁戊己庚辛壬癸，子丑", ["  甲乙丙丁戊己庚辛壬", "  癸，子丑"]),
        ("- one two three four five six", ["- one two three four", "  five six"]),
        ("\x1b[1m1) \x1b[0m一二三四五六七八九十一二", ["\x1b[1m1) \x1b[0m一二三四五六七八九", "   十一二"]),
        ("│drawn tables stay as they are│", ["│drawn tables stay as they are│"]),
    ],
)
def test_long_lines_are_broken_where_they_may_be(text: str, lines: list[str]) -> None:
    """Between Chinese characters and after spaces, never before a comma; what goes on is indented alike."""
    assert fitted(text, 22).splitlines() == lines


def test_wide_characters_take_two_columns() -> None:
    """A Chinese character is as wide as two Latin ones, a combining accent has no width."""
    assert [width_of(text) for text in ("规章", "ab", "（", "e\u0301", "")] == [4, 2, 2, 1, 0]


def test_a_merged_cell_has_no_line_through_it() -> None:
    """A cell over two rows and two columns is drawn once, with its text and no border inside."""
    grid = Grid(
        2,
        3,
        (GridCell(0, 0, "ab", 2, 2), GridCell(0, 2, "c"), GridCell(1, 2, "规章")),
    )
    assert draw(grid).splitlines() == [
        "┌─────┬────┐",
        "│ab   │c   │",
        "│     ├────┤",
        "│     │规章│",
        "└─────┴────┘",
    ]


@given(st.text(st.sampled_from("规章 abc(—）"), max_size=60), st.integers(2, 30))
def test_wrapping_loses_no_character_and_keeps_the_width(text: str, width: int) -> None:
    """Lines of a wrapped text hold all its visible characters, and none is wider than it may be."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)
