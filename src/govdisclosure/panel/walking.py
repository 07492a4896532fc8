"""The inputs of a collection: files, members of zip archives, and pages of web archives (WARC)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from attrs import frozen

from govdisclosure.errors import ReadError
from govdisclosure.files import limits
from govdisclosure.inputs import Input, inputs
from govdisclosure.language import say
from govdisclosure.report import frame_library

_WARC = (".warc", ".warc.gz")
_AT_ONCE = 1_000_000
"""Bytes of a page that are unpacked in one step."""
_NO_DOCUMENT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")


@frozen
class Source:
    """One input: its stable name, when it was changed last (ISO 8601, as far as is known), and how to read it.

    The name is the path, relative to the current folder if it is inside, and behind `!` the member of an archive.
    """

    file: str
    modified: str
    read: Callable[[], bytes]


def sources(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Source]:
    """Yield every input in a fixed order, each name once."""
    names = [os.fspath(path) for path in paths]
    archives = list(_web_archives(names))
    # A folder stands for itself only where there is nothing in it.
    others = (found for found in inputs(names) if not (archives and Path(found.path).is_dir()))
    seen: set[str] = set()
    for source in map(_of_input, (*others, *archives)):
        if source.file not in seen:
            seen.add(source.file)
            yield from _pages(source) if source.file.lower().endswith(_WARC) else (source,)


def number_of(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """Return how many inputs there are; None where a web archive would have to be read through to know it."""
    names = [os.fspath(path) for path in paths]
    known = list(inputs(names))
    archives = [*_web_archives(names), *(found for found in known if found.path.lower().endswith(_WARC))]
    return None if archives else len(known)


def stable_name(path: str) -> str:
    """Return a path as the name of a file in a panel."""
    folder, name = os.path.split(Path(path))
    return _stable_folder(folder, str(Path.cwd())) + name


@lru_cache(maxsize=64)
def _stable_folder(folder: str, here: str) -> str:
    """Return how the names of all that is in a folder begin."""
    there = Path(here, folder)
    name = (there.relative_to(here) if there.is_relative_to(here) else there).as_posix()
    return "" if name == "." else f"{name.rstrip('/')}/"


def _of_input(found: Input) -> Source:
    name = stable_name(found.path)
    return Source(
        f"{name}!{found.name[len(found.path) + 1 :]}" if found.member else name, _changed(found.path), found.read
    )


def _changed(path: str) -> str:
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(Path(path).stat().st_mtime, UTC).isoformat()
    except (OSError, ValueError):
        return ""


def _web_archives(names: Iterable[str]) -> Iterator[Input]:
    """Yield the web archives inside folders, which only a collection opens."""
    for name in names:
        for path in sorted(Path(name).rglob("*.warc*")) if Path(name).is_dir() else ():
            if path.name.lower().endswith(_WARC):
                yield Input(str(path))


def _pages(archive: Source) -> Iterator[Source]:
    """Yield the documents of a web archive; a damaged one is itself an input that cannot be read."""
    try:
        yield from _responses(archive.file)
    except Exception as error:  # noqa: BLE001 - whatever warcio says of a damaged archive
        reason = str(error).partition("\n")[0][:200]
        message = say(zh=f"网页存档不完整或已损坏：{reason}", en=f"the web archive is truncated or damaged: {reason}")

        def refuse() -> bytes:
            raise ReadError(message)

        yield Source(archive.file, archive.modified, refuse)


def _responses(path: str) -> Iterator[Source]:
    iterator = frame_library("warcio.archiveiterator").ArchiveIterator
    times: dict[str, int] = {}
    with Path(path).open("rb") as stream:
        for record in iterator(stream):
            if record.rec_type not in ("response", "resource"):
                continue
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
            if status != "200" or kind.lower().startswith(_NO_DOCUMENT):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            times[address] = times.get(address, 0) + 1
            again = f"#{times[address]}" if times[address] > 1 else ""
            when = record.rec_headers.get_header("WARC-Date") or ""
            # Read at once: the stream goes on with the next record.
            page = partial(_unpacked, record.content_stream())
            yield Source(f"{stable_name(path)}!{address}{again}", when, page)


def _unpacked(page: Any) -> bytes:
    """Return a page of a web archive, and of one that is too large no more than shows that it is."""
    left, parts = limits().bytes + 1, []
    while left > 0 and (part := page.read(min(left, _AT_ONCE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
