"""Run a command on every input made to harm: python -m tests.support.hostile [WORDS].

It prints for each how many seconds of processor and how many megabytes the command took, its exit code, and the last
thing it said; in the end, how many stayed within what is promised. WORDS choose the inputs whose name has one of them.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from tests.support.hostile import DOCUMENTS, PANELS, TRAPS
from tests.support.hostile.kinds import Content

SECONDS, MEGABYTES = 2, 300
"""What is promised."""
MOST_SECONDS, MOST_MEMORY = 60, 4_000_000_000
"""What a child process may take before it is ended: far beyond what is promised, so that a breach can be measured.

Memory is counted as it can be written to: what draws pictures reserves far more addresses.
"""

_TRAPS = {**TRAPS, **PANELS}


@frozen
class Run:
    """What came of a command in a child process."""

    seconds: float
    megabytes: float
    code: int
    said: str

    @property
    def is_within(self) -> bool:
        """Whether it took no more than is promised, and ended in an answer or a sentence."""
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES and self.code in (0, 1, 2, 3)


def run(arguments: Sequence[str], folder: Path) -> Run:
    """Run the command line on some arguments in a folder."""
    command = [sys.executable, "-m", "govdisclosure", "--lang", "en", *arguments]
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        for kind, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_DATA, MOST_MEMORY)):
            resource.prlimit(child.pid, kind, (most, most))
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0, os.SEEK_END)
        out.seek(max(0, out.tell() - 2000))
        lines = out.read().decode("utf-8", "replace").strip().splitlines()
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, lines[-1] if lines else "")


def make(title: str) -> None:
    """Write the files of an input into the current folder."""
    if title in DOCUMENTS:
        size, document = DOCUMENTS[title]
        files: Mapping[str, Content] = {"document": document(size)}
    else:
        files = _TRAPS[title].files(_TRAPS[title].size)
    write_files(files)


def write_files(files: Mapping[str, Content]) -> None:
    """Write files into the current folder, with the folders in it that they need."""
    for name, data in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(data):
            data(path)
        else:
            path.write_bytes(data.encode() if isinstance(data, str) else data)


def measured(words: Sequence[str]) -> Iterator[tuple[str, float, Run]]:
    """Yield for every input its title, the bytes of its files, and what came of it."""
    for title in (*DOCUMENTS, *_TRAPS):
        if words and not any(word in title for word in words):
            continue
        with tempfile.TemporaryDirectory() as name:
            # Made by a process of its own: what a child takes at most is counted from what its parent holds.
            command = [sys.executable, "-m", "tests.support.hostile", "--make", title]
            here = {**os.environ, "PYTHONPATH": os.pathsep.join((str(Path.cwd()), os.environ.get("PYTHONPATH", "")))}
            subprocess.run(command, cwd=name, env=here, check=True)
            size = sum(path.stat().st_size for path in Path(name).rglob("*") if path.is_file())
            arguments = _TRAPS[title].arguments if title in _TRAPS else ("check", "document")
            yield title, size, run(arguments, Path(name))


def main() -> None:
    """Print a line for every input."""
    words = sys.argv[1:]
    if words[:1] == ["--make"]:
        make(words[1])
        return
    number = within = 0
    for title, size, found in measured(words):
        number, within = number + 1, within + found.is_within
        sys.stdout.write(
            f"{title:50} {size / 1e6:6.2f} MB {found.seconds:6.2f} s {found.megabytes:5.0f} MB"
            f"{'   ' if found.is_within else ' ! '}exit {found.code}  {found.said[:110]}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"{within} of {number} within {SECONDS} s and {MEGABYTES} MB\n")


if __name__ == "__main__":
    main()
