"""The documents that a caller names: what holds several is opened: folders, patterns, archives, workbooks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from attrs import Factory, evolve, field, frozen

from govdisclosure import documents  # its names are imported when they are first used
from govdisclosure.errors import ReadError
from govdisclosure.files import limits, read_file
from govdisclosure.language import say

# fmt: off
DOCUMENTS = frozenset((
    ".csv", ".doc", ".docm", ".docx", ".htm", ".html", ".json", ".markdown", ".md", ".mht", ".mhtml", ".ods", ".odt",
    ".pdf", ".rtf", ".text", ".tsv", ".txt", ".wps", ".xhtml", ".xls", ".xlsb", ".xlsm", ".xlsx",
))
# fmt: on
"""Suffixes of what is taken for a document in a folder or an archive, also where it can only be refused with a reason.

A file that is named itself is read whatever it is called: what it is, its content tells.
"""
_DEEP = re.compile(r"(?<![^/\\])(?:\*\*[/\\]+)*\*\*(?:[/\\]+|$)")
"""What stands for folders of any depth."""
_ZIP = b"PK\x03\x04"
_WORKBOOKS = (".xlsx", ".xlsm")


@frozen
class Input:
    """A document to read: a file, one inside a zip archive, or with the path `-` the standard input.

    `name` is what messages call it: the path, and behind it the path inside the archive.
    """

    path: str
    member: str = ""
    name: str = Factory(lambda self: self.path, takes_self=True)
    content: bytes | None = field(default=None, eq=False, repr=False)
    """Its bytes, where they were taken in already."""
    named: bool = field(default=True, eq=False)
    """Whether the caller named it; what is only found in a folder has to be a file, so that no pipe is waited for."""

    def read(self) -> bytes:
        """Return its bytes; raise `ReadError` if it cannot be opened or is larger than the limit."""
        if self.content is not None:
            return self.content
        try:
            if not self.named:
                _must_be_file(self.path)
            return _unpacked(self.path, self.member) if self.member else _bytes(self.path)
        except ReadError as error:
            raise ReadError(fault.of_file(self.name) for fault in error.faults) from None

    def loaded(self) -> Input:
        """Return the same document with its bytes taken in, since the standard input can be read only once."""
        return evolve(self, content=self.read())


def inputs(names: Iterable[str]) -> Iterator[Input]:
    """Yield every document that the names stand for, in a fixed order and each once.

    A name is a file, a folder (with all folders in it), a zip archive, a pattern such as `2024/*.html` (`**` stands for
    folders of any depth) or `-`. What holds no document is yielded as it is, so that reading it says what is wrong.

    >>> [document.name for document in inputs(["examples/*-2024.txt"])]
    ['examples/report-2024.txt']
    """
    return iter(dict.fromkeys(found for name in names for found in _named(name)))


def _named(name: str) -> Iterator[Input]:
    path = Path(name)
    if name == "-" or not _is_pattern(name):
        yield from _inside(path, name)
        return
    matched = sorted({found for found in _matching(name) if not _is_hidden(Path(found).name)})
    for found in matched:
        yield from _inside(Path(found), found, named=False)
    if not matched:
        yield Input(name)


def _matching(pattern: str) -> Iterator[str]:
    """Yield the paths that a pattern stands for; `**` follows no links, which may lead in a circle."""
    import glob

    before, *behind = _DEEP.split(pattern, maxsplit=1)
    if not behind:
        yield from glob.iglob(pattern)  # noqa: PTH207 - `Path.glob` takes no absolute patterns
        return
    for root in glob.iglob(before) if before else (os.curdir,):  # noqa: PTH207 - the same
        for folder, files in _folders(root):
            within = Path(folder if before else os.path.relpath(folder))
            if behind[0]:
                yield from _matching(str(Path(glob.escape(str(within)), behind[0])))
            else:
                yield from (str(within / name) for name in files)


def _is_pattern(name: str) -> bool:
    """Whether a name stands for others: a file may be called by what looks like a pattern, and is then that file."""
    try:
        return any(sign in name for sign in "*?[") and not Path(name).exists()
    except (OSError, ValueError):
        return False


def _inside(path: Path, name: str, *, named: bool = True) -> Iterator[Input]:
    try:
        if path.is_dir():
            files = list(_files(path))
            yield from (found for file in files for found in _opened(file, str(file), named=False))
            if not files:
                yield Input(name)
            return
    except (OSError, ValueError):
        pass
    yield from _opened(path, name, named=named)


def _opened(path: Path, name: str, *, named: bool) -> list[Input]:
    """Return what a file holds, or the file itself."""
    return (_members(name) if _is_archive(path) else []) or [Input(name, named=named)]


def _is_archive(path: Path) -> bool:
    """Whether a file is a zip archive under any name but a document's, or a workbook with the reports of many units."""
    suffix = path.suffix.lower()
    if suffix in DOCUMENTS and suffix not in _WORKBOOKS:
        return False
    try:
        return path.is_file() and _begins(path) == _ZIP and (suffix not in _WORKBOOKS or documents.holds_units(path))
    except (OSError, ValueError):
        return False


def _files(folder: Path) -> Iterator[Path]:
    """Yield the documents and archives in a folder and the folders in it, without what is hidden."""
    for root, names in _folders(folder):
        yield from (Path(root, name) for name in sorted(names) if _is_wanted(name))


def _folders(folder: str | Path) -> Iterator[tuple[str, list[str]]]:
    """Yield a folder and the folders in it, each with the names of its files, without what is hidden."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield os.fspath(root), names


def _is_wanted(name: str) -> bool:
    return not _is_hidden(name) and Path(name).suffix.lower() in {*DOCUMENTS, ".zip"}


def _is_hidden(name: str) -> bool:
    """Whether a file or folder is not meant for people: hidden, the lock of an open document, leavings of a Mac."""
    return name != ".." and name.startswith((".", "~$", "__MACOSX"))


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_ZIP))


def _members(name: str) -> list[Input]:
    """Return the documents in an archive; none where it is damaged, or is itself a document under a strange name."""
    try:
        archive = _archive(name)
    except ReadError:
        return []
    if isinstance(archive, documents.UnitSheets):
        return [Input(name, member, f"{name}/{member}") for member in archive.names]
    if {"[Content_Types].xml", "content.xml"} & archive.names:
        return []
    named = sorted((archive.title_of(member), member) for member in archive.names)
    return [
        Input(name, member, f"{name}/{title}")
        for title, member in named
        if _is_wanted(title.rpartition("/")[2]) and not any(_is_hidden(part) for part in title.split("/"))
    ]


@lru_cache(maxsize=1)
def _archive(path: str) -> documents.Archive | documents.UnitSheets:
    archive = documents.Archive(_bytes(path))
    # A workbook is opened for its units only.
    return documents.UnitSheets(archive) if Path(path).suffix.lower() in _WORKBOOKS else archive


def _unpacked(path: str, member: str) -> bytes:
    archive = _archive(path)
    return (
        archive.taken(member, documents.read_document)
        if isinstance(archive, documents.Archive)
        else archive.read(member)
    )


def _must_be_file(path: str) -> None:
    """Raise `ReadError` for what is there but is no file: a pipe, a socket, a device."""
    if not os.path.isfile(path) and os.path.exists(path):  # noqa: PTH110, PTH113 - those of `Path` may raise
        raise ReadError(say(zh="不能打开：不是文件。", en="cannot be opened: it is no file"))


def _bytes(path: str) -> bytes:
    try:
        return read_file(path, limits().bytes)
    except ReadError as error:
        if _is_pattern(path):
            raise ReadError(say(zh="没有符合的文件。", en="no file matches")) from None
        if isinstance(error.__context__, IsADirectoryError) and not any(_files(Path(path))):
            reason = say(zh="文件夹中没有能读的文件", en="a folder without a document in it")
            raise ReadError(say(zh=f"不能打开：{reason}。", en=f"cannot be opened: {reason}")) from None
        raise
