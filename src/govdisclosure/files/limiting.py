"""How much of a document is read at most: settings with names, so that no file can take all time or memory.

A document that passes a limit is refused with a sentence that names the limit; nothing is ever read by halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from govdisclosure.errors import ReadError, UsageError
from govdisclosure.language import say
from govdisclosure.likeness import nearest


class Limits(NamedTuple):
    """The limits of one reading; those that are not given keep their defaults."""

    bytes: int = 100_000_000
    """Bytes of a document."""
    unpacked_bytes: int = 300_000_000
    """Bytes of all parts of an archive together, unpacked."""
    part_bytes: int = 100_000_000
    """Bytes of one part of an archive, unpacked."""
    parts: int = 10_000
    """Parts of an archive, and pages of a Parquet file."""
    name: int = 4_096
    """Characters of the name of a part of an archive."""
    text_bytes: int = 32_000_000
    """Bytes of a web page or a text; reports have less than a hundredth of it. What a file of a panel unpacks to."""
    elements: int = 600_000
    """Elements of a web page or of report JSON; the rules of style sheets too; and elements and attributes of one part
    of an Office document. Where comments are put into a document, a quarter of this."""
    lines: int = 100_000
    """Lines of a plain text in which something stands."""
    styles: int = 10_000
    """Different styles of the elements of a web page."""
    cells: int = 200_000
    """Cells of all tables together."""
    positions: int = 2_000_000
    """Positions of the grid of one table that its cells span."""
    span: int = 1_000
    """Columns or rows that one cell may span; more are cut to this, as browsers do."""
    width: int = 1_000
    """Columns of a table."""
    paragraphs: int = 50_000
    """Paragraphs of a document."""
    rows: int = 5_000
    """Rows of all tables and paragraphs outside them, together; reports have a few hundred."""
    pages: int = 400
    """Pages of a PDF."""
    page_objects: int = 200_000
    """Characters and lines of one page of a PDF."""
    nested: int = 1_000
    """Marked contents of a PDF in each other; those of a tagged report lie in one or two others."""
    letters: int = 2_000_000
    """Letters of the texts of a report that is written as a document; reports have some thousands."""
    list_rows: int = 20_000
    """Rows of a roster or a manifest; a province has some thousands of units that report."""
    head_bytes: int = 200_000
    """Bytes of the headers of one record of a web archive, or of the footer of a Parquet file."""
    bars: int = 150
    """Parts of the bars in a picture of a panel."""
    panel_rows: int = 100_000
    """Rows of one file of a panel, and values of one column of it; 256 reports have some sixty thousand. Rows of all
    files of a table where they are needed together: which inputs there are, and who has reported."""
    panel_files: int = 1_000
    """Files of one table of a panel; `collect` writes one for 256 documents."""
    panel_reports: int = 1_000
    """Reports of one file of a panel; `collect` writes those of 256 documents into one."""


_limits: ContextVar[Limits] = ContextVar("govdisclosure_limits", default=Limits())  # noqa: B039 - a tuple


def limits() -> Limits:
    """Return the limits that hold now."""
    return _limits.get()


@contextmanager
def using_limits(given: Limits) -> Iterator[None]:
    """Read with other limits inside the block.

    >>> with using_limits(Limits(cells=10)):
    ...     limits().cells
    10
    """
    token = _limits.set(given)
    try:
        yield
    finally:
        _limits.reset(token)


def raised(names: Iterable[str]) -> Limits:
    """Return the limits that hold now, but for some that are given as `NAME=NUMBER`; raise `UsageError` for others.

    >>> raised(["pages=2000", "cells=10"]).pages
    2000
    """
    given = {}
    for one in names:
        name, _, number = one.partition("=")
        if name not in Limits._fields:
            raise UsageError(say(zh=f"没有上限 {name}", en=f"no limit {name}") + nearest(name, Limits._fields))
        if not re.fullmatch("[0-9]{1,18}", number):
            raise UsageError(
                say(zh=f"上限应写成“{name}=整数”：{one[:80]}", en=f"a limit is written {name}=NUMBER: {one[:80]}")
            )
        given[name] = int(number)
    return limits()._replace(**given)


def check_limit(name: str, found: int, zh: str, en: str) -> None:
    """Raise `ReadError` if more of something was found than the limit of that name allows."""
    most: int = getattr(limits(), name)
    if found > most:
        raise ReadError(
            say(
                zh=f"{zh}超过上限 {most:,}（设置 {name}），不读。",
                en=f"more than {most:,} {en} (the limit `{name}`); the document is not read",
            )
        )
