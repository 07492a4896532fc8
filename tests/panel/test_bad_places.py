"""Places that cannot be written: a sentence and an exit code, and nothing is lost."""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.panel.panels import locked
from tests.support.collections import report_of, tables_of
from tests.support.unmeasured import unmeasured

LIMITED = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); "
    "from govdisclosure.cli import main; main()"
)
AS_NOBODY = """
import os, sys, tomllib
import govdisclosure as gd
from govdisclosure.cli import run
document, panel, closed = sys.argv[1:]
gd.collect([document], panel, jobs=1)  # all that it needs is loaded while it may read it
if os.geteuid() == 0:
    os.setuid(65534)
sys.exit(run(["--lang", "en", "collect", document, "-o", closed]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are those of POSIX")
def test_a_disk_that_is_full_is_said_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    """Where there is room again, the same command ends as one that nothing disturbed."""
    (tmp_path / "in").mkdir()
    for number in range(4):
        gd.write(report_of(f"{number}局", 2024, number), tmp_path / "in" / f"{number}.html")
    command = [
        sys.executable,
        "-c",
        LIMITED,
        "--lang",
        "en",
        "collect",
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "p"),
        "--jobs",
        "1",
    ]
    done = subprocess.run(command, env=unmeasured(), check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert "cannot write" in done.stderr
    assert not list((tmp_path / "p").rglob("*.parquet*"))
    gd.collect([tmp_path / "in"], tmp_path / "p", jobs=1)
    gd.collect([tmp_path / "in"], tmp_path / "q", jobs=1)
    assert tables_of(tmp_path / "p") == tables_of(tmp_path / "q")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of POSIX")
def test_a_folder_without_rights_is_said(tmp_path: Path) -> None:
    """One sentence, and the exit code of wrong usage; nothing is forbidden to root, who becomes nobody here."""
    (tmp_path / "a.json").write_text(gd.to_json(report_of("甲局", 2024, 1)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        closed = Path(place, "closed")
        closed.mkdir(mode=0o555)
        command = [sys.executable, "-c", AS_NOBODY, str(tmp_path / "a.json"), str(tmp_path / "p"), str(closed / "p")]
        done = subprocess.run(command, env=unmeasured(), check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
        assert f"cannot write {closed / 'p'}: Permission denied" in done.stderr
        assert not list(closed.iterdir())


def test_windows_locks_a_panel_with_its_own_means(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no `fcntl`, the first byte of the lock is asked for without waiting, and a refusal is said."""
    asked: list[tuple[int, int]] = []

    def locking(_descriptor: int, mode: int, count: int) -> None:
        if asked:
            raise OSError(errno.EACCES, "locked")
        asked.append((mode, count))

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    with locked(tmp_path):
        assert asked == [(2, 1)]
        with pytest.raises(gd.UsageError, match="another process is writing"), locked(tmp_path):
            pass


def test_a_panel_of_a_format_that_says_something_else_by_now_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its figures are those of other rules: collecting again is what helps."""
    form = gd.dump_spec(gd.load_spec("cn/2021"))
    (tmp_path / "specs" / "my").mkdir(parents=True)
    place = tmp_path / "specs" / "my" / "2021.yaml"
    place.write_text(form.replace("cn/2021", "my/2021"), encoding="utf-8")
    report = gd.to_json(report_of("甲局", 2024, 1)).replace("cn/2021", "my/2021")
    (tmp_path / "a.json").write_text(report, encoding="utf-8")
    options = ["--specs", str(tmp_path / "specs")]
    assert run([*options, "collect", str(tmp_path / "a.json"), "-o", str(tmp_path / "p"), "--jobs", "1"]) == 0
    assert run([*options, "check", str(tmp_path / "p")]) == 0
    place.write_text(place.read_text(encoding="utf-8").replace("min: 0", "min: 1"), encoding="utf-8")
    for command in (["check", str(tmp_path / "p")], ["compare", str(tmp_path / "p")]):
        assert run([*options, *command]) == 2
        assert "run collect again" in capsys.readouterr().err
    assert run([*options, "collect", str(tmp_path / "a.json"), "-o", str(tmp_path / "p"), "--jobs", "1"]) == 0
