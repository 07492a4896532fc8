"""A copy of a document with what a check found put into it, whole or not at all."""

from __future__ import annotations

import os
from pathlib import PurePath

from govdisclosure.annotation.comments import review_of
from govdisclosure.documents import ANNOTATED_KINDS, open_document, with_comments
from govdisclosure.errors import ReadError, UsageError
from govdisclosure.files import limits, using_limits, write_atomically
from govdisclosure.findings import CheckResult
from govdisclosure.grid import Document, TextBlock
from govdisclosure.inputs import Input
from govdisclosure.language import say, using
from govdisclosure.report import Report, looks_tidy
from govdisclosure.writing import must_not_lose

_TEXTS = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv")
_SUFFIXES = {
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "pdf": (".pdf",),
    **dict.fromkeys(("md", "csv", "txt"), _TEXTS),
}
"""How the copy of each kind of document may be called, if not as its original is."""


def annotate(result: CheckResult, source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Write a copy of a checked document in which every finding stands where it belongs.

    `source` is the document that the report of `result` was read from; the copy is of the same kind: a Word document
    gets comments, a workbook cell comments and a sheet that lists them, a web page marked cells and a list beside them,
    a PDF highlights with notes, a text numbers behind its lines and a list below. Cells that are likely wrong say what
    they should be. Nothing else changes, the copy reads to the same report, and the original stays as it is.

    Raises `ReadError` if there is no such document, `UsageError` if it is of a kind that takes no comments, is not the
    one that was checked, is `target` itself, or if the copy cannot be written; no half-written file ever stays.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import govdisclosure as gd
    >>> result = gd.check(gd.read("examples/report-2024-broken.txt"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     annotate(result, "examples/report-2024-broken.txt", f"{folder}/annotated.txt")
    ...     "<== [govdisclosure 1" in Path(f"{folder}/annotated.txt").read_text("utf-8")
    True
    """
    name, out = os.fspath(source), os.fspath(target)
    must_not_lose(out, name, force=True)
    write_atomically(out, annotated_bytes(result, Input(name), out))


def annotated_bytes(result: CheckResult, source: Input, name: str) -> bytes:
    """Return the bytes of the copy that is to have a name, as `annotate` writes it."""
    data = source.read()
    try:
        # It was read to be checked, is read for its places and to be changed, and then is read as it has become.
        with using_limits(limits()._replace(elements=limits().elements // 4)):
            document = _opened(data, result.report)
        _must_take_comments(document, source, name)
        _must_be_of(result.report, document)
        copy = with_comments(data, document, review_of(result, document))
        _must_read_alike(_opened(copy, result.report), document)
    except ReadError as error:
        reason = error.faults[0].message
        raise UsageError(
            say(zh=f"{source.name}：不能加批注：{reason}", en=f"{source.name}: cannot be annotated: {reason}")
        ) from None
    return copy


def _opened(data: bytes, report: Report) -> Document:
    """Return a document with its places in the language in which those of a report are said."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" or looks_tidy(data):
        raise ReadError(say(zh="这是供程序读的数据，不是文档。", en="this is data for programs, and no document"))
    place = next(iter(report.sources.values()), "")
    with using("en" if place[:1].isascii() else "zh"):
        return open_document(data)


def _must_take_comments(document: Document, source: Input, name: str) -> None:
    """Raise `ReadError` if a document is of a kind that takes no comments, or its copy would bear a wrong suffix."""
    kind = document.kind
    if kind not in ANNOTATED_KINDS:
        known = " ".join(f".{each}" for each in ANNOTATED_KINDS)
        raise ReadError(
            say(
                zh=f"这类文件{f'（.{kind}）' if kind else ''}不能加批注，请另存为这些格式之一：{known}。",
                en=f"this kind of document{f' (.{kind})' if kind else ''} takes no comments; save it as one of {known}",
            )
        )
    suffix = PurePath(name).suffix.lower()
    fitting = (*_SUFFIXES[kind], PurePath(source.name).suffix.lower())
    if suffix and suffix not in fitting:
        raise ReadError(
            say(
                zh=f"副本应以 {fitting[0]} 结尾，而不是 {suffix}。",
                en=f"its copy ends in {fitting[0]}, not in {suffix}",
            )
        )


def _must_be_of(report: Report, document: Document) -> None:
    """Raise `ReadError` unless a document has all places of a report's cells, and says there what the report does."""
    known = set(document.places())
    texts = {cell.place: cell.text for grid in document.grids for cell in grid.cells}
    places = {index: report.place(index) for index in report.sources}
    if not places or not all(
        place in known and (place not in texts or report.raw.get(index, texts[place]) == texts[place])
        for index, place in places.items()
    ):
        raise ReadError(say(zh="不是核对的那份文件。", en="this is not the document that was checked"))


def _must_read_alike(copy: Document, document: Document) -> None:
    if _content(copy) != _content(document):
        zh, en = "加上批注后读出的内容会变，没有写出副本。", "with comments it would read differently; no copy was made"
        raise ReadError(say(zh=zh, en=en))


def _content(document: Document) -> tuple[object, ...]:
    """Return what a document says, without where."""
    blocks = (
        block.text
        if isinstance(block, TextBlock)
        else [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in block.cells]
        for block in document.blocks
    )
    return (*blocks, document.annex)
