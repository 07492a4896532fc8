"""Many documents become a panel: every input has one row, and what interrupts the work loses nothing."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.files import Limits, using_limits
from govdisclosure.language import using
from govdisclosure.panel.walking import sources
from tests.support.collections import county, report_of, tables_of

CN = gd.load_spec("cn/2021")


HOLDING = """
import sys
from govdisclosure.panel.panels import locked
with locked(sys.argv[1], create=True):
    print("held", flush=True)
    sys.stdin.read()
"""


IN_SMALL_PARTS = """
import sys
from govdisclosure.cli import run
from govdisclosure.panel import collecting
collecting.PART = 16  # so that a few documents are many parts
sys.exit(run(["collect", *sys.argv[1:]]))
"""


SCRIPT = """
import sys
import govdisclosure as gd
print(dict(gd.collect(sys.argv[1:], "panel", jobs=2).files))
"""


def collected(*paths: Path, panel: Path, **more: str) -> dict[str, int]:
    """Collect with one process, and return the number of files by status."""
    return dict(gd.collect(paths, panel, jobs=1, **more).files)  # type: ignore[arg-type]


def rows(panel: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table, sorted."""
    return tables_of(panel)[table]


def test_every_input_has_one_row_with_a_status(tmp_path: Path) -> None:
    """What is read, what is not a report, what cannot be read, and what is there twice are told apart."""
    folder = tmp_path / "in"
    folder.mkdir()
    gd.write(report_of("甲局", 2024, 1), folder / "a.html")
    (folder / "b.html").write_bytes((folder / "a.html").read_bytes())
    (folder / "c.txt").write_text("没有表格的文字。", encoding="utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 damaged")
    (folder / "e.docx").write_bytes(b"")
    assert collected(folder, panel=tmp_path / "p") == {"read": 1, "duplicate": 1, "no_report": 1, "unreadable": 2}
    found = {str(row["file"]).rpartition("/")[2]: row for row in rows(tmp_path / "p", "files")}
    assert list(found) == ["a.html", "b.html", "c.txt", "d.pdf", "e.docx"]
    assert all(row["reason"] for name, row in found.items() if name != "a.html")
    assert (found["a.html"]["organisation"], found["a.html"]["year"], found["a.html"]["cells_read"]) == (
        "甲局",
        2024,
        200,
    )


def test_a_panel_says_exactly_what_its_documents_say(tmp_path: Path) -> None:
    """Cells, and the wide table of the format, hold the figures of the report."""
    report = report_of("甲局", 2024, 5)
    gd.write(report, tmp_path / "a.html")
    collected(tmp_path / "a.html", panel=tmp_path / "p")
    cells = {(c["table"], c["row"], c["column"]): c["value"] for c in rows(tmp_path / "p", "cells")}
    assert cells == {(c.ref.table, c.ref.row, c.ref.column): c.value for c in report.cells()}
    wide = pq.read_table(tmp_path / "p" / "wide" / "cn-2021").to_pylist()
    assert [wide[0][str(cell)] for cell in report.form.cells] == list(report.values)


class InGbk(zipfile.ZipInfo):
    """A member whose name is written as Chinese Windows does it: in GBK, and without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - what zipfile calls
        return self.filename.encode("gbk"), self.flag_bits


def test_archives_are_opened_names_in_gbk_too(tmp_path: Path) -> None:
    """A member is called by its archive and its own name; a path outside, or an archive inside, loses nothing."""
    gd.write(report_of("甲局", 2024, 5), tmp_path / "a.html")
    page = (tmp_path / "a.html").read_bytes()
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.html", page)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(InGbk("甲局.html"), page)
        archive.writestr("../../outside.html", page + b" ")
        archive.write(inner, "inner.zip")
    counts = collected(tmp_path / "all.zip", panel=tmp_path / "p")
    assert counts == {"read": 2, "unreadable": 1}
    assert any(str(row["file"]).endswith("all.zip!甲局.html") for row in rows(tmp_path / "p", "files"))
    assert not (tmp_path.parent / "outside.html").exists()


def archive_pages(path: Path, page: bytes, *named: tuple[str, str]) -> None:
    """Write a web archive with one page under several addresses, each with its type."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for address, kind in named:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            with io.BytesIO(page) as payload:
                record = writer.create_warc_record(address, "response", payload=payload, http_headers=headers)
                writer.write_record(record)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the writer's own, of its buffers
def test_of_a_page_in_a_web_archive_no_more_is_unpacked_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    """A few kilobytes may be packed hundreds of megabytes."""
    archive_pages(tmp_path / "crawl.warc.gz", b"0" * 3_000_000, ("http://a.example/1", "text/html"))
    for limit in (Limits(text_bytes=1_000), Limits(bytes=1_000)):
        with using_limits(limit):
            source = next(sources([tmp_path / "crawl.warc.gz"]))
            with pytest.raises(gd.ReadError, match="1,000"):
                source.read()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the writer's own, of its buffers
def test_a_web_archive_ends_at_a_bomb_and_at_headers_without_end(tmp_path: Path) -> None:
    """The pages before are read, and the archive itself is an input that says why it is not read to its end."""
    archive = tmp_path / "crawl.warc.gz"
    archive_pages(archive, b"0" * 30_000, *((f"http://a.example/{'a' * n}", "text/html") for n in (1, 900)))
    for limit in (Limits(unpacked_bytes=9_000), Limits(head_bytes=900)):
        with using_limits(limit):
            *pages, last = sources([archive])
            assert len(pages) == 1
            with pytest.raises(gd.ReadError, match=r"unpacked_bytes|head_bytes"):
                last.read()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the writer's own, of its buffers
def test_a_web_archive_is_opened(tmp_path: Path) -> None:
    """Pages are called by their address; pictures are no documents."""
    gd.write(report_of("甲局", 2024, 5), tmp_path / "a.html")
    page = (tmp_path / "a.html").read_bytes()
    (tmp_path / "a.html").unlink()
    archive_pages(
        tmp_path / "crawl.warc.gz", page, ("http://a.example/1", "text/html"), ("http://a.example/2", "image/png")
    )
    assert collected(tmp_path, panel=tmp_path / "p") == {"read": 1}
    assert str(rows(tmp_path / "p", "files")[0]["file"]).endswith("crawl.warc.gz!http://a.example/1")


def test_a_second_run_reads_nothing_again_and_takes_what_is_new(tmp_path: Path) -> None:
    """A panel follows its inputs: new files come in, changed ones are read again, those that are gone go."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        gd.write(report_of(f"{number}局", 2024, number), folder / f"{number}.html")
    collected(folder, panel=tmp_path / "p")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "p").rglob("*.parquet")}
    collected(folder, panel=tmp_path / "p")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "p").rglob("*.parquet")} == before
    gd.write(report_of("新局", 2024, 9), folder / "1.html")
    (folder / "2.html").unlink()
    gd.write(report_of("又局", 2024, 8), folder / "3.html")
    collected(folder, panel=tmp_path / "p")
    collected(folder, panel=tmp_path / "q")
    assert tables_of(tmp_path / "p") == tables_of(tmp_path / "q")
    assert [row["organisation"] for row in rows(tmp_path / "p", "files")] == ["0局", "新局", "又局"]


def test_a_run_that_was_killed_goes_on_to_the_same_tables(tmp_path: Path) -> None:
    """Killed in the middle, at any moment, a collection that is run again is as one that nobody disturbed."""
    folder = tmp_path / "in"
    county(folder, int(os.environ.get("GOVDISCLOSURE_KILLED_FILES", "100")))
    command = [sys.executable, "-c", IN_SMALL_PARTS, str(folder), "-o", str(tmp_path / "p")]
    for delay in (0.02, 0.1):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not list((tmp_path / "p").glob("cells/*")) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.02)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    collected(folder, panel=tmp_path / "q")
    assert tables_of(tmp_path / "p") == tables_of(tmp_path / "q")


def test_a_script_is_run_once(tmp_path: Path) -> None:
    """One without `if __name__ == "__main__":` is not run again by the processes that read, and nothing is lost."""
    for number in range(2):
        gd.write(report_of(f"第{number}局", 2024, number), tmp_path / f"{number}.html")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "script.py", "0.html", "1.html"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{'read': 2}\n", "")


def test_a_document_that_kills_its_reader_loses_only_itself(tmp_path: Path) -> None:
    """Memory that the system refuses, or time that runs out, is the status of that document."""
    folder = tmp_path / "in"
    folder.mkdir()
    gd.write(report_of("甲局", 2024, 1), folder / "a.html")
    bomb = zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED)
    with bomb, bomb.open("word/document.xml", "w") as part:
        part.write(b"<w>")
        for _ in range(200):
            part.write(b"<a/>" * 100_000)
    gd.write(report_of("乙局", 2024, 1), folder / "c.html")
    result = gd.collect([folder], tmp_path / "p", jobs=1, memory=1_500_000_000)
    assert dict(result.files) == {"read": 2, "unreadable": 1}


def test_two_collections_never_write_one_panel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While another process writes it, a collection is refused with a sentence; when that is gone, it goes on."""
    gd.write(report_of("甲局", 2024, 1), tmp_path / "a.html")
    command = ["collect", str(tmp_path / "a.html"), "-o", str(tmp_path / "p"), "--jobs", "1"]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path / "p")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        assert run(command) == 2
        assert "another process is writing" in capsys.readouterr().err
        assert not list((tmp_path / "p").rglob("*.parquet"))
        other.kill()
    assert run(command) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,name,parent\n1,甲,\n1,乙,\n", ":3: the code 1 is also in line 2"),
        ("code,name,parent\n1,甲,2\n2,乙,1\n", "甲 is above itself"),
        ("code,name,parent\n1,甲,9\n", "the parent of 甲, 9, is not in the roster"),
        ("code,name\n1,甲\n", ":1: there is no column parent"),
        ("code,name,parent\n", "the roster has no units"),
    ],
)
def test_a_faulty_roster_is_refused_with_its_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is read, and with every fault."""
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    assert run(["collect", str(tmp_path), "-o", str(tmp_path / "p"), "--roster", str(tmp_path / "roster.csv")]) == 3
    assert said in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_files_that_were_not_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever collects sees which file it was and why, without opening the tables."""
    (tmp_path / "empty.docx").touch()
    assert run(["collect", str(tmp_path), "-o", str(tmp_path / "p"), "--lang", "zh"]) == 3
    assert capsys.readouterr().err == f"{tmp_path / 'empty.docx'}: 文件是空的。\n"


def test_a_missing_roster_and_a_place_that_cannot_be_written_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, and the exit code of wrong usage."""
    assert run(["collect", str(tmp_path), "-o", str(tmp_path / "p"), "--roster", str(tmp_path / "none.csv")]) == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["collect", str(tmp_path), "-o", str(tmp_path / "file" / "p")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_statuses_of_the_roster_add_up(tmp_path: Path) -> None:
    """Each unit has one status: by the code in the name of its file, or by its name or alias as the report has it."""
    folder = tmp_path / "in"
    folder.mkdir()
    gd.write(report_of("某县 财政局", 2024, 1), folder / "x.html")
    gd.write(report_of("教体局", 2024, 2), folder / "y.html")
    gd.write(report_of("教体局", 2024, 3), folder / "y2.html")
    gd.write(report_of("某县公安局分局", 2024, 4), folder / "z.html")
    (folder / "1004.pdf").write_bytes(b"%PDF-1.4 a picture")
    (tmp_path / "roster.csv").write_bytes(
        "统一社会信用代码,单位名称,上级单位,别名\n1001,某县财政局,,\n1002,某县教育体育局,某县财政局,教体局\n1003,某县公安局,1001,\n"
        "1004,某县档案局,1001,\n".encode("gb18030")
    )
    result = gd.collect([folder], tmp_path / "p", roster=tmp_path / "roster.csv", jobs=1)
    assert dict(result.reporting) == {"reported": 1, "duplicate": 1, "missing": 1, "unrecognised": 1}
    found = {str(row["unit"]): row for row in rows(tmp_path / "p", "reporting")}
    assert [found[code]["status"] for code in ("1001", "1002", "1003", "1004")] == [
        "reported", "duplicate", "missing", "unrecognised",
    ]  # fmt: skip
    assert str(found["1002"]["file"]).endswith("y2.html")
    assert [Path(str(file)).name for file in found["1003"]["like"]] == ["z.html"]  # type: ignore[attr-defined]


def test_a_manifest_says_whose_a_file_is(tmp_path: Path) -> None:
    """What the document does not say itself; and a file that is listed but not there has a row too."""
    gd.write(report_of(None, None, 1), tmp_path / "a.html")
    (tmp_path / "list.csv").write_text("path,organisation,year\na.html,甲局,2023\nb.html,乙局,2023\n", encoding="utf-8")
    assert collected(tmp_path / "a.html", panel=tmp_path / "p", manifest=str(tmp_path / "list.csv")) == {
        "read": 1,
        "unreadable": 1,
    }
    assert [(r["organisation"], r["year"]) for r in rows(tmp_path / "p", "files")] == [("甲局", 2023), ("乙局", 2023)]


def test_a_manifest_with_parents_is_a_roster(tmp_path: Path) -> None:
    """Without a roster the organisations of the list and those above them are the units, which `rollup` sums too."""
    for number, name in enumerate("甲乙县"):
        gd.write(report_of(f"{name}局", 2024, number), tmp_path / f"{name}.html")
    manifest = tmp_path / "list.csv"
    manifest.write_text(
        "文件,单位,年度,上级单位\n甲.html,甲局,2024,县局\n乙.html,乙局,2024,县局\n县.html,县局,2024,市局\n",
        encoding="utf-8",
    )
    files = sorted(tmp_path.glob("*.html"))
    collected(*files, panel=tmp_path / "p", manifest=str(manifest))
    found = {row["unit"]: (row["parent"], row["status"]) for row in rows(tmp_path / "p", "reporting")}
    assert found == {
        "县局": ("市局", "reported"),
        "市局": (None, "missing"),
        "甲局": ("县局", "reported"),
        "乙局": ("县局", "reported"),
    }
    summed = gd.rollup(tmp_path / "p", manifest, unit="县局")
    assert [unit.name for unit in summed.members] == ["甲局", "乙局"]
    assert str(summed.against).endswith("县.html")


@pytest.mark.parametrize(
    ("lines", "said"),
    [("a.html,甲,乙\nb.html,甲,丙\n", "two parents"), ("a.html,甲,乙\nb.html,乙,甲\n", "above itself")],
)
def test_a_manifest_that_contradicts_itself_is_refused(lines: str, said: str, tmp_path: Path) -> None:
    """An organisation has one parent, and is not above itself."""
    (tmp_path / "list.csv").write_text(f"path,organisation,parent\n{lines}", encoding="utf-8")
    with pytest.raises(gd.ReadError, match=said):
        collected(tmp_path / "a.html", panel=tmp_path / "p", manifest=str(tmp_path / "list.csv"))


def test_a_damaged_table_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checking says which file is damaged; collecting again mends it."""
    gd.write(report_of("甲局", 2024, 1), tmp_path / "a.html")
    panel = tmp_path / "p"
    collected(tmp_path / "a.html", panel=panel)
    whole = tables_of(panel)
    next((panel / "cells").glob("*.parquet")).write_bytes(b"PAR1 nonsense PAR1")
    assert run(["check", str(panel)]) == 3
    assert "is damaged" in capsys.readouterr().err
    pq.write_table(pa.table({"x": [1]}), next((panel / "cells").glob("*.parquet")))
    assert run(["check", str(panel)]) == 3
    assert "does not have the columns" in capsys.readouterr().err
    collected(tmp_path / "a.html", panel=panel)
    assert tables_of(panel) == whole


@pytest.mark.parametrize("note", ["{}", "[]", "-1", "cn/2021", b"\xff", "[" * 100_000])
def test_a_panel_that_lost_its_formats_is_not_one_without_reports(note: str | bytes, tmp_path: Path) -> None:
    """Tables that another program wrote again have none of the notes by which a panel knows its formats."""
    gd.write(report_of("甲局", 2024, 1), tmp_path / "a.html")
    panel = tmp_path / "p"
    collected(tmp_path / "a.html", panel=panel)
    (files,) = (panel / "files").glob("*.parquet")
    pq.write_table(pq.read_table(files).replace_schema_metadata({"specs": note}), files)
    with using("en"), pytest.raises(gd.ReadError, match="does not say with which formats it was made"):
        gd.check_panel(panel)


def test_a_cell_that_no_format_has_is_said_with_its_file(tmp_path: Path) -> None:
    """A table of cells whose values were changed by hand is a damaged one."""
    gd.write(report_of("甲局", 2024, 1), tmp_path / "a.html")
    panel = tmp_path / "p"
    collected(tmp_path / "a.html", panel=panel)
    (cells,) = (panel / "cells").glob("*.parquet")
    table = pq.read_table(cells)
    column = table.column_names.index("row")
    pq.write_table(table.set_column(column, table.schema.field("row"), [["x"] * table.num_rows]), cells)
    with using("en"), pytest.raises(gd.ReadError, match=rf"{cells.name}: cn/2021 has no cell .*\[x, "):
        gd.check_panel(panel)
