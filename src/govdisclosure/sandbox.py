"""Work on documents done by processes of their own: one that crashes or hangs loses its document, and no other.

The operating system holds each document to limits of processor time and memory where it has them (POSIX; macOS may
grant more memory). Elsewhere, as on Windows, only the clock limits it: a process that is late is ended.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any, Generic, Self, TypeVar

from attrs import define, field, frozen

from govdisclosure.errors import UsageError
from govdisclosure.files import Limits, limits, using_limits
from govdisclosure.language import current, say, using

Task = TypeVar("Task")
"""What a document is called by the caller; it comes back with what was made of it."""
Made = TypeVar("Made")
"""What the work makes of a document."""

_CONTEXT = multiprocessing.get_context("spawn")
_PATIENCE = 4
"""How many times its processor time a document may take by the clock: the machine may be busy."""

_LAST_WORDS = 5
"""Seconds that a process which has closed its pipe may take to end."""
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 1_000_000)
"""The exit code of a process that the operating system ended as it took too long; where it does so, that is."""


@frozen
class Bounds:
    """What one document may take: seconds of processor time and bytes of memory."""

    seconds: int = 60
    memory: int = 4_000_000_000


@frozen
class Ended:
    """What became of a document whose process did not come to an end of its own, in words."""

    reason: str


@frozen
class Setting(Generic[Made]):
    """What a worker needs to know: what to do with the bytes of a document, and what holds in the process that asks."""

    work: Callable[[bytes], Made]
    """A function of a module, or an object made of what can be sent to another process."""
    bounds: Bounds = field(factory=Bounds)
    language: str = field(factory=current)
    limits: Limits = field(factory=limits)


def _work(pipe: Connection, setting: Setting[Any]) -> None:
    """Take documents until there are no more; runs in a process of its own."""
    _limit_memory(setting.bounds)
    with using(setting.language), using_limits(setting.limits), contextlib.suppress(EOFError, BrokenPipeError):
        _work_once(pipe, setting)
        gc.freeze()  # what is loaded by now stays to the end, and need not be searched for garbage again
        while True:
            _work_once(pipe, setting)


def _work_once(pipe: Connection, setting: Setting[Any]) -> None:
    data = pipe.recv_bytes()
    _limit_time(setting.bounds)
    pipe.send(setting.work(data))


@contextlib.contextmanager
def _without_script() -> Iterator[None]:
    """Have a process start without running the caller's script once more, which would start others in turn.

    Nothing in that script is needed, so it works without `if __name__ == "__main__":` too.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _limit_memory(bounds: Bounds) -> None:
    """Have the operating system refuse this process more memory, where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(bounds: Bounds) -> None:
    """Have the operating system end this process if the document takes too long, where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        until = int(usage.ru_utime + usage.ru_stime) + bounds.seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


@define(eq=False)
class _Worker:
    """A process, the pipe to it, and the document that it reads."""

    setting: Setting[Any]
    process: Any = None
    pipe: Any = None
    task: Any = None
    started: float = 0.0

    def give(self, task: Any, data: bytes) -> None:
        if self.process is None:
            self.pipe, other = _CONTEXT.Pipe()
            process = _CONTEXT.Process(target=_work, args=(other, self.setting), daemon=True)
            try:
                with _without_script():
                    process.start()
            except OSError as error:
                why = error.strerror or error
                message = say(
                    zh=f"不能启动读取文件的进程：{why}。", en=f"no process to read with can be started: {why}"
                )
                raise UsageError(message) from None
            self.process = process
            other.close()
        assert self.pipe is not None
        self.task, self.started = task, time.monotonic()
        with contextlib.suppress(OSError):  # a worker that is gone is found out when its answer is waited for
            self.pipe.send_bytes(data)

    def is_late(self) -> bool:
        return time.monotonic() - self.started > _PATIENCE * self.setting.bounds.seconds

    def answer(self) -> Any:
        """Return what was made; a worker that crashed, or was ended for taking too long, is replaced by a new one."""
        assert self.pipe is not None
        try:
            if not self.is_late() or self.pipe.poll(0):  # one that is not late has answered, or is gone
                return self.pipe.recv()
        except (EOFError, OSError):
            pass
        reason = self._reason()
        self.end()
        return Ended(reason)

    def _reason(self) -> str:
        seconds, gigabytes = self.setting.bounds.seconds, self.setting.bounds.memory / 1e9
        if self.is_late() or self._exit_code() == _OUT_OF_TIME:
            return say(zh=f"读取超过 {seconds} 秒，已中止。", en=f"reading it took more than {seconds} seconds")
        return say(
            zh=f"读取时进程崩溃（内存上限 {gigabytes:g} GB）。",
            en=f"the reader crashed (it has up to {gigabytes:g} GB of memory)",
        )

    def _exit_code(self) -> int | None:
        self.process.join(_LAST_WORDS)
        code: int | None = self.process.exitcode
        return code

    def end(self) -> None:
        """End the process."""
        if self.process is not None:
            self.pipe.close()
            self.process.kill()
            self.process.join()
            self.process = self.pipe = None


@define(eq=False)
class Pool(Generic[Made]):
    """Some workers; documents are given in order, and what is made of them comes as it is ready."""

    setting: Setting[Made]
    jobs: int = 1
    workers: list[_Worker] = field(factory=list)

    def __enter__(self) -> Self:
        """Make the workers; their processes start with the first documents."""
        self.workers = [_Worker(self.setting) for _ in range(self.jobs)]
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end()

    def one(self, data: bytes) -> Made | Ended:
        """Return what is made of one document."""
        ((_, made),) = self.each(iter([("", data)]))
        return made

    def each(self, documents: Iterator[tuple[Task, bytes | Made]]) -> Iterator[tuple[Task, Made | Ended]]:
        """Yield what is made of every document with its task; no more of them are held than there are workers.

        What is made already is passed on.
        """
        for task, data in documents:
            if not isinstance(data, bytes):
                yield task, data
                continue
            yield from self._ready(len(self.workers) - 1)
            next(worker for worker in self.workers if worker.task is None).give(task, data)
        yield from self._ready(0)

    def _ready(self, most: int) -> Iterator[tuple[Any, Any]]:
        """Wait until at most so many workers are busy, and yield what they found."""
        while len(busy := [worker for worker in self.workers if worker.task is not None]) > most:
            for worker in self._answering(busy):
                task, worker.task = worker.task, None
                yield task, worker.answer()

    def _answering(self, busy: Sequence[_Worker]) -> list[_Worker]:
        ready = wait([worker.pipe for worker in busy if worker.pipe], timeout=1)
        return [worker for worker in busy if worker.pipe in ready or worker.is_late()]
