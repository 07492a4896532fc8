"""Libraries that reading a kind of document needs: imported when it is read, and asked for in one sentence."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from govdisclosure.errors import ReadError, not_installed


def needed(module: str, extra: str) -> ModuleType:
    """Import a module; raise `ReadError` with the command that installs it if it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise ReadError(not_installed(error.name, extra)) from None
