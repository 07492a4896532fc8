"""Documents read by processes of their own: one that crashes or hangs loses its document, and no other.

The operating system holds each document to limits of time and memory, where it can (POSIX).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Self, TypeVar

from attrs import define, field, frozen

from govdisclosure.language import current, say, using
from govdisclosure.panel.documents import UNREADABLE, Outcome, outcome
from govdisclosure.spec import Spec
from govdisclosure.specfile import using_folders

Task = TypeVar("Task")
"""What a document is called by the caller; it comes back with the outcome."""

_CONTEXT = multiprocessing.get_context("spawn")
_PATIENCE = 4
"""How many times its processor time a document may take by the clock: the machine may be busy."""


@frozen
class Bounds:
    """What one document may take: seconds of processor time and bytes of memory."""

    seconds: int = 60
    memory: int = 4_000_000_000


@frozen
class Setting:
    """What a worker needs to know: format, folders of formats, language, limits."""

    spec: str | Spec | None
    folders: tuple[Path, ...]
    bounds: Bounds
    language: str = field(factory=current)


def _work(pipe: Connection, setting: Setting) -> None:
    """Read documents until there are no more; runs in a process of its own."""
    limit_memory(setting.bounds)
    with using(setting.language), using_folders(setting.folders), contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            data = pipe.recv_bytes()
            limit_time(setting.bounds)
            pipe.send(outcome(data, setting.spec))


def limit_memory(bounds: Bounds) -> None:
    """Have the operating system refuse this process more memory, where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(bounds: Bounds) -> None:
    """Have the operating system end this process if the document takes too long, where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        until = int(usage.ru_utime + usage.ru_stime) + bounds.seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


@define(eq=False)
class _Worker:
    """A process, the pipe to it, and the document that it reads."""

    setting: Setting
    process: Any = None
    pipe: Any = None
    task: Any = None
    started: float = 0.0

    def give(self, task: Any, data: bytes) -> None:
        if self.process is None:
            self.pipe, other = _CONTEXT.Pipe()
            self.process = _CONTEXT.Process(target=_work, args=(other, self.setting), daemon=True)
            self.process.start()
            other.close()
        assert self.pipe is not None
        self.task, self.started = task, time.monotonic()
        with contextlib.suppress(OSError):  # a worker that is gone is found out when its answer is waited for
            self.pipe.send_bytes(data)

    def is_late(self) -> bool:
        return time.monotonic() - self.started > _PATIENCE * self.setting.bounds.seconds

    def answer(self) -> Outcome:
        """Return the outcome; a worker that crashed, or was ended for taking too long, is replaced by a new one."""
        assert self.pipe is not None
        try:
            if self.pipe.poll(0):
                found = self.pipe.recv()
                assert isinstance(found, Outcome)
                return found
        except (EOFError, OSError):
            pass
        self.end()
        return Outcome(UNREADABLE, self._reason())

    def _reason(self) -> str:
        seconds, gigabytes = self.setting.bounds.seconds, self.setting.bounds.memory / 1e9
        if time.monotonic() - self.started >= seconds:
            return say(zh=f"读取超过 {seconds} 秒，已中止。", en=f"reading it took more than {seconds} seconds")
        return say(
            zh=f"读取时进程崩溃（内存上限 {gigabytes:g} GB）。",
            en=f"the reader crashed (it has up to {gigabytes:g} GB of memory)",
        )

    def end(self) -> None:
        """End the process."""
        if self.process is not None:
            if self.pipe is not None:
                self.pipe.close()
            self.process.kill()
            self.process.join()
            self.process = self.pipe = None


@define(eq=False)
class Pool:
    """Some workers; documents are given in order, and their outcomes come as they are ready."""

    setting: Setting
    jobs: int
    workers: list[_Worker] = field(factory=list)

    def __enter__(self) -> Self:
        """Make the workers; their processes start with the first documents."""
        self.workers = [_Worker(self.setting) for _ in range(self.jobs)]
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end()

    def read(self, documents: Iterator[tuple[Task, bytes | Outcome]]) -> Iterator[tuple[Task, Outcome]]:
        """Yield the outcome of every document with its task; no more of them are held than there are workers.

        What has an outcome already is passed on.
        """
        for task, data in documents:
            if isinstance(data, Outcome):
                yield task, data
                continue
            yield from self._ready(len(self.workers) - 1)
            next(worker for worker in self.workers if worker.task is None).give(task, data)
        yield from self._ready(0)

    def _ready(self, most: int) -> Iterator[tuple[Any, Outcome]]:
        """Wait until at most so many workers are busy, and yield what they found."""
        while len(busy := [worker for worker in self.workers if worker.task is not None]) > most:
            for worker in self._answering(busy):
                task, worker.task = worker.task, None
                yield task, worker.answer()

    def _answering(self, busy: Sequence[_Worker]) -> list[_Worker]:
        ready = wait([worker.pipe for worker in busy if worker.pipe], timeout=1)
        return [worker for worker in busy if worker.pipe in ready or worker.is_late()]
