"""Readers of documents that other packages bring along, registered under an entry point."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, runtime_checkable

from govdisclosure.errors import ReadError
from govdisclosure.grid import Document
from govdisclosure.language import say
from govdisclosure.plugins import offered, warn

ENTRY_POINTS = "govdisclosure.readers"
"""The group of entry points: each names a class that is a `DocumentReader`."""


@runtime_checkable
class DocumentReader(Protocol):
    """A reader of one kind of document; a class of it is made without arguments, once."""

    def claims(self, data: bytes) -> bool:
        """Whether the bytes of a document are of the reader's kind: told by their content, and quickly."""
        ...

    def read(self, data: bytes) -> Document:
        """Return the paragraphs and tables of a document; raise `ReadError` if it cannot be read."""
        ...


def custom_readers() -> tuple[Callable[[bytes], Document | None], ...]:
    """Return a function for every reader that installed packages offer; it gives None for what is not its kind.

    A reader that cannot be loaded is one warning; one that fails while it reads is a `ReadError` that names it.
    """
    return tuple(_reading(name, reader) for name, reader in _readers())


@lru_cache(maxsize=1)
def _readers() -> tuple[tuple[str, DocumentReader], ...]:
    found = []
    for name, thing in offered(ENTRY_POINTS):
        try:
            reader = thing() if isinstance(thing, type) else thing
        except (Exception, SystemExit) as error:  # noqa: BLE001 - another package's code may fail in any way
            warn(name, error)
            continue
        if isinstance(reader, DocumentReader):
            found.append((name, reader))
        else:
            warn(name, TypeError("it has no methods `claims` and `read`"))
    return tuple(found)


def _reading(name: str, reader: DocumentReader) -> Callable[[bytes], Document | None]:
    def read(data: bytes) -> Document | None:
        try:
            return reader.read(data) if reader.claims(data) else None
        except ReadError:
            raise
        except (Exception, SystemExit) as error:
            raise ReadError(
                say(
                    zh=f"插件 {name} 读这个文件时出错：{type(error).__name__}: {error}",
                    en=f"the plug-in {name} failed on this document: {type(error).__name__}: {error}",
                )
            ) from error

    return read
