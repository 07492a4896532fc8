"""What a browser shows of a page is what is read of it; what cannot be told is no figure."""

import pytest

from govdisclosure.documents.readers.html import read_html


def cell(style: str, inner: str) -> str:
    """Return the text of a cell of a page with a style sheet."""
    page = f"<style>{style}</style><table><tr><td>a<td>b<tr><td>c<td>{inner}</table>"
    (grid,) = read_html(page).grids
    return grid.cells[-1].text


@pytest.mark.parametrize("rule", ["display:none", "visibility:hidden", "text-decoration:line-through"])
def test_what_a_class_hides_or_strikes_out_is_not_read(rule: str) -> None:
    """A class of the page's own style sheet takes its text away."""
    assert cell(f".old{{{rule}}}", "<span class=old>99</span>12") == "12"
    assert cell(f"/* {{ */ .old{{/**/{rule}}}", "<span class='x old'>99</span>12") == "12"


@pytest.mark.parametrize(
    "style",
    [
        "table .old{display:none}",
        "td > .old{text-decoration:line-through}",
        "[class=old]{display:none}",
        ".old{font-size:0}",
        ".old{opacity:0}",
        ".old{vertical-align:super}",
        ".old{position:absolute;left:-9999px}",
        "@media (max-width:700px){table .old{display:none}}",
    ],
)
def test_figures_that_may_not_be_seen_are_no_figures(style: str) -> None:
    """Where a rule is not followed that may hide or raise digits, they cannot be read as part of a number."""
    assert "\ufffd" in cell(style, "<span class=old>99</span>12")


@pytest.mark.parametrize("media", ["print", "(max-width: 768px)", "screen and (max-width:600px)"])
def test_a_rule_for_paper_or_small_screens_hides_nothing(media: str) -> None:
    """What is hidden on paper or on a telephone is seen on a screen."""
    page = f"<style>@media {media}{{.page{{display:none}}}}</style><div class=page><table><tr><td>1<td>2</table></div>"
    assert [c.text for c in read_html(page).grids[0].cells] == ["1", "2"]
    hidden = page.replace(media, "screen")
    assert not read_html(hidden).grids


@pytest.mark.parametrize("style", ["vertical-align:super", "VERTICAL-ALIGN: sub", "mso-text-raise:3.0pt"])
def test_a_raised_number_is_a_footnote(style: str) -> None:
    """A number above the line is no digit of the figure before it."""
    assert cell("", f"12<span style='{style}'>1</span>") == "12（1）"


def test_a_picture_is_no_blank() -> None:
    """A cell that shows a picture says something that cannot be read."""
    assert cell("", "<img src=x.png>") == "\ufffd"
    assert cell("", "12<img src=x.png>") == "12"


def test_a_rowspan_of_nought_reaches_to_the_end() -> None:
    """So browsers read it; a colspan of nought is one column."""
    (grid,) = read_html("<table><tr><td rowspan=0>a<td colspan=0>1<tr><td>2<tr><td>3</table>").grids
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [
        (0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1)
    ]  # fmt: skip


def test_a_field_to_fill_in_stands_apart_from_the_text_beside_it() -> None:
    """The figure of a field and the digits after it are two."""
    assert cell("", "<input value=34>12") == "34 12"
