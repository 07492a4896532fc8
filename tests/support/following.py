"""Pages followed literally: their files are written, their commands and programs run, and they print what is shown.

A block with a title is a file; the lines of `sh` are commands, in whose comment stands the exit code where it is not 0;
`python` is run as it stands; every line of `text` is printed by what stands before it. Other blocks are only read.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from govdisclosure.cli import run

BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
DOCS = Path(__file__).parents[2] / "docs"


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Return the blocks of a page of docs/: language, title and text."""
    return BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def file_of(page: str, title: str) -> str:
    """Return a file that is shown on a page."""
    (text,) = (text for _, name, text in blocks(page) if name == title)
    return text


def follow(page: str) -> list[str]:
    """Do in the current folder what a page says, in its order; return what each of its blocks printed."""
    outputs = [""]
    for language, title, text in blocks(page):
        if title:
            Path(title).parent.mkdir(parents=True, exist_ok=True)
            Path(title).write_text(text, encoding="utf-8")
        elif language == "sh":
            outputs.append("".join(_command(line, page) for line in text.splitlines() if line.strip()))
        elif language == "python":
            outputs.append(_program(text))
        elif language == "text":
            missing = [line for line in text.splitlines() if _plain(line) not in _plain(outputs[-1])]
            assert not missing, f"{page} shows {missing}, printed was:\n{outputs[-1]}"
    return outputs


def follow_apart(page: str) -> None:
    """Do what a page says in a process of its own, which gives back the memory that libraries keep."""
    apart(f"from {__name__} import follow; follow({page!r})")


def run_apart(commands: Iterable[str], **environment: str) -> list[tuple[int, str]]:
    """Carry out commands of ours in a process of their own, one after the other; return what each returned and said."""
    lines = [["govdisclosure", *shlex.split(command)] for command in commands]
    program = f"import json; from {__name__} import _run; print(json.dumps(list(map(_run, {lines!r}))))"
    return [(code, said) for code, said in json.loads(apart(program, **environment))]


def apart(program: str, **environment: str) -> str:
    """Run a program in a process of its own, which finds all of ours; return what it printed."""
    path = os.pathsep.join(filter(None, (str(DOCS.parent), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": path} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commands_in(page: str) -> Iterator[tuple[str, int, str]]:
    """Carry out the lines of a page that are commands of ours, one by one; yield what each returned and said."""
    for line in re.findall(r"(?m)^(?:    |\$ )(govdisclosure .*)$", (DOCS / page).read_text(encoding="utf-8")):
        yield line, *_run(shlex.split(line, comments=True))


def _plain(text: str) -> str:
    """Return a text without its blanks, which depend on the width of a terminal."""
    return re.sub(r"\s+", "", text)


def _command(line: str, page: str) -> str:
    command, _, comment = line.partition("  #")
    code = re.search(r"(?:退出码|exit code) (\d)", comment)
    words = shlex.split(command)
    status, output = _run(words)
    assert status == int(code[1] if code else 0), f"{page}: {line}\n{output}"
    return output


def _run(words: list[str]) -> tuple[int, str]:
    """Carry out a command: ours in this process, where it costs no start."""
    if words[0] == "govdisclosure":
        with redirect_stdout(StringIO()) as printed, redirect_stderr(printed):
            status = run(words[1:])
        return status, printed.getvalue()
    words = [sys.executable if word == "python" else word for word in words]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(words, capture_output=True, encoding="utf-8", env=environment, check=False)
    return done.returncode, done.stdout + done.stderr


def _program(text: str) -> str:
    with redirect_stdout(StringIO()) as printed:
        exec(text, {})  # noqa: S102 - the page's own lines
    return printed.getvalue()
