"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from govdisclosure.errors import UsageError
from govdisclosure.language import say


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
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(say(zh=f"不能写入 {path}：{reason}。", en=f"cannot write {path}: {reason}")) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
