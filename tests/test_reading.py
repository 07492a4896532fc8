"""A document becomes a report through one call, whatever its encoding, and every error names the document."""

import io
import sys
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.reading import Reading, read, read_bytes
from govdisclosure.specfile.store import find_spec
from tests.support.minimal import minimal_text

EXAMPLE = Path("examples/report-2024-broken.txt")
DATA = EXAMPLE.read_bytes()
TEXT = DATA.decode()


def test_a_reading_is_a_report_with_its_format_places_and_problems() -> None:
    """The format is told, every cell read has its line, and a clean page has no problem."""
    reading = read(EXAMPLE)
    report = reading.report
    assert (reading.spec.id, report.organisation, report.year) == ("cn/2021", "示例市示例区统计局", 2024)
    assert report["applications"]["new", "natural_person"].value == 12
    assert set(reading.sources) == set(report.form.cells)
    assert reading.sources[report.form.cells[0]] == "line 31, field 2"
    assert reading.problems == ()


def test_what_was_printed_is_kept_beside_the_value() -> None:
    """`raw` is the cell's text, also where the value is another."""
    report = read_bytes(TEXT.replace("\t12\t", "\t１２件\t").encode()).report
    cell = report["applications"]["new", "natural_person"]
    assert (cell.value, cell.raw, cell.source) == (12, "１２件", "line 49, field 3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_encoding_of_a_text_does_not_matter(encoding: str) -> None:
    """Unicode with or without a mark, and GB 18030, give the same report."""
    assert read_bytes(TEXT.replace("•", "").encode(encoding)).report == read(EXAMPLE).report


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_ends_of_lines_do_not_matter(end: str) -> None:
    """Text from any system gives the same report, with the same line numbers."""
    again = read_bytes(TEXT.replace("\n", end).encode())
    assert again.report == read(EXAMPLE).report
    assert again.sources == read(EXAMPLE).sources


def test_report_json_is_read_like_a_document() -> None:
    """What `to_json` writes is the same report again."""
    report = read(EXAMPLE).report
    again = read_bytes(gd.to_json(report, sources=True).encode())
    assert again.report == report
    assert again.sources == read(EXAMPLE).sources


def test_a_report_comes_from_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads the bytes of stdin."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DATA)))
    assert read("-").report == read(EXAMPLE).report


def test_the_format_may_be_an_id_a_file_or_an_object(tmp_path: Path) -> None:
    """However the format is named, the report is the same."""
    path = Path("specs/cn/2021.yaml")
    readings: list[Reading[gd.Report]] = [read(EXAMPLE, spec=spec) for spec in (str(path), find_spec(path))]
    readings.append(Reading(gd.read(EXAMPLE, spec="cn/2021").report))
    assert [reading.report for reading in readings] == [read(EXAMPLE).report] * 3
    own = tmp_path / "own.yaml"
    own.write_text(minimal_text(), encoding="utf-8")
    with pytest.raises(gd.ReadError, match="no table of the format test/2024"):
        read(EXAMPLE, spec=str(own))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n\t \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text, and no type of file"),
        ("只有文字。\n".encode(), "there is no table"),
        ("甲\t乙\n1\t2\n".encode(), "no table of a known format"),
        (b"{", "not JSON"),
        (b'{"tables": {}}', "missing key spec"),
    ],
)
def test_what_is_no_report_is_an_error_with_the_files_name(data: bytes, message: str, tmp_path: Path) -> None:
    """Every fault says which file, and what is wrong with it in one sentence."""
    file = tmp_path / "some report.txt"
    file.write_bytes(data)
    with pytest.raises(gd.ReadError, match=message) as caught:
        read(file)
    assert [str(fault).startswith(str(file)) for fault in caught.value.faults] == [True]


@pytest.mark.parametrize("name", ["missing.txt", ".", "\0"])
def test_what_cannot_be_opened_is_an_error_with_its_reason(name: str, tmp_path: Path) -> None:
    """A missing file and a folder are named."""
    with pytest.raises(gd.ReadError, match="cannot be opened"):
        read(tmp_path / name)


def test_the_json_of_another_format_is_refused() -> None:
    """A report says its format, and asking for another is an error, not a conversion."""
    with pytest.raises(gd.ReadError, match="not in cn/2019"):
        read_bytes(gd.to_json(read(EXAMPLE).report).encode(), spec="cn/2019")


def test_two_readings_are_the_same() -> None:
    """Nothing depends on what was read before."""
    first = gd.to_json(read(EXAMPLE).report, sources=True)
    read_bytes(TEXT.replace("0\t0\t0", "1\t2\t3").encode())
    assert gd.to_json(read(EXAMPLE).report, sources=True) == first


def test_what_was_not_found_is_said_on_reading() -> None:
    """A table or a row that the document does not hold is a problem of reading, with its name; `check` repeats none."""
    lines = TEXT.splitlines()
    row = next(line for line in lines if "重复申请" in line)
    licence = next(line for line in lines if line.startswith("行政许可"))
    reading = read_bytes("\n".join(line for line in lines if line not in (row, licence)).encode())
    said = {(problem.code, problem.table) for problem in reading.problems}
    assert {("missing_table", "licensing"), ("missing_cells", "applications")} <= said
    assert next(problem for problem in reading.problems if problem.code == "missing_cells").message.count("；") == 0
    codes = [problem.code for problem in gd.check(reading.report).problems if problem.table == "licensing"]
    assert codes.count("missing_table") == 1
