"""What comes of one document, or of one report of a panel, where something does not fit: a row that says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.panel import harmonising, outcomes, summing
from govdisclosure.panel.documents import cells_of
from govdisclosure.panel.reports import Filed
from govdisclosure.panel.walking import sources
from govdisclosure.report import Content
from govdisclosure.specfile.store import using_folders
from tests.panel.test_panels import panel_of
from tests.support.collections import report_of
from tests.support.minimal import minimal, minimal_text, numbers

REPORT = report_of("甲局", 2024, 1)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (gd.UsageError("no such format"), "no such format"),
        (MemoryError(), "MemoryError"),
        (RuntimeError("x" * 300), "RuntimeError: " + "x" * 200),
    ],
)
def test_whatever_ends_the_reading_of_a_document_is_its_outcome(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of a reader loses one document, and never the others."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("govdisclosure.reading.read_bytes", fail)
    assert outcomes.outcome(b"") == outcomes.Outcome(outcomes.UNREADABLE, said)


def test_a_document_is_as_many_rows_as_it_has_cells_and_sections() -> None:
    """Each says whose it is; what is no report is one row with the reason."""
    report = evolve(REPORT, sections={"overview": "总体情况。"})
    rows = cells_of("a.json", gd.to_json(report).encode())
    assert rows["organisation"].unique().to_pylist() == ["甲局"]
    assert [number for number, state in zip(rows["value"].to_pylist(), rows["state"].to_pylist(), strict=True)] == [
        *report.values, None,
    ]  # fmt: skip
    (row,) = cells_of("b.txt", b"no report").to_pylist()
    assert (row["file"], row["state"], row["organisation"]) == ("b.txt", outcomes.UNREADABLE, None)
    assert row["text"]


def test_an_input_that_cannot_be_opened_is_a_row(tmp_path: Path) -> None:
    """And is there once however often it is named; a name that is none has no date."""
    missing = tmp_path / "missing.html"
    gd.collect([missing, missing], tmp_path / "p", jobs=1)
    (row,) = pq.read_table(tmp_path / "p" / "files").to_pylist()
    assert row["status"] == outcomes.UNREADABLE
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.warc.txt").write_text("no archive", encoding="utf-8")
    assert [(one.file, bool(one.modified)) for one in sources([missing, missing, tmp_path / "in"])] == [
        (str(missing), False),
        (str(tmp_path / "in" / "list.warc.txt"), True),
    ]
    archive = tmp_path / "in" / "a.warc"
    archive.write_bytes(b"no archive")
    assert len([one for one in sources([tmp_path / "in", archive]) if one.file == str(archive)]) == 1


def test_a_table_that_is_damaged_within_is_made_again(tmp_path: Path) -> None:
    """Its end still says of what versions it is; without its other tables a panel is incomplete, and says so."""
    panel = panel_of({"a.json": REPORT}, tmp_path)
    (part,) = (panel / "files").glob("*.parquet")
    whole = pq.read_table(part).to_pylist()
    data = part.read_bytes()
    end = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    part.write_bytes(data[:4] + bytes(end - 4) + data[end:])
    gd.collect([tmp_path / "in"], panel, jobs=1)
    assert pq.read_table(part).to_pylist() == whole
    (panel / "sections" / part.name).unlink()
    with using("en"), pytest.raises(gd.ReadError, match="is missing; run collect again"):
        gd.check_panel(panel)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """Neither of one among the documents nor of one among the tables does anybody know when it ends."""
    panel = panel_of({"b.json": REPORT}, tmp_path)
    os.mkfifo(tmp_path / "in" / "a.warc")
    gd.collect([tmp_path / "in"], panel, jobs=1)
    (row,) = (row for row in pq.read_table(panel / "files").to_pylist() if row["file"].endswith("a.warc"))
    assert row["status"] == outcomes.UNREADABLE
    cells = min((panel / "cells").glob("*.parquet"))
    cells.unlink()
    os.mkfifo(cells)
    with using("en"), pytest.raises(gd.ReadError, match=rf"{cells.name}: cannot be opened: it is no file"):
        gd.check_panel(panel)


def test_findings_of_reports_that_are_gone_are_gone(tmp_path: Path) -> None:
    """A check writes the findings of the parts that there are, and no others stay."""
    panel = panel_of({"a.json": REPORT}, tmp_path)
    gd.check_panel(panel)
    (part,) = (panel / "findings").glob("*.parquet")
    (panel / "findings" / "part-000099.parquet").write_bytes(part.read_bytes())
    gd.check_panel(panel)
    assert [one.name for one in (panel / "findings").glob("*.parquet")] == [part.name]


def test_years_in_formats_that_no_change_joins_are_not_compared(tmp_path: Path) -> None:
    """They are told with the reason; a report without a year has none before it."""
    earlier = minimal_text().replace("test/2024", "test/2023").replace("2024..", "2023..2023")
    (tmp_path / "test").mkdir()
    for year, text in ((2023, earlier), (2024, minimal_text())):
        (tmp_path / "test" / f"{year}.yaml").write_text(text, encoding="utf-8")
    with using("en"), using_folders([tmp_path]):
        old, new = (numbers(gd.load_spec(f"test/{year}"), 1, 2, 3, 4) for year in (2023, 2024))
        reports = {
            "a.json": evolve(old, organisation="A", year=2023),
            "b.json": evolve(new, organisation="A", year=2024),
            "c.json": evolve(new, organisation="A"),
        }
        found = gd.compare_panel(panel_of(reports, tmp_path))
        ((older, newer, said),) = found.unfit
        assert (found.pairs, Path(older).name, Path(newer).name) == (1, "a.json", "b.json")
        assert "cannot be used" in said
        with pytest.raises(gd.UsageError, match=r"^a\.json: "):
            list(harmonising._rows(Filed("a.json", None, old), new.spec))


# sums ---------------------------------------------------------------------------------------------------------------


def test_of_a_report_that_no_change_leads_to_the_form_of_the_sums_nothing_is_known() -> None:
    """So that its cells are intervals, and no sum is certain."""
    form = gd.expand(minimal())
    found = summing._converted(Filed("a", None, REPORT), form).report
    assert (found.form, found.organisation, set(found.values)) == (form, "甲局", {None})


@pytest.mark.filterwarnings("ignore:.*provisional:govdisclosure.errors.FormatWarning")
def test_of_rows_that_reports_name_themselves_only_those_of_all_are_summed() -> None:
    """The others are theirs alone."""
    spec = gd.load_spec("cn-accounts/2024")
    form = gd.expand(spec)
    named = gd.expand(spec, dict.fromkeys(form.open_nodes, ("301",)))
    marked = named.index[form.cells[0].table, form.cells[0].row, form.cells[0].column]
    own = gd.Report(named, tuple(range(len(named.cells))), contents={marked: Content("number", note="其中")})
    found = summing._converted(Filed("a", None, own), form).report
    assert own.form != found.form == form
    assert found.content(0).note == "其中"
    for index, cell in enumerate(form.cells):
        assert found.values[index] == own.values[named.index[cell.table, cell.row, cell.column]]


def test_what_is_to_be_summed_is_asked_for(tmp_path: Path) -> None:
    """Which unit's, where several are below none, and of which year."""
    (tmp_path / "roster.csv").write_text("code,name,parent\n1,甲局,\n2,乙局,\n3,丙股,1\n", encoding="utf-8")
    panel = panel_of({"a.json": REPORT}, tmp_path, roster=tmp_path / "roster.csv")
    with using("en"), pytest.raises(gd.UsageError, match="several units have no parent; choose one with --unit: 1, 2"):
        gd.rollup(panel, tmp_path / "roster.csv")
    with using("en"), pytest.raises(TypeError, match="a year or a period, such as 2024 or 2024Q1"):
        gd.rollup(panel, tmp_path / "roster.csv", unit="1", year="soon")


def test_a_panel_that_was_collected_without_a_roster_is_collected_again(tmp_path: Path) -> None:
    """No file in it is of a unit."""
    (tmp_path / "roster.csv").write_text("code,name,parent\n0,县,\n1,甲局,0\n", encoding="utf-8")
    panel = panel_of({"a.json": REPORT}, tmp_path)
    with using("en"), pytest.raises(gd.UsageError, match="run collect again with --roster"):
        gd.rollup(panel, tmp_path / "roster.csv")
