"""What must not be lost when a document is written where a file stands already."""

from __future__ import annotations

from pathlib import Path

from govdisclosure.documents import is_own_pdf, limits, open_document
from govdisclosure.errors import ReadError, UsageError
from govdisclosure.files import read_file
from govdisclosure.language import say
from govdisclosure.report import looks_tidy

_BEGINNING = 10_000
"""Bytes at the beginning of report JSON among which its format is named."""


def must_not_lose(out: str, source: str, *, force: bool, own: bool = True) -> None:
    """Raise `UsageError` if a file is the source itself, or not of this library and `force` is not given.

    Without `own`, what this library wrote must not be lost either.
    """
    try:
        exists = Path(out).is_file()
        is_source = exists and source != "-" and Path(source).exists() and Path(out).samefile(source)
    except (OSError, ValueError):
        return  # what is wrong with the name, writing will say
    if is_source:
        raise UsageError(
            say(zh=f"{out} 就是读入的文件，不能写到它上面。", en=f"{out} is the file that was read; write to another")
        )
    if exists and not force:
        _must_be_own(out, own=own)


def _must_be_own(out: str, *, own: bool) -> None:
    if not own:
        raise UsageError(say(zh=f"{out} 已经存在；要覆盖请加 --force。", en=f"{out} exists; add --force to replace it"))
    if not _is_own(out):
        raise UsageError(
            say(
                zh=f"{out} 已经存在，而且不是本程序写的文件；要覆盖请加 --force。",
                en=f"{out} exists and was not written by this program; add --force to replace it",
            )
        )


def _is_own(path: str) -> bool:
    """Whether a file is empty, or a report or a form that this library wrote."""
    try:
        data = read_file(path, limits().bytes)
        if not data.strip():
            return True
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return b'"spec"' in data[:_BEGINNING]
        return looks_tidy(data) or is_own_pdf(data) or bool(open_document(data).annex)
    except ReadError:
        return False
