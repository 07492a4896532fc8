"""Tables with their spans: a figure is in the cell it is printed in, and one that lies over several is in none."""

import random
from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve

from govdisclosure.form.expansion import expand
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.layout.drawing import draw_stack
from govdisclosure.recognition.matching.headers import with_headers
from govdisclosure.recognition.matching.match_grids import Matched, match
from govdisclosure.specfile.store import find_spec

FORM = expand(find_spec("cn/2021"))
NUMBERS = tuple(Decimal(n) if value.kind == "decimal" else n for n, value in enumerate(FORM.values, 100))
GRIDS = [
    Grid(
        grid.height,
        grid.width,
        tuple(evolve(c, text=c.text if c.index is None else str(NUMBERS[c.index]), place="x") for c in grid.cells),
    )
    for section in FORM.spec.sections
    for stack in section.draw
    for grid in [draw_stack(FORM, stack, "zh")]
]
DOCUMENTS, APPLICATIONS, DISPUTES = range(3)

Change = Callable[[list[GridCell]], list[GridCell]]


def changed(number: int, change: Change, extra_rows: int = 0, extra_columns: int = 0) -> list[Grid]:
    """Return the drawn tables, the cells of one of them changed."""
    grid = GRIDS[number]
    cells = tuple(sorted(change([*grid.cells]), key=lambda cell: (cell.row, cell.column)))
    grids = [*GRIDS]
    grids[number] = Grid(grid.height + extra_rows, grid.width + extra_columns, cells)
    return grids


def wrong(found: Matched) -> set[str]:
    """Return the cells whose number is not the one that was printed for them."""
    return {
        f"{FORM.cells[index]}"
        for index, printed in found.cells.items()
        if printed.number not in (None, NUMBERS[index]) or printed.content.state == "blank"
    }


def unread(found: Matched) -> set[int]:
    """Return the cells that say nothing."""
    return {index for index in range(len(FORM.cells)) if index not in found.cells or found.cells[index].number is None}


def codes(found: Matched) -> set[str]:
    """Return the codes of the problems."""
    return {problem.code for problem in found.problems}


def index(table: str, row: str, column: str) -> int:
    """Return the index of a cell."""
    return FORM.index[table, row, column]


def test_the_drawn_tables_are_read() -> None:
    """The form as it is drawn holds every figure in its place."""
    found = match(FORM, GRIDS)
    assert (wrong(found), unread(found), found.problems) == (set(), set(), ())


@pytest.mark.parametrize("seed", range(40))
def test_a_figure_merged_over_several_columns_is_in_none_of_them(seed: int) -> None:
    """Whichever cells of a row are merged, the figure in them is unread and the rest of the row is right."""
    dice = random.Random(seed)
    row = dice.choice([cell.row for cell in GRIDS[APPLICATIONS].cells if cell.index is not None])
    values = sorted(
        (cell for cell in GRIDS[APPLICATIONS].cells if cell.index is not None and cell.row == row),
        key=lambda cell: cell.column,
    )
    first = dice.randrange(len(values) - 1)
    count = dice.randint(2, len(values) - first)
    merged = values[first : first + count]

    def change(cells: list[GridCell]) -> list[GridCell]:
        kept = [cell for cell in cells if cell not in merged[1:]]
        return [evolve(cell, colspan=count) if cell == merged[0] else cell for cell in kept]

    found = match(FORM, changed(APPLICATIONS, change))
    assert wrong(found) == set()
    assert unread(found) == {cell.index for cell in merged}
    assert codes(found) == {"merged_cells"}


@pytest.mark.parametrize("seed", range(40))
def test_a_figure_merged_over_several_rows_is_in_none_of_them(seed: int) -> None:
    """A cell that reaches down into the next row of the table holds the figure of neither."""
    dice = random.Random(seed)
    cells = {(cell.row, cell.column): cell for cell in GRIDS[APPLICATIONS].cells if cell.index is not None}
    above = dice.choice([place for place in cells if (place[0] + 1, place[1]) in cells])
    below = cells[above[0] + 1, above[1]]

    def change(found: list[GridCell]) -> list[GridCell]:
        return [evolve(c, rowspan=2) if c == cells[above] else c for c in found if c != below]

    found = match(FORM, changed(APPLICATIONS, change))
    assert wrong(found) == set()
    assert unread(found) == {cells[above].index, below.index}
    assert codes(found) == {"merged_cells"}


def test_a_merged_cell_with_nothing_in_it_is_blank_in_every_cell() -> None:
    """Nothing is printed in any of the cells that are merged."""

    def change(cells: list[GridCell]) -> list[GridCell]:
        row = next(cell.row for cell in cells if cell.index == index("applications", "new", "total"))
        values = [cell for cell in cells if cell.index is not None and cell.row == row]
        return [c for c in cells if c not in values] + [GridCell(row, min(c.column for c in values), "", 1, 7)]

    found = match(FORM, changed(APPLICATIONS, change))
    states = {found.cells[i].content.state for i, ref in enumerate(FORM.cells) if ref.row == "new"}
    assert states == {"blank"}
    assert found.problems == ()


@pytest.mark.parametrize("table", [DOCUMENTS, APPLICATIONS, DISPUTES])
@pytest.mark.parametrize("seed", range(12))
def test_a_foreign_column_takes_no_figure_of_another(table: int, seed: int) -> None:
    """Wherever a column is put in, and whatever is blank, the figures of the form's own columns are right or unread."""
    dice = random.Random(seed)
    grid = GRIDS[table]
    first = min(cell.column for cell in grid.cells if cell.index is not None)
    top = next((cell.row for cell in grid.cells if cell.kind == "header"), 0)
    heights = sorted({cell.row for cell in grid.cells if cell.index is not None})
    at = dice.choice([first, grid.width])
    blank = {cell for cell in grid.cells if cell.index is not None and dice.random() < dice.choice((0, 0.1, 0.5))}

    def change(cells: list[GridCell]) -> list[GridCell]:
        moved = [evolve(c, column=c.column + (c.column >= at), text="" if c in blank else c.text) for c in cells]
        moved.append(GridCell(top, at, "备注列", rowspan=heights[0] - top))
        return moved + [GridCell(row, at, dice.choice(["", "7"])) for row in heights]

    found = match(FORM, changed(table, change, extra_columns=1))
    cells = {cell.index for cell in blank}
    assert {
        i
        for i, printed in found.cells.items()
        if printed.number not in (None, NUMBERS[i]) or (printed.content.state == "blank" and i not in cells)
    } == set()


@pytest.mark.parametrize("text", ["单位：件", "2024年", "2024", "（单位：件）"])
def test_a_caption_between_head_and_figures_is_passed_over(text: str) -> None:
    """A row that is one merged cell says something about the table, and is no row of it."""

    def change(cells: list[GridCell]) -> list[GridCell]:
        bottom = max(cell.row for cell in cells)
        moved = [evolve(c, row=c.row + (c.row == bottom)) for c in cells]
        return [*moved, GridCell(bottom, 0, text, 1, GRIDS[DISPUTES].width)]

    found = match(FORM, changed(DISPUTES, change, extra_rows=1))
    assert (wrong(found), unread(found)) == (set(), set())


def _second_row(texts: list[str]) -> Change:
    def change(cells: list[GridCell]) -> list[GridCell]:
        bottom = max(cell.row for cell in cells)
        moved = [evolve(c, row=c.row + (c.row == bottom)) for c in cells]
        return moved + [GridCell(bottom, column, text) for column, text in enumerate(texts)]

    return change


def test_the_numbers_of_columns_are_no_figures() -> None:
    """A row that counts 1, 2, 3 under the head numbers the columns."""
    texts = [str(number) for number in range(1, GRIDS[DISPUTES].width + 1)]
    found = match(FORM, changed(DISPUTES, _second_row(texts), extra_rows=1))
    assert (wrong(found), unread(found)) == (set(), set())


def test_of_two_rows_of_figures_without_labels_neither_is_taken() -> None:
    """Where nothing says which of two rows is the report's, none of their figures is."""
    texts = ["9"] * GRIDS[DISPUTES].width
    found = match(FORM, changed(DISPUTES, _second_row(texts), extra_rows=1))
    assert wrong(found) == set()
    assert unread(found) == {i for i, ref in enumerate(FORM.cells) if ref.table == "disputes"}
    assert codes(found) == {"printed_twice"}


def test_words_in_place_of_a_figure_leave_only_that_cell_unread() -> None:
    """A row says in words what it has to say of one column; the other columns keep their figures."""
    worded = index("documents", "regulation", "issued")

    def change(cells: list[GridCell]) -> list[GridCell]:
        return [evolve(c, text="未制定") if c.index == worded else c for c in cells]

    found = match(FORM, changed(DOCUMENTS, change))
    assert (wrong(found), unread(found)) == (set(), {worded})
    assert found.cells[worded].content.text == "未制定"
    assert codes(found) == {"unreadable_cell"}


def test_last_years_table_fills_no_gap_of_this_years() -> None:
    """A row that is lost in one of two differing tables is not taken from the other."""
    lost = {i for i, ref in enumerate(FORM.cells) if ref.row == "normative_document"}
    rows = {c.row for c in GRIDS[DOCUMENTS].cells if c.index in lost}
    this = changed(DOCUMENTS, lambda cells: [evolve(c, text="别的" if c.row in rows else c.text) for c in cells])
    last = changed(
        DOCUMENTS, lambda cells: [evolve(c, text=c.text if c.index is None else str(c.index)) for c in cells]
    )[DOCUMENTS]
    found = match(FORM, [*this, last])
    assert wrong(found) == set()
    assert lost <= unread(found)
    assert "printed_twice" in codes(found)


@pytest.mark.parametrize(
    "rows",
    [("new",), ("carried_out",), ("outcome.refused.prohibited_by_law", "outcome.refused.security_and_stability")],
)
def test_misspelt_rows_are_found_by_their_ordinals(rows: tuple[str, ...]) -> None:
    """A label that is not recognised is known by its ordinal if only one place in the order is left for it."""
    numbers = {c.row for c in GRIDS[APPLICATIONS].cells if c.index is not None and FORM.cells[c.index].row in rows}

    def misspelt(cell: GridCell) -> GridCell:
        own = cell.row in numbers and cell.index is None and cell.text[:2] in ("一、", "四、", "2.", "3.")
        return evolve(cell, text=cell.text + "错字") if own else cell

    found = match(FORM, changed(APPLICATIONS, lambda cells: [misspelt(cell) for cell in cells]))
    assert (wrong(found), unread(found)) == (set(), set())
    assert codes(found) == {"label_by_order"}


@pytest.mark.parametrize(("unit", "factor"), [("元", 10_000), ("万元", 1), ("亿元", None)])
def test_the_unit_in_a_head_says_what_its_figures_are_in(unit: str, factor: int | None) -> None:
    """An amount under a head in yuan is converted to the form's unit, exactly."""
    fee = index("fees", "fee", "amount")

    def change(cells: list[GridCell]) -> list[GridCell]:
        return [evolve(c, text=f"本年收费金额（单位：{unit}）") if c.text.startswith("本年收费") else c for c in cells]

    printed = match(FORM, changed(DOCUMENTS, change)).cells[fee]
    assert printed.number == (Decimal(NUMBERS[fee]) / factor if factor else Decimal(NUMBERS[fee]) * 10_000)


def _parts(*spans: tuple[int, int]) -> list[Grid]:
    """Return the table of disputes cut into tables of some of its columns, each with the head above them."""
    whole = GRIDS[DISPUTES]
    found = []
    for first, last in spans:
        cells = [
            evolve(
                cell,
                column=max(cell.column, first) - first,
                colspan=min(cell.column + cell.colspan, last) - max(cell.column, first),
            )
            for cell in whole.cells
            if cell.column < last and first < cell.column + cell.colspan
        ]
        found.append(Grid(whole.height, last - first, tuple(cells)))
    return found


@pytest.mark.parametrize("spans", [((0, 5), (5, 15)), ((0, 5), (5, 10), (10, 15)), ((5, 15), (0, 5))])
def test_a_table_cut_into_parts_is_told_by_the_headers_above(spans: tuple[tuple[int, int], ...]) -> None:
    """The same names head several parts of the table; the header over them says which is which."""
    found = match(FORM, [GRIDS[DOCUMENTS], GRIDS[APPLICATIONS], *_parts(*spans)])
    assert (wrong(found), unread(found), found.problems) == (set(), set(), ())


@pytest.mark.parametrize(("flattened", "strange"), [(False, ()), (True, ()), (True, ("结果维持",))])
def test_a_paragraph_above_a_part_may_be_its_header(flattened: bool, strange: tuple[str, ...]) -> None:  # noqa: FBT001
    """Where the header over a part of a table is a paragraph, it says as much as a row would.

    Of a part without spans, all heads are known or none of its figures is read.
    """
    blocks: list[TextBlock | Grid] = [GRIDS[DOCUMENTS], GRIDS[APPLICATIONS]]
    for caption, part in zip(
        ("行政复议", "行政诉讼（未经复议直接起诉）", "### 行政诉讼-复议后起诉"),
        _parts((0, 5), (5, 10), (10, 15)),
        strict=True,
    ):
        first = caption == "行政复议"
        names = [
            evolve(c, text="别的" if first and c.text in strange else c.text)
            for c in part.cells
            if c.kind == "header" and c.colspan == 1
        ]
        values = [c for c in part.cells if c.index is not None]
        cells = (*(evolve(c, row=0, rowspan=1) for c in names), *(evolve(c, row=1) for c in values))
        blocks += [TextBlock(caption.removeprefix("### ")), Grid(2, 5, cells, flattened)]
    found = match(FORM, with_headers(FORM, Document(tuple(blocks))).grids)
    assert (wrong(found), len(unread(found))) == (set(), 5 if strange else 0)


def test_parts_without_a_header_above_are_not_guessed() -> None:
    """Where nothing says which of three parts of the same names a table is, none of its figures is read."""
    parts = [
        Grid(2, 5, tuple(evolve(c, row=c.row - part.height + 2) for c in part.cells if c.row >= part.height - 2))
        for part in _parts((5, 10), (10, 15))
    ]
    found = match(FORM, [GRIDS[DOCUMENTS], GRIDS[APPLICATIONS], *parts])
    assert wrong(found) == set()
    assert {i for i, ref in enumerate(FORM.cells) if ref.table == "disputes"} <= unread(found)


def test_a_head_of_one_row_may_name_the_headers_above() -> None:
    """Where merged cells are not to be had, every column names all of its headers."""
    lines = FORM.tables["disputes"].columns.lines
    cells = [GridCell(0, line.index, "-".join(line.texts("zh"))) for line in lines]
    cells += [GridCell(1, line.index, str(NUMBERS[FORM.index["disputes", "count", line.path]])) for line in lines]
    found = match(FORM, [GRIDS[DOCUMENTS], GRIDS[APPLICATIONS], Grid(2, len(lines), tuple(cells))])
    assert (wrong(found), unread(found)) == (set(), set())


@pytest.mark.parametrize("flattened", [False, True])
def test_columns_of_the_same_names_follow_the_headers_printed_above_them(flattened: bool) -> None:  # noqa: FBT001
    """Where the headers over the columns stand in another order than the form's, their columns do too."""
    parts = _parts((0, 5), (10, 15), (5, 10))
    cells: list[GridCell] = []
    for number, part in enumerate(parts):
        cells += [evolve(c, column=c.column + 5 * number) for c in part.cells if number < 2 or c.row]
    # The header over the two last parts is one cell.
    cells = [evolve(c, colspan=10) if (c.row, c.column) == (0, 5) else c for c in cells]
    grid = Grid(parts[0].height, 15, tuple(cells))
    if flattened:
        texts = {(c.row, c.column): c.text for c in cells}
        grid = Grid(
            grid.height,
            15,
            tuple(GridCell(r, c, texts.get((r, c), "")) for r in range(grid.height) for c in range(15)),
            flattened=True,
        )
    found = match(FORM, [GRIDS[DOCUMENTS], GRIDS[APPLICATIONS], grid])
    assert wrong(found) == set()
    assert flattened or unread(found) == set()


def test_a_label_over_two_rows_of_figures_says_which_of_neither() -> None:
    """Where a label reaches over a second row of figures, nobody can say which of them it means."""
    lost = {i for i, ref in enumerate(FORM.cells) if ref.row == "normative_document"}
    row = next(c.row for c in GRIDS[DOCUMENTS].cells if c.index in lost)

    def change(cells: list[GridCell]) -> list[GridCell]:
        moved = [evolve(c, row=c.row + (c.row > row)) for c in cells]
        moved = [evolve(c, rowspan=2) if c.row == row and c.column == 0 else c for c in moved]
        return moved + [GridCell(row + 1, column, "7", place="x") for column in (1, 2, 3)]

    found = match(FORM, changed(DOCUMENTS, change, extra_rows=1))
    assert (wrong(found), unread(found)) == (set(), lost)
