"""Files, opened in one way and written in one way: read up to a limit, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from govdisclosure.errors import Fault, ReadError, UsageError
from govdisclosure.language import say


def read_file(path: str | os.PathLike[str], most: int) -> bytes:
    """Return the bytes of a file, of a device or pipe too; `-` is the standard input.

    Raises `ReadError`, which names the file, if it cannot be opened or has more than `most` bytes; no more are read.
    """
    name = os.fspath(path)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(Fault(say(zh=f"不能打开：{reason}。", en=f"cannot be opened: {reason}"), file=name)) from None
    return bounded(data, most, name)


def bounded(data: bytes, most: int, name: str = "") -> bytes:
    """Return data as it is; raise `ReadError` if it has more than `most` bytes."""
    if len(data) > most:
        size = f"{most / 1_000_000:.12g}"
        message = say(zh=f"文件超过 {size} MB，不读。", en=f"the file is larger than {size} MB and is not read")
        raise ReadError(Fault(message, file=name))
    return data


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file beside its place and move it there; raise `UsageError` if that cannot be done.

    The file gets the permissions that a newly made file has, or keeps those of the one it replaces. What a link points
    to is replaced, not the link; a device or a pipe is written to, never replaced.
    """
    target = Path(path)
    try:
        target = target.resolve()
        if target.exists() and not (target.is_file() or target.is_dir()):
            target.write_bytes(data)
            return
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except (OSError, ValueError, RuntimeError) as error:  # a circle of links is a RuntimeError before Python 3.13
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(say(zh=f"不能写入 {path}：{reason}。", en=f"cannot write {path}: {reason}")) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
