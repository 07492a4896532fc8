"""The folder of a panel: opened by one writer at a time, and by any number of readers."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from attrs import asdict, evolve

from govdisclosure.errors import UsageError
from govdisclosure.files import reason
from govdisclosure.language import say
from govdisclosure.panel.places import is_panel
from govdisclosure.panel.tables import digests_in, parts, unsaid
from govdisclosure.spec import Spec
from govdisclosure.specfile import find_spec

_LOCK = ".lock"


@contextmanager
def locked(folder: str | os.PathLike[str], *, create: bool = False) -> Iterator[Path]:
    """Hold a panel for writing; raise `UsageError` if it cannot be made, or while another process writes it.

    The lock is the operating system's, so that a process that was killed leaves none behind.
    """
    path = Path(folder)
    try:
        if create:
            path.mkdir(parents=True, exist_ok=True)
        file = (path / _LOCK).open("a+")  # a pipe of that name is refused, and not waited for
    except OSError as error:
        why = reason(error)
        raise UsageError(say(zh=f"不能写入 {path}：{why}。", en=f"cannot write {path}: {why}")) from None
    with file:
        try:
            _lock(file.fileno())
        except OSError:
            raise UsageError(
                say(zh=f"另一个程序正在写 {path}，请等它结束。", en=f"another process is writing {path}; wait for it")
            ) from None
        yield path


def _lock(descriptor: int) -> None:
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]


def must_be_panel(path: str | os.PathLike[str]) -> Path:
    """Return the folder of a panel; raise `UsageError` for any other place."""
    if not is_panel(path):
        raise UsageError(
            say(
                zh=f"{path} 不是 govdisclosure collect 建立的文件夹（没有 files/ 表）。",
                en=f"{path} was not made by govdisclosure collect: it has no table files/",
            )
        )
    return Path(path)


def stamp(formats: Mapping[str, Spec], **more: str) -> dict[str, str]:
    """Return what tables say of their making: the version of this library, and a digest of every format it knew."""
    specs = {name: digest(spec) for name, spec in formats.items()}
    return {"govdisclosure": version("govdisclosure"), "specs": json.dumps(specs, sort_keys=True), **more}


@lru_cache(maxsize=64)
def digest(spec: Spec) -> str:
    """Return a digest of all that a format says, wherever its file is."""
    # Not the format's own `repr`, which is short.
    return hashlib.sha256(repr(asdict(evolve(spec, origin=""))).encode()).hexdigest()[:16]


def known_specs(panel: Path) -> dict[str, Spec]:
    """Return the formats of a panel by their ids.

    Raises `UsageError` if one of them says something else by now, `ReadError` if the panel does not say what they were.
    """
    file = parts(panel / "files")[0]
    folders = {path.name for path in (panel / "wide").iterdir()} if (panel / "wide").is_dir() else set()
    said = {name: known for name, known in digests_in(file).items() if name.replace("/", "-") in folders}
    if len(said) < len(folders):
        raise unsaid(file)
    for name, known in said.items():
        if digest(find_spec(name)) != known:
            raise UsageError(
                say(
                    zh=f"格式 {name} 已与建立 {panel} 时不同，请重新运行 collect。",
                    en=f"the format {name} is not what it was when {panel} was made; run collect again",
                )
            )
    return {name: find_spec(name) for name in said}
