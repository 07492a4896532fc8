"""`check --annotate`: copies of one document and of many, and what is refused."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from govdisclosure.cli import run
from govdisclosure.language import using

BROKEN, CLEAN = Path("examples/report-2024-broken.txt").resolve(), Path("examples/report-2024.txt").resolve()


@pytest.fixture(autouse=True)
def english() -> object:
    """Let everything be said in English."""
    with using("en"):
        yield


def checked(*arguments: str) -> int:
    """Run `check` quietly and return its exit code."""
    return run(["check", "-q", "--lang", "en", *arguments])


def test_a_copy_is_written_beside_the_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is that of the check."""
    copy = tmp_path / "copy.txt"
    assert checked(str(BROKEN), "--annotate", str(copy)) == 1
    assert capsys.readouterr().out == "1 file: failed 1\n"
    assert "<== [govdisclosure 1" in copy.read_text("utf-8")


def test_several_copies_go_to_a_folder(tmp_path: Path) -> None:
    """Under the names of the documents; of two with one name, the second has a number."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / BROKEN.name).write_bytes(BROKEN.read_bytes())
    assert checked(str(BROKEN), str(CLEAN), str(tmp_path / "a"), "--annotate", str(tmp_path / "out")) == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "report-2024-broken-2.txt",
        "report-2024-broken.txt",
        "report-2024.txt",
    ]


def test_a_copy_that_exists_is_replaced_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody may have worked on it."""
    copy = tmp_path / "copy.txt"
    copy.write_text("mine", "utf-8")
    assert checked(str(BROKEN), "--annotate", str(copy)) == 2
    assert capsys.readouterr().err == f"{copy} exists; add --force to replace it\n"
    assert copy.read_text("utf-8") == "mine"
    assert checked(str(BROKEN), "--annotate", str(copy), "--force") == 1
    assert copy.read_text("utf-8") != "mine"


def test_the_original_is_no_copy(tmp_path: Path) -> None:
    """Not even by force."""
    path = tmp_path / "report.txt"
    path.write_bytes(BROKEN.read_bytes())
    assert checked(str(path), "--annotate", str(path), "--force") == 2
    assert checked(str(path), "--annotate", str(tmp_path), "--force") == 2
    assert path.read_bytes() == BROKEN.read_bytes()


def test_one_document_without_a_copy_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An old workbook is checked like the others, and said to take no comments; the exit code is 2."""
    old = Path("tests/data/office/printed.xls").resolve()
    assert checked(str(old), str(BROKEN), "--annotate", str(tmp_path / "out")) == 2
    said = capsys.readouterr()
    assert said.out == "2 files: clean 1, failed 1\n"
    assert said.err.count("\n") == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == [BROKEN.name]


def test_standard_input_and_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The standard input is read once, and the copy printed where the result goes to a file."""
    stdin = io.TextIOWrapper(io.BytesIO(BROKEN.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert checked("-", "--annotate", "-", "-o", str(tmp_path / "result.txt")) == 1
    assert b"<== [govdisclosure 1" in capsysbinary.readouterr().out
    assert checked(str(BROKEN), "--annotate", "-") == 2
    assert b"--annotate - needs -o" in capsysbinary.readouterr().err


def test_a_file_is_no_folder_for_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said before anything is read."""
    (tmp_path / "out").write_text("", "utf-8")
    assert checked(str(BROKEN), str(CLEAN), "--annotate", str(tmp_path / "out")) == 2
    assert "--annotate takes a folder" in capsys.readouterr().err
