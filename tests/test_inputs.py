"""What the names that a caller gives stand for: files, folders, patterns, archives."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from govdisclosure.errors import ReadError
from govdisclosure.inputs import inputs
from govdisclosure.language import using

TEXT = b"report"


def names(*given: str | Path) -> list[str]:
    """Return the names of the documents found, with slashes."""
    return [found.name.replace("\\", "/") for found in inputs(map(str, given))]


def packed(members: dict[bytes, bytes]) -> bytes:
    """Return a zip archive whose members have names of these bytes, as packers write them that know no UTF-8."""
    data = io.BytesIO()
    stand_ins = {chr(ord("A") + number) * len(name): name for number, name in enumerate(members)}
    with zipfile.ZipFile(data, "w") as archive:
        for stand_in, name in stand_ins.items():
            archive.writestr(zipfile.ZipInfo(stand_in), members[name])
    raw = data.getvalue()
    for stand_in, name in stand_ins.items():
        raw = raw.replace(stand_in.encode(), name)
    return raw


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with documents and other things in it."""
    for name in ("b.html", "a.txt", "sub/c.PDF", "logo.png", ".hidden.txt", "~$d.docx", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_folder_stands_for_the_documents_in_it_in_a_fixed_order() -> None:
    """Folders inside are entered; hidden files, locks of open documents and pictures are none."""
    assert names(".") == ["a.txt", "b.html", "sub/c.PDF"]


@pytest.mark.usefixtures("folder")
def test_patterns_are_expanded_here_and_not_only_by_a_shell() -> None:
    """`*` and `**` work where no shell expands them; a document that two names stand for comes once."""
    assert names("*.txt", "a.txt", "**/*.PDF") == ["a.txt", "sub/c.PDF"]


@pytest.mark.parametrize("pattern", ["**", "**/**/*.html", "*/**", "sub/../**", "./**/*"])
def test_links_that_lead_in_a_circle_have_an_end(folder: Path, pattern: str) -> None:
    """`**` does not follow links to folders: two to the folder itself would be followed a billion times."""
    for name in ("one", "two"):
        (folder / "sub" / name).symlink_to("..", target_is_directory=True)
    assert all(name.count("one") + name.count("two") <= 1 for name in names(pattern))
    assert "sub/c.PDF" in map(os.path.normpath, names("**/*.PDF"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
@pytest.mark.parametrize("name", [".", "*.html"])
def test_what_is_found_has_to_be_a_file(folder: Path, name: str) -> None:
    """A pipe in a folder is not waited for; one that is named itself is read."""
    os.mkfifo(folder / "c.html")
    found = {one.name: one for one in inputs([name])}
    with using("en"), pytest.raises(ReadError, match=r"c\.html: cannot be opened: it is no file"):
        found["c.html"].read()
    assert found["b.html"].read() == TEXT


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    """Brackets in the names of downloaded files are common."""
    (folder / "report[1].txt").write_bytes(TEXT)
    assert names("report[1].txt") == ["report[1].txt"]


def test_an_archive_stands_for_the_documents_in_it(folder: Path) -> None:
    """Names of members are shown as they were written, in UTF-8 or in the GBK of Chinese Windows."""
    data = packed(
        {"年/市.txt".encode("gbk"): b"one", "县局.txt".encode(): b"two", b"__MACOSX/x.txt": b"", b"p.png": b""}
    )
    (folder / "all.zip").write_bytes(data)
    found = list(inputs(["all.zip"]))
    assert {document.name: document.read() for document in found} == {
        "all.zip/年/市.txt": b"one",
        "all.zip/县局.txt": b"two",
    }


def test_a_document_that_is_a_zip_itself_is_not_opened_up(folder: Path) -> None:
    """Word documents under another suffix stay documents."""
    (folder / "report").write_bytes(packed({b"[Content_Types].xml": b"", b"word/document.xml": b""}))
    assert names("report") == ["report"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("no.txt", "no.txt: cannot be opened: No such file or directory"),
        ("*.docx", "*.docx: no file matches"),
        ("empty", "empty: cannot be opened: a folder without a document in it"),
        ("a\0b", "a\0b: cannot be opened: embedded null byte"),
        ("x" * 5_000, "x" * 5_000 + ": cannot be opened: File name too long"),
        ("*" * 5_000, "*" * 5_000 + ": cannot be opened: File name too long"),
    ],
)
def test_a_name_that_stands_for_nothing_says_so_when_it_is_read(folder: Path, name: str, sentence: str) -> None:
    """It is never left out in silence."""
    (folder / "empty").mkdir()
    (document,) = inputs([name])
    with using("en"), pytest.raises(ReadError) as caught:
        document.read()
    assert str(caught.value) == sentence


def test_a_damaged_archive_is_one_input_with_a_reason(folder: Path) -> None:
    """Half a download is a file that cannot be read, and stops nothing else."""
    (folder / "half.zip").write_bytes(packed({b"a.txt": b"text" * 100})[:60])
    assert names("half.zip") == ["half.zip"]
