"""Files are written whole or not at all."""

import errno
import os
import threading
from pathlib import Path

import pytest

from govdisclosure.cli import run
from govdisclosure.errors import ReadError, UsageError
from govdisclosure.files import limits, raised, read_file, reason, using_limits, write_atomically
from govdisclosure.language import using


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """Nobody is shut out of a result because it was written through a temporary file."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"1"
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    """A private file stays private."""
    file = tmp_path / "private"
    file.write_bytes(b"old")
    file.chmod(0o600)
    write_atomically(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last step fails, the old file is whole and no temporary one remains."""
    file = tmp_path / "result"
    file.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        write_atomically(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["result"]
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["no/such/folder/x", ".", "x\0y"])
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    """The message says which place, as it was given, and why."""
    with pytest.raises(UsageError, match="cannot write"):
        write_atomically(tmp_path / name, b"1")
    assert list(tmp_path.iterdir()) == []


def test_behind_a_link_the_file_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    """A link stays a link, and what it points to has the new content."""
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """What is no file, such as a pipe or a device, is still there afterwards and got the data."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_atomically(pipe, b"data")
    reader.join(timeout=60)
    assert got == [b"data"]
    assert pipe.is_fifo()


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    """A device without an end is refused as soon as it has given one byte too many; so is a large file."""
    for name in ("/dev/zero", str(tmp_path / "large")):
        (tmp_path / "large").write_bytes(b"x" * 2_000_001)
        with pytest.raises(ReadError, match="larger than 2 MB"):
            read_file(name, 2_000_000)
    assert read_file(tmp_path / "large", 2_000_001).count(b"x") == 2_000_001


def test_a_circle_of_links_is_one_sentence(tmp_path: Path) -> None:
    """It leads to no file that could be written."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(UsageError, match="cannot write"):
        write_atomically(tmp_path / "a", b"x")
    with pytest.raises(ReadError, match="cannot be opened"):
        read_file(tmp_path / "a", 10)


@pytest.mark.parametrize(("language", "sentence"), [("zh", "磁盘已满"), ("en", "No space left on device")])
def test_why_the_system_refused_is_said_in_the_language_of_the_moment(language: str, sentence: str) -> None:
    """Whatever the language of the system itself; where the reason is not known, its own words are better than none."""
    with using(language):
        assert reason(OSError(errno.ENOSPC, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar")) == sentence
        assert reason(OSError(99_999, "kaputt")) == "kaputt"
        assert reason(ValueError("embedded null byte")) == "embedded null byte"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_and_one_into_which_nobody_writes_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a process writes arrives whole; where there is none, a sentence says so after a while."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"1" * 200_000))
    writer.start()
    assert read_file(pipe, 1_000_000) == b"1" * 200_000
    writer.join()
    monkeypatch.setattr("govdisclosure.files.opening._PATIENCE", 0.1)
    with using("en"), pytest.raises(ReadError, match="nobody writes into it"):
        read_file(pipe, 1_000_000)


def test_a_limit_is_raised_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is none and a number that is none are said; what was changed before stays."""
    with using_limits(raised(["pages=7"])):
        assert (raised(["rows=9"]).pages, raised(["rows=9"]).rows, limits().rows) == (7, 9, 5_000)
    assert run(["--lang", "en", "check", "--limit", "rows=3", "examples/report-2024.txt"]) == 3
    assert "`rows`" in capsys.readouterr().err
    for given, said in (("row=3", "did you mean rows?"), ("rows=x", "rows=NUMBER"), ("rows", "rows=NUMBER")):
        assert run(["--lang", "en", "--limit", given, "check", "examples/report-2024.txt"]) == 2
        assert said in capsys.readouterr().err
