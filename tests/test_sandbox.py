"""Documents read by a process of their own: what it does to itself is done to nobody else."""

import errno
import pickle
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import govdisclosure as gd
from govdisclosure import reading, sandbox
from govdisclosure.cli import run
from govdisclosure.errors import FormatWarning
from govdisclosure.files import Limits, limits, using_limits
from govdisclosure.language import using
from govdisclosure.reading import is_sandboxed, read, sandboxed
from govdisclosure.sandbox import Bounds, Ended, Pool, Setting

TEXT = Path(__file__).parent.parent / "examples" / "report-2024.txt"


def do(task: bytes) -> bytes:
    """Do what a document says: run here, in a process of its own."""
    match task:
        case b"exit":
            sys.exit(0)
        case b"loop":
            while True:
                pass
        case b"eat":
            return bytes(10**12)
    return task.upper()


def allowed(_: bytes) -> int:
    """Return how many rows a document may have in the process that reads it."""
    return limits().rows


def test_limits_hold_in_the_process_that_reads() -> None:
    """Whoever raised one raised it for all documents."""
    with using_limits(Limits(rows=9)), Pool(Setting(allowed)) as found:
        assert found.one(b"any") == 9


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool[bytes]]:
    """One worker with two seconds for each document."""
    with using("en"), Pool(Setting(do, Bounds(seconds=2))) as found:
        yield found


@pytest.mark.parametrize(
    ("task", "word"), [(b"exit", "crashed"), (b"eat", "crashed"), (b"loop", "more than 2 seconds")]
)
def test_whoever_ends_takes_too_long_or_too_much_loses_one_document(pool: Pool[bytes], task: bytes, word: str) -> None:
    """It is said what became of it, and the next document is read by a new process."""
    ended = pool.one(task)
    assert isinstance(ended, Ended)
    assert word in ended.reason
    assert pool.one(b"next") == b"NEXT"


def test_a_process_ends_by_itself_when_there_are_no_more_documents() -> None:
    """Nobody has to end it: whoever sent them may be gone."""
    pipe, other = sandbox._CONTEXT.Pipe()
    process = sandbox._CONTEXT.Process(target=sandbox._work, args=(other, Setting(do)))
    with sandbox._without_script():
        process.start()
    other.close()
    for task in (b"first", b"second"):
        pipe.send_bytes(task)
        assert pipe.recv() == task.upper()
    pipe.close()
    process.join()
    assert process.exitcode == 0


def test_a_report_read_apart_is_the_one_read_here() -> None:
    """Report, format, places and problems are the same, and the form is the very one that is used here."""
    here = read(TEXT)
    with sandboxed():
        there = read(TEXT)
        assert is_sandboxed()
        assert there.report == here.report
        assert (there.sources, there.problems) == (here.sources, here.problems)
        assert there.report.form is here.report.form
        for given, error in ((b"", gd.ReadError), (b"abc", gd.ReadError)):
            with pytest.raises(error) as told:
                read(given)
            with pytest.raises(error) as expected:
                _read_here(given)
            assert [(str(one), one.code) for one in told.value.faults] == [
                (str(one), one.code) for one in expected.value.faults
            ]
        with pytest.raises(gd.UsageError, match="cn/20"):
            read(TEXT, spec="cn/20")
    assert not is_sandboxed()


def _read_here(given: bytes) -> Any:
    from govdisclosure.reading import _read

    return _read(given, None)


def test_formats_and_warnings_pass_the_border(tmp_path: Path) -> None:
    """A folder of one's own formats is known there, and what is warned of there is warned of here."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "bad.yaml").write_text("spec: 1\nid: own/bad\n", encoding="utf-8")
    with gd.using_folders([tmp_path]), sandboxed(), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert read(TEXT).spec.id == "cn/2021"
    assert any(each.category is FormatWarning and "own/bad" in str(each.message) for each in warned)


def test_commands_read_apart_when_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Result and exit code are the same; a copy with comments, for which the file is opened here, is refused."""
    (tmp_path / "empty.html").write_bytes(b"")
    for files in ([str(TEXT)], [str(TEXT), str(tmp_path / "empty.html")]):
        plain = run(["--lang", "en", "check", *files]), capsys.readouterr()
        assert (run(["--lang", "en", "--sandbox", "check", *files]), capsys.readouterr()) == plain
    assert run(["--lang", "en", "check", "--sandbox", str(TEXT), "--annotate", str(tmp_path / "x.txt")]) == 2
    assert "--annotate" in capsys.readouterr().err


def test_a_process_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without room for one more process gives one sentence, and no internal error."""

    def refuse(_: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("govdisclosure.sandbox._CONTEXT.Process.start", refuse)
    (tmp_path / "a.txt").write_text("1", encoding="utf-8")
    with using("en"), pytest.raises(gd.UsageError, match="no process to read with can be started"):
        gd.collect([tmp_path / "a.txt"], tmp_path / "panel", jobs=1)


@pytest.mark.parametrize(
    ("error", "said"), [(MemoryError(), "not enough memory"), (gd.UsageError("no such"), "no such")]
)
def test_what_goes_wrong_in_the_other_process_is_an_answer(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the warnings on the way; only what nobody foresaw ends it."""

    def fail(*_: object) -> None:
        warnings.warn("on the way", FormatWarning, stacklevel=1)
        raise error

    monkeypatch.setattr(reading, "_read", fail)
    with using("en"):
        found, warned = reading._read_apart(pickle.dumps((b"", None, ())))
    assert isinstance(found, gd.GovDisclosureError)
    assert said in str(found)
    assert warned == [("on the way", FormatWarning)]


def test_a_document_that_ends_its_process_cannot_be_read() -> None:
    """With the words about what became of it."""
    gone: Any = SimpleNamespace(one=lambda _: Ended("the reader crashed"))
    with pytest.raises(gd.ReadError, match="the reader crashed"):
        reading._from_apart(gone, b"", None)
    found, _ = reading._read_apart(pickle.dumps((TEXT.read_bytes(), "cn/2021", ())))
    assert isinstance(found, reading.Reading)
    assert found.report == read(TEXT).report


def test_where_no_system_ends_a_process_the_clock_does() -> None:
    """One that is late and has not answered is ended."""
    said: list[str] = []
    process = SimpleNamespace(kill=lambda: said.append("kill"), join=lambda: said.append("join"))
    pipe = SimpleNamespace(poll=lambda _: False, close=lambda: said.append("close"))
    late = sandbox._Worker(Setting(do, Bounds(seconds=2)), process, pipe, started=time.monotonic() - 9)
    with using("en"):
        assert late.answer() == Ended("reading it took more than 2 seconds")
    assert said == ["close", "kill", "join"]


def test_what_only_begins_like_tidy_rows_is_read_as_text() -> None:
    """Quotation marks that the names of columns do not have: nothing here says that these are cells."""
    with using("en"), pytest.raises(gd.ReadError, match="there is no table"):
        read(b'"spec,table",row,column,value,state\n')
