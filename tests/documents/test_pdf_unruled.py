"""Tables of a PDF without ruling lines, drawn with characters: which words are one, and where each figure stands."""

from __future__ import annotations

from itertools import accumulate

import pytest

from govdisclosure.documents.readers.pdf.aligned import aligned
from govdisclosure.documents.readers.pdf.glyphs import Glyph, Line, Word, lines_of
from govdisclosure.documents.readers.pdf.parts import Part
from govdisclosure.documents.readers.pdf.unruled import values_of


def lines_drawn(art: str, step: float = 12) -> list[Line]:
    """Return the lines of a drawing: each character is five points wide and of size ten."""
    drawn = [
        (character, 5.0 * column, 1000 - step * row)
        for row, line in enumerate(art.split("\n"))
        for column, character in enumerate(line)
        if character != " "
    ]
    return lines_of([Glyph(text, left + 2.5, y, left, left + 5, 10, 2) for text, left, y in drawn])


def found(art: str) -> list[str]:
    """Return the lines of text of a drawing, and its tables: each row with the columns that its cells stand in."""
    return [_said(one) for one in aligned(lines_drawn(art), 1, "p") if one]


def _said(one: list[Line] | Part) -> str:
    if not isinstance(one, Part):
        return "text: " + " / ".join(line.text for line in one)
    rows = [" ".join(f"{c.column}{'-' * (c.colspan - 1)}{c.text}" for c in row) for row in one.rows]
    return ("lines: " if one.flattened else "table: ") + " / ".join(rows)


DRAWN = [
    (
        """
      zz   yy

这是句子。

      ab   cd

x     12   34

y      5   67
""",
        ["text: zz yy / 这是句子。", "table: 1ab 2cd / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
       ab   cd

x      12   34

long
label   5   67
""",
        ["table: 1ab 2cd / 0x 112 234 / 0longlabel 15 267"],
    ),
    (
        """
Title

      ab   cd

x     12   34

y      5   67

End
""",
        ["text: Title", "table: 1ab 2cd / 0x 112 234 / 0y 15 267", "text: End"],
    ),
    (
        """
      ab   cd   ef

x     12   34    5

y      5         6
""",
        ["table: 1ab 2cd 3ef / 0x 112 234 35 / 0y 15 2 36"],
    ),
    (
        """
           ab   cd

x   u      12   34

    v       5   67
""",
        ["table: 2ab 3cd / 0x 1u 212 334 / 1v 25 367"],
    ),
    (
        """
ab   cd   ef

12   34    5

 5   67    6
""",
        ["table: 0 1ab 2cd 3ef / 0 112 234 35 / 0 15 267 36"],
    ),
    (
        """
      ab   cd

x     12   34

y      5 6 67
""",
        ["text: ab cd", "lines: 0x 100012 100134 / 0y 10005 10016 100267"],
    ),
    (
        """
      ab   cd   ef

x     12         5

y      5         6
""",
        ["table: 1ab 2cd 3ef / 0x 112 2 35 / 0y 15 2 36"],
    ),
    (
        """
      new   old
      ones  ones

x     12    34

y      5    67
""",
        ["table: 1newones 2oldones / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
      ab   cd   ef

x     12   none  5

y      5   67    6
""",
        ["table: 1ab 2cd 3ef / 0x 112 2none 35 / 0y 15 267 36"],
    ),
    (
        """
      ab   cd

x     12   34
            5
""",
        ["text: ab cd", "lines: 0x 100012 100134", "text: 5"],
    ),
    (
        """
      ab   cd   ef

x          34    5

y          67    6
""",
        ["table: 1ab 2cd 3ef / 0x 1 234 35 / 0y 1 267 36"],
    ),
    (
        """
name  ab   cd

x     12   34

y      5   67
""",
        ["table: 1ab 2cd / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
      ab        ef

x     12   34   1

y      5   67   2
""",
        ["text: ab ef", "lines: 0x 100012 100134 10021 / 0y 10005 100167 10022"],
    ),
    (
        """
      ab   cd

x     12   34

long   5   67
label

w      8    9
""",
        ["table: 1ab 2cd / 0x 112 234 / 0longlabel 15 267 / 0w 18 29"],
    ),
    (
        """
        ab   cd

xxxxxxx12   34

y       5   67
""",
        ["text: ab cd", "lines: 0xxxxxxx12 100034 / 0y 10005 100167"],
    ),
    (
        """
      ab   cd
        ab   cd
x     12   34

y      5   67
""",
        ["text: ab cd", "text: ab cd", "lines: 0x 100012 100134 / 0y 10005 100167"],
    ),
    (
        """
      ab   cd

x     12   34

       5   67
""",
        ["text: ab cd", "lines: 0x 100012 100134 / 10005 100167"],
    ),
    (
        """
      ab   cd
x     12   34
y      5   67
""",
        ["table: 1ab 2cd / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
      ab   cd

x     12   34







y      5   67

z      5   67
""",
        ["table: 1ab 2cd / 0x 112 234", "table: 0y 15 267 / 0z 15 267"],
    ),
    (
        """
      ab   cd   ef

x     12   34    5
Text  uv
y      5         6

z           2    6
""",
        ["table: 1ab 2cd 3ef / 0x 112 234 35", "text: Text uv", "lines: 0y 10005 10016 / 0z 10002 10016"],
    ),
    (
        """
       这是句子。
      ab   cd

x     12   34

y      5   67
""",
        ["text: 这是句子。", "table: 1ab 2cd / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
      ab   cd







x     12   34

y      5   67
""",
        ["text: ab cd", "lines: 0x 112 234 / 0y 15 267"],
    ),
    (
        """
          ab  cd

x   y  z  12  34

    u  v   5  67

       w   8   9
""",
        ["table: 3ab 4cd / 0x 1y 2z 312 434 / 1u 2v 35 467 / 2w 38 49"],
    ),
    (
        """
      ab   cd

x     12   34

y      5   67
yy
Far off

too
""",
        ["table: 1ab 2cd / 0x 112 234 / 0yyy 15 267", "text: Far off / too"],
    ),
    (
        """
      ab   cd

1  x  12   34

2  y   5   67
""",
        ["table: 2ab 3cd / 01 1x 212 334 / 02 1y 25 367"],
    ),
    (
        """
      ab cd

x    112 34

y      51167
""",
        ["text: ab cd", "lines: 0x 1000112 100134 / 0y 100051167"],
    ),
    (
        """
           cd
      ab

x     12   34

y      5   67
""",
        ["table: 1ab 2cd / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
     ooooooo

     ab   cd   ef

x    12   34   1

y     5   67   2
""",
        ["text: ooooooo", "table: 1ab 2cd 3ef / 0x 112 234 31 / 0y 15 267 32"],
    ),
    (
        """
      ooooooo   uuuuuuu

      ab   cd   ef   gh

x     12   34    5    6

y      5   67    6    7
""",
        ["table: 1-ooooooo 3-uuuuuuu / 1ab 2cd 3ef 4gh / 0x 112 234 35 46 / 0y 15 267 36 47"],
    ),
    (
        """
      aaaaaaaaaaaaaaaaa

      ooooooo   uuuuuuu

      ab   cd   ef   gh

x     12   34    5    6

y      5   67    6    7
""",
        [
            "text: aaaaaaaaaaaaaaaaa",
            "table: 1-ooooooo 3-uuuuuuu / 1ab 2cd 3ef 4gh / 0x 112 234 35 46 / 0y 15 267 36 47",
        ],
    ),
    (
        """
      ooooooo

      ab   cd   ef

x               1

y               2
""",
        ["text: ooooooo", "table: 1ab 2cd 3ef / 0x 1 2 31 / 0y 1 2 32"],
    ),
    (
        """
x     12   34

y      5   67

z      5
""",
        ["lines: 0x 112 234 / 0y 15 267 / 0z 35"],
    ),
    (
        """
      ab   cd

x     12    -

y      /   67

z      -    -
""",
        ["table: 1ab 2cd / 0x 112 2- / 0y 1/ 267 / 0z 1- 2-"],
    ),
    (
        """
       一、xx
      ab   cd

x     12   34

y      5   67
""",
        ["text: 一、xx", "table: 1ab 2cd / 0x 112 234 / 0y 15 267"],
    ),
    (
        """
      ab   cd

x     12   34

y      5   67
这是一段文字。
      ef   gh

x     12   34

y      5   67
""",
        ["table: 1ab 2cd / 0x 112 234 / 0y 15 267", "text: 这是一段文字。", "table: 1ef 2gh / 0x 112 234 / 0y 15 267"],
    ),
]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("x  1  2", "1 2"), ("x  1  no", ""), ("x  1  2  no", "1 2 no"), ("1  x  2", "2"), ("1  2", "1 2"),
        ("x  1  2  no  no", ""), ("no  no  no  1  2", "1 2"), ("x", ""), ("12", ""),
    ],
)  # fmt: skip
def test_the_figures_of_a_row_stand_behind_its_label(line: str, values: str) -> None:
    """A few words may stand among them, as in a cell that holds one."""
    assert " ".join(word.text for word in values_of(*lines_drawn(line))) == values


@pytest.mark.parametrize(("gaps", "count"), [((4,), 0), ((5,), 1), ((4, 20), 2), ((20, 4), 2)])
def test_the_words_of_a_row_stand_farther_apart_than_in_a_sentence(gaps: tuple[int, ...], count: int) -> None:
    """At least once by more than nearly half their size."""
    lefts = list(accumulate((10 + gap for gap in gaps), initial=100))
    words = [Word("12" if number else "甲", left, left + 10, 0, 10) for number, left in enumerate(lefts)]
    assert len(values_of(Line(tuple(words), ()))) == count


def test_a_row_says_where_on_the_page_it_stands() -> None:
    """From where its label begins to where its last figure ends, as high as its letters."""
    (part,) = (each for each in aligned(lines_drawn("    ab   cd\n\nx   12   34"), 1, "p") if isinstance(each, Part))
    assert {cell.place for cell in part.rows[-1]} == {"p (0, 971, 55, 981)"}


@pytest.mark.parametrize(("art", "expected"), DRAWN)
def test_words_are_a_table_as_they_stand(art: str, expected: list[str]) -> None:
    """Figures below names are in their columns, blanks too; those of which nobody can tell are in none."""
    assert found(art) == expected
