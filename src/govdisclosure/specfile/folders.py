"""The files of a folder that are named like formats, and the state of each: whether it was changed."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from govdisclosure.errors import UsageError
from govdisclosure.language import say

_MOST_FOLDERS = 500
"""Folders in one of formats: whoever names a whole disk is told so."""
_ID = re.compile(r"[a-z][a-z0-9_-]*(/[a-z0-9][a-z0-9_.-]*)+")
_JUST_NOW = 1_000_000_000
"""Nanoseconds after a change within which another one may bear the same time."""


class Candidate(NamedTuple):
    """A file that is named like a format: the id by which it would be found, and its state."""

    name: str
    path: Path
    state: tuple[int, ...]


def candidates_in(folder: Path) -> Iterator[Candidate]:
    """Yield every file of a folder that is named like a format; the folder is read again only if it was changed."""
    for number, within in enumerate(_folders_in(str(folder))):
        if number > _MOST_FOLDERS:
            raise UsageError(
                say(
                    zh=f"规格文件夹 {folder} 中的文件夹超过 {_MOST_FOLDERS} 个；请写明格式所在的文件夹。",
                    en=f"the folder of specs {folder} has more than {_MOST_FOLDERS} folders; name that of the formats",
                )
            )
        names = (_named(str(folder), within, file) for file in _listed(within, *_state(within)).files)
        yield from (Candidate(*found, _file_state(found[1])) for found in names if found)


@lru_cache(maxsize=1024)
def _named(folder: str, within: str, file: str) -> tuple[str, Path] | None:
    stem, suffix = os.path.splitext(file)  # noqa: PTH122 - quicker
    name = f"{within[len(folder) :]}/{stem}".replace(os.sep, "/").strip("/")
    return (name, Path(within, file)) if suffix in (".yaml", ".yml") and _ID.fullmatch(name) else None


def _folders_in(folder: str) -> Iterator[str]:
    """Yield a folder and all folders in it."""
    yield folder
    for name in _listed(folder, *_state(folder)).folders:
        yield from _folders_in(os.path.join(folder, name))  # noqa: PTH118 - quicker


class _Listed(NamedTuple):
    """What is in a folder, sorted by name."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


def _state(folder: str) -> tuple[int, int]:
    """Return when a folder was changed last; where that is so new that it may be changed again, the moment too."""
    try:
        changed = os.stat(folder).st_mtime_ns  # noqa: PTH116 - quicker
    except OSError:
        return 0, 0
    now = time.time_ns()
    return changed, now if now - changed < _JUST_NOW else 0


@lru_cache(maxsize=256)
def _listed(folder: str, _changed: int, _moment: int) -> _Listed:
    _, folders, files = next(os.walk(folder), (folder, [], []))
    real = (name for name in folders if not os.path.islink(os.path.join(folder, name)))  # noqa: PTH114, PTH118 - quicker
    return _Listed(tuple(sorted(real)), tuple(sorted(files)))


def _file_state(path: Path) -> tuple[int, ...]:
    """Return when a file or its permissions were changed, and its size; nothing of one that cannot be found."""
    try:
        status = os.stat(path)  # noqa: PTH116 - quicker
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size
