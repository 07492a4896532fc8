"""Names in a text without fields: they are segmented and put together exactly, in the one way there is."""

import pytest
from attrs import evolve

from govdisclosure.form.expansion import expand
from govdisclosure.grid.model import Grid, GridCell, TextBlock
from govdisclosure.recognition.plaintext.segmentation import segmented, vocabulary_of
from govdisclosure.recognition.plaintext.textlines import grid_lines, text_line
from govdisclosure.recognition.plaintext.wrapped import with_wrapped_joined
from govdisclosure.recognition.wordings import Wordings
from tests.support.minimal import minimal

NAMES = ("自然人", "商业企业", "科研机构", "商业", "商业行会")
VOCABULARY = vocabulary_of(
    expand(
        minimal(columns=f"{{nodes: {{{', '.join(f'n{at}: {{label: {{zh: {n}}}}}' for at, n in enumerate(NAMES))}}}}}")
    )
)


def joined(*texts: str, fielded: bool) -> list[str]:
    """Return what is made of lines of words, or of fields."""
    lines = [text_line(TextBlock(text), VOCABULARY) for text in texts]
    if fielded:
        cells = [GridCell(y, x, text) for y, row in enumerate(texts) for x, text in enumerate(row.split())]
        lines = list(grid_lines(0, Grid(len(texts), 4, tuple(cells), flattened=True), VOCABULARY))
    found = with_wrapped_joined(lines, VOCABULARY)
    # Which rows of the table a line is of is known of every one that is joined.
    assert not fielded or {source for line in found for source in line.sources} == {(0, y) for y in range(len(texts))}
    return [" ".join(token.text for token in line.tokens) for line in found if line.tokens]


@pytest.mark.parametrize("fielded", [False, True])
@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        ("自然人 商业 科研", "企业 机构", "自然人 商业企业 科研机构"),
        ("自然人 科研", "机构", "自然人 科研机构"),
        ("商业 科研", "行会 机构", "商业行会 科研机构"),
        # Two that one piece fits, one piece too many, one that fits none, and pieces in another order.
        ("商业 商业 科研", "企业 机构", None),
        ("自然人 科研", "企业 机构 行会", None),
        ("科研 自然人", "机构 商业", None),
        ("科研 商业", "企业 机构", None),
    ],
)
def test_words_of_two_lines_are_names_where_one_way_joins_them(
    upper: str,
    lower: str,
    names: str | None,
    fielded: bool,  # noqa: FBT001 - words and fields
) -> None:
    """Each lower word belongs under one upper word, in the same order."""
    assert joined(upper, lower, fielded=fielded) == ([names] if names else [upper, lower])


def test_words_and_figures_are_no_names_side_by_side() -> None:
    """A row of figures below words is none of a head, nor is a row of fields below a line of words."""
    assert joined("商业 科研", "企业 机构 3", fielded=False) == ["商业 科研", "企业 机构 3"]
    lines = [
        text_line(TextBlock("商业 科研"), VOCABULARY),
        evolve(text_line(TextBlock("企业 机构"), VOCABULARY), fields=("企业", "机构")),
    ]
    assert with_wrapped_joined(lines, VOCABULARY) == lines


@pytest.mark.parametrize("number", ["0", "3", "12"])
def test_a_number_is_an_ordinal_only_before_a_name(number: str) -> None:
    """In brackets or with a point behind a name it is a figure, nought as well, and two before a name are none."""
    assert segmented(f"({number}) 自然人", VOCABULARY).names == (("自然人", int(number)),)
    for text in (f"自然人 ({number})", f"自然人 {number}、", f"({number}) (1) 自然人", f"(1) ({number}) 自然人"):
        assert segmented(text, VOCABULARY).names is None


@pytest.mark.parametrize("text", ["一", "十二、", "(3)", "", "—"])
def test_ordinals_alone_are_no_names(text: str) -> None:
    """Nor are signs; a name may follow on the next line."""
    assert segmented(text, VOCABULARY).names is None


def test_a_word_of_a_wording_is_a_place_only_in_braces() -> None:
    """What bears the name of one is printed as it is; other words in braces are text like any."""
    wordings = Wordings.of([("{organisation}year{year}{其他}", 1)])
    assert [wordings.get(text) for text in ("某县year2024其他", "某县20242024其他", "某县year2024其它")] == [
        1,
        None,
        None,
    ]
