"""Places that cannot be written: a sentence and an exit code, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from tests.support.collections import report_of, tables_of

LIMITED = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); "
    "from govdisclosure.cli import main; main()"
)


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
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert "cannot write" in done.stderr
    assert not list((tmp_path / "p").rglob("*.parquet*"))
    gd.collect([tmp_path / "in"], tmp_path / "p", jobs=1)
    gd.collect([tmp_path / "in"], tmp_path / "q", jobs=1)
    assert tables_of(tmp_path / "p") == tables_of(tmp_path / "q")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_rights_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and the exit code of wrong usage."""
    (tmp_path / "a.json").write_text(gd.to_json(report_of("甲局", 2024, 1)), encoding="utf-8")
    (tmp_path / "closed").mkdir(mode=0o555)
    assert run(["collect", str(tmp_path / "a.json"), "-o", str(tmp_path / "closed" / "p")]) == 2
    assert "cannot write" in capsys.readouterr().err


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
