"""Files of a panel that hold more than a limit, or say what is not so: said before they are decoded."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govdisclosure as gd
from govdisclosure.errors import ReadError
from govdisclosure.files import Limits, using_limits
from govdisclosure.language import using
from govdisclosure.panel import check_panel, compare_panel, plot, plotting
from govdisclosure.panel.pages import pages_of
from govdisclosure.panel.parquet import contents
from govdisclosure.panel.tables import FILES, SECTIONS, read_part
from tests.support.hostile import PANELS
from tests.support.hostile.__main__ import write_files
from tests.support.hostile.lying import PAGE_DATA, PAGE_UNPACKED, Fields, with_pages
from tests.support.hostile.panels import rows, written

ROWS = 1_000
PART = Path("panel/files/part-000000.parquet")


def equal_rows(text: str) -> pa.Table:
    """Return rows that are all the same."""
    return pa.table([pa.repeat(pa.scalar(one), ROWS) for one in ("a.json", "overview", text)], schema=SECTIONS)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (Limits(panel_rows=ROWS - 1), "panel_rows"),
        (Limits(text_bytes=ROWS * 10_000), "text_bytes"),
        (Limits(head_bytes=100), "head_bytes"),
        (Limits(bytes=100), "bytes"),
        (Limits(parts=2), "parts"),
    ],
)
def test_a_file_that_holds_more_than_a_limit_is_refused(given: Limits, name: str, tmp_path: Path) -> None:
    """A long text that stands in every row takes a few bytes of the file, and would take all memory."""
    path = tmp_path / "part.parquet"
    pq.write_table(table := equal_rows("a" * 10_000), path)
    assert read_part(path, SECTIONS) == table
    with using("en"), using_limits(given), pytest.raises(ReadError, match=rf"part\.parquet: .*`{name}`"):
        read_part(path, SECTIONS)


def test_what_is_no_file_is_no_part(tmp_path: Path) -> None:
    """A folder, or a pipe, of that name is not opened."""
    with using("en"), pytest.raises(ReadError, match="it is no file"):
        read_part(tmp_path)


# what pages say of themselves ---------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def work_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Write panels into a folder of their own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("kind", "given", "reason"),
    [
        ("page that unpacks, of snappy", Limits(text_bytes=9_000), "9,000 bytes unpacked"),
        ("page that unpacks, of gzip", Limits(text_bytes=9_000), "9,000 bytes unpacked"),
        ("page that unpacks, of zstd", Limits(text_bytes=9_000), "9,000 bytes unpacked"),
        ("page that says it unpacks to 2 GB", Limits(), "bytes unpacked"),
        ("page that says more values", Limits(), "rows in a file"),
        ("dictionary that says more values", Limits(), "rows in a file"),
        ("row of many problems", Limits(panel_rows=9_000), "9,000 rows in a file"),
    ],
)
def test_what_is_unpacked_is_said_by_pages_and_not_by_the_footer(kind: str, given: Limits, reason: str) -> None:
    """Whatever a footer says, no page is unpacked that says itself that it is too large."""
    write_files(PANELS[f"check of a panel, {kind}"].files(10_000))
    with using("en"), using_limits(given), pytest.raises(ReadError, match=f"part-000000.parquet: more than .*{reason}"):
        read_part(PART)


@pytest.mark.parametrize("kind", ["fewer values", "more values"])
def test_values_that_a_footer_counts_wrongly_are_all_read(kind: str) -> None:
    """Pages say how many there are."""
    write_files(PANELS[f"check of a panel, footer that says {kind}"].files(1))
    assert read_part(PART) == rows("files", 3)


@pytest.mark.parametrize("kind", ["footer that says fewer rows", "footer that says more rows"])
def test_a_file_that_says_it_has_other_rows_than_its_pages_is_damaged(kind: str) -> None:
    """With fewer, some would be lost without a word."""
    write_files(PANELS[f"check of a panel, {kind}"].files(1))
    with using("en"), pytest.raises(ReadError, match="the pages of the Parquet file are damaged"):
        read_part(PART)


LONG = 2**70
nested: Any = (5, [1])
for _ in range(20):
    nested = (9, [nested])
DAMAGED: dict[str, Fields] = {
    "less than nothing": {PAGE_UNPACKED: (5, -1)},
    "a text for a number": {PAGE_UNPACKED: (8, b"1")},
    "a map": {9: (11, b"\0")},
    "a list of truths": {9: (9, (1, [1]))},
    "lists in lists": {9: (9, nested)},
    "values without end": {9: (9, (5, [1] * 80))},
    "a number without end": {9: (6, LONG)},
    "fields without end": dict.fromkeys(range(9, 80), (5, 1)),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_head_of_a_page_that_is_none_is_damaged(name: str) -> None:
    """It is refused here, before anybody believes it."""
    PART.parent.mkdir(parents=True)
    PART.write_bytes(with_pages(written(rows("files", 1)), lambda head, page: ({**head, **DAMAGED[name]}, page)))
    with using("en"), pytest.raises(ReadError, match="the pages of the Parquet file are damaged"):
        read_part(PART)


def test_pages_that_are_cut_off_are_damaged() -> None:
    """Their heads would stand behind the end of the file."""
    data = written(equal_rows("a"), use_dictionary=False, compression=None)
    footer = int.from_bytes(data[-8:-4], "little") + 8
    Path("short").write_bytes(data[:4] + data[-footer:])
    with using("en"), pytest.raises(ReadError, match="the pages of the Parquet file are damaged"):
        list(pages_of(Path("short")))


@pytest.mark.parametrize("sign", [0x00, 0x02, 0x15, 0x19, 0x1C, 0xFF])
def test_whatever_a_footer_says_is_read_or_refused(sign: int) -> None:
    """Arrow ends the process where what a footer says of a column contradicts itself: it is not asked for columns."""
    pq.write_table(pa.table({"a": ["x", None], "b": [1, 2]}), path := Path("a.parquet"), store_schema=False)
    data = path.read_bytes()
    footer = int.from_bytes(data[-8:-4], "little") + 8
    for place in range(len(data) - footer, len(data) - 8):
        path.write_bytes(data[:place] + bytes([sign]) + data[place + 1 :])
        with suppress(ReadError):
            list(pages_of(path))
        with suppress(gd.GovDisclosureError, pa.ArrowException, OSError, ValueError):  # as read_part expects
            contents(path)


def test_what_a_head_says_that_nobody_knows_is_passed_over() -> None:
    """Other programs may say more: texts, truths, small numbers, numbers with fractions."""
    more: Fields = {
        10: (8, b"abc"),
        11: (1, 1),
        12: (3, b"a"),
        13: (7, b"12345678"),
        14: (12, {1: (5, 1)}),
        15: (9, (5, [1])),
    }
    plain = written(table := rows("files", 3), use_dictionary=False)
    PART.parent.mkdir(parents=True)
    PART.write_bytes(with_pages(plain, lambda head, page: ({**head, **more}, page)))
    assert read_part(PART, FILES) == table
    assert next(pages_of(PART))[:3] == (0, False, 3)
    assert PAGE_DATA not in more


# many files together ------------------------------------------------------------------------------------------------


def test_a_file_of_too_many_reports_is_refused() -> None:
    """Each may have findings of its own, which are worded one by one."""
    write_files(PANELS["check of a panel, too many reports"].files(3))
    with using("en"), using_limits(Limits(panel_reports=2)), pytest.raises(ReadError, match=r"2 reports in .*files"):
        check_panel("panel")
    assert check_panel("panel").reports == 3


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (Limits(panel_rows=30), "30 rows"),
        (Limits(text_bytes=1_500), "1,500 bytes"),
        (Limits(panel_files=39), "39 files"),
    ],
)
def test_tables_that_are_needed_together_are_not_too_many(given: Limits, what: str) -> None:
    """Each file of a table may be small, and there may be any number of them."""
    write_files(PANELS["compare of a panel, many parts"].files(40))
    with using("en"), using_limits(given), pytest.raises(ReadError, match=f"more than {what} in panel/files"):
        compare_panel("panel")


def test_who_has_reported_names_files_of_the_panel() -> None:
    """Else nobody could say which report is meant."""
    write_files(PANELS["compare of a panel, many parts"].files(1))
    with using("en"), pytest.raises(ReadError, match=r"names a\.json, which is not in the table files"):
        compare_panel("panel")


@pytest.mark.parametrize(
    ("kind", "given", "what"),
    [
        ("too many periods", Limits(bars=2), "2 bars in a picture"),
        ("many parts", Limits(panel_rows=2), "2 figures of periods in panel"),
    ],
)
def test_a_picture_of_too_much_is_not_drawn(kind: str, given: Limits, what: str) -> None:
    """Nobody would see anything in it, and drawing it takes all memory."""
    write_files(PANELS[f"plot of a panel, {kind}"].files(3))
    with using("en"), using_limits(given), pytest.raises(gd.ReadError, match=f"more than {what}"):
        plot("panel", "pictures")
    assert not Path("pictures").exists()


@pytest.mark.parametrize(
    ("most", "title"), [(2, "Findings by rule (the 2 broken most often)"), (3, "Findings by rule")]
)
def test_rules_that_are_broken_most_often_are_drawn(monkeypatch: pytest.MonkeyPatch, most: int, title: str) -> None:
    """A picture of all could not be seen; it says that there are others."""
    write_files(PANELS["plot of a panel, too many rules"].files(3))
    monkeypatch.setattr(plotting, "_MOST_RULES", most)
    monkeypatch.setattr(plotting, "_bars", lambda rows, title: (title, [row["name"] for row in rows]))
    with using("en"):
        assert list(plotting._findings_chart(Path("panel"))) == [("findings", (title, ["a.json", "1", "2"][:most]))]
