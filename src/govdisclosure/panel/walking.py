"""The inputs of a collection: files, members of zip archives, and pages of web archives (WARC)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Any

from attrs import define, frozen

from govdisclosure import documents  # its names are imported when they are first used
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits
from govdisclosure.inputs import Input, inputs
from govdisclosure.language import say
from govdisclosure.report import frame_library

_WARC = (".warc", ".warc.gz")
_AT_ONCE = 1_000_000
"""Bytes of a record that are passed over in one step."""
_PACKED = 20
"""To how many times its size what is no bomb unpacks."""
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
                yield Input(str(path), named=False)


def _pages(archive: Source) -> Iterator[Source]:
    """Yield the documents of a web archive; a damaged one is itself an input that cannot be read."""
    if not os.path.isfile(archive.file):  # noqa: PTH113 - that of `Path` may raise
        yield archive  # reading it says what is wrong
        return
    try:
        yield from _responses(archive.file)
    except ReadError as error:
        yield _refused(archive, str(error))
    except Exception as error:  # noqa: BLE001 - whatever warcio says of a damaged archive
        reason = str(error).partition("\n")[0][:200]
        message = say(zh=f"网页存档不完整或已损坏：{reason}", en=f"the web archive is truncated or damaged: {reason}")
        yield _refused(archive, message)


def _refused(archive: Source, message: str) -> Source:
    """Return a web archive as an input that cannot be read, or not to its end."""

    def refuse() -> bytes:
        raise ReadError(message)

    return Source(archive.file, archive.modified, refuse)


def _responses(path: str) -> Iterator[Source]:
    times: dict[str, int] = {}
    with Path(path).open("rb") as stream:
        for record in _records(stream):
            if not _is_page(record):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            times[address] = times.get(address, 0) + 1
            again = f"#{times[address]}" if times[address] > 1 else ""
            when = record.rec_headers.get_header("WARC-Date") or ""
            # Read at once: the stream goes on with the next record.
            page = partial(documents.read_document, record.content_stream())
            yield Source(f"{stable_name(path)}!{address}{again}", when, page)


def _records(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the records of a web archive; raise `ReadError` where one has headers without end, or is a bomb."""
    records = frame_library("warcio.archiveiterator").ArchiveIterator(stream)
    records.reader = lines = _Lines(records.reader)
    begin = 0
    for record in records:
        lines.seen = 0
        yield record
        while record.raw_stream.read(_AT_ONCE):
            check_limit(
                "unpacked_bytes",
                record.raw_stream.tell() - _PACKED * (stream.tell() - begin),
                "网页存档一条记录展开后的字节数",
                "bytes unpacked from one record of a web archive",
            )
        begin = stream.tell()


@define
class _Lines:
    """A reader of a web archive in which the headers of a record come to an end."""

    reader: Any
    seen: int = 0

    def readline(self, length: int | None = None) -> bytes:
        most = limits().head_bytes + 1
        line: bytes = self.reader.readline(most if length is None else min(length, most))
        self.seen += len(line)
        check_limit("head_bytes", self.seen, "网页存档一条记录的头部字节数", "bytes of headers of a web archive")
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)


def _is_page(record: Any) -> bool:
    """Whether a record is a page that was there, and may be a document."""
    if record.rec_type not in ("response", "resource"):
        return False
    if not record.http_headers:
        return True
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and not kind.lower().startswith(_NO_DOCUMENT)
