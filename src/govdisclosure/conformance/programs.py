"""Another program, asked for its answers: each within its time, and no longer than a file of a suite may be."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from attrs import define

from govdisclosure.errors import ReadError, UsageError
from govdisclosure.files import read_stream, reason
from govdisclosure.language import say
from govdisclosure.report import parse_json

MOST_BYTES = 10_000_000
"""Of a file of a suite, and of an answer."""
_PATIENCE = 5
"""Answers in a row that are waited for in vain; then the program is asked no more."""


class UnansweredError(ReadError):
    """A program neither answered nor refused a document: it took too long, was ended, or printed without end."""


@define
class Program:
    """Answers by running a command, to which task and document are added, and which prints JSON.

    What is beside the document is added too, as `--spec FILE`, `--prior FILE` and `--with FILE`.
    """

    words: tuple[str, ...]
    seconds: float
    """How long it may take for one case."""
    late: int = 0
    """How many answers in a row did not come in time."""

    def __call__(
        self,
        task: str,
        document: Path,
        *,
        spec: Path | None = None,
        prior: Path | None = None,
        companions: Sequence[Path] = (),
    ) -> Any:
        """Return the answer; raise `ReadError` if it is no JSON, `UsageError` if the command cannot be run at all."""
        others = [("--spec", spec), ("--prior", prior), *(("--with", other) for other in companions)]
        if self.late >= _PATIENCE:
            raise UnansweredError(
                say(zh="程序接连不回答，不再询问", en="not asked: the program keeps giving no answer")
            )
        printed = self._printed([task, str(document), *(str(word) for pair in others if pair[1] for word in pair)])
        self.late = self.late + 1 if printed is None else 0
        if printed is None:
            raise UnansweredError(say(zh=f"{self.seconds} 秒内没有回答", en=f"no answer within {self.seconds} s"))
        return parse_json(printed)

    def _printed(self, asked: Sequence[str]) -> bytes | None:
        """Return what the program prints until it ends; None if it does not end in time."""
        try:
            child = subprocess.Popen(  # noqa: S603 - what the user asked for
                [*self.words, *asked],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except (OSError, ValueError) as error:
            name = self.words[0]
            raise UsageError(
                say(zh=f"不能运行“{name}”：{reason(error)}", en=f"cannot run '{name}': {reason(error)}")
            ) from None
        printed, code = _followed(child, self.seconds)
        if printed is not None and len(printed) > MOST_BYTES:
            raise UnansweredError(
                say(zh=f"输出超过 {MOST_BYTES // 1_000_000} MB", en=f"it prints more than {MOST_BYTES // 1_000_000} MB")
            )
        if code is not None and code < 0:
            raise UnansweredError(say(zh=f"程序被信号 {-code} 终止", en=f"the program was ended by signal {-code}"))
        return None if code is None else printed


def _followed(child: subprocess.Popen[bytes], seconds: float) -> tuple[bytes | None, int | None]:
    """Return what a process prints, up to a byte too many, and its exit code; None for what did not come in time.

    The process has ended then. Its output is not waited for longer, as another process may hold it open.
    """
    held: list[bytes] = []
    stream = child.stdout
    assert stream is not None

    def take() -> None:
        with stream:
            held.append(read_stream(stream, MOST_BYTES))

    until = monotonic() + seconds
    reader = Thread(target=take, daemon=True)
    reader.start()
    try:
        reader.join(seconds)
        if held and len(held[0]) <= MOST_BYTES:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0, until - monotonic()))
        code = child.poll() if held else None
    finally:
        child.kill()
        child.wait()
    return held[0] if held else None, code


def command_processor(command: str, seconds: float = 60) -> Program:
    """Return the program that a command line runs; raise `UsageError` if there is none in it."""
    words = shlex.split(command, posix=sys.platform != "win32")
    if not words:
        raise UsageError(say(zh="没有写命令", en="there is no command"))
    return Program(tuple(words), seconds)
