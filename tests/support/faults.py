"""Faults of the machine put in one after the other: python -m tests.support.faults counts those that were survived.

A command is run once to see what it does to the disk; then once for each of these steps, which fails with an error of
the system, or at which the process is killed. Survived is a fault after which the output is as it was before or whole,
nothing else is left (but the hidden file of a process that was killed), and which is one sentence with its exit code.
"""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

import govdisclosure as gd
from govdisclosure.cli import run
from tests.support.collections import tables_of

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "examples" / "report-2024-broken.txt"
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)
STEPS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate")
OLD = b"what was there before"
WRITING: tuple[tuple[str, ...], ...] = (
    ("write", "r.txt", "out.docx", "--force"),
    ("write", "r.txt", "out.xlsx", "--force"),
    ("write", "r.txt", "out.html", "--force"),
    ("read", "r.txt", "-o", "out.json"),
    ("check", "r.txt", "--format", "xlsx", "-o", "out.xlsx"),
    ("check", "r.txt", "--format", "html", "-o", "out.html"),
    ("check", "r.txt", "-q", "--annotate", "out.txt", "--force"),
    ("blank", "cn/2021", "out.docx", "--force"),
    ("spec", "rules", "cn/2021", "-o", "out.csv"),
)
"""Commands that write one file, the one whose name begins with `out`."""
READING: tuple[tuple[str, ...], ...] = (
    ("check", "r.txt"),
    ("check", "r.txt", "--format", "json"),
    ("check", "r.txt", "--format", "sarif"),
    ("read", "r.txt"),
    ("locate", "r.txt"),
    ("spec", "show", "cn/2021"),
)
CLOCKS = {"1970": 0, "1979": 300_000_000, "2107": 4_354_000_000, "2200": 7_258_118_400}
LANGUAGES = ("C", "POSIX", "C.utf8", "zh_CN.GB18030", "zh_CN.GBK")
ENCODINGS = ("ascii", "cp936", "gb18030", "latin-1", "utf-8")

Prepare = Callable[[], None]


@frozen
class Ended:
    """How a command ended: its exit code (None if it was killed), and what it printed."""

    code: int | None
    out: bytes
    err: bytes

    @property
    def is_said(self) -> bool:
        """Whether it ended in an answer, or in one sentence and the code of an error."""
        lines = self.err.decode("utf-8", "replace").strip().splitlines()
        return self.code in (0, 1) or (self.code in (2, 3) and len(lines) == 1 and "internal error" not in lines[0])


class Tried(NamedTuple):
    """A fault that was put in: its kind, whether it was survived, and what was done and came of it."""

    kind: str
    is_survived: bool
    what: str = ""


def in_child(arguments: Sequence[str], folder: Path, prepare: Prepare = lambda: None) -> Ended:
    """Run a command in a child process, which is prepared before."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        if not (child := os.fork()):
            code = 99
            with contextlib.suppress(Exception):
                os.chdir(folder)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
                sys.stdout = open(1, "w", encoding=encoding, errors="replace", closefd=False)  # noqa: SIM115
                sys.stderr = open(2, "w", encoding=encoding, errors="replace", closefd=False)  # noqa: SIM115
                prepare()
                code = run(["--lang", "en", *arguments])
                sys.stderr.flush()
                sys.stdout.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        ended = os.waitstatus_to_exitcode(status)
        return Ended(None if ended < 0 else ended, out.read(), err.read())


def _is_step(event: str, details: tuple[object, ...]) -> bool:
    if event == "open":
        flags = details[2]
        return (
            isinstance(flags, int)
            and bool(flags & (os.O_WRONLY | os.O_RDWR))
            and isinstance(details[0], str | bytes)
            and details[0] != os.devnull
        )
    return event in STEPS


def at_step(number: int, act: Callable[[], None]) -> Prepare:
    """Return what lets something happen at a step on the disk."""
    seen = 0

    def watch(event: str, details: tuple[object, ...]) -> None:
        nonlocal seen
        if _is_step(event, details):
            seen += 1
            if seen == number:
                act()

    return lambda: sys.addaudithook(watch)


def _fail(code: int) -> Callable[[], None]:
    def act() -> None:
        raise OSError(code, os.strerror(code))

    return act


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def steps_of(arguments: Sequence[str], folder: Path) -> int:
    """Return how many steps a command takes on the disk."""
    reader, writer = os.pipe()

    def watch(event: str, details: tuple[object, ...]) -> None:
        if _is_step(event, details):
            os.write(writer, b".")

    in_child(arguments, folder, lambda: sys.addaudithook(watch))
    os.close(writer)
    with os.fdopen(reader, "rb") as steps:
        return len(steps.read())


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(BROKEN, Path(name, "r.txt"))
        yield Path(name)


def _is_whole(folder: Path, target: str, right: bytes, *, killed: bool) -> bool:
    """Whether a file is as it was before or as it should be, and nothing else stands there."""
    others = {path.name for path in folder.iterdir()} - {"r.txt", target}
    hidden = {name for name in others if name.startswith(f".{target}")}
    return (folder / target).read_bytes() in (OLD, right) and not (others - hidden if killed else others)


def written(commands: Sequence[Sequence[str]] = WRITING, errors: Sequence[int] = ERRORS) -> Iterator[Tried]:
    """Yield each fault put into commands that write a file."""
    for arguments in commands:
        target = _target(arguments)
        with _folder() as folder:
            (folder / target).write_bytes(OLD)
            number = steps_of(arguments, folder)
            right = (folder / target).read_bytes()
        for step in range(1, number + 1):
            for code in errors:
                yield _tried(errno.errorcode[code], arguments, right, at_step(step, _fail(code)))
            yield _tried("killed", arguments, right, at_step(step, _die))
        for size in (400, 1000, len(right) // 2, len(right) - 1):  # the sentence needs some room itself
            yield _tried("disk full", arguments, right, _with_room_for(size))
        for seconds in CLOCKS.values():
            yield _tried("clock", arguments, right, _at_time(seconds))
        yield Tried("two processes", _at_once(arguments, right), " ".join(arguments))
        yield Tried("eight threads", _in_threads(arguments, right), " ".join(arguments))


def _target(arguments: Sequence[str]) -> str:
    return next(word for word in arguments if word.startswith("out"))


def _tried(kind: str, arguments: Sequence[str], right: bytes, prepare: Prepare) -> Tried:
    target, killed = _target(arguments), kind == "killed"
    with _folder() as folder:
        (folder / target).write_bytes(OLD)
        ended = in_child(arguments, folder, prepare)
        survived = (killed or ended.is_said) and _is_whole(folder, target, right, killed=killed)
        left = sorted(path.name for path in folder.iterdir())
        return Tried(kind, survived, f"{' '.join(arguments)}: {ended}, {left}")


def _with_room_for(size: int) -> Prepare:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _at_time(seconds: int) -> Prepare:
    return lambda: setattr(time, "time", lambda: float(seconds))


def _under(name: str, value: str) -> Prepare:
    return lambda: os.environ.update({name: value})


def _out_of_room() -> None:
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def _at_once(arguments: Sequence[str], right: bytes) -> bool:
    target = _target(arguments)
    with _folder() as folder:
        (folder / target).write_bytes(OLD)
        found: list[Ended] = []
        both = [threading.Thread(target=lambda: found.append(in_child(arguments, folder))) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        return all(ended.is_said for ended in found) and (folder / target).read_bytes() == right


def _in_threads(arguments: Sequence[str], right: bytes) -> bool:
    """Whether eight threads that do the same at once write the same."""
    target = _target(arguments)
    with _folder() as folder:

        def prepare() -> None:
            def one(number: int) -> None:
                (folder / f"{number}-{target}").write_bytes(OLD)
                words = [f"{number}-{word}" if word == target else word for word in arguments]
                run(["--lang", "en", *words])

            threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        in_child(("spec", "list"), folder, prepare)
        return all((folder / f"{number}-{target}").read_bytes() == right for number in range(8))


def printed(commands: Sequence[Sequence[str]] = READING) -> Iterator[Tried]:
    """Yield whether commands that print say what they say elsewhere, in every locale and on every kind of console."""
    for arguments in commands:
        with _folder() as folder:
            right = in_child(arguments, folder)
            for name, values in (("LC_ALL", LANGUAGES), ("PYTHONIOENCODING", ENCODINGS)):
                for value in values:
                    ended = in_child(arguments, folder, _under(name, value))
                    same = ended.is_said and (ended.code, len(ended.err)) == (right.code, len(right.err))
                    yield Tried("locale", same, f"{' '.join(arguments)}: {value}, {ended}")
            for seconds in CLOCKS.values():
                ended = in_child(arguments, folder, _at_time(seconds))
                yield Tried("clock", ended == right, f"{' '.join(arguments)}: {seconds}, {ended}")
            full = in_child(arguments, folder, _out_of_room)
            yield Tried("disk full", full.is_said and full.code not in (0, 1), f"{' '.join(arguments)}: {full}")


def collected() -> Iterator[Tried]:
    """Yield whether a collection disturbed at each step goes on to the tables of one that nothing disturbed."""
    command = ("collect", "r.txt", "-o", "panel", "--jobs", "1")
    with _folder() as folder:
        number = steps_of(command, folder)
        right = tables_of(folder / "panel")
    for step in range(1, number + 1):
        for name, act in (("ENOSPC", _fail(errno.ENOSPC)), ("killed", _die)):
            with _folder() as folder:
                ended = in_child(command, folder, at_step(step, act))
                again = in_child(command, folder)
                said = act is _die or ended.is_said
                whole = said and again.code == 0 and tables_of(folder / "panel") == right
                yield Tried(name, whole, f"collect at step {step}: {ended}, {again}")
    with _folder() as folder:
        found: list[Ended] = []
        both = [threading.Thread(target=lambda: found.append(in_child(command, folder))) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        whole = all(ended.is_said for ended in found) and tables_of(folder / "panel") == right
        yield Tried("two processes", whole, f"collect: {found}")


def main() -> None:
    """Count the faults put in and those survived, by kind."""
    gd.read(BROKEN)
    injected: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    for source in (written(), printed(), collected()):
        for kind, is_survived, what in source:
            injected[kind] += 1
            survived[kind] += is_survived
            if not is_survived:
                sys.stdout.write(f"not survived: {kind}, {what}\n")
    for kind in sorted(injected):
        sys.stdout.write(f"{kind:15} {survived[kind]:4} of {injected[kind]:4} survived\n")
    sys.stdout.write(f"{'together':15} {survived.total():4} of {injected.total():4} survived\n")


if __name__ == "__main__":
    main()
