"""What is printed fits the paper: as official forms do, a table stands on one page, and its head on every page."""

import io
import re
import time
import zipfile

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.documents import write_docx
from govdisclosure.documents.writers.breaks import page_starts
from govdisclosure.documents.writers.widths import column_widths, shares
from govdisclosure.grid import CellKind, Grid, GridCell
from govdisclosure.layout import blank_page
from govdisclosure.writing import blank_bytes, load_theme

FORM = gd.expand(gd.load_spec("cn/2021"))
PAGE = blank_page(FORM)


def part(data: bytes, name: str) -> str:
    """Return a part of an Office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_labels_of_groups_are_narrow_and_the_last_label_is_wide() -> None:
    """Beside a group of rows a label stands upright; what is left of the page belongs to the labels that are read."""
    grid = next(grid for grid in PAGE.grids if grid.width == 10)
    first, second, label, *figures = column_widths(grid)
    assert max(first, second) <= 10 < 2 * first + second < label
    assert len(set(figures)) == 1
    divided = shares(grid, 450)
    assert sum(divided) == 450
    assert divided[2] > 3 * divided[0]


def test_a_column_of_names_is_as_wide_as_labels() -> None:
    """Beside figures it makes none of them wider, and the names need not be broken."""
    rows = [("208", "社会保障和就业支出", "1"), ("20805", "行政事业单位养老支出", "2")]
    kinds: tuple[CellKind, ...] = ("stub", "words", "value")
    cells = [
        GridCell(number, column, text, kind=kind)
        for number, row in enumerate(rows)
        for column, (text, kind) in enumerate(zip(row, kinds, strict=True))
    ]
    _, name, figure = column_widths(Grid(2, 3, tuple(cells)))
    assert name >= 20 > 2 * figure


def test_rows_of_a_table_that_fits_a_page_are_kept_together() -> None:
    """So no label of a group is lost behind a page break; a longer table is kept together page by page."""
    document = part(write_docx(PAGE, load_theme()), "word/document.xml")
    assert document.count("<w:cantSplit/>") == sum(grid.height for grid in PAGE.grids)
    rows = document.split("<w:tr>")[1:]
    kept = ["<w:keepNext/>" in row for row in rows]
    assert kept.count(False) == len(PAGE.grids)
    long = Grid(80, 1, tuple(GridCell(row, 0, "x") for row in range(80)))
    section = evolve(PAGE.sections[0], grids=(long,))
    document = part(write_docx(evolve(PAGE, sections=(section,)), load_theme()), "word/document.xml")
    assert [number for number, row in enumerate(document.split("<w:tr>")[1:]) if "<w:keepNext/>" not in row] == [
        27,
        63,
        79,
    ]


def test_the_label_of_a_group_is_repeated_on_the_next_page() -> None:
    """Where no page can hold a group its label begins anew with the page; else pages begin with a group."""

    def labels(groups: list[int]) -> list[tuple[int, str]]:
        starts = [sum(groups[:number]) for number in range(len(groups))]
        cells = [GridCell(row, 0, f"g{row}", size, 1, "stub") for row, size in zip(starts, groups, strict=True)]
        cells += [GridCell(row, 1, "1", kind="value") for row in range(sum(groups))]
        section = evolve(PAGE.sections[0], grids=(Grid(sum(groups), 2, tuple(cells)),))
        rows = part(write_docx(evolve(PAGE, sections=(section,)), load_theme()), "word/document.xml").split("<w:tr>")[
            1:
        ]
        found = [(number, re.search(r'"restart"/>.*?>(g[0-9]+)<', row)) for number, row in enumerate(rows)]
        return [(number, match[1]) for number, match in found if match]

    assert labels([50]) == [(0, "g0"), (28, "g0")]
    assert labels([20, 30]) == [(0, "g0"), (20, "g20")]


@pytest.mark.parametrize("seconds", [0, 5_000_000_000])
def test_the_clock_of_the_machine_does_not_matter(seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file can be written on a machine whose clock stands where no ZIP file can be dated."""
    expected = write_docx(PAGE, load_theme()), blank_bytes("cn/2021", "xlsx")
    monkeypatch.setattr(time, "time", lambda: float(seconds))
    monkeypatch.setattr(time, "localtime", lambda _=None: time.gmtime(seconds))
    assert (write_docx(PAGE, load_theme()), blank_bytes("cn/2021", "xlsx")) == expected


def test_a_sheet_repeats_the_head_of_its_table_in_print() -> None:
    """And a table that is legible on one page is printed on one; a stack of tables has no head to repeat."""
    book = blank_bytes("cn/2021", "xlsx")
    names = part(book, "xl/workbook.xml")
    assert names.count("_xlnm.Print_Titles") == 3  # two single tables, and the list of checks
    pages = [part(book, f"xl/worksheets/sheet{number}.xml") for number in range(1, 8)]
    fitted = [page for page in pages if 'fitToHeight="0"' not in page]
    assert len(fitted) == len(PAGE.grids)


def test_a_row_that_is_higher_than_a_page_begins_one_and_runs_beyond_it() -> None:
    """There is nowhere to part it."""
    assert page_starts(Grid(2, 1, ()), [1, 10], 3, 3) == (0, 1)
