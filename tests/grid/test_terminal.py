"""Tables drawn with box characters: straight edges, whatever stands in them, on a Chinese console too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.grid.terminal import draw, width_of, wrap
from govdisclosure.layout.drawing import drawn_tables
from govdisclosure.specfile.store import all_specs
from govdisclosure.testing import specs


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


@given(specs())
def test_any_form_has_straight_edges(spec: gd.Spec) -> None:
    """Edges are straight for any format whose labels are one line of visible characters."""
    for _, grid in drawn_tables(gd.expand(spec)):
        if all(cell.text.isprintable() for cell in grid.cells):
            assert_straight(draw(grid))


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
