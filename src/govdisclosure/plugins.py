"""What installed packages offer under an entry point; a broken package is one warning, and everything else works."""

from __future__ import annotations

import os
import sys
import warnings
from functools import lru_cache
from pathlib import Path

from govdisclosure.errors import FormatWarning
from govdisclosure.language import say


@lru_cache(maxsize=8)
def offered(group: str) -> tuple[tuple[str, object], ...]:
    """Return name and object of everything that installed packages offer under a group of entry points, by name."""
    if not _anybody_offers(group):
        return ()
    from importlib.metadata import entry_points

    found: list[tuple[str, object]] = []
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            found.append((point.name, point.load()))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - another package's code may fail in any way
            warn(point.name, error)
    return tuple(found)


def warn(name: str, error: BaseException) -> None:
    """Say that what a package offers cannot be used."""
    message = say(zh=f"插件 {name} 不能用：{error}", en=f"the plug-in {name} cannot be used: {error}")
    warnings.warn(message, FormatWarning, stacklevel=3)


def _anybody_offers(group: str) -> bool:
    """Whether any installed package names the group.

    That is a few small files to read, where `importlib.metadata` costs more than reading a report does.
    """
    section = f"[{group}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = [entry.name for entry in os.scandir(folder or ".") if entry.name.endswith("-info")]
        except OSError:
            continue
        for name in names:
            try:
                if section in Path(folder, name, "entry_points.txt").read_bytes():
                    return True
            except OSError:
                continue
    return False
