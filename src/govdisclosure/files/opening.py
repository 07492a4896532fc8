"""Files, opened in one way and written in one way: read up to a limit, written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from pathlib import Path
from typing import IO, BinaryIO

from govdisclosure.errors import Fault, ReadError, UsageError
from govdisclosure.language import Words, say

_AT_ONCE = 1_000_000
"""Bytes that are unpacked in one step."""
_PATIENCE = 10
"""Seconds for which the first byte of a pipe is waited for."""
_REASONS = {
    "ENOENT": Words("没有这个文件或文件夹", "No such file or directory"),
    "EACCES": Words("没有权限，或者文件正被其他程序打开", "Permission denied, or another program has the file open"),
    "EPERM": Words("不允许这样操作", "Operation not permitted"),
    "EROFS": Words("磁盘是只读的", "Read-only file system"),
    "ENOSPC": Words("磁盘已满", "No space left on device"),
    "EDQUOT": Words("磁盘配额已用完", "Disk quota exceeded"),
    "EFBIG": Words("文件过大", "File too large"),
    "EISDIR": Words("这是文件夹", "Is a directory"),
    "ENOTDIR": Words("路径中有一段不是文件夹", "Not a directory"),
    "EEXIST": Words("已经存在", "File exists"),
    "ENAMETOOLONG": Words("文件名过长", "File name too long"),
    "ELOOP": Words("链接相互指向，没有尽头", "Too many levels of symbolic links"),
    "EBUSY": Words("另一个程序正在使用", "Device or resource busy"),
    "ETXTBSY": Words("另一个程序正在使用", "Text file busy"),
    "EMFILE": Words("打开的文件过多", "Too many open files"),
    "ENXIO": Words("设备不存在", "No such device or address"),
    "EIO": Words("磁盘读写出错", "Input/output error"),
    "ETIMEDOUT": Words("这是管道，没有程序往里写", "it is a pipe, and nobody writes into it"),
    "EINVAL": Words("文件名或操作不合规定", "Invalid argument"),
}


def reason(error: Exception) -> str:
    """Return why the operating system refused, in the current language; its own words where that is not known.

    >>> from govdisclosure.language import using
    >>> with using("zh"):
    ...     reason(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    '没有这个文件或文件夹'
    """
    known = _REASONS.get(errno.errorcode.get(getattr(error, "errno", None) or 0, ""))
    return str(known or getattr(error, "strerror", None) or error)


def read_file(path: str | os.PathLike[str], most: int) -> bytes:
    """Return the bytes of a file, of a device or pipe too; `-` is the standard input.

    Raises `ReadError`, which names the file, if it cannot be opened or has more than `most` bytes; no more are read.
    """
    name = os.fspath(path)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        else:
            with _opened(name) as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = reason(error)
        raise ReadError(Fault(say(zh=f"不能打开：{why}。", en=f"cannot be opened: {why}"), file=name)) from None
    return bounded(data, most, name)


def _opened(name: str) -> BinaryIO:
    """Open a file; a pipe into which nobody writes is not waited for without end."""
    path = Path(name)
    if not path.is_fifo():
        return path.open("rb")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    file = os.fdopen(descriptor, "rb")
    if not select.select([file], [], [], _PATIENCE)[0]:
        file.close()
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    os.set_blocking(descriptor, True)
    return file


def read_stream(stream: IO[bytes], most: int, begin: bytes = b"") -> bytes:
    """Return what a stream holds behind its beginning, of more than `most` bytes the first and one more.

    What is unpacked is never twice in memory.

    >>> read_stream(io.BytesIO(b"345"), 3, b"12")
    b'1234'
    """
    held = io.BytesIO()
    held.write(begin)
    while held.tell() <= most and (part := stream.read(min(_AT_ONCE, most + 1 - held.tell()))):
        held.write(part)
    return held.getvalue()


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
    import tempfile  # late: most of what runs writes no file

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
        why = reason(error)
        raise UsageError(say(zh=f"不能写入 {path}：{why}。", en=f"cannot write {path}: {why}")) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
