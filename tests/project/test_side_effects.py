"""What is done beside the answer: nothing. No network, no program started, no file touched but the one asked for."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.drawing import Sheet, pdf_file
from tests.support.unmeasured import unmeasured

ROOT = Path(__file__).parents[2]
REPORT = str(ROOT / "examples" / "report-2024-broken.txt")

WATCH = """
import json, os, sys

seen = []


def writes(path, mode, flags):
    if isinstance(mode, str):
        return any(sign in mode for sign in "wxa+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and writes(*args):
        seen.append(["write", os.fsdecode(args[0])])
    elif event in ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.chmod"):
        seen.append([event, *(os.fsdecode(one) for one in args if isinstance(one, (str, bytes)))])
    elif event.startswith(("socket.", "urllib.", "ftplib.", "smtplib.", "http.", "subprocess.", "os.system", "os.exec",
                           "os.posix_spawn", "os.fork", "pty.", "ctypes.dlopen")):
        seen.append([event])


from govdisclosure.cli import run
sys.addaudithook(hook)
results = []
for arguments in json.loads(sys.argv[1]):
    seen.clear()
    results.append([run(arguments), [*seen]])
sys.stderr.write("\\nSEEN" + json.dumps(results))
"""


Effects = tuple[int, list[list[str]]]


def effects(commands: list[list[str]], folder: Path) -> list[Effects]:
    """Return for commands run in a folder the exit code, and what each did to files, networks and programs."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, json.dumps(commands)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT / "src")},
    )
    return [
        (code, [one for one in seen if one[0] != "ctypes.dlopen"])
        for code, seen in json.loads(done.stderr.rpartition("SEEN")[2])
    ]


READING = [
    ["check", REPORT],
    ["check", REPORT, "--format", "sarif"],
    ["read", REPORT],
    ["locate", REPORT],
    ["fill", REPORT],
    ["rule", "applications/balance"],
    ["spec", "list"],
    ["spec", "lint", "cn/2021"],
    ["spec", "show", "cn/2021"],
]


def test_what_only_reads_touches_nothing(tmp_path: Path) -> None:
    """No file is written, removed or renamed, no socket is opened, no program started."""
    for arguments, (code, seen) in zip(READING, effects(READING, tmp_path), strict=True):
        assert (code in (0, 1), seen) == (True, []), arguments
    assert list(tmp_path.iterdir()) == []


WRITING = {
    "out.docx": ["write", REPORT, "out.docx"],
    "out.xlsx": ["write", REPORT, "out.xlsx"],
    "out.html": ["blank", "cn/2021", "out.html"],
    "out.json": ["read", REPORT, "-o", "out.json"],
    "list.xlsx": ["check", REPORT, "--format", "xlsx", "-o", "list.xlsx"],
}


def test_what_writes_touches_its_output_only(tmp_path: Path) -> None:
    """The file asked for is made beside its place and put there whole; all else stays as it was."""
    for name, (code, seen) in zip(WRITING, effects([*WRITING.values()], tmp_path), strict=True):
        assert code in (0, 1), name
        assert {one[0] for one in seen} == {"write", "os.chmod", "os.rename"}, name
        touched = {Path(tmp_path, path) for one in seen for path in one[1:]}
        assert [path for path in touched if path.parent != tmp_path or name not in path.name] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(WRITING)


CALLS = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,socket"
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC| (?:creat|mkdir|rename|unlink|link|symlink)")


STRACE = shutil.which("strace") or ""


@pytest.mark.skipif(not STRACE, reason="strace is not installed")
def test_the_system_sees_no_other_file_written_and_no_socket(tmp_path: Path) -> None:
    """Nor by the compiled libraries that read PDF and write tables, nor by the processes that read documents."""
    shutil.copy(REPORT, tmp_path / "a.txt")
    (tmp_path / "b.pdf").write_bytes(pdf_file(Sheet()))
    command = [sys.executable, "-B", "-m", "govdisclosure", "collect", "a.txt", "b.pdf", "-o", "panel", "--jobs", "1"]
    done = subprocess.run(
        [STRACE, "-f", "-qq", "-o", "calls", "-e", f"trace={CALLS}", *command],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**unmeasured(), "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT / "src")},
    )
    if b"ptrace" in done.stderr:
        pytest.skip("processes may not be traced here")
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if " socket(" in call] == []
    places = [place for call in calls if WRITES.search(call) for place in re.findall(r'"([^"]+)"', call)]
    assert len(places) > 10
    own = ("panel", f"{tmp_path}/panel", os.devnull)
    assert [place for place in places if not place.startswith(own)] == []
