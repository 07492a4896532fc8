"""Libraries that reading a kind of document needs: imported when it is read, and asked for in one sentence."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from types import ModuleType

from govdisclosure.errors import ReadError, not_installed

_STDERR = 2
_ONE_AT_A_TIME = Lock()


def needed(module: str, extra: str) -> ModuleType:
    """Import a module; raise `ReadError` with the command that installs it if it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise ReadError(not_installed(error.name, extra)) from None


@contextmanager
def unheard() -> Generator[None]:
    """Send what is written to the standard error stream nowhere: Rust prints a panic there before it raises it.

    It is the stream of the whole process: what other threads write meanwhile is not seen either.
    """
    with _ONE_AT_A_TIME:
        try:
            stream = os.dup(_STDERR)
        except OSError:  # a program with windows only has no such stream
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        try:
            yield
        finally:
            os.dup2(stream, _STDERR)
            os.close(stream)
            os.close(nowhere)
