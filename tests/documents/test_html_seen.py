"""What a browser shows of a page is what is read of it; what cannot be told is no figure."""

import pytest

from govdisclosure.documents.readers.html import read_html
from govdisclosure.errors import ReadError
from govdisclosure.grid.model import TextBlock
from govdisclosure.language import using


def cell(style: str, inner: str) -> str:
    """Return the text of a cell of a page with a style sheet."""
    page = f"<style>{style}</style><table><tr><td>a<td>b<tr><td>c<td>{inner}</table>"
    (grid,) = read_html(page).grids
    return grid.cells[-1].text


HIDING = (
    "display:none", "visibility:hidden", "text-decoration:line-through", "text-decoration: underline line-through",
    "font-size:0", "font-size:.5px", "font: 0/0 a", "opacity:0", "opacity:0.0", "color:#fff", "color:rgb(255,255,255)",
    "color:transparent", "color:rgba(0,0,0,0)", "background:#eee;color:#EEEEEE", "position:absolute;left:-9999px",
    "position:absolute;top:-999em", "text-indent:-9999px", "clip:rect(0,0,0,0)", "clip-path:inset(50%)",
    "height:0;overflow:hidden", "max-height:0;overflow:hidden", "width:1px;height:1px;overflow:hidden",
    "mso-hide:all", "transform:scale(0)", "content-visibility:hidden", "filter:opacity(0)", "zoom:0",
    "display:none !important;display:inline",
)  # fmt: skip
"""Ways in which a page says that something is not to be seen."""


@pytest.mark.parametrize("style", HIDING)
def test_what_cannot_be_seen_is_not_read(style: str) -> None:
    """In a style sheet as in the element's own style, text that is hidden or struck out is no part of a figure."""
    assert cell(f".old{{{style}}}", "<span class='x old'>99</span>12") == "12"
    assert cell(f"/* {{ */ span#old{{/**/{style}}}", "<span id=old>99</span>12") == "12"
    assert cell("", f"<span style='{style}'>99</span>12") == "12"


FOLLOWED = ("td > span", "table td span", "tr td>span.x", ".box .x", "* .box span.x.old", "table .old", "td > .old")
NOT_HOLDING = (
    ".other .x", "tr > span", "td span > span", ".x .box", "div td span", "table > td > span", "span.x.y", "div .old",
    "td.note span.old", "td:hover span",
)  # fmt: skip


@pytest.mark.parametrize("selector", [*FOLLOWED, *NOT_HOLDING])
def test_selectors_within_each_other_are_followed(selector: str) -> None:
    """A rule holds where what it asks for stands around the element, and nowhere else."""
    table = "<table class=box><tr><td>a<td>b<tr><td>c<td><span class='x old'>99</span>12</table>"
    (grid,) = read_html(f"<style>{selector}{{display:none}}</style>{table}").grids
    assert grid.cells[-1].text == ("12" if selector in FOLLOWED else "9912")


def test_the_more_is_asked_for_the_more_a_rule_counts() -> None:
    """What hides an element in one place may be taken back in another, whatever comes last."""
    assert cell("td .x{display:inline} .x{display:none}", "<span class=x>9</span>1") == "91"
    assert cell(".x{display:inline} td .x{display:none}", "<span class=x>9</span>1") == "1"
    assert cell("#a{display:inline} td .x.y{display:none}", "<span id=a class='x y'>9</span>1") == "91"


@pytest.mark.parametrize(
    "style",
    [
        "opacity:.5", "font-size:8pt", "color:#333", "background:#036;color:#fff", "position:relative;left:2px",
        "height:1%;overflow:hidden", "margin-left:-480px", "text-indent:2em", "color:inherit", "top:0",
        "text-decoration:underline", "vertical-align:baseline", "visibility:visible", "font:12px/0 a",
    ],
)  # fmt: skip
def test_what_is_seen_is_read(style: str) -> None:
    """Styles that only look like those that hide change nothing."""
    assert cell(f".new{{{style}}}", "<span class=new>9</span>12") == "912"
    assert cell("", f"<span style='{style}'>9</span>12") == "912"


def test_white_is_seen_on_what_is_not_white() -> None:
    """The ground of a letter is that of what it stands in; unknown style sheets may give any."""
    assert cell("", "<div style='background-color:#036'><b style='color:#fff'>12</b></div>") == "12"
    assert cell("", "<table><tr bgcolor=navy><td><b><font color=white>12</font></b><td>3</table>") == "3"
    assert "\ufffd" in cell("", "<link rel=stylesheet href=x.css><font color=white>12</font>3")


def test_what_says_otherwise_is_seen_in_what_is_not() -> None:
    """The size and the colour of letters hold only down to where others are said."""
    assert cell("", "<div style='font-size:0'>9<span style='font-size:12px'>12</span>9</div>") == "12"
    assert cell("", "<div style='visibility:hidden'>9<span style='visibility:visible'>12</span></div>") == "12"


def test_a_cell_that_is_not_seen_keeps_its_place() -> None:
    """Else the cells after it would move to the left."""
    (grid,) = read_html(
        "<table><tr><td>a<td style='visibility:hidden'>9<td>1<tr><td>b<td style='opacity:0'>9<td>2</table>"
    ).grids
    assert [(c.text, c.column) for c in grid.cells] == [("a", 0), ("", 1), ("1", 2), ("b", 0), ("", 1), ("2", 2)]


def test_details_that_are_closed_show_their_summary() -> None:
    """And those that are open show all."""
    details = "<details><summary>30</summary>5<p>6</p>7</details>"
    assert cell("", details) == "30"
    assert cell("", details.replace("<details", "<details open")).split() == ["30", "5", "6", "7"]
    assert cell("", "12<dialog>9</dialog>") == "12"


@pytest.mark.parametrize("block", ["p", "div", "section", "article", "li", "figure", "header", "blockquote"])
def test_blocks_part_text(block: str) -> None:
    """Figures in two blocks are two, whatever the blocks are called."""
    assert cell("", f"<{block}>3</{block}><{block}>0</{block}>").split() == ["3", "0"]
    assert cell("", f"3<{block}>0</{block}>").split() == ["3", "0"]
    assert cell("", "3<span style='display:block'>0</span>").split() == ["3", "0"]


@pytest.mark.parametrize(
    "inner", ["<bdo dir=rtl>12</bdo>", "<span style='direction:rtl;unicode-bidi:bidi-override'>12</span>"]
)
def test_figures_that_are_shown_backwards_are_no_figures(inner: str) -> None:
    """What a direction turns round is not what is written."""
    assert "\ufffd" in cell("", inner)


@pytest.mark.parametrize("inner", ["<bdo dir=ltr>12</bdo>", "<bdo dir=rtl>abc</bdo>12"])
def test_what_a_direction_does_not_turn_round_is_read(inner: str) -> None:
    """Figures that run forwards, and figures beside words that do not."""
    assert cell("", inner).endswith("12")
    assert "\ufffd" not in cell("", inner)


def test_cells_that_stand_in_no_row_are_texts() -> None:
    """Nobody forgot them: browsers show them, and they are two."""
    blocks = read_html("<table><tbody><td>1</td><td>2</td></table>").blocks
    assert [block.text for block in blocks if isinstance(block, TextBlock)] == ["1", "2"]


@pytest.mark.parametrize(
    "page", ["<body hidden>", "<body style='display:none'>", "<style>*{display:none}</style><body>"]
)
def test_a_page_that_hides_all_of_itself_is_read(page: str) -> None:
    """Programs show it once it has come; who opens it as a file has it before him."""
    (block,) = read_html(f"<html>{page}<p>12</p></body></html>").blocks
    assert isinstance(block, TextBlock)
    assert block.text == "12"


@pytest.mark.parametrize(
    "style",
    [
        "table > :first-child .old{display:none}",
        "td + td span{text-decoration:line-through}",
        "td:nth-child(2) > span{display:none}",
        "[class=old]{display:none}",
        "td ~ td .old{opacity:0}",
        "p + .old{vertical-align:super}",
        ".old::before{content:'1'}",
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


RAISING = (
    "vertical-align:super", "VERTICAL-ALIGN: sub", "mso-text-raise:3.0pt", "vertical-align:0.4em",
    "vertical-align:-30%",
    "position:relative;top:-5px", "position:relative; bottom:.4em", "vertical-align:text-top",
)  # fmt: skip


@pytest.mark.parametrize("style", RAISING)
def test_a_raised_number_is_a_footnote(style: str) -> None:
    """A number above or below the line is no digit of the figure before it, however it gets there."""
    assert cell("", f"12<span style='{style}'>1</span>") == "12（1）"
    assert cell(f".up{{{style}}}", "12<a class=up>1</a>") == "12（1）"


@pytest.mark.parametrize(
    "shown",
    [
        "<img src=x.png>", "<svg><text>30</text></svg>", "<select><option>30</select>", "<textarea>30</textarea>",
        "<canvas></canvas>", "<object data=x></object>", "<input type=checkbox checked>", "<math><mn>3</mn></math>",
    ],
)  # fmt: skip
def test_what_is_no_text_is_no_blank(shown: str) -> None:
    """A cell that shows a picture, a drawing or a field says something that cannot be read, also beside figures."""
    assert cell("", shown) == "\ufffd"
    assert cell("", f"12{shown}") == "12\ufffd"
    assert cell("", f"规章{shown}") == "规章"
    assert cell("", f"<span style='display:none'>{shown}</span>12") == "12"


def test_a_picture_of_one_dot_is_nothing() -> None:
    """It keeps other things apart."""
    assert cell("", "12<img src=x.gif width=1 height=10px>") == "12"


def test_the_place_of_a_cell_is_said_for_people_and_for_programs() -> None:
    """By its table, row and column, merged cells counted; and by its path."""
    page = "<table><tr><td rowspan=2>a<td>1<tr><td>2</table>"
    with using("zh"):
        *_, cell = read_html(page * 2).grids[1].cells
    assert (cell.place, cell.path) == ("第 2 张表第 2 行第 2 列", "/html/body/table[2]/tr[2]/td[1]")


@pytest.mark.parametrize(
    "page",
    [
        "<br>" * 700_000, "<p a b c d e f g h i j k l m n o p q r s t u v w x y z>" * 30_000,
        "<p " + "a " * 2_000_000 + ">x",
        "<table>" + "<tr><td rowspan=1000>1" * 5_000 + "</table>",
    ],
    ids=["breaks", "attributes", "one tag", "spans"],
)  # fmt: skip
def test_a_page_of_too_much_is_refused(page: str) -> None:
    """Elements, attributes and spanned places are counted before they fill the memory."""
    with pytest.raises(ReadError, match=r"elements|positions"), using("en"):
        read_html(page)


@pytest.mark.parametrize(
    "css", ["/*" * 300_000, "@media" * 100_000, "{" * 300_000, ".a,{" * 100_000, ".a{opacity:0}" * 50_000]
)
def test_a_style_sheet_is_gone_through_once(css: str) -> None:
    """However it is broken; and the figures beside it are read."""
    assert cell(css, "12") == "12"


def test_a_rowspan_of_nought_reaches_to_the_end() -> None:
    """So browsers read it; a colspan of nought is one column."""
    (grid,) = read_html("<table><tr><td rowspan=0>a<td colspan=0>1<tr><td>2<tr><td>3</table>").grids
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [
        (0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("12<br>34", "12\n34"), ("1<sup><i>2</i></sup>", "1（2）"), ("1<sup>2<i>3</i>4</sup>5", "1（234）5"),
        ("<bdo dir=rtl>12</bdo>", "\ufffd12"), ("1<input type=hidden value=5>2", "12"), ("1<input>2", "12"),
    ],
)  # fmt: skip
def test_signs_stand_for_what_is_no_plain_text(inner: str, text: str) -> None:
    """Breaks, raised letters with what they hold, letters set from right to left; fields say only what they show."""
    assert cell("", inner) == text


def test_a_field_to_fill_in_stands_apart_from_the_text_beside_it() -> None:
    """The figure of a field and the digits after it are two."""
    assert cell("", "<input value=34>12") == "34 12"


def test_text_between_blocks_is_read_once_and_is_a_paragraph_of_its_own() -> None:
    """What follows a block, an emphasis or a table inside another element belongs to none of them."""
    table = "<table><caption>己</caption><tr><td>1<i>2</i>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr></table>"
    document = read_html(f"<div>甲<p>乙<b>丙</b>丁</p>戊{table}壬</div>")
    paragraphs = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    assert paragraphs == ["甲", "乙丙丁", "戊", "己", "壬"]
    assert [cell.text for cell in document.grids[0].cells] == ["123", "4", "5", "6"]


def test_a_row_that_is_collapsed_is_no_row() -> None:
    """One of another colour, or one that says that it is seen, is."""
    styles = ("", "visibility:collapse", "visibility:visible;color:red", "color:red")
    rows = [f"<tr style='{style}'><td>甲<td>{at}" for at, style in enumerate(styles)]
    (grid,) = read_html(f"<table>{''.join(rows)}</table>").grids
    assert [cell.text for cell in grid.cells if cell.column] == ["0", "2", "3"]
