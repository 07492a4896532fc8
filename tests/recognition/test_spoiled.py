"""Tables spoiled in the ways in which pages really are: whatever was done to one, no figure lands in a wrong cell."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import pytest

from govdisclosure.documents.readers.spans import TableBuilder
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.recognition.matching.match_grids import Matched, match
from tests.recognition.test_placing import FORM, GRIDS, NUMBERS
from tests.support.as_read import assert_as_agreed

Cell = tuple[str, int, int]
"""Text, rowspan, colspan."""
Rows = list[list[Cell]]


def rows_of(grid: Grid) -> Rows:
    """Return a table as a page writes it."""
    return [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in grid.rows()]


def laid_out(rows: Rows) -> Grid | None:
    """Return the grid that a browser makes of a table."""
    builder = TableBuilder(("", ", ", ""))
    for row in rows:
        builder.next_row()
        for text, rowspan, colspan in row:
            builder.add(text, rowspan, colspan, "x")
    return builder.grid()


def _figures(row: list[Cell]) -> list[int]:
    return [place for place, (text, _, _) in enumerate(row) if text.isdecimal()]


def blanks(rows: Rows, dice: random.Random) -> None:
    """Leave figures out."""
    part = dice.choice((0.05, 0.3, 0.8))
    for row in rows:
        for place in _figures(row):
            if dice.random() < part:
                row[place] = ("", *row[place][1:])


def lost_cell(rows: Rows, dice: random.Random) -> None:
    """Lose a cell of a row of figures."""
    row = dice.choice([row for row in rows if len(_figures(row)) > 1] or rows[-1:])
    if _figures(row):
        del row[dice.choice(_figures(row))]


def merged(rows: Rows, dice: random.Random) -> None:
    """Merge neighbouring figures, and keep the text of the first."""
    row = dice.choice([row for row in rows if len(_figures(row)) > 1] or rows[-1:])
    places = _figures(row)
    if len(places) > 1:
        at = dice.choice(places[:-1])
        text, rowspan, colspan = row[at]
        row[at : at + 2] = [(text, rowspan, colspan + row[at + 1][2])]


def misspelt(rows: Rows, dice: random.Random) -> None:
    """Misspell labels."""
    for row in dice.sample(rows, min(len(rows), dice.choice((1, 2, 5)))):
        for place, (text, *spans) in enumerate(row):
            if text and not text.isdecimal() and dice.random() < 0.5:
                cut = dice.randrange(len(text))
                kept = text[cut] if text[cut] in "万元" else dice.choice(["错", "", "、"])  # the unit is no spelling
                row[place] = (text[:cut] + kept + text[cut + 1 :], *spans)  # type: ignore[assignment]


def foreign_row(rows: Rows, dice: random.Random) -> None:
    """Put in a row that is none of the form's."""
    model = dice.choice(rows)
    row: list[Cell] = [("其中：本级" if not text.isdecimal() else "7", 1, span) for text, _, span in model]
    rows.insert(dice.randrange(len(rows) + 1), row)


def caption(rows: Rows, dice: random.Random) -> None:
    """Put in a row of one merged cell."""
    width = sum(span for _, _, span in rows[0])
    rows.insert(dice.randrange(len(rows) + 1), [(dice.choice(["单位：件", "2024年", "备注"]), 1, width)])


def lost_row(rows: Rows, dice: random.Random) -> None:
    """Lose a row, of the head or of the figures."""
    del rows[dice.randrange(len(rows))]


def swapped(rows: Rows, dice: random.Random) -> None:
    """Let two neighbouring rows of figures change places."""
    places = [n for n in range(len(rows) - 1) if len(rows[n]) == len(rows[n + 1]) and _figures(rows[n])]
    if places:
        at = dice.choice(places)
        rows[at : at + 2] = rows[at + 1], rows[at]


def no_rowspans(rows: Rows, _dice: random.Random) -> None:
    """Lose what says that cells reach down."""
    rows[:] = [[(text, 1, colspan) for text, _, colspan in row] for row in rows]


def no_colspans(rows: Rows, _dice: random.Random) -> None:
    """Lose what says that cells reach to the right."""
    rows[:] = [[(text, rowspan, 1) for text, rowspan, _ in row] for row in rows]


def foreign_column(rows: Rows, dice: random.Random) -> None:
    """Put a column at the end, with or without a head."""
    for number, row in enumerate(rows):
        text = dice.choice(["", "备注"]) if number == 0 else dice.choice(["", "7"]) if _figures(row) else ""
        row.append((text, 1, 1))


Spoiling = Callable[[Rows, random.Random], None]
SPOILINGS: list[Spoiling] = [
    blanks,
    lost_cell,
    merged,
    misspelt,
    foreign_row,
    caption,
    lost_row,
    swapped,
    no_rowspans,
    no_colspans,
    foreign_column,
]


def flat(grid: Grid) -> Grid:
    """Return a table as a CSV file has it: every position a field, the text of a merged cell in its first one."""
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    cells = (
        GridCell(row, column, texts.get((row, column), ""), place="x")
        for row in range(grid.height)
        for column in range(grid.width)
    )
    return Grid(grid.height, grid.width, tuple(cells), flattened=True)


SEEDS = range(12)


def read(spoilings: Sequence[Spoiling], seed: int, *, flattened: bool) -> Matched:
    """Spoil the tables of a form, one of them each time, and match what is left."""
    dice = random.Random(seed)
    tables = [rows_of(grid) for grid in GRIDS]
    for spoil in spoilings:
        spoil(dice.choice(tables), dice)
    grids = [grid for rows in tables if (grid := laid_out(rows))]
    return match(FORM, [flat(grid) for grid in grids] if flattened else grids)


def wrong(found: Matched) -> dict[str, object]:
    """Return the figures that were read for another cell than they were printed for."""
    return {
        str(FORM.cells[index]): printed.number
        for index, printed in found.cells.items()
        if printed.number not in (None, NUMBERS[index])
    }


def outcomes(every: Iterable[Matched]) -> Counter[str]:
    """Count what became of cells, and the problems that were told."""
    return Counter(
        what
        for found in every
        for what in (
            *(printed.content.state for printed in found.cells.values()),
            *(problem.code for problem in found.problems),
        )
    )


@pytest.mark.parametrize("first", SPOILINGS, ids=lambda spoiling: spoiling.__name__)
@pytest.mark.parametrize("second", [None, *SPOILINGS], ids=lambda spoiling: spoiling.__name__ if spoiling else "only")
def test_no_figure_lands_in_a_wrong_cell(first: Spoiling, second: Spoiling | None) -> None:
    """Every figure that is read of a spoiled table is the one that was printed for its cell, and most are read."""
    spoilings = [first, second] if second else [first]
    every = [read(spoilings, seed, flattened=False) for seed in SEEDS]
    assert [wrong(found) for found in every] == [{}] * len(SEEDS)
    assert_as_agreed(" and ".join(spoiling.__name__ for spoiling in spoilings), outcomes(every))


# What a file without spans cannot show: that a field was lost, or what was merged.
VISIBLE = [spoiling for spoiling in SPOILINGS if spoiling not in (lost_cell, merged)]
# A blank first and a foreign figure last look like a row that is shifted, as real ones are.
PAIRS = [
    (first, second) for first in VISIBLE for second in (None, *VISIBLE) if {first, second} != {blanks, foreign_column}
]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=lambda spoiling: spoiling.__name__ if spoiling else "only")
def test_no_figure_lands_in_a_wrong_cell_without_spans(first: Spoiling, second: Spoiling | None) -> None:
    """The same holds for a file that has lost its merged cells."""
    spoilings = [first, second] if second else [first]
    every = [read(spoilings, seed, flattened=True) for seed in SEEDS]
    assert [wrong(found) for found in every] == [{}] * len(SEEDS)
    names = " and ".join(spoiling.__name__ for spoiling in spoilings)
    assert_as_agreed(f"{names}, without spans", outcomes(every))
